//! A call of WeChat's API as data, and the request that it becomes.

use std::sync::Arc;

use serde_json::{Map, Value};
use url::Url;

use super::{PlatformKeys, Sealing};
use crate::api::{Auth, Endpoint, Host, Method, ParamPlace};
use crate::http::{Form, FormPart, Request};
use crate::secret::Secret;

/// The `User-Agent` of all requests to WeChat.
pub(super) const USER_AGENT: &str = concat!("webot/", env!("CARGO_PKG_VERSION"));

/// A call of WeChat's API, complete except for the base URL and the token.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// The HTTP method.
    pub method: Method,
    /// The host that serves the path.
    pub host: Host,
    /// The path, with its leading slash.
    pub path: String,
    /// The query, without the token.
    pub query: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// The kind of token in the query.
    pub token: Auth,
    /// Secret values in the call beside the token; they are masked wherever the request is shown.
    pub hidden: Vec<Secret>,
    /// Further headers, such as the signature of WeChat Pay v3.
    pub headers: Vec<(&'static str, String)>,
    /// `true` if the call must not be sent again once it may have reached WeChat.
    pub is_sent_once: bool,
    /// The values that open the answer, if the call is encrypted.
    pub sealing: Option<Arc<Sealing>>,
    /// The keys of WeChat Pay that verify the answer, if it must be signed.
    pub platform: Option<Arc<PlatformKeys>>,
}

/// The body of a call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Body {
    /// No body.
    #[default]
    Empty,
    /// JSON, compact and in raw UTF-8.
    Json(String),
    /// Any other bytes, with their content type.
    Raw(&'static str, Vec<u8>),
    /// A form (`multipart/form-data`).
    Form(Vec<FormPart>),
}

impl Call {
    /// Returns the call of an endpoint with these values: name, place and value of each, in the order of the table.
    pub(crate) fn of(endpoint: &Endpoint, values: Vec<(&'static str, ParamPlace, Value)>) -> Self {
        let (mut query, mut headers) = (Vec::new(), Vec::new());
        let mut path = endpoint.path.to_owned();
        let mut body = Value::Object(Map::new());
        for (name, place, value) in values {
            match place {
                ParamPlace::Path => path = path.replace(&format!("{{{name}}}"), &encoded(&plain(&value))),
                ParamPlace::Query => query.push((name.to_owned(), plain(&value))),
                ParamPlace::Header => headers.push((name, plain(&value))),
                ParamPlace::Body if name.is_empty() => body = value,
                ParamPlace::Body => put(&mut body, name, value),
                // Its bytes are no JSON: `with_files` adds them.
                ParamPlace::File => {}
            }
        }
        let body = match endpoint.method {
            Method::Get => Body::Empty,
            _ => Body::Json(body.to_string()),
        };
        Self {
            method: endpoint.method,
            host: endpoint.host,
            path,
            query,
            body,
            token: endpoint.auth,
            hidden: Vec::new(),
            headers,
            is_sent_once: false,
            sealing: None,
            platform: None,
        }
    }

    /// Returns the call with these files: its body becomes a form, whose fields are the members of the body.
    #[must_use]
    pub(crate) fn with_files(mut self, files: Vec<FormPart>) -> Self {
        let members = match &self.body {
            Body::Json(json) => serde_json::from_str(json).unwrap_or_default(),
            _ => Value::Null,
        };
        let field = |(name, value): (&String, &Value)| FormPart::text(name, plain(value));
        let fields = members.as_object().into_iter().flatten().map(field);
        self.body = Body::Form(fields.chain(files).collect());
        self
    }

    /// Sets a parameter: in the body of a POST request, otherwise in the query.
    pub(crate) fn set(&mut self, parameter: &str, value: Value) {
        if self.method == Method::Post {
            let json = if let Body::Json(json) = &self.body { json } else { "{}" };
            let mut members: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
            members.insert(parameter.to_owned(), value);
            self.body = Body::Json(Value::Object(members).to_string());
            return;
        }
        let text = plain(&value);
        match self.query.iter_mut().find(|(name, _)| name == parameter) {
            Some((_, own)) => *own = text,
            None => self.query.push((parameter.to_owned(), text)),
        }
    }

    /// Returns the query as `¶name=value` for each pair and the compact body after its kind (`¶json:`, `¶xml:`, `¶form:`
    /// or `¶text:`), in lower case: the evidence for the cause of an errcode.
    pub(super) fn sent_text(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.query {
            text.extend(["¶", name, "=", value, "\n"]);
        }
        match &self.body {
            Body::Json(json) => text.extend(["¶json:", json]),
            Body::Raw(_, bytes) => {
                let body = String::from_utf8_lossy(bytes);
                let name = body.split('=').next().unwrap_or_default();
                let is_name = |char: char| char.is_ascii_alphanumeric() || "_-.[]%".contains(char);
                let is_form = body.contains('=') && !name.is_empty() && name.chars().all(is_name);
                let kind = match body.trim_start().chars().next() {
                    Some('<') => "¶xml:",
                    _ if is_form => "¶form:",
                    _ => "¶text:",
                };
                text.extend([kind, &*body]);
            }
            Body::Empty | Body::Form(_) => {}
        }
        text.to_lowercase()
    }

    /// Returns the request to this base URL with this token.
    pub(crate) fn request(&self, base: &Url, token: Option<&Secret>) -> Request {
        let mut url = base.clone();
        let folder = base.path().trim_end_matches('/');
        url.set_path(&format!("{folder}{}", self.path));
        url.set_query(None);
        if let Some(token) = token {
            let name = match self.token {
                Auth::Other(name) => name,
                _ => "access_token",
            };
            url.query_pairs_mut().append_pair(name, token.expose());
        }
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        let mut headers = vec![("User-Agent", USER_AGENT.to_owned()), ("Accept", "*/*".to_owned())];
        let body = match &self.body {
            Body::Empty => Vec::new(),
            Body::Json(json) => {
                headers.push(("Content-Type", "application/json".to_owned()));
                json.clone().into_bytes()
            }
            Body::Raw(kind, bytes) => {
                headers.push(("Content-Type", (*kind).to_owned()));
                bytes.clone()
            }
            Body::Form(_) => {
                headers.push(("Content-Type", Form::content_type()));
                Vec::new()
            }
        };
        let form = match &self.body {
            Body::Form(parts) => Some(Form(parts.clone())),
            _ => None,
        };
        headers.extend(self.headers.iter().cloned());
        let hidden = self.hidden.iter().chain(token).cloned().collect();
        Request { method: self.method.name(), url, headers, body, form, hidden }
    }
}

/// Percent-encodes a value for a part of a path.
fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    value
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Returns a value as text for a query, a path, a header or a field of a form.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Inserts a value at a path such as `tag.name`; `user_list[].openid` spreads a list over a list of objects.
fn put(body: &mut Value, path: &str, value: Value) {
    let (head, rest) = path.split_once('.').map_or((path, None), |(head, rest)| (head, Some(rest)));
    let Value::Object(object) = body else { return };
    match (head.strip_suffix("[]"), rest) {
        (Some(list), Some(rest)) => {
            let list = object.entry(list).or_insert_with(|| Value::Array(Vec::new()));
            let Value::Array(objects) = list else { return };
            match value {
                Value::Array(values) => objects.extend(values.into_iter().map(|value| {
                    let mut object = Value::Object(Map::new());
                    put(&mut object, rest, value);
                    object
                })),
                // A single value goes into every object, and into the first if there is none yet.
                value => {
                    if objects.is_empty() {
                        objects.push(Value::Object(Map::new()));
                    }
                    for object in objects {
                        put(object, rest, value.clone());
                    }
                }
            }
        }
        (_, Some(rest)) => {
            put(object.entry(head).or_insert_with(|| Value::Object(Map::new())), rest, value);
        }
        (_, None) => {
            object.insert(head.to_owned(), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use url::Url;

    use super::Call;
    use crate::api::{ParamPlace, samples};
    use crate::http::{FormPart, PartContent};

    #[test]
    fn values_go_where_the_entry_says() {
        let base = Url::parse("https://api.mch.weixin.qq.com").expect("a URL");
        let [_, image, order, upload] = samples::entries().try_into().expect("four entries");
        let call = Call::of(
            &order,
            vec![
                ("transaction_id", ParamPlace::Path, json!("4/2 中")),
                ("mchid", ParamPlace::Query, json!(19)),
                ("Wechatpay-Serial", ParamPlace::Header, json!("PUB_KEY_ID_1")),
            ],
        );
        let request = call.request(&base, None);
        let url = "https://api.mch.weixin.qq.com/v3/pay/transactions/id/4%2F2%20%E4%B8%AD?mchid=19";
        assert_eq!(request.url.as_str(), url);
        assert!(request.headers.contains(&("Wechatpay-Serial", "PUB_KEY_ID_1".to_owned())));
        let body = Call::of(
            &image,
            vec![
                ("msgtype", ParamPlace::Body, json!("image")),
                ("image.media_id", ParamPlace::Body, json!("M")),
            ],
        );
        assert_eq!(body.request(&base, None).body, br#"{"msgtype":"image","image":{"media_id":"M"}}"#);
        let content = PartContent::Bytes(b"\x89PNG".to_vec());
        let file = FormPart { name: "media".to_owned(), file: Some("a.png".to_owned()), content };
        let form =
            Call::of(&upload, vec![("description", ParamPlace::Body, json!("图"))]).with_files(vec![file]);
        let request = form.request(&base, None);
        let body = request.whole_body().expect("a body");
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("name=\"description\"\r\n\r\n图\r\n"), "{text}");
        assert!(text.contains("name=\"media\"; filename=\"a.png\"\r\nContent-Type: image/png"), "{text}");
    }
}
