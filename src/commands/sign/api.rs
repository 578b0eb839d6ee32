//! Requests to WeChat's server API, encrypted and signed (服务端 API 签名加密指南).

use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value, json};
use url::Url;

use super::FreshnessArgs;
use super::inputs::{is_whole_url, required_appid};
use super::pay_v3::rsa;
use super::report::{SignatureReport, named};
use crate::commands::args::{fresh_nonce, read, sealed_parameters, signing_key, symmetric_key};
use crate::context::Context;
use crate::crypt::api::{APPID_HEADER, ApiRequest, SIGNATURE_HEADER, TIMESTAMP_HEADER, is_sealed};
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::secret::Secret;
use crate::sign::schemes;
use crate::text::help;

/// `sign api`
#[derive(Debug, Args)]
pub(crate) struct ApiArgs {
    /// URL
    #[arg(value_name = "URL", help = help().sign.server_url, help_heading = help().arguments)]
    pub url: String,
    /// `--body`
    #[arg(long, value_name = "FILE", help = help().sign.server_body)]
    pub body: Option<PathBuf>,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--sym-sn`
    #[arg(long, value_name = "SN", help = help().sign.sym_sn)]
    pub sym_sn: Option<String>,
    /// `--sym-key`
    #[arg(long, value_name = "KEY", help = help().sign.sym_key)]
    pub sym_key: Option<Secret>,
    /// `--private-key`
    #[arg(long, value_name = "KEY", help = help().sign.server_key)]
    pub private_key: Option<Secret>,
    /// The timestamp, nonce and output arguments.
    #[command(flatten)]
    pub freshness: FreshnessArgs,
}

pub(super) fn api(args: &ApiArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let wrong = || Usage::Value { flag: "URL", value: args.url.clone(), wanted: Wanted::ApiUrl };
    let url = Url::parse(&args.url).ok().filter(|_| is_whole_url(&args.url)).ok_or_else(wrong)?;
    let urlpath = args.url.split(['?', '#']).next().unwrap_or_default().to_owned();
    let appid = required_appid(args.appid.as_ref(), cx)?;
    let timestamp = args.freshness.timestamp(cx)?;
    let given = args.body.as_ref().map(|path| read(path, "--body", cx)).transpose()?.unwrap_or_default();
    let mut plaintext = None;
    // What was sent is checked as it is.
    let body = if is_sealed(&given) || args.freshness.common.check.is_some() {
        given
    } else {
        let (sn, key) = symmetric_key(args.sym_sn.as_ref(), args.sym_key.as_ref(), cx)?;
        let request = ApiRequest { urlpath: &urlpath, appid: &appid, timestamp: &timestamp, sn: &sn };
        let nonce = match &args.freshness.nonce {
            Some(nonce) => nonce.clone(),
            None => fresh_nonce(cx)?,
        };
        let plain = request.plaintext(&nonce, &sealed_parameters(url.query_pairs().into_owned(), &given)?);
        let sealed = request.seal(&key, cx.random::<12>()?, &plain);
        plaintext = Some(plain);
        sealed.ok_or_else(|| Error::Bug("AES-GCM did not encrypt".to_owned()))?
    };
    let spec = schemes::api(&urlpath, &appid, &timestamp, &body);
    let mut report = rsa(spec, &signing_key(args.private_key.as_ref(), cx)?)?;
    report.alternatives.url = Some(args.url.clone());
    report.inputs = named(vec![
        ("urlpath", urlpath),
        ("appid", appid.clone()),
        ("timestamp", timestamp.clone()),
        ("body", body.clone()),
    ]);
    if let Some(plain) = plaintext {
        report.results.push(("plaintext", json!(plain)));
    }
    let headers =
        [(APPID_HEADER, appid), (TIMESTAMP_HEADER, timestamp), (SIGNATURE_HEADER, report.signature.clone())];
    let lines = headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>();
    report.snippet = format!("{}\nContent-Type: application/json\n\n{body}", lines.join("\n"));
    let headers: Map<String, Value> =
        headers.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
    report.results.push(("headers", Value::Object(headers)));
    Ok(report)
}
