//! `work dept`, `work user`, `work job`, `work tag`.

use serde_json::json;

use super::{CORPID, SECRET, answer, errcode, home, next};
use crate::support::{Mock, Webot};

#[test]
fn departments_are_a_tree() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let id = answer(&home, &["dept", "create", "测试部", "2"])["id"].to_string();
    assert_eq!(errcode(&home, &["dept", "create", "测试部", "2"]), json!(60008));
    assert_eq!(errcode(&home, &["dept", "create", "a:b", "2"]), json!(60009));
    assert_eq!(errcode(&home, &["dept", "create", "c", "99"]), json!(60004));
    assert_eq!(errcode(&home, &["dept", "update", "2", "--parent", &id]), json!(60010));
    assert_eq!(errcode(&home, &["dept", "delete", "2", "--yes"]), json!(60006));
    answer(&home, &["dept", "delete", &id, "--yes"]);
    assert_eq!(errcode(&home, &["dept", "delete", "2", "--yes"]), json!(60005));
    answer(&home, &["dept", "update", "3", "--name", "市场部"]);
    assert_eq!(answer(&home, &["dept", "get", "3"])["department"]["name"], "市场部");
}

#[test]
fn a_member_is_found_by_the_mobile_that_apps_do_not_get() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let create = ["user", "create", "ZhaoLiu", "赵六", "--department", "2,3"];
    next(&home, &create).exit(2).stderr_has("missing argument --mobile or --email").run();
    answer(&home, &[&create[..], &["--mobile", "13900000000"]].concat());
    assert_eq!(errcode(&home, &[&create[..], &["--email", "a@example.com"]].concat()), json!(60102));
    let other = ["user", "create", "other", "其他", "--department", "2", "--mobile", "13900000000"];
    assert_eq!(errcode(&home, &other), json!(60104));
    let seen = next(&home, &["user", "get", "zhaoliu"]).stderr_has("2022-06-20").run().json();
    assert_eq!(
        (&seen["name"], &seen["department"], &seen["mobile"]),
        (&json!("赵六"), &json!([2, 3]), &json!(null))
    );
    assert_eq!(answer(&home, &["user", "by-mobile", "13900000000"])["userid"], "ZhaoLiu");
    let ids = next(&home, &["user", "ids", "--all"]).run().stdout;
    assert_eq!(ids.matches("ZhaoLiu").count(), 2, "{ids}");
    assert_eq!(errcode(&home, &["user", "batch-delete", "zhaoliu", "nobody", "--yes"]), json!(40031));
    answer(&home, &["user", "delete", "zhaoliu", "--yes"]);
    assert_eq!(errcode(&home, &["user", "get", "zhaoliu"]), json!(60111));
}

#[test]
fn the_secret_of_the_contacts_writes_and_that_of_the_app_reads() {
    let mock = Mock::start([]);
    let home = home(&mock).env("WX_CONTACT_SECRET", "a-secret-of-the-contacts");
    answer(&home, &["dept", "list"]);
    answer(&home, &["dept", "create", "测试部", "1"]);
    assert_eq!(mock.count("/cgi-bin/gettoken"), 2);
    let shown = next(&home, &["token", "show", "--contacts", "--json"]).run().json();
    assert_eq!(shown["access_token"]["value"], "***");
    let asked = mock.get("/__webot/state");
    assert_eq!(asked["companies"][0]["id"], CORPID);
}

#[test]
fn a_batch_job_reads_the_file_and_is_pushed() {
    let mock = Mock::start([]);
    let rows = "姓名,帐号,手机号,所在部门\n赵六,zhaoliu,13900000001,2\n孙七,sunqi,,2\n";
    let home = home(&mock).file("members.csv", rows);
    let id = answer(&home, &["media", "upload", "members.csv", "--type", "file"])["media_id"].clone();
    let job = answer(&home, &["user", "sync", id.as_str().expect("an id")])["jobid"].clone();
    let result = answer(&home, &["job", "get", job.as_str().expect("an id")]);
    assert_eq!((&result["total"], &result["result"][1]["errcode"]), (&json!(2), &json!(60129)));
    assert_eq!(answer(&home, &["user", "get", "zhaoliu"])["name"], "赵六");
    let pushes = mock.get("/__webot/pushes");
    assert_eq!(pushes[0]["push"]["BatchJob"]["JobId"], job);
    assert_eq!(pushes[0]["push"]["BatchJob"]["JobType"], "sync_user");
}

#[test]
fn what_a_tag_does_not_take_is_a_warning() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let id = answer(&home, &["tag", "create", "项目组"])["tagid"].to_string();
    next(&home, &["tag", "add", &id, "--user", "lisi,nobody"]).stderr_has("no effect for nobody").run();
    assert_eq!(errcode(&home, &["tag", "add", &id, "--user", "nobody"]), json!(40070));
    assert_eq!(answer(&home, &["tag", "members", &id])["userlist"][0]["userid"], "lisi");
}

#[test]
fn no_agentid_is_an_error_that_names_the_key() {
    let home = Webot::new().env("WX_CORPID", CORPID).env("WX_CORPSECRET", SECRET);
    next(&home, &["agent", "get", "--dry-run"]).exit(3).stderr_has("agentid").run();
    let wrong = home.env("WX_AGENTID", "my-app");
    next(&wrong, &["agent", "get", "--dry-run"]).exit(3).stderr_has("WX_AGENTID").run();
    next(&wrong, &["agent", "get", "--agentid", "7", "--dry-run"]).stdout_has("agentid=7").run();
}

#[test]
fn an_invalid_userid_is_not_said_to_be_missing() {
    let mock = Mock::start([]);
    let create = ["user", "create", "a b", "张三", "--department", "1", "--mobile", "13800000000"];
    next(&home(&mock), &create).exit(1).stderr_has("40003").stderr_has("1 to 64 letters").run();
}
