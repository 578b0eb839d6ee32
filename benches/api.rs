//! `webot api`, `webot pay query` and `webot user list` side by side with curl: over loopback HTTP, and over HTTPS with a
//! certificate of its own that both are told to believe; a million followers; and how long the process takes to start.
//!
//! Wanted: HTTP at most 0.6 of curl, signing and verifying too, HTTPS at most 1.0, a million followers in 32 MB,
//! `--version` 2 ms over nothing.
//!
//! ```console
//! cargo bench --bench api
//! ```

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "its own files in its own folder, and a table"
)]

mod curl_line;
mod side_by_side;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use side_by_side::print;

const WEBOT: &str = env!("CARGO_BIN_EXE_webot");
const TOKEN: &str = r#"{"access_token":"ACCESS_TOKEN-of-the-bench","expires_in":7200}"#;
const USER: &str = r#"{"subscribe":1,"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","language":"zh_CN","subscribe_time":1382694957,"remark":"","groupid":0,"tagid_list":[128,2]}"#;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().display().to_string();
    let env = [("HOME", &*home), ("WX_APPID", "wx1234567890abcdef"), ("WX_SECRET", "s3cret-of-the-bench")];
    println!("loopback HTTP, one call, the token is there; wanted: 0.6");
    one_call(&format!("http://127.0.0.1:{}", serve(None)), None, &env);
    println!("\nHTTPS, one call, both believe one file; wanted: 1.0");
    match certificate(folder.path()) {
        Some(tls) => {
            let ca = folder.path().join("ca.pem").display().to_string();
            one_call(&format!("https://localhost:{}", serve(Some(tls))), Some(&ca), &env);
        }
        None => println!("no openssl to make a certificate with"),
    }
    println!("\nWeChat Pay over loopback HTTP, signed and verified; wanted: 0.6");
    pay_query(&home);
    println!("\na million followers from webot mock; wanted: 32768 KB");
    let mut mock = mock(&["--followers", "1000000"]);
    let base = listening(&mut mock);
    let list = words(&[WEBOT, "user", "list", "--all", "--api-base", &base]);
    print(&[("user list --all".to_owned(), list)], &env, 3);
    mock.kill().ok();
    mock.wait().ok();
    println!("\nstart-up; wanted: 2 ms more than a program that does nothing");
    let mut peers = vec![("webot --version".to_owned(), words(&[WEBOT, "--version"]))];
    peers.extend(nothing(folder.path()).map(|path| ("an empty program".to_owned(), vec![path])));
    print(&peers, &env, 200);
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn one_call(base: &str, ca: Option<&str>, env: &[(&str, &str)]) {
    let call = [WEBOT, "api", "GET", "/cgi-bin/user/info", "-F", "openid=o6_bmjrPTlm6_2sgVt7hMZOPfL2M"];
    let mut webot = words(&[&call[..], &["--api-base", base]].concat());
    webot.extend(ca.into_iter().flat_map(|ca| words(&["--cacert", ca])));
    let mut peers = vec![("webot api GET".to_owned(), webot.clone())];
    if let Some(mut curl) = curl_line::curl(&webot, env) {
        curl.extend(ca.into_iter().flat_map(|ca| words(&["--cacert", ca])));
        peers.push(("curl, the same request".to_owned(), curl));
    }
    print(&peers, env, 100);
}

/// Queries an order of `webot mock`; curl sends the signature that webot made, and verifies nothing.
fn pay_query(home: &str) {
    const ORDER: &str = "ORDER20261130";
    let state = format!("{home}/mock.json");
    let mut mock = mock(&["--mock-state", &state]);
    let base = listening(&mut mock);
    let printed = Command::new(WEBOT).args(["mock", "pay-keys", "--json", "--mock-state", &state]).output();
    let printed = printed.expect("the keys").stdout;
    let keys: serde_json::Value = serde_json::from_slice(&printed).expect("JSON");
    let key = |name: &str| keys[name].as_str().expect("a text").to_owned();
    let file = |name: &str, text: String| {
        let path = format!("{home}/{name}");
        std::fs::write(&path, text).expect("a file");
        path
    };
    let values = [
        ("HOME", home.to_owned()),
        ("WX_APPID", key("appid")),
        ("WX_MCHID", key("mchid")),
        ("WX_MCH_SERIAL", key("merchant_serial")),
        ("WX_MCH_PRIVATE_KEY", file("merchant.pem", key("merchant_private_key"))),
        ("WX_PAY_PUBLIC_KEY", file("platform.pem", key("platform_public_key"))),
        ("WX_PAY_PUBLIC_KEY_ID", key("platform_public_key_id")),
        ("WX_API_BASE", base),
    ];
    let env: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let place = ["pay", "order", "native", "--description", "tea", "--fen", "1", "--out-trade-no", ORDER];
    let notify = ["--notify-url", "https://example.com/n"];
    let placed =
        Command::new(WEBOT).args(place).args(notify).envs(env.iter().copied()).output().expect("webot");
    assert!(placed.status.success(), "{placed:?}");
    let query = words(&[WEBOT, "pay", "query", "--out-trade-no", ORDER]);
    let mut peers = vec![("webot pay query".to_owned(), query.clone())];
    peers.extend(curl_line::curl(&query, &env).map(|curl| ("curl, the same request".to_owned(), curl)));
    print(&peers, &env, 100);
    mock.kill().ok();
    mock.wait().ok();
}

/// A WeChat on a free port for as long as this process lives.
fn serve(tls: Option<Arc<ServerConfig>>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            stream.set_nodelay(true).ok();
            match &tls {
                Some(tls) => {
                    let Ok(connection) = ServerConnection::new(Arc::clone(tls)) else { continue };
                    answer(&mut StreamOwned::new(connection, stream));
                }
                None => answer(&mut { stream }),
            }
        }
    });
    port
}

fn answer(stream: &mut (impl Read + Write)) {
    let mut request = Vec::new();
    let mut buffer = [0; 8192];
    while let Ok(count @ 1..) = stream.read(&mut buffer) {
        request.extend_from_slice(&buffer[..count]);
        if request.ends_with(b"\r\n\r\n") || request.ends_with(b"}") {
            break;
        }
    }
    let body = if request.starts_with(b"POST") { TOKEN } else { USER };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; encoding=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(format!("{head}{body}").as_bytes()).ok();
    stream.flush().ok();
}

/// A root of our own in `ca.pem`, and a certificate for localhost that it signed.
fn certificate(folder: &Path) -> Option<Arc<ServerConfig>> {
    let openssl = |line: &str| {
        let made = Command::new("openssl").args(line.split(' ')).current_dir(folder).output().ok()?;
        made.status.success().then_some(())
    };
    std::fs::write(folder.join("san.cnf"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n").ok()?;
    openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=bench-root -keyout ca.key -out ca.pem")?;
    openssl("req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout key.pem -out request.pem")?;
    openssl(
        "x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile san.cnf -out cert.pem",
    )?;
    let chain = vec![CertificateDer::from_pem_file(folder.join("cert.pem")).ok()?];
    let key = PrivateKeyDer::from_pem_file(folder.join("key.pem")).ok()?;
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key);
    Some(Arc::new(config.expect("a certificate")))
}

fn mock(words: &[&str]) -> std::process::Child {
    Command::new(WEBOT)
        .args(["mock", "--port", "0", "--json"])
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("webot starts")
}

/// `{"listening":"http://…"}`
fn listening(mock: &mut std::process::Child) -> String {
    let mut line = String::new();
    BufReader::new(mock.stdout.as_mut().expect("stdout")).read_line(&mut line).expect("a line");
    line.split('"').find(|part| part.starts_with("http://")).expect("a URL").to_owned()
}

/// The least that a Rust program can be.
fn nothing(folder: &Path) -> Option<String> {
    let (source, program) = (folder.join("nothing.rs"), folder.join("nothing"));
    std::fs::write(&source, "fn main() {}\n").ok()?;
    let made = Command::new("rustc").arg("-O").arg("-o").arg(&program).arg(&source).output().ok()?;
    made.status.success().then(|| program.display().to_string())
}
