//! Mistakes in generated values are named.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use webot::sign::{Alternatives, Diagnosis, Digest, MISTAKES, Mistake, diagnose, schemes};

use super::{Case, Values, judge, owned, values};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(3),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn single_cases(values: &Values) -> Vec<Case> {
    [
        values.url_cases(),
        values.page_cases(),
        values.callback_cases(),
        values.pay_cases(),
        values.body_cases(),
        values.shared_url_cases(),
        values.order_cases(),
        values.form_cases(),
        values.program_cases(),
        values.sister_cases(),
        values.line_cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn mistakes_in_urls_are_named(values in values()) {
        judge(&values.url_cases())?;
    }

    #[test]
    fn mistakes_in_tickets_and_nonces_are_named(values in values()) {
        judge(&values.page_cases())?;
    }

    #[test]
    fn mistakes_of_callbacks_are_named(values in values()) {
        judge(&values.callback_cases())?;
    }

    #[test]
    fn mistakes_of_pay_v2_are_named(values in values()) {
        judge(&values.pay_cases())?;
    }

    #[test]
    fn mistakes_in_bodies_are_named(values in values()) {
        judge(&values.body_cases())?;
    }

    #[test]
    fn mistakes_in_shared_urls_are_named(values in values()) {
        judge(&values.shared_url_cases())?;
    }

    #[test]
    fn mistakes_in_fields_are_named(values in values()) {
        judge(&values.order_cases())?;
        judge(&values.form_cases())?;
        judge(&values.sister_cases())?;
    }

    #[test]
    fn mistakes_in_lines_are_named(values in values()) {
        judge(&values.line_cases())?;
    }

    #[test]
    fn every_mistake_has_a_case(values in values()) {
        let made: Vec<Mistake> = single_cases(&values).into_iter().flat_map(|case| case.mistakes).collect();
        for &mistake in MISTAKES {
            // Values of these may happen to be in order.
            let rare = matches!(
                mistake,
                // Those of RSA are not in the string: the command finds them. Of those about secrets and lines, and of
                // other orders, `wording` has cases.
                Mistake::NotSorted | Mistake::SortedByName | Mistake::SortedWithoutCase | Mistake::SortedDescending
                    | Mistake::SecretQuoted | Mistake::SecretInvisibleCharacter | Mistake::BodyByteOrderMark
                    | Mistake::RsaPadding | Mistake::RsaHash | Mistake::RsaOutput
            );
            prop_assert!(rare || made.contains(&mistake), "{mistake:?}");
        }
    }
}

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn pairs_of_mistakes_are_named(values in values()) {
        let failures: Vec<String> = values
            .pair_cases()
            .iter()
            .filter_map(|case| case.judge().err().map(|_| format!("{:?}", case.mistakes)))
            .collect();
        prop_assert!(failures.is_empty(), "not named: {failures:?}");
    }

    #[test]
    fn an_unrelated_signature_has_no_causes(values in values(), random in "[0-9a-f]{40}", long in "[0-9A-F]{64}") {
        let url = values.url();
        let others = Alternatives {
            ticket_of_other_kind: Some(values.other_ticket.clone()),
            tickets_of_others: vec![values.key.clone()],
            other_key: Some(values.other_key.clone()),
            ..Alternatives::default()
        };
        let fields = owned(&[("b", "2"), ("a", "1"), ("c", ""), ("sign", "x")]);
        let [body, ..] = values.bodies();
        for spec in [
            schemes::jsapi(&values.ticket, &values.nonce, &values.timestamp, &url),
            schemes::callback(&values.token, &values.timestamp, &values.nonce, None),
            schemes::callback(&values.token, &values.timestamp, &values.nonce, Some(&values.encrypt)),
            schemes::pay_v2(&fields, &values.key, Digest::Md5),
            schemes::pay_v2(&fields, &values.key, Digest::HmacSha256),
            schemes::session(&body, &values.key),
        ] {
            for given in [&*random, &random[..32], &*long, "", "x"] {
                prop_assert_eq!(diagnose(&spec, &others, |spec| spec.matches(given)), Diagnosis::default());
            }
        }
    }
}
