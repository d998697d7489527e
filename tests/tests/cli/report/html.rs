//! Reads a page as a browser does, as far as the pages of reports go: tags with quoted attributes, text, and elements
//! whose content is no markup. What else a browser would accept is refused here.

use std::collections::BTreeMap;

/// What stands in a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) tags: Vec<Tag>,
    /// Everything between tags, without styles and scripts.
    pub(super) text: String,
    /// The content of styles and scripts with their tags.
    pub(super) raw: Vec<(Tag, String)>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
}

/// Elements without content.
const VOID: [&str; 5] = ["meta", "input", "br", "hr", "col"];

impl Page {
    /// Panics where a browser would have to guess.
    pub(super) fn parse(html: &str) -> Self {
        let mut page = Self::default();
        let mut open: Vec<String> = Vec::new();
        let mut rest = html.strip_prefix("<!DOCTYPE html>").expect("a page begins with its type");
        while let Some(at) = rest.find('<') {
            page.text.push_str(&decoded(&rest[..at]));
            page.text.push('\n');
            rest = &rest[at + 1..];
            if let Some(closing) = rest.strip_prefix('/') {
                let (name, after) = closing.split_once('>').expect("a closing tag ends");
                assert_eq!(open.pop().as_deref(), Some(name), "what closes was open");
                rest = after;
                continue;
            }
            let (tag, empty, after) = tag(rest);
            rest = after;
            page.tags.push(tag.clone());
            if tag.name == "style" || tag.name == "script" {
                let end = format!("</{}>", tag.name);
                let (content, after) = rest.split_once(&end).expect("it ends");
                page.raw.push((tag, content.to_owned()));
                rest = after;
            } else if !empty && !VOID.contains(&tag.name.as_str()) {
                open.push(tag.name);
            }
        }
        assert!(open.is_empty(), "never closed: {open:?}");
        assert_eq!(rest.trim(), "", "something behind the document");
        page
    }

    pub(super) fn all(&self, name: &str) -> Vec<&Tag> {
        self.tags.iter().filter(|tag| tag.name == name).collect()
    }

    /// The values of all attributes with their tags and names.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.tags.iter().flat_map(|tag| {
            tag.attributes.iter().map(|(name, value)| (tag.name.as_str(), name.as_str(), value.as_str()))
        })
    }
}

/// The tag that begins here, whether it closes itself, and what follows.
fn tag(text: &str) -> (Tag, bool, &str) {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
    let name = |text: &str| -> usize { text.find(|c| !is_name(c)).unwrap_or(text.len()) };
    let end = name(text);
    assert!(end > 0, "`<` that begins no tag: {}", &text[..text.len().min(80)]);
    let mut tag = Tag { name: text[..end].to_owned(), ..Tag::default() };
    let mut rest = text[end..].trim_start();
    loop {
        if let Some(after) = rest.strip_prefix("/>") {
            return (tag, true, after);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, false, after);
        }
        let end = name(rest);
        assert!(end > 0, "no attribute: {}", &rest[..rest.len().min(80)]);
        let key = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = "";
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let end = quoted.find('"').expect("a value ends");
            value = &quoted[..end];
            rest = &quoted[end + 1..];
        }
        assert!(!value.contains('<'), "markup inside of `{key}`");
        assert!(tag.attributes.insert(key.clone(), decoded(value)).is_none(), "`{key}` twice");
        rest = rest.trim_start();
    }
}

/// A text with the characters that its references stand for.
fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let (name, after) = rest[at + 1..].split_once(';').expect("a reference ends");
        decoded.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            other => panic!("the reference `{other}`"),
        });
        rest = after;
    }
    decoded.push_str(rest);
    decoded
}
