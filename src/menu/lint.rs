//! Checks a menu file against the rules of `menu/create` and `menu/addconditional`.

mod matchrule;
mod misnamed;
mod texts;
mod wrapping;

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;
use url::Url;

use super::button::{
    ButtonField, ButtonType, MAX_BUTTONS, MAX_SUB_BUTTONS, WEBSITE_TYPES, counterpart, is_of_official_only,
    is_of_work_only, type_of, types,
};
use super::purpose::Purpose;
use super::rule::{Level, MenuRule};
use super::shape::{MenuShape, item_path, member_path};
use crate::closest::closest;
use crate::lang::Severity;
use crate::oauth_link::{self, LinkFault, LinkUse};
use crate::source::{JsonType, Member, Node, Source, Tree};

/// The largest number of hosts that all personalised menus together may link to (《个性化菜单》).
const MAX_HOSTS: usize = 3;
/// The number of buttons that are checked in a list that is too long; the length of the list is reported anyway.
const MAX_CHECKED_BUTTONS: usize = 20;
/// The number of Chinese characters that phones show of a name: of a button in the bar, and of a sub-button.
const SHOWN_CHARACTERS: [usize; 2] = [4, 8];

/// Returns the platform that the types of the buttons tell: `Some(true)` for WeCom, `Some(false)` for official accounts,
/// `None` if both or neither are named.
pub(crate) fn is_of_work(source: &Source) -> Option<bool> {
    let buttons = source.root.get("button").map(Node::items).unwrap_or_default();
    let sub_buttons = buttons.iter().filter_map(|button| button.get("sub_button")).flat_map(Node::items);
    let types: Vec<String> =
        buttons.iter().chain(sub_buttons).filter_map(|button| button.get("type")?.text()).collect();
    let work = types.iter().any(|name| is_of_work_only(name));
    let official =
        types.iter().any(|name| is_of_official_only(name)) || source.root.get("matchrule").is_some();
    (work != official).then_some(work)
}

/// A broken rule with its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The rule.
    pub rule: MenuRule,
    /// The severity.
    pub severity: Severity,
    /// The JSON path: `$.button[0].sub_button[2].url`.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The errcode of WeChat's response, if it is known.
    pub errcode: Option<i64>,
}

/// Returns the findings in a file, ordered by line.
pub(crate) fn lint(source: &Source, purpose: Purpose) -> Vec<Finding> {
    let mut linter = Linter {
        purpose,
        findings: Vec::new(),
        escapes: Vec::new(),
        hosts: BTreeSet::new(),
        misnamed_keys: Vec::new(),
        misnamed_fields: Vec::new(),
    };
    let root = &source.root;
    if source.bom {
        linter.add(MenuRule::Bom, "$", 1, Level::Menu);
    }
    if source.encoding != encoding_rs::UTF_8.name() {
        linter.add(MenuRule::NotUtf8(source.encoding), "$", 1, Level::Menu);
    }
    if linter.displaced(root) {
        return linter.findings;
    }
    linter.everywhere(root, "$", false);
    match MenuShape::of_source(source) {
        MenuShape::Create => linter.menu(root),
        shape => linter.add(MenuRule::WrongShape(shape), "$", root.line, Level::Menu),
    }
    if let [(path, line, written), others @ ..] = &linter.escapes[..] {
        let rule = MenuRule::UnicodeEscape { written: written.clone(), others: others.len() };
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
    /// The members of the current object that stand for a field of another name.
    misnamed_keys: Vec<String>,
    /// The fields of the current button that are there under another name.
    misnamed_fields: Vec<&'static str>,
}

impl Linter {
    fn add(&mut self, rule: MenuRule, path: &str, line: usize, level: Level) {
        let (severity, errcode) = (rule.severity(self.purpose), rule.errcode(level, self.purpose));
        self.findings.push(Finding { rule, severity, path: path.to_owned(), line, errcode });
    }

    fn menu(&mut self, root: &Node) {
        if !self.is(root, JsonType::Object, "$", Level::Menu) {
            return;
        }
        let known: &[&str] =
            if self.purpose == Purpose::Work { &["button"] } else { &["button", "matchrule"] };
        let misnamed = self.misnamed(root, &["button"], known, "$", Level::Menu);
        match root.get("button") {
            None if !misnamed.is_empty() => {}
            None => self.add(MenuRule::ButtonMissing, "$", root.line, Level::Menu),
            Some(list) => {
                if let Some(buttons) = self.list(list, "$.button", Level::Menu) {
                    if buttons.is_empty() || buttons.len() > MAX_BUTTONS {
                        self.add(MenuRule::ButtonCount(buttons.len()), "$.button", list.line, Level::Menu);
                    }
                    for (index, button) in buttons.iter().take(MAX_CHECKED_BUTTONS).enumerate() {
                        self.button(button, &item_path("$.button", index), Level::Button);
                    }
                }
            }
        }
        self.unknown_fields(root, "$", known);
        match (self.purpose, root.get("matchrule")) {
            (Purpose::Create, Some(rule)) => {
                self.add(MenuRule::MatchruleForAll, "$.matchrule", rule.line, Level::Menu);
            }
            (Purpose::AddConditional, None) => {
                self.add(MenuRule::MatchruleMissing, "$", root.line, Level::Menu);
            }
            (Purpose::AddConditional, Some(rule)) => self.matchrule(rule),
            (Purpose::Create, None) | (Purpose::Work, _) => {}
        }
        if self.purpose == Purpose::AddConditional && self.hosts.len() > MAX_HOSTS {
            self.add(MenuRule::TooManyHosts(self.hosts.len()), "$.button", root.line, Level::Menu);
        }
    }

    /// Returns whether a node has this type, and reports it if not.
    fn is(&mut self, node: &Node, expected: JsonType, path: &str, level: Level) -> bool {
        let given = node.kind();
        if given != expected {
            self.add(MenuRule::WrongType { expected, given }, path, node.line, level);
        }
        given == expected
    }

    fn list<'node>(&mut self, node: &'node Node, path: &str, level: Level) -> Option<&'node [Node]> {
        self.is(node, JsonType::List, path, level);
        if let Tree::List(items) = &node.tree { Some(items) } else { None }
    }

    fn unknown_fields(&mut self, node: &Node, path: &str, known: &[&str]) {
        for Member { key, line, .. } in node.members() {
            if !known.contains(&key.as_str()) && !self.misnamed_keys.contains(key) {
                let closest = closest(key, known);
                let rule = MenuRule::UnknownField { given: key.clone(), closest };
                self.add(rule, &member_path(path, key), *line, Level::Menu);
            }
        }
        self.misnamed_keys.clear();
    }

    fn button(&mut self, button: &Node, path: &str, level: Level) {
        if !self.is(button, JsonType::Object, path, level) {
            return;
        }
        let known: Vec<&str> =
            ["type", "sub_button"].into_iter().chain(ButtonField::ALL.map(ButtonField::name)).collect();
        let given_type = button.get("type").and_then(Node::text).filter(|text| !text.is_empty());
        let mut required = vec!["name"];
        match given_type.as_deref().and_then(|given| type_of(given, self.purpose)) {
            Some(kind) => required.extend(kind.needs.iter().map(|field| field.name())),
            None if given_type.is_none() => required.extend(["type", "sub_button"]),
            None => {}
        }
        let misnamed = self.misnamed(button, &required, &known, path, level);
        self.misnamed_fields.clone_from(&misnamed);
        self.unknown_fields(button, path, &known);
        self.field(button, ButtonField::Name, None, path, level);
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
                    self.add(MenuRule::SubButtonEmpty, &sub_path, list.line, level);
                    return;
                }
                Some([]) => false,
                Some(_) if level == Level::SubButton => {
                    self.add(MenuRule::SubButtonTooDeep, &sub_path, list.line, level);
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
                self.add(MenuRule::TypeAndSubButton(given), &member_path(path, "type"), line, level);
            }
            Some(given) => self.leaf(button, &given, path, level),
            None if has_sub_buttons => {}
            None if misnamed.iter().any(|field| matches!(*field, "type" | "sub_button")) => {}
            None => self.add(MenuRule::TypeMissing, path, button.line, level),
        }
    }

    fn sub_buttons(&mut self, list: &Node, sub_buttons: &[Node], path: &str) {
        if sub_buttons.len() > MAX_SUB_BUTTONS {
            self.add(MenuRule::SubButtonCount(sub_buttons.len()), path, list.line, Level::Button);
        }
        for (index, sub_button) in sub_buttons.iter().take(MAX_CHECKED_BUTTONS).enumerate() {
            self.button(sub_button, &item_path(path, index), Level::SubButton);
        }
    }

    /// Checks a button without sub-buttons.
    fn leaf(&mut self, button: &Node, given: &str, path: &str, level: Level) {
        let type_path = member_path(path, "type");
        let line = button.get("type").map_or(button.line, |node| node.line);
        let Some(ButtonType { name, needs, instead, .. }) = type_of(given, self.purpose) else {
            let is_work = self.purpose == Purpose::Work;
            let rule = if is_of_work_only(given) || (is_work && is_of_official_only(given)) {
                MenuRule::TypeOfOtherPlatform {
                    given: given.to_owned(),
                    is_work: !is_work,
                    instead: counterpart(given),
                }
            } else if WEBSITE_TYPES.contains(&given) && !is_work {
                MenuRule::WebsiteType(given.to_owned())
            } else {
                let known: Vec<&str> = types(self.purpose).map(|kind| kind.name).collect();
                MenuRule::UnknownType { given: given.to_owned(), closest: closest(given, &known) }
            };
            self.add(rule, &type_path, line, level);
            return;
        };
        if let Some(instead) = instead {
            self.add(MenuRule::RetiredType { given: name, instead }, &type_path, line, level);
        }
        for field in *needs {
            self.field(button, *field, Some(name), path, level);
        }
        for Member { key, line, .. } in button.members() {
            let is_foreign = ButtonField::ALL
                .iter()
                .any(|field| field.name() == key && *field != ButtonField::Name && !needs.contains(field));
            if is_foreign {
                let rule = MenuRule::ForeignField { field: key.clone(), of: given.to_owned() };
                self.add(rule, &member_path(path, key), *line, level);
            }
        }
    }

    /// Checks a required field of a button.
    fn field(
        &mut self,
        button: &Node,
        field: ButtonField,
        of: Option<&'static str>,
        path: &str,
        level: Level,
    ) {
        let field_path = member_path(path, field.name());
        if self.misnamed_fields.contains(&field.name()) {
            return;
        }
        let Some(node) = button.get(field.name()) else {
            self.add(MenuRule::Missing { field, of }, path, button.line, level);
            return;
        };
        let Some(text) = node.text() else {
            self.is(node, JsonType::Text, &field_path, level);
            return;
        };
        if text.trim().is_empty() {
            self.add(MenuRule::Missing { field, of }, &field_path, node.line, level);
            return;
        }
        let too_long =
            field.limit(level == Level::SubButton, self.purpose).filter(|limit| text.len() > *limit);
        let rule = if let Some(limit) = too_long {
            Some(MenuRule::TooLong { field, bytes: text.len(), limit })
        } else {
            match field {
                // WeCom's documents do not state what phones show.
                ButtonField::Name if self.purpose == Purpose::Work => None,
                ButtonField::Name => {
                    let shown = SHOWN_CHARACTERS[usize::from(level == Level::SubButton)];
                    (text.width() > shown * 2).then_some(MenuRule::NameCut(shown))
                }
                ButtonField::Url => match http_host(&text) {
                    Some(host) => {
                        self.hosts.insert(host);
                        text.contains(char::is_whitespace).then_some(MenuRule::UrlBlank(text))
                    }
                    None => Some(MenuRule::UrlNotHttp(text)),
                },
                ButtonField::Appid => (!is_appid(&text)).then_some(MenuRule::AppidMalformed(text)),
                _ => None,
            }
        };
        if let Some(rule) = rule {
            self.add(rule, &field_path, node.line, level);
        }
        if field == ButtonField::Url
            && let Some(url) = node.text()
        {
            self.link(&url, &field_path, node.line, level);
        }
    }

    /// Checks a URL that is a link of web authorization.
    fn link(&mut self, url: &str, path: &str, line: usize, level: Level) {
        for finding in oauth_link::check(url, LinkUse::Menu).unwrap_or_default() {
            // The rule about HTML entities has said it.
            if finding.fault != LinkFault::HtmlEscaped {
                self.add(MenuRule::OauthLink(finding.fault), path, line, level);
            }
        }
    }
}

/// Returns the host of an `http` or `https` URL.
fn http_host(text: &str) -> Option<String> {
    let scheme = text.split_once("://")?.0.to_ascii_lowercase();
    let url = Url::parse(text).ok().filter(|_| matches!(scheme.as_str(), "http" | "https"))?;
    url.host_str().map(str::to_owned)
}

fn is_appid(text: &str) -> bool {
    let digits = text.strip_prefix("wx").unwrap_or_default();
    digits.len() == 16 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
