//! The example of every endpoint through the real binary: on the mock, and against `tests/data/requests.golden`.
//!
//! A line of that file is a command line and the request that it sends. `WEBOT_BLESS=1` writes the current requests; the
//! command lines come from the table and are checked by `src/api/tests/golden.rs`.

use std::process::Command;

use serde_json::{Value, json};
use time::{Date, Duration, OffsetDateTime, UtcOffset};

use crate::support::{Mock, Webot};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/requests.golden");
/// The account in the golden requests.
const APPID: &str = "wx1234567890abcdef";
const SECRET: &str = "0123456789abcdef0123456789abcdef";
const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const MENU: &str = r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"}]}"#;
const VIP_MENU: &str =
    r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"}],"matchrule":{"tag_id":"2"}}"#;

/// The beginning of a JPEG file.
const CAT: [u8; 6] = [0xff, 0xd8, 0xff, 0xe0, b'a', b'b'];

const ARTICLE: &str = "<title>一周新品</title><p>本周上新</p>";

/// An example with the request that it sends.
struct Example {
    words: Vec<String>,
    request: String,
}

fn examples() -> Vec<Example> {
    let text = std::fs::read_to_string(GOLDEN).expect("the golden file");
    let example = |line: &str| {
        let (words, request) = line.split_once('\t').expect("words and a request");
        Example { words: words.split(' ').map(str::to_owned).collect(), request: request.to_owned() }
    };
    let examples: Vec<Example> = text.lines().map(example).collect();
    assert!(!examples.is_empty());
    examples
}

/// A user with an account of each platform and the files that examples name.
fn account() -> Webot {
    Webot::new()
        .env("WX_APPID", APPID)
        .env("WX_SECRET", SECRET)
        .env("WX_CORPID", "ww1234567890abcdef")
        .env("WX_CORPSECRET", SECRET)
        .env("WX_AGENTID", "1000002")
        .file("menu.json", MENU)
        .file("menu-vip.json", VIP_MENU)
        .file("cat.jpg", CAT)
        .file("article.html", ARTICLE)
}

/// The state of the account before an example runs: a tag with a member, a menu for all and one for some.
fn furnish(mock: &Mock, home: &Webot) {
    mock.post("/__webot/reset", "");
    let home = |args: &[&str]| home.webot(args).stderr_any().run();
    home(&["tag", "create", "VIP"]);
    home(&["tag", "add", "134", OPENID]);
    home(&["menu", "create", "--file", "menu.json"]);
    home(&["work", "menu", "create", "--file", "menu.json"]);
    home(&["kf", "session", "create", "kf2001@gh_1234567890ab", OPENID]);
    home(&["menu", "add-conditional", "--file", "menu-vip.json"]);
    let link = format!(
        "/connect/oauth2/authorize?appid={APPID}&redirect_uri=https%3A%2F%2Fexample.com&response_type=code&scope=snsapi_userinfo"
    );
    let page = mock.ask("GET", &link, "Host: 127.0.0.1\r\n", b"");
    let code = page.head.split("code=").nth(1).and_then(|rest| rest.split('&').next()).expect("a code");
    home(&["oauth", "token", code]);
    let order = ["--order", "4200000001202611301234567890", "--openid", OPENID, "--item", "红茶"];
    home(&[&["mini", "ship", "upload"], &order[..], &["--parcel", "SF:SF1", "--yes"]].concat());
}

#[test]
fn every_example_works_on_the_mock() {
    let mock = Mock::start([]);
    for Example { words, request } in examples() {
        let request: Value = serde_json::from_str(&request).expect("JSON");
        let url = reqwest::Url::parse(request["url"].as_str().expect("a URL")).expect("a URL");
        let home = account().env("WX_API_BASE", mock.url());
        furnish(&mock, &home);
        home.webot(&words).stderr_any().bytes();
        let requests = mock.get("/__webot/requests");
        let mut requests = requests.as_array().expect("requests").iter().rev();
        let last = requests.find(|request| request["path"] == url.path());
        let last = last.unwrap_or_else(|| panic!("{words:?} does not ask {}", url.path()));
        assert_eq!(last["host"], url.host_str().expect("a host"), "{words:?}");
        assert_eq!(last["method"], request["method"], "{words:?}");
        assert_eq!(last["errcode"], json!(0), "{words:?}");
    }
}

/// The request of an example, as `--dry-run --json` shows it.
fn request(words: &[String]) -> Value {
    let home = account();
    let ran = home.webot(words).args(["--dry-run", "--json"]).stderr_any().stdout_lacks(SECRET).run();
    let line = home.webot(words).args(["--curl"]).run().stdout;
    let request = ran.json();
    assert_eq!(shell_words(&line), curl_words(&request), "{line}");
    request
}

/// Returns the words of a line, as a shell splits it.
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
    let form = text(&request["headers"]["Content-Type"].as_str().map_or(json!(""), |kind| json!(kind)));
    let is_form = form.starts_with("multipart/");
    for (name, value) in request["headers"].as_object().expect("headers") {
        if is_form && name == "Content-Type" {
            continue;
        }
        words.extend(["-H".to_owned(), format!("{name}: {}", text(value))]);
    }
    if is_form {
        let body = text(&request["body"]);
        assert!(body.contains("filename=\"cat.jpg\"\r\nContent-Type: image/jpeg"), "{body}");
        words.extend(["-F", "media=@\"cat.jpg\";filename=\"cat.jpg\";type=image/jpeg"].map(str::to_owned));
    } else if request["body"] != "" {
        words.extend(["--data-raw".to_owned(), text(&request["body"])]);
    }
    words
}

/// Returns the day in China, where the days of statistics begin.
fn today() -> Date {
    OffsetDateTime::now_utc().to_offset(UtcOffset::from_hms(8, 0, 0).expect("an offset")).date()
}

/// Replaces the last days before today, which an example does not name itself, with their distance.
fn without_days(mut sent: String, words: &[String], today: Date) -> String {
    for back in 1..=31 {
        let day = (today - Duration::days(back)).to_string();
        if !words.contains(&day) {
            sent = sent.replace(&day, &format!("today-{back}"));
        }
    }
    sent
}

#[test]
fn every_example_makes_its_golden_request() {
    let version = concat!("webot/", env!("CARGO_PKG_VERSION"));
    let examples = examples();
    let sent = |example: &Example| {
        // The day may end while the example runs.
        let mut day = today();
        loop {
            let sent = request(&example.words).to_string().replace(version, "webot");
            let (began, ended) = (day, today());
            if began == ended {
                return without_days(sent, &example.words, began);
            }
            day = ended;
        }
    };
    let sent: Vec<String> = examples.iter().map(sent).collect();
    if std::env::var_os("WEBOT_BLESS").is_some() {
        let line = |(example, sent): (&Example, &String)| format!("{}\t{sent}\n", example.words.join(" "));
        std::fs::write(GOLDEN, examples.iter().zip(&sent).map(line).collect::<String>())
            .expect("the golden file");
        return;
    }
    for (example, sent) in examples.iter().zip(&sent) {
        let bless = "with WEBOT_BLESS=1 this test writes what is sent into tests/data/requests.golden";
        assert_eq!(example.request, *sent, "{:?}: {bless}", example.words);
    }
}
