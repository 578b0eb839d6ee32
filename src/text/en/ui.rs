use crate::text::ui::{UiHelp, UiWords};

pub(in crate::text) const HELP: UiHelp = UiHelp {
    ui: "Serve a page that shows what happens, on 127.0.0.1 and under a path that cannot be guessed",
};

pub(in crate::text) const WORDS: UiWords = UiWords {
    listening: |url| format!("watch in the browser at {url}"),
    refused: |reason| format!("the mock refuses: {reason}"),
    ends: "webot is ending",
};
