//! Messages that a member of a WeCom corporation sends to an app (企业微信文档《接收消息格式》).

use super::AGENT_ID;
use crate::message::kind::{Family::WorkMessage, Kind, Shape::Message, msg_id, new, number, text};

pub(super) const KINDS: &[Kind] = &[
    new(
        "work.text",
        WorkMessage,
        Message("text"),
        "text that a member typed",
        "成员发来的文字",
        &[text("Content", "你好"), msg_id("MsgId"), AGENT_ID],
    )
    .args(&["Content"]),
    new(
        "work.image",
        WorkMessage,
        Message("image"),
        "a picture",
        "成员发来的图片",
        &[
            text("PicUrl", "https://wework.qpic.cn/wwpic/webot-sample/0"),
            text("MediaId", "H94WwmmwF12MZ3s5E0bAJIR_5oERpICxLDiARH53Kw8G-6xuYO-rgWXzzAc2pBCa"),
            msg_id("MsgId"),
            AGENT_ID,
        ],
    )
    .args(&["PicUrl"]),
    new(
        "work.voice",
        WorkMessage,
        Message("voice"),
        "a voice message",
        "成员发来的语音",
        &[
            text("MediaId", "65apwkff4TVGTZInBaOfvNe2QxeVwrn9Jl8IjKZyWdNMJFOamqUYTZ3RPZ4reP_k"),
            text("Format", "amr"),
            msg_id("MsgId"),
            AGENT_ID,
        ],
    )
    .args(&["MediaId"]),
    new(
        "work.video",
        WorkMessage,
        Message("video"),
        "a video",
        "成员发来的视频",
        &[
            text("MediaId", "E-KSIzvmXCynSlNYq8l06Q-FcBMhuI4yOwAYheTDpQPPwfZFvSpzyM8-0fLYq60S"),
            text("ThumbMediaId", "hiu7Io74gneEBcgEJbGC_Z0m_gu3T49sPveEwAc-regTrmq-FUIjfbVBv3qcj_-E"),
            msg_id("MsgId"),
            AGENT_ID,
        ],
    )
    .args(&["MediaId"]),
    new(
        "work.shortvideo",
        WorkMessage,
        Message("shortvideo"),
        "a short video (the WeChat plug-in only)",
        "成员通过微信插件发来的小视频",
        &[
            text("MediaId", "BlGvwvMQOwoOrzrBuhTVlOf06BeqiBca0IypwJsDjBl02DIJmH7jDyMt7gC_MVDn"),
            text("ThumbMediaId", "mUi-19n7io5Ftlup8I7k28N2tYF3u1OYVcM3_Hy5UywgD-F4x93rn02mkVOtaQkb"),
            msg_id("MsgId"),
            AGENT_ID,
        ],
    )
    .args(&["MediaId"]),
    new(
        "work.location",
        WorkMessage,
        Message("location"),
        "a place that a member picked on the map",
        "成员发来的地理位置",
        &[
            number("Location_X", "39.90611"),
            number("Location_Y", "116.39782"),
            number("Scale", "16"),
            text("Label", "北京市东城区天安门"),
            msg_id("MsgId"),
            AGENT_ID,
            text("AppType", "wxwork"),
        ],
    )
    .args(&["Location_X", "Location_Y", "Label"]),
    new(
        "work.link",
        WorkMessage,
        Message("link"),
        "a web page that a member forwarded",
        "成员转发来的链接",
        &[
            text("Title", "接入指南"),
            text("Description", "从填写服务器配置到收到第一条消息"),
            text("Url", "https://example.com/guide"),
            text("PicUrl", "https://example.com/guide.png"),
            msg_id("MsgId"),
            AGENT_ID,
        ],
    )
    .args(&["Title", "Description", "Url"]),
];
