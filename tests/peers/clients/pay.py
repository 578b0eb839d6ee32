"""wechatpayv3 against `webot mock`: pay.py URL KEYS, where KEYS is the file that `webot mock pay-keys --json` wrote. Only
the base URL and the keys are others than those of a shop.
"""

import datetime
import gzip
import hashlib
import http.server
import json
import queue
import sys
import threading
from urllib.parse import urlsplit

import requests
from wechatpayv3 import WeChatPay, WeChatPayType

BASE = sys.argv[1]
with open(sys.argv[2], encoding="utf-8") as file:
    KEYS = json.load(file)
SEND = requests.adapters.HTTPAdapter.send
OPENID = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"


def send(self, request, **kwargs):
    """wechatpayv3 has the host of WeChat Pay in its code, so what it sends is turned round at the door."""
    parts = urlsplit(request.url)
    if parts.hostname.endswith("weixin.qq.com"):
        request.url = f"{BASE}{parts.path}" + (f"?{parts.query}" if parts.query else "")
    return SEND(self, request, **kwargs)


requests.adapters.HTTPAdapter.send = send


def control(path, **body):
    """The control API of the mock."""
    answer = requests.post(f"{BASE}/__webot/{path}", data=json.dumps(body), timeout=10)
    answer.raise_for_status()
    return answer.json()


class Shop(http.server.BaseHTTPRequestHandler):
    """A shop's server, which verifies the notices that it gets with the SDK."""

    notices = queue.Queue()
    pay = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            result = self.pay.callback(dict(self.headers), body)
        except Exception as error:  # The test reports the error.
            result = error
        ok = isinstance(result, dict)
        self.notices.put(result)
        self.send_response(200 if ok else 500)
        self.end_headers()

    def log_message(self, *_):
        pass


def client(**keys):
    return WeChatPay(
        wechatpay_type=WeChatPayType.NATIVE,
        mchid=KEYS["mchid"],
        private_key=KEYS["merchant_private_key"],
        cert_serial_no=KEYS["merchant_serial"],
        apiv3_key=KEYS["apiv3_key"],
        appid=KEYS["appid"],
        notify_url=f"http://127.0.0.1:{PORT}/notify",
        **keys,
    )


def right(answer, status=200):
    code, body = answer
    assert code == status, (code, body)
    return json.loads(body) if body else {}


def orders(pay, name):
    """Order, payment, notice, refund, bill; every answer is verified by the SDK."""
    number = f"python-{name}-0001"
    code_url = right(pay.pay(description="示例商品", out_trade_no=number, amount={"total": 321}))["code_url"]
    assert code_url.startswith("weixin://"), code_url
    assert right(pay.query(out_trade_no=number))["trade_state"] == "NOTPAY"
    control(f"pay/{number}")
    notice = Shop.notices.get(timeout=20)
    assert notice["event_type"] == "TRANSACTION.SUCCESS", notice
    transaction = notice["resource"]["transaction_id"]
    assert notice["resource"]["amount"]["payer_total"] == 321
    assert right(pay.query(transaction_id=transaction))["trade_state"] == "SUCCESS"
    for refunded in (300, 21):
        refund = right(
            pay.refund(
                out_refund_no=f"{number}-{refunded}",
                out_trade_no=number,
                amount={"refund": refunded, "total": 321, "currency": "CNY"},
                notify_url=f"http://127.0.0.1:{PORT}/notify",
            )
        )
        assert refund["status"] == "PROCESSING", refund
        notice = Shop.notices.get(timeout=20)
        assert (notice["event_type"], notice["resource"]["refund_status"]) == ("REFUND.SUCCESS", "SUCCESS"), notice
    code, body = pay.refund(
        out_refund_no=f"{number}-more", out_trade_no=number, amount={"refund": 1, "total": 321, "currency": "CNY"}
    )
    assert code == 400 and "累计退款金额" in body, body
    assert right(pay.query_refund(f"{number}-300"))["status"] == "SUCCESS"
    assert right(pay.pay(description="示例", out_trade_no=f"{number}-x", amount={"total": 1}))
    right(pay.close(f"{number}-x"), 204)
    assert right(pay.query(out_trade_no=f"{number}-x"))["trade_state"] == "CLOSED"
    return transaction


def bills(pay, transaction):
    """A bill is there from ten o'clock of the next day; the clock of the mock is moved, not that of signatures."""
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).strftime("%Y-%m-%d")
    control("state", advance_s=2 * 86400)
    for bill in (pay.trade_bill(bill_date=today), pay.fundflow_bill(bill_date=today)):
        found = right(bill)
        code, packed = pay.download_bill(found["download_url"].replace(BASE, "https://api.mch.weixin.qq.com"))
        content = gzip.decompress(packed)
        assert code == 200 and hashlib.sha1(content).hexdigest() == found["hash_value"]
        assert transaction in content.decode("utf-8-sig")


def main():
    # With the certificate that it fetches, then with the public key.
    certificate = client()
    Shop.pay = certificate
    orders(certificate, "certificate")
    public = client(public_key=KEYS["platform_public_key"], public_key_id=KEYS["platform_public_key_id"])
    Shop.pay = public
    transaction = orders(public, "public")
    transfer = right(
        public.mch_transfer_bills(
            out_bill_no="pythonbill1",
            transfer_scene_id="1000",
            openid=OPENID,
            user_name="张三",
            transfer_amount=200000,
            transfer_remark="新会员开通有礼",
            transfer_scene_report_infos=[
                {"info_type": "活动名称", "info_content": "新会员有礼"},
                {"info_type": "奖励说明", "info_content": "注册奖励"},
            ],
        )
    )
    assert transfer["state"] == "WAIT_USER_CONFIRM", transfer
    bills(public, transaction)
    print("wechatpayv3 pays at webot mock")


SERVER = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
PORT = SERVER.server_address[1]
threading.Thread(target=SERVER.serve_forever, daemon=True).start()
main()
SERVER.shutdown()
