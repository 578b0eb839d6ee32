//! Composes the files of an app.

use serde_json::{Value, json};

/// Holds the values from which the files are made.
#[derive(Debug, Clone)]
pub(crate) struct AppProfile {
    /// The appid of the app on the open platform.
    pub appid: String,
    /// The secret, or `***`.
    pub secret: Option<String>,
    /// The Universal Link.
    pub universal_link: String,
    /// The host of the Universal Link.
    pub host: String,
    /// The path of the Universal Link.
    pub path: String,
}

/// Returns the feature for `config.xml`.
pub(crate) fn config_feature(profile: &AppProfile) -> String {
    let secret = profile.secret.as_deref();
    let params = [
        ("urlScheme", Some(profile.appid.as_str())),
        ("apiKey", Some(profile.appid.as_str())),
        ("apiSecret", secret),
        ("androidApiKey", Some(profile.appid.as_str())),
        ("androidApiSecret", secret),
        ("universalLink", Some(profile.universal_link.as_str())),
    ];
    let param = |(name, value): (&str, Option<&str>)| {
        value.map(|value| format!("  <param name=\"{name}\" value=\"{}\"/>\n", escaped(value)))
    };
    let params: String = params.into_iter().filter_map(param).collect();
    format!("<feature name=\"wxPlus\">\n{params}</feature>\n")
}

/// Returns the entitlements of the app.
pub(crate) fn entitlements(profile: &AppProfile) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n<dict>\n    <key>com.apple.developer.associated-domains</key>\n    <array>\n        \
         <string>applinks:{}</string>\n    </array>\n</dict>\n</plist>\n",
        escaped(&profile.host)
    )
}

/// Returns the file that the host of the Universal Link serves.
pub(crate) fn association(profile: &AppProfile, team: &str, bundle: &str) -> Value {
    let paths = format!("{}/*", profile.path.trim_end_matches('/'));
    json!({ "applinks": { "apps": [], "details": [{ "appID": format!("{team}.{bundle}"), "paths": [paths] }] } })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
