use crate::text::token_server::{TokenServerHelp, TokenServerWords};

pub(in crate::text) const HELP: TokenServerHelp = TokenServerHelp {
    about: "运行中控服务器：由一个进程统一获取 token 和 ticket，其他程序都向它索取",
    after: "\
与微信一样响应 GET /cgi-bin/token、POST /cgi-bin/stable_token 和
GET /cgi-bin/ticket/getticket，SDK 只需更换接口地址；
企业微信则是 GET /cgi-bin/gettoken、get_jsapi_ticket 和 ticket/get。
token 用 stable_token 获取，与其他命令共用存储，过期前提前刷新；
返回的 expires_in 是实际剩余的秒数。
无法连接微信时，只要上一个 token 仍有效，就继续返回它。

用 appid 或 corpid 选择账号。请求须带账号自己的 secret，或者 --key 的密钥：
作为 secret 或 corpsecret 参数，或放在 Authorization: Bearer KEY 里。
使用密钥时，客户端无需持有 AppSecret。
不匹配时返回 HTTP 401 和 40125，企业微信为 40001。
获取 ticket 可用本服务器返回的 access_token，也可用 appid 加密钥。
一个企业有多个应用时，使用密钥须另外带上 agentid。
force_refresh 必须用密钥，每天最多 20 次。

指定 --tls-cert 和 --tls-key 后提供 HTTPS。
再指定 --client-ca，则只接受由其中的根证书签发的客户端证书；
没有 --key 时，持有证书的客户端无需再带 secret。
--key 和 --client-ca 都未指定时，只服务本机。

  GET /metrics   Prometheus 指标
  GET /healthz   HTTP 200；没有任何账号持有有效的 token 时为 503

使用 --json 时日志为 NDJSON，
第一行是 {\"listening\":\"http://…\",\"accounts\":[…]}。
按 Ctrl-C 或发送 SIGTERM 停止，退出码为 0。

示例：
  webot token serve --key env:TOKEN_SERVER_KEY

  # 向其他机器提供 wx_config.json 中两个 profile 的 token
  webot token serve shop blog --host 0.0.0.0 --key @/run/secrets/token-server-key

  # 通过 TLS 向其他机器提供服务，以证书识别客户端
  webot token serve --host 0.0.0.0 --tls-cert server.pem --tls-key server.key --client-ca team.pem
  curl --cacert root.pem --cert me.pem --key me.key \
    'https://tokens.example.com:7201/cgi-bin/token?grant_type=client_credential&appid=APPID'

  # 从它获取 token
  webot token get --api-base http://127.0.0.1:7201
  curl 'http://127.0.0.1:7201/cgi-bin/token?grant_type=client_credential&appid=APPID&secret=KEY'",
    profiles: "wx_config.json 中的 profile；可重复 [默认：当前账号]",
    all_profiles: "服务所有配置了 appid 和 secret（或 corpid 和 corpsecret）的 profile，以及 profile 之外的账号",
    host: "监听的地址 [默认：127.0.0.1]",
    port: "监听的端口，0 表示任意空闲端口 [默认：7201]",
    key: "客户端获取各账号 token 所用的密钥（可用 @FILE、env:NAME，- 表示 stdin）",
    tls_cert: "服务器证书及中间证书的 PEM 文件；指定后提供 HTTPS",
    tls_key: "--tls-cert 对应私钥的 PEM 文件",
    client_ca: "客户端证书的根证书 PEM 文件；没有证书的客户端会被拒绝",
};

pub(in crate::text) const WORDS: TokenServerWords = TokenServerWords {
    listening: |url, appids| format!("正在监听 {url} ，账号：{}", appids.join("、")),
    skipped: |profile| {
        format!("profile `{profile}` 没有 appid 和 secret，也没有 corpid 和 corpsecret，不提供服务")
    },
    refreshed: |appid, kind, seconds| format!("{appid} 新的 {kind}，还剩 {seconds} 秒"),
    handshake_failed: |peer, reason| format!("{peer} TLS 握手失败：{reason}"),
    ended: |requests| format!("共 {requests} 个请求"),
};
