//! The notices of a simulation, and how a right shop reacts to each.

use clap::ValueEnum;

use crate::text::ShopCase;

/// A sort of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// The notice about the payment.
    Genuine,
    /// The same notice again, as WeChat Pay sends it if an answer was lost.
    Duplicate,
    /// The notice about another order, signed with a wrong key.
    Forged,
    /// A test of signatures by WeChat Pay, whose signature begins with `WECHATPAY/SIGNTEST/`.
    Probe,
    /// The notice about the order, with another amount.
    Amount,
    /// The notice about an order that the shop does not know.
    Unknown,
}

/// `--case`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CaseArg {
    Duplicate,
    Forged,
    Probe,
    Amount,
    Unknown,
    All,
}

impl CaseArg {
    /// Returns the cases that are given.
    pub(super) fn cases(given: &[Self]) -> Vec<Case> {
        let all = [
            (Self::Duplicate, Case::Duplicate),
            (Self::Forged, Case::Forged),
            (Self::Probe, Case::Probe),
            (Self::Amount, Case::Amount),
            (Self::Unknown, Case::Unknown),
        ];
        let is_given = |arg: &Self| given.contains(arg) || given.contains(&Self::All);
        all.into_iter().filter(|(arg, _)| is_given(arg)).map(|(_, case)| case).collect()
    }
}

impl Case {
    /// Returns the name in `--json`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Duplicate => "duplicate",
            Self::Forged => "forged",
            Self::Probe => "probe",
            Self::Amount => "amount",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the name of the verdict in `--json`.
    pub(super) fn verdict(self) -> &'static str {
        match self {
            Self::Forged => "forged_refused",
            Self::Probe => "probe_refused",
            Self::Duplicate => "duplicate_accepted",
            Self::Genuine | Self::Amount | Self::Unknown => "accepted",
        }
    }

    /// Returns the case as messages name it.
    pub(super) fn shown(self) -> ShopCase {
        match self {
            Self::Genuine => ShopCase::Genuine,
            Self::Duplicate => ShopCase::Duplicate,
            Self::Forged => ShopCase::Forged,
            Self::Probe => ShopCase::Probe,
            Self::Amount => ShopCase::Amount,
            Self::Unknown => ShopCase::Unknown,
        }
    }

    /// Returns whether a shop that accepts the notice has not verified it.
    pub(super) fn must_be_refused(self) -> bool {
        matches!(self, Self::Forged | Self::Probe)
    }

    /// Returns whether WeChat Pay repeats the notice until the shop accepts it.
    pub(super) fn must_be_accepted(self) -> bool {
        matches!(self, Self::Genuine | Self::Duplicate)
    }
}
