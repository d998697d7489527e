//! Which published columns the options name: as they stand, or by a pattern with one `*`.

use std::collections::BTreeSet;

use icip::compare::{CompareOptions, NodeNames};
use icip::framework::Framework;
use icip::io::normal_form;
use icip::problem::{Message, message, quoted};

use crate::args::Compare;
use crate::fail::Fail;
use crate::streams::Io;

/// Words by which a column of ranks is known.
const RANK_WORDS: [&str; 6] = ["rank", "ranking", "position", "puesto", "posicion", "posición"];

/// The options of a comparison, for the columns of a header.
pub(super) fn options(
    args: &Compare,
    framework: &Framework,
    header: &[String],
    io: &mut Io<'_>,
) -> Result<CompareOptions, Fail> {
    if !(args.tolerance >= 0.0 && args.tolerance.is_finite()) {
        return Err(Fail::Usage(message!("usage-tolerance", value = args.tolerance)));
    }
    let mut options = CompareOptions::default().tolerance(args.tolerance);
    for pair in &args.map {
        let form = || Fail::Usage(message!("usage-map", pair));
        let (column, node) = pair.rsplit_once('=').ok_or_else(form)?;
        let (column, node) = (normal_form(column), normal_form(node));
        if column.is_empty() || node.is_empty() {
            return Err(form());
        }
        options.columns.extend(mapped(&column, &node, framework, header, |pattern| {
            message!("usage-pattern", option = "--map", pattern)
        })?);
    }
    options.ranks = if args.rank.is_empty() {
        found_ranks(framework, header, io)
    } else {
        labelled("--rank", &args.rank, framework, header)?
    };
    options.classes = if args.class.is_empty() {
        found_classes(framework, header)
    } else {
        labelled("--class", &args.class, framework, header)?
    };
    for scale in &args.scale {
        let (node, factor) = match scale.rsplit_once('=') {
            Some((node, factor)) => (Some(node.trim().to_owned()), factor),
            None => (None, scale.as_str()),
        };
        let factor = factor.trim().parse().ok().filter(|factor: &f64| factor.is_finite() && *factor != 0.0);
        let factor = factor.ok_or_else(|| Fail::Usage(message!("usage-scale", value = scale)))?;
        options.scales.push((node, factor));
    }
    Ok(options)
}

/// Columns and their nodes: one pair, or every column that fits a pattern and whose part at the `*` names a
/// node.
fn mapped(
    column: &str,
    node: &str,
    framework: &Framework,
    header: &[String],
    nothing: impl Fn(&str) -> Message,
) -> Result<Vec<(String, String)>, Fail> {
    let Some(_) = column.find('*').filter(|_| !header.iter().any(|name| name == column)) else {
        return Ok(vec![(column.to_owned(), node.to_owned())]);
    };
    let found: Vec<(String, String)> = header
        .iter()
        .filter_map(|name| Some((name.clone(), node.replacen('*', at_star(column, name)?, 1))))
        .filter(|(_, node)| framework.position(node).is_some())
        .collect();
    if found.is_empty() { Err(Fail::Usage(nothing(column))) } else { Ok(found) }
}

/// The part of a name that stands at the `*` of a pattern.
fn at_star<'n>(pattern: &str, name: &'n str) -> Option<&'n str> {
    let (before, behind) = pattern.split_once('*')?;
    let rest = name.strip_prefix(before)?.strip_suffix(behind)?;
    (!rest.is_empty()).then_some(rest)
}

/// Columns of ranks or classes: `COLUMN` for the index, `NODE=COLUMN`, or a pattern on both sides.
fn labelled(
    option: &str,
    values: &[String],
    framework: &Framework,
    header: &[String],
) -> Result<Vec<(Option<String>, String)>, Fail> {
    let mut found = Vec::new();
    for value in values {
        let whole = normal_form(value);
        let pair = value.split_once('=').filter(|_| !header.iter().any(|name| *name == whole));
        let Some((node, column)) = pair else {
            found.push((None, whole.into_owned()));
            continue;
        };
        let nothing = |pattern: &str| message!("usage-pattern", option, pattern);
        let pairs = mapped(&normal_form(column), &normal_form(node), framework, header, nothing)?;
        found.extend(pairs.into_iter().map(|(column, node)| (Some(node), column)));
    }
    Ok(found)
}

/// The columns that are named as in `scores.csv`.
fn found_classes(framework: &Framework, header: &[String]) -> Vec<(Option<String>, String)> {
    let header: BTreeSet<&String> = header.iter().collect();
    let of_node = |classes: &icip::framework::Classes| {
        let column = format!("{} class", classes.node);
        header.contains(&column).then(|| (Some(classes.node.clone()), column))
    };
    framework.classes().iter().filter_map(of_node).collect()
}

/// What a column that is named like a rank holds.
#[derive(Debug, PartialEq)]
enum Ranks<'f> {
    Index,
    Node(&'f str),
    /// The rest of the name is no node.
    Unknown,
}

fn ranks<'f>(framework: &'f Framework, nodes: &NodeNames<'_>, name: &str) -> Option<Ranks<'f>> {
    const SEPARATORS: [char; 4] = ['_', ' ', '-', '.'];
    let is_word = |part: &str| RANK_WORDS.contains(&part.to_lowercase().as_str());
    if is_word(name) {
        return Some(Ranks::Index);
    }
    let rests = name.split_once(SEPARATORS).into_iter();
    let rests = rests.chain(name.rsplit_once(SEPARATORS).map(|(rest, word)| (word, rest)));
    for (_, rest) in rests.filter(|(word, _)| is_word(word)) {
        if let Some(node) = nodes.node(rest) {
            return Some(Ranks::Node(framework.nodes()[node].code()));
        }
    }
    name.split(SEPARATORS).any(is_word).then_some(Ranks::Unknown)
}

/// The columns that are named like ranks: those of a node, and one whose node the name does not say, which is
/// taken for the index.
fn found_ranks(framework: &Framework, header: &[String], io: &mut Io<'_>) -> Vec<(Option<String>, String)> {
    let nodes = NodeNames::of(framework);
    let found = || header.iter().filter_map(|name| Some((ranks(framework, &nodes, name)?, name)));
    let mut taken: Vec<(Option<String>, String)> = Vec::new();
    for (ranks, name) in found() {
        match ranks {
            Ranks::Index => taken.push((None, name.clone())),
            Ranks::Node(node) => taken.push((Some(node.to_owned()), name.clone())),
            Ranks::Unknown => {}
        }
    }
    let index = framework.root().code();
    let has_index = taken.iter().any(|(node, _)| node.as_deref().is_none_or(|node| node == index));
    let unknown: Vec<&String> =
        found().filter(|(ranks, _)| *ranks == Ranks::Unknown).map(|(_, name)| name).collect();
    match unknown.as_slice() {
        [one] if !has_index => taken.push((None, (*one).clone())),
        [] | [_] => {}
        several if !has_index => {
            let columns = quoted(several.iter().map(|name| name.as_str()));
            io.note(message!("compare-several-ranks", columns));
        }
        _ => {}
    }
    taken
}
