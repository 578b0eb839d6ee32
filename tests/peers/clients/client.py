"""wechatpy against `webot mock`: client.py URL. Only the address that its requests go to is another one."""

import datetime
import json
import time

import requests
from wechatpy import WeChatClient
from wechatpy_on_mock import BASE, refusal, same


def control(**settings):
    """The control API of the mock."""
    requests.post(f"{BASE}/__webot/state", data=json.dumps(settings), timeout=10).raise_for_status()


def token(client):
    first = client.access_token
    same(client.access_token, first)
    # It refreshes by itself when the token has ended, and when another process has asked for one.
    control(expire_tokens=True)
    same(bool(client.misc.get_wechat_ips()), True)
    same(client.access_token == first, False)
    control(token_overlap_s=0)
    WeChatClient(client.appid, client.secret).fetch_access_token()
    same(bool(client.misc.get_wechat_ips()), True)


def menu(client):
    sub = {"type": "view", "name": "搜索", "url": "http://www.soso.com/"}
    button = [{"type": "click", "name": "今日歌曲", "key": "V1001_TODAY_MUSIC"}, {"name": "菜单", "sub_button": [sub]}]
    # Which is None where WeChat says 46003.
    same(client.menu.get(), None)
    same(client.menu.create({"button": button})["errcode"], 0)
    got = client.menu.get()["menu"]["button"]
    same([got[0]["name"], got[1]["sub_button"][0]["url"]], ["今日歌曲", sub["url"]])
    same(client.menu.get_menu_info()["selfmenu_info"]["button"][1]["sub_button"]["list"], [sub])
    same(refusal(client.menu.create, {"button": []}), 40016)
    menuid = client.menu.add_conditional({"button": button, "matchrule": {"tag_id": "2"}})["menuid"]
    same(client.menu.del_conditional(menuid)["errcode"], 0)
    same(client.menu.delete()["errcode"], 0)


def users(client):
    control(followers=10_500)
    openids = list(client.user.iter_followers())
    same(len(set(openids)), 10_500)
    same(client.user.update_remark(openids[9], "老王")["errcode"], 0)
    same(client.user.get(openids[9])["remark"], "老王")
    same([user["openid"] for user in client.user.get_batch(openids[:2])], openids[:2])
    same(refusal(client.user.get, "nobody"), 40003)
    tag = client.tag.create("星标用户")["id"]
    same(client.tag.tag_user(tag, openids[:3])["errcode"], 0)
    same(list(client.tag.iter_tag_users(tag)), openids[:3])
    same(client.tag.get_user_tag(openids[0]), [tag])
    same(client.tag.untag_user(tag, openids[0])["errcode"], 0)
    same([tag["count"] for tag in client.tag.get()], [0, 2])
    same(client.tag.batch_black_list(openids[:1])["errcode"], 0)
    same(client.tag.get_black_list()["data"]["openid"], openids[:1])
    same(client.tag.batch_unblack_list(openids[:1])["errcode"], 0)
    same(client.tag.delete(tag)["errcode"], 0)


def codes(client):
    scene = {"scene": {"scene_str": "门店"}}
    for data in [
        {"expire_seconds": 1800, "action_name": "QR_STR_SCENE", "action_info": scene},
        {"action_name": "QR_LIMIT_STR_SCENE", "action_info": scene},
    ]:
        made = client.qrcode.create(data)
        same(made.get("expire_seconds"), data.get("expire_seconds"))
        same(client.qrcode.show(made).headers["content-type"], "image/png")
    same(client.qrcode.show("bad").status_code, 404)


def tickets(client):
    ticket = client.jsapi.get_jsapi_ticket()
    same(client.jsapi.get_ticket()["ticket"], ticket)
    same(client.jsapi.get_jsapi_card_ticket() == ticket, False)


def media(client):
    jpg, mp4 = b"\xff\xd8\xff\xe0" + bytes(100_000), b"\0\0\0\x20ftypisom" + bytes(100_000)
    image = client.media.upload("image", ("图 1.jpg", jpg))
    same(image["type"], "image")
    same(client.media.download(image["media_id"]).content, jpg)
    video = client.media.upload("video", ("v.mp4", mp4))
    same(requests.get(client.media.download(video["media_id"])["video_url"], timeout=10).content, mp4)
    same(refusal(client.media.upload, "voice", ("a.mp3", jpg)), 40005)
    same(client.media.upload_image(("a.jpg", jpg)).startswith("http://mmbiz.qpic.cn/"), True)
    made = client.material.add("image", ("图 1.jpg", jpg))
    same(client.material.get(made["media_id"]).content, jpg)
    video = client.material.add("video", ("v.mp4", mp4), "标题", "简介")
    same(client.material.get(video["media_id"])["title"], "标题")
    same(client.material.get_count()["image_count"], 1)
    listed = client.material.batchget("image")
    same([listed["total_count"], listed["item"][0]["media_id"]], [1, made["media_id"]])
    return made["media_id"]


def articles(client):
    cover = media(client)
    article = {"title": "周报", "content": "<p>你好</p>", "thumb_media_id": cover, "need_open_comment": 1}
    draft = client.post("draft/add", data={"articles": [article]})["media_id"]
    same(client.post("draft/get", data={"media_id": draft})["news_item"][0]["digest"], "你好")
    article["title"] = "月报"
    same(client.post("draft/update", data={"media_id": draft, "index": 0, "articles": article})["errcode"], 0)
    same(client.get("draft/count")["total_count"], 1)
    listed = client.post("draft/batchget", data={"offset": 0, "count": 20, "no_content": 1})
    same(listed["item"][0]["content"]["news_item"][0]["title"], "月报")
    job = client.post("freepublish/submit", data={"media_id": draft})
    while (state := client.post("freepublish/get", data={"publish_id": job["publish_id"]}))["publish_status"] == 1:
        time.sleep(0.1)
    same([state["publish_status"], state["article_detail"]["count"]], [0, 1])
    got = client.post("freepublish/getarticle", data={"article_id": state["article_id"]})
    same([got["news_item"][0]["title"], got["news_item"][0]["is_deleted"]], ["月报", False])
    same(client.get("draft/count")["total_count"], 0)
    message = job["msg_data_id"]
    comments = client.material.list_comment(message, 0, count=49)["comment"]
    one = comments[0]["user_comment_id"]
    for call in (client.material.markelect_comment, client.material.unmarkelect_comment):
        same(call(message, 0, one)["errcode"], 0)
    same(client.material.add_reply_comment(message, 0, one, "谢谢")["errcode"], 0)
    same(client.material.list_comment(message, 0, count=49)["comment"][0]["reply"]["content"], "谢谢")
    same(client.material.delete_reply_comment(message, 0, one)["errcode"], 0)
    same(client.material.delete_comment(message, 0, one)["errcode"], 0)
    same(client.material.list_comment(message, 0, count=49)["total"], len(comments) - 1)
    for call in (client.material.close_comment, client.material.open_comment):
        same(call(message, 0)["errcode"], 0)
    same(client.post("freepublish/delete", data={"article_id": state["article_id"]})["errcode"], 0)
    same(client.material.delete(cover)["errcode"], 0)
    same(refusal(client.material.get, cover), 40007)


def statistics(client):
    day = datetime.date(2026, 1, 1)
    for name in ("get_user_summary", "get_user_cumulate", "get_interface_summary", "get_interface_summary_hour"):
        same(getattr(client.datacube, name)(day, day)[0]["ref_date"], "2026-01-01")
    same(refusal(client.datacube.get_user_summary, "2026-01-01", "2026-01-08"), 61501)


def main():
    client = WeChatClient("wxabcdef1234567890", "peers-secret")
    for part in (token, menu, users, codes, tickets, articles, statistics):
        part(client)
    print("peers: wechatpy passed")


if __name__ == "__main__":
    main()
