use crate::lang::Said;
use crate::message::xml::is_surrogate;
use crate::message::{AnswerFamily, NotXml, Repeats, Rule, UserMismatch};

/// Returns the consequence of a refused reply (公众平台文档《被动回复用户消息》); WeCom and third-party platforms show nothing.
pub(super) fn broken(family: AnswerFamily) -> &'static str {
    match family {
        AnswerFamily::OfficialAccount => "the user sees `该公众号提供的服务出现故障`",
        AnswerFamily::MiniProgram => "the user reads that the service has failed",
        AnswerFamily::WorkApp => "the member sees no answer",
        AnswerFamily::WorkCustomerService => "WeCom pushes it again",
        AnswerFamily::IntelligentBot => "the user sees no answer",
        AnswerFamily::ThirdParty => "the platform pushes it again",
        AnswerFamily::PayV2 | AnswerFamily::PayV3 => "WeChat Pay notifies again",
        AnswerFamily::Structured(answer) if answer.repeats != Repeats::Never => "WeChat pushes it again",
        AnswerFamily::Structured(_) => "WeChat takes it as a failure",
    }
}

/// Returns the word for the program that got a push: that of a shop gets notices of WeChat Pay.
pub(super) fn who(family: Option<AnswerFamily>) -> &'static str {
    if family.is_some_and(is_pay) { "the handler" } else { "the bot" }
}

#[expect(clippy::too_many_lines, reason = "one arm a rule, one sentence an arm")]
pub(in crate::text) fn finding(rule: &Rule, family: AnswerFamily) -> Said {
    let (broken, who) = (broken(family), who(Some(family)));
    match rule {
        Rule::NotXml(NotXml::Json) if family == AnswerFamily::ThirdParty => {
            Said::new(format!("{who} returned JSON; {broken}")).hint("answer exactly `success`")
        }
        Rule::NotXml(NotXml::Json) if family == AnswerFamily::WorkApp => {
            Said::new(format!("the message was XML but {who} returned JSON; {broken}"))
                .hint("answer XML: only intelligent bots of WeCom answer JSON")
        }
        Rule::NotXml(reason) => not_xml(reason, (broken, who)),
        Rule::HtmlPage(title) => Said::new(format!(
            "{who} returned an HTML page{}; {broken}",
            title.as_ref().map(|title| format!(" titled `{title}`")).unwrap_or_default()
        ))
        .hint(format!(
            "it is most likely the framework's error page: look into {who}'s log, and check the path"
        )),
        Rule::BomBeforeXml => {
            Said::new(format!("the reply begins with a byte order mark (EF BB BF); {broken}"))
                .hint("save the source files, templates too, as UTF-8 without BOM")
        }
        Rule::SpaceBeforeXml { declaration: true } => {
            Said::new(format!("there is white space before `<?xml`, which XML forbids; {broken}"))
                .hint("look for blank lines before `<?php` or at the start of the template")
        }
        Rule::SpaceBeforeXml { .. } => Said::new("there is white space before `<xml>`")
            .hint("WeChat takes it; strict parsers on the way may not"),
        Rule::NotUtf8("bytes") => {
            Said::new(format!("the reply is not UTF-8; {broken}")).hint("write the reply as UTF-8")
        }
        Rule::NotUtf8(encoding) => Said::new(format!("the reply is {encoding}, not UTF-8; {broken}"))
            .hint("encode the reply as UTF-8, whatever the source files are"),
        Rule::UnknownType(None) if family == AnswerFamily::MiniProgram => {
            Said::new(format!("the reply has no MsgType; {broken}"))
                .hint("answer exactly `success`: of replies, only transfer_customer_service has an effect")
        }
        Rule::UnknownType(None) => Said::new(format!("the reply has no MsgType; {broken}"))
            .hint("set MsgType to text, image, voice, video, music, news or transfer_customer_service"),
        Rule::UnknownType(Some(given)) => Said::new(format!(
            "a reply cannot have the MsgType `{given}`; {broken}"
        ))
        .hint(match family {
            AnswerFamily::WorkApp => {
                "WeCom takes text, image, voice, video and news, and updates of cards, in lower case"
            }
            AnswerFamily::IntelligentBot => {
                "an intelligent bot answers a message with stream, template_card or stream_with_template_card"
            }
            _ => "text, image, voice, video, music, news or transfer_customer_service, in lower case",
        }),
        Rule::UsersNotSwapped(swaps) => {
            let wrong: Vec<String> = swaps
                .iter()
                .map(|UserMismatch { field, expected, actual }| match actual {
                    Some(actual) => format!("{field} is `{actual}`, expected `{expected}`"),
                    None => format!("{field} is missing, expected `{expected}`"),
                })
                .collect();
            Said::new(format!("{}; WeChat drops the reply", wrong.join("; "))).hint(
                "ToUserName of the reply is the message's FromUserName (the user), FromUserName is its ToUserName (the account)",
            )
        }
        Rule::WrongCase { given, expected } => {
            Said::new(format!("the element <{given}> must be written <{expected}>; {broken}"))
                .hint("names are case-sensitive: copy them from WeChat's documents")
        }
        Rule::TextSuspicious(text) => Said::new(format!("Content is `{text}`, which is what the user reads"))
            .hint(if text == "[object Object]" {
                "an object was put into a text: use one of its fields, or JSON.stringify"
            } else {
                "a variable was empty when the reply was built"
            }),
        Rule::TextGarbled(right) => Said::new(format!(
            "Content is UTF-8 that was decoded with another encoding; it should read `{right}`"
        ))
        .hint("read and write UTF-8 everywhere: files, templates, the database, the response"),
        Rule::TextLost(text) => {
            Said::new(format!("Content is `{text}`, perhaps a text whose characters were lost"))
                .hint("if it was: the response is encoded as ISO-8859-1 or ASCII; set its charset to UTF-8")
        }
        Rule::NotSuccess => Said::new(format!("a notice to a platform is answered with a message; {broken}"))
            .hint("answer exactly `success`"),
        Rule::BotReply(fault) => super::answers::bot(fault, broken),
        Rule::MusicEmpty => Said::new(format!("the reply has no <Music>; {broken}"))
            .hint("put <Music> with MusicUrl into the reply"),
        Rule::CreateTimeNotSeconds(None) => {
            Said::new("CreateTime is missing").hint("set it to the time in seconds")
        }
        Rule::CreateTimeNotSeconds(Some(given)) if given.parse::<u64>().is_ok() => {
            Said::new(format!("CreateTime `{given}` is not in seconds"))
                .hint("divide milliseconds by 1000 and round down")
        }
        Rule::CreateTimeNotSeconds(Some(given)) => {
            Said::new(format!("CreateTime `{given}` is not an integer")).hint("set it to the time in seconds")
        }
        Rule::TextEmpty => Said::new(format!("Content is empty; {broken}"))
            .hint("answer `success` or nothing when there is nothing to say"),
        Rule::TextTooLong(bytes) => {
            let follows = if family == AnswerFamily::WorkApp { "WeCom cuts the rest off" } else { broken };
            Said::new(format!("Content has {bytes} bytes, at most 2048 are allowed; {follows}"))
                .hint("cut it (a Chinese character has 3 bytes), or send the rest as a message of its own")
        }
        Rule::NewsEmpty => Said::new(format!("the news has no article; {broken}"))
            .hint("put 1 to 8 `<item>` into `<Articles>`"),
        Rule::NewsTooMany(count) => {
            Said::new(format!("the news has {count} articles; WeChat sends the first 8 and drops the others"))
                .hint("leave the last ones out")
        }
        Rule::NewsOnlyFirst(count) => Said::new(format!(
            "WeChat shows the first of the {count} articles: in reply to a message only one is allowed"
        ))
        .hint("answer one article; several are for events such as menu clicks"),
        Rule::NewsCountMismatch { declared, actual } => Said::new(format!(
            "ArticleCount is {}, but the number of articles is {actual}; {broken}",
            declared.as_deref().map_or_else(|| "missing".to_owned(), |count| format!("`{count}`"))
        ))
        .hint(format!("set ArticleCount to {actual}")),
        Rule::MediaIdMissing(path @ "Music.ThumbMediaId") => Said::new(format!("{path} is empty; {broken}"))
            .hint("leave the element out, or upload a thumbnail"),
        Rule::MediaIdSuspicious { path, value } => Said::new(format!(
            "{path} is `{value}`, which is no media id; {broken}"
        ))
        .hint(if value.contains("://") {
            "upload the file with /cgi-bin/media/upload, and put the media_id of its response there"
        } else {
            "a variable was empty when the reply was built: has the upload succeeded?"
        }),
        Rule::MediaIdMissing(path) => Said::new(format!("{path} is missing; {broken}"))
            .hint("upload the file first and put its media_id there"),
        Rule::UrlNotAbsolute { field, value } => {
            Said::new(format!("{field} is `{value}`; a tap on it leads nowhere"))
                .hint("write the whole URL, from https:// on")
        }
        Rule::CdataUnescaped(field) => {
            Said::new(format!("{field} holds `&`, `<` or `]]>` as it is, so the reply is not XML; {broken}"))
                .hint("put the text into <![CDATA[…]]>, and write `]]>` inside it as `]]]]><![CDATA[>`")
        }
        Rule::NotEncrypted if matches!(family, AnswerFamily::WorkApp | AnswerFamily::IntelligentBot) => {
            Said::new(format!("the message was encrypted, the reply is not; {broken}"))
                .hint("encrypt the reply: WeCom has no plain and no compatible mode")
        }
        Rule::NotEncrypted => {
            Said::new(format!("the message was encrypted, the reply is not; in safe mode {broken}"))
                .hint("encrypt the reply, or choose compatible mode on the settings page")
        }
        Rule::Encrypted => Said::new(format!("the reply is encrypted, the message was not; {broken}"))
            .hint("send with --mode safe --aes-key KEY, or answer plain messages plainly"),
        Rule::BadSignature(None) => Said::new("the reply's MsgSignature is missing; WeChat drops the reply")
            .hint("add MsgSignature, TimeStamp and Nonce beside Encrypt"),
        Rule::BadSignature(Some(expected)) => Said::new(format!(
            "the reply's MsgSignature is not {expected}; WeChat drops the reply"
        ))
        .hint(
            "sign token, TimeStamp, Nonce and Encrypt of the reply, sorted as strings, with the same token",
        ),
        Rule::CannotDecrypt(error) => Said::new(format!("the reply cannot be decrypted: {error}; {broken}"))
            .hint("use the same EncodingAESKey on both sides, AES-256-CBC, PKCS#7 padding to 32 bytes"),
        Rule::Layout(fault) => {
            let (fault, hint) = super::crypt::layout(*fault);
            Said::new(format!("in the encrypted reply, {fault}; {broken}")).hint(hint)
        }
        Rule::WrongReceiver { expected, actual } => Said::new(format!(
            "the reply was encrypted for `{actual}`, not for `{expected}`; WeChat drops it"
        ))
        .hint(format!("{who}'s appid (corpid, suiteid) differs from --appid or --receiver")),
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
            Said::new(format!("the reply is compressed although WeChat did not ask for it; {broken}"))
                .hint("switch compression off for this route")
        }
        Rule::FalseEncoding(named) => Said::new(format!(
            "the header Content-Encoding says `{named}`, but the body is not compressed; {broken}"
        ))
        .hint("remove the header: the code or a proxy sets it without compressing"),
        Rule::BodyTooLarge => {
            Said::new(format!("the reply is larger than 1 MB; webot stopped reading, and {broken}"))
                .hint("a reply is a few KB at most: does the path serve a file?")
        }
        Rule::Late(ms) if is_pay(family) => Said::new(format!(
            "the answer took {ms} ms; WeChat Pay hangs up after 5000 ms and notifies again"
        ))
        .hint(at_once(family)),
        Rule::Late(ms) => {
            Said::new(format!("the reply took {ms} ms; WeChat hangs up after 5000 ms and asks again"))
                .hint(at_once(family))
        }
        Rule::NoAnswer { deliveries, hung_up: true, .. } if is_pay(family) => {
            Said::new(format!("the server hung up in all {deliveries} deliveries; {broken}"))
                .hint("it has probably crashed: its log says why")
        }
        Rule::NoAnswer { deliveries, hung_up: true, .. } => {
            Said::new(format!("{who} hung up in all {deliveries} deliveries; {broken}"))
                .hint(format!("it has probably crashed: {who}'s log says why"))
        }
        Rule::NoAnswer { deliveries, deadline_ms, .. } => Said::new(format!(
            "none of the {deliveries} deliveries was answered within {deadline_ms} ms; {broken}"
        ))
        .hint(at_once(family)),
        Rule::Retried { deliveries } if family.acknowledges() => {
            Said::new(format!("WeChat had to deliver {deliveries} times"))
                .hint("a handler gets the same notice again: check whether the order is done already")
        }
        Rule::Retried { deliveries } => Said::new(format!("WeChat had to deliver {deliveries} times"))
            .hint("a bot that is slow gets every message again: drop those whose MsgId it has seen"),
        Rule::AnswersDiffer { first, other } => Said::new(format!(
            "two deliveries of one message got two answers: `{first}` and `{other}`"
        ))
        .hint("drop what was delivered before: same MsgId, or same FromUserName and CreateTime for events"),
        Rule::Expectation { name, .. } => Said::new(format!("--{name} is not met")),
    }
}

fn is_pay(family: AnswerFamily) -> bool {
    matches!(family, AnswerFamily::PayV2 | AnswerFamily::PayV3)
}

/// Advises a handler that is too slow.
fn at_once(family: AnswerFamily) -> &'static str {
    match family {
        AnswerFamily::PayV3 => {
            "verify the notice, answer 200 or 204 within 5 seconds, and do the work afterwards"
        }
        AnswerFamily::PayV2 => {
            "verify the notice, answer `<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>` within 5 seconds, and do the work afterwards"
        }
        _ => "answer `success` at once and send the result later as a customer service message",
    }
}

fn http_status(rule: &Rule, family: AnswerFamily) -> Said {
    let Rule::HttpStatus { status, location, reason, blames_signature, encrypted, body } = rule else {
        return Said::new(rule.name());
    };
    let (status, broken, who) = (*status, broken(family), who(Some(family)));
    let pay = is_pay(family);
    if let Some(reason) = reason {
        let refused = if pay { "notice" } else { "message" };
        return Said::new(format!("{status}: {who} refuses the {refused}: {reason}"))
            .hint(format!("the signature is not the reason; {who}'s log may say more"));
    }
    match status {
        300..=399 => {
            let location = location.as_deref().unwrap_or("?");
            Said::new(format!("{status}: redirect to `{location}`, which WeChat does not follow"))
                .hint("send to the final URL: --des with its scheme and its slash at the end")
        }
        401 | 403 if pay => Said::new(format!("{status}: the handler refuses the notice; {broken}")).hint(
            "let the handler verify with the key that signs: --private-key and --serial, --pay-key for v2",
        ),
        401 | 403 if !blames_signature => {
            Said::new(format!("{status}: the request is refused, by {who} or by something before it"))
                .hint(format!(
                    "if it is the signature: give {who}'s token with --token, WX_TOKEN or the config file"
                ))
                .hint("if it is a login or a CSRF token: WeChat has none; exempt the path")
        }
        500..=599 if *blames_signature && !pay => {
            Said::new(format!("{status}: {who} failed, perhaps because it refuses the signature; {broken}"))
                .hint(format!("if it does: give {who}'s token with --token, WX_TOKEN or the config file"))
                .hint(format!("otherwise {who}'s log says why"))
        }
        400..=499 if *blames_signature && !pay => Said::new(format!("{status}: {who} refuses the signature"))
            .hint(format!("give {who}'s token with --token, WX_TOKEN or the config file"))
            .hint(format!("{who} signs sha1 of token, timestamp and nonce, sorted as strings")),
        404 if !body.is_empty() => Said::new(format!("404: {who} answers `{body}`; {broken}"))
            .hint(format!("the path may be right, and the words are {who}'s own: {who}'s log may say more"))
            .hint("if the path is wrong: give it with --route, or the whole URL with --des"),
        404 => Said::new("404: nothing answers at this path")
            .hint("give the path with --route, or the whole URL with --des"),
        429 => Said::new(format!("429: {who}, or something before it, limits the rate of requests")).hint(
            if pay {
                "exempt this path: the notices of WeChat Pay come from few addresses"
            } else {
                "exempt this path: WeChat pushes as fast as users write, from few addresses"
            },
        ),
        405 if pay => {
            Said::new("405: the path does not take POST").hint("notices are POST: register the path for it")
        }
        405 => {
            Said::new("405: the path does not take POST").hint("register the path for POST as well as GET")
        }
        500..=599 if *encrypted => Said::new(format!("{status}: {who} failed; {broken}"))
            .hint(format!("{who}'s log says why"))
            .hint("the message was encrypted: a bot without the EncodingAESKey cannot read it"),
        500..=599 => {
            Said::new(format!("{status}: {who} failed; {broken}")).hint(format!("{who}'s log says why"))
        }
        204 => Said::new("the status is 204, not 200").hint("return 200"),
        201..=299 => {
            Said::new(format!("the status is {status}, not 200: WeChat takes it as a failure; {broken}"))
                .hint("return 200 (NestJS: @HttpCode(200))")
        }
        _ => Said::new(format!("the status is {status}, not 200; {broken}"))
            .hint(format!("{who}'s log says why")),
    }
}

fn not_xml(reason: &NotXml, (broken, who): (&str, &str)) -> Said {
    match reason {
        NotXml::Text(text) => Said::new(format!("{who} returned bare text (`{text}`); {broken}"))
            .hint("wrap it: MsgType text with the words in Content; or answer exactly `success`"),
        NotXml::Success(given) => Said::new(format!("{who} returned {given}, not success; {broken}"))
            .hint("write the seven letters alone: as text/plain, not as JSON"),
        NotXml::Json => Said::new(format!("the message was XML but {who} returned JSON; {broken}"))
            .hint("answer XML, or send with --format json if your mini-program is set to JSON"),
        NotXml::JsonFailure(said) => {
            Said::new(format!("{who} returned a failure as JSON (`{said}`); {broken}"))
                .hint("mend that; WeChat reads XML, or exactly `success`")
        }
        NotXml::Nothing(text) => Said::new(format!("{who} returned `{text}`, as for no value; {broken}"))
            .hint("return the reply from the handler, or exactly `success`"),
        NotXml::Printed { shown, awaited: true } => {
            Said::new(format!("{who} returned a result that was not awaited (`{shown}`); {broken}"))
                .hint("await the call before its result is written")
        }
        NotXml::Printed { shown, .. } => {
            Said::new(format!("{who} returned an object as the program prints it (`{shown}`); {broken}"))
                .hint("turn it into XML (render, toXml, dumps), and write that text")
        }
        NotXml::Source(language) => {
            Said::new(format!("{who} returned its source code ({language}): nothing runs it; {broken}"))
                .hint("let the web server run the file, for PHP with php-fpm or mod_php")
        }
        NotXml::Refusal(text) => {
            Said::new(format!("{who} returned `{text}`, which reads like a refusal; {broken}")).hint(format!(
                "if it refuses the signature: give {who}'s token with --token, WX_TOKEN or the config file"
            ))
        }
        NotXml::Before(text) if text.trim() == "success" => {
            Said::new(format!("there is `success` before <xml>; {broken}"))
                .hint("answer either `success` or a reply, not both")
        }
        NotXml::Escaped => Said::new(format!("the XML is escaped for HTML (`&lt;xml&gt;`); {broken}"))
            .hint("switch the template's autoescape off for the reply (`|safe` in Jinja and Django)"),
        NotXml::Bytes => {
            Said::new(format!("the reply is bytes as Python shows them (`b'<xml>…'`); {broken}"))
                .hint("return the bytes themselves, or .decode(\"utf-8\"), not str() of them")
        }
        NotXml::Binary => {
            Said::new(format!("{who} returned bytes that are no text; {broken}")).hint("check the path")
        }
        NotXml::Unreadable(error) => {
            Said::new(format!("the reply is not well-formed XML: {error}; {broken}"))
                .hint("escape `<` and `&` in texts, close every tag, and check Content-Length")
        }
        NotXml::Root(name) => Said::new(format!("the root element is <{name}>, not <xml>; {broken}"))
            .hint("name the root element xml, in lower case"),
        NotXml::PhpMessage(text) => {
            Said::new(format!("the answer begins with a message of PHP (`{text}`); {broken}"))
                .hint("mend what it names, and let PHP write messages to a log: display_errors = Off")
        }
        NotXml::Before(text) => Said::new(format!("there is text before <xml>: `{text}`; {broken}"))
            .hint("it is probably a warning or debug output: write it to a log instead"),
        NotXml::After(text) => Said::new(format!("there is text after </xml>: `{text}`; {broken}"))
            .hint("end the handler after the reply"),
        NotXml::Doctype => Said::new(format!("the reply has a DOCTYPE; {broken}")).hint("leave it out"),
        NotXml::Entity(name) if is_surrogate(name) => {
            Said::new(format!("&{name}; is half of a surrogate pair, which is no character; {broken}"))
                .hint("write the character itself, such as an emoji, in UTF-8: the serializer escapes UTF-16")
        }
        NotXml::Entity(name) => Said::new(format!("the entity &{name}; is not one of XML's five; {broken}"))
            .hint("write the character itself, inside CDATA"),
        NotXml::Syntax(what) => Said::new(format!("the reply is not well-formed XML: {what}; {broken}"))
            .hint("write the reply with an XML library, or exactly as in WeChat's documents"),
        NotXml::Control(char) => {
            Said::new(format!("the reply holds the control character U+{:04X}; {broken}", u32::from(*char)))
                .hint("remove it from the text")
        }
    }
}
