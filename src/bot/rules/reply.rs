//! Replies as rules, programs and web servers write them.

use serde_json::{Map, Value};

use super::handler::Handler;
use super::keys;
use super::problem::{Problem, Wanted, What};
use super::value::{Reader, get, merged};
use crate::bot::reply::{Article, Music, Reply, Video};
use crate::bot::template::Template;
use crate::message::{MAX_ARTICLES, MAX_TEXT_BYTES};
use crate::source::{Member, Node, Source, Tree};

type Members<'n, 'm> = &'m [&'n Member];

impl Reader {
    /// The reply that an object describes; `extra` are further keys that it may have.
    pub(super) fn reply(
        &mut self,
        node: &Node,
        members: Members<'_, '_>,
        extra: &[&str],
    ) -> Option<Reply<Template>> {
        for member in members {
            if !extra.contains(&member.key.as_str()) {
                self.known(member, &keys::REPLY);
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
        // The fields stand in `content`, as wechat-mp has them, or beside the type, as weixin-robot has them.
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
                self.shape("type", given.unwrap_or(node), Wanted::ReplyType);
                return None;
            }
        };
        Some(reply)
    }

    fn text_reply(&mut self, node: &Node, content: Option<&Node>) -> Option<Template> {
        let Some(content) = content else {
            self.wrong(node, What::Lacks { kind: "text", field: "content" });
            return None;
        };
        let text = self.text("content", content)?;
        self.length(content, &text);
        Some(self.template_of(&text))
    }

    /// Tells a text that WeChat would not show; what a program says is cut instead.
    pub(super) fn length(&mut self, node: &Node, text: &str) {
        if self.templates && text.len() > MAX_TEXT_BYTES {
            self.wrong(node, What::TooLong(text.len()));
        }
    }

    fn media_id(&mut self, node: &Node, kind: &'static str, fields: Members<'_, '_>) -> Option<Template> {
        if let Some(media_id) = get(fields, &["mediaId", "media_id"]) {
            self.template("mediaId", media_id)
        } else {
            self.wrong(node, What::Lacks { kind, field: "mediaId" });
            None
        }
    }

    fn optional(&mut self, fields: Members<'_, '_>, keys: &[&'static str]) -> Option<Template> {
        let node = get(fields, keys)?;
        self.template(keys.first().copied().unwrap_or_default(), node)
    }

    fn articles(
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
            self.wrong(content.unwrap_or(node), What::Articles(articles.len()));
            return None;
        }
        Some(articles)
    }

    /// An article; where it stands by itself, its keys are checked.
    fn article(&mut self, members: Members<'_, '_>, own: Option<&Node>) -> Article<Template> {
        const KEYS: [&str; 7] = ["title", "description", "pic", "picUrl", "picurl", "pic_url", "url"];
        if let Some(own) = own {
            if !matches!(own.tree, Tree::Object(_)) {
                self.shape("articles", own, Wanted::Object);
            }
            for member in members {
                self.known(member, &KEYS);
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

/// What a program or a web server answered.
#[derive(Debug, Default)]
pub struct Answer {
    /// What is replied; nothing for the next rule.
    pub handler: Option<Handler>,
    /// Fields of the session that are written; `null` forgets one.
    pub session: Map<String, Value>,
    /// The rules that wait for the user's next message.
    pub wait: Option<String>,
    /// Whether what was waited on is waited on again.
    pub rewait: bool,
    /// Whether waiting ends.
    pub resolve: bool,
}

/// Keys of an object that says more than a reply.
const ENVELOPE: [&str; 6] = ["reply", "session", "wait", "rewait", "resolve", "code"];

/// Reads what a program or a web server answered: nothing, a text, or JSON: a text, a list of texts one of which is
/// drawn, a list of articles, a reply as in a file of rules, or an object with `reply`, `session`, `wait`, `rewait`,
/// `resolve`, `code`.
pub fn answer(text: &str) -> Result<Answer, Box<Problem>> {
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    if !trimmed.starts_with(['{', '[', '"']) && !matches!(trimmed, "null" | "false") {
        let plain = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
        let handler = (!trimmed.is_empty()).then(|| Handler::Reply(Reply::Text(Template::literal(plain))));
        return Ok(Answer { handler, ..Answer::default() });
    }
    // What only looks like JSON is a text.
    let Ok(value) = serde_json::from_str::<Value>(trimmed) else {
        let handler = Some(Handler::Reply(Reply::Text(Template::literal(trimmed))));
        return Ok(Answer { handler, ..Answer::default() });
    };
    let mut reader = Reader { templates: false, ..Reader::default() };
    let syntax =
        |error| Problem { place: super::Place::default(), rule: None, what: What::Syntax(Box::new(error)) };
    let root = match trimmed {
        "null" | "false" => return Ok(Answer::default()),
        quoted if quoted.starts_with('"') => {
            let text = value.as_str().unwrap_or_default();
            let handler = (!text.is_empty()).then(|| Handler::Reply(Reply::Text(Template::literal(text))));
            return Ok(Answer { handler, ..Answer::default() });
        }
        trimmed => Source::parse(trimmed).map_err(|error| Box::new(syntax(error)))?.root,
    };
    let mut answer = Answer::default();
    let members = merged(&root);
    if members.iter().any(|member| ENVELOPE.contains(&member.key.as_str())) {
        for member in &members {
            if !keys::REPLY.contains(&member.key.as_str()) {
                reader.known(member, &ENVELOPE);
            }
        }
        if let Some(Value::Object(session)) = value.get("session") {
            answer.session.clone_from(session);
        }
        answer.wait = get(&members, &["wait"]).and_then(|node| reader.name("wait", node));
        answer.rewait = get(&members, &["rewait"]).is_some_and(|node| reader.flag("rewait", node));
        answer.resolve = get(&members, &["resolve"]).is_some_and(|node| reader.flag("resolve", node));
        answer.handler = match (get(&members, &["reply"]), get(&members, &["code"])) {
            (Some(reply), _) => reader.answered(reply),
            (None, Some(code)) => code.text().map(Handler::Code),
            (None, None) if get(&members, &["noReply"]).is_some_and(|node| reader.flag("noReply", node)) => {
                Some(Handler::Reply(Reply::Nothing))
            }
            (None, None) => {
                let beside = |member: &&&Member| !ENVELOPE.contains(&member.key.as_str());
                let rest: Vec<Member> =
                    members.iter().filter(beside).map(|member| (*member).clone()).collect();
                let reply = Node { tree: Tree::Object(rest), ..root.clone() };
                if merged(&reply).is_empty() { None } else { reader.answered(&reply) }
            }
        };
    } else {
        answer.handler = reader.answered(&root);
    }
    match reader.problems.into_iter().next() {
        Some(problem) => Err(Box::new(problem)),
        None => Ok(answer),
    }
}

impl Reader {
    /// A reply of a program: in a list, objects are articles.
    fn answered(&mut self, node: &Node) -> Option<Handler> {
        if let Tree::List(items) = &node.tree
            && items.iter().any(|item| matches!(item.tree, Tree::Object(_)))
        {
            return self
                .articles(node, Some(node), &[])
                .map(|articles| Handler::Reply(Reply::News(articles)));
        }
        self.handler(node, false)
    }
}
