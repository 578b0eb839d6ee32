//! Reads replies as written by rules, programs and web services.

use super::keys;
use super::problem::{ExpectedType, ProblemKind};
use super::reader::{Reader, get, merged};
use crate::bot::reply::{Article, Music, Reply, Video};
use crate::bot::template::Template;
use crate::message::{MAX_ARTICLES, MAX_TEXT_BYTES};
use crate::source::{Member, Node, Tree};

type Members<'n, 'm> = &'m [&'n Member];

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
                hq_url: self.optional(fields, &["hqMusicUrl", "hqUrl", "hq_music_url", "hq_url"]),
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
        Some(reply)
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
    fn article(&mut self, members: Members<'_, '_>, own: Option<&Node>) -> Article<Template> {
        const KEYS: [&str; 7] = ["title", "description", "pic", "picUrl", "picurl", "pic_url", "url"];
        if let Some(own) = own {
            if !matches!(own.tree, Tree::Object(_)) {
                self.wrong_type("articles", own, ExpectedType::Object);
            }
            for member in members {
                self.check_key(member, &KEYS);
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
