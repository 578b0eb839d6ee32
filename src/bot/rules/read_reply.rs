//! Reads replies as written by rules, programs and web services.

use super::keys;
use super::problem::{ExpectedType, ProblemKind};
use super::reader::{Reader, get, merged};
use crate::bot::reply::{Article, Music, Reply, Video};
use crate::bot::template::Template;
use crate::message::{MAX_ARTICLES, MAX_TEXT_BYTES};
use crate::source::{Member, Node, Tree};

type Members<'n, 'm> = &'m [&'n Member];

/// The keys of an article.
const ARTICLE_KEYS: [&str; 7] = ["title", "description", "pic", "picUrl", "picurl", "pic_url", "url"];
/// The keys of the URL of music in better quality.
const HQ_MUSIC_KEYS: [&str; 4] = ["hqMusicUrl", "hqUrl", "hq_music_url", "hq_url"];

/// Returns whether an object without a type is a piece of music, as in npm `wechat`.
fn has_music(members: Members<'_, '_>) -> bool {
    members.iter().any(|member| {
        matches!(member.key.as_str(), "musicUrl" | "music_url")
            || HQ_MUSIC_KEYS.contains(&member.key.as_str())
    })
}

impl Reader {
    /// Reads the reply that an object describes; `extra` are further keys that the object may have.
    pub(super) fn reply(
        &mut self,
        node: &Node,
        members: Members<'_, '_>,
        extra: &[&str],
    ) -> Option<Reply<Template>> {
        for member in members {
            if !extra.contains(&member.key.as_str()) {
                self.check_key(member, &keys::REPLY_KEYS);
            }
        }
        let given = get(members, &["type", "msgType"]);
        let content = get(members, &["content", "articles"]);
        let kind = match given {
            Some(given) => given.text().unwrap_or_default(),
            None if content.map_or_else(|| has_music(members), |content| has_music(&merged(content))) => {
                "music".to_owned()
            }
            None if get(members, &["title", "description", "pic", "picUrl", "picurl", "pic_url", "url"])
                .is_some() =>
            {
                "news".to_owned()
            }
            None => match content.map(|content| &content.tree) {
                Some(Tree::List(_) | Tree::Object(_)) => "news".to_owned(),
                _ => "text".to_owned(),
            },
        };
        // wechat-mp puts the fields into `content`, weixin-robot beside the type.
        let within = content.map(merged).filter(|within| !within.is_empty());
        let fields = within.as_deref().unwrap_or(members);
        let reply = match kind.as_str() {
            "text" => Reply::Text(self.text_reply(node, content)?),
            "image" => Reply::Image(self.media_id(node, "image", fields)?),
            "voice" => Reply::Voice(self.media_id(node, "voice", fields)?),
            "video" => Reply::Video(Video {
                media_id: self.media_id(node, "video", fields)?,
                title: self.optional(fields, &["title"]),
                description: self.optional(fields, &["description"]),
            }),
            "music" => Reply::Music(Music {
                title: self.optional(fields, &["title"]),
                description: self.optional(fields, &["description"]),
                url: self.optional(fields, &["musicUrl", "music_url", "url"]),
                hq_url: self.optional(fields, &HQ_MUSIC_KEYS),
                thumb_media_id: self.optional(fields, &["thumbMediaId", "thumb_media_id"]),
            }),
            "news" => Reply::News(self.articles(node, content, members)?),
            "transfer_customer_service" => {
                Reply::Transfer(self.optional(fields, &["kfAccount", "kf_account"]))
            }
            _ => {
                self.wrong_type("type", given.unwrap_or(node), ExpectedType::ReplyType);
                return None;
            }
        };
        let is_news =
            matches!(reply, Reply::News(_)) && content.is_some_and(|content| content.text().is_none());
        let within = within.as_deref().filter(|_| !is_news);
        self.check_unused(kind.as_str(), members, (within, is_news), extra);
        Some(reply)
    }

    /// Warns about the fields that a reply of this type does not have. `within` are the fields in `content`, if it holds
    /// them; articles check their own keys.
    fn check_unused(
        &mut self,
        kind: &str,
        members: Members<'_, '_>,
        (within, has_articles): (Option<Members<'_, '_>>, bool),
        extra: &[&str],
    ) {
        let (kind, own): (&'static str, &[&[&str]]) = match kind {
            "image" => ("image", &[&["mediaId", "media_id"]]),
            "voice" => ("voice", &[&["mediaId", "media_id"]]),
            "video" => ("video", &[&["mediaId", "media_id", "title", "description"]]),
            "music" => (
                "music",
                &[
                    &["title", "description", "musicUrl", "music_url", "url"],
                    &HQ_MUSIC_KEYS,
                    &["thumbMediaId", "thumb_media_id"],
                ],
            ),
            "news" => ("news", &[&ARTICLE_KEYS]),
            "transfer_customer_service" => ("transfer_customer_service", &[&["kfAccount", "kf_account"]]),
            _ => ("text", &[]),
        };
        let is_own = |key: &str| own.iter().any(|keys| keys.contains(&key));
        for member in members {
            let key = member.key.as_str();
            let is_structure = matches!(key, "type" | "msgType" | "content" | "articles" | "noReply");
            let is_used = is_own(key) && within.is_none() && !has_articles;
            // An unknown key is an error already.
            if !is_structure && !is_used && !extra.contains(&key) && keys::REPLY_KEYS.contains(&key) {
                self.warn(member, ProblemKind::UnusedField { kind, field: key.to_owned() });
            }
        }
        for member in within.unwrap_or_default().iter().filter(|member| !is_own(&member.key)) {
            self.warn(member, ProblemKind::UnusedField { kind, field: member.key.clone() });
        }
    }

    fn text_reply(&mut self, node: &Node, content: Option<&Node>) -> Option<Template> {
        let Some(content) = content else {
            self.report(node, ProblemKind::MissingField { kind: "text", field: "content" });
            return None;
        };
        let text = self.text("content", content)?;
        self.check_length(content, &text);
        Some(self.template_of(&text))
    }

    /// Reports a text too long for WeChat; the output of a program is cut instead.
    pub(super) fn check_length(&mut self, node: &Node, text: &str) {
        if self.templates && text.len() > MAX_TEXT_BYTES {
            self.report(node, ProblemKind::TextTooLong(text.len()));
        }
    }

    fn media_id(&mut self, node: &Node, kind: &'static str, fields: Members<'_, '_>) -> Option<Template> {
        if let Some(media_id) = get(fields, &["mediaId", "media_id"]) {
            self.template("mediaId", media_id)
        } else {
            self.report(node, ProblemKind::MissingField { kind, field: "mediaId" });
            None
        }
    }

    fn optional(&mut self, fields: Members<'_, '_>, keys: &[&'static str]) -> Option<Template> {
        let node = get(fields, keys)?;
        self.template(keys.first().copied().unwrap_or_default(), node)
    }

    pub(super) fn articles(
        &mut self,
        node: &Node,
        content: Option<&Node>,
        members: Members<'_, '_>,
    ) -> Option<Vec<Article<Template>>> {
        let articles: Vec<Article<Template>> = match content.map(|content| &content.tree) {
            Some(Tree::List(items)) => {
                items.iter().map(|item| self.article(&merged(item), Some(item))).collect()
            }
            Some(Tree::Object(_)) => vec![self.article(&content.map(merged).unwrap_or_default(), content)],
            _ => vec![self.article(members, None)],
        };
        if articles.is_empty() || articles.len() > MAX_ARTICLES {
            self.report(content.unwrap_or(node), ProblemKind::ArticleCount(articles.len()));
            return None;
        }
        Some(articles)
    }

    /// Reads an article; checks its keys if it is a node of its own.
    pub(super) fn article(&mut self, members: Members<'_, '_>, own: Option<&Node>) -> Article<Template> {
        if let Some(own) = own {
            if !matches!(own.tree, Tree::Object(_)) {
                self.wrong_type("articles", own, ExpectedType::Object);
            }
            for member in members {
                self.check_key(member, &ARTICLE_KEYS);
            }
        }
        Article {
            title: self.optional(members, &["title"]),
            description: self.optional(members, &["description"]),
            pic_url: self.optional(members, &["picUrl", "picurl", "pic_url", "pic"]),
            url: self.optional(members, &["url"]),
        }
    }
}
