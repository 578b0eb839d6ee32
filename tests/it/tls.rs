//! Which certificates are trusted: those of the system, and those of `--cacert` beside them.
#![cfg(unix)]

use std::io::{Read as _, Write as _};

use rustls::ServerConfig;

use crate::support::{Certificates, EC_KEY, LOCALHOST, Ran, TlsStream, Webot, serve_tls, webot};

/// A server of HTTPS on localhost, the root that vouches for it, and another root.
struct Server {
    made: Certificates,
    port: u16,
}

impl Server {
    /// `None`, with a word about it, where nothing makes certificates.
    fn start() -> Option<Self> {
        let made = Certificates::made(|own| {
            own.root("root")?;
            own.root("other")?;
            own.signed("server", "root", [EC_KEY, "localhost", LOCALHOST])
        })?;
        let builder = ServerConfig::builder().with_no_client_auth();
        let config = builder.with_single_cert(vec![made.certificate("server")], made.key("server"));
        let port = serve_tls(config.expect("a pair"), answer);
        Some(Self { made, port })
    }

    fn pem(&self, name: &str) -> String {
        self.made.path(name)
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

fn answer(stream: &mut TlsStream) {
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
