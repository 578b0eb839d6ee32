//! The tree that a push or a reply is: elements in order, names that may repeat, text at the leaves.

use std::borrow::Cow;
use std::fmt;

/// One element: a name and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The element's name, case included; those that everybody knows need no memory.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub content: Content,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A string: CDATA in XML, a string in JSON.
    Text(String),
    /// Decimal digits: bare in XML, a number in JSON.
    Number(String),
    /// Further elements.
    Group(Vec<Element>),
}

/// The elements of one message, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document(pub Vec<Element>);

impl Element {
    /// A leaf that holds a string.
    pub fn text(name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        Self { name: name.into(), content: Content::Text(value.into()) }
    }

    /// A leaf that holds a number.
    pub fn number(name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        Self { name: name.into(), content: Content::Number(value.to_string()) }
    }

    /// An element that holds further elements.
    pub fn group(name: impl Into<Cow<'static, str>>, elements: Vec<Self>) -> Self {
        Self { name: name.into(), content: Content::Group(elements) }
    }

    /// The text of a leaf; `None` for a group.
    pub fn value(&self) -> Option<&str> {
        match &self.content {
            Content::Text(value) | Content::Number(value) => Some(value),
            Content::Group(_) => None,
        }
    }

    /// The elements of a group; none for a leaf.
    pub fn elements(&self) -> &[Self] {
        match &self.content {
            Content::Group(elements) => elements,
            Content::Text(_) | Content::Number(_) => &[],
        }
    }
}

impl Document {
    /// The text of the first element of that name at the top.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.find(name)?.value()
    }

    /// The first element of that name at the top.
    pub fn find(&self, name: &str) -> Option<&Element> {
        child(&self.0, name)
    }

    /// The text at a path such as `Articles.item[1].Title`; indices count from zero.
    pub fn at(&self, path: &super::Path) -> Option<&str> {
        let mut elements = self.0.as_slice();
        let (last, groups) = path.steps().split_last()?;
        for step in groups {
            elements = nth(elements, &step.name, step.index.unwrap_or(0))?.elements();
        }
        nth(elements, &last.name, last.index.unwrap_or(0))?.value()
    }
}

/// The first element of that name.
pub(super) fn child<'a>(elements: &'a [Element], name: &str) -> Option<&'a Element> {
    elements.iter().find(|element| element.name == name)
}

/// The `index`th element of that name, from zero.
pub(super) fn nth<'a>(elements: &'a [Element], name: &str, index: usize) -> Option<&'a Element> {
    elements.iter().filter(|element| element.name == name).nth(index)
}
