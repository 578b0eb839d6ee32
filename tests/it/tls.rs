//! Which certificates are trusted: those of the system, and those of `--cacert` beside them.
#![cfg(unix)]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tempfile::TempDir;

use crate::support::{Ran, Webot, webot};

/// A server of HTTPS on localhost, the root that vouches for it, and another root.
struct Server {
    folder: TempDir,
    port: u16,
}

impl Server {
    /// `None`, with a word about it, where nothing makes certificates.
    fn start() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let Some(config) = certificates(folder.path()) else {
            #[expect(clippy::print_stderr, reason = "a test that did not run says so")]
            {
                eprintln!("skipped: openssl is not installed");
            }
            return None;
        };
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let connection = ServerConnection::new(Arc::clone(&config)).expect("a connection");
                answer(&mut StreamOwned::new(connection, stream));
            }
        });
        Some(Self { folder, port })
    }

    fn pem(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// The two commands that speak to servers, with these roots in the system and these arguments.
    fn asked(&self, system: &str, host: &str, args: &[&str]) -> [Webot; 2] {
        let url = format!("https://{host}:{}", self.port);
        let api = webot(["api", "GET", "/sns/auth", "--retries", "0", "--api-base", &url]);
        [webot(["send", "hi", "--des", &url]), api]
            .map(|run| run.args(args).env("SSL_CERT_FILE", self.pem(system)))
    }

    #[track_caller]
    fn is_trusted(&self, system: &str, args: &[&str]) {
        for run in self.asked(system, "localhost", args) {
            run.stderr_any().run();
        }
    }

    #[track_caller]
    fn is_refused(&self, system: &str, host: &str, args: &[&str]) -> [Ran; 2] {
        self.asked(system, host, args).map(|run| run.exit(4).stderr_any().run())
    }
}

fn answer(stream: &mut (impl Read + Write)) {
    let mut request = [0; 8192];
    let read = stream.read(&mut request).unwrap_or_default();
    let (kind, body) = if request[..read].starts_with(b"GET") {
        ("application/json", r#"{"errcode":0,"errmsg":"ok"}"#)
    } else {
        ("text/plain", "success")
    };
    let length = body.len();
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close");
    stream.write_all(format!("{head}\r\n\r\n{body}").as_bytes()).ok();
    stream.flush().ok();
}

/// Makes `root.pem`, a certificate for localhost that it signed, and `other.pem`.
fn certificates(folder: &Path) -> Option<Arc<ServerConfig>> {
    let openssl = |line: &str| {
        let made = Command::new("openssl").args(line.split(' ')).current_dir(folder).output().ok()?;
        made.status.success().then_some(())
    };
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
    std::fs::write(folder.join("san.cnf"), "subjectAltName=DNS:localhost\n").expect("a file");
    for root in ["root", "other"] {
        openssl(&format!("req -x509 {key} -days 2 -subj /CN={root} -keyout {root}.key -out {root}.pem"))?;
    }
    openssl(&format!("req {key} -subj /CN=localhost -keyout key.pem -out request.pem"))?;
    openssl(
        "x509 -req -in request.pem -CA root.pem -CAkey root.key -CAcreateserial -days 2 -extfile san.cnf -out cert.pem",
    )?;
    let chain = vec![CertificateDer::from_pem_file(folder.join("cert.pem")).expect("a certificate")];
    let key = PrivateKeyDer::from_pem_file(folder.join("key.pem")).expect("a key");
    Some(Arc::new(
        ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).expect("a pair"),
    ))
}

#[test]
fn roots_are_trusted_beside_those_of_the_system() {
    let Some(server) = Server::start() else { return };
    let (root, other) = (server.pem("root.pem"), server.pem("other.pem"));
    server.is_trusted("root.pem", &[]);
    server.is_trusted("other.pem", &["--cacert", &root]);
    server.is_trusted("root.pem", &["--cacert", &other]);
    // A system without any root.
    server.is_trusted("none.pem", &["--cacert", &root]);
    for run in server.asked("other.pem", "localhost", &[]) {
        run.env("WX_CACERT", &root).stderr_any().run();
    }
}

#[test]
fn a_server_that_none_vouches_for_is_refused_unless_any_is_accepted() {
    let Some(server) = Server::start() else { return };
    let other = server.pem("other.pem");
    for args in [&[][..], &["--cacert", &other]] {
        for ran in server.is_refused("other.pem", "localhost", args) {
            assert!(
                ran.stderr.contains("no TLS connection") && ran.stderr.contains("UnknownIssuer"),
                "{}",
                ran.stderr
            );
        }
    }
    for run in server.asked("other.pem", "localhost", &["--insecure"]) {
        let ran = run.stderr_any().run();
        assert!(ran.stderr.contains("warning: --insecure"), "{}", ran.stderr);
    }
}

/// The chain is good, so the system's roots are not asked, which would not know it and say so.
#[test]
fn another_name_is_named_as_the_cause() {
    let Some(server) = Server::start() else { return };
    for ran in server.is_refused("other.pem", "127.0.0.1", &["--cacert", &server.pem("root.pem")]) {
        assert!(ran.stderr.contains("not valid for name"), "{}", ran.stderr);
    }
}

#[test]
fn a_file_that_is_no_certificate_is_named() {
    let url = "https://localhost:1";
    let api = ["api", "GET", "/sns/auth", "--api-base", url];
    for command in [&["send", "hi", "--des", url][..], &api] {
        let missing = webot(command).args(["--cacert", "none.pem"]).exit(2).stderr_any().run();
        assert!(
            missing.stderr.contains("`--cacert`") && missing.stderr.contains("none.pem"),
            "{}",
            missing.stderr
        );
        let text =
            webot(command).args(["--cacert", "a.pem"]).file("a.pem", "text").exit(2).stderr_any().run();
        assert!(text.stderr.contains("a.pem"), "{}", text.stderr);
        let large = webot(command)
            .args(["--cacert", "a.pem"])
            .file("a.pem", vec![b'x'; 1_100_000])
            .exit(2)
            .stderr_any()
            .run();
        assert!(large.stderr.contains("larger than 1 MB"), "{}", large.stderr);
    }
}
