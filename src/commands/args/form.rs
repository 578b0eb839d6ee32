//! The form in which pushes are sent: encryption mode and format.

use clap::{Args, ValueEnum};

use crate::config::{ConfigError, Key, Setting};
use crate::context::Context;
use crate::error::Error;
use crate::lang::Wanted;
use crate::message::Format;
use crate::text::help;

/// The form of pushes.
#[derive(Debug, Clone, Args)]
pub(crate) struct FormArgs {
    /// The encryption mode.
    #[command(flatten)]
    pub mode: ModeArgs,
    /// `--format`
    #[arg(
        long, value_name = "FORMAT", value_enum, default_value_t = Format::Xml, help = help().send.format,
        help_heading = help().send.signing, hide_possible_values = true, hide_default_value = true
    )]
    pub format: Format,
}

/// The encryption mode of pushes.
#[derive(Debug, Clone, Args)]
pub(crate) struct ModeArgs {
    /// `--mode`
    #[arg(
        id = "mode", long = "mode", value_name = "MODE", value_enum, help = help().send.mode,
        help_heading = help().send.signing, hide_possible_values = true
    )]
    pub given: Option<ModeArg>,
}

/// `--mode`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModeArg {
    /// 明文模式
    Plain,
    /// 兼容模式
    Compat,
    /// 安全模式
    Safe,
}

impl ModeArgs {
    /// Returns the given mode; else safe if a key is on the command line, else the configured mode, else plain.
    pub(crate) fn chosen(&self, has_key: bool, cx: &Context) -> Result<ModeArg, Error> {
        if let Some(mode) = self.given {
            return Ok(mode);
        }
        // A key on the command line is meant to be used.
        if has_key {
            return Ok(ModeArg::Safe);
        }
        Ok(configured_mode(cx)?.unwrap_or(ModeArg::Plain))
    }
}

/// Returns the mode from the environment or the file.
pub(crate) fn configured_mode(cx: &Context) -> Result<Option<ModeArg>, Error> {
    let Some(Setting { value, origin }) = cx.settings()?.get(Key::Mode)? else { return Ok(None) };
    let wrong = |_| ConfigError::Value { origin: origin.shown(), key: "mode", wanted: Wanted::Mode };
    Ok(Some(ModeArg::from_str(value.expose(), true).map_err(wrong)?))
}
