use super::count::Count;
use crate::mock::{PayFault, PayWarning};
use crate::text::mock::{MockHelp, MockWords};

pub(in crate::text) const HELP: MockHelp = MockHelp {
    about: "Run a mock of WeChat's API on this machine",
    after: "\
Serves api.weixin.qq.com, mp.weixin.qq.com/cgi-bin/showqrcode, the login pages of open.weixin.qq.com and WeCom on one
port. A login page logs the first follower in at once; `webot oauth serve` asks for the user.
Any appid and secret are accepted unless --appid and --secret are given. The state is lost at the end, unless
--mock-state names a file.
With --push-to a bot gets what WeChat would push: the results of calls (TEMPLATESENDJOBFINISH, PUBLISHJOBFINISH,
wxa_media_check …) and what users do by /__webot/act, /__webot/scan and /__webot/push. An answer that is missing or wrong
is logged with its reason, and a reply reaches the user's messages.
It is WeChat Pay too, v2 and v3: `webot mock pay-keys` prints the configuration of an SDK, with keys of the mock or those
of the profile. Every signature is verified, and the mistake behind a wrong one is in the log and in X-Webot-Cause.
Notices go to the notify_url of an order on this machine or in a private network until it answers right. A payment code
that ends in 01 asks for the password, one in 02 lacks money, one in 03 has expired.
Intelligent bots of WeCom connect to ws://…/aibot with any id and secret, each with one connection at a time. What their
users do comes by /__webot/push with a kind aibot.…, or by `webot send aibot.text hello --to ws://127.0.0.1:7200/aibot`,
which judges the answer. Files in a push are encrypted as WeCom's are, and a response_url takes one message in an hour.
Suites of service providers work too: any suite_ticket and code is taken until the first one is pushed.
--fail counts the calls that have an access_token, from 1; a POST that sets fail restarts the count.
With --ui a page in the browser shows the calls, the pushes, tokens, followers, the menu and orders; there users write,
scan, tap the menu and pay.
With --json the first line on stdout is {\"listening\":\"http://…\",\"aibot\":\"ws://…\"}. Ctrl-C or SIGTERM stops the
server with exit code 0.

Control API for tests in any language, JSON:
  GET  /__webot/state      Get the settings and the data of all accounts
  POST /__webot/state      Set followers, token_overlap_s, quotas, fail, kind, whitelist, login, appid,
                           secret, publish_status, template_status, push_after_ms, latency_ms or drop;
                           {\"expire_tokens\":true} invalidates all tokens, {\"advance_s\":60} moves the
                           clock
  POST /__webot/act        Let a user act, which allows the account to write to them and is pushed:
                           {\"openid\":\"…\",\"action\":\"message\",\"text\":\"hello\"}, or follow, unfollow, scan,
                           or menu with a \"button\"; \"fields\" sets fields of the push;
                           wait puts them into `kf session waiting`; with other members kf_message (customer
                           service of WeCom), change_external_contact, change_external_chat and
                           change_external_tag (customers of WeCom, with a \"change_type\" such as
                           add_external_contact, a \"userid\" and an \"external_userid\"),
                           and suite_ticket, create_auth, change_auth, cancel_auth,
                           reset_permanent_code (suites): {\"action\":\"create_auth\",\"suite_id\":\"…\"}
  POST /__webot/scan       Let a user scan a QR code: {\"openid\":\"…\",\"scene\":\"…\"}, or ticket, url
  POST /__webot/push       Push any kind of `webot send --list`: {\"openid\":\"…\",\"kind\":\"LOCATION\"},
                           {\"kind\":\"aibot.text\",\"text\":\"hello\"}
  GET  /__webot/requests   Get the last 1000 calls, with tokens and secrets as ***
  GET  /__webot/pushes     Get the pushes with their deliveries, the bot's reply and what is wrong with it
  GET  /__webot/messages   Get the messages of users, of one with ?openid=…
  POST /__webot/pay/NUMBER Let the user pay an order: nothing, or {\"result\":\"fail\"}, cancel, userpaying;
                           {\"probe\":true} sends a notice with a wrong signature first
  POST /__webot/pay/refunds/NUMBER, /__webot/pay/transfers/NUMBER
                           End a refund or a transfer: {\"result\":\"SUCCESS\"}
  POST /__webot/pay/complaints
                           Complain about an order: {\"out_trade_no\":\"…\",\"detail\":\"…\"}
  POST /__webot/pay        Set refund_outcome (SUCCESS, ABNORMAL, CLOSED, PROCESSING) or public_key_only
  GET  /__webot/pay        Get all orders, transfers and complaints, and the balance
  GET  /__webot/pay/keys   Get what pay-keys prints
  POST /__webot/reset      Restore the state of the start

Examples:
  webot mock --followers 25000

  # Push to the bot on port 3000, and let a follower write to it
  webot mock --push-to http://127.0.0.1:3000/wechat --push-token keyboardcat123 --appid wx1
  curl -d '{\"openid\":\"o6_bmjrPTlm6_2sgVt7hMZOPfL2M\",\"action\":\"message\",\"text\":\"hello\"}' \\
    http://127.0.0.1:7200/__webot/act

  # Watch the calls in the browser, and act as a user there
  webot mock --ui --push-to http://127.0.0.1:3000/wechat --appid wx1

  # Write to the intelligent bot that is connected, and judge its answer
  webot send aibot.text hello --to ws://127.0.0.1:7200/aibot

  # Print the configuration of an SDK of WeChat Pay, and pay the order that it has placed
  webot mock pay-keys --json
  curl -X POST http://127.0.0.1:7200/__webot/pay/ORDER-0001

  # Call the mock, and make its next call fail
  curl 'http://127.0.0.1:7200/cgi-bin/token?grant_type=client_credential&appid=any&secret=any'
  curl -d '{\"fail\":[\"40001@1\"]}' http://127.0.0.1:7200/__webot/state",
    address: "Address",
    account: "Account",
    faults: "Faults",
    action: "reset removes the state that --mock keeps between commands; pay-keys prints the keys of WeChat Pay for an SDK",
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
    push_speed: "Divide the times of WeChat's deliveries, and those of WeChat Pay, by this factor",
    notify_to: "URL that gets all notices of WeChat Pay, in place of the notify_url of the orders",
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
    aibot: |url| format!("intelligent bots connect to {url}"),
    pay_fault: |fault| match fault {
        PayFault::AuthorizationMissing => "the call has no `Authorization` header",
        PayFault::AuthorizationMalformed => "the `Authorization` header is malformed",
        PayFault::AcceptMissing => "the call has no `Accept: application/json`",
        PayFault::UserAgentMissing => "the call has no `User-Agent`",
        PayFault::OtherMchid => "the merchant ID is not that of `webot mock pay-keys`",
        PayFault::SerialNotation => {
            "`serial_no` is the right number in another notation; it takes 40 hexadecimal digits"
        }
        PayFault::SerialOfPlatform => {
            "`serial_no` is that of the platform's certificate; it takes that of the merchant's"
        }
        PayFault::SerialOfPublicKey => {
            "`serial_no` is the id of the platform's public key; it takes the number of the merchant's certificate"
        }
        PayFault::OtherSerial => "`serial_no` is not that of `webot mock pay-keys`",
        PayFault::ContentTypeMissing => "the call has a body and no `Content-Type: application/json`",
        PayFault::TimestampOld => "the timestamp is more than 5 minutes before the time of this machine",
        PayFault::TimestampAhead => "the timestamp is more than 5 minutes after the time of this machine",
        PayFault::TimestampNoNumber => "the timestamp is no number of seconds",
        PayFault::SignatureUrlSafe => {
            "the signature is base64 for URLs, with `-` and `_`; it takes the standard alphabet, with `+` and `/`"
        }
        PayFault::TimestampMilliseconds => "the timestamp is in milliseconds; it takes seconds",
        PayFault::SignatureSize => "the signature is not as long as the merchant's key, or not base64",
        PayFault::SignatureOfV2 => "the signature is a hash, as v2 has it; v3 takes RSA with SHA-256",
        PayFault::KeyOfPlatform => {
            "the signature was made with a key of the platform; it takes the merchant's"
        }
        PayFault::WrongKey => {
            "the signature was made with another private key than that of `webot mock pay-keys`"
        }
        PayFault::OtherMessage => "the key is right, and the signed text is another one than the request",
        PayFault::Unexplained => {
            "no known mistake leads to this signature; often the key is another one than `v2_key`"
        }
    },
    notice_not_near: |url| {
        format!(
            "not sent: `{url}` is neither on this machine nor in a private network; `--notify-to` sends all notices to another URL"
        )
    },
    probe_accepted: |status| {
        format!(
            "HTTP {status} accepts a probe of WeChat Pay, whose signature is wrong on purpose; verify the signature and answer with 4xx"
        )
    },
    frame_fault: super::socket::frame,
    wrong_socket_path: "HTTP 404: bots connect to `/aibot`",
    pay_warning: |warning| match warning {
        PayWarning::HttpNotifyUrl => "WeChat Pay itself takes a notify_url that begins with https:// only",
        PayWarning::ClientCertificate => {
            "WeChat Pay itself demands the merchant's client certificate here; this mock speaks HTTP and does not"
        }
    },
    accepted: "accepted",
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
