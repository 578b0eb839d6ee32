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
    "index.html" "text/html; charset=utf-8";
    "style.css" "text/css; charset=utf-8";
    "icon.svg" "image/svg+xml";
    "chat.js" JAVASCRIPT;
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

/// Returns the file with this name; the empty name is the page itself.
pub(super) fn find(name: &str) -> Option<&'static Asset> {
    let name = if name.is_empty() { "index.html" } else { name };
    ASSETS.iter().find(|asset| asset.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_small() {
        let bytes: usize = ASSETS.iter().map(|asset| asset.content.len()).sum();
        assert!(bytes <= 120 << 10, "{bytes} bytes");
        let style = find("style.css").expect("a file").content.len();
        assert!(style <= 16 << 10, "{style} bytes");
    }

    #[test]
    fn nothing_is_inline_and_nothing_becomes_markup() {
        let page = find("").expect("the page").content;
        assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains("<script>"));
        let handlers = regex::Regex::new(r"\son[a-z]+=").expect("a regex");
        assert!(!handlers.is_match(page));
        for asset in ASSETS.iter().filter(|asset| asset.content_type == JAVASCRIPT) {
            for banned in
                ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
            {
                assert!(!asset.content.contains(banned), "{banned} in {}", asset.name);
            }
            for line in asset.content.lines().filter(|line| line.starts_with("import ")) {
                let name = line.split('"').nth(1).and_then(|path| path.strip_prefix("./"));
                assert!(name.and_then(find).is_some(), "{line}");
            }
        }
    }
}
