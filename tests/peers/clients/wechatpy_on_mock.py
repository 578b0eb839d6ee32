"""Sends what wechatpy asks WeChat to the mock whose URL is the first argument, and checks what comes back."""

import sys
from urllib.parse import urlsplit

import requests
from wechatpy.exceptions import WeChatClientException, WeChatOAuthException

BASE = sys.argv[1]
SEND = requests.adapters.HTTPAdapter.send


def send(self, request, **kwargs):
    """wechatpy has the hosts of WeChat in its code, so what it sends is turned round at the door."""
    parts = urlsplit(request.url)
    if parts.hostname.endswith("weixin.qq.com"):
        request.url = f"{BASE}{parts.path}?{parts.query}"
    return SEND(self, request, **kwargs)


requests.adapters.HTTPAdapter.send = send


def refusal(call, *args):
    """The errcode that a call is refused with."""
    try:
        call(*args)
    except (WeChatClientException, WeChatOAuthException) as error:
        return error.errcode
    raise AssertionError("it was not refused")


def same(actual, expected):
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")
