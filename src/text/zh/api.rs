use crate::api::catalogue::listed_path;
use crate::api::errcode::{ErrcodeKind, meaning};
use crate::api::pay_error::PayError;
use crate::config::Key;
use crate::http::Failure;
use crate::text::{ApiHelp, ApiWords, Said, size};
use crate::wechat::{MockStateError, WechatError};
use crate::wechat::{NotWechat, PayRefusal, Refusal, SealedError, SecondRefusal};

pub(in crate::text) const HELP: ApiHelp = ApiHelp {
    heading: "微信",
    mock: "使用内置的模拟微信，状态在各条命令之间保留",
    mock_state: "模拟微信的状态文件 [环境变量：WEBOT_MOCK_STATE] [默认：用户状态目录里的文件]",
    api_base: "代替微信服务器的地址 [环境变量：WX_API_BASE] [配置：api_base]",
    retries: "微信繁忙或网络出错时的重试次数 [默认：2]",
    proxy: "调用微信接口的代理 [环境变量：WX_PROXY] [配置：proxy] [环境变量：HTTPS_PROXY]",
    plain_token: "通过 /cgi-bin/token 获取 token，会使其他程序的 token 失效",
    about: "调用微信的任意接口",
    after: "\
自动带上 access_token；响应里有 errcode 时报错，并说明原因。响应里的密钥显示为 ***，加上 --show-secrets 显示原值，管道和 --jq 也是如此。

示例：
  # 获取用户信息
  webot api GET /cgi-bin/user/info -F openid=o6_bmjrPTlm6_2sgVt7hMZOPfL2M --mock

  # 创建标签
  webot api POST /cgi-bin/tags/create --data '{\"tag\":{\"name\":\"vip\"}}' --mock

  # 输出全部用户的 openid
  webot api GET /cgi-bin/user/get --paginate --jq '.data.openid[]' --mock

  # 上传图片
  webot api POST /cgi-bin/media/upload --query type=image --upload media=@cat.jpg

  # 查找接口，查看字段
  webot api --list 草稿
  webot api /cgi-bin/draft/add --describe

  # 导出 OpenAPI 文档，供 Apifox 或代码生成器使用
  webot api --openapi draft > draft.json",
    method: "请求方法：GET、POST、PUT、PATCH 或 DELETE",
    path: "以 / 开头的路径，或完整的 URL",
    field: "字段，可重复；数字、true、false、null、JSON和 @FILE 会转换成相应的值",
    raw_field: "值为字符串的字段，可重复",
    query: "URL 的查询参数，可重复",
    data: "请求体、@FILE，或 -（stdin）",
    upload: "表单文件，可重复，例如 media=@cat.jpg",
    paginate: "按 next_openid 或 next_cursor 翻到最后一页，每页输出一行",
    include: "同时输出状态码和响应头",
    output: "保存响应的文件，含其中的密钥",
    list: "按路径、中文名称或字段查找接口",
    describe: "不调用接口，列出接口的参数、请求体和响应字段",
    template: "输出待填写的请求体，只含必填字段或包含全部字段",
    openapi: "输出全部或匹配的接口的 OpenAPI 3.1 文档",
    strict: "与官方文档的字段不一致时不发送请求",
    force: "接口已下线时仍然调用",
    platform: "多个平台都有该路径时指定平台：api、work 或 pay",
    signing: "服务端 API 签名",
    sign: "加密并签名请求，验签并解密响应",
    certificate: "验证响应签名的平台证书（PEM 文件）[环境变量：WX_API_CERTIFICATE] [配置：api_certificate]",
    certificate_sn: "该证书在后台显示的编号 [环境变量：WX_API_CERTIFICATE_SN] [配置：api_certificate_sn]",
    docs: "文档：",
    example: "示例：",
    save: "保存到的文件或目录，- 表示 stdout",
    all: "输出全部条目，每条一行",
    yes: "不询问，直接执行",
    several: "；多个用逗号分隔",
    no_check: "不检查文件的格式和大小，直接上传",
    csv: "以 CSV 格式输出",
    plot: "以条形图显示",
};

pub(super) const WORDS: ApiWords = ApiWords {
    try_mock: "还没有账号时，可以用 --mock 在内置的模拟微信上试用",
    mock_in_memory: |path, reason| format!("模拟微信的状态无法保存，只在这条命令中有效：{path}：{reason}"),
    token_refused: |errcode| format!("{errcode}：token 被拒绝，重新获取"),
    token_taken_away: |seconds| {
        let when = seconds.map_or_else(String::new, |seconds| format!("获取后 {seconds} 秒"));
        format!(
            "token {when}即失效，远早于有效期：\
             有其他程序在调用 /cgi-bin/token（或 force_refresh）获取这个 appid 的 token"
        )
    },
    store_fails: |error| format!("token 没有缓存：{error}"),
    again: |ms| format!("{ms} 毫秒后重试"),
    bytes: |bytes| format!("（{bytes} 字节）"),
    ok: "成功",
    unknown_path: |path, closest| format!("官方文档里没有 {path}，是不是 {closest}？"),
    other_method: |method, path| format!("官方文档里是 {method} {path}"),
    saved: |file, bytes| format!("{file}：{bytes} 字节"),
    other_format: |path, format| format!("{path} 按此文件名保存，但内容的格式是 {format}"),
    signed_same: "微信支付的待签名字符串与 webot 的相同，没有问题：私钥与证书序列号不匹配，或不属于该商户",
    signed_other: |byte, ours, theirs| {
        format!(
            "微信支付的待签名字符串与 webot 的不同：从第 {byte} 个字节起，微信支付为 `{theirs}`，webot 为 `{ours}`；请求可能被代理改动"
        )
    },
    masked: "响应里的密钥显示为 `***`，加上 `--show-secrets` 显示原值",
    generated: |path| format!("模拟微信按官方文档的字段生成了这个响应，不保存 {path} 的状态"),
    unverified: "响应已解密，但未验签：没有设置 api_certificate",
    retired_command: |retired| format!("该接口{retired}；加上 --force 仍会调用"),
    retired_mark: "（已下线）",
    retired_anyway: |path| format!("{path} 已下线，仍然调用"),
    so_far: |count, total| format!("{count} / {total}"),
    transferred: |bytes, total| match total {
        Some(total) => format!("{} / {}", size(bytes), size(total)),
        None => size(bytes),
    },
    go_on: |next| format!("已输出的内容完整；继续请用 `{next}`"),
};

pub(super) fn error(error: &WechatError) -> Said {
    match error {
        WechatError::Refused(refusal) => refused(refusal),
        WechatError::Network { url, failure } => network(url, failure),
        WechatError::NotWechat { url, status, reason, excerpt } => not_wechat(url, *status, reason, excerpt),
        WechatError::PayRefused(refusal) => pay_refused(refusal),
        WechatError::PayAnswer(error) => super::pay::answer_error(error),
        WechatError::Sealed(error) => sealed(error),
        WechatError::NoPicture => Said::new("这个 ticket 没有对应的二维码")
            .hint("ticket 可能已过期、属于其他账号，或复制不完整；`webot qrcode create` 可以新建"),
        WechatError::NoMember { member } => Said::new(format!("响应里没有 `{member}`"))
            .hint("请检查 --api-base，并用 -v 查看响应：它可能不是微信返回的"),
        WechatError::Lifetime(value) => Said::new(format!("响应中的 `expires_in` 是 `{value}`，不是正数"))
            .hint("请检查 --api-base，并用 -v 查看响应：它可能不是微信返回的"),
        WechatError::NoCredential { key, of_mock } => {
            let env = key.info().env.first().copied().unwrap_or_default();
            let name = key.name();
            let said = Said::new(format!("缺少 `{name}`：{}", key.info().about.zh));
            if matches!(key, Key::SuiteId | Key::SuiteSecret) {
                return said
                    .hint(format!(
                        "请用 `webot config set {name}`、环境变量 {env} 或 wx_config.json 的 \"{name}\" 设置"
                    ))
                    .hint("profile 须有 `suite_id` 和 `suite_secret`，使用 --mock 时也一样");
            }
            let said =
                said.hint(format!("请用 `webot init`、环境变量 {env} 或 wx_config.json 的 \"{name}\" 设置"));
            // With the mock the advice would be what has been done.
            if *of_mock { said } else { said.hint(WORDS.try_mock) }
        }
        WechatError::NoSuiteTicket { of_mock } => Said::new("没有保存 `suite_ticket`，或已超过 30 分钟")
            .hint(if *of_mock {
                "模拟微信的 ticket 单独存放：用 `webot work suite ticket - --mock` 存入任意内容即可"
            } else {
                "企业微信每 10 分钟推送一次，用 `webot work suite ticket -` 保存"
            }),
        WechatError::NoPermanentCode(corpid) => {
            Said::new(format!("没有保存 {corpid} 的永久授权码，第三方应用无法获取它的 token"))
                .hint("用 `webot work suite authorize CODE` 保存；若是企业自建应用，请设置 `corpsecret`")
        }
        WechatError::NoFileForTokens => {
            Said::new("token_store 是 `config`，但没有 wx_config.json").hint("请用 `webot init` 创建")
        }
        WechatError::TokenStore(reason) => Said::new(format!("token_store 不是 Redis 的 URL：{reason}"))
            .hint("应为 Redis 的 URL，例如 redis://127.0.0.1:6379/0"),
        WechatError::Config(error) => super::errors::config(error),
        WechatError::Store(error) => super::errors::store(error),
        WechatError::DeadToken(error) => Said::new(format!(
            "token 已刷新，但存储里仍是失效的旧 token：{}",
            crate::text::store_reason(error)
        ))
        .hint("修复存储后执行 `webot token clear`"),
        WechatError::Mock(error) => mock_state(error),
        WechatError::Upload(source) => super::errors::io("上传", source),
        WechatError::Output(source) => super::errors::io("--output", source),
        WechatError::Bug(what) => super::errors::bug(what),
    }
}

/// 说明模拟微信的状态为什么不能使用。
fn mock_state(error: &MockStateError) -> Said {
    match error {
        MockStateError::Io { path, source } => super::errors::io(path, source),
        MockStateError::Held { path, url: Some(url) } => {
            Said::new(format!("正在运行的 `webot mock`（{url}）占用着状态文件 `{path}`")).hint(format!(
                "请把 `--mock` 换成 `--api-base {url}` 来访问它，或用 `--mock-state` 指定其他文件"
            ))
            .hint(format!("`webot pay` 从 WEBOT_MOCK_STATE={path} 取得它的密钥"))
        }
        MockStateError::Held { path, url: None } => {
            Said::new(format!("另一个 `webot` 占用着模拟微信的状态文件 `{path}`")).hint(
                "若有 `webot mock` 在运行，请把 `--mock` 换成 `--api-base http://127.0.0.1:PORT`；也可以用 `--mock-state` 指定其他文件",
            )
        }
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
        None => match listed_path(&refusal.path) {
            Some(path) => said.hint(format!("`webot open {path}` 打开官方文档")),
            None => said,
        },
    }
}

/// Returns the members of `detail` in one line.
fn details(error: &PayError) -> String {
    let details: Vec<String> = error.details.iter().map(|(name, value)| format!("{name} {value}")).collect();
    format!("detail：{}", details.join("、"))
}

fn refused(refusal: &Refusal) -> Said {
    let message = &refusal.errmsg_parts.message;
    let said = match &refusal.errmsg_parts.rid {
        Some(rid) => format!("{} {message}（rid：{rid}）", refusal.errcode),
        None => format!("{} {message}", refusal.errcode),
    };
    let mut said = Said::new(said);
    if let Some(advice) = refusal.advice {
        said = said.cause(advice.cause.zh).hint(advice.fix.zh);
    } else {
        if let Some(meaning) = meaning(refusal.family, refusal.errcode).and_then(|meaning| meaning.text()) {
            said = said.cause(format!("官方说明：{meaning}"));
        }
        said = said.hint(if let Some(rid) = &refusal.errmsg_parts.rid {
            format!("`webot quota rid {rid}` 显示微信收到的请求")
        } else {
            let path = listed_path(&refusal.path).unwrap_or(&refusal.path);
            format!("`webot open {path}` 打开官方文档")
        });
    }
    said = match refusal.second {
        Some(SecondRefusal::NewToken) => {
            said.hint("微信刚发放的 token 就被拒绝：有其他程序正在调用 /cgi-bin/token 获取这个 appid 的 token")
        }
        Some(SecondRefusal::SameToken) => said.hint(
            "微信发放的仍是这个被拒绝的 token，或有其他程序正在调用 /cgi-bin/token；`webot token refresh` 使它失效并获取新的",
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
            .hint("请检查 --api-base；用 `webot mock` 启动模拟微信，或用 --mock 使用内置的模拟微信"),
        Failure::Dns(reason) => Said::new(format!("{url} 的域名解析失败")).cause(reason).hint(
            "请检查网络；经公司代理上网时，请用 HTTPS_PROXY、--proxy 或 wx_config.json 的 \"proxy\" 设置代理",
        ),
        Failure::Tls(reason) => Said::new(format!("无法与 {url} 建立 TLS 连接"))
            .cause(reason)
            .hint("如果代理会解密流量，请用 --cacert FILE 给出它的根证书")
            .hint("请检查本机的时间"),
        Failure::ClientCertificate(reason) => Said::new("客户端证书无法使用")
            .cause(reason)
            .hint("证书必须是 X.509 v3，并与私钥配对：请在微信支付商户平台重新下载 apiclient_cert"),
        Failure::Timeout(ms) => Said::new(format!("{url} 在 {ms} 毫秒内没有响应"))
            .hint("请用 --timeout SECONDS 延长等待时间，或用 --retries N 增加重试次数"),
        Failure::Closed => {
            Said::new(format!("{url} 在响应结束前断开了连接")).hint("请重试；修改类的调用可能已经生效")
        }
        Failure::NotHttp(reason) => Said::new(format!("{url} 使用的不是 HTTP 协议"))
            .cause(reason)
            .hint("请检查 --api-base：http:// 或 https://，以及端口"),
        Failure::Proxy(reason) => Said::new(format!("代理无法连接 {url}"))
            .cause(reason)
            .hint("请检查 --proxy、wx_config.json 的 \"proxy\" 和 HTTPS_PROXY，或把域名加入 NO_PROXY"),
        Failure::Other(reason) => Said::new(format!("无法连接 {url}"))
            .cause(reason)
            .hint("请检查网络；经公司代理上网时，请用 HTTPS_PROXY 或 --proxy 设置代理"),
    }
}

fn not_wechat(url: &str, status: u16, reason: &NotWechat, excerpt: &str) -> Said {
    let begins = |said: Said| {
        let line = excerpt.lines().next().unwrap_or_default().trim();
        if line.is_empty() { said } else { said.cause(format!("开头是：{line}")) }
    };
    match reason {
        NotWechat::Html(title) => {
            let title = if title.is_empty() { String::new() } else { format!("“{title}”") };
            Said::new(format!("{url} 返回的是网页{title}（HTTP {status}），不是微信的响应"))
                .hint("可能是网络的登录页，或代理的页面；请用浏览器打开任意 http:// 网站查看")
        }
        NotWechat::ClientCertificate(false) => {
            Said::new(format!("{url} 要求 TLS 出示商户 API 证书，而请求没有带证书"))
                .hint("`webot pay v2 refund` 和 `reverse` 会出示证书：wx_config.json 里的 \"mch_certificate\" 填 apiclient_cert.p12 或 apiclient_cert.pem")
        }
        NotWechat::ClientCertificate(true) => {
            Said::new(format!("{url} 不接受 TLS 出示的证书"))
                .hint("请使用该商户当前的 API 证书；旧证书可能已过期或已更换")
        }
        NotWechat::Truncated => {
            begins(Said::new(format!("{url} 的响应不完整"))).hint("请重试；修改类的调用可能已经生效")
        }
        NotWechat::Empty => {
            Said::new(format!("{url} 的响应为空（HTTP {status}）")).hint("请用 -v 查看响应，可能被代理改动")
        }
        NotWechat::NotJson => begins(Said::new(format!("{url} 返回的文本不是 JSON（HTTP {status}）")))
            .hint("可能来自网络的登录页、代理，或错误的 --api-base"),
        NotWechat::NotObject => begins(Said::new(format!("{url} 返回的 JSON 不是对象（HTTP {status}）：这不是微信的响应")))
            .hint("请检查 --api-base、代理和路径"),
        NotWechat::NotPicture => {
            Said::new(format!("{url} 返回的内容既不是 JPEG 也不是 PNG（HTTP {status}）"))
                .hint("用 -v 查看响应，可能是代理修改了内容")
        }
        NotWechat::Redirect(to) => Said::new(format!("{url} 重定向到 {to}"))
            .hint("微信的接口不会重定向，token 也不会发送到重定向的地址；请检查 --api-base 和代理"),
        NotWechat::Status => begins(Said::new(format!("{url} 返回 HTTP {status}"))).hint(if status >= 500 {
            "微信或代理出现故障，请稍后重试"
        } else {
            "请检查路径和 --api-base"
        }),
        NotWechat::TooLarge(limit) => {
            Said::new(format!("{url} 的响应超过 {limit} 字节")).hint("请用 --output FILE 保存")
        }
        NotWechat::Encoding(encoding) => Said::new(format!("{url} 的响应用 `{encoding}` 压缩，或已损坏"))
            .hint("可能被代理压缩；请绕过代理"),
    }
}
