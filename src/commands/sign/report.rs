//! Reports a computed signature, and the check of a given one.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::CommonArgs;
use crate::commands::args::non_empty;
use crate::context::Context;
use crate::crypt::{self, PublicKey};
use crate::error::{Error, Usage};
use crate::printer::Outcome;
use crate::sign::{Alternatives, Diagnosis, Explanation, Scheme, SignatureSpec, diagnose};
use crate::text::{self, words};

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
            public_key: None,
        }
    }
}

/// Returns inputs with owned names, as in `--json`.
pub(super) fn named(inputs: Vec<(&str, String)>) -> Vec<(String, String)> {
    inputs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Returns the outcome: the signature, one field of it, or the result of `--check`.
pub(super) fn outcome(report: &SignatureReport, args: &CommonArgs, cx: &Context) -> Result<Outcome, Error> {
    for note in &report.notes {
        cx.printer.hint(note);
    }
    if let Some(given) = &args.check {
        let given = non_empty("--check", given.trim().to_owned())?;
        return Ok(check(report, &given, cx));
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

fn inputs(report: &SignatureReport) -> Value {
    report.inputs.iter().map(|(name, value)| (name.clone(), json!(value))).collect::<Map<_, _>>().into()
}

fn check(report: &SignatureReport, given: &str, cx: &Context) -> Outcome {
    let string_to_sign = report.spec.string_to_sign();
    let shown = cx.mask(&string_to_sign);
    let decoded = report.public_key.as_ref().and_then(|_| crypt::decode(given).ok());
    let (bytes, repairs) = decoded.map(|decoded| (decoded.bytes, decoded.repairs)).unwrap_or_default();
    let unmended = repairs.is_empty() && (report.public_key.is_none() || given.len().is_multiple_of(4));
    let right = match &report.public_key {
        Some(key) => key.verifies(string_to_sign.as_bytes(), &bytes),
        None => report.spec.matches(given),
    };
    if right && unmended {
        let json = json!({ "match": true, "string_to_sign": shown });
        return Outcome::json(json).report(words().signature_matches);
    }
    // The signed digest is recovered from an RSA signature once, so that the search only compares hashes.
    let digest = report.public_key.as_ref().map(|key| key.signed_digest(&bytes));
    let diagnosis = match digest {
        Some(Some(digest)) => diagnose(&report.spec, &report.alternatives, |spec| {
            Sha256::digest(spec.string_to_sign().as_bytes())[..] == digest
        }),
        Some(None) => Diagnosis::default(),
        None => diagnose(&report.spec, &report.alternatives, |spec| spec.matches(given)),
    };
    let mut lines = vec![words().signature_differs.to_owned()];
    for explanation in &diagnosis.explanations {
        lines.push(String::new());
        for mistake in &explanation.mistakes {
            let said = text::mistake(*mistake, report.spec.scheme);
            lines.push(format!("{}{}{}", mistake.name(), words().colon, said.message));
            lines.extend(said.hints.iter().map(|hint| format!("  {}{}{hint}", words().hint, words().colon)));
        }
        lines.push(format!(
            "  {}\n  {}",
            words().string_that_was_signed,
            cx.mask(&explanation.string_to_sign)
        ));
    }
    lines.extend(repairs.iter().map(|&repair| (words().crypt.mended)("--check", repair)));
    if right && repairs.is_empty() {
        lines.push(words().signature_cut_off.to_owned());
    } else if digest == Some(None) {
        lines.push(words().other_private_key.to_owned());
    } else if report.public_key.is_none() && !is_hash(given) {
        lines.push((words().no_signature)(given, report.signature.len()));
    } else if diagnosis.explanations.is_empty() && repairs.is_empty() {
        lines.push(words().no_mistake_found.to_owned());
        let look = (words().where_to_look)(report.spec.scheme);
        lines.extend(look.iter().zip(1..).map(|(what, number)| format!("  {number}. {what}")));
        lines.push(format!("{}\n{shown}", words().string_to_sign));
    }
    if diagnosis.truncated {
        lines.push(words().search_truncated.to_owned());
    }
    let causes: Vec<Value> = diagnosis
        .explanations
        .iter()
        .map(|explanation| cause_json(explanation, report.spec.scheme, cx))
        .collect();
    let mut json = json!({
        "match": false,
        "expected": report.signature,
        "string_to_sign": shown,
        "causes": causes,
    });
    if let Some(digest) = digest {
        json["other_key"] = digest.is_none().into();
        json["mended"] = repairs.iter().map(|repair| repair.name()).collect();
    }
    if diagnosis.truncated {
        json["truncated"] = true.into();
    }
    Outcome::json(json).report(lines.join("\n")).failed(true)
}

/// Returns whether a text has the form of MD5, SHA-1 or SHA-256.
fn is_hash(given: &str) -> bool {
    matches!(given.len(), 32 | 40 | 64) && given.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn cause_json(explanation: &Explanation, scheme: Scheme, cx: &Context) -> Value {
    let said: Vec<_> = explanation.mistakes.iter().map(|mistake| text::mistake(*mistake, scheme)).collect();
    let joined = |sentences: Vec<&str>| sentences.join(words().semicolon);
    json!({
        "cause": explanation.mistakes.iter().map(|mistake| mistake.name()).collect::<Vec<_>>(),
        "explanation": joined(said.iter().map(|said| said.message.as_str()).collect()),
        "hint": joined(said.iter().flat_map(|said| &said.hints).map(String::as_str).collect()),
        "string_to_sign": cx.mask(&explanation.string_to_sign),
    })
}
