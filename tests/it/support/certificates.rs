//! Certificates that openssl makes for one run, and a server of TLS that shows them.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use tempfile::TempDir;

/// The options for a new key on an elliptic curve.
pub const EC_KEY: &str = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
/// The extension of a server's certificate.
pub const LOCALHOST: &str = "subjectAltName=DNS:localhost";

/// A connection to the server.
pub type TlsStream = StreamOwned<ServerConnection, TcpStream>;

/// A folder of certificates: `NAME.pem`, each with its key, `NAME.key`.
pub struct Certificates(TempDir);

impl Certificates {
    /// Makes certificates; returns `None`, with a word about it, where openssl is missing.
    pub fn made(make: impl FnOnce(&Self) -> Option<()>) -> Option<Self> {
        let own = Self(tempfile::tempdir().expect("a folder"));
        let made = make(&own);
        #[expect(clippy::print_stderr, reason = "a test that did not run says so")]
        if made.is_none() {
            eprintln!("skipped: openssl is not installed");
        }
        made.map(|()| own)
    }

    /// Runs openssl with a line of arguments in the folder; returns `None` if it is missing or fails.
    pub fn openssl(&self, line: &str) -> Option<()> {
        let made =
            Command::new("openssl").args(line.split_whitespace()).current_dir(&self.0).output().ok()?;
        made.status.success().then_some(())
    }

    /// Makes a root.
    pub fn root(&self, name: &str) -> Option<()> {
        self.openssl(&format!(
            "req -x509 {EC_KEY} -days 2 -subj /CN={name} -keyout {name}.key -out {name}.pem"
        ))
    }

    /// Makes a certificate that a root signs: with a new key by these options, for this subject, with this extension.
    pub fn signed(&self, name: &str, root: &str, [key, subject, extension]: [&str; 3]) -> Option<()> {
        std::fs::write(self.file("extension.cnf"), format!("{extension}\n")).expect("a file");
        self.openssl(&format!("req {key} -subj /CN={subject} -keyout {name}.key -out {name}.csr"))?;
        let sign = format!("-CA {root}.pem -CAkey {root}.key -CAcreateserial -days 2");
        self.openssl(&format!("x509 -req -in {name}.csr {sign} -extfile extension.cnf -out {name}.pem"))
    }

    /// Returns the path of a file in the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Returns the path of a file in the folder, as an argument.
    pub fn path(&self, name: &str) -> String {
        self.file(name).display().to_string()
    }

    pub fn certificate(&self, name: &str) -> CertificateDer<'static> {
        CertificateDer::from_pem_file(self.file(&format!("{name}.pem"))).expect("a certificate")
    }

    pub fn key(&self, name: &str) -> PrivateKeyDer<'static> {
        PrivateKeyDer::from_pem_file(self.file(&format!("{name}.key"))).expect("a key")
    }

    /// Returns the store that trusts a root.
    pub fn trusting(&self, root: &str) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate(root)).expect("a root");
        roots
    }
}

/// Serves TLS on a free port, one connection after the other. Returns the port.
pub fn serve_tls(config: ServerConfig, answer: fn(&mut TlsStream)) -> u16 {
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(Arc::clone(&config)).expect("a connection");
            answer(&mut StreamOwned::new(connection, stream));
        }
    });
    port
}
