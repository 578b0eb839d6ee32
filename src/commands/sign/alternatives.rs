//! The other secrets and values of the developer, which a wrong signature may have been made with.

use crate::config::{KEYS, Key, ValueKind};
use crate::context::Context;
use crate::secret::Secret;
use crate::sign::{Alternatives, OtherSecret, SignatureSpec};

/// The keys whose values are a field of a signature, with the field's usual name.
const VALUES: [(Key, &str); 4] =
    [(Key::Appid, "appid"), (Key::Mchid, "mch_id"), (Key::Corpid, "appid"), (Key::OauthAppid, "appid")];

/// The shortest secret that is tried; shorter ones are placeholders.
const MIN_SECRET_BYTES: usize = 3;

/// Adds the secrets and values of the environment and of the config file, those of other profiles included, and masks
/// the secrets that the right signature does not use.
pub(super) fn add_known(alternatives: &mut Alternatives, spec: &SignatureSpec, cx: &Context) {
    let used = |value: &str| spec.key == value || spec.parts.iter().any(|part| &*part.value == value);
    // A config file that cannot be read has no other secrets.
    let Ok(settings) = cx.settings() else { return };
    for &key in KEYS.iter().filter(|key| key.info().kind == ValueKind::Secret) {
        let own = settings.secret(key).ok().flatten().map(|secret| secret.expose().to_owned());
        let others = settings.of_other_profiles(key);
        for value in own.into_iter().chain(others).filter(|value| value.len() >= MIN_SECRET_BYTES) {
            if !used(&value) {
                cx.hide(&Secret::new(&value));
                add_secret(alternatives, key.name(), &value);
            }
        }
    }
    for (key, name) in VALUES {
        let own = settings.text(key).ok().flatten();
        for value in own.into_iter().chain(settings.of_other_profiles(key)) {
            add_value(alternatives, name, &value);
        }
    }
}

/// Adds a secret with the flag or key that holds it.
pub(super) fn add_secret(alternatives: &mut Alternatives, name: &str, value: &str) {
    if alternatives.secrets.iter().all(|known| known.value != value) {
        alternatives.secrets.push(OtherSecret { name: name.to_owned(), value: value.to_owned() });
    }
}

/// Adds a value that is no secret.
pub(super) fn add_value(alternatives: &mut Alternatives, name: &str, value: &str) {
    let pair = (name.to_owned(), value.to_owned());
    if !value.is_empty() && !alternatives.values.contains(&pair) {
        alternatives.values.push(pair);
    }
}
