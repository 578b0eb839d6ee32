"""wechatpy's logins and mini-programs against `webot mock`: oauth.py URL. Only the addresses of its requests are other ones."""

import base64
from urllib.parse import parse_qs, urlsplit

import requests
from wechatpy import WeChatClient
from wechatpy.oauth import WeChatOAuth
from wechatpy_on_mock import refusal, same


def code(link):
    """The code of a user who opens a link."""
    page = requests.get(link, allow_redirects=False, timeout=10)
    same(page.status_code, 302)
    back = parse_qs(urlsplit(page.headers["location"]).query)
    same(back["state"], ["abc"])
    return back["code"][0]


def page():
    oauth = WeChatOAuth("wxabcdef1234567890", "peers-secret", "https://example.com/a?b=1", "snsapi_userinfo", "abc")
    first = code(oauth.authorize_url)
    tokens = oauth.fetch_access_token(first)
    user = oauth.get_user_info()
    same([user["openid"], user["unionid"]], [tokens["openid"], tokens["unionid"]])
    same(oauth.check_access_token(), True)
    same(oauth.refresh_access_token(tokens["refresh_token"])["openid"], tokens["openid"])
    same(refusal(oauth.fetch_access_token, first), 40163)
    same(refusal(oauth.refresh_access_token, "wrong"), 40030)
    website = WeChatOAuth("wxabcdef1234567890", "peers-secret", "https://example.com/", "snsapi_login", "abc")
    same(website.fetch_access_token(code(website.qrconnect_url))["scope"], "snsapi_login")


def mini_program():
    client = WeChatClient("wxabcdef1234567890", "peers-secret")
    session = client.wxa.code_to_session("js-code")
    same(len(base64.b64decode(session["session_key"])), 16)
    same(refusal(client.wxa.code_to_session, "js-code"), 40163)
    for picture in [
        client.wxa.get_wxa_code_unlimited("a=1", page="pages/index/index"),
        client.wxa.get_wxa_code("pages/index/index?a=1"),
        client.wxa.create_qrcode("pages/index/index?a=1"),
    ]:
        same([picture.headers["content-type"], picture.content[:3]], ["image/jpeg", b"\xff\xd8\xff"])
    clear = client.wxa.get_wxa_code_unlimited("a=1", is_hyaline=True)
    same([clear.headers["content-type"], clear.content[:4]], ["image/png", b"\x89PNG"])
    same(refusal(client.wxa.get_wxa_code_unlimited, "你"), 40129)
    openid = session["openid"]
    template = "9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU"
    data = {"date2": {"value": "2026年12月1日"}, "thing3": {"value": "会议室"}}
    same(client.wxa.send_subscribe_message(openid, template, data)["errcode"], 0)
    wrong = {"date2": {"value": "明天"}, "thing3": {"value": "会议室"}}
    same(refusal(client.wxa.send_subscribe_message, openid, template, wrong), 47003)


def main():
    # All of it is used below.
    used = {"authorize_url", "qrconnect_url", "fetch_access_token", "refresh_access_token", "get_user_info", "check_access_token"}
    same({name for name in vars(WeChatOAuth) if not name.startswith("_") and name.islower()}, used)
    page()
    mini_program()
    print("peers: wechatpy's logins and mini-programs passed")


if __name__ == "__main__":
    main()
