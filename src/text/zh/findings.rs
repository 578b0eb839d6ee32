use super::source::xml_reason;
use crate::lang::Said;
use crate::message::envelope::DecryptError;
use crate::message::xml::{Unreadable, is_surrogate};
use crate::message::{AnswerFamily, NotXml, Repeats, Rule, UserMismatch};
use crate::probe::spoken_reply;

/// 公众平台文档《被动回复用户消息》：回复不合法时用户看到的提示；企业微信和第三方平台不显示任何提示。
pub(super) fn broken(family: AnswerFamily) -> &'static str {
    match family {
        AnswerFamily::OfficialAccount => "用户会看到“该公众号提供的服务出现故障”",
        AnswerFamily::MiniProgram => "用户会看到服务出现故障的提示",
        AnswerFamily::WorkApp => "成员看不到任何回复",
        AnswerFamily::WorkCustomerService => "企业微信会重复推送",
        AnswerFamily::IntelligentBot => "用户看不到任何回复",
        AnswerFamily::ThirdParty => "平台会重复推送",
        AnswerFamily::PayV2 | AnswerFamily::PayV3 => "微信支付会重复通知",
        AnswerFamily::Structured(answer) if answer.repeats != Repeats::Never => "微信会重复推送",
        AnswerFamily::Structured(_) => "微信视为失败",
    }
}

/// Returns the word for the program that got a push: that of a shop gets notices of WeChat Pay.
pub(super) fn who(family: Option<AnswerFamily>) -> &'static str {
    if family.is_some_and(is_pay) { "处理程序" } else { "机器人" }
}

#[expect(clippy::too_many_lines, reason = "one arm a rule, one sentence an arm")]
pub(in crate::text) fn finding(rule: &Rule, family: AnswerFamily) -> Said {
    let (broken, who) = (broken(family), who(Some(family)));
    match rule {
        Rule::NotXml(NotXml::Json) if family == AnswerFamily::ThirdParty => {
            Said::new(format!("{who}返回了 JSON，{broken}")).hint("只返回 `success`")
        }
        Rule::NotXml(NotXml::Json) if family == AnswerFamily::WorkApp => {
            Said::new(format!("收到的是 XML，{who}却返回了 JSON，{broken}"))
                .hint("请返回 XML：企业微信里只有智能机器人返回 JSON")
        }
        Rule::NotXml(reason) => not_xml(reason, (broken, who)),
        Rule::HtmlPage(title) => Said::new(format!(
            "{who}返回了 HTML 页面{}，{broken}",
            title.as_ref().map(|title| format!("“{title}”")).unwrap_or_default()
        ))
        .hint(format!("多半是框架的错误页：看{who}的日志，并检查路径")),
        Rule::BomBeforeXml => Said::new(format!("回复以 BOM（EF BB BF）开头，{broken}"))
            .hint("把源文件和模板都保存为不带 BOM 的 UTF-8"),
        Rule::SpaceBeforeXml { declaration: true } => {
            Said::new(format!("`<?xml` 前面有空白，XML 不允许，{broken}"))
                .hint("检查 `<?php` 之前或模板开头的空行")
        }
        Rule::SpaceBeforeXml { .. } => {
            Said::new("`<xml>` 前面有空白").hint("微信能接受，但严格的解析器可能不接受")
        }
        Rule::NotUtf8("bytes") => Said::new(format!("回复不是 UTF-8，{broken}")).hint("以 UTF-8 输出回复"),
        Rule::NotUtf8(encoding) => Said::new(format!("回复是 {encoding} 编码，不是 UTF-8，{broken}"))
            .hint("不管源文件是什么编码，回复都要以 UTF-8 输出"),
        Rule::UnknownType(None) if family == AnswerFamily::MiniProgram => {
            Said::new(format!("回复没有 MsgType，{broken}"))
                .hint("请只回复 `success`：回复里只有 transfer_customer_service 有效")
        }
        Rule::UnknownType(None) => Said::new(format!("回复没有 MsgType，{broken}"))
            .hint("MsgType 应为 text、image、voice、video、music、news 或 transfer_customer_service"),
        Rule::UnknownType(Some(given)) => Said::new(format!("回复的 MsgType 不能是 `{given}`，{broken}"))
            .hint(match family {
                AnswerFamily::WorkApp => "企业微信支持小写的 text、image、voice、video、news，以及卡片的更新",
                AnswerFamily::IntelligentBot => {
                    "智能机器人用 stream、template_card 或 stream_with_template_card 回复消息"
                }
                _ => "应为小写的 text、image、voice、video、music、news 或 transfer_customer_service",
            }),
        Rule::UsersNotSwapped(swaps) => {
            let wrong: Vec<String> = swaps
                .iter()
                .map(|UserMismatch { field, expected, actual }| match actual {
                    Some(actual) => format!("{field} 是 `{actual}`，应为 `{expected}`"),
                    None => format!("缺少 {field}，应为 `{expected}`"),
                })
                .collect();
            Said::new(format!("{}，微信会丢弃这条回复", wrong.join("；"))).hint(
                "回复的 ToUserName 填收到的 FromUserName（用户），FromUserName 填收到的 ToUserName（公众号）",
            )
        }
        Rule::WrongCase { given, expected } => {
            Said::new(format!("元素 <{given}> 应写成 <{expected}>，{broken}"))
                .hint("元素名区分大小写，请照文档填写")
        }
        Rule::TextSuspicious(text) => {
            let hint = if text == "[object Object]" {
                "把对象直接拼进了文本：请用它的某个字段，或 JSON.stringify"
            } else {
                "多半是拼回复时变量没有取到值"
            };
            Said::new(format!("Content 是 `{text}`，用户看到的就是它")).hint(hint)
        }
        Rule::TextGarbled(right) => {
            Said::new(format!("Content 是乱码：UTF-8 被按其他编码解码了，原文应为 `{right}`"))
                .hint("源文件、模板、数据库和响应都使用 UTF-8")
        }
        Rule::TextLost(text) => Said::new(format!("Content 是 `{text}`，可能是文字在转换编码时丢失了"))
            .hint("如果是：响应的编码是 ISO-8859-1 或 ASCII，请把 charset 设为 UTF-8"),
        Rule::NotSuccess => Said::new(format!("用消息回复了平台的通知，{broken}")).hint("只返回 `success`"),
        Rule::BotReply(fault) => super::answers::bot(fault, broken),
        Rule::MusicEmpty => {
            Said::new(format!("回复里没有 <Music>，{broken}")).hint("在回复里加上带 MusicUrl 的 <Music>")
        }
        Rule::CreateTimeNotSeconds(None) => Said::new("缺少 CreateTime").hint("填当前时间，单位为秒"),
        Rule::CreateTimeNotSeconds(Some(given)) if given.parse::<u64>().is_ok() => {
            Said::new(format!("CreateTime `{given}` 的单位不是秒")).hint("毫秒要除以 1000 并取整")
        }
        Rule::CreateTimeNotSeconds(Some(given)) => {
            Said::new(format!("CreateTime `{given}` 不是整数")).hint("填当前时间，单位为秒")
        }
        Rule::TextEmpty => {
            Said::new(format!("Content 为空，{broken}")).hint("不需要回复时，直接返回 `success` 或空串")
        }
        Rule::TextTooLong(bytes) => {
            let follows =
                if family == AnswerFamily::WorkApp { "企业微信会截断后面的部分" } else { broken };
            Said::new(format!("Content 有 {bytes} 字节，上限是 2048，{follows}"))
                .hint("截短（一个汉字占 3 字节），超出的部分另发一条客服消息")
        }
        Rule::NewsEmpty => {
            Said::new(format!("图文消息里没有文章，{broken}")).hint("在 `<Articles>` 里放 1 到 8 个 `<item>`")
        }
        Rule::NewsTooMany(count) => {
            Said::new(format!("图文消息有 {count} 篇，微信只发前 8 篇，其余丢弃")).hint("去掉后面的几篇")
        }
        Rule::NewsOnlyFirst(count) => {
            Said::new(format!("{count} 篇图文只会显示第一篇：回复用户消息时只允许一篇"))
                .hint("只回复一篇；多篇只用于点击菜单之类的事件")
        }
        Rule::NewsCountMismatch { declared, actual } => Said::new(format!(
            "ArticleCount {}，实际有 {actual} 篇，{broken}",
            declared.as_deref().map_or_else(|| "缺失".to_owned(), |count| format!("是 `{count}`"))
        ))
        .hint(format!("把 ArticleCount 改为 {actual}")),
        Rule::MediaIdMissing(path @ "Music.ThumbMediaId") => {
            Said::new(format!("{path} 为空，{broken}")).hint("不要写这个元素，或者上传一张缩略图")
        }
        Rule::MediaIdSuspicious { path, value } => Said::new(format!(
            "{path} 是 `{value}`，不是 media_id，{broken}"
        ))
        .hint(if value.contains("://") {
            "先用 /cgi-bin/media/upload 上传文件，再填响应里的 media_id"
        } else {
            "构造回复时变量是空的：上传成功了吗？"
        }),
        Rule::MediaIdMissing(path) => {
            Said::new(format!("缺少 {path}，{broken}")).hint("先上传素材，再填它的 media_id")
        }
        Rule::UrlNotAbsolute { field, value } => Said::new(format!("{field} 是 `{value}`，用户点开后打不开"))
            .hint("写完整的 URL，从 https:// 开始"),
        Rule::CdataUnescaped(field) => {
            Said::new(format!("{field} 里有未转义的 `&`、`<` 或 `]]>`，整条回复不是合法的 XML，{broken}"))
                .hint("把文字放进 <![CDATA[…]]>，其中的 `]]>` 写成 `]]]]><![CDATA[>`")
        }
        Rule::NotEncrypted if matches!(family, AnswerFamily::WorkApp | AnswerFamily::IntelligentBot) => {
            Said::new(format!("收到的消息是加密的，回复却没有加密，{broken}"))
                .hint("加密回复：企业微信没有明文模式和兼容模式")
        }
        Rule::NotEncrypted => Said::new(format!("收到的消息是加密的，回复却没有加密，安全模式下{broken}"))
            .hint("加密回复，或在后台改为兼容模式"),
        Rule::Encrypted => Said::new(format!("收到的是明文消息，回复却加密了，{broken}"))
            .hint("用 --mode safe --aes-key KEY 发送，或对明文消息回复明文"),
        Rule::BadSignature(None) => Said::new("回复缺少 MsgSignature，微信会丢弃这条回复")
            .hint("在 Encrypt 旁边加上 MsgSignature、TimeStamp 和 Nonce"),
        Rule::BadSignature(Some(expected)) => {
            Said::new(format!("回复的 MsgSignature 应为 {expected}，微信会丢弃这条回复"))
                .hint("用同一个 Token，对回复的 TimeStamp、Nonce、Encrypt 按字符串排序后签名")
        }
        Rule::CannotDecrypt(error) => Said::new(format!("回复无法解密：{}，{broken}", cannot_open(error)))
            .hint("两边要用同一个 EncodingAESKey，AES-256-CBC，PKCS#7 填充到 32 字节"),
        Rule::Layout(fault) => {
            let (fault, hint) = super::crypt::layout(*fault);
            Said::new(format!("加密的回复有误：{fault}，{broken}")).hint(hint)
        }
        Rule::WrongReceiver { expected, actual } => {
            Said::new(format!("回复是为 `{actual}` 加密的，应为 `{expected}`，微信会丢弃它"))
                .hint(format!("{who}的 appid（corpid、suiteid）与 --appid 或 --receiver 不一致"))
        }
        Rule::HttpStatus { .. } => http_status(rule, family),
        Rule::Socket(fault) => super::socket::fault(fault),
        Rule::Evidence(found) => super::evidence(found, Some(family)),
        Rule::Structure(structure) => super::structure(structure, broken),
        Rule::NotShown
        | Rule::SuccessEncrypted
        | Rule::TextEscaped { .. }
        | Rule::NotAcknowledged { .. }
        | Rule::AnswerOfV2(_)
        | Rule::FailureWithSuccess(_)
        | Rule::PageWithSuccess(_)
        | Rule::OtherInterface(_)
        | Rule::OtherUser { .. }
        | Rule::ControlInPush(_) => super::answers::finding(rule, family),
        Rule::Gzip => {
            Said::new(format!("回复被压缩了，而微信并没有要求压缩，{broken}")).hint("对这个路由关闭压缩")
        }
        Rule::FalseEncoding(named) => {
            Said::new(format!("响应头 Content-Encoding 为 `{named}`，而响应体并没有压缩，{broken}"))
                .hint("去掉这个响应头：代码或代理设置了它，却没有压缩")
        }
        Rule::BodyTooLarge => Said::new(format!("回复超过 1 MB，webot 停止读取，{broken}"))
            .hint("回复最多只有几 KB：这个路径是不是在返回文件？"),
        Rule::Late(ms) if is_pay(family) => {
            Said::new(format!("应答用了 {ms} 毫秒，微信支付 5000 毫秒后就会断开并再次通知"))
                .hint(at_once(family))
        }
        Rule::Late(ms) => {
            Said::new(format!("回复用了 {ms} 毫秒，微信 5000 毫秒后就会断开并重试")).hint(at_once(family))
        }
        Rule::NoAnswer { deliveries, hung_up: true, .. } if is_pay(family) => {
            Said::new(format!("{deliveries} 次通知商户服务器都中途断开了连接，{broken}"))
                .hint("服务器可能崩溃了，请看它的日志")
        }
        Rule::NoAnswer { deliveries, hung_up: true, .. } => {
            Said::new(format!("{deliveries} 次推送{who}都中途断开了连接，{broken}"))
                .hint(format!("{who}可能崩溃了，请看它的日志"))
        }
        Rule::NoAnswer { deliveries, deadline_ms, .. } => {
            Said::new(format!("{deliveries} 次推送都没有在 {deadline_ms} 毫秒内得到回应，{broken}"))
                .hint(at_once(family))
        }
        Rule::Retried { deliveries } if family.acknowledges() => {
            Said::new(format!("微信推送了 {deliveries} 次"))
                .hint("同一通知会重复到达：先检查订单是否已经处理")
        }
        Rule::Retried { deliveries } => Said::new(format!("微信推送了 {deliveries} 次才得到回应"))
            .hint(format!("回复慢的{who}会重复收到消息：请做好消息排重")),
        Rule::AnswersDiffer { first, other } => {
            let [first, other] = [first, other].map(|reply| spoken_reply(reply).spoken);
            Said::new(format!("同一条消息推送两次，得到了不同的回复：`{first}` 和 `{other}`"))
                .hint("做好消息排重：普通消息用 MsgId，事件用 FromUserName + CreateTime")
        }
        Rule::Expectation { name, .. } => Said::new(format!("--{name} 不满足")),
    }
}

fn is_pay(family: AnswerFamily) -> bool {
    matches!(family, AnswerFamily::PayV2 | AnswerFamily::PayV3)
}

/// 对处理过慢的程序的建议。
fn at_once(family: AnswerFamily) -> &'static str {
    match family {
        AnswerFamily::PayV3 => "验签后在 5 秒内返回 200 或 204，再处理业务",
        AnswerFamily::PayV2 => {
            "验签后在 5 秒内返回 `<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>`，再处理业务"
        }
        _ => "先返回 `success`，结果出来后再用客服消息接口发给用户",
    }
}

fn http_status(rule: &Rule, family: AnswerFamily) -> Said {
    let Rule::HttpStatus { status, location, reason, blames_signature, encrypted, body } = rule else {
        return Said::new(rule.name());
    };
    let (status, broken, who) = (*status, broken(family), who(Some(family)));
    let pay = is_pay(family);
    if let Some(reason) = reason {
        let refused = if pay { "通知" } else { "消息" };
        return Said::new(format!("{status}：{who}拒绝了{refused}：{reason}"))
            .hint(format!("原因不是签名；{who}的日志可能有更多说明"));
    }
    match status {
        300..=399 => {
            let location = location.as_deref().unwrap_or("?");
            Said::new(format!("{status}：重定向到 `{location}`，微信不会跟随重定向"))
                .hint("用 --des 直接发到最终的 URL，包括协议和末尾的斜杠")
        }
        401 | 403 if pay => Said::new(format!("{status}：处理程序拒绝了通知，{broken}"))
            .hint("处理程序要用签名所用的密钥验签：--private-key 和 --serial，v2 为 --pay-key"),
        401 | 403 if !blames_signature => {
            Said::new(format!("{status}：请求被拒绝，拒绝者是{who}或它前面的服务"))
                .hint(format!("如果原因是签名：用 --token、WX_TOKEN 或配置文件给出{who}的 Token"))
                .hint("如果原因是登录或 CSRF 令牌：微信两样都没有，请对这个路径放行")
        }
        500..=599 if *blames_signature && !pay => {
            Said::new(format!("{status}：{who}出错了，可能是拒绝了签名，{broken}"))
                .hint(format!("如果是拒绝了签名：用 --token、WX_TOKEN 或配置文件给出{who}的 Token"))
                .hint(format!("否则请看{who}的日志"))
        }
        400..=499 if *blames_signature && !pay => Said::new(format!("{status}：{who}拒绝了签名"))
            .hint(format!("用 --token、WX_TOKEN 或配置文件给出{who}的 Token"))
            .hint("签名是把 token、timestamp、nonce 按字符串排序后拼接再做 SHA1"),
        404 if !body.is_empty() => Said::new(format!("404：{who}的响应是 `{body}`，{broken}"))
            .hint(format!("路径可能没有错，这是{who}自己的响应：{who}的日志可能有更多说明"))
            .hint("如果路径有误：用 --route 给出路径，或用 --des 给出完整的 URL"),
        404 => Said::new("404：这个路径没有服务").hint("用 --route 给出路径，或用 --des 给出完整的 URL"),
        429 => Said::new(format!("429：{who}或它前面的服务限制了请求频率")).hint(if pay {
            "让这个路径不受限制：微信支付的通知来自少数几个地址"
        } else {
            "让这个路径不受限制：微信的推送来自少数几个地址，用户发多少就推多少"
        }),
        405 if pay => Said::new("405：这个路径不接受 POST").hint("通知是 POST 请求：请处理这个路径的 POST"),
        405 => Said::new("405：这个路径不接受 POST").hint("同一路径要同时处理 GET 和 POST"),
        500..=599 if *encrypted => Said::new(format!("{status}：{who}出错了，{broken}"))
            .hint(format!("原因请看{who}的日志"))
            .hint(format!("消息是加密的：没有 EncodingAESKey 的{who}读不了")),
        500..=599 => {
            Said::new(format!("{status}：{who}出错了，{broken}")).hint(format!("原因请看{who}的日志"))
        }
        204 => Said::new("状态码是 204，不是 200").hint("请返回 200"),
        201..=299 => Said::new(format!("状态码是 {status}，不是 200：微信视为失败，{broken}"))
            .hint("请返回 200（NestJS：@HttpCode(200)）"),
        _ => Said::new(format!("状态码是 {status}，不是 200，{broken}")).hint(format!("原因请看{who}的日志")),
    }
}

fn not_xml(reason: &NotXml, (broken, who): (&str, &str)) -> Said {
    match reason {
        NotXml::Text(text) => Said::new(format!("{who}直接返回了文字（`{text}`），{broken}"))
            .hint("文字要放在 MsgType 为 text 的 Content 里；不回复时只返回 `success`"),
        NotXml::Success(given) => Said::new(format!("{who}返回的是 {given}，不是 success，{broken}"))
            .hint("只写这七个字母：以 text/plain 返回，不要当成 JSON"),
        NotXml::Json => Said::new(format!("收到的是 XML，{who}却返回了 JSON，{broken}"))
            .hint("返回 XML；如果小程序的数据格式设为 JSON，请用 --format json 发送"),
        NotXml::JsonFailure(said) => Said::new(format!("{who}以 JSON 返回了错误（`{said}`），{broken}"))
            .hint("先解决这个错误；微信读取的是 XML，或者只有 `success`"),
        NotXml::Nothing(text) => Said::new(format!("{who}返回的是 `{text}`，即空值，{broken}"))
            .hint("在处理程序里返回回复，或者只返回 `success`"),
        NotXml::Printed { shown, awaited: true } => {
            Said::new(format!("{who}返回的是尚未等待完成的结果（`{shown}`），{broken}"))
                .hint("先 await，再输出它的结果")
        }
        NotXml::Printed { shown, .. } => {
            Said::new(format!("{who}返回的是程序打印出来的对象（`{shown}`），{broken}"))
                .hint("先转换成 XML（render、toXml、dumps），再输出这段文本")
        }
        NotXml::Source(language) => {
            Said::new(format!("{who}返回了自己的源代码（{language}）：代码没有被执行，{broken}"))
                .hint("让 Web 服务器执行这个文件，PHP 需要 php-fpm 或 mod_php")
        }
        NotXml::Refusal(text) => Said::new(format!("{who}返回的是 `{text}`，像是拒绝了请求，{broken}"))
            .hint(format!("如果原因是签名：用 --token、WX_TOKEN 或配置文件给出{who}的 Token")),
        NotXml::Before(text) if text.trim() == "success" => {
            Said::new(format!("<xml> 前面有 `success`，{broken}")).hint("`success` 和回复只能返回一个")
        }
        NotXml::Escaped => Said::new(format!("XML 被 HTML 转义了（`&lt;xml&gt;`），{broken}"))
            .hint("在模板里对回复关闭自动转义（Jinja2、Django 用 `|safe`）"),
        NotXml::Bytes => Said::new(format!("回复是 Python 显示出来的 bytes（`b'<xml>…'`），{broken}"))
            .hint("直接返回 bytes，或者 .decode(\"utf-8\")，不要对它 str()"),
        NotXml::Binary => Said::new(format!("{who}返回的不是文本，{broken}")).hint("检查路径"),
        NotXml::Unreadable(error) => {
            Said::new(format!("回复不是合法的 XML：{}，{broken}", unreadable(error)))
                .hint("文字里的 `<` 和 `&` 要转义，标签要闭合，并检查 Content-Length")
        }
        NotXml::Root(name) => {
            Said::new(format!("根元素是 <{name}>，不是 <xml>，{broken}")).hint("根元素要用小写的 xml")
        }
        NotXml::PhpMessage(text) => Said::new(format!("响应以 PHP 的提示信息开头（`{text}`），{broken}"))
            .hint("解决它指出的问题，并让 PHP 把提示写入日志：display_errors = Off"),
        NotXml::Before(text) => Said::new(format!("<xml> 前面有文字：`{text}`，{broken}"))
            .hint("那多半是语言的警告或调试输出：请写到日志里"),
        NotXml::After(text) => {
            Said::new(format!("</xml> 后面有文字：`{text}`，{broken}")).hint("输出回复后就结束处理")
        }
        NotXml::Doctype => Said::new(format!("回复带有 DOCTYPE，{broken}")).hint("去掉它"),
        NotXml::Entity(name) if is_surrogate(name) => {
            Said::new(format!("&{name}; 是半个代理对，不是字符，{broken}"))
                .hint("直接写字符本身（例如表情），用 UTF-8：序列化时把 UTF-16 逐个转义了")
        }
        NotXml::Entity(name) => Said::new(format!("实体 &{name}; 不是 XML 预定义的五个之一，{broken}"))
            .hint("在 CDATA 里直接写这个字符"),
        NotXml::Syntax(what) => Said::new(format!("回复不是合法的 XML：{what}，{broken}"))
            .hint("用 XML 库生成回复，或严格照文档的格式拼接"),
        NotXml::Control(char) => {
            Said::new(format!("回复里有控制字符 U+{:04X}，{broken}", u32::from(*char))).hint("从文字里去掉它")
        }
    }
}

fn unreadable(error: &Unreadable) -> String {
    match error {
        Unreadable::NoElement => "没有元素".to_owned(),
        Unreadable::TooDeep => "元素嵌套过深".to_owned(),
        Unreadable::TooMany => "元素过多".to_owned(),
        Unreadable::Malformed { reason, offset } => format!("第 {offset} 字节处，{}", xml_reason(reason)),
    }
}

fn cannot_open(error: &DecryptError) -> String {
    match error {
        DecryptError::Base64 => "不是 base64".to_owned(),
        DecryptError::Blocks(bytes) => format!("{bytes} 字节不是完整的 AES 分组"),
        DecryptError::Padding => "填充不对，通常是密钥不同".to_owned(),
        DecryptError::PaddingOnly => "密钥正确，但填充不是按 32 字节的 PKCS#7".to_owned(),
        DecryptError::Layout => "密钥正确，但随机数、长度、消息、接收方的排列不对".to_owned(),
        DecryptError::Receiver => "其中的接收方 ID 不是文本，通常是密钥不同".to_owned(),
        DecryptError::Length => "其中的长度不对，通常是密钥不同".to_owned(),
    }
}
