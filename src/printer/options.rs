//! The options of output.

/// The use of colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set; with `CLICOLOR_FORCE` always.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The options of output.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OutputOptions {
    /// `--json`: one JSON document on stdout.
    pub json: bool,
    /// `--quiet`: errors only.
    pub quiet: bool,
    /// `--verbose`: request and raw response on stderr.
    pub verbose: bool,
    /// `--color`.
    pub color: Color,
}
