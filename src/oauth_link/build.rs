//! Composes links of web authorization.

use super::query::encoded;
use super::{LinkPage, MARK};

/// The parameters of a link.
#[derive(Debug, Clone)]
pub(crate) struct LinkParts {
    /// The page.
    pub page: LinkPage,
    /// The appid or corpid.
    pub appid: String,
    /// The URL to which the user returns, not encoded.
    pub redirect_uri: String,
    /// The scope; the login of WeCom has none.
    pub scope: String,
    /// The state; WeChat returns it unchanged.
    pub state: Option<String>,
    /// Further parameters, in order.
    pub further: Vec<(&'static str, String)>,
}

impl LinkParts {
    /// Returns the link, in the order that WeChat demands. `base` replaces the host of the page.
    pub(crate) fn link(&self, base: Option<&str>) -> String {
        let base = base.map_or_else(|| format!("https://{}", self.page.host()), str::to_owned);
        let own = [("appid", self.appid.as_str())].into_iter();
        let redirect = [("redirect_uri", self.redirect_uri.as_str())].into_iter();
        let state = self.state.as_deref().map(|state| ("state", state)).into_iter();
        let further = self.further.iter().map(|(name, value)| (*name, value.as_str()));
        let is_work_login = self.page == LinkPage::WorkLogin;
        let pairs: Vec<(&str, &str)> = if is_work_login {
            let kind = [("login_type", "CorpApp")].into_iter();
            kind.chain(own).chain(further).chain(redirect).chain(state).collect()
        } else {
            let scope = [("response_type", "code"), ("scope", self.scope.as_str())].into_iter();
            own.chain(redirect).chain(scope).chain(state).chain(further).collect()
        };
        let query: Vec<String> =
            pairs.into_iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let mark = if is_work_login { String::new() } else { format!("#{MARK}") };
        format!("{}{}?{}{mark}", base.trim_end_matches('/'), self.page.path(), query.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth_link::{LinkUse, check};

    fn parts(page: LinkPage, scope: &str) -> LinkParts {
        LinkParts {
            page,
            appid: "wx1234567890abcdef".to_owned(),
            redirect_uri: "https://example.com/a?b=1&c=你#top".to_owned(),
            scope: scope.to_owned(),
            state: Some("abc".to_owned()),
            further: vec![("agentid", "1000002".to_owned())],
        }
    }

    #[test]
    fn a_link_has_no_fault() {
        for page in LinkPage::ALL {
            for scope in page.scopes() {
                let link = parts(page, scope).link(None);
                assert_eq!(check(&link, LinkUse::Any), Some(Vec::new()), "{link}");
            }
        }
    }

    #[test]
    fn a_link_is_encoded_once_and_ends_with_the_mark() {
        let link = parts(LinkPage::Authorize, "snsapi_base").link(Some("http://127.0.0.1:7201/"));
        assert_eq!(
            link,
            "http://127.0.0.1:7201/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3D%E4%BD%A0%23top&response_type=code&scope=snsapi_base&state=abc&agentid=1000002#wechat_redirect"
        );
        let link = parts(LinkPage::WorkLogin, "").link(None);
        assert_eq!(check(&link, LinkUse::Any), Some(Vec::new()), "{link}");
        assert!(
            link.starts_with("https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid="),
            "{link}"
        );
        assert!(link.ends_with("&state=abc") && link.contains("&agentid=1000002&redirect_uri="), "{link}");
    }
}
