//! Credentials, addresses, quotas (公众平台文档《基础支持》,《openApi 管理》).

use super::WordList;
use super::endpoint::{Endpoint, Host, body, get, post, query};
use super::param::Shape::{Bool, Choice, Integer, Text};
use super::param::Source;

/// What both ways to an `access_token` fix.
const GRANT: &str = "client_credential";

pub(super) const ENDPOINTS: &[Endpoint] = &[
    get("/cgi-bin/token", "a new access_token, which ends the one before", "获取新的 access_token，旧的随之失效")
        .open()
        .params(&[
            query("grant_type", Text(64), "fixed", "固定值").from(Source::Fixed(GRANT)).errcode(40002),
            query("appid", Text(64), "the account", "账号的 appid").from(Source::Appid).errcode(40013),
            query("secret", Text(128), "its secret", "账号的 appsecret").from(Source::Secret).errcode(40125),
        ])
        .note(
            "the old token works for 5 more minutes: two machines that call this take each other's away",
            "旧 token 只再保留 5 分钟：两台机器都调用时会互相顶掉",
        )
        .writes()
        .handler("token.token")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_access_token.html")
        .reply(r#"{"access_token":"ACCESS_TOKEN","expires_in":7200}"#),
    post("/cgi-bin/stable_token", "the access_token that everybody gets", "获取稳定版 access_token，大家拿到的是同一个")
        .command("token get")
        .open()
        .params(&[
            body("grant_type", Text(64), "fixed", "固定值").from(Source::Fixed(GRANT)).errcode(40002),
            body("appid", Text(64), "the account", "账号的 appid").from(Source::Appid).errcode(40013),
            body("secret", Text(128), "its secret", "账号的 appsecret").from(Source::Secret).errcode(40125),
            body("force_refresh", Bool, "end the one that is out", "强制刷新，旧的立即失效"),
        ])
        .note(
            "force_refresh at most 20 times a day, 30 seconds apart",
            "force_refresh 每天最多 20 次，间隔至少 30 秒",
        )
        .writes()
        .handler("token.stable_token")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/getStableAccessToken.html")
        .reply(r#"{"access_token":"ACCESS_TOKEN","expires_in":7200}"#),
    get("/cgi-bin/ticket/getticket", "a ticket for pages or cards", "获取网页或卡券用的 ticket")
        .command("ticket get")
        .params(&[query("type", Choice(WordList::new("jsapi wx_card")), "which ticket", "哪种 ticket").required().errcode(40097)])
        .note("valid 7200 seconds, few calls a day: webot keeps it", "有效期 7200 秒，每天次数有限：webot 会缓存")
        .handler("ticket.getticket")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html#62")
        .reply(r#"{"errcode":0,"errmsg":"ok","ticket":"JSAPI_TICKET","expires_in":7200}"#),
    get("/cgi-bin/gettoken", "a WeCom app's access_token", "获取企业微信应用的 access_token")
        .on(Host::Work)
        .open()
        .params(&[
            query("corpid", Text(64), "the company", "企业 ID").from(Source::Appid).errcode(40013),
            query("corpsecret", Text(128), "the app's secret", "应用的 secret").from(Source::Secret).errcode(40001),
        ])
        .note("one token for every company and app", "每个企业的每个应用各有一个 token")
        .handler("token.gettoken")
        .docs("https://developer.work.weixin.qq.com/document/path/91039")
        .reply(r#"{"errcode":0,"errmsg":"ok","access_token":"ACCESS_TOKEN","expires_in":7200}"#),
    get("/cgi-bin/get_jsapi_ticket", "a company's ticket for pages", "获取企业的 jsapi_ticket")
        .on(Host::Work)
        .handler("ticket.work_jsapi")
        .docs("https://developer.work.weixin.qq.com/document/path/90506")
        .reply(r#"{"errcode":0,"errmsg":"ok","ticket":"JSAPI_TICKET","expires_in":7200}"#),
    get("/cgi-bin/ticket/get", "a WeCom app's ticket for pages", "获取企业微信应用的 jsapi_ticket")
        .on(Host::Work)
        .params(&[query("type", Text(64), "fixed", "固定值").from(Source::Fixed("agent_config")).errcode(91040)])
        .handler("ticket.agent")
        .docs("https://developer.work.weixin.qq.com/document/path/90506")
        .reply(r#"{"errcode":0,"errmsg":"ok","ticket":"AGENT_TICKET","expires_in":7200}"#),
    get("/cgi-bin/getcallbackip", "the addresses that WeChat pushes from", "微信推送消息的来源 IP")
        .command("network callback-ips")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_the_WeChat_server_IP_address.html")
        .reply(r#"{"ip_list":["101.226.62.77","101.226.62.78"]}"#),
    get("/cgi-bin/get_api_domain_ip", "the addresses of the API", "微信 API 服务器的 IP")
        .command("network api-ips")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_the_WeChat_server_IP_address.html")
        .reply(r#"{"ip_list":["101.226.212.27","58.246.220.31"]}"#),
    post("/cgi-bin/callback/check", "let WeChat try to reach your server", "让微信探测你的服务器")
        .command("network check")
        .params(&[
            body("action", Choice(WordList::new("all dns ping")), "what to try", "检测动作").required().errcode(40202),
            body(
                "check_operator",
                Choice(WordList::new("DEFAULT CHINANET UNICOM CAP")),
                "from which network",
                "从哪个运营商检测",
            )
            .required()
            .errcode(40203),
        ])
        .handler("info.check")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Network_Detection.html")
        .example("--action all --check-operator DEFAULT")
        .reply(
            r#"{"dns":[{"ip":"111.161.64.40","real_operator":"UNICOM"}],"ping":[{"ip":"111.161.64.40","from_operator":"UNICOM","package_loss":"0%","time":"23.079ms"}]}"#,
        ),
    post("/cgi-bin/openapi/quota/get", "how often an endpoint may still be called", "查询某个接口的当日额度")
        .command("quota get")
        .params(&[body("cgi_path", Text(512), "the path, from its slash on", "接口路径，以 / 开头").word().errcode(76021)])
        .handler("quota.get")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/openApi/get_api_quota.html")
        .example("/cgi-bin/menu/create")
        .reply(r#"{"errcode":0,"errmsg":"ok","quota":{"daily_limit":1000,"used":3,"remain":997}}"#),
    post("/cgi-bin/openapi/quota/clear", "give an endpoint its daily quota back", "清空某个接口当日的调用次数")
        .command("quota clear")
        .params(&[body("cgi_path", Text(512), "the path, from its slash on", "接口路径，以 / 开头").word().errcode(76021)])
        .writes()
        .handler("quota.clear_one")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/openApi/clear_quota.html")
        .example("/cgi-bin/menu/create"),
    post("/cgi-bin/clear_quota", "give all endpoints their daily quota back", "清空全部接口当日的调用次数")
        .command("quota reset")
        .params(&[body("appid", Text(64), "the account", "账号的 appid").from(Source::Appid).errcode(40013)])
        .note("10 times a month, then 48006", "每月 10 次，超出返回 48006")
        .writes()
        .handler("quota.clear_all")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/openApi/clear_quota.html"),
    post(
        "/cgi-bin/clear_quota/v2",
        "the same with the secret in place of a token, which may have run out of quota itself",
        "同上，用 appsecret 代替 token：取 token 的次数可能也已用完",
    )
    .command("quota reset-by-secret")
    .open()
    .params(&[
        body("appid", Text(64), "the account", "账号的 appid").from(Source::Appid).errcode(40013),
        body("appsecret", Text(128), "its secret", "账号的 appsecret").from(Source::Secret).errcode(40125),
    ])
    .note("10 times a month, then 48006", "每月 10 次，超出返回 48006")
        .writes()
        .handler("quota.clear_all")
        .uncounted()
    .docs("https://developers.weixin.qq.com/doc/offiaccount/openApi/clearQuotaByAppSecret.html"),
    post("/cgi-bin/openapi/rid/get", "the request behind a rid that an errmsg names", "查询 errmsg 里 rid 对应的请求")
        .command("quota rid")
        .params(&[body("rid", Text(128), "the rid at the end of an errmsg", "errmsg 末尾的 rid").word().errcode(76002)])
        .note("kept for 7 days", "保留 7 天")
        .handler("info.rid")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/openApi/get_rid_info.html")
        .example("61725984-6126f6f9-040f19c4")
        .reply(
            r#"{"errcode":0,"errmsg":"ok","request":{"invoke_time":1635156704,"cost_in_ms":30,"request_url":"access_token=***","request_body":"","response_body":"{\"errcode\":45009,\"errmsg\":\"reach max api daily quota limit rid: 61725984-6126f6f9-040f19c4\"}","client_ip":"113.90.245.122"}}"#,
        ),
    get("/cgi-bin/get_current_autoreply_info", "the automatic replies that are set", "查询当前的自动回复设置")
        .command("autoreply get")
        .docs("https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Getting_Rules_for_Auto_Replies.html")
        .reply(
            r#"{"is_add_friend_reply_open":1,"is_autoreply_open":1,"add_friend_autoreply_info":{"type":"text","content":"欢迎关注"},"message_default_autoreply_info":{"type":"text","content":"你好"}}"#,
        ),
];

/// What `--lang` of user information takes.
pub(super) const LANGUAGES: super::param::Shape = Choice(WordList::new("zh_CN zh_TW en"));

/// A tag's number; 0 to 99 are WeChat's own.
pub(super) const TAG_ID: super::param::Shape = Integer(0, i32::MAX as i64);
