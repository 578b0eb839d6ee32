//! Values that several commands of WeChat Pay take: amounts, numbers, partners, further members.

use clap::Args;
use serde_json::{Map, Value};

use crate::commands::args::{setting, value};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::{PayWanted, Wanted};
use crate::message::SAMPLE_APPID;
use crate::pay::Fen;
use crate::text::help;

/// An amount in yuan or in fen.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct AmountArgs {
    /// `--yuan`
    #[arg(long, value_name = "YUAN", help = help().pay.yuan)]
    pub yuan: Option<String>,
    /// `--fen`
    #[arg(long, value_name = "FEN", help = help().pay.fen)]
    pub fen: Option<String>,
}

impl AmountArgs {
    /// Returns the amount.
    pub(super) fn amount(&self) -> Result<Fen, Error> {
        match (&self.yuan, &self.fen) {
            (Some(yuan), _) => self::yuan("--yuan", yuan),
            (None, fen) => self::fen("--fen", fen.as_deref().unwrap_or_default()),
        }
    }
}

/// The sub-merchant of a partner (服务商).
#[derive(Debug, Args)]
pub(crate) struct PartnerArgs {
    /// `--sub-mchid`
    #[arg(long, value_name = "ID", help = help().pay.sub_mchid)]
    pub sub_mchid: Option<String>,
}

pub(super) fn wrong(flag: &'static str, value: &str, wanted: PayWanted) -> Error {
    Usage::Value { flag, value: value.to_owned(), wanted: Wanted::Pay(wanted) }.into()
}

/// Parses an amount in yuan.
pub(super) fn yuan(flag: &'static str, text: &str) -> Result<Fen, Error> {
    Fen::from_yuan(text).ok_or_else(|| wrong(flag, text, PayWanted::Yuan))
}

/// Parses an amount in fen.
pub(super) fn fen(flag: &'static str, text: &str) -> Result<Fen, Error> {
    Fen::from_fen(text).ok_or_else(|| wrong(flag, text, PayWanted::Fen))
}

/// Returns a number of the merchant's own, checked; without one, a new one that begins with `prefix` and the date.
pub(super) fn own_number(
    flag: &'static str,
    given: Option<&String>,
    (is_right, wanted): (fn(&str) -> bool, PayWanted),
    prefix: &str,
    cx: &Context,
) -> Result<String, Error> {
    match given {
        Some(given) if is_right(given) => Ok(given.clone()),
        Some(given) => Err(wrong(flag, given, wanted)),
        None => Ok(format!("{prefix}{}{}", cx.now(), crate::sign::hex(&cx.random::<5>()?))),
    }
}

/// Returns a text of at most this many characters.
pub(super) fn text(flag: &'static str, given: &str, most: usize) -> Result<String, Error> {
    if given.is_empty() {
        return Err(Usage::Value { flag, value: String::new(), wanted: Wanted::NotEmpty }.into());
    }
    if given.chars().count() > most {
        return Err(Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Chars(most) }.into());
    }
    Ok(given.to_owned())
}

/// Returns the appid: that of the flag, else the configured one, else that of the built-in mock.
pub(super) fn appid(given: Option<&String>, is_mock: bool, cx: &Context) -> Result<String, Error> {
    match setting("--appid", given, Key::Appid, cx) {
        Err(_) if is_mock => Ok(SAMPLE_APPID.to_owned()),
        found => found,
    }
}

/// Returns the URL for notifications: that of the flag, else the configured one.
pub(super) fn notify_url(given: Option<&String>, cx: &Context) -> Result<Option<String>, Error> {
    const MAX_URL: usize = 255;
    let configured = || cx.settings().and_then(|settings| Ok(settings.text(Key::PayNotifyUrl)?));
    let Some(found) = given.cloned().map_or_else(configured, |given| Ok(Some(given)))? else {
        return Ok(None);
    };
    let right = url::Url::parse(&found).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.query().is_none() && url.fragment().is_none()
    });
    if !right || found.len() > MAX_URL {
        return Err(wrong("--notify-url", &found, PayWanted::NotifyUrl));
    }
    Ok(Some(found))
}

/// Adds the members of `--data` to a body; they replace those of other flags.
pub(super) fn add_data(body: &mut Value, given: Option<&String>, cx: &Context) -> Result<(), Error> {
    let Some(given) = given else { return Ok(()) };
    let text = value("--data", given, cx)?;
    let wrong = |error: serde_json::Error| Usage::BrokenFields {
        format: "JSON",
        at: Some((error.line(), error.column())),
    };
    let members: Map<String, Value> = serde_json::from_str(&text).map_err(wrong)?;
    merge(body, Value::Object(members));
    Ok(())
}

/// Adds members at any depth.
fn merge(to: &mut Value, from: Value) {
    match (to, from) {
        (Value::Object(to), Value::Object(from)) => {
            for (name, value) in from {
                merge(to.entry(name).or_insert(Value::Null), value);
            }
        }
        (to, from) => *to = from,
    }
}

/// Returns the path of a number in a URL, with its odd characters encoded.
pub(super) fn encoded(number: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    number
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{encoded, merge};

    #[test]
    fn members_are_added_at_any_depth() {
        let mut body = json!({ "amount": { "total": 1 }, "a": 1 });
        merge(&mut body, json!({ "amount": { "currency": "CNY" }, "a": [2], "b": null }));
        assert_eq!(body, json!({ "amount": { "total": 1, "currency": "CNY" }, "a": [2], "b": null }));
        assert_eq!(encoded("a|b*-_"), "a%7Cb%2A-_");
    }
}
