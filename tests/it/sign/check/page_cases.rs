//! Mistakes in URLs, tickets and nonces of pages.

use webot::sign::{Alternatives, Mistake, schemes};

use super::{Case, Cases, Values, Wrong, component, jsapi_string, sha1, sorted};

impl Values {
    pub(super) fn url_cases(&self) -> Vec<Case> {
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
        cases.add(&[Mistake::HmacForHash], Wrong::Hash(super::hmac(&self.ticket, &sign(&url))));
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

    pub(super) fn page_cases(&self) -> Vec<Case> {
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
        let right = jsapi_string(ticket, nonce, timestamp, url);
        cases.sha1(Mistake::StringNewline, &format!("{right}\n"));
        cases.sha1(Mistake::AmpersandTrailing, &format!("{right}&"));
        cases.sha1(Mistake::StringEncoded, &component(&right));
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
}
