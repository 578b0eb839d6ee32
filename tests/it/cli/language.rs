//! The language of messages.

use crate::support::webot;

#[track_caller]
fn speaks(chinese: bool, args: &[&str], env: &[(&str, &str)]) {
    let mut run = webot(["send", "hi", "--port=x"]).args(args);
    for (name, value) in env {
        run = run.env(name, value);
    }
    let ran = run.exit(2).stderr_any().run();
    let (error, hint) = if chinese { ("错误：", "提示：") } else { ("error: ", "hint: ") };
    assert!(ran.stderr.starts_with(error), "{args:?} {env:?}: {}", ran.stderr);
    assert!(ran.stderr.lines().any(|line| line.starts_with(hint)), "{args:?} {env:?}: {}", ran.stderr);
}

#[test]
fn the_language_is_english_unless_a_setting_says_chinese() {
    speaks(false, &[], &[]);
    speaks(false, &[], &[("LANG", "C.UTF-8")]);
    speaks(false, &[], &[("LANG", "fr_FR.UTF-8")]);
    speaks(true, &[], &[("LANG", "zh_CN.UTF-8")]);
    speaks(true, &[], &[("LANG", "zh_TW")]);
}

#[test]
fn the_flag_overrides_webot_lang_lc_all_and_lang() {
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
fn an_unsupported_language_is_wrong_usage() {
    webot(["send", "hi", "--lang", "fr"]).exit(2).stderr_has("`fr`").stderr_has("zh").run();
}

#[test]
fn the_message_does_not_choose_the_language() {
    webot(["send", "--port=x", "--", "--lang", "zh"]).exit(2).stderr_starts("error: ").run();
}
