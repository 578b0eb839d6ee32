//! Links with each fault, and right links of odd form.

use proptest::prelude::*;

use super::{LinkUse, check};

const RIGHT: &str = "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1&response_type=code&scope=snsapi_base&state=1#wechat_redirect";
const QR: &str = "https://open.weixin.qq.com/connect/qrconnect?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com&response_type=code&scope=snsapi_login&state=1#wechat_redirect";

const SSO: &str = "https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid=ww1234567890abcdef&agentid=1000002&redirect_uri=https%3A%2F%2Fexample.com&state=1";

/// A wrong link, and the names of its faults.
pub(crate) type WrongLink = (String, &'static [&'static str]);

/// Links with faults. Between them they have every kind.
pub(crate) fn wrong_links() -> Vec<WrongLink> {
    let change = |from: &str, to: &str| {
        assert!(RIGHT.contains(from), "{from}");
        RIGHT.replace(from, to)
    };
    let page = "https%3A%2F%2Fexample.com%2Fa%3Fb%3D1";
    vec![
        (change("authorize", "authorise"), &["oauth-path"]),
        (change("&", "&amp;"), &["oauth-html-escaped"]),
        (QR.to_owned(), &["oauth-qrconnect"]),
        (change("&scope=snsapi_base", ""), &["oauth-missing"]),
        (change("&response_type=code", ""), &["oauth-missing"]),
        (change("scope=snsapi_base", "scope="), &["oauth-empty"]),
        (change(page, ""), &["oauth-empty"]),
        (change("redirect_uri", "redirect_url"), &["oauth-misnamed"]),
        (change("redirect_uri", "redirectUri"), &["oauth-misnamed"]),
        (change("appid", "appId"), &["oauth-misnamed"]),
        (change("wx1234567890abcdef", "APPID"), &["oauth-appid"]),
        (change("wx1234567890abcdef", "wx1234"), &["oauth-appid"]),
        (change(page, "https://example.com/"), &["oauth-redirect-not-encoded"]),
        (change(page, "https://example.com/#/home"), &["oauth-redirect-not-encoded"]),
        (
            change(page, "https://example.com/#/home").replace("#wechat_redirect", ""),
            &["oauth-redirect-not-encoded", "oauth-mark-missing"],
        ),
        (change(page, "https://example.com/?a=1&b=2"), &["oauth-redirect-not-encoded"]),
        (change("%3A", "%253A").replace("%2F", "%252F"), &["oauth-redirect-encoded-twice"]),
        (change("https%3A%2F%2F", ""), &["oauth-redirect-not-url"]),
        (change("https%3A%2F%2Fexample.com", ""), &["oauth-redirect-not-url"]),
        (change("b%3D1", "code%3D77"), &["oauth-redirect-parameter"]),
        (change("b%3D1", "b%3D1%26code%3D77"), &["oauth-redirect-parameter"]),
        (
            change(page, "https://example.com/?a=1&code=2"),
            &["oauth-redirect-not-encoded", "oauth-redirect-parameter"],
        ),
        (change("=code", "=token"), &["oauth-response-type"]),
        (change("snsapi_base", "s+n+s+a+p+i+_+b+a+s+e"), &["oauth-scope-torn"]),
        (change("snsapi_base", "s,n,s,a,p,i,_,u,s,e,r,i,n,f,o"), &["oauth-scope-torn"]),
        (change("snsapi_base", "s%20n%20s%20a%20p%20i%20_%20b%20a%20s%20e"), &["oauth-scope-torn"]),
        (change("snsapi_base", "nsapi_userinfo"), &["oauth-scope-unknown"]),
        (change("snsapi_base", "snsapi_base%20"), &["oauth-scope-unknown"]),
        (change("snsapi_base", "SNSAPI_BASE"), &["oauth-scope-unknown"]),
        (change("snsapi_base", "snsapi_login"), &["oauth-scope-of-other-page"]),
        (change("snsapi_base", "snsapi_base,snsapi_userinfo"), &["oauth-scope-several"]),
        (change("snsapi_base", "snsapi_base%2Csnsapi_userinfo"), &["oauth-scope-several"]),
        (change("snsapi_base", "snsapi_base,snsapi_info"), &["oauth-scope-unknown"]),
        (SSO.replace("sso/login", "sso/logon"), &["oauth-path"]),
        (SSO.replace("CorpApp", "Corp"), &["oauth-login-type"]),
        (SSO.replace("login_type=CorpApp&", ""), &["oauth-missing"]),
        (SSO.replace("&agentid=1000002", ""), &["oauth-missing"]),
        (SSO.replace("1000002", "AGENTID"), &["oauth-agentid"]),
        (SSO.replace("redirect_uri", "redirect_url"), &["oauth-misnamed"]),
        (SSO.replace("https%3A%2F%2F", "https://"), &["oauth-redirect-not-encoded"]),
        (SSO.replace("ww1234567890abcdef", "CORPID"), &["oauth-appid"]),
        (change("state=1", &format!("state={}", "1".repeat(129))), &["oauth-state-too-long"]),
        (change("state=1", "state=a%3Db"), &["oauth-state-character"]),
        (change("state=1", "state=1&state=2"), &["oauth-repeated"]),
        (change("response_type=code&scope=snsapi_base", "scope=snsapi_base&response_type=code"), &["oauth-order"]),
        (change("example.com%2Fa%3Fb%3D1", "http%3A%2F%2Fexample.com"), &["oauth-redirect-not-url"]),
        (change("%3Fb%3D1", "%2F#/home"), &["oauth-redirect-not-encoded"]),
        (change("#wechat_redirect", ""), &["oauth-mark-missing"]),
        (change("#wechat_redirect", "#"), &["oauth-mark-missing"]),
        (change("#wechat_redirect", "#/home"), &["oauth-mark-missing"]),
        (change("#wechat", "%23wechat"), &["oauth-mark-encoded"]),
        (change("#wechat_redirect", "#wechat_redirect&forcePopup=true"), &["oauth-behind-mark"]),
        (
            "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https://example.com/a?b=1&c=2&scope=nsapi_userinfo&response_type=code&state=1".to_owned(),
            &["oauth-redirect-not-encoded", "oauth-scope-unknown", "oauth-order", "oauth-mark-missing"],
        ),
    ]
}

fn names(link: &str, used: LinkUse) -> Vec<&'static str> {
    let findings = check(link, used).unwrap_or_else(|| panic!("no link: {link}"));
    findings.iter().map(|finding| finding.fault.name()).collect()
}

#[test]
fn each_fault_is_named_alone() {
    for (link, faults) in wrong_links() {
        assert_eq!(names(&link, LinkUse::Menu), faults, "{link}");
    }
}

#[test]
fn right_links_of_odd_form_have_no_findings() {
    let corp = RIGHT.replace("wx1234567890abcdef", "ww1234567890abcdef");
    for right in [
        RIGHT.to_owned(),
        RIGHT.replace("https://open", "http://open"),
        RIGHT.replace("authorize?", "authorize/?"),
        RIGHT.replace("open.weixin", "OPEN.weixin"),
        RIGHT.replace("snsapi_base", "snsapi_userinfo"),
        RIGHT.replace("&state=1", ""),
        RIGHT.replace("state=1", "state="),
        RIGHT.replace("state=1", "state=a-b_C.9"),
        RIGHT.replace("&state=1", "&state=1&forcePopup=true"),
        RIGHT.replace('#', "&connect_redirect=1#"),
        RIGHT.replace("&state=1", "&state=1&component_appid=wx1234567890abcdef"),
        RIGHT.replace("#wechat_redirect", "#wechat_webview_type=1&wechat_redirect"),
        RIGHT.replace("%3A%2F%2F", "%3a%2f%2f"),
        RIGHT.replace("b%3D1", "coupon_code%3D77"),
        RIGHT.replace("b%3D1", "b%3D1%23%2Fpage%3Fcode%3D77"),
        RIGHT.replace("b%3D1", "next%3Dhttps%253A%252F%252Fexample.com%252F%253Fcode%253D1"),
        RIGHT.replace("example.com", "127.0.0.1%3A3000"),
        corp.replace("snsapi_base", "snsapi_privateinfo").replace("state=1", "state=1&agentid=1000002"),
    ] {
        assert_eq!(names(&right, LinkUse::Menu), [""; 0], "{right}");
    }
    for right in [
        SSO.to_owned(),
        SSO.replace("login?", "login/?"),
        SSO.replace("&state=1", "&lang=en"),
        SSO.replace("CorpApp", "ServiceApp").replace("&agentid=1000002", ""),
        format!("{SSO}#wechat_redirect"),
        QR.to_owned(),
        QR.replace("snsapi_login", "snsapi_login,snsapi_login"),
    ] {
        assert_eq!(names(&right, LinkUse::Any), [""; 0], "{right}");
    }
    assert_eq!(names(&QR.replace("#wechat_redirect", ""), LinkUse::Any), [""; 0]);
    assert_eq!(names(&QR.replace("login", "base"), LinkUse::Any), ["oauth-scope-of-other-page"]);
}

#[test]
fn other_urls_are_no_links() {
    for other in [
        "",
        "open.weixin.qq.com",
        "https://example.com/connect/oauth2/authorize?scope=x",
        "https://open.weixin.qq.com/",
        "https://open.weixin.qq.com/connect/confirm?uuid=1",
        "https://open.weixin.qq.com.example.com/connect/oauth2/authorize",
        "https://example.com/?next=https://open.weixin.qq.com/connect/oauth2/authorize",
        "weixin://open.weixin.qq.com/connect/oauth2/authorize",
    ] {
        assert_eq!(check(other, LinkUse::Menu), None, "{other}");
    }
}

#[test]
fn an_encoded_redirect_uri_has_the_parameters_that_were_lost() {
    use super::LinkFault;
    let link =
        RIGHT.replace("https%3A%2F%2Fexample.com%2Fa%3Fb%3D1", "https://example.com/a?b=1&c=2&d=%E4%BD%A0");
    let findings = check(&link, LinkUse::Menu).expect("a link");
    let [finding] = &findings[..] else { panic!("{findings:?}") };
    let LinkFault::RedirectNotEncoded { lost, right } = &finding.fault else { panic!("{finding:?}") };
    assert_eq!(lost, &["c", "d"]);
    assert_eq!(right, "https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3D2%26d%3D%E4%BD%A0");
}

proptest! {
    #[test]
    fn no_text_breaks_the_check(tail in "[ -~\u{4f60}%&=#?+]{0,80}") {
        check(&format!("https://open.weixin.qq.com/connect/oauth2/authorize?{tail}"), LinkUse::Any);
        check(&tail, LinkUse::Menu);
    }

    #[test]
    fn a_link_that_a_program_builds_is_right(page in "https?://[a-z]{1,9}\\.(com|cn)/[a-zA-Z0-9/_.-]{0,20}(\\?x=[a-z0-9]{0,9}(&y=[a-z0-9]{0,9})?)?", state in "[a-zA-Z0-9]{0,128}") {
        let encoded = super::encoded(&page);
        let link = format!("https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri={encoded}&response_type=code&scope=snsapi_userinfo&state={state}#wechat_redirect");
        prop_assert_eq!(check(&link, LinkUse::Menu), Some(Vec::new()));
    }
}
