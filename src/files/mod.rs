//! Files: reading with a limit, writing whole or not at all, locking, and the folders of this user's files.

mod canonical;
mod folders;
mod lock;
mod read;
mod watch;
mod write;

pub(crate) use canonical::canonical;
pub(crate) use folders::{cache_folder, config_folder, create_private, state_folder};
pub(crate) use lock::{beside, lock_within, open_lock, private, try_lock};
pub(crate) use read::{not_utf8, read, read_from, read_regular, read_text};
pub(crate) use watch::{Below, FileWatcher, Interest};
pub(crate) use write::{NewFile, Readers, write_shared, write_whole};
