//! `mini scheme` and `mini link`.

use serde_json::json;

use super::{body, mini, next};
use crate::support::{Mock, Webot, webot};

#[test]
fn a_link_can_be_looked_up() {
    let home = Webot::new();
    for (kind, info) in [("scheme", "scheme_info"), ("link", "url_link_info")] {
        let made = next(&home, &[kind, "create", "--page", "pages/a", "--query", "a=1"]).run().stdout;
        let about = next(&home, &[kind, "get", made.trim()]).run().json();
        assert_eq!((&about[info]["path"], &about[info]["query"]), (&json!("pages/a"), &json!("a=1")));
        let life = about[info]["expire_time"].as_u64().zip(about[info]["create_time"].as_u64());
        assert_eq!(life.map(|(ends, created)| ends - created), Some(30 * 86_400));
        // A query may be appended to a finished link.
        next(&home, &[kind, "get", &format!("{}&b=2", made.trim())]).run();
        next(&home, &[kind, "get", "weixin://dl/business/?t=x"]).exit(1).stderr_has("85403").run();
    }
    mini(&["link", "short", "pages/a?b=1"]).stdout_has("#小程序://").run();
    mini(&["link", "short", "pages/a b"]).exit(1).stderr_has("40066").run();
}

#[test]
fn the_expiry_is_days_or_a_time() {
    let days = body(&["scheme", "create", "--days", "3"]);
    assert_eq!(days, json!({ "expire_type": 1, "expire_interval": 3 }));
    webot(["mini", "link", "create", "--until", "1"]).exit(2).stderr_has("within 30 days").run();
    webot(["mini", "link", "create", "--days", "31"]).exit(2).stderr_has("31").run();
    webot(["mini", "link", "create", "--page", "a?b=1"]).exit(2).stderr_has("is not a page").run();
    webot(["mini", "link", "create", "--page", "a", "--query", "b=你"])
        .exit(2)
        .stderr_has("is not a query")
        .run();
    webot(["mini", "link", "create", "--query", "b=1"]).exit(2).stderr_has("--page").run();
}

#[test]
fn the_mock_checks_page_query_and_expiry() {
    let mock = Mock::start([]);
    let token = mock.token();
    for (body, expected) in [
        (r#"{"path":"pages/a","query":"b=%20"}"#, 0),
        ("{}", 0),
        (r#"{"path":"pages/a?b=1"}"#, 40165),
        (r#"{"path":"a","query":"b=你"}"#, 40212),
        (r#"{"path":"a","env_version":"beta"}"#, 85402),
        (r#"{"path":"a","expire_type":0,"expire_time":1700000000}"#, 85401),
        (r#"{"path":"a","expire_type":1,"expire_interval":31}"#, 85401),
        (r#"{"path":"a","expire_type":1}"#, 85401),
    ] {
        let answer = mock.post(&format!("/wxa/generate_urllink?access_token={token}"), body);
        assert_eq!(answer["errcode"], json!(expected), "{body}");
    }
}
