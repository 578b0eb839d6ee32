//! The pages of open.weixin.qq.com on which a user logs in: they check the link as WeChat does, and send the user back
//! with a code. Without `ask` a user logs in at once, so that programs need no browser.

use url::{Url, form_urlencoded};

use super::call::{MockAnswer, MockCall};
use super::people;
use super::state::login::LoggedIn;
use super::world::World;
use crate::lang::{Bilingual, Severity};
use crate::oauth_link::{self, LinkFault, LinkPage, LinkUse};

/// The query parameter that chooses the user: a number, `snapshot`, or `none` for a user who refuses.
const CHOICE: &str = "webot_user";
/// The pages that the mock has.
const PAGES: [LinkPage; 2] = [LinkPage::Authorize, LinkPage::QrConnect];
/// The number of followers that the page offers.
const MAX_OFFERED: u64 = 5;

const TITLE: Bilingual = Bilingual::new("Log in as a test user", "选择测试用户登录");
const ABOUT: Bilingual = Bilingual::new(
    "This page stands in for open.weixin.qq.com. Choose the user who opens the link.",
    "此页面代替 open.weixin.qq.com，请选择打开链接的用户。",
);
const FOLLOWER: Bilingual = Bilingual::new("follower", "已关注");
const STRANGER: Bilingual = Bilingual::new("does not follow the account", "未关注");
const SNAPSHOT: Bilingual = Bilingual::new("snapshot page (virtual user)", "快照页（虚拟账号）");
const REFUSE: Bilingual = Bilingual::new("refuse", "拒绝授权");
const LINK_WRONG: Bilingual = Bilingual::new("This link cannot be opened", "无法打开该链接");
const ERROR_CODE: Bilingual = Bilingual::new("error code of WeChat's page: ", "微信页面的错误码：");
const NEXT_STEP: Bilingual = Bilingual::new(
    "To find the mistake, run webot oauth url --check with the link.",
    "运行 webot oauth url --check 并给出该链接，可以查看问题所在。",
);
const DOMAIN: Bilingual = Bilingual::new(
    "The domain of redirect_uri is not the one of the account: ",
    "redirect_uri 的域名与后台配置不一致：",
);

/// The reason why a page is not shown, with WeChat's error code if it is known.
struct PageError {
    code: Option<i64>,
    detail: String,
}

/// Answers a call of a login page; `None` if the path is that of no such page.
pub(super) fn answer(world: &mut World, call: &MockCall<'_>) -> Option<MockAnswer> {
    let page = PAGES.into_iter().find(|page| page.path() == call.path)?;
    Some(logged_in(world, call, page).unwrap_or_else(|error| refusal(&error)))
}

fn logged_in(world: &mut World, call: &MockCall<'_>, page: LinkPage) -> Result<MockAnswer, PageError> {
    let redirect = checked_redirect(world, call, page)?;
    let scope = call.value("scope").unwrap_or_default();
    let asks_details = scope.split(',').any(|scope| scope == "snsapi_userinfo");
    let rules = &world.rules().login;
    let index = rules.user;
    let user = match call.value(CHOICE) {
        Some("none") => None,
        Some("snapshot") => Some(LoggedIn { index: 0, is_snapshot: true }),
        Some(number) => {
            let wrong = || PageError { code: None, detail: format!("{CHOICE}={number}") };
            Some(LoggedIn { index: number.parse().map_err(|_| wrong())?, is_snapshot: false })
        }
        None if rules.ask => return Ok(choice(world, call, page, asks_details)),
        None => {
            let forced = call.value("forceSnapShot") == Some("true");
            Some(LoggedIn { index, is_snapshot: asks_details && (forced || rules.snapshot) })
        }
    };
    let mut back = redirect;
    {
        let mut query = back.query_pairs_mut();
        if let Some(user) = user {
            let appid = call.value("appid").unwrap_or_default();
            query.append_pair("code", &world.grant(appid, user, scope, call.now_ms));
        }
        // WeChat returns an empty state, too.
        query.append_pair("state", call.value("state").unwrap_or_default());
    }
    Ok(MockAnswer { headers: vec![("Location", back.into())], ..html(302, "") })
}

/// Returns the URL to which the user returns; an error if WeChat's page would not open.
fn checked_redirect(world: &World, call: &MockCall<'_>, page: LinkPage) -> Result<Url, PageError> {
    let own = call.query.iter().filter(|(name, _)| name != CHOICE);
    let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(own).finish();
    let link = format!("https://open.weixin.qq.com{}?{query}#wechat_redirect", call.path);
    let findings = oauth_link::check(&link, LinkUse::Any).unwrap_or_default();
    if let Some(finding) = findings.into_iter().find(|finding| finding.severity == Severity::Error) {
        return Err(PageError { code: page_error(&finding.fault), detail: finding.fault.name().to_owned() });
    }
    if world.rules().appid.as_deref().is_some_and(|appid| call.value("appid") != Some(appid)) {
        return Err(PageError { code: None, detail: "appid".to_owned() });
    }
    let redirect = call.value("redirect_uri").and_then(|given| Url::parse(given.trim()).ok());
    let domains = &world.rules().login.domains;
    let own = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        domains.is_empty() || domains.iter().any(|domain| domain.eq_ignore_ascii_case(host))
    };
    match redirect {
        Some(url) if own(&url) => Ok(url),
        Some(url) => {
            let host = url.host_str().unwrap_or_default();
            let page = page.path();
            Err(PageError { code: Some(10003), detail: format!("{}{host} ({page})", DOMAIN.spoken()) })
        }
        None => Err(PageError { code: Some(10003), detail: "redirect_uri".to_owned() }),
    }
}

/// Returns the error code of WeChat's page for a fault, if it is known.
fn page_error(fault: &LinkFault) -> Option<i64> {
    match fault {
        LinkFault::Missing("redirect_uri") | LinkFault::Empty("redirect_uri") => Some(10013),
        LinkFault::Missing("scope") | LinkFault::Empty("scope") => Some(10012),
        LinkFault::RedirectNotUrl(_) | LinkFault::RedirectEncodedTwice => Some(10003),
        LinkFault::ScopeUnknown { .. } | LinkFault::ScopeOfOtherPage { .. } | LinkFault::ScopeTorn { .. } => {
            Some(10005)
        }
        _ => None,
    }
}

fn refusal(error: &PageError) -> MockAnswer {
    let code = error.code.map_or_else(String::new, |code| format!("<p>{}{code}</p>", ERROR_CODE.spoken()));
    let (detail, next) = (escaped(&error.detail), NEXT_STEP.spoken());
    let body = format!("<h1>{}</h1><p>{detail}</p>{code}<p>{next}</p>", LINK_WRONG.spoken());
    // In the log a page that does not open counts as an error.
    MockAnswer { errcode: error.code.unwrap_or(-1), ..html(200, &body) }
}

/// Returns the page on which the user is chosen.
fn choice(world: &World, call: &MockCall<'_>, page: LinkPage, asks_details: bool) -> MockAnswer {
    let link = |word: &str, label: &str, note: &str| {
        let own = call.query.iter().filter(|(name, _)| name != CHOICE);
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(own).append_pair(CHOICE, word);
        let target = escaped(&format!("{}?{}", page.path(), query.finish()));
        format!("<li><a href=\"{target}\">{}</a> <small>{}</small></li>", escaped(label), escaped(note))
    };
    let appid = call.value("appid").unwrap_or_default();
    let followers = world.rules().followers;
    let person = |index: u64, note: Bilingual| {
        let user = LoggedIn { index, is_snapshot: false };
        let note = format!("{} · {}", people::openid(appid, user), note.spoken());
        link(&index.to_string(), &people::nickname(user), &note)
    };
    let mut items: Vec<String> =
        (0..followers.min(MAX_OFFERED)).map(|index| person(index, FOLLOWER)).collect();
    items.push(person(followers, STRANGER));
    if asks_details && page == LinkPage::Authorize {
        items.push(link("snapshot", SNAPSHOT.spoken(), ""));
    }
    items.push(link("none", REFUSE.spoken(), ""));
    let asked = format!("appid {appid} · scope {}", call.value("scope").unwrap_or_default());
    let (title, about, items) = (TITLE.spoken(), ABOUT.spoken(), items.concat());
    html(200, &format!("<h1>{title}</h1><p>{about}</p><p>{}</p><ul>{items}</ul>", escaped(&asked)))
}

fn html(status: u16, body: &str) -> MockAnswer {
    const HEAD: &str = "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
        <title>webot</title><style>body{font:16px/1.6 system-ui;margin:2em auto;max-width:34em;padding:0 1em}\
        li{margin:.6em 0}small{color:#666}</style>";
    MockAnswer {
        status,
        content_type: "text/html; charset=utf-8",
        body: format!("{HEAD}{body}").into_bytes(),
        errcode: 0,
        headers: Vec::new(),
        is_generated: false,
        causes: Vec::new(),
        warnings: Vec::new(),
        stored: None,
    }
}

/// Escapes a text for HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            char => escaped.push(char),
        }
    }
    escaped
}
