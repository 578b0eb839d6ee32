use crate::crypt::{Given, Invisible, KeyPosition};
use crate::lang::Said;
use crate::text::crypt::{CallbackWords, char_name};

pub(in crate::text) const CALLBACK_WORDS: CallbackWords = CallbackWords {
    right: |name, default_token| match default_token {
        Some(token) => format!("{name} 正确，用的是默认 Token `{token}`"),
        None => format!("{name} 正确"),
    },
    wrong: |name| {
        Said::new(format!("{name} 与这个 Token 算出的签名不同"))
            .hint("请逐个字符核对设置页面上的 Token")
            .hint("如果签名是自己的程序算的，`webot sign message --check SIGNATURE` 可以找出错在哪里")
    },
    unchecked: |name| format!("没有验证 {name}：请用 --token 给出回调 Token"),
    sealed_elsewhere: "没有验证 msg_signature：输入里没有含 `Encrypt` 的请求体",
    answer: "应原样返回上面的文字：不加引号，不加换行",
    no_body: "消息在请求体里，而输入里没有请求体",
    from_log: "已从输入中找出数据",
};

/// Returns the sentence for a document that belongs to another command.
pub(in crate::text) fn other_input(given: Given, wanted: Given) -> Said {
    let said = Said::new(format!("这是{}，不是{}", name(given), name(wanted)));
    match given {
        Given::Callback => said.hint("请用 `webot crypt decrypt` 解密"),
        Given::PlainMessage => said.hint("里面没有加密的内容：回调是明文模式，或者已经解密过了"),
        Given::RefundNotice => said.hint("请用 `webot crypt refund` 和 v2 的 API 密钥解密"),
        Given::PaymentNotice | Given::ContractNotice => {
            let said = said.hint("里面没有加密的内容：用 `webot sign pay` 验证它的 `sign`");
            if wanted == Given::RefundNotice {
                said.hint("退款通知含有 `req_info`，发往退款接口的 `notify_url`")
            } else {
                said
            }
        }
        Given::PayV2Failure => said.hint("原因见 `return_msg`"),
        Given::PayV2Other => said.hint("里面没有加密的内容：用 `webot sign pay` 验证它的 `sign`"),
        Given::PayV3Notice | Given::PayV3Certificates => {
            said.hint("请用 `webot crypt notify` 和 APIv3 密钥解密")
        }
        Given::MiniData => said.hint("请用 `webot crypt mini` 和 session_key 解密"),
        Given::ApiError => said.hint("原因见 `errmsg`"),
    }
}

fn name(given: Given) -> &'static str {
    match given {
        Given::Callback => "加密的回调",
        Given::PlainMessage => "明文模式的消息",
        Given::RefundNotice => "微信支付 v2 的退款通知",
        Given::PaymentNotice => "微信支付 v2 的支付通知",
        Given::ContractNotice => "微信支付 v2 的签约通知",
        Given::PayV2Failure => "微信支付 v2 的 `FAIL` 应答",
        Given::PayV2Other => "微信支付 v2 的数据",
        Given::PayV3Notice => "微信支付 v3 的通知",
        Given::PayV3Certificates => "微信支付 v3 的证书列表",
        Given::MiniData => "小程序的加密数据",
        Given::ApiError => "微信接口返回的错误",
    }
}

/// Returns the warning about invisible characters in the value of a flag.
pub(in crate::text) fn invisible_in_key(flag: &str, invisible: &Invisible) -> String {
    let listed: Vec<String> = invisible
        .found
        .iter()
        .map(|(char, position)| {
            let place = match position {
                KeyPosition::Start => "开头有".to_owned(),
                KeyPosition::End => "末尾有".to_owned(),
                KeyPosition::Within(at) => format!("第 {at} 个字符是"),
            };
            format!("{place} {}", char_name(*char, "零宽字符", "空格"))
        })
        .collect();
    format!("`{flag}` 多出 {} 字节：{}；这里去掉它们再试，程序里也要去掉", invisible.bytes, listed.join("，"))
}
