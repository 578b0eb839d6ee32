//! The words of the tables, which `build/` counts, against the types that are read from them.

#[path = "../../../build/advice.rs"]
mod advice;
#[path = "../../../build/errcodes.rs"]
#[expect(dead_code, reason = "the errcodes are compiled by the build alone")]
mod errcodes;
#[path = "../../../build/kinds.rs"]
#[expect(dead_code, reason = "the kinds are compiled by the build alone")]
mod kinds;

#[path = "../../../build/named.rs"]
#[expect(dead_code, reason = "errors are compiled by the build alone")]
mod named;

use std::fmt::Debug;

use crate::api::catalogue::ApiPlatform;
use crate::api::endpoint::Risk;
use crate::api::group::Section;
use crate::api::named::NamedFamily;
use crate::api::samples::{blob, catalogue, chapters, groups, source};
use crate::api::{Host, Method, errcode};
use crate::message::Family;

/// The words of a type's variants: `WorkContact` is `work_contact`.
fn words<T: Debug>(variants: &[T]) -> Vec<String> {
    let word = |variant: &T| {
        let mut word = String::new();
        for char in format!("{variant:?}").chars() {
            if char.is_uppercase() && !word.is_empty() {
                word.push('_');
            }
            word.extend(char.to_lowercase());
        }
        word
    };
    variants.iter().map(word).collect()
}

#[test]
fn the_words_of_the_tables_stand_in_the_order_of_their_types() {
    assert_eq!(kinds::FAMILIES[..], words(&Family::ALL));
    assert_eq!(errcodes::FAMILIES[..], words(&errcode::ErrcodeFamily::ALL));
    assert_eq!(named::FAMILIES, NamedFamily::ALL.map(NamedFamily::name));
    assert_eq!(errcodes::FAMILIES, errcode::ErrcodeFamily::ALL.map(errcode::ErrcodeFamily::name));
    assert_eq!(errcodes::KINDS[..], words(&errcode::ErrcodeKind::ALL));
    assert_eq!(chapters::RISKS[..], words(&Risk::ALL));
    assert_eq!(groups::SECTIONS[..], words(&Section::ALL));
    assert_eq!(catalogue::HOSTS[..], words(&Host::ALL));
    assert_eq!(catalogue::METHODS, Method::ALL.map(Method::name));
    assert_eq!(catalogue::HOST_NAMES, Host::ALL.map(Host::name));
    assert_eq!(catalogue::PLATFORMS.map(|(word, _)| word), ApiPlatform::ALL.map(ApiPlatform::name));
}
