use crate::text::mock::{MockHelp, MockWords};

pub(in crate::text) const HELP: MockHelp = MockHelp {
    about: "在本机模拟微信：有状态的 API，供试用和测试",
    after: "\
在一个端口上提供 api.weixin.qq.com、
mp.weixin.qq.com/cgi-bin/showqrcode 和企业微信的 token。
任何客户端改一下地址就能用。
不加 --appid、--secret 时任何 appid 和 secret 都有效。
结束后不保留任何数据。
  webot mock --followers 25000
  webot token get --api-base http://127.0.0.1:7200

控制接口（JSON），任何语言的测试都能用：
  GET  /__webot/state      当前设置和各账号的数据
  POST /__webot/state      设置 followers、token_overlap_s、
                           quotas、fail、whitelist、appid、secret、
                           latency_ms、drop；
                           {\"expire_tokens\":true} 让所有 token 立即过期
  GET  /__webot/requests   最近 1000 次调用，token 和密钥显示为 ***
  POST /__webot/reset      恢复到启动时的样子
  curl -d '{\"followers\":9,\"fail\":[\"40001@1\"]}' http://127.0.0.1:7200/__webot/state

--fail 只数带 access_token 的调用，从 1 开始；
用 POST 设置 fail 后重新从 1 数起。
使用 --json 时 stdout 第一行是 {\"listening\":\"http://…\"}。
Ctrl-C 或 SIGTERM 结束，退出码 0。",
    address: "监听地址",
    account: "账号",
    faults: "制造故障",
    reset: "清除 --mock 在命令之间保留的状态，不启动服务",
    host: "监听的地址 [默认: 127.0.0.1]",
    port: "监听的端口，0 表示任选空闲端口\n[默认: 7200]",
    appid: "唯一有效的 appid，其他返回 40013",
    secret: "唯一有效的 secret，其他返回 40125",
    followers: "粉丝数 [默认: 3]",
    token_overlap: "调用 /cgi-bin/token 后，旧 token\n还能用多少秒 [默认: 300]",
    allow_ip: "只有这个地址或网段能取 token，\n其他返回 40164；可重复",
    quota: "PATH 每天可调用 N 次，\n超出返回 45009；可重复",
    fail: "第 N 次或第 N 到 M 次调用返回\n这个错误码；可重复",
    latency: "每个回答延迟这么多毫秒，\n或在两个时间之间随机",
    drop: "每 N 次调用中有一次不回答，\n直接断开连接",
};

pub(in crate::text) const WORDS: MockWords = MockWords {
    reset: |path, removed| {
        if removed {
            format!("已清除 mock 的状态 {path}")
        } else {
            format!("{path} 处没有 mock 的状态")
        }
    },
    listening: |url| format!("正在监听 {url}，可以试试 `webot token get --api-base {url}`"),
    dropped: "未回答",
    ended: |calls| format!("共 {calls} 次调用"),
};
