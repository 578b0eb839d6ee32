//! Files that OpenSSL writes, by the forms of their encryption, and damaged ones.

use std::path::Path;
use std::process::Command;

use super::{Pkcs12Error, to_pem};
use crate::sign::rsa::{PrivateKey, PrivateKeyError, is_pkcs12};

const MCHID: &str = "1900000001";

/// The arguments of `openssl pkcs12 -export` by the form of the file.
const FORMS: [&str; 8] = [
    "-legacy",
    "-legacy -descert",
    "-legacy -certpbe PBE-SHA1-RC2-128 -keypbe PBE-SHA1-2DES",
    "",
    "-certpbe AES-128-CBC -keypbe AES-192-CBC -macalg sha512",
    "-certpbe AES-256-CBC -keypbe DES-EDE3-CBC -macalg sha384 -iter 1",
    "-certpbe NONE -keypbe NONE",
    "-certpbe NONE -keypbe NONE -nomac",
];

fn openssl(folder: &Path, line: &str) -> Option<()> {
    let made = Command::new("openssl").args(line.split_whitespace()).current_dir(folder).output().ok()?;
    made.status.success().then_some(())
}

#[test]
#[expect(clippy::disallowed_methods, reason = "OpenSSL reads its own files")]
fn files_of_openssl_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let key = PrivateKey::generate().expect("a key");
    std::fs::write(path("key.pem"), key.pem().expect("PEM")).expect("a file");
    let root = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=root -keyout root.key -out root.pem";
    let leaf = "req -x509 -key key.pem -days 2 -subj /CN=1900000001 -out cert.pem";
    if openssl(folder.path(), root).is_none() || openssl(folder.path(), leaf).is_none() {
        // OpenSSL is not installed.
        return;
    }
    let mut read = 0;
    for form in FORMS {
        let line = format!(
            "pkcs12 -export {form} -in cert.pem -inkey key.pem -certfile root.pem -passout pass:{MCHID} -out f.p12"
        );
        if openssl(folder.path(), &line).is_none() {
            // Its build has no old algorithms.
            continue;
        }
        let bytes = std::fs::read(path("f.p12")).expect("a file");
        assert!(is_pkcs12(&bytes), "{form}");
        assert_eq!(PrivateKey::read(&bytes).err(), Some(PrivateKeyError::Pkcs12), "{form}");
        let pem = to_pem(&bytes, MCHID).unwrap_or_else(|error| panic!("{form}: {error}"));
        let found = PrivateKey::from_pem(pem.expose()).expect("a key").pem();
        assert_eq!(found, key.pem(), "{form}");
        let leaf = std::fs::read_to_string(path("cert.pem")).expect("a certificate");
        assert!(pem.expose().starts_with(leaf.trim_end()), "{form}");
        assert_eq!(pem.expose().matches("BEGIN CERTIFICATE").count(), 2, "{form}");
        if !form.contains("-nomac") {
            assert_eq!(to_pem(&bytes, "1900000002").err(), Some(Pkcs12Error::Password), "{form}");
        }
        for length in 0..bytes.len() {
            assert!(to_pem(&bytes[..length], MCHID).is_err(), "{form} {length}");
        }
        read += 1;
    }
    assert!(read >= 5, "{read}");
}

#[test]
fn another_file_is_none() {
    for bytes in
        [&b""[..], b"-----BEGIN CERTIFICATE-----", &[0x30, 0x03, 0x02, 0x01, 0x00], &[0x30, 0x84, 0, 0]]
    {
        assert!(!is_pkcs12(bytes), "{bytes:?}");
        assert_eq!(to_pem(bytes, MCHID).err(), Some(Pkcs12Error::Damaged), "{bytes:?}");
    }
}
