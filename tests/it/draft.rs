//! `webot draft`, `webot publish` and `webot comment`: articles from files, their checks, and the way to the public.

use serde_json::json;

use crate::support::{Mock, Webot};

const JPG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const MARKDOWN: &str =
    "---\nauthor: 小王\ncover: cat.jpg\n---\n# 一周 *新品*\n\n![图](img/a%20b.png)\n\n**好**的\n";
const HTML: &str =
    "<html><head><title>页</title></head><body><p>hi<img src=\"img/a b.png\"></p></body></html>";

fn home() -> Webot {
    let home = Webot::new()
        .env("WX_APPID", "wx1234567890abcdef")
        .env("WX_SECRET", "0123456789abcdef0123456789abcdef")
        .file("a.md", MARKDOWN)
        .file("b.html", HTML)
        .file("cat.jpg", JPG);
    home.folder().make("img");
    home.file("img/a b.png", PNG)
}

/// Adds a draft from these files; returns its `media_id`.
fn added(home: &Webot, args: &[&str]) -> String {
    let ran = home.webot(["draft", "add"]).args(args).args(["--mock", "--jq", ".media_id"]).run();
    ran.stdout.trim().to_owned()
}

#[test]
fn articles_are_taken_from_files() {
    let home = home();
    let id = added(&home, &["a.md", "b.html", "--cover", "cat.jpg", "--comments", "fans"]);
    let news = home.webot(["draft", "get", &id, "--mock", "--json"]).run().json()["news_item"].clone();
    assert_eq!((&news[0]["title"], &news[0]["author"]), (&json!("一周 新品"), &json!("小王")));
    assert_eq!((&news[1]["title"], &news[1]["author"]), (&json!("页"), &json!("")));
    for article in [&news[0], &news[1]] {
        let content = article["content"].as_str().expect("a content");
        assert!(content.contains("<img src=\"http://mmbiz.qpic.cn/mmbiz_png/"), "{content}");
        assert_eq!(
            (&article["need_open_comment"], &article["only_fans_can_comment"]),
            (&json!(1), &json!(1))
        );
        assert_eq!(article["thumb_media_id"], news[0]["thumb_media_id"], "uploaded once");
    }
    // The first picture of the library is the cover; those of the content are not in it.
    assert_eq!(home.webot(["material", "count", "--mock", "--jq", ".image_count"]).run().stdout, "1\n");
    home.webot([
        "draft", "update", &id, "b.html", "--index", "1", "--title", "新", "--cover", "cat.jpg", "--mock",
    ])
    .stderr("ok\n")
    .run();
    let again = home.webot(["draft", "get", &id, "--mock", "--json"]).run().json()["news_item"].clone();
    assert_eq!((&again[0]["title"], &again[1]["title"]), (&json!("一周 新品"), &json!("新")));
    let taken = json!({ "articles": [again[0]] }).to_string();
    home.webot(["draft", "add", "-", "--mock"]).stdin(taken).stdout_has("media_id").run();
    home.webot(["draft", "update", &id, "b.html", "--index", "2", "--cover", "cat.jpg", "--mock"])
        .exit(1)
        .stderr_has("40114")
        .run();
}

#[test]
fn faults_are_told_before_anything_is_sent() {
    let home = home()
        .file("long.md", format!("# {}\n\n{}", "题".repeat(33), "x".repeat(20_001)))
        .file(
            "bad.html",
            "<title>t</title><p>x<img src=no.png><img src='https://example.com/a.png'><script>1</script>",
        )
        .file(
            "two.json",
            "{\"articles\":[{\"title\":\"a\"},{\"title\":\"b\",\"content\":\"c\",\"thumb_media_id\":\"M\"}]}",
        );
    let rules = |args: &[&str]| {
        // Nothing listens there.
        let ran =
            home.webot(["draft", "add"]).args(args).args(["--json", "--api-base", "http://127.0.0.1:9"]);
        ran.exit(1).stderr_any().run().rules()
    };
    assert_eq!(rules(&["b.html"]), ["no-cover"]);
    assert_eq!(rules(&["long.md"]), ["too-long", "too-long", "no-cover"]);
    assert_eq!(rules(&["bad.html", "--cover", "M"]), ["script", "local-picture", "foreign-picture"]);
    home.webot(["draft", "add", "two.json"])
        .exit(1)
        .stderr_has("article 1: the article has no `content`")
        .run();
    home.webot(["draft", "add", "two.json", "--title", "x"]).exit(2).stderr_has("--title").run();
    home.webot(["draft", "update", "M", "two.json"]).exit(2).stderr_has("2 articles").run();
    home.webot(["draft", "add", "-"]).stdin("{\"articles\":[]}").exit(2).stderr_has("no articles").run();
    home.webot(["draft", "add", "-"]).stdin("{\"articles\":").exit(2).stderr_has("`-`: ").run();
    home.webot(["draft", "add", "b.html", "--no-check", "--mock"]).exit(1).stderr_has("40007").run();
    home.webot(["draft", "add", "a.md", "--cover", "none.png", "--mock"])
        .exit(2)
        .stderr_has("none.png")
        .run();
    let preview =
        home.webot(["draft", "add", "a.md", "--dry-run"]).stdout_has("\"thumb_media_id\":\"cat.jpg\"");
    preview.stderr_has("2 files would be uploaded first").run();
}

#[test]
fn a_draft_is_published_and_its_comments_are_answered() {
    let home = home();
    let id = added(&home, &["a.md", "--comments", "all"]);
    home.webot(["publish", "submit", &id, "--mock"]).exit(2).stderr_has("--yes").run();
    let ran =
        home.webot(["publish", "submit", &id, "--mock", "--yes", "--wait"]).stderr_ends("published\n").run();
    let job = ran.json();
    assert_eq!((&job["publish_status"], &job["article_detail"]["count"]), (&json!(0), &json!(1)));
    assert_eq!(home.webot(["draft", "count", "--mock", "--jq", ".total_count"]).run().stdout, "0\n");
    let article = job["article_id"].as_str().expect("an id");
    let message = job["msg_data_id"].to_string();
    let all = home.webot(["publish", "list", "--all", "--mock", "--jq", ".article_id"]).run().stdout;
    assert_eq!(all.trim(), article);

    let comments =
        |more: &[&str]| home.webot(["comment", "list", &message, "--mock", "--json"]).args(more).run().json();
    let list = comments(&[]);
    assert_eq!(list["total"], 3);
    let comment = list["comment"][0]["user_comment_id"].to_string();
    let on = |action: &str, more: &[&str]| {
        home.webot(["comment", action, &message, &comment, "--mock"]).args(more)
    };
    on("mark", &[]).stderr("ok\n").run();
    assert_eq!(comments(&["--type", "2"])["comment"][0]["comment_type"], 1);
    on("reply", &["谢谢"]).stderr("ok\n").run();
    on("reply", &["谢谢"]).exit(1).stderr_has("88005").run();
    assert_eq!(comments(&[])["comment"][0]["reply"]["content"], "谢谢");
    on("delete-reply", &[]).stderr("ok\n").run();
    on("delete", &["--yes"]).stderr("ok\n").run();
    assert_eq!(comments(&[])["total"], 2);
    home.webot(["comment", "list", "1", "--mock"]).exit(1).stderr_has("88001").run();

    home.webot(["publish", "delete", article, "--yes", "--mock"]).stderr("ok\n").run();
    home.webot(["publish", "get", article, "--mock"]).exit(1).stderr_has("53600").run();
    let status = job["publish_id"].as_str().expect("an id");
    assert_eq!(
        home.webot(["publish", "status", status, "--mock", "--jq", ".publish_status"]).run().stdout,
        "5\n"
    );
}

#[test]
fn a_publication_that_fails_and_its_push_are_told() {
    let mock = Mock::start([]);
    mock.post("/__webot/state", r#"{"publish_status":4}"#);
    let home = home().env("WX_API_BASE", mock.url());
    let id = home.webot(["draft", "add", "a.md", "--jq", ".media_id"]).run().stdout.trim().to_owned();
    home.webot(["publish", "submit", &id, "--yes", "--wait"])
        .exit(1)
        .stdout_has("\"publish_status\": 4")
        .stderr_has("refused by review")
        .run();
    assert_eq!(home.webot(["draft", "count", "--jq", ".total_count"]).run().stdout, "1\n");
    let pushes = mock.get("/__webot/pushes");
    let push = &pushes[0]["push"];
    assert_eq!(push["Event"], "PUBLISHJOBFINISH");
    assert_eq!(
        (&push["PublishEventInfo"]["publish_status"], &push["PublishEventInfo"]["fail_idx"]),
        (&json!(4), &json!([1]))
    );
    let mock = Mock::start(["--deny", "/cgi-bin/freepublish/"]);
    let home = home.env("WX_API_BASE", mock.url());
    home.webot(["publish", "list"]).exit(1).stderr_has_all(&["48001", "July 2025"]).run();
}
