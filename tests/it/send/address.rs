//! The address of the bot.

use super::refused;
use crate::support::webot;

#[track_caller]
fn goes_to(url: &str, args: &[&str], port: Option<&str>, file: Option<&str>) {
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
    goes_to("http://127.0.0.1:3000/", &[], None, None);
    goes_to("http://localhost:3000/", &["--host", "localhost"], None, None);
    goes_to("http://[::1]:3000/", &["--host", "::1"], None, None);
    goes_to("http://example.com/", &["--host", "example.com"], None, None);
}

#[test]
fn host_port_and_route_make_the_address() {
    goes_to("http://127.0.0.1:3000/wechat", &["--route", "/wechat"], None, None);
    goes_to("http://127.0.0.1:3000/wechat", &["--route", "wechat"], None, None);
    let all = ["--host", "example.com", "--port", "8080", "--route", "/a/b"];
    goes_to("http://example.com:8080/a/b", &all, None, None);
}

#[test]
fn the_port_is_the_flags_then_the_environments() {
    goes_to("http://127.0.0.1:4000/", &[], Some("4000"), None);
    goes_to("http://example.com:4000/", &["--host", "example.com"], Some("4000"), None);
    goes_to("http://127.0.0.1:5000/", &["--port", "5000"], Some("4000"), None);
}

#[test]
fn the_destination_is_over_all_three() {
    for flag in ["--des", "--destination"] {
        let args = ["--host", "other", "--port", "1", "--route", "/no", flag, "http://example.com/wechat"];
        goes_to("http://example.com/wechat", &args, Some("4000"), None);
    }
    goes_to("http://example.com/wechat", &["--des", "example.com/wechat"], None, None);
}

#[test]
fn the_files_url_is_used_when_nothing_else_is_said() {
    let file = Some(r#"{"url": "https://example.com/wechat"}"#);
    goes_to("https://example.com/wechat", &[], None, file);
    goes_to("https://example.com:5000/wechat", &["--port", "5000"], None, file);
    goes_to("https://example.com/other", &["--route", "/other"], None, file);
    goes_to("http://127.0.0.1:3000/", &["--host", "127.0.0.1"], None, file);
    // An ambient PORT is the default's, not another machine's.
    goes_to("https://example.com/wechat", &[], Some("4000"), file);
    goes_to("http://example.org/", &["--des", "http://example.org/"], None, file);
}

#[test]
fn an_address_that_cannot_be_is_wrong_usage() {
    refused(&["hi", "--port", "70000"], &["error: ", "70000", "hint: "]);
    refused(&["hi", "--port", "http"], &["`http`"]);
    refused(&["hi", "--des", "ftp://example.com/"], &["ftp://example.com/"]);
    refused(&["hi", "--des", "http://"], &["error: "]);
    refused(&["hi", "--host", "http://example.com/x"], &["--des"]);
    webot(["send", "hi"]).env("PORT", "none").exit(2).stderr_has("`PORT`").run();
}
