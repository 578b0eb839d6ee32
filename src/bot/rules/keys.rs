//! The keys in a file of rules, and the tests that tell a rule from a handler by its keys.

use crate::source::{JsonType, Member, Node};

/// The keys of a rule, without those of its handler.
pub(super) const RULE_KEYS: [&str; 14] = [
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
/// The keys of handlers other than replies.
pub(super) const ACTION_KEYS: [&str; 9] =
    ["exec", "env", "http", "timeout", "rule", "param", "noReply", "code", "list"];
/// The keys of replies, including the spellings of node-webot, wechat-mp and weixin-robot.
pub(super) const REPLY_KEYS: [&str; 24] = [
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
/// The keys of rules at the top of a file and inside an account, beside patterns.
pub(super) const RULES_KEYS: [&str; 10] = [
    "rules",
    "waitRules",
    "beforeReply",
    "afterReply",
    "domain",
    "domains",
    "codeReplies",
    "loads",
    "settings",
    "dialog",
];
/// The keys at the top of a file only.
pub(super) const TOP_KEYS: [&str; 2] = ["accounts", "$schema"];
/// The words that users write for a key of a rule, although they are not similar to it.
const OTHER_WORDS: [(&str, &[&str]); 2] = [
    (
        "pattern",
        &[
            "match", "matches", "when", "if", "on", "keyword", "keywords", "regex", "regexp", "input",
            "trigger",
        ],
    ),
    ("handler", &["reply", "handle", "answer", "response", "respond", "do", "then"]),
];
/// The types of replies.
pub(super) const REPLY_TYPES: [&str; 7] =
    ["text", "image", "voice", "video", "music", "news", "transfer_customer_service"];

fn has(members: &[&Member], key: &str) -> bool {
    members.iter().any(|member| member.key == key)
}

/// Returns whether an object is a rule, not just a reply.
pub(super) fn is_rule(members: &[&Member]) -> bool {
    RULE_KEYS
        .iter()
        .filter(|key| !matches!(**key, "description" | "head" | "delimiter" | "foot"))
        .any(|key| has(members, key))
}

/// Returns whether an object at the top of a file is one rule, as a module of node-webot may be: it has `pattern` and
/// `handler`, or `pattern` and other keys of rules and handlers only.
pub(super) fn is_single_rule(members: &[&Member]) -> bool {
    let is_key =
        |key: &str| RULE_KEYS.contains(&key) || ACTION_KEYS.contains(&key) || REPLY_KEYS.contains(&key);
    let has_top = members.iter().any(|member| is_top(member));
    let has_action = || members.iter().any(|member| !matches!(member.key.as_str(), "pattern" | "name"));
    has(members, "pattern")
        && !has_top
        && (has(members, "handler")
            || (has_action() && members.iter().all(|member| is_key(member.key.as_str()))))
}

/// Returns whether an object is a handler, not patterns with their handlers.
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

/// Returns whether a value is the URL of a web service.
pub(super) fn is_url(node: &Node) -> bool {
    node.text().is_some_and(|url| url.starts_with("http://") || url.starts_with("https://"))
}

/// Returns whether a key at the top has a value of the type that this key takes; otherwise it is a pattern.
pub(super) fn is_top(member: &Member) -> bool {
    let kind = member.value.kind();
    let holds_groups = matches!(&member.value.tree, crate::source::Tree::List(items)
        if items.iter().any(|item| matches!(item.kind(), JsonType::Object | JsonType::List)));
    match member.key.as_str() {
        "$schema" => true,
        "loads" => matches!(kind, JsonType::Text | JsonType::List),
        "settings" | "codeReplies" | "waitRules" | "domain" | "domains" => kind == JsonType::Object,
        "rules" | "accounts" | "dialog" => kind == JsonType::Object || holds_groups,
        // No user writes these names.
        "beforeReply" | "afterReply" => matches!(kind, JsonType::Object | JsonType::List | JsonType::Text),
        _ => false,
    }
}

/// Returns the key of a rule that users mean by a word that is not similar to it.
pub(super) fn key_for(word: &str) -> Option<&'static str> {
    OTHER_WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(key, _)| *key)
}
