use std::io::ErrorKind;

use super::source::json_reason;
use super::usage::aes_key;
use super::wanted::wanted_words;
use crate::config::{ConfigError, Key};
use crate::crypt::pkcs12::Pkcs12Error;
use crate::diagnose::explain::Unexplained;
use crate::error::{Error, LoginError, Setup};
use crate::http::Failure;
use crate::lang::Said;
use crate::store::{StoreCause, StoreError};
use crate::text::List;

pub(in crate::text) fn error(error: &Error) -> Said {
    match error {
        Error::Usage(usage) => super::usage::usage(usage),
        Error::Config(config) => self::config(config),
        Error::Setup(setup) => self::setup(setup),
        Error::Shop { url, failure: Failure::Refused } => {
            Said { hints: Vec::new(), ..network(url, &Failure::Refused) }.hint(super::WORDS.pay.shop_starts)
        }
        Error::Network { url, failure } if url.starts_with("ws") => socket(url, failure),
        Error::Network { url, failure } | Error::Shop { url, failure } => network(url, failure),
        Error::Wechat(wechat) => super::api::error(wechat),
        Error::Store(error) => store(error),
        Error::Recording(error) => super::listen::recording(error),
        Error::Crypt(error) => super::crypt::error(error),
        Error::Unexplained(unexplained) => self::unexplained(unexplained),
        Error::Io { path, source } => io(path, source),
        Error::NoAibot { url, bots } if bots.is_empty() => Said::new(format!("没有智能机器人连接到 `{url}`"))
            .hint("让机器人连接这个地址，代替 `wss://openws.work.weixin.qq.com`"),
        Error::NoAibot { url, bots } => {
            Said::new(format!("有多个智能机器人连接到 `{url}`：{}", bots.join("、")))
                .hint("用 `--set aibotid=ID` 指定其中一个")
        }
        Error::PayUnknown { error, lookup } => {
            let said = crate::text::error(error);
            Said { hints: vec![(super::WORDS.pay.lookup)(lookup)], ..said }
        }
        Error::PayUnpaid { seconds, reverse } => super::pay::unpaid(*seconds, reverse),
        Error::Declined => Said::new("没有做任何改动"),
        Error::Login(LoginError::Refused) => Said::new("用户没有同意授权，或页面没有打开")
            .hint("`webot oauth url --check LINK` 可以检查链接的问题"),
        Error::Login(LoginError::TimedOut(seconds)) => Said::new(format!("{seconds} 秒内没有用户返回")).hint(
            "页面必须能返回到本机：在后台设置域名，或把域名转发到 --port；用 --wait SECONDS 可以等待更久",
        ),
        Error::Interrupted => Said::new("已中断"),
        Error::ClosedPipe => Said::new("读取输出的程序已退出"),
        Error::Bug(what) => bug(what),
    }
}

pub(super) fn store(error: &StoreError) -> Said {
    let reason = store_reason(error);
    Said::new(format!("无法读写缓存：{reason}")).hint("`webot config show` 显示 token 的存储位置")
}

fn unexplained(unexplained: &Unexplained) -> Said {
    let Unexplained { is_empty, code, rid, near } = unexplained;
    let said = Said::new(if *is_empty { "stdin 为空" } else { "没有可以解释的内容" });
    let said = match near {
        Some(near) => said.hint(format!("是不是 {near}？", near = format_args!("`{near}`"))),
        None => said,
    };
    match (rid, code) {
        (Some(rid), _) => said.hint(format!("配置好账号后，可用 `webot quota rid {rid}` 查看该请求")),
        (None, Some(code)) => {
            said.hint(format!("企业微信的错误码可查 https://open.work.weixin.qq.com/devtool/query?e={code}"))
        }
        (None, None) => said.hint("请给出完整的响应或日志行，包括其中的 errcode 或 code"),
    }
}

pub(super) fn bug(what: &str) -> Said {
    Said::new(format!("这是 webot 的缺陷：{what}")).hint("请附上命令行，向我们报告")
}

/// Returns the place of a store and the reason why it cannot be used.
pub(in crate::text) fn store_reason(error: &StoreError) -> String {
    let cause = match &error.cause {
        StoreCause::Io(source) => source.to_string(),
        StoreCause::Server(reason) | StoreCause::Sessions(reason) => reason.clone(),
        StoreCause::NoAnswer(seconds) => format!("{seconds} 秒内没有响应"),
        StoreCause::Locked => "锁被另一个进程占用".to_owned(),
        StoreCause::NoHome => "没有用户主目录".to_owned(),
        StoreCause::Damaged { line, column, reason } => {
            format!("不是合法的 JSON：第 {line} 行第 {column} 列：{}", json_reason(reason))
        }
        StoreCause::Key(key) => format!("`{key}` 的类型不正确"),
    };
    format!("{}：{cause}", error.place)
}

/// Explains a file or stream that cannot be read or written.
pub(super) fn io(path: &str, source: &std::io::Error) -> Said {
    let said = Said::new(format!("`{path}`：{source}"));
    match source.kind() {
        ErrorKind::AddrInUse => said.hint("端口已被占用；请用 --port 换一个，或用 --port 0 自动选择"),
        ErrorKind::NotFound => said.hint("目录必须存在"),
        ErrorKind::PermissionDenied if cfg!(windows) => {
            said.hint(format!("请用 `icacls \"{path}\"` 检查访问权限，并确认没有其他程序打开它"))
        }
        ErrorKind::PermissionDenied => said.hint("请用 ls -l 检查它的属主和权限"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            said.hint("请释放一些空间；没有留下不完整的文件")
        }
        _ => said,
    }
}

pub(in crate::text) fn config(config: &ConfigError) -> Said {
    match config {
        ConfigError::Unreadable { path, source } => {
            Said::new(format!("无法读取配置文件 `{}`：{source}", path.display()))
                .hint("请检查 --config 或 WEBOT_CONFIG")
        }
        ConfigError::Syntax { path, line, column, reason, excerpt } => {
            let reason = json_reason(reason);
            let said = Said::new(format!("`{}` 第 {line} 行第 {column} 列：{reason}", path.display()));
            if excerpt.is_empty() { said } else { said.hint(format!("这一行是：{excerpt}")) }
        }
        ConfigError::Value { origin, key, wanted } => {
            let (problem, hint) = wanted_words(*wanted);
            Said::new(format!("`{origin}`：`{key}` {problem}")).hint(hint)
        }
        ConfigError::NoProfile { name, known } => Said::new(format!("未知的 profile `{name}`"))
            .hint_list("配置文件里有：", &List::ticked(known))
            .hint("profile 写在 wx_config.json 的 \"profiles\" 里；`webot config path` 显示文件的路径"),
        ConfigError::MissingVariable { key, name } => {
            Said::new(format!("`{key}` 的值是 \"env:{name}\"，但环境变量 {name} 没有设置"))
                .hint(setting(name))
        }
        ConfigError::UnreadableValue { key, path, source } => {
            Said::new(format!("无法从 `{}` 读取 `{key}`：{source}", path.display()))
                .hint("wx_config.json 里的路径相对于它所在的目录")
        }
        ConfigError::ForeignVariable { key, name, path, own } => {
            let path = path.display();
            let said = Said::new(format!(
                "`{path}` 里 `{key}` 的值是 \"env:{name}\"，而项目里的文件只能引用以 WX_ 开头的变量"
            ));
            let said = match own {
                Some(own) => said.hint(format!(
                    "改名为 WX_{name}，或在 {} 里允许它：{{\"allow_env\": [\"{name}\"]}}",
                    own.display()
                )),
                None => said.hint(format!("改名为 WX_{name}")),
            };
            said.hint(format!("信任该文件的话，请指定它：--config {path} 或 WEBOT_CONFIG={path}"))
        }
        ConfigError::ForeignFile { key, target, path } => {
            let path = path.display();
            Said::new(format!(
                "`{path}` 里的 `{key}` 指向 `{}`，而项目里的文件只能引用自己目录之内的文件",
                target.display()
            ))
            .hint(format!("信任该文件的话，请指定它：--config {path} 或 WEBOT_CONFIG={path}"))
        }
        ConfigError::Distrusted { path, reason } => {
            let path = path.display().to_string();
            let reason = super::config::distrust(&path, reason);
            Said::new(format!("没有修改 `{path}`：{reason}"))
                .hint(format!("信任它的话，请指定它：--config {path} 或 WEBOT_CONFIG={path}"))
        }
        ConfigError::Redirected(redirect) => {
            let flag = match redirect.key {
                Key::ApiBase => "--api-base、",
                Key::Proxy => "--proxy、",
                Key::Cacert => "--cacert、",
                _ => "",
            };
            let variable = redirect.key.info().env.first().copied().unwrap_or_default();
            Said::new(super::config::redirected(redirect))
                .hint(format!("确实如此的话，用 {flag}{variable} 给出这个值，或用 --config 指定该文件"))
                .hint("在终端上运行时，webot 只询问一次，并记住回答")
        }
        ConfigError::Unwritable { path, source } => io(&path.display().to_string(), source),
    }
}

/// Returns the hint that names the command of the system's shells for a variable.
fn setting(name: &str) -> String {
    if cfg!(windows) {
        format!("请设置：cmd 中用 `set {name}=…`，PowerShell 中用 `$env:{name} = \"…\"`")
    } else {
        format!("请设置：export {name}=…")
    }
}

fn setup(setup: &Setup) -> Said {
    match setup {
        Setup::Sessions(reason) => Said::new(format!("无法保存会话：{reason}"))
            .hint("请检查 --sessions；多个进程共用会话请用 redis://HOST:PORT/DB"),
        Setup::AccountTwice(name) => {
            Said::new(format!("有两个 profile 都是账号 `{name}`，密钥却不同"))
                .hint("请比较两者：webot config show --profile NAME")
        }
        Setup::NoAccounts => {
            Said::new("没有 profile 配置了 appid 和 secret，或 corpid 和 corpsecret").hint("请在 wx_config.json 里添加账号：webot init")
        }
        Setup::AsksItself(url) => Said::new(format!("微信接口的地址 `{url}` 就是本服务器自己的地址"))
            .hint("请用 `--api-base https://api.weixin.qq.com` 指定微信的地址，或用 --port 换一个端口"),
        Setup::ForwardsToItself(url) => Said::new(format!("`{url}` 就是本服务器自己的地址"))
            .hint("请用 --forward-to 指定机器人的地址，或用 --port 换一个端口"),
        Setup::Clock => Said::new("本机时间早于 1970 年").hint("先校准时间：date"),
        Setup::Rules(problems) => super::serve::rules_problems(problems),
        Setup::AesKey { origin, error } => {
            let said = aes_key(*error);
            Said { message: format!("`{origin}`：{}", said.message), ..said }
        }
        Setup::NoAesKey => Said::new("缺少 EncodingAESKey")
            .hint("请用 --aes-key、WX_AES_KEY 或 wx_config.json 的 \"encoding_aes_key\" 给出"),
        Setup::MissingSecret { flag, env, key } => {
            let file = if key.is_empty() {
                String::new()
            } else {
                format!("，或 wx_config.json 的 \"{key}\" ")
            };
            let word = if flag.starts_with('-') { format!("{flag} ") } else { String::new() };
            let said = Said::new(format!("缺少 `{flag}`"))
                .hint(format!("请用 `{word}@FILE`、`{word}-`（stdin）、环境变量 {env}{file}给出"));
            if *flag == "--ticket" {
                said.hint("用 `webot init` 配置 appid 和 secret 后会从微信获取；也可以用 --mock 试用")
            } else {
                said
            }
        }
        Setup::NoLogin { openid, flag } => Said::new(format!("没有缓存用户 `{openid}` 的 token"))
            .hint(format!("用 `webot oauth login` 登录，用 `webot oauth token CODE` 换取，或给出 {flag}")),
        Setup::MissingSetting { flag, env: "", key } => Said::new(format!("缺少 `{flag}`"))
            .hint(format!("请作为参数给出，或写在 wx_config.json 的 \"{key}\" 里")),
        Setup::MissingSetting { flag, env, key } if flag == env => Said::new(format!("缺少 `{key}`"))
            .hint(format!("请用 {env} 或 wx_config.json 的 \"{key}\" 给出")),
        Setup::MissingSetting { flag, env, key } => Said::new(format!("缺少 `{flag}`"))
            .hint(format!("请用 {flag}、{env} 或 wx_config.json 的 \"{key}\" 给出")),
        Setup::NoPublicKey => Said::new("缺少用来验证的证书或公钥")
            .hint("请用 --cert FILE 给出平台证书，或用 --public-key FILE 给出微信支付公钥"),
        Setup::NoPlatformKey => Said::new("缺少用来验证微信支付响应的密钥")
            .hint("公钥模式：wx_config.json 里的 \"platform_public_key\" 和 \"platform_public_key_id\"，或 --public-key FILE --public-key-id ID")
            .hint("证书模式：先执行 `webot pay certs --save wechatpay.pem`，再设置 \"platform_certificate\"，或用 --cert FILE"),
        Setup::Pkcs12 { path, mchid, error } => match error {
            Pkcs12Error::Password => Said::new(format!("`{path}` 的密码不是商户号 `{mchid}`")),
            Pkcs12Error::Damaged => Said::new(format!("`{path}` 是损坏的 PKCS#12 文件")),
            Pkcs12Error::Unsupported => Said::new(format!("不支持 `{path}` 的加密方式")),
            Pkcs12Error::Incomplete => Said::new(format!("`{path}` 里没有私钥及其证书，或私钥不止一个")),
        }
        .hint("先转成 PEM，再作为 \"mch_certificate\" 和 \"mch_private_key\"：openssl pkcs12 -legacy -in apiclient_cert.p12 -nodes -out apiclient.pem"),
        Setup::NoPayKey => Said::new("缺少签名用的密钥")
            .hint("v3：--private-key FILE、WX_MCH_PRIVATE_KEY 或 wx_config.json 里的 \"mch_private_key\"")
            .hint("v2：--key @FILE、WX_PAY_KEY 或 wx_config.json 里的 \"pay_key\""),
        Setup::NoApiV3Key => Said::new("缺少加密微信支付通知的 APIv3 密钥")
            .hint("请用 --apiv3-key、WX_APIV3_KEY 或 wx_config.json 的 \"apiv3_key\" 给出"),
        Setup::NoPrivateKey => Said::new("缺少给微信支付通知签名的私钥")
            .hint(
                "请用 openssl genrsa -out platform.pem 2048 生成测试密钥，并用 --private-key platform.pem 给出",
            )
            .hint("请让回调接口信任它的公钥：openssl rsa -in platform.pem -pubout"),
        Setup::NoReceiver => Said::new("缺少加密所需的接收方")
            .hint("公众号和小程序请用 --appid，其他请用 --receiver（corpid、suiteid，智能机器人为 ''）"),
    }
}

/// 说明为什么无法询问 WebSocket 上的机器人。
fn socket(url: &str, failure: &Failure) -> Said {
    match failure {
        Failure::Refused => Said::new(format!("{url} 上没有服务在监听"))
            .hint("用 `webot mock` 启动模拟微信，并把它打印的地址交给机器人和 --to"),
        Failure::Timeout(ms) => Said::new(format!("机器人在 {ms} 毫秒内没有通过 `{url}` 回复"))
            .hint("机器人应以推送的 `req_id` 发送 `aibot_respond_msg`，对 `enter_chat` 则发送 `aibot_respond_welcome_msg`")
            .hint("用 --timeout SECONDS 可以让 `webot send` 等待更久；`webot mock` 的输出显示机器人发送的内容"),
        _ => network(url, failure),
    }
}

fn network(url: &str, failure: &Failure) -> Said {
    match failure {
        Failure::Refused => Said::new(format!("{url} 没有服务在监听"))
            .hint("请启动机器人，或用 --port、--des 给出它的地址")
            .hint("还没有机器人时，可以先试用 `webot send --demo 你好`"),
        Failure::Dns(reason) => Said::new(format!("{url} 的域名解析失败"))
            .cause(reason)
            .hint("请检查拼写；经公司代理上网时请设置 HTTPS_PROXY"),
        Failure::Tls(reason) => Said::new(format!("无法与 {url} 建立 TLS 连接"))
            .cause(reason)
            .hint("如果是明文 HTTP，请使用 http://；如果是自签证书，请用 --cacert FILE")
            .hint("微信要求有效的证书和完整的证书链"),
        Failure::ClientCertificate(reason) => Said::new("客户端证书无法使用")
            .cause(reason)
            .hint("证书必须是 X.509 v3，并与私钥配对：请在微信支付商户平台重新下载 apiclient_cert"),
        Failure::Timeout(ms) => Said::new(format!("{url} 在 {ms} 毫秒内没有响应"))
            .hint("微信只等待 5000 毫秒；用 --timeout SECONDS 可以延长 webot 的等待时间")
            .hint("可能停在断点、上游太慢，或被防火墙丢包"),
        Failure::Closed => Said::new(format!("{url} 在响应结束前断开了连接"))
            .hint("机器人可能已崩溃，或 Content-Length 不正确；请检查它的日志"),
        Failure::NotHttp(reason) if failure.is_bad_header() => Said::new(format!("{url} 的响应不符合 HTTP"))
            .cause(reason)
            .hint("响应的某个头有误或重复：请检查机器人和代理设置的响应头"),
        Failure::NotHttp(reason) => Said::new(format!("{url} 使用的不是 HTTP 协议"))
            .cause(reason)
            .hint("请检查端口，以及是否应使用 https://"),
        Failure::Proxy(reason) => Said::new(format!("代理无法连接 {url}"))
            .cause(reason)
            .hint("请检查 HTTP_PROXY 和 HTTPS_PROXY，或把主机加入 NO_PROXY"),
        Failure::Other(reason) => Said::new(format!("无法连接 {url}")).cause(reason).hint("请检查网络和地址"),
    }
}
