use crate::api::errcode::{ErrcodeKind, meaning};
use crate::api::pay_error::PayError;
use crate::http::Failure;
use crate::text::{ApiHelp, ApiWords, Said};
use crate::wechat::WechatError;
use crate::wechat::{NotWechat, PayRefusal, Refusal, SealedError, SecondRefusal};

pub(in crate::text) const HELP: ApiHelp = ApiHelp {
    heading: "WeChat",
    mock: "Ask a WeChat within; its state stays until the next command",
    mock_state: "File for the mock's state [else WEBOT_MOCK_STATE; default: in your own state folder]",
    api_base: "Call this in place of WeChat's hosts [else WX_API_BASE, the config file]",
    retries: "How often to try again when WeChat is busy or the network fails [default: 2]",
    proxy: "Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]",
    plain_token: "Fetch tokens with /cgi-bin/token, which ends everybody else's",
    about: "Call any endpoint of WeChat's API",
    after: "\
The token is added, an errcode in the answer is an error with its cause.
Examples:
  webot api GET /cgi-bin/user/info -F openid=o6_bmjrPTlm6_2sgVt7hMZOPfL2M
  webot api POST /cgi-bin/tags/create --data '{\"tag\":{\"name\":\"vip\"}}'
  webot api POST /cgi-bin/media/upload --query type=image --upload media=@cat.jpg
  webot api GET /cgi-bin/user/get --paginate --jq '.data.openid[]'
  webot api --list menu",
    method: "GET, POST, …",
    path: "Path, from its slash on, or a whole URL",
    field: "A field; numbers, true, false, null, @FILE and JSON are read as such; repeatable",
    raw_field: "A field that is text; repeatable",
    query: "A parameter of the URL; repeatable",
    data: "The body: @FILE, - for stdin, or itself",
    upload: "A file of a form: media=@cat.jpg; repeatable",
    paginate: "Go on with next_openid or next_cursor to the end, one answer a line",
    include: "Show status and headers too",
    output: "Write the answer into this file",
    list: "List endpoints that match a word",
    force: "Call a retired endpoint all the same",
    platform: "Which platform, where two have the path: api, work, pay",
    signing: "Signature of the server API",
    sign: "Encrypt and sign the request, verify and decrypt the answer",
    certificate: "PEM file of the platform certificate that verifies answers [else WX_API_CERTIFICATE, the config file]",
    certificate_sn: "Number of that certificate in the console [else WX_API_CERTIFICATE_SN, the config file]",
    docs: "Documents:",
    example: "Example:",
};

pub(super) const WORDS: ApiWords = ApiWords {
    mock_in_memory: |path, reason| {
        format!("the mock's state cannot be stored, so it ends with this command: {path}: {reason}")
    },
    token_refused: |errcode| format!("{errcode}: the token was refused, fetching another"),
    token_taken_away: |seconds| {
        let when = seconds.map_or_else(String::new, |seconds| format!(" {seconds} s after it was fetched,"));
        format!(
            "the token was ended{when} long before its time: somebody else calls \
             /cgi-bin/token (or force_refresh) for this appid"
        )
    },
    store_fails: |error| format!("tokens are not kept: {error}"),
    again: |ms| format!("again in {ms} ms"),
    bytes: |bytes| format!("({bytes} bytes)"),
    ok: "ok",
    unknown_path: |path, closest| format!("the documents have no {path}; did you mean {closest}?"),
    other_method: |method, path| format!("the documents say {method} {path}"),
    saved: |file, bytes| format!("{file}: {bytes} bytes"),
    signed_same: "WeChat Pay signed the same string as webot, so the string is right: the private key does not belong to the serial number, or to this merchant",
    signed_other: |byte, ours, theirs| {
        format!(
            "WeChat Pay signed another string: byte {byte} differs, `{ours}` here and `{theirs}` there; a proxy may have changed the request"
        )
    },
    unjudged: |path| {
        format!(
            "the mock does not know {path} well enough to judge the call: `ok` says only that there is such a path, and that a JSON body has the right shape"
        )
    },
    unverified: "the answer was decrypted, but its signature was not verified: no api_certificate is configured",
    retired_anyway: |path| format!("{path} was retired; calling it all the same"),
    so_far: |count, total| format!("{count} of {total}"),
    go_on: |next| format!("what came is complete up to here: go on with `{next}`"),
};

pub(super) fn error(error: &WechatError) -> Said {
    match error {
        WechatError::Refused(refusal) => refused(refusal),
        WechatError::Network { url, failure } => network(url, failure),
        WechatError::NotWechat { url, status, reason, excerpt } => not_wechat(url, *status, reason, excerpt),
        WechatError::PayRefused(refusal) => pay_refused(refusal),
        WechatError::Sealed(error) => sealed(error),
        WechatError::NoPicture => Said::new("there is no QR code for this ticket").hint(
            "it has ended, belongs to another account, or was cut off; `webot qrcode create` makes one",
        ),
        WechatError::NoMember { member } => Said::new(format!("the answer has no `{member}`"))
            .hint("is this WeChat? check --api-base, or look at the answer with -v"),
        WechatError::NoCredential { key } => {
            let env = key.info().env.first().copied().unwrap_or_default();
            let name = key.name();
            Said::new(format!("{} is not known: `{name}`", key.info().about.en))
                .hint(format!("`webot init` asks for it; or set {env}, or \"{name}\" in wx_config.json"))
                .hint("no account yet? --mock tries everything on a WeChat within")
        }
        WechatError::NoFileForTokens => {
            Said::new("token_store is `config`, but there is no wx_config.json").hint("make one: webot init")
        }
        WechatError::TokenStore(reason) => Said::new(format!("token_store is no URL of Redis: {reason}"))
            .hint("write it like redis://127.0.0.1:6379/0"),
        WechatError::Config(error) => super::errors::config(error),
        WechatError::Store(error) => super::errors::store(error),
        WechatError::DeadToken(error) => Said::new(format!(
            "the token was refreshed, but the store still holds the old one, which is dead: {error}"
        ))
        .hint("repair the store, then run `webot token clear`"),
        WechatError::Mock(error) => super::errors::io(&error.path, &error.source),
        WechatError::Output(source) => super::errors::io("--output", source),
        WechatError::Bug(what) => super::errors::bug(what),
    }
}

/// Says why the answer of an encrypted call cannot be opened.
fn sealed(error: &SealedError) -> Said {
    match error {
        SealedError::Plain => Said::new("the answer to an encrypted request is not encrypted")
            .hint("does this interface take encrypted requests? its page says so; else leave out --sign"),
        SealedError::NoHeader(name) => Said::new(format!("the answer has no header `{name}`"))
            .hint("does a proxy on the way drop headers? look at the answer with -v"),
        SealedError::Serial { answered, configured } => Said::new(format!(
            "the answer is signed for the certificate `{answered}`, not for `{configured}`"
        ))
        .hint("download the platform certificate from the console, 开发设置 → API 安全, and set api_certificate and api_certificate_sn"),
        SealedError::Signature(serial) => {
            let serial = serial.as_ref().map(|serial| format!(" (the answer names {serial})")).unwrap_or_default();
            Said::new(format!("the signature of the answer was not made with the key of `api_certificate`{serial}"))
                .hint("compare that number with the certificate's in the console; it is not the serial number inside the certificate")
        }
        SealedError::Encryption => Said::new("the answer cannot be decrypted with the symmetric key")
            .hint("api_sym_key and api_sym_sn are those of the console, 开发设置 → API 安全"),
    }
}

fn pay_refused(refusal: &PayRefusal) -> Said {
    let PayRefusal { status, error, .. } = refusal;
    let http = if refusal.is_v3() { format!(" (HTTP {status})") } else { String::new() };
    let said = Said::new(format!("WeChat Pay answered {}: {}{http}", error.code, error.message));
    let said = if error.details.is_empty() { said } else { said.cause(details(error)) };
    match error.advice {
        Some(advice) => said.cause(advice.cause.en).hint(advice.fix.en),
        None => said.hint(format!("`webot api --list {}` names the page of the documents", refusal.path)),
    }
}

/// Returns the members of `detail` in one line.
fn details(error: &PayError) -> String {
    let details: Vec<String> = error.details.iter().map(|(name, value)| format!("{name} {value}")).collect();
    format!("detail: {}", details.join(", "))
}

fn refused(refusal: &Refusal) -> Said {
    let message = &refusal.errmsg_parts.message;
    let said = match &refusal.errmsg_parts.rid {
        Some(rid) => format!("{} {message} (rid: {rid})", refusal.errcode),
        None => format!("{} {message}", refusal.errcode),
    };
    let mut said = Said::new(said);
    if let Some(advice) = refusal.advice {
        said = said.cause(advice.cause.en).hint(advice.fix.en);
    } else {
        if let Some(meaning) = meaning(refusal.family, refusal.errcode).and_then(|meaning| meaning.text()) {
            said = said.cause(format!("the official list says: {meaning}"));
        }
        said = said.hint(match &refusal.errmsg_parts.rid {
            Some(rid) => format!("`webot quota rid {rid}` shows what WeChat got"),
            None => format!("`webot api --list {}` names the page of the documents", refusal.path),
        });
    }
    said = match refusal.second {
        Some(SecondRefusal::NewToken) => said.hint(
            "a token that WeChat gave out just now was refused: somebody else calls /cgi-bin/token for this appid at this moment",
        ),
        Some(SecondRefusal::SameToken) => said.hint(
            "WeChat still gives out the token that it refuses, or somebody else calls /cgi-bin/token for this appid at this moment; `webot token refresh` ends it",
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
        Failure::Refused => Said::new(format!("nothing listens at {url}"))
            .hint("check --api-base; a mock is started with `webot mock`, or asked within by --mock"),
        Failure::Dns(reason) => {
            Said::new(format!("the host name of {url} has no address")).cause(reason).hint(
                "no network? behind a company proxy set HTTPS_PROXY, --proxy or \"proxy\" in wx_config.json",
            )
        }
        Failure::Tls(reason) => Said::new(format!("no secure connection to {url}"))
            .cause(reason)
            .hint("a proxy that looks inside has a certificate of its own: give its root with --cacert FILE")
            .hint("is the clock of this machine right?"),
        Failure::Timeout(ms) => Said::new(format!("no answer from {url} within {ms} ms"))
            .hint("wait longer with --timeout SECONDS, try more often with --retries N"),
        Failure::Closed => Said::new(format!("{url} hung up before the whole answer had come"))
            .hint("try again; what changes something may have been done nevertheless"),
        Failure::NotHttp(reason) => Said::new(format!("{url} does not speak HTTP"))
            .cause(reason)
            .hint("check --api-base: http:// or https://, and the port"),
        Failure::Proxy(reason) => Said::new(format!("the proxy does not connect to {url}"))
            .cause(reason)
            .hint("check --proxy, \"proxy\" in wx_config.json and HTTPS_PROXY, or name the host in NO_PROXY"),
        Failure::Other(reason) => Said::new(format!("no connection to {url}"))
            .cause(reason)
            .hint("check the network; behind a company proxy set HTTPS_PROXY or --proxy"),
    }
}

fn not_wechat(url: &str, status: u16, reason: &NotWechat, excerpt: &str) -> Said {
    let begins = |said: Said| {
        let line = excerpt.lines().next().unwrap_or_default().trim();
        if line.is_empty() { said } else { said.cause(format!("it begins: {line}")) }
    };
    match reason {
        NotWechat::Html(title) => {
            let title = if title.is_empty() { String::new() } else { format!(" titled `{title}`") };
            Said::new(format!("{url} answered a web page{title}, HTTP {status}: that is not WeChat"))
                .hint("a network that wants a login, or a proxy's own page: open any http:// site in a browser")
        }
        NotWechat::Truncated => begins(Said::new(format!("the answer of {url} breaks off")))
            .hint("try again; what changes something may have been done nevertheless"),
        NotWechat::Empty => Said::new(format!("{url} answered nothing, HTTP {status}"))
            .hint("a proxy in between? look with -v"),
        NotWechat::NotJson => begins(Said::new(format!("{url} answered text that is no JSON, HTTP {status}")))
            .hint("that is not WeChat: a network that wants a login, a proxy in between, or a wrong --api-base"),
        NotWechat::Redirect(to) => Said::new(format!("{url} redirects to {to}"))
            .hint("WeChat's API redirects nowhere, and the token follows no redirect: check --api-base and the proxy"),
        NotWechat::Status => begins(Said::new(format!("{url} answered HTTP {status}")))
            .hint(if status >= 500 { "WeChat or a proxy in between has trouble: try again later" } else { "check path and --api-base" }),
        NotWechat::TooLarge(limit) => Said::new(format!("the answer of {url} is larger than {limit} bytes"))
            .hint("write it into a file with --output FILE"),
        NotWechat::Encoding(encoding) => Said::new(format!("the answer of {url} is compressed with `{encoding}`, or damaged"))
            .hint("a proxy in between compresses what nobody asked it to: go around it"),
    }
}
