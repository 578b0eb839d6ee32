//! A shop that signs its calls and verifies the answers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::api::Host;
use crate::crypt::PublicKey;
use crate::message::{Document, Element, json as message_json, xml};
use crate::mock::pay::keyring::PayKeyring;
use crate::mock::pay::keys::OwnPayKeys;
use crate::mock::pay::keys::tests::sample;
use crate::mock::{MockAnswer, MockCall, Rules, World};
use crate::sign::{Digest, schemes};

/// 2026-12-01 12:00 in Beijing.
pub(super) const NOON_MS: u64 = 1_796_097_600_000;

/// A shop with its own mock.
pub(super) struct Shop {
    pub(super) world: World,
    pub(super) keyring: PayKeyring,
    /// The time of the machine.
    pub(super) now_ms: u64,
    /// The header `Wechatpay-Serial` of all calls.
    pub(super) serial: Option<String>,
    /// True if the last call of v2 was signed with an HMAC.
    is_hmac: bool,
}

impl Shop {
    pub(super) fn open() -> Self {
        let keyring = PayKeyring::from(sample(OwnPayKeys::default()));
        Self { world: World::new(Rules::default()), keyring, now_ms: NOON_MS, serial: None, is_hmac: false }
    }

    pub(super) fn mchid(&self) -> String {
        self.keyring.get().expect("keys").mchid.clone()
    }

    /// Returns the header `Authorization` for a text to sign.
    pub(super) fn authorization(&self, text: &str, timestamp: u64, nonce: &str) -> String {
        let keys = self.keyring.get().expect("keys");
        let signature =
            keys.merchant_key.get().and_then(|key| key.sign(text.as_bytes())).expect("a signature");
        schemes::pay_v3_authorization(
            &keys.mchid,
            &keys.merchant_serial,
            &timestamp.to_string(),
            nonce,
            &signature,
        )
    }

    /// Sends a call with this `Authorization`.
    pub(super) fn send(&mut self, method: &str, target: &str, body: &str, authorization: &str) -> MockAnswer {
        let headers = [
            ("Authorization", authorization),
            ("Accept", "application/json"),
            ("User-Agent", "shop"),
            ("Content-Type", "application/json"),
        ];
        self.send_with(method, target, body, &headers)
    }

    pub(super) fn send_with(
        &mut self,
        method: &str,
        target: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> MockAnswer {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let own = [("Host", "127.0.0.1:7200")];
        let serial = self.serial.as_deref().map(|serial| ("Wechatpay-Serial", serial));
        let headers = headers.iter().copied().chain(own).chain(serial);
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let posted = MockCall::posted(Host::Pay, path, body.as_bytes());
        let call = MockCall { method, target, query, headers, now_ms: self.now_ms, ..posted };
        self.world.answer_pay(&call, &self.keyring)
    }

    /// Sends a right call of v3.
    pub(super) fn call(&mut self, method: &str, target: &str, body: &Value) -> MockAnswer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let (now, nonce) = (self.now_ms / 1000, "593BEC0C930BF1AFEB40B4A08C8FB242");
        let text = format!("{method}\n{target}\n{now}\n{nonce}\n{body}\n");
        let authorization = self.authorization(&text, now, nonce);
        self.send(method, target, &body, &authorization)
    }

    /// Sends a right call of v3, whose answer must be a success with a right signature.
    #[track_caller]
    pub(super) fn right(&mut self, method: &str, target: &str, body: &Value) -> Value {
        let answer = self.call(method, target, body);
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(matches!(answer.status, 200 | 204), "{}: {text}", answer.status);
        self.verify(&answer);
        if text.is_empty() { Value::Null } else { serde_json::from_str(&text).expect("JSON") }
    }

    /// Verifies the signature of an answer.
    #[track_caller]
    pub(super) fn verify(&self, answer: &MockAnswer) {
        let keys = self.keyring.get().expect("keys");
        let header = |name: &str| {
            let found = answer.headers.iter().find(|(own, _)| *own == name);
            found.map_or_else(|| panic!("no {name}"), |(_, value)| value.clone())
        };
        let serial = header("wechatpay-serial");
        let public = if serial == keys.public_key_id {
            keys.public_key.get().and_then(crate::sign::rsa::PrivateKey::public_pem).expect("a key")
        } else {
            assert_eq!(serial, keys.platform_serial);
            keys.platform_certificate.clone()
        };
        let public = PublicKey::from_pem(&public).expect("a key");
        let text = [
            header("wechatpay-timestamp").as_bytes(),
            b"\n",
            header("wechatpay-nonce").as_bytes(),
            b"\n",
            &answer.body,
            b"\n",
        ]
        .concat();
        let signature = STANDARD.decode(header("wechatpay-signature")).expect("base64");
        assert!(public.verifies(&text, &signature));
    }

    /// Sends a right call of v3, which must be refused; returns status, code and message.
    #[track_caller]
    pub(super) fn refused(&mut self, method: &str, target: &str, body: &Value) -> (u16, String, String) {
        let answer = self.call(method, target, body);
        let json: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        assert!(answer.status >= 400, "{}: {json}", answer.status);
        let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
        (answer.status, text("code"), text("message"))
    }

    /// Acts through the control API; the act must succeed.
    #[track_caller]
    pub(super) fn act(&mut self, path: &str, body: &Value) -> Value {
        let (status, json) = self.world.control_pay(("POST", path), body.to_string().as_bytes(), self.now_ms);
        assert_eq!(status, 200, "{json}");
        json
    }

    /// Returns the body of an order of this much.
    pub(super) fn order(&self, number: &str, total: u64) -> Value {
        json!({
            "appid": "wx7765626f74000001", "mchid": self.mchid(), "description": "示例商品",
            "out_trade_no": number, "notify_url": "https://shop.example/notify", "amount": { "total": total },
            "payer": { "openid": "o6_bmjrPTlm6_2sgVt7hMZOPfL2M" },
        })
    }

    /// Places and pays an order; returns its `transaction_id`.
    #[track_caller]
    pub(super) fn paid(&mut self, number: &str, total: u64) -> String {
        let order = self.order(number, total);
        self.right("POST", "/v3/pay/transactions/jsapi", &order);
        let paid = self.act(number, &json!({}));
        paid["transaction_id"].as_str().expect("a number").to_owned()
    }

    /// Returns the new notices.
    pub(super) fn notices(&mut self) -> Vec<Value> {
        let mut found = Vec::new();
        while let Some(due) = self.world.take_due_push(self.now_ms, false) {
            let fields = message_json::to_json(&due.push.document.0);
            let url = due.notice.map(|notice| notice.url);
            found.push(json!({ "kind": due.push.kind, "url": url, "fields": fields }));
        }
        found
    }

    /// Sends a call of v2; returns the fields of the answer, whose signature is verified if there is one.
    #[track_caller]
    pub(super) fn v2(&mut self, path: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
        let key = self.keyring.get().expect("keys").v2_key.clone();
        let answer = self.v2_signed(path, fields, key.expose());
        let text = String::from_utf8(answer.body).expect("text");
        let read = xml::read(&text).unwrap_or_else(|error| panic!("{error:?}: {text}"));
        let fields: Vec<(String, String)> = read
            .document
            .0
            .iter()
            .map(|element| (element.name.to_string(), element.value().unwrap_or_default().to_owned()))
            .collect();
        let hmac = self.is_hmac;
        if let Some((_, sign)) = fields.iter().find(|(name, _)| name == "sign") {
            let digest = if hmac { Digest::HmacSha256 } else { Digest::Md5 };
            assert_eq!(*sign, schemes::pay_v2(&fields, key.expose(), digest).signature());
        }
        fields
    }

    /// Sends a call of v2 that is signed with this key.
    pub(super) fn v2_signed(&mut self, path: &str, fields: &[(&str, &str)], key: &str) -> MockAnswer {
        let mut all: Vec<(String, String)> = [
            ("appid", "wx7765626f74000001"),
            ("mch_id", &self.mchid()),
            ("nonce_str", "5d2b6c2a8db53831f7eda20af46e531c"),
        ]
        .into_iter()
        .filter(|(name, _)| fields.iter().all(|(own, _)| own != name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.is_hmac = fields.contains(&("sign_type", "HMAC-SHA256"));
        let digest = if self.is_hmac { Digest::HmacSha256 } else { Digest::Md5 };
        if !all.iter().any(|(name, _)| name == "sign") {
            all.push(("sign".to_owned(), schemes::pay_v2(&all, key, digest).signature()));
        }
        let elements = all.into_iter().map(|(name, value)| Element::text(name, value)).collect();
        let body = xml::write(&Document(elements));
        self.send_with("POST", path, &body, &[])
    }
}

/// Returns a field of an answer of v2.
pub(super) fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
}
