//! TLS of a server: its certificate, and the roots of the certificates that its clients need.

use std::sync::Arc;

use rustls::crypto::ring;
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

/// The PEM files of a server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TlsFiles<'a> {
    /// The certificate and those between it and its root.
    pub chain: &'a [u8],
    /// The private key of the certificate.
    pub key: &'a [u8],
    /// The roots of the certificates of clients; without them, clients need none.
    pub client_roots: Option<&'a [u8]>,
}

/// A file that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TlsProblem {
    /// The first file holds no PEM certificate.
    NoCertificate,
    /// The key file holds no PEM key that is not encrypted.
    NoKey,
    /// The key is not that of the certificate.
    OtherKey,
    /// The file of the roots holds no PEM certificate.
    NoRoot,
}

/// The TLS configuration of a server.
#[derive(Clone)]
pub(crate) struct ServerTls(pub(super) Arc<ServerConfig>);

impl ServerTls {
    /// Returns the configuration of a server with these files.
    pub(crate) fn new(files: &TlsFiles<'_>) -> Result<Self, TlsProblem> {
        let chain = certificates(files.chain).ok_or(TlsProblem::NoCertificate)?;
        let key = PrivateKeyDer::from_pem_slice(files.key).map_err(|_| TlsProblem::NoKey)?;
        let provider = Arc::new(ring::default_provider());
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider));
        // Ring has all of the default versions.
        let builder = builder.with_safe_default_protocol_versions().map_err(|_| TlsProblem::NoKey)?;
        let builder = match files.client_roots {
            None => builder.with_no_client_auth(),
            Some(pem) => {
                let mut roots = RootCertStore::empty();
                for root in certificates(pem).ok_or(TlsProblem::NoRoot)? {
                    roots.add(root).map_err(|_| TlsProblem::NoRoot)?;
                }
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
                builder.with_client_cert_verifier(verifier.build().map_err(|_| TlsProblem::NoRoot)?)
            }
        };
        let config = builder.with_single_cert(chain, key);
        let mut config = config.map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => TlsProblem::OtherKey,
            rustls::Error::InvalidCertificate(_) => TlsProblem::NoCertificate,
            _ => TlsProblem::NoKey,
        })?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self(Arc::new(config)))
    }
}

/// Returns the certificates of a PEM file; `None` if one cannot be read, or there is none.
fn certificates(pem: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let read: Option<Vec<_>> = CertificateDer::pem_slice_iter(pem).map(Result::ok).collect();
    read.filter(|read| !read.is_empty())
}
