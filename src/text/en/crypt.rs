use super::crypt_input::{CALLBACK_WORDS, invisible_in_key, other_input};
use crate::crypt::verify::{BodyChange, Cause, HeaderChange};
use crate::crypt::{Base64Error, CryptError, InputError, PublicKeyError, Repair, RsaHash};
use crate::lang::Said;
use crate::message::LayoutFault;
use crate::message::envelope::DecryptError;
use crate::text::crypt::{CryptHelp, CryptWords, moment, moment_of};

pub(in crate::text) const HELP: CryptHelp = CryptHelp {
    about: "Decrypt and verify data from WeChat, and find out why it fails",
    after: "\
The input is read from stdin, the result is printed on stdout. Give a secret as @FILE or in the environment variable that the flag names.

Examples:
  # Encrypt a message as a callback
  echo '<xml/>' | webot crypt encrypt --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG --receiver wx1234567890abcdef

  # Decrypt a callback
  webot crypt decrypt --aes-key @aes.key < body.xml

  # Verify a notification of WeChat Pay v3
  webot crypt verify-notify --headers headers.txt --cert platform.pem < body.json",
    decrypt: "Decrypt a callback: XML or JSON with Encrypt, base64, a URL or a line of an access log",
    decrypt_after: "\
Examples:
  echo M3e3V5Tg9/q4Edrmb8Yvg5uPfqWbMp7uGmHJIdin0Ml5xzN53p9Knvg5E6jR/+1Wg4I7WS1Mj1hP0/LimfUYSw== | webot crypt decrypt --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG

  # Decrypt the body of a request, and require a receiver
  webot crypt decrypt --aes-key @aes.key --receiver wx1234567890abcdef < body.xml

  # Decrypt the last echostr of an access log, and check its signature
  grep echostr access.log | tail -1 | webot crypt decrypt --aes-key @aes.key --token @token",
    encrypt: "Encrypt a message or a reply, and sign it if a token is given",
    encrypt_after: "\
Examples:
  echo '<xml/>' | webot crypt encrypt --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG --receiver wx1234567890abcdef

  # With a signed envelope
  echo '<xml/>' | webot crypt encrypt --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG --receiver wx1234567890abcdef --token keyboardcat123",
    mini: "Decrypt the encryptedData of a mini-program",
    mini_after: "\
Examples:
  echo MF8iy1ZteHFr6SLyJQ0oqSIWz5+dCqK7xSzTOLG1gQkqyZkIcbFmSXUMva3Z1eFXeVud0IPDa4eW2IIDwjsBwiNYIIEC7pEkqxhCJXUn3Of72Xq7SHQMChzJP+K5qJ39 | webot crypt mini --session-key tiihtNczf5v6AKRyjwEUhQ== --iv r7BXXKkLb8qrSNn05n0qiA==
  webot crypt mini --session-key @session.key --iv r7BXXKkLb8qrSNn05n0qiA== < encrypted.txt",
    refund: "Decrypt the req_info of a refund notification of WeChat Pay v2",
    refund_after: "\
Examples:
  echo giiNuDz2Lpi3Y79I5X6PCoFohmxT6e2wW2+VxvE+LuX+xoW3JDrf8+4SeQR/Khw1 | webot crypt refund --key 0123456789abcdef0123456789abcdef
  webot crypt refund --key @pay.key < notice.xml",
    notify: "Decrypt a notification of WeChat Pay v3",
    notify_after: "\
Examples:
  webot crypt notify --key @apiv3.key < notification.json

  # Decrypt only a ciphertext
  echo DUcHkaT6Ar5NbFcP4dHc0mQPviqVoryCQYZkx72M9HOV7zfzpxNFhao= | webot crypt notify --key 0123456789abcdef0123456789abcdef --nonce fdasflkja484 --aad transaction",
    verify_notify: "Verify the signature of a notification of WeChat Pay v3",
    verify_notify_after: "\
The body must be exactly the bytes that were received. If the signature is wrong, webot looks for the mistake.

Examples:
  # With a platform certificate
  webot crypt verify-notify --headers headers.txt --cert platform.pem < body.json

  # With WeChat Pay's public key
  webot crypt verify-notify --headers headers.txt --public-key pub_key.pem < body.json",
    aes_key: "EncodingAESKey, 43 characters, or @FILE [env: WX_AES_KEY] [config: encoding_aes_key]",
    expected_receiver: "Require this receiver: appid, corpid or suiteid ('' for intelligent bots)",
    receiver: "Receiver to encrypt for: appid, corpid or suiteid ('' for intelligent bots) [env: WX_APPID] [config: appid]",
    check_token: "Callback token, or @FILE, to check the signature of a URL or a log line [env: WX_TOKEN] [config: token]",
    token: "Callback token, or @FILE, to sign the envelope",
    seal_timestamp: "Timestamp to sign, in seconds [default: now]",
    seal_nonce: "Nonce to sign [default: random]",
    session_key: "session_key of the login that the data belongs to, or @FILE [env: WX_SESSION_KEY] [config: session_key]",
    iv: "iv returned with the data",
    appid: "Require this appid in the watermark [env: WX_APPID] [config: appid]",
    pay_key: "API key of WeChat Pay v2, or @FILE [env: WX_PAY_KEY] [config: pay_key]",
    apiv3_key: "APIv3 key, 32 bytes, or @FILE [env: WX_APIV3_KEY] [config: apiv3_key]",
    nonce: "nonce of the resource, if the input is only its ciphertext",
    aad: "associated_data of the resource, if the input is only its ciphertext",
    cert: "PEM file of a platform certificate",
    public_key: "PEM file of WeChat Pay's public key",
    headers: "File with the headers of the request: output of curl -v, a log, or JSON",
    signature: "Wechatpay-Signature, instead of the one in the headers file",
    timestamp: "Wechatpay-Timestamp, instead of the one in the headers file",
    header_nonce: "Wechatpay-Nonce, instead of the one in the headers file",
    serial: "Wechatpay-Serial, instead of the one in the headers file",
};

pub(in crate::text) const WORDS: CryptWords = CryptWords {
    paste: "paste the input, then press Ctrl-D",
    mended: |name, mend| {
        let what = match mend {
            Repair::Plus => "has spaces instead of `+`: it was URL-decoded once too often",
            Repair::Percent => "is percent-encoded: it was encoded once too often, or not decoded",
            Repair::UrlSafe => "has `-` and `_`, as in base64 for URLs",
            Repair::Backslash => "has backslashes, as in an escaped string of JSON",
        };
        format!("`{name}` {what}; webot corrects it, and your code must do so too")
    },
    receiver: |receiver| match receiver {
        "" => "the receiver in the message is empty, as for intelligent bots".to_owned(),
        receiver => format!("the receiver in the message is {receiver}; --receiver checks it"),
    },
    watermark: |appid, at| format!("watermark: {appid}, {}", moment(at)),
    callback: CALLBACK_WORDS,
    already_md5: "decrypted with the key itself: the given key is already the MD5 of the API key, or the input is test data of a library that uses no MD5; your code must use the MD5 of the API key",
    invisible: invisible_in_key,
    opened_without: |chars| format!("decrypted with the remaining {chars} characters"),
    raw_key: "decrypted with the key itself; WeChat uses the MD5 of the key, so the input is not from WeChat",
};

pub(in crate::text) fn error(error: &CryptError) -> Said {
    match error {
        CryptError::Base64(name, error) => base64(name, *error),
        CryptError::NoField(name @ "Encrypt") => Said::new(format!("no `{name}` in the input"))
            .hint("a message in plain mode is not encrypted; an encrypted one has <Encrypt> or \"encrypt\""),
        CryptError::NoField(name) => Said::new(format!("no `{name}` in the input"))
            .hint("give the complete body as received, or only the base64"),
        CryptError::Unreadable => Said::new("the input begins like XML or JSON, but is not valid")
            .hint("give the complete body as received, or only the base64"),
        CryptError::OtherInput { given, wanted } => other_input(*given, *wanted),
        CryptError::Envelope(error) => envelope(error),
        CryptError::Layout(fault) => {
            let (fault, hint) = layout(*fault);
            Said::new(fault).hint(hint)
        }
        CryptError::Receiver { inside, expected } => {
            let inside = if inside.is_empty() { "an empty receiver".to_owned() } else { format!("`{inside}`") };
            let expected = if expected.is_empty() { "empty".to_owned() } else { format!("`{expected}`") };
            Said::new(format!("the message is for {inside}, but the expected receiver is {expected}"))
                .hint("the receiver is the appid of an official account or mini-program, the corpid or suiteid of WeCom, the component's appid of a platform")
        }
        CryptError::Blocks(bytes) => blocks(*bytes),
        CryptError::SessionKey => Said::new("decryption failed: the data was encrypted with another session_key")
            .hint("wx.login changes the session_key: log in first, then get the data, and use the key of that login"),
        CryptError::Iv => Said::new("the iv is wrong: all but the first 16 bytes were decrypted")
            .hint("use the iv that was returned with the data"),
        CryptError::SessionKeyIsIv => Said::new("session_key and iv are swapped")
            .hint("swap the values of --session-key and --iv"),
        CryptError::NotJson => Said::new("the decrypted data is not JSON").hint("check that the input is encryptedData"),
        CryptError::NotText => Said::new("the decrypted data is not text")
            .hint("what was encrypted is not UTF-8 text"),
        CryptError::Watermark { inside, expected } if inside.is_empty() => {
            Said::new(format!("the data has no watermark, but `{expected}` was expected"))
                .hint("data of a mini-program always has a watermark; do not trust this data")
        }
        CryptError::Watermark { inside, expected } => {
            Said::new(format!("the watermark names `{inside}`, not `{expected}`"))
                .hint("the data belongs to another mini-program; do not trust it, or correct the appid")
        }
        CryptError::PayKey(chars) => {
            let said = Said::new("decryption failed: the data was encrypted with another API key");
            let said = if *chars == 32 {
                said
            } else {
                said.hint(format!("the key has {chars} characters; an API key of WeChat Pay has 32"))
            };
            said.hint("use the v2 key of the merchant (API密钥), not the APIv3 key; a new key applies to new notifications only")
        }
        CryptError::Algorithm(name) => Said::new(format!("the algorithm is `{name}`, not `AEAD_AES_256_GCM`"))
            .hint("only notifications of WeChat Pay v3 can be decrypted"),
        CryptError::Nonce(bytes) => Said::new(format!("the nonce has {bytes} bytes, not 12"))
            .hint("use the nonce of the resource, not the header Wechatpay-Nonce"),
        CryptError::Short(bytes) => Said::new(format!("{bytes} bytes are too few for a ciphertext and its tag"))
            .hint("the ciphertext is incomplete"),
        CryptError::AssociatedData { given, right } => {
            Said::new(format!("the associated_data is `{given}`, but decryption succeeds with `{right}`"))
                .hint("use the associated_data of the same resource; if it has none, use an empty one")
        }
        CryptError::Tag => Said::new("the tag is wrong: the APIv3 key is wrong, or the data was changed")
            .hint("check the APIv3 key of this merchant; it is not the API key of v2")
            .hint("ciphertext, nonce and associated_data must come from the same resource, unchanged"),
    }
}

/// Explains the layout of decrypted data, whose key is right: the fault, and the advice.
pub(super) fn layout(fault: LayoutFault) -> (String, &'static str) {
    const COUNT: &str = "count the bytes of the message in UTF-8, without the receiver: Buffer.byteLength, len(text.encode())";
    match fault {
        LayoutFault::Length { declared, actual, characters: true } => (
            format!(
                "the length before the message is {declared}, its number of characters, but it has {actual} bytes"
            ),
            COUNT,
        ),
        LayoutFault::Length { declared, actual, .. } => {
            let (by, way) = (declared.abs_diff(actual), if declared < actual { "short" } else { "long" });
            let said = format!(
                "the length before the message is {declared}, {by} too {way}: the message has {actual} bytes"
            );
            (said, COUNT)
        }
        LayoutFault::LittleEndian => (
            "the length before the message is little-endian".to_owned(),
            "write it as 4 bytes big-endian: writeUInt32BE, struct.pack('>I', …), pack('N', …)",
        ),
        LayoutFault::NoRandom => (
            "the 16 random bytes before the length are missing".to_owned(),
            "encrypt 16 random bytes, the length in 4 bytes (big-endian), the message, the receiver",
        ),
        LayoutFault::PaddedTwice => (
            "the plaintext is padded twice".to_owned(),
            "pad to 32 bytes yourself and switch off the padding of the cipher: setAutoPadding(false), NoPadding",
        ),
        LayoutFault::Incomplete => (
            "the key is correct, but the end of the data is missing".to_owned(),
            "copy all of it: a column, a log or a buffer may have cut it",
        ),
    }
}

fn blocks(bytes: usize) -> Said {
    Said::new(format!("the length of {bytes} bytes is not a multiple of 16"))
        .hint("the input is incomplete, or is not encrypted data")
}

fn envelope(error: &DecryptError) -> Said {
    match error {
        DecryptError::Base64 => Said::new("`Encrypt` is not base64").hint("give the complete body as received"),
        DecryptError::Blocks(bytes) => blocks(*bytes),
        DecryptError::Padding => Said::new(
            "decryption failed: the padding is wrong, as with another EncodingAESKey",
        )
        .hint("compare the key with the console; WeChat uses the old key for a while after a change"),
        DecryptError::PaddingOnly => Said::new("the key is correct, but the padding is not PKCS#7 to 32 bytes")
            .hint("pad to a multiple of 32, not 16; if the length already is one, add 32 bytes"),
        DecryptError::Layout => Said::new("the key is correct, but the structure of the plaintext is wrong").hint(
            "expected 16 random bytes, the length of the message in 4 bytes (big-endian), the message, the receiver",
        ),
        DecryptError::Receiver | DecryptError::Length => Said::new(
            "decryption failed: the plaintext is not a message, as with another EncodingAESKey",
        )
        .hint("compare the key with the console; WeChat uses the old key for a while after a change"),
    }
}

fn base64(name: &str, error: Base64Error) -> Said {
    match error {
        Base64Error::Character(char, position) => {
            Said::new(format!("`{name}` is not base64: character {position} is `{}`", char.escape_debug()))
                .hint("base64 consists of letters, digits, +, / and = at the end")
        }
        Base64Error::Length(chars) => {
            Said::new(format!("`{name}` is not base64: {chars} characters is not a possible length"))
                .hint("it is incomplete; copy all of it")
        }
    }
}

pub(in crate::text) fn misuse(misuse: &InputError) -> Said {
    match misuse {
        InputError::NoInput => {
            Said::new("no input on stdin").hint("pipe the input in: `webot crypt … < body.xml`")
        }
        InputError::NotText => {
            Said::new("the input on stdin is not UTF-8 text").hint("give base64, XML or JSON")
        }
        InputError::Base64(flag, error) => base64(flag, *error),
        InputError::Length(flag @ "--session-key", bytes) => {
            Said::new(format!("`{flag}` has {bytes} bytes, not 16"))
                .hint("a session_key is 24 characters of base64 from code2Session; it is not the AppSecret")
        }
        InputError::Length(flag, bytes) => Said::new(format!("`{flag}` has {bytes} bytes, not 16"))
            .hint("it is 24 characters of base64, returned with the data"),
        InputError::MissingFlag(flag) => Said::new(format!("`{flag}` is missing"))
            .hint("it is needed if the input is only a ciphertext; a complete JSON document contains it"),
        InputError::MissingHeader(name) => Said::new(format!("the header `{name}` is missing"))
            .hint("give all headers with --headers FILE, or each with its own flag"),
        InputError::PublicKey { path, error } => {
            let hint = match error {
                PublicKeyError::PrivateKey => {
                    "verify with WeChat Pay's public key or certificate, not with the merchant's key"
                }
                _ => "a PEM file has a line -----BEGIN CERTIFICATE----- or -----BEGIN PUBLIC KEY-----",
            };
            Said::new(format!("`{path}`: {error}")).hint(hint)
        }
    }
}

pub(in crate::text) fn cause(cause: &Cause) -> Said {
    match cause {
        Cause::Probe => Said::new("this is a probe of WeChat Pay, whose signature is wrong on purpose")
            .hint("reject it with a status of 4XX or 5XX, as any other wrong signature"),
        Cause::NotBase64(error) => base64("Wechatpay-Signature", *error),
        Cause::Repaired(mend) => {
            Said::new((WORDS.mended)("Wechatpay-Signature", *mend)).hint("use the value of the header unchanged")
        }
        Cause::Size { bytes, wanted } => {
            Said::new(format!("the signature has {bytes} bytes, but those of this key have {wanted}"))
                .hint("it is incomplete, or was made with another key")
        }
        Cause::Body(change) => body(*change),
        Cause::Header(HeaderChange::Swapped) => Said::new("the signature is correct with the values of the headers swapped")
            .hint("sign timestamp, then nonce, then body: Wechatpay-Timestamp, Wechatpay-Nonce"),
        Cause::Header(HeaderChange::Blanks) => {
            Said::new("the signature is correct without the white space around timestamp or nonce").hint("trim the values of the headers")
        }
        Cause::Header(HeaderChange::Milliseconds) => Said::new("the signature is correct with the timestamp in seconds")
            .hint("use the value of the header, not a time of your own"),
        Cause::ResourceNonce => Said::new("the nonce is that of the resource, which is for decryption only")
            .hint("the signature uses the header Wechatpay-Nonce"),
        Cause::Notation(notation) => {
            Said::new(format!("the signature is written in {}", notation.name())).hint("encode the bytes of the signature in base64")
        }
        Cause::Padding(padding) => Said::new(format!("the key is correct, but the padding is {padding}"))
            .hint("WeChat Pay signs with PKCS #1 v1.5: SHA256withRSA"),
        Cause::Hash(hash) => {
            Said::new(format!("the key is correct, but the hash is {}", hash.map_or("another one", RsaHash::name)))
                .hint("WeChat Pay signs with PKCS #1 v1.5: SHA256withRSA")
        }
        Cause::WrongKey => Said::new("the signature was made with another key")
            .hint("use the public key or certificate that Wechatpay-Serial names, not the merchant's certificate")
            .hint("download the platform certificates again, or WeChat Pay's public key from the merchant platform"),
        Cause::OtherMessage => Said::new("the key is correct, but the timestamp, nonce or body is not what was signed")
            .hint("verify the raw bytes of the body, before a framework parses it")
            .hint("take timestamp, nonce and signature from the same request"),
        Cause::Serial { header, certificate } => {
            Said::new(format!("Wechatpay-Serial is {header}, but the certificate's serial number is {certificate}"))
                .hint("use the certificate that the header names; several are valid during a replacement")
        }
        Cause::PublicKeyId(id) => {
            Said::new(format!("Wechatpay-Serial is {id}: the signature belongs to WeChat Pay's public key, not to a platform certificate"))
                .hint("download that public key from the merchant platform and give it with --public-key")
        }
        Cause::CertificateSerial(serial) => {
            Said::new(format!("Wechatpay-Serial is {serial}: the signature seems to belong to a platform certificate"))
                .hint("give that certificate with --cert; the ID of a public key begins with PUB_KEY_ID_")
        }
        Cause::NotValid { at, not_before, not_after } => Said::new(format!(
            "the certificate is valid from {} to {}, but this was signed at {}",
            moment_of(*not_before),
            moment_of(*not_after),
            moment_of(*at)
        ))
        .hint("download the current certificates"),
    }
}

fn body(change: BodyChange) -> Said {
    let (message, hint) = match change {
        BodyChange::NewlineAdded => (
            "the signature is correct without the line break at the end of the body",
            "save the body as received, or use `printf %s`: an editor or `echo` adds a line break",
        ),
        BodyChange::NewlineStripped => (
            "the signature is correct with a line break at the end of the body",
            "the body was trimmed; verify it as received",
        ),
        BodyChange::LineEnds => (
            "the signature is correct with other line ends in the body",
            "\\n was converted to \\r\\n or back; verify the raw bytes",
        ),
        BodyChange::Bom => (
            "the signature is correct without the byte order mark of the body",
            "save the body without a BOM",
        ),
        BodyChange::EncodedTwice => (
            "the body is UTF-8 that was read as Latin-1 and encoded again",
            "read the bytes of the request, not its text, or set UTF-8 before reading",
        ),
        BodyChange::Reserialised => (
            "the body was parsed and serialized again, with other white space or escapes",
            "verify the raw bytes (express.raw, request.get_data(), php://input), not the framework's JSON",
        ),
        BodyChange::KeyOrder => (
            "the body was parsed and serialized again, with its keys in another order",
            "verify the raw bytes (express.raw, request.get_data(), php://input), not the framework's JSON",
        ),
    };
    Said::new(message).hint(hint)
}
