"""A Flask bot on wechatpy: plain mode, safe mode and WeCom."""

import json
import os

from flask import Flask, request
from werkzeug.exceptions import Forbidden
from werkzeug.serving import make_server
from wechatpy import enterprise, parse_message, replies
from wechatpy.crypto import WeChatCrypto
from wechatpy.enterprise.crypto import WeChatCrypto as WorkCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException
from wechatpy.utils import check_signature

TOKEN = os.environ["TOKEN"]
SAFE = WeChatCrypto(TOKEN, os.environ["AES_KEY"], os.environ["APPID"])
WORK = WorkCrypto(TOKEN, os.environ["AES_KEY"], os.environ["CORPID"])

DEVICE = {"device_type": "gh_device", "device_id": "DEVICE-1"}


def article(n):
    return {
        "title": f"Title {n}",
        "description": "Description",
        "image": f"https://example.com/{n}.png",
        "url": f"https://example.com/{n}?a=1&b=2",
    }


# The reply's class and its fields, by the word that asks for it.
REPLIES = {
    "text": ("TextReply", {"content": "pong & <b>pong</b>"}),
    "image": ("ImageReply", {"media_id": "MEDIA-1"}),
    "voice": ("VoiceReply", {"media_id": "MEDIA-2"}),
    "video": ("VideoReply", {"media_id": "MEDIA-3", "title": "Title", "description": "Description"}),
    "music": (
        "MusicReply",
        {
            "thumb_media_id": "MEDIA-4",
            "title": "Title",
            "description": "Description",
            "music_url": "https://example.com/m.mp3",
            "hq_music_url": "https://example.com/hq.mp3",
        },
    ),
    "news": ("ArticlesReply", {"articles": [article(1)]}),
    "articles": ("ArticlesReply", {"articles": [article(1), article(2)]}),
    "many": ("ArticlesReply", {"articles": [article(n) for n in range(1, 11)]}),
    "transfer": ("TransferCustomerServiceReply", {}),
    "device_text": ("DeviceTextReply", {**DEVICE, "session_id": "1", "content": "pong"}),
    "device_status": ("DeviceStatusReply", {**DEVICE, "status": 1}),
    "hardware": ("HardwareReply", {}),
    "cdata": ("TextReply", {"content": "before ]]> after"}),
    "blank": ("TextReply", {"content": ""}),
}

app = Flask(__name__)


def parsed(message):
    """Return the fields that wechatpy read of a message. `>` is escaped so that no `]]>` ends the reply's CDATA."""
    fields = {name: getattr(message, name) for name in type(message)._fields if name != "create_time"}
    fields.update(type=message.type, event=getattr(message, "event", None))
    return json.dumps(fields, ensure_ascii=False, default=str).replace(">", "\\u003e")


def answer(message, module):
    word = getattr(message, "content", getattr(message, "key", None))
    if word == "none":
        return ""
    kind, fields = REPLIES.get(word, ("TextReply", {"content": parsed(message)}))
    return getattr(module, kind)(message=message, **fields).render()


@app.errorhandler(InvalidSignatureException)
@app.errorhandler(InvalidAppIdException)
def refuse(_error):
    return Forbidden()


def arg(name):
    return request.args.get(name, "")


@app.get("/plain")
@app.get("/safe")
def verify():
    check_signature(TOKEN, arg("signature"), arg("timestamp"), arg("nonce"))
    return arg("echostr")


@app.post("/plain")
def plain():
    check_signature(TOKEN, arg("signature"), arg("timestamp"), arg("nonce"))
    return answer(parse_message(request.data), replies)


def opened(crypto):
    return crypto.decrypt_message(request.data, arg("msg_signature"), arg("timestamp"), arg("nonce"))


@app.post("/safe")
def safe():
    message = parse_message(opened(SAFE))
    return SAFE.encrypt_message(answer(message, replies), arg("nonce"), arg("timestamp"))


@app.get("/work")
def verify_work():
    return WORK.check_signature(arg("msg_signature"), arg("timestamp"), arg("nonce"), arg("echostr"))


@app.post("/work")
def work():
    message = enterprise.parse_message(opened(WORK))
    return WORK.encrypt_message(answer(message, enterprise.replies), arg("nonce"), arg("timestamp"))


if __name__ == "__main__":
    server = make_server("127.0.0.1", int(os.environ.get("PORT", 0)), app, threaded=True)
    print(server.server_port, flush=True)
    server.serve_forever()
