//! The certificates that a client trusts.

use std::sync::{Arc, OnceLock};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls_platform_verifier::Verifier;

use crate::secret::Secret;

/// Certificates trusted beyond the system's, and the proxy.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trust {
    /// Further roots, as PEM.
    pub roots: Option<Vec<u8>>,
    /// Trust any certificate.
    pub insecure: bool,
    /// A proxy in place of the environment's.
    pub proxy: Option<Secret>,
    /// The client's own certificate and private key, as PEM.
    pub identity: Option<Secret>,
}

/// Makes ring the cryptography of every TLS connection that brings no configuration of its own.
pub(super) fn use_ring() {
    // The error says that one is set already: that of an earlier client.
    ring::default_provider().install_default().ok();
}

/// Returns a configuration that trusts the roots of a PEM file and those of the system.
pub(super) fn tls_config(pem: &[u8], identity: Option<&Secret>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore::empty();
    for root in CertificateDer::pem_slice_iter(pem) {
        roots.add(root.map_err(|error| error.to_string())?).map_err(|error| error.to_string())?;
    }
    let provider = Arc::new(ring::default_provider());
    let given = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build();
    let given = given.map_err(|error| error.to_string())?;
    let verifier = FurtherRoots { given, provider: Arc::clone(&provider), system: OnceLock::new() };
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| error.to_string())?.dangerous();
    let builder = builder.with_custom_certificate_verifier(Arc::new(verifier));
    let mut config = match identity {
        None => builder.with_no_client_auth(),
        Some(identity) => {
            let pem = identity.expose().as_bytes();
            let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
            let chain = chain.map_err(|error| error.to_string())?;
            let key = PrivateKeyDer::from_pem_slice(pem).map_err(|error| error.to_string())?;
            builder.with_client_auth_cert(chain, key).map_err(|error| error.to_string())?
        }
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Verifies with the given roots first. Loading the system's roots costs 4 to 24 ms that a server with one of the given
/// roots does not need.
#[derive(Debug)]
struct FurtherRoots {
    given: Arc<WebPkiServerVerifier>,
    provider: Arc<CryptoProvider>,
    /// The system's roots, once they were needed; `None` if it has none.
    system: OnceLock<Option<Verifier>>,
}

impl FurtherRoots {
    fn system(&self) -> Option<&Verifier> {
        self.system.get_or_init(|| Verifier::new(Arc::clone(&self.provider)).ok()).as_ref()
    }
}

impl ServerCertVerifier for FurtherRoots {
    fn verify_server_cert(
        &self,
        server: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified = self.given.verify_server_cert(server, between, name, ocsp, now);
        // Any other error concerns a chain that ends at one of the given roots.
        let unknown = matches!(verified, Err(Error::InvalidCertificate(CertificateError::UnknownIssuer)));
        match unknown.then(|| self.system()).flatten() {
            Some(system) => system.verify_server_cert(server, between, name, ocsp, now),
            None => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        server: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.given.verify_tls12_signature(message, server, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        server: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.given.verify_tls13_signature(message, server, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.given.supported_verify_schemes()
    }
}
