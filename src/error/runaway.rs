//! Filters that do not end by themselves.

/// The reason why a filter of `--jq` was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runaway {
    /// It called itself too often.
    Recursion,
    /// A result nests deeper than this limit.
    Depth(usize),
    /// The results are larger than this limit, in MiB.
    Output(usize),
}
