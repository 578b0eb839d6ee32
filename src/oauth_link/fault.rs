//! The named faults of links. Their sentences are in `text`.

use crate::lang::Severity;

/// A page of web authorization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkPage {
    /// `oauth2/authorize`: within WeChat and WeCom.
    Authorize,
    /// `qrconnect`: the QR code of a website.
    QrConnect,
    /// `wwlogin/sso/login`: the login of WeCom on a website.
    WorkLogin,
}

impl LinkPage {
    /// All pages.
    pub(crate) const ALL: [Self; 3] = [Self::Authorize, Self::QrConnect, Self::WorkLogin];

    /// Returns the host of the page.
    pub(crate) const fn host(self) -> &'static str {
        match self {
            Self::Authorize | Self::QrConnect => "open.weixin.qq.com",
            Self::WorkLogin => "login.work.weixin.qq.com",
        }
    }

    /// Returns the parameters that a link must have.
    pub(super) const fn required(self) -> &'static [&'static str] {
        match self {
            Self::Authorize | Self::QrConnect => &["appid", "redirect_uri", "response_type", "scope"],
            Self::WorkLogin => &["login_type", "appid", "agentid", "redirect_uri"],
        }
    }

    /// Returns the path of the page.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Authorize => "/connect/oauth2/authorize",
            Self::QrConnect => "/connect/qrconnect",
            Self::WorkLogin => "/wwlogin/sso/login",
        }
    }

    /// Returns the scopes of the page; `snsapi_privateinfo` is one of WeCom.
    pub(crate) const fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::Authorize => &["snsapi_base", "snsapi_userinfo", "snsapi_privateinfo"],
            Self::QrConnect => &["snsapi_login"],
            Self::WorkLogin => &[],
        }
    }
}

/// A fault of a link, with the values that its message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LinkFault {
    /// The path is misspelt.
    Path {
        /// The path.
        given: String,
        /// The page that is probably meant.
        page: LinkPage,
    },
    /// The link is escaped for HTML: `&amp;` stands for `&`.
    HtmlEscaped,
    /// A menu links to the page for websites.
    WebsitePage,
    /// A required parameter is missing.
    Missing(&'static str),
    /// A required parameter is empty.
    Empty(&'static str),
    /// A required parameter has another name.
    Misnamed {
        /// The name in the link.
        given: String,
        /// The right name.
        meant: &'static str,
    },
    /// `appid` does not have the form of an id.
    Appid(String),
    /// `redirect_uri` is not percent-encoded.
    RedirectNotEncoded {
        /// The parameters of the page that became parameters of the link.
        lost: Vec<String>,
        /// The encoded value.
        right: String,
    },
    /// `redirect_uri` is percent-encoded twice.
    RedirectEncodedTwice,
    /// `redirect_uri` is not an `http` or `https` URL; holds it.
    RedirectNotUrl(String),
    /// The page has a parameter of its own with the name of one that WeChat appends.
    RedirectParameter(&'static str),
    /// `response_type` is not `code`; holds it.
    ResponseType(String),
    /// The scope is taken apart into letters.
    ScopeTorn {
        /// The scope in the link.
        given: String,
        /// The scope that was taken apart.
        meant: String,
    },
    /// The scope belongs to the other page.
    ScopeOfOtherPage {
        /// The scope.
        given: String,
        /// The page of the link.
        page: LinkPage,
    },
    /// The scope does not exist.
    ScopeUnknown {
        /// The scope.
        given: String,
        /// The scopes most similar to it.
        closest: Vec<String>,
        /// The page of the link.
        page: LinkPage,
    },
    /// There are several scopes; the documents allow one.
    ScopeSeveral(Vec<String>),
    /// `login_type` is none of the types of the page; holds it.
    LoginType(String),
    /// `agentid` is not a number; holds it.
    Agentid(String),
    /// `state` is too long; holds its length in bytes.
    StateTooLong(usize),
    /// `state` contains a character beside letters and digits.
    StateCharacter(char),
    /// A parameter occurs twice.
    Repeated(&'static str),
    /// The parameters are in another order than in the documents.
    Order,
    /// `#wechat_redirect` is missing at the end.
    MarkMissing,
    /// `#wechat_redirect` is encoded and thus part of a parameter.
    MarkEncoded,
    /// A parameter stands behind `#`.
    BehindMark(&'static str),
    /// The domain of `redirect_uri` is not that of the account.
    Domain {
        /// The domain of `redirect_uri`.
        given: String,
        /// The domain of the account.
        wanted: String,
    },
    /// The domain of the account is written with a scheme, a port or a path.
    DomainForm {
        /// The text.
        given: String,
        /// The domain in it.
        meant: String,
    },
}

impl LinkFault {
    /// Returns the name used in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Path { .. } => "oauth-path",
            Self::HtmlEscaped => "oauth-html-escaped",
            Self::WebsitePage => "oauth-qrconnect",
            Self::Missing(_) => "oauth-missing",
            Self::Empty(_) => "oauth-empty",
            Self::Misnamed { .. } => "oauth-misnamed",
            Self::Appid(_) => "oauth-appid",
            Self::RedirectNotEncoded { .. } => "oauth-redirect-not-encoded",
            Self::RedirectEncodedTwice => "oauth-redirect-encoded-twice",
            Self::RedirectNotUrl(_) => "oauth-redirect-not-url",
            Self::RedirectParameter(_) => "oauth-redirect-parameter",
            Self::ResponseType(_) => "oauth-response-type",
            Self::ScopeTorn { .. } => "oauth-scope-torn",
            Self::ScopeOfOtherPage { .. } => "oauth-scope-of-other-page",
            Self::ScopeUnknown { .. } => "oauth-scope-unknown",
            Self::ScopeSeveral(_) => "oauth-scope-several",
            Self::LoginType(_) => "oauth-login-type",
            Self::Agentid(_) => "oauth-agentid",
            Self::StateTooLong(_) => "oauth-state-too-long",
            Self::StateCharacter(_) => "oauth-state-character",
            Self::Repeated(_) => "oauth-repeated",
            Self::Order => "oauth-order",
            Self::MarkMissing => "oauth-mark-missing",
            Self::MarkEncoded => "oauth-mark-encoded",
            Self::BehindMark(_) => "oauth-behind-mark",
            Self::Domain { .. } => "oauth-domain",
            Self::DomainForm { .. } => "oauth-domain-form",
        }
    }

    /// Returns the severity: an error if the page cannot work, a warning if it often does.
    pub(crate) fn severity(&self) -> Severity {
        match self {
            Self::RedirectNotEncoded { lost, .. } if lost.is_empty() => Severity::Warning,
            Self::RedirectParameter(_)
            | Self::HtmlEscaped
            | Self::ScopeSeveral(_)
            | Self::StateCharacter(_)
            | Self::Repeated(_)
            | Self::Order
            | Self::MarkMissing
            | Self::BehindMark(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// A fault with its severity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinkFinding {
    /// The fault.
    pub fault: LinkFault,
    /// The severity.
    pub severity: Severity,
}

impl From<LinkFault> for LinkFinding {
    fn from(fault: LinkFault) -> Self {
        Self { severity: fault.severity(), fault }
    }
}
