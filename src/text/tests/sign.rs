use crate::sign::{Detail, MISTAKES, Mistake, Scheme};
use crate::text::{en, zh};

const SCHEMES: [Scheme; 15] = [
    Scheme::Callback,
    Scheme::Page,
    Scheme::Agent,
    Scheme::Address,
    Scheme::Card,
    Scheme::ChooseCard,
    Scheme::PayV2,
    Scheme::PayPage,
    Scheme::Pay2014,
    Scheme::PayRequest,
    Scheme::PayClient,
    Scheme::Notification,
    Scheme::MiniProgram,
    Scheme::Api,
    Scheme::Intracity,
];

/// Every mistake has a sentence and a hint in both languages, whatever it names.
#[test]
fn every_mistake_is_explained() {
    let detail = |field: &str, from: &str, to: &str| Detail {
        field: field.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
    };
    let details =
        [detail("", "", ""), detail("body", "", "null"), detail("body", "a", "b"), detail("", "&", "&")];
    for (mistake, scheme) in MISTAKES.iter().flat_map(|mistake| SCHEMES.map(|scheme| (*mistake, scheme))) {
        for detail in &details {
            let english = en::mistake(mistake, detail, scheme);
            let capital = english.message.starts_with(|char: char| char.is_ascii_uppercase());
            assert!(!capital || names_first(mistake), "{}", english.message);
            for said in [english, zh::mistake(mistake, detail, scheme)] {
                let message = &said.message;
                assert_ne!(message, mistake.name(), "{scheme:?}");
                assert!(!message.is_empty() && !message.ends_with(['.', '。']), "{message}");
                assert_eq!(said.hints.len(), 1, "{message}");
            }
        }
    }
}

/// Returns whether the sentence begins with the name of a hash or an address.
fn names_first(mistake: Mistake) -> bool {
    matches!(mistake, Mistake::Md5ForHmac | Mistake::HmacForMd5 | Mistake::KeyDecoded) || mistake.is_of_url()
}
