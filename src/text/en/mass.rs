use super::count::Count;
use crate::text::mass::{MassHelp, MassReceivers, MassWords};

pub(in crate::text) const HELP: MassHelp = MassHelp {
    all: "Send to all followers; the message is in the history of the account",
    tag: "Send to the followers with this tag (`webot tag list`)",
    to: "Openids, 2 to 10000; several with commas, @FILE for a file (lines or CSV), - for stdin",
    text: "Text, up to 2048 bytes; @FILE for a file, - for stdin",
    news: "Articles, by the media_id of a draft (`webot draft list`)",
    image: "Picture, by its media_id; repeatable",
    voice: "Voice, by its media_id",
    video: "Video, by a media_id of the library or of `webot message mass video`",
    card: "Card; WeChat refuses mass messages with cards (45113)",
    title: "Title of the pictures or of the video",
    description: "Description of the video",
    recommend: "Words that recommend the pictures",
    comments: "People who may comment on the pictures: all, fans or none",
    ignore_reprint: "Send articles that WeChat takes for a reprint too, if their author allows it",
    client_msg_id: "ID that is sent once in 24 hours [default: made of the message and its receivers]",
    wait: "Wait until the message was sent; the exit code is 1 if it was not",
    wechat_id: "WeChat ID of the follower, in place of the openid; 100 a day",
    msg_id: "msg_id of the mass message",
    article_url: "URL of the article, in place of the msg_id",
    article: "Number of the article, from 1; 0 deletes all [default: 0]",
};

pub(in crate::text) const WORDS: MassWords = MassWords {
    really_send: |content, receivers| {
        let followers = |count: &Option<u64>| {
            count.map_or_else(|| "followers".to_owned(), |count| Count::new(count, "follower").to_string())
        };
        let to = match receivers {
            MassReceivers::All(count) => format!("all {}", followers(count)),
            MassReceivers::Tag(name, count) => format!("the {} with the tag “{name}”", followers(count)),
            MassReceivers::Openids(count) => Count::of(*count, "user").to_string(),
        };
        format!(
            "Send {content} to {to}? It cannot be taken back; `webot message mass preview` shows it first"
        )
    },
    text: |text| format!("the text “{text}”"),
    news: |title, count| match count {
        1 => format!("the article “{title}”"),
        count => format!("{count} articles, the first of which is “{title}”,"),
    },
    images: |count| Count::of(count, "picture").to_string(),
    content: |kind, id| {
        let kind = match kind {
            "mpnews" => "the articles",
            "image" => "the picture",
            "voice" => "the voice",
            "mpvideo" => "the video",
            _ => "the card",
        };
        format!("{kind} {id}")
    },
    one_image: "a preview has one picture: only the first is sent",
    no_cards: "WeChat has not sent cards to many since 2024-08-10 (45113)",
    nobody: |tag| format!("no follower has the tag “{tag}”, so that nobody gets the message"),
    accepted: |command| {
        format!("WeChat has taken the message but not sent it yet; `{command}` shows whether it is sent")
    },
    ask_again: |command| format!("WeChat has taken the message; `{command}` shows whether it is sent"),
    ended: |status| match status {
        "SEND_SUCCESS" => "sent".to_owned(),
        "SEND_FAIL" => {
            "not sent: WeChat reports a failure, whose reason is in `MASSSENDJOBFINISH`".to_owned()
        }
        "DELETE" => "deleted".to_owned(),
        other => format!("status {other}"),
    },
    repeated: |id, command| format!("it was accepted as {id}; `{command}` shows whether it is sent"),
    unclear: |id| {
        format!(
            "WeChat may have taken the message; send it again with `--client-msg-id {id}`: a repeat is refused with 45065"
        )
    },
    previewed: "preview sent",
};
