use crate::lang::Said;
use crate::message::{EchoCause, Surrounding};

pub(in crate::text) fn cause(cause: &EchoCause) -> Said {
    match cause {
        EchoCause::Bom => Said::new("the answer begins with a byte order mark (EF BB BF)")
            .hint("save the source files, templates too, as UTF-8 without BOM"),
        EchoCause::LeadingSpace => Said::new("there is white space before the echostr")
            .hint("look for blank lines before `<?php` or outside the template's tags"),
        EchoCause::TrailingNewline => Said::new("there is a line break or a blank after the echostr")
            .hint("write the bytes with print/write instead of println, and end a PHP file without `?>`"),
        EchoCause::JsonQuoted => Said::new("the echostr comes back in quotes, as a JSON string")
            .hint("answer it as text/plain: the framework serialises a returned string as JSON"),
        EchoCause::JsonObject => Said::new("the answer is JSON, not the bare echostr")
            .hint("write the echostr as the whole body, with nothing around it"),
        EchoCause::Surrounded { before, after, origin } => surrounded(before, after, *origin),
        EchoCause::Number(given) => {
            Said::new(format!("the echostr went through a number and lost digits: `{given}`"))
                .hint("keep it a text: it has 19 digits, a floating-point number holds about 16")
        }
        EchoCause::Source(language) => {
            Said::new(format!("the answer is the source code of the bot ({language}): nothing runs it"))
                .hint("let the web server run the file, for PHP with php-fpm or mod_php")
        }
        EchoCause::JsonFailure(said) => {
            let hint = match said.get(..3) {
                Some("404" | "405") => "check the path and the method: GET for the URL check",
                Some("401" | "403") => "exempt this path from the login, or compare the token on both sides",
                _ => "the bot's log says why",
            };
            Said::new(format!("the answer is a failure in JSON (`{said}`), not the echostr")).hint(hint)
        }
        EchoCause::HtmlPage(title) => {
            Said::new(format!("the answer is a page of HTML{}", titled(title.as_deref())))
                .hint("check the path, and that no layout or debug bar wraps the handler's output")
        }
        EchoCause::Gzip => Said::new("the answer is compressed although the request did not accept it")
            .hint("switch compression off for this route"),
        EchoCause::Redirect(to) => {
            Said::new(format!("the URL redirects to `{to}`, and WeChat does not follow"))
                .hint(format!("use the final URL, slash and scheme included: {to}"))
        }
        EchoCause::NotFound(405) => Said::new("405: the route does not take GET")
            .hint("register the same path for GET (URL check) and POST (messages)"),
        EchoCause::NotFound(_) => Said::new("404: there is no such path")
            .hint("check the path of the URL, slash at the end included"),
        EchoCause::WrongToken { answer, trimmed: true } => Said::new(format!(
            "the bot refuses the signature{}, but accepts it for the token without the white space around it",
            saying(answer)
        ))
        .hint("remove the blank or line break from the token that webot was given"),
        EchoCause::WrongToken { answer, .. } => {
            Said::new(format!("the bot refuses the signature{}", saying(answer)))
                .hint(
                    "give the bot's token with --token, WX_TOKEN or the config file; it is not the appsecret",
                )
                .hint("the bot signs sha1 of token, timestamp and nonce, sorted as strings")
        }
        EchoCause::Evidence(found) => super::evidence(found, None),
        EchoCause::Refused { status, answer } => refused(*status, answer),
        EchoCause::QueryLost(what) => Said::new(format!("the query has not reached the bot{}", saying(what)))
            .hint("read echostr from the query of the URL, not from the body")
            .hint("a reverse proxy or redirect in front of the bot must pass the query on unchanged"),
        EchoCause::RedirectDropsQuery => {
            Said::new("the redirect drops the query, so its target could not answer either")
                .hint("a redirect or reverse proxy in front of the bot must pass the query on unchanged")
        }
        EchoCause::Late(ms) => Said::new(format!("the answer took {ms} ms; WeChat waits 5000 ms"))
            .hint("answer the check before any slow work; a server that sleeps must be woken first"),
        EchoCause::Empty => Said::new("the body is empty")
            .hint("return the echostr")
            .hint("some bots answer nothing when the signature is wrong: check the token too"),
        EchoCause::NotDecrypted => Said::new("the encrypted echostr came back as it was")
            .hint("decrypt it with the EncodingAESKey and answer what is inside"),
        EchoCause::EncryptedAgain { holds_echo: true } => {
            Said::new("the echostr was decrypted, and came back encrypted again")
                .hint("answer the bare decrypted text: only replies to messages are encrypted")
        }
        EchoCause::EncryptedAgain { .. } => Said::new("the answer is an encrypted message, not the bare echostr")
            .hint("answer the decrypted echostr as the whole body: only replies to messages are encrypted"),
        EchoCause::NoValue(given) => Said::new(format!("the answer is `{given}`, which a program prints for no value"))
            .hint("if the query was not read: echostr is in the query of the URL, and a proxy must pass it on unchanged")
            .hint("if the check of the signature failed: give the bot's token with --token, WX_TOKEN or the config file")
            .hint("otherwise the handler returned nothing: return the echostr"),
        EchoCause::FalseEncoding(named) => {
            Said::new(format!("the header Content-Encoding says `{named}`, but the body is not compressed"))
                .hint("remove the header: the code or a proxy sets it without compressing")
        }
        EchoCause::EchoesOther(text) => Said::new(format!("the answer is `{text}`, not the echostr"))
            .hint("return the value of the parameter `echostr` and nothing else"),
        EchoCause::HttpStatus(status) => not_200(*status),
        EchoCause::Chunked => {
            Said::new("the answer is sent in chunks, and some of WeChat's servers refuse that")
                .hint("set Content-Length, or turn buffering on in the proxy")
        }
        EchoCause::Port { port, is_local } => other_port(*port, *is_local),
        EchoCause::AcceptsWrongSignature => Said::new("the bot also answers when the signature is wrong")
            .hint("compare the signature and answer 403 when it differs: anybody can send to this URL"),
    }
}

/// Explains a refusal, whose cause is not known.
fn refused(status: u16, answer: &str) -> Said {
    match status {
        200 => Said::new(format!("the answer reads like a refusal{}", saying(answer)))
            .hint("if it is the signature: give the bot's token with --token, WX_TOKEN or the config file")
            .hint("if it is a login or a firewall: WeChat passes neither; exempt the path"),
        500.. => Said::new(format!(
            "{status}: the bot failed{}, perhaps because it refuses the signature",
            saying(answer)
        ))
        .hint("if it does: give the bot's token with --token, WX_TOKEN or the config file")
        .hint("otherwise the bot's log says why"),
        404 => Said::new(format!("404: the request is answered{}", saying(answer)))
            .hint("if there is no such path: check the path of the URL, slash at the end included")
            .hint("if the words are the bot's own, such as of a wrong signature: its log says why"),
        _ => Said::new(format!(
            "{status}: the request is refused{}, by the bot or by something before it",
            saying(answer)
        ))
        .hint("if it is the signature: give the bot's token with --token, WX_TOKEN or the config file")
        .hint("if it is a login or a firewall: WeChat passes neither; exempt the path"),
    }
}

/// Explains a status other than 200.
fn not_200(status: u16) -> Said {
    Said::new(format!("the status is {status}, not 200")).hint(if (200..300).contains(&status) {
        "return 200"
    } else {
        "the bot's log says why"
    })
}

/// Explains a port that WeChat does not call.
fn other_port(port: u16, is_local: bool) -> Said {
    Said::new(format!("port {port}: WeChat calls 80 and 443 only")).hint(if is_local {
        "fine on this machine; put a proxy or tunnel in front for WeChat"
    } else {
        "serve the bot on port 443 or 80, or put a proxy in front"
    })
}

/// Explains what stands around the echostr.
fn surrounded(before: &str, after: &str, origin: Surrounding) -> Said {
    let said = Said::new(match (before.is_empty(), after.is_empty()) {
        (true, _) => format!("behind the echostr stands `{after}`"),
        (_, true) => format!("before the echostr stands `{before}`"),
        _ => format!("around the echostr stand `{before}` and `{after}`"),
    });
    said.hint(match origin {
        Surrounding::Twice => "it is written twice: either print it or return it, and end the handler there",
        Surrounding::Bytes => "these are bytes as Python prints them: answer the bytes, or .decode() them",
        Surrounding::Xml => "the framework serialises the text as XML: answer it as text/plain",
        Surrounding::Receiver => {
            "cut the decrypted message at the length in its bytes 17 to 20: the receiver id follows it"
        }
        Surrounding::Unknown => "write the echostr alone: no warnings, layouts or debug bars around it",
    })
}

fn titled(title: Option<&str>) -> String {
    title.map(|title| format!(" titled `{title}`")).unwrap_or_default()
}

fn saying(answer: &str) -> String {
    if answer.is_empty() { String::new() } else { format!(" (`{answer}`)") }
}
