use super::crypt_input::{CALLBACK_WORDS, invisible_in_key, other_input};
use crate::crypt::verify::{BodyChange, Cause, HeaderChange};
use crate::crypt::{Base64Error, CryptError, InputError, PublicKeyError, Repair, RsaHash};
use crate::lang::Said;
use crate::message::envelope::DecryptError;
use crate::text::crypt::{CryptHelp, CryptWords, moment, moment_of};

pub(in crate::text) const HELP: CryptHelp = CryptHelp {
    about: "Decrypt and verify what WeChat sends, and see why it fails",
    after: "\
What is to be opened stands on standard input, the result on standard output. A secret may be given as @FILE.
  webot crypt decrypt --aes-key @aes.key < body.xml
  webot crypt mini --session-key @session.key --iv IV < encrypted.txt
  webot crypt verify-notify --headers headers.txt --cert platform.pem < body.json",
    decrypt: "Decrypt a callback: XML or JSON with Encrypt, the bare base64, its URL, or the line of an access log",
    decrypt_after: "\
Example:
  webot crypt decrypt --aes-key @aes.key --receiver wx1234567890abcdef < body.xml
  grep echostr access.log | tail -1 | webot crypt decrypt --aes-key @aes.key --token @token",
    encrypt: "Encrypt a message as a callback or a reply; with --token, signed",
    encrypt_after: "\
Example:
  echo '<xml>…</xml>' | webot crypt encrypt --aes-key @aes.key --receiver wx1234567890abcdef --token @token",
    mini: "Decrypt a mini-program's encryptedData",
    mini_after: "\
Example:
  webot crypt mini --session-key @session.key --iv r7BXXKkLb8qrSNn05n0qiA== < encrypted.txt",
    refund: "Decrypt req_info of a refund notice of WeChat Pay v2",
    refund_after: "\
Example:
  webot crypt refund --key @pay.key < notice.xml",
    notify: "Decrypt a notification of WeChat Pay v3",
    notify_after: "\
Examples:
  webot crypt notify --key @apiv3.key < notification.json
  webot crypt notify --key @apiv3.key --nonce NONCE --aad transaction < ciphertext.txt",
    verify_notify: "Verify the signature of a notification of WeChat Pay v3",
    verify_notify_after: "\
The body must be the one that came, to the byte. Where the signature is wrong, the mistake is looked for.
Examples:
  webot crypt verify-notify --headers headers.txt --cert platform.pem < body.json
  webot crypt verify-notify --headers headers.txt --public-key pub_key.pem < body.json",
    aes_key: "EncodingAESKey, 43 characters, or @FILE [else WX_AES_KEY, the config file]",
    expected_receiver: "Fail unless the message is for this appid, corpid or suiteid ('' for intelligent bots)",
    receiver: "appid, corpid or suiteid it is for ('' for intelligent bots)\n[else WX_APPID, the config file]",
    check_token: "Callback token, or @FILE: checks the signature of a URL or a log's line [else WX_TOKEN, the config file]",
    token: "Callback token, or @FILE: makes a signed envelope of it",
    seal_timestamp: "Sign with this time, in seconds, in place of now",
    seal_nonce: "Sign with this nonce in place of a fresh one",
    session_key: "session_key of the login that the data belongs to, or @FILE [else WX_SESSION_KEY, the config file]",
    iv: "iv that came with the data",
    appid: "The watermark must name this appid [else WX_APPID, the config file, else any]",
    pay_key: "API key of WeChat Pay v2, or @FILE [else WX_PAY_KEY, the config file]",
    apiv3_key: "APIv3 key, 32 characters, or @FILE [else WX_APIV3_KEY, the config file]",
    nonce: "nonce of the resource, where bare ciphertext is given",
    aad: "associated_data of the resource, where bare ciphertext is given",
    cert: "PEM file of the platform's certificate",
    public_key: "PEM file of WeChat Pay's public key",
    headers: "File of the request's headers: as curl -v or a log shows them, or JSON",
    signature: "Wechatpay-Signature, in place of the file's",
    timestamp: "Wechatpay-Timestamp, in place of the file's",
    header_nonce: "Wechatpay-Nonce, in place of the file's",
    serial: "Wechatpay-Serial, in place of the file's",
};

pub(in crate::text) const WORDS: CryptWords = CryptWords {
    paste: "paste what is to be opened, then end with Ctrl-D",
    mended: |name, mend| {
        let what = match mend {
            Repair::Plus => "has blanks where `+` was; it was decoded as a form or query once too often",
            Repair::Percent => "is percent-encoded; it was encoded once too often, or not decoded",
            Repair::UrlSafe => "has `-` and `_`, as base64 for URLs has",
            Repair::Backslash => "has backslashes, as an escaped string of JSON has",
        };
        format!("`{name}` {what}: mended here, but your code must do it too")
    },
    receiver: |receiver| match receiver {
        "" => "the receiver inside is empty, as for intelligent bots".to_owned(),
        receiver => format!("the receiver inside is {receiver}; --receiver checks it"),
    },
    watermark: |appid, at| format!("watermark: {appid}, {}", moment(at)),
    callback: CALLBACK_WORDS,
    already_md5: "this opened with the key itself: the key given is already the MD5 of the API key, or it is the test data of a library that takes no MD5; your code must take the MD5 once, of the API key",
    invisible: invisible_in_key,
    opened_without: |chars| format!("the {chars} characters that are left open it"),
    raw_key: "this opened with the key itself; WeChat uses the MD5 of the key, so it is not from WeChat",
};

pub(in crate::text) fn error(error: &CryptError) -> Said {
    match error {
        CryptError::Base64(name, error) => base64(name, *error),
        CryptError::NoField(name @ "Encrypt") => Said::new(format!("there is no `{name}` in the input"))
            .hint("a message in plain mode needs no decrypting; an encrypted one has <Encrypt> or \"encrypt\""),
        CryptError::NoField(name) => Said::new(format!("there is no `{name}` in the input"))
            .hint("give the whole body as it came, or the bare base64"),
        CryptError::Unreadable => Said::new("the input begins like XML or JSON, but cannot be read as such")
            .hint("give the whole body as it came, or the bare base64"),
        CryptError::OtherInput { given, wanted } => other_input(*given, *wanted),
        CryptError::Envelope(error) => envelope(error),
        CryptError::Receiver { inside, expected } => {
            let inside = if inside.is_empty() { "nobody (empty)".to_owned() } else { format!("`{inside}`") };
            let expected = if expected.is_empty() { "empty".to_owned() } else { format!("`{expected}`") };
            Said::new(format!("the message is for {inside}, the expected receiver is {expected}"))
                .hint("official accounts and mini-programs: appid; WeCom: corpid, for suites suiteid; platforms: the component's appid")
        }
        CryptError::Blocks(bytes) => blocks(*bytes),
        CryptError::SessionKey => Said::new("it does not open: the session_key is not the one it was encrypted with")
            .hint("wx.login makes a new session_key: log in first, then get the data, and use the key of that login"),
        CryptError::Iv => Said::new("the iv is another one: everything opens but the first 16 bytes")
            .hint("use the iv that came in the same answer as the data"),
        CryptError::SessionKeyIsIv => Said::new("session_key and iv are swapped")
            .hint("give to --session-key what was given to --iv, and the reverse"),
        CryptError::NotJson => Said::new("it opens, but what is inside is not JSON").hint("is it encryptedData?"),
        CryptError::NotText => Said::new("it opens, but what is inside is not text")
            .hint("whoever encrypted it encrypted something that is not UTF-8 text"),
        CryptError::Watermark { inside, expected } if inside.is_empty() => {
            Said::new(format!("it has no watermark, but `{expected}` was expected"))
                .hint("data of a mini-program always has one: do not trust this")
        }
        CryptError::Watermark { inside, expected } => {
            Said::new(format!("the watermark names `{inside}`, not `{expected}`"))
                .hint("the data belongs to another mini-program: do not trust it, or correct the appid")
        }
        CryptError::PayKey(chars) => {
            let said = Said::new("it does not open: the API key is not the one it was encrypted with");
            let said = if *chars == 32 {
                said
            } else {
                said.hint(format!("the key has {chars} characters; an API key of WeChat Pay has 32"))
            };
            said.hint("it is the v2 key of the merchant (API密钥), not the APIv3 key; a new key counts for new notices only")
        }
        CryptError::Algorithm(name) => Said::new(format!("the algorithm is `{name}`, not `AEAD_AES_256_GCM`"))
            .hint("only notifications of WeChat Pay v3 can be opened here"),
        CryptError::Nonce(bytes) => Said::new(format!("the nonce has {bytes} bytes, not 12"))
            .hint("it is `nonce` of the resource, not the header Wechatpay-Nonce"),
        CryptError::Short(bytes) => Said::new(format!("{bytes} bytes are too few for a ciphertext and its tag"))
            .hint("the ciphertext was cut off"),
        CryptError::AssociatedData { given, right } => {
            Said::new(format!("the associated_data is `{given}`, but it opens with `{right}`"))
                .hint("take associated_data from the same resource; when it is missing, it is empty")
        }
        CryptError::Tag => Said::new("the tag is wrong: another APIv3 key, or something was changed")
            .hint("check the APIv3 key of this merchant; it is not the key of v2")
            .hint("ciphertext, nonce and associated_data must come from the same resource, unchanged"),
    }
}

fn blocks(bytes: usize) -> Said {
    Said::new(format!("{bytes} bytes are not whole blocks of 16"))
        .hint("it was cut off, or is not what was encrypted")
}

fn envelope(error: &DecryptError) -> Said {
    match error {
        DecryptError::Base64 => Said::new("`Encrypt` is not base64").hint("give the whole body as it came"),
        DecryptError::Blocks(bytes) => blocks(*bytes),
        DecryptError::Padding => Said::new(
            "it does not open: the padding is wrong, as with another EncodingAESKey",
        )
        .hint("compare the key with the settings page; after a change WeChat uses the old key for a while"),
        DecryptError::PaddingOnly => Said::new("the key is right, but the padding is not PKCS#7 to 32 bytes")
            .hint("pad to a multiple of 32, not 16, and always: a length that fits gets 32 bytes more"),
        DecryptError::Layout => Said::new("the key is right, but what is inside is laid out wrongly").hint(
            "16 random bytes, the message's length in bytes (4, big-endian), the message, the receiver",
        ),
        DecryptError::Receiver | DecryptError::Length => Said::new(
            "it does not open: what is inside makes no sense, as with another EncodingAESKey",
        )
        .hint("compare the key with the settings page; after a change WeChat uses the old key for a while"),
    }
}

fn base64(name: &str, error: Base64Error) -> Said {
    match error {
        Base64Error::Character(char, position) => {
            Said::new(format!("`{name}` is not base64: character {position} is `{}`", char.escape_debug()))
                .hint("base64 has letters, digits, +, / and = at the end")
        }
        Base64Error::Length(chars) => {
            Said::new(format!("`{name}` is not base64: {chars} characters cannot be all of it"))
                .hint("it was cut off: copy it whole")
        }
    }
}

pub(in crate::text) fn misuse(misuse: &InputError) -> Said {
    match misuse {
        InputError::NoInput => {
            Said::new("there is nothing on standard input").hint("pipe it in: `webot crypt … < body.xml`")
        }
        InputError::NotText => Said::new("standard input is not UTF-8 text").hint("give base64, XML or JSON"),
        InputError::Base64(flag, error) => base64(flag, *error),
        InputError::Length(flag @ "--session-key", bytes) => {
            Said::new(format!("`{flag}` has {bytes} bytes, not 16"))
                .hint("a session_key is 24 characters of base64, from code2Session; it is not the AppSecret")
        }
        InputError::Length(flag, bytes) => Said::new(format!("`{flag}` has {bytes} bytes, not 16"))
            .hint("it is 24 characters of base64, and comes with the data"),
        InputError::MissingFlag(flag) => Said::new(format!("`{flag}` is missing"))
            .hint("bare ciphertext needs it; a whole JSON document has it inside"),
        InputError::MissingHeader(name) => Said::new(format!("the header `{name}` is missing"))
            .hint("give the request's headers with --headers FILE, or each with its own flag"),
        InputError::PublicKey { path, error } => {
            let hint = match error {
                PublicKeyError::PrivateKey => {
                    "verifying takes WeChat Pay's public half; the merchant's own key is another one"
                }
                _ => "a PEM file has a line -----BEGIN CERTIFICATE----- or -----BEGIN PUBLIC KEY-----",
            };
            Said::new(format!("`{path}`: {error}")).hint(hint)
        }
    }
}

pub(in crate::text) fn cause(cause: &Cause) -> Said {
    match cause {
        Cause::Probe => Said::new("this is a probe of WeChat Pay: its signature is wrong on purpose")
            .hint("your handler must refuse it like any other wrong signature, with a status of 4XX or 5XX"),
        Cause::NotBase64(error) => base64("Wechatpay-Signature", *error),
        Cause::Repaired(mend) => {
            Said::new((WORDS.mended)("Wechatpay-Signature", *mend)).hint("take the header's value as it comes")
        }
        Cause::Size { bytes, wanted } => {
            Said::new(format!("the signature has {bytes} bytes, but this key's signatures have {wanted}"))
                .hint("it was cut off, or made with another key")
        }
        Cause::Body(change) => body(*change),
        Cause::Header(HeaderChange::Swapped) => Said::new("it is right once the values of the headers change places")
            .hint("sign timestamp, then nonce, then body: Wechatpay-Timestamp, Wechatpay-Nonce"),
        Cause::Header(HeaderChange::Blanks) => {
            Said::new("it is right without the white space around timestamp or nonce").hint("trim the headers' values")
        }
        Cause::Header(HeaderChange::Milliseconds) => Said::new("it is right with the timestamp in seconds")
            .hint("take the header's value as it comes, not a time of your own"),
        Cause::ResourceNonce => Said::new("the nonce is the one of the resource, which decrypts")
            .hint("the signature is over the header Wechatpay-Nonce"),
        Cause::Notation(notation) => {
            Said::new(format!("the signature is written in {}", notation.name())).hint("write the bytes of the signature in base64")
        }
        Cause::Padding(padding) => Said::new(format!("the key is right, but the padding is {padding}"))
            .hint("WeChat Pay signs with PKCS #1 v1.5: SHA256withRSA"),
        Cause::Hash(hash) => {
            Said::new(format!("the key is right, but the hash is {}", hash.map_or("another one", RsaHash::name)))
                .hint("WeChat Pay signs with PKCS #1 v1.5: SHA256withRSA")
        }
        Cause::WrongKey => Said::new("the signature was made with another key")
            .hint("use the key or certificate that Wechatpay-Serial names; your merchant certificate is another one")
            .hint("download certificates again, or take WeChat Pay's public key from the merchant platform"),
        Cause::OtherMessage => Said::new("the key is right, but timestamp, nonce or body are not what was signed")
            .hint("verify the raw bytes of the body, before any framework parses it")
            .hint("take timestamp, nonce and signature from the same request"),
        Cause::Serial { header, certificate } => {
            Said::new(format!("Wechatpay-Serial is {header}, but the certificate's serial number is {certificate}"))
                .hint("use the certificate that the header names; several are valid while they are replaced")
        }
        Cause::PublicKeyId(id) => {
            Said::new(format!("Wechatpay-Serial is {id}: signed with WeChat Pay's public key, not a certificate's"))
                .hint("download that public key from the merchant platform and give it with --public-key")
        }
        Cause::CertificateSerial(serial) => {
            Said::new(format!("Wechatpay-Serial is {serial}: signed with a platform certificate, it seems"))
                .hint("give that certificate with --cert; the id of a public key begins with PUB_KEY_ID_")
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
            "it is right without the line break at the end of the body",
            "an editor or `echo` added one: save the body as it came, or use `printf %s`",
        ),
        BodyChange::NewlineStripped => (
            "it is right with a line break at the end of the body",
            "the body was trimmed: verify it as it came",
        ),
        BodyChange::LineEnds => (
            "it is right with other line ends in the body",
            "something turned \\n into \\r\\n or back: verify the raw bytes",
        ),
        BodyChange::Bom => {
            ("it is right without the byte order mark before the body", "save it without a BOM")
        }
        BodyChange::EncodedTwice => (
            "the body is UTF-8 that was read as Latin-1 and encoded again",
            "read the request's bytes, not its text, or set UTF-8 before reading",
        ),
        BodyChange::Reserialised => (
            "the body was parsed and written again: other blanks or escapes than what was signed",
            "verify the raw bytes (express.raw, request.get_data(), php://input), not the framework's JSON",
        ),
        BodyChange::KeyOrder => (
            "the body was parsed and written again, with its keys in another order",
            "verify the raw bytes (express.raw, request.get_data(), php://input), not the framework's JSON",
        ),
    };
    Said::new(message).hint(hint)
}
