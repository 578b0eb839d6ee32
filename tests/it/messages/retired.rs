//! Retired endpoints: named with their replacement, sent with `--force`, refused by the mock as WeChat refuses them.

use crate::support::webot;

const UNIFORM: &str = "/cgi-bin/message/wxopen/template/uniform_send";

#[test]
fn the_mock_refuses_what_wechat_has_switched_off() {
    for (method, path, code) in [
        ("POST", UNIFORM, "45109"),
        ("POST", "/merchant/create", "45103"),
        ("POST", "/pay/delivernotify", "45103"),
        ("POST", "/pay/orderquery", "45103"),
        ("GET", "/payfeedback/update", "45103"),
        ("POST", "/cgi-bin/wxopen/template/library/list", "45103"),
    ] {
        let args = ["api", method, path, "--platform", "api", "--mock"];
        webot(args).exit(2).stderr_has("retired").stderr_has("--force").run();
        let data: &[&str] = if method == "POST" { &["--data", "{}"] } else { &[] };
        webot(args)
            .args(["--force"])
            .args(data.iter().copied())
            .exit(1)
            .stderr_has("is retired; calling it anyway")
            .stderr_has(code)
            .run();
    }
}

#[test]
fn explain_knows_them_by_path_and_by_name() {
    for text in [
        UNIFORM,
        "uniform_send",
        "https://api.weixin.qq.com/cgi-bin/message/wxopen/template/uniform_send?a=b",
    ] {
        let explained = webot(["explain", text]).run().stdout;
        assert!(
            explained.contains("2023-09-20") && explained.contains("/message/subscribe/send"),
            "{explained}"
        );
    }
    let json = webot(["explain", "--json", "/merchant/create"]).run().json();
    assert_eq!(json["explained"][0]["replacement"], "/channels/ec/product/add");
    webot(["explain", "45109"]).stdout_has("message template send").run();
    webot(["explain", "/cgi-bin/menu/create"]).exit(1).stderr_any().run();
    webot(["explain", "create"]).exit(1).stderr_any().run();
}
