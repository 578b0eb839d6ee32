//! The language of messages.

use crate::support::webot;

#[track_caller]
fn speaks(chinese: bool, args: &[&str], env: &[(&str, &str)]) {
    let mut run = webot(["send", "hi", "--port=x"]).args(args);
    for (name, value) in env {
        run = run.env(name, value);
    }
    let ran = run.exit(2).stderr_any().run();
    let (error, hint) = if chinese { ("错误: ", "提示: ") } else { ("error: ", "hint: ") };
    assert!(ran.stderr.starts_with(error), "{args:?} {env:?}: {}", ran.stderr);
    assert!(ran.stderr.lines().any(|line| line.starts_with(hint)), "{args:?} {env:?}: {}", ran.stderr);
}

#[test]
fn english_is_spoken_unless_something_says_chinese() {
    speaks(false, &[], &[]);
    speaks(false, &[], &[("LANG", "C.UTF-8")]);
    speaks(false, &[], &[("LANG", "fr_FR.UTF-8")]);
    speaks(true, &[], &[("LANG", "zh_CN.UTF-8")]);
    speaks(true, &[], &[("LANG", "zh_TW")]);
}

#[test]
fn lang_is_under_lc_all_under_webot_lang_under_the_flag() {
    speaks(true, &[], &[("LC_ALL", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")]);
    speaks(false, &[], &[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]);
    speaks(true, &[], &[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")]);
    speaks(true, &[], &[("WEBOT_LANG", "zh"), ("LC_ALL", "en_US.UTF-8")]);
    speaks(false, &[], &[("WEBOT_LANG", "en"), ("LC_ALL", "zh_CN.UTF-8"), ("LANG", "zh_CN.UTF-8")]);
    speaks(true, &[], &[("WEBOT_LANG", ""), ("LANG", "zh_CN.UTF-8")]);
    speaks(false, &["--lang", "en"], &[("WEBOT_LANG", "zh")]);
    speaks(true, &["--lang=zh"], &[("WEBOT_LANG", "en"), ("LC_ALL", "C")]);
}

#[test]
fn a_language_that_is_not_spoken_is_wrong_usage() {
    webot(["send", "hi", "--lang", "fr"]).exit(2).stderr_has("`fr`").stderr_has("zh").run();
}

#[test]
fn what_is_sent_does_not_choose_the_language() {
    webot(["send", "--port=x", "--", "--lang", "zh"]).exit(2).stderr_starts("error: ").run();
}
