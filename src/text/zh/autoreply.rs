use crate::text::autoreply::AutoreplyWords;

pub(in crate::text) const WORDS: AutoreplyWords = AutoreplyWords {
    follow: "被关注时",
    other: "未匹配关键词的消息",
    off: "（未开启）",
    none: "未设置",
    rule: |name| format!("规则“{name}”："),
    contains: |word| format!("包含“{word}”"),
    equals: |word| format!("等于“{word}”"),
    or: " 或 ",
    random: "（随机回复一条）",
    kind: |kind| match kind {
        "text" => "文本",
        "img" => "图片",
        "voice" => "语音",
        "video" => "视频",
        "news" => "图文",
        other => other,
    },
};
