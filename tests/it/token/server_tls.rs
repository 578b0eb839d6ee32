//! `webot token serve` over TLS, where certificates of clients stand for a key.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use serde_json::Value;

use crate::support::{APPID, Certificates, EC_KEY, LOCALHOST, Mock, SECRET, Webot, webot};

/// Makes the roots `root`, `team` and `other`, a certificate of localhost by `root`, and those of clients by `team` and
/// by `other`. `None`, with a word about it, where nothing makes certificates.
fn certificates() -> Option<Certificates> {
    Certificates::made(|own| {
        ["root", "team", "other"].into_iter().try_for_each(|root| own.root(root))?;
        [("server", "root"), ("friend", "team"), ("stranger", "other")]
            .into_iter()
            .try_for_each(|(name, root)| own.signed(name, root, [EC_KEY, name, LOCALHOST]))
    })
}

/// Asks for a path, with the certificate of this name; `None` if the server hangs up.
fn ask(server: &Mock, made: &Certificates, client: Option<&str>, path: &str) -> Option<(u16, Value)> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.expect("versions").with_root_certificates(made.trusting("root"));
    let config = match client {
        None => builder.with_no_client_auth(),
        Some(name) => {
            let chain = vec![made.certificate(name)];
            builder.with_client_auth_cert(chain, made.key(name)).expect("a pair")
        }
    };
    let name = ServerName::try_from("localhost").expect("a name");
    let connection = ClientConnection::new(Arc::new(config), name).expect("a connection");
    let stream: TcpStream = server.connect();
    let mut stream = StreamOwned::new(connection, stream);
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8(answer).expect("UTF-8");
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
    let status = head.split(' ').nth(1).expect("a status").parse().expect("a status");
    Some((status, serde_json::from_str(body).expect("JSON")))
}

/// Starts the server with these certificates.
fn serving<const N: usize>(home: &Webot, made: &Certificates, args: [&str; N]) -> Mock {
    let start = home.webot(["token", "serve", "--port", "0", "--json"]);
    let start = start.args(["--tls-cert", &made.path("server.pem"), "--tls-key", &made.path("server.key")]);
    let args = args.map(|arg| if made.file(arg).is_file() { made.path(arg) } else { arg.to_owned() });
    Mock::of(start.args(args.iter().map(String::as_str))).or_not_asked()
}

fn query(secret: &str) -> String {
    format!("/cgi-bin/token?grant_type=client_credential&appid={APPID}&secret={secret}")
}

#[test]
fn certificates_of_clients_stand_for_a_key() {
    let Some(made) = certificates() else { return };
    let mock = Mock::start([]);
    let server = serving(&Webot::on(&mock), &made, ["--client-ca", "team.pem", "--host", "0.0.0.0"]);
    let (status, got) = ask(&server, &made, Some("friend"), &query("")).expect("an answer");
    assert!(status == 200 && got["access_token"].is_string(), "{got}");
    let (status, _) = ask(&server, &made, Some("friend"), &query("wrong")).expect("an answer");
    assert_eq!(status, 401);
    for client in [None, Some("stranger")] {
        assert_eq!(ask(&server, &made, client, &query(SECRET)), None, "{client:?}");
    }
    // A client without TLS is hung up on; no token goes over the wire.
    let plain = server.raw(format!("GET {} HTTP/1.1\r\nHost: a\r\n\r\n", query(SECRET)));
    assert!(!String::from_utf8_lossy(&plain).contains("access_token"));
    let ran = server.end("-TERM");
    let refused = ran.stdout.lines().filter(|line| line.contains(r#""event":"handshake""#)).count();
    assert_eq!(refused, 3, "{}", ran.stdout);
}

#[test]
fn a_key_is_wanted_beside_a_certificate() {
    let Some(made) = certificates() else { return };
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let server = serving(&home, &made, ["--client-ca", "team.pem", "--key", "k3y"]);
    let errcode = |secret: &str| {
        let (_, got) = ask(&server, &made, Some("friend"), &query(secret)).expect("an answer");
        got["errcode"].as_i64()
    };
    assert_eq!([errcode(""), errcode("wrong"), errcode("k3y")], [Some(41004), Some(40125), None]);
    // Without roots, a key or secret is all.
    let server = serving(&home, &made, ["--key", "k3y"]);
    let (_, got) = ask(&server, &made, None, &query("k3y")).expect("an answer");
    assert!(got["access_token"].is_string(), "{got}");
}

#[test]
fn files_that_do_not_fit_are_named() {
    let Some(made) = certificates() else { return };
    let serve = |cert: &str, key: &str, roots: &str| {
        let run = webot(["token", "serve", "--mock", "--port", "0"]);
        let run = run.args([
            "--tls-cert",
            &made.path(cert),
            "--tls-key",
            &made.path(key),
            "--client-ca",
            &made.path(roots),
        ]);
        run.exit(2).stderr_any().run().stderr
    };
    for (files, named) in [
        (["server.pem", "root.key", "team.pem"], "root.key` is not the key of the certificate"),
        (["server.pem", "root.pem", "team.pem"], "root.pem` contains no unencrypted PEM key"),
        (["extension.cnf", "server.key", "team.pem"], "extension.cnf` contains no PEM certificate"),
        (["server.pem", "server.key", "extension.cnf"], "extension.cnf` contains no PEM certificate"),
        (["none.pem", "server.key", "team.pem"], "none.pem"),
    ] {
        let [cert, key, roots] = files;
        let said = serve(cert, key, roots);
        assert!(said.contains(named), "{said}");
    }
    webot(["token", "serve", "--mock", "--client-ca", "a.pem"]).exit(2).stderr_has("--tls-cert").run();
}

#[test]
fn the_mock_speaks_tls() {
    let Some(made) = certificates() else { return };
    let start = webot(["mock", "--port", "0", "--json"]);
    let start = start.args(["--tls-cert", &made.path("server.pem"), "--tls-key", &made.path("server.key")]);
    let mock = Mock::of(start.stderr_any()).or_not_asked();
    let (status, got) = ask(&mock, &made, None, &query("any")).expect("an answer");
    assert!(status == 200 && got["access_token"].is_string(), "{got}");
    let url = mock.url().replace("http://127.0.0.1", "wss://localhost");
    let sent = webot(["send", "aibot.text", "--insecure", "--json", "--to", &format!("{url}/aibot")]);
    assert_eq!(sent.exit(4).stderr_any().run().error()["kind"], "no-aibot");
}
