use crate::api::catalogue::listed_path;
use crate::api::errcode::{ErrcodeKind, meaning};
use crate::api::pay_error::PayError;
use crate::config::Key;
use crate::http::Failure;
use crate::text::{ApiHelp, ApiWords, Said, size};
use crate::wechat::{MockStateError, WechatError};
use crate::wechat::{NotWechat, PayRefusal, Refusal, SealedError, SecondRefusal};

pub(in crate::text) const HELP: ApiHelp = ApiHelp {
    heading: "WeChat",
    mock: "Use the built-in mock of WeChat; its state is kept between commands",
    mock_state: "File for the state of the mock [env: WEBOT_MOCK_STATE] [default: in your state directory]",
    api_base: "Base URL to call instead of WeChat's hosts [env: WX_API_BASE] [config: api_base]",
    retries: "Number of retries when WeChat is busy or the network fails [default: 2]",
    proxy: "Proxy for calls to WeChat [env: WX_PROXY] [config: proxy] [env: HTTPS_PROXY]",
    plain_token: "Get tokens from /cgi-bin/token, which invalidates the tokens of other programs",
    about: "Call any endpoint of WeChat's API",
    after: "\
The access_token is added. A response with an errcode is printed as an error with its cause. Secrets of a response are printed as *** unless --show-secrets is given, also to a pipe and for --jq.

Examples:
  # Get a follower
  webot api GET /cgi-bin/user/info -F openid=o6_bmjrPTlm6_2sgVt7hMZOPfL2M --mock

  # Create a tag
  webot api POST /cgi-bin/tags/create --data '{\"tag\":{\"name\":\"vip\"}}' --mock

  # Print the openids of all followers
  webot api GET /cgi-bin/user/get --paginate --jq '.data.openid[]' --mock

  # Upload an image
  webot api POST /cgi-bin/media/upload --query type=image --upload media=@cat.jpg

  # Find an endpoint, and its fields
  webot api --list draft
  webot api /cgi-bin/draft/add --describe

  # Write an OpenAPI document for Apifox or a code generator
  webot api --openapi draft > draft.json",
    method: "Method: GET, POST, PUT, PATCH or DELETE",
    path: "Path that begins with a slash, or URL",
    field: "Field; numbers, true, false, null, JSON and @FILE are converted; repeatable",
    raw_field: "Field whose value is a string; repeatable",
    query: "Query parameter of the URL; repeatable",
    data: "Request body, @FILE, or - for stdin",
    upload: "File of a multipart form, such as media=@cat.jpg; repeatable",
    paginate: "Follow next_openid or next_cursor to the last page and print one page per line",
    include: "Print the status and the headers too",
    output: "Output file for the whole response, with its secrets",
    list: "List the endpoints with a word in their path, Chinese name or fields",
    describe: "Print the parameters, the body and the response of the endpoint instead of calling it",
    template: "Print a body to fill in, with the required fields or all",
    openapi: "Print an OpenAPI 3.1 document of all endpoints or those that match a word",
    strict: "Refuse to send what differs from the documented fields",
    force: "Call the endpoint even if it is retired",
    platform: "Platform of a path that several have: api, work or pay",
    signing: "Signature of the server API",
    sign: "Encrypt and sign the request, and verify and decrypt the response",
    certificate: "PEM file of the platform certificate that verifies responses [env: WX_API_CERTIFICATE] [config: api_certificate]",
    certificate_sn: "Number of that certificate in the console [env: WX_API_CERTIFICATE_SN] [config: api_certificate_sn]",
    docs: "Documentation:",
    example: "Example:",
    save: "File or directory to save to, or - for stdout",
    all: "Print all items, one per line",
    yes: "Do not ask for confirmation",
    several: "; several with commas",
    no_check: "Upload the file without checking its format and size",
    csv: "Print comma-separated values",
    plot: "Draw the numbers as bars",
};

pub(super) const WORDS: ApiWords = ApiWords {
    try_mock: "no account yet? use the built-in mock of WeChat with --mock",
    mock_in_memory: |path, reason| {
        format!("the state of the mock cannot be saved and ends with this command: {path}: {reason}")
    },
    token_refused: |errcode| format!("{errcode}: the token was rejected, getting a new one"),
    token_taken_away: |seconds| {
        let when = seconds.map_or_else(String::new, |seconds| format!(" {seconds} s after it was issued,"));
        format!(
            "the token was invalidated{when} long before it expires: another program calls \
             /cgi-bin/token (or force_refresh) for this appid"
        )
    },
    store_fails: |error| format!("tokens are not cached: {error}"),
    again: |ms| format!("retrying in {ms} ms"),
    bytes: |bytes| format!("({bytes} bytes)"),
    ok: "ok",
    unknown_path: |path, closest| format!("the documentation has no {path}; did you mean {closest}?"),
    other_method: |method, path| format!("the documentation says {method} {path}"),
    saved: |file, bytes| format!("{file}: {bytes} bytes"),
    other_format: |path, format| format!("{path} is saved under that name, but its content is {format}"),
    signed_same: "WeChat Pay signed the same string, so the string is correct: the private key does not belong to the serial number or to this merchant",
    signed_other: |byte, ours, theirs| {
        format!(
            "WeChat Pay signed another string: it differs at byte {byte}, where it has `{theirs}` and webot `{ours}`; a proxy may have changed the request"
        )
    },
    masked: "`***` stands for a secret of the response; `--show-secrets` prints it",
    generated: |path| {
        format!("the mock made this response up from the documented fields; it keeps no state for {path}")
    },
    unverified: "the response was decrypted, but its signature was not verified: api_certificate is not set",
    retired_command: |retired| format!("This interface is {retired}; --force calls it anyway"),
    retired_mark: " (retired)",
    retired_anyway: |path| format!("{path} is retired; calling it anyway"),
    so_far: |count, total| format!("{count} of {total}"),
    transferred: |bytes, total| match total {
        Some(total) => format!("{} of {}", size(bytes), size(total)),
        None => size(bytes),
    },
    go_on: |next| format!("the output is complete up to here; continue with `{next}`"),
};

pub(super) fn error(error: &WechatError) -> Said {
    match error {
        WechatError::Refused(refusal) => refused(refusal),
        WechatError::Network { url, failure } => network(url, failure),
        WechatError::NotWechat { url, status, reason, excerpt } => not_wechat(url, *status, reason, excerpt),
        WechatError::PayRefused(refusal) => pay_refused(refusal),
        WechatError::PayAnswer(error) => super::pay::answer_error(error),
        WechatError::Sealed(error) => sealed(error),
        WechatError::NoPicture => Said::new("there is no QR code for this ticket").hint(
            "the ticket may have expired, belong to another account or be incomplete; `webot qrcode create` creates a new one",
        ),
        WechatError::NoMember { member } => Said::new(format!("the response has no `{member}`"))
            .hint("check --api-base, and print the response with -v: it may not come from WeChat"),
        WechatError::Lifetime(value) => Said::new(format!("`expires_in` of the response is `{value}`, not a positive number"))
            .hint("check --api-base, and print the response with -v: it may not come from WeChat"),
        WechatError::NoCredential { key, of_mock } => {
            let env = key.info().env.first().copied().unwrap_or_default();
            let name = key.name();
            let said = Said::new(format!("`{name}` is missing: {}", key.info().about.en));
            if matches!(key, Key::SuiteId | Key::SuiteSecret) {
                return said
                    .hint(format!("set it with `webot config set {name}`, {env} or \"{name}\" in wx_config.json"))
                    .hint("the profile needs `suite_id` and `suite_secret`, with --mock too");
            }
            let said = said.hint(format!("set it with `webot init`, {env} or \"{name}\" in wx_config.json"));
            // With the mock the advice would be what has been done.
            if *of_mock { said } else { said.hint(WORDS.try_mock) }
        }
        WechatError::NoSuiteTicket { of_mock } => {
            Said::new("no `suite_ticket` is stored, or it is older than 30 minutes").hint(if *of_mock {
                "save any with `webot work suite ticket - --mock`: the mock has a store of its own"
            } else {
                "save the one that WeCom pushes every 10 minutes with `webot work suite ticket -`"
            })
        }
        WechatError::NoPermanentCode(corpid) => {
            Said::new(format!("no permanent code of {corpid} is stored, so the suite has no token for it"))
                .hint("save it with `webot work suite authorize CODE`, or set `corpsecret` for an app of the company's own")
        }
        WechatError::NoFileForTokens => {
            Said::new("token_store is `config`, but there is no wx_config.json").hint("create it with `webot init`")
        }
        WechatError::TokenStore(reason) => Said::new(format!("token_store is not a URL of Redis: {reason}"))
            .hint("expected a URL such as redis://127.0.0.1:6379/0"),
        WechatError::Config(error) => super::errors::config(error),
        WechatError::Store(error) => super::errors::store(error),
        WechatError::DeadToken(error) => Said::new(format!(
            "the token was refreshed, but the store still holds the old one, which is dead: {error}"
        ))
        .hint("repair the store, then run `webot token clear`"),
        WechatError::Mock(error) => mock_state(error),
        WechatError::Upload(source) => super::errors::io("upload", source),
        WechatError::Output(source) => super::errors::io("--output", source),
        WechatError::Bug(what) => super::errors::bug(what),
    }
}

/// Says why the state of the mock cannot be used.
fn mock_state(error: &MockStateError) -> Said {
    match error {
        MockStateError::Io { path, source } => super::errors::io(path, source),
        MockStateError::Held { path, url: Some(url) } => {
            Said::new(format!("the running `webot mock` at {url} holds the state `{path}`")).hint(format!(
                "ask that mock with `--api-base {url}` in place of `--mock`, or use another file with `--mock-state`"
            ))
            .hint(format!("`webot pay` takes the keys of that mock from WEBOT_MOCK_STATE={path}"))
        }
        MockStateError::Held { path, url: None } => {
            Said::new(format!("another `webot` holds the state of the mock, `{path}`")).hint(
                "ask a running `webot mock` with `--api-base http://127.0.0.1:PORT` in place of `--mock`, or use another file with `--mock-state`",
            )
        }
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
    let said = Said::new(format!("WeChat Pay returned {}: {}{http}", error.code, error.message));
    let said = if error.details.is_empty() { said } else { said.cause(details(error)) };
    match error.advice {
        Some(advice) => said.cause(advice.cause.en).hint(advice.fix.en),
        None => match listed_path(&refusal.path) {
            Some(path) => said.hint(format!("`webot open {path}` opens the page of the documentation")),
            None => said,
        },
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
            said = said.cause(format!("official description: {meaning}"));
        }
        said = said.hint(if let Some(rid) = &refusal.errmsg_parts.rid {
            format!("`webot quota rid {rid}` shows the request that WeChat received")
        } else {
            let path = listed_path(&refusal.path).unwrap_or(&refusal.path);
            format!("`webot open {path}` opens the page of the documentation")
        });
    }
    said = match refusal.second {
        Some(SecondRefusal::NewToken) => said.hint(
            "a token that WeChat has just issued was rejected: another program is calling /cgi-bin/token for this appid",
        ),
        Some(SecondRefusal::SameToken) => said.hint(
            "WeChat still issues the token that it rejects, or another program is calling /cgi-bin/token for this appid; `webot token refresh` invalidates the token and gets a new one",
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
            .hint("check --api-base; start a mock with `webot mock`, or use the built-in one with --mock"),
        Failure::Dns(reason) => {
            Said::new(format!("cannot resolve the host name of {url}")).cause(reason).hint(
                "check the network; behind a company proxy use HTTPS_PROXY, --proxy or \"proxy\" in wx_config.json",
            )
        }
        Failure::Tls(reason) => Said::new(format!("no TLS connection to {url}"))
            .cause(reason)
            .hint("for a proxy that decrypts the traffic, give its root certificate with --cacert FILE")
            .hint("check the clock of this machine"),
        Failure::ClientCertificate(reason) => Said::new("the client certificate is not usable").cause(reason).hint(
            "it must be an X.509 v3 certificate with its own private key: download apiclient_cert again from the console of WeChat Pay",
        ),
        Failure::Timeout(ms) => Said::new(format!("no response from {url} within {ms} ms"))
            .hint("wait longer with --timeout SECONDS, or retry more often with --retries N"),
        Failure::Closed => Said::new(format!("{url} closed the connection before the end of the response"))
            .hint("try again; a call that changes something may have taken effect"),
        Failure::NotHttp(reason) => Said::new(format!("{url} does not speak HTTP"))
            .cause(reason)
            .hint("check --api-base: http:// or https://, and the port"),
        Failure::Proxy(reason) => Said::new(format!("the proxy cannot connect to {url}"))
            .cause(reason)
            .hint("check --proxy, \"proxy\" in wx_config.json and HTTPS_PROXY, or add the host to NO_PROXY"),
        Failure::Other(reason) => Said::new(format!("cannot connect to {url}"))
            .cause(reason)
            .hint("check the network; behind a company proxy use HTTPS_PROXY or --proxy"),
    }
}

fn not_wechat(url: &str, status: u16, reason: &NotWechat, excerpt: &str) -> Said {
    let begins = |said: Said| {
        let line = excerpt.lines().next().unwrap_or_default().trim();
        if line.is_empty() { said } else { said.cause(format!("it begins with: {line}")) }
    };
    match reason {
        NotWechat::Html(title) => {
            let title = if title.is_empty() { String::new() } else { format!(" titled `{title}`") };
            Said::new(format!("{url} returned a web page{title} (HTTP {status}), not a response of WeChat"))
                .hint("it may be the login page of the network or a page of a proxy; open an http:// site in a browser")
        }
        NotWechat::ClientCertificate(false) => {
            Said::new(format!("{url} requires the merchant's certificate in TLS, and none was sent"))
                .hint("`webot pay v2 refund` and `reverse` send it: \"mch_certificate\" in wx_config.json names apiclient_cert.p12 or apiclient_cert.pem")
        }
        NotWechat::ClientCertificate(true) => {
            Said::new(format!("{url} refused the certificate that was sent in TLS"))
                .hint("use the current API certificate of this merchant; an old one may have expired or been replaced")
        }
        NotWechat::Truncated => begins(Said::new(format!("the response of {url} is incomplete")))
            .hint("try again; a call that changes something may have taken effect"),
        NotWechat::Empty => Said::new(format!("the response of {url} is empty (HTTP {status})"))
            .hint("print the response with -v; a proxy may have changed it"),
        NotWechat::NotJson => begins(Said::new(format!("{url} returned text that is not JSON (HTTP {status})")))
            .hint("it may come from the login page of the network, from a proxy, or from a wrong --api-base"),
        NotWechat::NotObject => begins(Said::new(format!("{url} returned JSON that is not an object (HTTP {status}): it is not a response of WeChat")))
            .hint("check --api-base, the proxy and the path"),
        NotWechat::NotPicture => Said::new(format!("{url} returned data that is neither JPEG nor PNG (HTTP {status})"))
            .hint("print the response with -v; a proxy may have changed it"),
        NotWechat::Redirect(to) => Said::new(format!("{url} redirects to {to}"))
            .hint("WeChat's API does not redirect, and the token is not sent to a redirect; check --api-base and the proxy"),
        NotWechat::Status => begins(Said::new(format!("{url} returned HTTP {status}")))
            .hint(if status >= 500 { "WeChat or a proxy has a problem; try again later" } else { "check the path and --api-base" }),
        NotWechat::TooLarge(limit) => Said::new(format!("the response of {url} is larger than {limit} bytes"))
            .hint("save it with --output FILE"),
        NotWechat::Encoding(encoding) => Said::new(format!("the response of {url} is compressed with `{encoding}`, or damaged"))
            .hint("a proxy may have compressed it; bypass the proxy"),
    }
}
