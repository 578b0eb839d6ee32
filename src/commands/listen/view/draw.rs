//! Lays the view out in the lines of the screen.

use super::details::{comparison, details};
use super::rows::Row;
use super::state::{Pane, Question, View};
use crate::commands::listen::said::Mark;
use crate::printer::{ScreenLine, Tone, columns, fitted, in_a_line, visible};
use crate::text::words;

/// The fewest lines at which the details have a place below the list.
const MIN_SPLIT_LINES: usize = 14;
/// The fewest lines of the list beside the details.
const MIN_LIST_LINES: usize = 4;

/// A screen: its lines, and the place of the cursor.
pub(super) struct Drawing {
    pub lines: Vec<ScreenLine>,
    pub cursor: Option<(usize, usize)>,
}

/// Returns the screen of this width and height.
pub(super) fn draw(view: &mut View, width: usize, height: usize) -> Drawing {
    let mut lines = vec![title(view, width)];
    // The last line is that of keys, notes and questions.
    let room = height.saturating_sub(2);
    match view.pane {
        Pane::List => list_pane(view, width, room, &mut lines),
        pane => {
            let page: Vec<ScreenLine> =
                page(view, pane).into_iter().flat_map(|line| line.wrapped(width)).collect();
            view.page = room.max(1);
            view.scroll = view.scroll.min(page.len().saturating_sub(room));
            lines.extend(page.into_iter().skip(view.scroll).take(room));
        }
    }
    lines.resize(height.saturating_sub(1), ScreenLine::default());
    let (last, cursor) = last_line(view, width);
    lines.push(last);
    Drawing { lines, cursor: cursor.map(|column| (column, height.saturating_sub(1))) }
}

fn title(view: &View, width: usize) -> ScreenLine {
    let text = &words().listen_view;
    let mut title = (text.counted)(view.shown.len(), view.rows.total, view.filter.is_some());
    if view.rows.has_dropped() {
        title = format!("{title}{}{}", words().semicolon, (text.kept)(view.rows.len()));
    }
    if let Some((filter, _)) = &view.filter {
        title = format!("{title}  /{}", in_a_line(filter));
    }
    title = format!("{title}  {} → {}", view.settings.url, view.settings.destination);
    ScreenLine::new(fitted(&title, width), Tone::Heading)
}

fn list_pane(view: &mut View, width: usize, room: usize, lines: &mut Vec<ScreenLine>) {
    let text = &words().listen_view;
    if view.shown.is_empty() {
        let said = if view.filter.is_some() { text.none_meets } else { text.waiting };
        lines.extend(ScreenLine::new(said, Tone::Dim).wrapped(width));
        return;
    }
    let is_split = room >= MIN_SPLIT_LINES;
    // One line is the heading of the list.
    // One line is the heading of the list. A short list leaves its place to the details.
    let list = if is_split { (room * 2 / 5).min(view.shown.len() + 1).max(MIN_LIST_LINES) } else { room };
    let list = list.saturating_sub(1).max(1);
    view.page = list;
    let columns = Columns::of(view, width);
    lines.push(columns.heading());
    let at = view.position();
    // The chosen push is in the middle, unless the list begins or ends there.
    let first = at.saturating_sub(list / 2).min(view.shown.len().saturating_sub(list));
    let shown = view.shown.iter().skip(first).take(list).filter_map(|id| view.rows.get(*id));
    lines.extend(shown.map(|row| columns.row(row, view)));
    if is_split && let Some(row) = view.chosen_row() {
        lines.resize(list + 2, ScreenLine::default());
        lines.push(ScreenLine::new("─".repeat(width), Tone::Dim));
        let left = (room + 1).saturating_sub(lines.len());
        let details: Vec<ScreenLine> =
            details(row, view.shows_headers).into_iter().flat_map(|line| line.wrapped(width)).collect();
        let is_cut = details.len() > left;
        lines.extend(details.into_iter().take(left));
        if is_cut && let Some(last) = lines.last_mut() {
            *last = ScreenLine::new("…", Tone::Dim);
        }
    }
}

/// The widths of the columns of the list; 0 leaves a column out.
struct Columns {
    number: usize,
    kind: usize,
    user: usize,
    text: usize,
    reply: usize,
    ms: usize,
    width: usize,
}

impl Columns {
    /// The columns of the chosen sign, the mark, the time, the verdict, and the blanks after these.
    const FIXED: usize = 1 + 1 + 8 + 1 + 1 + 1;

    fn of(view: &View, width: usize) -> Self {
        let number = if width >= 60 { digits(view.rows.total).max(3) + 6 } else { 0 };
        let user = if width >= 100 { 16 } else { 0 };
        let ms = if width >= 50 { 8 } else { 0 };
        let kind = if width >= 80 { 14 } else { 8 };
        let gap = |column: usize| if column > 0 { column + 1 } else { 0 };
        let used = Self::FIXED + gap(number) + gap(user) + gap(ms) + gap(kind);
        let left = width.saturating_sub(used);
        let text = if width >= 60 { left / 2 } else { 0 };
        let reply = left.saturating_sub(gap(text));
        Self { number, kind, user, text, reply, ms, width }
    }

    fn heading(&self) -> ScreenLine {
        let text = &words().listen_view;
        let cells = [
            ("", self.number),
            (text.time, 8),
            ("", 1),
            (text.kind, self.kind),
            (text.user, self.user),
            (text.text, self.text),
            (text.reply, self.reply),
            ("      ms", self.ms),
        ];
        let cells = cells.iter().filter(|(_, width)| *width > 0);
        let cells: Vec<String> = cells.map(|(text, width)| fitted(text, *width)).collect();
        ScreenLine::new(fitted(&format!("  {}", cells.join(" ")), self.width), Tone::Dim)
    }

    fn row(&self, row: &Row, view: &View) -> ScreenLine {
        let is_chosen = view.chosen == Some(row.id);
        let sign = if is_chosen { '>' } else { ' ' };
        let mark = if view.marked.contains(&row.id) { '*' } else { ' ' };
        let (verdict, tone) = match row.mark {
            Mark::Good => ("✓", Tone::Good),
            Mark::Remarkable => ("!", Tone::Warning),
            Mark::Bad => ("✗", Tone::Bad),
            Mark::None => (" ", Tone::Plain),
        };
        let origin = match row.push.resent {
            Some(resent) => format!(" ↻{}", resent.of),
            None if row.push.delivery > 1 => format!(" ×{}", row.push.delivery),
            None => String::new(),
        };
        // Without a column of numbers, a repetition is told before the reply.
        let (number, reply) = if self.number > 0 {
            (format!("#{}{origin}", row.push.number), row.reply.clone())
        } else {
            (String::new(), format!("{origin} {}", row.reply).trim_start().to_owned())
        };
        let ms = format!("{:>8.1}", row.push.recorded.ms);
        let cells = |cells: &[(&str, usize)]| {
            let cells = cells.iter().filter(|(_, width)| *width > 0);
            cells.map(|(text, width)| fitted(text, *width) + " ").collect::<String>()
        };
        let start = format!("{sign}{mark}{}", cells(&[(&number, self.number), (&row.time, 8)]));
        let rest = cells(&[
            (&row.kind, self.kind),
            (&row.user, self.user),
            (&row.text, self.text),
            (&reply, self.reply),
            (&ms, self.ms),
        ]);
        if is_chosen {
            let line = format!("{start}{verdict} {rest}");
            return ScreenLine::new(fitted(line.trim_end(), self.width), Tone::Chosen);
        }
        let rest = rest.trim_end().to_owned();
        ScreenLine(vec![(start, Tone::Plain), (format!("{verdict} "), tone), (rest, Tone::Plain)])
    }
}

fn digits(number: u64) -> usize {
    number.checked_ilog10().map_or(1, |digits| digits as usize + 1)
}

/// Returns the lines of a page that fills the screen.
fn page(view: &View, pane: Pane) -> Vec<ScreenLine> {
    let gone = || vec![ScreenLine::new(words().listen_view.gone, Tone::Dim)];
    match pane {
        Pane::List => Vec::new(),
        Pane::Details => view.chosen_row().map_or_else(gone, |row| details(row, view.shows_headers)),
        Pane::Comparison(first, second) => match (view.rows.get(first), view.rows.get(second)) {
            (Some(first), Some(second)) => comparison(first, second),
            _ => gone(),
        },
        Pane::Help => help(view),
    }
}

fn help(view: &View) -> Vec<ScreenLine> {
    let text = &words().listen_view;
    let widest = text.help.iter().map(|(keys, _)| columns(keys)).max().unwrap_or(0);
    let line = |(keys, said): &(&str, &str)| {
        ScreenLine(vec![(fitted(keys, widest) + "  ", Tone::Heading), ((*said).to_owned(), Tone::Plain)])
    };
    let conditions = text.conditions.iter().map(|said| ScreenLine::new(*said, Tone::Plain));
    let page = view.settings.page.iter();
    let page = page
        .flat_map(|url| [ScreenLine::default(), ScreenLine::new((words().ui.listening)(url), Tone::Plain)]);
    text.help.iter().map(line).chain([ScreenLine::default()]).chain(conditions).chain(page).collect()
}

/// Returns the last line, and the column of the cursor if a question is open.
fn last_line(view: &View, width: usize) -> (ScreenLine, Option<usize>) {
    let text = &words().listen_view;
    if let Some((question, answer)) = &view.question {
        let asked = match question {
            Question::Filter => text.filter.to_owned(),
            Question::Save => (text.save_to)(view.affected_count()),
        };
        // What was refused, and why, stands before the answer, which is to be changed.
        let refused = view.note.as_ref().map(|(said, tone)| (in_one_line(said) + "  ", *tone));
        let asked = format!("{asked}{}", words().colon);
        let answer = visible(answer);
        let is_short = columns(&asked) + columns(&answer) < width;
        let line = match refused {
            Some((said, tone)) if columns(&said) + columns(&asked) + columns(&answer) < width => {
                vec![(said, tone), (asked, Tone::Heading), (answer, Tone::Plain)]
            }
            Some((said, tone)) => {
                vec![(fitted(&said, width / 2), tone), (tail(&answer, width / 2 - 1), Tone::Plain)]
            }
            None if is_short => {
                let mut line = vec![(asked, Tone::Heading), (answer, Tone::Plain)];
                let used: usize = line.iter().map(|(text, _)| columns(text)).sum();
                let keys = keys(text.prompt_keys, width.saturating_sub(used + 3));
                let cursor = Some(used);
                if !keys.is_empty() {
                    line.push((format!("   {keys}"), Tone::Dim));
                }
                return (ScreenLine(line), cursor);
            }
            None => vec![(tail(&answer, width.saturating_sub(1)), Tone::Plain)],
        };
        let cursor = line.iter().map(|(text, _)| columns(text)).sum();
        return (ScreenLine(line), Some(cursor));
    }
    let all = if view.pane == Pane::List { text.keys } else { text.page_keys };
    let line = match (&view.note, &view.alert) {
        (Some((said, tone)), _) => ScreenLine::new(fitted(&in_one_line(said), width), *tone),
        // It lasts, so the first keys stay beside it.
        (None, Some(alert)) => {
            let keys = keys(&all[..all.len().min(2)], width / 2);
            let room = width.saturating_sub(columns(&keys) + 2);
            ScreenLine(vec![
                (fitted(&in_one_line(alert), room), Tone::Warning),
                (format!("  {keys}"), Tone::Dim),
            ])
        }
        (None, None) => ScreenLine::new(keys(all, width), Tone::Dim),
    };
    (line, None)
}

fn in_one_line(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

/// Returns the keys that fit, the most useful first.
fn keys(keys: &[(&str, &str)], width: usize) -> String {
    let mut line = String::new();
    for (key, said) in keys {
        let next = format!("{}{key} {said}", if line.is_empty() { "" } else { "  " });
        if columns(&line) + columns(&next) > width {
            break;
        }
        line.push_str(&next);
    }
    line
}

/// Returns the end of a text that has this many columns.
fn tail(text: &str, width: usize) -> String {
    let mut kept: Vec<char> = Vec::new();
    let mut used = 0;
    for char in text.chars().rev() {
        used += columns(char.encode_utf8(&mut [0; 4]));
        if used > width {
            break;
        }
        kept.push(char);
    }
    kept.iter().rev().collect()
}
