//! Followers, tags, the blacklist (公众平台文档《用户管理》).

use super::base::{LANGUAGES, TAG_ID};
use super::endpoint::{Endpoint, body, get, post, query};
use super::param::Param;
use super::param::Shape::{Chars, Text, Texts};

/// An openid in the URL or the body.
const OPENID_HELP: (&str, &str) = ("a follower's openid", "粉丝的 openid");

/// Several openids after the command.
const fn openids(name: &'static str, most: usize) -> Param {
    body(
        name,
        Texts(most),
        "followers' openids; - reads them from stdin",
        "粉丝的 openid；- 表示从 stdin 读取",
    )
    .word()
    .errcode(40003)
}

/// A tag's number after the command.
const fn tag_id(name: &'static str) -> Param {
    body(name, TAG_ID, "the tag's id", "标签 id").word().errcode(45159)
}

pub(super) const ENDPOINTS: &[Endpoint] = &[
    get("/cgi-bin/user/info", "what is known of a follower", "查询粉丝的基本信息")
        .command("user info")
        .params(&[
            query("openid", Text(128), OPENID_HELP.0, OPENID_HELP.1).word().errcode(40003),
            query("lang", LANGUAGES, "language of names", "返回的语言"),
        ])
        .note(
            "since 27 December 2021 without nickname, sex, place and picture",
            "2021-12-27 起不再返回昵称、性别、地区和头像",
        )
        .handler("followers.info")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/Get_users_basic_information_UnionID.html")
        .example("o6_bmjrPTlm6_2sgVt7hMZOPfL2M --language zh_CN")
        .reply(
            r#"{"subscribe":1,"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","language":"zh_CN","subscribe_time":1382694957,"unionid":"o6_bmasdasdsad6_2sgVt7hMZOPfL","remark":"","groupid":0,"tagid_list":[128,2],"subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":98765,"qr_scene_str":""}"#,
        ),
    post("/cgi-bin/user/info/batchget", "the same for up to 100 followers at once", "批量查询粉丝信息，一次最多 100 个")
        .command("user batch")
        .params(&[openids("user_list[].openid", 100), body("user_list[].lang", LANGUAGES, "language of names", "返回的语言")])
        .handler("followers.batch")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/Get_users_basic_information_UnionID.html")
        .example("o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
        .reply(r#"{"user_info_list":[{"subscribe":1,"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","language":"zh_CN","subscribe_time":1382694957,"remark":"","groupid":0,"tagid_list":[],"subscribe_scene":"ADD_SCENE_SEARCH","qr_scene":0,"qr_scene_str":""}]}"#),
    get("/cgi-bin/user/get", "followers' openids, 10,000 at a time", "拉取粉丝列表，每次最多 10000 个")
        .command("user list")
        .pages("next_openid")
        .params(&[query("next_openid", Text(128), "begin after this one", "从这个 openid 之后开始").errcode(40003)])
        .handler("followers.list")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/Getting_a_User_List.html")
        .reply(r#"{"total":1,"count":1,"data":{"openid":["o6_bmjrPTlm6_2sgVt7hMZOPfL2M"]},"next_openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M"}"#),
    post("/cgi-bin/user/info/updateremark", "give a follower a remark", "设置粉丝备注")
        .command("user remark")
        .params(&[
            body("openid", Text(128), OPENID_HELP.0, OPENID_HELP.1).word().errcode(40003),
            body("remark", Chars(30), "the remark, up to 30 characters; '' takes it away", "备注，30 字以内；'' 表示清除").word().errcode(40092),
        ])
        .writes()
        .handler("followers.remark")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/Configuring_user_notes.html")
        .example("o6_bmjrPTlm6_2sgVt7hMZOPfL2M 老王"),
    post("/cgi-bin/changeopenid", "openids of another account after a move", "账号迁移后把原 openid 换成新的")
        .command("user change-openid")
        .params(&[
            body("from_appid", Text(64), "the account they come from", "原账号的 appid").word().errcode(63178),
            openids("openid_list", 100).errcode(63182),
        ])
        .handler("followers.change_openid")
        .docs("https://kf.qq.com/faq/170221aUnmmU170221eUZJNf.html")
        .example("wxa9e4d3ea0f6bb5e6 o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
        .reply(r#"{"errcode":0,"errmsg":"ok","result_list":[{"ori_openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","new_openid":"oH0bVjrPTlm6_2sgVt7hMZOPfL2M","err_msg":"ok"}]}"#),
    post("/cgi-bin/tags/getidlist", "the tags of a follower", "查询粉丝身上的标签")
        .command("user tags")
        .aliases("tag")
        .params(&[body("openid", Text(128), OPENID_HELP.0, OPENID_HELP.1).word().errcode(40003)])
        .handler("tags.of_follower")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html")
        .example("o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
        .reply(r#"{"tagid_list":[134,2]}"#),
    post("/cgi-bin/tags/create", "make a tag", "创建标签")
        .command("tag create")
        .params(&[body("tag.name", Chars(30), "its name, up to 30 characters", "标签名，30 字以内").word().errcode(45158)])
        .note("100 tags at most", "最多 100 个标签")
        .writes()
        .handler("tags.create")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html")
        .example("星标用户")
        .reply(r#"{"tag":{"id":134,"name":"星标用户"}}"#),
    get("/cgi-bin/tags/get", "all tags and how many have them", "列出全部标签和人数")
        .command("tag list")
        .handler("tags.list")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html")
        .reply(r#"{"tags":[{"id":2,"name":"星标组","count":0},{"id":134,"name":"广东","count":5}]}"#),
    post("/cgi-bin/tags/update", "rename a tag", "修改标签名")
        .command("tag rename")
        .params(&[tag_id("tag.id"), body("tag.name", Chars(30), "its new name", "新名字，30 字以内").word().errcode(45158)])
        .writes()
        .handler("tags.update")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html")
        .example("134 广东人"),
    post("/cgi-bin/tags/delete", "delete a tag", "删除标签")
        .command("tag delete")
        .params(&[tag_id("tag.id")])
        .note(
            "more than 100,000 followers with it: take it from them first (45057)",
            "粉丝超过 10 万的标签不能直接删除，要先取消标签（45057）",
        )
        .writes()
        .handler("tags.delete")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html")
        .example("134"),
    post("/cgi-bin/user/tag/get", "the followers with a tag", "列出标签下的粉丝")
        .command("tag members")
        .pages("next_openid")
        .params(&[tag_id("tagid"), body("next_openid", Text(128), "begin after this one", "从这个 openid 之后开始").errcode(40003)])
        .handler("tags.members")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html")
        .example("134")
        .reply(r#"{"count":1,"data":{"openid":["o6_bmjrPTlm6_2sgVt7hMZOPfL2M"]},"next_openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M"}"#),
    post("/cgi-bin/tags/members/batchtagging", "give followers a tag, up to 50 at once", "批量打标签，一次最多 50 个粉丝")
        .command("tag add")
        .params(&[tag_id("tagid"), openids("openid_list", 50)])
        .note("a follower has 20 tags at most (45059)", "每个粉丝最多 20 个标签（45059）")
        .writes()
        .handler("tags.tag")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html")
        .example("134 o6_bmjrPTlm6_2sgVt7hMZOPfL2M"),
    post("/cgi-bin/tags/members/batchuntagging", "take a tag from followers, up to 50 at once", "批量取消标签，一次最多 50 个粉丝")
        .command("tag remove")
        .params(&[tag_id("tagid"), openids("openid_list", 50)])
        .writes()
        .handler("tags.untag")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html")
        .example("134 o6_bmjrPTlm6_2sgVt7hMZOPfL2M"),
    post("/cgi-bin/tags/members/getblacklist", "who is on the blacklist", "查看黑名单")
        .command("blacklist list")
        .pages("begin_openid")
        .params(&[body("begin_openid", Text(128), "begin after this one", "从这个 openid 之后开始").errcode(40003)])
        .handler("tags.blacklist")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/Manage_blacklist.html")
        .reply(r#"{"total":1,"count":1,"data":{"openid":["o6_bmjrPTlm6_2sgVt7hMZOPfL2M"]},"next_openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M"}"#),
    post("/cgi-bin/tags/members/batchblacklist", "put followers on the blacklist, up to 20 at once", "拉黑粉丝，一次最多 20 个")
        .command("blacklist add")
        .params(&[openids("openid_list", 20)])
        .writes()
        .handler("tags.block")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/Manage_blacklist.html")
        .example("o6_bmjrPTlm6_2sgVt7hMZOPfL2M"),
    post("/cgi-bin/tags/members/batchunblacklist", "take followers off the blacklist, up to 20 at once", "取消拉黑，一次最多 20 个")
        .command("blacklist remove")
        .params(&[openids("openid_list", 20)])
        .writes()
        .handler("tags.unblock")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/User_Management/Manage_blacklist.html")
        .example("o6_bmjrPTlm6_2sgVt7hMZOPfL2M"),
];
