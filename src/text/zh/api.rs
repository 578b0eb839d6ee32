use crate::api::errcode::{ErrcodeKind, meaning};
use crate::api::pay_error::PayError;
use crate::http::Failure;
use crate::text::{ApiHelp, ApiWords, Said};
use crate::wechat::WechatError;
use crate::wechat::{NotWechat, PayRefusal, Refusal, SealedError, SecondRefusal};

pub(in crate::text) const HELP: ApiHelp = ApiHelp {
    heading: "微信",
    mock: "使用内置的模拟微信，状态会保留到\n下一条命令",
    mock_state: "mock 的状态文件 [否则用 WEBOT_MOCK_STATE；默认: 用户状态目录中的文件]",
    api_base: "用这个地址代替微信的服务器\n[否则用 WX_API_BASE、配置文件]",
    retries: "微信繁忙或网络出错时重试几次\n[默认: 2]",
    proxy: "访问微信用的代理\n[否则用 WX_PROXY、配置文件、\nHTTPS_PROXY]",
    plain_token: "用 /cgi-bin/token 获取 token，\n会使别人的 token 失效",
    about: "调用微信的任意接口",
    after: "\
会自动带上 token；响应里有 errcode 就报错，并说明原因。
示例：
  webot api GET /cgi-bin/user/info -F openid=o6_bmjrPTlm6_2sgVt7hMZOPfL2M
  webot api POST /cgi-bin/tags/create --data '{\"tag\":{\"name\":\"vip\"}}'
  webot api POST /cgi-bin/media/upload --query type=image --upload media=@cat.jpg
  webot api GET /cgi-bin/user/get --paginate --jq '.data.openid[]'
  webot api --list menu",
    method: "请求方法：GET、POST……",
    path: "以 / 开头的路径，或完整的 URL",
    field: "一个字段，可重复；数字、true、\nfalse、null、@文件和 JSON 按\n各自的类型处理",
    raw_field: "一个文本字段，可重复",
    query: "URL 参数，可重复",
    data: "请求体：@文件、-（stdin）或内容",
    upload: "表单文件，可重复：\nmedia=@cat.jpg",
    paginate: "按 next_openid 或 next_cursor\n翻到最后一页，每页一行",
    include: "同时显示状态码和响应头",
    output: "把响应写进这个文件",
    list: "列出匹配的接口",
    force: "接口已下线也照样调用",
    platform: "路径有歧义时指定平台：\napi、work、pay",
    signing: "服务端 API 签名",
    sign: "加密并签名请求，验签并解密响应",
    certificate: "验证响应用的平台证书（PEM）\n[否则用 WX_API_CERTIFICATE、\n配置文件]",
    certificate_sn: "该证书在后台显示的编号\n[否则用 WX_API_CERTIFICATE_SN、\n配置文件]",
    docs: "文档：",
    example: "示例：",
};

pub(super) const WORDS: ApiWords = ApiWords {
    mock_in_memory: |path, reason| format!("mock 的状态无法保存，只在这条命令中有效：{path}：{reason}"),
    token_refused: |errcode| format!("{errcode}：token 失效，重新获取"),
    token_taken_away: |seconds| {
        let when = seconds.map_or_else(String::new, |seconds| format!("获取后 {seconds} 秒"));
        format!(
            "token {when}就失效了，远早于有效期：\
             还有别人在用 /cgi-bin/token（或 force_refresh）获取这个 appid 的 token"
        )
    },
    store_fails: |error| format!("token 没有缓存：{error}"),
    again: |ms| format!("{ms} 毫秒后重试"),
    bytes: |bytes| format!("（{bytes} 字节）"),
    ok: "成功",
    unknown_path: |path, closest| format!("文档里没有 {path}，是不是 {closest}？"),
    other_method: |method, path| format!("按文档应为 {method} {path}"),
    saved: |file, bytes| format!("{file}：{bytes} 字节"),
    signed_same: "微信支付的签名串与 webot 的相同，说明签名串没有问题：私钥与序列号不匹配，或不属于该商户",
    signed_other: |byte, ours, theirs| {
        format!(
            "微信支付的签名串与这里的不同：从第 {byte} 个字节开始，这里是 `{ours}`，对方是 `{theirs}`，可能被代理改动过"
        )
    },
    unjudged: |path| {
        format!("模拟微信没有检查 {path} 的内容：`ok` 只表示有这个接口，且 JSON 请求体的结构没有问题")
    },
    unverified: "响应已解密，但没有验签：没有配置 api_certificate",
    retired_anyway: |path| format!("{path} 已下线，仍然调用"),
    so_far: |count, total| format!("{count} / {total}"),
    go_on: |next| format!("已输出的都有效，接着拉取请加 `{next}`"),
};

pub(super) fn error(error: &WechatError) -> Said {
    match error {
        WechatError::Refused(refusal) => refused(refusal),
        WechatError::Network { url, failure } => network(url, failure),
        WechatError::NotWechat { url, status, reason, excerpt } => not_wechat(url, *status, reason, excerpt),
        WechatError::PayRefused(refusal) => pay_refused(refusal),
        WechatError::Sealed(error) => sealed(error),
        WechatError::NoPicture => Said::new("这个 ticket 没有对应的二维码")
            .hint("可能已过期、属于别的账号，或没复制全；`webot qrcode create` 可以新建"),
        WechatError::NoMember { member } => Said::new(format!("响应里没有 `{member}`"))
            .hint("对方是微信吗？核对 --api-base，或用 -v 看看响应"),
        WechatError::NoCredential { key } => {
            let env = key.info().env.first().copied().unwrap_or_default();
            let name = key.name();
            Said::new(format!("缺少{}：`{name}`", key.info().about.zh))
                .hint(format!("`webot init` 会问你；也可以设置 {env}，或写在 wx_config.json 的 \"{name}\""))
                .hint("还没有账号？加上 --mock 就能在内置的微信上试用")
        }
        WechatError::NoFileForTokens => {
            Said::new("token_store 是 `config`，但没有 wx_config.json").hint("先创建：webot init")
        }
        WechatError::TokenStore(reason) => Said::new(format!("token_store 不是 Redis 的 URL：{reason}"))
            .hint("写成 redis://127.0.0.1:6379/0 的样子"),
        WechatError::Config(error) => super::errors::config(error),
        WechatError::Store(error) => super::errors::store(error),
        WechatError::DeadToken(error) => Said::new(format!(
            "token 已刷新，但存储里仍是失效的旧 token：{}",
            crate::text::store_reason(error)
        ))
        .hint("修复存储后执行 `webot token clear`"),
        WechatError::Mock(error) => super::errors::io(&error.path, &error.source),
        WechatError::Output(source) => super::errors::io("--output", source),
        WechatError::Bug(what) => super::errors::bug(what),
    }
}

/// 说明加密请求的响应为什么打不开。
fn sealed(error: &SealedError) -> Said {
    match error {
        SealedError::Plain => Said::new("请求已加密，响应却没有加密")
            .hint("接口文档里注明“支持加密请求”的才能用；否则去掉 --sign"),
        SealedError::NoHeader(name) => {
            Said::new(format!("响应缺少 `{name}` 响应头")).hint("中间的代理是否去掉了响应头？加 -v 查看响应")
        }
        SealedError::Serial { answered, configured } => {
            Said::new(format!("响应是用证书 `{answered}` 签名的，而配置的是 `{configured}`"))
                .hint("在后台 开发设置 → API 安全 下载平台证书，填写 api_certificate 和 api_certificate_sn")
        }
        SealedError::Signature(serial) => {
            let serial =
                serial.as_ref().map(|serial| format!("（响应里的编号是 {serial}）")).unwrap_or_default();
            Said::new(format!("响应的签名不是 `api_certificate` 对应的私钥签的{serial}"))
                .hint("与后台显示的证书编号比较；不是证书内部的序列号")
        }
        SealedError::Encryption => Said::new("用对称密钥无法解密响应")
            .hint("api_sym_key 和 api_sym_sn 以后台 开发设置 → API 安全 里的为准"),
    }
}

fn pay_refused(refusal: &PayRefusal) -> Said {
    let PayRefusal { status, error, .. } = refusal;
    let http = if refusal.is_v3() { format!("（HTTP {status}）") } else { String::new() };
    let said = Said::new(format!("微信支付返回 {}：{}{http}", error.code, error.message));
    let said = if error.details.is_empty() { said } else { said.cause(details(error)) };
    match error.advice {
        Some(advice) => said.cause(advice.cause.zh).hint(advice.fix.zh),
        None => said.hint(format!("`webot api --list {}` 会给出文档地址", refusal.path)),
    }
}

/// Returns the members of `detail` in one line.
fn details(error: &PayError) -> String {
    let details: Vec<String> = error.details.iter().map(|(name, value)| format!("{name} {value}")).collect();
    format!("detail：{}", details.join("，"))
}

fn refused(refusal: &Refusal) -> Said {
    let message = &refusal.errmsg_parts.message;
    let said = match &refusal.errmsg_parts.rid {
        Some(rid) => format!("{} {message}（rid: {rid}）", refusal.errcode),
        None => format!("{} {message}", refusal.errcode),
    };
    let mut said = Said::new(said);
    if let Some(advice) = refusal.advice {
        said = said.cause(advice.cause.zh).hint(advice.fix.zh);
    } else {
        if let Some(meaning) = meaning(refusal.family, refusal.errcode).and_then(|meaning| meaning.text()) {
            said = said.cause(format!("官方返回码说明：{meaning}"));
        }
        said = said.hint(match &refusal.errmsg_parts.rid {
            Some(rid) => format!("`webot quota rid {rid}` 可以看到微信收到的请求"),
            None => format!("`webot api --list {}` 会给出文档地址", refusal.path),
        });
    }
    said = match refusal.second {
        Some(SecondRefusal::NewToken) => {
            said.hint("微信刚给的 token 就被拒绝：此刻有别人在用 /cgi-bin/token 获取这个 appid 的 token")
        }
        Some(SecondRefusal::SameToken) => said.hint(
            "微信给的仍是这个被拒绝的 token，或此刻有别人在用 /cgi-bin/token；`webot token refresh` 会让它失效并换新的",
        ),
        None => said,
    };
    if refusal.kind() == Some(ErrcodeKind::Ip) {
        said.alone = refusal.errmsg_parts.ip.map(|ip| ip.to_string());
    }
    said
}

fn network(url: &str, failure: &Failure) -> Said {
    match failure {
        Failure::Refused => Said::new(format!("{url} 没有服务在监听"))
            .hint("核对 --api-base；用 `webot mock` 启动模拟微信，或直接加 --mock"),
        Failure::Dns(reason) => Said::new(format!("{url} 的域名解析失败"))
            .cause(reason)
            .hint("网络通吗？在公司代理后面请设置 HTTPS_PROXY、--proxy 或 wx_config.json 的 \"proxy\""),
        Failure::Tls(reason) => Said::new(format!("无法与 {url} 建立安全连接"))
            .cause(reason)
            .hint("会解密流量的代理有自己的证书：用 --cacert FILE 给出它的根证书")
            .hint("这台机器的时间准吗？"),
        Failure::Timeout(ms) => Said::new(format!("{url} 在 {ms} 毫秒内没有响应"))
            .hint("用 --timeout 秒数 等久一点，或用 --retries N 多试几次"),
        Failure::Closed => Said::new(format!("{url} 没有发完响应就断开了"))
            .hint("可以重试；如果是修改操作，微信那边可能已经生效"),
        Failure::NotHttp(reason) => Said::new(format!("{url} 说的不是 HTTP"))
            .cause(reason)
            .hint("核对 --api-base：http:// 还是 https://，端口对不对"),
        Failure::Proxy(reason) => Said::new(format!("代理无法连接 {url}"))
            .cause(reason)
            .hint("核对 --proxy、wx_config.json 的 \"proxy\" 和 HTTPS_PROXY，或把域名写进 NO_PROXY"),
        Failure::Other(reason) => Said::new(format!("无法连接 {url}"))
            .cause(reason)
            .hint("检查网络；在公司代理后面请设置 HTTPS_PROXY 或 --proxy"),
    }
}

fn not_wechat(url: &str, status: u16, reason: &NotWechat, excerpt: &str) -> Said {
    let begins = |said: Said| {
        let line = excerpt.lines().next().unwrap_or_default().trim();
        if line.is_empty() { said } else { said.cause(format!("开头是：{line}")) }
    };
    match reason {
        NotWechat::Html(title) => {
            let title = if title.is_empty() { String::new() } else { format!("「{title}」") };
            Said::new(format!("{url} 返回的是网页{title}（HTTP {status}），不是微信的响应"))
                .hint("可能是需要登录的网络，或代理自己的页面：用浏览器打开任意 http:// 网站看看")
        }
        NotWechat::Truncated => begins(Said::new(format!("{url} 的响应不完整")))
            .hint("可以重试；如果是修改操作，微信那边可能已经生效"),
        NotWechat::Empty => {
            Said::new(format!("{url} 返回了空响应（HTTP {status}）")).hint("中间有代理吗？用 -v 看看")
        }
        NotWechat::NotJson => begins(Said::new(format!("{url} 返回的文本不是 JSON，HTTP {status}")))
            .hint("那不是微信：可能是需要登录的网络、中间的代理，或 --api-base 写错了"),
        NotWechat::Redirect(to) => Said::new(format!("{url} 重定向到 {to}"))
            .hint("微信的接口不会重定向，token 也不会跟着走：核对 --api-base 和代理"),
        NotWechat::Status => begins(Said::new(format!("{url} 返回 HTTP {status}"))).hint(if status >= 500 {
            "微信或中间的代理出了故障，请稍后再试"
        } else {
            "核对路径和 --api-base"
        }),
        NotWechat::TooLarge(limit) => {
            Said::new(format!("{url} 的响应超过 {limit} 字节")).hint("用 --output FILE 写进文件")
        }
        NotWechat::Encoding(encoding) => Said::new(format!("{url} 的响应用 `{encoding}` 压缩，或已损坏"))
            .hint("中间有代理擅自压缩：请绕开它"),
    }
}
