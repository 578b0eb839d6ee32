//! `--check`: each mistake is made here by hand, and has to be found by its name; nothing else may be named.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};
use sha2::Sha256;
use webot::sign::{Alternatives, Diagnosis, Digest, MISTAKES, Mistake, SignatureSpec, diagnose, schemes};

use crate::support::{SECRET_GIVEN, key_pair, webot};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(3),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn sha1(text: &str) -> String {
    hex(&Sha1::digest(text.as_bytes()))
}

fn md5(text: &str) -> String {
    hex(&Md5::digest(text.as_bytes())).to_uppercase()
}

fn hmac(key: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("any length");
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

fn hmac_upper(key: &str, text: &str) -> String {
    hmac(key, text).to_uppercase()
}

/// `encodeURIComponent` for what these tests have in URLs and fields.
fn component(text: &str) -> String {
    text.bytes().fold(String::new(), |text, byte| match byte {
        b'-' | b'_' | b'.' | b'~' => text + &char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => text + &char::from(byte).to_string(),
        byte => text + &format!("%{byte:02X}"),
    })
}

/// The same as .NET and old PHP libraries write it: only the digits of the escapes are small.
fn component_in_small_letters(text: &str) -> String {
    text.bytes().fold(String::new(), |text, byte| match byte {
        b'-' | b'_' | b'.' | b'~' => text + &char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => text + &char::from(byte).to_string(),
        byte => text + &format!("%{byte:02x}"),
    })
}

fn jsapi_string(ticket: &str, nonce: &str, timestamp: &str, url: &str) -> String {
    format!("jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url}")
}

fn sorted(mut values: Vec<&str>) -> String {
    values.sort_unstable();
    values.concat()
}

fn pairs(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// What somebody came to: a hash, or the string under an RSA signature.
#[derive(Debug)]
enum Wrong {
    Hash(String),
    Text(String),
}

/// Somebody who made mistakes: what would have been right, and what came out.
struct Case {
    mistakes: Vec<Mistake>,
    spec: SignatureSpec,
    other: Alternatives,
    wrong: Wrong,
}

/// Realistic values to make mistakes with.
#[derive(Debug, Clone)]
struct Values {
    token: String,
    ticket: String,
    other_ticket: String,
    nonce: String,
    timestamp: String,
    milliseconds: String,
    scheme: &'static str,
    host: String,
    path: String,
    query: String,
    encrypt: String,
    key: String,
    other_key: String,
    body: String,
    number: u32,
}

fn values() -> impl Strategy<Value = Values> {
    (
        ("[A-Za-z0-9]{3,32}", "[A-Za-z0-9_-]{30,86}", "[A-Za-z0-9_-]{30,86}", "[A-Z][a-z][A-Za-z0-9]{4,14}"),
        (1_000_000_000_u32..2_000_000_000, 0_u32..1000, prop::sample::select(vec!["http", "https"])),
        ("[a-z]{2,8}\\.example\\.(com|cn)", "(/[A-Za-z0-9._-]{1,8}){1,3}", "[a-z]{1,5}=[A-Z]{1,5}"),
        (
            "[A-Za-z0-9+/]{60,120}={0,2}",
            "[A-Z][a-z][A-Za-z0-9]{30}",
            "[a-z0-9]{32}",
            "[A-Za-z0-9 #$%&+,/:;=?@<>中文支付]{0,10}[支付 ]测试",
        ),
    )
        .prop_map(
            |((token, ticket, other_ticket, nonce), (seconds, ms, scheme), (host, path, query), rest)| {
                let (encrypt, key, other_key, body) = rest;
                Values {
                    token,
                    ticket,
                    other_ticket,
                    nonce,
                    timestamp: seconds.to_string(),
                    milliseconds: format!("{seconds}{ms:03}"),
                    scheme,
                    host,
                    path,
                    query,
                    encrypt,
                    key,
                    other_key,
                    body,
                    number: ms,
                }
            },
        )
}

/// The cases of one scheme.
struct Cases {
    spec: SignatureSpec,
    other: Alternatives,
    made: Vec<Case>,
}

impl Cases {
    fn of(spec: SignatureSpec) -> Self {
        Self { spec, other: Alternatives::default(), made: Vec::new() }
    }

    fn with(spec: SignatureSpec, other: Alternatives) -> Self {
        Self { spec, other, made: Vec::new() }
    }

    fn add(&mut self, mistakes: &[Mistake], wrong: Wrong) {
        let (spec, other) = (self.spec.clone(), self.other.clone());
        self.made.push(Case { mistakes: mistakes.to_vec(), spec, other, wrong });
    }

    fn sha1(&mut self, mistake: Mistake, string: &str) {
        self.add(&[mistake], Wrong::Hash(sha1(string)));
    }
}

impl Values {
    fn url(&self) -> String {
        format!("{}://{}{}?{}&name=%E4%BD%A0%E5%A5%BD&b=2", self.scheme, self.host, self.path, self.query)
    }

    fn url_cases(&self) -> Vec<Case> {
        let (nonce, timestamp, url) = (&*self.nonce, &*self.timestamp, self.url());
        let Self { scheme, host, path, query, .. } = self;
        let sign = |url: &str| jsapi_string(&self.ticket, nonce, timestamp, url);
        let spec = |url: &str| schemes::jsapi(&self.ticket, nonce, timestamp, url);
        let mut all = Vec::new();
        for fragment in ["#", "#/", "#wechat_redirect", "#/route?x=1"] {
            let mut cases = Cases::of(spec(&format!("{url}{fragment}")));
            cases.sha1(Mistake::UrlFragmentKept, &sign(&format!("{url}{fragment}")));
            all.extend(cases.made);
        }
        let mut cases = Cases::of(spec(&url));
        cases.sha1(Mistake::UrlFragmentKept, &sign(&format!("{url}#wechat_redirect")));
        cases.sha1(Mistake::UrlHtmlEscaped, &sign(&url.replace('&', "&amp;")));
        cases.sha1(Mistake::UrlEncoded, &sign(&component(&url)));
        cases.sha1(Mistake::UrlEncodedTwice, &sign(&component(&component(&url))));
        cases.sha1(Mistake::UrlDecoded, &sign(&format!("{scheme}://{host}{path}?{query}&name=你好&b=2")));
        let swapped = if *scheme == "http" { "https" } else { "http" };
        cases.sha1(
            Mistake::UrlSchemeSwapped,
            &sign(&url.replace(&format!("{scheme}://"), &format!("{swapped}://"))),
        );
        cases.sha1(Mistake::UrlTrailingSlash, &sign(&url.replace('?', "/?")));
        cases.sha1(Mistake::UrlQueryDropped, &sign(&format!("{scheme}://{host}{path}")));
        for port in ["80", "443", "8080", "8443", "3000"] {
            cases.sha1(Mistake::UrlPort, &sign(&url.replace(host, &format!("{host}:{port}"))));
        }
        cases.sha1(Mistake::UrlHostCase, &sign(&url.replace(host, &host.to_uppercase())));
        all.extend(cases.made);
        let mut cases = Cases::of(spec(&url.replace('?', "/?")));
        cases.sha1(Mistake::UrlTrailingSlash, &sign(&url));
        all.extend(cases.made);
        let mut cases = Cases::of(spec(&format!("{scheme}://{host}")));
        cases.sha1(Mistake::UrlTrailingSlash, &sign(&format!("{scheme}://{host}/")));
        all.extend(cases.made);
        let mut cases = Cases::of(spec(&url.replace(host, &format!("{host}:9{}", self.number))));
        cases.sha1(Mistake::UrlPort, &sign(&url));
        all.extend(cases.made);
        let mut cases = Cases::of(spec(&url.replace(host, &format!("WWW.{host}"))));
        cases.sha1(Mistake::UrlHostCase, &sign(&url.replace(host, &format!("www.{host}"))));
        all.extend(cases.made);
        // A raw URL: `encodeURI` changes it.
        let mut cases = Cases::of(spec(&format!("{scheme}://{host}{path}?name=你好")));
        cases.sha1(Mistake::UrlEncoded, &sign(&format!("{scheme}://{host}{path}?name=%E4%BD%A0%E5%A5%BD")));
        all.extend(cases.made);
        // The address has the same URL.
        let addr =
            |url: &str| format!("accesstoken=AT&appid=wx1&noncestr={nonce}&timestamp={timestamp}&url={url}");
        let mut cases = Cases::of(schemes::addr("wx1", &url, timestamp, nonce, "AT"));
        cases.sha1(Mistake::UrlEncoded, &addr(&component(&url)));
        cases.sha1(Mistake::UrlHtmlEscaped, &addr(&url.replace('&', "&amp;")));
        cases.sha1(Mistake::TicketWithSpace, &addr(&url).replace("accesstoken=AT", "accesstoken=AT\n"));
        cases.sha1(
            Mistake::NotSorted,
            &format!("appid=wx1&url={url}&timestamp={timestamp}&noncestr={nonce}&accesstoken=AT"),
        );
        all.extend(cases.made);
        all
    }

    fn page_cases(&self) -> Vec<Case> {
        let (ticket, nonce, timestamp, url) = (&*self.ticket, &*self.nonce, &*self.timestamp, &*self.url());
        let others = Alternatives {
            ticket_of_other_kind: Some(self.other_ticket.clone()),
            tickets_of_others: vec!["unrelated".to_owned(), self.key.clone()],
            ..Alternatives::default()
        };
        let mut cases = Cases::with(schemes::jsapi(ticket, nonce, timestamp, url), others);
        cases.sha1(Mistake::TimestampMilliseconds, &jsapi_string(ticket, nonce, &self.milliseconds, url));
        for name in ["nonceStr", "nonce_str"] {
            let string =
                jsapi_string(ticket, nonce, timestamp, url).replace("noncestr=", &format!("{name}="));
            cases.sha1(Mistake::NonceKeyCamelCase, &string);
        }
        cases.sha1(Mistake::NonceCase, &jsapi_string(ticket, &nonce.to_lowercase(), timestamp, url));
        cases.sha1(Mistake::NonceCase, &jsapi_string(ticket, &nonce.to_uppercase(), timestamp, url));
        for spaced in
            [format!("{ticket}\n"), format!("{ticket}\r\n"), format!("{ticket} "), format!(" {ticket}")]
        {
            cases.sha1(Mistake::TicketWithSpace, &jsapi_string(&spaced, nonce, timestamp, url));
        }
        cases.sha1(Mistake::TicketKind, &jsapi_string(&self.other_ticket, nonce, timestamp, url));
        cases.sha1(Mistake::TicketOfOtherProfile, &jsapi_string(&self.key, nonce, timestamp, url));
        let upper = sha1(&jsapi_string(ticket, nonce, timestamp, url)).to_uppercase();
        cases.add(&[Mistake::UppercaseLowercase], Wrong::Hash(upper));
        let mut all = cases.made;
        // The other way round: the given values are those that are wrong.
        let mut cases = Cases::of(schemes::jsapi(&format!(" {ticket}\n"), nonce, timestamp, url));
        cases.sha1(Mistake::TicketWithSpace, &jsapi_string(ticket, nonce, timestamp, url));
        all.extend(cases.made);
        let mut cases = Cases::of(schemes::jsapi(ticket, nonce, &self.milliseconds, url));
        cases.sha1(Mistake::TimestampMilliseconds, &jsapi_string(ticket, nonce, timestamp, url));
        all.extend(cases.made);
        let mut cases =
            Cases::of(schemes::card(ticket, timestamp, nonce, &[("card_id", "pjZ8"), ("code", "")]));
        cases.other.ticket_of_other_kind = Some(self.other_ticket.clone());
        let card = |ticket: &str, nonce: &str| sorted(vec![ticket, timestamp, nonce, "pjZ8"]);
        cases.sha1(Mistake::TicketKind, &card(&self.other_ticket, nonce));
        cases.sha1(Mistake::TicketWithSpace, &card(&format!("{ticket}\n"), nonce));
        cases.sha1(Mistake::NonceCase, &card(ticket, &nonce.to_lowercase()));
        cases.add(&[Mistake::UppercaseLowercase], Wrong::Hash(sha1(&card(ticket, nonce)).to_uppercase()));
        let (given, by_name) =
            ([ticket, timestamp, nonce, "pjZ8"].concat(), [ticket, "pjZ8", nonce, timestamp].concat());
        if given != card(ticket, nonce) {
            cases.sha1(Mistake::NotSorted, &given);
        }
        if by_name != card(ticket, nonce) {
            cases.sha1(Mistake::SortedByName, &by_name);
        }
        all.extend(cases.made);
        all
    }

    fn callback_cases(&self) -> Vec<Case> {
        let (token, timestamp, nonce, encrypt) =
            (&*self.token, &*self.timestamp, &*self.nonce, &*self.encrypt);
        let mut all = Vec::new();
        for encrypted in [None, Some(encrypt)] {
            let mut cases = Cases::of(schemes::callback(token, timestamp, nonce, encrypted));
            let string = |token: &str, timestamp: &str, nonce: &str| {
                sorted([vec![token, timestamp, nonce], encrypted.into_iter().collect()].concat())
            };
            let right = string(token, timestamp, nonce);
            for token in
                [format!("{token}\n"), format!("{token} "), format!(" {token}"), format!("{token}\r\n")]
            {
                cases.sha1(Mistake::TokenWithSpace, &string(&token, timestamp, nonce));
            }
            cases.sha1(Mistake::TimestampMilliseconds, &string(token, &self.milliseconds, nonce));
            cases.sha1(Mistake::NonceCase, &string(token, timestamp, &nonce.to_uppercase()));
            cases.add(&[Mistake::UppercaseLowercase], Wrong::Hash(sha1(&right).to_uppercase()));
            let last = encrypted.unwrap_or_default();
            let unsorted = [token, timestamp, nonce, last].concat();
            if unsorted != right {
                cases.sha1(Mistake::NotSorted, &unsorted);
            }
            let by_name = [last, nonce, timestamp, token].concat();
            if by_name != right {
                cases.sha1(Mistake::SortedByName, &by_name);
            }
            if encrypted.is_some() {
                cases.sha1(Mistake::WrongFieldSigned, &sorted(vec![token, timestamp, nonce]));
            }
            all.extend(cases.made);
        }
        all
    }

    fn pay_cases(&self) -> Vec<Case> {
        let (key, body, nonce) = (&*self.key, &*self.body, &*self.nonce);
        // Neither in the order of the alphabet nor without what is left out.
        let given = [
            ("mch_id", "10000100"),
            ("appid", "wxd930ea5d5a258f4f"),
            ("attach", ""),
            ("body", body),
            ("nonce_str", nonce),
            ("sign", "0CB01533B8C1EF103065174F50BCA001"),
        ];
        let (mch_id, appid, attach, text, random, sign) =
            (given[0], given[1], given[2], given[3], given[4], given[5]);
        let string = |fields: &[(&str, &str)], key: &str| format!("{}&key={key}", pairs(fields));
        let right = [appid, text, mch_id, random];
        let mut all = Vec::new();
        for digest in [Digest::Md5, Digest::HmacSha256] {
            let other = Alternatives { other_key: Some(self.other_key.clone()), ..Alternatives::default() };
            let mut cases = Cases::with(schemes::pay_v2(&owned(&given), key, digest), other);
            let hash = |key: &str, string: &str| match digest {
                Digest::HmacSha256 => hmac_upper(key, string),
                _ => md5(string),
            };
            let mut add = |mistake: Mistake, hash: String| cases.add(&[mistake], Wrong::Hash(hash));
            add(Mistake::NotSorted, hash(key, &string(&[mch_id, appid, text, random], key)));
            let empty = [appid, attach, text, mch_id, random];
            add(Mistake::EmptyValuesIncluded, hash(key, &string(&empty, key)));
            let signed = [appid, text, mch_id, random, sign];
            add(Mistake::SignFieldIncluded, hash(key, &string(&signed, key)));
            add(Mistake::KeyMissing, hash(key, &pairs(&right)));
            for key in [key.to_lowercase(), key.to_uppercase()] {
                add(Mistake::KeyCase, hash(&key, &string(&right, &key)));
            }
            let encoded = component(body);
            add(
                Mistake::ValuesEncoded,
                hash(key, &string(&[appid, ("body", &encoded), mch_id, random], key)),
            );
            let small = hash(key, &string(&right, key)).to_lowercase();
            add(Mistake::UppercaseLowercase, small);
            add(Mistake::V2KeyAsV3, hash(&self.other_key, &string(&right, &self.other_key)));
            let lower = nonce.to_lowercase();
            add(Mistake::NonceCase, hash(key, &string(&[appid, text, mch_id, ("nonce_str", &lower)], key)));
            match digest {
                Digest::HmacSha256 => add(Mistake::Md5ForHmac, md5(&string(&right, key))),
                _ => add(Mistake::HmacForMd5, hmac_upper(key, &string(&right, key))),
            }
            all.extend(cases.made);
        }
        // The page's parameters.
        let page = [
            ("appId", "wx1"),
            ("timeStamp", &*self.timestamp),
            ("nonceStr", nonce),
            ("package", "prepay_id=1"),
        ];
        let mut cases = Cases::of(schemes::pay_v2(&owned(&page), key, Digest::Md5));
        let page = |nonce_name: &str, timestamp: &str| {
            let mut fields =
                [("appId", "wx1"), (nonce_name, nonce), ("package", "prepay_id=1"), ("timeStamp", timestamp)];
            fields.sort_unstable();
            Wrong::Hash(md5(&string(&fields, key)))
        };
        cases.add(&[Mistake::NonceKeyCamelCase], page("noncestr", &self.timestamp));
        cases.add(&[Mistake::TimestampMilliseconds], page("nonceStr", &self.milliseconds));
        all.extend(cases.made);
        // 2014.
        let fields = [("appId", "wx1"), ("timeStamp", &*self.timestamp), ("nonceStr", nonce)];
        let mut cases = Cases::of(schemes::pay_sign(&owned(&fields), key));
        cases.sha1(
            Mistake::NonceKeyCamelCase,
            &format!("appid=wx1&appkey={key}&nonceStr={nonce}&timestamp={}", self.timestamp),
        );
        cases.sha1(
            Mistake::TicketWithSpace,
            &format!("appid=wx1&appkey={key}\n&noncestr={nonce}&timestamp={}", self.timestamp),
        );
        all.extend(cases.made);
        all
    }

    /// One JSON body in the writings of several languages; the first is the one that was received.
    fn bodies(&self) -> [String; 6] {
        let (name, n) = (&*self.token, self.number);
        let escaped = "\\u4f60\\u597d";
        [
            format!("{{\"z\":\"{name}\",\"中\":\"你好\",\"a\":{{\"n\":{n},\"l\":[1,2]}}}}"),
            format!("{{\"z\": \"{name}\", \"中\": \"你好\", \"a\": {{\"n\": {n}, \"l\": [1, 2]}}}}"),
            format!(
                "{{\"z\": \"{name}\", \"\\u4e2d\": \"{escaped}\", \"a\": {{\"n\": {n}, \"l\": [1, 2]}}}}"
            ),
            format!("{{\"z\":\"{name}\",\"\\u4e2d\":\"{escaped}\",\"a\":{{\"n\":{n},\"l\":[1,2]}}}}"),
            format!("{{\"a\":{{\"l\":[1,2],\"n\":{n}}},\"z\":\"{name}\",\"中\":\"你好\"}}"),
            format!(
                "{{\n  \"z\": \"{name}\",\n  \"中\": \"你好\",\n  \"a\": {{\n    \"n\": {n},\n    \"l\": [\n      1,\n      2\n    ]\n  }}\n}}"
            ),
        ]
    }

    fn body_cases(&self) -> Vec<Case> {
        let (timestamp, nonce, session_key) = (&*self.timestamp, &*self.nonce, &*self.key);
        let bodies = self.bodies();
        let mut all = Vec::new();
        // What a framework writes is received as well: by somebody who calls webot with it.
        for raw in &bodies[..2] {
            let mut session = Cases::of(schemes::session(raw, session_key));
            let mut keyed = Cases::of(schemes::hmac(session_key, Some("/xpay/x"), raw));
            let mut notification = Cases::of(schemes::pay_v3_notification(timestamp, nonce, raw));
            let mut request = Cases::of(schemes::pay_v3_request("POST", "/v3/a", timestamp, nonce, raw));
            for other in bodies.iter().filter(|other| *other != raw) {
                session.sha1(Mistake::BodyReserialised, &format!("{other}{session_key}"));
                let reserialised = [Mistake::BodyReserialised];
                keyed.add(&reserialised, Wrong::Hash(hmac(session_key, &format!("/xpay/x&{other}"))));
                notification.add(&reserialised, Wrong::Text(format!("{timestamp}\n{nonce}\n{other}\n")));
                request
                    .add(&reserialised, Wrong::Text(format!("POST\n/v3/a\n{timestamp}\n{nonce}\n{other}\n")));
            }
            session.sha1(Mistake::TicketWithSpace, &format!("{raw}{session_key}\n"));
            let upper = sha1(&format!("{raw}{session_key}")).to_uppercase();
            session.add(&[Mistake::UppercaseLowercase], Wrong::Hash(upper));
            for (cases, string) in [
                (&mut notification, format!("{timestamp}\n{nonce}\n{raw}\n")),
                (&mut request, format!("POST\n/v3/a\n{timestamp}\n{nonce}\n{raw}\n")),
            ] {
                let bare = string.strip_suffix('\n').expect("a line break").to_owned();
                cases.add(&[Mistake::NewlineMissing], Wrong::Text(bare));
                let later = string.replacen(timestamp, &self.milliseconds, 1);
                cases.add(&[Mistake::TimestampMilliseconds], Wrong::Text(later));
                let small = string.replacen(nonce, &nonce.to_lowercase(), 1);
                cases.add(&[Mistake::NonceCase], Wrong::Text(small));
            }
            let crlf = format!("{timestamp}\r\n{nonce}\r\n{raw}\r\n");
            notification.add(&[Mistake::NewlineCrlf], Wrong::Text(crlf));
            let crlf = format!("POST\r\n/v3/a\r\n{timestamp}\r\n{nonce}\r\n{raw}\r\n");
            request.add(&[Mistake::NewlineCrlf], Wrong::Text(crlf));
            for cases in [session, keyed, notification, request] {
                all.extend(cases.made);
            }
        }
        let mut page = Cases::of(schemes::pay_v3_client("wx1", timestamp, nonce, "prepay_id=1"));
        let bare = format!("wx1\n{timestamp}\n{nonce}\nprepay_id=1");
        page.add(&[Mistake::NewlineCrlf], Wrong::Text(format!("{}\r\n", bare.replace('\n', "\r\n"))));
        page.add(&[Mistake::NewlineMissing], Wrong::Text(bare));
        all.extend(page.made);
        all
    }

    /// Two mistakes at once.
    fn pair_cases(&self) -> Vec<Case> {
        use Mistake::*;
        let (ticket, nonce, timestamp, key) = (&*self.ticket, &*self.nonce, &*self.timestamp, &*self.key);
        let (url, host) = (self.url(), &*self.host);
        let swapped = match url.strip_prefix("http:") {
            Some(rest) => format!("https:{rest}"),
            None => url.replacen("https:", "http:", 1),
        };
        let kept = format!("{url}#/top");
        let bare = url.split('?').next().expect("a path").to_owned();
        let other =
            Alternatives { ticket_of_other_kind: Some(self.other_ticket.clone()), ..Alternatives::default() };
        let mut page = Cases::with(schemes::jsapi(ticket, nonce, timestamp, &kept), other);
        let sign = |ticket: &str, url: &str| jsapi_string(ticket, nonce, timestamp, url);
        let mut add = |first: Mistake, second: Mistake, string: String| {
            page.add(&[first, second], Wrong::Hash(sha1(&string)));
        };
        add(UrlFragmentKept, UrlHtmlEscaped, sign(ticket, &kept.replace('&', "&amp;")));
        add(UrlFragmentKept, UrlEncoded, sign(ticket, &component(&kept)));
        add(UrlFragmentKept, UrlSchemeSwapped, sign(ticket, &format!("{swapped}#/top")));
        add(UrlHtmlEscaped, UrlSchemeSwapped, sign(ticket, &swapped.replace('&', "&amp;")));
        add(UrlSchemeSwapped, UrlTrailingSlash, sign(ticket, &swapped.replace('?', "/?")));
        add(UrlSchemeSwapped, UrlPort, sign(ticket, &swapped.replace(host, &format!("{host}:8080"))));
        add(UrlSchemeSwapped, UrlQueryDropped, sign(ticket, swapped.split('?').next().expect("a path")));
        add(UrlEncoded, UrlSchemeSwapped, sign(ticket, &component(&swapped)));
        add(UrlEncoded, UrlPort, sign(ticket, &component(&url.replace(host, &format!("{host}:8080")))));
        add(UrlEncoded, UrlTrailingSlash, sign(ticket, &component(&url.replace('?', "/?"))));
        add(UrlEncoded, UrlQueryDropped, sign(ticket, &component(&bare)));
        add(UrlQueryDropped, TicketKind, sign(&self.other_ticket, &bare));
        add(UrlSchemeSwapped, NonceKeyCamelCase, sign(ticket, &swapped).replace("noncestr=", "nonceStr="));
        add(UrlFragmentKept, TicketWithSpace, sign(&format!("{ticket}\n"), &kept));
        add(
            TimestampMilliseconds,
            TicketWithSpace,
            jsapi_string(&format!("{ticket}\n"), nonce, &format!("{timestamp}000"), &url),
        );
        add(NonceCase, TicketKind, jsapi_string(&self.other_ticket, &nonce.to_lowercase(), timestamp, &url));
        let upper = sha1(&sign(ticket, &kept)).to_uppercase();
        page.add(&[UrlFragmentKept, UppercaseLowercase], Wrong::Hash(upper));
        let mut all = page.made;

        let given = [
            ("mch_id", "10000100"),
            ("appid", "wxd930ea5d5a258f4f"),
            ("attach", ""),
            ("body", &*self.body),
            ("sign", "OLD"),
        ];
        let (mch_id, appid, attach, body, sign) = (given[0], given[1], given[2], given[3], given[4]);
        let right = pairs(&[appid, body, mch_id]);
        let other = Alternatives { other_key: Some(self.other_key.clone()), ..Alternatives::default() };
        let mut pay = Cases::with(schemes::pay_v2(&owned(&given), key, Digest::Md5), other.clone());
        let mut add =
            |first: Mistake, second: Mistake, hash: String| pay.add(&[first, second], Wrong::Hash(hash));
        let with_empty = pairs(&[appid, attach, body, mch_id]);
        let with_both = pairs(&[appid, attach, body, mch_id, sign]);
        add(EmptyValuesIncluded, UppercaseLowercase, md5(&format!("{with_empty}&key={key}")).to_lowercase());
        add(EmptyValuesIncluded, SignFieldIncluded, md5(&format!("{with_both}&key={key}")));
        add(EmptyValuesIncluded, KeyMissing, md5(&with_empty));
        add(NotSorted, KeyMissing, md5(&pairs(&[mch_id, appid, body])));
        let small = key.to_lowercase();
        add(KeyCase, UppercaseLowercase, md5(&format!("{right}&key={small}")).to_lowercase());
        let encoded = component(&self.body);
        let encoded = pairs(&[appid, ("body", &encoded), mch_id]);
        add(ValuesEncoded, UppercaseLowercase, md5(&format!("{encoded}&key={key}")).to_lowercase());
        add(KeyMissing, ValuesEncoded, md5(&encoded));
        add(HmacForMd5, UppercaseLowercase, hmac(key, &format!("{right}&key={key}")));
        let other_key = &*self.other_key;
        add(UppercaseLowercase, V2KeyAsV3, md5(&format!("{right}&key={other_key}")).to_lowercase());
        add(KeyMissing, HmacForMd5, hmac_upper(key, &right));
        all.extend(pay.made);
        let mut pay = Cases::with(schemes::pay_v2(&owned(&given), key, Digest::HmacSha256), other);
        pay.add(
            &[Md5ForHmac, UppercaseLowercase],
            Wrong::Hash(md5(&format!("{right}&key={key}")).to_lowercase()),
        );
        pay.add(&[EmptyValuesIncluded, Md5ForHmac], Wrong::Hash(md5(&format!("{with_empty}&key={key}"))));
        pay.add(&[KeyMissing, Md5ForHmac], Wrong::Hash(md5(&right)));
        all.extend(pay.made);

        let (token, encrypt) = (&*self.token, &*self.encrypt);
        let mut callback = Cases::of(schemes::callback(token, timestamp, nonce, Some(encrypt)));
        let spaced = format!("{token}\n");
        let unsorted = [&spaced, timestamp, nonce, encrypt].concat();
        if unsorted != sorted(vec![&spaced, timestamp, nonce, encrypt]) {
            callback.add(&[TokenWithSpace, NotSorted], Wrong::Hash(sha1(&unsorted)));
        }
        let plain = sorted(vec![&spaced, timestamp, nonce]);
        callback.add(&[TokenWithSpace, WrongFieldSigned], Wrong::Hash(sha1(&plain)));
        all.extend(callback.made);

        let [raw, blanks, ..] = self.bodies();
        let mut lines = Cases::of(schemes::pay_v3_notification(timestamp, nonce, &raw));
        lines
            .add(&[BodyReserialised, NewlineMissing], Wrong::Text(format!("{timestamp}\n{nonce}\n{blanks}")));
        let crlf = format!("{timestamp}\r\n{nonce}\r\n{blanks}\r\n");
        lines.add(&[BodyReserialised, NewlineCrlf], Wrong::Text(crlf));
        all.extend(lines.made);
        all
    }
}

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} in {:?}: {}", self.mistakes, self.spec, self.spec.string_to_sign())
    }
}

impl Case {
    /// The mistakes are among what is named, and everything that is named leads there.
    fn judge(&self) -> Result<(), TestCaseError> {
        let matches = |spec: &SignatureSpec| match &self.wrong {
            Wrong::Hash(hash) => spec.matches(hash),
            Wrong::Text(text) => spec.string_to_sign() == *text,
        };
        prop_assert!(!matches(&self.spec), "it is right: {self}");
        let found = diagnose(&self.spec, &self.other, matches).explanations;
        for cause in &found {
            let string = &cause.string_to_sign;
            let leads_there = match &self.wrong {
                Wrong::Text(text) => string == text,
                Wrong::Hash(hash) => {
                    let mut hashes = vec![sha1(string), md5(string)];
                    for key in [Some(&self.spec.key), self.other.other_key.as_ref()].into_iter().flatten() {
                        hashes.extend(
                            [key.clone(), key.to_lowercase(), key.to_uppercase()]
                                .map(|key| hmac(&key, string)),
                        );
                    }
                    hashes.iter().any(|known| known.eq_ignore_ascii_case(hash))
                }
            };
            prop_assert!(leads_there, "{cause:?} does not lead there: {self}");
        }
        let named: Vec<_> = found.iter().map(|cause| cause.mistakes.clone()).collect();
        let same = |named: &Vec<Mistake>| {
            named.len() == self.mistakes.len() && self.mistakes.iter().all(|mistake| named.contains(mistake))
        };
        prop_assert!(named.iter().any(same), "{:?} is named {named:?}: {self}", self.mistakes);
        Ok(())
    }
}

fn judge(cases: &[Case]) -> Result<(), TestCaseError> {
    cases.iter().try_for_each(Case::judge)
}

fn single_cases(values: &Values) -> Vec<Case> {
    [
        values.url_cases(),
        values.page_cases(),
        values.callback_cases(),
        values.pay_cases(),
        values.body_cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn mistakes_in_urls_are_named(values in values()) {
        judge(&values.url_cases())?;
    }

    #[test]
    fn mistakes_in_tickets_and_nonces_are_named(values in values()) {
        judge(&values.page_cases())?;
    }

    #[test]
    fn mistakes_of_callbacks_are_named(values in values()) {
        judge(&values.callback_cases())?;
    }

    #[test]
    fn mistakes_of_pay_v2_are_named(values in values()) {
        judge(&values.pay_cases())?;
    }

    #[test]
    fn mistakes_in_bodies_are_named(values in values()) {
        judge(&values.body_cases())?;
    }

    #[test]
    fn every_mistake_is_made_above(values in values()) {
        let made: Vec<Mistake> = single_cases(&values).into_iter().flat_map(|case| case.mistakes).collect();
        for &mistake in MISTAKES {
            // Values of these may happen to be in order.
            let rare = matches!(mistake, Mistake::NotSorted | Mistake::SortedByName);
            prop_assert!(rare || made.contains(&mistake), "{mistake:?}");
        }
    }
}

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn pairs_of_mistakes_are_named(values in values()) {
        let failures: Vec<String> = values
            .pair_cases()
            .iter()
            .filter_map(|case| case.judge().err().map(|_| format!("{:?}", case.mistakes)))
            .collect();
        prop_assert!(failures.is_empty(), "not named: {failures:?}");
    }

    #[test]
    fn what_is_unrelated_has_no_causes(values in values(), random in "[0-9a-f]{40}", long in "[0-9A-F]{64}") {
        let url = values.url();
        let others = Alternatives {
            ticket_of_other_kind: Some(values.other_ticket.clone()),
            tickets_of_others: vec![values.key.clone()],
            other_key: Some(values.other_key.clone()),
        };
        let fields = owned(&[("b", "2"), ("a", "1"), ("c", ""), ("sign", "x")]);
        let [body, ..] = values.bodies();
        for spec in [
            schemes::jsapi(&values.ticket, &values.nonce, &values.timestamp, &url),
            schemes::callback(&values.token, &values.timestamp, &values.nonce, None),
            schemes::callback(&values.token, &values.timestamp, &values.nonce, Some(&values.encrypt)),
            schemes::pay_v2(&fields, &values.key, Digest::Md5),
            schemes::pay_v2(&fields, &values.key, Digest::HmacSha256),
            schemes::session(&body, &values.key),
        ] {
            for given in [&*random, &random[..32], &*long, "", "x"] {
                prop_assert_eq!(diagnose(&spec, &others, |spec| spec.matches(given)), Diagnosis::default());
            }
        }
    }
}

/// .NET's `HttpUtility.UrlEncode` and many a library write escapes in small letters and leave the rest alone.
#[test]
fn a_url_encoded_in_small_letters_is_named() {
    let url = "https://Example.com/Path/Page?State=A B";
    let wrong = sha1(&jsapi_string("T", "n", "1", &component_in_small_letters(url)));
    let found =
        diagnose(&schemes::jsapi("T", "n", "1", url), &Alternatives::default(), |spec| spec.matches(&wrong))
            .explanations;
    // Nothing but the URL has what is encoded, so that it may as well be all values that were.
    assert_eq!(
        found.iter().map(|found| &*found.mistakes).collect::<Vec<_>>(),
        [[Mistake::UrlEncoded], [Mistake::ValuesEncoded]]
    );
}

/// PHP's `rawurlencode`, Python's `quote` and Go's `PathEscape` encode `!'()*` too, which JavaScript does not.
#[test]
fn values_encoded_by_other_languages_are_named() {
    let spec = schemes::pay_v2(&owned(&[("a", "b (c)*!'~"), ("d", "e")]), "K", Digest::Md5);
    for encoded in [
        "b%20(c)*!'~",           // JavaScript
        "b%20%28c%29%2A%21%27~", // PHP rawurlencode, Python quote
        "b+%28c%29%2A%21%27~",   // Python quote_plus, Go QueryEscape
        "b+%28c%29%2A%21%27%7E", // PHP urlencode
        "b+%28c%29*%21%27%7E",   // Java URLEncoder
        "b+(c)*!%27%7e",         // .NET HttpUtility.UrlEncode
    ] {
        let wrong = md5(&format!("a={encoded}&d=e&key=K"));
        let found = diagnose(&spec, &Alternatives::default(), |spec| spec.matches(&wrong)).explanations;
        let named: Vec<&[Mistake]> = found.iter().map(|found| &*found.mistakes).collect();
        assert_eq!(named, [[Mistake::ValuesEncoded]], "{encoded}");
    }
}

/// The documents list `noncestr` first: that is the order of those who do not sort.
#[test]
fn jsapi_in_the_order_of_the_document_is_named() {
    let wrong = sha1("noncestr=n&jsapi_ticket=T&timestamp=1&url=http://a.cn/");
    let spec = schemes::jsapi("T", "n", "1", "http://a.cn/");
    let found = diagnose(&spec, &Alternatives::default(), |spec| spec.matches(&wrong)).explanations;
    assert_eq!(found.iter().map(|found| &*found.mistakes).collect::<Vec<_>>(), [[Mistake::NotSorted]]);
}

/// `appkey` is the key of 2014: it can be left out and miswritten as that of v2.
#[test]
fn the_appkey_of_2014_left_out_is_named() {
    let spec = schemes::pay_sign(&owned(&[("appid", "wx1"), ("noncestr", "n"), ("timestamp", "1")]), "KEY");
    let named = |wrong: &str| {
        let found = diagnose(&spec, &Alternatives::default(), |spec| spec.matches(&sha1(wrong))).explanations;
        found.into_iter().flat_map(|found| found.mistakes).collect::<Vec<_>>()
    };
    assert_eq!(named("appid=wx1&noncestr=n&timestamp=1"), [Mistake::KeyMissing]);
    assert_eq!(named("appid=wx1&appkey=key&noncestr=n&timestamp=1"), [Mistake::KeyCase]);
}

#[test]
fn mistakes_have_the_names_of_the_documentation() {
    let names: Vec<&str> = MISTAKES.iter().map(|mistake| mistake.name()).collect();
    assert_eq!(
        names,
        [
            "url-fragment-kept",
            "url-html-escaped",
            "url-encoded",
            "url-encoded-twice",
            "url-decoded",
            "url-scheme-swapped",
            "url-trailing-slash",
            "url-query-dropped",
            "url-port",
            "url-host-case",
            "timestamp-milliseconds",
            "nonce-key-camel-case",
            "nonce-case",
            "ticket-with-space",
            "token-with-space",
            "ticket-kind",
            "ticket-of-other-profile",
            "not-sorted",
            "sorted-by-name",
            "empty-values-included",
            "sign-field-included",
            "key-missing",
            "key-case",
            "values-encoded",
            "md5-for-hmac",
            "hmac-for-md5",
            "uppercase-lowercase",
            "v2-key-as-v3",
            "body-reserialised",
            "newline-missing",
            "newline-crlf",
            "wrong-field-signed",
        ]
    );
}

// Through the real binary.

const JSAPI: [&str; 7] = ["jsapi", "--ticket", "TiCkEt", "--nonce", "NonceX", "--timestamp", "1414587457"];
const URL: &str = "https://a.example.com/p?x=1&y=%E4%BD%A0";

/// The causes that `--check --json` names, after a look at its shape.
#[track_caller]
fn causes(args: &[&str], stdin: &str, wrong: &str) -> Vec<Vec<String>> {
    let ran =
        webot(["sign"]).args(args).args(["--check", wrong, "--json"]).stdin(stdin).exit(1).stderr_any().run();
    shape(&ran.json())
}

#[track_caller]
fn shape(json: &Value) -> Vec<Vec<String>> {
    assert_eq!(json["match"], false, "{json}");
    let causes = json["causes"].as_array().expect("causes");
    let cause = |cause: &Value| {
        let keys: Vec<&String> = cause.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["cause", "explanation", "hint", "string_to_sign"]);
        for text in ["explanation", "hint", "string_to_sign"] {
            assert!(cause[text].as_str().is_some_and(|text| !text.is_empty()), "{text}: {cause}");
        }
        let ids: Vec<String> = serde_json::from_value(cause["cause"].clone()).expect("ids");
        assert!((1..=2).contains(&ids.len()), "{cause}");
        ids
    };
    causes.iter().map(cause).collect()
}

#[test]
fn a_right_signature_ends_with_0() {
    let right = sha1(&jsapi_string("TiCkEt", "NonceX", "1414587457", URL));
    let args = [&JSAPI[..], &["--url", URL, "--check", &right]].concat();
    let ran = webot(["sign"]).args(&args).stderr_has(SECRET_GIVEN).run();
    assert!(!ran.stdout.is_empty());
    let ran = webot(["sign"]).args(&args).args(["--json"]).stderr_has(SECRET_GIVEN).run();
    assert_eq!(ran.json()["match"], json!(true));
    assert!(ran.json().get("causes").is_none_or(|causes| causes == &json!([])));
    let pasted = format!(" {right}\n");
    webot(["sign"]).args(JSAPI).args(["--url", URL, "--check", &pasted]).stderr_has(SECRET_GIVEN).run();
}

#[test]
fn mistakes_of_a_page_are_named_by_the_command() {
    let jsapi = [&JSAPI[..], &["--url", URL]].concat();
    let sign = |url: &str| sha1(&jsapi_string("TiCkEt", "NonceX", "1414587457", url));
    for (wrong, name) in [
        (sign(&URL.replace('&', "&amp;")), "url-html-escaped"),
        (sign(&component(URL)), "url-encoded"),
        (sign(&component(&component(URL))), "url-encoded-twice"),
        (sign("https://a.example.com/p?x=1&y=你"), "url-decoded"),
        (sign(&URL.replace("https", "http")), "url-scheme-swapped"),
        (sign(&URL.replace('?', "/?")), "url-trailing-slash"),
        (sign("https://a.example.com/p"), "url-query-dropped"),
        (sign("https://a.example.com:443/p?x=1&y=%E4%BD%A0"), "url-port"),
        (sign("https://A.EXAMPLE.COM/p?x=1&y=%E4%BD%A0"), "url-host-case"),
        (sign(&format!("{URL}#/")), "url-fragment-kept"),
        (sha1(&jsapi_string("TiCkEt", "NonceX", "1414587457042", URL)), "timestamp-milliseconds"),
        (sha1(&jsapi_string("TiCkEt", "noncex", "1414587457", URL)), "nonce-case"),
        (sha1(&jsapi_string("TiCkEt\n", "NonceX", "1414587457", URL)), "ticket-with-space"),
        (sign(URL).to_uppercase(), "uppercase-lowercase"),
    ] {
        let agent = [&["agent"], &jsapi[1..]].concat();
        for args in [&jsapi, &agent] {
            let mut named = causes(args, "", &wrong);
            // Where nothing but the URL has characters to encode, encoding all values comes to the same.
            named.retain(|cause| !name.starts_with("url-") || *cause != ["values-encoded"]);
            assert_eq!(named, [[name]]);
        }
    }
    let camel = jsapi_string("TiCkEt", "NonceX", "1414587457", URL).replace("noncestr", "nonceStr");
    assert_eq!(causes(&jsapi, "", &sha1(&camel)), [["nonce-key-camel-case"]]);
    let with_fragment = format!("{URL}#/home?tab=2");
    let args = [&JSAPI[..], &["--url", &with_fragment]].concat();
    assert_eq!(causes(&args, "", &sign(&with_fragment)), [["url-fragment-kept"]]);
    let both = sign(&with_fragment.replace("https", "http"));
    assert_eq!(causes(&args, "", &both), [["url-fragment-kept", "url-scheme-swapped"]]);
    let other = sha1(&jsapi_string("CARD", "NonceX", "1414587457", URL));
    let args = [&jsapi[..], &["--other-ticket", "CARD"]].concat();
    assert_eq!(causes(&args, "", &other), [["ticket-kind"]]);
    assert_eq!(causes(&jsapi, "", &other), Vec::<Vec<String>>::new());
}

/// `wx_card` for `jsapi`, and back.
#[test]
fn the_ticket_of_the_other_kind_is_named_for_cards_too() {
    let wrong = sha1(&sorted(vec!["JSAPI", "1414587457", "NonceX", "pjZ8"]));
    let args =
        ["card", "--card-id", "pjZ8", "--ticket", "CARD", "--nonce", "NonceX", "--timestamp", "1414587457"];
    let args = [&args[..], &["--other-ticket", "JSAPI"]].concat();
    assert_eq!(causes(&args, "", &wrong), [["ticket-kind"]]);
}

#[test]
fn mistakes_of_callbacks_are_named_by_the_command() {
    let args =
        ["message", "--token", "Token", "--timestamp", "1414587457", "--nonce", "NonceX", "--encrypt", "Ab="];
    let plain = sha1(&sorted(vec!["Token", "1414587457", "NonceX"]));
    assert_eq!(causes(&args, "", &plain), [["wrong-field-signed"]]);
    let spaced = sha1(&sorted(vec!["Token ", "1414587457", "NonceX", "Ab="]));
    assert_eq!(causes(&args, "", &spaced), [["token-with-space"]]);
    assert_eq!(causes(&args, "", &sha1("Token1414587457NonceXAb=")), [["not-sorted"]]);
    assert_eq!(causes(&args, "", &sha1("Ab=NonceX1414587457Token")), [["sorted-by-name"]]);
}

#[test]
fn mistakes_of_pay_v2_are_named_by_the_command() {
    let order = r#"{"mch_id":"1","appid":"wx1","attach":"","body":"测 试","sign":"OLD"}"#;
    let right = "appid=wx1&body=测 试&mch_id=1";
    let args = ["pay", "--key", "SecretKey", "--other-key", "apiv3"];
    let with = |text: &str| format!("{text}&key=SecretKey");
    for (wrong, name) in [
        (md5(&with("mch_id=1&appid=wx1&body=测 试")), "not-sorted"),
        (md5(&with("appid=wx1&attach=&body=测 试&mch_id=1")), "empty-values-included"),
        (md5(&with("appid=wx1&body=测 试&mch_id=1&sign=OLD")), "sign-field-included"),
        (md5(right), "key-missing"),
        (md5(&format!("{right}&key=secretkey")), "key-case"),
        (md5(&format!("{right}&KEY=SecretKey")), "key-case"),
        (md5(&with("appid=wx1&body=%E6%B5%8B%20%E8%AF%95&mch_id=1")), "values-encoded"),
        (md5(&with("appid=wx1&body=%E6%B5%8B+%E8%AF%95&mch_id=1")), "values-encoded"),
        (hmac_upper("SecretKey", &with(right)), "hmac-for-md5"),
        (md5(&with(right)).to_lowercase(), "uppercase-lowercase"),
        (md5(&format!("{right}&key=apiv3")), "v2-key-as-v3"),
    ] {
        assert_eq!(causes(&args, order, &wrong), [[name]], "{name}");
    }
    let args = [&args[..], &["--type", "HMAC-SHA256"]].concat();
    assert_eq!(causes(&args, order, &md5(&with(right))), [["md5-for-hmac"]]);
}

#[test]
fn mistakes_under_rsa_are_named_by_the_command() {
    let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
    let der: Pkcs8V1Der<'_> = pair.as_der().expect("PKCS#8");
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        STANDARD.encode(der.as_ref())
    );
    let sign = |text: &str| {
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
            .expect("a signature");
        STANDARD.encode(signature)
    };
    let body = r#"{"b":1,"a":"中"}"#;
    let run = |signature: &str, code: i32| {
        webot(["sign", "notify", "--private-key", "k.pem", "--timestamp", "1700000000", "--nonce", "Nn"])
            .args(["--check", signature, "--json"])
            .file("k.pem", &pem)
            .stdin(body)
            .exit(code)
            .run()
            .json()
    };
    run(&sign(&format!("1700000000\nNn\n{body}\n")), 0);
    for (text, name) in [
        (format!("1700000000\nNn\n{body}"), "newline-missing"),
        (format!("1700000000\r\nNn\r\n{body}\r\n"), "newline-crlf"),
        ("1700000000\nNn\n{\"b\": 1, \"a\": \"中\"}\n".to_owned(), "body-reserialised"),
        ("1700000000\nNn\n{\"a\":\"中\",\"b\":1}\n".to_owned(), "body-reserialised"),
        (format!("1700000000123\nNn\n{body}\n"), "timestamp-milliseconds"),
        (format!("1700000000\nnn\n{body}\n"), "nonce-case"),
    ] {
        assert_eq!(shape(&run(&sign(&text), 1)), [[name]], "{text}");
    }
    assert_eq!(shape(&run(&sign("something else"), 1)), Vec::<Vec<String>>::new());
    assert_eq!(shape(&run("no base64!", 1)), Vec::<Vec<String>>::new());
}

#[test]
fn a_finding_is_explained_to_people() {
    let wrong = sha1(&jsapi_string("TiCkEt", "NonceX", "1414587457", &URL.replace("https", "http")));
    let ran = webot(["sign"]).args(JSAPI).args(["--url", URL, "--check", &wrong]).exit(1).stderr_any().run();
    let text = format!("{}{}", ran.stdout, ran.stderr);
    assert!(text.contains("url-scheme-swapped") && text.contains("hint: behind a proxy"), "{text}");
    assert!(
        text.lines().any(|line| line.trim()
            == jsapi_string("TiCkEt", "NonceX", "1414587457", &URL.replace("https", "http"))),
        "the string stands on its own line: {text}"
    );
}

#[test]
fn without_a_finding_it_says_what_to_look_at() {
    for wrong in ["0".repeat(40), "0".repeat(32)] {
        let wrong = wrong.as_str();
        let ran =
            webot(["sign"]).args(JSAPI).args(["--url", URL, "--check", wrong]).exit(1).stderr_any().run();
        let text = format!("{}{}", ran.stdout, ran.stderr);
        assert!(text.contains("no known mistake leads to it") && text.contains("1. "), "{text}");
        assert!(text.contains("&url=https://a.example.com/p"), "{text}");
        let ran = webot(["sign"])
            .args(JSAPI)
            .args(["--url", URL, "--check", wrong, "--json"])
            .exit(1)
            .stderr_has(SECRET_GIVEN)
            .run();
        assert_eq!(ran.json()["causes"], json!([]));
    }
}

#[test]
fn what_is_no_signature_is_not_looked_for() {
    for wrong in ["x", "90014d9d", &"g".repeat(40)] {
        let args = [&JSAPI[..], &["--url", URL, "--check", wrong]].concat();
        let ran = webot(["sign"]).args(&args).exit(1).stderr_has(SECRET_GIVEN).run();
        let said = format!("`{wrong}` is no signature, which has 40 hexadecimal digits");
        assert!(ran.stdout.contains(&said), "{}", ran.stdout);
        let ran = webot(["sign"]).args(&args).args(["--json"]).exit(1).stderr_has(SECRET_GIVEN).run();
        assert_eq!(ran.json()["causes"], json!([]));
    }
    webot(["sign"])
        .args(JSAPI)
        .args(["--url", URL, "--check", " "])
        .exit(2)
        .stderr_has("`--check` is empty")
        .run();
}

fn named(spec: &SignatureSpec, wrong: &str) -> Vec<Vec<Mistake>> {
    let diagnosis = diagnose(spec, &Alternatives::default(), |spec| spec.matches(wrong));
    diagnosis.explanations.into_iter().map(|found| found.mistakes).collect()
}

#[test]
fn what_is_wrong_with_a_session_is_named() {
    let spec = schemes::session("{\"a\":1}", "KEY==");
    assert_eq!(named(&spec, &sha1("{\"a\":1}")), [[Mistake::KeyMissing]]);
    assert_eq!(named(&spec, &sha1("KEY=={\"a\":1}")), [[Mistake::NotSorted]]);
    let spec = schemes::hmac("KEY", None, "text");
    assert_eq!(named(&spec, &hmac("KEY\n", "text")), [[Mistake::TicketWithSpace]]);
}

#[test]
fn white_space_around_the_key_of_pay_is_named() {
    let spec = schemes::pay_v2(&owned(&[("a", "1")]), "KEY", Digest::Md5);
    assert_eq!(named(&spec, &md5("a=1&key=KEY\n")), [[Mistake::TicketWithSpace]]);
}

#[test]
fn a_card_in_the_order_of_the_document_is_named() {
    let others = [("card_id", "pjZ8"), ("code", "1234"), ("openid", "oYe5")];
    let spec = schemes::card("ticket", "1404896688", "nonce", &others);
    assert_eq!(named(&spec, &sha1("ticket1404896688pjZ81234oYe5nonce")), [[Mistake::NotSorted]]);
    assert_eq!(named(&spec, &sha1("nonceoYe51234pjZ81404896688ticket")), [[Mistake::NotSorted]]);
}

#[test]
fn milliseconds_and_a_fragment_together_are_named() {
    let spec = schemes::jsapi("T", "n", "1414587457", "https://a.example.com/p");
    let wrong = sha1(&jsapi_string("T", "n", "1414587457123", "https://a.example.com/p#/"));
    assert_eq!(named(&spec, &wrong), [[Mistake::UrlFragmentKept, Mistake::TimestampMilliseconds]]);
}

/// A search that was cut short says so, and takes no gigabytes.
#[test]
fn a_search_in_a_large_body_ends_and_says_so() {
    let body = format!("{{\"a\":\"{}\"}}", "x".repeat(900_000));
    let spec = schemes::pay_v3_request("POST", "/v3/a", "1", "n", &body);
    let diagnosis = diagnose(&spec, &Alternatives::default(), |_| false);
    assert_eq!(diagnosis, Diagnosis { explanations: vec![], truncated: true });
}

#[test]
fn an_rsa_signature_that_was_damaged_is_not_right() {
    let (_, key) = key_pair();
    let v3 = ["v3", "GET", "/v3/a", "--mchid", "1", "--serial", "2", "--nonce", "n", "--timestamp", "1"];
    let run = |args: &[&str]| {
        webot(["sign"]).args(v3).args(["--private-key", "k.pem"]).args(args).file("k.pem", &key)
    };
    let right = run(&["--print", "signature"]).run().stdout.trim().to_owned();
    assert_eq!(run(&["--check", &right, "--json"]).run().json()["match"], true);
    let url_safe = right.replace('+', "-").replace('/', "_");
    let json = run(&["--check", &url_safe, "--json"]).exit(1).run().json();
    assert_eq!((&json["match"], &json["mended"]), (&json!(false), &json!(["url-safe"])));
    run(&["--check", right.trim_end_matches('=')]).exit(1).stdout_has("which was cut off").run();
    let zero = format!("AAAA{right}");
    let json = run(&["--check", &zero, "--json"]).exit(1).run().json();
    assert_eq!(json["causes"], json!([]));
}

#[test]
fn the_other_ticket_and_those_of_other_profiles_come_from_the_file() {
    let config = json!({
        "jsapi_ticket": "JSAPI", "card_ticket": "CARD",
        "profiles": { "shop": { "jsapi_ticket": "SHOP" } },
    });
    for (ticket, cause) in [("CARD", "ticket-kind"), ("SHOP", "ticket-of-other-profile")] {
        let wrong = sha1(&jsapi_string(ticket, "n", "1", "https://a.example.com/p"));
        let args = ["sign", "jsapi", "--json", "--url", "https://a.example.com/p", "--nonce", "n"];
        let json = webot(args)
            .args(["--timestamp", "1", "--check", &wrong])
            .file("wx_config.json", config.to_string())
            .exit(1)
            .run()
            .json();
        assert_eq!(json["causes"][0]["cause"], json!([cause]));
    }
}

/// The advice names what is written in this signature, not in another one.
#[test]
fn a_mistake_is_explained_for_the_signature_at_hand() {
    webot(["sign", "pay-sign", "--app-key", "KEY", "--field", "appid=wx1"])
        .args(["--field", "noncestr=n", "--field", "timestamp=1"])
        .args(["--check", &sha1("appid=wx1&noncestr=n&timestamp=1")])
        .exit(1)
        .stdout_has("key-missing")
        .stdout_has("appkey is a field")
        .stderr_has(SECRET_GIVEN)
        .run();
}
