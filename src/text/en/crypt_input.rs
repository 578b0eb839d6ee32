use crate::crypt::{Given, Invisible, KeyPosition};
use crate::lang::Said;
use crate::text::crypt::{CallbackWords, char_name};

pub(in crate::text) const CALLBACK_WORDS: CallbackWords = CallbackWords {
    right: |name, default_token| match default_token {
        Some(token) => format!("{name} is right, with the default token `{token}`"),
        None => format!("{name} is right"),
    },
    wrong: |name| {
        Said::new(format!("{name} is not the one that this token makes"))
            .hint("compare the token with the settings page, letter by letter")
            .hint("`webot sign message --check` looks for the mistake behind a signature of your own")
    },
    unchecked: |name| format!("{name} was not checked: give the callback token with --token"),
    sealed_elsewhere: "msg_signature was not checked: the body with `Encrypt` is not in the input",
    answer: "answer with exactly the text above: no quotation marks, no line break",
    no_body: "the message itself is in the body of the request, which is not in the input",
    from_log: "the document was found within the input",
};

/// Returns the sentence for a document that belongs to another command.
pub(in crate::text) fn other_input(given: Given, wanted: Given) -> Said {
    let said = Said::new(format!("this is {}, not {}", name(given), name(wanted)));
    match given {
        Given::Callback => said.hint("open it with `webot crypt decrypt`"),
        Given::PlainMessage => {
            said.hint("nothing in it is encrypted: the callback is in plain mode, or it was decrypted before")
        }
        Given::RefundNotice => said.hint("open it with `webot crypt refund` and the API key of v2"),
        Given::PaymentNotice | Given::ContractNotice => {
            let said = said.hint("nothing in it is encrypted: check its `sign` with `webot sign pay`");
            if wanted == Given::RefundNotice {
                said.hint("the notice of a refund has `req_info`; it goes to the `notify_url` of the refund")
            } else {
                said
            }
        }
        Given::PayV2Failure => said.hint("its `return_msg` says why"),
        Given::PayV2Other => said.hint("nothing in it is encrypted: check its `sign` with `webot sign pay`"),
        Given::PayV3Notice => said.hint("open it with `webot crypt notify` and the APIv3 key"),
        Given::PayV3Certificates => said.hint("open them with `webot crypt notify` and the APIv3 key"),
        Given::MiniData => said.hint("open it with `webot crypt mini` and the session_key"),
        Given::ApiError => said.hint("its `errmsg` says why"),
    }
}

fn name(given: Given) -> &'static str {
    match given {
        Given::Callback => "an encrypted callback",
        Given::PlainMessage => "a message in plain mode",
        Given::RefundNotice => "the notice of a refund of WeChat Pay v2",
        Given::PaymentNotice => "the notice of a payment of WeChat Pay v2",
        Given::ContractNotice => "the notice of a contract of WeChat Pay v2",
        Given::PayV2Failure => "an answer of WeChat Pay v2 that says `FAIL`",
        Given::PayV2Other => "a document of WeChat Pay v2",
        Given::PayV3Notice => "a notification of WeChat Pay v3",
        Given::PayV3Certificates => "the list of certificates of WeChat Pay v3",
        Given::MiniData => "the encrypted data of a mini-program",
        Given::ApiError => "an error of WeChat's API",
    }
}

/// Returns the warning about invisible characters in the value of a flag.
pub(in crate::text) fn invisible_in_key(flag: &str, invisible: &Invisible) -> String {
    let listed: Vec<String> = invisible
        .found
        .iter()
        .map(|(char, position)| {
            let place = match position {
                KeyPosition::Start => "at the start".to_owned(),
                KeyPosition::End => "at the end".to_owned(),
                KeyPosition::Within(at) => format!("as character {at}"),
            };
            format!("{} {place}", char_name(*char, "zero-width", "blank"))
        })
        .collect();
    let bytes = match invisible.bytes {
        1 => "1 byte".to_owned(),
        bytes => format!("{bytes} bytes"),
    };
    format!(
        "`{flag}` has {bytes} too many: {}; it is tried without, but your code must leave them out too",
        listed.join(", ")
    )
}
