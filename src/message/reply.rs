//! Parses a bot's answer leniently, decrypts it if necessary, and checks it.

use serde_json::Value;

use super::delivery::{Credentials, Format, Mode};
use super::element::Document;
use super::evidence::{self, Asked};
use super::family::AnswerFamily;
use super::kind::Platform;
use super::push::Push;
use super::rules::{AckFault, DEADLINE_MS, MAX_BODY_BYTES, NotXml, Rule, Structure};
use super::structured::{PAY_V2, StructuredAnswer};
use super::xml::{self, Flaw};
use super::{ciphertext, envelope, json, judge, structure};
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
    /// All headers.
    pub headers: Vec<(String, String)>,
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
    /// The family of the push, whose rules were applied.
    pub family: AnswerFamily,
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
    let family = AnswerFamily::of(context.push, context.credentials, context.format);
    let mut findings = Vec::new();
    if answer.status != 200 && !family.takes_status(answer.status) {
        findings.push(Rule::HttpStatus {
            status: answer.status,
            location: answer.location.as_deref().map(excerpt),
            reason: reason(answer),
            blames_signature: evidence::says_signature(&String::from_utf8_lossy(&answer.body).to_lowercase()),
            encrypted: matches!(context.credentials.mode, Mode::Safe(_)),
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
    let mut verdict =
        Verdict { reply_type: INVALID_REPLY.to_owned(), family, raw, findings, ..Verdict::default() };
    match family {
        AnswerFamily::PayV3 => verdict.read_pay_v3(),
        AnswerFamily::PayV2 => verdict.read_structured(&PAY_V2, context),
        AnswerFamily::Structured(wanted) => verdict.read_structured(wanted, context),
        _ => verdict.read(context),
    }
    verdict.explain(answer, context);
    verdict
}

/// Returns whether a status tells that the push was not taken.
fn is_failure(rule: &Rule) -> bool {
    matches!(rule, Rule::HttpStatus { .. }) && rule.severity() == Severity::Error
}

impl Verdict {
    /// Returns whether WeChat would accept the answer: no finding is worse than a warning, apart from expectations.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        let harmless =
            |rule: &Rule| rule.severity() == Severity::Warning || matches!(rule, Rule::Expectation { .. });
        self.findings.iter().all(harmless)
    }

    /// Puts the evidence in the other side's words in the place of findings that only follow from it.
    fn explain(&mut self, answer: &Answer, context: ReplyContext<'_>) {
        let failed = self.findings.iter().any(is_failure);
        let unread = |rule: &Rule| {
            let text = matches!(rule, Rule::NotXml(NotXml::Text(_) | NotXml::Json | NotXml::Before(_)));
            let bare = matches!(rule, Rule::NotAcknowledged { fault: AckFault::Bare(_), .. });
            text || bare || matches!(rule, Rule::HtmlPage(_))
        };
        let is_reply = self.fields.get("MsgType").is_some();
        if is_reply || !(failed || self.findings.iter().any(unread)) {
            return;
        }
        let push = context.push;
        let xml = context.format == Format::Xml && push.platform != Platform::Pay;
        let control =
            xml.then(|| xml::forbidden_char(&String::from_utf8_lossy(&push.body(Format::Xml)))).flatten();
        let asked = Asked {
            encrypted: matches!(context.credentials.mode, Mode::Safe(_))
                && !matches!(push.platform, Platform::Pay | Platform::PayV2),
            format: Some(if xml { Format::Xml } else { Format::Json }),
            control,
        };
        let Some(found) = evidence::find(answer, &self.raw, asked) else {
            self.findings.extend(control.filter(|_| answer.status >= 400).map(Rule::ControlInPush));
            return;
        };
        let about_bytes =
            |rule: &Rule| matches!(rule, Rule::Late(_) | Rule::BodyTooLarge | Rule::Gzip | Rule::NotUtf8(_));
        if failed {
            self.findings.retain(about_bytes);
        } else {
            self.findings.retain(|rule| !unread(rule));
        }
        self.findings.insert(0, Rule::Evidence(found));
    }

    /// Checks the body of an answer to WeChat Pay v3, which looks at the status only.
    fn read_pay_v3(&mut self) {
        if self.findings.iter().any(is_failure) {
            return;
        }
        let text = self.raw.trim();
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            let code = value.get("code").and_then(Value::as_str).unwrap_or_default();
            if code.to_ascii_uppercase().contains("FAIL") || code.to_ascii_uppercase().contains("ERROR") {
                let message = value.get("message").and_then(Value::as_str).unwrap_or_default();
                self.findings.push(Rule::FailureWithSuccess(excerpt(message)));
            }
        } else if text.starts_with('<')
            && let Ok(read) = xml::read(text)
            && let Some(code) = read.document.get("return_code")
        {
            self.findings.push(Rule::AnswerOfV2(!code.trim().eq_ignore_ascii_case("SUCCESS")));
        }
        if self.is_accepted() {
            NO_REPLY.clone_into(&mut self.reply_type);
        }
    }

    /// Checks an answer that must have fields of its own.
    fn read_structured(&mut self, wanted: &StructuredAnswer, context: ReplyContext<'_>) {
        if self.findings.iter().any(is_failure) {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        let json_push = context.format == Format::Json && context.push.platform != Platform::PayV2;
        let mut ignored = Vec::new();
        match parse(&raw, true, &mut ignored) {
            ParsedReply::None if wanted.takes_bare => NO_REPLY.clone_into(&mut self.reply_type),
            ParsedReply::None => self.findings.push(wanted.fault(AckFault::Bare(excerpt(raw.trim())))),
            ParsedReply::Invalid(Rule::NotXml(NotXml::Text(_) | NotXml::Success(_) | NotXml::Json)) => {
                self.findings.push(wanted.fault(AckFault::Bare(excerpt(&one_line(&raw)))));
            }
            ParsedReply::Invalid(rule) => self.findings.push(rule),
            ParsedReply::Reply(document) => {
                let is_json = raw.trim_start_matches('\u{feff}').trim_start().starts_with('{');
                self.findings.append(&mut ignored);
                let mut document = match context.credentials.mode.key().zip(document.get("Encrypt")) {
                    Some((key, encrypt)) => opened(key, encrypt).unwrap_or(document),
                    None => document,
                };
                if document.get(wanted.field).is_none() {
                    self.findings.extend(structure::mend(&mut document).map(Rule::Structure));
                }
                if is_json != json_push && !wanted.takes_any_format {
                    let fault = if is_json { AckFault::Json } else { AckFault::Xml };
                    self.findings.push(wanted.fault(fault));
                } else if let (Some(msg_type), None) = (document.get("MsgType"), document.get(wanted.field)) {
                    self.findings.push(wanted.fault(AckFault::Reply(excerpt(msg_type))));
                } else {
                    wanted.check(&document, &mut self.findings);
                }
                if self.is_accepted() {
                    NO_REPLY.clone_into(&mut self.reply_type);
                }
                self.fields = document;
            }
        }
        self.raw = raw;
    }

    fn read(&mut self, context: ReplyContext<'_>) {
        let raw = std::mem::take(&mut self.raw);
        let failed = self.findings.iter().any(is_failure);
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

    fn open(&mut self, mut document: Document, context: ReplyContext<'_>) {
        if document.get("MsgType").is_none() && document.get("Encrypt").is_none() {
            self.mend(&mut document);
        }
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
        let expected = &context.credentials.receiver;
        let decrypted = match envelope::decrypt(key, &encrypt) {
            Ok(decrypted) => {
                self.check_signature(&document, &encrypt, context.credentials);
                decrypted
            }
            Err(error) => {
                if let Some((form, decrypted)) = ciphertext::reopen(key, &encrypt, expected) {
                    self.findings.push(Rule::Structure(Structure::Ciphertext(form)));
                    decrypted
                } else {
                    self.check_signature(&document, &encrypt, context.credentials);
                    self.findings.push(Rule::CannotDecrypt(error));
                    self.fields = document;
                    return;
                }
            }
        };
        if decrypted.receiver != *expected {
            let actual = excerpt(&decrypted.receiver);
            self.findings.push(Rule::WrongReceiver { expected: expected.clone(), actual });
        }
        let inner = decode(&decrypted.message, &mut self.findings);
        match parse(&inner, context.format == Format::Json, &mut self.findings) {
            ParsedReply::None => {
                if !inner.trim().is_empty() && self.family == AnswerFamily::MiniProgram {
                    self.findings.push(Rule::SuccessEncrypted);
                }
                NO_REPLY.clone_into(&mut self.reply_type);
            }
            ParsedReply::Invalid(rule) => self.findings.push(rule),
            ParsedReply::Reply(document) => {
                self.json = value_of(&inner, context);
                self.judge(document, context);
            }
        }
        self.decrypted = Some(inner);
    }

    /// Mends a displaced reply and names its fault, and drops what only followed from that.
    fn mend(&mut self, document: &mut Document) -> bool {
        let Some(fault) = structure::mend(document) else { return false };
        let hides_articles = fault.hides_articles();
        self.findings.retain(
            |rule| !matches!(rule, Rule::NotXml(NotXml::Syntax(what)) if what == xml::LATE_DECLARATION),
        );
        self.findings.push(Rule::Structure(fault));
        hides_articles
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
        let bot = self.family == AnswerFamily::IntelligentBot;
        if !bot || document.get("msgtype").is_none() || document.find("ToUserName").is_some() {
            judge::correct_case(&mut document, &mut self.findings);
        }
        let hides_articles = self.mend(&mut document);
        if let Some(msg_type) = judge::judge(&document, context.push, self.family, &mut self.findings) {
            // `none` and `invalid` are reserved: a reply that names them as its type is invalid.
            let claimed = if [NO_REPLY, INVALID_REPLY].contains(&msg_type) {
                INVALID_REPLY.to_owned()
            } else {
                excerpt(msg_type)
            };
            self.reply_type = claimed;
        }
        // A text that is not escaped for XML holds tags and entities for this reason.
        let unescaped =
            |rule: &Rule| matches!(rule, Rule::CdataUnescaped(_) | Rule::NotXml(NotXml::Entity(_)));
        if self.findings.iter().any(unescaped) {
            self.findings.retain(|rule| !matches!(rule, Rule::TextEscaped { .. }));
        }
        if hides_articles {
            self.findings.retain(|rule| !matches!(rule, Rule::NewsCountMismatch { .. }));
        }
        self.fields = document;
    }
}

/// Returns the message in an `Encrypt`; `None` if it cannot be read.
fn opened(key: &envelope::AesKey, encrypt: &str) -> Option<Document> {
    let message = String::from_utf8(envelope::decrypt(key, encrypt).ok()?.message).ok()?;
    match parse(&message, true, &mut Vec::new()) {
        ParsedReply::Reply(document) => Some(document),
        ParsedReply::None | ParsedReply::Invalid(_) => None,
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
        if let Some(quoted) = value.as_str().map(str::trim).filter(|text| text.starts_with(['<', '{'])) {
            findings.push(Rule::Structure(Structure::Quoted));
            return parse(quoted, json_allowed, findings);
        }
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
    if let Some(document) = wrapped(trimmed, findings) {
        return ParsedReply::Reply(document);
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

/// Returns the reply of a document whose root holds `<xml>`, after naming that.
fn wrapped(text: &str, findings: &mut Vec<Rule>) -> Option<Document> {
    if !text.starts_with('<') || text.starts_with("<xml") || !text.contains("<xml") {
        return None;
    }
    let read = xml::read(text).ok().filter(|read| read.flaws.is_empty() && read.root != "xml")?;
    let inner = read.document.find("xml")?;
    findings.push(Rule::Structure(Structure::Wrapped(excerpt(&read.root))));
    Some(Document(inner.elements().to_vec()))
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
