"""WeCom's own Python SDK of intelligent bots, changed only in its URL and in the certificate that it trusts, on the
WebSocket of webot's mock: a bot that streams, greets, updates cards, downloads files and sends of its own accord."""

import asyncio
import json
import os
import sys
import tempfile

import certifi

webot, mock, certificate = sys.argv[1:]
# The SDK trusts the certificates of this package, and no variable changes that.
certifi.where = lambda: certificate

from aibot import WSClient, WSClientOptions  # noqa: E402

URL = mock.replace("http", "ws", 1) + "/aibot"
HELLO = {"msgtype": "text", "text": {"content": "你好"}}


class Quiet:
    def debug(self, *words):
        pass

    info = warn = error = debug


async def send(*words):
    words = [webot, "send", *words, "--to", URL, "--cacert", certificate, "--json"]
    env = {"PATH": os.environ["PATH"], "HOME": os.getcwd()}
    process = await asyncio.create_subprocess_exec(*words, env=env, stdout=asyncio.subprocess.PIPE)
    said, _ = await asyncio.wait_for(process.communicate(), 30)
    said = json.loads(said)
    assert said["findings"] == [], said
    return said["reply"]["fields"]


async def main():
    bot = WSClient(WSClientOptions(bot_id="aib-python", secret="peers-bot-secret", ws_url=URL, logger=Quiet()))
    ready = asyncio.Event()
    bot.on("authenticated", ready.set)

    @bot.on("message.text")
    async def text(frame):
        await bot.reply_stream(frame, "S", "想", False)
        await bot.reply_stream(frame, "S", "想：" + frame["body"]["text"]["content"], True)

    @bot.on("message.file")
    async def file(frame):
        linked = frame["body"]["file"]
        content, name = await bot.download_file(linked["url"], linked["aeskey"])
        await bot.reply_stream(frame, "F", f"{name}: {content.decode()}", True)

    @bot.on("event.enter_chat")
    async def enter(frame):
        await bot.reply_welcome(frame, HELLO)

    @bot.on("event.template_card_event")
    async def card(frame):
        task = frame["body"]["event"]["template_card_event"]["task_id"]
        shown = {"card_type": "text_notice", "main_title": {"title": "已提交"}, "task_id": task}
        await bot.update_template_card(frame, shown)

    await bot.connect()
    await asyncio.wait_for(ready.wait(), 20)
    assert (await send("aibot.text", "你好"))["stream"]["content"] == "想：你好"
    assert (await send("aibot.enter_chat"))["text"]["content"] == "你好"
    assert (await send("aibot.template_card_event"))["response_type"] == "update_template_card"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "plan.md")
        with open(path, "w", encoding="utf-8") as plan:
            plan.write("第三季度")
        assert (await send("aibot.file", path))["stream"]["content"] == "plan.md: 第三季度"
    sent = await bot.send_message("zhangsan", {"msgtype": "markdown", "markdown": {"content": "**早**"}})
    assert sent["errcode"] == 0, sent
    bot.disconnect()
    print("wecom-aibot-python-sdk talks to webot mock")


asyncio.run(main())
