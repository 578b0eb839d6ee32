//! `webot app config`: composes the files of an app.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Map, Value, json};
use url::Url;

use crate::commands::args::setting;
use crate::config::{self, ConfigError, Key, Misshapen};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::{write_shared, write_whole};
use crate::lang::{AppWanted, Wanted};
use crate::mobile_app::{AppProfile, association, config_feature, entitlements};
use crate::printer::Outcome;
use crate::secret::MASK;
use crate::text::{help, words};

/// The names of the files.
const CONFIG: &str = "config.xml";
const ENTITLEMENTS: &str = "UZApp.entitlements";
const ASSOCIATION: &str = "apple-app-site-association";

/// `app config`
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// URL
    #[arg(value_name = "URL", help = help().app.universal_link)]
    pub universal_link: String,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().app.appid)]
    pub appid: Option<String>,
    /// `--team`
    #[arg(long, value_name = "ID", requires = "bundle", help = help().app.team)]
    pub team: Option<String>,
    /// `--bundle`
    #[arg(long, value_name = "ID", requires = "team", help = help().app.bundle)]
    pub bundle: Option<String>,
    /// `--output`
    #[arg(short, long, value_name = "DIR", help = help().app.output)]
    pub output: Option<PathBuf>,
}

/// Prints the files, or writes them into a directory. Printed, the secret is `***`.
pub(crate) fn config(args: &ConfigArgs, cx: &Context) -> Result<Outcome, Error> {
    let settings = cx.settings()?;
    let own = args.appid.clone().or(settings.text(Key::OauthAppid)?);
    let appid = setting("--appid", own.as_ref(), Key::Appid, cx)?.trim().to_owned();
    let key = if settings.text(Key::OauthAppid)?.is_some() { Key::OauthSecret } else { Key::Secret };
    let secret = settings.secret(key)?.map(|secret| secret.expose().trim().to_owned());
    let url = Url::parse(args.universal_link.trim()).ok();
    let url = url.filter(|url| url.scheme() == "https" && url.host_str().is_some());
    let wrong = || Usage::Value {
        flag: "URL",
        value: args.universal_link.clone(),
        wanted: Wanted::App(AppWanted::UniversalLink),
    };
    let url = url.ok_or_else(wrong)?;
    check_appid(&appid, args, cx)?;
    if let Some(team) = args
        .team
        .as_ref()
        .filter(|team| team.len() != 10 || !team.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    {
        return Err(Usage::Value {
            flag: "--team",
            value: team.clone(),
            wanted: Wanted::App(AppWanted::TeamId),
        }
        .into());
    }
    let hides = args.output.is_none() && !cx.show_secrets;
    let profile = AppProfile {
        appid,
        secret: secret.map(|secret| if hides { MASK.to_owned() } else { secret }),
        universal_link: args.universal_link.trim().to_owned(),
        host: url.host_str().unwrap_or_default().to_owned(),
        path: url.path().to_owned(),
    };
    let mut files = vec![(CONFIG, config_feature(&profile)), (ENTITLEMENTS, entitlements(&profile))];
    if let (Some(team), Some(bundle)) = (&args.team, &args.bundle) {
        let json = serde_json::to_string_pretty(&association(&profile, team, bundle));
        files.push((ASSOCIATION, json.map_err(|error| Error::Bug(error.to_string()))? + "\n"));
    }
    if let Some(folder) = &args.output {
        return written(&files, folder);
    }
    let json: Map<String, Value> =
        files.iter().map(|(name, text)| ((*name).to_owned(), json!(text))).collect();
    let text: Vec<String> = files.iter().map(|(name, text)| format!("# {name}\n{text}")).collect();
    Ok(Outcome::value(Value::Object(json), cx.printer.foreign(&text.join("\n"))))
}

/// Checks the form of the appid, and names the flag or the place that has a wrong one.
fn check_appid(appid: &str, args: &ConfigArgs, cx: &Context) -> Result<(), Error> {
    let Err(Misshapen { wanted, .. }) = config::check(Key::Appid, appid) else { return Ok(()) };
    if args.appid.is_some() {
        return Err(Usage::Value { flag: "--appid", value: appid.to_owned(), wanted }.into());
    }
    let settings = cx.settings()?;
    let key = if settings.get(Key::OauthAppid)?.is_some() { Key::OauthAppid } else { Key::Appid };
    let origin = settings.get(key)?.map(|setting| setting.origin.shown()).unwrap_or_default();
    Err(ConfigError::Value { origin, key: key.name(), wanted }.into())
}

/// Writes the files; that with the secret is for its owner only.
fn written(files: &[(&str, String)], folder: &Path) -> Result<Outcome, Error> {
    let mut names = Vec::new();
    let io = |path: &Path, source| Error::Io { path: path.display().to_string(), source };
    std::fs::create_dir_all(folder).map_err(|source| io(folder, source))?;
    for (name, text) in files {
        let path = folder.join(name);
        let write = if *name == CONFIG { write_whole } else { write_shared };
        write(&path, text.as_bytes()).map_err(|source| io(&path, source))?;
        names.push(path.display().to_string());
    }
    let status = (words().app.written)(&names);
    Ok(Outcome::json(json!({ "files": names })).status(status))
}
