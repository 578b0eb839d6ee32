use crate::text::account::{
    MenuHelp, MenuWords, PlatformReason, QrcodeHelp, QrcodeWords, TokenHelp, TokenWords, UserHelp,
};

pub(in crate::text) const TOKEN: TokenHelp = TokenHelp {
    refresh: "End the token that is out, everybody's, and fetch another",
    show: "What is kept, without asking WeChat",
    clear: "Forget what is kept; WeChat is not told",
    work: "Of the WeCom app: corpid and corpsecret",
    force_refresh: "End the token that is out first",
    print: "Print the value alone",
    ticket_type: "jsapi, wx_card, agent or work_jsapi [default: jsapi]",
};

pub(in crate::text) const MENU: MenuHelp = MenuHelp {
    lint: "Judge a menu file without sending it",
    platform: "The platform: official or work [else the profile, the types of the buttons]",
    preview: "Draw a menu as a phone shows it",
    diff: "What sending a file would change",
    pull: "The account's menu in the shape that create takes",
    push: "Show the changes, ask, keep the old menu, send the new one",
    rollback: "Put back the menu that the last push --backup replaced",
    file: "Menu file, JSON or YAML; - for stdin [else stdin]",
    account: "Draw the account's menu",
    no_lint: "Send without judging first",
    yes: "Do not ask",
    from: "A file with what get or info returned, in place of the account",
    out: "Write into this file",
    conditional: "The menus for some users, in place of the menu for all",
    exit_code: "Exit with 1 when there are differences",
    backup: "Keep the menu that is replaced, in the state folder or in --backup=FILE",
    rollback_from: "A file with the menu [else the last backup]",
};

pub(in crate::text) const USER: UserHelp = UserHelp {
    all: "All pages, an openid a line",
    format: "How --all writes: ndjson or csv [default: ndjson]",
    next: "Begin after this openid",
    tag_id: "Id of the tag",
};

pub(in crate::text) const QRCODE: QrcodeHelp = QrcodeHelp {
    scene: "The scene: a number or up to 64 characters",
    permanent: "One that lives for ever, of which there are 100,000",
    expire_seconds: "How long it lives, in seconds [default: 2592000, 30 days]",
    string: "A scene text, though it is a number",
    out: "Write a picture: FILE.png or FILE.svg",
    print: "Print one field alone: url or ticket",
    ticket: "The ticket that create returned",
    output: "Write WeChat's picture into this file",
};

pub(in crate::text) const TOKEN_WORDS: TokenWords = TokenWords {
    kept: |kind, value, seconds| format!("{kind} {value}, {seconds} s left"),
    none: |kind| format!("{kind}: none"),
    where_kept: |place| format!("kept in {place}; --print prints the value alone"),
    cleared: |kinds| match kinds {
        [] => "nothing was kept".to_owned(),
        kinds => format!("forgotten: {}", kinds.join(", ")),
    },
};

pub(in crate::text) const MENU_WORDS: MenuWords = MenuWords {
    clean: "nothing to complain about",
    of_work: |reason| {
        format!(
            "taken as a menu of WeCom {}",
            match reason {
                PlatformReason::Flag => "(--platform)",
                PlatformReason::Profile => "(the profile has a corpid)",
                PlatformReason::Types => "(seen from the types of its buttons)",
            }
        )
    },
    created: "the menu is there; users see it within 5 minutes, or when they follow again",
    not_sent: "not sent; --no-lint sends it all the same",
    none: "the account has no menu",
    same: "no changes",
    really_delete: "Delete all menus, the conditional ones too?",
    really_push: "Put this menu in place of the one that is there?",
    pushed_with_backup: |path, own| {
        let from = if own { format!(" --from {path}") } else { String::new() };
        format!("the menu is there; the one before is kept in {path}: `webot menu rollback{from}`")
    },
    rolled_back: |path| format!("the menu of {path} is there again"),
    which: "What about the menu?",
};

pub(in crate::text) const QRCODE_WORDS: QrcodeWords =
    QrcodeWords { expires: |seconds| format!("lives {seconds} s"), permanent: "lives for ever" };
