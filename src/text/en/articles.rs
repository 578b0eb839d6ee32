use crate::article::ArticleFault;
use crate::lang::Said;
use crate::text::articles::{DraftHelp, DraftWords, MaterialHelp, MaterialWords};
use crate::text::size;

pub(super) const DRAFT: DraftHelp = DraftHelp {
    files: "Files of HTML, Markdown or JSON, one for each article; - for stdin",
    file: "File of HTML, Markdown or JSON; - for stdin",
    media_id: "media_id of the draft",
    index: "Number of the article, from 0",
    title: "Title, up to 32 characters [default: title of the file]",
    author: "Author, up to 16 characters",
    digest: "Digest, up to 120 characters [default: beginning of the content]",
    cover: "Cover: file, which is added to the library, or media_id of permanent material",
    source_url: "Link behind “Read more” at the end of the article",
    comments: "Readers who may comment: none, fans or all [default: none]",
    no_check: "Send the articles without checking them",
    wait: "Wait until the draft is published",
};

pub(super) const MATERIAL: MaterialHelp = MaterialHelp {
    sync: "Download the library into a directory, and later only what is new",
    dir: "Directory to download to; material.json in it lists the files",
    kind: "Type of the material: image, voice or video; repeatable [default: all]",
    delete: "Delete the files whose material was deleted",
};

pub(super) const DRAFT_WORDS: DraftWords = DraftWords {
    not_sent: "not sent; use --no-check to send it anyway",
    of_article: |number, sentence| format!("article {number}: {sentence}"),
    would_upload: |count| {
        let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
        format!("{files} would be uploaded first; their names stand in place of the URLs and media_ids")
    },
    submitted: |command| format!("WeChat publishes the draft; `{command}` shows whether it is done"),
    ask_again: |command| format!("the draft was submitted; `{command}` shows whether it is published"),
    published: |status| {
        match status {
            0 => "published",
            2 => "not published: the originality check failed",
            3 => "not published: publishing failed",
            4 => "not published: refused by review",
            5 => "published, and deleted by the account since",
            6 => "published, and blocked by WeChat since",
            _ => return format!("ended with the unknown publish_status {status}"),
        }
        .to_owned()
    },
};

pub(super) const MATERIAL_WORDS: MaterialWords = MaterialWords {
    synced: |downloaded, unchanged, deleted, left| {
        let mut said = format!("{downloaded} downloaded, {unchanged} unchanged");
        if deleted > 0 {
            said = format!("{said}, {deleted} deleted");
        }
        if left > 0 {
            said = format!("{said}; {left} no longer in the library, --delete removes them");
        }
        said
    },
};

pub(in crate::text) fn article_fault(fault: &ArticleFault) -> Said {
    match fault {
        ArticleFault::Missing(field @ "title") => {
            Said::new(format!("the article has no `{field}`")).hint("give it with --title or in the file")
        }
        ArticleFault::Missing(field) => {
            Said::new(format!("the article has no `{field}`")).hint("an article needs some text")
        }
        ArticleFault::Chars { field, chars, most } => {
            Said::new(format!("`{field}` has {chars} characters, at most {most} are allowed")).hint("shorten it")
        }
        ArticleFault::Bytes { field, bytes, most } => Said::new(format!(
            "`{field}` has {}, at most {} are allowed",
            size(*bytes as u64),
            size(*most as u64)
        ))
        .hint("shorten it"),
        ArticleFault::NoCover => Said::new("the article has no cover")
            .hint("give a picture with --cover FILE, or a media_id of permanent material with --cover MEDIA_ID"),
        ArticleFault::Pictures(count) => Said::new(format!("a picture message has 1 to 20 pictures, not {count}"))
            .hint("list their media_ids in `image_info.image_list[].image_media_id`"),
        ArticleFault::Kind(kind) => {
            Said::new(format!("there is no `article_type` `{kind}`")).hint("expected `news` or `newspic`")
        }
        ArticleFault::Script => Said::new("the content has a script, which WeChat removes").hint("remove it"),
        ArticleFault::ForeignPicture(url) => {
            Said::new(format!("WeChat drops the picture `{}`: it is not on a host of WeChat", shortened(url)))
                .hint("download it and name the file, which webot uploads; or use a URL of `webot material upload-image`")
        }
        ArticleFault::LocalPicture(path) => Said::new(format!("there is no picture `{}`", shortened(path)))
            .hint("the name is relative to the directory of the article"),
    }
}

/// Returns a link, shortened if it is long, as one with data in it is.
fn shortened(link: &str) -> String {
    let shown: String = link.chars().take(80).collect();
    if shown.len() < link.len() { format!("{shown}…") } else { shown }
}
