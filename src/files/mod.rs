//! Files: read with a limit, written whole or not at all, locked, and the folders where they are kept.

mod folders;
mod lock;
mod read;
mod write;

pub use folders::{cache_folder, config_folder, create_private, state_folder};
pub use lock::{beside, lock_within, open_lock, private, try_lock};
pub use read::{not_utf8, read, read_from, read_regular, read_text};
pub use write::{NewFile, Readers, write_shared, write_whole};
