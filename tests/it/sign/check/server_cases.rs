//! Mistakes in callbacks, WeChat Pay and JSON bodies.

use webot::sign::{Alternatives, Digest, Mistake, schemes};

use super::{Case, Cases, Values, Wrong, component, hmac, hmac_upper, md5, owned, pairs, sha1, sorted};

impl Values {
    pub(super) fn callback_cases(&self) -> Vec<Case> {
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

    pub(super) fn pay_cases(&self) -> Vec<Case> {
        let (key, body, nonce) = (&*self.key, &*self.body, &*self.nonce);
        // Neither sorted nor without the excluded fields.
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
            Mistake::KeyWithSpace,
            &format!("appid=wx1&appkey={key}\n&noncestr={nonce}&timestamp={}", self.timestamp),
        );
        all.extend(cases.made);
        all
    }

    /// Returns one JSON body as several languages write it; the first is the received one.
    pub(super) fn bodies(&self) -> [String; 6] {
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

    pub(super) fn body_cases(&self) -> Vec<Case> {
        let (timestamp, nonce, session_key) = (&*self.timestamp, &*self.nonce, &*self.key);
        let bodies = self.bodies();
        let mut all = Vec::new();
        // A body as a framework writes it may also be the received one.
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
            session.sha1(Mistake::KeyWithSpace, &format!("{raw}{session_key}\n"));
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
}
