//! HTML pages, which are no replies.

use crate::http::body;

/// An HTML page.
pub(super) struct HtmlPage {
    pub(super) title: Option<String>,
}

/// Recognises an HTML page.
pub(super) fn html_page(text: &str) -> Option<HtmlPage> {
    let head: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    let page = ["<!doctype html", "<html"].iter().any(|tag| head.starts_with(tag))
        || (!head.contains("<xml")
            && (head.contains("<html") || head.contains("<body") || head.contains("<pre>")));
    if !page {
        return None;
    }
    Some(HtmlPage { title: body::html_title(text) })
}
