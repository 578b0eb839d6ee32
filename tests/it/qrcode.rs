//! `webot qrcode`: which kind of code a value makes, and the picture of it.

use serde_json::{Value, json};

use crate::support::{Mock, Webot, webot};

/// Returns the body that `qrcode create` sends for these arguments.
#[track_caller]
fn sent(args: &[&str]) -> Value {
    let ran = webot(["qrcode", "create", "--dry-run", "--json"]).args(args);
    let ran = ran.env("WX_APPID", "wx1").env("WX_SECRET", "s").run();
    serde_json::from_str(ran.json()["body"].as_str().expect("a body")).expect("JSON")
}

fn read(png: &[u8]) -> String {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a picture");
    let (width, height) = (info.width as usize, info.height as usize);
    let depth = info.bit_depth as usize;
    let grey = |x: usize, y: usize| {
        let bit = x * depth * info.color_type.samples();
        let byte = pixels[y * info.line_size + bit / 8];
        if depth < 8 { ((byte >> (8 - depth - bit % 8)) & 1) * 255 } else { byte }
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "codes in the picture");
    grids[0].decode().expect("a code").1
}

#[test]
fn the_value_decides_the_kind_of_code() {
    let scene = |args: &[&str]| {
        let body = sent(args);
        (body["action_name"].as_str().expect("a name").to_owned(), body["action_info"]["scene"].clone())
    };
    let (id, text) = (|id: i64| json!({ "scene_id": id }), |text: &str| json!({ "scene_str": text }));
    for (args, name, expected) in [
        (&["123"][..], "QR_SCENE", id(123)),
        (&["4294967295"], "QR_SCENE", id(4_294_967_295)),
        (&["4294967296"], "QR_STR_SCENE", text("4294967296")),
        (&["0"], "QR_STR_SCENE", text("0")),
        (&["007"], "QR_STR_SCENE", text("007")),
        (&["123", "--string"], "QR_STR_SCENE", text("123")),
        (&["门店 1"], "QR_STR_SCENE", text("门店 1")),
        (&["100000", "--permanent"], "QR_LIMIT_SCENE", id(100_000)),
        (&["100001", "--permanent"], "QR_LIMIT_STR_SCENE", text("100001")),
        (&["shop", "--permanent"], "QR_LIMIT_STR_SCENE", text("shop")),
    ] {
        assert_eq!(scene(args), (name.to_owned(), expected), "{args:?}");
    }
    assert_eq!(sent(&["1"])["expire_seconds"], 2_592_000);
    assert_eq!(sent(&["1", "--expire-seconds", "60"])["expire_seconds"], 60);
    assert_eq!(sent(&["1", "--permanent"])["expire_seconds"], Value::Null);
}

#[test]
fn what_cannot_be_a_code_is_told_before_one_is_made() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let long = "x".repeat(65);
    for args in [
        &[&*long][..],
        &[""],
        &["1", "--expire-seconds", "2592001"],
        &["1", "--permanent", "--expire-seconds", "60"],
        &["1", "--out", "code.gif"],
    ] {
        home.webot(["qrcode", "create"]).args(args).exit(2).stderr_starts("error: ").run();
    }
    assert_eq!(mock.asked(), Vec::<Value>::new());
}

#[test]
fn a_code_is_drawn_saved_and_printed() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let create = |args: &[&str]| home.webot(["qrcode", "create", "123"]).args(args);
    let drawn = create(&[]).run().stdout;
    assert!(drawn.starts_with('█') && drawn.contains("http://weixin.qq.com/q/"), "{drawn}");
    assert!(drawn.contains("\nticket g") && drawn.contains("expires in 30 days"), "{drawn}");
    let reply = create(&["--json", "--out", "code.png"]).run().json();
    let url = reply["url"].as_str().expect("a URL");
    assert_eq!(read(&home.folder().bytes("code.png")), url);
    let saved = create(&["--out", "code.SVG", "--print", "url"]).stderr_starts("code.SVG: ").run();
    assert!(
        saved.stdout.starts_with("http://weixin.qq.com/q/") && saved.stdout.lines().count() == 1,
        "{}",
        saved.stdout
    );
    let svg = String::from_utf8(home.folder().bytes("code.SVG")).expect("UTF-8");
    assert!(svg.contains("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
    let ticket = reply["ticket"].as_str().expect("a ticket");
    home.webot(["qrcode", "show", ticket, "--output", "wechat.png"]).stderr_starts("wechat.png: ").run();
    assert_eq!(read(&home.folder().bytes("wechat.png")), url);
    let printed = create(&["--print", "ticket"]).run().stdout;
    home.webot(["qrcode", "show", printed.trim_end(), "--output", "other.png"])
        .stderr_starts("other.png: ")
        .run();
    let piped = home.webot(["qrcode", "show", ticket]).bytes();
    assert_eq!(piped, home.folder().bytes("wechat.png"));
}

#[test]
fn an_unknown_ticket_leaves_no_file() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    for lang in ["en", "zh"] {
        home.webot(["qrcode", "show", "no-such-ticket", "--output", "a.png", "--lang", lang])
            .exit(1)
            .stderr_has("webot qrcode create")
            .run();
    }
    assert!(home.folder().files().is_empty(), "{:?}", home.folder().files());
}
