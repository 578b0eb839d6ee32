//! The pure parts of `webot send`: sign, write XML, read a reply, encrypt, decrypt.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use webot::message::envelope::{AesKey, decrypt, encrypt};
use webot::message::{
    Answer, Credentials, Delivery, Format, Parties, Push, ReplyContext, catalogue, verdict, xml,
};
use webot::sign;

const REPLY: &str = "<xml><ToUserName><![CDATA[oWEBOT-test_user-00000000001]]></ToUserName><FromUserName><![CDATA[gh_0123456789ab]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content></xml>";

fn benches(criterion: &mut Criterion) {
    let parties = Parties::sample(1_700_000_000, 7_301_444_403_200_000_001);
    let push = Push::text("你好", &parties);
    criterion.bench_function("sign", |b| {
        b.iter(|| {
            sign::callback::signature(black_box("keyboardcat123"), black_box("1700000000"), black_box("4711"))
        });
    });
    criterion.bench_function("build and write XML", |b| {
        let kind = catalogue::event("pic_weixin").expect("a kind");
        b.iter(|| xml::write(&Push::new(black_box(kind), &parties).document));
    });
    criterion.bench_function("sign and write a delivery", |b| {
        let credentials = Credentials::token("keyboardcat123");
        b.iter(|| Delivery::plain(black_box(&push), &credentials, 1_700_000_000, "4711"));
    });
    criterion.bench_function("read and judge a reply", |b| {
        let answer = Answer { status: 200, body: REPLY.into(), ..Answer::default() };
        let credentials = Credentials::token("keyboardcat123");
        let context = ReplyContext { push: &push, credentials: &credentials, format: Format::Xml };
        b.iter(|| verdict(black_box(&answer), context));
    });
    let key = AesKey::parse("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG").expect("a key");
    criterion.bench_function("encrypt", |b| {
        b.iter(|| encrypt(&key, [7; 16], black_box(REPLY.as_bytes()), "wx2c2769f8efd9abc2"));
    });
    criterion.bench_function("decrypt", |b| {
        let sealed = encrypt(&key, [7; 16], REPLY.as_bytes(), "wx2c2769f8efd9abc2");
        b.iter(|| decrypt(&key, black_box(&sealed)));
    });
}

criterion_group!(message, benches);
criterion_main!(message);
