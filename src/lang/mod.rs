//! The words that rooms pass on without knowing a language: the language itself, a line in both, a sentence with its
//! hints, and how bad a finding is.

mod excerpt;
mod language;
mod said;
mod severity;
mod title;
mod wanted;

pub(crate) use excerpt::{cut, excerpt, one_line};
pub use language::Lang;
pub use said::Said;
pub use severity::Severity;
pub use title::Title;
pub use wanted::Wanted;
