//! The view without a terminal: events and keys in, lines out.

use std::sync::Arc;

use tokio::sync::mpsc;

use super::draw::draw;
use super::state::{View, ViewSettings, Wish};
use crate::message::{Answer, Credentials, Format, ReplyContext, verdict};
use crate::printer::{Key, ScreenLine, columns};
use crate::recording::{RecordedAnswer, RecordedBody, RecordedPush};
use crate::relay::{RelayEvent, RelayedPush, Resend, Standing};
use crate::system::System;

fn message(text: &str) -> String {
    format!(
        "<xml><ToUserName>gh_1</ToUserName><FromUserName>oUser</FromUserName><CreateTime>1700000000</CreateTime>\
         <MsgType>text</MsgType><Content><![CDATA[{text}]]></Content><MsgId>7001</MsgId></xml>"
    )
}

fn push(number: u64, text: &str) -> RelayedPush {
    let body = "success".to_owned();
    let recorded = RecordedPush {
        time_ms: 1_700_000_000_000 + number,
        method: "POST".to_owned(),
        target: "/?signature=a&timestamp=1&nonce=2".to_owned(),
        headers: vec![("host".to_owned(), "bot.example".to_owned())],
        body: RecordedBody::Text(message(text)),
        message: None,
        destination: Some("http://127.0.0.1:3000/".to_owned()),
        answer: Some(RecordedAnswer {
            status: 200,
            headers: Vec::new(),
            body: RecordedBody::Text(body.clone()),
            reply: None,
        }),
        failure: None,
        ms: 1.5,
    };
    let credentials = Credentials::token("a-token");
    let answer = Answer { status: 200, body: body.into_bytes(), ..Answer::default() };
    let context = ReplyContext { push: &recorded.push(), credentials: &credentials, format: Format::Xml };
    RelayedPush {
        number,
        verdict: Some(verdict(&answer, context)),
        kind: "text".to_owned(),
        standing: Standing::Verified,
        credentials,
        format: Format::Xml,
        original: None,
        resent: None,
        delivery: 1,
        failure: None,
        unjudged: None,
        answered_by_webot: false,
        accepts_probe: false,
        hung_up: false,
        recorded,
    }
}

fn view() -> (View, mpsc::Receiver<Resend>) {
    let (resends, received) = mpsc::channel(1);
    let settings = ViewSettings {
        url: "http://127.0.0.1:8080".to_owned(),
        destination: "http://127.0.0.1:3000/".to_owned(),
        recording: None,
        page: None,
        warning: None,
        shows_headers: false,
        resends,
        system: System::REAL,
    };
    (View::new(settings), received)
}

fn add(view: &mut View, number: u64, text: &str) {
    view.event(RelayEvent::Push(Arc::new(push(number, text))));
}

fn lines(view: &mut View, width: usize, height: usize) -> Vec<String> {
    draw(view, width, height).lines.iter().map(ScreenLine::text).collect()
}

fn press(view: &mut View, keys: &str) -> Option<Wish> {
    keys.chars().map(|key| view.key(Key::Char(key))).last().flatten()
}

#[test]
fn every_screen_has_its_size() {
    let (mut view, _resends) = view();
    for number in 1..=30 {
        add(&mut view, number, &format!("一二三 {number} {}", "长".repeat(100)));
    }
    for keys in ["", "?", "v", "/", "s"] {
        press(&mut view, keys);
        for (width, height) in [(120, 40), (80, 24), (40, 12), (20, 5), (8, 3), (1, 1), (2, 2)] {
            let drawn = lines(&mut view, width, height);
            assert_eq!(drawn.len(), height.max(1), "{keys} {width}x{height}");
            if width >= 20 {
                let widest = drawn.iter().map(|line| columns(line)).max();
                assert!(widest <= Some(width), "{keys} {width}x{height}: {drawn:#?}");
            }
        }
        view.key(Key::Escape);
    }
}

#[test]
fn the_last_ten_thousand_pushes_are_kept() {
    let (mut view, _resends) = view();
    for number in 1..=10_050 {
        add(&mut view, number, "hello");
    }
    view.key(Key::Home);
    assert_eq!(view.chosen_row().map(|row| row.push.number), Some(51));
    assert!(lines(&mut view, 120, 40)[0].starts_with("10050 pushes; the last 10000 are kept"));
    // The chosen push is dropped: the oldest one takes its place.
    add(&mut view, 10_051, "hello");
    assert_eq!(view.chosen_row().map(|row| row.push.number), Some(52));
    assert_eq!(view.shown.len(), 10_000);
}

#[test]
fn large_pushes_are_kept_in_limited_memory() {
    let (mut view, _resends) = view();
    let large = "x".repeat(1 << 20);
    for number in 1..=100 {
        add(&mut view, number, &large);
    }
    assert!(view.rows.len() <= 64, "{}", view.rows.len());
    assert!(view.chosen_row().is_some());
}

#[test]
fn new_pushes_are_followed_until_another_is_chosen() {
    let (mut view, _resends) = view();
    let chosen = |view: &View| view.chosen_row().map(|row| row.push.number);
    for number in 1..=3 {
        add(&mut view, number, "hello");
    }
    assert_eq!(chosen(&view), Some(3));
    view.key(Key::Up);
    add(&mut view, 4, "hello");
    assert_eq!(chosen(&view), Some(2));
    view.key(Key::End);
    add(&mut view, 5, "hello");
    assert_eq!(chosen(&view), Some(5));
    // A page that is read stays.
    view.key(Key::Enter);
    add(&mut view, 6, "hello");
    assert_eq!(chosen(&view), Some(5));
}

#[test]
fn a_push_is_sent_with_a_new_id() {
    let (mut view, mut resends) = view();
    add(&mut view, 1, "hello");
    press(&mut view, "r");
    let resend = resends.try_recv().expect("a push");
    let sent = resend.message.expect("a new message");
    assert!(
        sent.contains("hello") && !sent.contains("<MsgId>7001<") && !sent.contains(">1700000000<"),
        "{sent}"
    );
    press(&mut view, "rr");
    assert!(lines(&mut view, 120, 40).last().expect("a line").contains("too many pushes"));
}

#[test]
fn a_push_of_which_only_the_start_is_kept_is_not_sent() {
    let (mut view, mut resends) = view();
    let mut cut = push(1, "hello");
    cut.recorded.body = RecordedBody::cut(b"<xml>", 5, Some(1_000_000));
    view.event(RelayEvent::Push(Arc::new(cut)));
    press(&mut view, "r");
    assert!(resends.try_recv().is_err());
    assert!(lines(&mut view, 120, 40).last().expect("a line").contains("only the start"));
    assert_eq!(press(&mut view, "e"), None);
}

#[test]
fn a_message_with_a_hidden_secret_is_not_edited() {
    let (mut view, _resends) = view();
    let mut ticket = push(1, "hello");
    ticket.original = Some(Box::new(ticket.recorded.clone()));
    ticket.recorded.body = RecordedBody::Text(message("***"));
    view.event(RelayEvent::Push(Arc::new(ticket)));
    assert_eq!(press(&mut view, "e"), None);
    add(&mut view, 2, "hello");
    assert!(matches!(press(&mut view, "e"), Some(Wish::Edit(1))));
}

#[test]
fn two_replies_can_be_chosen_in_several_ways() {
    let (mut view, _resends) = view();
    for number in 1..=3 {
        add(&mut view, number, "hello");
    }
    press(&mut view, "d");
    assert!(lines(&mut view, 120, 40).last().expect("a line").contains("space bar"));
    view.key(Key::Home);
    press(&mut view, " jd");
    assert!(lines(&mut view, 120, 40)[1].contains("#1 (-) and #2 (+)"));
    assert!(lines(&mut view, 120, 40)[2].contains("the same"));
    view.key(Key::Escape);
    press(&mut view, "j d");
    assert!(lines(&mut view, 120, 40)[1].contains("#1 (-) and #3 (+)"));
}

#[test]
fn a_lasting_warning_leaves_the_keys_for_help_and_the_end() {
    let (mut view, _resends) = view();
    view.event(RelayEvent::NotRecorded("no space left on device".to_owned()));
    for width in [40, 120] {
        let last = lines(&mut view, width, 20).pop().expect("a line");
        assert!(last.contains(": no space") && last.contains('?') && columns(&last) <= width, "{last}");
    }
}

#[test]
fn pasted_text_is_an_answer_and_no_command() {
    let (mut view, _resends) = view();
    add(&mut view, 1, "hello");
    assert_eq!(view.key(Key::Pasted("q".to_owned())), None);
    press(&mut view, "/");
    view.key(Key::Pasted("text=q\nq".to_owned()));
    assert!(lines(&mut view, 120, 40).last().expect("a line").contains("text=q"));
    assert_eq!(press(&mut view, "q"), None, "a letter of the answer");
}

#[test]
fn a_refused_answer_is_explained_in_full_above_the_answer() {
    let (mut view, _resends) = view();
    add(&mut view, 1, "hello");
    press(&mut view, "s");
    view.key(Key::Ctrl('u'));
    press(&mut view, "m.txt");
    view.key(Key::Enter);
    for (width, height) in [(40, 12), (80, 24)] {
        let drawing = draw(&mut view, width, height);
        let drawn: Vec<String> = drawing.lines.iter().map(ScreenLine::text).collect();
        let (last, above) = drawn.split_last().expect("lines");
        assert!(last.starts_with("save 1 push to: m.txt"), "{last}");
        assert_eq!(drawing.cursor, Some((columns("save 1 push to: m.txt"), height - 1)));
        let said = above.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.ends_with("the name must end with .jsonl for a recording, .yaml for a test, .xml or .json for the message"), "{said}");
    }
    // The smallest screens keep the answer.
    assert_eq!(
        lines(&mut view, 40, 2),
        ["1 push  http://127.0.0.1:8080 → http://…", "save 1 push to: m.txt   Enter accept"]
    );
}

#[test]
fn marked_pushes_that_the_filter_hides_are_left_alone() {
    let (mut view, _resends) = view();
    for (number, text) in [(1, "yes"), (2, "no"), (3, "yes")] {
        add(&mut view, number, text);
    }
    view.key(Key::Home);
    press(&mut view, " j j /");
    view.key(Key::Pasted("text=yes".to_owned()));
    view.key(Key::Enter);
    press(&mut view, "s");
    assert!(lines(&mut view, 120, 40).last().expect("a line").starts_with("save 2 pushes to"));
    view.key(Key::Escape);
    press(&mut view, "d");
    assert!(lines(&mut view, 120, 40)[1].contains("#1 (-) and #3 (+)"));
    view.key(Key::Escape);
    // Without the filter, all three are marked again.
    view.key(Key::Escape);
    press(&mut view, "s");
    assert!(lines(&mut view, 120, 40).last().expect("a line").starts_with("save 3 pushes to"));
}

#[test]
fn a_narrow_list_keeps_the_numbers() {
    let (mut view, _resends) = view();
    add(&mut view, 1, "hello");
    view.event(RelayEvent::Push(Arc::new(RelayedPush { delivery: 2, ..push(12, "hello") })));
    for width in [32, 40, 59, 60, 120] {
        let drawn = lines(&mut view, width, 12);
        assert!(drawn[2].starts_with("  #1 "), "{width}: {}", drawn[2]);
        assert!(
            drawn[3].starts_with('>') && drawn[3].contains("#12 ") && drawn[3].contains("×2"),
            "{}",
            drawn[3]
        );
    }
}
