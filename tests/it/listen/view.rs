//! The full-screen view of `webot listen`, on a terminal.
#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

use rexpect::process::Signal;

use crate::support::{
    AES_KEY, APPID, Bot, Folder, OPENID, ScreenTerminal, Stamp, TIMEOUT, TOKEN, Webot, encrypted, http,
    request, sealed, text_push, text_reply, until,
};

/// Hides the cursor's keys behind names.
const ENTER: &str = "\r";
const ESCAPE: &str = "\u{1b}";
const UP: &str = "\u{1b}[A";

/// The view of `webot listen` before a bot.
struct View {
    screen: ScreenTerminal,
    port: u16,
}

fn listen(folder: &Folder, bot: &Bot) -> Webot {
    let args = ["listen", "--port", "0", "--token", TOKEN, "--forward-to", &bot.url("/wechat")];
    Webot::at_home(folder.clone()).args(args).env("WEBOT_LANG", "en")
}

impl View {
    fn start(webot: Webot) -> Self {
        Self::of_size(webot, 120, 40)
    }

    fn of_size(webot: Webot, columns: u16, rows: u16) -> Self {
        let screen = webot.screen(columns, rows);
        let mut port = None;
        screen.shows_what("an address", |text| {
            let digits = text.split("http://127.0.0.1:").nth(1);
            let digits = digits.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
            digits.is_some_and(|digits| digits.parse::<u16>().is_ok()) && text.contains('→')
        });
        if let Some(rest) = screen.text().split("http://127.0.0.1:").nth(1) {
            port = rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok();
        }
        Self { screen, port: port.expect("a port") }
    }

    /// Sends a request and returns the answer.
    #[track_caller]
    fn send(&self, target: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(TIMEOUT)).expect("a limit");
        stream.write_all(&request("POST", target, body.as_bytes())).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[track_caller]
    fn say(&self, text: &str) {
        let answer = self.send(&format!("/?{}", Stamp::new().signed()), &text_push(OPENID, text));
        assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
    }

    fn press(&mut self, keys: &str) {
        self.screen.press(keys);
    }
}

fn greeting() -> Bot {
    Bot::answering(|_| http(200, text_reply("hi")))
}

/// A bot that counts its replies.
fn counting() -> Bot {
    let count = AtomicUsize::new(0);
    Bot::answering(move |_| {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        http(200, text_reply(&format!("reply number {number}")))
    })
}

#[test]
fn pushes_are_listed_with_their_details() {
    let bot = Bot::answering(|heard| {
        if heard.text().contains("fail") { http(500, "boom") } else { http(200, text_reply("hi")) }
    });
    let mut view = View::start(listen(&Folder::new(), &bot));
    view.screen.shows("waiting for pushes");
    view.say("hello");
    view.screen.shows_what("a row", |text| {
        text.lines().any(|line| {
            ["#1", "✓", "text", OPENID.get(..8).expect("an id"), "hello", "text \"hi\""]
                .iter()
                .all(|part| line.contains(part))
        })
    });
    view.screen.shows("<Content><![CDATA[hello]]></Content>");
    view.screen.shows("signature verified");
    view.say("fail");
    view.screen.shows_what("the new row is chosen", |text| {
        text.lines().any(|line| line.starts_with('>') && line.contains("✗") && line.contains("HTTP 500"))
    });
    view.screen.shows("error: 500: the bot failed");
    view.screen.shows("hint: ");
    view.press(UP);
    view.screen.shows("<Content><![CDATA[hello]]></Content>");
    view.press("v");
    view.press(ENTER);
    view.screen.shows("headers of the request");
    view.screen.shows("content-length: ");
    view.press("q");
    view.screen.ends(0);
    assert!(view.screen.text().contains("2 pushes"), "{}", view.screen.text());
}

#[test]
fn a_push_is_sent_again_as_a_new_one() {
    let bot = counting();
    let mut view = View::start(listen(&Folder::new(), &bot));
    view.say("hello");
    view.screen.shows("reply number 1");
    view.press("r");
    view.screen.shows("reply number 2");
    view.screen.shows("↻1");
    view.screen.shows("#1 sent again with a new signature");
    view.screen.shows("signature verified");
    let heard = bot.heard();
    let of = |name: &str| [0, 1].map(|at: usize| heard[at].parameter(name).expect("a parameter"));
    assert_ne!(of("nonce")[0], of("nonce")[1]);
    assert_ne!(of("signature")[0], of("signature")[1]);
    let id = |at: usize| heard[at].message().get("MsgId").expect("an id").to_owned();
    assert_ne!(id(0), id(1));
    assert_eq!(heard[1].message().get("Content"), Some("hello"));
    assert_eq!(heard[1].path(), "/wechat");
    view.press("d");
    view.screen.shows("replies to #1 (-) and #2 (+)");
    view.screen.shows("-   <Content><![CDATA[reply number 1]]></Content>");
    view.screen.shows("+   <Content><![CDATA[reply number 2]]></Content>");
    view.press("q");
    view.screen.ends(0);
    // Only what came from outside counts.
    assert!(view.screen.text().contains("1 push"), "{}", view.screen.text());
}

#[test]
fn an_encrypted_push_is_encrypted_again() {
    let bot = Bot::answering(|_| http(200, encrypted(&text_reply("hi"), TOKEN, AES_KEY, APPID)));
    let webot = listen(&Folder::new(), &bot).args(["--aes-key", AES_KEY, "--appid", APPID]);
    let mut view = View::start(webot);
    let (query, body) = sealed(&text_push(OPENID, "secret words"), AES_KEY, APPID);
    view.send(&format!("/?{query}"), &body);
    view.screen.shows("<Content><![CDATA[secret words]]></Content>");
    view.press("r");
    view.screen.shows("↻1");
    view.screen.shows("signature verified");
    let heard = bot.heard();
    assert!(heard[1].text().contains("<Encrypt>") && !heard[1].text().contains("secret words"));
    assert_ne!(heard[0].parameter("msg_signature"), heard[1].parameter("msg_signature"));
}

#[test]
fn an_edited_message_is_sent() {
    let (folder, bot) = (Folder::new(), counting());
    folder.write("edit.sh", "sed -i 's/hello/edited/' \"$1\"\n");
    let mut view = View::start(listen(&folder, &bot).env("EDITOR", "sh edit.sh"));
    view.say("hello");
    view.screen.shows("reply number 1");
    view.press("e");
    view.screen.shows("reply number 2");
    let heard = bot.heard();
    assert_eq!(heard[1].message().get("Content"), Some("edited"));
    assert!(!heard[1].text().contains('\n'), "{}", heard[1].text());
    folder.write("edit.sh", "true\n");
    view.press("e");
    view.screen.shows("the message is unchanged");
    folder.write("edit.sh", "exit 3\n");
    view.press("e");
    view.screen.shows("the editor `sh edit.sh` failed");
    assert_eq!(bot.heard().len(), 2);
    view.press("q");
    view.screen.ends(0);
}

#[test]
fn a_filter_leaves_what_meets_it() {
    let bot = greeting();
    let mut view = View::start(listen(&Folder::new(), &bot));
    for text in ["apple", "banana", "cherry"] {
        view.say(text);
    }
    view.screen.shows("3 pushes");
    view.press("/text=banana");
    view.press(ENTER);
    view.screen.shows("1 of 3 pushes");
    view.screen.hides("apple");
    view.say("banana");
    view.say("damson");
    view.screen.shows("2 of 5 pushes");
    view.press("/");
    view.press("\u{15}txt=a\r");
    view.screen.shows("text");
    view.screen.shows("txt");
    view.press("\u{15}");
    view.press(ENTER);
    view.screen.shows("damson");
    view.press("/text=zzz\r");
    view.screen.shows("no push meets the filter");
    view.press(ESCAPE);
    view.screen.hides("zzz");
    view.screen.shows("5 pushes");
    view.press("q");
    view.screen.ends(0);
}

#[test]
fn pushes_are_saved_in_every_form() {
    let (folder, bot) = (Folder::new(), greeting());
    let mut view = View::start(listen(&folder, &bot).args(["--save", "all.jsonl"]));
    view.say("hello");
    view.screen.shows("hello");
    view.press("s");
    view.screen.shows("save 1 push to: push-1.test.yaml");
    view.press(ENTER);
    view.screen.shows("1 push saved to push-1.test.yaml");
    view.say("again");
    view.screen.shows("again");
    // The mark on both, in a recording that can be replayed.
    view.press("G \u{1b}[A ");
    view.press("s\u{15}some.jsonl\r");
    view.screen.shows("2 pushes saved to some.jsonl");
    view.press("s\u{15}all.jsonl\r");
    view.screen.shows("that of --save");
    view.press("\u{15}push-1.test.yaml\r");
    view.screen.shows("push-1.test.yaml exists");
    view.press("\u{15}m.xml\r");
    view.screen.shows("holds one push");
    view.press("\u{15}m.txt\r");
    view.screen.shows("must end with .jsonl");
    view.press(ESCAPE);
    view.screen.hides("save 2");
    view.press("q");
    view.screen.ends(0);
    assert!(
        folder.read("push-1.test.yaml").starts_with("steps:\n- user: "),
        "{}",
        folder.read("push-1.test.yaml")
    );
    let url = bot.url("/wechat");
    folder.webot(["test", "push-1.test.yaml", "--des", &url, "--token", TOKEN]).stderr_any().run();
    let replay =
        folder.webot(["replay", "some.jsonl", "--des", &url, "--token", TOKEN, "--check", "--speed", "max"]);
    replay.stderr_has("2 pushes").run();
}

#[test]
fn a_narrow_terminal_shows_it_too() {
    let bot = greeting();
    let mut view = View::start(listen(&Folder::new(), &bot));
    view.say("hello");
    view.screen.shows("text \"hi\"");
    view.screen.resize(40, 12);
    view.screen.shows_what("a row of 40 columns", |text| {
        text.lines().any(|line| line.starts_with('>') && line.contains("text \"hi\""))
            && !text.contains("OPENID")
    });
    view.press("?");
    view.screen.shows("choose a push");
    view.press(ESCAPE);
    view.screen.shows_what("the list", |text| !text.contains("choose a push"));
    view.screen.resize(100, 30);
    view.screen.shows("<Content><![CDATA[hello]]></Content>");
    view.press("\u{3}");
    view.screen.ends(0);
}

#[test]
fn every_end_restores_the_terminal() {
    for signal in [Signal::SIGTERM, Signal::SIGINT, Signal::SIGHUP] {
        let bot = greeting().or_not_asked();
        let mut view = View::start(listen(&Folder::new(), &bot));
        assert!(view.screen.is_taken());
        view.screen.signal(signal);
        view.screen.ends(0);
    }
}

#[test]
fn a_terminal_that_stops_holds_up_no_push() {
    let bot = greeting();
    let mut view = View::start(listen(&Folder::new(), &bot));
    view.screen.stop();
    for number in 0..300 {
        // Each row fills the terminal's own queue with more.
        view.say(&format!("{number} {}", "x".repeat(60)));
    }
    assert_eq!(bot.heard().len(), 300);
    view.screen.go_on();
    view.screen.shows("300 pushes");
    view.press("q");
    view.screen.ends(0);
}

#[test]
fn nothing_foreign_and_no_colour_reaches_the_terminal() {
    let bot = Bot::answering(|_| http(200, text_reply("r\u{202e}eply")));
    let mut view = View::start(listen(&Folder::new(), &bot).env("NO_COLOR", "1"));
    view.say("a\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}b");
    view.screen.shows("\\u{1b}[2J");
    view.press("vd\r");
    view.screen.shows("content-length");
    view.press("q");
    view.screen.ends(0);
    let bytes = view.screen.bytes();
    let has = |wanted: &str| bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes());
    for wrong in ["\u{7}", "\u{9b}", "\u{202e}", "\u{1b}]0;owned"] {
        assert!(!has(wrong), "{wrong:?}");
    }
    for colour in 1..8 {
        assert!(!has(&format!("\u{1b}[3{colour}m")) && !has(&format!("\u{1b}[38;5;{colour}m")), "{colour}");
    }
}

#[test]
fn it_speaks_chinese() {
    let bot = greeting();
    let mut view = View::start(listen(&Folder::new(), &bot).env("WEBOT_LANG", "zh"));
    view.screen.shows("等待推送");
    view.say("你好，世界");
    view.screen.shows("你好，世界");
    view.screen.shows("签名正确");
    view.screen.shows("1 个推送");
    view.press("?");
    view.screen.shows("选择推送");
    view.press("q");
    view.screen.ends(0);
}

#[test]
fn a_log_is_printed_where_there_is_no_such_terminal_or_it_is_wanted() {
    let bot = greeting().or_not_asked();
    for (args, term) in [(&["--log"][..], "xterm"), (&[], "dumb")] {
        let webot = listen(&Folder::new(), &bot).args(args).env("TERM", term);
        let mut terminal = webot.terminal();
        terminal.expect("listening on http://");
        terminal.press_ctrl('c');
        let rest = terminal.end();
        assert!(rest.contains("0 pushes") && !rest.contains("\u{1b}[?1049"), "{rest:?}");
    }
}

/// The system stops a program in the background that changes the terminal.
#[test]
fn a_log_is_printed_in_the_background() {
    let bot = greeting().or_not_asked();
    let script = "set -m; \"$@\" & pid=$!; read line; kill $pid; wait $pid; echo \"code $?\"";
    let mut terminal = listen(&Folder::new(), &bot).through(["sh", "-c", script, "sh"]).terminal();
    terminal.expect("listening on http://");
    terminal.type_line("");
    let rest = terminal.end();
    assert!(rest.contains("code 0") && !rest.contains("\u{1b}[?1049"), "{rest:?}");
}

#[test]
fn a_signal_ends_the_editor_too() {
    let (folder, bot) = (Folder::new(), greeting());
    folder.write("edit.sh", "echo started > started; exec sleep 600\n");
    let mut view = View::start(listen(&folder, &bot).env("EDITOR", "sh edit.sh"));
    view.say("hello");
    view.screen.shows("hello");
    view.press("e");
    until("the editor runs", || folder.path("started").exists());
    // Ctrl-C is the editor's.
    view.screen.signal(Signal::SIGINT);
    view.say("meanwhile");
    view.screen.signal(Signal::SIGTERM);
    view.screen.ends(0);
}
