//! `webot sign jsapi` side by side with `openssl dgst -sha1` of the same string.
//!
//! ```console
//! cargo bench --bench sign
//! ```

#![expect(clippy::disallowed_methods, reason = "its own files in its own folder")]

mod side_by_side;

use side_by_side::print;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("a file");
        path.display().to_string()
    };
    let ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";
    let (nonce, time, url) = ("Wm3WZYTPz0wzccnW", "1414587457", "http://mp.weixin.qq.com?params=value");
    let text = format!("jsapi_ticket={ticket}&noncestr={nonce}&timestamp={time}&url={url}");
    let (ticket, text) = (format!("@{}", file("ticket", ticket)), file("text", &text));
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let webot = env!("CARGO_BIN_EXE_webot");
    let sign =
        [webot, "sign", "jsapi", "--ticket", &ticket, "--nonce", nonce, "--timestamp", time, "--url", url];
    let check = [&sign[..], &["--check", "0f9de62fce790f9a083d5c99e95740ceb90c27ed"]].concat();
    print(
        &[
            ("webot sign jsapi".to_owned(), words(&sign)),
            ("openssl dgst -sha1".to_owned(), words(&["openssl", "dgst", "-sha1", &text])),
            ("webot sign --check, right".to_owned(), words(&check)),
        ],
        &[],
        40,
    );
}
