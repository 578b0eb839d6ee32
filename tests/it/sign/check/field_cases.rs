//! Mistakes in the set of fields, in their names and values, in keys, encodings and hashes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Digest as _;
use sha2::Sha256;
use webot::sign::{Alternatives, Digest, Mistake, OtherSecret, Sister, schemes};

use super::{Case, Cases, Values, Wrong, jsapi_string, md5, owned, sha1, sorted};

/// Returns the pairs sorted by name, joined, with the key at the end.
fn keyed(fields: &[(&str, &str)], key: &str) -> String {
    let mut fields = fields.to_vec();
    fields.sort_unstable();
    format!("{}&key={key}", super::pairs(&fields))
}

impl Values {
    pub(super) fn shared_url_cases(&self) -> Vec<Case> {
        let (ticket, nonce, timestamp, host) = (&*self.ticket, &*self.nonce, &*self.timestamp, &*self.host);
        let url = format!("https://{host}/m/d.html?id=1&t=%E4%BD%A0&from=singlemessage&isappinstalled=0");
        let mut cases = Cases::of(schemes::jsapi(ticket, nonce, timestamp, &url));
        let mut add = |mistake: Mistake, url: &str| {
            cases.sha1(mistake, &jsapi_string(ticket, nonce, timestamp, url));
        };
        let bare = format!("https://{host}/m/d.html");
        add(Mistake::UrlShareParameters, &format!("{bare}?id=1&t=%E4%BD%A0"));
        add(Mistake::UrlCut, &format!("{bare}?id=1"));
        add(Mistake::UrlCut, &format!("https://{host}/m/"));
        add(Mistake::UrlParameterDropped, &format!("{bare}?id=1&from=singlemessage&isappinstalled=0"));
        add(Mistake::UrlOriginOnly, &format!("https://{host}"));
        add(Mistake::UrlOriginOnly, &format!("https://{host}/"));
        add(Mistake::UrlPathOnly, &url[8 + host.len()..]);
        add(Mistake::UrlSchemeMissing, &url[8..]);
        add(Mistake::UrlRewritten, &url.replace("/m/", "//m/"));
        add(Mistake::UrlRewritten, &url.replace("/m/", "/"));
        add(Mistake::UrlOtherHost, &url.replace("https", "http").replace(host, "127.0.0.1:8080"));
        add(Mistake::UrlOtherHost, &url.replace(host, "localhost"));
        let later = (timestamp.parse::<u64>().expect("a number") + 3).to_string();
        cases.sha1(Mistake::TimestampTwice, &jsapi_string(ticket, nonce, &later, &url));
        cases.made
    }

    pub(super) fn order_cases(&self) -> Vec<Case> {
        let (key, nonce) = (&*self.key, &*self.nonce);
        let given = [
            ("appid", "wx1234567890abcdef"),
            ("attach", "a&b \"x\""),
            ("body", "测试商品"),
            ("device_info", "1000"),
            ("mch_id", "1900000109"),
            ("nonce_str", nonce),
            ("notify_url", "https://example.com/pay?a=1&b=2"),
            ("total_fee", "150"),
        ];
        let without =
            |name: &str| given.iter().copied().filter(|(known, _)| *known != name).collect::<Vec<_>>();
        let with = |name: &'static str, value: &'static str| {
            let mut fields = without(name);
            fields.push((name, value));
            fields
        };
        let secrets = vec![OtherSecret { name: "secret".to_owned(), value: self.other_key.clone() }];
        let other = Alternatives { secrets, ..Alternatives::default() };
        let mut cases = Cases::with(schemes::pay_v2(&owned(&given), key, Digest::Md5), other);
        let mut add = |mistake: Mistake, text: &str| cases.add(&[mistake], Wrong::Hash(md5(text)));
        add(Mistake::FieldDropped, &keyed(&without("device_info"), key));
        add(Mistake::FieldAdded, &keyed(&with("openid", "null"), key));
        add(Mistake::FieldAdded, &keyed(&with("sub_openid", "undefined"), key));
        let mut renamed = without("mch_id");
        renamed.push(("mchid", "1900000109"));
        add(Mistake::FieldRenamed, &keyed(&renamed, key));
        let camel = [
            ("appId", given[0].1),
            given[1],
            given[2],
            ("deviceInfo", given[3].1),
            ("mchId", given[4].1),
            ("nonceStr", nonce),
            ("notifyUrl", given[6].1),
            ("totalFee", given[7].1),
        ];
        add(Mistake::NamesRestyled, &keyed(&camel, key));
        let mut swapped = with("attach", "测试商品");
        swapped.retain(|(name, _)| *name != "body");
        swapped.push(("body", given[1].1));
        add(Mistake::FieldsSwapped, &keyed(&swapped, key));
        add(Mistake::ValueNothing, &keyed(&with("attach", "[object Object]"), key));
        add(Mistake::ValueReformatted, &keyed(&with("total_fee", "1.50"), key));
        add(Mistake::ValueReformatted, &keyed(&with("total_fee", "150.0"), key));
        add(Mistake::ValueCase, &keyed(&with("appid", "WX1234567890ABCDEF"), key));
        add(Mistake::OtherValue, &keyed(&with("device_info", "1900000109"), key));
        add(
            Mistake::ValuesEscaped,
            &keyed(&with("notify_url", "https:\\/\\/example.com\\/pay?a=1&b=2"), key),
        );
        add(Mistake::ValuesEscaped, &keyed(&with("attach", "a&b \\x22x\\x22"), key));
        add(Mistake::ValuesEscaped, &keyed(&with("body", "\\u6d4b\\u8bd5\\u5546\\u54c1"), key));
        add(Mistake::CdataKept, &keyed(&with("attach", "<![CDATA[a&b \"x\"]]>"), key));
        add(
            Mistake::ValuesEncoded,
            &keyed(&with("notify_url", "https%3A%2F%2Fexample.com%2Fpay%3Fa%3D1%26b%3D2"), key),
        );
        add(Mistake::OtherSecret, &keyed(&given, &self.other_key));
        let bare = super::pairs(&given);
        add(Mistake::KeyBare, &format!("{bare}{key}"));
        add(Mistake::KeyFirst, &format!("key={key}&{bare}"));
        add(Mistake::KeyName, &format!("{bare}&appkey={key}"));
        add(Mistake::KeyHashed, &keyed(&given, &md5(key).to_lowercase()));
        add(
            Mistake::OtherSeparator,
            &format!("{}key={key}", bare.replace('&', "\u{0}"))
                .replace("a\u{0}b", "a&b")
                .replace("1\u{0}b=2", "1&b=2")
                .replace('\u{0}', ""),
        );
        let quoted: Vec<String> = given.iter().map(|(_, value)| format!("\"{value}\"")).collect();
        let quoted: Vec<_> = given.iter().zip(&quoted).map(|((name, _), value)| (*name, &**value)).collect();
        add(Mistake::ValuesQuoted, &keyed(&quoted, key));
        let joined = |by: &str| {
            let pairs: Vec<String> = given.iter().map(|(name, value)| format!("{name}={value}")).collect();
            pairs.join(by)
        };
        add(Mistake::AmpersandDoubled, &format!("{bare}&&key={key}"));
        add(Mistake::AmpersandDoubled, &format!("{}&&key={key}", joined("&&")));
        add(Mistake::AmpersandTrailing, &format!("{bare}&key={key}&"));
        add(Mistake::SeparatorSpaced, &format!("{}& key={key}", joined("& ")));
        add(Mistake::OtherSeparator, &format!("{}, key={key}", joined(", ")));
        add(Mistake::StringEncoded, &super::component(&format!("{bare}&key={key}")));
        add(Mistake::StringEncoded, &format!("{}&key={key}", super::component(&bare)));
        let mut sorted_in = given.to_vec();
        sorted_in.push(("key", key));
        sorted_in.sort_unstable();
        add(Mistake::KeySortedIn, &super::pairs(&sorted_in));
        let string = keyed(&given, key);
        cases.add(&[Mistake::OtherHash], Wrong::Hash(sha1(&string).to_uppercase()));
        let (gbk, _, _) = encoding_rs::GBK.encode(&string);
        let gbk = super::hex(&Md5::digest(&gbk)).to_uppercase();
        cases.add(&[Mistake::OtherCharset], Wrong::Hash(gbk));
        cases.add(&[Mistake::OtherOutput], Wrong::Hash(STANDARD.encode(Md5::digest(&string))));
        cases.made
    }

    pub(super) fn form_cases(&self) -> Vec<Case> {
        let (key, nonce) = (&*self.key, &*self.nonce);
        let order = [("appid", "wx1"), ("body", "B"), ("mch_id", "1900000109"), ("nonce_str", nonce)];
        let mut cases = Cases::of(schemes::pay_v2(&owned(&order), key, Digest::Md5));
        let mut by_value = order;
        by_value.sort_by_key(|(_, value)| *value);
        let string = format!("{}&key={key}", super::pairs(&by_value));
        cases.add(&[Mistake::SortedByValue], Wrong::Hash(md5(&string)));
        let members: Vec<String> =
            order.iter().map(|(name, value)| format!("\"{name}\":\"{value}\"")).collect();
        let json = format!("{{{}}}&key={key}", members.join(","));
        cases.add(&[Mistake::ValuesAsJson], Wrong::Hash(md5(&json)));
        cases.made
    }

    pub(super) fn sister_cases(&self) -> Vec<Case> {
        let (ticket, nonce, timestamp) = (&*self.ticket, &*self.nonce, &*self.timestamp);
        let sister = schemes::card(&self.other_ticket, timestamp, nonce, &[("card_id", "pjZ8")]);
        let sisters = vec![Sister { name: "cardExt", spec: sister }];
        let other = Alternatives { sisters, ..Alternatives::default() };
        let mut cases = Cases::with(schemes::jsapi(ticket, nonce, timestamp, "https://a.cn/"), other);
        cases.sha1(Mistake::OtherRecipe, &sorted(vec![&self.other_ticket, timestamp, nonce, "pjZ8"]));
        cases.made
    }

    pub(super) fn line_cases(&self) -> Vec<Case> {
        let (timestamp, nonce, host) = (&*self.timestamp, &*self.nonce, &*self.host);
        let mut all = Vec::new();
        let url = Some(format!("https://{host}/v3/certificates"));
        let other = Alternatives { url, ..Alternatives::default() };
        let mut cases =
            Cases::with(schemes::pay_v3_request("GET", "/v3/certificates", timestamp, nonce, ""), other);
        let right = format!("GET\n/v3/certificates\n{timestamp}\n{nonce}\n\n");
        let mut add = |mistake: Mistake, text: String| cases.add(&[mistake], Wrong::Text(text));
        add(Mistake::BodyOther, right.replace("\n\n", "\n{}\n"));
        add(Mistake::BodyOther, right.replace("\n\n", "\nnull\n"));
        add(Mistake::OtherMethod, right.replace("GET", "get"));
        add(Mistake::OtherMethod, right.replace("GET", "POST"));
        add(Mistake::NewlineLiteral, right.replace('\n', "\\n"));
        add(Mistake::OtherSeparator, right.replace('\n', ""));
        add(Mistake::UrlWhole, right.replace("/v3", &format!("https://{host}/v3")));
        add(Mistake::UrlWhole, right.replace("/v3", "https://api.mch.weixin.qq.com/v3"));
        add(Mistake::FieldDropped, right.replace(&format!("{nonce}\n"), ""));
        add(Mistake::FieldsSwapped, format!("GET\n/v3/certificates\n{nonce}\n{timestamp}\n\n"));
        all.extend(cases.made);
        let mut cases = Cases::of(schemes::pay_v3_request("POST", "/v3/a", timestamp, nonce, "{\"a\":1}"));
        let empty = format!("POST\n/v3/a\n{timestamp}\n{nonce}\n\n");
        cases.add(&[Mistake::BodyEmpty], Wrong::Text(empty));
        let newline = format!("POST\n/v3/a\n{timestamp}\n{nonce}\n{{\"a\":1}}\n\n");
        cases.add(&[Mistake::BodyNewline], Wrong::Text(newline));
        all.extend(cases.made);
        let mut cases = Cases::of(schemes::pay_v3_client("wx1", timestamp, nonce, "prepay_id=wx2014"));
        cases.add(&[Mistake::PackageForm], Wrong::Text(format!("wx1\n{timestamp}\n{nonce}\nwx2014\n")));
        cases.add(&[Mistake::FieldDropped], Wrong::Text(format!("{timestamp}\n{nonce}\nprepay_id=wx2014\n")));
        all.extend(cases.made);
        let mut cases = Cases::of(schemes::hmac("tiihtNczf5v6AKRyjwEUhQ==", None, "{}"));
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&STANDARD.decode("tiihtNczf5v6AKRyjwEUhQ==").expect("a key"))
                .expect("any length");
        mac.update(b"{}");
        cases.add(&[Mistake::KeyDecoded], Wrong::Hash(super::hex(&mac.finalize().into_bytes())));
        all.extend(cases.made);
        let mut cases = Cases::of(schemes::callback(&self.token, timestamp, "42", None));
        cases.sha1(Mistake::ValueNothing, &sorted(vec![timestamp, "42"]));
        cases.sha1(Mistake::ValueNothing, &sorted(vec!["undefined", timestamp, "42"]));
        all.extend(cases.made);
        all
    }
}
