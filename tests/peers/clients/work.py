"""wechatpy's client of WeCom against `webot mock`: work.py URL. Only the address that its requests go to is another one."""

import io
import sys
from urllib.parse import urlsplit

import requests
from wechatpy.enterprise import WeChatClient
from wechatpy.exceptions import WeChatClientException

BASE = sys.argv[1]
SEND = requests.adapters.HTTPAdapter.send
CORPID = "ww00000000peerspy"
AGENT = 1000002


def send(self, request, **kwargs):
    """wechatpy has the hosts of WeChat in its code, so what it sends is turned round at the door."""
    parts = urlsplit(request.url)
    if parts.hostname.endswith("weixin.qq.com"):
        request.url = f"{BASE}{parts.path}?{parts.query}"
    return SEND(self, request, **kwargs)


requests.adapters.HTTPAdapter.send = send


def refusal(call, *args, **kwargs):
    """The errcode that a call is refused with."""
    try:
        call(*args, **kwargs)
    except WeChatClientException as error:
        return error.errcode
    raise AssertionError("it was not refused")


def same(actual, expected):
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")


def contacts(client):
    made = client.department.create("测试部", parent_id=2)["id"]
    same(refusal(client.department.create, "测试部", parent_id=2), 60008)
    client.user.create("zhaoliu", "赵六", department=[made], mobile="13900000000", position="工程师")
    same(client.user.get("ZhaoLiu")["position"], "工程师")
    same("mobile" in client.user.get("zhaoliu"), False)
    client.user.update("zhaoliu", name="赵六六")
    same([user["name"] for user in client.department.get_users(made)], ["赵六六"])
    same(len(client.user.list(1, fetch_child=True)), 4)
    same(refusal(client.department.delete, made), 60005)
    openid = client.user.convert_to_openid("zhaoliu")["openid"]
    same(client.user.convert_to_user_id(openid), "zhaoliu")
    tag = client.tag.create("项目组")["tagid"]
    same(client.tag.add_users(tag, ["zhaoliu", "nobody"])["invalidlist"], "nobody")
    same(client.tag.get_users(tag)["userlist"][0]["userid"], "zhaoliu")
    client.user.batch_delete(["zhaoliu"])
    client.department.delete(made)
    client.tag.delete(tag)
    same(refusal(client.user.get, "zhaoliu"), 60111)


def messages(client):
    sent = client.message.send_text(AGENT, ["zhangsan", "nobody"], "会议改到三点")
    same((sent["errcode"], sent["invaliduser"]), (0, "nobody"))
    same(refusal(client.message.send_text, AGENT, "nobody", "x"), 81013)
    same(refusal(client.message.send_text, AGENT + 1, "lisi", "x"), 301002)
    client.message.send_text_card(AGENT, "lisi", "领奖", "请到前台", "https://example.com/")
    client.message.send_markdown(AGENT, "@all", "**上线**")
    picture = io.BytesIO(b"\x89PNG\r\n\x1a\n0000")
    picture.name = "a.png"
    media = client.media.upload("image", picture)["media_id"]
    client.message.send_image(AGENT, "lisi", media)
    same(client.media.download(media).content, b"\x89PNG\r\n\x1a\n0000")
    client.appchat.create(chat_id="peers", name="发布群", owner="zhangsan", user_list=["zhangsan", "lisi"])
    client.appchat.send_text("peers", "上线")
    same(client.appchat.get("peers")["owner"], "zhangsan")


def app(client):
    same(refusal(client.menu.get, AGENT), 46003)
    client.menu.create(AGENT, {"button": [{"type": "click", "name": "今日", "key": "TODAY"}]})
    same(client.menu.get(AGENT)["button"][0]["key"], "TODAY")
    client.menu.delete(AGENT)
    same(client.agent.get(AGENT)["agentid"], AGENT)
    same(len(client.jsapi.get_jsapi_ticket()) > 40, True)


def customers(client):
    (contact,) = client.external_contact.list("zhangsan")["external_userid"]
    tags = client.external_contact.get_corp_tag_list()["tag_group"][0]["tag"]
    client.external_contact.mark_tag("zhangsan", contact, add_tag=[tags[0]["id"]])
    follow = client.external_contact.get(contact)["follow_user"][0]
    same(follow["tags"][0]["tag_name"], tags[0]["name"])


client = WeChatClient(CORPID, "peers-secret")
for part in (contacts, messages, app, customers):
    part(client)
print("wechatpy talks to the mock of WeCom")
