//! The custom menu (公众平台文档《自定义菜单》).

use super::endpoint::{Endpoint, body, get, post};
use super::param::Shape::{Json, Text};
use super::param::Source;

pub(super) const ENDPOINTS: &[Endpoint] = &[
    post("/cgi-bin/menu/create", "put a menu in place of the one that is there", "创建菜单，替换现有的")
        .command("menu create")
        .aliases("set")
        .params(&[body("", Json, "the menu, as JSON or YAML", "菜单，JSON 或 YAML").from(Source::Body).errcode(40016)])
        .note(
            "users see it within 5 minutes, or when they follow the account again; 1000 times a day",
            "用户约 5 分钟后可见，重新关注可立即看到；每天 1000 次",
        )
        .writes()
        .handler("menu.create")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Creating_Custom-Defined_Menu.html")
        .example("--file menu.json"),
    get("/cgi-bin/menu/get", "the menu that was made by API, with the conditional ones", "查询 API 创建的菜单（含个性化菜单）")
        .command("menu get")
        .aliases("list")
        .handler("menu.get")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Getting_Custom_Menu_Configurations.html")
        .reply(r#"{"menu":{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC","sub_button":[]}],"menuid":208396938}}"#),
    get("/cgi-bin/menu/delete", "delete all menus, the conditional ones too", "删除全部菜单（含个性化菜单）")
        .command("menu delete")
        .writes()
        .handler("menu.delete")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Deleting_Custom-Defined_Menu.html"),
    get(
        "/cgi-bin/get_current_selfmenu_info",
        "the menu that users see, made by API or on the website",
        "查询用户看到的菜单（API 或后台设置的）",
    )
    .command("menu info")
        .handler("menu.info")
    .docs("https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Querying_Custom_Menus.html")
    .reply(
        r#"{"is_menu_open":1,"selfmenu_info":{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"}]}}"#,
    ),
    post("/cgi-bin/menu/addconditional", "a menu for some users only", "创建个性化菜单，只对部分用户显示")
        .command("menu add-conditional")
        .aliases("addconditional")
        .params(&[body("", Json, "the menu with its matchrule", "带 matchrule 的菜单").from(Source::Body).errcode(40016)])
        .note(
            "matchrule takes tag_id and client_platform_type; the others ended in December 2021",
            "matchrule 只支持 tag_id 和 client_platform_type，其余字段已于 2021 年 12 月下线",
        )
        .writes()
        .handler("menu.add_conditional")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Personalized_menu_interface.html")
        .example("--file menu-vip.json")
        .reply(r#"{"menuid":"208379533"}"#),
    post("/cgi-bin/menu/delconditional", "delete one menu for some users", "删除一个个性化菜单")
        .command("menu delete-conditional")
        .aliases("delconditional")
        .params(&[body("menuid", Text(64), "its menuid, as `menu get` shows it", "菜单的 menuid，见 menu get").word().errcode(65301)])
        .writes()
        .handler("menu.delete_conditional")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Personalized_menu_interface.html")
        .example("208379533"),
    post("/cgi-bin/menu/trymatch", "the menu that one user sees", "查看某个用户看到的菜单")
        .command("menu try-match")
        .aliases("trymatch")
        .params(&[body("user_id", Text(128), "an openid or WeChat ID", "粉丝的 openid 或微信号").word().errcode(65302)])
        .handler("menu.try_match")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Personalized_menu_interface.html")
        .example("o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
        .reply(r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC","sub_button":[]}]}"#),
];
