use super::count::Count;
use crate::text::mock::{MockHelp, MockWords};

pub(in crate::text) const HELP: MockHelp = MockHelp {
    about: "Be WeChat on this machine: its API with state, to try and to test against",
    after: "\
Serves api.weixin.qq.com, mp.weixin.qq.com/cgi-bin/showqrcode and WeCom's tokens on one port.
Point any client at it; every appid and secret is good unless --appid and --secret are given.
Nothing is kept after the end.
  webot mock --followers 25000
  webot token get --api-base http://127.0.0.1:7200

Control API, JSON, for tests in any language:
  GET  /__webot/state      the settings and what the accounts hold
  POST /__webot/state      set followers, token_overlap_s, quotas, fail, whitelist, appid, secret,
                           latency_ms, drop; {\"expire_tokens\":true} ends all tokens now
  GET  /__webot/requests   the last 1000 calls, tokens and secrets as ***
  POST /__webot/reset      as it was at the start
  curl -d '{\"followers\":9,\"fail\":[\"40001@1\"]}' http://127.0.0.1:7200/__webot/state

--fail counts calls that carry an access_token, from 1, and from 1 again when fail is set by POST.
With --json the first line on stdout is {\"listening\":\"http://…\"}.
Ctrl-C or SIGTERM ends it, exit code 0.",
    address: "Where it listens",
    account: "The account",
    faults: "What goes wrong",
    reset: "Remove the state that --mock keeps between commands, and serve nothing",
    host: "Address to listen on [default: 127.0.0.1]",
    port: "Port to listen on, 0 for a free one [default: 7200]",
    appid: "The only appid there is; others get 40013",
    secret: "The only secret there is; others get 40125",
    followers: "How many follow the account [default: 3]",
    token_overlap: "Seconds that a token lives on after a newer one of /cgi-bin/token [default: 300]",
    allow_ip: "Only this address or network may get a token, others get 40164; repeatable",
    quota: "PATH may be called N times a day, then 45009; repeatable",
    fail: "The N-th call, or those from N to M, get this errcode; repeatable",
    latency: "Hold answers back this many milliseconds, or between two times",
    drop: "Close the connection of every N-th call without an answer",
};

pub(in crate::text) const WORDS: MockWords = MockWords {
    reset: |path, removed| {
        if removed {
            format!("removed the mock's state, {path}")
        } else {
            format!("the mock has no state at {path}")
        }
    },
    listening: |url| format!("listening on {url}; try `webot token get --api-base {url}`"),
    dropped: "no answer",
    ended: |calls| Count::new(calls, "call").to_string(),
};
