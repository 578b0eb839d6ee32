//! `webot completions`, the answers to the shells, and `webot man`.

use crate::support::{Ran, Webot, webot};

/// A request as all shells but bash and PowerShell make it; the last word is the one at the cursor.
fn request(words: &[&str]) -> Webot {
    let index = (words.len() - 1).to_string();
    webot(["--", &index]).args(words).env("COMPLETE", "fish")
}

/// Returns what completion answers: it is never an error, and never says a word beside.
#[track_caller]
fn quietly(request: Webot) -> Ran {
    request.run()
}

/// The values among the lines of an answer.
fn values(answer: &str) -> Vec<&str> {
    answer.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect()
}

/// Returns whether the answer to these words has, among others, these values.
#[track_caller]
fn offers(words: &[&str], wanted: &[&str]) {
    let answer = quietly(request(words)).stdout;
    let found = values(&answer);
    for value in wanted {
        assert!(found.contains(value), "{value} for {words:?} in {found:?}");
    }
}

/// The same, and no others.
#[track_caller]
fn offers_only(words: &[&str], wanted: &[&str]) {
    assert_eq!(values(&quietly(request(words)).stdout), wanted, "{words:?}");
}

#[test]
fn commands_and_flags_are_completed() {
    offers_only(&["webot", "ver"], &["verify-url", "version"]);
    offers_only(&["webot", "menu", "roll"], &["rollback"]);
    offers_only(&["webot", "send", "--as"], &["--as-wechat"]);
    offers_only(&["webot", "api", "--pag"], &["--paginate"]);
    offers(&["webot", "api", "-"], &["--data", "--field", "--profile"]);
    offers(&["webot", "user", "info", "--"], &["--language", "--dry-run"]);
    offers_only(&["webot", "user", "list", "--format", ""], &["ndjson", "csv"]);
    offers_only(&["webot", "send", "--mode=p"], &["--mode=plain"]);
    offers_only(&["webot", "completions", ""], &["bash", "zsh", "fish", "powershell", "elvish", "nushell"]);
}

#[test]
fn kinds_and_events_are_completed_without_options_between() {
    offers(&["webot", "send", "su"], &["subscribe", "subscribe_qrscene"]);
    offers_only(&["webot", "send", "miniprogramp"], &["miniprogrampage"]);
    offers_only(&["webot", "send", "templatesend"], &["TEMPLATESENDJOBFINISH"]);
    let all = quietly(request(&["webot", "send", ""])).stdout;
    let found = values(&all);
    assert!(found.len() > 300 && found.iter().all(|value| !value.starts_with('-')), "{found:?}");
    for event in ["event", "e"] {
        offers(&["webot", "send", event, "su"], &["subscribe", "subscribe_qrscene"]);
        offers_only(&["webot", "send", event, "clic"], &["CLICK"]);
    }
    offers_only(&["webot", "rules", "test", "--kind", "unsub"], &["unsubscribe"]);
    // An option before the kind takes its value with it, by any of its names.
    for flag in ["--destination", "--des", "-d", "-des", "--dest"] {
        offers(&["webot", "send", flag, "http://127.0.0.1:3000", "su"], &["subscribe"]);
    }
}

#[test]
fn fields_are_those_of_the_message() {
    offers_only(&["webot", "send", "text", "--set", "Con"], &["Content="]);
    offers_only(&["webot", "send", "--set", "Con"], &["Content="]);
    offers_only(&["webot", "send", "--set=Con"], &["--set=Content="]);
    offers_only(&["webot", "send", "event", "CLICK", "--set", "EventK"], &["EventKey="]);
    offers_only(&["webot", "send", "--set", "ToUserName=x", "scan", "1", "--set", "Ti"], &["Ticket="]);
    offers(&["webot", "send", "pic_weixin", "--set", "Send"], &["SendPicsInfo.Count="]);
    offers(&["webot", "send", "hi", "--expect", "Art"], &["ArticleCount=", "Articles.item[0].Title="]);
    let music = ["webot", "send", "hi", "--expect-type", "music", "--expect", "Music.T"];
    offers_only(&music, &["Music.Title=", "Music.ThumbMediaId="]);
    offers_only(&["webot", "send", "hi", "--expect-type", "new"], &["news"]);
}

#[test]
fn names_of_a_fixed_set_are_completed() {
    offers_only(&["webot", "sign", "jsapi", "--print", "st"], &["string_to_sign"]);
    offers(&["webot", "sign", "jsapi", "--api", "choose"], &["chooseImage", "chooseWXPay"]);
    offers(&["webot", "sign", "jsapi", "--api", "chooseImage,scan"], &["chooseImage,scanQRCode"]);
    offers(&["webot", "sign", "choose-card", "--card-type", ""], &["GROUPON", "MEMBER_CARD"]);
    offers(&["webot", "oauth", "url", "--scope", ""], &["snsapi_base", "snsapi_userinfo", "snsapi_login"]);
    offers(&["webot", "bench", "ima"], &["image"]);
    offers(&["webot", "bench", "image", "--set", "Pic"], &["PicUrl="]);
    offers(&["webot", "serve", "--sessions", "m"], &["memory"]);
}

#[test]
fn paths_of_the_api_are_completed_slash_by_slash() {
    offers(&["webot", "api", "POST", "/cgi-bin/me"], &["/cgi-bin/media/", "/cgi-bin/menu/"]);
    let menus =
        ["addconditional", "create", "delconditional", "trymatch"].map(|it| format!("/cgi-bin/menu/{it}"));
    offers_only(&["webot", "api", "POST", "/cgi-bin/menu/"], &menus.each_ref().map(String::as_str));
    offers(&["webot", "api", "get", "/cgi-bin/menu/"], &["/cgi-bin/menu/get"]);
    offers(&["webot", "api", "/cgi-bin/menu/"], &["/cgi-bin/menu/create", "/cgi-bin/menu/get"]);
    offers_only(&["webot", "api", "--platform", "work", "GET", "/cgi-bin/gett"], &["/cgi-bin/gettoken"]);
    offers_only(&["webot", "api", "P"], &["POST", "PUT", "PATCH"]);
    // Retired ones are refused, and not offered.
    offers_only(&["webot", "api", "POST", "/cgi-bin/groups/"], &[]);
}

#[test]
fn fields_of_an_endpoint_and_their_known_values_are_completed() {
    let draft = ["webot", "api", "POST", "/cgi-bin/draft/add", "-F"];
    let field = |current: &'static str| [&draft[..], &[current]].concat();
    offers_only(&field("articles[].ti"), &["articles[].title="]);
    offers_only(
        &field("articles[].article_type=new"),
        &["articles[].article_type=news", "articles[].article_type=newspic"],
    );
    offers_only(&["webot", "api", "/cgi-bin/user/info", "-F", "open"], &["openid="]);
    offers_only(&["webot", "api", "/cgi-bin/media/upload", "--query", "ty"], &["type="]);
    offers_only(&["webot", "api", "/no/such/path", "-F", "x"], &[]);
}

#[test]
fn words_after_help_are_commands() {
    offers(&["webot", "help", "s"], &["send", "serve", "sign"]);
    offers(&["webot", "help", "menu", ""], &["create", "lint", "rollback"]);
    offers_only(&["webot", "help", "config", "un"], &["unset"]);
}

const CONFIG: &str = r#"{ "secret": "5ecret", "profiles": { "prod": { "token": "t0ken" }, "test": {} } }"#;

#[test]
fn what_takes_a_page_or_a_path_offers_them() {
    offers(&["webot", "open", ""], &["console", "docs"]);
    offers(&["webot", "help", ""], &["exit-codes", "ip-whitelist"]);
    offers(&["webot", "config", "get", ""], &["appid", "token"]);
    for words in [["mock", "--deny"], ["mock", "--quota"], ["explain", "--path"], ["quota", "get"]] {
        offers(&[&["webot"][..], &words, &["/cgi-bin/menu/cr"]].concat(), &["/cgi-bin/menu/create"]);
    }
}

#[test]
fn keys_and_profiles_are_completed_and_secrets_never() {
    offers_only(&["webot", "config", "set", "encoding"], &["encoding_aes_key"]);
    offers_only(&["webot", "config", "unset", "corps"], &["corpsecret"]);
    offers_only(&["webot", "config", "set", "mode", ""], &["plain", "compat", "safe"]);
    let profiles = |words: &[&str]| quietly(request(words).file("wx_config.json", CONFIG)).stdout;
    assert_eq!(profiles(&["webot", "send", "--profile", ""]), "prod\ntest\n");
    assert_eq!(profiles(&["webot", "--profile=t"]), "--profile=test\n");
    assert_eq!(profiles(&["webot", "config", "set", "profile", "p"]), "prod\n");
    for key in ["secret", "token"] {
        let answer = profiles(&["webot", "config", "set", key, ""]);
        assert!(values(&answer).iter().all(|value| value.starts_with("--")), "{answer}");
    }
    let other = |words: &[&str]| request(words).file("other.json", CONFIG);
    let named = ["webot", "--config", "other.json", "send", "--profile", "pr"];
    assert_eq!(quietly(other(&named)).stdout, "prod\n");
    let variable = other(&["webot", "--profile", "pr"]).env("WEBOT_CONFIG", "other.json");
    assert_eq!(quietly(variable).stdout, "prod\n");
}

#[test]
fn nothing_is_said_about_what_cannot_be_completed() {
    let broken = request(&["webot", "--profile", ""]).file("wx_config.json", "{ \"profiles\": 3");
    assert_eq!(quietly(broken).stdout, "");
    for words in [&["webot", "nonsense", "x"][..], &["webot", "send", "--nonsense", ""], &["webot", "--"]] {
        quietly(request(words));
    }
    for odd in [&["--"][..], &["--", "x"], &["--", "7", "webot"], &["--", "0", "webot"]] {
        assert_eq!(quietly(webot(odd).env("COMPLETE", "zsh")).stdout, "", "{odd:?}");
    }
}

#[test]
fn names_of_files_are_left_to_the_shell() {
    for words in [
        &["webot", "send", "--xml", ""][..],
        &["webot", "menu", "lint", ""],
        &["webot", "man", ""],
        &["webot", "config", "set", "cacert", ""],
    ] {
        assert_eq!(quietly(request(words)).stdout, "", "{words:?}");
    }
    let at = request(&["webot", "api", "POST", "/x", "--data", "@bo"]).file("body.json", "{}");
    assert_eq!(quietly(at).stdout, "@body.json\n");
}

#[test]
fn descriptions_follow_the_language() {
    let english = quietly(request(&["webot", "se"])).stdout;
    assert!(english.contains("send\tSend a signed message"), "{english}");
    let chinese = [
        request(&["webot", "se"]).env("LANG", "zh_CN.UTF-8"),
        request(&["webot", "--lang", "zh", "se"]),
        request(&["webot", "--lang=zh", "se"]).env("LANG", "en_US.UTF-8"),
    ];
    for request in chinese {
        let answer = quietly(request).stdout;
        assert!(answer.contains("send\t向机器人发送签名消息"), "{answer}");
    }
}

#[test]
fn english_answers_hold_no_chinese() {
    let english = |words: &[&str]| {
        let answer = quietly(request(words)).stdout;
        assert!(!answer.chars().any(|char| ('\u{2e80}'..).contains(&char)), "{words:?}: {answer}");
        values(&answer).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    for command in english(&["webot", ""]) {
        english(&["webot", &command, "--"]);
        english(&["webot", &command, ""]);
    }
    for words in [&["send", "--mode", ""][..], &["--lang", ""], &["send", "e", ""], &["config", "set", ""]] {
        english(&[&["webot"], words].concat());
    }
}

#[test]
fn a_variable_of_others_changes_nothing() {
    let version = webot(["--version"]).run().stdout;
    for value in ["1", "bash", "tcsh", ""] {
        let ran = webot(["--version"]).env("COMPLETE", value).run();
        assert_eq!((ran.stdout, ran.stderr), (version.clone(), String::new()), "{value}");
    }
}

/// PowerShell before 7.3 passes no empty word on.
#[test]
fn powershell_may_leave_the_empty_word_out() {
    let answer = |args: &[&str]| quietly(webot(args).env("COMPLETE", "powershell")).stdout;
    let words = ["--", "2", "webot", "menu"];
    assert_eq!(answer(&words), answer(&[&words[..], &[""]].concat()));
    assert!(answer(&words).starts_with("create\tCreate the custom menu"), "{}", answer(&words));
}

#[test]
fn elvish_and_nushell_get_a_value_and_its_description() {
    for shell in ["elvish", "nushell"] {
        let request = request(&["webot", "config", "p"]).env("COMPLETE", shell);
        assert_eq!(quietly(request).stdout, "path\tPrint the path of the config file in use\n", "{shell}");
    }
}

#[test]
fn an_unknown_shell_is_a_usage_error_that_names_the_known_ones() {
    webot(["completions", "tcsh"]).exit(2).stderr_has("nushell").run();
}

#[test]
fn man_writes_one_page_a_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("man1");
    let ran = webot(["man", dir.to_str().expect("UTF-8"), "--json"]).run();
    let pages = ran.json()["pages"].as_array().expect("pages").len();
    assert_eq!(pages, std::fs::read_dir(&dir).expect("the folder").count());
    let page = std::fs::read_to_string(dir.join("webot-send.1")).expect("a page");
    assert!(page.contains(r"\-\-expect\-text"), "{page}");
}

#[test]
fn man_into_a_file_is_an_error_that_names_it() {
    webot(["man", "taken"]).file("taken", "").exit(2).stderr_has("taken").run();
}
