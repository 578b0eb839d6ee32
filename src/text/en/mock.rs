use super::count::Count;
use crate::text::mock::{MockHelp, MockWords};

pub(in crate::text) const HELP: MockHelp = MockHelp {
    about: "Run a mock of WeChat's API on this machine",
    after: "\
Serves api.weixin.qq.com, mp.weixin.qq.com/cgi-bin/showqrcode, the login pages of open.weixin.qq.com and the tokens of
WeCom on one port. A login page logs the first follower in at once; `webot oauth serve` asks for the user.
Any appid and secret are accepted unless --appid and --secret are given. The state is lost at the end, unless
--mock-state names a file.
With --push-to a bot gets what WeChat would push: the results of calls (TEMPLATESENDJOBFINISH, PUBLISHJOBFINISH,
wxa_media_check …) and what users do by /__webot/act, /__webot/scan and /__webot/push. An answer that is missing or wrong
is logged with its reason, and a reply reaches the user's messages.
--fail counts the calls that have an access_token, from 1; a POST that sets fail restarts the count.
With --json the first line on stdout is {\"listening\":\"http://…\"}. Ctrl-C or SIGTERM stops the server with exit code 0.

Control API for tests in any language, JSON:
  GET  /__webot/state      Get the settings and the data of all accounts
  POST /__webot/state      Set followers, token_overlap_s, quotas, fail, kind, whitelist, login, appid,
                           secret, publish_status, template_status, push_after_ms, latency_ms or drop;
                           {\"expire_tokens\":true} invalidates all tokens, {\"advance_s\":60} moves the
                           clock
  POST /__webot/act        Let a user act, which allows the account to write to them and is pushed:
                           {\"openid\":\"…\",\"action\":\"message\",\"text\":\"hello\"}, or follow, unfollow, scan,
                           or menu with a \"button\"; \"fields\" sets fields of the push;
                           wait puts them into `kf session waiting`
  POST /__webot/scan       Let a user scan a QR code: {\"openid\":\"…\",\"scene\":\"…\"}, or ticket, url
  POST /__webot/push       Push any kind of `webot send --list`: {\"openid\":\"…\",\"kind\":\"LOCATION\"}
  GET  /__webot/requests   Get the last 1000 calls, with tokens and secrets as ***
  GET  /__webot/pushes     Get the pushes with their deliveries, the bot's reply and what is wrong with it
  GET  /__webot/messages   Get the messages of users, of one with ?openid=…
  POST /__webot/reset      Restore the state of the start

Examples:
  webot mock --followers 25000

  # Push to the bot on port 3000, and let a follower write to it
  webot mock --push-to http://127.0.0.1:3000/wechat --push-token keyboardcat123 --appid wx1
  curl -d '{\"openid\":\"o6_bmjrPTlm6_2sgVt7hMZOPfL2M\",\"action\":\"message\",\"text\":\"hello\"}' \\
    http://127.0.0.1:7200/__webot/act

  # Call the mock, and make its next call fail
  curl 'http://127.0.0.1:7200/cgi-bin/token?grant_type=client_credential&appid=any&secret=any'
  curl -d '{\"fail\":[\"40001@1\"]}' http://127.0.0.1:7200/__webot/state",
    address: "Address",
    account: "Account",
    faults: "Faults",
    reset: "Remove the state that --mock keeps between commands, and exit",
    host: "Address to listen on [default: 127.0.0.1]",
    port: "Port to listen on, 0 for a free one [default: 7200]",
    appid: "Only valid appid; others get 40013",
    secret: "Only valid secret; others get 40125",
    snapshot: "Open pages that ask for details as snapshots, whose user is virtual",
    followers: "Number of followers [default: 3]",
    token_overlap: "Seconds that a token stays valid after /cgi-bin/token returned a newer one [default: 300]",
    kind: "Kind of account: service, subscription, mini, unverified or test; what it may not call gets 48001 [default: service]",
    deny: "Start of paths that get 48001, as for an account without the permission; repeatable",
    allow_ip: "IP address or network that may get tokens; others get 40164; repeatable",
    quota: "Daily quota of a path, after which calls get 45009; repeatable",
    fail: "Errcode of the N-th call, or of the calls from N to M; repeatable",
    latency: "Delay of responses in milliseconds, or a range of delays",
    drop: "Close the connection of every N-th call without a response",
    pushes: "Pushes",
    mock_state: "File that keeps the state, the one of --mock too; with `reset` the file to remove",
    push_to: "URL of the bot that gets pushes, up to three times, 5 seconds apart",
    push_token: "Token of the bot [env: WX_TOKEN] [config: token] [default: keyboardcat123]",
    push_aes_key: "EncodingAESKey of the bot [env: WX_AES_KEY] [config: encoding_aes_key]",
    push_mode: "Encryption mode: plain, compat or safe [config: mode] [default: plain]",
    push_format: "Format of pushes: xml or json [default: xml]",
    push_after: "Milliseconds between a call and the push of its result [default: 100]",
    push_speed: "Divide the times of WeChat's deliveries by this factor",
};

pub(in crate::text) const WORDS: MockWords = MockWords {
    reset: |path, removed| {
        if removed {
            format!("removed the mock's state, {path}")
        } else {
            format!("the mock has no state at {path}")
        }
    },
    listening: |url, command| {
        let command = command.map_or_else(String::new, |command| format!("; try `{command}`"));
        format!("listening on {url}{command}")
    },
    dropped: "no answer",
    ended: |calls| Count::new(calls, "call").to_string(),
    pushes_to: |bot| format!("pushes go to {bot}"),
    undelivered: |count, state| {
        let count = Count::of(count, "push");
        let kept = state.map_or_else(String::new, |state| format!("; {state} keeps them"));
        format!("; not delivered: {count}{kept}")
    },
    queued: |kinds, state| {
        let kinds = kinds.join("`, `");
        format!(
            "the mock keeps the push `{kinds}`: `webot mock --mock-state {state} --push-to URL` delivers it"
        )
    },
};
