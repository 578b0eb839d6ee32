//! The help and messages of the commands that work on an account: tokens, menus, followers, QR codes.

/// The help of `webot token` and `webot ticket`.
#[derive(Debug)]
pub(crate) struct TokenHelp {
    pub refresh: &'static str,
    pub show: &'static str,
    pub clear: &'static str,
    pub work: &'static str,
    pub force_refresh: &'static str,
    pub print: &'static str,
    pub ticket_type: &'static str,
}

/// The help of `webot menu`.
#[derive(Debug)]
pub(crate) struct MenuHelp {
    pub lint: &'static str,
    pub platform: &'static str,
    pub preview: &'static str,
    pub diff: &'static str,
    pub pull: &'static str,
    pub edit: &'static str,
    pub push: &'static str,
    pub rollback: &'static str,
    pub file: &'static str,
    pub account: &'static str,
    pub no_lint: &'static str,
    pub yes: &'static str,
    pub from: &'static str,
    pub out: &'static str,
    pub conditional: &'static str,
    pub exit_code: &'static str,
    pub backup: &'static str,
    pub rollback_from: &'static str,
}

/// The reason why a menu is taken as one of a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlatformReason {
    /// `--platform`
    Flag,
    /// The profile has a corpid and no appid.
    Profile,
    /// Only one platform has the types of the buttons.
    Types,
}

/// The help of the lists of followers.
#[derive(Debug)]
pub(crate) struct UserHelp {
    pub all: &'static str,
    pub format: &'static str,
    pub next: &'static str,
    pub tag_id: &'static str,
}

/// The help of `webot qrcode`.
#[derive(Debug)]
pub(crate) struct QrcodeHelp {
    pub scene: &'static str,
    pub permanent: &'static str,
    pub expire_seconds: &'static str,
    pub string: &'static str,
    pub out: &'static str,
    pub print: &'static str,
    pub ticket: &'static str,
    pub output: &'static str,
}

/// The messages of `webot token` and `webot ticket`.
pub(crate) struct TokenWords {
    /// Describes a stored token: its kind, the token or `***`, its remaining validity in seconds.
    pub kept: fn(&str, &str, u64) -> String,
    /// Says that no token of this kind is stored.
    pub none: fn(&str) -> String,
    /// Names the token store.
    pub where_kept: fn(&str) -> String,
    /// Lists the kinds of tokens that were removed.
    pub cleared: fn(&[&str]) -> String,
}

/// The messages of `webot menu`.
#[derive(Debug)]
pub(crate) struct MenuWords {
    /// Says that lint found no problems.
    pub clean: &'static str,
    /// Says that a menu was taken as one of WeCom.
    pub of_work: fn(PlatformReason) -> String,
    /// Says that a menu was published.
    pub created: &'static str,
    /// Says that a menu was not published because of lint's findings.
    pub not_sent: &'static str,
    /// Says that the account has no menu.
    pub none: &'static str,
    /// Says that two menus are equal.
    pub same: &'static str,
    /// Asks for confirmation of `menu delete`.
    pub really_delete: &'static str,
    /// Asks for confirmation before a menu is replaced.
    pub really_push: &'static str,
    /// Says that a menu was published and names the backup of the previous one; `true` if the user named the file, so
    /// that `menu rollback` needs it as argument.
    pub pushed_with_backup: fn(&str, &str) -> String,
    /// Says that a menu was restored from this file.
    pub rolled_back: fn(&str) -> String,
    /// The heading of the choice of commands in `webot menu`.
    pub which: &'static str,
}

/// The messages of `webot qrcode`.
#[derive(Debug)]
pub(crate) struct QrcodeWords {
    /// Tells the validity of a QR code, in seconds.
    pub expires: fn(u64) -> String,
    /// Says that a QR code does not expire.
    pub permanent: &'static str,
}
