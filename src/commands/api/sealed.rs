//! Encrypts and signs a call of the server API (服务端 API 签名加密指南).

use std::sync::Arc;

use crate::api::Host;
use crate::commands::args::{ApiKeyArgs, fresh_nonce, sealed_parameters, setting};
use crate::config::Key;
use crate::context::Context;
use crate::crypt::api::{APPID_HEADER, ApiRequest, SIGNATURE_HEADER, TIMESTAMP_HEADER};
use crate::error::{Error, Usage};
use crate::wechat::{Body, Call, Sealing};

/// Returns the call with its parameters encrypted into the body and signed.
pub(super) fn sealed(call: Call, args: &ApiKeyArgs, cx: &Context) -> Result<Call, Error> {
    let body = match &call.body {
        Body::Json(json) => json.as_str(),
        Body::Empty => "",
        Body::Raw(..) | Body::Form(_) => return Err(Usage::NotSignable.into()),
    };
    if call.host != Host::Api {
        return Err(Usage::NotSignable.into());
    }
    let keys = args.keys(cx)?;
    let (certificate, certificate_sn) = args.certificate(cx)?;
    let appid = setting("WX_APPID", None, Key::Appid, cx)?;
    let urlpath = format!("https://{}{}", call.host.name(), call.path);
    let timestamp = cx.now().to_string();
    let request = ApiRequest { urlpath: &urlpath, appid: &appid, timestamp: &timestamp, sn: &keys.sn };
    let plain = request.plaintext(&fresh_nonce(cx)?, &sealed_parameters(call.query.iter().cloned(), body)?);
    let sealed = request.seal(&keys.key, cx.random::<12>()?, &plain);
    let sealed = sealed.ok_or_else(|| Error::Bug("AES-GCM did not encrypt".to_owned()))?;
    let signature = keys.private.sign_pss(&request.signature(&sealed).bytes_to_sign());
    let signature = signature.ok_or_else(|| Error::Bug("RSA did not sign".to_owned()))?;
    let headers = vec![
        (APPID_HEADER, appid.clone()),
        (TIMESTAMP_HEADER, timestamp.clone()),
        (SIGNATURE_HEADER, signature),
    ];
    let sealing = Sealing { urlpath, appid, sn: keys.sn, key: keys.key, certificate, certificate_sn };
    Ok(Call {
        query: Vec::new(),
        body: Body::Json(sealed),
        headers,
        sealing: Some(Arc::new(sealing)),
        ..call
    })
}
