//! One test that greps everything: no command, whatever it does and however it fails, shows or leaves a secret.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{Bot, Mock, Ran, User, http};

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
        let known = [User::SECRET, CORPSECRET, CALLBACK, AES_KEY, REDIS, PROXY, PAY_KEY, PREDECESSOR];
        Self(known.into_iter().chain(OTHERS).map(str::to_owned).collect())
    }

    /// What was given out meanwhile: it stands in the store, which is nobody's but the user's.
    fn learn(&mut self, home: &User) {
        for path in home.tokens() {
            let kept: Value = serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON");
            self.0.insert(kept["value"].as_str().expect("a token").to_owned());
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
    &["qrcode", "create", "123"],
    &["shorten", "gen", "long data"],
    &["api", "GET", "/cgi-bin/getcallbackip"],
    &["api", "GET", "/cgi-bin/getcallbackip", "--include"],
    &["api", "GET", "/cgi-bin/user/get", "--jq", ".data"],
    &["api", "GET", "/cgi-bin/user/get", "--paginate"],
    &["api", "GET", "/cgi-bin/user/get", "--output", "saved.json"],
    &["api", "POST", "/cgi-bin/tags/create", "--data", "{\"tag\":{\"name\":\"b\"}}"],
    &["api", "POST", "/cgi-bin/media/upload", "--query", "type=image", "--upload", "media=@menu.json"],
    &["api", "GET", "https://qyapi.weixin.qq.com/cgi-bin/agent/list"],
    &["sign", "jsapi", "--url", "https://example.com/"],
    &["sign", "card", "--card-id", "pcard"],
    &["sign", "choose-card"],
    &["sign", "agent", "--url", "https://example.com/"],
];

/// What asks nobody but a bot, or nobody at all.
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
    home: User,
    config: PathBuf,
    ran: usize,
    /// Whether each command ever came to its end.
    done: BTreeSet<String>,
}

impl Watch {
    /// Runs a command, greps what it says, and remembers whether it did its work.
    fn run(&mut self, args: &[&str], more: &[&str], variables: &[(&str, &str)], why: &str) -> Ran {
        let run = self.home.bare(args).args(more).args(["--config"]).args([&self.config]);
        let run = run.file("menu.json", r#"{"button":[{"type":"click","name":"一","key":"K"}]}"#);
        let run = variables.iter().fold(run, |run, (name, value)| run.env(name, value));
        let ran = run.run();
        self.secrets.learn(&self.home);
        for (stream, text) in [("stdout", &ran.stdout), ("stderr", &ran.stderr)] {
            if let Some(secret) = self.secrets.found(text.as_bytes()) {
                panic!("{why}: {args:?} {more:?} shows `{secret}` on {stream}:\n{text}");
            }
        }
        assert!((0..=4).contains(&ran.code), "{why}: {args:?} {more:?}: {ran:?}");
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

fn configuration(home: &User) -> PathBuf {
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

/// The occasions.
impl Watch {
    fn all_is_well(&mut self) {
        for command in API {
            for look in LOOKS {
                self.run(command, look, CALLING, "well");
            }
            if command[0] != "sign" {
                for shown in SHOWN {
                    self.run(command, shown, CALLING, "only shown");
                }
            }
        }
        let bot = Bot::answering(|_| http(200, "success"));
        for command in OTHER {
            for look in LOOKS {
                self.run(command, look, &[CALLING[0], ("WX_URL", &bot.url("/"))], "well");
            }
        }
    }

    fn wechat_refuses(&mut self, mock: &Mock) {
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
                self.run(command, &[look], CALLING, why);
            }
        }
        state(r#"{"fail":[],"secret":null}"#);
    }

    fn wechat_is_somebody_else(&mut self) {
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
        self.secrets.0.insert("99_t0ken-of-an-echo-of-a-test".to_owned());
        self.secrets.0.insert("t1cket-of-an-echo-of-a-test".to_owned());
        let half = {
            let given = given.to_string();
            Bot::answering(move |heard| match heard.path() {
                "/cgi-bin/stable_token" | "/cgi-bin/token" | "/cgi-bin/gettoken" => http(200, &given),
                _ => {
                    let echo = format!("{} {}", heard.line, String::from_utf8_lossy(&heard.body));
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
                // Nobody's tokens are there yet.
                for look in ["-v", "--json"] {
                    let args = ["--retries", "0", "--api-base", base, look];
                    let args = if command[0] == "sign" { &args[4..] } else { &args[..] };
                    self.run(command, args, &[CALLING[0], ("WX_API_BASE", base)], why);
                }
            }
        }
    }

    fn the_configuration_is_wrong(&mut self) {
        for profile in ["redis", "bad-redis", "bad-store", "short-key", "no-such"] {
            for command in API.iter().chain(OTHER).step_by(3) {
                self.run(command, &["-v", "--profile", profile], CALLING, profile);
                self.run(command, &["--json", "--profile", profile], CALLING, profile);
            }
        }
        // A file that breaks off after a secret.
        let broken = format!(
            "{{ \"appid\": \"wx1\", \"secret\": \"{}\", \"encoding_aes_key\": \"{AES_KEY}\" \"x\"",
            User::SECRET
        );
        let whole = std::fs::read(&self.config).expect("a file");
        std::fs::write(&self.config, broken).expect("a file");
        for command in API.iter().chain(OTHER).step_by(5) {
            self.run(command, &["-v"], CALLING, "a broken file");
            self.run(command, &["--json"], CALLING, "a broken file");
        }
        std::fs::write(&self.config, whole).expect("a file");
    }

    fn flags_hold_secrets(&mut self) {
        // Secrets on the command line, right and wrong.
        self.run(
            &["send", "hi"],
            &["--token", CALLBACK, "--aes-key", AES_KEY, "--dry-run", "-v"],
            &[],
            "flags",
        );
        self.run(&["send", "hi"], &["--aes-key", &AES_KEY[1..], "--mode", "safe"], &[], "flags");
        self.run(
            &["token", "get"],
            &["--proxy", &format!("ftp://u:{PROXY}@x"), "--api-base", "http://wechat.invalid"],
            &[],
            "flags",
        );
        self.run(
            &["token", "get"],
            &["--proxy", &format!("u:{PROXY}@x:port"), "--api-base", "http://wechat.invalid"],
            &[],
            "flags",
        );
        self.run(
            &["token", "get"],
            &["--api-base", &format!("http://u:{PROXY}@127.0.0.1:1"), "--retries", "0", "-v"],
            &[],
            "flags",
        );
        self.run(&["token", "get"], &["--api-base", &format!("u:{PROXY}@127.0.0.1")], &[], "flags");
    }

    fn nothing_lies_about(&self) {
        // What lies about now: secrets are in the store and in the configuration, and those are the user's own.
        let mut found = Vec::new();
        files(self.home.home(), &mut found);
        let store = self.home.store();
        for path in found {
            let bytes = std::fs::read(&path).expect("a file");
            let Some(secret) = self.secrets.found(&bytes) else { continue };
            let kept = path.parent() == Some(&store) || path == self.config;
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

#[test]
fn no_secret_is_seen_anywhere() {
    let mock = Mock::start([]);
    let home = User::on(&mock);
    let config = configuration(&home);
    let mut watch = Watch { secrets: Secrets::new(), home, config, ran: 0, done: BTreeSet::new() };
    watch.all_is_well();
    watch.wechat_refuses(&mock);
    watch.wechat_is_somebody_else();
    watch.the_configuration_is_wrong();
    watch.flags_hold_secrets();
    watch.nothing_lies_about();
    // The test is worth nothing where commands do not run.
    let idle: Vec<String> =
        API.iter().map(|command| command.join(" ")).filter(|command| !watch.done.contains(command)).collect();
    assert!(idle.is_empty(), "never succeeded: {idle:#?}");
    assert!(watch.secrets.0.len() > 12 && watch.ran > 500, "{} runs", watch.ran);
}
