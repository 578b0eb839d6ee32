use crate::text::autoreply::AutoreplyWords;

pub(in crate::text) const WORDS: AutoreplyWords = AutoreplyWords {
    follow: "to new followers",
    other: "to messages without a keyword",
    off: " (off)",
    none: "nothing set",
    rule: |name| format!("rule “{name}”: "),
    contains: |word| format!("contains “{word}”"),
    equals: |word| format!("is “{word}”"),
    or: " or ",
    random: " (one of these at random)",
    kind: |kind| match kind {
        "img" => "picture",
        "news" => "articles",
        other => other,
    },
};
