//! The address of the bot.

use super::refused;
use crate::support::webot;

#[track_caller]
fn check_address(url: &str, args: &[&str], port: Option<&str>, file: Option<&str>) {
    let mut run = webot(["send", "hi", "--dry-run", "--json"]).args(args);
    if let Some(port) = port {
        run = run.env("PORT", port);
    }
    if let Some(file) = file {
        run = run.file("wx_config.json", file);
    }
    let json = run.run().json();
    let sent = json["url"].as_str().expect("a URL");
    assert_eq!(sent.split('?').next(), Some(url), "{sent}");
}

#[test]
fn the_port_is_3000_on_this_machine_and_80_elsewhere() {
    check_address("http://127.0.0.1:3000/", &[], None, None);
    check_address("http://localhost:3000/", &["--host", "localhost"], None, None);
    check_address("http://[::1]:3000/", &["--host", "::1"], None, None);
    check_address("http://example.com/", &["--host", "example.com"], None, None);
}

#[test]
fn host_port_and_route_make_the_address() {
    check_address("http://127.0.0.1:3000/wechat", &["--route", "/wechat"], None, None);
    check_address("http://127.0.0.1:3000/wechat", &["--route", "wechat"], None, None);
    let all = ["--host", "example.com", "--port", "8080", "--route", "/a/b"];
    check_address("http://example.com:8080/a/b", &all, None, None);
}

#[test]
fn the_port_is_the_flags_then_the_environments() {
    check_address("http://127.0.0.1:4000/", &[], Some("4000"), None);
    check_address("http://example.com:4000/", &["--host", "example.com"], Some("4000"), None);
    check_address("http://127.0.0.1:5000/", &["--port", "5000"], Some("4000"), None);
}

#[test]
fn the_destination_overrides_host_port_and_route() {
    for flag in ["--des", "--destination"] {
        let args = ["--host", "other", "--port", "1", "--route", "/no", flag, "http://example.com/wechat"];
        check_address("http://example.com/wechat", &args, Some("4000"), None);
    }
    check_address("http://example.com/wechat", &["--des", "example.com/wechat"], None, None);
}

#[test]
fn the_files_url_is_used_without_another_address() {
    let file = Some(r#"{"url": "https://example.com/wechat"}"#);
    check_address("https://example.com/wechat", &[], None, file);
    check_address("https://example.com:5000/wechat", &["--port", "5000"], None, file);
    check_address("https://example.com/other", &["--route", "/other"], None, file);
    check_address("http://127.0.0.1:3000/", &["--host", "127.0.0.1"], None, file);
    // An ambient PORT is the default's, not another machine's.
    check_address("https://example.com/wechat", &[], Some("4000"), file);
    check_address("http://example.org/", &["--des", "http://example.org/"], None, file);
}

#[test]
fn an_impossible_address_is_wrong_usage() {
    refused(&["hi", "--port", "70000"], &["error: ", "70000", "hint: "]);
    refused(&["hi", "--port", "http"], &["`http`"]);
    refused(&["hi", "--des", "ftp://example.com/"], &["ftp://example.com/"]);
    refused(&["hi", "--des", "http://"], &["error: "]);
    refused(&["hi", "--host", "http://example.com/x"], &["--des"]);
    webot(["send", "hi"]).env("PORT", "none").exit(2).stderr_has("`PORT`").run();
}
