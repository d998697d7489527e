//! The columns that `structure.csv` may have. It must not look at rows.

use std::collections::BTreeSet;

use icip_problem::{Code, Place, Problem, Report, did_you_mean, message};

use crate::framework::node_keys::node;
use crate::text::{FieldDoc, Fields, Kind};

/// Columns of a header that a message shows.
const SHOWN: usize = 50;

/// The keys of a row, with those of its rules.
pub(super) fn keys() -> Vec<FieldDoc> {
    Fields::describe(|f| {
        node(f);
    })
}

/// The columns such as `normalise.worst`, as rule and parameter.
pub(super) fn parameters(header: &[String]) -> Vec<(&str, &str)> {
    header.iter().filter_map(|name| name.split_once('.')).collect()
}

/// Reports unknown, repeated and missing columns. Of each column whether it is unknown or repeated; nothing when rows
/// cannot be read.
pub(super) fn known_header(
    header: &[String],
    keys: &[FieldDoc],
    place: &Place,
    report: &mut Report,
) -> Option<Vec<bool>> {
    let mut unknown = vec![false; header.len()];
    let mut seen = BTreeSet::new();
    for (position, name) in header.iter().enumerate() {
        let known = known(name, keys);
        if !seen.insert(name) {
            // Its cells would say again, or otherwise, what those of the first one say.
            unknown[position] = true;
            let what = message!("duplicate-column-structure", column = name);
            report.problem(Problem::new(Code::DuplicateColumn, place.field(name), what));
        } else if !known.iter().any(|known| known == name) {
            let what = message!("unknown-column-structure", column = name);
            let hint = did_you_mean(name, known.iter().map(String::as_str));
            unknown[position] = true;
            report.problem(Problem::new(Code::UnknownColumn, place.field(name), what).hint(hint));
        }
    }
    let mut readable = true;
    for needed in ["code", "parent", "column"] {
        if !header.iter().any(|name| name == needed) {
            let what = message!("missing-column-structure", column = needed);
            let shown: Vec<&str> = header.iter().take(SHOWN).map(String::as_str).collect();
            let more = if header.len() > SHOWN { ",..." } else { "" };
            let header = shown.join(",") + more;
            let hint = message!("missing-column-structure-hint", header);
            report.problem(Problem::new(Code::MissingColumn, place.clone(), what).hint(hint));
            readable = false;
        }
    }
    readable.then_some(unknown)
}

/// The columns that a name can mean: the parameters of a rule where it begins with one that has some, and otherwise
/// the keys.
fn known(name: &str, keys: &[FieldDoc]) -> Vec<String> {
    let rule = name.split_once('.').and_then(|(rule, _)| keys.iter().find(|key| key.key == rule));
    let parameters = rule.map(parameters_of).unwrap_or_default();
    if parameters.is_empty() {
        return keys.iter().map(|key| key.key.to_owned()).collect();
    }
    let rule = rule.map(|rule| rule.key).unwrap_or_default();
    parameters.into_iter().map(|parameter| format!("{rule}.{parameter}")).collect()
}

/// The parameters of a rule; of one that is a choice of methods, those of all of them.
fn parameters_of(rule: &FieldDoc) -> Vec<&'static str> {
    let fields: Vec<&FieldDoc> = match &rule.kind {
        Kind::Method { methods, .. } => methods.iter().flat_map(|method| &method.parameters).collect(),
        Kind::Table(fields) => fields.iter().collect(),
        _ => Vec::new(),
    };
    let mut names: Vec<&str> = fields.iter().map(|field| field.key).collect();
    names.sort_unstable();
    names.dedup();
    names
}
