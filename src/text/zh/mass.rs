use crate::text::mass::{MassHelp, MassReceivers, MassWords};

pub(in crate::text) const HELP: MassHelp = MassHelp {
    all: "群发给全部粉丝，消息会进入历史消息列表",
    tag: "群发给该标签下的粉丝（见 `webot tag list`）",
    to: "接收者的 openid，2 到 10000 个；多个用逗号分隔，@FILE 表示文件（每行一个或 CSV），- 表示 stdin",
    text: "文本，不超过 2048 字节；@FILE 表示文件，- 表示 stdin",
    news: "图文，填草稿的 media_id（见 `webot draft list`）",
    image: "图片的 media_id；可重复使用",
    voice: "语音的 media_id",
    video: "视频的 media_id，来自素材库或 `webot message mass video`",
    card: "卡券；微信已不支持群发卡券（45113）",
    title: "图片或视频的标题",
    description: "视频的描述",
    recommend: "图片的推荐语",
    comments: "谁可以给图片留言：all 所有人、fans 仅粉丝、none 关闭留言",
    ignore_reprint: "图文被判定为转载时，原作者允许的也继续群发",
    client_msg_id: "防重 ID，24 小时内只群发一次 [默认：由消息和接收者算出]",
    wait: "等到群发结束；未发送成功时退出码为 1",
    wechat_id: "粉丝的微信号，代替 openid；每天最多 100 次",
    msg_id: "群发消息的 msg_id",
    article_url: "文章的链接，代替 msg_id",
    article: "第几篇文章，从 1 开始；0 表示全部 [默认：0]",
};

pub(in crate::text) const WORDS: MassWords = MassWords {
    really_send: |content, receivers| {
        let count = |count: &Option<u64>| count.map_or_else(String::new, |count| format!(" {count} 个"));
        let to = match receivers {
            MassReceivers::All(total) => format!("全部{}粉丝", count(total)),
            MassReceivers::Tag(name, total) => format!("标签“{name}”下的{}粉丝", count(total)),
            MassReceivers::Openids(total) => format!(" {total} 个用户"),
        };
        format!("把{content}群发给{to}？发送后无法撤回；可先用 `webot message mass preview` 预览")
    },
    text: |text| format!("文本“{text}”"),
    news: |title, count| match count {
        1 => format!("文章“{title}”"),
        count => format!("以“{title}”为首的 {count} 篇文章"),
    },
    images: |count| format!(" {count} 张图片"),
    content: |kind, id| {
        let kind = match kind {
            "mpnews" => "图文",
            "image" => "图片",
            "voice" => "语音",
            "mpvideo" => "视频",
            _ => "卡券",
        };
        format!("{kind} {id} ")
    },
    one_image: "预览只能发一张图片，仅发送第一张",
    no_cards: "自 2024-08-10 起，微信不再支持群发卡券（45113）",
    nobody: |tag| format!("标签“{tag}”下没有粉丝，没有人会收到这条群发"),
    accepted: |command| format!("微信已受理，尚未发送完；用 `{command}` 查询是否已发送"),
    ask_again: |command| format!("微信已受理；用 `{command}` 查询是否已发送"),
    ended: |status| match status {
        "SEND_SUCCESS" => "发送成功".to_owned(),
        "SEND_FAIL" => "发送失败，原因见 `MASSSENDJOBFINISH` 事件".to_owned(),
        "DELETE" => "已删除".to_owned(),
        other => format!("状态 {other}"),
    },
    repeated: |id, command| format!("此前已受理，msg_id 为 {id}；用 `{command}` 查询是否已发送"),
    unclear: |id| format!("微信可能已受理；请加 `--client-msg-id {id}` 重发，重复的群发会返回 45065"),
    previewed: "预览已发送",
};
