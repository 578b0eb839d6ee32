//! Hosts, paths and methods; the list of endpoints.

use serde_json::{Value, json};

use super::{ok, refused, sent, shown};
use crate::support::{Mock, Webot, webot};

#[test]
fn the_host_is_inferred_from_the_list_and_the_account() {
    let url = |args: &[&str]| shown(args)["url"].as_str().expect("a URL").to_owned();
    let token = "access_token=***";
    assert_eq!(
        url(&["GET", "/cgi-bin/menu/get"]),
        format!("https://api.weixin.qq.com/cgi-bin/menu/get?{token}")
    );
    assert_eq!(
        url(&["GET", "cgi-bin/menu/get"]),
        format!("https://api.weixin.qq.com/cgi-bin/menu/get?{token}")
    );
    assert_eq!(
        url(&["GET", "/cgi-bin/agent/list"]),
        format!("https://qyapi.weixin.qq.com/cgi-bin/agent/list?{token}")
    );
    // Both platforms have it: the account decides, then the flag.
    let both = ["GET", "/cgi-bin/getcallbackip"];
    assert!(url(&both).starts_with("https://api."));
    assert!(url(&["GET", "/cgi-bin/getcallbackip", "--platform", "work"]).starts_with("https://qyapi."));
    let company = |run: Webot| run.env("WX_CORPID", "ww1").env("WX_CORPSECRET", "s");
    let work = company(webot(["api", "--dry-run", "--json"]).args(both)).run().json();
    assert!(work["url"].as_str().expect("a URL").starts_with("https://qyapi."), "{work}");
    // An endpoint that is not listed goes to the host of official accounts.
    assert_eq!(
        url(&["POST", "/cgi-bin/new/one"]),
        format!("https://api.weixin.qq.com/cgi-bin/new/one?{token}")
    );
}

#[test]
fn urls_of_the_documentation_are_accepted() {
    let url = |args: &[&str]| shown(args)["url"].as_str().expect("a URL").to_owned();
    assert_eq!(
        url(&[
            "GET",
            "https://api.weixin.qq.com/cgi-bin/user/get?access_token=ACCESS_TOKEN&next_openid=a%26b"
        ]),
        "https://api.weixin.qq.com/cgi-bin/user/get?access_token=***&next_openid=a%26b"
    );
    assert_eq!(
        url(&["get", "https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token=ACCESS_TOKEN&userid=x"]),
        "https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token=***&userid=x"
    );
    // A token of one's own stays, and is hidden.
    let own = ["GET", "/cgi-bin/user/get?access_token=MY-OWN"];
    assert_eq!(url(&own), "https://api.weixin.qq.com/cgi-bin/user/get?access_token=***");
    let heard = sent(&own);
    assert_eq!(heard.parameter("access_token").as_deref(), Some("MY-OWN"));
    for wrong in ["https://example.com/cgi-bin/menu/get", "/", "", "https://api.weixin.qq.com"] {
        refused(&["GET", wrong]);
    }
}

#[test]
fn calls_for_users_and_robots_have_no_access_token() {
    for path in ["/sns/userinfo", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k"] {
        let url = shown(&["GET", path])["url"].to_string();
        assert!(!url.contains("access_token"), "{url}");
    }
}

#[test]
fn retired_endpoints_are_refused_with_date_and_replacement() {
    let ran = refused(&["POST", "/cgi-bin/shorturl", "-F", "action=long2short"]);
    for word in ["/cgi-bin/shorturl", "2021-03-15", "/cgi-bin/shorten/gen", "--force"] {
        assert!(ran.stderr.contains(word), "{word}: {}", ran.stderr);
    }
    let bot = ok();
    let home = Webot::asking(bot.url(""));
    home.webot(["api", "POST", "/cgi-bin/shorturl"])
        .exit(2)
        .stderr_has("error: WeChat has retired /cgi-bin/shorturl on 2021-03-15")
        .run();
    bot.never_asked();
    home.webot(["api", "POST", "/cgi-bin/shorturl", "--force"])
        .stderr_has("warning")
        .stderr_has("retired")
        .run();
    assert!(refused(&["GET", "/cgi-bin/groups/get"]).stderr.contains("/cgi-bin/tags/"));
}

/// The paths of the shop, of payment and of cards of 2014, which SDKs of that time still call.
#[test]
fn the_endpoints_of_2014_are_refused_with_what_came_instead() {
    for (args, replacement) in [
        (&["POST", "/merchant/create"][..], "/channels/ec/product/add"),
        (&["/merchant/create"], "/channels/ec/product/add"),
        (&["GET", "/merchant/get?product_id=1"], "/channels/ec/product/get"),
        (&["POST", "/merchant/stock/reduce"], "/channels/ec/product/stock/update"),
        (&["POST", "/merchant/express/add"], "/channels/ec/merchant/addfreighttemplate"),
        (&["POST", "/merchant/group/add"], "/channels/ec/store/classification/tree/"),
        (&["POST", "/merchant/order/getbyfilter"], "/channels/ec/order/list/get"),
        (&["POST", "/merchant/common/upload_img"], "/channels/ec/basics/img/upload"),
        (&["POST", "/merchant/unknown"], "/channels/ec/"),
        (
            &["POST", "/pay/orderquery", "--platform", "api"],
            "/v3/pay/transactions/out-trade-no/{out_trade_no}",
        ),
        (&["GET", "/payfeedback/update"], "/v3/merchant-service/complaints-v2/{complaint_id}/complete"),
        (&["POST", "/card/location/batchget"], "/cgi-bin/poi/getpoilist"),
        (&["POST", "/cgi-bin/material/add_mpnews", "--platform", "work"], "/cgi-bin/media/"),
    ] {
        let ran = refused(args);
        assert!(ran.stderr.contains("WeChat has retired /"), "{args:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(&format!("use {replacement} instead")), "{args:?}: {}", ran.stderr);
        assert!(!ran.stderr.contains("did you mean"), "{args:?}: {}", ran.stderr);
    }
    for gone in ["/card/getcolors", "/pay/delivernotify", "/merchant/express/del", "/card/location/batchadd"]
    {
        let ran = refused(&["POST", gone]);
        assert!(ran.stderr.contains("retired") && !ran.stderr.contains("instead"), "{gone}: {}", ran.stderr);
    }
    let bot = ok();
    Webot::asking(bot.url(""))
        .webot(["api", "POST", "/merchant/create", "--force"])
        .stderr_has("retired")
        .run();
    // WeChat Pay v2 has the path of 2014.
    assert_eq!(shown(&["POST", "/pay/orderquery"])["url"], "https://api.mch.weixin.qq.com/pay/orderquery");
}

#[test]
fn a_path_is_not_compared_with_those_of_other_platforms() {
    let bot = ok();
    let home = Webot::asking(bot.url(""));
    home.webot(["api", "POST", "/pay/orderqueri", "--platform", "api"]).stderr_lacks("did you mean").run();
    home.webot(["api", "POST", "/cgi-bin/menu/creat", "--platform", "api"])
        .stderr_has("did you mean /cgi-bin/menu/create?")
        .run();
}

#[test]
fn another_method_is_warned_about() {
    let bot = ok();
    Webot::asking(bot.url(""))
        .webot(["api", "POST", "/cgi-bin/menu/get"])
        .stderr_has("the documentation says GET /cgi-bin/menu/get")
        .run();
    assert!(refused(&["FETCH", "/cgi-bin/menu/get"]).stderr.contains("FETCH"));
}

#[test]
fn an_endpoint_with_other_credentials_is_refused() {
    for path in [
        "/cgi-bin/service/get_account_balance",
        "https://qyapi.weixin.qq.com/cgi-bin/service/get_login_info?access_token=PROVIDER_ACCESS_TOKEN",
    ] {
        let ran = refused(&["GET", path]);
        assert!(ran.stderr.contains("`provider_access_token`"), "{}", ran.stderr);
    }
    let given = shown(&["GET", "/cgi-bin/service/get_account_balance?provider_access_token=p"]);
    let url = "https://qyapi.weixin.qq.com/cgi-bin/service/get_account_balance?provider_access_token=***";
    assert_eq!(given["url"], url);
}

#[test]
fn the_list_is_filtered_by_words() {
    let all = webot(["api", "--list"]).run().stdout;
    assert_eq!(all.lines().count(), 3195);
    let menu = webot(["api", "--list", "menu"]).run().stdout;
    assert!(
        menu.lines().any(|line| line == "api      POST   /cgi-bin/menu/create  (webot menu create)"),
        "{menu}"
    );
    let exact = webot(["api", "--list", "POST", "menu/create"]).run().stdout;
    assert!(exact.lines().all(|line| line.contains("POST") && line.contains("menu/create")), "{exact}");
    let retired = webot(["api", "--list", "shorturl"]).run().stdout;
    assert!(retired.contains("✗ 2021-03-15"), "{retired}");
    webot(["api", "--list", "no-such-thing"]).exit(2).stderr_has("`no-such-thing`").run();
    let rows = webot(["api", "--list", "cgi-bin/menu/create", "--json"]).run().json();
    let row = rows.as_array().expect("rows").iter().find(|row| row["platform"] == "api").expect("a row");
    assert_eq!((&row["method"], &row["path"]), (&json!("POST"), &json!("/cgi-bin/menu/create")));
    assert_eq!((&row["command"], &row["retired"]), (&json!("webot menu create"), &Value::Null));
    assert!(row["docs"].as_str().expect("a page").starts_with("https://"));
}

#[test]
fn a_call_without_a_path_is_wrong_usage() {
    webot(["api"]).exit(2).stderr_has("error: missing argument PATH").run();
    webot(["api", "GET"]).exit(2).stderr_has("error: missing argument PATH").run();
    webot(["api", "GET", "/cgi-bin/menu/get"]).exit(3).stderr_has("--mock").run();
    webot(["api", "GET", "/cgi-bin/menu/get", "--paginate", "--output", "x"])
        .exit(2)
        .stderr_has("`--paginate`")
        .run();
}

#[test]
fn a_call_works_on_the_mock_server_and_the_built_in_mock() {
    let mock = Mock::start([]);
    let ran = Webot::on(&mock).webot(["api", "GET", "/cgi-bin/user/get", "--json"]).run();
    assert_eq!(ran.json()["total"], 3);
    let home = Webot::new();
    home.webot(["api", "POST", "/cgi-bin/tags/create", "--mock", "-F", "tag.name=VIP"]).run();
    home.webot(["api", "GET", "/cgi-bin/tags/get", "--mock", "--jq", ".tags[-1].name"]).stdout("VIP\n").run();
}

#[test]
fn a_call_of_a_third_party_platform_needs_its_own_token() {
    webot(["api", "POST", "/cgi-bin/component/api_create_preauthcode", "--dry-run"])
        .exit(2)
        .stderr_has("`component_access_token`")
        .run();
}

#[test]
fn a_foreign_host_gets_no_token_and_a_close_path_is_suggested() {
    webot(["api", "GET", "https://evil.example.com/x"])
        .exit(2)
        .stderr_has("`evil.example.com` is not a host of WeChat")
        .run();
    webot(["api", "GET", "/cgi-bin/user/infoo", "--dry-run"])
        .stderr_has("did you mean /cgi-bin/user/info?")
        .run();
    webot(["api", "--list", "黑名单"]).stdout_has("/cgi-bin/tags/members/getblacklist").run();
}
