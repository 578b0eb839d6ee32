//! Language: the current language, a line in both languages, a sentence with its hints, the severity of a finding, a
//! value in words, and the requirement for a value.

mod bilingual;
mod excerpt;
mod language;
mod said;
mod severity;
mod value;
mod wanted;

pub use bilingual::Bilingual;
pub(crate) use excerpt::{cut, excerpt, one_line, visible};
pub(crate) use language::Lang;
pub(crate) use said::Said;
pub use severity::Severity;
pub(crate) use value::SpokenValue;
pub(crate) use wanted::{AppWanted, PayWanted, RobotWanted, Wanted};
