//! `webot app`: the files, shares and logins of apps.

use serde_json::json;

use crate::support::{Webot, webot};

const CODE: &str = "061Jl5Ga1VZPyF0o2XFa1zUyTM0Jl5Gm";
const SECRET: &str = "a354f72aa1b4c2b8eaad137ac81434cd";

fn app() -> Webot {
    let file = format!(
        r#"{{"appid":"wx1","secret":"x","oauth_appid":"wxd0d84bbf23b4a0e4","oauth_secret":"{SECRET}"}}"#
    );
    Webot::new().file("wx_config.json", file)
}

#[test]
fn composed_files_pass_the_check() {
    let home = app();
    let args =
        ["app", "config", "https://example.com/app/", "--team", "ABCDE12345", "--bundle", "com.example.app"];
    let shown = home.webot(args).stdout_lacks(SECRET).run().stdout;
    assert!(
        shown.contains("name=\"apiSecret\" value=\"***\"") && shown.contains("applinks:example.com"),
        "{shown}"
    );
    home.webot(args).args(["-o", "out"]).stderr_has("config.xml").run();
    let config = home.folder().read("out/config.xml");
    assert!(config.contains(SECRET) && config.contains("value=\"wxd0d84bbf23b4a0e4\""), "{config}");
    #[cfg(unix)]
    assert_eq!(home.folder().mode("out/config.xml") & 0o077, 0);
    let files = ["out/config.xml", "out/UZApp.entitlements", "out/apple-app-site-association"];
    home.webot(["app", "check"]).args(files).stderr("no problems found\n").run();
    webot(["app", "config", "http://example.com/", "--appid", "wx1"])
        .exit(2)
        .stderr_has("Universal Link")
        .run();
    home.webot(["app", "config", "https://e.com/", "--team", "A", "--bundle", "b"])
        .exit(2)
        .stderr_has("team ID")
        .run();
}

#[test]
fn faults_of_files_are_named_with_the_file() {
    let home = Webot::new()
        .file("config.xml", r#"<feature name="wxPlus"><param name="urlScheme" value="wxd0d84bbf23b4a0e4"/><param name="apiKey" value="abc"/><param name="universalLink" value="https://example.com/app/"/></feature>"#)
        .file("a.entitlements", "<plist><dict><key>com.apple.developer.associated-domains</key><array><string>applinks:www.example.com</string></array></dict></plist>")
        .file("other.txt", "hello");
    let ran = home.webot(["app", "check", "config.xml", "a.entitlements", "--json"]).exit(1).run();
    let rules: Vec<String> = ran.json()["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| finding["rule"].as_str().expect("a rule").to_owned())
        .collect();
    assert_eq!(rules, ["app-appid", "app-scheme", "app-host"]);
    home.webot(["app", "check", "config.xml"]).exit(1).stderr_has("config.xml: `apiKey` is `abc`").run();
    home.webot(["app", "check", "other.txt"]).exit(2).stderr_has("other.txt").run();
    home.webot(["app", "check", "missing.xml"]).exit(2).stderr_has("missing.xml").run();
}

#[test]
fn shares_are_checked_by_the_limits_of_their_kind() {
    let picture = |bytes: usize| [&b"\xff\xd8\xff"[..], &vec![0; bytes - 3]].concat();
    let home = Webot::new()
        .file("small.jpg", picture(32 * 1024))
        .file("large.jpg", picture(32 * 1024 + 1))
        .file("share.json", r#"{"thumb":"widget://large.jpg","contentUrl":"https://example.com/"}"#)
        .file("right.json", r#"{"thumb":"fs://small.jpg","contentUrl":"https://example.com/"}"#)
        .file("missing.json", r#"{"thumb":"widget://none.jpg"}"#);
    let check = |file: &str, kind: &str| home.webot(["app", "check-share", file, "--kind", kind]);
    check("small.jpg", "webpage").stderr("no problems found\n").run();
    check("large.jpg", "webpage").exit(1).stderr_has("32769 bytes, more than 32768").run();
    check("large.jpg", "music-video").stderr("no problems found\n").run();
    check("share.json", "webpage").exit(1).stderr_has("`thumb`").run();
    check("right.json", "webpage").stderr("no problems found\n").run();
    check("missing.json", "video").exit(1).stderr_has_all(&["none.jpg", "`contentUrl` is missing"]).run();
    check("right.json", "song").exit(2).stderr_has("webpage").run();
}

#[test]
fn a_file_that_is_no_share_is_an_error() {
    let home = Webot::new()
        .file("empty", "")
        .file("list.json", "[]")
        .file("page.html", "<html>")
        .file("broken.json", "{\n  \"text\": \n")
        .file("small.jpg", b"\xff\xd8\xff");
    for kind in ["text", "video", "image"] {
        let check = |file: &str| home.webot(["app", "check-share", file, "--kind", kind]).exit(2);
        for file in ["empty", "list.json", "page.html"] {
            check(file).stderr_has(format!("`{file}` is not a share of this kind")).run();
        }
        check("broken.json").stderr_has("invalid JSON in `broken.json` (line 2, column 9)").run();
    }
    home.webot(["app", "check-share", "small.jpg", "--kind", "text"]).exit(2).stderr_has("not a share").run();
}

#[test]
fn the_appid_of_the_files_must_be_one() {
    let config = ["app", "config", "https://example.com/"];
    webot(config).args(["--appid", "abc"]).exit(2).stderr_has("`--appid` `abc` is not an appid").run();
    webot(config).env("WX_OAUTH_APPID", "abc").exit(3).stderr_has("`WX_OAUTH_APPID`").run();
    let file = Webot::new().file("wx_config.json", r#"{"appid":"wx1"}"#);
    file.webot(config).exit(3).stderr_has("wx_config.json").stderr_has("`appid` is not an appid").run();
}

#[test]
fn a_login_goes_from_the_code_to_the_user() {
    let ran = webot(["app", "login", CODE, "--mock"])
        .stderr_has("`--show-secrets` prints it")
        .stderr_ends("the tokens are cached\n")
        .run();
    let json = ran.json();
    assert_eq!((&json["token"]["access_token"], &json["user"]["nickname"]), (&json!("***"), &json!("小明")));
    app()
        .webot(["app", "login", CODE, "--dry-run"])
        .stdout_lacks(CODE)
        .stdout_has("wxd0d84bbf23b4a0e4")
        .run();
    webot(["app", "login", "wrong", "--mock"]).exit(1).stderr_has("40029").run();
}
