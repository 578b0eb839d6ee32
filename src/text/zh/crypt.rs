use super::crypt_input::{CALLBACK_WORDS, invisible_in_key, other_input};
use crate::crypt::verify::{BodyChange, Cause, HeaderChange};
use crate::crypt::{Base64Error, CryptError, InputError, PublicKeyError, Repair, RsaHash};
use crate::lang::Said;
use crate::message::LayoutFault;
use crate::message::envelope::DecryptError;
use crate::text::crypt::{CryptHelp, CryptWords, moment, moment_of};

pub(in crate::text) const HELP: CryptHelp = CryptHelp {
    about: "解密、验证微信发来的数据，失败时找出原因",
    after: "\
从 stdin 读取输入，结果输出到 stdout。
密钥的给法：@FILE，或选项说明里的环境变量。

示例：
  # 按回调的方式加密消息
  echo '<xml/>' | webot crypt encrypt --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG --receiver wx1234567890abcdef

  # 解密回调
  webot crypt decrypt --aes-key @aes.key < body.xml

  # 验证微信支付 v3 通知的签名
  webot crypt verify-notify --headers headers.txt --cert platform.pem < body.json",
    decrypt: "解密回调：含 Encrypt 的 XML 或 JSON、base64、URL 或访问日志里的一行",
    decrypt_after: "\
示例：
  echo M3e3V5Tg9/q4Edrmb8Yvg5uPfqWbMp7uGmHJIdin0Ml5xzN53p9Knvg5E6jR/+1Wg4I7WS1Mj1hP0/LimfUYSw== | webot crypt decrypt --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG

  # 解密请求体，并核对接收方
  webot crypt decrypt --aes-key @aes.key --receiver wx1234567890abcdef < body.xml

  # 解密访问日志里最后一个 echostr，并验证签名
  grep echostr access.log | tail -1 | webot crypt decrypt --aes-key @aes.key --token @token",
    encrypt: "加密消息或回复，给出 Token 时同时签名",
    encrypt_after: "\
示例：
  echo '<xml/>' | webot crypt encrypt --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG --receiver wx1234567890abcdef

  # 生成带签名的完整消息
  echo '<xml/>' | webot crypt encrypt --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG --receiver wx1234567890abcdef --token keyboardcat123",
    mini: "解密小程序的 encryptedData",
    mini_after: "\
示例：
  echo MF8iy1ZteHFr6SLyJQ0oqSIWz5+dCqK7xSzTOLG1gQkqyZkIcbFmSXUMva3Z1eFXeVud0IPDa4eW2IIDwjsBwiNYIIEC7pEkqxhCJXUn3Of72Xq7SHQMChzJP+K5qJ39 | webot crypt mini --session-key tiihtNczf5v6AKRyjwEUhQ== --iv r7BXXKkLb8qrSNn05n0qiA==
  webot crypt mini --session-key @session.key --iv r7BXXKkLb8qrSNn05n0qiA== < encrypted.txt",
    refund: "解密微信支付 v2 退款通知的 req_info",
    refund_after: "\
示例：
  echo giiNuDz2Lpi3Y79I5X6PCoFohmxT6e2wW2+VxvE+LuX+xoW3JDrf8+4SeQR/Khw1 | webot crypt refund --key 0123456789abcdef0123456789abcdef
  webot crypt refund --key @pay.key < notice.xml",
    notify: "解密微信支付 v3 通知",
    notify_after: "\
示例：
  webot crypt notify --key @apiv3.key < notification.json

  # 只解密一段密文
  echo DUcHkaT6Ar5NbFcP4dHc0mQPviqVoryCQYZkx72M9HOV7zfzpxNFhao= | webot crypt notify --key 0123456789abcdef0123456789abcdef --nonce fdasflkja484 --aad transaction",
    verify_notify: "验证微信支付 v3 通知的签名",
    verify_notify_after: "\
请求体必须与收到的逐字节相同。签名不正确时会查找错在哪里。

示例：
  # 用平台证书验证
  webot crypt verify-notify --headers headers.txt --cert platform.pem < body.json

  # 用微信支付公钥验证
  webot crypt verify-notify --headers headers.txt --public-key pub_key.pem < body.json",
    aes_key: "消息加解密密钥 EncodingAESKey，43 个字符，或 @FILE [环境变量：WX_AES_KEY] [配置：encoding_aes_key]",
    expected_receiver: "要求接收方是这个 appid、corpid 或 suiteid（智能机器人为 ''）",
    receiver: "接收方的 appid、corpid 或 suiteid（智能机器人为 ''） [环境变量：WX_APPID] [配置：appid]",
    check_token: "回调的 Token，或 @FILE，用来验证 URL 或日志里的签名 [环境变量：WX_TOKEN] [配置：token]",
    token: "回调的 Token，或 @FILE，用来生成带签名的消息",
    seal_timestamp: "签名所用的时间戳，单位秒 [默认：当前时间]",
    seal_nonce: "签名所用的随机串 [默认：随机生成]",
    session_key: "数据所属的那次登录的 session_key，或 @FILE [环境变量：WX_SESSION_KEY] [配置：session_key]",
    iv: "与数据一起返回的 iv",
    appid: "要求水印里是这个 appid [环境变量：WX_APPID] [配置：appid]",
    pay_key: "微信支付 v2 的 API 密钥，或 @FILE [环境变量：WX_PAY_KEY] [配置：pay_key]",
    apiv3_key: "APIv3 密钥，32 字节，或 @FILE [环境变量：WX_APIV3_KEY] [配置：apiv3_key]",
    nonce: "resource 里的 nonce，输入只有密文时给出",
    aad: "resource 里的 associated_data，输入只有密文时给出",
    cert: "平台证书（PEM 文件）",
    public_key: "微信支付公钥（PEM 文件）",
    headers: "请求头文件：curl -v 的输出、日志，或 JSON",
    signature: "Wechatpay-Signature，代替请求头文件里的值",
    timestamp: "Wechatpay-Timestamp，代替请求头文件里的值",
    header_nonce: "Wechatpay-Nonce，代替请求头文件里的值",
    serial: "Wechatpay-Serial，代替请求头文件里的值",
};

pub(in crate::text) const WORDS: CryptWords = CryptWords {
    paste: "请粘贴输入，然后按 Ctrl-D",
    mended: |name, mend| {
        let what = match mend {
            Repair::Plus => "里的 `+` 变成了空格，说明多做了一次 URL 解码",
            Repair::Percent => "是 URL 编码后的样子，说明多做了一次编码，或少做了一次解码",
            Repair::UrlSafe => "里有 `-` 和 `_`，是用于 URL 的 base64",
            Repair::Backslash => "里有反斜杠，是 JSON 里转义过的字符串",
        };
        format!("`{name}` {what}；webot 已还原，你的代码也要处理")
    },
    receiver: |receiver| match receiver {
        "" => "消息里的接收方为空，与智能机器人一样".to_owned(),
        receiver => format!("消息里的接收方是 {receiver}；--receiver 可以核对它"),
    },
    watermark: |appid, at| format!("水印：{appid}，{}", moment(at)),
    callback: CALLBACK_WORDS,
    already_md5: "直接用给出的密钥就能解密：它已经是 API 密钥的 MD5，或者这是某个库没有取 MD5 的测试数据；程序里要对 API 密钥取一次 MD5",
    invisible: invisible_in_key,
    opened_without: |chars| format!("用剩下的 {chars} 个字符可以解密"),
    raw_key: "这份数据是直接用密钥加密的；微信用的是密钥的 MD5，所以它不是微信发出的",
};

pub(in crate::text) fn error(error: &CryptError) -> Said {
    match error {
        CryptError::Base64(name, error) => base64(name, *error),
        CryptError::NoField(name @ "Encrypt") => Said::new(format!("输入里没有 `{name}`"))
            .hint("明文模式的消息不需要解密；加密的消息里有 <Encrypt> 或 \"encrypt\""),
        CryptError::NoField(name) => {
            Said::new(format!("输入里没有 `{name}`")).hint("请给出收到的完整请求体，或单独的 base64")
        }
        CryptError::Unreadable => {
            Said::new("输入看起来是 XML 或 JSON，但无法解析").hint("请给出收到的完整请求体，或单独的 base64")
        }
        CryptError::OtherInput { given, wanted } => other_input(*given, *wanted),
        CryptError::Envelope(error) => envelope(error),
        CryptError::Layout(fault) => {
            let (fault, hint) = layout(*fault);
            Said::new(fault).hint(hint)
        }
        CryptError::Receiver { inside, expected } => {
            let inside = if inside.is_empty() { "空".to_owned() } else { format!("`{inside}`") };
            let expected = if expected.is_empty() { "空".to_owned() } else { format!("`{expected}`") };
            Said::new(format!("消息里的接收方是 {inside}，期望的是 {expected}")).hint(
                "公众号、小程序为 appid；企业微信为 corpid，第三方应用为 suiteid；第三方平台为平台的 appid",
            )
        }
        CryptError::Blocks(bytes) => blocks(*bytes),
        CryptError::SessionKey => Said::new("解密失败：加密用的不是这个 session_key")
            .hint("wx.login 会更换 session_key：先登录，再取数据，并使用那次登录的 session_key"),
        CryptError::Iv => Said::new("iv 不对：除前 16 字节外都能解开").hint("请使用与这份数据同时返回的 iv"),
        CryptError::SessionKeyIsIv => {
            Said::new("session_key 和 iv 弄反了").hint("请把 --session-key 和 --iv 的值对调")
        }
        CryptError::NotJson => Said::new("能解开，但里面不是 JSON").hint("这是 encryptedData 吗？"),
        CryptError::NotText => Said::new("能解开，但里面不是文本").hint("加密的一方加密的不是 UTF-8 文本"),
        CryptError::Watermark { inside, expected } if inside.is_empty() => {
            Said::new(format!("数据里没有水印，期望的是 `{expected}`"))
                .hint("小程序的数据都有水印：不要相信这份数据")
        }
        CryptError::Watermark { inside, expected } => {
            Said::new(format!("水印里的 appid 是 `{inside}`，不是 `{expected}`"))
                .hint("这份数据属于另一个小程序：不要相信它，或者更正 appid")
        }
        CryptError::PayKey(chars) => {
            let said = Said::new("解密失败：加密用的不是这个 API 密钥");
            let said = if *chars == 32 {
                said
            } else {
                said.hint(format!("这个密钥有 {chars} 个字符，微信支付的 API 密钥是 32 个"))
            };
            said.hint("它是商户的 v2 API 密钥，不是 APIv3 密钥；更换密钥后只对新的通知有效")
        }
        CryptError::Algorithm(name) => Said::new(format!("算法是 `{name}`，不是 `AEAD_AES_256_GCM`"))
            .hint("这里只能解密微信支付 v3 的通知"),
        CryptError::Nonce(bytes) => Said::new(format!("nonce 有 {bytes} 字节，应为 12 字节"))
            .hint("这里要的是 resource 里的 nonce，不是请求头 Wechatpay-Nonce"),
        CryptError::Short(bytes) => {
            Said::new(format!("只有 {bytes} 字节，放不下密文和认证标签")).hint("密文不完整")
        }
        CryptError::AssociatedData { given, right } => {
            Said::new(format!("associated_data 是 `{given}`，但用 `{right}` 才能解开"))
                .hint("请使用同一个 resource 里的 associated_data；没有这一项时它为空")
        }
        CryptError::Tag => Said::new("认证标签不对：APIv3 密钥不对，或者数据被改动过")
            .hint("检查这个商户的 APIv3 密钥；它不是 v2 的 API 密钥")
            .hint("ciphertext、nonce、associated_data 必须来自同一个 resource，而且没有改动"),
    }
}

/// Explains the layout of decrypted data, whose key is right: the fault, and the advice.
pub(super) fn layout(fault: LayoutFault) -> (String, &'static str) {
    const COUNT: &str = "长度是消息按 UTF-8 计的字节数，不含接收方：Buffer.byteLength、len(text.encode())";
    match fault {
        LayoutFault::Length { declared, actual, characters: true } => {
            (format!("消息前的长度是 {declared}，即消息的字符数，而消息有 {actual} 字节"), COUNT)
        }
        LayoutFault::Length { declared, actual, .. } => {
            let (by, way) = (declared.abs_diff(actual), if declared < actual { "少" } else { "多" });
            (format!("消息前的长度是 {declared}，{way}了 {by}：消息有 {actual} 字节"), COUNT)
        }
        LayoutFault::LittleEndian => (
            "消息前的长度用了小端字节序".to_owned(),
            "应写成 4 字节大端：writeUInt32BE、struct.pack('>I', …)、pack('N', …)",
        ),
        LayoutFault::NoRandom => (
            "长度之前缺少 16 字节随机数".to_owned(),
            "依次加密 16 字节随机数、4 字节长度（大端）、消息、接收方",
        ),
        LayoutFault::PaddedTwice => (
            "明文被填充了两次".to_owned(),
            "自行填充到 32 字节，并关闭加密库的填充：setAutoPadding(false)、NoPadding",
        ),
        LayoutFault::Incomplete => (
            "密钥是对的，但数据缺少末尾".to_owned(),
            "请给出完整的数据：数据库字段、日志或缓冲区可能截断了它",
        ),
    }
}

fn blocks(bytes: usize) -> Said {
    Said::new(format!("{bytes} 字节不是 16 字节的整数倍")).hint("数据不完整，或者不是加密后的内容")
}

fn envelope(error: &DecryptError) -> Said {
    const KEY: &str = "请与后台的 EncodingAESKey 核对；更换后的一段时间内微信仍可能使用旧的";
    match error {
        DecryptError::Base64 => Said::new("`Encrypt` 不是 base64").hint("请给出收到的完整请求体"),
        DecryptError::Blocks(bytes) => blocks(*bytes),
        DecryptError::Padding => {
            Said::new("解密失败：填充不对，说明加密用的是另一个 EncodingAESKey").hint(KEY)
        }
        DecryptError::PaddingOnly => Said::new("密钥是对的，但填充不是按 32 字节的 PKCS#7")
            .hint("要补足到 32（不是 16）的倍数；长度正好时也要再补 32 字节"),
        DecryptError::Layout => Said::new("密钥是对的，但里面的排列不对")
            .hint("应为：16 字节随机数、4 字节消息长度（字节数，大端）、消息、接收方 ID"),
        DecryptError::Receiver | DecryptError::Length => {
            Said::new("解密失败：里面的内容不合理，说明加密用的是另一个 EncodingAESKey").hint(KEY)
        }
    }
}

fn base64(name: &str, error: Base64Error) -> Said {
    match error {
        Base64Error::Character(char, position) => {
            Said::new(format!("`{name}` 不是 base64：第 {position} 个字符是 `{}`", char.escape_debug()))
                .hint("base64 只有字母、数字、+、/ 和结尾的 =")
        }
        Base64Error::Length(chars) => Said::new(format!(
            "`{name}` 不是 base64：长度为 {chars} 个字符，base64 不会是这个长度，内容不完整"
        ))
        .hint("内容不完整，请重新复制"),
    }
}

pub(in crate::text) fn misuse(misuse: &InputError) -> Said {
    match misuse {
        InputError::NoInput => Said::new("stdin 里没有内容").hint("请从管道传入：`webot crypt … < body.xml`"),
        InputError::NotText => Said::new("stdin 不是 UTF-8 文本").hint("请给出 base64、XML 或 JSON"),
        InputError::Base64(flag, error) => base64(flag, *error),
        InputError::Length(flag @ "--session-key", bytes) => {
            Said::new(format!("`{flag}` 有 {bytes} 字节，应为 16 字节"))
                .hint("session_key 是 code2Session 返回的 24 个 base64 字符，不是 AppSecret")
        }
        InputError::Length(flag, bytes) => Said::new(format!("`{flag}` 有 {bytes} 字节，应为 16 字节"))
            .hint("它是 24 个 base64 字符，与数据一起返回"),
        InputError::MissingFlag(flag) => {
            Said::new(format!("缺少 `{flag}`")).hint("输入只有密文时需要它；完整的 JSON 里已经包含")
        }
        InputError::MissingHeader(name) => Said::new(format!("缺少请求头 `{name}`"))
            .hint("用 --headers FILE 给出全部请求头，或用各自的选项给出"),
        InputError::PublicKey { path, error } => {
            let hint = match error {
                PublicKeyError::PrivateKey => "验签要用微信支付的公钥或平台证书，不是商户自己的密钥",
                _ => PEM,
            };
            let what = public_key(*error);
            Said::new(format!("`{path}`：{what}")).hint(hint)
        }
    }
}

/// Returns the reason why a file cannot be used as a public key.
pub(super) fn public_key(error: PublicKeyError) -> &'static str {
    match error {
        PublicKeyError::PrivateKey => "这是私钥，不是公钥",
        PublicKeyError::NoKey => "里面没有证书，也没有公钥",
        PublicKeyError::Damaged => "内容已损坏",
        PublicKeyError::NotRsa => "不是 2048 位以上的 RSA 公钥",
    }
}

const PEM: &str = "PEM 文件里有一行 -----BEGIN CERTIFICATE----- 或 -----BEGIN PUBLIC KEY-----";

pub(in crate::text) fn cause(cause: &Cause) -> Said {
    match cause {
        Cause::Probe => Said::new("这是微信支付的签名探测流量：签名是故意错的")
            .hint("你的回调接口必须像对待其他错误签名一样拒绝它，返回 4XX 或 5XX"),
        Cause::NotBase64(error) => base64("Wechatpay-Signature", *error),
        Cause::Repaired(mend) => {
            Said::new((WORDS.mended)("Wechatpay-Signature", *mend)).hint("请原样使用请求头的值")
        }
        Cause::Size { bytes, wanted } => {
            Said::new(format!("签名有 {bytes} 字节，但这个密钥的签名是 {wanted} 字节"))
                .hint("签名不完整，或者是用另一个密钥签的")
        }
        Cause::Body(change) => body(*change),
        Cause::Header(HeaderChange::Swapped) => Said::new("把请求头的值调换位置后签名正确")
            .hint("顺序是时间戳、随机串、请求体：Wechatpay-Timestamp、Wechatpay-Nonce"),
        Cause::Header(HeaderChange::Blanks) => {
            Said::new("去掉时间戳或随机串前后的空白后签名正确").hint("请去掉请求头值前后的空白")
        }
        Cause::Header(HeaderChange::Milliseconds) => {
            Said::new("时间戳换成秒后签名正确").hint("请原样使用请求头的值，不要用自己的时间")
        }
        Cause::ResourceNonce => {
            Said::new("这个 nonce 是 resource 里的，它只用于解密").hint("签名用的是请求头 Wechatpay-Nonce")
        }
        Cause::Notation(notation) => {
            Said::new(format!("签名写成了 {}", notation.name())).hint("把签名的字节写成 base64")
        }
        Cause::Padding(padding) => Said::new(format!("密钥是对的，但填充方式是 {padding}"))
            .hint("微信支付用 PKCS #1 v1.5 签名：SHA256withRSA"),
        Cause::Hash(hash) => {
            Said::new(format!("密钥是对的，但摘要算法是 {}", hash.map_or("别的", RsaHash::name)))
                .hint("微信支付用 PKCS #1 v1.5 签名：SHA256withRSA")
        }
        Cause::WrongKey => Said::new("签名是用另一个密钥签的")
            .hint("请使用 Wechatpay-Serial 指明的平台证书或公钥；商户自己的证书是另一个")
            .hint("重新下载平台证书，或在商户平台获取微信支付公钥"),
        Cause::OtherMessage => Said::new("密钥是对的，但时间戳、随机串或请求体与签名时不同")
            .hint("请在框架解析之前，用请求体的原始字节验签")
            .hint("时间戳、随机串和签名要来自同一个请求"),
        Cause::Serial { header, certificate } => {
            Said::new(format!("Wechatpay-Serial 是 {header}，但证书的序列号是 {certificate}"))
                .hint("请使用请求头指明的证书；更换证书期间会有多个同时有效")
        }
        Cause::PublicKeyId(id) => {
            Said::new(format!("Wechatpay-Serial 是 {id}：这是用微信支付公钥模式签的，不是平台证书"))
                .hint("在商户平台下载这个公钥，用 --public-key 给出")
        }
        Cause::CertificateSerial(serial) => {
            Said::new(format!("Wechatpay-Serial 是 {serial}：看来是用平台证书签的"))
                .hint("用 --cert 给出这张证书；公钥的 ID 以 PUB_KEY_ID_ 开头")
        }
        Cause::NotValid { at, not_before, not_after } => Said::new(format!(
            "证书的有效期是 {} 到 {}，而签名时间是 {}",
            moment_of(*not_before),
            moment_of(*not_after),
            moment_of(*at)
        ))
        .hint("请下载当前的平台证书"),
    }
}

fn body(change: BodyChange) -> Said {
    const RAW: &str =
        "请用原始字节验签（express.raw、request.get_data()、php://input），不要用框架解析后的 JSON";
    let (message, hint) = match change {
        BodyChange::NewlineAdded => (
            "去掉请求体结尾的换行后签名正确",
            "换行是编辑器或 `echo` 加上的：请原样保存请求体，或用 `printf %s`",
        ),
        BodyChange::NewlineStripped => {
            ("请求体结尾加上换行后签名正确", "请求体被去掉了首尾空白：请用收到的原样验签")
        }
        BodyChange::LineEnds => ("请求体换一种换行符后签名正确", "\\n 与 \\r\\n 被转换过：请用原始字节验签"),
        BodyChange::Bom => ("去掉请求体开头的 BOM 后签名正确", "请保存为不带 BOM 的 UTF-8"),
        BodyChange::EncodedTwice => (
            "请求体的 UTF-8 被当成 Latin-1 读取后又编码了一次",
            "请读取请求的字节而不是文本，或在读取前设置 UTF-8",
        ),
        BodyChange::Reserialised => ("请求体被解析后又重新序列化，空白或转义与签名时不同", RAW),
        BodyChange::KeyOrder => ("请求体被解析后又重新序列化，字段顺序与签名时不同", RAW),
    };
    Said::new(message).hint(hint)
}
