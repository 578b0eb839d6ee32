//! Parses a bot's answer leniently, decrypts it if necessary, and checks it.

use serde_json::Value;

use super::delivery::{Credentials, Format, Mode};
use super::element::Document;
use super::envelope;
use super::kind::Platform;
use super::push::Push;
use super::rules::{DEADLINE_MS, MAX_BODY_BYTES, NotXml, Rule};
use super::xml::{self, Flaw};
use super::{json, judge};
use crate::http::body;
use crate::lang::{Severity, excerpt, one_line};
use crate::sign;

/// The parts of an HTTP response that are checked.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `Location` of a redirect.
    pub location: Option<String>,
    /// `Content-Encoding`.
    pub encoding: Option<String>,
    /// The body, at most [`MAX_BODY_BYTES`] bytes of it.
    pub body: Vec<u8>,
    /// True if the body was longer than [`MAX_BODY_BYTES`].
    pub truncated: bool,
    /// The time from the start of the connection to the last byte received, in milliseconds.
    pub elapsed_ms: u64,
}

/// The push that an answer replies to, with the credentials and format of its delivery.
#[derive(Debug, Clone, Copy)]
pub struct ReplyContext<'a> {
    /// The push; its users must be swapped in the reply.
    pub push: &'a Push,
    /// The credentials that the push was signed and encrypted with.
    pub credentials: &'a Credentials,
    /// The format of the push. The reply to a JSON push may be JSON.
    pub format: Format,
}

/// The result of checking an answer.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// The type of the reply, such as `text` or `news`; [`NO_REPLY`] for `success` or an empty body;
    /// [`INVALID_REPLY`] if the answer is not a reply.
    pub reply_type: String,
    /// The fields of the reply, decrypted.
    pub fields: Document,
    /// A JSON reply as it was, with the types that `fields` does not keep.
    pub json: Option<Value>,
    /// The body as text.
    pub raw: String,
    /// The decrypted text of an encrypted reply.
    pub decrypted: Option<String>,
    /// The broken rules.
    pub findings: Vec<Rule>,
}

/// The reply type of an answer that means "no reply".
pub const NO_REPLY: &str = "none";
/// The reply type of an answer that is not a reply.
pub const INVALID_REPLY: &str = "invalid";

/// Returns the reason that a 403 gives in a short line, or `None` if it is about the signature.
fn reason(answer: &Answer) -> Option<String> {
    let said = std::str::from_utf8(&answer.body).ok()?.trim();
    let line = !said.is_empty() && said.len() <= 80 && !said.contains(['\n', '<', '{']);
    let lower = said.to_lowercase();
    let usual =
        ["sign", "签名", "token", "forbidden", "unauthorized"].iter().any(|word| lower.contains(word));
    (answer.status == 403 && line && !usual).then(|| said.to_owned())
}

/// Parses and checks an answer.
#[must_use]
pub fn verdict(answer: &Answer, context: ReplyContext<'_>) -> Verdict {
    let mut findings = Vec::new();
    // WeChat Pay accepts 204 too (微信支付文档《回调通知注意事项》).
    let pay = context.push.platform == Platform::Pay;
    if answer.status != 200 && !(pay && answer.status == 204) {
        findings.push(Rule::HttpStatus {
            status: answer.status,
            location: answer.location.as_deref().map(excerpt),
            reason: reason(answer),
        });
    }
    if answer.elapsed_ms > DEADLINE_MS {
        findings.push(Rule::Late(answer.elapsed_ms));
    }
    if answer.truncated {
        findings.push(Rule::BodyTooLarge);
    }
    let inflated = inflate(answer);
    if inflated.is_some() {
        findings.push(Rule::Gzip);
    }
    let raw = decode(inflated.as_deref().unwrap_or(&answer.body), &mut findings);
    let mut verdict = Verdict { reply_type: INVALID_REPLY.to_owned(), raw, findings, ..Verdict::default() };
    if !pay {
        verdict.read(context);
    } else if verdict.is_accepted() {
        // WeChat Pay ignores the body of a 200.
        NO_REPLY.clone_into(&mut verdict.reply_type);
    }
    verdict
}

impl Verdict {
    /// Returns whether WeChat would accept the answer: no finding is worse than a warning.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.findings.iter().all(|rule| rule.severity() == Severity::Warning)
    }

    fn read(&mut self, context: ReplyContext<'_>) {
        let raw = std::mem::take(&mut self.raw);
        let refused =
            |rule: &Rule| matches!(rule, Rule::HttpStatus { .. }) && rule.severity() == Severity::Error;
        let failed = self.findings.iter().any(refused);
        match parse(&raw, context.format == Format::Json, &mut self.findings) {
            // An empty 404 or redirect does not mean "no reply", and a "Not Found" body would repeat the 404.
            ParsedReply::None | ParsedReply::Invalid(Rule::NotXml(NotXml::Text(_) | NotXml::Json))
                if failed => {}
            ParsedReply::None => NO_REPLY.clone_into(&mut self.reply_type),
            ParsedReply::Invalid(rule) => self.findings.push(rule),
            ParsedReply::Reply(document) => {
                self.json = value_of(&raw, context);
                self.open(document, context);
            }
        }
        self.raw = raw;
    }

    fn open(&mut self, document: Document, context: ReplyContext<'_>) {
        let encrypt = document.get("Encrypt").or_else(|| document.get("encrypt")).map(str::to_owned);
        let Some(encrypt) = encrypt.filter(|_| document.get("MsgType").is_none()) else {
            if matches!(context.credentials.mode, Mode::Safe(_)) {
                self.findings.push(Rule::NotEncrypted);
            }
            self.judge(document, context);
            return;
        };
        let Some(key) = context.credentials.mode.key() else {
            self.findings.push(Rule::Encrypted);
            self.fields = document;
            return;
        };
        self.check_signature(&document, &encrypt, context.credentials);
        let decrypted = match envelope::decrypt(key, &encrypt) {
            Ok(decrypted) => decrypted,
            Err(error) => {
                self.findings.push(Rule::CannotDecrypt(error));
                self.fields = document;
                return;
            }
        };
        let expected = &context.credentials.receiver;
        if decrypted.receiver != *expected {
            let actual = excerpt(&decrypted.receiver);
            self.findings.push(Rule::WrongReceiver { expected: expected.clone(), actual });
        }
        let inner = decode(&decrypted.message, &mut self.findings);
        match parse(&inner, context.format == Format::Json, &mut self.findings) {
            ParsedReply::None => NO_REPLY.clone_into(&mut self.reply_type),
            ParsedReply::Invalid(rule) => self.findings.push(rule),
            ParsedReply::Reply(document) => {
                self.json = value_of(&inner, context);
                self.judge(document, context);
            }
        }
        self.decrypted = Some(inner);
    }

    fn check_signature(&mut self, document: &Document, encrypt: &str, credentials: &Credentials) {
        let field = |names: [&str; 2]| {
            names.into_iter().find_map(|name| document.get(name)).unwrap_or_default().trim()
        };
        let (timestamp, nonce) = (field(["TimeStamp", "timestamp"]), field(["Nonce", "nonce"]));
        let expected = credentials.msg_signature(timestamp, nonce, encrypt);
        let given = field(["MsgSignature", "msgsignature"]);
        if !sign::equal(&expected, given) {
            self.findings.push(Rule::BadSignature((!given.is_empty()).then_some(expected)));
        }
    }

    fn judge(&mut self, mut document: Document, context: ReplyContext<'_>) {
        if document.get("msgtype").is_none() || document.find("ToUserName").is_some() {
            judge::correct_case(&mut document, &mut self.findings);
        }
        if let Some(msg_type) = judge::judge(&document, context.push, &mut self.findings) {
            // `none` and `invalid` are reserved: a reply that names them as its type is invalid.
            let claimed = if [NO_REPLY, INVALID_REPLY].contains(&msg_type) {
                INVALID_REPLY.to_owned()
            } else {
                excerpt(msg_type)
            };
            self.reply_type = claimed;
        }
        self.fields = document;
    }
}

fn value_of(text: &str, context: ReplyContext<'_>) -> Option<Value> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok().filter(|_| context.format == Format::Json)
}

enum ParsedReply {
    None,
    Invalid(Rule),
    Reply(Document),
}

fn parse(raw: &str, json_allowed: bool, findings: &mut Vec<Rule>) -> ParsedReply {
    let text = raw.strip_prefix('\u{feff}').unwrap_or(raw);
    if text.len() < raw.len() {
        findings.push(Rule::BomBeforeXml);
    }
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed == "success" {
        return ParsedReply::None;
    }
    if trimmed.trim_matches(['"', '\'']).eq_ignore_ascii_case("success") {
        return ParsedReply::Invalid(Rule::NotXml(NotXml::Success(excerpt(trimmed))));
    }
    if trimmed.starts_with(['{', '[', '"'])
        && let Ok(value) = serde_json::from_str::<Value>(trimmed)
    {
        return match json::from_json(&value).filter(|_| json_allowed) {
            Some(document) => ParsedReply::Reply(document),
            None => ParsedReply::Invalid(Rule::NotXml(NotXml::Json)),
        };
    }
    if let Some(HtmlPage { title }) = html_page(trimmed) {
        return ParsedReply::Invalid(Rule::HtmlPage(title));
    }
    if trimmed.starts_with("&lt;xml") || trimmed.starts_with("&lt;?xml") {
        return ParsedReply::Invalid(Rule::NotXml(NotXml::Escaped));
    }
    if trimmed.starts_with("b'<") || trimmed.starts_with("b\"<") {
        return ParsedReply::Invalid(Rule::NotXml(NotXml::Bytes));
    }
    if !trimmed.contains('<') {
        return ParsedReply::Invalid(Rule::NotXml(if text.contains('\0') {
            NotXml::Binary
        } else {
            NotXml::Text(excerpt(trimmed))
        }));
    }
    if text.starts_with(char::is_whitespace) {
        findings.push(Rule::SpaceBeforeXml { declaration: trimmed.starts_with("<?xml") });
    }
    // Output before the reply, such as PHP warnings, must not hide it.
    let start = if trimmed.starts_with("<?xml") || trimmed.starts_with("<!") {
        0
    } else {
        trimmed.find("<xml").unwrap_or(0)
    };
    if start > 0 {
        findings.push(Rule::NotXml(NotXml::Before(excerpt(&one_line(&trimmed[..start])))));
    }
    parse_xml(&trimmed[start..], findings)
}

fn parse_xml(text: &str, findings: &mut Vec<Rule>) -> ParsedReply {
    let read = match xml::read(text) {
        Ok(read) => read,
        Err(_) if !text.starts_with('<') => {
            return ParsedReply::Invalid(Rule::NotXml(NotXml::Text(excerpt(text))));
        }
        Err(error) => return ParsedReply::Invalid(Rule::NotXml(NotXml::Unreadable(error))),
    };
    findings.extend(read.flaws.into_iter().map(|flaw| match flaw {
        Flaw::Unescaped(field) => Rule::CdataUnescaped(field),
        Flaw::Doctype => Rule::NotXml(NotXml::Doctype),
        Flaw::Entity(name) => Rule::NotXml(NotXml::Entity(name)),
        Flaw::Before(text) => Rule::NotXml(NotXml::Before(text)),
        Flaw::After(text) => Rule::NotXml(NotXml::After(text)),
        Flaw::Control(char) => Rule::NotXml(NotXml::Control(char)),
        Flaw::Syntax(what) => Rule::NotXml(NotXml::Syntax(what)),
    }));
    if read.root == "xml" {
        ParsedReply::Reply(read.document)
    } else {
        ParsedReply::Invalid(Rule::NotXml(NotXml::Root(excerpt(&read.root))))
    }
}

/// Decodes a body: as UTF-8, else as GBK if it fits, else with replacement characters.
fn decode(body: &[u8], findings: &mut Vec<Rule>) -> String {
    if let Ok(text) = std::str::from_utf8(body) {
        return text.to_owned();
    }
    if body.starts_with(&[0xff, 0xfe]) || body.starts_with(&[0xfe, 0xff]) {
        findings.push(Rule::NotUtf8("UTF-16"));
        return encoding_rs::UTF_16LE.decode(body).0.into_owned();
    }
    let lossy = String::from_utf8_lossy(body).into_owned();
    if !is_nearly_utf8(&lossy) {
        let (text, wrong) = encoding_rs::GB18030.decode_without_bom_handling(body);
        // Nearly any bytes are valid GB18030, but text has no control characters, and every CDATA section has an end.
        let whole = lossy.matches("]]>").count() == text.matches("]]>").count();
        if !wrong && whole && xml::forbidden_char(&text).is_none() {
            findings.push(Rule::NotUtf8("GBK"));
            return text.into_owned();
        }
    }
    findings.push(Rule::NotUtf8("bytes"));
    lossy
}

/// Returns whether the text is more likely UTF-8 with a few broken characters than another encoding.
fn is_nearly_utf8(lossy: &str) -> bool {
    let broken = lossy.matches('\u{fffd}').count();
    let whole = lossy.chars().filter(|char| !char.is_ascii()).count() - broken;
    broken <= whole
}

/// Returns the decompressed body of a gzip answer, up to [`MAX_BODY_BYTES`]. A truncated or damaged stream yields the
/// data before the damage. Returns `None` if the answer is not gzip.
pub(super) fn inflate(answer: &Answer) -> Option<Vec<u8>> {
    let named = answer.encoding.as_deref().is_some_and(|encoding| encoding.eq_ignore_ascii_case("gzip"));
    (named || answer.body.starts_with(&[0x1f, 0x8b]))
        .then(|| body::gunzip(&answer.body, MAX_BODY_BYTES).bytes)
}

/// An HTML page.
pub(super) struct HtmlPage {
    pub(super) title: Option<String>,
}

/// Recognises an HTML page.
pub(super) fn html_page(text: &str) -> Option<HtmlPage> {
    let head: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    let page = ["<!doctype html", "<html"].iter().any(|tag| head.starts_with(tag))
        || (!head.contains("<xml")
            && (head.contains("<html") || head.contains("<body") || head.contains("<pre>")));
    if !page {
        return None;
    }
    Some(HtmlPage { title: body::html_title(text) })
}
