//! Reports a computed signature, and the check of a given one.

use serde_json::{Map, Value, json};

use super::CommonArgs;
use super::alternatives::add_known;
use super::header::{Difference, Header};
use crate::commands::args::non_empty;
use crate::context::Context;
use crate::crypt::{self, Opened, PublicKey, Repair, RsaHash, other_notation};
use crate::error::{Error, Usage};
use crate::printer::Outcome;
use crate::secret::{Secret, mask_keys};
use crate::sign::{
    Alternatives, Detail, Diagnosis, Explanation, Mistake, Scheme, SignatureSpec, Sister, diagnose, notations,
};
use crate::text::{self, words};

/// The length of the salt in the signatures of the server API, in bytes (服务端 API 签名加密指南).
const SALT_BYTES: usize = 32;

/// A computed signature.
pub(super) struct SignatureReport {
    /// The values that were signed, without secrets.
    pub(super) inputs: Vec<(String, String)>,
    pub(super) spec: SignatureSpec,
    pub(super) signature: String,
    /// The results that contain the signature, by their names in `--json`.
    pub(super) results: Vec<(&'static str, Value)>,
    /// A text with the signature to paste, for people.
    pub(super) snippet: String,
    /// Hints for the user.
    pub(super) notes: Vec<&'static str>,
    pub(super) alternatives: Alternatives,
    /// The `sign` that stands among the fields, to be compared with the right one.
    pub(super) inside: Option<String>,
    /// True if the signature is right in either case.
    pub(super) either_case: bool,
    /// The key to verify an RSA signature with; `None` for a hash.
    pub(super) public_key: Option<PublicKey>,
}

impl SignatureReport {
    /// Computes a hash from its specification.
    pub(super) fn hash(spec: SignatureSpec, inputs: Vec<(&'static str, String)>) -> Self {
        let signature = spec.signature();
        Self {
            inputs: named(inputs),
            spec,
            signature,
            results: Vec::new(),
            snippet: String::new(),
            notes: Vec::new(),
            alternatives: Alternatives::default(),
            inside: None,
            either_case: false,
            public_key: None,
        }
    }
}

impl SignatureReport {
    /// Sets the signatures that may be taken for this one.
    pub(super) fn with_sisters(mut self, sisters: Vec<Sister>) -> Self {
        self.alternatives.sisters = sisters;
        self
    }
}

/// Returns inputs with owned names, as in `--json`.
pub(super) fn named(inputs: Vec<(&str, String)>) -> Vec<(String, String)> {
    inputs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Returns the outcome: the signature, one field of it, or the result of `--check`.
pub(super) fn outcome(
    mut report: SignatureReport,
    args: &CommonArgs,
    cx: &Context,
) -> Result<Outcome, Error> {
    if args.check.is_some() || report.inside.is_some() {
        add_known(&mut report.alternatives, &report.spec, cx);
    }
    hide_secrets(&report, cx);
    if let Some(shown) = report.spec.in_browser() {
        cx.printer.hint(words().url_host_in_uppercase);
        if args.check.as_ref().is_some_and(|given| shown.matches(given.trim())) {
            (report.signature, report.spec) = (shown.signature(), shown);
        }
    }
    let report = &report;
    for note in &report.notes {
        cx.printer.hint(note);
    }
    if let Some(given) = &args.check {
        let given = non_empty("--check", given.trim().to_owned())?;
        let header = Header::read(&given);
        let signature = header.as_ref().and_then(|header| header.get("signature")).unwrap_or(&given);
        let differences = header.as_ref().map(|header| header.differences(report)).unwrap_or_default();
        return Ok(check(report, signature, &differences, cx));
    }
    let mut json = Map::new();
    json.insert("inputs".to_owned(), inputs(report));
    // `--print` yields the exact bytes, for use with another program.
    let whole = args.print.is_some();
    let string_to_sign = report.spec.string_to_sign();
    let string_to_sign = if whole { string_to_sign } else { cx.mask(&string_to_sign) };
    json.insert("string_to_sign".to_owned(), json!(string_to_sign));
    json.insert("signature".to_owned(), json!(report.signature));
    json.extend(report.results.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    if let Some(given) = report.inside.as_ref().filter(|_| !whole) {
        json.insert("inside".to_owned(), inside(report, given, cx));
    }
    if let Some(field) = &args.print {
        let value = json.get(field).or_else(|| json["inputs"].get(field)).ok_or_else(|| {
            let inputs = json["inputs"].as_object().into_iter().flat_map(Map::keys);
            let fields = json.keys().filter(|name| *name != "inputs").chain(inputs).cloned().collect();
            Usage::NoSuchField { field: field.clone(), fields }
        })?;
        return Ok(Outcome::text(value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
    }
    let mut text = format!(
        "{}\n{}\n{}\n{}\n",
        words().string_to_sign,
        string_to_sign,
        words().signature,
        report.signature
    );
    if !report.snippet.is_empty() {
        text = format!("{text}\n{}\n", report.snippet);
    }
    Ok(Outcome::value(Value::Object(json), text))
}

/// Adds the secrets of the signature, and of those that it is compared with, to those that are masked, in every
/// notation in which a string may hold them.
fn hide_secrets(report: &SignatureReport, cx: &Context) {
    let other = &report.alternatives;
    let tickets = other.ticket_of_other_kind.iter().chain(&other.tickets_of_others).chain(&other.other_key);
    let others = other.secrets.iter().map(|secret| &secret.value).chain(tickets).cloned();
    let sisters = other.sisters.iter().flat_map(|sister| sister.spec.secrets());
    let own = report.spec.secrets();
    for secret in own.iter().cloned().chain(sisters).chain(others) {
        for notation in notations(&secret) {
            cx.hide(&Secret::new(notation));
        }
    }
    for secret in own {
        cx.hide_key(&Secret::new(secret));
    }
}

/// Returns a text with `***` in place of the secrets that are known, then of those with which a string was signed;
/// unchanged with `--show-secrets`.
fn mask(text: &str, secrets: &[String], cx: &Context) -> String {
    let text = cx.mask(text);
    if cx.show_secrets { text } else { mask_keys(&text, secrets.iter().map(String::as_str)) }
}

fn inputs(report: &SignatureReport) -> Value {
    report.inputs.iter().map(|(name, value)| (name.clone(), json!(value))).collect::<Map<_, _>>().into()
}

/// The result of comparing a given signature with the right one.
pub(super) struct Checked {
    right: bool,
    diagnosis: Diagnosis,
    /// Changes to the base64 of an RSA signature that were undone.
    repairs: Vec<Repair>,
    /// `None` if nothing can be said about the key: the signature is a hash.
    other_key: Option<bool>,
    /// True if the signature lacks its end, but is right.
    cut_off: bool,
    /// The length of an RSA signature and of what was given, in bytes, if they differ.
    lengths: Option<(usize, usize)>,
    /// True if the signature is right but for its case, which does not matter.
    in_capitals: bool,
    /// The mistakes in padding, hash or notation of an RSA signature, where no mistake in the string was found.
    envelope: Vec<(Mistake, Detail)>,
}

/// Compares a given signature with the right one, and looks for the mistake behind it.
pub(super) fn compare(report: &SignatureReport, given: &str) -> Checked {
    if let Some(key) = &report.public_key {
        return compare_rsa(report, key, given);
    }
    let in_capitals = report.either_case && report.signature.eq_ignore_ascii_case(given);
    let right = report.spec.matches(given) || in_capitals;
    let search = || diagnose(&report.spec, &report.alternatives, |spec| spec.matches(given));
    let diagnosis = if right { Diagnosis::default() } else { search() };
    let in_capitals = in_capitals && report.signature != given;
    Checked { right, diagnosis, in_capitals, ..Checked::unknown() }
}

impl Checked {
    fn unknown() -> Self {
        let (diagnosis, repairs, envelope) = (Diagnosis::default(), Vec::new(), Vec::new());
        let (right, cut_off, in_capitals) = (false, false, false);
        Self { right, diagnosis, repairs, other_key: None, cut_off, lengths: None, in_capitals, envelope }
    }
}

fn compare_rsa(report: &SignatureReport, key: &PublicKey, given: &str) -> Checked {
    let spec = &report.spec;
    let wanted = |spec: &SignatureSpec| if spec.scheme == Scheme::Api { "PSS" } else { "PKCS #1 v1.5" };
    let mut checked = Checked::unknown();
    if is_hash(given) {
        // A sign of v2 is no signature of this key, whatever the key.
        let cased = [given.to_lowercase(), given.to_uppercase()];
        let sister = |sister: &&Sister| cased.iter().any(|given| sister.spec.matches(given));
        if let Some(sister) = report.alternatives.sisters.iter().find(sister) {
            checked.diagnosis.explanations.push(Explanation {
                mistakes: vec![Mistake::OtherRecipe],
                details: vec![Detail { to: sister.name.to_owned(), ..Detail::default() }],
                string_to_sign: sister.spec.string_to_sign(),
                secrets: sister.spec.secrets(),
            });
        }
        return checked;
    }
    let decoded = crypt::decode(given).map(|decoded| (decoded.bytes, decoded.repairs));
    let (mut bytes, repairs) = decoded.unwrap_or_default();
    let mut envelope = Vec::new();
    if bytes.len() != key.signature_bytes()
        && let Some((notation, other)) = other_notation(given, key.signature_bytes())
    {
        envelope.push((Mistake::RsaOutput, Detail { to: notation.name().to_owned(), ..Detail::default() }));
        bytes = other;
    } else {
        checked.repairs = repairs;
    }
    if bytes.len() != key.signature_bytes() {
        return Checked { lengths: Some((key.signature_bytes(), bytes.len())), ..checked };
    }
    let Some(opened) = key.open(&bytes) else { return Checked { other_key: Some(true), ..checked } };
    checked.other_key = Some(false);
    let (padding, hash) = opened.padding();
    if padding != wanted(spec) {
        envelope.push((Mistake::RsaPadding, Detail { to: padding.to_owned(), ..Detail::default() }));
    }
    if let Opened::Pss { salt, .. } = &opened
        && padding == wanted(spec)
        && salt.len() != SALT_BYTES
    {
        let to = format!("PSS of a salt of {} bytes", salt.len());
        envelope.push((Mistake::RsaPadding, Detail { to, ..Detail::default() }));
    }
    if hash != Some(RsaHash::Sha256) {
        let to = hash.map_or("no named hash", RsaHash::name).to_owned();
        envelope.push((Mistake::RsaHash, Detail { to, ..Detail::default() }));
    }
    if opened.is_over(&spec.bytes_to_sign()) {
        let digits = given.chars().filter(|char| !char.is_whitespace()).count();
        let unmended = checked.repairs.is_empty() && digits.is_multiple_of(4);
        if envelope.is_empty() {
            (checked.right, checked.cut_off) = (unmended, !unmended && checked.repairs.is_empty());
        } else {
            let (mistakes, details) = envelope.into_iter().unzip();
            let (string_to_sign, secrets) = (spec.string_to_sign(), spec.secrets());
            let explanation = Explanation { mistakes, details, string_to_sign, secrets };
            checked.diagnosis.explanations.push(explanation);
        }
        return checked;
    }
    checked.diagnosis = diagnose(spec, &report.alternatives, |spec| opened.is_over(&spec.bytes_to_sign()));
    for explanation in &mut checked.diagnosis.explanations {
        explanation.mistakes.extend(envelope.iter().map(|(mistake, _)| *mistake));
        explanation.details.extend(envelope.iter().map(|(_, detail)| detail.clone()));
    }
    if checked.diagnosis.explanations.is_empty() {
        if !opened.is_certain() {
            return Checked { other_key: Some(true), ..checked };
        }
        checked.envelope = envelope;
    }
    checked
}

impl Checked {
    /// Returns the mistakes that lead to the given signature, as lines.
    fn lines(&self, report: &SignatureReport, cx: &Context) -> Vec<String> {
        let scheme = report.spec.scheme;
        let mut lines = Vec::new();
        let explain = |mistake: Mistake, detail: &Detail, secrets: &[String], lines: &mut Vec<String>| {
            let said = text::mistake(mistake, detail, scheme);
            lines.push(words().labelled(mistake.name(), &mask(&said.message, secrets, cx)));
            lines.extend(said.hints.iter().map(|hint| format!("  {}", words().labelled(words().hint, hint))));
        };
        for explanation in &self.diagnosis.explanations {
            lines.push(String::new());
            for (mistake, detail) in explanation.mistakes.iter().zip(&explanation.details) {
                explain(*mistake, detail, &explanation.secrets, &mut lines);
            }
            let signed = mask(&explanation.string_to_sign, &explanation.secrets, cx);
            lines.push(format!("  {}\n  {signed}", words().string_that_was_signed));
        }
        for (mistake, detail) in &self.envelope {
            lines.push(String::new());
            explain(*mistake, detail, &[], &mut lines);
        }
        lines
    }

    fn json(&self, report: &SignatureReport, cx: &Context) -> Value {
        let shown = cx.mask(&report.spec.string_to_sign());
        if self.right {
            return json!({ "match": true, "string_to_sign": shown });
        }
        let scheme = report.spec.scheme;
        let explanations = self.diagnosis.explanations.iter();
        let mut causes: Vec<Value> =
            explanations.map(|explanation| cause_json(explanation, scheme, cx)).collect();
        if !self.envelope.is_empty() {
            let (mistakes, details) = self.envelope.iter().cloned().unzip();
            let explanation =
                Explanation { mistakes, details, string_to_sign: String::new(), secrets: Vec::new() };
            causes.push(cause_json(&explanation, scheme, cx));
        }
        let mut json = json!({
            "match": false,
            "expected": report.signature,
            "string_to_sign": shown,
            "causes": causes,
        });
        if report.public_key.is_some() {
            json["other_key"] = (self.other_key == Some(true)).into();
            json["mended"] = self.repairs.iter().map(|repair| repair.name()).collect();
        }
        if self.diagnosis.truncated {
            json["truncated"] = true.into();
        }
        json
    }
}

fn check(report: &SignatureReport, given: &str, differences: &[Difference], cx: &Context) -> Outcome {
    let mut checked = compare(report, given);
    // What is signed stands in the header as well, and has to be the same there.
    let is_other = checked.right && differences.iter().any(|difference| difference.is_signed);
    checked.right &= !is_other;
    let mut json = checked.json(report, cx);
    let differing: Vec<String> = differences
        .iter()
        .map(|difference| (words().header_differs)(difference.name, &difference.header, &difference.own))
        .collect();
    if !differing.is_empty() {
        json["header"] = json!(differing);
    }
    if checked.right {
        for difference in &differing {
            cx.printer.warning(difference);
        }
        if checked.in_capitals {
            cx.printer.hint(words().signature_in_capitals);
        }
        if given.contains(char::is_whitespace) {
            cx.printer.warning(words().signature_wrapped);
        }
        return Outcome::json(json).report(words().signature_matches);
    }
    let mut lines = vec![words().signature_differs.to_owned()];
    lines.extend(differing);
    if is_other {
        return Outcome::json(json).report(lines.join("\n")).failed(true);
    }
    lines.extend(checked.lines(report, cx));
    lines.extend(checked.repairs.iter().map(|&repair| (words().crypt.mended)("--check", repair)));
    let unexplained = checked.diagnosis.explanations.is_empty();
    if checked.cut_off {
        lines.push(words().signature_cut_off.to_owned());
    } else if report.public_key.is_some() && is_hash(given) {
        lines.push((words().hash_for_rsa)(given.len()));
    } else if let Some((wanted, given)) = checked.lengths {
        lines.push((words().rsa_length)(wanted, given));
    } else if checked.other_key == Some(true) {
        lines.push(words().other_private_key.to_owned());
    } else if unexplained && report.public_key.is_none() && !is_hash(given) {
        lines.push((words().no_signature)(given, report.signature.len()));
    } else if unexplained && checked.repairs.is_empty() {
        lines.push(words().no_mistake_found.to_owned());
        let look = (words().where_to_look)(report.spec.scheme);
        lines.extend(look.iter().zip(1..).map(|(what, number)| format!("  {number}. {what}")));
        let shown = cx.mask(&report.spec.string_to_sign());
        lines.push(format!("{}\n{shown}", words().string_to_sign));
    }
    if checked.diagnosis.truncated {
        lines.push(words().search_truncated.to_owned());
    }
    Outcome::json(json).report(lines.join("\n")).failed(true)
}

/// Compares the `sign` that stands among the fields with the right one, and says on stderr whether it is right.
pub(super) fn inside(report: &SignatureReport, given: &str, cx: &Context) -> Value {
    let checked = compare(report, given);
    if checked.right {
        cx.printer.hint(words().sign_inside_matches);
        return checked.json(report, cx);
    }
    cx.printer.warning(&(words().sign_inside_differs)(given));
    for explanation in &checked.diagnosis.explanations {
        let each = explanation.mistakes.iter().zip(&explanation.details);
        let said = each.map(|(mistake, detail)| text::mistake(*mistake, detail, report.spec.scheme).message);
        let said = said.collect::<Vec<_>>().join(words().semicolon);
        cx.printer.hint(&mask(&said, &explanation.secrets, cx));
    }
    if checked.diagnosis.explanations.is_empty() {
        cx.printer.hint(words().sign_inside_unexplained);
    }
    checked.json(report, cx)
}

/// Returns whether a text has the form of MD5, SHA-1 or SHA-256.
fn is_hash(given: &str) -> bool {
    matches!(given.len(), 32 | 40 | 64) && given.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn cause_json(explanation: &Explanation, scheme: Scheme, cx: &Context) -> Value {
    let each = explanation.mistakes.iter().zip(&explanation.details);
    let said: Vec<_> = each.map(|(mistake, detail)| text::mistake(*mistake, detail, scheme)).collect();
    let joined = |sentences: Vec<&str>| sentences.join(words().semicolon);
    let shown = |text: &str| mask(text, &explanation.secrets, cx);
    json!({
        "cause": explanation.mistakes.iter().map(|mistake| mistake.name()).collect::<Vec<_>>(),
        "explanation": shown(&joined(said.iter().map(|said| said.message.as_str()).collect())),
        "hint": joined(said.iter().flat_map(|said| &said.hints).map(String::as_str).collect()),
        "string_to_sign": shown(&explanation.string_to_sign),
    })
}
