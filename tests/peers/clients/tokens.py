"""wechatpy takes its tokens from `webot token serve`: tokens.py MOCK TOKENS, for an official account and for WeCom. Only
the address of its requests is another one."""

import sys
from urllib.parse import urlsplit

import requests
from wechatpy import WeChatClient
from wechatpy.enterprise import WeChatClient as WorkClient
from wechatpy.exceptions import WeChatClientException

MOCK, TOKENS = sys.argv[1:]
APPID, SECRET, CORPID, CORPSECRET = "wx1234567890abcdef", "peers-secret", "ww1234567890abcdef", "peers-corpsecret"
# The paths that the token server answers; all others are WeChat's.
ISSUED = {"token", "stable_token", "ticket/getticket", "gettoken", "get_jsapi_ticket", "ticket/get"}
SEND = requests.adapters.HTTPAdapter.send


def send(self, request, **kwargs):
    """wechatpy has the hosts of WeChat in its code, so what it sends is turned round at the door."""
    parts = urlsplit(request.url)
    if parts.hostname.endswith("weixin.qq.com"):
        base = TOKENS if parts.path.removeprefix("/cgi-bin/") in ISSUED else MOCK
        request.url = f"{base}{parts.path}?{parts.query}"
    return SEND(self, request, **kwargs)


requests.adapters.HTTPAdapter.send = send


def same(actual, expected):
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")


def refusal(call):
    """The errcode that a call is refused with."""
    try:
        call()
    except WeChatClientException as error:
        return error.errcode
    raise AssertionError("it was not refused")


def official():
    clients = [WeChatClient(APPID, SECRET), WeChatClient(APPID, "peers-key")]
    same(clients[0].access_token, clients[1].access_token)
    for client in clients:
        same(bool(client.misc.get_wechat_ips()), True)
        same(client.jsapi.get_ticket()["errcode"], 0)
    same(clients[0].jsapi.get_jsapi_ticket(), clients[1].jsapi.get_jsapi_ticket())
    same(clients[0].jsapi.get_jsapi_ticket() == clients[0].jsapi.get_jsapi_card_ticket(), False)
    # With a token that has ended, wechatpy asks for another one, and the server has it.
    client = WeChatClient(APPID, SECRET, access_token="ended")
    same(bool(client.jsapi.get_ticket()["ticket"]), True)
    same(client.access_token, clients[0].access_token)


def company():
    clients = [WorkClient(CORPID, CORPSECRET), WorkClient(CORPID, "peers-key")]
    same(clients[0].access_token, clients[1].access_token)
    for client in clients:
        same(bool(client.get("getcallbackip")["ip_list"]), True)
    ticket, agent = clients[0].jsapi.get_ticket(), clients[0].jsapi.get_agent_ticket()
    same([ticket["errcode"], agent["errcode"], ticket["ticket"] == agent["ticket"]], [0, 0, False])
    same(clients[1].jsapi.get_jsapi_ticket(), ticket["ticket"])
    client = WorkClient(CORPID, CORPSECRET, access_token="ended")
    same(client.jsapi.get_agent_ticket()["ticket"], agent["ticket"])


def main():
    official()
    company()
    # The token server refuses it with HTTP 401, in which wechatpy looks for no errcode.
    same(refusal(lambda: WeChatClient("wx0000000000000000", SECRET).access_token), None)
    print("peers: wechatpy takes its tokens from webot token serve")


if __name__ == "__main__":
    main()
