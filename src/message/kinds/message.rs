//! Messages that a user types, photographs or speaks (公众平台文档《接收普通消息》).

use crate::message::kind::{Family, Kind, Shape, account, message, msg_id, new, number, text};

pub(super) const KINDS: &[Kind] = &[
    message("text", "text that a user typed", "用户发来的文字", &[text("Content", "你好"), msg_id("MsgId")])
        .aliases(&["t"])
        .args(&["Content"]),
    message(
        "image",
        "a picture",
        "用户发来的图片",
        &[
            text("PicUrl", "https://mmbiz.qpic.cn/mmbiz_jpg/webot-sample/0"),
            text("MediaId", "mJ4nDbiTzUxxWdpgnR9dW0QOPjqUlgqtoKS0n4Dh0JxB1nhBZpvHL6h2Mm7c0qkL"),
            msg_id("MsgId"),
        ],
    )
    .aliases(&["i", "pic"])
    .args(&["PicUrl"]),
    message(
        "voice",
        "a voice message, with what was heard in it",
        "用户发来的语音（含识别结果）",
        &[
            text("MediaId", "WqthTfKsdjeaT9g6AFJO1Y8ZGqjvVw02fkE7-BXAoOKzQTS9KmqRHM5PyEbQzNE9"),
            text("Format", "amr"),
            msg_id("MsgId"),
            text("Recognition", "明天上午十点开会"),
        ],
    )
    .args(&["MediaId"]),
    message(
        "video",
        "a video",
        "用户发来的视频",
        &[
            text("MediaId", "e1W8Zp4m_89-2K41cbVrnQfyp7RId0uP_ghBP-_UDNTAhVzrJD9R27DO6NiG_iJe"),
            text("ThumbMediaId", "zsy9-tZF3fMi2awpX5zEcbsPMXIDHf_Sox_V7b1wC4trbrgi-dKn318suTFpDzZC"),
            msg_id("MsgId"),
        ],
    )
    .args(&["MediaId"]),
    message(
        "shortvideo",
        "a short video filmed in the chat",
        "用户在会话中拍摄的小视频",
        &[
            text("MediaId", "Sux-6WWmriVzdsTiE6p1LrqFLNKsXl_s6PSyZoReHfq0Ux3yPFNLYpSX0sdZ7UZT"),
            text("ThumbMediaId", "8YaUt_PYjFdkvKpHSJzPK51xRuYlBKcMhzW2XZrdpa5m1NJV9xiw1NNUA0gOMpfH"),
            msg_id("MsgId"),
        ],
    )
    .args(&["MediaId"]),
    message(
        "location",
        "a place that a user picked on the map",
        "用户发来的地理位置",
        &[
            number("Location_X", "39.90611"),
            number("Location_Y", "116.39782"),
            number("Scale", "16"),
            text("Label", "北京市东城区天安门"),
            msg_id("MsgId"),
        ],
    )
    .aliases(&["l", "loc"])
    .args(&["Location_X", "Location_Y", "Label"]),
    message(
        "link",
        "a web page that a user forwarded",
        "用户转发来的链接",
        &[
            text("Title", "接入指南"),
            text("Description", "从填写服务器配置到收到第一条消息"),
            text("Url", "https://example.com/guide"),
            msg_id("MsgId"),
        ],
    )
    .args(&["Title", "Description", "Url"]),
    message(
        "file",
        "a file",
        "用户发来的文件",
        &[
            text("Title", "报价单.pdf"),
            text("Description", "128.4 KB"),
            text("FileKey", ""),
            text("FileMd5", ""),
            number("FileTotalLen", "131482"),
            msg_id("MsgId"),
        ],
    )
    .args(&["Title"]),
    message(
        "miniprogrampage",
        "a mini-program card sent in customer service",
        "用户在客服会话中发来的小程序卡片",
        &[
            msg_id("MsgId"),
            text("Title", "今日特惠"),
            account("AppId"),
            text("PagePath", "pages/index/index"),
            text("ThumbUrl", "https://mmbiz.qpic.cn/mmbiz_jpg/webot-sample/300"),
            text("ThumbMediaId", "igtmdnoanP6A2KWFml56P3LLIqUMtNDD6FYrtM-SXlCLuuJ360FI1rkWasNLyze0"),
        ],
    )
    .args(&["Title", "AppId", "PagePath"]),
    new(
        "text_bizmsgmenuid",
        Family::Message,
        Shape::Message("text"),
        "an answer picked from a menu message",
        "用户点选客服菜单消息中的选项",
        &[text("Content", "满意"), msg_id("MsgId"), text("bizmsgmenuid", "101")],
    )
    .args(&["Content", "bizmsgmenuid"]),
];
