//! Keys, read on a thread of their own.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// The interval at which the thread looks whether it is to stop.
const POLL_INTERVAL: Duration = Duration::from_millis(100);
/// The time limit for stopping the thread. On a terminal that is gone it may never stop.
const STOP_TIMEOUT: Duration = Duration::from_millis(500);

/// A key that was pressed, or another event on the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// A character.
    Char(char),
    /// A character with Ctrl.
    Ctrl(char),
    /// Pasted text.
    Pasted(String),
    Enter,
    Escape,
    Backspace,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    /// The terminal has another size.
    Resized,
}

/// A thread that reads keys; it stops when the value is dropped.
pub(crate) struct KeyReader {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl KeyReader {
    /// Starts to read keys. The thread ends when `send` returns `false`.
    pub(crate) fn start(mut send: impl FnMut(Key) -> bool + Send + 'static) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let read = move || {
            while !stopped.load(Ordering::SeqCst) {
                let key = match event::poll(POLL_INTERVAL) {
                    Ok(false) => continue,
                    Ok(true) => event::read().ok().and_then(key),
                    Err(_) => return,
                };
                if key.is_some_and(|key| !send(key)) {
                    return;
                }
            }
        };
        let thread = thread::Builder::new().name("keys".to_owned()).spawn(read)?;
        Ok(Self { stop, thread })
    }
}

impl Drop for KeyReader {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let began = Instant::now();
        while !self.thread.is_finished() && began.elapsed() < STOP_TIMEOUT {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

fn key(event: Event) -> Option<Key> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(key),
        Event::Paste(text) => Some(Key::Pasted(text)),
        Event::Resize(..) => Some(Key::Resized),
        _ => None,
    }
}

fn pressed(KeyEvent { code, modifiers, .. }: KeyEvent) -> Option<Key> {
    Some(match code {
        KeyCode::Char(char) if modifiers.contains(KeyModifiers::CONTROL) => Key::Ctrl(char),
        KeyCode::Char(_) if modifiers.contains(KeyModifiers::ALT) => return None,
        KeyCode::Char(char) => Key::Char(char),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    })
}
