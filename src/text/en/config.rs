use crate::config::{ConfigWarning, Distrust, Key, Redirect, SkipReason};
use crate::text::{ConfigHelp, ConfigWords, InitHelp};

pub(super) const HELP: ConfigHelp = ConfigHelp {
    about: "Show and change what webot knows of your accounts (wx_config.json)",
    after: "\
Looked for in this order: --config, WEBOT_CONFIG, wx_config.json here and above up to the
repository's root, your own config folder. A flag stands over a variable (WX_APPID, …), that over
a profile, that over the file's own keys.

A file that is found comes with a project and may be someone else's. It is ignored if it belongs to
another user, if others may write it, or if it is a link out of its repository. Its api_base, proxy,
cacert and token_store do not apply to secrets from elsewhere before you agree on a terminal; in CI
use --api-base, WX_API_BASE, WX_PROXY, WX_CACERT, WX_TOKEN_STORE. Its file: stays within its folder,
its env: within WX_* and the names under \"allow_env\" in your own file. A file that you name with
--config or WEBOT_CONFIG, and the one in your own folder, may do all of this.

Examples:
  webot config show                              what holds, and where it comes from
  webot config set url http://127.0.0.1:3000/wechat
  webot config set secret @secret.txt --profile staging
  webot config set secret env:WX_STAGING_SECRET  stays a name in the file
  webot config schema > wx_config.schema.json",
    show: "Show what holds, and where each value comes from",
    get: "Print one value that is in effect; secrets as ***",
    edit: "Edit the file in $EDITOR; it is replaced only if it is valid",
    set: "Write a value into the file",
    set_after: "\
The file is made where there is none, for its owner only. With --profile NAME the value goes into
that profile. Whatever else the file has stays in it.

Examples:
  webot config set appid wx1234567890abcdef
  webot config set secret -                      read from stdin
  webot config set profile staging               the profile that holds when none is named",
    unset: "Take a key out of the file",
    path: "Name the file that counts, or where it would be made",
    schema: "Print a JSON Schema of wx_config.json",
    key: "Its name in wx_config.json: appid, secret, token, …",
    value: "The value; - for stdin, @FILE for a file's content, env:NAME or file:PATH to look there [else asked]",
};

pub(super) const INIT: InitHelp = InitHelp {
    about: "Ask for an account and write wx_config.json",
    after: "\
Examples:
  webot init                                     asks for everything
  webot init --appid wx1234567890abcdef --secret @secret.txt
  webot init --kind bot --generate --url http://127.0.0.1:3000/wechat
  webot init --profile shop --kind mini-program  a second account in the same file

In a git repository the file is added to .gitignore.",
    account: "The account",
    bot: "The bot",
    kind: "official, mini-program, work (an app of WeCom), or bot (no account, a callback only)",
    appid: "Its appid: wx and 16 hex digits",
    secret: "Its AppSecret, 32 hex digits; - for stdin, @FILE for a file",
    corpid: "work: corpid of the company",
    agentid: "work: agentid of the app",
    corpsecret: "work: secret of the app; - for stdin, @FILE for a file",
    token: "Token of the callback, 3 to 32 letters and digits",
    encoding_aes_key: "EncodingAESKey of the callback, 43 characters",
    url: "Where the bot listens",
    generate: "Make up the Token and EncodingAESKey that are not given",
    from: "Take the settings from a file of another tool: .env, application.yml, a PHP array, project.config.json",
    file: "The file to write [default: --config, else wx_config.json]",
    force: "Change values that are there, and take values of an odd shape",
};

pub(super) const WORDS: ConfigWords = ConfigWords {
    same_path: |path| format!("two accounts have the path `{path}`"),
    no_value: "there is none",
    one_account: |flag| format!("{flag} is of one account, and the file has several: write it into each"),
    no_variable: |name| format!("the variable {name} is not set"),
    warning: |path, warning| match warning {
        ConfigWarning::UnknownKey { within, key, closest } => {
            let place = if within.is_empty() { String::new() } else { format!(" in {within}") };
            let closest = closest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
            format!("`{path}`: nobody knows `{key}`{place}{closest}")
        }
        ConfigWarning::Readable(mode) => {
            format!("`{path}` holds secrets and others may read it (mode {mode:03o}): chmod 600 {path}")
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
        format!("secrets in `{path}` are sent to {destination}, because `{key}` stands there too")
    },
    allow_destination: |redirect| format!("{}. Send it there from now on?", redirected(redirect)),
    not_remembered: |reason| format!("the answer cannot be stored, so webot will ask again: {reason}"),
    default_profile: "the profile that holds when --profile names none",
    profiles: "further accounts, each with the same keys; what one lacks is taken from the top",
    file: "file",
    profile: "profile",
    profiles_there: "profiles",
    no_file: |places| format!("there is no wx_config.json; looked at {}", places.join(", ")),
    make_one: "`webot init` makes one",
    not_yet: "it is not there yet: `webot init` or `webot config set` makes it",
    cached_by_webot_cli: |file| format!("{file}, cached by webot-cli"),
    written: |keys, place| format!("written to {place}: {}", keys.join(", ")),
    taken_out: |key, place, there| {
        if there {
            format!("`{key}` is taken out of {place}")
        } else {
            format!("there was no `{key}` in {place}")
        }
    },
    overruled: |key, by| format!("`{key}` of {by} stands over it"),
    kinds: [
        "official account",
        "mini-program",
        "app of WeCom (企业微信)",
        "no account: a bot to send messages to",
    ],
    which_kind: "kind of account",
    secret_choices: ["type it", "make one up", "leave it out"],
    keep: "keep the one that is there",
    optional: "Enter leaves it out",
    enter_keeps: "Enter keeps it",
    really_change: |key| format!("Change `{key}`, which is there already?"),
    nothing_new: |path| format!("`{path}` says so already"),
    generated: |keys, command| {
        format!("made up: {}; `{command}` shows them, for the settings page of WeChat", keys.join(", "))
    },
    ignored: |path| format!("git ignores it from now on: {path}"),
    not_ignored: |path, reason| {
        format!("`{path}` cannot be written ({reason}): let git ignore the file yourself, it holds secrets")
    },
    tracked: |name| {
        format!(
            "`{name}` holds secrets, and git tracks it: git rm --cached {name}, add it to .gitignore, and reset the secrets where others have seen them"
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
    edit_again: "Edit it again?",
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
