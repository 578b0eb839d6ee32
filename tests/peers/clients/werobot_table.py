"""The methods of WeRoBot by chapter: arguments, and what the documentation promises of the answer."""

from holds import (AMR, BUTTON, JPG, MATCHED, MP4, NEW_WORKER, NEWS, WORKER, content, file, holds, is_id, is_number,
                   is_picture_link, is_text, lists, ok, same)

LOCAL = "it calls no endpoint of its own"
GROUPS = "`groups` has ended; `tags` replaces it"
NEWS_ENDED = "permanent articles ended in February 2022; drafts replace them"
LATER = "later"

WITHOUT = {
    "get": LOCAL,
    "post": LOCAL,
    "request": LOCAL,
    "create_group": GROUPS,
    "delete_group": GROUPS,
    "get_group_by_id": GROUPS,
    "get_groups": GROUPS,
    "move_user": GROUPS,
    "move_users": GROUPS,
    "update_group": GROUPS,
    "add_news": NEWS_ENDED,
    "update_news": NEWS_ENDED,
    "upload_news": LATER,
    "delete_mass_msg": LATER,
    "get_mass_msg_speed": LATER,
    "get_mass_msg_status": LATER,
    "send_mass_msg": LATER,
    "send_mass_preview_to_user": LATER,
    "set_mass_msg_speed": LATER,
}

CODE = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "门店"}}}


def kept(name, member="media_id"):
    """The answer has an id, which later rows need."""

    def check(answer, subjects):
        is_id(answer[member])
        subjects.seen[name] = answer[member]

    return check


ROWS = [
    ("get_access_token", lambda s: (), lambda a, s: is_id(a)),
    ("get_ip_list", lambda s: (), lists("ip_list")),
    ("create_menu", lambda s: ({"button": BUTTON},), ok),
    ("get_menu", lambda s: (), lambda a, s: same(len(a["menu"]["button"]), 2)),
    ("get_custom_menu_config", lambda s: (), lambda a, s: same(len(a["selfmenu_info"]["button"]), 2)),
    ("create_custom_menu", lambda s: (BUTTON, MATCHED), holds(menuid=is_number)),
    ("match_custom_menu", lambda s: (s.openids[0],), lists("button", "name")),
    ("delete_custom_menu", lambda s: (s["menuid"],), ok),
    ("delete_menu", lambda s: (), ok),
    ("get_followers", lambda s: (), lambda a, s: same([a["total"], a["data"]["openid"]], [300, s.openids])),
    ("remark_user", lambda s: (s.openids[0], "老王"), ok),
    ("get_user_info", lambda s: (s.openids[0],), lambda a, s: same([a["openid"], a["remark"]], [s.openids[0], "老王"])),
    ("get_users_info", lambda s: (s.openids[:2],), lists("user_info_list", "openid", "subscribe", "tagid_list")),
    ("create_tag", lambda s: ("星标",), lambda a, s: s.seen.update(tag=a["tag"]["id"])),
    ("update_tag", lambda s: (s["tag"], "广东"), ok),
    ("tag_users", lambda s: (s["tag"], s.openids[:2]), ok),
    ("get_tags", lambda s: (), lambda a, s: same(a["tags"][-1], {"id": s["tag"], "name": "广东", "count": 2})),
    ("get_users_by_tag", lambda s: (s["tag"],), lambda a, s: same(a["data"]["openid"], s.openids[:2])),
    ("get_tags_by_user", lambda s: (s.openids[0],), lambda a, s: same(a["tagid_list"], [s["tag"]])),
    ("untag_users", lambda s: (s["tag"], s.openids[:1]), ok),
    ("delete_tag", lambda s: (s["tag"],), ok),
    ("create_qrcode", lambda s: (CODE,), holds(ticket=is_id, url=is_text)),
    ("show_qrcode", lambda s: (s["ticket"],), lambda a, s: same(a.headers["content-type"], "image/png")),
    ("upload_media", lambda s: ("image", file("图.jpg", JPG)), kept("image")),
    ("upload_media", lambda s: ("voice", file("a.amr", AMR)), kept("voice")),
    ("upload_media", lambda s: ("video", file("v.mp4", MP4)), kept("video")),
    ("upload_media", lambda s: ("thumb", file("图.jpg", JPG)), kept("thumb", "thumb_media_id")),
    ("download_media", lambda s: (s["image"],), content(JPG)),
    ("upload_news_picture", lambda s: (file("图.jpg", JPG),), holds(url=is_picture_link)),
    ("upload_permanent_media", lambda s: ("image", file("图.jpg", JPG)), kept("material")),
    ("download_permanent_media", lambda s: (s["material"],), content(JPG)),
    ("upload_permanent_video", lambda s: ("标题", "简介", file("v.mp4", MP4)), lambda a, s: is_id(a.json()["media_id"])),
    ("get_media_count", lambda s: (), lambda a, s: same([a["image_count"], a["video_count"]], [1, 1])),
    ("get_media_list", lambda s: ("image", 0, 20), lists("item", "media_id", "name", "update_time", "url")),
    ("delete_permanent_media", lambda s: (s["material"],), ok),
    ("send_text_message", lambda s: (s.next(), "你好", WORKER), ok),
    ("send_image_message", lambda s: (s.next(), s["image"]), ok),
    ("send_voice_message", lambda s: (s.next(), s["voice"]), ok),
    ("send_video_message", lambda s: (s.next(), s["video"], "标题", "简介"), ok),
    ("send_music_message", lambda s: (s.next(), "https://example.com/a", "https://example.com/b", s["thumb"]), ok),
    ("send_article_message", lambda s: (s.next(), NEWS), ok),
    ("send_news_message", lambda s: (s.next(), s["image"]), ok),
    ("send_miniprogrampage_message", lambda s: (s.next(), "小程序", "wx1234567890abcdef", "pages/index", s["thumb"]), ok),
    ("send_template_message", lambda s: (
        s.next(), "ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY",
        {"character_string1": {"value": "1"}, "thing2": {"value": "红茶"}, "amount3": {"value": "1元"}}),
     holds(msgid=is_number)),
    ("add_custom_service_account", lambda s: (NEW_WORKER, "小红", "password"), ok),
    ("update_custom_service_account", lambda s: (NEW_WORKER, "小蓝", "password"), ok),
    ("upload_custom_service_account_avatar", lambda s: (NEW_WORKER, file("头像.jpg", JPG)), ok),
    ("get_custom_service_account_list", lambda s: (), lambda a, s: same(
        [(k["kf_nick"], k["kf_headimgurl"][:21]) for k in a["kf_list"] if k["kf_account"] == NEW_WORKER],
        [("小蓝", "http://mmbiz.qpic.cn/")])),
    ("get_online_custom_service_account_list", lambda s: (), lists("kf_online_list", "kf_account", "status", "kf_id")),
    ("delete_custom_service_account", lambda s: (NEW_WORKER, "小蓝", "password"), ok),
    # It ends the token of the others.
    ("grant_token", lambda s: (), holds(access_token=is_id, expires_in=is_number)),
]
