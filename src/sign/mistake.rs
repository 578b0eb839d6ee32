//! What people get wrong, each as a change to a [`Plan`] (`pains` of developers: JS-SDK `invalid signature`, pay v2
//! `签名错误`, callbacks that do not verify).

use super::percent::{ENCODERS, decoded, encode_uri, encodings};
use super::plan::{Digest, Form, Order, Part, Plan, Role};
use super::rewritten::reserialisations;

/// Every mistake once: its variant, and its name in the documentation and in `--json`; in the order in which they are
/// looked for.
macro_rules! mistakes {
    ($($variant:ident $name:literal)*) => {
        /// A known mistake.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is explained in `text`, in both languages")]
        pub enum Mistake { $($variant),* }

        /// Every mistake, in the order in which they are looked for.
        pub const MISTAKES: &[Mistake] = &[$(Mistake::$variant),*];

        impl Mistake {
            /// Its name, as it stands in the documentation and in `--json`.
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

/// Values that belong to the same account and might have been taken instead.
#[derive(Clone, Default)]
pub struct Alternatives {
    /// The ticket of the other kind: `wx_card` for `jsapi` and back.
    pub ticket_of_other_kind: Option<String>,
    /// The same tickets of other profiles.
    pub tickets_of_others: Vec<String>,
    /// The key of the other version of WeChat Pay.
    pub other_key: Option<String>,
}

impl Mistake {
    /// The plans of somebody who makes it; none where the plan has nothing that it applies to. What has hundreds of
    /// values is left to [`Self::rare`].
    pub fn variants(self, plan: &Plan, other: &Alternatives) -> Vec<Plan> {
        let url = |change: fn(&str) -> Vec<String>| replace(plan, Role::Url, |part| change(&part.value));
        match self {
            Self::UrlFragmentKept => replace(plan, Role::Url, |part| match &part.given {
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
            Self::UrlDecoded => url(|url| vec![decoded(url), decoded(&url.replace('+', " "))]),
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
            Self::TimestampMilliseconds => replace(plan, Role::Timestamp, |part| milliseconds(&part.value)),
            Self::NonceKeyCamelCase => rename_nonce(plan),
            Self::NonceCase => {
                replace(plan, Role::Nonce, |part| vec![part.value.to_lowercase(), part.value.to_uppercase()])
            }
            Self::TicketWithSpace => {
                [replace(plan, Role::Ticket, |part| spaced(&part.value)), spaced_key(plan)].concat()
            }
            Self::TokenWithSpace => replace(plan, Role::Token, |part| spaced(&part.value)),
            Self::TicketKind => {
                replace(plan, Role::Ticket, |_| other.ticket_of_other_kind.iter().cloned().collect())
            }
            Self::TicketOfOtherProfile => replace(plan, Role::Ticket, |_| other.tickets_of_others.clone()),
            Self::NotSorted if plan.order != Order::Given => unsorted(plan),
            Self::NotSorted if plan.form == Form::Values => given(plan, reversed(&plan.parts)),
            Self::SortedByName if plan.order == Order::Value => {
                vec![Plan { order: Order::Name, ..plan.clone() }]
            }
            Self::EmptyValuesIncluded if !plan.keep_empty => vec![Plan { keep_empty: true, ..plan.clone() }],
            Self::SignFieldIncluded if !plan.keep_sign => vec![Plan { keep_sign: true, ..plan.clone() }],
            Self::KeyMissing if has_key(plan) => vec![Plan { key_name: "", ..plan.clone() }],
            Self::KeyMissing => without_secret(plan),
            Self::KeyCase if has_key(plan) => key_cases(plan),
            Self::KeyCase => app_key_cases(plan),
            Self::ValuesEncoded if plan.form == Form::Pairs => encoded_values(plan),
            Self::Md5ForHmac if plan.digest == Digest::HmacSha256 && plan.form == Form::Pairs => {
                vec![Plan { digest: Digest::Md5, ..plan.clone() }]
            }
            Self::HmacForMd5 if plan.digest == Digest::Md5 => {
                vec![Plan { digest: Digest::HmacSha256, ..plan.clone() }]
            }
            Self::UppercaseLowercase if !is_lines(plan) => vec![Plan { upper: !plan.upper, ..plan.clone() }],
            Self::V2KeyAsV3 => {
                other.other_key.iter().map(|key| Plan { key: key.clone(), ..plan.clone() }).collect()
            }
            Self::BodyReserialised => replace(plan, Role::Body, |part| reserialisations(&part.value)),
            Self::NewlineMissing if plan.form == Form::Lines => {
                vec![Plan { form: Form::LinesWithoutEnd, ..plan.clone() }]
            }
            Self::NewlineCrlf if plan.form == Form::Lines => {
                vec![Plan { form: Form::CrlfLines, ..plan.clone() }]
            }
            Self::WrongFieldSigned => wrong_field(plan),
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

    /// Further plans of somebody who makes it, of which there are hundreds: every millisecond of a second, every order
    /// of up to six values.
    pub fn rare(self, plan: &Plan) -> Box<dyn Iterator<Item = Plan> + '_> {
        match self {
            Self::TimestampMilliseconds => Box::new(every_millisecond(plan)),
            Self::NotSorted if plan.order != Order::Given && plan.parts.len() <= 6 => {
                Box::new(orders(plan.parts.len()).filter_map(|order| {
                    let parts: Vec<Part> = order.iter().map(|&at| plan.parts[at].clone()).collect();
                    given(plan, parts).pop()
                }))
            }
            _ => Box::new(std::iter::empty()),
        }
    }
}

/// Whether it is signed with RSA, whose signature has no digits.
fn is_lines(plan: &Plan) -> bool {
    matches!(plan.form, Form::Lines | Form::CrlfLines | Form::LinesWithoutEnd)
}

/// A plan for every other value of the first part of that role.
fn replace(plan: &Plan, role: Role, values: impl Fn(&Part) -> Vec<String>) -> Vec<Plan> {
    let Some(position) = plan.parts.iter().position(|part| part.role == role) else { return Vec::new() };
    let mut plans: Vec<Plan> = Vec::new();
    for value in values(&plan.parts[position]) {
        if value != plan.parts[position].value {
            let mut other = plan.clone();
            other.parts[position].value = value;
            if !plans.contains(&other) {
                plans.push(other);
            }
        }
    }
    plans
}

fn has_key(plan: &Plan) -> bool {
    plan.form == Form::Pairs && !plan.key.is_empty() && !plan.key_name.is_empty()
}

/// Scheme with `://`, host with port, and the rest.
fn split(url: &str) -> Option<(&str, &str, &str)> {
    let start = url.find("://")? + 3;
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    Some((&url[..start], &url[start..end], &url[end..]))
}

fn trailing_slash(url: &str) -> Vec<String> {
    let (path, query) =
        url.split_once('?').map_or((url, String::new()), |(path, query)| (path, format!("?{query}")));
    match path.strip_suffix('/') {
        Some(bare) => vec![format!("{bare}{query}")],
        None => vec![format!("{path}/{query}")],
    }
}

fn ports(url: &str) -> Vec<String> {
    let Some((scheme, host, rest)) = split(url) else { return Vec::new() };
    match host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit())) {
        Some((bare, _)) => vec![format!("{scheme}{bare}{rest}")],
        None => ["80", "443", "3000", "5000", "8000", "8080", "8081", "8443", "8888", "9000"]
            .iter()
            .map(|port| format!("{scheme}{host}:{port}{rest}"))
            .collect(),
    }
}

fn host_case(url: &str) -> Vec<String> {
    let Some((scheme, host, rest)) = split(url) else { return Vec::new() };
    [host.to_ascii_lowercase(), host.to_ascii_uppercase()]
        .map(|host| format!("{scheme}{host}{rest}"))
        .to_vec()
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

fn every_millisecond(plan: &Plan) -> impl Iterator<Item = Plan> + '_ {
    let seconds =
        |part: &Part| part.role == Role::Timestamp && is_digits(&part.value) && part.value.len() != 13;
    let position = plan.parts.iter().position(seconds);
    position.into_iter().flat_map(move |position| {
        (1..1000).map(move |ms| {
            let mut other = plan.clone();
            other.parts[position].value = format!("{}{ms:03}", plan.parts[position].value);
            other
        })
    })
}

fn rename_nonce(plan: &Plan) -> Vec<Plan> {
    let Some(position) = plan.parts.iter().position(|part| part.role == Role::Nonce) else {
        return Vec::new();
    };
    if plan.form != Form::Pairs {
        return Vec::new();
    }
    ["nonceStr", "noncestr", "nonce_str"]
        .iter()
        .filter(|name| plan.parts[position].name != **name)
        .map(|name| {
            let mut other = plan.clone();
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

fn key_cases(plan: &Plan) -> Vec<Plan> {
    let keys = [plan.key.to_lowercase(), plan.key.to_uppercase()];
    let keys = keys.into_iter().filter(|key| *key != plan.key).map(|key| Plan { key, ..plan.clone() });
    let names = ["KEY", "Key"].into_iter().map(|key_name| Plan { key_name, ..plan.clone() });
    keys.chain(names).collect()
}

fn encoded_values(plan: &Plan) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for encoder in &ENCODERS {
        let mut other = plan.clone();
        for part in &mut other.parts {
            part.value = encoder.encode(&part.value);
        }
        if other != *plan && !plans.contains(&other) {
            plans.push(other);
        }
    }
    plans
}

/// The values as they were given, backwards, and by names in any case.
fn unsorted(plan: &Plan) -> Vec<Plan> {
    let mut by_any_case = plan.parts.clone();
    by_any_case.sort_by_key(|part| part.name.to_lowercase());
    let mut found = given(plan, plan.parts.clone());
    found.extend(given(plan, reversed(&plan.parts)));
    if plan.form == Form::Pairs {
        found.extend(given(plan, by_any_case));
    }
    found.dedup();
    found
}

fn reversed(parts: &[Part]) -> Vec<Part> {
    parts.iter().rev().cloned().collect()
}

/// A plan with its values in this order; none if they are sorted by name, which is a mistake of its own or none.
fn given(plan: &Plan, parts: Vec<Part>) -> Vec<Plan> {
    let by_name = parts.is_sorted_by(|one, other| one.name <= other.name);
    let other = Plan { order: Order::Given, parts, ..plan.clone() };
    if by_name && plan.order != Order::Given { Vec::new() } else { vec![other] }
}

/// Every order of the numbers below `count`.
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

/// White space around the key of pay v2 or of an HMAC.
fn spaced_key(plan: &Plan) -> Vec<Plan> {
    if plan.key.is_empty() {
        return Vec::new();
    }
    let other = spaced(&plan.key).into_iter().filter(|key| *key != plan.key);
    other.map(|key| Plan { key, ..plan.clone() }).collect()
}

/// Where `appkey` of 2014 stands among the values.
fn app_key(plan: &Plan) -> Option<usize> {
    plan.parts.iter().position(|part| part.name == "appkey")
}

/// Without the secret that is one of the values: `appkey` of 2014, `session_key`.
fn without_secret(plan: &Plan) -> Vec<Plan> {
    let session = |part: &Part| part.name == "session_key";
    let position = app_key(plan).or_else(|| plan.parts.iter().position(session));
    position
        .map(|position| {
            let mut other = plan.clone();
            other.parts.remove(position);
            other
        })
        .into_iter()
        .collect()
}

fn app_key_cases(plan: &Plan) -> Vec<Plan> {
    let Some(position) = app_key(plan) else { return Vec::new() };
    let changed = |change: &dyn Fn(&mut Part)| {
        let mut other = plan.clone();
        change(&mut other.parts[position]);
        other
    };
    let plans = [
        changed(&|part| part.value = part.value.to_lowercase()),
        changed(&|part| part.value = part.value.to_uppercase()),
        changed(&|part| "appKey".clone_into(&mut part.name)),
    ];
    plans.into_iter().filter(|other| other != plan).collect()
}

/// `signature` where `msg_signature` was wanted.
fn wrong_field(plan: &Plan) -> Vec<Plan> {
    let encrypt = |part: &Part| part.name == "encrypt";
    if !plan.parts.iter().any(encrypt) {
        return Vec::new();
    }
    let mut without = plan.clone();
    without.parts.retain(|part| !encrypt(part));
    vec![without]
}
