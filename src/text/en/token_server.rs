use super::count::Count;
use crate::text::token_server::{TokenServerHelp, TokenServerWords};

pub(in crate::text) const HELP: TokenServerHelp = TokenServerHelp {
    about: "Run a central token server: one process gets tokens and tickets, all others ask it",
    after: "\
Answers GET /cgi-bin/token, POST /cgi-bin/stable_token and GET /cgi-bin/ticket/getticket as WeChat does, so that
an SDK needs only another base URL; for WeCom, GET /cgi-bin/gettoken, get_jsapi_ticket and ticket/get. The tokens come from stable_token and the token store of all other commands,
are renewed ahead of their end, and are handed out with the seconds that they have left. If WeChat cannot be
reached, the last token is handed out while it is valid.

The appid or corpid selects the account. A request proves itself by the account's own secret, or by the key of
--key as `secret`, `corpsecret` or in `Authorization: Bearer KEY`; with the key, clients need no secret of WeChat.
A wrong one gets HTTP 401 with 40125, of WeCom 40001. Tickets take an access_token of this server, or appid and key.
The key and a company with several apps take `agentid` besides the corpid.
`force_refresh` needs the key, and is limited to 20 a day.

With --tls-cert and --tls-key the server speaks HTTPS. With --client-ca it admits only clients with a certificate
that one of these roots has signed; such a client needs no secret, unless there is a --key.
Without --key and --client-ca, only this machine is served.

  GET /metrics   Metrics for Prometheus
  GET /healthz   HTTP 200, or 503 if no account has a valid token

With --json the log is NDJSON, and its first line is {\"listening\":\"http://…\",\"accounts\":[…]}.
Ctrl-C or SIGTERM stops the server with exit code 0.

Examples:
  webot token serve --key env:TOKEN_SERVER_KEY

  # Serve two profiles of wx_config.json to other machines
  webot token serve shop blog --host 0.0.0.0 --key @/run/secrets/token-server-key

  # Serve other machines over TLS, by their certificates
  webot token serve --host 0.0.0.0 --tls-cert server.pem --tls-key server.key --client-ca team.pem
  curl --cacert root.pem --cert me.pem --key me.key \
    'https://tokens.example.com:7201/cgi-bin/token?grant_type=client_credential&appid=APPID'

  # Get a token from it
  webot token get --api-base http://127.0.0.1:7201
  curl 'http://127.0.0.1:7201/cgi-bin/token?grant_type=client_credential&appid=APPID&secret=KEY'",
    profiles: "Profile of wx_config.json to serve; repeatable [default: the current account]",
    all_profiles: "Serve every profile that has appid and secret, or corpid and corpsecret, and the account outside of the profiles",
    host: "Address to listen on [default: 127.0.0.1]",
    port: "Port to listen on, 0 for a free one [default: 7201]",
    key: "Key with which clients get the tokens of every account (@FILE, env:NAME, - for stdin)",
    tls_cert: "PEM file of the server's certificate and those between it and its root; speaks HTTPS",
    tls_key: "PEM file of the private key of --tls-cert",
    client_ca: "PEM file of the roots of client certificates; others are refused",
};

pub(in crate::text) const WORDS: TokenServerWords = TokenServerWords {
    listening: |url, appids| format!("listening on {url} for {}", appids.join(", ")),
    skipped: |profile| {
        format!(
            "the profile `{profile}` has neither appid and secret nor corpid and corpsecret, and is not served"
        )
    },
    refreshed: |appid, kind, seconds| format!("{appid} new {kind}, {seconds} s left"),
    handshake_failed: |peer, reason| format!("{peer} no TLS connection: {reason}"),
    ended: |requests| Count::new(requests, "request").to_string(),
};
