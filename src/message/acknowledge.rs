//! Answers that acknowledge a push and reply to no user: those to WeChat Pay, and those with fields of their own.

use serde_json::Value;

use super::delivery::Format;
use super::element::Document;
use super::evidence::reads_like_refusal;
use super::html::{HtmlPage, html_page};
use super::kind::Platform;
use super::parse::{ParsedReply, parse};
use super::reply::{NO_REPLY, ReplyContext, Verdict, is_failure};
use super::rules::{AckFault, NotXml, Rule};
use super::structured::StructuredAnswer;
use super::{envelope, structure, xml};
use crate::lang::{excerpt, one_line};

impl Verdict {
    /// Checks the body of an answer to WeChat Pay v3, which looks at the status only.
    pub(super) fn read_pay_v3(&mut self) {
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
        } else if let Some(HtmlPage { title }) = html_page(text) {
            self.findings.push(Rule::PageWithSuccess(title));
        } else if reads_like_refusal(text) {
            self.findings.push(Rule::FailureWithSuccess(excerpt(&one_line(text))));
        }
        if self.is_accepted() {
            NO_REPLY.clone_into(&mut self.reply_type);
        }
    }

    /// Checks an answer that must have fields of its own.
    pub(super) fn read_structured(&mut self, wanted: &StructuredAnswer, context: ReplyContext<'_>) {
        let refused = |rule: &Rule| is_failure(rule) || matches!(rule, Rule::NotAcknowledged { .. });
        if self.findings.iter().any(refused) {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        let json_push = match context.push.platform {
            Platform::PayV2 => false,
            Platform::Intracity => true,
            _ => context.format == Format::Json,
        };
        let format = if json_push { Format::Json } else { Format::Xml };
        let mut ignored = Vec::new();
        match parse(&raw, true, &mut ignored) {
            ParsedReply::None if wanted.takes_bare => NO_REPLY.clone_into(&mut self.reply_type),
            ParsedReply::None => {
                self.findings.push(wanted.fault(AckFault::Bare(excerpt(raw.trim())), format));
            }
            ParsedReply::Invalid(Rule::NotXml(
                NotXml::Text(_)
                | NotXml::Refusal(_)
                | NotXml::Nothing(_)
                | NotXml::Success(_)
                | NotXml::Json
                | NotXml::JsonFailure(_),
            )) => {
                self.findings.push(wanted.fault(AckFault::Bare(excerpt(&one_line(&raw))), format));
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
                    self.findings.push(wanted.fault(fault, format));
                } else if let (Some(msg_type), None) = (document.get("MsgType"), document.get(wanted.field)) {
                    self.findings.push(wanted.fault(AckFault::Reply(excerpt(msg_type)), format));
                } else {
                    wanted.check(&document, format, &mut self.findings);
                }
                if self.is_accepted() {
                    NO_REPLY.clone_into(&mut self.reply_type);
                }
                self.fields = document;
            }
        }
        self.raw = raw;
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
