//! Checks a bot's answer: decrypts it if necessary, and judges it by the rules of its family.

use serde_json::Value;

use super::answer::Answer;
use super::delivery::{Credentials, Delivery, Format, Mode, Stamp};
use super::element::{Document, Element};
use super::envelope;
use super::evidence::{self, Asked};
use super::family::AnswerFamily;
use super::kind::Platform;
use super::parse::{ParsedReply, decode, parse};
use super::push::Push;
use super::rules::{AckFault, CiphertextForm, DEADLINE_MS, Interface, NotXml, Rule, Structure};
use super::structured::PAY_V2;
use super::{bot_reply, ciphertext, json, judge, layout_fault, structure, xml};
use crate::lang::{Severity, excerpt, one_line};
use crate::sign;

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

/// Returns the reason that a 403 or the mock gives in a short line, or `None` if it is about the signature.
fn reason(answer: &Answer) -> Option<String> {
    let said = std::str::from_utf8(&answer.body).ok()?.trim();
    let line = !said.is_empty() && said.len() <= 80 && !said.contains(['\n', '<', '{']);
    let lower = said.to_lowercase();
    let usual =
        ["sign", "签名", "token", "forbidden", "unauthorized"].iter().any(|word| lower.contains(word));
    let is_told = answer.status == 403 && !usual || answer.is_over_socket();
    (is_told && line).then(|| said.to_owned())
}

/// Returns whether an answer tells that the signature was wrong. A failing program may name it for another reason.
fn blames_signature(answer: &Answer) -> bool {
    let lower = String::from_utf8_lossy(&answer.body).to_lowercase();
    match answer.status {
        401 | 403 => evidence::says_signature(&lower),
        _ => evidence::refuses_signature(&lower),
    }
}

/// Returns the first line of a 404 that the program at this path wrote itself; empty for the page of a web server or
/// framework, which tells that there is no such path.
pub(super) fn own_not_found(status: u16, text: &str) -> String {
    if status != 404 || evidence::tells_no_route(text) {
        return String::new();
    }
    let line = text.lines().map(str::trim).find(|line| !line.is_empty());
    excerpt(&one_line(line.unwrap_or_default()))
}

/// Parses and checks an answer.
#[must_use]
pub fn verdict(answer: &Answer, context: ReplyContext<'_>) -> Verdict {
    let family = AnswerFamily::of(context.push, context.credentials, context.format);
    if let Some(fault) = answer.socket_fault() {
        let (reply_type, findings) = (INVALID_REPLY.to_owned(), vec![Rule::Socket(fault)]);
        return Verdict { reply_type, family, findings, ..Verdict::default() };
    }
    let mut findings = Vec::new();
    if family == AnswerFamily::PayV2 && (201..=299).contains(&answer.status) {
        findings.push(PAY_V2.fault(AckFault::Status(answer.status), Format::Xml));
    } else if answer.status != 200 && !family.takes_status(answer.status) {
        findings.push(Rule::HttpStatus {
            status: answer.status,
            location: answer.location.as_deref().map(excerpt),
            reason: reason(answer),
            blames_signature: blames_signature(answer),
            encrypted: matches!(context.credentials.mode, Mode::Safe(_)),
            body: own_not_found(answer.status, &String::from_utf8_lossy(&answer.body)),
        });
    }
    let over_socket = family == AnswerFamily::IntelligentBot && answer.is_over_socket();
    if answer.elapsed_ms > DEADLINE_MS && !over_socket {
        findings.push(Rule::Late(answer.elapsed_ms));
    }
    if answer.truncated {
        findings.push(Rule::BodyTooLarge);
    }
    let inflated = answer.inflated();
    let is_compressed = answer.is_compressed();
    // For WeChat Pay v3, the status alone counts.
    if family != AnswerFamily::PayV3 {
        findings.extend(answer.false_encoding().map(Rule::FalseEncoding));
        findings.extend((inflated.is_some() || is_compressed).then_some(Rule::Gzip));
    }
    if inflated.is_none() && is_compressed {
        let mut unread = Verdict { family, findings, ..Verdict::default() };
        let is_taken = family == AnswerFamily::PayV3 && unread.is_accepted();
        (if is_taken { NO_REPLY } else { INVALID_REPLY }).clone_into(&mut unread.reply_type);
        return unread;
    }
    let raw = decode(inflated.as_deref().unwrap_or(&answer.body), &mut findings);
    let mut verdict =
        Verdict { reply_type: INVALID_REPLY.to_owned(), family, raw, findings, ..Verdict::default() };
    match family {
        AnswerFamily::PayV3 => verdict.read_pay_v3(),
        AnswerFamily::PayV2 => verdict.read_structured(&PAY_V2, context),
        AnswerFamily::Structured(wanted) => verdict.read_structured(wanted, context),
        _ => verdict.read(context, over_socket),
    }
    verdict.explain(answer, context);
    // A refusal whose reason is told is not told twice.
    if let Some(refusal) = answer.refusal().filter(|_| over_socket && verdict.is_accepted()) {
        verdict.findings.push(Rule::Socket(refusal));
    }
    verdict
}

/// Returns whether a status tells that the push was not taken, so that the body is no reply.
pub(super) fn is_failure(rule: &Rule) -> bool {
    matches!(rule, Rule::HttpStatus { status: 0..=199 | 300.., .. })
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
            let text = matches!(
                rule,
                Rule::NotXml(
                    NotXml::Text(_)
                        | NotXml::Json
                        | NotXml::JsonFailure(_)
                        | NotXml::Refusal(_)
                        | NotXml::Root(_)
                        | NotXml::Before(_)
                )
            );
            let bare = matches!(rule, Rule::NotAcknowledged { fault: AckFault::Bare(_), .. });
            text || bare || matches!(rule, Rule::HtmlPage(_))
        };
        let is_reply = self.fields.get("MsgType").is_some();
        if is_reply || !(failed || self.findings.iter().any(unread)) {
            return;
        }
        let push = context.push;
        let xml =
            context.format == Format::Xml && !matches!(push.platform, Platform::Pay | Platform::Intracity);
        let control =
            xml.then(|| xml::forbidden_char(&String::from_utf8_lossy(&push.body(Format::Xml)))).flatten();
        let pays = matches!(push.platform, Platform::Pay | Platform::PayV2 | Platform::Intracity);
        let stamp = Stamp { timestamp: 0, nonce: "", random: [0; 16] };
        let delivery = (!pays).then(|| Delivery::new(push, context.credentials, context.format, &stamp));
        let query: Vec<&str> = delivery.iter().flat_map(|sent| &sent.query).map(|(name, _)| *name).collect();
        let sealed = match push.platform {
            Platform::Pay => true,
            Platform::PayV2 => push.document.find("req_info").is_some(),
            _ => matches!(context.credentials.mode, Mode::Safe(_)),
        };
        let asked = Asked {
            encrypted: sealed && push.platform != Platform::Intracity,
            format: Some(if xml { Format::Xml } else { Format::Json }),
            control,
            query: &query,
            push: (!pays).then_some(&push.document),
        };
        let Some(found) = evidence::find(answer, &self.raw, asked) else {
            self.findings.extend(control.filter(|_| answer.status >= 400).map(Rule::ControlInPush));
            return;
        };
        let about_bytes = |rule: &Rule| {
            matches!(
                rule,
                Rule::Late(_) | Rule::BodyTooLarge | Rule::Gzip | Rule::FalseEncoding(_) | Rule::NotUtf8(_)
            )
        };
        if failed {
            self.findings.retain(about_bytes);
        } else {
            self.findings.retain(|rule| !unread(rule));
        }
        self.findings.insert(0, Rule::Evidence(found));
    }

    fn read(&mut self, context: ReplyContext<'_>, over_socket: bool) {
        let raw = std::mem::take(&mut self.raw);
        let failed = self.findings.iter().any(is_failure);
        match parse(&raw, context.format == Format::Json, &mut self.findings) {
            // An empty 404 or redirect does not mean "no reply", and a "Not Found" body would repeat the 404.
            ParsedReply::None
            | ParsedReply::Invalid(Rule::NotXml(
                NotXml::Text(_) | NotXml::Refusal(_) | NotXml::Json | NotXml::JsonFailure(_),
            )) if failed => {}
            ParsedReply::None => NO_REPLY.clone_into(&mut self.reply_type),
            ParsedReply::Invalid(Rule::HtmlPage(_)) if self.is_not_found() => {}
            ParsedReply::Invalid(Rule::NotXml(NotXml::Text(_)))
                if context.credentials.mode.key().is_some_and(|key| envelope::decrypt(key, &raw).is_ok()) =>
            {
                self.findings.push(Rule::Structure(Structure::Ciphertext(CiphertextForm::Bare)));
            }
            ParsedReply::Invalid(rule) => {
                let json = serde_json::from_str(raw.trim()).ok().and_then(|value| json::from_json(&value));
                let other = json.as_ref().and_then(Interface::of).map(Rule::OtherInterface);
                self.findings.push(other.unwrap_or(rule));
            }
            ParsedReply::Reply(document) => {
                self.json = value_of(&raw, context);
                self.open(document, context, over_socket);
            }
        }
        self.raw = raw;
    }

    fn open(&mut self, mut document: Document, context: ReplyContext<'_>, over_socket: bool) {
        if document.get("MsgType").is_none() && document.get("Encrypt").is_none() {
            self.mend(&mut document);
        }
        let encrypt = document.get("Encrypt").or_else(|| document.get("encrypt")).map(str::to_owned);
        let Some(encrypt) = encrypt.filter(|_| document.get("MsgType").is_none()) else {
            // The WebSocket is encrypted as a whole.
            if matches!(context.credentials.mode, Mode::Safe(_)) && !over_socket {
                self.findings.push(Rule::NotEncrypted);
            }
            self.judge(document, context, over_socket);
            return;
        };
        let Some(key) = context.credentials.mode.key() else {
            self.findings.push(Rule::Encrypted);
            self.fields = document;
            return;
        };
        if document.get("Encrypt").is_none() && context.format == Format::Xml {
            self.findings.push(Rule::WrongCase { given: "encrypt".to_owned(), expected: "Encrypt" });
        }
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
                    let fault = layout_fault::find_in(key, &encrypt, expected);
                    let rule = fault.as_ref().map(|(fault, _)| Rule::Layout(*fault));
                    self.findings.push(rule.unwrap_or(Rule::CannotDecrypt(error)));
                    let Some(decrypted) = fault.and_then(|(_, decrypted)| decrypted) else {
                        self.fields = document;
                        return;
                    };
                    decrypted
                }
            }
        };
        let decrypted = self.check_receiver(decrypted, (key, &encrypt), expected);
        let inner = decode(&decrypted.message, &mut self.findings);
        match parse(&inner, context.format == Format::Json, &mut self.findings) {
            ParsedReply::None => {
                if !inner.trim().is_empty() && self.family == AnswerFamily::MiniProgram {
                    self.findings.push(Rule::SuccessEncrypted);
                }
                NO_REPLY.clone_into(&mut self.reply_type);
            }
            ParsedReply::Invalid(rule) => self.findings.push(rule),
            ParsedReply::Reply(document)
                if document.get("Encrypt").is_some() && document.get("MsgType").is_none() =>
            {
                self.findings.push(Rule::Structure(Structure::Ciphertext(CiphertextForm::EncryptedTwice)));
                self.fields = document;
            }
            ParsedReply::Reply(document) => {
                self.json = value_of(&inner, context);
                self.judge(document, context, over_socket);
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
        let mut field = |name: &'static str| {
            let small = name.to_ascii_lowercase();
            let named = |name: &str| document.get(name).map(str::trim);
            named(name).or_else(|| named(&small)).or_else(|| {
                let is_meant = |element: &&Element| judge::bare_name(&element.name) == small;
                let misnamed = document.0.iter().find(is_meant)?;
                let given = excerpt(&misnamed.name);
                self.findings.push(Rule::WrongCase { given, expected: name });
                misnamed.value().map(str::trim)
            })
        };
        let timestamp = field("TimeStamp").unwrap_or_default();
        let nonce = field("Nonce").unwrap_or_default();
        let given = field("MsgSignature").unwrap_or_default();
        let expected = credentials.msg_signature(timestamp, nonce, encrypt);
        if !sign::equal(&expected, given) {
            self.findings.push(Rule::BadSignature((!given.is_empty()).then_some(expected)));
        }
    }

    /// Returns whether the status says that there is nothing at the path; a page beside it says nothing more.
    fn is_not_found(&self) -> bool {
        self.findings.iter().any(|rule| matches!(rule, Rule::HttpStatus { status: 404 | 405, .. }))
    }

    fn judge(&mut self, mut document: Document, context: ReplyContext<'_>, over_socket: bool) {
        let bot = self.family == AnswerFamily::IntelligentBot;
        let other = Interface::of(&document).filter(|other| !bot || *other == Interface::CustomMessage);
        if let Some(other) = other {
            self.findings.push(Rule::OtherInterface(other));
            self.fields = document;
            return;
        }
        if !bot || bot_reply::type_of(&document).is_none() || document.find("ToUserName").is_some() {
            judge::correct_case(&mut document, &mut self.findings);
        }
        let hides_articles = self.mend(&mut document);
        let json = (self.json.as_ref(), over_socket);
        if let Some(msg_type) = judge::judge(&document, context.push, self.family, json, &mut self.findings) {
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
        // Nobody is shown the reply, so its encryption does not matter.
        if self.findings.iter().any(|rule| matches!(rule, Rule::NotShown | Rule::NotSuccess)) {
            self.findings.retain(|rule| !matches!(rule, Rule::NotEncrypted));
        }
        if hides_articles {
            self.findings.retain(|rule| !matches!(rule, Rule::NewsCountMismatch { .. }));
        }
        self.fields = document;
    }
}

fn value_of(text: &str, context: ReplyContext<'_>) -> Option<Value> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok().filter(|_| context.format == Format::Json)
}
