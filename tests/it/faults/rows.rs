//! The table of faults of a call.

use serde_json::json;

use super::{GOOD, Row, write};
use crate::support::{gzipped, hold, http, http_gzip, http_with};

pub(super) const ROWS: &[Row] = &[
    Row {
        what: "hung up before an answer",
        fault: |_, _, _| {},
        args: &[],
        get: (4, "connection-closed", 3),
        post: (4, "connection-closed", 1),
        says: "closed the connection before the end of the response",
        advises: "may have taken effect",
    },
    Row {
        what: "hung up in mid-body",
        fault: |_, _, stream| write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"ip_list\":["),
        args: &[],
        get: (4, "connection-closed", 3),
        post: (4, "connection-closed", 1),
        says: "closed the connection before the end of the response",
        advises: "try again",
    },
    Row {
        what: "hung up in mid-body, then well",
        fault: |call, _, stream| match call {
            1 => write(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ip_"),
            _ => write(stream, http(200, GOOD)),
        },
        args: &[],
        get: (0, "", 2),
        post: (4, "connection-closed", 1),
        says: "closed the connection",
        advises: "may have taken effect",
    },
    Row {
        what: "stalled before the head",
        fault: |_, _, stream| hold(stream),
        args: &["--timeout", "0.5", "--retries", "1"],
        get: (4, "timeout", 2),
        post: (4, "timeout", 1),
        says: "within 500 ms",
        advises: "--timeout SECONDS",
    },
    Row {
        what: "stalled in mid-body",
        fault: |_, _, stream| {
            write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
            hold(stream);
        },
        args: &["--timeout", "1", "--retries", "0"],
        get: (4, "timeout", 1),
        post: (4, "timeout", 1),
        says: "within 1000 ms",
        advises: "--retries N",
    },
    Row {
        what: "500",
        fault: |_, _, stream| write(stream, http(500, "Internal Server Error")),
        args: &[],
        get: (4, "http-status", 3),
        post: (4, "http-status", 1),
        says: "returned HTTP 500",
        advises: "try again later",
    },
    Row {
        what: "502 with a page of a gateway's",
        fault: |_, _, stream| {
            write(stream, http(502, "<html><head><title>502 Bad Gateway</title></head></html>"));
        },
        args: &["--retries", "1"],
        get: (4, "html", 2),
        post: (4, "html", 1),
        says: "`502 Bad Gateway`",
        advises: "a page of a proxy",
    },
    Row {
        what: "504, then well",
        fault: |call, _, stream| write(stream, if call == 1 { http(504, "") } else { http(200, GOOD) }),
        args: &[],
        get: (0, "", 2),
        post: (4, "http-status", 1),
        says: "returned HTTP 504",
        advises: "try again later",
    },
    Row {
        what: "503 says that nothing was done, then well",
        fault: |call, _, stream| write(stream, if call == 1 { http(503, "") } else { http(200, GOOD) }),
        args: &[],
        get: (0, "", 2),
        post: (0, "", 2),
        says: "",
        advises: "",
    },
    Row {
        what: "500 in JSON",
        fault: |_, _, stream| write(stream, http(500, r#"{"error":"internal"}"#)),
        args: &["--retries", "0"],
        get: (4, "http-status", 1),
        post: (4, "http-status", 1),
        says: "returned HTTP 500",
        advises: "try again later",
    },
    Row {
        what: "403 in JSON of a gateway's",
        fault: |_, _, stream| write(stream, http(403, r#"{"message":"forbidden by policy"}"#)),
        args: &[],
        get: (4, "http-status", 1),
        post: (4, "http-status", 1),
        says: "forbidden by policy",
        advises: "--api-base",
    },
    Row {
        what: "404",
        fault: |_, _, stream| write(stream, http(404, "404 page not found")),
        args: &[],
        get: (4, "http-status", 1),
        post: (4, "http-status", 1),
        says: "returned HTTP 404",
        advises: "check the path",
    },
    Row {
        what: "a captive portal's page, which repeats the URL",
        fault: |_, heard, stream| {
            let page = format!("<!DOCTYPE html><title>Log in to get {0}</title><body>{0}</body>", heard.line);
            write(stream, http_with(200, "Content-Type: text/html\r\n", page.as_bytes()));
        },
        args: &[],
        get: (4, "html", 1),
        post: (4, "html", 1),
        says: "not a response of WeChat",
        advises: "login",
    },
    Row {
        what: "a captive portal's redirect, which repeats the URL",
        fault: |_, heard, stream| {
            let target =
                heard.line.split(' ').nth(1).unwrap_or_default().replace('?', "%3F").replace('&', "%26");
            let to = format!("Location: http://portal.invalid/login?from={target}\r\n");
            write(stream, http_with(302, &to, b""));
        },
        args: &[],
        get: (4, "redirect", 1),
        post: (4, "redirect", 1),
        says: "redirects to http://portal.invalid/login",
        advises: "the token is not sent to a redirect",
    },
    Row {
        what: "JSON that is incomplete, and the length agrees",
        fault: |_, _, stream| write(stream, http(200, r#"{"ip_list":["127.0"#)),
        args: &[],
        get: (4, "truncated", 1),
        post: (4, "truncated", 1),
        says: "is incomplete",
        advises: "may have taken effect",
    },
    Row {
        what: "nothing at all",
        fault: |_, _, stream| write(stream, http(200, "")),
        args: &[],
        get: (4, "empty", 1),
        post: (4, "empty", 1),
        says: "is empty",
        advises: "-v",
    },
    Row {
        what: "busy once",
        fault: |call, _, stream| {
            let busy = r#"{"errcode":-1,"errmsg":"system error"}"#;
            write(stream, http(200, if call == 1 { busy } else { GOOD }));
        },
        args: &[],
        get: (0, "", 2),
        post: (0, "", 2),
        says: "",
        advises: "",
    },
    Row {
        what: "busy for long",
        fault: |_, _, stream| {
            write(
                stream,
                http(200, r#"{"errcode":-1,"errmsg":"system error rid: 64b1e2c3-0a1b2c3d-4e5f6071"}"#),
            );
        },
        args: &["--retries", "3"],
        get: (1, "api", 4),
        post: (1, "api", 4),
        says: "-1 system error (rid: 64b1e2c3-0a1b2c3d-4e5f6071)",
        advises: "",
    },
    Row {
        what: "an error that repeats the token",
        fault: |_, heard, stream| {
            let token = heard.parameter("access_token").unwrap_or_default();
            write(
                stream,
                http(200, json!({ "errcode": 48001, "errmsg": format!("no api for {token}") }).to_string()),
            );
        },
        args: &[],
        get: (1, "api", 1),
        post: (1, "api", 1),
        says: "no api for ***",
        advises: "",
    },
    Row {
        what: "JSON as text/html",
        fault: |_, _, stream| {
            write(stream, http_with(200, "Content-Type: text/html\r\n", GOOD.as_bytes()));
        },
        args: &[],
        get: (0, "", 1),
        post: (0, "", 1),
        says: "",
        advises: "",
    },
    Row {
        what: "JSON as a picture, with a byte order mark and blanks",
        fault: |_, _, stream| {
            let body = format!("\u{feff} \n{GOOD}");
            write(stream, http_with(200, "Content-Type: image/jpeg\r\n", body.as_bytes()));
        },
        args: &[],
        get: (0, "", 1),
        post: (0, "", 1),
        says: "",
        advises: "",
    },
    Row {
        what: "an errcode as a picture",
        fault: |_, _, stream| {
            let body = br#"{"errcode":40007,"errmsg":"invalid media_id"}"#;
            write(stream, http_with(200, "Content-Type: image/jpeg\r\n", body));
        },
        args: &[],
        get: (1, "api", 1),
        post: (1, "api", 1),
        says: "40007 invalid media_id",
        advises: "",
    },
    Row {
        what: "gzip, though nobody asked",
        fault: |_, _, stream| write(stream, http_gzip(gzipped([GOOD]))),
        args: &[],
        get: (0, "", 1),
        post: (0, "", 1),
        says: "",
        advises: "",
    },
    Row {
        what: "gzip that is none",
        fault: |_, _, stream| write(stream, http_gzip(GOOD.as_bytes())),
        args: &[],
        get: (4, "encoding", 1),
        post: (4, "encoding", 1),
        says: "compressed with `gzip`",
        advises: "bypass the proxy",
    },
    Row {
        what: "a compression that nobody here knows",
        fault: |_, _, stream| {
            write(stream, http_with(200, "Content-Encoding: br\r\n", b"\x8b\x03\x80{}\x03"));
        },
        args: &[],
        get: (4, "encoding", 1),
        post: (4, "encoding", 1),
        says: "`br`",
        advises: "bypass the proxy",
    },
    Row {
        what: "another protocol",
        fault: |_, _, stream| write(stream, "SSH-2.0-OpenSSH_9.6\r\n"),
        args: &[],
        get: (4, "not-http", 1),
        post: (4, "not-http", 1),
        says: "does not speak HTTP",
        advises: "--api-base",
    },
];
