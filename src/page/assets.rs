//! The files of the pages, which the binary holds.

/// A file of a page.
pub(super) struct Asset {
    /// The name at the end of its path.
    name: &'static str,
    /// The content type.
    pub(super) content_type: &'static str,
    /// The content.
    pub(super) content: &'static str,
}

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! assets {
    ($($name:literal $type:expr;)*) => {
        /// All files.
        const ASSETS: &[Asset] =
            &[$(Asset { name: $name, content_type: $type, content: include_str!(concat!("assets/", $name)) }),*];
    };
}

assets! {
    "chat.html" "text/html; charset=utf-8";
    "live.html" "text/html; charset=utf-8";
    "style.css" "text/css; charset=utf-8";
    "live.css" "text/css; charset=utf-8";
    "icon.svg" "image/svg+xml";
    "app.js" JAVASCRIPT;
    "chat.js" JAVASCRIPT;
    "live.js" JAVASCRIPT;
    "row.js" JAVASCRIPT;
    "call.js" JAVASCRIPT;
    "account.js" JAVASCRIPT;
    "live_words.js" JAVASCRIPT;
    "phone.js" JAVASCRIPT;
    "bubble.js" JAVASCRIPT;
    "details.js" JAVASCRIPT;
    "dialogs.js" JAVASCRIPT;
    "menu.js" JAVASCRIPT;
    "reply.js" JAVASCRIPT;
    "message.js" JAVASCRIPT;
    "dom.js" JAVASCRIPT;
    "server.js" JAVASCRIPT;
    "words.js" JAVASCRIPT;
}

/// A page of the binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageFile {
    /// A conversation with a bot.
    Chat,
    /// The events of a server, as they happen.
    Live,
}

impl PageFile {
    fn name(self) -> &'static str {
        match self {
            Self::Chat => "chat.html",
            Self::Live => "live.html",
        }
    }
}

/// Returns the file with this name; the empty name is the page itself.
pub(super) fn find(name: &str, page: PageFile) -> Option<&'static Asset> {
    let name = if name.is_empty() { page.name() } else { name };
    ASSETS.iter().find(|asset| asset.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_small() {
        let bytes: usize = ASSETS.iter().map(|asset| asset.content.len()).sum();
        assert!(bytes <= 120 << 10, "{bytes} bytes");
        for style in ["style.css", "live.css"] {
            let style = find(style, PageFile::Chat).expect("a file").content.len();
            assert!(style <= 16 << 10, "{style} bytes");
        }
    }

    #[test]
    fn nothing_is_inline_and_nothing_becomes_markup() {
        let handlers = regex::Regex::new(r"\son[a-z]+=").expect("a regex");
        for page in [PageFile::Chat, PageFile::Live] {
            let page = find("", page).expect("the page").content;
            assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains("<script>"));
            assert!(!handlers.is_match(page));
        }
        for asset in ASSETS.iter().filter(|asset| asset.content_type == JAVASCRIPT) {
            for banned in
                ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
            {
                assert!(!asset.content.contains(banned), "{banned} in {}", asset.name);
            }
            for line in asset.content.lines().filter(|line| line.starts_with("import ")) {
                let name = line.split('"').nth(1).and_then(|path| path.strip_prefix("./"));
                assert!(name.and_then(|name| find(name, PageFile::Chat)).is_some(), "{line}");
            }
        }
    }
}
