//! `webot oauth`: links, logins, tokens, and the login pages of the mock.

mod links;
mod logins;
mod pages;

use crate::support::{Mock, Page, Webot};

const APPID: &str = "wx1234567890abcdef";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A user with an account on this mock.
fn account(mock: &Mock) -> Webot {
    Webot::new().env("WX_APPID", APPID).env("WX_SECRET", SECRET).env("WX_API_BASE", mock.url())
}

/// A link to a login page of a mock, without its host and mark.
fn link(page: &str, scope: &str, further: &str) -> String {
    let redirect = "redirect_uri=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%23top";
    format!("/connect/{page}?appid={APPID}&{redirect}&response_type=code&scope={scope}&state=abc{further}")
}

/// Opens a page of a mock.
fn open(mock: &Mock, link: &str) -> Page {
    mock.ask("GET", link, "Host: 127.0.0.1\r\n", b"")
}

/// The URL to which a page sends the user.
#[track_caller]
fn sent_to(page: &Page) -> reqwest::Url {
    assert_eq!(page.status, 302, "{}", page.head);
    let line = page.head.lines().find_map(|line| line.strip_prefix("location: ")).expect("a location");
    line.trim().parse().expect("a URL")
}

fn value(url: &reqwest::Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(given, _)| given == name).map(|(_, value)| value.into_owned())
}

/// The code of a user who logs in on a page of a mock.
#[track_caller]
fn code(mock: &Mock, scope: &str, further: &str) -> String {
    let back = sent_to(&open(mock, &link("oauth2/authorize", scope, further)));
    value(&back, "code").expect("a code")
}
