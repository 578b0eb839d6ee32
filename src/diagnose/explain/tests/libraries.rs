//! The text that libraries print around an error, and lines of logs that report none.

use crate::api::errcode::ErrcodeFamily;
use crate::diagnose::explain::{Clues, Explanation, explain};

/// Returns the English causes that a text is explained by.
fn causes(text: &str, is_log: bool) -> Vec<&'static str> {
    let found = explain(text, &Clues { is_log, ..Clues::default() });
    let cause = |found: &Explanation| match found {
        Explanation::Errcode(found) => found.entry.map(|(_, advice)| advice.cause.en),
        Explanation::Named(found) => Some(found.advice.cause.en),
        Explanation::Pay(error) => error.advice.map(|advice| advice.cause.en),
        _ => None,
    };
    found.iter().filter_map(cause).collect()
}

/// Returns the only errcode of a text, with its family, errmsg and path.
#[track_caller]
fn only(text: &str, is_log: bool) -> (ErrcodeFamily, i64, String, Option<String>) {
    match &explain(text, &Clues { is_log, ..Clues::default() })[..] {
        [Explanation::Errcode(found)] => (found.family, found.code, found.errmsg.clone(), found.path.clone()),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn messages_of_libraries_of_pay_lead_to_the_key_that_verifies() {
    for (text, words) in [
        (
            "c.w.p.j.c.e.ValidationException: Validate response failed,the WechatPay signature is incorrect.",
            "merchant's own certificate",
        ),
        (
            "Caused by: org.apache.http.HttpException: 应答的微信支付签名验证失败",
            "merchant's own certificate",
        ),
        (
            "validate verify fail serial=[58AC] request-id=[] err=certificate[58AC] not found in verifier",
            "no key with the serial number",
        ),
        (
            "validate verify fail serial=[58AC] request-id=[] err=crypto/rsa: verification error",
            "does not fit it",
        ),
        (
            "ERROR CertificatesManager - 商户证书为空，serialNumber:43C8FB",
            "no key of WeChat Pay for this serial number",
        ),
        (
            "`certs(20AB)` contains the merchant's certificate serial number(20AB), wechatpay/ClientJsonTrait.php",
            "own certificate",
        ),
        ("wechatpay: invalid notification, err: timestamp=[1694490266] expires, request-id=[]", "clock"),
        ("WxPayException: 无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥", "public key"),
        ("SIGN_ERROR - 商户证书序列号有误。", "serial_no is not that of a valid API certificate"),
        ("wxpay: decrypt certificate failed: crypto/aes: invalid key size 40", "32 bytes"),
    ] {
        for is_log in [false, true] {
            let causes = causes(text, is_log);
            assert!(matches!(causes[..], [cause] if cause.contains(words)), "{text}: {causes:?}");
        }
    }
}

#[test]
fn certificates_of_clients_are_named_in_each_library_s_words() {
    for text in [
        "cURL error 58: unable to set private key file: '/a/apiclient_cert.pem' type PEM",
        "fopen(): Unable to set private key file `/a/apiclient_cert.pem'",
        "wxpay: could not load PEM client certificate",
    ] {
        assert!(matches!(causes(text, true)[..], [cause] if cause.contains("could not be loaded")), "{text}");
    }
    for text in [
        "openssl_sign(): Supplied key param cannot be coerced into a private key",
        "[('PEM routines', 'PEM_read_bio', 'no start line')]",
        "ValueError: Could not deserialize key data",
    ] {
        assert!(matches!(causes(text, false)[..], [cause] if cause.contains("PEM")), "{text}");
        assert!(causes(text, true).is_empty(), "without a sign of WeChat Pay: {text}");
    }
}

#[test]
fn what_v3_says_of_a_field_narrows_the_cause() {
    for (text, words) in [
        ("输入源“/appid”映射到字段“公众号ID”必填性规则校验失败，此字段为必填项", "lacks the required field"),
        (
            r#"{"code":"PARAM_ERROR","message":"字符串规则校验失败，字符串必须匹配正则表达式“^[0-9a-zA-Z]{1,}$”"}"#,
            "a character or a length",
        ),
        (
            r#"body[{"code":"RESOURCE_NOT_EXISTS","message":"none"}] https://api.mch.weixin.qq.com/v3/certificates"#,
            "public key",
        ),
    ] {
        assert!(matches!(causes(text, false)[..], [cause] if cause.contains(words)), "{text}");
    }
    let order = r#"{"code":"RESOURCE_NOT_EXISTS","message":"订单不存在"}"#;
    assert!(matches!(causes(order, false)[..], [cause] if !cause.contains("public key")));
}

#[test]
fn what_a_page_says_of_its_pay_sign_is_not_the_sign_of_an_order() {
    for text in
        ["支付验证签名失败", "getBrandWCPayRequest: fail_invalid signature", "chooseWXPay:fail, 签名错误"]
    {
        let causes = causes(text, false);
        assert!(causes.iter().any(|cause| cause.contains("paySign")), "{text}: {causes:?}");
    }
    for text in ["requestPayment:fail cancel", "chooseWXPay:cancel"] {
        assert!(matches!(causes(text, false)[..], ["the user closed the payment"]), "{text}");
    }
    for text in [
        "requestPayment:fail 支付验证签名失败",
        r#"{"err_desc":"fail:验证签名失败","err_msg":"get_brand_wcpay_request:fail"}"#,
    ] {
        assert!(matches!(causes(text, false)[..], [cause] if cause.contains("paySign")), "{text}");
    }
}

#[test]
fn a_number_is_found_by_its_errmsg_and_by_the_page_about_it() {
    use ErrcodeFamily::{Api, Work};
    let query = "not allow operate another agent, from ip: 1.2.3.4, more info at https://open.work.weixin.qq.com/devtool/query?e=301002";
    for is_log in [false, true] {
        let (family, code, errmsg, _) = only(&format!("sending failed，错误信息：{query}"), is_log);
        assert_eq!((family, code, errmsg.as_str()), (Work, 301_002, query));
        let raised = format!("exception=WeChatClientException(301002, {query})>");
        assert_eq!(only(&raised, is_log).2, query);
        let (family, code, errmsg, _) =
            only("request failed: &{{{ } 40013 invalid appid rid: 655d878c-2e41a3f4-65f9b9ba", is_log);
        assert_eq!((family, code), (Api, 40013));
        assert!(errmsg.starts_with("invalid appid rid"), "{errmsg}");
    }
    // The latest token and a hint with letters are not of WeCom.
    assert_eq!(
        only("Error code: 40001, message: invalid credential, access_token is invalid or not latest", false)
            .0,
        Api
    );
    assert_eq!(only("40001: invalid credential hint: [9.ZaUa0975vr21]", false).0, Api);
    assert_eq!(only("40001: invalid credential, hint: [1740671476450144148366218]", false).0, Work);
    assert_eq!(
        only("错误代码40001，说明：invalid credential，access_token is invalid or not latest", false).0,
        Api
    );
}

#[test]
fn codes_of_the_sample_code_need_no_sign_of_wechat() {
    for is_log in [false, true] {
        let text = "Error code: -40001, message: Invalid signature of this request";
        assert_eq!(only(text, is_log).0, ErrcodeFamily::Sample);
    }
}

#[test]
fn an_errmsg_ends_with_a_whole_phrase() {
    assert_eq!(only("no privilege to access/modify contact/party/agent", false).1, 60011);
    assert_eq!(only("WeChatAPIError: invalid template_id", false).1, 40037);
    assert!(explain("WeChatAPIError: invalid template_id of our cache", &Clues::default()).is_empty());
}

#[test]
fn cloud_calls_have_the_path_of_the_interface() {
    let text = r#"{"errCode":40003,"errMsg":"openapi.subscribeMessage.send:fail invalid openid"}"#;
    assert_eq!(only(text, false).3.as_deref(), Some("/cgi-bin/message/subscribe/send"));
    assert!(matches!(causes(text, false)[..], [cause] if cause.contains("mini-program")));
    let text = "errCode: -504002 functions execute fail | errMsg: Error: errCode: -604101 function has no permission to call this API";
    let causes = causes(text, false);
    assert!(causes.iter().any(|cause| cause.contains("config.json")), "{causes:?}");
}

#[test]
fn lines_that_report_no_error_of_wechat_are_left_alone() {
    for line in [
        "2026-11-30 10:00:00 INFO took 61004 ms, 42001 rows",
        "INFO [http] GET https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential 200 40013 bytes",
        "[INFO] userid 60111 found; tagid 40068; agentid 301002",
        "INFO redirect_uri ok, scope snsapi_base, 10005 users",
        "order 10003 created, 3 parameters",
        "[ERROR] redis: error code 42001 undefined table",
        "error code: 40001 in our billing service, retry",
        "java.sql.SQLException: 40001: serialization failure",
        "DEBUG platform certificate refreshed, 平台证书已更新, apiclient_cert.pem read",
        "INFO token expires, request-id follows",
        "the values a and b are not equal",
    ] {
        for is_log in [false, true] {
            assert!(explain(line, &Clues { is_log, ..Clues::default() }).is_empty(), "{line}");
        }
    }
}

#[test]
fn what_clients_and_libraries_say_is_told_from_answers_of_servers() {
    for (text, words) in [
        ("errCode: -1, errStr: null, WXPayEntryActivity onResp", "package's name"),
        ("onPayFinish, errCode = -2", "closed the payment"),
        ("request:fail url not in domain list", "服务器域名"),
        ("getPhoneNumber:fail no permission", "personal or not verified"),
        ("config:fail,Error: 系统错误，错误码：63002,invalid signature [20211216 15:46:53] []", "was signed"),
        ("redirect_uri 与配置的授权完成回调域名不一致", "redirect_uri"),
        ("Error: Unsupported state or unable to authenticate data at Decipheriv.final", "APIv3 key"),
        ("cryptography.exceptions.InvalidTag", "APIv3 key"),
        ("java.security.InvalidKeyException: Illegal key size", "AES-256"),
        ("WxPayException: 参数格式校验错误！", "`sign`"),
        (r#"{"code":"SIGN_ERROR","message":"Http头缺少Accept或User-Agent"}"#, "a header is missing"),
        (r#"{"code":"INVALID_REQUEST","message":"请求中含有未在API文档中定义的参数"}"#, "does not know"),
        (r#"{"code":"PARAM_ERROR","message":"appid和mchid不匹配，请检查后再试"}"#, "not bound"),
        (
            "errCode: -504002 functions execute fail | errMsg: Cannot find module 'wx-server-sdk'",
            "without its packages",
        ),
    ] {
        let causes = causes(text, false);
        assert!(matches!(causes[..], [cause] if cause.contains(words)), "{text}: {causes:?}");
    }
    let query = "invalid webhook url, from ip: 1.2.3.4, more info at https://open.work.weixin.qq.com/devtool/query?e=93000";
    assert_eq!(only(&format!("[E 240325 22:15:45] Sent to hook error: {query}"), true).2, query);
}
