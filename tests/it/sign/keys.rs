//! RSA keys in every writing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::verify;
use crate::support::{SECRET_GIVEN, key_pair, pem, pkcs8, webot};

#[test]
fn keys_are_read_in_every_format() {
    let (pair, pkcs8_pem) = key_pair();
    // PKCS#8 puts 26 bytes before the RSAPrivateKey.
    let pkcs1_pem = pem("RSA PRIVATE KEY", &pkcs8(&pair)[26..]);
    let pasted = pkcs8_pem.trim_end().replace('\n', "\\n");
    let with_windows_ends = pkcs8_pem.replace('\n', "\r\n");
    let pasted_pkcs1 = pkcs1_pem.replace('\n', "\\n");
    let with_mark = format!("\u{feff}{pkcs8_pem}");
    let (in_one_line, spaced) = (pkcs8_pem.replace('\n', ""), pkcs1_pem.trim_end().replace('\n', " "));
    let texts =
        [pkcs8_pem, pkcs1_pem, pasted, pasted_pkcs1, with_windows_ends, with_mark, in_one_line, spaced];
    for (position, text) in texts.iter().enumerate() {
        let signed = webot(["sign", "v3", "GET", "/v3/certificates", "--mchid", "1", "--serial", "2"])
            .args(["--private-key", "k.pem", "--json"])
            .file("k.pem", text)
            .stderr_any()
            .run();
        assert_eq!(signed.code, 0, "writing {position}: {}", signed.stderr);
        let signed = signed.json();
        verify(&pair, signed["string_to_sign"].as_str().expect("text"), &signed["signature"]);
    }
}

#[test]
fn a_certificate_is_not_a_private_key() {
    let certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let public = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
    let broken = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    for (text, said) in [
        (certificate, "a certificate, not a private key"),
        (public, "a public key, not a private key"),
        (broken, "not an RSA key of 2048 bits or more"),
        ("nothing", "no private key in it"),
        ("", "no private key in it"),
    ] {
        for args in [
            &["v3", "GET", "/v3/certificates", "--mchid", "1", "--serial", "2"][..],
            &["jspay", "--prepay-id", "p", "--appid", "a"],
            &["notify", "--body", "k.pem"],
        ] {
            webot(["sign"])
                .args(args)
                .args(["--private-key", "k.pem"])
                .file("k.pem", text)
                .exit(2)
                .stderr_has(said)
                .stderr_has("k.pem")
                .run();
        }
    }
    let args = ["sign", "notify", "--body", "none.json"];
    webot(args).exit(2).stderr_has("--body").stderr_has("none.json").run();
}

/// A key without its PEM frame is accepted; any other text is refused and not shown.
#[test]
fn a_pasted_key_is_not_a_path() {
    let (pair, pem) = key_pair();
    let bare: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let sign = || webot(["sign", "v3", "GET", "/v3/certificates", "--mchid", "1", "--serial", "2", "--json"]);
    let signed = sign().args(["--private-key", &bare]).stderr_has(SECRET_GIVEN).run().json();
    verify(&pair, signed["string_to_sign"].as_str().expect("text"), &signed["signature"]);
    sign().env("WX_MCH_PRIVATE_KEY", pem.replace('\n', "\\n")).run();
    let damaged = &bare[..bare.len() - 100];
    for (run, named) in [
        (sign().args(["--private-key", damaged]), "--private-key"),
        (sign().env("WX_MCH_PRIVATE_KEY", damaged), "WX_MCH_PRIVATE_KEY"),
    ] {
        run.exit(2).stderr_has(named).stderr_lacks(&damaged[..20]).run();
    }
}

#[test]
fn a_key_that_is_not_rsa_in_pem_is_named() {
    const EC: &[u8] = &[0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
    let framed =
        |label: &str, inside: &str| format!("-----BEGIN {label}-----\n{inside}\n-----END {label}-----\n");
    let locked = framed("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA");
    for (key, said, next) in [
        (framed("ENCRYPTED PRIVATE KEY", "AAAA").into_bytes(), "locked with a password", "openssl pkey -in"),
        (locked.into_bytes(), "locked with a password", "openssl pkey -in"),
        (framed("EC PRIVATE KEY", "AAAA").into_bytes(), "another kind than RSA", "apiclient_key.pem"),
        (framed("PRIVATE KEY", &STANDARD.encode(EC)).into_bytes(), "another kind than RSA", "RSA only"),
        (b"\x30\x82\x04\xa4\x02".to_vec(), "in DER", "-inform DER"),
        (b"\x00\xff".to_vec(), "no private key in it", "BEGIN PRIVATE KEY"),
    ] {
        webot(["sign", "notify", "--body", "b", "--private-key", "@k"])
            .file("b", "{}")
            .file("k", &key)
            .exit(2)
            .stderr_has(said)
            .stderr_has(next)
            .run();
    }
}

#[test]
fn a_key_may_be_pasted_on_the_command_line() {
    let (_, key) = key_pair();
    let args =
        ["sign", "v3", "GET", "/v3/certificates", "--mchid", "1", "--serial", "2", "--private-key", &key];
    let ran = webot(args).args(["--print", "signature"]).stderr_has(SECRET_GIVEN).run();
    assert!(STANDARD.decode(ran.stdout.trim()).is_ok_and(|signature| signature.len() == 256));
    webot(["sign", "message", "--token", "t", "--timestamp", "-1"]).exit(2).stderr_has("--OPTION=-1").run();
}

#[test]
fn jspay_without_a_key_names_both_kinds_of_keys() {
    let ran = webot(["sign", "jspay", "--prepay-id", "p", "--appid", "a"]).exit(3).stderr_any().run();
    for named in ["--private-key", "--key", "mch_private_key", "pay_key"] {
        assert!(ran.stderr.contains(named), "{named}: {}", ran.stderr);
    }
}

#[test]
fn a_key_that_was_pasted_is_never_shown() {
    let (_, pem) = key_pair();
    let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let good = [
        pem.clone(),
        pem.replace('\n', "\\n"),
        format!("\"{}\"", pem.replace('\n', "\\n")),
        format!("'{bare}'"),
        bare.clone(),
        bare.replace('+', "-").replace('/', "_"),
        pem.replace('\n', "\t\n"),
    ];
    let bad = [bare[..200].to_owned(), bare.replace('A', "%41"), format!("x{bare}"), "hunter2".to_owned()];
    let args = ["sign", "v3", "GET", "/v3/a", "--mchid", "1", "--serial", "2"];
    for (keys, code) in [(&good[..], 0), (&bad[..], 2)] {
        for key in keys {
            for run in [webot(args).args(["--private-key", key]), webot(args).env("WX_MCH_PRIVATE_KEY", key)]
            {
                run.exit(code).stderr_any().stderr_lacks(&key[..key.len().min(20)]).run();
            }
        }
    }
    webot(args).args(["--private-key", "none.pem"]).exit(2).stderr_has("none.pem").run();
}
