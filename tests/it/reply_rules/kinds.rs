//! Replies of every kind, in XML, JSON and envelopes.

use serde_json::{Value, json};
use webot::message::envelope::{AesKey, encrypt};
use webot::sign;

use super::{CLICK, SAFE, TOKEN, news, sealed, send};
use crate::support::{ACCOUNT, AES_KEY, APPID, Bot, OPENID, http, webot};

#[test]
fn a_reply_may_be_json_when_the_push_was() {
    let reply = json!({
        "ToUserName": OPENID, "FromUserName": ACCOUNT, "CreateTime": 1_700_000_000,
        "MsgType": "transfer_customer_service",
    });
    let ran = send(&["hi", "--format", "json"], &http(200, reply.to_string())).run();
    assert_eq!((ran.rules().len(), &ran.json()["reply"]["type"]), (0, &json!("transfer_customer_service")));
    assert_eq!(send(&["hi"], &http(200, reply.to_string())).exit(1).run().rules(), ["not-xml"]);
}

/// Returns the envelope as JSON with these names of fields.
fn sealed_json(reply: &str, receiver: &str, names: [&str; 4]) -> String {
    let encrypt = encrypt(&AesKey::parse(AES_KEY).expect("a key"), [7; 16], reply.as_bytes(), receiver);
    let signature = sign::callback::msg_signature(TOKEN, "1700000000", "42", &encrypt);
    let [encrypt_name, signature_name, time_name, nonce_name] = names;
    json!({ encrypt_name: encrypt, signature_name: signature, time_name: 1_700_000_000, nonce_name: "42" })
        .to_string()
}

#[test]
fn an_encrypted_reply_to_an_encrypted_json_push_is_json() {
    let reply = json!({
        "ToUserName": OPENID, "FromUserName": ACCOUNT, "CreateTime": 1_700_000_000,
        "MsgType": "transfer_customer_service", "TransInfo": { "KfAccount": "好" },
    });
    let words: Vec<&str> = SAFE.iter().copied().chain(["--format", "json"]).collect();
    let names = ["Encrypt", "MsgSignature", "TimeStamp", "Nonce"];
    let ran = send(&words, &http(200, sealed_json(&reply.to_string(), APPID, names))).run();
    let account = &ran.json()["reply"]["fields"]["TransInfo"]["KfAccount"];
    assert_eq!((ran.rules().len(), account), (0, &json!("好")));
    let ran = send(&words, &http(200, reply.to_string())).exit(1).run();
    assert_eq!(ran.rules(), ["not-encrypted"]);
}

/// 企业微信文档《智能机器人·接收消息》: JSON with names in lower case, no receiver, and replies of its own.
#[test]
fn an_intelligent_bot_of_wecom_answers_as_its_documents_say() {
    let push = json!({
        "msgid": "CAIQ16HMjQYY/NGagIOAgAMgq4KM0AI=", "aibotid": "AIBOTID", "chattype": "single",
        "from": { "userid": "zhangsan" }, "msgtype": "text", "text": { "content": "hello" },
    });
    let reply =
        json!({ "msgtype": "stream", "stream": { "id": "STREAMID", "finish": true, "content": "**好**" } });
    let names = ["encrypt", "msgsignature", "timestamp", "nonce"];
    for (body, expected) in [
        (sealed_json(&reply.to_string(), "", names), "stream"),
        (sealed_json("", "", names), "none"),
        (String::new(), "none"),
    ] {
        let answer = http(200, &body);
        let bot = Bot::answering(move |_| answer.clone());
        let ran = webot(["send", "--json-body", "push.json", "--mode", "safe", "--aes-key", AES_KEY])
            .args(["--receiver", "", "--json"])
            .file("push.json", push.to_string())
            .args(bot.args())
            .run();
        assert_eq!(ran.rules(), Vec::<String>::new(), "{body}");
        assert_eq!(ran.json()["reply"]["type"], expected, "{body}");
    }
}

/// The findings on a reply of an intelligent bot to a push with these members.
#[track_caller]
fn bot_rules(push: &Value, reply: &Value) -> Vec<String> {
    let names = ["encrypt", "msgsignature", "timestamp", "nonce"];
    let answer = http(200, sealed_json(&reply.to_string(), "", names));
    let bot = Bot::answering(move |_| answer.clone());
    webot(["send", "--json-body", "push.json", "--mode", "safe", "--aes-key", AES_KEY])
        .args(["--receiver", "", "--json"])
        .file("push.json", push.to_string())
        .args(bot.args())
        .exit_in([0, 1])
        .run()
        .rules()
}

/// 企业微信文档《智能机器人》被动回复消息: each kind of reply by its members.
#[test]
fn the_members_of_an_intelligent_bots_reply_are_judged() {
    let push = json!({ "msgid": "CAIQ16HM", "aibotid": "A", "msgtype": "text", "text": { "content": "hi" } });
    let refresh =
        json!({ "msgid": "CAIQ16HN", "aibotid": "A", "msgtype": "stream", "stream": { "id": "S" } });
    let card = json!({ "card_type": "button_interaction", "task_id": "t" });
    let picture = json!({ "msgtype": "image", "image": { "base64": "AA==", "md5": "m" } });
    let stream = |members: Value| json!({ "msgtype": "stream", "stream": members });
    let enter = json!({
        "msgid": "CAIQ16HO", "aibotid": "A", "msgtype": "event", "event": { "eventtype": "enter_chat" },
    });
    let welcome = json!({ "msgtype": "text", "text": { "content": "欢迎" } });
    assert_eq!(bot_rules(&enter, &welcome), Vec::<String>::new());
    assert_eq!(bot_rules(&push, &welcome), ["bot-text-not-welcome"]);
    for right in [
        json!({ "msgtype": "template_card", "template_card": card }),
        json!({ "msgtype": "stream_with_template_card", "stream": { "id": "S", "finish": false, "content": "" } }),
        json!({ "response_type": "update_template_card", "userids": [], "template_card": card }),
        stream(json!({ "id": "S", "finish": true, "content": "好", "msg_item": [picture] })),
        stream(json!({ "id": "S", "content": "还在想" })),
    ] {
        assert_eq!(bot_rules(&push, &right), Vec::<String>::new(), "{right}");
    }
    let long = "好".repeat(6_827);
    let pictures = vec![picture.clone(); 11];
    for (wrong, rule) in [
        (json!({ "msgtype": "stream", "content": "好" }), "bot-member-missing"),
        (json!({ "stream": { "id": "S" } }), "bot-member-missing"),
        (json!({ "msgtype": "stream", "stream": "好" }), "bot-member-type"),
        (stream(json!({ "finish": true, "content": "好" })), "bot-member-missing"),
        (stream(json!({ "id": "S", "finish": "true", "content": "好" })), "bot-member-type"),
        (stream(json!({ "id": 7, "finish": true })), "bot-member-type"),
        (stream(json!({ "id": "S", "finish": true, "content": long })), "bot-member-too-long"),
        (stream(json!({ "id": "S", "finish": true, "msg_item": pictures })), "bot-pictures-too-many"),
        (stream(json!({ "id": "S", "finish": false, "msg_item": [picture] })), "bot-pictures-before-end"),
        (json!({ "msgtype": "template_card", "template_card": {} }), "bot-member-missing"),
        (json!({ "msgtype": "template_card", "template_card": { "card_type": "text" } }), "bot-card-unknown"),
        (json!({ "msgtype": "text", "text": { "content": "" } }), "bot-member-missing"),
        (json!({ "msgtype": "markdown", "markdown": { "content": "好" } }), "unknown-type"),
    ] {
        assert_eq!(bot_rules(&push, &wrong), [rule], "{wrong}");
    }
    let other = stream(json!({ "id": "T", "finish": true, "content": "好" }));
    assert_eq!(bot_rules(&refresh, &other), ["bot-stream-other"]);
}

macro_rules! replies {
    ($($name:literal: $words:expr, $msg_type:literal, $fields:tt;)*) => {
        [$(($name, include_str!(concat!("../../data/replies/", $name, ".xml")), $words, $msg_type, json!($fields))),*]
    };
}

/// The replies of the documentation, with the addresses that `webot send` needs.
#[test]
fn replies_of_every_kind_are_read_with_their_type_and_fields() {
    let text: &[&str] = &["hi"];
    let work: &[&str] = &["work.text", "hi"];
    for (name, body, words, msg_type, fields) in replies! {
        "text": text, "text", { "Content": "你好" };
        "image": text, "image", { "Image": { "MediaId": "media_id" } };
        "voice": text, "voice", { "Voice": { "MediaId": "media_id" } };
        "video": text, "video",
            { "Video": { "MediaId": "media_id", "Title": "title", "Description": "description" } };
        "music": text, "music", { "Music": {
            "Title": "TITLE", "Description": "DESCRIPTION", "MusicUrl": "https://example.com/music.mp3",
            "HQMusicUrl": "https://example.com/hq.mp3", "ThumbMediaId": "media_id"
        } };
        "music_without_thumb": text, "music", { "Music": {
            "Title": "TITLE", "Description": "DESCRIPTION", "MusicUrl": "https://example.com/music.mp3",
            "HQMusicUrl": "https://example.com/hq.mp3"
        } };
        "news": text, "news", { "ArticleCount": "1", "Articles": { "item": [{
            "Title": "title1", "Description": "description1", "PicUrl": "https://example.com/pic.jpg",
            "Url": "https://example.com/a?b=1&c=2"
        }] } };
        "transfer_customer_service": text, "transfer_customer_service", {};
        "transfer_customer_service_kf": text, "transfer_customer_service",
            { "TransInfo": { "KfAccount": "test1@test" } };
        "work_text": work, "text", { "Content": "this is a test" };
        "work_image": work, "image", { "Image": { "MediaId": "media_id" } };
        "work_voice": work, "voice", { "Voice": { "MediaId": "media_id" } };
        "work_update_button": &["work.template_card_event"], "update_button",
            { "Button": { "ReplaceName": "ReplaceName" } };
        "work_update_taskcard": &["work.taskcard_click"], "update_taskcard",
            { "TaskCard": { "ReplaceName": "已驳回" } };
    } {
        let ran = send(words, &http(200, body)).stderr_any().run();
        assert_eq!(ran.rules(), Vec::<String>::new(), "{name}");
        let mut reply = ran.json()["reply"].clone();
        assert_eq!(reply["type"], msg_type, "{name}");
        let found = reply["fields"].as_object_mut().expect("fields");
        for common in ["ToUserName", "FromUserName", "CreateTime", "MsgType"] {
            assert!(found.remove(common).is_some(), "{name}: {common}");
        }
        assert_eq!(Value::Object(found.clone()), fields, "{name}");
        // And the same inside an envelope.
        let envelope = ["--mode", "safe", "--aes-key", AES_KEY, "--receiver", APPID];
        let addressed = body.replace("ww1234567890abcdef", APPID);
        let safe: Vec<&str> = words.iter().copied().chain(envelope).collect();
        let ran = send(&safe, &http(200, sealed(&addressed))).stderr("").run();
        assert_eq!((ran.rules(), &ran.json()["reply"]["type"]), (Vec::new(), &json!(msg_type)), "{name}");
    }
}

#[test]
fn news_of_one_to_eight_articles_are_read_whole() {
    for count in 1..=8 {
        let ran = send(CLICK, &http(200, news(&count.to_string(), count))).run();
        assert_eq!(ran.rules(), Vec::<String>::new(), "{count}");
        let items = &ran.json()["reply"]["fields"]["Articles"]["item"];
        assert_eq!(items.as_array().map(Vec::len), Some(count));
        assert_eq!(items[count - 1]["Url"], "https://example.com/a");
    }
}
