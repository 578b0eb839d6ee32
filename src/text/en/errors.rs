use std::io::ErrorKind;

use super::usage::aes_key;
use super::wanted::wanted_words;
use crate::config::{ConfigError, Key};
use crate::crypt::pkcs12::Pkcs12Error;
use crate::diagnose::explain::Unexplained;
use crate::error::{Error, LoginError, Setup};
use crate::http::Failure;
use crate::lang::Said;
use crate::store::StoreError;
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
        Error::Login(LoginError::Refused) => Said::new("the user did not consent, or the page did not open")
            .hint("`webot oauth url --check LINK` finds mistakes in the link"),
        Error::Login(LoginError::TimedOut(seconds)) => {
            Said::new(format!("no user returned within {seconds} s"))
                .hint("the page must return to this machine: set the domain in the console, or forward it to --port; wait longer with --wait SECONDS")
        }
        Error::NoAibot { url, bots } if bots.is_empty() => {
            Said::new(format!("no intelligent bot is connected to `{url}`"))
                .hint("start the bot with this URL in place of `wss://openws.work.weixin.qq.com`")
        }
        Error::NoAibot { url, bots } => {
            Said::new(format!("several intelligent bots are connected to `{url}`: {}", bots.join(", ")))
                .hint("name one with `--set aibotid=ID`")
        }
        Error::Interrupted => Said::new("interrupted"),
        Error::PayUnknown { error, lookup } => {
            let said = crate::text::error(error);
            Said { hints: vec![(super::WORDS.pay.lookup)(lookup)], ..said }
        }
        Error::PayUnpaid { seconds, reverse } => super::pay::unpaid(*seconds, reverse),
        Error::Declined => Said::new("nothing was changed"),
        Error::ClosedPipe => Said::new("the program that reads the output has exited"),
        Error::Bug(what) => bug(what),
    }
}

pub(super) fn store(error: &StoreError) -> Said {
    Said::new(format!("cannot read or write cached values: {error}"))
        .hint("`webot config show` shows the token store")
}

fn unexplained(unexplained: &Unexplained) -> Said {
    let Unexplained { is_empty, code, rid, near } = unexplained;
    let said = Said::new(if *is_empty {
        "the standard input is empty"
    } else {
        "nothing in this is known to webot"
    });
    let said = match near {
        Some(near) => said.hint(format!("did you mean {near}?", near = format_args!("`{near}`"))),
        None => said,
    };
    match (rid, code) {
        (Some(rid), _) => {
            said.hint(format!("`webot quota rid {rid}` shows the request, if the account is configured"))
        }
        (None, Some(code)) => said.hint(format!(
            "WeCom explains its errcodes at https://open.work.weixin.qq.com/devtool/query?e={code}"
        )),
        (None, None) => said.hint("give the whole response or log line, with its errcode or code"),
    }
}

pub(super) fn bug(what: &str) -> Said {
    Said::new(format!("this is a bug in webot: {what}"))
        .hint("please report it with the command line that led here")
}

/// Explains a file or stream that cannot be read or written.
pub(super) fn io(path: &str, source: &std::io::Error) -> Said {
    let said = Said::new(format!("`{path}`: {source}"));
    match source.kind() {
        ErrorKind::AddrInUse => {
            said.hint("the port is in use; choose another with --port, or a free one with --port 0")
        }
        ErrorKind::NotFound => said.hint("the directory must exist"),
        ErrorKind::PermissionDenied if cfg!(windows) => said.hint(format!(
            "check with `icacls \"{path}\"` who has access, and whether another program has it open"
        )),
        ErrorKind::PermissionDenied => said.hint("check its owner and mode with ls -l"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            said.hint("free some space; no incomplete file was left")
        }
        _ => said,
    }
}

pub(in crate::text) fn config(config: &ConfigError) -> Said {
    match config {
        ConfigError::Unreadable { path, source } => {
            Said::new(format!("cannot read the config file `{}`: {source}", path.display()))
                .hint("check --config or WEBOT_CONFIG")
        }
        ConfigError::Syntax { path, line, column, reason, excerpt } => {
            let said = Said::new(format!("`{}`, line {line}, column {column}: {reason}", path.display()));
            if excerpt.is_empty() { said } else { said.hint(format!("the line is: {excerpt}")) }
        }
        ConfigError::Value { origin, key, wanted } => {
            let (problem, hint) = wanted_words(*wanted);
            Said::new(format!("`{origin}`: `{key}` {problem}")).hint(hint)
        }
        ConfigError::NoProfile { name, known } => Said::new(format!("unknown profile `{name}`"))
            .hint_list("the file has ", &List::ticked(known))
            .hint("profiles are in \"profiles\" of wx_config.json; `webot config path` prints the path of the file"),
        ConfigError::MissingVariable { key, name } => {
            Said::new(format!("`{key}` is \"env:{name}\", but the environment variable {name} is not set"))
                .hint(setting(name))
        }
        ConfigError::UnreadableValue { key, path, source } => {
            Said::new(format!("cannot read `{key}` from `{}`: {source}", path.display()))
                .hint("paths in wx_config.json are relative to its own directory")
        }
        ConfigError::ForeignVariable { key, name, path, own } => {
            let path = path.display();
            let said = Said::new(format!(
                "`{key}` in `{path}` is \"env:{name}\", and a project's file may only name variables that begin with WX_"
            ));
            let said = match own {
                Some(own) => said.hint(format!(
                    "rename it to WX_{name}, or allow it in {}: {{\"allow_env\": [\"{name}\"]}}",
                    own.display()
                )),
                None => said.hint(format!("rename it to WX_{name}")),
            };
            said.hint(format!("if you trust the file, name it: --config {path} or WEBOT_CONFIG={path}"))
        }
        ConfigError::ForeignFile { key, target, path } => {
            let path = path.display();
            Said::new(format!(
                "`{key}` in `{path}` leads to `{}`, and a project's file may only name files in its own folder",
                target.display()
            ))
            .hint(format!("if you trust the file, name it: --config {path} or WEBOT_CONFIG={path}"))
        }
        ConfigError::Distrusted { path, reason } => {
            let path = path.display().to_string();
            let reason = super::config::distrust(&path, reason);
            Said::new(format!("`{path}` is not changed: {reason}"))
                .hint(format!("if you trust it, name it: --config {path} or WEBOT_CONFIG={path}"))
        }
        ConfigError::Redirected(redirect) => {
            let flag = match redirect.key {
                Key::ApiBase => "--api-base, ",
                Key::Proxy => "--proxy, ",
                Key::Cacert => "--cacert, ",
                _ => "",
            };
            let variable = redirect.key.info().env.first().copied().unwrap_or_default();
            Said::new(super::config::redirected(redirect))
                .hint(format!(
                    "if that is right, give the value with {flag}{variable}, or name the file with --config"
                ))
                .hint("on a terminal webot asks once and remembers the answer")
        }
        ConfigError::Unwritable { path, source } => io(&path.display().to_string(), source),
    }
}

/// Returns the hint that names the command of the system's shells for a variable.
fn setting(name: &str) -> String {
    if cfg!(windows) {
        format!("set it: `set {name}=…` in cmd, `$env:{name} = \"…\"` in PowerShell")
    } else {
        format!("set it: export {name}=…")
    }
}

fn setup(setup: &Setup) -> Said {
    match setup {
        Setup::Sessions(reason) => Said::new(format!("cannot store conversations: {reason}"))
            .hint("check --sessions; redis://HOST:PORT/DB is shared by several processes"),
        Setup::AccountTwice(name) => {
            Said::new(format!("two profiles are the account `{name}` with different secrets"))
                .hint("compare them: webot config show --profile NAME")
        }
        Setup::NoAccounts => Said::new("no profile has appid and secret, or corpid and corpsecret")
            .hint("add an account to wx_config.json: webot init"),
        Setup::AsksItself(url) => {
            Said::new(format!("`{url}`, the base URL of WeChat's API, is the address of this server"))
                .hint("give WeChat's address with `--api-base https://api.weixin.qq.com`, or listen on another --port")
        }
        Setup::ForwardsToItself(url) => Said::new(format!("`{url}` is the address of this server itself"))
            .hint("give the bot's address with --forward-to, or listen on another --port"),
        Setup::Clock => Said::new("the clock of this machine is before 1970").hint("set it: date"),
        Setup::Rules(problems) => super::serve::rules_problems(problems),
        Setup::AesKey { origin, error } => {
            let said = aes_key(*error);
            Said { message: format!("`{origin}`: {}", said.message), ..said }
        }
        Setup::NoAesKey => Said::new("the EncodingAESKey is missing")
            .hint("give it with --aes-key, WX_AES_KEY or as \"encoding_aes_key\" in wx_config.json"),
        Setup::MissingSecret { flag, env, key } => {
            let file = if key.is_empty() { String::new() } else { format!(" or as \"{key}\" in wx_config.json") };
            let word = if flag.starts_with('-') { format!("{flag} ") } else { String::new() };
            let said = Said::new(format!("`{flag}` is missing"))
                .hint(format!("give it as `{word}@FILE`, `{word}-` for stdin, in {env}{file}"));
            if *flag == "--ticket" {
                said.hint("webot gets it from WeChat if appid and secret are set, see `webot init`; or use --mock")
            } else {
                said
            }
        }
        Setup::NoLogin { openid, flag } => Said::new(format!("no tokens of the user `{openid}` are cached"))
            .hint(format!("log the user in with `webot oauth login`, exchange a code with `webot oauth token CODE`, or give {flag}")),
        Setup::MissingSetting { flag, env: "", key } => Said::new(format!("`{flag}` is missing"))
            .hint(format!("give it as an argument or as \"{key}\" in wx_config.json")),
        Setup::MissingSetting { flag, env, key } if flag == env => Said::new(format!("`{key}` is missing"))
            .hint(format!("give it in {env} or as \"{key}\" in wx_config.json")),
        Setup::MissingSetting { flag, env, key } => Said::new(format!("`{flag}` is missing"))
            .hint(format!("give it with {flag}, {env} or as \"{key}\" in wx_config.json")),
        Setup::NoPublicKey => Said::new("no key to verify with")
            .hint("give WeChat Pay's platform certificate with --cert FILE, or its public key with --public-key FILE"),
        Setup::NoPlatformKey => Said::new("no key of WeChat Pay to verify its responses with")
            .hint("public key: \"platform_public_key\" and \"platform_public_key_id\" in wx_config.json, or --public-key FILE --public-key-id ID")
            .hint("certificate: `webot pay certs --save wechatpay.pem`, then \"platform_certificate\" or --cert FILE"),
        Setup::Pkcs12 { path, mchid, error } => match error {
            Pkcs12Error::Password => Said::new(format!("`{path}` has another password than the merchant ID `{mchid}`")),
            Pkcs12Error::Damaged => Said::new(format!("`{path}` is a damaged PKCS#12 file")),
            Pkcs12Error::Unsupported => Said::new(format!("`{path}` is encrypted in a way that is not supported")),
            Pkcs12Error::Incomplete => {
                Said::new(format!("`{path}` does not hold one private key and its certificate"))
            }
        }
        .hint("make it PEM, and name that as \"mch_certificate\" and \"mch_private_key\": openssl pkcs12 -legacy -in apiclient_cert.p12 -nodes -out apiclient.pem"),
        Setup::NoPayKey => Said::new("no key to sign with")
            .hint("v3: --private-key FILE, WX_MCH_PRIVATE_KEY or \"mch_private_key\" in wx_config.json")
            .hint("v2: --key @FILE, WX_PAY_KEY or \"pay_key\" in wx_config.json"),
        Setup::NoApiV3Key => Said::new("the APIv3 key is missing, which encrypts notifications of WeChat Pay")
            .hint("give it with --apiv3-key, WX_APIV3_KEY or as \"apiv3_key\" in wx_config.json"),
        Setup::NoPrivateKey => Said::new("the private key is missing, which signs notifications of WeChat Pay")
            .hint("create a test key with openssl genrsa -out platform.pem 2048, and give it with --private-key platform.pem")
            .hint("make your receiver trust its public key: openssl rsa -in platform.pem -pubout"),
        Setup::NoReceiver => Said::new("the receiver is missing, which encryption needs")
            .hint("use --appid (official accounts, mini-programs) or --receiver (corpid, suiteid, '' for intelligent bots)"),
    }
}

/// Explains why the bot on a WebSocket could not be asked.
fn socket(url: &str, failure: &Failure) -> Said {
    match failure {
        Failure::Refused => Said::new(format!("nothing listens at {url}"))
            .hint("start the mock with `webot mock`, and give the URL that it prints to the bot and to --to"),
        Failure::Timeout(ms) => Said::new(format!("no bot has answered at `{url}` within {ms} ms"))
            .hint("the bot must send `aibot_respond_msg`, for `enter_chat` `aibot_respond_welcome_msg`, with the `req_id` of the push")
            .hint("`webot send` waits longer with --timeout SECONDS; the output of `webot mock` shows what the bot sends"),
        _ => network(url, failure),
    }
}

fn network(url: &str, failure: &Failure) -> Said {
    match failure {
        Failure::Refused => Said::new(format!("nothing listens at {url}"))
            .hint("start the bot, or give its address with --port or --des")
            .hint("no bot yet? try `webot send --demo hello`"),
        Failure::Dns(reason) => Said::new(format!("cannot resolve the host name of {url}"))
            .cause(reason)
            .hint("check the spelling; behind a company proxy set HTTPS_PROXY"),
        Failure::Tls(reason) => Said::new(format!("no TLS connection to {url}"))
            .cause(reason)
            .hint("for plain HTTP use http://; for a certificate of your own use --cacert FILE")
            .hint("WeChat requires a valid certificate with its complete chain"),
        Failure::ClientCertificate(reason) => Said::new("the client certificate is not usable").cause(reason).hint(
            "it must be an X.509 v3 certificate with its own private key: download apiclient_cert again from the console of WeChat Pay",
        ),
        Failure::Timeout(ms) => Said::new(format!("no response from {url} within {ms} ms"))
            .hint("WeChat waits 5000 ms; webot waits longer with --timeout SECONDS")
            .hint("the bot may be at a breakpoint, its upstream may be slow, or a firewall may drop packets"),
        Failure::Closed => Said::new(format!("{url} closed the connection before the end of the response"))
            .hint("the bot may have crashed, or its Content-Length may be wrong; check its log"),
        Failure::NotHttp(reason) if failure.is_bad_header() => {
            Said::new(format!("{url} answers with broken HTTP")).cause(reason).hint(
                "a header of the answer is wrong or stands twice: look at what the bot and its proxy set",
            )
        }
        Failure::NotHttp(reason) => Said::new(format!("{url} does not speak HTTP"))
            .cause(reason)
            .hint("check the port, and whether the URL must begin with https://"),
        Failure::Proxy(reason) => Said::new(format!("the proxy cannot connect to {url}"))
            .cause(reason)
            .hint("check HTTP_PROXY and HTTPS_PROXY, or add the host to NO_PROXY"),
        Failure::Other(reason) => Said::new(format!("cannot connect to {url}"))
            .cause(reason)
            .hint("check the network and the address"),
    }
}
