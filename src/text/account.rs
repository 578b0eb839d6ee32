//! Words of the commands that work on an account: tokens, menus, followers, QR codes.

/// Help of `webot token` and `webot ticket`.
#[derive(Debug)]
pub struct TokenHelp {
    pub refresh: &'static str,
    pub show: &'static str,
    pub clear: &'static str,
    pub work: &'static str,
    pub force_refresh: &'static str,
    pub print: &'static str,
    pub ticket_type: &'static str,
}

/// Help of `webot menu`.
#[derive(Debug)]
pub struct MenuHelp {
    pub lint: &'static str,
    pub preview: &'static str,
    pub diff: &'static str,
    pub pull: &'static str,
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

/// Help of the lists of followers.
#[derive(Debug)]
pub struct UserHelp {
    pub all: &'static str,
    pub format: &'static str,
    pub next: &'static str,
    pub tag_id: &'static str,
}

/// Help of `webot qrcode`.
#[derive(Debug)]
pub struct QrcodeHelp {
    pub scene: &'static str,
    pub permanent: &'static str,
    pub expire_seconds: &'static str,
    pub string: &'static str,
    pub out: &'static str,
    pub print: &'static str,
    pub ticket: &'static str,
    pub output: &'static str,
}

/// Words of `webot token` and `webot ticket`.
pub struct TokenWords {
    /// A token that is kept: its kind, itself or `***`, how many seconds it lives.
    pub kept: fn(&str, &str, u64) -> String,
    /// No token of this kind is kept.
    pub none: fn(&str) -> String,
    /// Where tokens are kept.
    pub where_kept: fn(&str) -> String,
    /// Which kinds were forgotten.
    pub cleared: fn(&[&str]) -> String,
}

/// Words of `webot menu`.
#[derive(Debug)]
pub struct MenuWords {
    /// Lint found nothing.
    pub clean: &'static str,
    /// A menu was sent.
    pub created: &'static str,
    /// A menu was not sent for what lint found.
    pub not_sent: &'static str,
    /// The account has no menu.
    pub none: &'static str,
    /// Two menus are the same.
    pub same: &'static str,
    /// Before `menu delete`.
    pub really_delete: &'static str,
    /// Before a menu is replaced.
    pub really_push: &'static str,
    /// A menu was sent, and the one before is kept here; whether in a file of one's own, which rollback must be told.
    pub pushed_with_backup: fn(&str, bool) -> String,
    /// A menu was put back from here.
    pub rolled_back: fn(&str) -> String,
    /// Over the choice of `webot menu`.
    pub which: &'static str,
}

/// Words of `webot qrcode`.
#[derive(Debug)]
pub struct QrcodeWords {
    /// How long it lives, in seconds.
    pub expires: fn(u64) -> String,
    /// It lives for ever.
    pub permanent: &'static str,
}
