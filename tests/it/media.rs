//! `webot media` and `webot material`: checks before the transfer, uploads and downloads byte for byte.

use serde_json::{Value, json};

use crate::support::{Bot, Mock, Webot, http_typed, http_with};

const JPG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\r\n\r\n--webot\r\n--\r\n\xff\xd9";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const MP3: &[u8] = b"ID3\x03\0\0\0\0\0\0";
const MP4: &[u8] = b"\0\0\0\x20ftypisom\0\0\x02\0";

/// A user with an account and files of each kind.
fn home() -> Webot {
    Webot::new()
        .env("WX_APPID", "wx1234567890abcdef")
        .env("WX_SECRET", "0123456789abcdef0123456789abcdef")
        .file("猫 1.jpg", JPG)
        .file("a.png", PNG)
        .file("song.mp3", MP3)
        .file("v.mp4", MP4)
        .file("t.txt", "text")
        .file("empty.png", "")
}

fn media_id(home: &Webot, args: &[&str]) -> String {
    let id = home.webot(args).args(["--mock", "--jq", ".media_id // .thumb_media_id"]).run().stdout;
    id.trim().to_owned()
}

#[test]
fn media_come_back_byte_for_byte() {
    let home = home();
    for (file, content, name) in
        [("猫 1.jpg", JPG, "猫 1.jpg"), ("song.mp3", MP3, "song.mp3"), ("v.mp4", MP4, "v.mp4")]
    {
        let id = media_id(&home, &["media", "upload", file]);
        assert_eq!(home.webot(["media", "get", &id, "--mock"]).bytes(), content, "{file}");
        home.webot(["media", "get", &id, "--mock", "-o", "."])
            .stderr(format!("./{name}: {} bytes\n", content.len()))
            .run();
        assert_eq!(home.folder().bytes(name), content);
    }
    // The extension is that of the content.
    let id = media_id(&home, &["material", "add", "v.mp4", "--title", "标题", "--introduction", "简介"]);
    home.webot(["material", "get", &id, "--mock", "-o", "x.jpg"]).stderr_has("its content is mp4").run();
    let said = home.webot(["material", "get", &id, "--mock", "--json"]).run().json();
    assert_eq!((&said["title"], &said["description"]), (&json!("标题"), &json!("简介")));
    home.webot(["media", "get", "nobody", "--mock", "-o", "half.png"]).exit(1).stderr_has("40007").run();
    assert!(!home.folder().exists("half.png"));
}

#[test]
fn files_are_checked_before_they_are_sent() {
    let home = home();
    let big = [PNG, &vec![0; 2 << 20]].concat();
    let home = home.file("big.png", &big).file("big.jpg", [JPG, &vec![0; 70 << 10]].concat());
    for (args, said) in [
        (&["media", "upload", "t.txt"][..], "its format is not recognized"),
        (&["media", "upload", "empty.png"], "is empty"),
        (&["media", "upload", "a.png", "--type", "voice"], "it is png"),
        (&["media", "upload", "a.png", "--type", "thumb"], "it is png"),
        (&["media", "upload", "big.jpg", "--type", "thumb"], "at most 64 KB are allowed for `thumb`"),
        (&["material", "upload-image", "big.png"], "at most 1 MB are allowed"),
        (&["material", "upload-image", "song.mp3"], "WeChat takes jpg, png"),
        (&["media", "upload", "none.png"], "cannot be read"),
        (&["media", "upload", "."], "cannot be read"),
    ] {
        // Nothing listens there: what is not checked fails otherwise.
        home.webot(args).args(["--api-base", "http://127.0.0.1:9"]).exit(2).stderr_has(said).run();
    }
    home.webot(["media", "upload", "t.txt", "--type", "image", "--no-check", "--mock"])
        .exit(1)
        .stderr_has("40005")
        .run();
    home.webot(["media", "upload", "big.jpg", "--type", "thumb", "--no-check", "--mock"])
        .exit(1)
        .stderr_has("40006")
        .run();
    home.webot(["material", "add", "v.mp4", "--mock"]).exit(1).stderr_has("47003").run();
}

#[test]
fn a_preview_names_the_file_and_curl_reads_it() {
    let home = home().file("b", PNG);
    let ran = home.webot(["media", "upload", "b", "--dry-run", "--json"]).run().json();
    let body = ran["body"].as_str().expect("a body");
    assert!(body.contains("name=\"media\"; filename=\"b.png\"\r\nContent-Type: image/png"), "{body}");
    assert!(body.contains("<b: 16 bytes>") && ran["url"].as_str().expect("a URL").ends_with("&type=image"));
    home.webot(["media", "upload", "猫 1.jpg", "--curl"])
        .stdout_has("-F 'media=@\"猫 1.jpg\";filename=\"猫 1.jpg\";type=image/jpeg'")
        .stdout_lacks("boundary")
        .run();
    home.webot(["media", "upload", "-", "--mock"]).stdin(PNG).stdout_has("media_id").run();
}

#[test]
fn a_form_is_sent_with_its_length() {
    let bot = Bot::answering(|_| http_typed("application/json", r#"{"type":"image","media_id":"M"}"#));
    let home = home().env("WX_API_BASE", bot.url(""));
    home.webot([
        "api",
        "POST",
        "/cgi-bin/media/upload",
        "--query",
        "access_token=T",
        "--query",
        "type=image",
        "--upload",
        "media=@猫 1.jpg",
    ])
    .run();
    let seen = bot.only();
    assert_eq!(seen.header("content-length"), Some(&*seen.body.len().to_string()));
    assert_eq!(seen.header("transfer-encoding"), None);
    assert!(seen.body.windows(JPG.len()).any(|window| window == JPG));
}

#[test]
fn the_library_is_listed_page_by_page_and_copied() {
    let home = home();
    for _ in 0..23 {
        home.webot(["material", "add", "猫 1.jpg", "--mock", "-q"]).run();
    }
    media_id(&home, &["material", "add", "song.mp3"]);
    let page = home.webot(["material", "list", "image", "--mock", "--json"]).run().json();
    assert_eq!((&page["total_count"], &page["item_count"]), (&json!(23), &json!(20)));
    let all = home.webot(["material", "list", "image", "--all", "--mock", "--jq", ".name"]).run().stdout;
    assert_eq!(all, "猫 1.jpg\n".repeat(23));
    let rest =
        home.webot(["material", "list", "image", "--all", "--offset", "20", "--mock", "--jq", ".name"]).run();
    assert_eq!(rest.stdout.lines().count(), 3);
    let paged =
        ["api", "POST", "/cgi-bin/material/batchget_material", "-F", "type=image", "--paginate", "--mock"];
    assert_eq!(home.webot(paged).args(["--jq", ".item_count"]).run().stdout, "20\n3\n");
    let count = home.webot(["material", "count", "--mock", "--json"]).run().json();
    assert_eq!((&count["image_count"], &count["voice_count"]), (&json!(23), &json!(1)));

    let sync = |more: &[&str]| {
        home.webot(["material", "sync", "库", "--mock", "--json"]).args(more).stderr_any().run().json()
    };
    let first = sync(&[]);
    assert_eq!(first["downloaded"].as_array().map(Vec::len), Some(24));
    assert_eq!(home.folder().bytes("库/image/猫 1.jpg"), JPG);
    assert_eq!(home.folder().bytes("库/image/猫 1-23.jpg"), JPG);
    assert_eq!(home.folder().bytes("库/voice/song.mp3"), MP3);
    std::fs::remove_file(home.folder().path("库/image/猫 1-2.jpg")).expect("a file");
    let again = sync(&[]);
    assert_eq!((again["downloaded"].clone(), &again["unchanged"]), (json!(["image/猫 1-2.jpg"]), &json!(23)));
    let voice = home.webot(["material", "list", "voice", "--mock", "--jq", ".item[0].media_id"]).run().stdout;
    home.webot(["material", "delete", voice.trim(), "--mock"]).exit(2).stderr_has("--yes").run();
    home.webot(["material", "delete", voice.trim(), "--mock", "--yes"]).stderr("ok\n").run();
    assert_eq!(sync(&[])["gone"], 1);
    assert_eq!(sync(&["--delete"])["deleted"], json!(["voice/song.mp3"]));
    assert!(!home.folder().exists("库/voice/song.mp3"));
}

#[cfg(unix)]
#[test]
fn a_deletion_is_asked_about_on_a_terminal() {
    let home = home();
    let id = media_id(&home, &["material", "add", "a.png"]);
    let mut terminal = home.webot(["material", "delete", &id, "--mock"]).terminal();
    terminal.expect("Delete this material for good?");
    terminal.press("n\r");
    assert!(terminal.end().contains("nothing was changed"));
    assert_eq!(home.webot(["material", "count", "--mock", "--jq", ".image_count"]).run().stdout, "1\n");
}

/// Sends a form to `webot mock` as other clients do.
fn upload(mock: &Mock, target: &str, part: &str, content: &[u8], headers: &str) -> Value {
    let head = format!("--b\r\nContent-Disposition: form-data; {part}\r\n\r\n");
    let body = [head.as_bytes(), content, b"\r\n--b--\r\n"].concat();
    let mark = if target.contains('?') { '&' } else { '?' };
    let target = format!("{target}{mark}access_token={}", mock.token());
    mock.ask("POST", &target, &format!("Host: {}\r\n{headers}", &mock.url()[7..]), &body).json()
}

#[test]
fn the_mock_refuses_what_wechat_refuses() {
    let mock = Mock::start([]);
    let part = "name=\"media\"; filename=\"a.png\"";
    for (target, part, content, errcode) in [
        ("/cgi-bin/media/upload", part, PNG, 40004),
        ("/cgi-bin/media/upload?type=file", part, PNG, 40004),
        ("/cgi-bin/media/upload?type=image", "name=\"media\"", PNG, 41005),
        ("/cgi-bin/media/upload?type=image", "name=\"file\"; filename=\"a.png\"", PNG, 41005),
        ("/cgi-bin/media/upload?type=image", part, b"", 44001),
        ("/cgi-bin/media/upload?type=image", part, b"text", 40005),
        ("/cgi-bin/media/upload?type=voice", part, PNG, 40005),
        ("/cgi-bin/media/uploadimg", part, MP3, 40005),
        ("/cgi-bin/material/add_material?type=thumb", part, PNG, 40005),
    ] {
        assert_eq!(upload(&mock, target, part, content, "")["errcode"], errcode, "{target} {part}");
    }
    let big = [JPG, &vec![0; 11 << 20]].concat();
    let refused = upload(&mock, "/cgi-bin/media/upload?type=image", part, &big, "");
    assert_eq!(refused["errcode"], 40006);
    assert!(refused["errmsg"].as_str().expect("a message").starts_with("invalid meida size rid: "));
    assert_eq!(upload(&mock, "/cgi-bin/material/add_material?type=image", part, &big, "")["errcode"], 45001);
    let thumb =
        upload(&mock, "/cgi-bin/media/upload?type=thumb", "name=\"media\"; filename=\"a.jpg\"", JPG, "");
    assert!(thumb["thumb_media_id"].is_string() && thumb["media_id"].is_null(), "{thumb}");
    // The link of a video leads to the mock itself.
    let video =
        upload(&mock, "/cgi-bin/media/upload?type=video", "name=\"media\"; filename=\"v.mp4\"", MP4, "");
    let id = video["media_id"].as_str().expect("an id");
    let target = format!("/cgi-bin/media/get?media_id={id}&access_token={}", mock.token());
    let answer = mock.ask("GET", &target, &format!("Host: {}\r\n", &mock.url()[7..]), b"").json();
    let url = answer["video_url"].as_str().expect("a URL");
    let path = url.strip_prefix(&mock.url()).expect("a path of the mock");
    let page = mock.ask("GET", path, "Host: a\r\n", b"");
    assert_eq!((page.status, page.body.as_slice()), (200, MP4));
    assert!(page.head.contains("content-disposition: attachment; filename=\"v.mp4\""), "{}", page.head);
    mock.post("/__webot/reset", "");
    assert_eq!(mock.ask("GET", path, "Host: a\r\n", b"").status, 404);
}

#[test]
fn a_download_that_breaks_off_leaves_no_file() {
    let mut begun = http_with(200, "Content-Type: image/png\r\n", vec![0; 300_000]);
    begun.truncate(200_000);
    let token = http_typed("application/json", r#"{"access_token":"T","expires_in":7200}"#);
    let bot = Bot::answering(
        move |heard| {
            if heard.path().ends_with("token") { token.clone() } else { begun.clone() }
        },
    );
    let home = home().env("WX_API_BASE", bot.url(""));
    home.webot(["media", "get", "M", "--retries", "0", "-o", "a"]).exit(4).stderr_any().run();
    let files = home.folder().files();
    assert!(!files.iter().any(|name| name == "a" || name.contains(".tmp")), "{files:?}");
}

/// The size of a file that is larger than the memory that the process may have.
#[cfg(target_os = "linux")]
const LARGE_BYTES: u64 = 1 << 30;

/// Answers one request after another: reads and drops a body, or sends a large one.
#[cfg(target_os = "linux")]
fn large_server(answer: &'static str, bytes: u64) -> String {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut reader = BufReader::new(stream.try_clone().expect("a copy"));
            let (mut length, mut first) = (0, String::new());
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).expect("a head");
                if first.is_empty() {
                    first.clone_from(&line);
                }
                if let Some(given) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = given.trim().parse().expect("a length");
                }
                if line.trim().is_empty() {
                    break;
                }
            }
            std::io::copy(&mut reader.take(length), &mut std::io::sink()).expect("a body");
            let token = r#"{"access_token":"T","expires_in":7200}"#;
            let (answer, bytes) = if first.contains("token ") { (token, 0) } else { (answer, bytes) };
            let length = answer.len() as u64 + bytes;
            let kind = if bytes > 0 { "video/mp4" } else { "application/json" };
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).expect("a head");
            stream.write_all(answer.as_bytes()).expect("an answer");
            std::io::copy(&mut std::io::repeat(0).take(bytes), &mut stream).ok();
        }
    });
    url
}

#[cfg(target_os = "linux")]
#[test]
fn a_large_file_is_never_whole_in_memory() {
    let home = home();
    let file = std::fs::File::create(home.folder().path("large.mp4")).expect("a file");
    file.set_len(LARGE_BYTES).expect("a sparse file");
    // The address space is smaller than the file.
    let limited = |home: &Webot| home.clone().through(["sh", "-c", "ulimit -v 900000; exec \"$@\"", "sh"]);
    let home = home.env("WX_API_BASE", large_server("{\"media_id\":\"M\"}", 0));
    let upload =
        ["api", "POST", "/cgi-bin/media/upload", "--query", "type=video", "--upload", "media=@large.mp4"];
    limited(&home.webot(upload)).stdout_has("\"media_id\": \"M\"").run();
    let home = home.env("WX_API_BASE", large_server("\0\0\0\u{20}ftypisom", LARGE_BYTES));
    let said = format!("/dev/null: {} bytes\n", LARGE_BYTES + 12);
    limited(&home.webot(["media", "get", "M", "-o", "/dev/null"])).stderr(said).run();
    limited(&home.webot(["media", "get", "M", "-o", "-"]))
        .through(["sh", "-c", "\"$@\" > /dev/null", "sh"])
        .run();
}
