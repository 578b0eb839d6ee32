//! A call of WeChat's API as data, and the request that it becomes.

use serde_json::{Map, Value};
use url::Url;

use crate::api::{Auth, Endpoint, Host, Method, Place, catalogue::Token};
use crate::http::Request;
use crate::secret::{self, MASK, Secret, is_secret};

/// A call of WeChat's API, complete but for where it goes and the token.
#[derive(Debug, Clone)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// Where it is served.
    pub host: Host,
    /// The path, from its slash on.
    pub path: String,
    /// The query, without the token.
    pub query: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// What it knows its caller by.
    pub token: Token,
    /// What must not be seen in it beside the token.
    pub hidden: Vec<Secret>,
    /// Further headers, such as the signature of WeChat Pay v3.
    pub headers: Vec<(&'static str, String)>,
}

/// A body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Body {
    /// None at all.
    #[default]
    Empty,
    /// JSON, compact and in raw UTF-8.
    Json(String),
    /// Anything else, with its type.
    Raw(&'static str, Vec<u8>),
    /// A form with files.
    Form(Vec<Part>),
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The field.
    pub name: String,
    /// The file's name; none for a value.
    pub file: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Part {
    fn is_secret(&self) -> bool {
        self.file.is_none() && is_secret(&self.name, secret::Position::Body)
    }

    fn masked(&self) -> Self {
        let part = self.clone();
        if self.is_secret() { Self { bytes: MASK.into(), ..part } } else { part }
    }
}

/// What separates the parts of a form: letters that no file is likely to hold in a line of its own.
const BOUNDARY: &str = "webot-7d83b1f0a26e4c95";

impl Call {
    /// Of an entry of the table and its values, by their names in the order of the table.
    pub fn of(endpoint: &Endpoint, values: Vec<(&str, Place, Value)>) -> Self {
        let mut query = Vec::new();
        let mut body = Value::Object(Map::new());
        for (name, place, value) in values {
            match place {
                Place::Query => query.push((name.to_owned(), plain(&value))),
                Place::Body if name.is_empty() => body = value,
                Place::Body => put(&mut body, name, value),
            }
        }
        let body = match endpoint.method {
            Method::Get => Body::Empty,
            _ => Body::Json(body.to_string()),
        };
        let token = if endpoint.auth == Auth::AccessToken { Token::AccessToken } else { Token::None };
        Self {
            method: endpoint.method,
            host: endpoint.host,
            path: endpoint.path.to_owned(),
            query,
            body,
            token,
            hidden: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// The request, to this base and with this token.
    pub fn request(&self, base: &Url, token: Option<&Secret>) -> Request {
        let mut url = base.clone();
        let folder = base.path().trim_end_matches('/');
        url.set_path(&format!("{folder}{}", self.path));
        url.set_query(None);
        if let Some(token) = token {
            let name = match self.token {
                Token::Other(name) => name,
                _ => "access_token",
            };
            url.query_pairs_mut().append_pair(name, token.expose());
        }
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        let mut headers = vec![
            ("User-Agent", concat!("webot/", env!("CARGO_PKG_VERSION")).to_owned()),
            ("Accept", "*/*".to_owned()),
        ];
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
            Body::Form(parts) => {
                headers.push(("Content-Type", format!("multipart/form-data; boundary={BOUNDARY}")));
                form(parts)
            }
        };
        let shown_body = match &self.body {
            Body::Form(parts) if parts.iter().any(Part::is_secret) => {
                Some(form(&parts.iter().map(Part::masked).collect::<Vec<_>>()))
            }
            _ => None,
        };
        headers.extend(self.headers.iter().cloned());
        let hidden = self.hidden.iter().chain(token).cloned().collect();
        Request { method: self.method.name(), url, headers, body, shown_body, hidden }
    }
}

/// A value in a query.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Puts a value at a path such as `tag.name`; `user_list[].openid` spreads a list over a list of objects.
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
                // One value for all.
                value => objects.iter_mut().for_each(|object| put(object, rest, value.clone())),
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

/// A form as bytes. File names stay raw UTF-8: WeChat takes a percent-encoded one for the name itself.
fn form(parts: &[Part]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let quoted = |name: &str| name.replace('"', "%22").replace(['\r', '\n'], " ");
        let mut head =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(&part.name));
        if let Some(file) = &part.file {
            let kind = file_type(file);
            head = format!("{head}; filename=\"{}\"\r\nContent-Type: {kind}", quoted(file));
        }
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(&part.bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// The type of a file by its name; those are all that WeChat takes.
fn file_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("gif") => "image/gif",
        Some("bmp") => "image/bmp",
        Some("amr") => "audio/amr",
        Some("mp3") => "audio/mpeg",
        Some("mp4") => "video/mp4",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
