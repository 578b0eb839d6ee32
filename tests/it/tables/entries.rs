//! Tests how the build reports a mistake in an entry of an endpoint, or of a group.

use super::source::Problems;
use super::{assert_problems, chapters, file, groups, params};

const REST: &str = "en: a, zh: 一, docs: https://example.com";

/// Compiles a file with these items.
fn compile(items: &str) -> Result<super::blob::Compiled, Problems> {
    let groups = ["menu", "work", "work user"].map(str::to_owned);
    chapters::compile(&[file("f.yaml", &format!("endpoints:\n{items}"))], &groups)
}

/// Compiles one endpoint with these members after the first.
fn endpoint(first: &str, members: &str) -> Result<super::blob::Compiled, Problems> {
    let members = format!("en: a\nzh: 一\ndocs: https://example.com\n{members}").replace('\n', "\n    ");
    compile(&format!("  - {first}\n    {members}"))
}

#[test]
fn an_endpoint_is_checked() {
    assert_problems(endpoint("get: /a", ""), &[]);
    let methods = "must have one of `get`, `post`, `put`, `patch`, `delete`";
    for (first, members, problem) in [
        ("host: api", "", format!("2: an endpoint {methods}")),
        ("get: /a", "post: /a", format!("2: an endpoint {methods}")),
        ("get: a", "", "2: an endpoint: `get` is `a`; a path begins with `/` and has no query".to_owned()),
        ("post: /a", "", "2: `POST /a` has no `risk`".to_owned()),
        (
            "post: /a",
            "risk: sneds",
            "6: `POST /a`: `risk` is `sneds`, not one of `reads`, `writes`, `sends`, `pays`".to_owned(),
        ),
        (
            "get: /a",
            "host: pya",
            "6: `GET /a`: `host` is `pya`, not one of `api`, `mp`, `work`, `pay`, `pay_keys`, `pay_global`, `pay_business`, `open_ai`, `open_ai_token`".to_owned(),
        ),
        (
            "get: /a",
            "auth: token",
            "6: `GET /a`: `auth` must be `none`, `user`, `contacts` or the name of a token, such as `suite_access_token`"
                .to_owned(),
        ),
        ("get: /a", "counted: no", "6: `GET /a`: `counted` must be `true` or `false`".to_owned()),
        ("get: /a", "note: {en: b}", "6: `GET /a`: `note` has no `zh`".to_owned()),
        (
            "get: /a",
            "retired: {since: 2025}",
            "6: `GET /a`: `retired`: `since` must be a date like `2025-06-16` or `2025-06`".to_owned(),
        ),
        (
            "get: /a",
            "mock: create",
            "6: `GET /a`: `mock` must be a file of `src/mock` and a handler in it, such as `tags.create`"
                .to_owned(),
        ),
        (
            "get: /a",
            "reply: ok",
            "6: `GET /a`: `reply` must be JSON, or `binary` where the answer is a file".to_owned(),
        ),
        (
            "get: /a",
            "cursor: {next: n, parameter: p, items: i}",
            "6: `GET /a`: `cursor`: `parameter` is `p`, which is not in `params`".to_owned(),
        ),
    ] {
        assert_problems(endpoint(first, members), &[&format!("f.yaml:{problem}")]);
    }
    let unknown = endpoint("get: /a", "exmaple: x").expect_err("a problem");
    assert!(
        unknown[0]
            .to_string()
            .starts_with("f.yaml:6: an endpoint has an unknown member `exmaple`; known are `get`")
    );
}

#[test]
fn a_command_is_checked() {
    assert_problems(endpoint("get: /a", "command: work user list\naliases: [ls]"), &[]);
    for (members, problem) in [
        ("command: menu", "6: `GET /a`: `command` must be a group and a word, such as `menu get`"),
        (
            "command: users list",
            "6: `GET /a`: `command` stands in the group `users`, which is not in src/api/groups.yaml",
        ),
        (
            "command: menu Get",
            "6: `GET /a`: `command` has `Get`, which is not of small letters, digits and dashes",
        ),
        ("command: work user", "6: `GET /a`: `command` is `work user`, which is a group"),
        ("aliases: [ls]", "6: `GET /a`: `aliases` has no `command`"),
        (
            "command: menu get\naliases: [get]",
            "7: `GET /a`: `aliases` is `menu get`, which the endpoint at f.yaml:2 has",
        ),
        (
            "command: menu get\nparams: {id: {from: word, max_bytes: 1, en: a, zh: 一}}",
            "2: `GET /a` has no `example` of what stands after its command",
        ),
    ] {
        assert_problems(endpoint("get: /a", members), &[&format!("f.yaml:{problem}")]);
    }
    assert_problems(
        compile(&format!(
            "  - {{get: /a, command: menu get, aliases: [list], {REST}}}\n  - {{get: /b, command: menu list, {REST}}}"
        )),
        &["f.yaml:3: `GET /b`: `command` is `menu list`, which the endpoint at f.yaml:2 has"],
    );
}

#[test]
fn endpoints_of_one_path_must_differ_in_a_fixed_value() {
    let two = |one: &str, other: &str| {
        let item = |params: &str| format!("  - {{post: /a, risk: sends, {REST}, params: {{{params}}}}}\n");
        compile(&[item(one), item(other)].concat())
    };
    let (text, image) = ("t: {fixed: text, en: a, zh: 一}", "t: {fixed: image, en: a, zh: 一}");
    assert_problems(two(text, image), &[]);
    let problem = "f.yaml:3: `POST /a` stands at f.yaml:2 too, and no parameter with different `fixed` tells them apart";
    assert_problems(two(text, text), &[problem]);
    assert_problems(two(text, ""), &[problem]);
}

#[test]
fn a_parameter_is_checked() {
    let types = "`max_bytes`, `max_chars`, `range`, `bool`, `choice`, `max_items`, `max_joined`, `max_integers`, `json`, `max_file_bytes`, `files`, `date`";
    let with = |first: &str, params: &str| {
        let risk = if first.starts_with("get") { "" } else { "\nrisk: reads" };
        endpoint(first, &format!("params: {{{params}}}{risk}"))
    };
    for good in
        ["max_bytes: 1", "range: [1, 9]", "bool: true", "choice: [a]", "fixed: x", "from: word, max_chars: 1"]
    {
        assert_problems(with("get: /a", &format!("p: {{{good}, en: a, zh: 一}}")), &[]);
    }
    assert_problems(
        with(
            "post: /a",
            "p: {max_file_bytes: 9, en: a, zh: 一}, q: {in: query, max_bytes: 1, en: a, zh: 一}",
        ),
        &[],
    );
    for (members, problem) in [
        ("", format!("must have one of {types}")),
        ("max_bytes: 1, max_chars: 1", format!("must have one of {types}")),
        ("max_bytes: 0", ": `max_bytes` must be a number from 1 on".to_owned()),
        ("max_bytes: many", ": `max_bytes` must be a whole number".to_owned()),
        ("range: [9, 1]", ": `range` must be two numbers, the smaller one first: `[1, 100]`".to_owned()),
        ("choice: []", ": `choice` is empty".to_owned()),
        ("bool: false", ": `bool` must be `true`".to_owned()),
        ("bool: true, from: word", ": `bool` must be a flag".to_owned()),
        ("fixed: x, max_bytes: 1", ": `max_bytes` cannot be given beside `fixed`".to_owned()),
        ("fixed: x, from: word", ": `from` cannot be given beside `fixed`".to_owned()),
        (
            "max_bytes: 1, from: word, required: true",
            ": `required` is only for what a flag gives; all else is required".to_owned(),
        ),
        (
            "max_bytes: 1, from: wrod",
            ": `from` is `wrod`, not one of `flag`, `word`, `appid`, `secret`, `oauth_appid`, `oauth_secret`, `agentid`"
                .to_owned(),
        ),
        ("max_bytes: 1, in: pth", ": `in` is `pth`, not one of `query`, `header`, `body`".to_owned()),
        ("max_bytes: 1, in: body", "stands in the body, which a GET does not have".to_owned()),
        ("max_file_bytes: 1", "stands in the body, which a GET does not have".to_owned()),
        ("max_file_bytes: 1, in: query", "is a file, which stands in a form and nowhere else".to_owned()),
        (
            "max_bytes: 1, flag: mock",
            "has the flag `--mock`, which every command has; `flag` gives it another".to_owned(),
        ),
        ("max_bytes: 1, errcode: x", ": `errcode` must be a whole number".to_owned()),
    ] {
        let separator = if members.is_empty() { "" } else { ", " };
        let separator_before = if problem.starts_with(':') { "" } else { " " };
        let params = format!("p: {{{members}{separator}en: a, zh: 一}}");
        let problem = format!("f.yaml:6: `GET /a`: parameter `p`{separator_before}{problem}");
        assert_problems(with("get: /a", &params), &[&problem]);
    }
    let text = "max_bytes: 1, en: a, zh: 一";
    for (first, params, problem) in [
        ("get: '/a/{b}'", String::new(), "2: `GET /a/{b}` has `{b}` in its path, which is not in `params`"),
        (
            "get: '/a/x{b}'",
            String::new(),
            "2: `GET /a/x{b}` has `x{b}` in its path; a placeholder is a whole part",
        ),
        (
            "get: '/a/{b}'",
            format!("b: {{{text}}}"),
            "6: `GET /a/{b}`: parameter `b` stands in the path, so it must be `required: true` or `from: word`",
        ),
        (
            "get: '/a/{b}'",
            format!("b: {{required: true, in: query, {text}}}"),
            "6: `GET /a/{b}`: parameter `b`: `in` cannot be given: it stands in the path",
        ),
        (
            "get: /a",
            format!("x.b: {{{text}}}, b: {{{text}}}"),
            "6: `GET /a`: parameter `b` has the flag `--b` of `x.b`; `flag` gives it another",
        ),
        (
            "get: /a",
            format!("access_token: {{{text}}}"),
            "6: `GET /a`: parameter `access_token` is added by the client; `auth` names it",
        ),
        (
            "get: /a",
            "s: {from: secret, max_bytes: 1, en: a, zh: 一}".to_owned(),
            "2: `GET /a`: `auth` must be `none` where a secret is sent",
        ),
        ("get: /a", format!("b: {{{text}}}, b: {{{text}}}"), "6: `b` stands twice in the same mapping"),
    ] {
        assert_problems(with(first, &params), &[&format!("f.yaml:{problem}")]);
    }
    let body = "body: {en: a, zh: 一}";
    assert_problems(endpoint("post: /a", &format!("{body}\nrisk: writes")), &[]);
    let problem = "f.yaml:6: `GET /a`: `body` is the whole body, which this endpoint has no place for";
    assert_problems(endpoint("get: /a", body), &[problem]);
}

#[test]
fn files_dates_and_defaults_are_checked() {
    let with = |params: &str| endpoint("post: /a", &format!("params: {{{params}}}\nrisk: reads"));
    for good in [
        "max_file_bytes: 1",
        "files: [{max_bytes: 1, formats: [jpg]}]",
        "files: [{type: image, max_bytes: 1, formats: [jpg, png]}, {type: voice, max_bytes: 1, formats: [amr]}]",
        "date: true",
        "range: [0, 9], default: 0",
    ] {
        assert_problems(with(&format!("p: {{{good}, en: a, zh: 一}}")), &[]);
    }
    for (members, problem) in [
        ("files: [{formats: [jpg]}]", "an item of `files`: `max_bytes` must be a number from 1 on"),
        ("files: [{max_bytes: 1}]", "an item of `files` has no `formats`"),
        (
            "files: [{max_bytes: 1, formats: [jpeg]}]",
            "an item of `files`: `formats` has `jpeg`, not one of `jpg`, `png`, `gif`, `bmp`, `webp`, `amr`, `mp3`, \
             `wav`, `wma`, `mp4`, `ogg`, `pdf`",
        ),
        ("date: false", "`POST /a`: parameter `p`: `date` must be `true`"),
        (
            "max_bytes: 1, from: word, default: x",
            "`POST /a`: parameter `p`: `default` is only for a flag that is not `required`",
        ),
    ] {
        let params = format!("p: {{{members}, en: a, zh: 一}}");
        assert_problems(with(&params), &[&format!("f.yaml:6: {problem}")]);
    }
}

#[test]
fn pages_and_days_are_checked() {
    let rest = "risk: reads\nparams: {o: {range: [0, 9], en: a, zh: 一}, d: {date: true, en: a, zh: 一}}\n";
    let with = |members: &str| endpoint("post: /a", &format!("{rest}{members}"));
    assert_problems(with("cursor: {offset: o, size: o, most: 20, total: t, items: i}"), &[]);
    assert_problems(with("span: {from: d, to: d, days: 7}"), &[]);
    assert_problems(with("confirm: {en: really, zh: 确定}\nlink: [url]"), &[]);
    for (members, problem) in [
        (
            "cursor: {offset: p, size: o, most: 20, total: t, items: i}",
            "`cursor`: `offset` is `p`, which is not in `params`",
        ),
        ("cursor: {offset: o, size: o, total: t, items: i}", "`cursor`: `most` must be a number from 1 on"),
        ("span: {from: o, to: d, days: 7}", "`span`: `from` is `o`, which is no date in `params`"),
        ("span: {from: d, to: d, days: 0}", "`span`: `days` must be a number from 1 on"),
        ("confirm: {en: really}", "`confirm` has no `zh`"),
    ] {
        assert_problems(with(members), &[&format!("f.yaml:8: `POST /a`: {problem}")]);
    }
}

#[test]
fn a_group_is_checked() {
    let group = |items: &str| groups::compile(&file("g.yaml", &format!("groups:\n{items}")));
    let (work, user) =
        ("  - {path: work, section: work, en: a, zh: 一}\n", "  - {path: work user, en: a, zh: 一}\n");
    assert_problems(group(&[work, user].concat()), &[]);
    assert_eq!(groups::paths(&file("g.yaml", &format!("groups:\n{work}{user}"))), ["work", "work user"]);
    for (items, problem) in [
        (user.to_owned(), "g.yaml:2: group `work user` must stand below the group `work`"),
        ([work, work].concat(), "g.yaml:3: group `work` stands at g.yaml:2 too"),
        (
            "  - {path: Work, en: a, zh: 一}".to_owned(),
            "g.yaml:2: group `Work`: `path` must be words of small letters, digits and dashes",
        ),
        ("  - {path: work, en: a}".to_owned(), "g.yaml:2: group `work` has no `zh`"),
        (
            "  - {path: work, section: wrok, en: a, zh: 一}".to_owned(),
            "g.yaml:2: group `work`: `section` is `wrok`, not one of `bots`, `signatures`, `diagnosis`, `api`, `account`, `mini_program`, `work`, `pay`, `tool`",
        ),
    ] {
        assert_problems(group(&items), &[problem]);
    }
}

#[test]
fn the_flags_that_every_command_has_are_those_of_the_program() {
    let tree = include_str!("../../tree.txt");
    // `autoreply get` takes nothing of its own.
    let lines =
        tree.lines().filter(|line| line.starts_with("webot -") || line.starts_with("webot autoreply get "));
    let names = lines.flat_map(|line| line.split([' ', '|']).filter_map(|name| name.strip_prefix("--")));
    let mut own: Vec<&str> = names.map(|name| name.split(['=', '[']).next().unwrap_or(name)).collect();
    // `--version` is a flag of the program alone.
    own.retain(|name| *name != "version");
    own.sort_unstable();
    let mut taken = params::TAKEN_FLAGS;
    taken.sort_unstable();
    assert_eq!(own, taken);
}
