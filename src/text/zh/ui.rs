use crate::text::ui::{UiHelp, UiWords};

pub(in crate::text) const HELP: UiHelp =
    UiHelp { ui: "提供实时查看的网页，只在 127.0.0.1 上，路径无法猜测" };

pub(in crate::text) const WORDS: UiWords = UiWords {
    listening: |url| format!("可在浏览器中查看：{url}"),
    refused: |reason| format!("模拟微信拒绝了操作：{reason}"),
    ends: "webot 正在退出",
};
