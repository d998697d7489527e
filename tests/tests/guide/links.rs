//! Links inside the guide lead to files and headings that exist, and every chapter is in the table of contents.

use std::collections::BTreeMap;

use crate::{chapters, source};

/// The lines of a chapter outside of code blocks.
fn prose(chapter: &str) -> impl Iterator<Item = &str> {
    let mut code = false;
    chapter.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        code ^= fence;
        !code && !fence
    })
}

/// The anchor of a heading, as mdBook and the forges make it.
fn anchor(heading: &str) -> String {
    heading
        .trim()
        .chars()
        .filter_map(|character| match character {
            ' ' => Some('-'),
            '-' | '_' => Some(character),
            _ if character.is_alphanumeric() => Some(character),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The anchors of a chapter; the second of two equal headings ends in `-1`.
fn anchors(chapter: &str) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    prose(chapter)
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            let anchor = anchor(line.trim_start_matches('#'));
            let count = seen.entry(anchor.clone()).or_default();
            *count += 1;
            if *count > 1 { format!("{anchor}-{}", *count - 1) } else { anchor }
        })
        .collect()
}

/// The targets of the links of a line of prose. What stands between backticks is no link.
fn targets(line: &str) -> Vec<&str> {
    line.split('`')
        .step_by(2)
        .flat_map(|part| part.match_indices("](").map(|(at, _)| &part[at + 2..]).collect::<Vec<_>>())
        .filter_map(|rest| Some(&rest[..rest.find(')')?]))
        .collect()
}

/// `../b.md` seen from `es/a.md`.
fn joined(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn links_lead_to_files_and_headings() {
    let chapters = chapters();
    let mut broken = Vec::new();
    for (name, chapter) in &chapters {
        for link in prose(chapter).flat_map(targets).filter(|link| !link.contains("://")) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { name.clone() } else { joined(name, file) };
            if !source().join(&file).exists() {
                broken.push(format!("{name}: no file `{link}`"));
            } else if !heading.is_empty() {
                let target = chapters.iter().find(|(name, _)| *name == file);
                if !target.is_some_and(|(_, text)| anchors(text).iter().any(|anchor| anchor == heading)) {
                    broken.push(format!("{name}: no heading `{link}`"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_chapter_is_in_the_table_of_contents() {
    let chapters = chapters();
    let (_, summary) = chapters.iter().find(|(name, _)| name == "SUMMARY.md").expect("a table of contents");
    let listed: Vec<&str> = summary.lines().flat_map(targets).collect();
    for (name, _) in chapters.iter().filter(|(name, _)| name != "SUMMARY.md") {
        assert!(listed.contains(&name.as_str()), "{name} is not in SUMMARY.md");
    }
}

#[test]
fn anchors_are_those_of_forges() {
    let chapter = "# The file, `a.b`\n```\n# no heading\n```\n## Dos años\n## Dos años\n";
    assert_eq!(anchors(chapter), ["the-file-ab", "dos-años", "dos-años-1"]);
}
