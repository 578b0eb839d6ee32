//! The state of the view, and what keys do to it.

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;

use tokio::sync::mpsc;

use super::rows::{Row, Rows};
use super::save;
use crate::commands::listen::again::again;
use crate::commands::listen::condition_error;
use crate::error::Error;
use crate::printer::{Key, Tone};
use crate::recording::Condition;
use crate::relay::{RelayEvent, Resend, is_editable};
use crate::system::System;
use crate::text::{self, words};

/// The longest answer to a question, in characters.
const MAX_ANSWER_CHARS: usize = 1000;

/// The settings of the view.
pub(in crate::commands::listen) struct ViewSettings {
    /// The address of webot.
    pub url: String,
    /// The destination of pushes.
    pub destination: String,
    /// The file that pushes are recorded in.
    pub recording: Option<PathBuf>,
    /// The address of the page.
    pub page: Option<String>,
    /// A warning from the start.
    pub warning: Option<String>,
    /// `true` if headers are shown.
    pub shows_headers: bool,
    /// Takes the pushes that are sent again.
    pub resends: mpsc::Sender<Resend>,
    pub system: System,
}

/// The part of the view that has the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    /// The list, with the details of the chosen push below it.
    List,
    Details,
    /// The comparison of the replies to two pushes.
    Comparison(u64, u64),
    Help,
}

/// The purpose of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    Filter,
    Save,
}

/// Work that needs the terminal or ends the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Quit,
    /// Edit the push of this id.
    Edit(u64),
    /// Draw everything anew.
    Refresh,
}

/// The state of the view.
pub(super) struct View {
    pub(super) settings: ViewSettings,
    pub(super) rows: Rows,
    /// The text of the filter, and its condition.
    pub(super) filter: Option<(String, Condition)>,
    /// The ids of the pushes that meet the filter.
    pub(super) shown: VecDeque<u64>,
    /// The id of the chosen push.
    pub(super) chosen: Option<u64>,
    /// `true` if each new push is chosen.
    follows: bool,
    pub(super) marked: BTreeSet<u64>,
    pub(super) shows_headers: bool,
    pub(super) pane: Pane,
    /// The first line of a page that is shown.
    pub(super) scroll: usize,
    /// The question that is open, and the answer so far.
    pub(super) question: Option<(Question, String)>,
    /// The result of the last key.
    pub(super) note: Option<(String, Tone)>,
    /// A lasting warning.
    pub(super) alert: Option<String>,
    /// The number of reports that were lost.
    lost: u64,
    /// The number of lines of the list or of a page.
    pub(super) page: usize,
}

impl View {
    pub(super) fn new(settings: ViewSettings) -> Self {
        let page = settings.page.as_ref().map(|url| ((words().ui.listening)(url), Tone::Plain));
        Self {
            alert: settings.warning.clone(),
            shows_headers: settings.shows_headers,
            settings,
            rows: Rows::new(),
            filter: None,
            shown: VecDeque::new(),
            chosen: None,
            follows: true,
            marked: BTreeSet::new(),
            pane: Pane::List,
            scroll: 0,
            question: None,
            note: page,
            lost: 0,
            page: 1,
        }
    }

    /// Takes note of an event of the relay.
    pub(super) fn event(&mut self, event: RelayEvent) {
        let listen = &words().listen;
        match event {
            RelayEvent::Push(push) => {
                let origin = push.resent.map(|resent| resent.of);
                let is_own = origin.is_some() && origin == self.chosen_row().map(|row| row.push.number);
                let row = self.rows.add(push);
                let id = row.id;
                if self.filter.as_ref().is_none_or(|(_, condition)| meets(condition, row)) {
                    self.shown.push_back(id);
                    // The user looks at what comes of sending a push again.
                    if (self.follows || is_own) && self.pane == Pane::List {
                        self.chosen = Some(id);
                    }
                }
                self.forget();
            }
            RelayEvent::NotRecorded(reason) => {
                let file = self.settings.recording.as_ref().map(|file| file.display().to_string());
                self.alert = Some((listen.not_recorded)(&file.unwrap_or_default(), &reason));
            }
            RelayEvent::RecordsAgain(missing) => self.alert = Some((listen.records_again)(missing)),
            RelayEvent::Lost(count) => {
                self.lost += count;
                self.alert = Some((words().serve.lost)(self.lost));
            }
        }
    }

    /// Forgets the ids of pushes that are no longer kept.
    fn forget(&mut self) {
        let first = self.rows.first();
        while self.shown.front().is_some_and(|id| *id < first) {
            self.shown.pop_front();
        }
        self.marked = self.marked.split_off(&first);
        if self.chosen.is_some_and(|id| id < first) {
            self.chosen = self.shown.front().copied();
        }
    }

    pub(super) fn chosen_row(&self) -> Option<&Row> {
        self.rows.get(self.chosen?)
    }

    /// Returns the place of the chosen push among those shown.
    pub(super) fn position(&self) -> usize {
        let at = self.chosen.map_or(Ok(0), |id| self.shown.binary_search(&id));
        at.unwrap_or_else(|next| next).min(self.shown.len().saturating_sub(1))
    }

    fn choose(&mut self, position: usize) {
        let last = self.shown.len().saturating_sub(1);
        let position = position.min(last);
        self.chosen = self.shown.get(position).copied();
        self.follows = position == last;
    }

    /// Returns the marked pushes, or the chosen one if none is marked.
    fn affected(&self) -> Vec<&Row> {
        if self.marked.is_empty() {
            return self.chosen_row().into_iter().collect();
        }
        self.marked.iter().filter_map(|id| self.rows.get(*id)).collect()
    }

    fn say(&mut self, text: impl Into<String>) {
        self.note = Some((text.into(), Tone::Plain));
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.note = Some((text.into(), Tone::Warning));
    }

    /// Does what a key means.
    pub(super) fn key(&mut self, key: Key) -> Option<Wish> {
        if key == Key::Resized {
            return None;
        }
        self.note = None;
        if self.question.is_some() {
            self.answer_key(key);
            return None;
        }
        match key {
            Key::Char('q') | Key::Ctrl('c') => return Some(Wish::Quit),
            Key::Ctrl('l') => return Some(Wish::Refresh),
            Key::Char('?') => self.open(Pane::Help),
            Key::Char('v') => self.shows_headers = !self.shows_headers,
            Key::Char('r') => self.resend(),
            Key::Char('e') => return self.wish_to_edit(),
            Key::Char('d') => self.compare(),
            Key::Char('s') => self.ask_for_file(),
            Key::Char('/') => {
                let now = self.filter.as_ref().map(|(text, _)| text.clone()).unwrap_or_default();
                self.question = Some((Question::Filter, now));
            }
            Key::Escape if self.pane != Pane::List => self.open(Pane::List),
            Key::Escape => self.set_filter(None),
            Key::Enter if self.pane == Pane::List => {
                if self.chosen_row().is_some() {
                    self.open(Pane::Details);
                }
            }
            Key::Enter => self.open(Pane::List),
            key if self.pane == Pane::List => self.list_key(&key),
            key => self.page_key(&key),
        }
        None
    }

    fn open(&mut self, pane: Pane) {
        self.pane = pane;
        self.scroll = 0;
    }

    fn list_key(&mut self, key: &Key) {
        let at = self.position();
        match key {
            Key::Up | Key::Char('k') => self.choose(at.saturating_sub(1)),
            Key::Down | Key::Char('j') => self.choose(at + 1),
            Key::PageUp => self.choose(at.saturating_sub(self.page)),
            Key::PageDown => self.choose(at + self.page),
            Key::Home | Key::Char('g') => self.choose(0),
            Key::End | Key::Char('G') => self.choose(usize::MAX),
            Key::Char(' ') => {
                if let Some(id) = self.chosen
                    && !self.marked.remove(&id)
                {
                    self.marked.insert(id);
                }
                // A push that arrives must not be taken for the one that was marked.
                self.follows = false;
            }
            _ => {}
        }
    }

    fn page_key(&mut self, key: &Key) {
        self.scroll = match key {
            Key::Up | Key::Char('k') => self.scroll.saturating_sub(1),
            // Drawing limits it.
            Key::Down | Key::Char('j') => self.scroll + 1,
            Key::PageUp => self.scroll.saturating_sub(self.page),
            Key::PageDown | Key::Char(' ') => self.scroll + self.page,
            Key::Home | Key::Char('g') => 0,
            Key::End | Key::Char('G') => usize::MAX,
            _ => self.scroll,
        };
    }

    fn answer_key(&mut self, key: Key) {
        let Some((question, answer)) = &mut self.question else { return };
        match key {
            Key::Char(char) => answer.push(char),
            Key::Pasted(text) => {
                answer.extend(
                    text.lines().next().unwrap_or_default().chars().filter(|char| !char.is_control()),
                );
            }
            Key::Backspace => {
                answer.pop();
            }
            Key::Ctrl('u') => answer.clear(),
            Key::Escape | Key::Ctrl('c') => self.question = None,
            Key::Enter => {
                let (question, answer) = (*question, answer.trim().to_owned());
                let done = match question {
                    Question::Filter => self.filter_by(&answer),
                    Question::Save => self.save(&answer),
                };
                match done {
                    Ok(()) => self.question = None,
                    Err(said) => self.warn(said),
                }
                return;
            }
            _ => {}
        }
        if let Some((_, answer)) = &mut self.question
            && let Some((end, _)) = answer.char_indices().nth(MAX_ANSWER_CHARS)
        {
            answer.truncate(end);
        }
    }

    fn filter_by(&mut self, text: &str) -> Result<(), String> {
        if text.is_empty() {
            self.set_filter(None);
            return Ok(());
        }
        let condition = Condition::parse(text).map_err(|error| {
            let said = text::error(&condition_error("/", text, error));
            std::iter::once(said.message).chain(said.hints).collect::<Vec<_>>().join(words().semicolon)
        })?;
        self.set_filter(Some((text.to_owned(), condition)));
        Ok(())
    }

    fn set_filter(&mut self, filter: Option<(String, Condition)>) {
        if filter.is_none() && self.filter.is_none() {
            return;
        }
        self.filter = filter;
        let fits = |row: &&Row| self.filter.as_ref().is_none_or(|(_, condition)| meets(condition, row));
        self.shown = self.rows.iter().filter(fits).map(|row| row.id).collect();
        let at = if self.follows { usize::MAX } else { self.position() };
        let follows = self.follows;
        self.choose(at);
        self.follows = follows || self.shown.is_empty();
    }

    fn ask_for_file(&mut self) {
        let rows = self.affected();
        if rows.is_empty() {
            return;
        }
        let suggested = save::suggested(&rows);
        self.question = Some((Question::Save, suggested));
        self.follows = false;
    }

    /// Returns the number of pushes that would be saved.
    pub(super) fn affected_count(&self) -> usize {
        self.affected().len()
    }

    fn save(&mut self, file: &str) -> Result<(), String> {
        let rows = self.affected();
        let path = PathBuf::from(file);
        save::save(&rows, &path, self.settings.recording.as_deref())?;
        let count = rows.len();
        self.say((words().listen_view.saved)(count, file));
        Ok(())
    }

    fn resend(&mut self) {
        let Some(row) = self.chosen_row() else { return };
        if row.push.recorded.body.is_cut() {
            self.warn(words().listen_view.cut);
            return;
        }
        let resend = again(&row.push, self.settings.system);
        self.send(resend);
    }

    /// Sends a push again, whose answer becomes a new row.
    pub(super) fn send(&mut self, resend: Result<Resend, Error>) {
        let view = &words().listen_view;
        match resend {
            Ok(resend) => {
                let of = resend.of;
                match self.settings.resends.try_send(resend) {
                    Ok(()) => self.say((view.sending)(of)),
                    Err(_) => self.warn(view.busy),
                }
            }
            Err(error) => self.warn(text::error(&error).message),
        }
    }

    /// Says that the editor has changed nothing.
    pub(super) fn nothing_edited(&mut self) {
        self.say(words().listen_view.unchanged);
    }

    fn wish_to_edit(&mut self) -> Option<Wish> {
        let row = self.chosen_row()?;
        if !is_editable(&row.push) {
            self.warn(words().listen_view.not_editable);
            return None;
        }
        Some(Wish::Edit(row.id))
    }

    /// Compares the marked pushes, the marked one and the chosen one, or a push that was sent again and its origin.
    fn compare(&mut self) {
        let marked: Vec<u64> = self.marked.iter().copied().collect();
        let chosen = self.chosen_row();
        let origin = chosen.and_then(|row| self.rows.numbered(row.push.resent?.of));
        let pair = match (marked.as_slice(), self.chosen) {
            ([first, second], _) => Some((*first, *second)),
            ([one], Some(chosen)) if *one != chosen => Some((*one.min(&chosen), *one.max(&chosen))),
            ([], Some(chosen)) => origin.map(|origin| (origin.id, chosen)),
            _ => None,
        };
        match pair {
            Some((first, second)) => self.open(Pane::Comparison(first, second)),
            None => self.warn(words().listen_view.mark_two),
        }
    }
}

fn meets(condition: &Condition, row: &Row) -> bool {
    condition.meets(row.push.recorded.path(), &row.push.recorded.document())
}
