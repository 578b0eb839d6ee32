//! QR codes and short keys (公众平台文档《账号管理》).

use super::WordList;
use super::endpoint::{Endpoint, Host, body, get, post, query};
use super::param::Shape::{Chars, Choice, Integer, Text};

/// The longest life of a temporary QR code, in seconds: 30 days.
pub const LONGEST_LIFE: i64 = 2_592_000;
/// The largest scene number of a permanent QR code.
pub const LAST_PERMANENT: i64 = 100_000;
/// The longest scene text, in characters.
pub const LONGEST_SCENE: usize = 64;

pub(super) const ENDPOINTS: &[Endpoint] = &[
    post("/cgi-bin/qrcode/create", "a QR code with a scene", "创建带参数的二维码")
        .command("qrcode create")
        .params(&[
            body("expire_seconds", Integer(1, LONGEST_LIFE), "how long it lives, in seconds", "有效期（秒）").errcode(40053),
            body(
                "action_name",
                Choice(WordList::new("QR_SCENE QR_STR_SCENE QR_LIMIT_SCENE QR_LIMIT_STR_SCENE")),
                "which kind",
                "二维码类型",
            )
            .required()
            .errcode(40052),
            body("action_info.scene.scene_id", Integer(1, u32::MAX as i64), "the scene, a number", "场景值 ID").errcode(40053),
            body("action_info.scene.scene_str", Chars(LONGEST_SCENE), "the scene, a text", "场景值字符串").errcode(40053),
        ])
        .note("permanent ones: 100,000 at most", "永久二维码最多 10 万个")
        .writes()
        .handler("qrcode.create")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html")
        .example("123")
        .reply(r#"{"ticket":"gQH47joAAAAAAAAAASxodHRwOi8vd2VpeGluLnFxLmNvbS9xL2taZ2Z3TVRtNzJXV1Brb3ZhYmJJAAIEZ23sUwMEmm3sUw==","expire_seconds":60,"url":"http://weixin.qq.com/q/kZgfwMTm72WWPkovabbI"}"#),
    get("/cgi-bin/showqrcode", "the picture of a QR code", "用 ticket 换取二维码图片")
        .command("qrcode show")
        .on(Host::Mp)
        .open()
        .params(&[query("ticket", Text(512), "the ticket of `qrcode create`", "qrcode create 返回的 ticket").word()])
        .handler("qrcode.show")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html")
        .example("gQH47joAAAAAAAAAASxodHRwOi8vd2VpeGluLnFxLmNvbS9xL2taZ2Z3TVRtNzJXV1Brb3ZhYmJJAAIEZ23sUwMEmm3sUw== --output code.png")
        .reply(""),
    post("/cgi-bin/shorten/gen", "a short key for data of up to 4 KB", "把不超过 4KB 的数据换成短 key")
        .command("shorten gen")
        .params(&[
            body("long_data", Text(4096), "the data; - reads it from stdin", "数据；- 表示从 stdin 读取").word().errcode(47003),
            body("expire_seconds", Integer(1, LONGEST_LIFE), "how long it is kept, in seconds", "保留多久（秒）").errcode(9_410_011),
        ])
        .writes()
        .handler("shorten.generate")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Account_Management/KEY_Shortener.html")
        .example("loooooong-data --expire-seconds 86400")
        .reply(r#"{"errcode":0,"errmsg":"ok","short_key":"7dLPIKtbRqCn2N7"}"#),
    post("/cgi-bin/shorten/fetch", "the data behind a short key", "用短 key 取回数据")
        .command("shorten fetch")
        .params(&[body("short_key", Text(64), "the short key", "短 key").word().errcode(47003)])
        .handler("shorten.fetch")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Account_Management/KEY_Shortener.html")
        .example("7dLPIKtbRqCn2N7")
        .reply(r#"{"errcode":0,"errmsg":"ok","long_data":"loooooong-data","create_time":1611047541,"expire_seconds":86300}"#),
];
