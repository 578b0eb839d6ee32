//! The content of a mass message.

use clap::{ArgGroup, Args};
use serde_json::{Value, json};

use crate::api::ParamPlace;
use crate::commands::args::{non_empty, value};
use crate::commands::endpoint::entry;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::text::{help, words};
use crate::wechat::{Call, WeChat};

/// The maximum length of a text, in bytes.
const MAX_TEXT_BYTES: usize = 2048;
/// The number of characters of a text that a question shows.
const SHOWN_CHARS: usize = 40;

/// The content of a mass message: one of the types, with what belongs to it.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("content").required(true))]
pub(crate) struct ContentArgs {
    /// `--text`
    #[arg(long, value_name = "TEXT", group = "content", help = help().mass.text)]
    pub text: Option<String>,
    /// `--news`
    #[arg(long, value_name = "MEDIA_ID", group = "content", help = help().mass.news)]
    pub news: Option<String>,
    /// `--image`
    #[arg(long = "image", value_name = "MEDIA_ID", group = "content", help = help().mass.image)]
    pub images: Vec<String>,
    /// `--voice`
    #[arg(long, value_name = "MEDIA_ID", group = "content", help = help().mass.voice)]
    pub voice: Option<String>,
    /// `--video`
    #[arg(long, value_name = "MEDIA_ID", group = "content", help = help().mass.video)]
    pub video: Option<String>,
    /// `--card`
    #[arg(long, value_name = "CARD_ID", group = "content", help = help().mass.card)]
    pub card: Option<String>,
    /// `--title`
    #[arg(long, value_name = "TITLE", conflicts_with_all = ["text", "news", "voice", "card"], help = help().mass.title)]
    pub title: Option<String>,
    /// `--description`
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["text", "news", "images", "voice", "card"], help = help().mass.description)]
    pub description: Option<String>,
    /// `--recommend`
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["text", "news", "voice", "video", "card"], help = help().mass.recommend)]
    pub recommend: Option<String>,
    /// `--comments`
    #[arg(long, value_name = "WHO", conflicts_with_all = ["text", "news", "voice", "video", "card"], value_parser = ["all", "fans", "none"], hide_possible_values = true, help = help().mass.comments)]
    pub comments: Option<String>,
}

/// The parameters of a body.
pub(super) type Values = Vec<(&'static str, Value)>;

impl ContentArgs {
    /// Returns `msgtype` and the object of that name.
    pub(super) fn values(&self, cx: &Context) -> Result<Values, Error> {
        if self.images.is_empty() {
            return self.single(cx);
        }
        let mut values = vec![("msgtype", json!("image")), ("images.media_ids", json!(self.images))];
        for (name, given) in [("images.recommend", &self.recommend), ("images.title", &self.title)] {
            values.extend(given.as_ref().map(|given| (name, json!(given))));
        }
        if let Some(comments) = &self.comments {
            values.push(("images.need_open_comment", json!(i32::from(comments != "none"))));
            values.push(("images.only_fans_can_comment", json!(i32::from(comments == "fans"))));
        }
        Ok(values)
    }

    /// Returns the same for a preview, which has one picture at most.
    pub(super) fn preview_values(&self, cx: &Context) -> Result<Values, Error> {
        match &self.images[..] {
            [] => self.single(cx),
            [one] => Ok(vec![("msgtype", json!("image")), ("image.media_id", json!(one))]),
            [first, ..] => {
                cx.printer.warning(words().mass.one_image);
                Ok(vec![("msgtype", json!("image")), ("image.media_id", json!(first))])
            }
        }
    }

    fn single(&self, cx: &Context) -> Result<Values, Error> {
        if let Some(text) = &self.text {
            let text = non_empty("--text", value("--text", text, cx)?)?;
            if text.len() > MAX_TEXT_BYTES {
                let wanted = Wanted::Bytes(MAX_TEXT_BYTES);
                return Err(Usage::Parameter { name: "content", value: text, wanted }.into());
            }
            return Ok(vec![("msgtype", json!("text")), ("text.content", json!(text))]);
        }
        let mut values = Vec::new();
        for (kind, name, given) in [
            ("mpnews", "mpnews.media_id", &self.news),
            ("voice", "voice.media_id", &self.voice),
            ("mpvideo", "mpvideo.media_id", &self.video),
            ("wxcard", "wxcard.card_id", &self.card),
        ] {
            if let Some(id) = given {
                values.extend([("msgtype", json!(kind)), (name, json!(id))]);
            }
        }
        if self.card.is_some() {
            cx.printer.warning(words().mass.no_cards);
        }
        for (name, given) in [("mpvideo.title", &self.title), ("mpvideo.description", &self.description)] {
            values.extend(given.as_ref().map(|given| (name, json!(given))));
        }
        Ok(values)
    }

    /// Returns the content, which has these values, as a question names it. The titles of articles are asked for.
    pub(super) fn described(&self, values: &[(&str, Value)], wechat: &WeChat<'_>, cx: &Context) -> String {
        let words = &words().mass;
        let foreign = |text: &str| cx.printer.foreign(text);
        if let Some(id) = &self.news {
            let titles = titles(id, wechat, cx);
            return match titles.first() {
                Some(first) => (words.news)(&foreign(first), titles.len()),
                None => (words.content)("mpnews", &foreign(id)),
            };
        }
        if let [_, _, ..] = &self.images[..] {
            return (words.images)(self.images.len());
        }
        let others = [("voice", &self.voice), ("mpvideo", &self.video), ("wxcard", &self.card)];
        let other = others.into_iter().find_map(|(kind, id)| Some((kind, id.as_ref()?)));
        let text =
            values.iter().find(|(name, _)| *name == "text.content").and_then(|(_, text)| text.as_str());
        match (text, self.images.first(), other) {
            (Some(text), ..) => {
                let mut short: String = text.chars().take(SHOWN_CHARS).collect();
                if short.len() < text.len() {
                    short.push('…');
                }
                (words.text)(&foreign(&short.replace(['\r', '\n'], " ")))
            }
            (_, Some(image), _) => (words.content)("image", &foreign(image)),
            (.., Some((kind, id))) => (words.content)(kind, &foreign(id)),
            _ => String::new(),
        }
    }
}

/// Returns the titles of the articles of a draft; none if WeChat does not tell them.
fn titles(id: &str, wechat: &WeChat<'_>, cx: &Context) -> Vec<String> {
    let ask = || {
        let call = Call::of(&entry("draft get").ok()?, vec![("media_id", ParamPlace::Body, json!(id))]);
        cx.block_on(wechat.call(&call)).ok()?.ok()?.json()
    };
    let draft = ask().unwrap_or_default();
    let articles = draft["news_item"].as_array();
    articles
        .into_iter()
        .flatten()
        .filter_map(|article| article["title"].as_str().map(str::to_owned))
        .collect()
}
