use std::ffi::OsString;

/// A condition on a stream.
#[derive(Clone)]
pub enum Expected {
    Anything,
    Whole(String),
    Parts(Vec<(Must, String)>),
}

/// The relation that must hold between a stream and a part.
#[derive(Debug, Clone, Copy)]
pub enum Must {
    Have,
    Lack,
    StartWith,
    EndWith,
}

impl Expected {
    /// Adds something about a part of it; the rest may be anything.
    pub fn must(&mut self, must: Must, part: impl Into<String>) {
        let part = (must, part.into());
        match self {
            Self::Parts(parts) => parts.push(part),
            Self::Anything | Self::Whole(_) => *self = Self::Parts(vec![part]),
        }
    }

    #[track_caller]
    pub fn check(&self, stream: &str, text: &str, args: &[OsString]) {
        match self {
            Self::Anything => {}
            Self::Whole(whole) => assert_eq!(text, whole, "{stream} of {args:?}"),
            Self::Parts(parts) => {
                for (must, part) in parts {
                    let holds = match must {
                        Must::Have => text.contains(part),
                        Must::Lack => !text.contains(part),
                        Must::StartWith => text.starts_with(part),
                        Must::EndWith => text.ends_with(part),
                    };
                    assert!(holds, "{stream} of {args:?} must {must:?} `{part}`:\n{text}");
                }
            }
        }
    }
}
