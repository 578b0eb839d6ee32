//! Asks before a command changes what people or money depend on.

use crate::context::Context;
use crate::error::{Error, Usage};
use crate::printer;

/// Asks for confirmation on a terminal; elsewhere requires `--yes`.
pub(crate) fn confirm(yes: bool, question: &str, cx: &Context) -> Result<(), Error> {
    if yes {
        return Ok(());
    }
    if !cx.printer.can_ask() {
        return Err(Usage::NotConfirmed.into());
    }
    cx.catch_interrupts()?;
    if printer::confirm(question)? { Ok(()) } else { Err(Error::Declined) }
}
