//! What people get wrong, each as a change to a [`Plan`] (`pains` of developers: JS-SDK `invalid signature`, pay v2
//! `签名错误`, callbacks that do not verify).

use super::percent::{ENCODERS, decoded, encode_uri, encodings};
use super::plan::{Digest, Form, Order, Part, Plan, Role};
use super::rewritten::reserialisations;

/// A known mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is explained in `text`, in both languages")]
pub enum Mistake {
    UrlFragmentKept,
    UrlHtmlEscaped,
    UrlEncoded,
    UrlEncodedTwice,
    UrlDecoded,
    UrlSchemeSwapped,
    UrlTrailingSlash,
    UrlQueryDropped,
    UrlPort,
    UrlHostCase,
    TimestampMilliseconds,
    NonceKeyCamelCase,
    NonceCase,
    TicketWithSpace,
    TokenWithSpace,
    TicketKind,
    TicketOfOtherProfile,
    NotSorted,
    SortedByName,
    EmptyValuesIncluded,
    SignFieldIncluded,
    KeyMissing,
    KeyCase,
    ValuesEncoded,
    Md5ForHmac,
    HmacForMd5,
    UppercaseLowercase,
    V2KeyAsV3,
    BodyReserialised,
    NewlineMissing,
    NewlineCrlf,
    WrongFieldSigned,
}

/// Values that belong to the same account and might have been taken instead.
#[derive(Debug, Clone, Default)]
pub struct Alternatives {
    /// The ticket of the other kind: `wx_card` for `jsapi` and back.
    pub ticket_of_other_kind: Option<String>,
    /// The same tickets of other profiles.
    pub tickets_of_others: Vec<String>,
    /// The key of the other version of WeChat Pay.
    pub other_key: Option<String>,
    /// `Encrypt`, when a plain signature is looked at.
    pub encrypt: Option<String>,
}

/// Every mistake, in the order in which they are looked for.
pub const MISTAKES: [Mistake; 32] = [
    Mistake::UrlFragmentKept,
    Mistake::UrlHtmlEscaped,
    Mistake::UrlEncoded,
    Mistake::UrlEncodedTwice,
    Mistake::UrlDecoded,
    Mistake::UrlSchemeSwapped,
    Mistake::UrlTrailingSlash,
    Mistake::UrlQueryDropped,
    Mistake::UrlPort,
    Mistake::UrlHostCase,
    Mistake::TimestampMilliseconds,
    Mistake::NonceKeyCamelCase,
    Mistake::NonceCase,
    Mistake::TicketWithSpace,
    Mistake::TokenWithSpace,
    Mistake::TicketKind,
    Mistake::TicketOfOtherProfile,
    Mistake::NotSorted,
    Mistake::SortedByName,
    Mistake::EmptyValuesIncluded,
    Mistake::SignFieldIncluded,
    Mistake::KeyMissing,
    Mistake::KeyCase,
    Mistake::ValuesEncoded,
    Mistake::Md5ForHmac,
    Mistake::HmacForMd5,
    Mistake::UppercaseLowercase,
    Mistake::V2KeyAsV3,
    Mistake::BodyReserialised,
    Mistake::NewlineMissing,
    Mistake::NewlineCrlf,
    Mistake::WrongFieldSigned,
];

impl Mistake {
    /// Its name, as it stands in the documentation and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::UrlFragmentKept => "url-fragment-kept",
            Self::UrlHtmlEscaped => "url-html-escaped",
            Self::UrlEncoded => "url-encoded",
            Self::UrlEncodedTwice => "url-encoded-twice",
            Self::UrlDecoded => "url-decoded",
            Self::UrlSchemeSwapped => "url-scheme-swapped",
            Self::UrlTrailingSlash => "url-trailing-slash",
            Self::UrlQueryDropped => "url-query-dropped",
            Self::UrlPort => "url-port",
            Self::UrlHostCase => "url-host-case",
            Self::TimestampMilliseconds => "timestamp-milliseconds",
            Self::NonceKeyCamelCase => "nonce-key-camel-case",
            Self::NonceCase => "nonce-case",
            Self::TicketWithSpace => "ticket-with-space",
            Self::TokenWithSpace => "token-with-space",
            Self::TicketKind => "ticket-kind",
            Self::TicketOfOtherProfile => "ticket-of-other-profile",
            Self::NotSorted => "not-sorted",
            Self::SortedByName => "sorted-by-name",
            Self::EmptyValuesIncluded => "empty-values-included",
            Self::SignFieldIncluded => "sign-field-included",
            Self::KeyMissing => "key-missing",
            Self::KeyCase => "key-case",
            Self::ValuesEncoded => "values-encoded",
            Self::Md5ForHmac => "md5-for-hmac",
            Self::HmacForMd5 => "hmac-for-md5",
            Self::UppercaseLowercase => "uppercase-lowercase",
            Self::V2KeyAsV3 => "v2-key-as-v3",
            Self::BodyReserialised => "body-reserialised",
            Self::NewlineMissing => "newline-missing",
            Self::NewlineCrlf => "newline-crlf",
            Self::WrongFieldSigned => "wrong-field-signed",
        }
    }

    /// The plans of somebody who makes it; none where the plan has nothing that it applies to. With `thorough`, every
    /// millisecond of a timestamp's second is tried.
    pub fn variants(self, plan: &Plan, other: &Alternatives, thorough: bool) -> Vec<Plan> {
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
            Self::TimestampMilliseconds => {
                replace(plan, Role::Timestamp, |part| milliseconds(&part.value, thorough))
            }
            Self::NonceKeyCamelCase => rename_nonce(plan),
            Self::NonceCase => {
                replace(plan, Role::Nonce, |part| vec![part.value.to_lowercase(), part.value.to_uppercase()])
            }
            Self::TicketWithSpace => replace(plan, Role::Ticket, |part| spaced(&part.value)),
            Self::TokenWithSpace => replace(plan, Role::Token, |part| spaced(&part.value)),
            Self::TicketKind => {
                replace(plan, Role::Ticket, |_| other.ticket_of_other_kind.iter().cloned().collect())
            }
            Self::TicketOfOtherProfile => replace(plan, Role::Ticket, |_| other.tickets_of_others.clone()),
            Self::NotSorted if plan.order != Order::Given => unsorted(plan, thorough),
            Self::SortedByName if plan.order == Order::Value => {
                vec![Plan { order: Order::Name, ..plan.clone() }]
            }
            Self::EmptyValuesIncluded if !plan.keep_empty => vec![Plan { keep_empty: true, ..plan.clone() }],
            Self::SignFieldIncluded if !plan.keep_sign => vec![Plan { keep_sign: true, ..plan.clone() }],
            Self::KeyMissing if has_key(plan) => vec![Plan { key_name: "", ..plan.clone() }],
            Self::KeyMissing => without_app_key(plan),
            Self::KeyCase if has_key(plan) => key_cases(plan),
            Self::KeyCase => app_key_cases(plan),
            Self::ValuesEncoded if plan.form == Form::Pairs => encoded_values(plan),
            Self::Md5ForHmac if plan.digest == Digest::HmacSha256 && plan.form == Form::Pairs => {
                vec![Plan { digest: Digest::Md5, ..plan.clone() }]
            }
            Self::HmacForMd5 if plan.digest == Digest::Md5 => {
                vec![Plan { digest: Digest::HmacSha256, ..plan.clone() }]
            }
            Self::UppercaseLowercase => vec![Plan { upper: !plan.upper, ..plan.clone() }],
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
            Self::WrongFieldSigned => wrong_field(plan, other),
            Self::NotSorted
            | Self::SortedByName
            | Self::EmptyValuesIncluded
            | Self::SignFieldIncluded
            | Self::ValuesEncoded
            | Self::Md5ForHmac
            | Self::HmacForMd5
            | Self::NewlineMissing
            | Self::NewlineCrlf => Vec::new(),
        }
    }
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

fn milliseconds(value: &str, thorough: bool) -> Vec<String> {
    if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    if value.len() == 13 {
        return vec![value[..10].to_owned()];
    }
    let last = if thorough { 999 } else { 0 };
    (0..=last).map(|ms| format!("{value}{ms:03}")).collect()
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

/// The values as they were given, by names in any case; with `thorough`, few values in every order.
fn unsorted(plan: &Plan, thorough: bool) -> Vec<Plan> {
    let given = |parts: Vec<Part>| Plan { order: Order::Given, parts, ..plan.clone() };
    let mut plans = vec![plan.parts.clone()];
    let mut reversed = plan.parts.clone();
    reversed.reverse();
    plans.push(reversed);
    if plan.form == Form::Pairs {
        let mut by_any_case = plan.parts.clone();
        by_any_case.sort_by_key(|part| part.name.to_lowercase());
        plans.push(by_any_case);
    }
    if thorough && plan.parts.len() <= 5 {
        plans.extend(orders(&plan.parts));
    }
    // Sorting by name where values are sorted is a mistake of its own.
    let by_name = |parts: &[Part]| parts.is_sorted_by(|one, other| one.name <= other.name);
    plans.retain(|parts| !by_name(parts));
    let mut found: Vec<Plan> = Vec::new();
    for parts in plans {
        let other = given(parts);
        if !found.contains(&other) {
            found.push(other);
        }
    }
    found
}

/// Every order of a few values.
fn orders(parts: &[Part]) -> Vec<Vec<Part>> {
    if parts.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for first in 0..parts.len() {
        let mut rest = parts.to_vec();
        let part = rest.remove(first);
        all.extend(orders(&rest).into_iter().map(|rest| [vec![part.clone()], rest].concat()));
    }
    all
}

/// Where `appkey` of 2014 stands among the values.
fn app_key(plan: &Plan) -> Option<usize> {
    plan.parts.iter().position(|part| part.name == "appkey")
}

fn without_app_key(plan: &Plan) -> Vec<Plan> {
    let Some(position) = app_key(plan) else { return Vec::new() };
    let mut other = plan.clone();
    other.parts.remove(position);
    vec![other]
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

/// `signature` where `msg_signature` was wanted, and back.
fn wrong_field(plan: &Plan, other: &Alternatives) -> Vec<Plan> {
    let encrypt = |part: &Part| part.name == "encrypt";
    if plan.parts.iter().any(encrypt) {
        let mut without = plan.clone();
        without.parts.retain(|part| !encrypt(part));
        return vec![without];
    }
    let token = plan.parts.iter().any(|part| part.role == Role::Token);
    other
        .encrypt
        .iter()
        .filter(|_| token)
        .map(|value| {
            let mut with = plan.clone();
            with.parts.push(Part::new("encrypt", value));
            with
        })
        .collect()
}
