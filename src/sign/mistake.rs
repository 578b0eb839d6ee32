//! Known mistakes in signing, each as a change to a [`SignatureSpec`]. They are those that developers report: JS-SDK
//! `invalid signature`, pay v2 `签名错误`, callbacks that do not verify.

mod url;

use self::url::{host_case, ports, trailing_slash};
use super::percent::{ENCODERS, encode_uri, encodings, percent_decode};
use super::reserialise::reserialisations;
use super::spec::{Digest, Form, Order, Part, Role, SignatureSpec};

/// Declares the mistakes in search order: each variant, and its name in the documentation and in `--json`.
macro_rules! mistakes {
    ($($variant:ident $name:literal)*) => {
        /// A known mistake.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is explained in `text`, in both languages")]
        pub enum Mistake { $($variant),* }

        /// All mistakes, in search order.
        pub const MISTAKES: &[Mistake] = &[$(Mistake::$variant),*];

        impl Mistake {
            /// Returns the name used in the documentation and in `--json`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

mistakes! {
    UrlFragmentKept "url-fragment-kept"
    UrlHtmlEscaped "url-html-escaped"
    UrlEncoded "url-encoded"
    UrlEncodedTwice "url-encoded-twice"
    UrlDecoded "url-decoded"
    UrlSchemeSwapped "url-scheme-swapped"
    UrlTrailingSlash "url-trailing-slash"
    UrlQueryDropped "url-query-dropped"
    UrlPort "url-port"
    UrlHostCase "url-host-case"
    TimestampMilliseconds "timestamp-milliseconds"
    NonceKeyCamelCase "nonce-key-camel-case"
    NonceCase "nonce-case"
    TicketWithSpace "ticket-with-space"
    TokenWithSpace "token-with-space"
    TicketKind "ticket-kind"
    TicketOfOtherProfile "ticket-of-other-profile"
    NotSorted "not-sorted"
    SortedByName "sorted-by-name"
    EmptyValuesIncluded "empty-values-included"
    SignFieldIncluded "sign-field-included"
    KeyMissing "key-missing"
    KeyCase "key-case"
    ValuesEncoded "values-encoded"
    Md5ForHmac "md5-for-hmac"
    HmacForMd5 "hmac-for-md5"
    UppercaseLowercase "uppercase-lowercase"
    V2KeyAsV3 "v2-key-as-v3"
    BodyReserialised "body-reserialised"
    NewlineMissing "newline-missing"
    NewlineCrlf "newline-crlf"
    WrongFieldSigned "wrong-field-signed"
}

/// Other values of the same developer that may have been used by mistake.
#[derive(Clone, Default)]
pub struct Alternatives {
    /// The ticket of the other kind: `wx_card` for `jsapi`, and the reverse.
    pub ticket_of_other_kind: Option<String>,
    /// The tickets of the same kind of other profiles.
    pub tickets_of_others: Vec<String>,
    /// The key of the other version of WeChat Pay.
    pub other_key: Option<String>,
}

impl Mistake {
    /// Returns the specifications that the mistake leads to; empty if the mistake is not possible here. Mistakes with
    /// hundreds of values have the rest of them in [`Self::rare_variants`].
    pub fn variants(self, spec: &SignatureSpec, other: &Alternatives) -> Vec<SignatureSpec> {
        let url = |change: fn(&str) -> Vec<String>| replace(spec, Role::Url, |part| change(&part.value));
        match self {
            Self::UrlFragmentKept => replace(spec, Role::Url, |part| match &part.given {
                Some(given) => vec![given.clone()],
                None => ["#", "#/", "#wechat_redirect"]
                    .iter()
                    .map(|tail| format!("{}{tail}", part.value))
                    .collect(),
            }),
            Self::UrlHtmlEscaped => url(|url| vec![url.replace('&', "&amp;")]),
            Self::UrlEncoded => url(|url| [encodings(url), vec![encode_uri(url)]].concat()),
            Self::UrlEncodedTwice => {
                url(|url| ENCODERS.iter().map(|encoder| encoder.encode(&encoder.encode(url))).collect())
            }
            Self::UrlDecoded => url(|url| vec![percent_decode(url), percent_decode(&url.replace('+', " "))]),
            Self::UrlSchemeSwapped => url(|url| match url.split_once("://") {
                Some(("http", rest)) => vec![format!("https://{rest}")],
                Some(("https", rest)) => vec![format!("http://{rest}")],
                _ => vec![],
            }),
            Self::UrlTrailingSlash => url(trailing_slash),
            Self::UrlQueryDropped => {
                url(|url| url.split_once('?').map(|(bare, _)| bare.to_owned()).into_iter().collect())
            }
            Self::UrlPort => url(ports),
            Self::UrlHostCase => url(host_case),
            Self::TimestampMilliseconds => replace(spec, Role::Timestamp, |part| milliseconds(&part.value)),
            Self::NonceKeyCamelCase => rename_nonce(spec),
            Self::NonceCase => {
                replace(spec, Role::Nonce, |part| vec![part.value.to_lowercase(), part.value.to_uppercase()])
            }
            Self::TicketWithSpace => {
                [replace(spec, Role::Ticket, |part| spaced(&part.value)), spaced_key(spec)].concat()
            }
            Self::TokenWithSpace => replace(spec, Role::Token, |part| spaced(&part.value)),
            Self::TicketKind => {
                replace(spec, Role::Ticket, |_| other.ticket_of_other_kind.iter().cloned().collect())
            }
            Self::TicketOfOtherProfile => replace(spec, Role::Ticket, |_| other.tickets_of_others.clone()),
            Self::NotSorted if spec.order != Order::Given => unsorted(spec),
            Self::NotSorted if spec.form == Form::Values => given(spec, reversed(&spec.parts)),
            Self::SortedByName if spec.order == Order::Value => {
                vec![SignatureSpec { order: Order::Name, ..spec.clone() }]
            }
            Self::EmptyValuesIncluded if !spec.keep_empty => {
                vec![SignatureSpec { keep_empty: true, ..spec.clone() }]
            }
            Self::SignFieldIncluded if !spec.keep_sign => {
                vec![SignatureSpec { keep_sign: true, ..spec.clone() }]
            }
            Self::KeyMissing if has_key(spec) => vec![SignatureSpec { key_name: "", ..spec.clone() }],
            Self::KeyMissing => without_secret(spec),
            Self::KeyCase if has_key(spec) => key_cases(spec),
            Self::KeyCase => app_key_cases(spec),
            Self::ValuesEncoded if spec.form == Form::Pairs => encoded_values(spec),
            Self::Md5ForHmac if spec.digest == Digest::HmacSha256 && spec.form == Form::Pairs => {
                vec![SignatureSpec { digest: Digest::Md5, ..spec.clone() }]
            }
            Self::HmacForMd5 if spec.digest == Digest::Md5 => {
                vec![SignatureSpec { digest: Digest::HmacSha256, ..spec.clone() }]
            }
            Self::UppercaseLowercase if !is_lines(spec) => {
                vec![SignatureSpec { upper: !spec.upper, ..spec.clone() }]
            }
            Self::V2KeyAsV3 => {
                other.other_key.iter().map(|key| SignatureSpec { key: key.clone(), ..spec.clone() }).collect()
            }
            Self::BodyReserialised => replace(spec, Role::Body, |part| reserialisations(&part.value)),
            Self::NewlineMissing if spec.form == Form::Lines => {
                vec![SignatureSpec { form: Form::LinesWithoutEnd, ..spec.clone() }]
            }
            Self::NewlineCrlf if spec.form == Form::Lines => {
                vec![SignatureSpec { form: Form::CrlfLines, ..spec.clone() }]
            }
            Self::WrongFieldSigned => wrong_field(spec),
            Self::NotSorted
            | Self::SortedByName
            | Self::EmptyValuesIncluded
            | Self::SignFieldIncluded
            | Self::ValuesEncoded
            | Self::Md5ForHmac
            | Self::HmacForMd5
            | Self::UppercaseLowercase
            | Self::NewlineMissing
            | Self::NewlineCrlf => Vec::new(),
        }
    }

    /// Returns the further specifications of a mistake that has hundreds: every millisecond of a second, every order
    /// of up to six values.
    pub fn rare_variants(self, spec: &SignatureSpec) -> Box<dyn Iterator<Item = SignatureSpec> + '_> {
        match self {
            Self::TimestampMilliseconds => Box::new(every_millisecond(spec)),
            Self::NotSorted if spec.order != Order::Given && spec.parts.len() <= 6 => {
                Box::new(orders(spec.parts.len()).filter_map(|order| {
                    let parts: Vec<Part> = order.iter().map(|&at| spec.parts[at].clone()).collect();
                    given(spec, parts).pop()
                }))
            }
            _ => Box::new(std::iter::empty()),
        }
    }
}

/// Returns whether the form is that of RSA signatures, which are not in hexadecimal digits.
fn is_lines(spec: &SignatureSpec) -> bool {
    matches!(spec.form, Form::Lines | Form::CrlfLines | Form::LinesWithoutEnd)
}

/// Returns a specification for every other value of the first part of this role.
fn replace(spec: &SignatureSpec, role: Role, values: impl Fn(&Part) -> Vec<String>) -> Vec<SignatureSpec> {
    let Some(position) = spec.parts.iter().position(|part| part.role == role) else { return Vec::new() };
    let mut specs: Vec<SignatureSpec> = Vec::new();
    for value in values(&spec.parts[position]) {
        if value != spec.parts[position].value {
            let mut other = spec.clone();
            other.parts[position].value = value;
            if !specs.contains(&other) {
                specs.push(other);
            }
        }
    }
    specs
}

fn has_key(spec: &SignatureSpec) -> bool {
    spec.form == Form::Pairs && !spec.key.is_empty() && !spec.key_name.is_empty()
}

fn is_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn milliseconds(value: &str) -> Vec<String> {
    match value.len() {
        _ if !is_digits(value) => Vec::new(),
        13 => vec![value[..10].to_owned()],
        _ => vec![format!("{value}000")],
    }
}

fn every_millisecond(spec: &SignatureSpec) -> impl Iterator<Item = SignatureSpec> + '_ {
    let seconds =
        |part: &Part| part.role == Role::Timestamp && is_digits(&part.value) && part.value.len() != 13;
    let position = spec.parts.iter().position(seconds);
    position.into_iter().flat_map(move |position| {
        (1..1000).map(move |ms| {
            let mut other = spec.clone();
            other.parts[position].value = format!("{}{ms:03}", spec.parts[position].value);
            other
        })
    })
}

fn rename_nonce(spec: &SignatureSpec) -> Vec<SignatureSpec> {
    let Some(position) = spec.parts.iter().position(|part| part.role == Role::Nonce) else {
        return Vec::new();
    };
    if spec.form != Form::Pairs {
        return Vec::new();
    }
    ["nonceStr", "noncestr", "nonce_str"]
        .iter()
        .filter(|name| spec.parts[position].name != **name)
        .map(|name| {
            let mut other = spec.clone();
            (*name).clone_into(&mut other.parts[position].name);
            other
        })
        .collect()
}

fn spaced(value: &str) -> Vec<String> {
    let bare = value.trim();
    let mut values: Vec<String> =
        ["\n", "\r\n", " ", "\t"].iter().map(|space| format!("{value}{space}")).collect();
    values.extend([format!(" {value}"), format!("\n{value}"), bare.to_owned()]);
    values
}

fn key_cases(spec: &SignatureSpec) -> Vec<SignatureSpec> {
    let keys = [spec.key.to_lowercase(), spec.key.to_uppercase()];
    let keys =
        keys.into_iter().filter(|key| *key != spec.key).map(|key| SignatureSpec { key, ..spec.clone() });
    let names = ["KEY", "Key"].into_iter().map(|key_name| SignatureSpec { key_name, ..spec.clone() });
    keys.chain(names).collect()
}

fn encoded_values(spec: &SignatureSpec) -> Vec<SignatureSpec> {
    let mut specs: Vec<SignatureSpec> = Vec::new();
    for encoder in &ENCODERS {
        let mut other = spec.clone();
        for part in &mut other.parts {
            part.value = encoder.encode(&part.value);
        }
        if other != *spec && !specs.contains(&other) {
            specs.push(other);
        }
    }
    specs
}

/// Returns the specifications with the values as given, in reverse, and sorted by name without regard to case.
fn unsorted(spec: &SignatureSpec) -> Vec<SignatureSpec> {
    let mut by_any_case = spec.parts.clone();
    by_any_case.sort_by_key(|part| part.name.to_lowercase());
    let mut found = given(spec, spec.parts.clone());
    found.extend(given(spec, reversed(&spec.parts)));
    if spec.form == Form::Pairs {
        found.extend(given(spec, by_any_case));
    }
    found.dedup();
    found
}

fn reversed(parts: &[Part]) -> Vec<Part> {
    parts.iter().rev().cloned().collect()
}

/// Returns the specification with its parts in this order. Returns none if they are sorted by name, which is either
/// [`Mistake::SortedByName`] or right.
fn given(spec: &SignatureSpec, parts: Vec<Part>) -> Vec<SignatureSpec> {
    let by_name = parts.is_sorted_by(|one, other| one.name <= other.name);
    let other = SignatureSpec { order: Order::Given, parts, ..spec.clone() };
    if by_name && spec.order != Order::Given { Vec::new() } else { vec![other] }
}

/// Returns all orders of the numbers below `count`.
fn orders(count: usize) -> impl Iterator<Item = Vec<usize>> {
    let total: usize = (1..=count).product();
    (0..total).map(move |mut number| {
        let mut rest: Vec<usize> = (0..count).collect();
        (1..=count)
            .rev()
            .map(|left| {
                let at = number % left;
                number /= left;
                rest.remove(at)
            })
            .collect()
    })
}

/// Returns the specifications with white space around the key of pay v2 or of an HMAC.
fn spaced_key(spec: &SignatureSpec) -> Vec<SignatureSpec> {
    if spec.key.is_empty() {
        return Vec::new();
    }
    let other = spaced(&spec.key).into_iter().filter(|key| *key != spec.key);
    other.map(|key| SignatureSpec { key, ..spec.clone() }).collect()
}

/// Returns the position of the `appkey` of 2014 among the values.
fn app_key(spec: &SignatureSpec) -> Option<usize> {
    spec.parts.iter().position(|part| part.name == "appkey")
}

/// Returns the specification without the secret among its values: `appkey` of 2014, `session_key`.
fn without_secret(spec: &SignatureSpec) -> Vec<SignatureSpec> {
    let session = |part: &Part| part.name == "session_key";
    let position = app_key(spec).or_else(|| spec.parts.iter().position(session));
    position
        .map(|position| {
            let mut other = spec.clone();
            other.parts.remove(position);
            other
        })
        .into_iter()
        .collect()
}

fn app_key_cases(spec: &SignatureSpec) -> Vec<SignatureSpec> {
    let Some(position) = app_key(spec) else { return Vec::new() };
    let changed = |change: &dyn Fn(&mut Part)| {
        let mut other = spec.clone();
        change(&mut other.parts[position]);
        other
    };
    let specs = [
        changed(&|part| part.value = part.value.to_lowercase()),
        changed(&|part| part.value = part.value.to_uppercase()),
        changed(&|part| "appKey".clone_into(&mut part.name)),
    ];
    specs.into_iter().filter(|other| other != spec).collect()
}

/// Returns the specification of `signature` in place of `msg_signature`.
fn wrong_field(spec: &SignatureSpec) -> Vec<SignatureSpec> {
    let encrypt = |part: &Part| part.name == "encrypt";
    if !spec.parts.iter().any(encrypt) {
        return Vec::new();
    }
    let mut without = spec.clone();
    without.parts.retain(|part| !encrypt(part));
    vec![without]
}
