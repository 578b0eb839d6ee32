use crate::config::{ConfigWarning, Distrust, Key, Redirect, SkipReason};
use crate::text::{ConfigHelp, ConfigWords, InitHelp};

pub(super) const HELP: ConfigHelp = ConfigHelp {
    about: "Show and change the settings of your accounts in wx_config.json",
    after: "\
webot uses the first of these files: --config, WEBOT_CONFIG, wx_config.json in this directory or in one above it up to the root of the repository, wx_config.json in your config directory.
A flag overrides an environment variable (WX_APPID, …), which overrides a profile, which overrides the keys at the top of the file.

A file that is found comes with a project and may be someone else's. It is ignored if it belongs to another user, if others may write it, or if it is a link out of its repository. Its api_base, proxy, cacert and token_store do not apply to secrets from elsewhere before you agree on a terminal; in CI use --api-base, WX_API_BASE, WX_PROXY, WX_CACERT, WX_TOKEN_STORE. Its file: stays within its folder, its env: within WX_* and the names under \"allow_env\" in your own file. A file that you name with --config or WEBOT_CONFIG, and the one in your own folder, may do all of this. On Windows, owner and access of a file are not checked.

Examples:
  # Show all values and where each comes from
  webot config show

  # Set the URL of your bot
  webot config set url http://127.0.0.1:3000/wechat

  # Set a secret of a profile to an environment variable, whose name is saved instead of its value
  webot config set secret env:WX_STAGING_SECRET --profile staging",
    show: "Show all values and where each comes from",
    get: "Print the value of a key in effect, secrets as ***",
    edit: "Edit the config file in $EDITOR, and save it if it is valid",
    set: "Set a key in the config file",
    set_after: "\
If there is no file, it is created with access for its owner only. With --profile NAME the value is set in that profile.

Examples:
  webot config set appid wx1234567890abcdef

  # Read a secret from stdin
  echo 0123456789abcdef0123456789abcdef | webot config set secret -

  # Set the default profile
  webot config set profile staging",
    unset: "Remove a key from the config file",
    path: "Print the path of the config file in use",
    schema: "Print the JSON Schema of wx_config.json",
    key: "Key of wx_config.json: appid, secret, token, …",
    value: "Value; - reads stdin, @FILE a file; env:NAME and file:PATH are saved as references [default: ask]",
};

pub(super) const INIT: InitHelp = InitHelp {
    about: "Create or extend wx_config.json by asking for an account",
    after: "\
In a git repository the file is added to .gitignore.

Examples:
  # Ask for everything
  webot init

  # Set up a bot without an account, with a generated Token and EncodingAESKey
  webot init --kind bot --generate --url http://127.0.0.1:3000/wechat

  # Set up an official account
  webot init --appid wx1234567890abcdef --secret @secret.txt

  # Add a second account to the same file
  webot init --profile shop --kind mini-program",
    account: "Account",
    bot: "Bot",
    kind: "Kind of account: official, mini-program, work (WeCom app) or bot (callback only)",
    appid: "appid: `wx` and 16 hex digits",
    secret: "AppSecret, 32 hex digits; - for stdin, @FILE for a file",
    corpid: "work: corpid of the company",
    agentid: "work: agentid of the app",
    corpsecret: "work: secret of the app; - for stdin, @FILE for a file",
    token: "Token of the callback, 3 to 32 letters and digits",
    encoding_aes_key: "EncodingAESKey of the callback, 43 characters",
    url: "URL of the bot",
    generate: "Generate the Token and the EncodingAESKey if they are not given",
    from: "File of another tool to take the settings from: .env, application.yml, a PHP array, project.config.json",
    file: "File to write [default: the file of --config, otherwise wx_config.json]",
    force: "Replace existing values, and accept values of an unusual form",
};

pub(super) const WORDS: ConfigWords = ConfigWords {
    same_path: |path| format!("two accounts have the path `{path}`"),
    no_value: "it has no value",
    one_account: |flag| {
        format!("{flag} applies to a single account, but the file has several: set it for each of them")
    },
    no_variable: |name| format!("the environment variable {name} is not set"),
    warning: |path, warning| match warning {
        ConfigWarning::UnknownKey { within, key, closest } => {
            let place = if within.is_empty() { String::new() } else { format!(" in {within}") };
            let closest = closest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
            format!("`{path}`: unknown key `{key}`{place}{closest}")
        }
        ConfigWarning::Readable(mode) => {
            format!(
                "`{path}` contains secrets, and other users can read it (mode {mode:03o}): chmod 600 {path}"
            )
        }
        ConfigWarning::Ignored(reason) => format!(
            "`{path}` is ignored: {}; if you trust it, {} it with --config {path} or WEBOT_CONFIG={path}",
            distrust(path, reason),
            if matches!(reason, Distrust::Owner(_) | Distrust::Link(_)) {
                "name"
            } else {
                "you can also name"
            },
        ),
    },
    sends_to: |path, key, destination| {
        format!("secrets in `{path}` are sent to {destination}, because `{key}` is there too")
    },
    allow_destination: |redirect| format!("{}. Send it there from now on?", redirected(redirect)),
    not_remembered: |reason| format!("the answer cannot be stored, so webot will ask again: {reason}"),
    default_profile: "default profile",
    profiles: "more accounts, each with the same keys; a missing key is taken from the top of the file",
    file: "file",
    profile: "profile",
    profiles_there: "profiles",
    no_file: |places| format!("no wx_config.json found; looked at {}", places.join(", ")),
    make_one: "create it with `webot init`",
    not_yet: "the file does not exist yet; `webot init` or `webot config set` creates it",
    cached_by_webot_cli: |file| format!("{file}, cached by webot-cli"),
    written: |keys, place| format!("saved in {place}: {}", keys.join(", ")),
    taken_out: |key, place, there| {
        if there { format!("removed `{key}` from {place}") } else { format!("{place} has no `{key}`") }
    },
    overruled: |key, by| format!("`{key}` from {by} overrides this value"),
    kinds: ["official account", "mini-program", "WeCom app", "bot only, without an account"],
    which_kind: "kind of account",
    secret_choices: ["enter it", "generate it", "skip it"],
    keep: "keep the current value",
    note: |note| format!(" ({note})"),
    optional: "Enter skips it",
    enter_keeps: "Enter keeps the current value",
    really_change: |key| format!("`{key}` already has a value. Replace it?"),
    nothing_new: |path| format!("no changes: `{path}` already has these values"),
    generated: |keys, command| {
        format!("generated {}; `{command}` shows what to enter in WeChat's console", keys.join(", "))
    },
    ignored: |path| format!("added to {path}, so that git ignores the file"),
    not_ignored: |path, reason| {
        format!(
            "cannot write `{path}` ({reason}): add the config file to .gitignore yourself, it contains secrets"
        )
    },
    tracked: |name| {
        format!(
            "`{name}` contains secrets and is tracked by git: run git rm --cached {name}, add it to .gitignore, and reset the secrets if others have seen them"
        )
    },
    next: |command| format!("next: {command}"),
    imported: |key, value, name| format!("{key}: {value} (from {name})"),
    not_imported: |key, name, reason| {
        let reason = match reason {
            SkipReason::Placeholder => "it is a placeholder; give the file or the value that it stands for",
            SkipReason::Second => "another account of the file was taken; --kind chooses",
            SkipReason::Misshapen => "it does not have the format of this key",
        };
        format!("{key}: not taken from {name}: {reason}")
    },
    not_set: |key| format!("`{key}` is not set"),
    same: "nothing was changed",
    edited: |path| format!("wrote {path}"),
};

/// Says why a file is not trusted, and what changes that.
pub(super) fn distrust(path: &str, reason: &Distrust) -> String {
    match reason {
        Distrust::Owner(uid) => format!("it belongs to another user (uid {uid})"),
        Distrust::Writable(mode) => {
            format!("other users may write it (mode {mode:03o}): chmod go-w {path}")
        }
        Distrust::FolderWritable { folder, mode } => {
            let folder = folder.display();
            format!("other users may replace it (mode {mode:03o} of its folder): chmod o-w {folder}")
        }
        Distrust::Link(target) => format!("it is a link out of its repository, to {}", target.display()),
    }
}

/// Says which secret goes where, and which file says so.
pub(super) fn redirected(redirect: &Redirect) -> String {
    let Redirect { key, destination, path, secret, .. } = redirect;
    let (path, origin) = (path.display(), &secret.origin);
    match (secret.key, key) {
        (Key::TokenStore, _) => {
            format!("`{path}` leads the tokens of {origin} to {destination} (`{}`)", key.name())
        }
        (_, Key::Cacert) => {
            format!(
                "`{path}` lets any server with a certificate by {destination} have the secret of {origin}"
            )
        }
        (_, Key::TokenStore) => {
            format!("`{path}` stores the tokens that the secret of {origin} fetches in {destination}")
        }
        _ => format!("`{path}` leads the secret of {origin} to {destination} (`{}`)", key.name()),
    }
}
