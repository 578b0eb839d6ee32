"""Load test of a WeChat bot, made by `webot bench --emit locust`.

One machine:  WX_TOKEN=… locust -f locustfile.py --headless
Many:         WX_TOKEN=… locust -f locustfile.py --master --expect-workers 2 --headless
              WX_TOKEN=… locust -f locustfile.py --worker
"""

import hashlib
import itertools
import json
import os
import random
import time
import xml.etree.ElementTree as ElementTree

from locust import FastHttpUser, LoadTestShape, constant, constant_throughput, task

PLAN = json.loads('''@PLAN@''')
TOKEN = os.environ["WX_TOKEN"]
FIRST_ID = random.randrange(7 * 10**18, 8 * 10**18)
NUMBERS = itertools.count()
CONCURRENCY = PLAN["concurrency"] or max(1, round(PLAN["rate"]))


class Shape(LoadTestShape):
    """All users at once, for as long as the plan says."""

    def tick(self):
        if self.get_run_time() >= PLAN["seconds"]:
            return None
        return CONCURRENCY, CONCURRENCY


class Bot(FastHttpUser):
    host = PLAN["url"]
    wait_time = constant(0) if PLAN["concurrency"] else constant_throughput(PLAN["rate"] / CONCURRENCY)

    @task
    def message(self):
        number = next(NUMBERS)
        user = f"oWEBOT-bench_user-{number % PLAN['users'] + 1:010}"
        now, nonce = str(int(time.time())), str(random.getrandbits(48))
        signature = hashlib.sha1("".join(sorted([TOKEN, now, nonce])).encode()).hexdigest()
        body = PLAN["messages"][number % len(PLAN["messages"])]
        msg_id = FIRST_ID + random.getrandbits(40)
        body = body.replace("@user@", user).replace("@msgid@", str(msg_id)).replace("1700000000", now)
        query = f"signature={signature}&timestamp={now}&nonce={nonce}&openid={user}"
        url = PLAN["url"] + ("&" if "?" in PLAN["url"] else "?") + query
        headers = {"Content-Type": PLAN["content_type"]}
        with self.client.post(
            url, data=body.encode(), headers=headers, name="push", catch_response=True
        ) as answer:
            fault = judge(answer, user)
            if fault:
                answer.failure(fault)
            else:
                answer.success()


def judge(answer, user):
    """Return what WeChat would not accept, or None. `webot send` judges by more rules."""
    if answer.status_code != 200:
        return f"HTTP {answer.status_code}"
    text = (answer.text or "").strip()
    if text in ("", "success") or text.startswith("{"):
        return None
    try:
        reply = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return "not XML"
    if reply.findtext("Encrypt") is None and reply.findtext("ToUserName") != user:
        return "ToUserName is not the sender"
    return None
