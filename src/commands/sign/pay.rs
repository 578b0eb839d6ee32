//! WeChat Pay: v2, v3, and the rules of 2014.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use url::Url;

use super::CommonArgs;
use super::inputs::{fields, nonce, private_key, required_appid, setting, timestamp};
use super::report::{Signed, named};
use crate::commands::inputs::{non_empty, read, secret};
use crate::context::Context;
use crate::crypt::PublicKey;
use crate::error::{Config, Error, Usage, Wanted};
use crate::message::{Document, Element, xml};
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::sign::{Digest, Plan, recipe};
use crate::text::{help, words};

/// `sign package`
#[derive(Debug, Args)]
pub struct PackageArgs {
    /// `--field`
    #[arg(long, value_name = "NAME=VALUE", help = help().sign.field)]
    pub field: Vec<String>,
    /// `--partner-key`
    #[arg(long, value_name = "KEY", help = help().sign.partner_key)]
    pub partner_key: Option<Secret>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// The longest values of the `package` of 2014, in bytes (JS-SDK 文档 2015 附录 5).
const PACKAGE_LIMITS: [(&str, usize); 7] = [
    ("body", 128),
    ("attach", 128),
    ("out_trade_no", 32),
    ("notify_url", 255),
    ("spbill_create_ip", 15),
    ("time_start", 14),
    ("time_expire", 14),
];

fn check_package(fields: &[(String, String)]) -> Result<(), Error> {
    let value = |name: &str| fields.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str());
    for (name, limit) in PACKAGE_LIMITS {
        let bytes = value(name).map_or(0, str::len);
        if bytes > limit {
            return Err(Usage::FieldTooLong { field: name, bytes, limit }.into());
        }
    }
    let fen = |name: &str| value(name).and_then(|value| value.parse::<u64>().ok());
    if let (Some(total), Some(transport), Some(product)) =
        (fen("total_fee"), fen("transport_fee"), fen("product_fee"))
        && transport.checked_add(product) != Some(total)
    {
        return Err(Usage::FeesDiffer { total, transport, product }.into());
    }
    Ok(())
}

pub(super) fn package(args: &PackageArgs, cx: &Context) -> Result<Signed, Error> {
    let key = secret("--partner-key", args.partner_key.as_ref(), "WX_PARTNER_KEY", None, cx)?;
    let fields = fields(&args.field)?;
    check_package(&fields)?;
    let mut signed = Signed::hash(recipe::pay_v2(&fields, key.expose(), Digest::Md5), Vec::new());
    signed.inputs.clone_from(&fields);
    let package = recipe::package(&fields, &signed.signature);
    signed.snippet.clone_from(&package);
    signed.results.push(("package", json!(package)));
    Ok(signed)
}

/// `sign pay-sign`
#[derive(Debug, Args)]
pub struct PaySignArgs {
    /// `--field`
    #[arg(long, value_name = "NAME=VALUE", help = help().sign.field)]
    pub field: Vec<String>,
    /// `--app-key`
    #[arg(long, value_name = "KEY", help = help().sign.app_key)]
    pub app_key: Option<Secret>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn pay_sign(args: &PaySignArgs, cx: &Context) -> Result<Signed, Error> {
    let key = secret("--app-key", args.app_key.as_ref(), "WX_APP_KEY", None, cx)?;
    let fields = fields(&args.field)?;
    let mut signed = Signed::hash(recipe::pay_sign(&fields, key.expose()), Vec::new());
    signed.inputs = fields;
    signed.results.push(("paySign", json!(signed.signature)));
    Ok(signed)
}

/// `--type`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SignType {
    /// MD5
    #[value(name = "MD5")]
    Md5,
    /// HMAC-SHA256
    #[value(name = "HMAC-SHA256")]
    HmacSha256,
}

impl SignType {
    fn digest(self) -> Digest {
        match self {
            Self::Md5 => Digest::Md5,
            Self::HmacSha256 => Digest::HmacSha256,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::HmacSha256 => "HMAC-SHA256",
        }
    }
}

/// `sign pay`
#[derive(Debug, Args)]
pub struct PayArgs {
    /// `--field`
    #[arg(long, value_name = "NAME=VALUE", help = help().sign.field)]
    pub field: Vec<String>,
    /// `--key`
    #[arg(long, value_name = "KEY", help = help().sign.key)]
    pub key: Option<Secret>,
    /// `--other-key`
    #[arg(long, value_name = "KEY", help = help().sign.other_key)]
    pub other_key: Option<Secret>,
    /// `--type`
    #[arg(long = "type", value_name = "TYPE", value_enum, ignore_case = true, help = help().sign.sign_type)]
    pub sign_type: Option<SignType>,
    /// `--xml`
    #[arg(long, help = help().sign.xml)]
    pub xml: bool,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn pay(args: &PayArgs, cx: &Context) -> Result<Signed, Error> {
    let key = secret("--key", args.key.as_ref(), "WX_PAY_KEY", cx.config()?.pay_key.as_ref(), cx)?;
    let fields = fields(&args.field)?;
    let declared = fields.iter().find(|(name, _)| name == "sign_type").map(|(_, value)| value.as_str());
    // The field says it where the flag does not.
    let sign_type = match (args.sign_type, declared) {
        (Some(given), _) => given,
        (None, Some("HMAC-SHA256")) => SignType::HmacSha256,
        (None, _) => SignType::Md5,
    };
    let mut signed = Signed::hash(recipe::pay_v2(&fields, key.expose(), sign_type.digest()), Vec::new());
    signed.inputs.clone_from(&fields);
    signed.inputs.push(("type".to_owned(), sign_type.name().to_owned()));
    signed.alternatives.other_key = match &args.other_key {
        Some(other) => Some(secret("--other-key", Some(other), "", None, cx)?.expose().to_owned()),
        None => cx.config()?.apiv3_key.as_ref().map(|key| key.expose().to_owned()),
    };
    let whole = fields.iter().filter(|(name, _)| name != "sign");
    let mut elements: Vec<Element> = whole.map(|(name, value)| Element::text(name, value)).collect();
    elements.push(Element::text("sign", &signed.signature));
    let document = xml::write(&Document(elements));
    if args.xml {
        signed.snippet.clone_from(&document);
    }
    signed.results.push(("xml", json!(document)));
    Ok(signed)
}

/// The variable with the merchant's private key: PEM, or the file that has it.
const MERCHANT_KEY: &str = "WX_MCH_PRIVATE_KEY";

/// `sign jspay`
#[derive(Debug, Args)]
pub struct JspayArgs {
    /// `--prepay-id`
    #[arg(long, value_name = "ID", help = help().sign.prepay_id)]
    pub prepay_id: String,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--key`
    #[arg(long, value_name = "KEY", help = help().sign.key)]
    pub key: Option<Secret>,
    /// `--private-key`
    #[arg(long, value_name = "KEY", help = help().sign.merchant_key, conflicts_with = "key")]
    pub private_key: Option<Secret>,
    /// `--type`
    #[arg(long = "type", value_name = "TYPE", value_enum, ignore_case = true, help = help().sign.sign_type)]
    pub sign_type: Option<SignType>,
    /// `--app`
    #[arg(long, requires = "mchid", help = help().sign.app)]
    pub app: bool,
    /// `--mchid`
    #[arg(long, value_name = "ID", help = help().sign.mchid)]
    pub mchid: Option<String>,
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().sign.timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().sign.nonce)]
    pub nonce: Option<String>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn jspay(args: &JspayArgs, cx: &Context) -> Result<Signed, Error> {
    let appid = required_appid(args.appid.as_ref(), cx)?;
    let prepay_id = non_empty("--prepay-id", args.prepay_id.clone())?;
    let prepay_id = prepay_id.strip_prefix("prepay_id=").unwrap_or(&prepay_id).to_owned();
    let (timestamp, nonce) = (timestamp(args.timestamp.as_ref(), cx)?, nonce(args.nonce.as_ref(), cx)?);
    let partner = args.mchid.clone().unwrap_or_default();
    let package = format!("prepay_id={prepay_id}");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    // Without a word about it, the key that is there decides between v2 and v3.
    let v2 = args.key.is_some() || cx.env.get("WX_PAY_KEY").is_some() || cx.config()?.pay_key.is_some();
    let v3 = cx.env.get(MERCHANT_KEY).is_some() || cx.config()?.mch_private_key.is_some();
    let (mut signed, sign_type) = if args.private_key.is_some() || v3 && !v2 {
        let last = if args.app { &prepay_id } else { &package };
        let plan = recipe::pay_v3_client(&appid, &timestamp, &nonce, last);
        (rsa(plan, &merchant_key(args.private_key.as_ref(), cx)?)?, "RSA")
    } else {
        let key = secret("--key", args.key.as_ref(), "WX_PAY_KEY", cx.config()?.pay_key.as_ref(), cx)?;
        let sign_type = args.sign_type.unwrap_or(SignType::Md5);
        let fields = if args.app {
            vec![
                pair("appid", &appid),
                pair("partnerid", &partner),
                pair("prepayid", &prepay_id),
                pair("package", "Sign=WXPay"),
                pair("noncestr", &nonce),
                pair("timestamp", &timestamp),
            ]
        } else {
            vec![
                pair("appId", &appid),
                pair("timeStamp", &timestamp),
                pair("nonceStr", &nonce),
                pair("package", &package),
                pair("signType", sign_type.name()),
            ]
        };
        let plan = recipe::pay_v2(&fields, key.expose(), sign_type.digest());
        (Signed::hash(plan, Vec::new()), sign_type.name())
    };
    let parameters = if args.app {
        json!({
            "appid": appid, "partnerid": partner, "prepayid": prepay_id, "package": "Sign=WXPay",
            "noncestr": nonce, "timestamp": timestamp, "sign": signed.signature,
        })
    } else {
        json!({
            "appId": appid, "timeStamp": timestamp, "nonceStr": nonce, "package": package,
            "signType": sign_type, "paySign": signed.signature,
        })
    };
    signed.inputs = named(vec![
        ("appid", appid.clone()),
        ("prepay_id", prepay_id),
        ("timestamp", timestamp),
        ("nonce", nonce),
    ]);
    signed.snippet = serde_json::to_string_pretty(&parameters).unwrap_or_default();
    signed.results.push(("parameters", parameters));
    Ok(signed)
}

/// The merchant's private key.
fn merchant_key(given: Option<&Secret>, cx: &Context) -> Result<PrivateKey, Error> {
    private_key(given, MERCHANT_KEY, cx.config()?.mch_private_key.as_deref(), cx)?.ok_or_else(|| {
        let (flag, env, key) = ("--private-key", MERCHANT_KEY, "mch_private_key");
        Config::MissingSetting { flag, env, key }.into()
    })
}

fn rsa(plan: Plan, key: &PrivateKey) -> Result<Signed, Error> {
    let signature = key
        .sign(plan.string_to_sign().as_bytes())
        .ok_or_else(|| Error::Bug("RSA did not sign".to_owned()))?;
    let mut signed = Signed::hash(plan, Vec::new());
    signed.signature = signature;
    signed.public_key = key.public_pem().and_then(|pem| PublicKey::from_pem(&pem).ok());
    Ok(signed)
}

/// `sign v3`
#[derive(Debug, Args)]
pub struct V3Args {
    /// METHOD
    #[arg(value_name = "METHOD", help = help().sign.method, help_heading = help().arguments)]
    pub method: String,
    /// URL
    #[arg(value_name = "URL", help = help().sign.api_url, help_heading = help().arguments)]
    pub url: String,
    /// `--body`
    #[arg(long, value_name = "FILE", help = help().sign.body)]
    pub body: Option<PathBuf>,
    /// `--mchid`
    #[arg(long, value_name = "ID", help = help().sign.mchid)]
    pub mchid: Option<String>,
    /// `--serial`
    #[arg(long, value_name = "SERIAL", help = help().sign.merchant_serial)]
    pub serial: Option<String>,
    /// `--private-key`
    #[arg(long, value_name = "KEY", help = help().sign.merchant_key)]
    pub private_key: Option<Secret>,
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().sign.timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().sign.nonce)]
    pub nonce: Option<String>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn v3(args: &V3Args, cx: &Context) -> Result<Signed, Error> {
    let path = path_of(&args.url)?;
    let body = args.body.as_ref().map(|path| read(path, "--body")).transpose()?.unwrap_or_default();
    let file = cx.config()?;
    let mchid = setting(args.mchid.as_ref(), file.mchid.as_ref(), ("--mchid", "WX_MCHID", "mchid"), cx)?;
    let serial = setting(
        args.serial.as_ref(),
        file.mch_serial.as_ref(),
        ("--serial", "WX_MCH_SERIAL", "mch_serial"),
        cx,
    )?;
    let method = args.method.to_uppercase();
    let (timestamp, nonce) = (timestamp(args.timestamp.as_ref(), cx)?, nonce(args.nonce.as_ref(), cx)?);
    let plan = recipe::pay_v3_request(&method, &path, &timestamp, &nonce, &body);
    let mut signed = rsa(plan, &merchant_key(args.private_key.as_ref(), cx)?)?;
    let authorization = format!(
        "WECHATPAY2-SHA256-RSA2048 mchid=\"{mchid}\",nonce_str=\"{nonce}\",timestamp=\"{timestamp}\",serial_no=\"{serial}\",signature=\"{}\"",
        signed.signature
    );
    signed.inputs = named(vec![
        ("method", method),
        ("url", path),
        ("timestamp", timestamp),
        ("nonce_str", nonce),
        ("mchid", mchid),
        ("serial_no", serial),
    ]);
    signed.snippet = format!("Authorization: {authorization}");
    signed.results.push(("authorization", json!(authorization)));
    Ok(signed)
}

/// What of a URL is signed: from its path on, as it was written.
fn path_of(given: &str) -> Result<String, Error> {
    let wrong = || Usage::Value { flag: "URL", value: given.to_owned(), wanted: Wanted::PageUrl };
    if given.starts_with('/') {
        return Ok(given.to_owned());
    }
    let url = Url::parse(given).map_err(|_| wrong())?;
    if !url.has_host() {
        return Err(wrong().into());
    }
    let bare = given.split('#').next().unwrap_or_default();
    let start = bare.find("://").map_or(0, |at| at + 3);
    let path = bare[start..].find(['/', '?']).map_or("/", |at| &bare[start + at..]);
    Ok(if path.starts_with('?') { format!("/{path}") } else { path.to_owned() })
}

/// `sign notify`
#[derive(Debug, Args)]
pub struct NotifyArgs {
    /// `--body`
    #[arg(long, value_name = "FILE", help = help().sign.body)]
    pub body: Option<PathBuf>,
    /// `--private-key`
    #[arg(long, value_name = "KEY", help = help().sign.platform_key)]
    pub private_key: Option<Secret>,
    /// `--serial`
    #[arg(long, value_name = "SERIAL", help = help().send.serial)]
    pub serial: Option<String>,
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().sign.timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().sign.nonce)]
    pub nonce: Option<String>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// The serial number of a key that was generated for one run.
const GENERATED_SERIAL: &str = "7765626F742D67656E6572617465642D6B657931";

pub(super) fn notify(args: &NotifyArgs, cx: &Context) -> Result<Signed, Error> {
    let body = read(args.body.as_deref().unwrap_or(std::path::Path::new("-")), "--body")?;
    let (timestamp, nonce) = (timestamp(args.timestamp.as_ref(), cx)?, nonce(args.nonce.as_ref(), cx)?);
    let file = cx.config()?;
    let known = private_key(
        args.private_key.as_ref(),
        "WX_PAY_PRIVATE_KEY",
        file.platform_private_key.as_deref(),
        cx,
    )?;
    let generated = known.is_none();
    let key = match known {
        Some(key) => key,
        None => PrivateKey::generate().ok_or_else(|| Error::Bug("no RSA key could be made".to_owned()))?,
    };
    let public_key = generated.then(|| key.public_pem()).flatten();
    let mut signed = rsa(recipe::pay_v3_notification(&timestamp, &nonce, &body), &key)?;
    let serial = args
        .serial
        .clone()
        .or_else(|| file.platform_serial.clone())
        .unwrap_or_else(|| GENERATED_SERIAL.to_owned());
    let headers = [
        ("Wechatpay-Serial", serial),
        ("Wechatpay-Timestamp", timestamp.clone()),
        ("Wechatpay-Nonce", nonce.clone()),
        ("Wechatpay-Signature", signed.signature.clone()),
        ("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048".to_owned()),
    ];
    signed.inputs = named(vec![("timestamp", timestamp), ("nonce", nonce), ("body", body)]);
    signed.snippet =
        headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n");
    let headers: Map<String, Value> =
        headers.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
    signed.results.push(("headers", Value::Object(headers)));
    if let Some(pem) = public_key {
        signed.notes.push(words().generated_key);
        signed.snippet = format!("{}\n\n{pem}", signed.snippet);
        signed.results.push(("public_key", json!(pem)));
    }
    Ok(signed)
}
