//! Refusals in the words of an answer: of the signature, or of the request for a reason that is not told.

use super::has;

/// The words for the signature of a request.
const SIGNATURE: &[&str] = &[
    "signature",
    "sign error",
    "invalid sign",
    "wrong sign",
    "签名",
    "验签",
    // The sample code of WxJava and of Senparc.
    "可能属于伪造的请求",
    "请注意保持token一致",
];
/// The words that tell of the token of a user, which may be signed too.
const LOGIN_TOKEN: &[&str] = &[
    "jwt",
    "jsonwebtoken",
    "json web token",
    "bearer",
    "access token",
    "access_token",
    "sign-in",
    "sign in",
];
/// The words for a value that is not the expected one.
const WRONG: &[&str] = &[
    "invalid",
    "fail",
    "mismatch",
    "not match",
    "wrong",
    "incorrect",
    "illegal",
    "sign error",
    "signature error",
    "error signature",
    "bad sign",
    "错误",
    "失败",
    "不正确",
    "不合法",
    "不一致",
    "非法",
    "无效",
    "不通过",
    "不匹配",
    "伪造",
    "保持token一致",
];
/// The words of a program that misses a value.
const MISSING: &[&str] = &[
    "missing",
    "required",
    "undefined",
    "null",
    "nonetype",
    "keyerror",
    "not be empty",
    "not be blank",
    "不能为空",
];
/// The words that refuse a request without telling why; `token` may be that of a callback or that of a user.
const REFUSAL: &[&str] = &[
    "invalid token",
    "token error",
    "wrong token",
    "token mismatch",
    "invalid request",
    "illegal request",
    "bad request",
    "forbidden",
    "unauthorized",
    "access denied",
    "permission denied",
    "not allowed",
    "验证失败",
    "校验失败",
    "验证不通过",
    "校验不通过",
    "认证失败",
    "鉴权失败",
    "非法请求",
    "非法访问",
    "参数错误",
    "拒绝访问",
    "无权",
];
/// The words that are refusals if nothing stands beside them.
const BARE_REFUSAL: &[&str] =
    &["error", "fail", "failed", "false", "failure", "err", "-1", "no", "失败", "错误"];
/// The longest text that is taken for a refusal, in characters.
const MAX_REFUSAL_CHARS: usize = 80;

/// Returns whether an answer is about the signature of the request.
pub(crate) fn says_signature(lower: &str) -> bool {
    has(lower, SIGNATURE) && !has(lower, LOGIN_TOKEN)
}

/// Returns whether an answer says that the signature is wrong, not that a program failed over it.
pub(crate) fn refuses_signature(lower: &str) -> bool {
    says_signature(lower) && has(lower, WRONG) && !has(lower, MISSING)
}

/// Returns whether a short text reads like a refusal.
pub(crate) fn reads_like_refusal(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let bare = lower.trim_end_matches(['!', '.', '！', '。']);
    text.chars().count() <= MAX_REFUSAL_CHARS
        && (has(&lower, REFUSAL) || refuses_signature(&lower) || BARE_REFUSAL.contains(&bare))
}
