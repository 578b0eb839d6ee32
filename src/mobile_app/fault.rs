//! The named faults of an app's files and shares. Their sentences are in `text`.

use crate::lang::Severity;

/// A fault, with the values that its message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AppFault {
    /// `config.xml` has no feature `wxPlus`.
    NoFeature,
    /// `config.xml` has the features `wx` and `wxPlus`, which exclude each other.
    BothModules,
    /// A required parameter of the feature is missing or empty.
    MissingParam(&'static str),
    /// A parameter is not an appid.
    Appid {
        /// The parameter.
        param: &'static str,
        /// Its value.
        given: String,
    },
    /// `urlScheme` is not the same appid as `apiKey`.
    SchemeDiffers,
    /// A Universal Link is not an `https` URL; holds it.
    Link(String),
    /// The entitlements name no domain.
    NoDomains,
    /// A domain of the entitlements is not `applinks:` and a host; holds it.
    Domain(String),
    /// The association file is not JSON.
    NotJson,
    /// The association file has no `applinks.details`.
    NoDetails,
    /// An app of the association file is not a team ID, a dot, and a bundle ID; holds it.
    AppId(String),
    /// An app of the association file has no paths; holds it.
    NoPaths(String),
    /// The host of the Universal Link is not in the entitlements; holds it.
    HostNotAssociated(String),
    /// No path of the association file covers the Universal Link; holds its path.
    PathNotCovered(String),
    /// A member of a share is missing or empty.
    MissingMember(&'static str),
    /// A member of a share is too large.
    TooLarge {
        /// The member.
        member: &'static str,
        /// Its size, in bytes.
        bytes: usize,
        /// The limit, in bytes.
        limit: usize,
    },
    /// The file of a member cannot be read; holds the member and the path.
    NoFile(&'static str, String),
    /// A file of a member is neither JPEG nor PNG; holds the member.
    NotPicture(&'static str),
}

impl AppFault {
    /// Returns the name used in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::NoFeature => "app-no-feature",
            Self::BothModules => "app-both-modules",
            Self::MissingParam(_) => "app-missing-param",
            Self::Appid { .. } => "app-appid",
            Self::SchemeDiffers => "app-scheme",
            Self::Link(_) => "app-universal-link",
            Self::NoDomains => "app-no-domains",
            Self::Domain(_) => "app-domain",
            Self::NotJson => "app-not-json",
            Self::NoDetails => "app-no-details",
            Self::AppId(_) => "app-id",
            Self::NoPaths(_) => "app-no-paths",
            Self::HostNotAssociated(_) => "app-host",
            Self::PathNotCovered(_) => "app-path",
            Self::MissingMember(_) => "share-missing",
            Self::TooLarge { .. } => "share-too-large",
            Self::NoFile(..) => "share-no-file",
            Self::NotPicture(_) => "share-not-picture",
        }
    }

    /// Returns the severity.
    pub(crate) fn severity(&self) -> Severity {
        match self {
            Self::NotPicture(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// A fault with the file that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AppFinding {
    /// The name of the file.
    pub file: String,
    /// The fault.
    pub fault: AppFault,
}
