//! A menu file judged by the rules of `menu/create` and `menu/addconditional`.

mod texts;

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;
use url::Url;

use super::button::{
    BUTTON_TYPES, ButtonType, Field, MATCHRULE, MATCHRULE_RETIRED, MAX_BUTTONS, MAX_SUB_BUTTONS,
    WEBSITE_TYPES, type_of,
};
use super::rule::{Level, Rule};
use super::shape::{Shape, item_path, member_path};
use crate::closest::closest;
use crate::lang::Severity;
use crate::source::{JsonType, Member, Node, Source, Tree};

/// How many hosts the menus for some users may link to in all (《个性化菜单》).
const MAX_HOSTS: usize = 3;
/// How many buttons of a list that is too long are judged; how long it is says the rest.
const JUDGED: usize = 20;
/// After how many Chinese characters phones cut a name: in the bar, and above it.
const SHOWN_CHARACTERS: [usize; 2] = [4, 8];

/// What a menu is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// `menu/create`: for all users.
    Create,
    /// `menu/addconditional`: for some.
    AddConditional,
}

/// A rule that a file breaks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// How bad it is.
    pub severity: Severity,
    /// The JSON path: `$.button[0].sub_button[2].url`.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What WeChat answers to it, where that is known.
    pub errcode: Option<i64>,
}

/// All that is wrong with a file, in the order of its lines.
pub fn lint(source: &Source, purpose: Purpose) -> Vec<Finding> {
    let mut linter = Linter { purpose, findings: Vec::new(), escapes: Vec::new(), hosts: BTreeSet::new() };
    let root = &source.root;
    if source.bom {
        linter.add(Rule::Bom, "$", 1, Level::Menu);
    }
    if source.encoding != encoding_rs::UTF_8.name() {
        linter.add(Rule::NotUtf8(source.encoding), "$", 1, Level::Menu);
    }
    linter.everywhere(root, "$", false);
    match Shape::of_source(source) {
        Shape::Create => linter.menu(root),
        shape => linter.add(Rule::WrongShape(shape), "$", root.line, Level::Menu),
    }
    if let [(path, line, written), others @ ..] = &linter.escapes[..] {
        let rule = Rule::UnicodeEscape { written: written.clone(), others: others.len() };
        let (path, line) = (path.clone(), *line);
        linter.add(rule, &path, line, Level::Menu);
    }
    linter.findings.sort_by_key(|finding| finding.line);
    linter.findings
}

struct Linter {
    purpose: Purpose,
    findings: Vec<Finding>,
    escapes: Vec<(String, usize, String)>,
    hosts: BTreeSet<String>,
}

impl Linter {
    fn add(&mut self, rule: Rule, path: &str, line: usize, level: Level) {
        let (severity, errcode) = (rule.severity(), rule.errcode(level, self.purpose));
        self.findings.push(Finding { rule, severity, path: path.to_owned(), line, errcode });
    }

    fn menu(&mut self, root: &Node) {
        if !self.is(root, JsonType::Object, "$", Level::Menu) {
            return;
        }
        match root.get("button") {
            None => self.add(Rule::ButtonMissing, "$", root.line, Level::Menu),
            Some(list) => {
                if let Some(buttons) = self.list(list, "$.button", Level::Menu) {
                    if buttons.is_empty() || buttons.len() > MAX_BUTTONS {
                        self.add(Rule::ButtonCount(buttons.len()), "$.button", list.line, Level::Menu);
                    }
                    for (index, button) in buttons.iter().take(JUDGED).enumerate() {
                        self.button(button, &item_path("$.button", index), Level::Button);
                    }
                }
            }
        }
        self.unknown_fields(root, "$", &["button", "matchrule"]);
        match (self.purpose, root.get("matchrule")) {
            (Purpose::Create, Some(rule)) => {
                self.add(Rule::MatchruleForAll, "$.matchrule", rule.line, Level::Menu);
            }
            (Purpose::AddConditional, None) => {
                self.add(Rule::MatchruleMissing, "$", root.line, Level::Menu);
            }
            (Purpose::AddConditional, Some(rule)) => self.matchrule(rule),
            (Purpose::Create, None) => {}
        }
        if self.purpose == Purpose::AddConditional && self.hosts.len() > MAX_HOSTS {
            self.add(Rule::TooManyHosts(self.hosts.len()), "$.button", root.line, Level::Menu);
        }
    }

    /// Whether something has the type that its place wants; says so where not.
    fn is(&mut self, node: &Node, expected: JsonType, path: &str, level: Level) -> bool {
        let given = node.kind();
        if given != expected {
            self.add(Rule::WrongType { expected, given }, path, node.line, level);
        }
        given == expected
    }

    fn list<'node>(&mut self, node: &'node Node, path: &str, level: Level) -> Option<&'node [Node]> {
        self.is(node, JsonType::List, path, level);
        if let Tree::List(items) = &node.tree { Some(items) } else { None }
    }

    fn unknown_fields(&mut self, node: &Node, path: &str, known: &[&str]) {
        for Member { key, line, .. } in node.members() {
            if !known.contains(&key.as_str()) {
                let closest = closest(key, known);
                let rule = Rule::UnknownField { given: key.clone(), closest };
                self.add(rule, &member_path(path, key), *line, Level::Menu);
            }
        }
    }

    fn button(&mut self, button: &Node, path: &str, level: Level) {
        if !self.is(button, JsonType::Object, path, level) {
            return;
        }
        let known: Vec<&str> =
            ["type", "sub_button"].into_iter().chain(Field::ALL.map(Field::name)).collect();
        self.unknown_fields(button, path, &known);
        self.field(button, Field::Name, None, path, level);
        let kind = button.get("type").and_then(|node| {
            let is_text = node.text().is_some();
            if !is_text {
                self.is(node, JsonType::Text, &member_path(path, "type"), level);
            }
            node.text().filter(|text| !text.is_empty())
        });
        let sub_path = member_path(path, "sub_button");
        let has_sub_buttons = match button.get("sub_button") {
            None => false,
            Some(list) => match self.list(list, &sub_path, level) {
                Some([]) if kind.is_none() => {
                    self.add(Rule::SubButtonEmpty, &sub_path, list.line, level);
                    return;
                }
                Some([]) => false,
                Some(_) if level == Level::SubButton => {
                    self.add(Rule::SubButtonTooDeep, &sub_path, list.line, level);
                    return;
                }
                Some(sub_buttons) => {
                    self.sub_buttons(list, sub_buttons, &sub_path);
                    true
                }
                None => return,
            },
        };
        match kind {
            Some(given) if has_sub_buttons => {
                let line = button.get("type").map_or(button.line, |node| node.line);
                self.add(Rule::TypeAndSubButton(given), &member_path(path, "type"), line, level);
            }
            Some(given) => self.leaf(button, &given, path, level),
            None if has_sub_buttons => {}
            None => self.add(Rule::TypeMissing, path, button.line, level),
        }
    }

    fn sub_buttons(&mut self, list: &Node, sub_buttons: &[Node], path: &str) {
        if sub_buttons.len() > MAX_SUB_BUTTONS {
            self.add(Rule::SubButtonCount(sub_buttons.len()), path, list.line, Level::Button);
        }
        for (index, sub_button) in sub_buttons.iter().take(JUDGED).enumerate() {
            self.button(sub_button, &item_path(path, index), Level::SubButton);
        }
    }

    /// A button that does something.
    fn leaf(&mut self, button: &Node, given: &str, path: &str, level: Level) {
        let type_path = member_path(path, "type");
        let line = button.get("type").map_or(button.line, |node| node.line);
        let Some(ButtonType { name, needs, instead }) = type_of(given) else {
            let rule = if WEBSITE_TYPES.contains(&given) {
                Rule::WebsiteType(given.to_owned())
            } else {
                let known: Vec<&str> = BUTTON_TYPES.iter().map(|kind| kind.name).collect();
                Rule::UnknownType { given: given.to_owned(), closest: closest(given, &known) }
            };
            self.add(rule, &type_path, line, level);
            return;
        };
        if let Some(instead) = instead {
            self.add(Rule::RetiredType { given: name, instead }, &type_path, line, level);
        }
        for field in *needs {
            self.field(button, *field, Some(name), path, level);
        }
        for Member { key, line, .. } in button.members() {
            let is_foreign = Field::ALL
                .iter()
                .any(|field| field.name() == key && *field != Field::Name && !needs.contains(field));
            if is_foreign {
                let rule = Rule::ForeignField { field: key.clone(), of: given.to_owned() };
                self.add(rule, &member_path(path, key), *line, level);
            }
        }
    }

    /// A field that a button needs.
    fn field(&mut self, button: &Node, field: Field, of: Option<&'static str>, path: &str, level: Level) {
        let field_path = member_path(path, field.name());
        let Some(node) = button.get(field.name()) else {
            self.add(Rule::Missing { field, of }, path, button.line, level);
            return;
        };
        let Some(text) = node.text() else {
            self.is(node, JsonType::Text, &field_path, level);
            return;
        };
        if text.trim().is_empty() {
            self.add(Rule::Missing { field, of }, &field_path, node.line, level);
            return;
        }
        let too_long = field.limit(level == Level::SubButton).filter(|limit| text.len() > *limit);
        let rule = if let Some(limit) = too_long {
            Some(Rule::TooLong { field, bytes: text.len(), limit })
        } else {
            match field {
                Field::Name => {
                    let shown = SHOWN_CHARACTERS[usize::from(level == Level::SubButton)];
                    (text.width() > shown * 2).then_some(Rule::NameCut(shown))
                }
                Field::Url => match http_host(&text) {
                    Some(host) => {
                        self.hosts.insert(host);
                        None
                    }
                    None => Some(Rule::UrlNotHttp(text)),
                },
                Field::Appid => (!is_appid(&text)).then_some(Rule::AppidMalformed(text)),
                _ => None,
            }
        };
        if let Some(rule) = rule {
            self.add(rule, &field_path, node.line, level);
        }
    }

    fn matchrule(&mut self, rule: &Node) {
        let path = "$.matchrule";
        if !self.is(rule, JsonType::Object, path, Level::Menu) {
            return;
        }
        for Member { key, line, value, .. } in rule.members() {
            if MATCHRULE_RETIRED.contains(&key.as_str()) && value.tree != Tree::Null {
                self.add(Rule::MatchruleRetired(key.clone()), &member_path(path, key), *line, Level::Menu);
            }
        }
        self.unknown_fields(rule, path, &[MATCHRULE, MATCHRULE_RETIRED].concat());
        let mut conditions = 0;
        for field in MATCHRULE {
            let Some(node) = rule.get(field) else { continue };
            let field_path = member_path(path, field);
            let Some(text) = node.text() else {
                self.is(node, JsonType::Text, &field_path, Level::Menu);
                continue;
            };
            if text.is_empty() {
                continue;
            }
            conditions += 1;
            let allowed = match *field {
                "tag_id" => text.bytes().all(|byte| byte.is_ascii_digit()),
                _ => matches!(text.as_str(), "1" | "2" | "3"),
            };
            if !allowed {
                let rule = Rule::MatchruleValue { field, given: text };
                self.add(rule, &field_path, node.line, Level::Menu);
            }
        }
        if conditions == 0 {
            self.add(Rule::MatchruleEmpty, path, rule.line, Level::Menu);
        }
    }
}

/// The host of a URL of the web.
fn http_host(text: &str) -> Option<String> {
    let scheme = text.split_once("://")?.0.to_ascii_lowercase();
    let url = Url::parse(text).ok().filter(|_| matches!(scheme.as_str(), "http" | "https"))?;
    url.host_str().map(str::to_owned)
}

fn is_appid(text: &str) -> bool {
    let digits = text.strip_prefix("wx").unwrap_or_default();
    digits.len() == 16 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
