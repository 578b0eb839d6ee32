//! The messages of `webot autoreply`.

/// The messages of `webot autoreply`.
pub(crate) struct AutoreplyWords {
    /// The heading of the reply to new followers.
    pub follow: &'static str,
    /// The heading of the reply to messages that no keyword matches.
    pub other: &'static str,
    /// Follows a heading whose reply is switched off.
    pub off: &'static str,
    /// Stands in place of a reply that is not set.
    pub none: &'static str,
    /// Begins the heading of a rule; its name.
    pub rule: fn(&str) -> String,
    /// A message that contains this keyword.
    pub contains: fn(&str) -> String,
    /// A message that is this keyword.
    pub equals: fn(&str) -> String,
    /// Stands between keywords.
    pub or: &'static str,
    /// Follows a heading if only one of the replies is sent.
    pub random: &'static str,
    /// Names a type of reply.
    pub kind: fn(&str) -> &str,
}
