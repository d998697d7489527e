//! The leaves of the index and its tree. It must not know how they are written or told.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{Column, Content};
use super::computed::{self, Fit, Part};
use super::proposal::{Kind, Proposal, propose};
use super::roles::Roles;
use super::sheet::Sheet;
use super::tree::{self, Codes, Group, Member, is_code, leading_code};
use super::words::{Says, folded};
use crate::framework::RESULT_KEYS;
use icip_problem::{Message, message, quoted};
use icip_table::io::Decimal;

/// Longest code that is made of the words of a name.
const LONGEST: usize = 24;

/// Longest name without blanks that is a code itself.
const LONGEST_NAME: usize = 40;

/// A leaf of the index.
pub(super) struct Leaf {
    pub(super) column: usize,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) cells: Column,
    pub(super) proposal: Proposal,
}

/// Where the tree comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TreeFrom {
    Header,
    Codes,
    /// Columns that are means or sums of others.
    Computed,
    Nothing,
}

/// The leaves, their tree, and what was left out.
pub(super) struct Leaves {
    pub(super) leaves: Vec<Leaf>,
    /// The index: its code, its name and its members.
    pub(super) index: Group,
    pub(super) tree_from: TreeFrom,
    /// Columns that are computed from others, each with its parts by name.
    pub(super) computed: Vec<(String, Vec<String>, Fit)>,
    pub(super) left_out: Vec<(Message, Message)>,
    /// The decimal marks that must be declared, by the columns that need it.
    pub(super) decimals: BTreeMap<usize, Decimal>,
}

impl Leaves {
    /// Looks at each of the columns.
    pub(super) fn find(
        sheet: &Sheet<'_>,
        roles: &Roles,
        columns: impl Iterator<Item = usize>,
        mut left_out: Vec<(Message, Message)>,
        given: &BTreeMap<String, Message>,
    ) -> Self {
        let mut cells: Vec<(usize, Column)> =
            columns.map(|position| (position, Column::of(sheet, position))).collect();
        let decimals = open_decimals(sheet, &mut cells);
        let mut found = Vec::new();
        for (position, cells) in cells {
            let name = &sheet.names[position];
            let proposal = match given.get(name) {
                Some(why) => Err(why.clone()),
                None if is_another_code(&cells, name) => Err(message!("draft-left-out-code")),
                None if is_years(&cells) => Err(message!("draft-left-out-years")),
                None => propose(&cells, name),
            };
            match proposal {
                Ok(proposal) => found.push((position, cells, proposal)),
                Err(why) => left_out.push((message!("draft-column", name), why)),
            }
        }
        let parts = computed_parts(&found);
        let mut computed = Vec::new();
        parts.iter().for_each(|part| list_computed(part, sheet, &mut computed));
        let is_computed = |position: usize| computed.iter().any(|(name, ..)| *name == sheet.names[position]);
        let single: Vec<&Vec<String>> = found
            .iter()
            .filter(|(position, ..)| !is_computed(*position))
            .map(|(position, ..)| &sheet.parts[*position])
            .collect();
        let single_codes: Vec<Option<String>> = single.iter().map(|parts| label(parts).0).collect();
        let (members, tree_from) = match (tree::of_header(&single), tree::of_codes(&single_codes)) {
            (Some(members), _) => (Some(members), TreeFrom::Header),
            (None, Some(members)) => (Some(members), TreeFrom::Codes),
            (None, None) if computed.is_empty() => {
                (Some((0..found.len()).map(Member::Leaf).collect()), TreeFrom::Nothing)
            }
            (None, None) => (None, TreeFrom::Computed),
        };
        if members.is_some() {
            found.retain(|(position, ..)| !is_computed(*position));
            left_out.extend(computed.iter().map(|(name, parts, _)| {
                let parts = quoted(parts.iter().map(String::as_str));
                (message!("draft-column", name), message!("draft-left-out-computed", parts))
            }));
        }
        let mut codes = Codes::without(taken(sheet, roles), &sheet.names);
        let mut leaves: Vec<Leaf> = found
            .into_iter()
            .map(|(column, cells, proposal)| {
                let (code, name) = label(&sheet.parts[column]);
                let own = sheet.names[column].as_str();
                let code = codes.free(&code.unwrap_or_else(|| code_of(own, &name)), Some(own));
                Leaf { column, code, name, cells, proposal }
            })
            .collect();
        let index = match members {
            Some(mut members) => {
                with_codes(&mut members, &mut codes);
                Group { code: codes.free(INDEX, None), name: String::new(), members }
            }
            None => match (&mut of_parts(&parts, &mut leaves)[..], &mut codes) {
                // One column is computed from all others, at last: it is the index.
                ([Member::Group(index)], _) => index.clone(),
                (members, codes) => {
                    Group { code: codes.free(INDEX, None), name: String::new(), members: members.to_vec() }
                }
            },
        };
        Self { leaves, index, tree_from, computed, left_out, decimals }
    }

    /// The codes of the groups at the top of the tree.
    pub(super) fn groups(&self) -> Vec<String> {
        let group = |member: &Member| match member {
            Member::Group(group) => Some(group.code.clone()),
            Member::Leaf(_) => None,
        };
        self.index.members.iter().filter_map(group).collect()
    }

    /// The leaves of a kind, by the names of their columns.
    pub(super) fn of_kind(&self, sheet: &Sheet<'_>, kind: Kind) -> Vec<String> {
        let leaves = self.leaves.iter().filter(|leaf| leaf.proposal.kind == kind);
        leaves.map(|leaf| sheet.names[leaf.column].clone()).collect()
    }
}

/// The code of the index where no column is its score.
const INDEX: &str = "index";

/// Codes that no node may have: names of columns of result files, and names of columns that hold something else.
fn taken(sheet: &Sheet<'_>, roles: &Roles) -> BTreeSet<String> {
    let own = roles.all().map(|column| sheet.names[column].clone());
    RESULT_KEYS.iter().map(|key| (*key).to_owned()).chain(own).collect()
}

/// The code that the name of a column holds, and the rest of it.
fn label(parts: &[String]) -> (Option<String>, String) {
    let name = parts.last().map(String::as_str).unwrap_or_default();
    if let Some(code) = parts.iter().rev().find(|part| is_code(part)) {
        // The other line says what the code means.
        let text = parts.iter().rev().find(|part| !part.is_empty() && *part != code).unwrap_or(code);
        return (Some(code.clone()), text.clone());
    }
    match parts.iter().rev().find_map(|part| leading_code(part)) {
        Some((code, rest)) => (Some(code), rest),
        None => (None, if name.is_empty() { parts.concat() } else { name.to_owned() }),
    }
}

/// A code made of the name of a column: the name itself where it is short and has no blanks, else its first words.
fn code_of(column: &str, name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if column.chars().count() <= LONGEST_NAME && column.chars().all(plain) {
        return column.to_owned();
    }
    let mut code = String::new();
    for word in folded(name).split('_') {
        if !code.is_empty() && code.chars().count() + 1 + word.chars().count() > LONGEST {
            break;
        }
        if !code.is_empty() {
            code.push('_');
        }
        code.extend(word.chars().take(LONGEST));
    }
    if code.is_empty() { "x".into() } else { code }
}

/// Whether a column is a second code of the entities: called like one, and different in every row.
fn is_another_code(column: &Column, name: &str) -> bool {
    let says_code = Says::of(name).first() == Some(&Says::Code);
    let whole = column.decimals == 0 && !column.values.is_empty();
    let mut values: Vec<f64> = column.present().collect();
    let count = values.len();
    values.sort_unstable_by(f64::total_cmp);
    values.dedup();
    says_code && (whole && 2 * values.len() >= count || matches!(column.content, Content::Texts))
}

/// Whether a column holds different years and nothing else.
fn is_years(column: &Column) -> bool {
    let mut values = column.present().peekable();
    values.peek().is_some() && values.all(|value| value.fract() == 0.0 && (1900.0..=2100.0).contains(&value))
}

/// Decides the decimal mark of columns whose cells leave it open: that of the other columns. Where none shows it, numbers
/// that all have three digits behind their mark are thousands.
fn open_decimals(sheet: &Sheet<'_>, cells: &mut [(usize, Column)]) -> BTreeMap<usize, Decimal> {
    let form = |column: &Column| match column.content {
        Content::Numbers(form) => Some(form),
        _ => None,
    };
    let shown: Vec<Decimal> = cells.iter().filter_map(|(_, column)| form(column)?.shown).collect();
    let commas = shown.iter().filter(|decimal| **decimal == Decimal::Comma).count();
    let by_others = if 2 * commas > shown.len() { Decimal::Comma } else { Decimal::Point };
    let mut decimals = BTreeMap::new();
    for (position, column) in cells.iter_mut() {
        let Some(mark) = form(column).and_then(|form| form.open) else { continue };
        let decimal = match (shown.is_empty(), mark) {
            (true, '.') => Decimal::Comma,
            (true, _) => Decimal::Point,
            (false, _) => by_others,
        };
        column.read_in(sheet, *position, decimal);
        decimals.insert(*position, decimal);
    }
    decimals
}

/// Columns of numbers as a tree of means and sums.
fn computed_parts(found: &[(usize, Column, Proposal)]) -> Vec<Part> {
    let numbers = |kind: Kind| matches!(kind, Kind::Share | Kind::Percentage | Kind::Range);
    let (candidates, others): (Vec<_>, Vec<_>) =
        found.iter().partition(|(_, _, proposal)| numbers(proposal.kind));
    let candidates: Vec<(usize, &Column)> =
        candidates.iter().map(|(position, cells, _)| (*position, cells)).collect();
    let mut parts = computed::parts(&candidates);
    parts.extend(others.iter().map(|(position, ..)| Part::Leaf(*position)));
    parts.sort_by_key(Part::column);
    parts
}

fn list_computed(part: &Part, sheet: &Sheet<'_>, found: &mut Vec<(String, Vec<String>, Fit)>) {
    let Part::Node(column, children, fit) = part else { return };
    children.iter().for_each(|child| list_computed(child, sheet, found));
    let names = children.iter().map(|child| sheet.names[child.column()].clone()).collect();
    found.push((sheet.names[*column].clone(), names, *fit));
}

/// The members of the index, where computed columns are its nodes. Those columns are no leaves then.
fn of_parts(parts: &[Part], leaves: &mut Vec<Leaf>) -> Vec<Member> {
    fn keep(parts: &[Part], kept: &mut BTreeSet<usize>) {
        for part in parts {
            match part {
                Part::Leaf(column) => {
                    kept.insert(*column);
                }
                Part::Node(_, children, _) => keep(children, kept),
            }
        }
    }
    fn members(parts: &[Part], leaves: &[Leaf], groups: &BTreeMap<usize, (String, String)>) -> Vec<Member> {
        let member = |part: &Part| match part {
            Part::Leaf(column) => {
                Member::Leaf(leaves.iter().position(|leaf| leaf.column == *column).expect("it was kept"))
            }
            Part::Node(column, children, _) => {
                let (code, name) = groups[column].clone();
                Member::Group(Group { code, name, members: members(children, leaves, groups) })
            }
        };
        parts.iter().map(member).collect()
    }
    let mut kept = BTreeSet::new();
    keep(parts, &mut kept);
    let group = |leaf: &Leaf| (leaf.column, (leaf.code.clone(), leaf.name.clone()));
    let groups = leaves.iter().filter(|leaf| !kept.contains(&leaf.column)).map(group).collect();
    leaves.retain(|leaf| kept.contains(&leaf.column));
    members(parts, leaves, &groups)
}

/// Gives every group a code of its own.
fn with_codes(members: &mut [Member], codes: &mut Codes<'_>) {
    for member in members {
        let Member::Group(group) = member else { continue };
        let wanted = match leading_code(&group.name) {
            Some((code, rest)) => {
                group.name = rest;
                code
            }
            None => code_of(&group.code, &group.code),
        };
        group.code = codes.free_for_group(&wanted);
        with_codes(&mut group.members, codes);
    }
}
