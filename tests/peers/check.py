"""Sends webot's messages to the bots beside this file and compares what it says of their answers.

Usage: check.py WEBOT EXPRESS_URL FLASK_URL, in a directory without a configuration of webot, with the bots' TOKEN,
AES_KEY, APPID and CORPID in the environment.
"""

import json
import os
import subprocess
import sys

# Only what a program needs to run: PORT or WX_TOKEN would reach webot.
BARE = {name: os.environ[name] for name in ("PATH", "SystemRoot") if name in os.environ}
KEY = ["--mode", "safe", "--aes-key", os.environ["AES_KEY"]]
SAFE = [*KEY, "--appid", os.environ["APPID"]]
WORK = [*KEY, "--receiver", os.environ["CORPID"]]
# wechatpy reads the id of a message as a number, which WeCom's no longer is.
NUMBER = ["--set", "MsgId=6054768590064713728"]

URL = "https://example.com/?a=1&b=2"
MARKUP = "<b>&amp;</b> 你好 😀"
# webot has to split this over two CDATA sections.
CDATA_END = "before ]]> after"

# A message, the fields that wechat-mp reads of it, and those that wechatpy reads.
MESSAGES = [
    (["text", MARKUP], {"type": "text", "text": MARKUP}, {"type": "text", "content": MARKUP}),
    # Of several CDATA sections, wechat-mp keeps the last.
    (["text", CDATA_END], {"type": "text", "text": "> after"}, {"type": "text", "content": CDATA_END}),
    (
        ["image", URL, "--set", "MediaId=M-1"],
        {"type": "image", "picUrl": URL, "mediaId": "M-1"},
        {"type": "image", "image": URL, "media_id": "M-1"},
    ),
    (
        ["voice", "M-2", "--set", "Recognition=明天见"],
        {"type": "voice", "mediaId": "M-2", "format": "amr", "text": "明天见"},
        {"type": "voice", "media_id": "M-2", "format": "amr", "recognition": "明天见"},
    ),
    (
        ["video", "M-3", "--set", "ThumbMediaId=T-3"],
        {"type": "video", "mediaId": "M-3", "thumbMediaId": "T-3"},
        {"type": "video", "media_id": "M-3", "thumb_media_id": "T-3"},
    ),
    (
        ["shortvideo", "M-4", "--set", "ThumbMediaId=T-4"],
        {"type": "shortvideo", "mediaId": "M-4", "thumbMediaId": "T-4"},
        {"type": "shortvideo", "media_id": "M-4", "thumb_media_id": "T-4"},
    ),
    (
        ["location", "20.12", "120.33", "Somewhere Out There"],
        {"type": "location", "lat": "20.12", "lng": "120.33", "scale": "16", "label": "Somewhere Out There"},
        {
            "type": "location",
            "location_x": "20.12",
            "location_y": "120.33",
            "scale": "16",
            "label": "Somewhere Out There",
        },
    ),
    (
        ["link", "Title", "Description", URL],
        {"type": "link", "title": "Title", "description": "Description", "url": URL},
        {"type": "link", "title": "Title", "description": "Description", "url": URL},
    ),
    # wechatpy knows no files.
    (["file", "quote.pdf"], {"type": "file", "title": "quote.pdf"}, {"type": "unknown"}),
    (
        ["miniprogrampage", "Title", "wx01", "pages/a?b=c"],
        {"type": "miniprogrampage", "title": "Title", "appId": "wx01", "pagePath": "pages/a?b=c"},
        {"type": "miniprogrampage", "title": "Title", "app_id": "wx01", "page_path": "pages/a?b=c"},
    ),
    (["subscribe"], {"type": "event", "event": "subscribe"}, {"type": "event", "event": "subscribe", "key": ""}),
    (["unsubscribe"], {"type": "event", "event": "unsubscribe"}, {"type": "event", "event": "unsubscribe"}),
    (["CLICK", "KEY_1"], {"event": "CLICK", "eventKey": "KEY_1"}, {"event": "click", "key": "KEY_1"}),
    (["VIEW", URL], {"event": "VIEW", "eventKey": URL}, {"event": "view", "url": URL}),
    (
        ["SCAN", "42", "TICKET-1"],
        {"event": "SCAN", "eventKey": "42", "ticket": "TICKET-1"},
        {"event": "scan", "scene_id": "42", "ticket": "TICKET-1"},
    ),
    (
        ["subscribe_qrscene", "qrscene_42", "TICKET-2"],
        {"event": "subscribe", "eventKey": "qrscene_42", "ticket": "TICKET-2"},
        {"event": "subscribe_scan", "scene_id": "42", "ticket": "TICKET-2"},
    ),
    (
        ["LOCATION", "23.137466", "113.352425", "119.385040"],
        {"event": "LOCATION", "lat": "23.137466", "lng": "113.352425", "precision": "119.385040"},
        {"event": "location", "latitude": 23.137466, "longitude": 113.352425, "precision": 119.38504},
    ),
    (
        ["TEMPLATESENDJOBFINISH", "--set", "MsgID=200163836", "--set", "Status=failed:user block"],
        {"event": "TEMPLATESENDJOBFINISH", "msgID": "200163836", "status": "failed:user block"},
        {"event": "templatesendjobfinish", "id": 200163836, "status": "failed:user block"},
    ),
    (
        ["MASSSENDJOBFINISH", "--set", "MsgID=1000001625", "--set", "SentCount=75"],
        {"event": "MASSSENDJOBFINISH", "msgID": "1000001625", "status": "send success", "sentCount": "75"},
        {"event": "masssendjobfinish", "id": 1000001625, "status": "send success", "sent_count": 75},
    ),
]

# The same for the WeCom half of wechatpy.
WORK_MESSAGES = [
    (["work.text", MARKUP], {"type": "text", "content": MARKUP, "agent": 1000002}),
    (["work.image", URL], {"type": "image", "image": URL}),
    (["work.voice", "M-2"], {"type": "voice", "media_id": "M-2"}),
    (["work.video", "M-3"], {"type": "video", "media_id": "M-3"}),
    (["work.location", "20.12", "120.33"], {"type": "location", "location_x": "20.12", "location_y": "120.33"}),
    (["work.link", "Title", "--set", f"Url={URL}"], {"type": "link", "title": "Title", "url": URL}),
    (["work.subscribe"], {"type": "event", "event": "subscribe", "agent": 1000002}),
    (["work.CLICK", "KEY_1"], {"event": "click", "key": "KEY_1", "agent": 1000002}),
    (["work.VIEW", URL], {"event": "view", "url": URL}),
    (["work.enter_agent"], {"event": "enter_agent"}),
]

ARTICLE = {
    "Title": "Title 1",
    "Description": "Description",
    "PicUrl": "https://example.com/1.png",
    "Url": "https://example.com/1?a=1&b=2",
}
VIDEO = {"MediaId": "MEDIA-3", "Title": "Title", "Description": "Description"}
MUSIC = {"Title": "Title", "MusicUrl": "https://example.com/m.mp3", "HQMusicUrl": "https://example.com/hq.mp3"}

# The word that asks for a reply, its type, some of its fields, what is wrong with it.
REPLIES = [
    ("text", "text", {"Content": "pong & <b>pong</b>"}, ["warning text-escaped"]),
    ("image", "image", {"Image": {"MediaId": "MEDIA-1"}}, []),
    ("voice", "voice", {"Voice": {"MediaId": "MEDIA-2"}}, []),
    ("video", "video", {"Video": VIDEO}, []),
    ("news", "news", {"ArticleCount": "1", "Articles": {"item": [ARTICLE]}}, []),
    # Neither framework splits `]]>`, so such a text ends its CDATA section early.
    ("cdata", "text", {"Content": CDATA_END}, ["error cdata-unescaped"]),
    ("none", "none", {}, []),
]
ACCOUNT_REPLIES = [
    # Not the framework's doing: the bot sends two articles where WeChat shows one.
    ("articles", "news", {"ArticleCount": "2"}, ["warning news-only-first"]),
    ("music", "music", {"Music": MUSIC}, []),
    ("transfer", "transfer_customer_service", {}, []),
]
# WeCom shows up to eight in reply to anything.
WORK_REPLIES = [*REPLIES, ("articles", "news", {"ArticleCount": "2"}, [])]
EXPRESS_REPLIES = [
    *REPLIES,
    *ACCOUNT_REPLIES,
    ("agent", "transfer_customer_service", {"TransInfo": {"KfAccount": "agent@webot"}}, []),
]
WECHATPY_REPLIES = [
    *REPLIES,
    *ACCOUNT_REPLIES,
    ("device_text", "device_text", {"DeviceID": "DEVICE-1"}, []),
    ("device_status", "device_status", {"DeviceStatus": "1"}, []),
    ("hardware", "hardware", {"HardWare": {"MessageView": "myrank"}}, []),
    # wechatpy sends an empty text as it is; WeChat tells its user that the service is out of order.
    ("blank", "text", {}, ["error text-empty"]),
]


def mismatch(expected, actual, path=""):
    """Where `actual` is not what is expected; objects may hold more."""
    if not isinstance(expected, dict):
        return [] if expected == actual else [f"{path}: expected {expected!r}, got {actual!r}"]
    if not isinstance(actual, dict):
        return [f"{path}: expected an object, got {actual!r}"]
    return [
        line for name, value in expected.items() for line in mismatch(value, actual.get(name), f"{path}.{name}")
    ]


def as_object(text):
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


# Pushes whose answer has fields of its own, beside those of virtual payment.
STRUCTURED = {
    "iot_voip_notify",
    "update_waybill_status",
    "wxa_novel_chapter_permission",
    # Requests to carriers.
    "add_single_waybill",
    "add_waybill",
    "cancel_auth_account",
    "cancel_single_waybill",
    "cancel_waybill",
    "check_biz",
    "get_auth_info",
    "get_pre_auth_code",
    "get_quota",
    "mock_update_order_status",
    "notify_single_waybill_pay",
    "query_single_waybill",
    "query_single_waybill_fee",
    "remind_waybill",
    "transport_add_order",
    "transport_add_tips",
    "transport_cancel_order",
    "transport_confirm_return_to_biz",
    "transport_get_agent_pos",
    "transport_precancel_order",
    "transport_precreate_order",
    "transport_query_order_status",
    "transport_readd_order",
    "transport_set_rider_score",
    "waybill_complaint",
    "waybill_evaluate_agent",
    "waybill_notify_query",
    "waybill_query_expect_time_range",
}


def text_findings(name, family):
    """Return the findings about a text in answer to this kind: some kinds show no text."""
    if name.startswith("xpay_") or name in STRUCTURED:
        return ["error not-acknowledged"]
    if family == "mini-programs" or name in ("miniprogrampage", "user_enter_tempsession", "work.kf_msg_or_event"):
        return ["error not-shown"]
    return []


class Checks:
    def __init__(self, webot):
        self.webot = webot
        self.passed = self.failed = 0

    def webot_json(self, arguments):
        command = [self.webot, *arguments, "--json", "--lang", "en"]
        return subprocess.run(command, env=BARE, capture_output=True, encoding="utf-8", timeout=30, check=False)

    def note(self, title, arguments, wrong, done):
        if not wrong:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {title}: webot {' '.join(arguments)}", *wrong, done.stdout, done.stderr, sep="\n  ")

    def run(self, title, arguments, findings, judge):
        """Runs webot; `judge` returns what is wrong with its report."""
        done = self.webot_json(arguments)
        report = as_object(done.stdout)
        code = 1 if any(finding.startswith("error ") for finding in findings) else 0
        found = sorted(f"{finding['severity']} {finding['rule']}" for finding in report.get("findings", []))
        wrong = mismatch(code, done.returncode, "exit code") + mismatch(sorted(findings), found, "findings")
        self.note(title, arguments, wrong + judge(report), done)

    def catalogue(self):
        arguments = ["send", "--list"]
        done = self.webot_json(arguments)
        try:
            kinds = json.loads(done.stdout)
        except ValueError:
            kinds = []
        self.note("catalogue", arguments, [] if kinds else ["it is empty"], done)
        return kinds

    def send(self, title, bot, message, findings, judge):
        url, flags = bot
        arguments = ["send", *message, "--des", url, "--token", os.environ["TOKEN"], *flags]
        self.run(f"{title}: {message[:2]}", arguments, findings, judge)

    def message(self, title, bot, message, expected, family=""):
        """A message that the bot answers with what it read of it, in a text."""
        findings = text_findings(message[0], family)

        def judge(report):
            if "error not-acknowledged" in findings:
                return mismatch("invalid", report.get("reply", {}).get("type"), "reply.type")
            read = as_object(report.get("reply", {}).get("fields", {}).get("Content", ""))
            wrong = mismatch("text", report.get("reply", {}).get("type"), "reply.type")
            wrong += [] if read else ["the bot does not say what it read"]
            # An id is a number to wechatpy and a string to wechat-mp; events have none.
            if expected.get("type", "event") != "event":
                wrong += mismatch(str(report.get("msg_id")), str(read.get("id")), "id")
            return wrong + mismatch(expected, read, "read")

        self.send(title, bot, message, findings, judge)

    def replies(self, title, bot, kind, replies):
        for word, reply_type, fields, findings in replies:
            self.send(
                title,
                bot,
                [kind, word],
                findings,
                lambda report, t=reply_type, f=fields: mismatch({"type": t, "fields": f}, report.get("reply"), "reply"),
            )

    def refused(self, title, url, flags, status, findings):
        """A message that the bot refuses because of `flags`."""

        def judge(report):
            deliveries = [delivery["status"] for delivery in report.get("deliveries", [])]
            wrong = mismatch({"type": "invalid"}, report.get("reply"), "reply")
            return wrong + mismatch([status], deliveries, "status")

        self.run(title, ["send", "hello", "--des", url, *flags], findings, judge)

    def verify(self, title, bot, token, findings):
        url, flags = bot
        verified = not findings
        self.run(
            f"{title}: verify-url",
            ["verify-url", url, "--token", token, *flags],
            # No bot here has a port that WeChat would call.
            [*findings, "warning port"],
            lambda report: mismatch(verified, report.get("verified"), "verified"),
        )


def main():
    webot, express_url, flask_url = sys.argv[1:]
    checks = Checks(webot)
    token = os.environ["TOKEN"]
    express = (f"{express_url}/wechat", [])
    plain = (f"{flask_url}/plain", [])
    safe = (f"{flask_url}/safe", SAFE)
    work = (f"{flask_url}/work", WORK)

    for message, by_wechat_mp, by_wechatpy in MESSAGES:
        checks.message("wechat-mp", express, message, by_wechat_mp)
        checks.message("wechatpy plain", plain, message, by_wechatpy)
        checks.message("wechatpy safe", safe, message, by_wechatpy)
    for message, expected in WORK_MESSAGES:
        number = NUMBER if expected.get("type", "event") != "event" else []
        checks.message("wechatpy work", work, [*message, *number], expected)

    # The rest of the catalogue: it is read, whether or not the framework has a class for it.
    for kind in checks.catalogue():
        name = kind["name"]
        message = [name, "hello"] if name == "text" else [name]
        if name.startswith("work."):
            number = [] if kind["event"] else NUMBER
            checks.message("wechatpy work", work, [*message, *number], {}, kind["family"])
        # Those of platforms have no MsgType, which neither framework can do without.
        elif not name.startswith(("open.", "suite.", "pay.", "intracity.", "aibot.")):
            expected = {field: kind[field] for field in ("type", "event") if kind[field]}
            checks.message("wechat-mp", express, message, expected, kind["family"])
            checks.message("wechatpy plain", plain, message, {}, kind["family"])

    checks.replies("wechat-mp", express, "text", EXPRESS_REPLIES)
    checks.replies("wechatpy plain", plain, "text", WECHATPY_REPLIES)
    checks.replies("wechatpy safe", safe, "text", WECHATPY_REPLIES)
    checks.replies("wechatpy work", (work[0], [*WORK, *NUMBER]), "work.text", WORK_REPLIES)

    # In reply to an event, WeChat shows all of up to eight articles.
    every_article = [("articles", "news", {"ArticleCount": "2"}, [])]
    checks.replies("wechat-mp", express, "CLICK", every_article)
    # wechatpy takes ten.
    many = ("many", "news", {"ArticleCount": "10"}, ["error news-too-many"])
    checks.replies("wechatpy plain", plain, "CLICK", [*every_article, many])
    # In compatible mode the bot may read, and answer, either half of the message.
    text = REPLIES[:1]
    compat = ["--mode", "compat", *SAFE[2:]]
    checks.replies("wechatpy plain, compat", (plain[0], compat), "text", text)
    checks.replies("wechatpy safe, compat", (safe[0], compat), "text", text)

    # An official account checks its URL in plain in every mode, WeCom never does.
    verified = {"wechat-mp": express, "wechatpy plain": plain, "wechatpy safe": (safe[0], []), "wechatpy work": work}
    for title, bot in verified.items():
        checks.verify(title, bot, token, [])
        # Flask's 403 does not say that it is about the signature.
        cause = "wrong-token" if title == "wechat-mp" else "refused"
        checks.verify(f"{title}, wrong token", bot, "wrong", [f"error {cause}"])

    wrong = ["--token", "wrong"]
    # Flask's 403 is a page of HTML, wechat-mp's 401 a line of text.
    page = ["error http-status", "error html-page"]
    checks.refused("wechat-mp, wrong token", express[0], wrong, 401, page[:1])
    checks.refused("wechatpy plain, wrong token", plain[0], wrong, 403, page)
    checks.refused("wechatpy safe, wrong token", safe[0], [*wrong, *SAFE], 403, page)
    checks.refused("wechatpy work, wrong token", work[0], [*wrong, *WORK], 403, page)
    checks.refused("wechatpy safe, wrong appid", safe[0], ["--token", token, *KEY, "--appid", "wx-other"], 403, page)
    # A bot in safe mode finds no `Encrypt` to open in a plain message, and wechatpy does not expect that.
    checks.refused("wechatpy safe, plain message", safe[0], ["--token", token], 500, page)

    print(f"peers: {checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
