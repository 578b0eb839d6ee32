//! The endpoint that the arguments of `webot api` name: platform, path and method.

use url::Url;

use super::ApiArgs;
use crate::api::catalogue::{self, ApiPlatform, CatalogueEntry};
use crate::api::{self, Auth, Host, Method};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;

/// Returns the only method of a path in the table and the catalogue. If there are several, a body decides for POST.
pub(super) fn known_method(args: &ApiArgs, host: Option<Host>, path: &str) -> Result<Method, Error> {
    let wanted = wanted_host(args).or(host);
    let hosts = Host::ALL;
    let hosts = || hosts.into_iter().filter(|host| wanted.is_none_or(|wanted| wanted == *host));
    let mut methods: Vec<Method> =
        hosts().flat_map(|host| api::at(host, path)).map(|entry| entry.method).collect();
    if methods.is_empty() {
        let listed = catalogue::at(path).into_iter();
        let listed = listed.filter(|known| wanted.is_none_or(|wanted| known.host.is_of(wanted)));
        methods.extend(listed.map(|known| known.method));
    }
    methods.dedup();
    let has_body = args.data.is_some() || !args.upload.is_empty();
    if methods.is_empty() && !args.checks.force {
        let retired = hosts().find_map(|host| catalogue::retirement(host, path));
        if let Some(retired) = retired {
            return Err(Usage::Retired { path: path.to_owned(), retired }.into());
        }
    }
    match methods[..] {
        [method] => Ok(method),
        [] => Err(Usage::UnknownMethod(path.to_owned()).into()),
        _ if has_body && methods.contains(&Method::Post) => Ok(Method::Post),
        _ if methods.contains(&Method::Get) => Ok(Method::Get),
        _ => Err(Usage::UnknownMethod(path.to_owned()).into()),
    }
}

/// Returns the credential for a path that is not in the catalogue.
pub(super) fn unknown_token(host: Host, path: &str) -> Auth {
    if matches!(host, Host::Api | Host::Work) { catalogue::token_of(path, "") } else { Auth::None }
}

/// The placeholders in the documentation for tokens of other kinds, and their query parameters.
const OTHER_TOKENS: [(&str, &str); 4] = [
    ("PROVIDER_ACCESS_TOKEN", "provider_access_token"),
    ("SUITE_ACCESS_TOKEN", "suite_access_token"),
    ("COMPONENT_ACCESS_TOKEN", "component_access_token"),
    ("AUTHORIZER_ACCESS_TOKEN", "authorizer_access_token"),
];

/// The host if it was given, the path, and the query.
pub(super) type CallTarget = (Option<Host>, String, Vec<(String, String)>);

/// Parses a path, or a URL as in the documentation.
pub(super) fn parse_target(given: &str) -> Result<CallTarget, Error> {
    let wrong =
        || Error::from(Usage::Value { flag: "PATH", value: given.to_owned(), wanted: Wanted::ApiUrl });
    let whole = if given.contains("://") {
        given.to_owned()
    } else {
        format!("https://{}/{}", Host::Api.name(), given.trim_start_matches('/'))
    };
    let url = Url::parse(&whole).map_err(|_| wrong())?;
    let host = if given.contains("://") {
        let found = Host::ALL.into_iter().find(|host| url.host_str() == Some(host.name()));
        let name = || url.host_str().unwrap_or_default().to_owned();
        Some(found.ok_or_else(|| Usage::ForeignHost(name()))?)
    } else {
        None
    };
    if url.path() == "/" {
        return Err(wrong());
    }
    // In the documentation, ACCESS_TOKEN stands for the token that webot adds; other words stand for tokens of other
    // kinds.
    let other = url.query_pairs().find_map(|(_, value)| OTHER_TOKENS.iter().find(|(word, _)| *word == value));
    if let Some((_, name)) = other {
        return Err(Usage::WrongTokenKind(name).into());
    }
    let query = url.query_pairs().into_owned().filter(|(_, value)| value != "ACCESS_TOKEN");
    let path = if given.contains("://") { url.path().to_owned() } else { with_slash(given) };
    Ok((host, path, query.collect()))
}

/// Returns the path as it was given, without its query, with a slash at the beginning.
fn with_slash(given: &str) -> String {
    let path = given.split(['?', '#']).next().unwrap_or_default();
    if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
}

/// Returns the host for `--platform`.
pub(super) fn wanted_host(args: &ApiArgs) -> Option<Host> {
    Some(match args.platform.as_deref()? {
        "work" => Host::Work,
        "pay" => Host::Pay,
        _ => Host::Api,
    })
}

/// Returns the catalogue's entry for a path. If several platforms have it, prefers the right method, then the platform
/// of the configured account.
pub(super) fn known(
    args: &ApiArgs,
    method: Method,
    host: Option<Host>,
    path: &str,
    cx: &Context,
) -> Result<Option<CatalogueEntry>, Error> {
    let wanted = wanted_host(args).or(host);
    let mut found = catalogue::at(path);
    found.retain(|known| wanted.is_none_or(|host| known.host.is_of(host)));
    let settings = cx.settings()?;
    let work = settings.text(Key::Corpid)?.is_some() && settings.text(Key::Appid)?.is_none();
    let rank = |known: &&CatalogueEntry| {
        let right_method = known.method == method;
        let right_platform = (known.platform == ApiPlatform::Work) == work;
        (right_method, right_platform)
    };
    Ok(found.iter().rev().max_by_key(rank).copied())
}
