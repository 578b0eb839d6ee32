//! Every entry of the table of endpoints: complete in itself, and through the real binary.
//!
//! The requests that the examples make stand in `tests/data/requests.golden`; `WEBOT_BLESS=1` writes what they are now.

use std::collections::HashSet;
use std::process::Command;

use serde_json::{Value, json};
use webot::api::errcode::{self, ErrcodeFamily};
use webot::api::{self, Auth, Endpoint, Host, Method, Param, ParamPlace, ParamShape, ParamSource};

use crate::support::{Mock, Webot};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/requests.golden");
/// The account in the golden requests.
const APPID: &str = "wx1234567890abcdef";
const SECRET: &str = "0123456789abcdef0123456789abcdef";
const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const MENU: &str = r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"}]}"#;
const VIP_MENU: &str =
    r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"}],"matchrule":{"tag_id":"2"}}"#;

/// The words that an entry's example is typed in; what has no command of its own is called by `webot api`.
fn typed(endpoint: &Endpoint) -> Vec<String> {
    if let Some(command) = endpoint.command {
        let yes = if command == "menu delete" { " --yes" } else { "" };
        return format!("{command} {}{yes}", endpoint.example)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
    }
    let path = format!("https://{}{}", endpoint.host.name(), endpoint.path);
    let value = |param: Param| match param.source {
        ParamSource::Fixed(value) => value.to_owned(),
        ParamSource::Appid => APPID.to_owned(),
        _ => SECRET.to_owned(),
    };
    let fields = endpoint
        .params
        .iter()
        .flat_map(|param| ["-f".to_owned(), format!("{}={}", param.name, value(param))]);
    ["api".to_owned(), endpoint.method.name().to_owned(), path].into_iter().chain(fields).collect()
}

/// A user with an account of each platform and the files that examples name.
fn account() -> Webot {
    Webot::new()
        .env("WX_APPID", APPID)
        .env("WX_SECRET", SECRET)
        .env("WX_CORPID", "ww1234567890abcdef")
        .env("WX_CORPSECRET", SECRET)
        .file("menu.json", MENU)
        .file("menu-vip.json", VIP_MENU)
}

fn is_chinese(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}

fn one_line(what: &str, title: webot::Bilingual) {
    assert!(!title.en.is_empty() && !title.zh.is_empty(), "{what}: a language is missing");
    assert!(!title.en.chars().any(is_chinese), "{what}: {}", title.en);
    assert!(title.zh.chars().any(is_chinese) || title.zh.is_ascii(), "{what}: {}", title.zh);
    for text in [title.en, title.zh] {
        assert!(
            !text.contains('\n') && !text.ends_with(['.', '。']) && text.trim() == text,
            "{what}: {text}"
        );
    }
}

#[test]
fn no_endpoint_and_no_command_stands_twice() {
    let (mut paths, mut words) = (HashSet::new(), HashSet::new());
    for endpoint in api::endpoints() {
        // What stands twice is told apart by a parameter with a fixed value.
        let fixed = |param: Param| match param.source {
            ParamSource::Fixed(value) => Some((param.name, value)),
            _ => None,
        };
        let fixed: Vec<_> = endpoint.params.iter().filter_map(fixed).collect();
        let path = (endpoint.method.name(), endpoint.host, endpoint.path, fixed);
        assert!(paths.insert(path), "{}", endpoint.path);
        let Some((group, action)) = endpoint.group() else { continue };
        assert!(api::group(group).is_some(), "{group} {action}");
        for name in endpoint.aliases.iter().chain([action]) {
            assert!(words.insert((group, name)), "{group} {name}");
        }
        let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(group.split(' ').all(plain) && plain(action), "{group} {action}");
    }
}

#[test]
fn entries_are_complete_in_both_languages() {
    for endpoint in api::endpoints() {
        let path = endpoint.path;
        assert!(path.starts_with('/') && !path.contains(['?', ' ']), "{path}");
        one_line(path, endpoint.about);
        if !endpoint.note.en.is_empty() || !endpoint.note.zh.is_empty() {
            one_line(path, endpoint.note);
        }
        assert!(endpoint.docs.starts_with("https://"), "{path}: {}", endpoint.docs);
        let needs =
            endpoint.params.iter().any(|param| matches!(param.source, ParamSource::Word | ParamSource::Body));
        let alone = endpoint.command.is_none() || endpoint.command == Some("ticket get");
        assert!(alone || !needs || !endpoint.example.is_empty(), "{path} has no example");
        if !endpoint.reply.is_empty() {
            serde_json::from_str::<Value>(endpoint.reply).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
}

#[test]
fn parameters_are_what_their_place_allows() {
    for endpoint in api::endpoints() {
        let mut names = HashSet::new();
        let mut flags = HashSet::new();
        for param in endpoint.params {
            let what = format!("{} {}", endpoint.path, param.name);
            assert!(names.insert(param.name) && flags.insert(param.flag), "{what} stands twice");
            assert_ne!(param.name, "access_token", "{what} is added by the client");
            let no_body = !matches!(param.place, ParamPlace::Body | ParamPlace::File);
            assert!(endpoint.method != Method::Get || no_body, "{what}: GET has no body");
            assert!(
                param.source != ParamSource::Word || param.required,
                "{what}: a word that may be missing"
            );
            one_line(&what, param.help);
            let family = if endpoint.host == Host::Work { ErrcodeFamily::Work } else { ErrcodeFamily::Api };
            assert!(
                errcode::find(family, param.errcode).is_some(),
                "{what}: {} is no errcode",
                param.errcode
            );
            if let ParamShape::Integer(from, to) = param.shape {
                assert!(from <= to, "{what}");
            }
        }
    }
}

#[test]
fn secrets_are_sent_only_by_endpoints_that_take_no_token() {
    for endpoint in api::endpoints() {
        let secret = endpoint.params.iter().any(|param| param.source == ParamSource::Secret);
        assert!(!secret || endpoint.auth == Auth::None, "{}", endpoint.path);
    }
}

/// What an account has before an example runs: a tag with a member, a menu for all and one for some.
fn furnish(mock: &Mock, home: &Webot) {
    mock.post("/__webot/reset", "");
    let home = |args: &[&str]| home.webot(args).stderr_any().run();
    home(&["tag", "create", "VIP"]);
    home(&["tag", "add", "134", OPENID]);
    home(&["menu", "create", "--file", "menu.json"]);
    home(&["menu", "add-conditional", "--file", "menu-vip.json"]);
}

#[test]
fn every_example_works_on_the_mock() {
    let mock = Mock::start([]);
    for endpoint in api::endpoints() {
        let home = account().env("WX_API_BASE", mock.url());
        furnish(&mock, &home);
        let words = typed(&endpoint);
        home.webot(&words).stderr_any().run();
        let serves =
            |request: &&Value| endpoint.serves(endpoint.host, request["path"].as_str().unwrap_or_default());
        let requests = mock.get("/__webot/requests");
        let mut requests = requests.as_array().expect("requests").iter().rev();
        let last = requests.find(serves).expect(endpoint.path);
        assert_eq!(last["host"], endpoint.host.name(), "{words:?}");
        assert_eq!(last["method"], endpoint.method.name(), "{words:?}");
        assert_eq!(last["errcode"], json!(0), "{words:?}");
    }
}

/// The request of an entry's example, as `--dry-run --json` shows it.
fn request(endpoint: &Endpoint) -> Value {
    let words = typed(endpoint);
    let home = account();
    let ran = home.webot(&words).args(["--dry-run", "--json"]).stderr_any().stdout_lacks(SECRET).run();
    let line = home.webot(&words).args(["--curl"]).run().stdout;
    let request = ran.json();
    assert_eq!(shell_words(&line), curl_words(&request), "{line}");
    request
}

/// What a shell makes of a line.
fn shell_words(line: &str) -> Vec<String> {
    let ran = Command::new("sh")
        .args(["-c", &format!("curl() {{ printf '%s\\0' \"$@\"; }}; {line}")])
        .env_clear()
        .output()
        .expect("a shell");
    assert!(ran.status.success(), "{line}");
    let words = String::from_utf8(ran.stdout).expect("UTF-8");
    words.split_terminator('\0').map(str::to_owned).collect()
}

fn curl_words(request: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut words = vec!["-gsS".to_owned(), "-X".to_owned(), text(&request["method"]), text(&request["url"])];
    for (name, value) in request["headers"].as_object().expect("headers") {
        words.extend(["-H".to_owned(), format!("{name}: {}", text(value))]);
    }
    if request["body"] != "" {
        words.extend(["--data-raw".to_owned(), text(&request["body"])]);
    }
    words
}

#[test]
fn every_example_makes_its_golden_request() {
    let mut golden = String::new();
    for endpoint in api::endpoints() {
        let request = request(&endpoint).to_string();
        let version = concat!("webot/", env!("CARGO_PKG_VERSION"));
        let line = [typed(&endpoint).join(" "), request.replace(version, "webot")].join("\t");
        golden.extend([&*line, "\n"]);
    }
    if std::env::var_os("WEBOT_BLESS").is_some() {
        std::fs::write(GOLDEN, &golden).expect("the golden file");
        return;
    }
    let stands = std::fs::read_to_string(GOLDEN).unwrap_or_default().replace("\r\n", "\n");
    let bless = "with WEBOT_BLESS=1 this test writes what is sent into tests/data/requests.golden";
    for (stands, sent) in stands.lines().zip(golden.lines()) {
        assert_eq!(stands, sent, "{bless}");
    }
    assert_eq!(stands.lines().count(), golden.lines().count(), "{bless}");
}

#[test]
fn a_golden_request_is_an_endpoint_with_its_parameters() {
    for endpoint in api::endpoints() {
        let request = request(&endpoint);
        let url = reqwest::Url::parse(request["url"].as_str().expect("a URL")).expect("a URL");
        assert_eq!(url.host_str(), Some(endpoint.host.name()), "{request}");
        assert!(endpoint.serves(endpoint.host, url.path()), "{request}");
        assert_eq!(request["method"], endpoint.method.name());
        let token = url.query_pairs().any(|(name, value)| name == "access_token" && value == "***");
        assert_eq!(token, endpoint.auth == Auth::AccessToken, "{}", endpoint.path);
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
