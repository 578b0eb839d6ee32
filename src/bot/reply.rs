//! Replies of a bot, and their format (公众平台文档《被动回复用户消息》).

use std::borrow::Cow;

use crate::message::{Document, Element, MAX_TEXT_BYTES, json, xml};

/// A reply. `T` is a template in a rule, and text once the template is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reply<T> {
    /// No reply: WeChat receives `success` and its user sees nothing.
    Nothing,
    /// A text.
    Text(T),
    /// A picture, by its `media_id`.
    Image(T),
    /// A voice message, by its `media_id`.
    Voice(T),
    /// A video.
    Video(Video<T>),
    /// A piece of music.
    Music(Music<T>),
    /// Articles, 1 to 8.
    News(Vec<Article<T>>),
    /// A transfer to customer service, to this account if there is one.
    Transfer(Option<T>),
}

/// A video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Video<T> {
    /// `media_id` of the video.
    pub media_id: T,
    /// Its title.
    pub title: Option<T>,
    /// Its description.
    pub description: Option<T>,
}

/// A piece of music.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Music<T> {
    /// Its title.
    pub title: Option<T>,
    /// Its description.
    pub description: Option<T>,
    /// Its URL.
    pub url: Option<T>,
    /// Its URL in better quality, for Wi-Fi.
    pub hq_url: Option<T>,
    /// `media_id` of its picture.
    pub thumb_media_id: Option<T>,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Article<T> {
    /// Its title.
    pub title: Option<T>,
    /// The text below the title.
    pub description: Option<T>,
    /// The URL of its picture.
    pub pic_url: Option<T>,
    /// The URL that it opens.
    pub url: Option<T>,
}

impl<T> Reply<T> {
    /// Returns the `MsgType`; `None` if there is no reply.
    pub(crate) fn kind(&self) -> Option<&'static str> {
        Some(match self {
            Self::Nothing => return None,
            Self::Text(_) => "text",
            Self::Image(_) => "image",
            Self::Voice(_) => "voice",
            Self::Video(_) => "video",
            Self::Music(_) => "music",
            Self::News(_) => "news",
            Self::Transfer(_) => "transfer_customer_service",
        })
    }

    /// Returns the reply with `change` applied to every text.
    pub(crate) fn map<U>(&self, mut change: impl FnMut(&T) -> U) -> Reply<U> {
        let mut some = |text: &Option<T>| text.as_ref().map(&mut change);
        match self {
            Self::Nothing => Reply::Nothing,
            Self::Text(text) => Reply::Text(change(text)),
            Self::Image(media_id) => Reply::Image(change(media_id)),
            Self::Voice(media_id) => Reply::Voice(change(media_id)),
            Self::Video(Video { media_id, title, description }) => Reply::Video(Video {
                title: some(title),
                description: some(description),
                media_id: change(media_id),
            }),
            Self::Music(Music { title, description, url, hq_url, thumb_media_id }) => Reply::Music(Music {
                title: some(title),
                description: some(description),
                url: some(url),
                hq_url: some(hq_url),
                thumb_media_id: some(thumb_media_id),
            }),
            Self::News(articles) => Reply::News(
                articles
                    .iter()
                    .map(|Article { title, description, pic_url, url }| Article {
                        title: some(title),
                        description: some(description),
                        pic_url: some(pic_url),
                        url: some(url),
                    })
                    .collect(),
            ),
            Self::Transfer(account) => Reply::Transfer(some(account)),
        }
    }
}

impl Reply<String> {
    /// Returns the reply in one line: the text itself, the first title, or a `media_id`.
    pub(crate) fn summary(&self) -> &str {
        match self {
            Self::Nothing => "",
            Self::Text(text) | Self::Image(text) | Self::Voice(text) => text,
            Self::Video(video) => video.title.as_deref().unwrap_or(&video.media_id),
            Self::Music(music) => music.title.as_deref().or(music.url.as_deref()).unwrap_or_default(),
            Self::News(articles) => {
                articles.first().and_then(|first| first.title.as_deref()).unwrap_or_default()
            }
            Self::Transfer(account) => account.as_deref().unwrap_or_default(),
        }
    }

    /// Returns the reply to a message, with sender and receiver swapped; `time` is in seconds. Returns `None` if there
    /// is no reply.
    pub(crate) fn document(&self, message: &Document, time: u64) -> Option<Document> {
        let party = |name| message.get(name).unwrap_or_default();
        let mut elements = Vec::with_capacity(6);
        elements.extend([
            Element::text("ToUserName", party("FromUserName")),
            Element::text("FromUserName", party("ToUserName")),
            Element::number("CreateTime", time),
            Element::text("MsgType", self.kind()?),
        ]);
        self.body(&mut elements);
        Some(Document(elements))
    }

    /// Returns the reply as XML or JSON; empty if there is no reply.
    pub(crate) fn to_bytes(&self, message: &Document, time: u64, as_json: bool) -> Vec<u8> {
        if let (Self::Text(text), false) = (self, as_json) {
            let party = |name| message.get(name).unwrap_or_default();
            let (to, from) = (party("FromUserName"), party("ToUserName"));
            return xml::write_text_reply(to, from, time, &truncated(&without_forbidden(text))).into_bytes();
        }
        if as_json {
            let document = self.document(message, time);
            return document
                .map(|reply| json::to_json(&reply.0).to_string().into_bytes())
                .unwrap_or_default();
        }
        let document = self.map(|text| without_forbidden(text).into_owned()).document(message, time);
        document.map(|reply| xml::write(&reply).into_bytes()).unwrap_or_default()
    }

    fn body(&self, elements: &mut Vec<Element>) {
        let media = |name: &'static str, media_id: &str| {
            Element::group(name, vec![Element::text("MediaId", media_id)])
        };
        match self {
            Self::Nothing | Self::Transfer(None) => {}
            Self::Text(text) => elements.push(Element::text("Content", truncated(text).into_owned())),
            Self::Image(media_id) => elements.push(media("Image", media_id)),
            Self::Voice(media_id) => elements.push(media("Voice", media_id)),
            Self::Video(Video { media_id, title, description }) => {
                let mut video = vec![Element::text("MediaId", media_id)];
                push_optional(&mut video, "Title", title.as_ref());
                push_optional(&mut video, "Description", description.as_ref());
                elements.push(Element::group("Video", video));
            }
            Self::Music(Music { title, description, url, hq_url, thumb_media_id }) => {
                let mut music = Vec::new();
                push_optional(&mut music, "Title", title.as_ref());
                push_optional(&mut music, "Description", description.as_ref());
                push_optional(&mut music, "MusicUrl", url.as_ref());
                push_optional(&mut music, "HQMusicUrl", hq_url.as_ref());
                push_optional(&mut music, "ThumbMediaId", thumb_media_id.as_ref());
                elements.push(Element::group("Music", music));
            }
            Self::News(articles) => {
                elements.push(Element::number("ArticleCount", articles.len()));
                let items = articles.iter().map(|article| Element::group("item", article.elements()));
                elements.push(Element::group("Articles", items.collect()));
            }
            Self::Transfer(Some(account)) => {
                elements.push(Element::group("TransInfo", vec![Element::text("KfAccount", account)]));
            }
        }
    }
}

impl Article<String> {
    /// Returns all four elements, because clients in the field require each of them even if it is empty.
    fn elements(&self) -> Vec<Element> {
        let text = |name: &'static str, value: &Option<String>| {
            Element::text(name, value.as_deref().unwrap_or_default())
        };
        vec![
            text("Title", &self.title),
            text("Description", &self.description),
            text("PicUrl", &self.pic_url),
            text("Url", &self.url),
        ]
    }
}

fn push_optional(elements: &mut Vec<Element>, name: &'static str, value: Option<&String>) {
    if let Some(value) = value {
        elements.push(Element::text(name, value));
    }
}

/// Removes the characters that XML forbids; WeChat would reject the whole reply because of one.
fn without_forbidden(text: &str) -> Cow<'_, str> {
    if xml::forbidden_char(text).is_none() {
        return text.into();
    }
    text.chars().filter(|char| xml::forbidden_char(char.encode_utf8(&mut [0; 4])).is_none()).collect()
}

/// Cuts a text to the length that WeChat accepts; a cut text ends with `…`.
fn truncated(text: &str) -> Cow<'_, str> {
    const END: char = '…';
    if text.len() <= MAX_TEXT_BYTES {
        return text.into();
    }
    let mut end = MAX_TEXT_BYTES - END.len_utf8();
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{END}", &text[..end]).into()
}
