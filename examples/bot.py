"""A bot for `webot send` to talk to: python3 bot.py, then `webot send --route /wechat --token my-token hello`."""

import hashlib
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

TOKEN = "my-token"
REPLY = (
    "<xml><ToUserName><![CDATA[{FromUserName}]]></ToUserName><FromUserName><![CDATA[{ToUserName}]]></FromUserName>"
    "<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
    "<Content><![CDATA[you said {Content}]]></Content></xml>"
)


class Bot(BaseHTTPRequestHandler):
    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def query(self):
        """The query, if WeChat has signed it."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        parts = sorted([TOKEN, query.get("timestamp", ""), query.get("nonce", "")])
        return query if hashlib.sha1("".join(parts).encode()).hexdigest() == query.get("signature") else None

    def do_GET(self):
        query = self.query()
        self.answer(200, query.get("echostr", "")) if query else self.answer(403, "Invalid signature")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.query():
            return self.answer(403, "Invalid signature")
        message = {field.tag: field.text or "" for field in ElementTree.fromstring(body)}
        if "Content" not in message:
            return self.answer(200, "success")
        self.answer(200, REPLY.format(now=int(time.time()), **message))


HTTPServer(("127.0.0.1", 3000), Bot).serve_forever()
