"""wechatpy's client of WeChat Pay v2 against `webot mock`: pay_v2.py URL KEYS, where KEYS is the file that
`webot mock pay-keys --json` wrote. Only the base URL and the keys are others than those of a shop.
"""

import http.server
import json
import queue
import sys
import threading

import requests
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.pay import WeChatPay, WeChatPayException

BASE = sys.argv[1]
with open(sys.argv[2], encoding="utf-8") as file:
    KEYS = json.load(file)
OPENID = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"


def control(path, **body):
    """The control API of the mock."""
    answer = requests.post(f"{BASE}/__webot/{path}", data=json.dumps(body), timeout=10)
    answer.raise_for_status()
    return answer.json()


def client(key):
    pay = WeChatPay(KEYS["appid"], key, KEYS["mchid"])
    pay.API_BASE_URL = f"{BASE}/"
    return pay


PAY = client(KEYS["v2_key"])


class Shop(http.server.BaseHTTPRequestHandler):
    """A shop's server, which verifies the notices that it gets with the SDK."""

    notices = queue.Queue()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            result = PAY.parse_payment_result(body)
        except InvalidSignatureException as error:  # What is wrong is told by the test.
            result = error
        self.notices.put(result)
        code = "SUCCESS" if isinstance(result, dict) else "FAIL"
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"<xml><return_code><![CDATA[{code}]]></return_code></xml>".encode())

    def log_message(self, *_):
        pass


def main():
    notify_url = f"http://127.0.0.1:{PORT}/notify"
    number = "wechatpy-0001"
    order = {"trade_type": "JSAPI", "body": "示例商品", "total_fee": 321, "notify_url": notify_url}
    placed = PAY.order.create(out_trade_no=number, user_id=OPENID, **order)
    assert placed["prepay_id"].startswith("wx"), placed
    assert PAY.jsapi.get_jsapi_params(placed["prepay_id"])["package"] == f"prepay_id={placed['prepay_id']}"
    assert PAY.order.query(out_trade_no=number)["trade_state"] == "NOTPAY"
    control(f"pay/{number}")
    notice = Shop.notices.get(timeout=20)
    assert (notice["out_trade_no"], notice["total_fee"]) == (number, 321), notice
    assert PAY.order.query(transaction_id=notice["transaction_id"])["trade_state"] == "SUCCESS"
    for refunded in (300, 21):
        refund = PAY.refund.apply(
            total_fee=321, refund_fee=refunded, out_refund_no=f"{number}-{refunded}", out_trade_no=number
        )
        assert refund["refund_fee"] == str(refunded), refund
    try:
        PAY.refund.apply(total_fee=321, refund_fee=1, out_refund_no=f"{number}-more", out_trade_no=number)
    except WeChatPayException as error:
        assert error.result_code == "FAIL", error
    else:
        raise AssertionError("more than the order")
    assert PAY.refund.query(out_trade_no=number)["refund_count"] == "2"
    PAY.order.create(out_trade_no="wechatpy-closed", user_id=OPENID, **order)
    PAY.order.close("wechatpy-closed")
    assert PAY.order.query(out_trade_no="wechatpy-closed")["trade_state"] == "CLOSED"
    try:
        client("0" * 32).order.query(out_trade_no=number)
    except WeChatPayException as error:
        assert "签名错误" in str(error), error
    else:
        raise AssertionError("a wrong key")
    print("wechatpy pays at webot mock")


SERVER = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
PORT = SERVER.server_address[1]
threading.Thread(target=SERVER.serve_forever, daemon=True).start()
main()
SERVER.shutdown()
