//! The help and messages of `webot oauth`.

/// The help of `webot oauth`.
#[derive(Debug)]
pub(crate) struct OauthHelp {
    pub url: &'static str,
    pub url_after: &'static str,
    pub redirect_uri: &'static str,
    pub page: &'static str,
    pub scope: &'static str,
    pub state: &'static str,
    pub appid: &'static str,
    pub agentid: &'static str,
    pub component_appid: &'static str,
    pub force_popup: &'static str,
    pub force_snapshot: &'static str,
    pub domain: &'static str,
    pub base: &'static str,
    pub qr: &'static str,
    pub check: &'static str,
    pub login: &'static str,
    pub login_after: &'static str,
    pub login_redirect_uri: &'static str,
    pub website: &'static str,
    pub login_scope: &'static str,
    pub login_port: &'static str,
    pub wait: &'static str,
    pub code: &'static str,
    pub openid: &'static str,
    pub refresh_token: &'static str,
    pub access_token: &'static str,
    pub language: &'static str,
    pub serve: &'static str,
    pub serve_after: &'static str,
    pub serve_port: &'static str,
    pub serve_domain: &'static str,
    pub serve_user: &'static str,
}

/// The messages of `webot oauth`.
pub(crate) struct OauthWords {
    /// Says that the tokens of a user are cached.
    pub kept: &'static str,
    /// Says that the tokens of a user are cached, and how to get the user; the command.
    pub kept_user: fn(&str) -> String,
    /// Warns that the user is the virtual one of a snapshot page.
    pub snapshot: &'static str,
    /// Asks to open a link; the link, and the address that waits for the user.
    pub open_link: fn(&str, &str) -> String,
    /// Tells the URL of the server and the next step.
    pub serving: fn(&str) -> String,
    /// The page that a user sees after the login.
    pub page_done: &'static str,
    /// The page for a path that is not that of the return.
    pub page_other_path: &'static str,
    /// The page for a state that is not that of the login.
    pub page_other_state: &'static str,
    /// The page for a name that may belong to another site.
    pub page_other_name: &'static str,
}
