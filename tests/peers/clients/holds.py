"""Members of WeChat's answers, and the files and openids that its calls take."""

import io
import time

JPG = b"\xff\xd8\xff\xe0" + bytes(20_000)
AMR = b"#!AMR\n" + bytes(20_000)
MP4 = b"\0\0\0\x20ftypisom" + bytes(20_000)
BUTTON = [{"type": "click", "name": "歌曲", "key": "SONG"}, {"type": "view", "name": "网站", "url": "https://example.com/"}]
MATCHED = {"client_platform_type": "2"}
# The account that the mock has at first, and one that the tables add.
WORKER = "kf2001@gh_1234567890ab"
NEW_WORKER = "test@gh_1234567890ab"
CARD = "pFS7Fjg8kV1IdDz01r4SQwMkuCKc"
FIELDS = {"thing1": {"value": "红茶"}, "thing2": {"value": "两包"}}
NEWS = [{"title": "标题", "description": "简介", "url": "https://example.com/", "picurl": "https://example.com/a.jpg"}]


class Subjects:
    """The parts that the rows of a client share."""

    def __init__(self, client, openids):
        self.client, self.openids = client, openids
        self.unwritten = list(openids)
        self.seen = {}

    def next(self):
        """A user who has got no message: each takes five."""
        return self.unwritten.pop()

    def __getitem__(self, name):
        return self.seen[name]


def file(name, content):
    """An open file."""
    opened = io.BytesIO(content)
    opened.name = name
    return opened


def now():
    return int(time.time())


def same(actual, expected):
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")


def ok(answer, _):
    same(answer["errcode"], 0)


def is_id(value):
    assert isinstance(value, str) and len(value) >= 20, f"{value!r} is no id"


def is_number(value):
    assert int(value) > 0, f"{value!r} is no number"


def is_text(value):
    assert isinstance(value, str) and value, f"{value!r} is no text"


def is_picture_link(value):
    assert value.startswith("http://mmbiz.qpic.cn/"), f"{value!r} is no picture"


def holds(**checks):
    """The answer has these members; `seen` remembers one."""

    def check(answer, subjects):
        for name, holds_it in checks.items():
            holds_it(answer[name])
            subjects.seen[name] = answer[name]

    return check


def remembers(name, check):
    """The answer itself is of this kind, and later rows need it."""

    def remember(answer, subjects):
        check(answer)
        subjects.seen[name] = answer

    return remember


def lists(path, *names):
    """The answer has a list, whose items have these members."""

    def check(answer, _):
        items = answer[path] if path else answer
        assert items, "an empty list"
        for item in items:
            for name in names:
                assert name in item, f"no {name} in {item}"

    return check


def picture(answer, _):
    same([answer.headers["content-type"], answer.content[:3]], ["image/jpeg", b"\xff\xd8\xff"])


def content(expected):
    return lambda answer, _: same(answer.content, expected)
