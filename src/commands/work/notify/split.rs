//! Splits a text into messages of a limited size.

/// The fence of a code block in Markdown.
const FENCE: &str = "```";
/// The line that ends a code block.
const FENCE_END: &str = "\n```";
/// The maximum length of the first line of a code block that is repeated, in bytes.
const MAX_FENCE_BYTES: usize = 64;

/// The messages made so far.
struct Parts<'t> {
    done: Vec<String>,
    current: String,
    /// The first line of the code block that the text is in.
    fence: Option<&'t str>,
}

impl Parts<'_> {
    /// Ends a message. A code block is closed, and opened again in the next.
    fn end(&mut self) {
        let mut part = std::mem::take(&mut self.current);
        part.truncate(part.trim_end_matches(['\r', '\n']).len());
        if let Some(fence) = self.fence {
            part.push_str(FENCE_END);
            self.current = format!("{fence}\n");
        }
        if !part.trim().is_empty() {
            self.done.push(part);
        }
    }

    /// Returns the room for a line, in bytes.
    fn room(&self, most: usize, is_code: bool) -> usize {
        let end = if is_code { FENCE_END.len() } else { 0 };
        most.saturating_sub(self.current.len() + end)
    }
}

/// Splits a text into parts of at most `most` bytes: at the ends of lines, and a longer line at a blank or, without one,
/// between two characters. In Markdown a code block that is split stays one in each part.
pub(super) fn split(text: &str, most: usize, is_markdown: bool) -> Vec<String> {
    if text.len() <= most {
        return vec![text.to_owned()];
    }
    let mut parts = Parts { done: Vec::new(), current: String::new(), fence: None };
    for line in text.split_inclusive('\n') {
        let is_fence = is_markdown && line.trim_start().starts_with(FENCE);
        let is_code = is_fence || parts.fence.is_some();
        let length = line.trim_end_matches(['\r', '\n']).len();
        let begun = parts.fence.map_or(0, |fence| fence.len() + 1);
        if length > parts.room(most, is_code) && parts.current.len() > begun {
            parts.end();
        }
        let mut rest = line;
        while rest.trim_end_matches(['\r', '\n']).len() > parts.room(most, is_code) {
            let cut = cut(rest, parts.room(most, is_code));
            parts.current.push_str(&rest[..cut]);
            rest = &rest[cut..];
            parts.end();
        }
        parts.current.push_str(rest);
        if is_fence {
            let own = line.trim();
            let own = if own.len() <= MAX_FENCE_BYTES { own } else { FENCE };
            parts.fence = if parts.fence.is_some() { None } else { Some(own) };
        }
    }
    parts.fence = None;
    parts.end();
    parts.done
}

/// Returns the position at which a line is cut that has room for this many bytes: at least one character goes before it.
fn cut(line: &str, room: usize) -> usize {
    let end = (0..=room.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or_default();
    if end == 0 {
        return line.chars().next().map_or(line.len(), char::len_utf8);
    }
    let blank = line[..end].rfind(' ').map(|at| at + 1);
    blank.filter(|at| *at > end / 2).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_text_that_fits_stays_as_it_is() {
        assert_eq!(split("一\n二\n", 8, true), ["一\n二\n"]);
    }

    #[test]
    fn texts_are_split_at_the_ends_of_lines() {
        assert_eq!(split("aaaa\nbbbb\ncccc\n", 9, false), ["aaaa\nbbbb", "cccc"]);
        assert_eq!(split("aaaa\r\n\r\nbbbb\n", 6, false), ["aaaa", "bbbb"]);
    }

    #[test]
    fn a_long_line_is_split_at_a_blank_or_between_characters() {
        assert_eq!(split("aaaa bbbb cccc", 10, false), ["aaaa bbbb ", "cccc"]);
        assert_eq!(split("中文中文", 7, false), ["中文", "中文"]);
        assert_eq!(split("中文", 1, false), ["中", "文"]);
    }

    #[test]
    fn a_code_block_stays_one_in_each_part() {
        let parts = split("x\n```rust\naaaaaaa\nbbbbbbb\n```\nend", 24, true);
        assert_eq!(parts, ["x\n```rust\naaaaaaa\n```", "```rust\nbbbbbbb\n```\nend"]);
        assert!(
            split("x\n```rust\naaaaaaa\nbbbbbbb\n```\nend", 24, false).iter().all(|part| part.len() <= 24)
        );
    }

    #[test]
    fn no_part_is_too_long_and_nothing_is_lost() {
        for most in 12..200 {
            let text: String = (0..400).map(|n| if n % 37 == 0 { '\n' } else { '字' }).collect();
            let parts = split(&text, most, true);
            assert!(parts.iter().all(|part| part.len() <= most && !part.is_empty()));
            let kept: usize = parts.iter().map(|part| part.matches('字').count()).sum();
            assert_eq!(kept, text.matches('字').count());
        }
    }
}
