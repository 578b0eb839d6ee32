//! A signature for people and for scripts, and the verdict on one that was given.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::CommonArgs;
use crate::commands::inputs::non_empty;
use crate::context::Context;
use crate::crypt::{self, PublicKey};
use crate::error::{Error, Usage};
use crate::printer::Outcome;
use crate::sign::{Alternatives, Diagnosis, Found, Plan, Scheme, diagnose};
use crate::text::{self, words};

/// A signature that was computed.
pub(super) struct Signed {
    /// The values that went in; secrets are left out.
    pub(super) inputs: Vec<(String, String)>,
    pub(super) plan: Plan,
    pub(super) signature: String,
    /// What is built around it, by the name that it has in `--json`.
    pub(super) results: Vec<(&'static str, Value)>,
    /// The same for people: something to paste.
    pub(super) snippet: String,
    /// What deserves attention.
    pub(super) notes: Vec<&'static str>,
    pub(super) alternatives: Alternatives,
    /// For RSA: what the signature is verified with.
    pub(super) public_key: Option<PublicKey>,
}

impl Signed {
    /// A hash, computed from its plan.
    pub(super) fn hash(plan: Plan, inputs: Vec<(&'static str, String)>) -> Self {
        let signature = plan.signature();
        Self {
            inputs: named(inputs),
            plan,
            signature,
            results: Vec::new(),
            snippet: String::new(),
            notes: Vec::new(),
            alternatives: Alternatives::default(),
            public_key: None,
        }
    }
}

/// Inputs by the names that they have in `--json`.
pub(super) fn named(inputs: Vec<(&str, String)>) -> Vec<(String, String)> {
    inputs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The outcome: the signature, one field of it, or a diagnosis.
pub(super) fn outcome(signed: &Signed, args: &CommonArgs, cx: &Context) -> Result<Outcome, Error> {
    for note in &signed.notes {
        cx.printer.hint(note);
    }
    if let Some(given) = &args.check {
        let given = non_empty("--check", given.trim().to_owned())?;
        return Ok(check(signed, &given, cx));
    }
    let mut json = Map::new();
    json.insert("inputs".to_owned(), inputs(signed));
    // --print gives the bytes that are signed, as for a hash of one's own.
    let whole = args.print.is_some();
    let string_to_sign = signed.plan.string_to_sign();
    let string_to_sign = if whole { string_to_sign } else { cx.mask(&string_to_sign) };
    json.insert("string_to_sign".to_owned(), json!(string_to_sign));
    json.insert("signature".to_owned(), json!(signed.signature));
    json.extend(signed.results.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
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
        signed.signature
    );
    if !signed.snippet.is_empty() {
        text = format!("{text}\n{}\n", signed.snippet);
    }
    Ok(Outcome::value(Value::Object(json), text))
}

fn inputs(signed: &Signed) -> Value {
    signed.inputs.iter().map(|(name, value)| (name.clone(), json!(value))).collect::<Map<_, _>>().into()
}

fn check(signed: &Signed, given: &str, cx: &Context) -> Outcome {
    let string_to_sign = signed.plan.string_to_sign();
    let shown = cx.mask(&string_to_sign);
    let decoded = signed.public_key.as_ref().and_then(|_| crypt::decode(given).ok());
    let (bytes, mends) = decoded.map(|decoded| (decoded.bytes, decoded.mends)).unwrap_or_default();
    let unmended = mends.is_empty() && (signed.public_key.is_none() || given.len().is_multiple_of(4));
    let right = match &signed.public_key {
        Some(key) => key.verifies(string_to_sign.as_bytes(), &bytes),
        None => signed.plan.matches(given),
    };
    if right && unmended {
        let json = json!({ "match": true, "string_to_sign": shown });
        return Outcome::json(json).report(words().signature_matches);
    }
    // What RSA signed is read from the signature once, so that the search compares hashes only.
    let digest = signed.public_key.as_ref().map(|key| key.signed_digest(&bytes));
    let diagnosis = match digest {
        Some(Some(digest)) => diagnose(&signed.plan, &signed.alternatives, |plan| {
            Sha256::digest(plan.string_to_sign().as_bytes())[..] == digest
        }),
        Some(None) => Diagnosis::default(),
        None => diagnose(&signed.plan, &signed.alternatives, |plan| plan.matches(given)),
    };
    let mut lines = vec![words().signature_differs.to_owned()];
    for found in &diagnosis.found {
        lines.push(String::new());
        for mistake in &found.mistakes {
            let said = text::mistake(*mistake, signed.plan.scheme);
            lines.push(format!("{}{}{}", mistake.name(), words().colon, said.message));
            lines.extend(said.hints.iter().map(|hint| format!("  {}{}{hint}", words().hint, words().colon)));
        }
        lines.push(format!("  {}\n  {}", words().string_that_was_signed, cx.mask(&found.string_to_sign)));
    }
    lines.extend(mends.iter().map(|&mend| (words().crypt.mended)("--check", mend)));
    if right && mends.is_empty() {
        lines.push(words().signature_cut_off.to_owned());
    } else if digest == Some(None) {
        lines.push(words().other_private_key.to_owned());
    } else if signed.public_key.is_none() && !is_hash(given) {
        lines.push((words().no_signature)(given, signed.signature.len()));
    } else if diagnosis.found.is_empty() && mends.is_empty() {
        lines.push(words().no_mistake_found.to_owned());
        let look = (words().where_to_look)(signed.plan.scheme);
        lines.extend(look.iter().zip(1..).map(|(what, number)| format!("  {number}. {what}")));
        lines.push(format!("{}\n{shown}", words().string_to_sign));
    }
    if diagnosis.truncated {
        lines.push(words().search_truncated.to_owned());
    }
    let causes: Vec<Value> =
        diagnosis.found.iter().map(|found| cause_json(found, signed.plan.scheme, cx)).collect();
    let mut json = json!({
        "match": false,
        "expected": signed.signature,
        "string_to_sign": shown,
        "causes": causes,
    });
    if let Some(digest) = digest {
        json["other_key"] = digest.is_none().into();
        json["mended"] = mends.iter().map(|mend| mend.name()).collect();
    }
    if diagnosis.truncated {
        json["truncated"] = true.into();
    }
    Outcome::json(json).report(lines.join("\n")).failed(true)
}

/// Whether this can be what MD5, SHA-1 or SHA-256 yield.
fn is_hash(given: &str) -> bool {
    matches!(given.len(), 32 | 40 | 64) && given.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn cause_json(found: &Found, scheme: Scheme, cx: &Context) -> Value {
    let said: Vec<_> = found.mistakes.iter().map(|mistake| text::mistake(*mistake, scheme)).collect();
    let joined = |sentences: Vec<&str>| sentences.join(words().semicolon);
    json!({
        "cause": found.mistakes.iter().map(|mistake| mistake.name()).collect::<Vec<_>>(),
        "explanation": joined(said.iter().map(|said| said.message.as_str()).collect()),
        "hint": joined(said.iter().flat_map(|said| &said.hints).map(String::as_str).collect()),
        "string_to_sign": cx.mask(&found.string_to_sign),
    })
}
