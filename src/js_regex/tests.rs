mod random;

use super::*;

const LIMIT: Duration = Duration::from_secs(5);

fn groups(source: &str, flags: &str, text: &str) -> Option<Vec<Option<String>>> {
    let regex = JsRegex::new(source, flags).expect("valid");
    match regex.captures(text, LIMIT) {
        MatchResult::Match(captures) => Some(captures.groups),
        MatchResult::NoMatch => None,
        MatchResult::TooSlow => panic!("too slow: {regex:?}"),
    }
}

/// Pattern, flags, text, whether the pattern is exact, and the result of `text.match(pattern)` in node, joined with `,`
/// as `String(match)` does.
#[rustfmt::skip]
const CASES: &[(&str, &str, &str, bool, Option<&str>)] = &[
    ("你好(吗)?", "", "大家你好吗", true, Some("你好吗,吗")),
    ("^你好$", "", "你好\n", true, None),
    ("^b$", "m", "a\rb\u{2028}c", false, Some("b")),
    ("(?<n>\\d+)元", "", "共12元", true, Some("12元,12")),
    ("\\d", "", "١", true, None),
    ("\\w", "u", "é", true, None),
    ("\\bfoo\\b", "", "é foo!", true, Some("foo")),
    ("a\\Bb", "", "ab", true, Some("ab")),
    ("\\Bé", "", "é", true, Some("é")),
    ("中|\\B(?!x)", "u", "b中b", false, Some("中")),
    ("a\\sb", "", "a\u{feff}b", true, Some("a\u{feff}b")),
    ("a\\sb", "", "a\u{85}b", true, None),
    ("a.b", "", "a\rb", true, None),
    ("a.b", "", "a\u{2028}b", true, None),
    ("a.b", "s", "a\nb", true, Some("a\nb")),
    ("k", "i", "\u{212a}", true, None),
    ("[k]", "i", "\u{212a}", true, None),
    ("k", "iu", "\u{212a}", true, Some("\u{212a}")),
    ("[^k]", "iu", "\u{212a}", true, None),
    ("\\w", "iu", "\u{17f}", true, Some("\u{17f}")),
    ("\\W", "iu", "\u{17f}", true, None),
    ("\\b", "iu", "\u{17f}", false, Some("")),
    ("ſ", "i", "s", true, None),
    ("ß", "i", "ẞ", true, None),
    ("ß", "iu", "ẞ", true, Some("ẞ")),
    ("É", "i", "é", true, Some("é")),
    ("[à-ÿ]", "i", "Ü", true, Some("Ü")),
    ("[^à-ÿ]", "i", "Ü", true, None),
    ("σ", "i", "ς", true, Some("ς")),
    ("[^]", "", "\n", true, Some("\n")),
    ("[]|b", "", "ab", true, Some("b")),
    ("[&&a]+", "", "&a", true, Some("&a")),
    ("[+--z]+", "", "+,-.z", true, Some("+,-")),
    ("[z+--]+", "", "+,-.z", true, Some("+,-")),
    ("[a-\\d]+", "", "1-a", true, Some("1-a")),
    ("[[a]]", "", "[]", true, Some("[]")),
    ("[\\b]", "", "\u{8}", true, Some("\u{8}")),
    ("a{,2}", "", "a{,2}", true, Some("a{,2}")),
    ("x{1", "", "x{1", true, Some("x{1")),
    ("a{2}?", "", "aaa", true, Some("aa")),
    ("\\/\\-\\e\\8", "", "/-e8", true, Some("/-e8")),
    ("\\101\\60\\400", "", "A0 0", true, Some("A0 0")),
    ("\\1(a)", "", "a", false, Some("a,a")),
    ("\\cA\\c1", "", "\u{1}\\c1", true, Some("\u{1}\\c1")),
    ("[\\c1]", "", "\u{11}", true, Some("\u{11}")),
    ("[\\c*]+", "", "c\\*", true, Some("c\\*")),
    ("\\x4z\\u12", "", "x4zu12", true, Some("x4zu12")),
    ("\\u{2}", "", "uu", true, Some("uu")),
    ("\\u{61}", "u", "a", true, Some("a")),
    ("\\k<a>", "", "k<a>", true, Some("k<a>")),
    ("(?<a>.)\\k<a>", "", "abb", false, Some("bb,b")),
    ("(?:(a)|b)*", "", "ab", false, Some("ab,")),
    ("(?:(a)|(b))+", "", "ab", false, Some("ab,,b")),
    ("(?:(\\d+),)+", "", "1,22,", true, Some("1,22,,22")),
    ("(a*)*", "", "b", false, Some(",")),
    ("(a*)?", "", "b", false, Some(",")),
    ("(?:|a)*", "", "aa", false, Some("aa")),
    ("(a*){2}", "", "aa", true, Some("aa,")),
    ("(?=(a+))a*b\\1", "", "baaabac", false, Some("aba,a")),
    ("(?<=\\$)\\d+", "", "$42", false, Some("42")),
    ("(?<!a)b", "", "ab", false, None),
    ("(?!foo)...", "", "foobar", false, Some("oob")),
    ("(z)((a+)?(b+)?(c))*", "", "zaacbbbcac", false, Some("zaacbbbcac,z,ac,a,,c")),
    ("a|ab", "", "abc", true, Some("a")),
    ("((a)|(ab))((c)|(bc))", "", "abc", true, Some("abc,a,a,,bc,,bc")),
    ("a[a-z]{2,4}?", "", "abcdefghi", true, Some("abc")),
    ("\\p{Script=Han}+", "u", "abc汉字", true, Some("汉字")),
    ("[\\p{Lu}\\d]+", "u", "aB1É", true, Some("B1É")),
    ("\\p{Lu}", "iu", "a", false, Some("a")),
    ("\\p{L}", "", "p{L}", true, Some("p{L}")),
    ("[\\p{L}--[a-z]]+", "v", "abcDE", false, Some("DE")),
    ("[\\q{abc|d}x]", "v", "zabc", false, Some("abc")),
    ("[a\\-z]+", "v", "-z", true, Some("-z")),
    ("b", "y", "ab", true, None),
    ("(?=b)b", "y", "ab", false, None),
    ("a", "gdy", "ab", true, Some("a")),
    ("𠮷+", "u", "𠮷𠮷", true, Some("𠮷𠮷")),
    ("\\ud83d\\ude00", "", "😀", true, Some("😀")),
];

#[test]
fn matches_what_javascript_matches() {
    for &(source, flags, text, exact, expected) in CASES {
        let regex = JsRegex::new(source, flags).expect("valid");
        assert_eq!(regex.is_exact(), exact, "{regex:?}");
        let found = groups(source, flags, text);
        let joined =
            found.map(|groups| groups.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>());
        assert_eq!(joined.map(|groups| groups.join(",")).as_deref(), expected, "{regex:?} on {text:?}");
    }
}

#[test]
fn captures_have_positions_and_names() {
    let regex = JsRegex::new("(?<amount>\\d+)(?<\\u0075nit>元)?(x)?", "").expect("valid");
    let MatchResult::Match(captures) = regex.captures("共 12元", LIMIT) else { panic!() };
    assert_eq!((captures.start, captures.end), (4, 9));
    assert_eq!(captures.groups, [Some("12元".into()), Some("12".into()), Some("元".into()), None]);
    assert_eq!(
        captures.named,
        [("amount".into(), Some("12".to_owned())), ("unit".into(), Some("元".to_owned()))]
    );
    let regex = JsRegex::new("(?<a>x)|(?<a>y)", "").expect("valid");
    let MatchResult::Match(captures) = regex.captures("y", LIMIT) else { panic!() };
    assert_eq!(captures.named, [("a".into(), Some("y".to_owned()))]);
}

#[test]
fn invalid_patterns_and_flags_are_rejected() {
    let error = |source: &str, flags: &str| JsRegex::new(source, flags).expect_err("invalid");
    assert_eq!(error("a", "x"), PatternError::Flags('x'));
    assert_eq!(error("a", "gg"), PatternError::Flags('g'));
    assert_eq!(error("a", "uv"), PatternError::Flags('v'));
    assert_eq!(error(&"a".repeat(MAX_SOURCE_BYTES + 1), ""), PatternError::TooLarge);
    assert_eq!(error(&("(".repeat(65) + &")".repeat(65)), ""), PatternError::TooLarge);
    assert_eq!(error(&("(".repeat(9999) + &")".repeat(9999)), ""), PatternError::TooLarge);
    let reason = "Unbalanced parenthesis".to_owned();
    assert_eq!(error("a(", ""), PatternError::Syntax { reason });
    for (source, flags) in [
        ("*", ""),
        ("[b-a]", ""),
        ("\\-", "u"),
        ("a**", ""),
        ("\\b+", ""),
        ("\\u{6}+", ""),
        ("\\u{6}{2}", ""),
        ("(?<a", ""),
    ] {
        assert!(matches!(error(source, flags), PatternError::Syntax { .. }), "{source}");
    }
}

#[test]
fn an_over_approximation_matches_at_least_the_same_texts() {
    let over = |source: &str, flags: &str| {
        let regex = JsRegex::new(source, flags).expect("valid");
        regex.over_approximation().map(str::to_owned)
    };
    assert_eq!(over("(?<a>你好)|\\d", "").as_deref(), Some("(?:(?:你好)|[0-9])"));
    assert_eq!(over("(a)\\1(?=b)c", "").as_deref(), Some("(?:a)(?s:.*)(?:)c"));
    assert_eq!(over("x{2,3000}", "").as_deref(), Some("(?:x)+"));
    assert_eq!(over("^$", "y").as_deref(), Some(r"\A(?:\A\z)"));
    assert_eq!(over("(?=a)|b", ""), None);
    assert_eq!(over("a*", ""), None);
}

#[test]
fn every_text_ends_within_its_limit() {
    let limit = Duration::from_millis(100);
    let text = "a".repeat(40) + "bac";
    for source in [r"(a+)+\1c", r"(?=(a|aa)+$)", r"(?:a?){100000000}(?=b)", r"(?:(?:a?){1000}){1000}(?=b)"] {
        let regex = JsRegex::new(source, "").expect("valid");
        let start = Instant::now();
        let tried = regex.captures(&text, limit);
        assert!(start.elapsed() < limit * 3, "{source}: {:?}", start.elapsed());
        assert!(matches!(tried, MatchResult::TooSlow | MatchResult::NoMatch), "{source}: {tried:?}");
    }
    let hard = JsRegex::new(r"^(?:(a+)+\1c)", "").expect("valid");
    assert_eq!(hard.captures(&text, limit), MatchResult::TooSlow);
    assert!(matches!(hard.captures("aac", limit), MatchResult::Match(_)));
}

/// Some engines never end on the first pattern, and their memory grows.
#[test]
fn loops_of_empty_iterations_end() {
    assert_eq!(groups(r"([^-]*(\B_{0,2}?|b+|)+$)+^", "", "c& "), None);
    assert_eq!(
        groups(r"((?:[^b]{1,2}\W{2,}?|\2{1,2}|\B)+\w?)+?^( )?", "u", "aÉ  ١_ ").expect("it works").len(),
        3
    );
}

#[test]
fn large_texts_are_fast() {
    let start = Instant::now();
    let text = "a".repeat(1_000_000) + "b";
    for source in ["(a+)+$", "(?:a|a|aa)+$", "(.*,)+x", "^(([a-z])+.)+[A-Z]([a-z])+$"] {
        assert_eq!(
            JsRegex::new(source, "").expect("valid").captures(&text, LIMIT),
            MatchResult::NoMatch,
            "{source}"
        );
    }
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    let look = JsRegex::new("a(?=b)", "").expect("valid");
    assert!(matches!(look.captures(&text, LIMIT), MatchResult::Match(_)));
}

#[test]
fn a_large_exact_pattern_runs_on_in_a_thread_after_its_limit() {
    let regex = JsRegex::new("(?:[^x]{0,200}[xy][^z]{0,200}){2}!$", "").expect("valid");
    assert!(regex.is_exact());
    let text = "xyab".repeat(100_000);
    assert_eq!(regex.captures(&text, Duration::ZERO), MatchResult::TooSlow);
    assert!(matches!(regex.captures("xx!", LIMIT), MatchResult::Match(_)));
    let started = Instant::now();
    while regex.captures(&text, Duration::from_secs(60)) == MatchResult::TooSlow {
        assert!(started.elapsed() < Duration::from_secs(60));
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn large_patterns_compile() {
    let words: Vec<String> = (0..8000).map(|n| format!("词{n}")).collect();
    let regex = JsRegex::new(&words.join("|"), "").expect("valid");
    assert_eq!(groups_of(&regex, "x词7999"), Some(vec![Some("词7".into())]));
    assert!(JsRegex::new(&"|".repeat(MAX_SOURCE_BYTES), "").is_ok());
    assert!(JsRegex::new(&"(?=a)|".repeat(8000), "i").is_ok());
}

fn groups_of(regex: &JsRegex, text: &str) -> Option<Vec<Option<String>>> {
    match regex.captures(text, LIMIT) {
        MatchResult::Match(captures) => Some(captures.groups),
        _ => None,
    }
}

/// The properties mean the same in both engines, except for differences between versions of Unicode.
#[test]
fn properties_mean_the_same_in_both_engines() {
    let unassigned = (
        regex::Regex::new(r"\p{Cn}").expect("it works"),
        regress::Regex::with_flags(r"\p{Cn}", "u").expect("it works"),
    );
    // All scripts and emoji are in the first two planes; one in a hundred of the others is enough.
    let chars: Vec<String> = ('\0'..='\u{1ffff}')
        .step_by(3)
        .chain(('\u{20000}'..=char::MAX).step_by(101))
        .map(String::from)
        .filter(|char| !unassigned.0.is_match(char) && unassigned.1.find(char).is_none())
        .collect();
    for name in
        "L Lu Ll Lt Lm Lo LC M N Nd P S Sc Sk Z Zs C Cc Cf Any ASCII Alphabetic White_Space Uppercase \
        Emoji Emoji_Presentation Script=Han sc=Hira scx=Han Script_Extensions=Kana \
        ID_Start gc=Lu General_Category=Nd sc=Latn scx=Grek Ideographic Unified_Ideograph"
            .split_whitespace()
    {
        let source = format!(r"\p{{{name}}}");
        let ours = regex::Regex::new(&source).expect("it works");
        let theirs = regress::Regex::with_flags(&source, "u").expect("it works");
        let differ: Vec<&String> =
            chars.iter().filter(|char| ours.is_match(char) != theirs.find(char).is_some()).collect();
        assert!(differ.len() < 20, "{name}: {} {:?}", differ.len(), differ.first());
    }
}
