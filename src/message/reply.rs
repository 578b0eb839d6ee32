//! What a bot answered: read leniently, opened when it is encrypted, then judged.

use serde_json::Value;

use super::delivery::{Credentials, Format, Mode};
use super::element::Document;
use super::envelope;
use super::kind::Platform;
use super::push::Push;
use super::rules::{DEADLINE_MS, MAX_BODY, NotXml, Rule};
use super::xml::{self, Flaw};
use super::{json, judge};
use crate::http::body;
use crate::lang::{Severity, excerpt, one_line};
use crate::sign;

/// An HTTP answer, as far as it matters.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `Location` of a redirect.
    pub location: Option<String>,
    /// `Content-Encoding`.
    pub encoding: Option<String>,
    /// The body, at most [`MAX_BODY`] bytes of it.
    pub body: Vec<u8>,
    /// Whether there was more.
    pub truncated: bool,
    /// From the start of the connection to the last byte received, in milliseconds.
    pub elapsed_ms: u64,
}

/// What a push allows its reply to be.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The push, for the users to be swapped.
    pub push: &'a Push,
    /// What the push was signed and encrypted with.
    pub credentials: &'a Credentials,
    /// How it was written: the reply to a JSON push may be JSON.
    pub format: Format,
}

/// What became of an answer.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// `text`, `news` and so on; `none` for `success` or nothing; `invalid` for what is not a reply.
    pub reply_type: String,
    /// The reply's fields, decrypted.
    pub fields: Document,
    /// A JSON reply as it was, with the types that fields do not keep.
    pub json: Option<Value>,
    /// The body as text.
    pub raw: String,
    /// The reply inside an encrypted one.
    pub decrypted: Option<String>,
    /// What is wrong.
    pub findings: Vec<Rule>,
}

/// The type of an answer that means "no reply".
pub const NONE: &str = "none";
/// The type of an answer that is not a reply.
pub const INVALID: &str = "invalid";

/// Why a bot refuses a message, where it says so in a short line and does not mean the signature.
fn reason(answer: &Answer) -> Option<String> {
    let said = std::str::from_utf8(&answer.body).ok()?.trim();
    let line = !said.is_empty() && said.len() <= 80 && !said.contains(['\n', '<', '{']);
    let lower = said.to_lowercase();
    let usual =
        ["sign", "签名", "token", "forbidden", "unauthorized"].iter().any(|word| lower.contains(word));
    (answer.status == 403 && line && !usual).then(|| said.to_owned())
}

/// Reads and judges an answer.
#[must_use]
pub fn verdict(answer: &Answer, terms: Terms<'_>) -> Verdict {
    let mut findings = Vec::new();
    // WeChat Pay is content with 204 too (微信支付文档《回调通知注意事项》).
    let pay = terms.push.platform == Platform::Pay;
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
    let mut verdict = Verdict { reply_type: INVALID.to_owned(), raw, findings, ..Verdict::default() };
    if !pay {
        verdict.read(terms);
    } else if verdict.is_accepted() {
        // What stands in the body of a 200 is read by nobody.
        NONE.clone_into(&mut verdict.reply_type);
    }
    verdict
}

impl Verdict {
    /// Whether WeChat would accept the answer: nothing worse than a warning.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.findings.iter().all(|rule| rule.severity() == Severity::Warning)
    }

    fn read(&mut self, terms: Terms<'_>) {
        let raw = std::mem::take(&mut self.raw);
        let refused =
            |rule: &Rule| matches!(rule, Rule::HttpStatus { .. }) && rule.severity() == Severity::Error;
        let failed = self.findings.iter().any(refused);
        match parse(&raw, terms.format == Format::Json, &mut self.findings) {
            // An empty 404 or redirect is no "no reply", and one that says "Not Found" is told once, as a 404.
            Parsed::None | Parsed::Invalid(Rule::NotXml(NotXml::Text(_) | NotXml::Json)) if failed => {}
            Parsed::None => NONE.clone_into(&mut self.reply_type),
            Parsed::Invalid(rule) => self.findings.push(rule),
            Parsed::Reply(document) => {
                self.json = value_of(&raw, terms);
                self.open(document, terms);
            }
        }
        self.raw = raw;
    }

    fn open(&mut self, document: Document, terms: Terms<'_>) {
        let encrypt = document.get("Encrypt").or_else(|| document.get("encrypt")).map(str::to_owned);
        let Some(encrypt) = encrypt.filter(|_| document.get("MsgType").is_none()) else {
            if matches!(terms.credentials.mode, Mode::Safe(_)) {
                self.findings.push(Rule::NotEncrypted);
            }
            self.judge(document, terms);
            return;
        };
        let Some(key) = terms.credentials.mode.key() else {
            self.findings.push(Rule::Encrypted);
            self.fields = document;
            return;
        };
        self.check_signature(&document, &encrypt, terms.credentials);
        let decrypted = match envelope::decrypt(key, &encrypt) {
            Ok(decrypted) => decrypted,
            Err(error) => {
                self.findings.push(Rule::CannotDecrypt(error));
                self.fields = document;
                return;
            }
        };
        let expected = &terms.credentials.receiver;
        if decrypted.receiver != *expected {
            let actual = excerpt(&decrypted.receiver);
            self.findings.push(Rule::WrongReceiver { expected: expected.clone(), actual });
        }
        let inner = decode(&decrypted.message, &mut self.findings);
        match parse(&inner, terms.format == Format::Json, &mut self.findings) {
            Parsed::None => NONE.clone_into(&mut self.reply_type),
            Parsed::Invalid(rule) => self.findings.push(rule),
            Parsed::Reply(document) => {
                self.json = value_of(&inner, terms);
                self.judge(document, terms);
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

    fn judge(&mut self, mut document: Document, terms: Terms<'_>) {
        if document.get("msgtype").is_none() || document.find("ToUserName").is_some() {
            judge::correct_case(&mut document, &mut self.findings);
        }
        if let Some(msg_type) = judge::judge(&document, terms.push, &mut self.findings) {
            // A bot cannot claim to have said nothing.
            let claimed =
                if [NONE, INVALID].contains(&msg_type) { INVALID.to_owned() } else { excerpt(msg_type) };
            self.reply_type = claimed;
        }
        self.fields = document;
    }
}

fn value_of(text: &str, terms: Terms<'_>) -> Option<Value> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok().filter(|_| terms.format == Format::Json)
}

enum Parsed {
    None,
    Invalid(Rule),
    Reply(Document),
}

fn parse(raw: &str, json_allowed: bool, findings: &mut Vec<Rule>) -> Parsed {
    let text = raw.strip_prefix('\u{feff}').unwrap_or(raw);
    if text.len() < raw.len() {
        findings.push(Rule::BomBeforeXml);
    }
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed == "success" {
        return Parsed::None;
    }
    if trimmed.trim_matches(['"', '\'']).eq_ignore_ascii_case("success") {
        return Parsed::Invalid(Rule::NotXml(NotXml::Success(excerpt(trimmed))));
    }
    if trimmed.starts_with(['{', '[', '"'])
        && let Ok(value) = serde_json::from_str::<Value>(trimmed)
    {
        return match json::from_json(&value).filter(|_| json_allowed) {
            Some(document) => Parsed::Reply(document),
            None => Parsed::Invalid(Rule::NotXml(NotXml::Json)),
        };
    }
    if let Some(Page { title }) = html_page(trimmed) {
        return Parsed::Invalid(Rule::HtmlPage(title));
    }
    if trimmed.starts_with("&lt;xml") || trimmed.starts_with("&lt;?xml") {
        return Parsed::Invalid(Rule::NotXml(NotXml::Escaped));
    }
    if trimmed.starts_with("b'<") || trimmed.starts_with("b\"<") {
        return Parsed::Invalid(Rule::NotXml(NotXml::Bytes));
    }
    if !trimmed.contains('<') {
        return Parsed::Invalid(Rule::NotXml(if text.contains('\0') {
            NotXml::Binary
        } else {
            NotXml::Text(excerpt(trimmed))
        }));
    }
    if text.starts_with(char::is_whitespace) {
        findings.push(Rule::SpaceBeforeXml { declaration: trimmed.starts_with("<?xml") });
    }
    // What a language prints before the reply, PHP's warnings above all, must not hide it.
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

fn parse_xml(text: &str, findings: &mut Vec<Rule>) -> Parsed {
    let read = match xml::read(text) {
        Ok(read) => read,
        Err(_) if !text.starts_with('<') => {
            return Parsed::Invalid(Rule::NotXml(NotXml::Text(excerpt(text))));
        }
        Err(error) => return Parsed::Invalid(Rule::NotXml(NotXml::Unreadable(error))),
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
        Parsed::Reply(read.document)
    } else {
        Parsed::Invalid(Rule::NotXml(NotXml::Root(excerpt(&read.root))))
    }
}

/// The bytes as text: UTF-8, else GBK when that fits, else with replacement characters.
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
        // Nearly any bytes are some GB18030; text has no control characters, and no CDATA without its end.
        let whole = lossy.matches("]]>").count() == text.matches("]]>").count();
        if !wrong && whole && xml::forbidden(&text).is_none() {
            findings.push(Rule::NotUtf8("GBK"));
            return text.into_owned();
        }
    }
    findings.push(Rule::NotUtf8("bytes"));
    lossy
}

/// Whether a text that was cut within a character is more likely than another encoding.
fn is_nearly_utf8(lossy: &str) -> bool {
    let broken = lossy.matches('\u{fffd}').count();
    let whole = lossy.chars().filter(|char| !char.is_ascii()).count() - broken;
    broken <= whole
}

/// The body of a gzip answer, as far as the limit allows. A stream that is cut or broken still shows what came before.
pub(super) fn inflate(answer: &Answer) -> Option<Vec<u8>> {
    let named = answer.encoding.as_deref().is_some_and(|encoding| encoding.eq_ignore_ascii_case("gzip"));
    (named || answer.body.starts_with(&[0x1f, 0x8b])).then(|| body::gunzip(&answer.body, MAX_BODY).bytes)
}

/// A page of HTML.
pub(super) struct Page {
    pub(super) title: Option<String>,
}

/// The page that a text is, if it is one.
pub(super) fn html_page(text: &str) -> Option<Page> {
    let head: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    let page = ["<!doctype html", "<html"].iter().any(|tag| head.starts_with(tag))
        || (!head.contains("<xml")
            && (head.contains("<html") || head.contains("<body") || head.contains("<pre>")));
    if !page {
        return None;
    }
    Some(Page { title: body::html_title(text) })
}
