//! Greps everything: no command, whatever it does and however it fails, shows or leaves a secret.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{Bot, Mock, Ran, SECRET, Webot, http};

const CORPSECRET: &str = "corp5ecret-of-a-test-0123456789";
const CALLBACK: &str = "ca11back-token-of-a-test";
/// Its last character has stray bits, as WeChat's have.
const AES_KEY: &str = "5ecretAESkeyofatest0123456789abcdefghijklmn";
const REDIS: &str = "redi5-pa55word";
const PROXY: &str = "pr0xy-pa55word";
const PAY_KEY: &str = "payk3yofatest00payk3yofatest0000";
const PREDECESSOR: &str = "99_0ld-access-token-of-a-test";
const OTHERS: [&str; 3] = ["se55ion-key-of-a-test", "app-k3y-of-a-test", "oauth-5ecret-of-a-test"];

/// Everything that is to be seen nowhere.
struct Secrets(BTreeSet<String>);

impl Secrets {
    fn new() -> Self {
        let known = [SECRET, CORPSECRET, CALLBACK, AES_KEY, REDIS, PROXY, PAY_KEY, PREDECESSOR];
        Self(known.into_iter().chain(OTHERS).map(str::to_owned).collect())
    }

    /// The secrets that were issued meanwhile: they stand in the store, which only the user may read.
    fn learn(&mut self, store: &Path) {
        let Ok(entries) = std::fs::read_dir(store) else { return };
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.extension().is_some_and(|extension| extension == "json") {
                let kept: Value =
                    serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON");
                self.0.insert(kept["value"].as_str().expect("a token").to_owned());
            }
        }
    }

    fn found(&self, bytes: &[u8]) -> Option<&str> {
        let text = String::from_utf8_lossy(bytes);
        self.0.iter().map(String::as_str).find(|secret| text.contains(secret))
    }
}

/// The commands of the matrix: what they are, and whether it is told to them with a flag of the API.
const API: &[&[&str]] = &[
    &["token", "get"],
    &["token", "get", "--force-refresh", "--retries", "0"],
    &["token", "get", "--plain-token", "--force-refresh"],
    &["token", "get", "--work"],
    &["token", "show"],
    &["token", "refresh", "--plain-token"],
    &["ticket", "get"],
    &["ticket", "get", "--type", "wx_card"],
    &["ticket", "get", "--type", "agent"],
    &["ticket", "get", "--type", "work_jsapi"],
    &["network", "callback-ips"],
    &["network", "api-ips"],
    &["quota", "get", "/cgi-bin/menu/get"],
    &["quota", "clear", "/cgi-bin/menu/get"],
    &["quota", "rid", "64b1e2c3-0a1b2c3d-4e5f6071"],
    &["autoreply", "get"],
    &["menu", "get"],
    &["menu", "list"],
    &["menu", "info"],
    &["menu", "create", "--file", "menu.json"],
    &["menu", "push", "--backup", "--file", "menu.json", "--yes"],
    &["menu", "diff", "menu.json"],
    &["menu", "pull"],
    &["menu", "try-match", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"],
    &["menu", "delete", "--yes"],
    &["user", "list"],
    &["user", "list", "--all"],
    &["user", "info", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"],
    &["tag", "list"],
    &["tag", "create", "vip"],
    &["blacklist", "list"],
    &["media", "upload", "cat.jpg"],
    &["material", "list", "image", "--all"],
    &["qrcode", "create", "123"],
    &["shorten", "gen", "long data"],
    &["api", "GET", "/cgi-bin/getcallbackip"],
    &["api", "GET", "/cgi-bin/getcallbackip", "--include"],
    &["api", "GET", "/cgi-bin/user/get", "--jq", ".data"],
    &["api", "GET", "/cgi-bin/user/get", "--paginate"],
    &["api", "GET", "/cgi-bin/user/get", "--output", "saved.json"],
    &["api", "POST", "/cgi-bin/tags/create", "--data", "{\"tag\":{\"name\":\"b\"}}"],
    &["api", "POST", "/cgi-bin/media/upload", "--query", "type=image", "--upload", "media=@cat.jpg"],
    &["api", "GET", "https://qyapi.weixin.qq.com/cgi-bin/agent/list"],
    &["sign", "jsapi", "--url", "https://example.com/"],
    &["sign", "card", "--card-id", "pcard"],
    &["sign", "choose-card"],
    &["sign", "agent", "--url", "https://example.com/"],
];

/// The commands that call no API.
const OTHER: &[&[&str]] = &[
    &["send", "hi"],
    &["send", "hi", "--mode", "safe"],
    &["send", "hi", "--mode", "safe", "--dry-run"],
    &["send", "hi", "--mode", "safe", "--curl"],
    &["send", "hi", "--print", "request"],
    &["verify-url"],
    &[
        "sign",
        "jsapi",
        "--url",
        "https://example.com/",
        "--check",
        "0000000000000000000000000000000000000000",
    ],
    &["sign", "card", "--card-id", "pcard", "--check", "0000000000000000000000000000000000000000"],
    &["crypt", "decrypt", "nonsense"],
    &["crypt", "encrypt", "<xml/>"],
    &["errcode", "40001"],
    &["menu", "lint", "menu.json"],
    &["menu", "preview", "menu.json"],
    &["config", "show"],
    &["config", "path"],
    &["config", "schema"],
    &["config", "set", "url", "http://127.0.0.1:1/"],
    &["init", "--yes"],
    &["no-such-command"],
    &["token", "get", "--no-such-flag"],
];

const LOOKS: &[&[&str]] = &[&[], &["-v"], &["--json"], &["-v", "--lang", "zh"]];
const SHOWN: &[&[&str]] = &[&["--dry-run"], &["--curl"], &["--dry-run", "--json"], &["--dry-run", "-v"]];

struct Watch {
    secrets: Secrets,
    home: Webot,
    config: PathBuf,
    /// The folder of tokens.
    store: PathBuf,
    ran: usize,
    /// `true` once each command has ended by itself.
    done: BTreeSet<String>,
}

impl Watch {
    fn new(mock: &Mock) -> Self {
        let home = Webot::on(mock);
        let (config, store) = (configuration(&home), home.store());
        Self { secrets: Secrets::new(), home, config, store, ran: 0, done: BTreeSet::new() }
    }

    /// Runs a command, greps what it says, and remembers whether it did its work.
    fn run(&mut self, args: &[&str], more: &[&str], variables: &[(&str, &str)], why: &str) -> Ran {
        let run = self.home.bare(args).args(more).args(["--config"]).args([&self.config]);
        let run = run.file("cat.jpg", b"\xff\xd8\xff\xe0ab");
        let run = run.file("menu.json", r#"{"button":[{"type":"click","name":"一","key":"K"}]}"#);
        let run = variables.iter().fold(run, |run, (name, value)| run.env(name, value));
        let ran = run.exit_in(0..=4).stderr_any().run();
        self.secrets.learn(&self.store);
        for (stream, text) in [("stdout", &ran.stdout), ("stderr", &ran.stderr)] {
            if let Some(secret) = self.secrets.found(text.as_bytes()) {
                panic!("{why}: {args:?} {more:?} shows `{secret}` on {stream}:\n{text}");
            }
        }
        if ran.code == 0 {
            self.done.insert(args.join(" "));
        }
        self.ran += 1;
        ran
    }
}

/// Every file beneath a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

fn configuration(home: &Webot) -> PathBuf {
    home.config(&json!({
        "corpid": "ww1234567890abcdef", "corpsecret": CORPSECRET, "agentid": "1000002",
        "encoding_aes_key": AES_KEY, "_token": CALLBACK, "pay_key": PAY_KEY,
        "session_key": OTHERS[0], "app_key": OTHERS[1], "oauth_secret": OTHERS[2],
        "proxy": format!("http://user:{PROXY}@127.0.0.1:1"),
        "token": { "access_token": PREDECESSOR, "expires_in": 7200, "expire_date": 4_000_000_000_000_u64 },
        "profiles": {
            "redis": { "token_store": format!("redis://:{REDIS}@127.0.0.1:1/0") },
            "bad-redis": { "token_store": format!("redis://:{REDIS}@127.0.0.1:port/0") },
            "bad-store": { "token_store": format!("http://:{REDIS}@127.0.0.1/") },
            "short-key": { "encoding_aes_key": format!("{AES_KEY}x") },
        },
    }))
}

/// The callback's token comes from the environment.
const CALLING: &[(&str, &str)] = &[("WX_TOKEN", CALLBACK)];

impl Watch {
    fn nothing_lies_about(&self) {
        // What lies about now: secrets are in the store and in the configuration, and those are the user's own.
        let mut found = Vec::new();
        files(&self.home.folder().path(""), &mut found);
        for path in found {
            let bytes = std::fs::read(&path).expect("a file");
            let Some(secret) = self.secrets.found(&bytes) else { continue };
            let kept = path.parent() == Some(&self.store) || path == self.config;
            assert!(kept, "{} holds `{secret}`", path.display());
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                let mode = path.metadata().expect("a file").permissions().mode() & 0o777;
                assert_eq!(mode, 0o600, "{}", path.display());
            }
        }
    }
}

/// Watches what happens on one occasion, and greps the files that it leaves.
fn watched(occasion: impl FnOnce(&mut Watch, &Mock)) -> Watch {
    let mock = Mock::start([]).or_not_asked();
    let mut watch = Watch::new(&mock);
    occasion(&mut watch, &mock);
    watch.nothing_lies_about();
    watch
}

#[test]
fn no_secret_is_seen_where_all_is_well() {
    let watch = watched(|watch, _| {
        watch.run(&["menu", "create", "--file", "menu.json"], &[], CALLING, "for those that read it");
        for command in API {
            for look in LOOKS {
                watch.run(command, look, CALLING, "well");
            }
        }
        let bot = Bot::answering(|_| http(200, "success"));
        for command in OTHER {
            for look in LOOKS {
                watch.run(command, look, &[CALLING[0], ("WX_URL", &bot.url("/"))], "well");
            }
        }
    });
    // The test is worth nothing where commands do not run; but no request has the rid that one asks for.
    let commands = API.iter().filter(|command| command[1] != "rid").map(|command| command.join(" "));
    let idle: Vec<String> = commands.filter(|command| !watch.done.contains(command)).collect();
    assert!(idle.is_empty(), "never succeeded: {idle:#?}");
    assert!(watch.secrets.0.len() > 12 && watch.ran > 250, "{} runs", watch.ran);
}

#[test]
fn no_secret_is_seen_in_what_is_only_shown() {
    watched(|watch, _| {
        for command in API.iter().filter(|command| command[0] != "sign") {
            for shown in SHOWN {
                watch.run(command, shown, CALLING, "only shown");
            }
        }
    });
}

#[test]
fn no_secret_is_seen_where_wechat_refuses() {
    watched(|watch, mock| {
        let state = |json: &str| mock.post("/__webot/state", json);
        // WeChat refuses: everything, a token at first, the address.
        for (setting, why) in [
            (r#"{"fail":["40001@1"]}"#, "40001 once"),
            (r#"{"fail":["42001@1-1000"]}"#, "42001 always"),
            (r#"{"fail":["48001@1-1000"]}"#, "48001"),
            (r#"{"fail":[],"whitelist":["203.0.113.7"],"expire_tokens":true}"#, "40164"),
            (r#"{"whitelist":null,"secret":"another-secret-than-that"}"#, "40125"),
        ] {
            state(setting);
            for (command, look) in API.iter().zip(["-v", "--json"].into_iter().cycle()) {
                watch.run(command, &[look], CALLING, why);
            }
        }
        state(r#"{"fail":[],"secret":null}"#);
    });
}

#[test]
fn no_secret_is_seen_where_wechat_is_somebody_else() {
    watched(|watch, _| {
        // No answer, or somebody else's, who repeats all that he was told.
        let echo = Bot::answering(|heard| {
            let page = format!(
                "<html><title>{0}</title>{0} {1}</html>",
                heard.line,
                String::from_utf8_lossy(&heard.body)
            );
            http(200, page)
        });
        let given = json!({ "access_token": "99_t0ken-of-an-echo-of-a-test", "ticket": "t1cket-of-an-echo-of-a-test", "expires_in": 7200 });
        watch.secrets.0.insert("99_t0ken-of-an-echo-of-a-test".to_owned());
        watch.secrets.0.insert("t1cket-of-an-echo-of-a-test".to_owned());
        let half = {
            let given = given.to_string();
            Bot::answering(move |heard| match heard.path() {
                "/cgi-bin/stable_token" | "/cgi-bin/token" | "/cgi-bin/gettoken" => http(200, &given),
                _ => {
                    // A gateway may know more than it was told now.
                    let echo = format!(
                        "{} {} {SECRET} {CORPSECRET} {CALLBACK} {AES_KEY} {}",
                        heard.line,
                        String::from_utf8_lossy(&heard.body),
                        OTHERS[0]
                    );
                    http(200, json!({ "errcode": 40013, "errmsg": echo, "secret": given }).to_string())
                }
            })
        };
        let gone = "http://127.0.0.1:1".to_owned();
        let proxied = "http://wechat.invalid".to_owned();
        let secure = "https://wechat.invalid".to_owned();
        let elsewhere = [
            (echo.url(""), "an echo"),
            (half.url(""), "half an echo"),
            (gone, "gone"),
            (proxied, "a proxy"),
            (secure, "a proxy, secure"),
        ];
        for (base, why) in &elsewhere {
            for command in API {
                for look in ["-v", "--json"] {
                    let args = ["--retries", "0", "--api-base", base, look];
                    let args = if command[0] == "sign" { &args[4..] } else { &args[..] };
                    watch.run(command, args, &[CALLING[0], ("WX_API_BASE", base)], why);
                }
            }
        }
    });
}

#[test]
fn no_secret_is_seen_where_a_bot_tells_it() {
    watched(|watch, _| {
        let all = format!("{CALLBACK} {AES_KEY} {SECRET}");
        let traceback = format!("Traceback (most recent call last):\n  {all}\nKeyError: '{CALLBACK}'");
        for (status, body) in [
            (500, traceback.clone()),
            (200, traceback),
            (403, format!("<html><title>{all}</title>{all}</html>")),
            (401, format!(r#"{{"error":"token is {CALLBACK}","access_token":"{PREDECESSOR}"}}"#)),
            // The excerpt ends amid the token.
            (500, format!("{}{CALLBACK}", "x".repeat(65))),
            (200, format!("{}{CALLBACK}", "x".repeat(65))),
        ] {
            let bot = Bot::answering(move |_| http(status, &body));
            let variables = [CALLING[0], ("WX_URL", &bot.url("/"))];
            for command in
                [&["send", "hi"][..], &["send", "hi", "--mode", "safe"], &["verify-url"], &["doctor"]]
            {
                for look in [&["-v"][..], &["--json"], &["--json", "-v"], &["--lang", "zh"]] {
                    watch.run(command, look, &variables, "a bot that tells all");
                }
            }
        }
    });
}

#[test]
fn no_secret_is_seen_where_the_configuration_is_wrong() {
    watched(|watch, _| {
        for profile in ["redis", "bad-redis", "bad-store", "short-key", "no-such"] {
            for command in API.iter().chain(OTHER).step_by(3) {
                watch.run(command, &["-v", "--profile", profile], CALLING, profile);
                watch.run(command, &["--json", "--profile", profile], CALLING, profile);
            }
        }
        // A file that breaks off after a secret.
        let broken = format!(
            "{{ \"appid\": \"wx1\", \"secret\": \"{SECRET}\", \"encoding_aes_key\": \"{AES_KEY}\" \"x\""
        );
        let whole = std::fs::read(&watch.config).expect("a file");
        std::fs::write(&watch.config, broken).expect("a file");
        for command in API.iter().chain(OTHER).step_by(5) {
            watch.run(command, &["-v"], CALLING, "a broken file");
            watch.run(command, &["--json"], CALLING, "a broken file");
        }
        std::fs::write(&watch.config, whole).expect("a file");
    });
}

#[test]
fn no_secret_is_seen_where_flags_hold_them() {
    watched(|watch, _| {
        // Secrets on the command line, right and wrong.
        watch.run(
            &["send", "hi"],
            &["--token", CALLBACK, "--aes-key", AES_KEY, "--dry-run", "-v"],
            &[],
            "flags",
        );
        watch.run(&["send", "hi"], &["--aes-key", &AES_KEY[1..], "--mode", "safe"], &[], "flags");
        watch.run(
            &["token", "get"],
            &["--proxy", &format!("ftp://u:{PROXY}@x"), "--api-base", "http://wechat.invalid"],
            &[],
            "flags",
        );
        watch.run(
            &["token", "get"],
            &["--proxy", &format!("u:{PROXY}@x:port"), "--api-base", "http://wechat.invalid"],
            &[],
            "flags",
        );
        watch.run(
            &["token", "get"],
            &["--api-base", &format!("http://u:{PROXY}@127.0.0.1:1"), "--retries", "0", "-v"],
            &[],
            "flags",
        );
        watch.run(&["token", "get"], &["--api-base", &format!("u:{PROXY}@127.0.0.1")], &[], "flags");
    });
}
