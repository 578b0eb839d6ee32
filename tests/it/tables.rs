//! Tests how the build reports a mistake in a data file: file, line, and the entry that is wrong.

#[path = "../../build/advice.rs"]
mod advice;
#[path = "../../build/blob.rs"]
mod blob;
#[path = "../../build/catalogue.rs"]
mod catalogue;
#[path = "../../build/chapters.rs"]
mod chapters;
mod entries;
#[path = "../../build/errcodes.rs"]
mod errcodes;
#[path = "../../build/fields.rs"]
mod fields;
#[path = "../../src/api/fields/grammar.rs"]
mod grammar;
#[path = "../../build/groups.rs"]
mod groups;
#[path = "../../build/jssdk.rs"]
mod jssdk;
#[path = "../../build/kinds.rs"]
mod kinds;
#[path = "../../build/meanings.rs"]
mod meanings;
#[path = "../../build/named.rs"]
mod named;
#[path = "../../build/params.rs"]
mod params;
#[path = "../../build/shapes.rs"]
mod shapes;
#[path = "../../build/source.rs"]
mod source;

use blob::Compiled;
use source::{File, Problems};

fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned() }
}

#[track_caller]
fn assert_problems(compiled: Result<Compiled, Problems>, expected: &[&str]) {
    let problems: Vec<String> = compiled.err().unwrap_or_default().iter().map(ToString::to_string).collect();
    assert_eq!(problems, expected);
}

#[test]
fn a_mistake_of_yaml_is_told_with_its_line() {
    for (text, problem) in [
        ("", "f.yaml:1: the file is empty"),
        ("# nothing", "f.yaml:1: the file is empty"),
        ("- a", "f.yaml:1: the file must be a mapping of `key: value` lines"),
        ("retired: []\nmore: 1", "f.yaml:2: the file has an unknown member `more`; known are `retired`"),
        ("retired:\n  path: /a", "f.yaml:2: `retired` must be a list"),
        ("retired:\n  - path: /a\n    path: /b", "f.yaml:3: `path` stands twice in the same mapping"),
        ("retired:\n  - path: *a", "f.yaml:2: is not YAML: while parsing node, found unknown anchor"),
        (
            "retired:\n  - path: \"/a",
            "f.yaml:2: is not YAML: while scanning a quoted scalar, found unexpected end of stream",
        ),
    ] {
        assert_problems(catalogue::retired(&file("f.yaml", text)), &[problem]);
    }
}

#[test]
fn a_name_of_the_js_sdk_is_checked() {
    let names = |entry: &str| jssdk::compile(&file("f.yaml", &format!("names:\n  - {entry}")));
    let whole = "name: a\n    kind: function\n    since: 1.0.0\n    en: try\n    zh: 试";
    assert_problems(names(whole), &[]);
    assert_problems(names(&format!("{whole}\n    replacement: a\n    try: '{{}}'\n    work: true")), &[]);
    for (from, to, problem) in [
        (
            "name: a",
            "nam: a",
            "f.yaml:2: a name has an unknown member `nam`; known are `name`, `kind`, `since`, `work`, `replacement`, `bridge`, `try`, `needs`, `bridge_needs`, `err_msg`, `cancel`, `answer`, `en`, `zh`",
        ),
        (
            "function",
            "method",
            "f.yaml:3: `a`: `kind` is `method`, not one of `function`, `unlisted`, `tag`, `item`",
        ),
        ("1.0.0", "1.0", "f.yaml:4: `a`: `since` must be a version like `1.6.0`"),
        ("zh: 试", "zh: try", "f.yaml:6: `a`: `zh` has no Chinese character"),
        ("zh: 试", "zh: 试\n    try: '[]'", "f.yaml:7: `a`: `try` must be an object in JSON"),
        ("zh: 试", "zh: 试\n    replacement: b", "f.yaml:7: `a`: `replacement` must be one of the names"),
    ] {
        let problems = names(&whole.replace(from, to)).err().unwrap_or_default();
        assert_eq!(problems.first().map(ToString::to_string).as_deref(), Some(problem));
    }
    let twice = format!("{whole}\n  - {whole}");
    assert_problems(names(&twice), &["f.yaml:7: `a` stands at f.yaml:2 too"]);
}

#[test]
fn a_retired_endpoint_is_checked() {
    let retired = |entry: &str| catalogue::retired(&file("f.yaml", &format!("retired:\n  - {entry}")));
    assert_problems(retired("path: /a/\n    host: work\n    since: 2025-06\n    replacement: /b"), &[]);
    for (entry, problem) in [
        ("since: 2025-06", "f.yaml:2: a retired endpoint has no `path`"),
        ("path: a", "f.yaml:2: `a`: `path` must begin with `/`"),
        ("path: /a\n    replacement: b", "f.yaml:3: `/a`: `replacement` must begin with `/`"),
        (
            "path: /a\n    host: pya",
            "f.yaml:3: `/a`: `host` is `pya`, not one of `api`, `mp`, `work`, `pay`, `pay_keys`, `pay_global`, `pay_business`, `open_ai`, `open_ai_token`",
        ),
        (
            "path: /a\n    since: 2025-6-1",
            "f.yaml:3: `/a`: `since` must be a date like `2025-06-16` or `2025-06`",
        ),
        (
            "path: /a\n    sinse: 2025-06",
            "f.yaml:3: a retired endpoint has an unknown member `sinse`; \
             known are `path`, `host`, `since`, `replacement`",
        ),
        ("path: /a\n  - path: ''", "f.yaml:3: a retired endpoint: `path` is empty"),
    ] {
        assert_problems(retired(entry), &[problem]);
    }
    assert_problems(
        retired("path: a\n  - path: b"),
        &["f.yaml:2: `a`: `path` must begin with `/`", "f.yaml:3: `b`: `path` must begin with `/`"],
    );
}

#[test]
fn a_line_of_the_list_of_endpoints_is_checked() {
    let known = |line: &str| {
        let head = "platform\tmethod\tpath\tquery\tdoc";
        let words: Vec<&str> = line.split('\t').take(3).collect();
        let fields = file("f.txt", &format!("{}|||$\n", words.join(" ")));
        catalogue::known(&file("f.tsv", &format!("{head}\n{line}\n")), &fields)
    };
    assert_problems(known("api\tGET\t/a/{b}\tx,y\thttps://example.com"), &[]);
    for (line, problem) in [
        ("api\tGET\t/a\t", "f.tsv:2: has 4 columns, not 5: `api\tGET\t/a\t`"),
        (
            "wx\tGET\t/a\t\t",
            "f.tsv:2: `/a`: platform is `wx`, not one of `api`, `work`, `tenpayv2`, `tenpayv3`, `tenpayv3global`, \
             `tenpaybusiness`, `ads`, `openai`",
        ),
        (
            "api\tget\t/a\t\t",
            "f.tsv:2: `/a`: method is `get`, not one of `GET`, `POST`, `PUT`, `PATCH`, `DELETE`",
        ),
        ("api\tGET\ta\t\t", "f.tsv:2: `a` is no path; it must begin with `/`"),
    ] {
        assert_problems(known(line), &[problem]);
    }
    let known = |fields: &str| {
        let list = "platform\tmethod\tpath\tquery\tdoc\napi\tGET\t/a\t\t\n";
        catalogue::known(&file("f.tsv", list), &file("f.txt", fields))
    };
    for (fields, problem) in [
        ("", "f.tsv:2: `fields.txt` ends before this endpoint"),
        ("api GET /b|||$\n", "f.txt:1: `api GET /b` stands where `endpoints.tsv` has `api GET /a`"),
        ("api GET /a|||$\napi GET /b|||$\n", "f.txt:2: `endpoints.tsv` ends before this endpoint"),
        ("api GET /a ~2025|||$\n", "f.txt:1: `~2025` is no date like `~2025-06-16`"),
    ] {
        assert_problems(known(fields), &[problem]);
    }
    let host = "api GET /a @example.com|||$\n";
    assert!(
        known(host).err().is_some_and(|problems| problems[0].to_string().contains("host is `example.com`"))
    );
    assert_problems(
        catalogue::known(&file("f.tsv", "api\tGET\t/a\t\t\n"), &file("f.txt", "")),
        &["f.tsv:1: the columns must be platform, method, path, query, doc, with a tab between them"],
    );
}

#[test]
fn an_errcode_is_checked() {
    let titles = "cause: {en: why, zh: 原因}\n    fix: {en: what to do, zh: 办法}";
    let codes =
        |entries: &str| errcodes::compile(&[file("f.yaml", &format!("family: api\ncodes:\n  {entries}"))]);
    assert_problems(codes(&format!("-1:\n    kind: busy\n    {titles}")), &[]);
    for (entry, problem) in [
        (format!("4000l:\n    kind: busy\n    {titles}"), "f.yaml:3: `4000l` is no errcode"),
        (format!("1:\n    {titles}"), "f.yaml:3: errcode 1 has no `kind`"),
        (
            format!("1:\n    kind: tokens\n    {titles}"),
            "f.yaml:4: errcode 1: `kind` is `tokens`, not one of `token`, `credential`, `ip`, `quota`, `rate`, \
             `busy`, `permission`, `input`",
        ),
        ("1:\n    kind: busy\n    cause: {en: why, zh: 原因}".to_owned(), "f.yaml:3: errcode 1 has no `fix`"),
        (
            "1:\n    kind: busy\n    cause: {en: why}\n    fix: {en: do, zh: 办法}".to_owned(),
            "f.yaml:5: errcode 1: `cause` has no `zh`",
        ),
        (
            "1:\n    kind: busy\n    cause: {en: why, zh: why}\n    fix: {en: do, zh: 办法}".to_owned(),
            "f.yaml:5: errcode 1: `cause`: `zh` has no Chinese character",
        ),
    ] {
        assert_problems(codes(&entry), &[problem]);
    }
    let case = |case: &str| codes(&format!("1:\n    kind: busy\n    {titles}\n    cases:\n    - {case}"));
    let titled = titles.replace("\n    ", "\n      ");
    assert_problems(case(&format!("paths: [/a]\n      {titled}")), &[]);
    for (given, problem) in [
        (titled.clone(), "f.yaml:8: errcode 1: a case needs `paths`, `errmsg` or `sent`"),
        (
            format!("paths: [a]\n      {titled}"),
            "f.yaml:8: errcode 1: a case: `paths` has `a`, which does not begin with `/`",
        ),
        (
            format!("errmsg: [A]\n      {titled}"),
            "f.yaml:8: errcode 1: a case: `errmsg` must be in lower case",
        ),
    ] {
        assert_problems(case(&given), &[problem]);
    }
    let file = |path, family: &str| {
        let text = format!("family: {family}\ncodes:\n  1:\n    kind: busy\n    {titles}");
        File { path, text }
    };
    let [a, b, c] = ["a.yaml", "b.yaml", "c.yaml"].map(str::to_owned);
    assert_problems(
        errcodes::compile(&[file(a, "api"), file(b, "api"), file(c, "work")]),
        &["b.yaml:3: errcode 1 stands at a.yaml:3 too"],
    );
}

#[test]
fn a_named_error_and_a_meaning_are_checked() {
    let named =
        |entries: &str| named::compile(&[file("f.yaml", &format!("family: jssdk\nerrors:\n  {entries}"))]);
    let titles = "cause: {en: why, zh: 原因}\n    fix: {en: what to do, zh: 办法}";
    assert_problems(named(&format!("SIGN_ERROR:\n    also: [签名错误]\n    {titles}")), &[]);
    assert_problems(
        named(&format!("Sign error:\n    {titles}")),
        &["f.yaml:3: `Sign error` must be in capital letters (a code) or in lower case (a phrase)"],
    );
    let meanings = |line: &str| meanings::compile(&file("f.tsv", &format!("# head\n{line}")));
    assert_problems(meanings("api\t-1\tsystem error\t\t/a /b\nwork\t-1\t\t\t"), &[]);
    for (line, problem) in [
        ("api\t-1\tsystem error", "f.tsv:2: a line has 5 columns"),
        ("app\t-1\t\t\t", "f.tsv:2: no such family"),
        ("api\tx\t\t\t", "f.tsv:2: the second column is no errcode"),
        ("api\t1\t\t\t\napi\t1\t\t\t", "f.tsv:3: the errcode stands twice in its family"),
    ] {
        assert_problems(meanings(line), &[problem]);
    }
}

#[test]
fn a_line_of_fields_is_checked() {
    let fields = |line: &str| fields::compile(&file("f.txt", &format!("# head\n{line}")));
    for line in [
        "api GET /a|x!:i,y||$,z!{a:[s}",
        "api POST /a @b.example.com ~2025-01-01|x|<multipart>f!41005:f|<binary>^x==1|=|=",
        "api POST /a|?",
    ] {
        assert_problems(fields(line), &[]);
    }
    for (line, problem) in [
        ("api POST /a", "f.txt:2: has no `|`: `api POST /a`"),
        ("api POST|a||", "f.txt:2: `api POST` needs a platform, a method and a path"),
        ("api POST /a new|a||", "f.txt:2: `new` is neither `@HOST` nor `~DATE`"),
        ("api POST /a|x|y", "f.txt:2: `/a`: a variant has 3 columns, not 2: `x|y`"),
        ("api POST /a|x:q||", "f.txt:2: `/a`: `q` is no type: `x:q`"),
        ("api POST /a|x{y||", "f.txt:2: `/a`: expected `}`, found ``"),
        ("api POST /a||<yaml>x|", "f.txt:2: `/a`: `<yaml>` is no format"),
    ] {
        assert_problems(fields(line), &[problem]);
    }
}

/// Compiles one kind of these members, in a file of the family `message`.
fn kind(members: &str) -> Result<Compiled, Problems> {
    let members = members.replace('\n', "\n    ");
    kinds::compile(&[file("f.yaml", &format!("family: message\nkinds:\n  greet:\n    {members}"))])
}

#[test]
fn a_kind_is_checked() {
    let title = "en: a greeting\nzh: 问候";
    let shape = "must have one of `message`, `event`, `info`, `pay`, `pay_v2`, `intracity`, `bot`";
    assert_problems(kind(&format!("message: greet\n{title}")), &[]);
    for (members, problem) in [
        (title.to_owned(), format!("3: kind `greet` {shape}")),
        (format!("message: a\nevent: b\n{title}"), format!("3: kind `greet` {shape}")),
        ("message: greet\nzh: 问候".to_owned(), "3: kind `greet` has no `en`".to_owned()),
        ("message: greet\nen: a greeting".to_owned(), "3: kind `greet` has no `zh`".to_owned()),
        ("message: greet\nen:\nzh: 问候".to_owned(), "5: kind `greet`: `en` is empty".to_owned()),
        ("message: greet\nen: [a]\nzh: 问候".to_owned(), "5: kind `greet`: `en` must be a text".to_owned()),
        (
            format!("message: greet\n{title}\ntitle: x"),
            "7: kind `greet` has an unknown member `title`; known are `message`, `event`, `info`, `pay`, `pay_v2`, `intracity`, `bot`, `en`, `zh`, \
             `aliases`, `from`, `answer`, `args`, `fields`"
                .to_owned(),
        ),
        (
            format!("message: greet\n{title}\naliases: g"),
            "7: kind `greet`: `aliases` must be a list".to_owned(),
        ),
        (
            format!("message: greet\n{title}\naliases: [g g]"),
            "3: kind `greet` cannot be typed as `g g`".to_owned(),
        ),
        (
            format!("message: greet\n{title}\naliases: [greet]"),
            "3: kind `greet` has the name `greet`, which names the kind at f.yaml:3".to_owned(),
        ),
        (
            format!("message: greet\n{title}\nargs: [Contant]\nfields:\n  Content: 好"),
            "7: kind `greet`: `args` names `Contant`, which is no field with a value of its own".to_owned(),
        ),
    ] {
        assert_problems(kind(&members), &[&format!("f.yaml:{problem}")]);
    }
    let two = [
        ("b", "greet: {message: a, en: a, zh: 一}"),
        ("a", "hi: {message: a, en: a, zh: 一, aliases: [greet]}"),
    ];
    assert_problems(
        kinds::compile(&two.map(|(name, kind)| file(name, &format!("family: message\nkinds:\n  {kind}")))),
        &["a:3: kind `hi` has the name `greet`, which names the kind at b:3"],
    );
    let unknown = kinds::compile(&[file("f.yaml", "family: massage\nkinds: {}")]).expect_err("a problem");
    assert!(
        unknown[0].to_string().starts_with("f.yaml:1: the file: `family` is `massage`, not one of `message`")
    );
}

#[test]
fn a_field_is_checked() {
    let with = |field: &str| {
        let field = field.replace('\n', "\n  ");
        kind(&format!("message: greet\nen: a greeting\nzh: 问候\nfields:\n  {field}"))
    };
    for good in [
        "A: -1.50",
        "A: true",
        "A: \"012\"",
        "A: 010-12345",
        "A: 2026-06-18T10:30:00+08:00",
        "A: !now",
        "A: {}",
        "A: [a, 1, !user]",
        "A:\n  - B: 1\n  - B: 2",
        "A: &a\n  B: 1\nC: *a",
    ] {
        assert_problems(with(good), &[]);
    }
    let number = "a number has digits and at most one point, a text like this stands in quotes";
    for (field, problem) in [
        ("A:", "8: kind `greet`: `fields`: `A` has no value; `\"\"` is an empty text".to_owned()),
        ("A: []", "8: kind `greet`: `fields`: `A` has no items; `\"\"` is an empty text".to_owned()),
        ("A: 012", format!("8: kind `greet`: `fields`: `A` is `012`; {number}")),
        ("A: 1e3", format!("8: kind `greet`: `fields`: `A` is `1e3`; {number}")),
        ("A: yes", format!("8: kind `greet`: `fields`: `A` is `yes`; {number}")),
        (
            "A:\n  B: !uesr",
            "9: kind `greet`: `fields`: `A`: `B` has the unknown tag `!uesr`; \
             known are `!now`, `!msg-id`, `!user`, `!account`, `!text-msg-id`"
                .to_owned(),
        ),
        ("A: !user x", "8: kind `greet`: `fields`: `A` has a value after `!user`".to_owned()),
        ("A: [[a]]", "8: kind `greet`: `fields`: `A` is a list in a list".to_owned()),
        ("A: a\nB: b\nA: c", "10: `A` stands twice in the same mapping".to_owned()),
        ("A.B: a", "8: kind `greet`: `fields`: `A.B` cannot be the name of an element".to_owned()),
        ("MsgType: a", "8: kind `greet`: every message has `MsgType`, so it must not be given".to_owned()),
        ("A: \"\\x07\"", "8: kind `greet`: `fields`: `A` has a control character".to_owned()),
    ] {
        assert_problems(with(field), &[&format!("f.yaml:{problem}")]);
    }
}

#[test]
fn a_table_holds_each_text_once_and_its_keys_first() {
    let table = kind("message: greet\nen: a greeting\nzh: 问候\naliases: [hi]\nfields:\n  A: 问候\n  B: hi")
        .expect("a table");
    assert_eq!(table.text, "greethi005greet002hia greeting问候AB");
    // One entry, three indexes, two keys in the first and one in the second.
    assert_eq!(table.bytes[..16], [1, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0]);
}
