use crate::lang::Said;
use crate::message::{AnswerFamily, Evidence, Sign};

/// 说明响应中的文字表明了什么；`family` 是推送的类别，URL 验证时为 `None`。
#[expect(clippy::too_many_lines, reason = "one arm a sign, one sentence an arm")]
pub(in crate::text) fn evidence(found: &Evidence, family: Option<AnswerFamily>) -> Said {
    let Evidence { status, .. } = found;
    let quoted = quoted(&found.quoted);
    let who = super::findings::who(family);
    match found.sign {
        Sign::Login => Said::new(format!("{status}：{who}前面有服务要求登录{quoted}，微信不会登录"))
            .hint("在代理、网关或框架中让这个路径免登录；签名足以保护它"),
        Sign::PerhapsLogin => {
            Said::new(format!("{status}：请求被拒绝{quoted}，可能是{who}前面有服务要求登录，微信不会登录"))
                .hint("如果是要求登录：在代理、网关或框架中让这个路径免登录；签名足以保护它")
                .hint(format!("如果是{who}自己调用其他服务失败：请看{who}的日志"))
        }
        Sign::Firewall(name) => Said::new(format!(
            "{status}：{who}前面的{}拦截了请求{quoted}",
            if name.is_empty() { "防火墙".to_owned() } else { format!("防火墙（{name}）") }
        ))
        .hint("把这个路径加入防火墙的白名单：微信不会通过人机验证，也不执行 JavaScript"),
        Sign::Gateway if matches!(status, 504 | 522 | 524) => {
            Said::new(format!("{status}：代理没有及时从{who}得到响应{quoted}"))
                .hint("处理慢时先返回 `success`；否则核对代理中配置的地址和端口")
        }
        Sign::Gateway => Said::new(format!("{status}：代理没有从{who}得到响应{quoted}"))
            .hint(format!("启动{who}，并核对代理中配置的地址和端口")),
        Sign::OriginCertificate => Said::new(format!("{status}：{who}前面的代理不信任源站的证书{quoted}"))
            .hint("在服务器上安装有效的证书，或降低代理的 SSL 模式"),
        Sign::NeedsHttps => Said::new(format!("{status}：这个端口是 HTTPS，请求却是 HTTP{quoted}"))
            .hint("在主机名前写 https://，或改用 HTTP 的端口"),
        Sign::DefaultSite => {
            Said::new(format!("{status}：返回的是 Web 服务器自带的页面{quoted}，这个域名和路径没有转到{who}"))
                .hint(format!("把域名绑定到{who}的站点，并让该站点把路径转发给{who}"))
        }
        Sign::NeedsSlash => Said::new(format!("{status}：路径末尾要有斜杠{quoted}"))
            .hint("在 URL 末尾加上斜杠，后台的设置也一样"),
        Sign::TunnelWarning(name) => Said::new(format!(
            "{status}：内网穿透（{name}）显示了给浏览器看的提示页，请求没有到达{who}{quoted}"
        ))
        .hint("微信的 User-Agent 是 Mozilla/4.0，也会看到提示页：请换用没有提示页的套餐或工具"),
        Sign::Tunnel(name) => {
            let name = if name.is_empty() { String::new() } else { format!("（{name}）") };
            Said::new(format!("{status}：响应来自内网穿透{name}，而不是{who}{quoted}"))
                .hint("重新启动内网穿透的客户端，并核对它显示的地址和 URL")
        }
        Sign::Csrf => Said::new(format!("{status}：框架在这个路径上要求 CSRF 令牌{quoted}，微信不会发送"))
            .hint("对这个路径关闭 CSRF 检查，由签名代替"),
        Sign::HostName => Said::new(format!("{status}：框架不接受请求的主机名{quoted}"))
            .hint("把主机名加入允许的列表，例如 ALLOWED_HOSTS 或 allowedHosts"),
        Sign::NotFiled => Said::new(format!("{status}：域名没有 ICP 备案，被服务商拦截{quoted}"))
            .hint("使用已备案的域名，或使用中国大陆以外的服务器"),
        Sign::AirTunes => {
            Said::new(format!("{status}：这个端口由 macOS 的隔空播放占用，响应的不是{who}{quoted}"))
                .hint(format!("让{who}使用其他端口，或在系统设置中关闭“隔空播放接收器”"))
        }
        Sign::SampleCode(code) => sample_code(code),
        Sign::ControlCharacter(char) => Said::new(format!(
            "{status}：推送中有控制字符 U+{:04X}，{who}的 XML 解析器不接受{quoted}",
            u32::from(char)
        ))
        .hint("解析前先去掉这类字符：微信会原样推送用户输入的内容"),
        Sign::EnvelopeRead(field) => Said::new(format!(
            "{status}：消息是加密的，{who}没有取到 {field}{quoted}，它在 Encrypt 里面；{who}可能没有解密"
        ))
        .hint(format!("给{who}配置 EncodingAESKey，并读取解密后的消息"))
        .hint("或者把后台改为明文模式，并用 --mode plain 发送"),
        Sign::BodyUnread(field) => Said::new(format!(
            "{status}：{who}没有取到 `{field}`{quoted}，而请求体里有它；可能没有读取或解析请求体"
        ))
        .hint("读取原始请求体（php://input、request.data、request.body 或 text/xml 的解析器）后再解析"),
        Sign::FieldAbsent(field) => {
            Said::new(format!("{status}：{who}没有取到 `{field}`{quoted}，这个推送里没有这个字段"))
                .hint("先判断 MsgType 和 Event：只有部分消息有这个字段")
        }
        Sign::NotNumber(field) => {
            Said::new(format!("{status}：{who}把 `{field}` 当作数字读取，而这个推送里它是字符串{quoted}"))
                .hint(if field == "MsgId" {
                    "id 一律按字符串处理：2025 年 9 月起企业微信推送的 MsgId 可能不是数字"
                } else {
                    "请按字符串读取"
                })
        }
        Sign::NumberEmpty(field) => {
            Said::new(format!("{status}：{who}把 `{field}` 当作数字读取，而这个推送里它是空的{quoted}"))
                .hint("空字段请按缺失处理：微信会推送这样的字段")
        }
        Sign::NumberTooLarge(field) => {
            Said::new(format!("{status}：`{field}` 超出了{who}所用整数类型的范围{quoted}"))
                .hint("id 按字符串或 64 位整数处理")
        }
        Sign::ReadsMessage("xml") => {
            Said::new(format!("{status}：处理程序在解析消息{quoted}，而 URL 验证是没有请求体的 GET"))
                .hint("分别处理 GET（验证 URL）和 POST（消息）")
        }
        Sign::ReadsMessage(field) => Said::new(format!(
            "{status}：处理程序在读取消息的 `{field}`{quoted}，而 URL 验证是没有请求体的 GET"
        ))
        .hint("分别处理 GET（验证 URL）和 POST（消息）"),
        Sign::ApiError(code) => {
            let work = matches!(family, Some(AnswerFamily::WorkApp | AnswerFamily::WorkCustomerService));
            let platform = if work { "--platform work " } else { "" };
            Said::new(format!("{status}：{who}调用微信接口失败，errcode 为 {code}{quoted}"))
                .hint(format!("原因见 `webot explain {platform}{code}`；与推送本身无关"))
        }
        Sign::TooLarge => Said::new(format!("{status}：服务器不接受这么大的请求体{quoted}"))
            .hint("调大它的上限，例如 nginx 的 client_max_body_size，或请求体解析器的上限"),
        Sign::BodyConsumed if family.is_none() => {
            Said::new(format!("{status}：处理程序需要请求体{quoted}，而 URL 验证是没有请求体的 GET"))
                .hint("分别处理 GET（验证 URL）和 POST（消息）")
        }
        Sign::BodyConsumed => {
            Said::new(format!("{status}：处理程序读取时请求体已经没有了{quoted}，可能在它之前被读过"))
                .hint("请求体只读一次：让其他的解析器和过滤器跳过这个路径")
        }
        Sign::QueryUnread(name) => {
            Said::new(format!("{status}：{who}没有取到参数 `{name}`{quoted}，它就在查询串里"))
                .hint("从 URL 的查询串读取，不要从请求体读取；反向代理必须原样传递查询串")
        }
        Sign::WantsEncrypted(name) => Said::new(format!(
            "{status}：{who}没有取到 `{name}`{quoted}，只有加密的请求才有它，而这个请求是明文"
        ))
        .hint("按账号的设置发送：--mode safe --aes-key KEY，并给出 --appid 或 --receiver")
        .hint(format!("或者让{who}接受明文消息，不读取 msg_signature 和 Encrypt")),
        Sign::WantsPlainCheck => Said::new(format!(
            "{status}：{who}没有取到 `signature`{quoted}，企业微信发送的是 `msg_signature`"
        ))
        .hint(format!("企业微信：让{who}读取 msg_signature；公众号：用 --mode plain 验证")),
        Sign::WantsEchostr => {
            Said::new(format!("{status}：{who}需要 `echostr`{quoted}，它只在验证 URL 时才有，而这是一条消息"))
                .hint("分别处理 GET（验证 URL）和 POST（消息）")
        }
        Sign::EmptyToken => Said::new(format!("{status}：{who}自己的配置里 Token 为空{quoted}"))
            .hint(format!("在{who}的配置里填写 Token，并确认它读取了这个配置文件")),
        Sign::CannotDecrypt | Sign::DecryptedGarbage if family == Some(AnswerFamily::PayV3) => {
            Said::new(format!("{status}：{who}无法解密通知{quoted}")).hint(format!(
                "核对{who}的 APIv3 密钥与 --apiv3-key：32 个字符，AES-256-GCM，需要 nonce 和 associated_data"
            ))
        }
        Sign::CannotDecrypt | Sign::DecryptedGarbage if family == Some(AnswerFamily::PayV2) => {
            Said::new(format!("{status}：{who}无法解密通知{quoted}"))
                .hint("req_info 的密钥是 API 密钥的 MD5（小写十六进制），AES-256-ECB：请与 --pay-key 核对")
        }
        Sign::DecryptedGarbage => {
            Said::new(format!("{status}：{who}处理消息时出错{quoted}，可能是因为解密用的密钥不同"))
                .hint("核对两边的 EncodingAESKey")
        }
        Sign::CannotDecrypt => Said::new(format!("{status}：{who}无法解密{quoted}"))
            .hint("核对两边的 EncodingAESKey，并以 AES-256-CBC、填充到 32 字节的方式解密"),
        Sign::WantsJson => {
            let said = Said::new(format!("{status}：{who}需要 JSON，而这个推送是 XML{quoted}"));
            match family {
                Some(AnswerFamily::WorkApp | AnswerFamily::WorkCustomerService) => {
                    said.hint("企业微信应用收到的是 XML，只有智能机器人收到 JSON")
                }
                Some(AnswerFamily::PayV2) => said.hint("v2 的通知是 XML，只有 v3 的通知是 JSON"),
                _ => said.hint(format!("让{who}解析 XML；只有小程序可以选择 JSON（--format json）")),
            }
        }
        Sign::ParsesJson => Said::new(format!("{status}：{who}解析 JSON 失败{quoted}，而推送是 XML"))
            .hint("如果解析的是推送：请按 XML 解析；否则请看它调用的服务返回了什么"),
        Sign::WantsXml => Said::new(format!("{status}：{who}需要 XML，而这个推送是 JSON{quoted}"))
            .hint(format!("让{who}解析 JSON，或用 --format xml 发送 XML")),
        Sign::MediaType => Said::new(format!("{status}：{who}不接受推送的 Content-Type{quoted}"))
            .hint("在这个路径上为 text/xml（JSON 则为 application/json）注册解析器"),
        Sign::Crash => {
            let broken = family.map(|family| format!("，{}", super::findings::broken(family)));
            Said::new(format!("{status}：{who}出错了{quoted}{}", broken.unwrap_or_default()))
                .hint(format!("出错的位置请看{who}的日志"))
        }
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("（`{text}`）") }
}

/// 企业微信文档《加解密库返回码》。
fn sample_code(code: i32) -> Said {
    let (what, hint) = match code {
        -40001 => ("签名不一致", "核对两边的 Token"),
        -40002 => ("XML 解析失败", "把原始请求体传给加解密库；它是不是 JSON 或表单？"),
        -40003 => ("签名计算失败", "timestamp、nonce 和签名都要以字符串传入"),
        -40004 => ("EncodingAESKey 不合法", "它有 43 个字符，请与后台核对"),
        -40005 => ("其中的接收方 id 不一致", "核对机器人的 appid、corpid 或 suiteid 与 --appid、--receiver"),
        -40006 => ("加密失败", "核对两边的 EncodingAESKey"),
        -40007 => ("解密失败", "核对两边的 EncodingAESKey"),
        -40008 => ("解密后的数据不合法", "核对两边的 EncodingAESKey"),
        -40009 => ("base64 编码失败", "出错的位置请看机器人的日志"),
        -40010 => ("base64 解码失败", "`+` 变成了空格：查询串只能解码一次"),
        _ => ("生成回复的 XML 失败", "出错的位置请看机器人的日志"),
    };
    Said::new(format!("机器人返回了官方示例代码的错误 {code}：{what}")).hint(hint)
}
