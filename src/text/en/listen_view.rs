use super::count::Count;
use crate::text::listen_view::ListenViewWords;

pub(in crate::text) const WORDS: ListenViewWords = ListenViewWords {
    counted: |shown, all, is_filtered| {
        let all = Count::new(all, "push");
        if is_filtered { format!("{shown} of {all}") } else { all.to_string() }
    },
    kept: |kept| format!("the last {kept} are kept"),
    waiting: "waiting for pushes",
    none_meets: "no push meets the filter; Esc removes it",
    time: "time",
    kind: "kind",
    user: "user",
    text: "text",
    reply: "reply",
    message: "message",
    headers: "headers of the request",
    answer_headers: "headers of the answer",
    verified: "signature verified",
    unverified: "signature not checked",
    resent: |of, is_signed| {
        format!(
            "#{of} sent again {}",
            if is_signed { "with a new signature" } else { "with its old signature" }
        )
    },
    delivery: |number| format!("delivery {number} of the same push"),
    empty: "empty",
    sending: |number| format!("sending #{number} again"),
    busy: "too many pushes are being sent; try again later",
    cut: "it cannot be sent again: only the start of its body is kept",
    not_editable: "it cannot be edited: it is no POST, or its message is unknown or hidden",
    unchanged: "the message is unchanged, so nothing was sent",
    saved: |count, file| format!("{} saved to {file}", Count::of(count, "push")),
    exists: |file| format!("{file} exists; give another name"),
    endings: "the name must end with .jsonl for a recording, .yaml for a test, .xml or .json for the message",
    one_message: "a file of a message holds one push; remove the other marks",
    recorded_there: "it is in this file already, which is that of --save",
    mark_two: "mark two pushes with the space bar to compare their replies",
    compared: |first, second| format!("replies to #{first} (-) and #{second} (+)"),
    same: "the replies are the same",
    same_but_for_times: "the replies are the same but for times and users",
    gone: "this push is no longer kept",
    filter: "filter",
    save_to: |count| format!("save {} to", Count::of(count, "push")),
    keys: &[
        ("?", "help"),
        ("q", "quit"),
        ("Enter", "details"),
        ("r", "resend"),
        ("e", "edit"),
        ("d", "diff"),
        ("s", "save"),
        ("/", "filter"),
        ("Space", "mark"),
        ("v", "headers"),
    ],
    page_keys: &[("Esc", "back"), ("↑↓", "scroll"), ("q", "quit")],
    prompt_keys: &[("Enter", "accept"), ("Esc", "cancel")],
    help: &[
        ("↑ ↓ k j", "choose a push"),
        ("PgUp PgDn", "choose one a page away"),
        ("Home End g G", "choose the first, the last; at the last, new ones are followed"),
        ("Enter", "show the details on the whole screen"),
        ("v", "show the headers with the details, or hide them"),
        ("r", "send the push again as a new one: new signature, time, nonce and MsgId"),
        ("e", "edit its message in $EDITOR, and send that"),
        ("Space", "mark the push, or remove the mark"),
        (
            "d",
            "compare the replies to two pushes: the marked ones, the marked and the chosen, or a push sent again and its origin",
        ),
        (
            "s",
            "save the marked pushes, or the chosen one: .jsonl appends to a recording, .yaml is a test for `webot test`, .xml or .json is the message",
        ),
        ("/", "show only the pushes that meet a condition; Esc shows all"),
        ("Ctrl-L", "draw the screen anew"),
        ("q Ctrl-C", "quit"),
    ],
    conditions: &[
        "A condition is the name of a kind, NAME=VALUE or NAME~PATTERN: subscribe, text~refund, key=MENU_1",
        "✓ WeChat accepts the answer · ! accepted with a warning · ✗ not accepted · ↻3 is #3 sent again · ×2 is its second delivery",
    ],
};
