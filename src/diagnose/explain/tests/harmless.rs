//! Lines of back-ends that report no error, or that of another program.

use crate::diagnose::explain::{Clues, Explanation, explain};

/// Lines in which nothing is to be explained, neither as a log nor as a message.
const HARMLESS: &[&str] = &[
    "用户取消了支付",
    "token 刷新成功",
    "45015 rows updated",
    "access_token 刷新成功，有效期 7200 秒",
    "微信支付签名验证通过",
    "用户已取消关注，openid=oABC",
    "已关闭超时未支付订单 40029 笔",
    "微信回调签名校验成功",
    "模板消息发送成功 msgid=403383483291028684",
    "获取 jsapi_ticket 成功",
    "定时任务：清理过期的 access_token 缓存完成",
    "订单 40163 已发货",
    "小程序登录成功 session_key 已更新",
    "公众号菜单创建成功",
    "解密成功，用户手机号已绑定",
    "商户号 1900000109 余额充足",
    "支付成功通知已处理 out_trade_no=202606180001",
    "退款成功 refund_id=50300001232026061912345678901",
    "没有权限的用户 3 人已跳过",
    "本次同步企业微信成员 60011 人",
    "IP 白名单已更新，共 5 个",
    "微信客服会话已结束",
    "签名算法：MD5",
    "系统启动，监听端口 48001",
    "素材上传完成，media_id=mJ4nDbiTzUxxWdpgnR9dW0",
    "用户拒绝授权手机号，改用短信登录",
    "微信授权登录成功",
    "查询订单状态：NOTPAY，用户尚未支付",
    "关单成功 ORDERCLOSED",
    "订单状态 USERPAYING，等待用户输入密码",
    "企业微信应用消息已发送 invaliduser 为空",
    "拉取微信账单完成，共 10003 条",
    "群发任务完成 sent 40001 filtered 20",
    "appid 校验通过",
    "用户扫码 scene=40013",
    "access_token expires_in 7200",
    "access token refreshed, expires in 7200s",
    "token cache hit for wx1234567890abcdef",
    "45009 messages processed in 3.2s",
    "INFO wechat callback verified ok",
    "payment succeeded for order 202606180001",
    "wechat pay notify verified, sign ok",
    "user cancelled the payment dialog",
    "refund SUCCESS out_refund_no=R202606190001",
    "js-sdk config ok",
    "chooseWXPay:ok",
    "config:ok",
    "getLocation:ok",
    "requestPayment:cancel",
    "scanQRCode:cancel",
    "shareTimeline:cancel",
    "connected to redis at port 40001",
    "GET /wechat 200 48001us",
    "wx.login ok code=081abc",
    "uploaded 40004 bytes of media",
    "retrying not needed, errcode=0",
    r#"{"errcode":0,"errmsg":"ok"}"#,
    r#"{"code":"SUCCESS","message":"成功"}"#,
    r#"{"errcode":0,"errmsg":"ok","access_token":"88_abc","expires_in":7200}"#,
    "trade_state=NOTPAY",
    "NOTPAY orders: 17",
    "access_token_expired_jobs queue drained",
    "signature verified for callback nonce=85002",
    "worker 40164 started",
    "user 40003 logged in",
    "batch 61004 finished ok",
    "user info fetched, subscribe=0",
    "deleted 43004 old sessions of unsubscribed wechat users",
    "[wechat] menu published",
    "quota left today: 45009 of 50000",
    "微信支付平台证书更新成功",
    "平台证书已缓存，序列号 5157F09EFDC096DE15EBE81A47057A72",
    "用户支付中，需要输入密码",
    "签到失败次数 0",
    "验签失败 0 次，成功 1200 次",
    "今日 invalid credential 告警 0 次",
    "微信消息推送已启用，当前模式：安全模式",
    "文件不存在则自动创建 /data/wechat/token.json",
    "url 参数解析完成",
    "没有新的微信订单",
    "检查 access_token 是否过期：否",
    "40029 次扫码",
    "缓存的 jsapi_ticket 未过期，继续使用",
    "access_token 未过期，无需刷新",
    "errcode 字段已映射到数据库",
    r#"{"level":"info","msg":"wechat token refreshed","code":40001000}"#,
    r#"{"level":"info","status":200,"path":"/wechat","size":40001}"#,
    "微信服务器 IP 列表更新完成 共 40164 个",
    "授权成功后自动关闭窗口",
    "未关注用户提示关注公众号",
    "用户未授权，跳转授权页",
    "重复通知，已忽略",
    "订单已支付，忽略重复通知",
    "订单已存在，直接返回",
    "微信登录用户 40029 已绑定手机",
    "公众号文章阅读量 45009",
    "共推送 48001 条模板消息，失败 0 条",
    "access_token 已写入 redis，key=wx:token:40001",
    "支付单号 4200001234202606181234567890 已入账",
    "小程序码生成完毕 scene=41030",
    "用户 60011 加入了企业微信群",
    "WeChat server listening on 40013",
    "wechat bot ready, pid 40001",
    "processed wxpay refund 61004 in 40 ms",
    "token renewed; next renewal in 7000s",
    "access_token: cached (not expired)",
    "callback from wechat took 45015 us",
    "微信回调耗时 43004 微秒",
    "订单已关闭 ORDERCLOSED",
    "查单结果 trade_state=SUCCESS",
    "查单结果 trade_state=USERPAYING",
    "查单结果 trade_state=REFUND",
    "退款状态 PROCESSING",
    "签名串：appid=wx123&noncestr=1 sign=ABC 验证成功",
    "验证签名耗时 3ms",
    "解密耗时 10003 us",
    "模板消息 45047 条待发送",
    "未发现异常",
    "没有错误",
    "0 errors, 0 warnings in wechat module",
    "no invalid credential found today",
    "errors=0 wechat_calls=40001",
    "错误数：0",
    "失败任务数：0，微信任务总数：48001",
    "wx config ready",
    "wx.ready fired",
    "微信 JS-SDK 加载完成",
    "invalid signature count: 0",
    "permission denied count=0",
    "用户关闭了授权弹窗",
    "用户未支付，订单保留 30 分钟",
    "用户余额 NOTENOUGH 提示已展示",
    "优惠券已过期 40163 张",
    "本次清理过期 token 40014 个",
    "已删除无效 openid 40003 个",
    "重新获取 access_token 成功（旧 token 已过期）",
    "检测到 token 过期，刷新成功",
    "token expired, refreshed successfully",
    "retry succeeded after 1 failure",
    "request failed once, retried ok",
    "IP 1.2.3.4 已加入白名单",
    "白名单校验通过",
    "domain verified: MP_verify_abc.txt",
    "jsapi_ticket expires_at=1700040001",
    "GET /cgi-bin/token 200 12ms",
    "POST https://api.weixin.qq.com/cgi-bin/message/template/send 200 errcode=0",
    r#"{"errcode":0,"errmsg":"ok","msgid":4000140029}"#,
    r#"{"code":0,"message":"success","data":{"id":40001}}"#,
    r#"{"ret":0,"msg":"ok","count":40029}"#,
    "WARN slow request /wechat 45009ms",
    "ERROR connect ECONNREFUSED 127.0.0.1:40001",
    "ERROR mysql error code: 1045 access denied",
    "ERROR order 40163 not found",
    "ERROR worker 40029 exited with code 1",
    "ERROR failed to send sms to user 60020",
    "ERROR redis NOAUTH Authentication required",
    "ERROR 支付宝 签名错误",
    "ERROR 支付宝回调验签失败",
    "ERROR SYSTEM_ERROR from upstream ERP",
    "panic: runtime error: index out of range [40001]",
    r#"Exception in thread "main" java.lang.NullPointerException: id 40003"#,
    "Connection to 10.0.0.1:48001 refused",
    "HTTP 404 Not Found",
    "HTTP 403 Forbidden",
    "Error: listen EADDRINUSE: address already in use :::40013",
    "PARAM_ERROR in internal rpc",
    "InvalidRequest: missing field name",
    "fail to open file",
];

/// Lines that tell of an error of WeChat in few words.
const ERRORS: &[(&str, i64)] = &[
    ("微信返回 40164", 40164),
    ("报错 40164 怎么办", 40164),
    ("40164 invalid ip", 40164),
    ("40163: code been used", 40163),
    ("wechat returned 45047", 45047),
    ("企业微信 60020", 60020),
    ("微信接口调用失败 45047", 45047),
    ("WeChat API error: 45047", 45047),
    ("网页授权出错 redirect_uri 10003", 10003),
];

#[test]
fn harmless_lines_are_not_explained() {
    for line in HARMLESS {
        for is_log in [false, true] {
            let found = explain(line, &Clues { is_log, ..Clues::default() });
            let found: Vec<&Explanation> =
                found.iter().filter(|found| !matches!(found, Explanation::Callback(_))).collect();
            assert!(found.is_empty(), "{line}: {found:?}");
        }
    }
}

#[test]
fn errors_in_few_words_are_explained() {
    for (text, code) in ERRORS {
        let found = explain(text, &Clues::default());
        let is_it = |found: &Explanation| matches!(found, Explanation::Errcode(own) if own.code == *code);
        assert!(found.iter().any(is_it), "{text}: {found:?}");
    }
}

#[test]
fn a_number_of_several_platforms_is_no_cause() {
    let open = |text: &str, clues: &Clues| {
        let found = explain(text, clues);
        found
            .iter()
            .map(|found| matches!(found, Explanation::Errcode(code) if code.is_one_of_many))
            .collect::<Vec<_>>()
    };
    for text in ["80001", "81013", r#"{"errcode":40001}"#] {
        assert_eq!(open(text, &Clues::default()), [true, true], "{text}");
    }
    for (text, path) in [("81013", Some("/cgi-bin/message/send")), ("40164", None)] {
        let clues = Clues { path: path.map(str::to_owned), ..Clues::default() };
        assert!(open(text, &clues).iter().all(|open| !open), "{text}");
    }
    assert_eq!(
        open(r#"{"errcode":40001,"errmsg":"x rid: 6b000e1f-ee0b9c48-25966ad0"}"#, &Clues::default()),
        [false]
    );
}
