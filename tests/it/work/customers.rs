//! `work kf` and `work customer`.

use serde_json::json;

use super::{answer, errcode, home, next};
use crate::support::{Bot, Mock, Webot, http, until};

const ACCOUNT: &str = "wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q";
const CUSTOMER: &str = "wmAJ2GCAAAme1XQRC-NI-q0_ZM9ukoAw";
const CONTACT: &str = "woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA";

#[test]
fn five_messages_may_follow_one_of_the_customer() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let text = ["kf", "text", ACCOUNT, CUSTOMER, "您好"];
    for _ in 0..5 {
        answer(&home, &text);
    }
    assert_eq!(errcode(&home, &text), json!(95001));
    assert_eq!(errcode(&home, &["kf", "text", ACCOUNT, "wm-none", "您好"]), json!(95004));
    assert_eq!(errcode(&home, &["kf", "text", "wk-none", CUSTOMER, "您好"]), json!(95000));
    answer(&home, &["kf", "transfer", ACCOUNT, CUSTOMER, "3", "--servicer", "zhangsan"]);
    assert_eq!(errcode(&home, &text), json!(95018));
    assert_eq!(answer(&home, &["kf", "state", ACCOUNT, CUSTOMER])["servicer_userid"], "zhangsan");
}

#[test]
fn messages_are_pulled_once_and_answered_by_rules() {
    let mock = Mock::start([]);
    let rules = "- { pattern: '/^order (.*)/', handler: 'order {1} is on its way' }\n- { pattern: '/music/', handler: { type: music, url: 'https://example.com/a.mp3' } }\n";
    let home = home(&mock).file("rules.yaml", rules);
    let pull = ["kf", "pull", ACCOUNT, "--cursor-file", "cursor", "--limit", "1"];
    let first = next(&home, &pull).stderr_any().run().stdout;
    assert_eq!(first.matches("你好").count(), 1, "{first}");
    next(&home, &pull).stderr_any().stdout("").run();
    for text in ["order 42", "music", "hello"] {
        let act = json!({ "action": "kf_message", "open_kfid": ACCOUNT, "external_userid": CUSTOMER, "text": text });
        assert!(mock.post("/__webot/act", &act.to_string())["error"].is_null());
    }
    let serve =
        ["kf", "serve", "rules.yaml", "--account", ACCOUNT, "--cursor-file", "cursor", "--once", "--json"];
    let served = next(&home, &serve).stderr_has("no answer to").run().json();
    // The text that no rule is for gets the answer of the file for that.
    assert_eq!(served["answered"], 2);
    let again = next(&home, &serve).stderr_any().run().json();
    assert_eq!(again["answered"], 0);
    let all = next(&home, &["kf", "pull", ACCOUNT]).stderr_any().run().stdout;
    assert!(all.contains(r#""origin":5"#) && all.contains("order 42 is on its way"), "{all}");
}

#[cfg(unix)]
#[test]
fn the_service_answers_until_a_signal_ends_it() {
    let mock = Mock::start([]);
    let home = home(&mock).file("rules.yaml", "- { pattern: '/order/', handler: 'it is on its way' }\n");
    next(&home, &["kf", "pull", ACCOUNT, "--cursor-file", "cursor"]).stderr_any().run();
    for signal in ["-TERM", "-INT"] {
        let serve = [
            "kf",
            "serve",
            "rules.yaml",
            "--account",
            ACCOUNT,
            "--interval",
            "0.1",
            "--cursor-file",
            "cursor",
        ];
        let mut served = next(&home, &serve).stderr_any().spawn();
        assert!(served.err.find(|line| line.contains(ACCOUNT).then_some(())).is_some());
        let act = json!({ "action": "kf_message", "open_kfid": ACCOUNT, "external_userid": CUSTOMER, "text": "order" });
        assert!(mock.post("/__webot/act", &act.to_string())["error"].is_null());
        let answered = served.err.find(|line| line.contains("it is on its way").then_some(()));
        assert!(answered.is_some(), "{}", served.err.text());
        served.signal(signal);
        let ran = served.ended();
        assert!(ran.stderr.ends_with("1 answered\n"), "{}", ran.stderr);
    }
}

#[test]
fn a_customer_has_what_a_member_noted() {
    let mock = Mock::start([]);
    let home = home(&mock);
    assert_eq!(answer(&home, &["customer", "list", "zhangsan"])["external_userid"], json!([CONTACT]));
    assert_eq!(errcode(&home, &["customer", "list", "lisi"]), json!(84061));
    let tag = answer(&home, &["customer-tag", "create", "意向", "--group", "阶段"]);
    let tag = tag["tag_group"]["tag"][0]["id"].as_str().expect("an id").to_owned();
    answer(&home, &["customer-tag", "mark", "zhangsan", CONTACT, "--add", &tag]);
    answer(&home, &["customer", "remark", "zhangsan", CONTACT, "--remark", "李总"]);
    let customer = answer(&home, &["customer", "get", CONTACT]);
    assert_eq!(
        (&customer["follow_user"][0]["remark"], &customer["follow_user"][0]["tags"][0]["tag_name"]),
        (&json!("李总"), &json!("意向"))
    );
    let moved = answer(&home, &["customer", "transfer", "zhangsan", "lisi", CONTACT]);
    assert_eq!(moved["customer"][0]["errcode"], 0);
    let all = next(&home, &["customer", "batch", "lisi", "--all"]).run().stdout;
    assert!(all.contains("李总"), "{all}");
    answer(&home, &["customer-tag", "delete", "--tag", &tag, "--yes"]);
    assert_eq!(errcode(&home, &["customer-tag", "delete", "--tag", &tag, "--yes"]), json!(40068));
}

#[test]
fn a_message_of_a_customer_is_pushed_with_a_token() {
    let bot = Bot::answering(|_| http(200, "success"));
    let words = ["mock", "--port", "0", "--json", "--push-to", &bot.url("/kf")];
    let mock = Mock::of(Webot::new().args(words).stderr_any());
    let home = home(&mock);
    answer(&home, &["kf", "list"]);
    let act =
        json!({ "action": "kf_message", "open_kfid": ACCOUNT, "external_userid": CUSTOMER, "text": "在吗" });
    let acted = mock.post("/__webot/act", &act.to_string());
    assert_eq!(acted["pushed"][0]["kind"], "work.kf_msg_or_event", "{acted}");
    until("the push arrives", || !bot.heard().is_empty());
    let push = bot.heard()[0].message();
    assert_eq!((push.get("Event"), push.get("OpenKfId")), (Some("kf_msg_or_event"), Some(ACCOUNT)));
    let token = push.get("Token").expect("a token").to_owned();
    let pulled = next(&home, &["kf", "pull", ACCOUNT, "--push-token", &token]).stderr_any().run().stdout;
    assert!(pulled.contains("在吗"), "{pulled}");
    next(&home, &["kf", "pull", ACCOUNT, "--push-token", "wrong"]).exit(1).stderr_has("95007").run();
    mock.post("/__webot/state", r#"{"advance_s":601}"#);
    next(&home, &["kf", "pull", ACCOUNT, "--push-token", &token]).exit(1).stderr_has("95007").run();
}

#[test]
fn what_members_and_customers_change_is_pushed() {
    let bot = Bot::answering(|_| http(200, "success"));
    let words = ["mock", "--port", "0", "--json", "--push-to", &bot.url("/customers")];
    let mock = Mock::of(Webot::new().args(words).stderr_any());
    let home = home(&mock);
    answer(&home, &["customer", "list", "zhangsan"]);
    // The change of a call is not pushed.
    answer(&home, &["customer", "remark", "zhangsan", CONTACT, "--remark", "李总"]);
    assert_eq!(mock.get("/__webot/pushes"), json!([]));
    let act = |kind: &str, change: &str, more: serde_json::Value| {
        let mut act = json!({ "action": format!("change_external_{kind}"), "change_type": change });
        act.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        mock.post("/__webot/act", &act.to_string())
    };
    let last =
        || mock.get("/__webot/pushes").as_array().expect("a list").last().expect("a push")["push"].clone();
    let new = json!({ "userid": "lisi", "external_userid": "wmNEW", "name": "韩梅", "state": "shop-1" });
    let added = act("contact", "add_external_contact", new);
    assert_eq!(added["pushed"][0]["kind"], "work.change_external_contact.add_external_contact", "{added}");
    let push = last();
    assert_eq!(
        [&push["Event"], &push["ChangeType"], &push["UserID"], &push["ExternalUserID"], &push["State"]],
        ["change_external_contact", "add_external_contact", "lisi", "wmNEW", "shop-1"]
    );
    assert_eq!(answer(&home, &["customer", "list", "lisi"])["external_userid"], json!(["wmNEW"]));
    let code = push["WelcomeCode"].as_str().expect("a code").to_owned();
    answer(&home, &["customer", "welcome", &code, "您好"]);
    assert_eq!(errcode(&home, &["customer", "welcome", &code, "您好"]), json!(40058));
    let late =
        act("contact", "add_half_external_contact", json!({ "userid": "lisi", "external_userid": "wmNEW" }));
    assert!(late["error"].is_null(), "{late}");
    mock.post("/__webot/state", r#"{"advance_s":21}"#);
    let code = last()["WelcomeCode"].as_str().expect("a code").to_owned();
    assert_eq!(errcode(&home, &["customer", "welcome", &code, "您好"]), json!(40058));
    let both = json!({ "userid": "lisi", "external_userid": "wmNEW", "remark": "小韩" });
    act("contact", "edit_external_contact", both);
    assert_eq!(answer(&home, &["customer", "get", "wmNEW"])["follow_user"][0]["remark"], "小韩");
    let mobile = json!({ "userid": "lisi", "external_userid": "wmNEW", "remark_mobiles": ["13800000000"] });
    assert!(act("contact", "edit_external_contact", mobile)["not_pushed"].is_string());
    let gone = json!({ "userid": "lisi", "external_userid": "wmNEW" });
    act("contact", "del_follow_user", gone.clone());
    assert_eq!(last()["ChangeType"], "del_follow_user");
    assert_eq!(errcode(&home, &["customer", "get", "wmNEW"]), json!(40096));
    let again = act("contact", "del_external_contact", gone);
    assert!(again["error"].as_str().expect("an error").contains("is no customer of `lisi`"), "{again}");
    let unknown = act("contact", "dance", json!({}));
    assert!(unknown["error"].as_str().expect("an error").contains("add_external_contact"), "{unknown}");

    act("tag", "create", json!({ "name": "意向", "group_name": "阶段" }));
    let tag = last()["Id"].as_str().expect("an id").to_owned();
    assert_eq!(last()["TagType"], "tag");
    act("tag", "update", json!({ "id": tag, "name": "签约" }));
    let tags = answer(&home, &["customer-tag", "list"]).to_string();
    assert!(tags.contains("签约") && !tags.contains("意向"), "{tags}");
    act("tag", "delete", json!({ "id": tag }));
    assert!(!answer(&home, &["customer-tag", "list"]).to_string().contains("签约"));

    act("chat", "create", json!({ "owner": "zhangsan", "name": "新客户" }));
    let chat = last()["ChatId"].as_str().expect("an id").to_owned();
    act("chat", "update", json!({ "chat_id": chat, "add_member": ["lisi", CONTACT], "name": "老客户" }));
    let pushes = mock.get("/__webot/pushes");
    let joined = &pushes.as_array().expect("a list").iter().rev().nth(1).expect("a push")["push"];
    assert_eq!(
        (&joined["UpdateDetail"], &joined["MemChangeCnt"], &joined["MemChangeList"]["Item"]),
        (&json!("add_member"), &json!(2), &json!(["lisi", CONTACT]))
    );
    assert_ne!(joined["LastMemVer"], joined["CurMemVer"]);
    assert_eq!(last()["UpdateDetail"], "change_name");
    let shown = answer(&home, &["customer-group", "get", &chat]);
    assert_eq!(shown["group_chat"]["name"], "老客户");
    assert_eq!(shown["group_chat"]["member_list"].as_array().map(Vec::len), Some(3), "{shown}");
    act("chat", "dismiss", json!({ "chat_id": chat }));
    assert_eq!(errcode(&home, &["customer-group", "get", &chat]), json!(86001));
    // The bot gets them.
    until("the pushes are delivered", || {
        mock.get("/__webot/pushes")
            .as_array()
            .expect("a list")
            .iter()
            .all(|push| push["status"] == "accepted")
    });
}
