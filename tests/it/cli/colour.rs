//! Colour, and characters that a terminal would obey.

use super::bot;
use crate::support::{ACCEPTED, text_reply, webot, xml_reply};

/// Returns whether stdout (of a list) and stderr (of an error) have escape sequences.
fn coloured(args: &[&str], env: &[(&str, &str)]) -> (bool, bool) {
    let list = webot(["send", "--list", "CLICK"]).args(args).envs(env).stdout_has("CLICK").run();
    let error =
        webot(["send", "hi", "--port=x"]).args(args).envs(env).exit(2).stderr_has("error").stderr_any().run();
    (list.stdout.contains('\u{1b}'), error.stderr.contains('\u{1b}'))
}

#[test]
fn a_pipe_has_no_colour() {
    assert_eq!(coloured(&[], &[]), (false, false));
    assert_eq!(coloured(&[], &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), (false, false));
}

#[test]
fn the_flag_overrides_the_variables() {
    assert_eq!(coloured(&["--color", "always"], &[]), (true, true));
    assert_eq!(coloured(&["--color=always"], &[("NO_COLOR", "1")]), (true, true));
    assert_eq!(coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]), (false, false));
}

#[test]
fn no_color_overrides_clicolor_force() {
    assert_eq!(coloured(&[], &[("CLICOLOR_FORCE", "1")]), (true, true));
    assert_eq!(coloured(&[], &[("CLICOLOR_FORCE", "0")]), (false, false));
    assert_eq!(coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), (false, false));
    assert_eq!(coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]), (true, true));
}

#[test]
fn help_has_colour_under_the_same_conditions() {
    assert!(webot(["send", "--help", "--color", "always"]).run().stdout.contains('\u{1b}'));
    assert!(!webot(["send", "--help"]).run().stdout.contains('\u{1b}'));
}

#[test]
fn output_for_programs_never_has_colour() {
    let bot = bot(&xml_reply("image", "<Image><MediaId>m</MediaId></Image>"));
    let run = |args: &[&str]| {
        let run = webot(args).args(["--color", "always"]).env("PORT", &bot.args()[1]);
        run.stdout_lacks('\u{1b}')
    };
    for args in [
        ["send", "hi", "--json"].as_slice(),
        &["send", "hi", "--dry-run"],
        &["send", "hi", "--curl"],
        &["send", "--list", "--json"],
        &["completions", "bash"],
    ] {
        run(args).run();
    }
    run(&["send", "hi", "--json", "--port=x"]).exit(2).stderr_lacks('\u{1b}').run();
}

#[test]
fn bidi_characters_of_a_reply_are_passed_on_when_piped() {
    let content = "a\u{202e}b\u{2066}c\u{200f}d";
    let bot = bot(&text_reply(content));
    assert_eq!(
        webot(["send", "hi"]).args(bot.args()).stderr_ends(ACCEPTED).run().stdout,
        format!("{content}\n")
    );
    webot(["send", "hi", "--json"]).args(bot.args()).stdout_has(content).run();
}

#[test]
fn escape_sequences_of_a_reply_are_passed_on_when_piped() {
    let content = "a\u{1b}[31mred\u{1b}[0m\u{1b}]0;title\u{7}\u{9b}1mz";
    let bot = bot(&text_reply(content));
    // XML has no place for them, so the reply is broken, and still shown as it is.
    let json = webot(["send", "hi", "--json"]).args(bot.args()).exit(1).run().json();
    assert_eq!(json["reply"]["fields"]["Content"], content);
    assert_eq!(json["raw"], text_reply(content));
    for color in ["auto", "never", "always"] {
        webot(["send", "hi", "--color", color])
            .args(bot.args())
            .exit(1)
            .stdout(format!("{content}\n"))
            .stderr_has("U+001B")
            .run();
    }
}

#[test]
fn escape_sequences_of_an_invalid_reply_are_passed_on_when_piped() {
    let body = "\u{1b}[31mTraceback\u{1b}[0m: no";
    let bot = bot(body);
    webot(["send", "hi", "-v"]).args(bot.args()).exit(1).stdout(format!("{body}\n")).stderr_has(body).run();
}
