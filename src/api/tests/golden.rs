//! The golden requests of `tests/data/requests.golden`, one for the example of each entry.
//!
//! The binary is compared with them by `tests/it/endpoints.rs`. Under `WEBOT_BLESS=1` the words are written here and
//! the requests there.

use std::collections::HashMap;

use serde_json::Value;
use url::Url;

use crate::api::{self, Auth, Endpoint, Method, Param, ParamPlace, ParamSource};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/requests.golden");
/// The account in the golden requests.
const APPID: &str = "wx1234567890abcdef";
const SECRET: &str = "0123456789abcdef0123456789abcdef";
/// The value of a required parameter of an endpoint without a command.
const PAGE: &str = "pages/index/index";

/// Returns the words that an entry's example is typed in; an entry without a command is called by `webot api`.
fn typed(endpoint: &Endpoint) -> String {
    if let Some(command) = endpoint.command {
        let line = format!("{command} {}", endpoint.example);
        return line.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let value = |param: Param| match param.source {
        ParamSource::Fixed(value) => value,
        source if source.is_appid() => APPID,
        source if source.is_secret() => SECRET,
        _ => PAGE,
    };
    let url = format!("{} https://{}{}", endpoint.method.name(), endpoint.host.name(), endpoint.path);
    if !endpoint.example.is_empty() {
        return format!("api {url} {}", endpoint.example);
    }
    let required = endpoint.params.iter().filter(|param| param.required);
    let fields = required.map(|param| format!(" -f {}={}", param.name, value(param)));
    format!("api {url}{}", fields.collect::<String>())
}

/// Returns the words and the request of each line.
fn golden() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once('\t'));
    pairs.map(|(words, request)| (words.to_owned(), request.to_owned())).collect()
}

fn is_blessing() -> bool {
    #[expect(clippy::disallowed_methods, reason = "a test reads its own switch")]
    std::env::var_os("WEBOT_BLESS").is_some()
}

#[test]
fn every_example_has_a_golden_request() {
    let golden = golden();
    let words: Vec<String> = api::endpoints().map(|endpoint| typed(&endpoint)).collect();
    if is_blessing() {
        let requests: HashMap<_, _> = golden.into_iter().collect();
        let line = |words: &String| format!("{words}\t{}\n", requests.get(words).map_or("", String::as_str));
        let lines: String = words.iter().map(line).collect();
        #[expect(clippy::disallowed_methods, reason = "a test writes its golden file")]
        std::fs::write(GOLDEN, lines).expect("the golden file");
        return;
    }
    let bless = "WEBOT_BLESS=1 writes the requests of all examples into tests/data/requests.golden";
    for (words, (standing, _)) in words.iter().zip(&golden) {
        assert_eq!(standing, words, "{bless}");
    }
    assert_eq!(golden.len(), words.len(), "{bless}");
}

#[test]
fn a_golden_request_is_an_endpoint_with_its_parameters() {
    if is_blessing() {
        return;
    }
    for (endpoint, (_, request)) in api::endpoints().zip(golden()) {
        let request: Value = serde_json::from_str(&request).expect("JSON");
        let url = Url::parse(request["url"].as_str().expect("a URL")).expect("a URL");
        assert_eq!(url.host_str(), Some(endpoint.host.name()), "{request}");
        assert!(endpoint.serves(endpoint.host, url.path()), "{request}");
        assert_eq!(request["method"], endpoint.method.name());
        let token = url.query_pairs().any(|(name, value)| name == "access_token" && value == "***");
        assert_eq!(token, endpoint.auth.is_of_account() || endpoint.auth == Auth::User, "{}", endpoint.path);
        assert_eq!(request["body"] == "", endpoint.method == Method::Get, "{}", endpoint.path);
        let body: Value = serde_json::from_str(request["body"].as_str().expect("a body")).unwrap_or_default();
        for param in endpoint.params.iter().filter(|param| param.required && !param.name.is_empty()) {
            let pointer = format!("/{}", param.name.replace("[].", "/0/").replace('.', "/"));
            let given = match param.place {
                ParamPlace::Path => endpoint.path_value(url.path(), param.name).is_some(),
                ParamPlace::Query => url.query_pairs().any(|(name, _)| name == param.name),
                ParamPlace::Header => request["headers"].get(param.name).is_some(),
                ParamPlace::Body => body.pointer(&pointer).is_some(),
                ParamPlace::File => request["body"].as_str().is_some_and(|body| body.contains(param.name)),
            };
            assert!(given, "{} {}: {request}", endpoint.path, param.name);
        }
    }
}
