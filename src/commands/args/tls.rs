//! The TLS of a server, from PEM files.

use std::path::Path;

use super::read_bytes;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::server::{ServerTls, TlsFiles, TlsProblem};
use crate::lang::Wanted;

/// Returns the TLS of a server by `--tls-cert`, `--tls-key` and `--client-ca`; `None` for plain HTTP.
pub(crate) fn server_tls(
    (cert, key, roots): (Option<&Path>, Option<&Path>, Option<&Path>),
    cx: &Context,
) -> Result<Option<ServerTls>, Error> {
    let (Some(cert), Some(key)) = (cert, key) else { return Ok(None) };
    let chain = read_bytes(cert, "--tls-cert", cx)?;
    let key_pem = read_bytes(key, "--tls-key", cx)?;
    let client_roots = roots.map(|path| read_bytes(path, "--client-ca", cx)).transpose()?;
    let files = TlsFiles { chain: &chain, key: &key_pem, client_roots: client_roots.as_deref() };
    let unusable =
        |flag, path: &Path, wanted| Usage::Value { flag, value: path.display().to_string(), wanted };
    let tls = ServerTls::new(&files).map_err(|problem| match problem {
        TlsProblem::NoCertificate => unusable("--tls-cert", cert, Wanted::Pem),
        TlsProblem::NoKey => unusable("--tls-key", key, Wanted::PemKey),
        TlsProblem::OtherKey => unusable("--tls-key", key, Wanted::KeyOfCertificate),
        TlsProblem::NoRoot => unusable("--client-ca", roots.unwrap_or(cert), Wanted::Pem),
    })?;
    Ok(Some(tls))
}
