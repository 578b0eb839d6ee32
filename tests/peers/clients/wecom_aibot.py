"""WeCom's own SDK of intelligent bots for Python, changed only in its URL, on the WebSocket of webot's mock."""

import asyncio
import json
import sys
import time
import urllib.request

from aibot import WSClient, WSClientOptions

MOCK = sys.argv[1]
BOT = "aib-peers-py"


class Quiet:
    def debug(self, *_): pass

    info = warn = error = debug


def control(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(f"{MOCK}/__webot/{path}", data, timeout=20) as answer:
        return json.load(answer)


async def outcome(number):
    """The outcome of a push, once there is one."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        pushes = await asyncio.to_thread(control, "pushes")
        push = next(push for push in pushes if push["id"] == number)
        if "outcome" in push:
            return push
        await asyncio.sleep(0.1)
    raise AssertionError("no outcome")


async def main():
    options = WSClientOptions(
        bot_id=BOT, secret="peers-bot-secret", ws_url=f"{MOCK.replace('http', 'ws', 1)}/aibot", logger=Quiet()
    )
    bot = WSClient(options)
    authenticated = asyncio.Event()
    bot.on("authenticated", lambda *_: authenticated.set())
    contents = []

    async def on_text(frame):
        text = frame["body"]["text"]["content"]
        await bot.reply_stream(frame, "s1", "想", False)
        await bot.reply_stream(frame, "s1", f"想：{text}", True)

    async def on_file(frame):
        file = frame["body"]["file"]
        content, _ = await bot.download_file(file["url"], file["aeskey"])
        contents.append(content)
        await bot.reply_stream(frame, "s2", "收到", True)

    async def on_enter(frame):
        await bot.reply_welcome(frame, {"msgtype": "text", "text": {"content": "你好"}})

    bot.on("message.text", on_text)
    bot.on("message.file", on_file)
    bot.on("event.enter_chat", on_enter)
    await bot.connect()
    await asyncio.wait_for(authenticated.wait(), 20)
    kinds = {"aibot.text": "stream", "aibot.file": "stream", "aibot.enter_chat": "text"}
    for kind, reply in kinds.items():
        body = {"kind": kind, "aibotid": BOT}
        if kind == "aibot.text":
            body["text"] = "你好"
        acted = await asyncio.to_thread(control, "push", body)
        push = await outcome(acted["pushed"][0]["id"])
        assert push["status"] == "accepted", push
        assert push["outcome"]["reply"]["type"] == reply and push["outcome"]["findings"] == [], push
    assert contents and contents[0].decode() == "第三季度计划\n", contents
    await bot.send_message("zhangsan", {"msgtype": "markdown", "markdown": {"content": "**早**"}})
    bots = (await asyncio.to_thread(control, "state"))["aibots"]
    messages = next(own for own in bots if own["aibotid"] == BOT)["messages"]
    assert [own["via"] for own in messages].count("aibot_send_msg") == 1, messages
    bot.disconnect()
    print("wecom-aibot-python-sdk talks to webot mock")


asyncio.run(main())
