//! The sentences of the faults of links.

use crate::oauth_link::tests::wrong_links;
use crate::oauth_link::{LinkUse, check};
use crate::text::link_fault;

#[test]
fn every_fault_has_a_sentence_with_a_hint() {
    for (link, names) in wrong_links() {
        let findings = check(&link, LinkUse::Menu).expect("a link");
        for finding in findings {
            let said = link_fault(&finding.fault);
            assert!(said.message.contains('`') || names.contains(&"oauth-order"), "{}", said.message);
            assert!(said.hints.len() <= 1, "{said:?}");
        }
    }
}
