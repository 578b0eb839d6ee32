//! The words with which web servers and frameworks say that they have no such path.

use super::has;

/// The words of a 404 that a program does not write itself.
const NO_ROUTE: &[&str] = &[
    // Express, Connect and NestJS.
    "cannot post /",
    "cannot get /",
    // Go's net/http and gin.
    "404 page not found",
    // nginx, Caddy, Tomcat, Jetty and HAProxy.
    "404 not found",
    "http status 404",
    "error 404",
    // Werkzeug, Flask and Apache.
    "requested url was not found on th",
    "was not found on this server",
    // Django and Laravel.
    "page not found",
    "could not be found",
    // Rails, Fastify, Sinatra and Spring.
    "no route matches",
    // Kong.
    "no route matched",
    "not found\",\"statuscode\":404",
    "doesn't know this ditty",
    "whitelabel error page",
    "no static resource",
    "no handler found",
    "no mapping for",
    // ThinkPHP and IIS.
    "路由未找到",
    "模块不存在",
    "控制器不存在",
    "file or directory not found",
];
/// The whole bodies of `FastAPI`, Koa and others.
const WHOLE: &[&str] = &["", "not found", "404", "{\"detail\":\"not found\"}", "{\"error\":\"not found\"}"];

/// Returns whether the body of a 404 is the page of a web server or framework, or empty.
pub(crate) fn tells_no_route(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let dense = lower.replace("\": ", "\":").replace(", \"", ",\"");
    // Spring's answer to a program.
    let spring =
        dense.contains("\"status\":404") && dense.contains("\"path\":") && dense.contains("\"timestamp\":");
    let page =
        (lower.starts_with("<!doctype") || lower.starts_with("<html")) && has(&lower, &["404", "not found"]);
    WHOLE.contains(&dense.trim_end_matches('.'))
        || has(&lower, NO_ROUTE)
        || has(&dense, NO_ROUTE)
        || spring
        || page
}
