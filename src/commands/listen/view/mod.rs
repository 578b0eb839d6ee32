//! The full-screen view of `webot listen`: the pushes as a list, their details, and keys that send, compare and save
//! them. It runs on a thread of its own, so that no push waits for the terminal.

mod details;
mod draw;
mod rows;
mod save;
mod send;
mod state;
#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use super::again::again;
use crate::commands::args::Editor;
use crate::printer::{Key, KeyReader, Screen};
use crate::relay::RelayEvent;
pub(super) use state::ViewSettings;
use state::{View, Wish};

/// The number of events that wait to be shown.
const MAX_WAITING_EVENTS: usize = 4096;
/// The shortest time between two drawings: more than 30 a second nobody sees.
const DRAW_INTERVAL: Duration = Duration::from_millis(33);
/// The interval at which a terminal that is gone is noticed.
const LOOK_INTERVAL: Duration = Duration::from_secs(1);
/// The time limit for restoring the terminal at the end.
const END_TIMEOUT: Duration = Duration::from_secs(1);

/// A message to the thread of the view.
enum Message {
    Event(RelayEvent),
    Key(Key),
    /// The server ends.
    End,
}

/// The state that the view shares with the server.
#[derive(Debug, Default)]
pub(super) struct ViewState {
    /// `true` if the view is to end.
    is_ending: AtomicBool,
    /// `true` while the editor has the terminal. Ctrl-C is then the editor's.
    is_editing: AtomicBool,
    /// Tells that the user has quit.
    quit: Notify,
}

impl ViewState {
    pub(super) fn is_editing(&self) -> bool {
        self.is_editing.load(Ordering::SeqCst)
    }

    /// Waits until the user quits or the terminal is gone.
    pub(super) async fn quit(&self) {
        self.quit.notified().await;
    }
}

/// The view, as the server sees it.
pub(super) struct ListenView {
    messages: SyncSender<Message>,
    thread: JoinHandle<()>,
    pub(super) state: Arc<ViewState>,
    /// The number of events that found no place in the queue.
    lost: u64,
}

impl ListenView {
    /// Starts the view on a screen.
    pub(super) fn start(screen: Screen, settings: ViewSettings, editor: Editor) -> io::Result<Self> {
        let (messages, received) = sync_channel(MAX_WAITING_EVENTS);
        let state = Arc::new(ViewState::default());
        let shared = Arc::clone(&state);
        let to_view = messages.clone();
        let run = move || {
            let keys = to_view.clone();
            let mut running =
                Running { screen, view: View::new(settings), editor, state: shared, keys, received };
            // Without its terminal, a view ends like one that the user quits.
            running.run().ok();
            drop(running.screen);
            running.state.quit.notify_one();
        };
        let thread = thread::Builder::new().name("view".to_owned()).spawn(run)?;
        Ok(Self { messages, thread, state, lost: 0 })
    }

    /// Shows an event, or counts it as lost if the view is behind.
    pub(super) fn show(&mut self, event: RelayEvent) {
        if self.lost > 0 && self.messages.try_send(Message::Event(RelayEvent::Lost(self.lost))).is_ok() {
            self.lost = 0;
        }
        match self.messages.try_send(Message::Event(event)) {
            Ok(()) => {}
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => self.lost += 1,
        }
    }

    /// Returns a function that ends the view.
    pub(super) fn closer(&self) -> impl Fn() + 'static {
        let (messages, state) = (self.messages.clone(), Arc::clone(&self.state));
        move || {
            state.is_ending.store(true, Ordering::SeqCst);
            // A full queue is noticed by the flag.
            messages.try_send(Message::End).ok();
        }
    }

    /// Waits until the terminal is restored, or at most a second: the terminal may have stopped.
    pub(super) fn end(self) {
        (self.closer())();
        let began = Instant::now();
        while !self.thread.is_finished() && began.elapsed() < END_TIMEOUT {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// The thread of the view.
struct Running {
    screen: Screen,
    view: View,
    editor: Editor,
    state: Arc<ViewState>,
    keys: SyncSender<Message>,
    received: Receiver<Message>,
}

impl Running {
    fn key_reader(&self) -> io::Result<KeyReader> {
        let keys = self.keys.clone();
        KeyReader::start(move |key| keys.send(Message::Key(key)).is_ok())
    }

    fn run(&mut self) -> io::Result<()> {
        let mut reader = Some(self.key_reader()?);
        loop {
            let (width, height) = self.screen.size()?;
            let drawing = draw::draw(&mut self.view, width, height);
            self.screen.draw(&drawing.lines, drawing.cursor)?;
            let drawn = Instant::now();
            let mut wait = LOOK_INTERVAL;
            loop {
                if self.state.is_ending.load(Ordering::SeqCst) {
                    return Ok(());
                }
                let message = match self.received.recv_timeout(wait) {
                    Ok(message) => message,
                    Err(RecvTimeoutError::Timeout) if wait == LOOK_INTERVAL => {
                        if !io::stdin().is_terminal() {
                            return Err(io::ErrorKind::NotConnected.into());
                        }
                        continue;
                    }
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return Ok(()),
                };
                let wish = match message {
                    Message::End => return Ok(()),
                    Message::Event(event) => {
                        self.view.event(event);
                        None
                    }
                    Message::Key(key) => self.view.key(key),
                };
                match wish {
                    None => {}
                    Some(Wish::Quit) => return Ok(()),
                    Some(Wish::Refresh) => self.screen.refresh()?,
                    Some(Wish::Edit(id)) => {
                        // Two readers would share the keys.
                        drop(reader.take());
                        self.edit(id)?;
                        if self.state.is_ending.load(Ordering::SeqCst) {
                            return Ok(());
                        }
                        reader = Some(self.key_reader()?);
                    }
                }
                // All that waits is shown at once, after a time in which a flood is not drawn line by line.
                wait = DRAW_INTERVAL.saturating_sub(drawn.elapsed());
            }
        }
    }

    /// Gives the terminal to the editor, and sends what comes of it.
    fn edit(&mut self, id: u64) -> io::Result<()> {
        let Some(row) = self.view.rows.get(id) else { return Ok(()) };
        let mut resend = match again(&row.push, self.view.settings.system) {
            Ok(resend) => resend,
            Err(error) => {
                self.view.send(Err(error));
                return Ok(());
            }
        };
        let Self { screen, view, editor, state, received, .. } = self;
        let is_ending = || {
            // Keys are the editor's; pushes are not to be lost meanwhile.
            for message in received.try_iter() {
                if let Message::Event(event) = message {
                    view.event(event);
                }
            }
            state.is_ending.load(Ordering::SeqCst)
        };
        state.is_editing.store(true, Ordering::SeqCst);
        let edited = screen.suspended(|| send::edit(&mut resend, editor, is_ending));
        state.is_editing.store(false, Ordering::SeqCst);
        match edited? {
            Ok(true) => self.view.send(Ok(resend)),
            Ok(false) => self.view.nothing_edited(),
            Err(error) => self.view.send(Err(error)),
        }
        Ok(())
    }
}
