//! WeChat Pay: `sign` of v2, and the parameters with which a page or app pays.

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::alternatives::{add_secret, add_value};
use super::inputs::{fields, plain_setting, required_appid};
use super::pay_v3::{merchant_key, rsa};
use super::report::{SignatureReport, named};
use super::web::{number, pretty};
use super::{CommonArgs, FreshnessArgs};
use crate::commands::args::{given_secret, non_empty, optional_setting, plain, secret};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::message::{Document, Element, xml};
use crate::secret::Secret;
use crate::sign::sisters::{self, Payment};
use crate::sign::{Digest, Scheme, schemes};
use crate::text::help;

/// `--type`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SignType {
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
pub(crate) struct PayArgs {
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
    /// The output arguments.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn pay(args: &PayArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let key = secret("--key", args.key.as_ref(), Key::PayKey, cx)?;
    cx.hide_key(&key);
    let fields = fields(&args.field, cx)?;
    let declared = fields.iter().find(|(name, _)| name == "sign_type").map(|(_, value)| value.as_str());
    // Without the flag, the field decides.
    let wanted: &[&str] = match args.sign_type {
        Some(SignType::Md5) => &["MD5"],
        Some(SignType::HmacSha256) => &["HMAC-SHA256"],
        None => &["MD5", "HMAC-SHA256"],
    };
    if let Some(value) = declared.filter(|value| !value.is_empty() && !wanted.contains(value)) {
        return Err(Usage::FieldValue { field: "sign_type", value: value.to_owned(), wanted }.into());
    }
    let sign_type = match (args.sign_type, declared) {
        (Some(given), _) => given,
        (None, Some("HMAC-SHA256")) => SignType::HmacSha256,
        // A notice does not always name its type.
        (None, None) if is_answer(&fields) && has_long_sign(&fields) => SignType::HmacSha256,
        (None, _) => SignType::Md5,
    };
    let mut report =
        SignatureReport::hash(schemes::pay_v2(&fields, key.expose(), sign_type.digest()), Vec::new());
    // A given `sign` is not an input: it is the result.
    report.inputs = fields.iter().filter(|(name, _)| name != "sign").cloned().collect();
    if fields.iter().all(|(name, _)| name != "type") {
        report.inputs.push(("type".to_owned(), sign_type.name().to_owned()));
    }
    report.results.push(("sign", json!(report.signature)));
    report.alternatives.other_key = api_v3_key(cx)?;
    if let Some(other) = &args.other_key {
        let other = given_secret("--other-key", other, cx)?;
        cx.hide_key(&other);
        add_secret(&mut report.alternatives, "--other-key", other.expose());
    }
    let inside = fields.iter().find(|(name, value)| name == "sign" && !value.is_empty());
    report.inside = inside.filter(|_| args.common.check.is_none()).map(|(_, sign)| sign.clone());
    let whole = fields.iter().filter(|(name, _)| name != "sign");
    let mut elements: Vec<Element> = whole.map(|(name, value)| Element::text(name.clone(), value)).collect();
    elements.push(Element::text("sign", &report.signature));
    let document = xml::write(&Document(elements));
    if args.xml {
        report.snippet.clone_from(&document);
    }
    report.results.push(("xml", json!(document)));
    Ok(report)
}

/// Returns whether WeChat Pay made the fields, rather than the merchant.
fn is_answer(fields: &[(String, String)]) -> bool {
    fields.iter().any(|(name, _)| name == "return_code" || name == "result_code" || name == "transaction_id")
}

/// Returns whether the `sign` among the fields has the length of HMAC-SHA256.
fn has_long_sign(fields: &[(String, String)]) -> bool {
    fields.iter().any(|(name, value)| name == "sign" && value.len() == 64)
}

/// Returns the key of the other version, which may have been used by mistake.
fn api_v3_key(cx: &Context) -> Result<Option<String>, Error> {
    let found = cx.settings()?.secret(Key::ApiV3Key)?;
    Ok(found.map(|key| key.expose().to_owned()))
}

/// `sign jspay`
#[derive(Debug, Args)]
pub(crate) struct JspayArgs {
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
    #[arg(long = "type", value_name = "TYPE", value_enum, ignore_case = true, help = help().sign.sign_type, conflicts_with = "private_key")]
    pub sign_type: Option<SignType>,
    /// `--app`
    #[arg(long, help = help().sign.app)]
    pub app: bool,
    /// `--mchid`
    #[arg(long, value_name = "ID", help = help().sign.mchid)]
    pub mchid: Option<String>,
    /// The timestamp, nonce and output arguments.
    #[command(flatten)]
    pub freshness: FreshnessArgs,
}

pub(super) fn jspay(args: &JspayArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let appid = required_appid(args.appid.as_ref(), cx)?;
    let prepay_id = non_empty("--prepay-id", args.prepay_id.clone())?;
    let prepay_id =
        plain("--prepay-id", prepay_id.strip_prefix("prepay_id=").unwrap_or(&prepay_id).to_owned())?;
    let (timestamp, nonce) = args.freshness.both(cx)?;
    let partner = if args.app {
        plain_setting("--mchid", args.mchid.as_ref(), Key::Mchid, cx)?
    } else {
        optional_setting(args.mchid.as_ref(), Key::Mchid, cx)?.unwrap_or_default()
    };
    let package = format!("prepay_id={prepay_id}");
    let payment = Payment { appid: &appid, prepay_id: &prepay_id, timestamp: &timestamp, nonce: &nonce };
    // Without a flag, the configured key decides between v2 and v3.
    let v2 = args.key.is_some() || cx.settings()?.get(Key::PayKey)?.is_some();
    let v3 = cx.settings()?.get(Key::MchPrivateKey)?.is_some();
    let (mut report, sign_type) = if args.private_key.is_some() || v3 && !v2 && args.sign_type.is_none() {
        let last = if args.app { &prepay_id } else { &package };
        let spec = schemes::pay_v3_client(&appid, &timestamp, &nonce, last);
        (rsa(spec, &merchant_key(args.private_key.as_ref(), cx)?)?, "RSA")
    } else {
        if !v2 {
            return Err(Setup::NoPayKey.into());
        }
        let key = secret("--key", args.key.as_ref(), Key::PayKey, cx)?;
        cx.hide_key(&key);
        let sign_type = args.sign_type.unwrap_or(SignType::Md5);
        let fields = if args.app { payment.app(&partner) } else { payment.page(sign_type.name()) };
        let spec = schemes::pay_v2(&fields, key.expose(), sign_type.digest()).with_scheme(Scheme::PayPage);
        let mut report = SignatureReport::hash(spec, Vec::new());
        report.alternatives.other_key = api_v3_key(cx)?;
        (report, sign_type.name())
    };
    if args.freshness.common.check.is_some() {
        add_value(&mut report.alternatives, "mch_id", &partner);
        let values = &report.alternatives.values;
        let is_app = (sign_type != "RSA").then_some(args.app);
        let key = cx.settings()?.secret(Key::PayKey)?;
        let key = if is_app.is_some() {
            report.spec.key.clone()
        } else {
            key.map_or_else(String::new, |key| key.expose().to_owned())
        };
        let mut sisters = if is_app.is_none() { sisters::of_client(payment, &partner) } else { Vec::new() };
        if !key.is_empty() {
            sisters.extend(sisters::of_payment(payment, &key, values, is_app));
        }
        report.alternatives.sisters = sisters;
    }
    report.inputs = named(vec![
        ("appid", appid.clone()),
        ("prepay_id", prepay_id.clone()),
        ("type", sign_type.to_owned()),
        ("timestamp", timestamp.clone()),
        ("nonce", nonce.clone()),
    ]);
    if args.app {
        let parameters = json!({
            "appid": appid, "partnerid": partner, "prepayid": prepay_id, "package": "Sign=WXPay",
            "noncestr": nonce, "timestamp": timestamp, "sign": report.signature,
        });
        report.inputs.push(("mchid".to_owned(), partner));
        report.snippet = pretty(&parameters);
        report.results.push(("parameters", parameters));
    } else {
        add_page(&mut report, [&appid, &timestamp, &nonce, &package], sign_type);
    }
    Ok(report)
}

/// Returns the arguments with which a page pays an order: that of `WeixinJSBridge`, and that of the JS-SDK.
pub(crate) fn page_payment(prepay_id: &str, appid: &str, cx: &Context) -> Result<[Value; 2], Error> {
    let args = JspayArgs {
        prepay_id: prepay_id.to_owned(),
        appid: Some(appid.to_owned()),
        key: None,
        private_key: None,
        sign_type: None,
        app: false,
        mchid: None,
        freshness: FreshnessArgs {
            timestamp: None,
            nonce: None,
            common: CommonArgs { check: None, print: None },
        },
    };
    let report = jspay(&args, cx)?;
    let result = |name| {
        let found = report.results.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    Ok([result("parameters"), result("chooseWXPay")])
}

/// Adds the calls with which a page pays, by `WeixinJSBridge` and by the JS-SDK. The values are the appid, the timestamp,
/// the nonce and the package.
pub(super) fn add_page(report: &mut SignatureReport, values: [&str; 4], sign_type: &str) {
    let [appid, timestamp, nonce, package] = values;
    let bridge = json!({
        "appId": appid, "timeStamp": timestamp, "nonceStr": nonce, "package": package,
        "signType": sign_type, "paySign": report.signature,
    });
    // The JS-SDK renames `timestamp`, and takes the appid from `wx.config`.
    let jssdk = json!({
        "timestamp": number(timestamp), "nonceStr": nonce, "package": package,
        "signType": sign_type, "paySign": report.signature,
    });
    report.snippet = format!(
        "WeixinJSBridge.invoke('getBrandWCPayRequest', {}, callback)\n\nwx.chooseWXPay({})",
        pretty(&bridge),
        pretty(&jssdk)
    );
    report.results.push(("parameters", bridge));
    report.results.push(("chooseWXPay", jssdk));
}
