"""Every method of wechatpy and WeRoBot against `webot mock`: methods.py URL. Only the address of their requests is
another one. The methods are those that the clients have, so that none is forgotten: each is in a table with its
arguments and what its answer must hold, or in a list with the reason why it is not called."""

import inspect
import os
import sys
from urllib.parse import urlsplit

import requests
import werobot_table
import wechatpy_table
from holds import Subjects
from werobot.client import Client as WeRoBot
from wechatpy import WeChatClient
from wechatpy.client.api.base import BaseWeChatAPI

BASE = sys.argv[1]
SEND = requests.adapters.HTTPAdapter.send


def send(self, request, **kwargs):
    """Both have the hosts of WeChat in their code, so what they send is turned round at the door."""
    parts = urlsplit(request.url)
    if parts.hostname.endswith("weixin.qq.com"):
        request.url = f"{BASE}{parts.path}?{parts.query}"
    return SEND(self, request, **kwargs)


requests.adapters.HTTPAdapter.send = send


def public(cls, prefix=""):
    """The methods of a class."""
    return [prefix + name for name, _ in inspect.getmembers(cls, inspect.isfunction) if not name.startswith("_")]


def wechatpy_methods():
    """The methods of each part of wechatpy but those outside the chapters of the mock's state."""
    parts = {name: part for name, part in vars(WeChatClient).items() if isinstance(part, BaseWeChatAPI)}
    kept = [name for name in parts if name not in wechatpy_table.OTHER_CHAPTERS]
    return [method for name in kept for method in public(type(parts[name]), f"{name}.")]


def run(name, client, methods, table, openids):
    """Calls each method as its row says."""
    subjects = Subjects(client, openids)
    called = set()
    for method, args, holds in table.ROWS:
        call = client
        for part in method.split("."):
            call = getattr(call, part)
        answer = None
        try:
            answer = call(*args(subjects))
            holds(answer, subjects)
        except Exception as error:
            error.add_note(f"{name}: {method}: {str(answer)[:500]}")
            if "PEERS_ALL" not in os.environ:
                raise
            print(f"{name}: {method}: {error!r} of {str(answer)[:500]}", file=sys.stderr)
        called.add(method)
    left = set(methods) - called - set(table.WITHOUT)
    assert not left, f"{name} has methods without a row: {sorted(left)}"
    gone = (called | set(table.WITHOUT)) - set(methods)
    assert not gone, f"{name} has no methods {sorted(gone)}"
    return len(called)


def main():
    state = requests.post(f"{BASE}/__webot/state", data='{"followers":300}', timeout=10)
    state.raise_for_status()
    wechatpy = WeChatClient("wx00000000000000c1", "peers-secret")
    openids = wechatpy.user.get_followers()["data"]["openid"]
    of_wechatpy = run("wechatpy", wechatpy, wechatpy_methods(), wechatpy_table, openids)
    robot = WeRoBot({"APP_ID": "wx00000000000000c2", "APP_SECRET": "peers-secret"})
    openids = robot.get_followers()["data"]["openid"]
    of_werobot = run("WeRoBot", robot, public(WeRoBot), werobot_table, openids)
    print(f"peers: {of_wechatpy} methods of wechatpy, {of_werobot} of WeRoBot passed")


if __name__ == "__main__":
    main()
