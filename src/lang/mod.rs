//! Language: the current language, a line in both languages, a sentence with its hints, the severity of a finding, and
//! the requirement for a value.

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
