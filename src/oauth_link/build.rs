//! Composes links of web authorization.

use super::query::encoded;
use super::{HOST, LinkPage, MARK};

/// The host of WeCom's login on websites.
const WORK_LOGIN: &str = "login.work.weixin.qq.com/wwlogin/sso/login";

/// The page of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkTarget {
    /// A page of `open.weixin.qq.com`.
    Page(LinkPage),
    /// WeCom's login on websites, which no rule of [`super::check`] covers.
    WorkLogin,
}

/// The parameters of a link.
#[derive(Debug, Clone)]
pub(crate) struct LinkParts {
    /// The page.
    pub target: LinkTarget,
    /// The appid or corpid.
    pub appid: String,
    /// The URL to which the user returns, not encoded.
    pub redirect_uri: String,
    /// The scope.
    pub scope: String,
    /// The state; WeChat returns it unchanged.
    pub state: Option<String>,
    /// Further parameters, in order.
    pub further: Vec<(&'static str, String)>,
}

impl LinkParts {
    /// Returns the link, in the order that WeChat demands. `base` replaces `https://open.weixin.qq.com`.
    pub(crate) fn link(&self, base: Option<&str>) -> String {
        let own = match self.target {
            LinkTarget::Page(page) => {
                let base = base.map_or_else(|| format!("https://{HOST}"), str::to_owned);
                format!("{}{}?appid={}", base.trim_end_matches('/'), page.path(), encoded(&self.appid))
            }
            LinkTarget::WorkLogin => {
                format!("https://{WORK_LOGIN}?login_type=CorpApp&appid={}", encoded(&self.appid))
            }
        };
        let mut link = own;
        let mut add = |name: &str, value: &str| {
            for part in ["&", name, "=", &encoded(value)] {
                link.push_str(part);
            }
        };
        let further = || self.further.iter().map(|(name, value)| (*name, value.as_str()));
        if self.target == LinkTarget::WorkLogin {
            further().for_each(|(name, value)| add(name, value));
        }
        add("redirect_uri", &self.redirect_uri);
        if self.target != LinkTarget::WorkLogin {
            add("response_type", "code");
            add("scope", &self.scope);
        }
        if let Some(state) = &self.state {
            add("state", state);
        }
        if self.target != LinkTarget::WorkLogin {
            further().for_each(|(name, value)| add(name, value));
            link.push('#');
            link.push_str(MARK);
        }
        link
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth_link::{LinkUse, check};

    fn parts(target: LinkTarget, scope: &str) -> LinkParts {
        LinkParts {
            target,
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
                let link = parts(LinkTarget::Page(page), scope).link(None);
                assert_eq!(check(&link, LinkUse::Any), Some(Vec::new()), "{link}");
            }
        }
    }

    #[test]
    fn a_link_is_encoded_once_and_ends_with_the_mark() {
        let link =
            parts(LinkTarget::Page(LinkPage::Authorize), "snsapi_base").link(Some("http://127.0.0.1:7201/"));
        assert_eq!(
            link,
            "http://127.0.0.1:7201/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3D%E4%BD%A0%23top&response_type=code&scope=snsapi_base&state=abc&agentid=1000002#wechat_redirect"
        );
        let link = parts(LinkTarget::WorkLogin, "").link(None);
        assert!(
            link.starts_with("https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid="),
            "{link}"
        );
        assert!(link.ends_with("&state=abc") && link.contains("&agentid=1000002&redirect_uri="), "{link}");
    }
}
