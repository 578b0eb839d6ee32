"""The methods of wechatpy by chapter: arguments, and what the documentation promises of the answer."""

import datetime
import json
import time

from holds import (AMR, BUTTON, CARD, FIELDS, JPG, MATCHED, MP4, NEW_WORKER, NEWS, WORKER, content, file, holds, is_id,
                   is_number, is_picture_link, is_text, lists, now, ok, picture, remembers, same)

# The parts of other chapters, which the mock answers by the table of fields alone.
OTHER_CHAPTERS = ["card", "device", "invoice", "merchant", "poi", "scan", "semantic", "shakearound", "wifi",
                  "marketing", "cloud"]

GROUPS = "`groups` has ended; `tags` replaces it"
NEWS_ENDED = "permanent articles ended in February 2022; drafts replace them"
WXOPEN = "`wxopen/template` ended in January 2020; subscribe messages replace it"
SECOND = "version 1 of the checks ended in September 2021; version 2 takes openid and scene"
LATER = "later"

WITHOUT = {
    "group.create": GROUPS,
    "group.delete": GROUPS,
    "group.get": GROUPS,
    "group.move_user": GROUPS,
    "group.update": GROUPS,
    "user.get_group_id": GROUPS,
    "material.add_articles": NEWS_ENDED,
    "material.update_article": NEWS_ENDED,
    "material.update_articles": NEWS_ENDED,
    "misc.short_url": "`shorturl` ended in March 2021; `shorten/gen` replaces it",
    "wxa.send_template_message": WXOPEN,
    "wxa.list_library_templates": WXOPEN,
    "wxa.get_library_template": WXOPEN,
    "wxa.list_templates": WXOPEN,
    "wxa.add_template": WXOPEN,
    "wxa.del_template": WXOPEN,
    "wxa.check_text_security": SECOND,
    "wxa.check_media_async": SECOND,
    "media.upload_articles": LATER,
    "media.upload_video": LATER,
    "message.delete_mass": LATER,
    "message.get_mass": LATER,
    "message.get_autoreply_info": LATER,
    "message.send_mass_article": LATER,
    "message.send_mass_card": LATER,
    "message.send_mass_image": LATER,
    "message.send_mass_text": LATER,
    "message.send_mass_video": LATER,
    "message.send_mass_voice": LATER,
}

DAY = datetime.date(2026, 1, 1)
ARTICLE_DAYS = [
    ("datacube." + name, lambda s: (DAY, DAY), lambda answer, s: same(answer[0]["ref_date"], "2026-01-01"))
    for name in ["get_article_summary", "get_article_total", "get_interface_summary", "get_interface_summary_hour",
                 "get_upstream_msg", "get_upstream_msg_dist", "get_upstream_msg_dist_month",
                 "get_upstream_msg_dist_week", "get_upstream_msg_hour", "get_upstream_msg_month",
                 "get_upstream_msg_week", "get_user_cumulate", "get_user_read", "get_user_read_hour",
                 "get_user_share", "get_user_share_hour", "get_user_summary"]
]


def publish(subjects):
    """The msg_data_id of a published article, and one of its comments."""
    client = subjects.client
    article = {"title": "周报", "content": "<p>你好</p>", "thumb_media_id": subjects["cover"], "need_open_comment": 1}
    draft = client.post("draft/add", data={"articles": [article]})["media_id"]
    job = client.post("freepublish/submit", data={"media_id": draft})
    while client.post("freepublish/get", data={"publish_id": job["publish_id"]})["publish_status"] == 1:
        time.sleep(0.1)
    subjects.seen["msg_data_id"] = job["msg_data_id"]
    return subjects["msg_data_id"], 0, 0, 49


def comment(s):
    return s["msg_data_id"], 0, s["comment"][0]["user_comment_id"]


MENU = [
    ("menu.create", lambda s: ({"button": BUTTON},), ok),
    ("menu.get", lambda s: (), lambda a, s: same(a["menu"]["button"][1]["url"], "https://example.com/")),
    ("menu.get_menu_info", lambda s: (), lambda a, s: same([a["is_menu_open"], len(a["selfmenu_info"]["button"])], [1, 2])),
    ("menu.add_conditional", lambda s: ({"button": BUTTON, "matchrule": MATCHED},), holds(menuid=is_number)),
    ("menu.try_match", lambda s: (s.openids[0],), lists("button", "name")),
    ("menu.del_conditional", lambda s: (s["menuid"],), ok),
    ("menu.update", lambda s: ({"button": BUTTON[:1]},), ok),
    ("menu.delete", lambda s: (), ok),
]

USERS = [
    ("user.get_followers", lambda s: (), lambda a, s: same([a["total"], a["count"], a["next_openid"]], [300, 300, s.openids[-1]])),
    ("user.iter_followers", lambda s: (), lambda a, s: same(list(a), s.openids)),
    ("user.update_remark", lambda s: (s.openids[0], "老王"), ok),
    ("user.get", lambda s: (s.openids[0],), holds(
        openid=is_id, subscribe=is_number, subscribe_time=is_number, language=is_text, remark=is_text, subscribe_scene=is_text)),
    ("user.get_batch", lambda s: (s.openids[:2],), lists("", "openid", "subscribe", "tagid_list")),
    ("user.change_openid", lambda s: ("wx1234567890abcdef", s.openids[:1]), lists("", "ori_openid", "err_msg")),
    ("tag.create", lambda s: ("星标",), holds(id=is_number, name=is_text)),
    ("tag.update", lambda s: (s["id"], "广东"), ok),
    ("tag.tag_user", lambda s: (s["id"], s.openids[:2]), ok),
    ("tag.get", lambda s: (), lambda a, s: same(a[-1], {"id": s["id"], "name": "广东", "count": 2})),
    ("tag.get_tag_users", lambda s: (s["id"],), lambda a, s: same([a["count"], a["data"]["openid"]], [2, s.openids[:2]])),
    ("tag.iter_tag_users", lambda s: (s["id"],), lambda a, s: same(list(a), s.openids[:2])),
    ("tag.get_user_tag", lambda s: (s.openids[0],), lambda a, s: same(a, [s["id"]])),
    ("tag.untag_user", lambda s: (s["id"], s.openids[0]), ok),
    ("tag.batch_black_list", lambda s: (s.openids[:1],), ok),
    ("tag.get_black_list", lambda s: (), lambda a, s: same([a["total"], a["data"]["openid"]], [1, s.openids[:1]])),
    ("tag.batch_unblack_list", lambda s: (s.openids[:1],), ok),
    ("tag.delete", lambda s: (s["id"],), ok),
]

CODE = {"expire_seconds": 1800, "action_name": "QR_STR_SCENE", "action_info": {"scene": {"scene_str": "门店"}}}

BASE = [
    ("misc.get_wechat_ips", lambda s: (), lists("")),
    ("jsapi.get_ticket", lambda s: (), holds(ticket=is_id, expires_in=is_number)),
    ("jsapi.get_jsapi_ticket", lambda s: (), lambda a, s: same(a, s["ticket"])),
    ("jsapi.get_jsapi_card_ticket", lambda s: (), remembers("card_ticket", is_id)),
    ("jsapi.get_jsapi_signature", lambda s: ("n", s["ticket"], 1, "https://example.com/"), lambda a, s: same(len(a), 40)),
    ("jsapi.get_jsapi_card_params", lambda s: (s["card_ticket"], "GROUPON"), lambda a, s: same(len(a["sign"]), 40)),
    ("qrcode.create", lambda s: (CODE,), holds(ticket=is_id, expire_seconds=is_number, url=is_text)),
    ("qrcode.show", lambda s: (s["ticket"],), lambda a, s: same(a.headers["content-type"], "image/png")),
]

MEDIA = [
    ("media.upload", lambda s: ("image", file("图.jpg", JPG)), holds(media_id=is_id, created_at=is_number)),
    ("media.download", lambda s: (s["media_id"],), content(JPG)),
    ("media.get_url", lambda s: (s["media_id"],), lambda a, s: is_text(a)),
    ("media.upload_image", lambda s: (file("图.jpg", JPG),), lambda a, s: is_picture_link(a)),
    ("media.upload_mass_image", lambda s: (file("图.jpg", JPG),), lambda a, s: is_picture_link(a)),
    ("material.add", lambda s: ("video", file("v.mp4", MP4), "标题", "简介"), holds(media_id=is_id)),
    ("material.get", lambda s: (s["media_id"],), holds(title=is_text, description=is_text, down_url=is_text)),
    ("material.add", lambda s: ("thumb", file("图.jpg", JPG)), lambda a, s: s.seen.update(cover=a["media_id"])),
    ("material.get_count", lambda s: (), lambda a, s: same([a["video_count"], a["image_count"]], [1, 1])),
    ("material.batchget", lambda s: ("image",), lists("item", "media_id", "name", "update_time", "url")),
    ("material.list_comment", publish, holds(total=is_number, comment=lambda c: lists("", "openid", "create_time", "content")(c, None))),
    ("material.markelect_comment", comment, ok),
    ("material.unmarkelect_comment", comment, ok),
    ("material.add_reply_comment", lambda s: (*comment(s), "谢谢"), ok),
    ("material.delete_reply_comment", comment, ok),
    ("material.delete_comment", comment, ok),
    ("material.close_comment", lambda s: (s["msg_data_id"], 0), ok),
    ("material.open_comment", lambda s: (s["msg_data_id"], 0), ok),
    ("material.delete", lambda s: (s["media_id"],), ok),
]


def uploaded(kind, head):
    """The media_id of a fresh upload."""

    def upload(s):
        answer = s.client.media.upload(kind, file(f"f.{ {'voice': 'amr', 'video': 'mp4'}.get(kind, 'jpg')}", head))
        return answer.get("media_id") or answer["thumb_media_id"]

    return upload


IMAGE, VOICE, VIDEO, THUMB = (
    uploaded("image", JPG), uploaded("voice", AMR), uploaded("video", MP4), uploaded("thumb", JPG))

MESSAGES = [
    ("message.send_text", lambda s: (s.next(), "你好", WORKER), ok),
    ("message.send_image", lambda s: (s.next(), IMAGE(s)), ok),
    ("message.send_voice", lambda s: (s.next(), VOICE(s)), ok),
    ("message.send_video", lambda s: (s.next(), VIDEO(s), "标题", "简介"), ok),
    ("message.send_music", lambda s: (s.next(), "https://example.com/a", "https://example.com/b", THUMB(s), "歌"), ok),
    ("message.send_articles", lambda s: (s.next(), NEWS), ok),
    ("message.send_link", lambda s: (s.next(), NEWS[0]), ok),
    ("message.send_card", lambda s: (s.next(), CARD), ok),
    ("message.send_mini_program_page", lambda s: (
        s.next(),
        {"title": "小程序", "appid": "wx1234567890abcdef", "pagepath": "pages/index", "thumb_media_id": THUMB(s)}), ok),
    ("message.send_msg_menu", lambda s: (
        s.next(), {"head_content": "满意吗", "list": [{"id": "1", "content": "满意"}], "tail_content": "谢谢"}), ok),
    ("template.get_industry", lambda s: (), holds(primary_industry=lambda i: is_text(i["first_class"]))),
    ("template.add", lambda s: ("TM00015",), remembers("template", is_id)),
    ("template.get", lambda s: ("TM00016",), remembers("other", is_id)),
    ("template.get_all_private_template", lambda s: (),
     lists("template_list", "template_id", "title", "primary_industry", "deputy_industry", "content", "example")),
    ("message.send_template", lambda s: (s.next(), s["template"], FIELDS, "https://example.com/"), holds(msgid=is_number)),
    ("message.send_subscribe_template", lambda s: (
        s.next(), s["template"], 1000, "标题", {"content": {"value": "内容", "color": "#ff0000"}}), ok),
    ("message.get_subscribe_authorize_url", lambda s: (1000, s["template"], "https://example.com/"), lambda a, s: is_text(a)),
    ("message.send_subscribe_message", lambda s: (
        s.next(), "9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU",
        {"date2": {"value": "2026年12月1日"}, "thing3": {"value": "会议室"}}), ok),
    ("template.del_private_template", lambda s: (s["other"],), ok),
    ("template.set_industry", lambda s: ("1", "4"), ok),
]

SERVICE = [
    ("customservice.add_account", lambda s: (NEW_WORKER, "小红", "password"), ok),
    ("customservice.update_account", lambda s: (NEW_WORKER, "小蓝", "password"), ok),
    ("customservice.upload_headimg", lambda s: (NEW_WORKER, file("头像.jpg", JPG)), ok),
    ("customservice.get_accounts", lambda s: (), lists("", "kf_account", "kf_nick", "kf_id", "kf_headimgurl")),
    ("customservice.get_online_accounts", lambda s: (), lists("", "kf_account", "status", "kf_id", "accepted_case")),
    ("customservice.create_session", lambda s: (s.openids[0], NEW_WORKER, "你好"), ok),
    ("customservice.get_session", lambda s: (s.openids[0],), lambda a, s: same(a["kf_account"], NEW_WORKER)),
    ("customservice.get_session_list", lambda s: (NEW_WORKER,), lists("", "createtime", "openid")),
    ("customservice.get_wait_case", lambda s: (), lambda a, s: same(a["count"], len(a["waitcaselist"]))),
    ("customservice.close_session", lambda s: (s.openids[0], NEW_WORKER, "再见"), ok),
    ("customservice.get_records", lambda s: (now() - 3600, now() + 60),
     lists("recordlist", "openid", "opercode", "text", "time", "worker")),
    ("customservice.delete_account", lambda s: (NEW_WORKER,), ok),
]

MINI = [
    ("wxa.code_to_session", lambda s: ("code-of-wechatpy",), holds(openid=is_id, session_key=is_id)),
    ("wxa.create_qrcode", lambda s: ("pages/index?a=1",), picture),
    ("wxa.get_wxa_code", lambda s: ("pages/index?a=1",), picture),
    ("wxa.get_wxa_code_unlimited", lambda s: ("a=1",), picture),
    ("wxa.send_subscribe_message", lambda s: (
        s["openid"], "9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU",
        {"date2": {"value": "2026年12月1日"}, "thing3": {"value": "会议室"}}), ok),
    ("wxa.check_image_security", lambda s: (file("图.jpg", JPG),), ok),
    ("wxa.get_paid_unionid", lambda s: (s["openid"], "4200000000202601010000000001"), lambda a, s: is_text(a)),
    ("wxa.modify_domain", lambda s: ("get",), lists("requestdomain")),
    ("wxa.bind_tester", lambda s: ("tester",), holds(userstr=is_text)),
    ("wxa.unbind_tester", lambda s: ("tester",), ok),
    ("wxa.commit", lambda s: (1, json.dumps({"extAppid": "wx1234567890abcdef"}), "1.0", "第一版"), ok),
    ("wxa.get_qrcode", lambda s: (), lambda a, s: same(a.headers["content-type"].split("/")[0], "image")),
    ("wxa.get_category", lambda s: (), lists("", "first_class", "first_id")),
    ("wxa.get_page", lambda s: (), lists("")),
    ("wxa.submit_audit", lambda s: ({"item_list": [{"address": "index", "tag": "学习", "title": "首页", "first_class": "文娱", "second_class": "资讯", "first_id": 1, "second_id": 2}]},), holds(auditid=is_number)),
    ("wxa.get_audit_status", lambda s: (s["auditid"],), lambda a, s: same("status" in a, True)),
    ("wxa.get_latest_audit_status", lambda s: (), lambda a, s: same("status" in a, True)),
    ("wxa.speed_up_audit", lambda s: (s["auditid"],), ok),
    ("wxa.query_quota", lambda s: (), holds(limit=is_number)),
    ("wxa.undo_code_audit", lambda s: (), ok),
    ("wxa.release", lambda s: (), ok),
    ("wxa.revert_code_release", lambda s: (), ok),
    ("wxa.change_visit_status", lambda s: (), ok),
    ("wxa.create_open", lambda s: ("wx1234567890abcdef",), remembers("open", is_text)),
    ("wxa.get_open", lambda s: ("wx1234567890abcdef",), lambda a, s: is_text(a)),
    ("wxa.bind_open", lambda s: ("wx1234567890abcdef", s["open"]), ok),
    ("wxa.unbind_open", lambda s: ("wx1234567890abcdef", s["open"]), ok),
]

ROWS = [*MENU, *USERS, *BASE, *MEDIA, *MESSAGES, *SERVICE, *ARTICLE_DAYS, *MINI]
