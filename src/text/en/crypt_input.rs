use crate::crypt::{Given, Invisible, KeyPosition};
use crate::lang::Said;
use crate::text::crypt::{CallbackWords, char_name};

pub(in crate::text) const CALLBACK_WORDS: CallbackWords = CallbackWords {
    right: |name, default_token| match default_token {
        Some(token) => format!("{name} is correct, with the default token `{token}`"),
        None => format!("{name} is correct"),
    },
    wrong: |name| {
        Said::new(format!("{name} does not match this token"))
            .hint("compare the token with the console, character by character")
            .hint(
                "to find the mistake in a signature of your own, use `webot sign message --check SIGNATURE`",
            )
    },
    unchecked: |name| format!("{name} was not checked; give the callback token with --token"),
    sealed_elsewhere: "msg_signature was not checked: the body with `Encrypt` is not in the input",
    answer: "reply with exactly the text above, without quotes or a line break",
    no_body: "the message itself is in the body of the request, which is not in the input",
    from_log: "the data was found within the input",
};

/// Returns the sentence for a document that belongs to another command.
pub(in crate::text) fn other_input(given: Given, wanted: Given) -> Said {
    let said = Said::new(format!("this is {}, not {}", name(given), name(wanted)));
    match given {
        Given::Callback => said.hint("decrypt it with `webot crypt decrypt`"),
        Given::PlainMessage => {
            said.hint("it is not encrypted: the callback is in plain mode, or was already decrypted")
        }
        Given::RefundNotice => said.hint("decrypt it with `webot crypt refund` and the API key of v2"),
        Given::PaymentNotice | Given::ContractNotice => {
            let said = said.hint("it is not encrypted; check its `sign` with `webot sign pay`");
            if wanted == Given::RefundNotice {
                said.hint("the notification of a refund has `req_info`, and is sent to the `notify_url` of the refund")
            } else {
                said
            }
        }
        Given::PayV2Failure => said.hint("see its `return_msg`"),
        Given::PayV2Other => said.hint("it is not encrypted; check its `sign` with `webot sign pay`"),
        Given::PayV3Notice => said.hint("decrypt it with `webot crypt notify` and the APIv3 key"),
        Given::PayV3Certificates => said.hint("decrypt them with `webot crypt notify` and the APIv3 key"),
        Given::MiniData => said.hint("decrypt it with `webot crypt mini` and the session_key"),
        Given::ApiError => said.hint("see its `errmsg`"),
    }
}

fn name(given: Given) -> &'static str {
    match given {
        Given::Callback => "an encrypted callback",
        Given::PlainMessage => "a message in plain mode",
        Given::RefundNotice => "a refund notification of WeChat Pay v2",
        Given::PaymentNotice => "a payment notification of WeChat Pay v2",
        Given::ContractNotice => "a contract notification of WeChat Pay v2",
        Given::PayV2Failure => "a `FAIL` response of WeChat Pay v2",
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
            format!("{} {place}", char_name(*char, "zero-width", "space"))
        })
        .collect();
    let bytes = match invisible.bytes {
        1 => "1 byte".to_owned(),
        bytes => format!("{bytes} bytes"),
    };
    format!(
        "`{flag}` has {bytes} too many: {}; webot tries it without them, and your code must remove them too",
        listed.join(", ")
    )
}
