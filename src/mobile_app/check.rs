//! Checks the files of an app, each for itself and against the others.

use serde_json::Value;
use url::Url;

use super::fault::{AppFault, AppFinding};
use super::tags::{Tag, tags};

/// The beginning of a domain in the entitlements.
const APPLINKS: &str = "applinks:";
/// The key of the domains in the entitlements.
const DOMAINS: &str = "com.apple.developer.associated-domains";
/// The parameters that the feature must have.
const REQUIRED: [&str; 3] = ["urlScheme", "apiKey", "universalLink"];
/// The parameters that are an appid.
const APPIDS: [&str; 3] = ["urlScheme", "apiKey", "androidApiKey"];

/// A file of an app, by its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AppFile {
    /// `config.xml`
    Config(String),
    /// The entitlements, a property list.
    Entitlements(String),
    /// `apple-app-site-association`
    Association(String),
}

impl AppFile {
    /// Recognizes a file by its content; `None` if it is another one.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}').trim();
        let owned = || text.to_owned();
        if text.starts_with('{') {
            return Some(Self::Association(owned()));
        }
        if text.contains("<plist") {
            return Some(Self::Entitlements(owned()));
        }
        (text.contains("<feature") || text.contains("<widget")).then(|| Self::Config(owned()))
    }
}

/// Holds the content of the files, for the comparison.
#[derive(Default)]
struct Facts {
    link: Option<(String, Url)>,
    hosts: Option<(String, Vec<String>)>,
    paths: Option<(String, Vec<String>)>,
}

/// Returns the findings in the files, which have names.
pub(crate) fn check(files: &[(String, AppFile)]) -> Vec<AppFinding> {
    let mut findings = Vec::new();
    let mut facts = Facts::default();
    for (name, file) in files {
        let faults = match file {
            AppFile::Config(text) => config(text, name, &mut facts),
            AppFile::Entitlements(text) => entitlements(text, name, &mut facts),
            AppFile::Association(text) => association(text, name, &mut facts),
        };
        findings.extend(faults.into_iter().map(|fault| AppFinding { file: name.clone(), fault }));
    }
    findings.extend(compared(&facts));
    findings
}

fn config(text: &str, file: &str, facts: &mut Facts) -> Vec<AppFault> {
    let tags = tags(text);
    let feature = |name: &str| {
        tags.iter().position(|tag| {
            tag.name == "feature" && tag.attributes.get("name").is_some_and(|own| own == name)
        })
    };
    let mut faults = Vec::new();
    let Some(start) = feature("wxPlus") else { return vec![AppFault::NoFeature] };
    if feature("wx").is_some() {
        faults.push(AppFault::BothModules);
    }
    let params: Vec<&Tag> = tags[start + 1..]
        .iter()
        .take_while(|tag| tag.name != "/feature")
        .filter(|tag| tag.name == "param")
        .collect();
    let value = |name: &str| {
        let param = params.iter().find(|tag| tag.attributes.get("name").is_some_and(|own| own == name));
        param
            .and_then(|tag| tag.attributes.get("value"))
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    };
    faults.extend(REQUIRED.into_iter().filter(|name| value(name).is_none()).map(AppFault::MissingParam));
    for param in APPIDS {
        if let Some(given) = value(param).filter(|given| !is_appid(given)) {
            faults.push(AppFault::Appid { param, given: given.to_owned() });
        }
    }
    if value("urlScheme").zip(value("apiKey")).is_some_and(|(scheme, key)| scheme != key) {
        faults.push(AppFault::SchemeDiffers);
    }
    if let Some(given) = value("universalLink") {
        match Url::parse(given) {
            Ok(url) if url.scheme() == "https" && url.host_str().is_some() => {
                facts.link = Some((file.to_owned(), url));
            }
            _ => faults.push(AppFault::Link(given.to_owned())),
        }
    }
    faults
}

fn entitlements(text: &str, file: &str, facts: &mut Facts) -> Vec<AppFault> {
    let tags = tags(text);
    let key = tags.iter().position(|tag| tag.name == "key" && tag.text == DOMAINS);
    let domains: Vec<&str> = key.map_or_else(Vec::new, |key| {
        let list = tags[key + 1..].iter().take_while(|tag| tag.name != "/array" && tag.name != "/dict");
        list.filter(|tag| tag.name == "string").map(|tag| tag.text.as_str()).collect()
    });
    if domains.is_empty() {
        return vec![AppFault::NoDomains];
    }
    let (mut faults, mut hosts) = (Vec::new(), Vec::new());
    for domain in domains {
        match domain.strip_prefix(APPLINKS) {
            Some(host) if !host.is_empty() && !host.contains(['/', ':']) => hosts.push(host.to_lowercase()),
            // Other services have other beginnings.
            None if domain.starts_with("webcredentials:") || domain.starts_with("activitycontinuation:") => {}
            _ => faults.push(AppFault::Domain(domain.to_owned())),
        }
    }
    facts.hosts = Some((file.to_owned(), hosts));
    faults
}

fn association(text: &str, file: &str, facts: &mut Facts) -> Vec<AppFault> {
    let Ok(json) = serde_json::from_str::<Value>(text) else { return vec![AppFault::NotJson] };
    let details = json.pointer("/applinks/details").and_then(Value::as_array).filter(|list| !list.is_empty());
    let Some(details) = details else { return vec![AppFault::NoDetails] };
    let (mut faults, mut all) = (Vec::new(), Vec::new());
    for detail in details {
        let one = detail["appID"].as_str().into_iter();
        let several = detail["appIDs"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let apps: Vec<&str> = one.chain(several).collect();
        let named = apps.first().copied().unwrap_or_default();
        faults
            .extend(apps.iter().filter(|app| !is_app_id(app)).map(|app| AppFault::AppId((*app).to_owned())));
        if apps.is_empty() {
            faults.push(AppFault::AppId(String::new()));
        }
        let paths = detail["paths"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let components = detail["components"].as_array().into_iter().flatten();
        let components = components.filter_map(|component| component["/"].as_str());
        let paths: Vec<String> = paths.chain(components).map(str::to_owned).collect();
        if paths.is_empty() {
            faults.push(AppFault::NoPaths(named.to_owned()));
        }
        all.extend(paths);
    }
    facts.paths = Some((file.to_owned(), all));
    faults
}

/// Compares the Universal Link with the other files.
fn compared(facts: &Facts) -> Vec<AppFinding> {
    let Some((_, link)) = &facts.link else { return Vec::new() };
    let mut findings = Vec::new();
    let host = link.host_str().unwrap_or_default();
    if let Some((file, hosts)) = &facts.hosts
        && !hosts.iter().any(|own| {
            own == host || own.strip_prefix("*.").is_some_and(|end| host.ends_with(&format!(".{end}")))
        })
    {
        findings.push(AppFinding { file: file.clone(), fault: AppFault::HostNotAssociated(host.to_owned()) });
    }
    if let Some((file, paths)) = &facts.paths {
        // WeChat opens paths below the Universal Link.
        let opened = format!("{}/wx", link.path().trim_end_matches('/'));
        if !paths.iter().any(|path| covers(path, &opened)) {
            findings.push(AppFinding {
                file: file.clone(),
                fault: AppFault::PathNotCovered(link.path().to_owned()),
            });
        }
    }
    findings
}

/// Returns whether a pattern with `*` and `?` matches a path.
fn covers(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<char>, Vec<char>) = (pattern.chars().collect(), path.chars().collect());
    let (mut at, mut in_path, mut star) = (0, 0, None);
    while in_path < path.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, in_path));
                at += 1;
            }
            Some(char) if *char == '?' || *char == path[in_path] => (at, in_path) = (at + 1, in_path + 1),
            _ => match star {
                Some((place, start)) => {
                    star = Some((place, start + 1));
                    (at, in_path) = (place + 1, start + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|char| *char == '*')
}

fn is_appid(text: &str) -> bool {
    text.len() == 18
        && text.starts_with("wx")
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// Returns whether a text is a team ID of 10 characters, a dot, and a bundle ID.
fn is_app_id(text: &str) -> bool {
    text.split_once('.').is_some_and(|(team, bundle)| {
        team.len() == 10 && team.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !bundle.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::super::files::{AppProfile, association, config_feature, entitlements};
    use super::*;

    fn profile() -> AppProfile {
        AppProfile {
            appid: "wxd0d84bbf23b4a0e4".to_owned(),
            secret: Some("a354f72aa1b4c2b8eaad137ac81434cd".to_owned()),
            universal_link: "https://example.com/app/".to_owned(),
            host: "example.com".to_owned(),
            path: "/app/".to_owned(),
        }
    }

    fn names(texts: &[String]) -> Vec<&'static str> {
        let files: Vec<_> =
            texts.iter().map(|text| ("f".to_owned(), AppFile::of(text).expect("a file"))).collect();
        check(&files).iter().map(|finding| finding.fault.name()).collect()
    }

    #[test]
    fn what_is_composed_has_no_fault() {
        let profile = profile();
        let association = association(&profile, "ABCDE12345", "com.example.app").to_string();
        assert_eq!(names(&[config_feature(&profile), entitlements(&profile), association]), [""; 0]);
    }

    #[test]
    fn faults_are_named() {
        let (config, plist) = (config_feature(&profile()), entitlements(&profile()));
        let json = association(&profile(), "ABCDE12345", "com.example.app").to_string();
        for (texts, expected) in [
            (vec![config.replace("wxPlus", "qq")], vec!["app-no-feature"]),
            (vec![format!("{config}<feature name='wx'></feature>")], vec!["app-both-modules"]),
            (vec![config.replacen("wxd0d84bbf23b4a0e4", "wxd0d84bbf23b4a0e5", 1)], vec!["app-scheme"]),
            (vec![config.replace("wxd0d84bbf23b4a0e4", "abc")], vec!["app-appid"; 3]),
            (vec![config.replace("https://", "http://")], vec!["app-universal-link"]),
            (vec![config.replace("universalLink", "link")], vec!["app-missing-param"]),
            (vec![plist.replace("applinks:", "https://")], vec!["app-domain"]),
            (vec![plist.replace("associated", "other")], vec!["app-no-domains"]),
            (vec!["{".to_owned()], vec!["app-not-json"]),
            (vec!["{}".to_owned()], vec!["app-no-details"]),
            (vec![json.replace("ABCDE12345", "ABC")], vec!["app-id"]),
            (vec![json.replace("\"/app/*\"", "")], vec!["app-no-paths"]),
            (vec![config.clone(), plist.replace("example.com", "www.example.com")], vec!["app-host"]),
            (vec![config.clone(), json.replace("/app/*", "/wechat/*")], vec!["app-path"]),
            (vec![config, json.replace("/app/*", "*")], vec![]),
        ] {
            assert_eq!(names(&texts), expected, "{texts:?}");
        }
    }
}
