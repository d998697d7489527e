//! The tree: from lines of the header, from codes such as `P1.2`, or from columns that are means of others.

use std::collections::{BTreeMap, BTreeSet};

/// A node with children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// What its code is made of.
    pub(super) code: String,
    pub(super) name: String,
    pub(super) members: Vec<Member>,
}

/// A child of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Member {
    /// A leaf, by its number.
    Leaf(usize),
    Group(Group),
}

/// Longest code that is looked for in names.
const LONGEST: usize = 15;

/// A code such as `P1.2`, `PA1`, `129A` or `3C1`: a few letters and digits in turns.
pub(super) fn is_code(text: &str) -> bool {
    let runs = runs(text);
    let letters = |run: &&(usize, usize)| text[run.0..run.1].starts_with(|c: char| c.is_alphabetic());
    let short = runs.iter().filter(letters).all(|run| text[run.0..run.1].chars().count() <= 4);
    let count = runs.iter().filter(letters).count();
    let digits = runs.len() - count;
    text.len() <= LONGEST
        && text.starts_with(char::is_alphanumeric)
        && text.ends_with(char::is_alphanumeric)
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        && short
        && digits >= 1
        && ((1..=3).contains(&count) || digits >= 2 && text.contains(['.', '-']))
}

/// The code by which a name begins, and the rest of the name: `P1.2 Does it ...`, `12. Does it ...`.
pub(super) fn leading_code(name: &str) -> Option<(String, String)> {
    let (first, rest) = name.split_once(char::is_whitespace)?;
    let bare = first.trim_end_matches(['.', ')', ':', '-', '/']);
    let numbered =
        bare.len() < first.len() && bare.len() <= 3 && bare.bytes().all(|byte| byte.is_ascii_digit());
    let rest = rest.trim_start_matches(['.', ')', ':', '-', '/', ' ', '\u{2013}']).trim();
    let fits = !bare.is_empty() && (is_code(bare) || numbered) && rest.contains(char::is_alphabetic);
    fits.then(|| (bare.to_owned(), rest.to_owned()))
}

/// Runs of letters and of digits, as positions.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let kind = |c: char| (c.is_alphabetic(), c.is_ascii_digit());
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut last = (false, false);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some(run) if kind(c) == last && run.1 == at && kind(c) != (false, false) => run.1 = end,
            _ if kind(c) == (false, false) => {}
            _ => runs.push((at, end)),
        }
        last = kind(c);
    }
    runs
}

/// The codes above a code: `P` and `P1` above `P1.2`.
fn above(code: &str) -> Vec<&str> {
    let runs = runs(code);
    let ends = runs.iter().map(|(_, end)| &code[..*end]);
    ends.take(runs.len().saturating_sub(1)).collect()
}

/// A tree while it grows: members of each group by what leads to it, in the order of the columns.
#[derive(Default)]
struct Growing {
    members: Vec<Grown>,
}

enum Grown {
    Leaf(usize),
    Group(String, String, Growing),
}

impl Growing {
    /// Adds a leaf below groups, each with a key and a name.
    fn add(&mut self, path: &[(String, String)], leaf: usize) {
        let Some(((key, name), rest)) = path.split_first() else {
            self.members.push(Grown::Leaf(leaf));
            return;
        };
        let known = self.members.iter_mut().find_map(|member| match member {
            Grown::Group(other, _, below) if other == key => Some(below),
            _ => None,
        });
        match known {
            Some(below) => below.add(rest, leaf),
            None => {
                let mut below = Self::default();
                below.add(rest, leaf);
                self.members.push(Grown::Group(key.clone(), name.clone(), below));
            }
        }
    }

    fn grown(self) -> Vec<Member> {
        let member = |member| match member {
            Grown::Leaf(leaf) => Member::Leaf(leaf),
            Grown::Group(code, name, below) => Member::Group(Group { code, name, members: below.grown() }),
        };
        self.members.into_iter().map(member).collect()
    }
}

/// Groups with one member are no groups.
fn without_lone_groups(members: Vec<Member>) -> Vec<Member> {
    let shorten = |member| match member {
        Member::Leaf(leaf) => Member::Leaf(leaf),
        Member::Group(group) => {
            let mut members = without_lone_groups(group.members);
            match members.len() {
                1 => members.remove(0),
                _ => Member::Group(Group { members, ..group }),
            }
        }
    };
    members.into_iter().map(shorten).collect()
}

/// The members of a tree, without a group that holds everything.
fn without_single_root(mut members: Vec<Member>) -> Vec<Member> {
    loop {
        match &mut members[..] {
            [Member::Group(group)] => members = std::mem::take(&mut group.members),
            _ => return members,
        }
    }
}

/// The tree that the codes of the leaves show; nothing where most have no code, or where the codes group nothing.
pub(super) fn of_codes(codes: &[Option<String>]) -> Option<Vec<Member>> {
    let coded = codes.iter().flatten().count();
    if coded < 3 || 10 * coded < 8 * codes.len() {
        return None;
    }
    let mut tree = Growing::default();
    for (leaf, code) in codes.iter().enumerate() {
        let Some(code) = code else { continue };
        let path: Vec<(String, String)> =
            above(code).iter().map(|code| ((*code).to_owned(), String::new())).collect();
        tree.add(&path, leaf);
    }
    let mut members = grouped(without_single_root(without_lone_groups(tree.grown())))?;
    // Those without a code belong to no group.
    members.extend((0..codes.len()).filter(|leaf| codes[*leaf].is_none()).map(Member::Leaf));
    Some(members)
}

/// The tree that the upper lines of a header show: `parts` are what they say of each leaf.
pub(super) fn of_header(parts: &[&Vec<String>]) -> Option<Vec<Member>> {
    let lines = parts.iter().map(|parts| parts.len().saturating_sub(1)).max().unwrap_or_default();
    // A line that says something else of every column groups nothing.
    let groups: Vec<bool> = (0..lines)
        .map(|line| {
            let texts: Vec<&str> = parts.iter().filter_map(|parts| Some(parts.get(line)?.as_str())).collect();
            let different: BTreeSet<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
            !different.is_empty() && different.len() < texts.iter().filter(|text| !text.is_empty()).count()
        })
        .collect();
    if !groups.contains(&true) {
        return None;
    }
    let mut tree = Growing::default();
    for (leaf, parts) in parts.iter().enumerate() {
        let own = parts.last().map(String::as_str).unwrap_or_default();
        let above =
            parts.iter().zip(&groups).filter(|(text, groups)| **groups && !text.is_empty() && *text != own);
        let path: Vec<(String, String)> = above.map(|(text, _)| (text.clone(), text.clone())).collect();
        tree.add(&path, leaf);
    }
    grouped(without_single_root(tree.grown()))
}

/// The members, where at least one of them is a group.
fn grouped(members: Vec<Member>) -> Option<Vec<Member>> {
    members.iter().any(|member| matches!(member, Member::Group(_))).then_some(members)
}

/// Codes that no other node has, and no column that is not the node's own: a column that is called like a node is read as
/// its finished score.
pub(super) struct Codes<'n> {
    taken: BTreeSet<String>,
    columns: BTreeSet<&'n str>,
    /// How often a code was asked for, so that the next free one is found at once.
    asked: BTreeMap<String, usize>,
}

impl<'n> Codes<'n> {
    /// Codes that are none of those that are taken, among columns with these names.
    pub(super) fn without(taken: BTreeSet<String>, columns: impl IntoIterator<Item = &'n String>) -> Self {
        let columns = columns.into_iter().map(String::as_str).collect();
        Self { taken, columns, asked: BTreeMap::new() }
    }

    /// The code itself where it is free, else with a number after it. `own` is the column of the node, where it has one.
    pub(super) fn free(&mut self, wanted: &str, own: Option<&str>) -> String {
        let mut code = wanted.to_owned();
        let asked = self.asked.entry(wanted.to_owned()).or_insert(1);
        while own != Some(code.as_str()) && self.columns.contains(code.as_str())
            || !self.taken.insert(code.clone())
        {
            *asked += 1;
            code = format!("{wanted}_{asked}");
        }
        code
    }

    /// The code of a group, whose members may have a sibling with the same code.
    pub(super) fn free_for_group(&mut self, wanted: &str) -> String {
        let is_free = !self.taken.contains(wanted) && !self.columns.contains(wanted);
        if is_free { self.free(wanted, None) } else { self.free(&format!("{wanted}_group"), None) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(members: &[Member], codes: &[&str]) -> String {
        let one = |member: &Member| match member {
            Member::Leaf(leaf) => codes[*leaf].to_owned(),
            Member::Group(group) => format!("{}({})", group.code, shown(&group.members, codes)),
        };
        members.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn tree(codes: &[&str]) -> String {
        let given: Vec<Option<String>> = codes.iter().map(|code| Some((*code).to_owned())).collect();
        of_codes(&given).map_or("flat".into(), |members| shown(&members, codes))
    }

    #[test]
    fn codes_show_their_tree() {
        assert_eq!(tree(&["P1.1", "P1.2", "P2.1", "P2.2"]), "P1(P1.1 P1.2) P2(P2.1 P2.2)");
        assert_eq!(tree(&["P1.2.3", "P1.2.4", "P1.3.1", "P2"]), "P1(P1.2(P1.2.3 P1.2.4) P1.3.1) P2");
        assert_eq!(tree(&["PA1", "PA2", "PB1", "PB2"]), "PA(PA1 PA2) PB(PB1 PB2)");
        assert_eq!(tree(&["129A", "129B", "340D", "3A1", "3A2"]), "129(129A 129B) 340D 3A(3A1 3A2)");
        assert_eq!(tree(&["P1", "P2", "P3"]), "flat");
        let with_another = [Some("P1"), Some("P2"), Some("P3"), Some("P4"), None];
        assert_eq!(of_codes(&with_another.map(|code| code.map(str::to_owned))), None, "one group is none");
    }

    #[test]
    fn codes_are_told_from_words_and_years() {
        for code in ["P1.2.3", "PA1", "C06a", "129A", "1.2", "H08b", "P1_2"] {
            assert!(is_code(code), "{code}");
        }
        for other in ["2018", "poblacion", "gdp_2018_total", "P", "12", "indice_2018", "x"] {
            assert!(!is_code(other), "{other}");
        }
        assert_eq!(leading_code("P1.2. ¿Tiene plan?"), Some(("P1.2".into(), "¿Tiene plan?".into())));
        assert_eq!(leading_code("12) ¿Tiene plan?"), Some(("12".into(), "¿Tiene plan?".into())));
        assert_eq!(leading_code("2018 cobertura"), None);
        assert_eq!(leading_code("Tiene plan"), None);
    }

    #[test]
    fn upper_lines_of_a_header_are_groups() {
        let of_header = |rows: &[[&str; 2]]| {
            let parts: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
            super::of_header(&parts.iter().collect::<Vec<_>>())
        };
        let codes = ["a", "b", "c"];
        let two = of_header(&[["Cobertura", "a"], ["Cobertura", "b"], ["Calidad", "c"]]);
        assert_eq!(shown(&two.expect("groups"), &codes), "Cobertura(a b) Calidad(c)");
        assert_eq!(of_header(&[["1", "a"], ["2", "b"], ["3", "c"]]), None, "one text for each column");
    }
}
