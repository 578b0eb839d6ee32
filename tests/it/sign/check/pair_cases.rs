//! Two mistakes at once.

use webot::sign::{Alternatives, Digest, Mistake, schemes};

use super::{
    Case, Cases, Values, Wrong, component, hmac, hmac_upper, jsapi_string, md5, owned, pairs, sha1, sorted,
};

impl Values {
    /// Returns cases of two mistakes at once.
    pub(super) fn pair_cases(&self) -> Vec<Case> {
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
