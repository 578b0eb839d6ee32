use crate::lang::{AppWanted, Said};
use crate::mobile_app::AppFault;
use crate::text::app::{AppHelp, AppWords};

pub(in crate::text) const HELP: AppHelp = AppHelp {
    about: "Check the files, shares and logins of an app with WeChat's SDK",
    config: "Print the feature of config.xml, the entitlements and the association file of an app",
    check: "Check config.xml, entitlements and apple-app-site-association, and compare them",
    check_share: "Check the members of a share against the limits of its kind",
    login: "Run the login of an app: exchange the code, refresh the token, get the user",
    universal_link: "Universal Link as registered on the open platform, such as https://example.com/app/",
    appid: "appid of the app [env: WX_OAUTH_APPID, WX_APPID] [config: oauth_appid, appid]",
    team: "Team ID at Apple, 10 characters, for the association file",
    bundle: "Bundle ID of the app, for the association file",
    output: "Directory to write the files into, with the secret; without it they are printed",
    files: "File: config.xml, entitlements or apple-app-site-association",
    share: "JSON file with the members of the share (thumb, contentUrl, …), or the picture itself",
    kind: "Kind: text, image, music, video, webpage, program or music-video",
    code: "Code that the SDK returned to the app; @FILE for a file, - for stdin",
};

pub(in crate::text) const WORDS: AppWords =
    AppWords { clean: "no problems found", written: |files| format!("wrote {}", files.join(", ")) };

pub(in crate::text) fn app_fault(fault: &AppFault) -> Said {
    match fault {
        AppFault::NoFeature => {
            Said::new("there is no feature `wxPlus`").hint("`webot app config URL` prints one")
        }
        AppFault::BothModules => {
            Said::new("the modules `wx` and `wxPlus` cannot be used together").hint("remove the feature `wx`")
        }
        AppFault::MissingParam(name) => Said::new(format!("the parameter `{name}` is missing or empty"))
            .hint("`webot app config URL` prints all parameters"),
        AppFault::Appid { param, given } => {
            Said::new(format!("`{param}` is `{given}`, which is not an appid"))
                .hint("an appid is `wx` and 16 lower-case letters and digits")
        }
        AppFault::SchemeDiffers => {
            Said::new("`urlScheme` and `apiKey` are different").hint("both are the appid of the app")
        }
        AppFault::Link(given) => Said::new(format!("the Universal Link `{given}` is not an https URL"))
            .hint("write it as registered on the open platform, such as https://example.com/app/"),
        AppFault::NoDomains => Said::new("`com.apple.developer.associated-domains` has no domain")
            .hint("add `applinks:` and the host of the Universal Link"),
        AppFault::Domain(given) => Said::new(format!("`{given}` is not an associated domain"))
            .hint("write `applinks:` and a host, without scheme, port and path"),
        AppFault::NotJson => Said::new("`apple-app-site-association` is not JSON")
            .hint("check its commas and braces; the file has no extension"),
        AppFault::NoDetails => Said::new("`applinks.details` is missing or empty")
            .hint("`webot app config URL --team ID --bundle ID` prints the file"),
        AppFault::AppId(given) => Said::new(format!("`{given}` is not an app ID"))
            .hint("write the team ID of 10 characters, a dot, and the bundle ID"),
        AppFault::NoPaths(app) => Said::new(format!("the app `{app}` has no paths"))
            .hint("add `paths` or `components` that cover the Universal Link"),
        AppFault::HostNotAssociated(host) => {
            Said::new(format!("the host `{host}` of the Universal Link is not among the domains"))
                .hint(format!("add `applinks:{host}`"))
        }
        AppFault::PathNotCovered(path) => Said::new(format!(
            "no path covers the Universal Link, whose path is `{path}`"
        ))
        .hint(format!("add `{}/*` to the paths: WeChat opens paths below it", path.trim_end_matches('/'))),
        AppFault::MissingMember(name) => Said::new(format!("`{name}` is missing or empty")),
        AppFault::TooLarge { member, bytes, limit } => {
            Said::new(format!("`{member}` has {bytes} bytes, more than {limit}"))
                .hint("compress the picture or shorten the text; WeChat does not open otherwise")
        }
        AppFault::NoFile(member, path) => {
            Said::new(format!("the file of `{member}` cannot be read: `{path}`"))
                .hint("widget:// and fs:// stand for the directory of the JSON file")
        }
        AppFault::NotPicture(member) => Said::new(format!("`{member}` is neither JPEG nor PNG")),
    }
}

/// Returns what a value of a mini-program or an app is not, and what is expected.
pub(super) fn wanted_words(wanted: AppWanted) -> (&'static str, &'static str) {
    match wanted {
        AppWanted::LoginLink => (
            "is not a link of web authorization",
            "expected https://open.weixin.qq.com/connect/oauth2/authorize?… or /connect/qrconnect?…",
        ),
        AppWanted::Scene => (
            "is not a scene",
            "expected 1 to 32 letters, digits and !#$&'()*+,/:;=?@-._~; encode other characters yourself, without `%`",
        ),
        AppWanted::Page => (
            "is not a page",
            "expected a page such as pages/index/index, without a slash at the beginning and without a query",
        ),
        AppWanted::Query => (
            "is not a query",
            "expected up to 1,024 letters, digits and !#$&'()*+,/:;=?@-._~; percent-encode other characters",
        ),
        AppWanted::LinkExpiry => {
            ("is not a time within 30 days", "expected seconds since 1970, or use --days")
        }
        AppWanted::Color => ("is not a color", "expected auto, or such as #07c160"),
        AppWanted::Parcel => {
            ("is not a parcel", "expected carrier and tracking number, such as SF:SF1234567890")
        }
        AppWanted::NoParcel => {
            ("belongs to express only", "leave out --parcel, --more and --last, or use --by express")
        }
        AppWanted::Time => ("is not a time", "expected a time such as 2026-12-01T08:00:00.000+08:00"),
        AppWanted::UniversalLink => {
            ("is not a Universal Link", "expected an https URL such as https://example.com/app/")
        }
        AppWanted::TeamId => ("is not a team ID", "expected 10 letters and digits"),
        AppWanted::Share => (
            "is not a share of this kind",
            "expected a JSON object with its members, or a JPEG or PNG picture for kinds that have one",
        ),
        AppWanted::AppFile => (
            "is none of the files of an app",
            "expected config.xml, entitlements or apple-app-site-association",
        ),
    }
}
