//! A full screen: lines at their places on the terminal, and keys as they are pressed. The terminal is restored when the
//! screen is dropped and when webot panics.

mod keys;

use std::io::{self, Stdout};
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::foreign::is_harmless;
pub(crate) use keys::{Key, KeyReader};

/// The mark in place of a character that could manipulate the terminal. Callers escape such characters readably.
const REPLACEMENT: char = '\u{fffd}';

/// `true` while a screen is on the terminal.
static IS_SHOWN: AtomicBool = AtomicBool::new(false);

/// The meaning of a piece of text, which decides its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Usual text.
    Plain,
    /// Text beside the matter.
    Dim,
    /// A heading.
    Heading,
    /// Success, or an added line.
    Good,
    /// A mistake, or a removed line.
    Bad,
    /// A warning.
    Warning,
    /// The chosen line.
    Chosen,
}

/// A line of the screen: pieces of text from left to right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ScreenLine(pub Vec<(String, Tone)>);

impl ScreenLine {
    /// Returns a line of one piece.
    pub(crate) fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self(vec![(text.into(), tone)])
    }

    /// Returns the line at most `width` columns wide, as further lines where it is wider.
    pub(crate) fn wrapped(self, width: usize) -> Vec<Self> {
        let mut lines = vec![Self::default()];
        let mut used = 0;
        for (text, tone) in self.0 {
            let mut piece = String::new();
            for char in text.chars() {
                let columns = char.width().unwrap_or(0);
                if used + columns > width && used > 0 {
                    let moved = if char.is_ascii_alphanumeric() { last_word(&piece) } else { piece.len() };
                    let rest = piece.split_off(moved);
                    used = rest.width();
                    if let Some(line) = lines.last_mut() {
                        line.0.push((std::mem::replace(&mut piece, rest), tone));
                    }
                    lines.push(Self::default());
                }
                used += columns;
                piece.push(char);
            }
            if let Some(line) = lines.last_mut() {
                line.0.push((piece, tone));
            }
        }
        lines
    }

    /// Returns the text without tones.
    #[cfg(test)]
    pub(crate) fn text(&self) -> String {
        self.0.iter().map(|(text, _)| text.as_str()).collect()
    }
}

/// Returns the start of the word at the end of a text; its end if that word is long, as in a token, or the only one.
fn last_word(text: &str) -> usize {
    const MAX_MOVED_BYTES: usize = 16;
    let start = text.rfind(' ').map(|space| space + 1);
    let is_short = |start: &usize| text.len() - start <= MAX_MOVED_BYTES && text[*start..].is_ascii();
    start.filter(is_short).unwrap_or(text.len())
}

/// Returns the width of a text in columns.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// Returns a text cut or filled to exactly `width` columns.
pub(crate) fn fitted(text: &str, width: usize) -> String {
    let columns = text.width();
    if columns <= width {
        return format!("{text}{}", " ".repeat(width - columns));
    }
    let mut used = 1;
    let mut kept: String = text
        .chars()
        .take_while(|char| {
            used += char.width().unwrap_or(0);
            used <= width
        })
        .collect();
    kept.extend((width > 0).then_some('…'));
    let columns = kept.width();
    kept.push_str(&" ".repeat(width.saturating_sub(columns)));
    kept
}

/// A full screen on stdout.
pub(crate) struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    coloured: bool,
}

impl Screen {
    /// Takes over the terminal; fails if it has no size or belongs to another program.
    pub(super) fn enter(coloured: bool) -> io::Result<Self> {
        if !is_in_foreground() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        let size = terminal.size()?;
        if size.width == 0 || size.height == 0 {
            return Err(io::ErrorKind::Unsupported.into());
        }
        take_over()?;
        Ok(Self { terminal, coloured })
    }

    /// Returns the width in columns and the height in lines.
    pub(crate) fn size(&self) -> io::Result<(usize, usize)> {
        let size = self.terminal.size()?;
        Ok((size.width.into(), size.height.into()))
    }

    /// Draws lines from the top, and the cursor at a column and a line, if one is given. Only what changed is written.
    pub(crate) fn draw(&mut self, lines: &[ScreenLine], cursor: Option<(usize, usize)>) -> io::Result<()> {
        let coloured = self.coloured;
        self.terminal.draw(|frame| {
            let area = frame.area();
            let buffer = frame.buffer_mut();
            for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
                let mut x = area.left();
                for (text, tone) in &line.0 {
                    let room = usize::from(area.right().saturating_sub(x));
                    (x, _) = buffer.set_stringn(x, y, harmless(text), room, style(*tone, coloured));
                }
            }
            if let Some((x, y)) = cursor {
                let limit =
                    |at: usize, end: u16| u16::try_from(at).unwrap_or(u16::MAX).min(end.saturating_sub(1));
                frame.set_cursor_position((limit(x, area.right()), limit(y, area.bottom())));
            }
        })?;
        Ok(())
    }

    /// Draws everything anew at the next call of [`Screen::draw`], because another program may have written to the
    /// terminal.
    pub(crate) fn refresh(&mut self) -> io::Result<()> {
        // `Terminal::clear` asks the terminal for its cursor, and the answer would come among the keys.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Leaves the terminal to another program while `work` runs.
    pub(crate) fn suspended<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        restore_screen();
        let result = work();
        take_over()?;
        self.refresh()?;
        Ok(result)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore_screen();
    }
}

/// Returns whether the terminal is this program's. The system would stop a program in the background that changes it.
fn is_in_foreground() -> bool {
    #[cfg(unix)]
    return rustix::termios::tcgetpgrp(io::stdin()).is_ok_and(|group| group == rustix::process::getpgrp());
    #[cfg(not(unix))]
    true
}

fn take_over() -> io::Result<()> {
    IS_SHOWN.store(true, Ordering::SeqCst);
    let taken =
        enable_raw_mode().and_then(|()| execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste));
    if taken.is_err() {
        restore_screen();
    }
    taken
}

/// Gives the terminal back as it was, if a screen is on it.
pub(crate) fn restore_screen() {
    if IS_SHOWN.swap(false, Ordering::SeqCst) {
        // A terminal that is gone needs nothing.
        disable_raw_mode().ok();
        execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show).ok();
    }
}

/// Returns text without characters that could manipulate the terminal or move what follows.
fn harmless(text: &str) -> String {
    let shown = |char| if is_harmless(char) && !matches!(char, '\n' | '\t') { char } else { REPLACEMENT };
    text.chars().map(shown).collect()
}

/// Returns the look of a tone; without colours, signs in the text tell the same.
fn style(tone: Tone, coloured: bool) -> Style {
    let plain = Style::new();
    let colour = |colour| if coloured { plain.fg(colour) } else { plain };
    match tone {
        Tone::Plain => plain,
        Tone::Dim => plain.add_modifier(Modifier::DIM),
        Tone::Heading => colour(Color::Cyan).add_modifier(Modifier::BOLD),
        Tone::Good => colour(Color::Green),
        Tone::Bad => colour(Color::Red),
        Tone::Warning => colour(Color::Yellow),
        Tone::Chosen => plain.add_modifier(Modifier::REVERSED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_their_columns() {
        assert_eq!(fitted("ab", 4), "ab  ");
        assert_eq!(fitted("一二三", 5), "一二…");
        assert_eq!(fitted("一二三", 4), "一… ");
        assert_eq!((fitted("abc", 1).as_str(), fitted("abc", 0).as_str()), ("…", ""));
    }

    #[test]
    fn lines_are_wrapped_by_columns() {
        let line = ScreenLine(vec![("一二三".to_owned(), Tone::Plain), ("abc".to_owned(), Tone::Dim)]);
        let texts: Vec<String> = line.wrapped(5).iter().map(ScreenLine::text).collect();
        assert_eq!(texts, ["一二", "三abc"]);
        let words = |text: &str| -> Vec<String> {
            ScreenLine::new(text, Tone::Plain).wrapped(8).iter().map(ScreenLine::text).collect()
        };
        assert_eq!(words("one two three"), ["one two ", "three"]);
        assert_eq!(words("one twothree"), ["one ", "twothree"]);
        assert_eq!(words("onetwothree"), ["onetwoth", "ree"]);
        assert_eq!(words("a 一二三四"), ["a 一二三", "四"]);
        assert_eq!(ScreenLine::new("一", Tone::Plain).wrapped(1).len(), 1, "a narrow screen holds one");
    }

    #[test]
    fn nothing_foreign_reaches_the_terminal() {
        assert_eq!(harmless("a\u{1b}[2J\u{202e}\n\u{9b}家"), "a\u{fffd}[2J\u{fffd}\u{fffd}\u{fffd}家");
    }
}
