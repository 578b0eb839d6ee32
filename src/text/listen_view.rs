//! The words of the full-screen view of `webot listen`.

/// The words of the full-screen view of `webot listen`.
#[derive(Debug)]
pub(crate) struct ListenViewWords {
    /// Counts the pushes: those shown, all, and whether a filter is set.
    pub counted: fn(usize, u64, bool) -> String,
    /// Says that only the last pushes are kept: their number.
    pub kept: fn(usize) -> String,
    /// Stands in an empty list.
    pub waiting: &'static str,
    /// Stands in a list that the filter has emptied.
    pub none_meets: &'static str,
    /// Heading: the time.
    pub time: &'static str,
    /// Heading: the kind.
    pub kind: &'static str,
    /// Heading: the user.
    pub user: &'static str,
    /// Heading: the text.
    pub text: &'static str,
    /// Heading: the reply.
    pub reply: &'static str,
    /// Heading: the message.
    pub message: &'static str,
    /// Heading: the headers of the request.
    pub headers: &'static str,
    /// Heading: the headers of the answer.
    pub answer_headers: &'static str,
    /// The signature is right.
    pub verified: &'static str,
    /// The signature was not checked.
    pub unverified: &'static str,
    /// Names the push that was sent again, and tells whether its signature is new.
    pub resent: fn(u64, bool) -> String,
    /// Names the number of a delivery.
    pub delivery: fn(u32) -> String,
    /// The body has no text.
    pub empty: &'static str,
    /// Says that a push is being sent again.
    pub sending: fn(u64) -> String,
    /// Says that many pushes are being sent.
    pub busy: &'static str,
    /// Says that only the start of a push is known.
    pub cut: &'static str,
    /// Says that a push cannot be edited.
    pub not_editable: &'static str,
    /// Says that the editor has changed nothing.
    pub unchanged: &'static str,
    /// Says where pushes were saved: their number and the file.
    pub saved: fn(usize, &str) -> String,
    /// Says that a file exists.
    pub exists: fn(&str) -> String,
    /// Lists the endings of files.
    pub endings: &'static str,
    /// Says that a file of a message holds one push.
    pub one_message: &'static str,
    /// Says that the file is that of `--save`.
    pub recorded_there: &'static str,
    /// Says how to compare.
    pub mark_two: &'static str,
    /// Heading: the replies to two pushes.
    pub compared: fn(u64, u64) -> String,
    /// The replies are the same.
    pub same: &'static str,
    /// The replies differ only in what always differs.
    pub same_but_for_times: &'static str,
    /// Says that a push is no longer kept.
    pub gone: &'static str,
    /// Question: the condition.
    pub filter: &'static str,
    /// Question: the file to save pushes to; their number.
    pub save_to: fn(usize) -> String,
    /// The keys of the list, the most useful first.
    pub keys: &'static [(&'static str, &'static str)],
    /// The keys of a page.
    pub page_keys: &'static [(&'static str, &'static str)],
    /// The keys of a question.
    pub prompt_keys: &'static [(&'static str, &'static str)],
    /// All keys.
    pub help: &'static [(&'static str, &'static str)],
    /// Explains the conditions.
    pub conditions: &'static [&'static str],
}
