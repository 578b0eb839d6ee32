use crate::lang::Said;
use crate::oauth_link::{LinkFault, LinkPage};
use crate::text::list::List;

pub(in crate::text) fn link_fault(fault: &LinkFault) -> Said {
    match fault {
        LinkFault::Path { given, page } => Said::new(format!("unknown page `{given}`"))
            .hint(format!("the page for this is `{}`", page.path())),
        LinkFault::HtmlEscaped => Said::new("the link contains `&amp;` in place of `&`")
            .hint("it was escaped for HTML; write `&`"),
        LinkFault::WebsitePage => {
            Said::new("`connect/qrconnect` with `snsapi_login` is for websites; a menu opens in WeChat and needs another page")
                .hint("use `connect/oauth2/authorize` with `snsapi_base` or `snsapi_userinfo`, and the appid of the account")
        }
        LinkFault::Missing(name) => {
            let said = Said::new(format!("the link has no `{name}`"));
            page_error(name).map_or(said.clone(), |error| said.hint(format!("the page would show the error {error}")))
        }
        LinkFault::Empty(name) => {
            let said = Said::new(format!("`{name}` is empty"));
            page_error(name).map_or(said.clone(), |error| said.hint(format!("the page would show the error {error}")))
        }
        LinkFault::Misnamed { given, meant } => {
            Said::new(format!("unknown parameter `{given}`")).hint(format!("did you mean `{meant}`?"))
        }
        LinkFault::Appid(given) => Said::new(format!("`{given}` is not an appid"))
            .hint("an appid is `wx` and 16 hex digits, a corpid `ww` and 16 hex digits"),
        LinkFault::RedirectNotEncoded { lost, right } => {
            let said = Said::new(if lost.is_empty() {
                "`redirect_uri` is not percent-encoded".to_owned()
            } else {
                let lost = List::ticked(lost);
                format!("`redirect_uri` is not percent-encoded, so {lost} of the page became part of the link")
            });
            said.hint(format!("write `redirect_uri={right}`"))
        }
        LinkFault::RedirectEncodedTwice => {
            Said::new("`redirect_uri` is percent-encoded twice").hint("encode it once")
        }
        LinkFault::RedirectNotUrl(given) => Said::new(format!("`redirect_uri` is `{given}`, which is not a URL"))
            .hint("write the complete URL of the page, including https://, and percent-encode it"),
        LinkFault::RedirectParameter(name) => Said::new(format!(
            "the page in `redirect_uri` has a parameter `{name}` of its own; WeChat appends one of the same name"
        ))
        .hint(format!("rename the parameter of the page, so that it is not confused with WeChat's `{name}`")),
        LinkFault::ResponseType(given) => {
            Said::new(format!("`response_type` is `{given}`, not `code`")).hint("write `response_type=code`")
        }
        LinkFault::ScopeTorn { given, meant } => Said::new(format!(
            "`scope` is `{given}`, not {}: it was split into letters",
            scopes(LinkPage::Authorize)
        ))
        .hint(format!("write `scope={meant}`; the code may have joined a string as if it were a list")),
        LinkFault::ScopeOfOtherPage { given, page } => {
            Said::new(format!("`scope` is `{given}`, which `{}` does not accept", page.path()))
                .hint(format!("this page accepts {}", scopes(*page)))
        }
        LinkFault::ScopeUnknown { given, closest, page } => {
            let said = Said::new(format!("`scope` is `{given}`, not {}", scopes(*page)));
            said.did_you_mean(closest.get(..1).unwrap_or_default())
        }
        LinkFault::ScopeSeveral(given) => {
            Said::new(format!("`scope` has {} values: {}", given.len(), List::ticked(given)))
                .hint("the documentation allows one: `snsapi_base`, which asks nobody, or `snsapi_userinfo`")
        }
        LinkFault::LoginType(given) => {
            Said::new(format!("`login_type` is `{given}`, not `CorpApp` or `ServiceApp`"))
                .hint("use `CorpApp` for an app of the company, `ServiceApp` for a service provider")
        }
        LinkFault::Agentid(given) => {
            Said::new(format!("`agentid` is `{given}`, not a number")).hint("the page of the app in the console shows it")
        }
        LinkFault::StateTooLong(bytes) => {
            Said::new(format!("`state` has {bytes} bytes, at most 128 are allowed"))
                .hint("save the data on your server, and send only its key")
        }
        LinkFault::StateCharacter(char) => Said::new(format!(
            "`state` contains `{}`; WeChat's documentation allows letters and digits only",
            char.escape_debug()
        ))
        .hint("other characters often work, but not everywhere"),
        LinkFault::Repeated(name) => Said::new(format!("the link has `{name}` twice"))
            .hint("keep one; percent-encode the parameters of the page within `redirect_uri`"),
        LinkFault::Order => Said::new("the parameters are not in the order that WeChat's documentation requires")
            .hint("the order is appid, redirect_uri, response_type, scope, state"),
        LinkFault::MarkMissing => Said::new("the link does not end with `#wechat_redirect`")
            .hint("append `#wechat_redirect`, which WeChat's documentation requires"),
        LinkFault::MarkEncoded => Said::new("the `#` of `#wechat_redirect` is percent-encoded, so it is part of a parameter")
            .hint("percent-encode the parameters first, then append `#wechat_redirect`"),
        LinkFault::BehindMark(name) => Said::new(format!("`{name}` comes after `#`, where it has no effect"))
            .hint("move it before `#wechat_redirect`"),
        LinkFault::Domain { given, wanted } => Said::new(format!(
            "`redirect_uri` leads to `{given}`, not to `{wanted}`: the page would show the error 10003"
        ))
        .hint("the domain must be the one set in the console; a subdomain is another domain"),
        LinkFault::DomainForm { given, meant } => Said::new(format!("`{given}` is not a domain"))
            .hint(format!("the console takes a domain without scheme, port and path: `{meant}`")),
    }
}

/// Returns the scopes of a page as a list: those of official accounts, and of WeCom.
fn scopes(page: LinkPage) -> &'static str {
    match page {
        LinkPage::Authorize => {
            "`snsapi_base` or `snsapi_userinfo` (WeCom: `snsapi_base` or `snsapi_privateinfo`)"
        }
        LinkPage::QrConnect => "`snsapi_login`",
        LinkPage::WorkLogin => "",
    }
}

/// Returns the number of the page's error if this parameter is empty.
fn page_error(name: &str) -> Option<u32> {
    match name {
        "scope" => Some(10012),
        "redirect_uri" => Some(10013),
        _ => None,
    }
}
