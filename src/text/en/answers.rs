use crate::lang::Said;
use crate::message::{AckFault, AnswerFamily, BotFault, CiphertextForm, Escape, Interface, Rule, Structure};

/// Explains a displaced part of a reply.
pub(in crate::text) fn structure(structure: &Structure, broken: &str) -> Said {
    match structure {
        Structure::DoubledRoot => Said::new(format!("the reply is inside a second <xml>; {broken}"))
            .hint("send the inner <xml> alone: the library has already written the root element"),
        Structure::Wrapped(name) => Said::new(format!("the reply is inside `{name}`; {broken}"))
            .hint("send what is inside as the whole body"),
        Structure::NoRoot => Said::new(format!("the reply has no root element; {broken}"))
            .hint("write <xml> around the fields"),
        Structure::Serialised(name) => Said::new(format!(
            "the reply is the escaped text of an element <{name}>: the framework serialised it as XML once more; {broken}"
        ))
        .hint("write the text itself as the body, without the framework's formatter"),
        Structure::Quoted => {
            Said::new(format!("the reply is the text of a JSON string, in quotes and escaped; {broken}"))
                .hint("write the text itself as the body: the framework serialises a returned string as JSON")
        }
        Structure::TooHigh { field, group } => {
            Said::new(format!("{field} stands one level too high: it belongs into <{group}>; {broken}"))
                .hint(format!("write <{group}> around {field}"))
        }
        Structure::TooLow { field, group } => {
            Said::new(format!("{field} stands one level too low, inside <{group}>; {broken}"))
                .hint(format!("write {field} beside MsgType, directly in <xml>"))
        }
        Structure::Doubled(name) => Said::new(format!("<{name}> is inside a second <{name}>; {broken}"))
            .hint("leave one of them out"),
        Structure::MissingItem => {
            Said::new(format!("<Articles> holds the fields of an article without <item>; {broken}"))
                .hint("write <item>…</item> around the fields of each article")
        }
        Structure::NotItem(name) => {
            Said::new(format!("the articles are called <{name}>, not <item>; {broken}"))
                .hint("write each article as <item>")
        }
        Structure::TextOfElements(name) => {
            Said::new(format!("the content of <{name}> is a text of JSON or XML, not elements; {broken}"))
                .hint(format!("write the elements themselves into <{name}>, without CDATA around them"))
        }
        Structure::Ciphertext(CiphertextForm::Bare) => {
            Said::new(format!("the reply is the ciphertext alone, without <Encrypt>; {broken}"))
                .hint("put it into <xml> as Encrypt, beside MsgSignature, TimeStamp and Nonce")
        }
        Structure::Ciphertext(form) => {
            let (what, hint) = match form {
                CiphertextForm::Hex => ("hexadecimal", "write the ciphertext in base64"),
                CiphertextForm::Base64Twice => ("base64 of base64", "encode the ciphertext once only"),
                CiphertextForm::UrlSafe => {
                    ("base64 for URLs, with `-` and `_`", "use the standard alphabet, with `+` and `/`")
                }
                CiphertextForm::Percent => ("percent-encoded", "write the base64 as it is into the body"),
                CiphertextForm::BlankForPlus => {
                    ("base64 with a blank for each `+`", "do not decode it as a form or a query")
                }
                CiphertextForm::Plain => ("the reply itself", "encrypt it with the EncodingAESKey"),
                CiphertextForm::EncryptedTwice | CiphertextForm::Bare => ("encrypted twice", "encrypt the plain reply once"),
                CiphertextForm::PlainBase64 => {
                    ("base64 of the reply itself", "encrypt it with the EncodingAESKey before base64")
                }
            };
            Said::new(format!("Encrypt is {what}, not base64 of the ciphertext; {broken}")).hint(hint)
        }
    }
}

/// Explains a finding about an answer as a whole.
pub(in crate::text) fn finding(rule: &Rule, family: AnswerFamily) -> Said {
    let broken = super::findings::broken(family);
    match rule {
        Rule::NotShown if family == AnswerFamily::WorkCustomerService => Said::new(
            "the customer gets nothing from this reply: the event only says that there are messages",
        )
        .hint("answer `success` or nothing, and fetch the messages with /cgi-bin/kf/sync_msg")
        .hint("send the answer with /cgi-bin/kf/send_msg"),
        Rule::NotShown => Said::new("a mini-program does not show a reply in the response; the user sees nothing")
            .hint("answer `success`, and send the message with /cgi-bin/message/custom/send")
            .hint("transfer_customer_service is the only reply that a mini-program obeys"),
        Rule::SuccessEncrypted => Said::new(format!("`success` was encrypted; {broken}"))
            .hint("answer the bare word `success`, or nothing, also in safe mode"),
        Rule::TextEscaped { shown, escape } => match escape {
            Escape::LineBreak => Said::new(format!(
                "Content shows `{shown}` as it stands, not a new line: it was escaped once too often"
            ))
            .hint("put a real line break into the text (in code, `\"\\n\"` of a language that knows the escape)"),
            Escape::Json => Said::new(format!("Content shows `{shown}` as it stands: it was escaped for JSON"))
                .hint("decode the text before it is put into the reply"),
            Escape::Tag => Said::new(format!("Content has `{shown}`, which WeChat shows as it stands"))
                .hint("a new line is a line break; of HTML, WeChat knows <a> only"),
            Escape::Quote => Said::new(format!(
                "Content has a link with `{shown}`: the backslash is part of the link, so it does not work"
            ))
            .hint("the text was escaped once too often: write `href=\"…\"`"),
            Escape::Markdown => Said::new(format!("Content has `{shown}`, which is shown as it stands"))
                .hint("chats render no Markdown: send plain text, and links as <a href=\"…\">"),
            Escape::Entity => Said::new(format!("Content has `{shown}`, which WeChat shows as it stands"))
                .hint("write the character itself: the text was escaped for HTML"),
        },
        Rule::NotAcknowledged { fault: AckFault::Bare(text), example } if family == AnswerFamily::PayV2 => {
            let what = if text.is_empty() { "empty".to_owned() } else { format!("`{text}`") };
            Said::new(format!("the answer is {what}, but WeChat Pay v2 reads `return_code` in XML; {broken}"))
                .hint(format!("answer {example} with status 200"))
        }
        Rule::NotAcknowledged { fault, example } => not_acknowledged(fault, example, broken),
        Rule::AnswerOfV2(failed) => Said::new(format!(
            "this is the answer of v2; v3 looks at the status only{}",
            if *failed { ", and takes 200 as success although the answer says FAIL" } else { "" }
        ))
        .hint("answer 200 or 204 without a body, or {\"code\":\"SUCCESS\"}; on failure 500 and {\"code\":\"FAIL\"}"),
        Rule::PageWithSuccess(title) => Said::new(format!(
            "200 with a page of HTML{}: WeChat Pay counts the notice as taken",
            title.as_ref().map(|title| format!(" titled `{title}`")).unwrap_or_default()
        ))
        .hint("check that the path is that of the handler: a web server may answer any path with its page"),
        Rule::FailureWithSuccess(message) => Said::new(format!(
            "the body says failure{}, but the status says success: WeChat Pay never repeats the notice",
            if message.is_empty() { String::new() } else { format!(" (`{message}`)") }
        ))
        .hint("answer 4xx or 5xx if the notice was not processed"),
        Rule::ControlInPush(char) => Said::new(format!(
            "the push holds the control character U+{:04X}, which strict XML parsers refuse",
            u32::from(*char)
        ))
        .hint("remove such characters before parsing: WeChat pushes text as users type it"),
        Rule::OtherInterface(interface) => {
            let what = match interface {
                Interface::ApiResponse => "the response of WeChat's API to a call of the bot",
                Interface::CustomMessage => "the body of a call to /cgi-bin/message/custom/send",
                Interface::IntelligentBot => "a reply of an intelligent bot of WeCom",
                Interface::PayV2 => "the acknowledgement of WeChat Pay v2",
                Interface::PayV3 => "the acknowledgement of WeChat Pay v3",
            };
            Said::new(format!("the answer is {what}, not a reply; {broken}"))
                .hint("answer `success` or a reply with ToUserName, FromUserName, CreateTime and MsgType")
        }
        Rule::OtherUser { user, other } => Said::new(format!(
            "the reply to `{user}` went to another user, `{other}`: the bot shares state between requests"
        ))
        .hint("keep the request in a variable of its handler, not in one place for all"),
        _ => Said::new(rule.name()),
    }
}

fn not_acknowledged(fault: &AckFault, example: &str, broken: &str) -> Said {
    let what = match fault {
        AckFault::Missing(field) => format!("the answer has no {field}"),
        AckFault::Refused { field, value, message } => {
            let message = message.as_ref().map(|message| format!(" (`{message}`)")).unwrap_or_default();
            format!("{field} is `{value}`{message}, which does not acknowledge the push")
        }
        AckFault::Status(status) => format!("the status is {status}, not 200"),
        AckFault::Bare(text) if text.is_empty() => "the answer is empty".to_owned(),
        AckFault::Bare(text) => format!("the answer is `{text}`, without the fields that are wanted"),
        AckFault::Reply(msg_type) => {
            format!("the answer is a reply of type `{msg_type}`, which users do not see")
        }
        AckFault::Json => "the answer is JSON, but the push was XML".to_owned(),
        AckFault::Xml => "the answer is XML, but the push was JSON".to_owned(),
    };
    Said::new(format!("{what}; {broken}")).hint(format!("acknowledge it with status 200 and {example}"))
}

/// Says what is wrong with a member of an intelligent bot's reply.
pub(super) fn bot(fault: &BotFault, broken: &str) -> Said {
    match fault {
        BotFault::Missing(path) => Said::new(format!("the reply has no `{path}`; {broken}"))
            .hint(r#"as in {"msgtype":"stream","stream":{"id":"…","finish":true,"content":"…"}}"#),
        BotFault::Type { path, wanted, given } => {
            Said::new(format!("`{path}` is {given}, where {wanted} is wanted; {broken}"))
                .hint("in JSON the type counts: \"true\" is a text, true is a truth value")
        }
        BotFault::TooLong { path, bytes, most } => {
            Said::new(format!("`{path}` has {bytes} bytes, more than {most}; {broken}"))
                .hint("a Chinese character has 3 bytes")
        }
        BotFault::TooManyPictures { count, most } => {
            Said::new(format!("the stream has {count} pictures, more than {most}; {broken}"))
                .hint("leave pictures out, or send a link")
        }
        BotFault::PicturesBeforeEnd => Said::new("`stream.msg_item` is there although `finish` is false")
            .hint("send the pictures with the last part, whose `finish` is true"),
        BotFault::UnknownCard(given) => Said::new(format!("the documents have no `card_type` `{given}`"))
            .hint("text_notice, news_notice, button_interaction, vote_interaction or multiple_interaction"),
        BotFault::OtherStream { asked, given } => {
            Said::new(format!("WeCom asked for the stream `{asked}`, and the reply is of `{given}`"))
                .hint("keep the id of the first reply until `finish` is true")
        }
        BotFault::Shrinks { from, to } => {
            Said::new(format!("`stream.content` went from {from} bytes to {to}: what was shown disappears"))
                .hint("each reply holds the whole text so far, not only what is new")
        }
        BotFault::Unfinished(seconds) => {
            Said::new(format!("the stream was asked for during {seconds} s, and `finish` is not true yet"))
                .hint("WeCom asks for at most 6 minutes; set `finish` to true in the last reply")
        }
        BotFault::Xml => Said::new(format!("the reply is XML, but intelligent bots answer JSON; {broken}"))
            .hint("answer the JSON of the push's format, encrypted: {\"msgtype\":\"stream\",…}"),
        BotFault::TextNotWelcome => {
            Said::new("a text is documented as the answer to `enter_chat` only; the user may see nothing")
                .hint("answer a message with `stream` and `finish` true, or with `template_card`")
        }
    }
}
