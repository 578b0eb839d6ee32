//! The keys of a file of rules: what is a rule, what is a handler, and what stands beside them.

use crate::source::{JsonType, Member, Node};

/// The keys of a rule beside those of its handler.
pub(super) const RULE: [&str; 14] = [
    "name",
    "description",
    "pattern",
    "handler",
    "replies",
    "domain",
    "wait",
    "rewait",
    "resolve",
    "session",
    "list",
    "head",
    "delimiter",
    "foot",
];
/// What a handler can be beside a reply.
pub(super) const ACTION: [&str; 8] = ["exec", "http", "timeout", "rule", "param", "noReply", "code", "list"];
/// The keys of replies, with the names that the seeds take for them.
pub(super) const REPLY: [&str; 24] = [
    "type",
    "msgType",
    "content",
    "title",
    "description",
    "url",
    "pic",
    "picUrl",
    "picurl",
    "pic_url",
    "articles",
    "musicUrl",
    "music_url",
    "hqMusicUrl",
    "hqUrl",
    "hq_music_url",
    "hq_url",
    "thumbMediaId",
    "thumb_media_id",
    "mediaId",
    "media_id",
    "kfAccount",
    "kf_account",
    "noReply",
];
/// What stands at the top of a file beside patterns.
pub(super) const TOP: [&str; 12] = [
    "rules",
    "waitRules",
    "beforeReply",
    "afterReply",
    "domain",
    "domains",
    "codeReplies",
    "loads",
    "accounts",
    "settings",
    "dialog",
    "$schema",
];
/// Kinds of replies.
pub(super) const REPLY_TYPES: [&str; 7] =
    ["text", "image", "voice", "video", "music", "news", "transfer_customer_service"];

fn has(members: &[&Member], key: &str) -> bool {
    members.iter().any(|member| member.key == key)
}

/// Whether an object is a rule: it says more than what is answered.
pub(super) fn is_rule(members: &[&Member]) -> bool {
    RULE.iter().filter(|key| !matches!(**key, "description" | "head" | "delimiter" | "foot")).any(|key| {
        // A list of texts under `list` is one of a pattern that is called so.
        has(members, key)
    })
}

/// Whether an object is what is answered, rather than patterns and their handlers.
pub(super) fn is_handler(members: &[&Member]) -> bool {
    let of_kind = |key: &str, kind: JsonType| {
        members.iter().any(|member| member.key == key && member.value.kind() == kind)
    };
    let is_type = |member: &&&Member| {
        matches!(member.key.as_str(), "type" | "msgType")
            && member.value.text().is_some_and(|given| REPLY_TYPES.contains(&given.as_str()))
    };
    of_kind("exec", JsonType::List)
        || members.iter().any(|member| member.key == "http" && is_url(&member.value))
        || has(members, "noReply")
        || of_kind("list", JsonType::List)
        || (members.len() == 1 && has(members, "rule"))
        || (members.len() == 1 && has(members, "code"))
        || members.iter().any(|member| is_type(&member))
}

/// Whether a value is the URL of a web server.
pub(super) fn is_url(node: &Node) -> bool {
    node.text().is_some_and(|url| url.starts_with("http://") || url.starts_with("https://"))
}

/// Whether a key at the top has the value that it has there; otherwise it is a pattern.
pub(super) fn is_top(member: &Member) -> bool {
    let kind = member.value.kind();
    let holds_groups = matches!(&member.value.tree, crate::source::Tree::List(items)
        if items.iter().any(|item| matches!(item.kind(), JsonType::Object | JsonType::List)));
    match member.key.as_str() {
        "$schema" => true,
        "loads" => matches!(kind, JsonType::Text | JsonType::List),
        "settings" | "codeReplies" | "waitRules" | "domain" | "domains" => kind == JsonType::Object,
        "rules" | "accounts" | "dialog" | "beforeReply" | "afterReply" => {
            kind == JsonType::Object || holds_groups
        }
        _ => false,
    }
}
