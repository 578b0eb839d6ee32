//! The client certificate of v2 in TLS: a server that requires it as WeChat Pay does, PEM files, and
//! `apiclient_cert.p12`.
#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::server::WebPkiClientVerifier;

use super::v2::{KEY, answer};
use super::{APPID, MCHID};
use crate::support::{Certificates, EC_KEY, LOCALHOST, TlsStream, Webot, http_with, serve_tls, webot};

/// The page of the server in front of WeChat Pay for a call without a certificate.
const NO_CERTIFICATE: &str = "<html><head><title>400 No required SSL certificate was sent</title></head>\
    <body><center><h1>400 Bad Request</h1></center></body></html>";

/// A WeChat Pay over TLS. Its folder holds `root.pem`, and the merchant's `cert.pem`, `cert.key`, `merchant.p12` and
/// `other.p12`, whose password is not the merchant ID.
struct Server {
    made: Certificates,
    port: u16,
}

impl Server {
    /// `None`, with a word about it, where nothing makes certificates.
    fn start() -> Option<Self> {
        let made = Certificates::made(make)?;
        let clients = WebPkiClientVerifier::builder(Arc::new(made.trusting("root"))).allow_unauthenticated();
        let clients = clients.build().expect("a verifier");
        let builder = ServerConfig::builder().with_client_cert_verifier(clients);
        let config = builder.with_single_cert(vec![made.certificate("server")], made.key("server"));
        let port = serve_tls(config.expect("a pair"), serve);
        Some(Self { made, port })
    }

    fn path(&self, name: &str) -> String {
        self.made.path(name)
    }

    fn trusting(&self, run: Webot) -> Webot {
        let url = format!("https://localhost:{}", self.port);
        run.envs(&[("WX_APPID", APPID), ("WX_MCHID", MCHID), ("WX_PAY_KEY", KEY)])
            .env("WX_API_BASE", &url)
            .env("WX_CACERT", self.path("root.pem"))
    }

    fn refund(&self) -> Webot {
        let refund = ["pay", "v2", "refund", "--out-trade-no", "ORDER001", "--out-refund-no", "R00001"];
        self.trusting(webot(refund)).args(["--fen", "1", "--total-fen", "2", "--yes"])
    }
}

fn serve(stream: &mut TlsStream) {
    let (mut request, mut piece) = (Vec::new(), [0; 8192]);
    // A request ends with its document.
    while !request.ends_with(b"</xml>") {
        match stream.read(&mut piece) {
            Ok(read) if read > 0 => request.extend_from_slice(&piece[..read]),
            _ => return,
        }
    }
    let is_known = stream.conn.peer_certificates().is_some_and(|chain| !chain.is_empty());
    let reply = if request.starts_with(b"POST /secapi/") && !is_known {
        http_with(400, "Content-Type: text/html\r\n", NO_CERTIFICATE)
    } else {
        answer(&[("result_code", "SUCCESS"), ("refund_id", "42")])
    };
    stream.write_all(&reply).ok();
    stream.conn.send_close_notify();
    stream.flush().ok();
}

fn make(own: &Certificates) -> Option<()> {
    own.root("root")?;
    own.signed("server", "root", [EC_KEY, "localhost", LOCALHOST])?;
    own.signed("cert", "root", ["-newkey rsa:2048 -nodes", MCHID, "extendedKeyUsage=clientAuth"])?;
    for (name, password) in [("merchant.p12", MCHID), ("other.p12", "secret-of-p12")] {
        let export = format!("-in cert.pem -inkey cert.key -passout pass:{password} -out {name}");
        // As WeChat Pay encrypts it, where OpenSSL still can.
        own.openssl(&format!("pkcs12 -export -legacy {export}"))
            .or_else(|| own.openssl(&format!("pkcs12 -export {export}")))?;
    }
    Some(())
}

#[test]
fn a_refund_presents_the_certificate_of_the_merchant() {
    let Some(server) = Server::start() else { return };
    let p12 = server.refund().env("WX_MCH_CERTIFICATE", server.path("merchant.p12")).stdout_has("42").run();
    assert_eq!(p12.stderr, "");
    let key = std::fs::read_to_string(server.path("cert.key")).expect("a key");
    for look in ["-v", "--curl", "--json"] {
        let run = server.refund().env("WX_MCH_CERTIFICATE", server.path("merchant.p12")).args([look]);
        let ran = run.stderr_any().run();
        let is_seen = |line: &str| ran.stdout.contains(line) || ran.stderr.contains(line);
        assert!(!key.lines().any(is_seen) && !is_seen(KEY), "{look}: {} {}", ran.stdout, ran.stderr);
    }
    server
        .refund()
        .env("WX_MCH_CERTIFICATE", server.path("cert.pem"))
        .env("WX_MCH_PRIVATE_KEY", server.path("cert.key"))
        .stdout_has("42")
        .run();
    // The key of another certificate.
    let mismatched = server
        .refund()
        .env("WX_MCH_CERTIFICATE", server.path("cert.pem"))
        .env("WX_MCH_PRIVATE_KEY", server.path("server.key"));
    mismatched.exit(3).stderr_has("the client certificate is not usable").stderr_lacks("proxy").run();
    server.refund().exit(3).stderr_has("mch_certificate").run();
    let other = server.refund().env("WX_MCH_CERTIFICATE", server.path("other.p12"));
    other.clone().exit(3).stderr_has("has another password than the merchant ID").run();
    other.args(["--lang", "zh"]).exit(3).stderr_has("的密码不是商户号").run();
    std::fs::write(
        server.path("cut.p12"),
        &std::fs::read(server.path("merchant.p12")).expect("a file")[..900],
    )
    .expect("a file");
    server.refund().env("WX_MCH_CERTIFICATE", server.path("cut.p12")).exit(3).stderr_has("damaged").run();
    // A PKCS#12 file in place of the key of v3.
    webot(["pay", "query", "--out-trade-no", "ORDER001", "--no-verify"])
        .envs(&[("WX_MCHID", MCHID), ("WX_MCH_SERIAL", "ABC")])
        .env("WX_MCH_PRIVATE_KEY", server.path("merchant.p12"))
        .exit(2)
        .stderr_has("PKCS#12")
        .run();
}

#[test]
fn a_call_without_a_certificate_is_refused_with_its_reason() {
    let Some(server) = Server::start() else { return };
    let call = || server.trusting(webot(["api", "POST", "/secapi/pay/refund", "--data", "<xml></xml>"]));
    let ran = call().exit(4).stderr_has("requires the merchant's certificate").stderr_lacks("proxy").run();
    assert!(ran.stderr.contains("apiclient_cert.p12"), "{}", ran.stderr);
    call().args(["--lang", "zh"]).exit(4).stderr_has("要求 TLS 出示商户 API 证书").run();
    let json = call().args(["--json"]).exit(4).stderr_any().run();
    assert_eq!(json.error()["kind"], "client-certificate");
}
