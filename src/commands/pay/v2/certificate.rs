//! The merchant's certificate, which calls that take money back present in TLS.

use super::Session;
use crate::api::Host;
use crate::commands::args::read_bytes;
use crate::config::{Key, Origin, Setting};
use crate::crypt::pkcs12;
use crate::error::{Error, Setup};
use crate::secret::Secret;
use crate::sign::rsa::is_pkcs12;

impl Session<'_> {
    /// Presents the merchant's certificate in TLS: two PEM files, or `apiclient_cert.p12`, which holds both and whose
    /// password is the merchant ID (微信支付 v2 文档《API 证书》).
    pub(super) fn present_certificate(&mut self) -> Result<(), Error> {
        if self.args.wechat.mock || self.previews() || self.wechat.base(Host::Pay)?.scheme() != "https" {
            return Ok(());
        }
        let mut pem = Vec::new();
        for key in [Key::MchCertificate, Key::MchPrivateKey] {
            let env = key.info().env.first().copied().unwrap_or_default();
            let missing = Setup::MissingSetting { flag: env, env, key: key.name() };
            let Setting { value, origin } = self.cx.settings()?.get(key)?.ok_or(missing)?;
            let path = value.expose();
            if matches!(origin, Origin::Env(_)) && path.contains("BEGIN") {
                pem.extend(path.replace("\\n", "\n").into_bytes());
            } else {
                let bytes = read_bytes(path.as_ref(), key.name(), self.cx)?;
                if is_pkcs12(&bytes) {
                    let (path, mchid) = (path.to_owned(), self.mchid.clone());
                    let identity = pkcs12::to_pem(&bytes, &mchid);
                    self.wechat.present(identity.map_err(|error| Setup::Pkcs12 { path, mchid, error })?);
                    return Ok(());
                }
                pem.extend(bytes);
            }
            pem.push(b'\n');
        }
        self.wechat.present(Secret::new(String::from_utf8_lossy(&pem)));
        Ok(())
    }
}
