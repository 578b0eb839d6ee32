use crate::text::oauth::{OauthHelp, OauthWords};

pub(in crate::text) const HELP: OauthHelp = OauthHelp {
    url: "生成用户登录的链接，或检查链接",
    url_after: "\
页面：wechat（微信内，snsapi_base 或 snsapi_userinfo）、website（网站扫码，snsapi_login）、work（企业微信内，
snsapi_base 或 snsapi_privateinfo）、work-website（企业微信的网站登录）。
appid 取 wx_config.json 的 oauth_appid，没有时取 appid；企业微信取 corpid。

示例：
  # 生成微信内页面的链接
  webot oauth url https://example.com/login --appid wx1234567890abcdef --scope userinfo --state abc

  # 检查链接，并核对后台设置的域名
  webot oauth url --check 'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com&response_type=code&scope=snsapi_base&state=abc#wechat_redirect' --domain example.com",
    redirect_uri: "授权后返回的 URL，不要编码 [配置：oauth_redirect_uri]",
    page: "页面：wechat、website、work 或 work-website [默认：wechat]",
    scope: "授权作用域，可省略 `snsapi_` [默认：snsapi_base；website 为 snsapi_login]",
    state: "微信原样带回的 state，最多 128 个字母和数字",
    appid: "公众号或应用的 appid，企业微信为 corpid [环境变量：WX_OAUTH_APPID、WX_APPID] [配置：oauth_appid、appid]",
    agentid: "企业微信应用的 agentid [环境变量：WX_AGENTID] [配置：agentid]",
    component_appid: "代公众号发起授权的第三方平台 appid",
    force_popup: "每次都弹出授权页，即使用户已授权过",
    force_snapshot: "强制打开快照页，用于测试",
    domain: "后台设置的网页授权域名，用来核对返回地址",
    base: "代替 https://open.weixin.qq.com 的地址，例如 `webot oauth serve` 的地址",
    qr: "同时把链接画成二维码",
    check: "要检查的链接；不生成新链接",
    login: "发起一次登录，输出返回的用户",
    login_after: "\
输出链接（手机能返回时还有二维码），在本机等待用户返回，核对 state，换取 code 并查询用户。
微信只返回到后台设置的网页授权域名：请把该域名转发到 --port，或使用测试号，其域名可以是 127.0.0.1。
使用 --json 时，stdout 的第一行是 {\"open\":\"https://…\",\"listening\":\"http://…\"}，第二行是用户。

示例：
  webot oauth login --mock

  # 在 `webot oauth serve` 的页面上登录
  webot oauth login --api-base http://127.0.0.1:7201",
    login_redirect_uri: "授权后返回的 URL [配置：oauth_redirect_uri] [默认：http://127.0.0.1:PORT/callback]",
    website: "使用网站的扫码登录页（snsapi_login）",
    login_scope: "授权作用域，可省略 `snsapi_` [默认：snsapi_userinfo；--website 为 snsapi_login]",
    login_port: "本机等待用户返回的端口 [默认：URL 的端口；URL 不在本机时为 7202]",
    wait: "等待用户的秒数 [默认：300]",
    code: "用户返回的 URL 里的 code；@FILE 表示文件，- 表示 stdin",
    openid: "用户的 openid",
    refresh_token: "代替缓存的 refresh_token",
    access_token: "用户的 access_token，代替缓存的",
    language: "返回内容的语言：zh_CN、zh_TW、en",
    serve: "运行 open.weixin.qq.com 的替身，供测试用户登录",
    serve_after: "\
打开一个页面供你选择用户：粉丝、未关注的用户、快照页的虚拟账号，或拒绝授权的用户。
然后带着 code 返回 redirect_uri；/sns/oauth2/access_token 接受该 code 一次，有效期 5 分钟。
同一端口还提供 `webot mock` 的全部接口。
在你的网页应用里，把 https://open.weixin.qq.com 和 https://api.weixin.qq.com 换成此服务的地址。

示例：
  webot oauth serve --domain example.test

  # 生成指向它的链接
  webot oauth url http://localhost:3000/login --appid wx1234567890abcdef --base http://127.0.0.1:7201",
    serve_port: "监听的端口，0 表示任意空闲端口 [默认：7201]",
    serve_domain: "允许返回的域名，其他域名的页面报错 10003；可重复",
    serve_user: "不询问，直接让这个用户登录，从 0 开始编号",
};

pub(in crate::text) const WORDS: OauthWords = OauthWords {
    kept: "token 已缓存",
    kept_user: |command| format!("token 已缓存；用 `{command}` 查询用户"),
    snapshot: "该用户是快照页的虚拟账号：不要为其创建账号，应由用户点击后再发起登录",
    open_link: |link, address| format!("请在微信或浏览器里打开此链接；正在 {address} 等待返回\n{link}"),
    serving: |url| {
        format!(
            "正在监听 {url} ，可以试试 `webot oauth url http://localhost:3000/ --appid wx1234567890abcdef --base {url}`"
        )
    },
    page_done: "登录完成，可以关闭此页面，回到终端。",
    page_other_path: "这不是用户返回的页面。",
    page_other_state: "state 与当前的登录不符，请打开最新的链接。",
    page_other_name: "此域名可能属于其他网站。",
};
