//! The server of the page: loopback only, a path that cannot be guessed, and no other site.

use serde_json::{Value, json};

use super::listening;
use crate::support::{Bot, Folder, OPENID, PageAddress, Webot, http, text_push, webot};

/// Starts a command with a page, looks at the page, and ends it.
#[track_caller]
fn look(args: &[&str], at: impl FnOnce(&PageAddress)) {
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: Hello!\n");
    let usual = args.iter().copied().chain(["--port", "0", "--json", "--ui", "--no-open"]);
    let process = Webot::at_home(folder).args(usual).stderr_any().spawn();
    let url = process.out.find(|line| {
        let line: Value = serde_json::from_str(line).ok()?;
        line["listening"].as_str()?;
        line["ui"].as_str().map(str::to_owned)
    });
    let url = url.unwrap_or_else(|| panic!("no page: {}", process.err.text()));
    at(&PageAddress::of(&url));
    #[cfg(unix)]
    {
        let mut process = process;
        process.signal("-INT");
        assert_eq!(process.ended().code, 0, "{args:?}");
    }
}

const SERVERS: [&[&str]; 3] =
    [&["listen", "--forward-to", "http://127.0.0.1:1/"], &["mock"], &["serve", "rules.yaml"]];

#[test]
fn each_server_has_a_page_with_a_strict_policy_that_ends_with_it() {
    for args in SERVERS {
        look(args, |page| {
            assert!(page.host.starts_with("127.0.0.1:") && page.path.len() > 30, "{}", page.path);
            let html = page.get("");
            let head = html.head.to_lowercase();
            assert_eq!(html.status, 200);
            assert!(
                head.contains("content-security-policy: default-src 'none'; script-src 'self'"),
                "{head}"
            );
            assert!(!head.contains("unsafe") && !head.contains("access-control"), "{head}");
            assert!(String::from_utf8_lossy(&html.body).contains("<live-app>"));
            for name in ["live.js", "row.js", "account.js", "live.css"] {
                assert_eq!(page.get(name).status, 200, "{name}");
            }
            // It stays open until the server ends.
            let mut events = page.events();
            events.until(|events| events.state["page"] == args[0]);
            assert_eq!(events.state["version"], env!("CARGO_PKG_VERSION"));
        });
    }
}

#[test]
fn other_paths_sites_and_names_are_refused() {
    let bot = Bot::answering(|_| http(200, "success"));
    let (listen, page) = listening(&bot, &[]);
    listen.push(text_push(OPENID, "hello")).ok();
    let call = format!("{}resend", page.path);
    let body = json!({ "entry": 1 }).to_string();
    let own = format!("Host: {}\r\n", page.host);
    let json = "Content-Type: application/json\r\n";
    for path in ["/", "/events", "/live.js", "/0000/", "/__webot/state"] {
        assert_eq!(page.ask("GET", path, &own, b"").status, 404, "{path}");
    }
    for headers in [
        format!("{own}{json}Origin: https://evil.example\r\n"),
        format!("{own}{json}Origin: null\r\n"),
        format!("{own}{json}Sec-Fetch-Site: cross-site\r\n"),
        format!("Host: evil.example\r\n{json}"),
    ] {
        assert_eq!(page.ask("POST", &call, &headers, body.as_bytes()).status, 403, "{headers}");
        assert_eq!(page.ask("GET", &format!("{}events", page.path), &headers, b"").status, 403, "{headers}");
    }
    assert_eq!(page.ask("POST", &call, &own, body.as_bytes()).status, 415, "a form has another type");
    assert_eq!(bot.heard().len(), 1, "nothing was sent again");
}

#[test]
fn without_the_flag_there_is_no_page() {
    let serve = Webot::serve("hi: Hello!\n").start();
    serve.line("the first line", |line| line["listening"].is_string() && line.get("ui").is_none());
    webot(["listen", "--no-open"]).exit(2).stderr_has("--ui").run();
}
