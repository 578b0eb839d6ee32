//! Builds a message from an entry of the table.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::catalogue;
use super::element::{Content, Document, Element};
use super::kind::{Field, Kind, NO_SENDER, Platform, Preset, Shape};
use crate::table::List;

/// The ids, the time and the message id that fill the fields of a push.
#[derive(Debug, Clone)]
pub struct Parties {
    /// `ToUserName`: the account's original id (`gh_…`), or the corpid in WeCom.
    pub to: String,
    /// `FromUserName`: the user's openid, or the userid in WeCom.
    pub from: String,
    /// The id of the receiving account, for `AppId`, `SuiteId` and similar fields.
    pub account: String,
    /// `CreateTime`, in seconds since 1970.
    pub time: u64,
    /// `MsgId` of an ordinary message.
    pub msg_id: u64,
}

impl Parties {
    /// Returns sample ids for tests, of the length and alphabet that WeChat uses. `time` is in seconds.
    pub fn sample(time: u64, msg_id: u64) -> Self {
        Self {
            to: SAMPLE_ACCOUNT.to_owned(),
            from: SAMPLE_OPENID.to_owned(),
            account: SAMPLE_APPID.to_owned(),
            time,
            msg_id,
        }
    }
}

/// The default original id of the receiving account.
pub const SAMPLE_ACCOUNT: &str = "gh_0123456789ab";
/// The default openid of the user: 28 characters, as WeChat's are.
pub const SAMPLE_OPENID: &str = "oWEBOT-test_user-00000000001";
/// The default appid.
pub const SAMPLE_APPID: &str = "wx7765626f74000001";

/// The default corpid of a WeCom push.
pub const SAMPLE_CORPID: &str = "ww1234567890abcdef";
/// The default userid of a WeCom push.
pub const SAMPLE_USERID: &str = "zhangsan";

/// The number of a member inside a text message id of WeCom.
const WORK_MEMBER: u64 = 1_688_850_000_000_001;

/// A message that is built and not yet signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Push {
    /// The name of the kind, or `xml` or `json` for a body that the user supplied.
    pub kind: String,
    /// The elements of the message.
    pub document: Document,
    /// The platform, which decides the form of the query and of the encrypted body.
    pub platform: Platform,
    /// A body to send as it is, in place of the elements.
    pub raw: Option<Vec<u8>>,
}

impl Push {
    /// Builds a message of this kind with the defaults of the table.
    pub fn new(kind: Kind, parties: &Parties) -> Self {
        let mut elements = common(kind.shape, kind.from, parties);
        elements.extend(build(kind.fields, parties));
        let platform = kind.family.platform();
        Self { kind: kind.name.to_owned(), document: Document(elements), platform, raw: None }
    }

    /// Builds an event that is not in the table.
    pub fn unknown_event(name: &str, parties: &Parties) -> Self {
        let mut elements = common(Shape::Event("event"), None, parties);
        if let Some(event) = elements.last_mut() {
            event.content = Content::Text(name.to_owned());
        }
        Self { kind: name.to_owned(), document: Document(elements), platform: Platform::Official, raw: None }
    }

    /// Wraps a body to be sent as it is. The platform is derived from the elements of `document`, the parsed body.
    pub fn raw(kind: &str, body: Vec<u8>, document: Document) -> Self {
        let platform = platform_of(&document);
        Self { kind: kind.to_owned(), document, platform, raw: Some(body) }
    }

    /// Builds a text message; the simplest way to a push in a test of your own bot.
    ///
    /// ```
    /// use webot::message::{Parties, Push};
    ///
    /// let push = Push::text("hello", &Parties::sample(1_700_000_000, 1));
    /// assert_eq!(push.document.get("Content"), Some("hello"));
    /// ```
    pub fn text(content: &str, parties: &Parties) -> Self {
        let mut push = Self::new(catalogue::text(), parties);
        for element in &mut push.document.0 {
            if element.name == "Content" {
                element.content = Content::Text(content.to_owned());
            }
        }
        push
    }

    /// Returns the `MsgId`, by which repeated deliveries of a message are recognised. Events without one are recognised by
    /// `FromUserName` + `CreateTime` (公众平台文档《接收普通消息》: 消息排重).
    pub fn msg_id(&self) -> Option<&str> {
        self.document.get("MsgId").or_else(|| self.document.get("msgid"))
    }
}

/// Returns the platform of a body that the user supplied.
fn platform_of(document: &Document) -> Platform {
    let has = |name: &str| document.find(name).is_some();
    let message = has("MsgType") || has("msgtype") || has("InfoType");
    if !message && has("resource") && has("event_type") {
        Platform::Pay
    } else if !message && (has("return_code") || (has("mch_id") && has("sign"))) {
        Platform::PayV2
    } else if !message && has("wx_order_id") && has("order_status") && has("sign") {
        Platform::Intracity
    } else if has("InfoType") && has("AppId") {
        Platform::Open
    } else if has("InfoType")
        || has("AgentID")
        || has("aibotid")
        || document.get("ToUserName").is_some_and(is_corpid)
    {
        Platform::Work
    } else {
        Platform::Official
    }
}

/// Returns whether an id is a corpid, `ww…` or of old `wx…`; the `ToUserName` of other accounts is an original id.
fn is_corpid(id: &str) -> bool {
    let digits = id.strip_prefix("ww").or_else(|| id.strip_prefix("wx"));
    digits.is_some_and(|digits| digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn common(shape: Shape, from: Option<&str>, parties: &Parties) -> Vec<Element> {
    let (msg_type, event) = match shape {
        Shape::Message(msg_type) => (msg_type, None),
        Shape::Event(event) => ("event", Some(event)),
        Shape::Info(_) | Shape::Pay(_) | Shape::PayV2(_) | Shape::Intracity(_) | Shape::Bot(_) => {
            return Vec::new();
        }
    };
    let mut elements = vec![Element::text("ToUserName", &*parties.to)];
    if from != Some(NO_SENDER) {
        elements.push(Element::text("FromUserName", from.unwrap_or(&parties.from)));
    }
    elements.extend([Element::number("CreateTime", parties.time), Element::text("MsgType", msg_type)]);
    elements.extend(event.map(|event| Element::text("Event", event)));
    elements
}

/// Returns a message id as WeCom has sent them since September 2025, such as `CAIQg/PKxgYY2sC9tpuAgAMg9/zKaw==`: numbers
/// in the encoding of Protocol Buffers, as base64. Documents still call it a 64-bit number.
fn text_msg_id(parties: &Parties) -> String {
    // The fields of the id: a version, the time, the member's number, a random number.
    let fields = [(0x08, 2), (0x10, parties.time), (0x18, WORK_MEMBER), (0x20, parties.msg_id & 0x7fff_ffff)];
    let mut bytes = Vec::with_capacity(24);
    for (tag, value) in fields {
        bytes.push(tag);
        let mut rest = value;
        loop {
            let [low, ..] = rest.to_le_bytes();
            rest >>= 7;
            if rest == 0 {
                bytes.push(low);
                break;
            }
            bytes.push(low | 0x80);
        }
    }
    STANDARD.encode(bytes)
}

/// Returns a new `MsgId` of the same form: its last digits, or of another form its last letters, are those of `number`.
pub(crate) fn similar_msg_id(id: &str, number: u64) -> String {
    let digits = format!("{number:020}");
    let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
    // The first digit of a number and the first letters of a text stay.
    let room = if is_number { id.len().saturating_sub(1) } else { id.len() / 2 };
    let taken = room.min(digits.len());
    let body = id.trim_end_matches('=');
    let kept = body.get(..body.len().saturating_sub(taken)).unwrap_or_default();
    [kept, &digits[digits.len() - taken..], &id[body.len()..]].concat()
}

fn build(fields: List<Field>, parties: &Parties) -> Vec<Element> {
    let element = |field: Field| {
        let content = match field.default {
            Preset::Text(value) => Content::Text(value.to_owned()),
            Preset::Number(value) => Content::Number(value.to_owned()),
            Preset::Now => Content::Number(parties.time.to_string()),
            Preset::MsgId => Content::Number(parties.msg_id.to_string()),
            Preset::TextMsgId => Content::Text(text_msg_id(parties)),
            Preset::User => Content::Text(parties.from.clone()),
            Preset::Account => Content::Text(parties.account.clone()),
            Preset::Group(inner) => Content::Group(build(inner, parties)),
        };
        Element { name: field.name.into(), content }
    };
    fields.iter().map(element).collect()
}
