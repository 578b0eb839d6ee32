//! The parts of an `errmsg`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::api::errcode::{ErrmsgParts, parse_errmsg};

const V4: Option<IpAddr> = Some(IpAddr::V4(Ipv4Addr::new(118, 190, 42, 90)));
const V6: Option<IpAddr> = Some(IpAddr::V6(Ipv6Addr::new(0x2408, 0x8207, 0x2400, 0x8a10, 0, 0, 0, 1)));

#[track_caller]
fn reads(errmsg: &str, message: &str, rid: Option<&str>, ip: Option<IpAddr>, hint: Option<&str>) {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let expected = ErrmsgParts { message: message.to_owned(), rid: owned(rid), ip, hint: owned(hint) };
    assert_eq!(parse_errmsg(errmsg), expected, "{errmsg}");
}

#[test]
fn the_caller_of_40164_is_read() {
    let rid = Some("61725984-6126f6f9-040f19c4");
    reads(
        "invalid ip 118.190.42.90 ipv6 ::ffff:118.190.42.90, not in whitelist rid: 61725984-6126f6f9-040f19c4",
        "invalid ip 118.190.42.90 ipv6 ::ffff:118.190.42.90, not in whitelist",
        rid,
        V4,
        None,
    );
    reads(
        "invalid ip 118.190.42.90 ipv6 ::ffff:118.190.42.90, not in whitelist hint: [4IP_rA04044809]",
        "invalid ip 118.190.42.90 ipv6 ::ffff:118.190.42.90, not in whitelist hint: [4IP_rA04044809]",
        None,
        V4,
        Some("4IP_rA04044809"),
    );
    for errmsg in [
        "invalid ip 118.190.42.90, not in whitelist",
        "invalid ip ::ffff:118.190.42.90, not in whitelist",
        "invalid ip ipv6 ::FFFF:118.190.42.90, not in whitelist",
        "not in whitelist, invalid ip: 118.190.42.90",
        "INVALID IP 118.190.42.90:443 NOT IN WHITELIST",
        "invalid ip 0.0.0.0 ipv6 ::ffff:118.190.42.90, not in whitelist",
        "not in whitelist: 118.190.42.90",
        "ip：118.190.42.90 不在白名单",
        "118.190.42.90 不在白名单中",
        "access clientip is not registered, not in ip-white-list, ip 118.190.42.90",
    ] {
        assert_eq!(parse_errmsg(errmsg).ip, V4, "{errmsg}");
    }
    for errmsg in [
        "invalid ip 2408:8207:2400:8a10::1 ipv6 2408:8207:2400:8a10::1, not in whitelist",
        "invalid ip ipv6 2408:8207:2400:8a10:0:0:0:1, not in whitelist rid: 61725984-6126f6f9-040f19c4",
        "invalid ip  ipv6 2408:8207:2400:8A10::1,not in whitelist",
        "invalid ip [2408:8207:2400:8a10::1]:443, not in whitelist",
    ] {
        assert_eq!(parse_errmsg(errmsg).ip, V6, "{errmsg}");
    }
}

#[test]
fn the_caller_of_wecom_is_read() {
    let errmsg = "not allow to access from your ip, hint: [1658286717354964018506079], from ip: 112.43.40.209, \
                  more info at https://open.work.weixin.qq.com/devtool/query?e=60020";
    let ip = Some(IpAddr::V4(Ipv4Addr::new(112, 43, 40, 209)));
    reads(errmsg, errmsg, None, ip, Some("1658286717354964018506079"));
    for errmsg in [
        "not allow to access from your ip, from ip:112.43.40.209.",
        "not allow, from ip: [112.43.40.209](http://112.43.40.209/), more info at https://open.work.weixin.qq.com",
        "From IP: 112.43.40.209",
    ] {
        assert_eq!(parse_errmsg(errmsg).ip, ip, "{errmsg}");
    }
}

#[test]
fn the_rid_is_read_wherever_it_stands() {
    let rid = Some("61725984-6126f6f9-040f19c4");
    for (errmsg, message) in [
        ("invalid appid rid: 61725984-6126f6f9-040f19c4", "invalid appid"),
        ("invalid appid rid:61725984-6126f6f9-040f19c4", "invalid appid"),
        ("invalid appid, RID: 61725984-6126f6f9-040f19c4 ", "invalid appid"),
        ("invalid appid (rid: 61725984-6126f6f9-040f19c4)", "invalid appid"),
        ("rid: 61725984-6126f6f9-040f19c4, invalid appid", "invalid appid"),
        ("invalid rid: 61725984-6126f6f9-040f19c4, try again", "invalid, try again"),
        ("参数错误rid：61725984-6126f6f9-040f19c4", "参数错误"),
        (" rid: 61725984-6126f6f9-040f19c4", ""),
        ("rid: none, bad rid=61725984-6126f6f9-040f19c4", "rid: none, bad"),
    ] {
        reads(errmsg, message, rid, None, None);
    }
    reads(
        "invalid tag id hint: [uGiBx0mre-Mz7bhA] rid: 661f6f22-4e5022ac-04a408f4",
        "invalid tag id hint: [uGiBx0mre-Mz7bhA]",
        Some("661f6f22-4e5022ac-04a408f4"),
        None,
        Some("uGiBx0mre-Mz7bhA"),
    );
}

#[test]
fn what_is_not_there_is_not_read() {
    for errmsg in [
        "",
        "ok",
        "rid not found",
        "hybrid: 61725984-6126f6f9-040f19c4",
        "rid: unknown",
        "the version 1.2.3.4 has ended",
        "invalid ip 139.227.20.*, from ip: 300.1.1.1",
        "no selfmenu hint: []",
        "hint: [",
        "hint: 12345",
    ] {
        reads(errmsg, errmsg, None, None, None);
    }
    reads("system error rid: ", "system error", None, None, None);
    reads("system error rid:", "system error", None, None, None);
    reads(
        "invalid appid, hints: [ req_id: IgXGma08222015 ]",
        "invalid appid, hints: [ req_id: IgXGma08222015 ]",
        None,
        None,
        Some("IgXGma08222015"),
    );
}

/// Pieces that an `errmsg` is made of, whole and broken.
fn pieces() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "rid",
        "RID",
        ":",
        "：",
        " ",
        ",",
        "ip",
        "ipv6",
        "::ffff:",
        "1.2.3.4",
        "2001:db8::1",
        "hint",
        "hints",
        "[",
        "]",
        "req_id",
        "61725984-6126f6f9-040f19c4",
        "-",
        "(",
        ")",
        "invalid ip ",
        "不在白名单",
        "\u{130}",
        "\0",
        "😀",
        ".",
    ]);
    let piece = prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(40164), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(errmsg in pieces()) {
        let facts = parse_errmsg(&errmsg);
        prop_assert!(facts.message.len() <= errmsg.len() + 2);
        prop_assert!(facts.rid.is_none_or(|rid| errmsg.contains(&rid)));
        prop_assert!(facts.hint.is_none_or(|hint| errmsg.contains(&hint) && !hint.is_empty()));
    }

    #[test]
    fn a_rid_is_found_behind_any_message(message in "[a-z 一-龥]{0,40}", rid in "[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}") {
        let facts = parse_errmsg(&format!("{message} rid: {rid}"));
        prop_assert_eq!(facts.rid.as_deref(), Some(rid.as_str()));
        prop_assert_eq!(facts.message, message.trim());
    }

    #[test]
    fn any_address_is_found(ip in any::<IpAddr>()) {
        prop_assume!(!ip.to_canonical().is_unspecified());
        let facts = parse_errmsg(&format!("invalid ip {ip} ipv6 {ip}, not in whitelist rid: 61725984-6126f6f9-040f19c4"));
        prop_assert_eq!(facts.ip, Some(ip.to_canonical()));
    }
}
