use super::count::Count;
use crate::text::account::{
    MenuHelp, MenuWords, PlatformReason, QrcodeHelp, QrcodeWords, TokenHelp, TokenWords, UserHelp,
};

pub(in crate::text) const TOKEN: TokenHelp = TokenHelp {
    refresh: "Invalidate the current access_token and get a new one",
    show: "Show the cached tokens and tickets without calling WeChat",
    clear: "Clear the cached tokens and tickets; they stay valid at WeChat",
    work: "Use the token of the WeCom app (corpid and corpsecret)",
    force_refresh: "Invalidate the current token first",
    print: "Print only the value",
    ticket_type: "Type of ticket: jsapi, wx_card, agent or work_jsapi [default: jsapi]",
};

pub(in crate::text) const MENU: MenuHelp = MenuHelp {
    lint: "Check a menu file without sending it",
    platform: "Platform: official or work [default: from the profile or the button types]",
    preview: "Draw a menu as a phone shows it",
    diff: "Compare a menu file with the account's menu",
    pull: "Save the account's menu in the format that `menu create` takes",
    edit: "Edit the account's menu in $EDITOR, check it, show the changes and publish it",
    push: "Replace the account's menu with a file, after showing the changes and asking",
    rollback: "Restore the menu that the last `menu push --backup` replaced",
    file: "Menu file, JSON or YAML (- for stdin) [default: stdin]",
    account: "Draw the account's menu instead of a file",
    no_lint: "Skip the check before sending",
    yes: "Skip the confirmation",
    from: "File with the response of `menu get` or `menu info`, instead of the account",
    out: "Output file [default: stdout]",
    conditional: "Get the conditional menus instead of the default menu",
    exit_code: "Exit with code 1 if there are differences",
    backup: "Save the replaced menu, in the state directory or in FILE",
    rollback_from: "File with the menu [default: the last backup]",
};

pub(in crate::text) const USER: UserHelp = UserHelp {
    all: "Get all pages and print one openid per line",
    format: "Format of --all: ndjson or csv [default: ndjson]",
    next: "openid after which to start",
    tag_id: "ID of the tag",
};

pub(in crate::text) const QRCODE: QrcodeHelp = QrcodeHelp {
    scene: "Scene value: a number, or a text of up to 64 characters",
    permanent: "Create a permanent QR code; an account can have 100,000",
    expire_seconds: "Lifetime in seconds [default: 2592000, 30 days]",
    string: "Treat the scene value as text, even if it is a number",
    out: "Save the QR code as a picture, FILE.png or FILE.svg",
    print: "Print only this field: url or ticket",
    ticket: "Ticket returned by `qrcode create`",
    output: "Output file for WeChat's picture",
};

pub(in crate::text) const TOKEN_WORDS: TokenWords = TokenWords {
    kept: |kind, value, seconds| format!("{kind} {value}, {seconds} s left"),
    none: |kind| format!("{kind}: none"),
    where_kept: |place| format!("cached in {place}; --print prints only the value"),
    cleared: |kinds| match kinds {
        [] => "nothing was cached".to_owned(),
        kinds => format!("cleared: {}", kinds.join(", ")),
    },
};

pub(in crate::text) const MENU_WORDS: MenuWords = MenuWords {
    clean: "no problems found",
    of_work: |reason| {
        format!(
            "checked as a WeCom menu {}",
            match reason {
                PlatformReason::Flag => "(--platform)",
                PlatformReason::Profile => "(the profile has a corpid)",
                PlatformReason::Types => "(from its button types)",
            }
        )
    },
    created: "menu published; users see it within 5 minutes, or at once if they follow the account again",
    not_sent: "not sent; use --no-lint to send it anyway",
    none: "the account has no menu",
    same: "no changes",
    really_delete: "Delete all menus, including the conditional ones?",
    really_push: "Replace the current menu with this one?",
    pushed_with_backup: |path, command| {
        format!("menu published; the previous one is saved in {path}: restore it with `{command}`")
    },
    rolled_back: |path| format!("restored the menu from {path}"),
    which: "Menu command",
};

pub(in crate::text) const QRCODE_WORDS: QrcodeWords =
    QrcodeWords { expires: |seconds| format!("expires in {}", lifetime(seconds)), permanent: "permanent" };

/// Returns a lifetime in days if it is a whole number of days, otherwise in seconds.
fn lifetime(seconds: u64) -> String {
    const DAY: u64 = 24 * 60 * 60;
    if seconds > 0 && seconds.is_multiple_of(DAY) {
        Count::new(seconds / DAY, "day").to_string()
    } else {
        format!("{seconds} s")
    }
}
