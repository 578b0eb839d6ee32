use crate::text::oauth::{OauthHelp, OauthWords};

pub(in crate::text) const HELP: OauthHelp = OauthHelp {
    url: "Print a link on which users log in, or check one",
    url_after: "\
Pages: wechat (in WeChat; snsapi_base or snsapi_userinfo), website (QR code of a website; snsapi_login), work (in WeCom;
snsapi_base or snsapi_privateinfo), work-website (WeCom's login on a website).
The appid is oauth_appid of wx_config.json, else appid; for WeCom it is corpid.

Examples:
  # Print the link of a page in WeChat
  webot oauth url https://example.com/login --appid wx1234567890abcdef --scope userinfo --state abc

  # Check a link, and the domain set in the console
  webot oauth url --check 'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com&response_type=code&scope=snsapi_base&state=abc#wechat_redirect' --domain example.com",
    redirect_uri: "URL to which the user returns, not encoded [config: oauth_redirect_uri]",
    page: "Page: wechat, website, work or work-website [default: wechat]",
    scope: "Scope, with or without `snsapi_` [default: snsapi_base; website: snsapi_login]",
    state: "State that WeChat returns unchanged: up to 128 letters and digits",
    appid: "appid of the account or app, for WeCom corpid [env: WX_OAUTH_APPID, WX_APPID] [config: oauth_appid, appid]",
    agentid: "agentid of the WeCom app [env: WX_AGENTID] [config: agentid]",
    component_appid: "appid of the third-party platform that acts for the account",
    force_popup: "Always ask the user, even if the scope was granted before",
    force_snapshot: "Open a snapshot page, for tests",
    domain: "Domain for web authorization in the console, to check that the link returns to it",
    base: "Base URL instead of https://open.weixin.qq.com, such as that of `webot oauth serve`",
    qr: "Draw the link as a QR code, too",
    check: "Link to check instead of printing one",
    login: "Open a login for a user and print the user who returns",
    login_after: "\
Prints the link (and a QR code if a phone can return), waits for the user on this machine, checks the state,
exchanges the code and gets the user. WeChat returns only to the domain set in the console: forward that
domain to --port, or use a test account, whose domain may be 127.0.0.1.
With --json the first line on stdout is {\"open\":\"https://…\",\"listening\":\"http://…\"}, the second one the user.

Examples:
  webot oauth login --mock

  # Log in on the pages of `webot oauth serve`
  webot oauth login --api-base http://127.0.0.1:7201",
    login_redirect_uri: "URL to which the user returns [config: oauth_redirect_uri] [default: http://127.0.0.1:PORT/callback]",
    website: "Use the page with a QR code for websites (snsapi_login)",
    login_scope: "Scope, with or without `snsapi_` [default: snsapi_userinfo; --website: snsapi_login]",
    login_port: "Port on this machine that waits for the user [default: that of URL, or 7202 if URL leads elsewhere]",
    wait: "Seconds to wait for the user [default: 300]",
    code: "Code from the URL to which the user returned; @FILE for a file, - for stdin",
    openid: "User's openid",
    refresh_token: "refresh_token instead of the cached one",
    access_token: "access_token of the user instead of the cached one",
    language: "Language of the response: zh_CN, zh_TW, en",
    serve: "Run a stand-in of open.weixin.qq.com that logs test users in",
    serve_after: "\
Opens a page on which you choose the user: a follower, a user who does not follow the account, the virtual user of a
snapshot page, or a user who refuses. Then the user returns to redirect_uri with a code, which /sns/oauth2/access_token
takes once and for 5 minutes. The whole API of `webot mock` is served on the same port.
In your web app, replace https://open.weixin.qq.com and https://api.weixin.qq.com with the URL of this server.

Examples:
  webot oauth serve --domain example.test

  # Print a link to it
  webot oauth url http://localhost:3000/login --appid wx1234567890abcdef --base http://127.0.0.1:7201",
    serve_port: "Port to listen on, 0 for a free one [default: 7201]",
    serve_domain: "Domain to which users may return, others get the page error 10003; repeatable",
    serve_user: "Log this user in without asking, from 0",
};

pub(in crate::text) const WORDS: OauthWords = OauthWords {
    kept: "the tokens are cached",
    kept_user: |command| format!("the tokens are cached; `{command}` gets the user"),
    snapshot: "the user is the virtual one of a snapshot page: create no account for it; start the login from a tap of the user",
    open_link: |link, address| format!("open this link in WeChat or a browser; waiting at {address}\n{link}"),
    serving: |url| {
        format!(
            "listening on {url}; try `webot oauth url http://localhost:3000/ --appid wx1234567890abcdef --base {url}`"
        )
    },
    page_done: "Done. You can close this page and return to the terminal.",
    page_other_path: "This is not the page to which users return.",
    page_other_state: "The state is not that of the current login. Open the latest link.",
    page_other_name: "This name may belong to another site.",
};
