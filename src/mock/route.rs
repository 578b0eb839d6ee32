//! From a path to what answers it.

use super::account::{Account, Asked};
use super::call::{Outcome, Reply};
use super::errmsg::Refusal;
use super::{followers, info, menu, qrcode, quota, shorten, tags, ticket, token};
use crate::api::{self, Auth, Endpoint, Host, Method, catalogue};

/// What a path leads to.
pub(super) enum Route {
    /// An endpoint of the table.
    Entry(&'static Endpoint),
    /// One that is only known to exist: whether it takes an `access_token`.
    Listed(bool),
}

/// Whether a host has this path.
pub(super) fn serves(host: Host, path: &str) -> bool {
    let listed = || catalogue::known().any(|known| known.platform.host() == host && known.matches(path));
    // The list knows no pages.
    api::endpoints().any(|entry| entry.host == host && entry.path == path) || (host != Host::Mp && listed())
}

/// The route of a path, and whether the method is right: if not, the refusal.
pub(super) fn find(method: &str, host: Host, path: &str) -> Result<(Route, Result<(), Refusal>), Refusal> {
    let method = Method::parse(method);
    let mut entries = api::endpoints().filter(|entry| entry.host == host && entry.path == path);
    if let Some(first) = entries.next() {
        let entry = std::iter::once(first).chain(entries).find(|entry| Some(entry.method) == method);
        let right = if entry.is_some() { Ok(()) } else { Err(wrong_method(first.method)) };
        return Ok((Route::Entry(entry.unwrap_or(first)), right));
    }
    // Paying has other servers, with XML and signatures.
    let host = if host == Host::Mp { Host::Api } else { host };
    let mut listed = catalogue::known()
        .filter(|known| host != Host::Pay && known.platform.host() == host && known.matches(path));
    let first = listed.next().ok_or(Refusal::new(40066))?;
    let right = std::iter::once(first).chain(listed).any(|known| Some(known.method) == method);
    let right = if right { Ok(()) } else { Err(wrong_method(first.method)) };
    // A platform's own tokens go by other names, and are nobody's here.
    let other = first.query.split(',').any(|name| name.ends_with("_access_token"));
    Ok((Route::Listed(first.token() == Auth::AccessToken && !other), right))
}

fn wrong_method(wanted: Method) -> Refusal {
    Refusal::new(if wanted == Method::Get { 43001 } else { 43002 })
}

/// Answers a call that has passed the checks.
pub(super) fn answer(endpoint: &Endpoint, account: &mut Account, asked: &mut Asked<'_>) -> Outcome {
    match (endpoint.host, endpoint.path) {
        (_, "/cgi-bin/token") => Ok(token::token(&mut account.tokens, asked)),
        (_, "/cgi-bin/stable_token") => token::stable_token(&mut account.tokens, asked),
        (_, "/cgi-bin/gettoken") => Ok(token::gettoken(&mut account.tokens, asked)),
        (_, "/cgi-bin/ticket/getticket") => {
            let kind = asked.call.value("type").unwrap_or_default().to_owned();
            Ok(ticket::ticket(&mut account.tickets, &kind, asked))
        }
        (Host::Work, "/cgi-bin/get_jsapi_ticket") => Ok(ticket::ticket(&mut account.tickets, "jsapi", asked)),
        (Host::Work, "/cgi-bin/ticket/get") => {
            Ok(ticket::ticket(&mut account.tickets, "agent_config", asked))
        }
        (_, "/cgi-bin/callback/check") => Ok(info::check(asked)),
        (_, "/cgi-bin/openapi/rid/get") => info::rid(account, asked),
        (_, "/cgi-bin/openapi/quota/get") => quota::get(account, asked),
        (_, "/cgi-bin/openapi/quota/clear") => quota::clear_one(account, asked),
        (_, "/cgi-bin/clear_quota" | "/cgi-bin/clear_quota/v2") => quota::clear_all(account, asked),
        (_, "/cgi-bin/menu/create") => menu::create(account, asked),
        (_, "/cgi-bin/menu/get") => menu::get(account),
        (_, "/cgi-bin/menu/delete") => Ok(menu::delete(account)),
        (_, "/cgi-bin/get_current_selfmenu_info") => Ok(menu::info(account)),
        (_, "/cgi-bin/menu/addconditional") => menu::add_conditional(account, asked),
        (_, "/cgi-bin/menu/delconditional") => menu::delete_conditional(account, asked),
        (_, "/cgi-bin/menu/trymatch") => menu::try_match(account, asked),
        (_, "/cgi-bin/user/get") => followers::list(account, asked),
        (_, "/cgi-bin/user/info") => followers::info(account, asked),
        (_, "/cgi-bin/user/info/batchget") => followers::batch(account, asked),
        (_, "/cgi-bin/user/info/updateremark") => followers::remark(account, asked),
        (_, "/cgi-bin/changeopenid") => Ok(followers::change_openid(account, asked)),
        (_, "/cgi-bin/tags/create") => tags::create(account, asked),
        (_, "/cgi-bin/tags/get") => Ok(tags::list(account)),
        (_, "/cgi-bin/tags/update") => tags::update(account, asked),
        (_, "/cgi-bin/tags/delete") => tags::delete(account, asked),
        (_, "/cgi-bin/user/tag/get") => tags::members(account, asked),
        (_, "/cgi-bin/tags/members/batchtagging") => tags::tag(account, asked),
        (_, "/cgi-bin/tags/members/batchuntagging") => tags::untag(account, asked),
        (_, "/cgi-bin/tags/getidlist") => tags::of_follower(account, asked),
        (_, "/cgi-bin/tags/members/getblacklist") => tags::blacklist(account, asked),
        (_, "/cgi-bin/tags/members/batchblacklist") => tags::set_black(account, true, asked),
        (_, "/cgi-bin/tags/members/batchunblacklist") => tags::set_black(account, false, asked),
        (_, "/cgi-bin/qrcode/create") => qrcode::create(account, asked),
        (_, "/cgi-bin/showqrcode") => Ok(qrcode::show(asked)),
        (_, "/cgi-bin/shorten/gen") => Ok(shorten::generate(account, asked)),
        (_, "/cgi-bin/shorten/fetch") => shorten::fetch(account, asked),
        // An endpoint that was added to the table and has no state yet.
        _ => Ok(info::shown(endpoint)),
    }
}

/// What an endpoint answers that is only known to exist.
pub(super) fn generic() -> Reply {
    Reply::ok()
}
