//! Mistakes in the values of the documentation are named.

use webot::sign::{Alternatives, Digest, MISTAKES, Mistake, diagnose, schemes};

use super::{jsapi_string, md5, owned, sha1};

/// Encodes like .NET and old PHP libraries: only the digits of the escapes are in lower case.
fn component_in_small_letters(text: &str) -> String {
    text.bytes().fold(String::new(), |text, byte| match byte {
        b'-' | b'_' | b'.' | b'~' => text + &char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => text + &char::from(byte).to_string(),
        byte => text + &format!("%{byte:02x}"),
    })
}

/// .NET's `HttpUtility.UrlEncode` and other libraries write escapes in lower case and leave the rest alone.
#[test]
fn a_url_encoded_in_small_letters_is_named() {
    let url = "https://Example.com/Path/Page?State=A B";
    let wrong = sha1(&jsapi_string("T", "n", "1", &component_in_small_letters(url)));
    let found =
        diagnose(&schemes::jsapi("T", "n", "1", url), &Alternatives::default(), |spec| spec.matches(&wrong))
            .explanations;
    // All values may have been encoded; of two ways to the same string, the first is named.
    assert_eq!(found.iter().map(|found| &*found.mistakes).collect::<Vec<_>>(), [[Mistake::UrlEncoded]]);
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

/// The documentation lists `noncestr` first, which is the order without sorting.
#[test]
fn jsapi_in_the_order_of_the_document_is_named() {
    let wrong = sha1("noncestr=n&jsapi_ticket=T&timestamp=1&url=http://a.cn/");
    let spec = schemes::jsapi("T", "n", "1", "http://a.cn/");
    let found = diagnose(&spec, &Alternatives::default(), |spec| spec.matches(&wrong)).explanations;
    assert_eq!(found.iter().map(|found| &*found.mistakes).collect::<Vec<_>>(), [[Mistake::NotSorted]]);
}

/// `appkey` is the key of 2014: it can be left out or misspelt like that of v2.
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
            "url-share-parameters",
            "url-origin-only",
            "url-cut",
            "url-parameter-dropped",
            "url-path-only",
            "url-scheme-missing",
            "url-whole",
            "url-port",
            "url-other-host",
            "url-rewritten",
            "url-host-case",
            "timestamp-milliseconds",
            "timestamp-twice",
            "nonce-key-camel-case",
            "nonce-case",
            "ticket-with-space",
            "key-with-space",
            "token-with-space",
            "secret-quoted",
            "secret-invisible-character",
            "ticket-kind",
            "ticket-of-other-profile",
            "not-sorted",
            "sorted-without-case",
            "sorted-descending",
            "sorted-by-name",
            "sorted-by-value",
            "empty-values-included",
            "sign-field-included",
            "key-missing",
            "key-case",
            "key-sorted-in",
            "key-bare",
            "key-first",
            "key-name",
            "key-hashed",
            "key-decoded",
            "values-encoded",
            "md5-for-hmac",
            "hmac-for-md5",
            "uppercase-lowercase",
            "v2-key-as-v3",
            "other-secret",
            "body-newline",
            "body-byte-order-mark",
            "body-reserialised",
            "body-empty",
            "body-other",
            "newline-missing",
            "newline-crlf",
            "newline-literal",
            "other-separator",
            "string-encoded",
            "values-quoted",
            "values-as-json",
            "ampersand-doubled",
            "ampersand-trailing",
            "ampersand-missing",
            "separator-spaced",
            "string-newline",
            "other-method",
            "wrong-field-signed",
            "package-form",
            "field-dropped",
            "field-added",
            "field-renamed",
            "names-restyled",
            "fields-swapped",
            "value-nothing",
            "other-value",
            "value-reformatted",
            "value-parsed",
            "value-case",
            "values-escaped",
            "cdata-kept",
            "other-charset",
            "other-hash",
            "hmac-for-hash",
            "hashed-twice",
            "other-output",
            "other-recipe",
            "rsa-padding",
            "rsa-hash",
            "rsa-output",
        ]
    );
}
