//! Prints a ranking: over all entities, or inside each group. It must not know whether the table was held in
//! memory.

use std::collections::BTreeMap;

use icip::framework::{Framework, NodeIx};
use icip::io::format_number;
use icip::plan::Scorecard;
use icip::problem::{Language, message};
use icip::report::robustness::{RankDocument, RobustnessDocument};
use icip::report::{self, Standing};
use icip::totals::GroupTotal;

use super::totals::print_below;
use crate::args::{Format, Score};
use crate::fail::Fail;
use crate::scoring::threads;
use crate::streams::{Io, Terminal};
use crate::table::{bar, cut, left, render, right};
use crate::wording::fixed;

/// Terminals at least this wide show bars.
const BARS_FROM: usize = 100;
/// The characters of a full bar.
const BAR: usize = 10;

/// The rows that are shown of a long table where the user does not say how many.
pub(super) const TOP: usize = 20;
/// A table of more rows than this is long: nobody reads all of it in a terminal, where it takes seconds to arrive. The
/// municipalities of a large country are fewer.
const LONG: usize = 10_000;

/// What the head of a ranking says of its table.
pub(super) struct TableFacts<'s> {
    pub(super) name: &'s str,
    pub(super) dialect: &'s str,
    /// How many of its rows have a rank.
    pub(super) ranked: usize,
    pub(super) totals: &'s [GroupTotal],
    /// How sure the ranks are, where a study was made.
    pub(super) study: Option<&'s RobustnessDocument>,
}

/// Which rows are printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Selection {
    /// The position of the group column inside whose groups rows are ranked.
    pub(super) group: Option<usize>,
    /// How many of the best rows, of each group where there is one.
    pub(super) top: Option<usize>,
}

/// Whether a study of the ranks belongs beside the ranking: where it is asked for, and in a document for people. Ranks inside
/// groups are others than those of a study.
pub(super) fn study_is_shown(args: &Score) -> bool {
    args.intervals
        || args.format == Format::Markdown && args.output.is_none() && args.group.is_none() && !args.totals
}

/// Prints the best rows.
pub(super) fn print(
    args: &Score,
    card: &Scorecard<'_>,
    facts: &TableFacts<'_>,
    selection: Selection,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let rows = selection.rows(card);
    let group = selection.group;
    let lang = args.input.options.lang.as_str();
    let par = threads(&args.input.options);
    match args.format {
        Format::Json => {
            let give = |part: &[u8]| io.out.write_all(part);
            report::write_scorecard_json(card, &rows, facts.totals, par, give)?;
            io.out.write_all(b"\n\n")?;
        }
        Format::Csv => {
            report::write_ranking_csv(card, &rows, group, par, |part| io.out.write_all(part))?;
        }
        Format::Markdown => {
            // The choices of the option are the languages that there are.
            let language = Language::of_tag(lang).unwrap_or(Language::ENGLISH);
            let standings = standings(facts.study);
            let standing = |row: usize| standings.get(card.panel().entities()[row].code.as_str()).copied();
            write!(io.out, "{}", report::markdown(card, &rows, group, language, &standing))?;
        }
        Format::Table => {
            head(card, facts, lang, io)?;
            if let Some(group) = group {
                for (name, rows) in by_group(card, &rows, group) {
                    writeln!(io.out, "\n{name}")?;
                    ranking(card, &rows, Some(group), lang, io)?;
                }
            } else {
                writeln!(io.out)?;
                ranking(card, &rows, None, lang, io)?;
            }
            foot(card, &rows, lang, io)?;
        }
    }
    print_below(args, card.framework(), facts.totals, io)
}

/// How sure the rank of each entity of the study is, by its code.
fn standings(study: Option<&RobustnessDocument>) -> BTreeMap<&str, Standing> {
    let entities = study.into_iter().flat_map(|study| &study.entities);
    let standing = |entity: &RankDocument| {
        Standing::new(entity.ranks.as_ref().and_then(|ranks| ranks.ninety), entity.tier)
    };
    entities.map(|entity| (entity.code.as_str(), standing(entity))).collect()
}

impl Selection {
    /// What the arguments ask for; of a long table for people the first rows, where they do not say how many, which a note
    /// tells.
    pub(super) fn of(args: &Score, group: Option<usize>, rows: usize, io: &mut Io<'_>) -> Self {
        let shortened = args.top.is_none() && args.format == Format::Table && rows > LONG;
        if shortened {
            io.note(message!("score-best-rows", count = TOP, rows = rows.to_string()));
        }
        Self { group, top: args.top.or(shortened.then_some(TOP)) }
    }

    /// The rows in the order of the index, or group by group.
    fn rows(self, card: &Scorecard<'_>) -> Vec<usize> {
        let top = self.top.unwrap_or(usize::MAX);
        let entities = card.panel().entities();
        let name = |row: usize| self.group.and_then(|group| entities[row].groups[group].as_deref());
        let mut order = card.order();
        if self.group.is_some() {
            // Stable, so that the order of the index remains inside each group; entities without a group
            // last.
            order.sort_by_key(|row| (name(*row).is_none(), name(*row)));
        }
        let mut taken: BTreeMap<_, usize> = BTreeMap::new();
        order.retain(|row| {
            let count = taken.entry((entities[*row].period.as_deref(), name(*row))).or_default();
            *count += 1;
            *count <= top
        });
        order
    }
}

/// The rows by group: groups in the order of their names, rows without a group last.
fn by_group(card: &Scorecard<'_>, rows: &[usize], group: usize) -> Vec<(String, Vec<usize>)> {
    let mut groups: BTreeMap<(bool, Option<&str>), Vec<usize>> = BTreeMap::new();
    for row in rows {
        let name = card.panel().entities()[*row].groups[group].as_deref();
        groups.entry((name.is_none(), name)).or_default().push(*row);
    }
    groups
        .into_iter()
        .map(|((_, name), rows)| {
            (name.map_or_else(|| message!("score-without-group").to_string(), str::to_owned), rows)
        })
        .collect()
}

/// What was scored, and how the data were understood.
fn head(card: &Scorecard<'_>, facts: &TableFacts<'_>, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let framework = card.framework();
    writeln!(io.out, "{}", framework.title(lang))?;
    let (nodes, columns) = (card.plan().used().len(), card.plan().entries().len());
    let (rows, ranked) = (card.findings().rows(), facts.ranked.to_string());
    writeln!(io.out, "{}", message!("score-head", framework = framework.id(), nodes, columns, rows, ranked))?;
    writeln!(io.out, "{}", message!("about-data", name = facts.name, dialect = facts.dialect))?;
    Ok(())
}

/// The ranking itself: rank, name, index, pillars, and class.
fn ranking(
    card: &Scorecard<'_>,
    rows: &[usize],
    group: Option<usize>,
    lang: &str,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let terminal = io.out_terminal;
    let framework = card.framework();
    let root = framework.root_index();
    let mut nodes = vec![root];
    nodes.extend(framework.root().children().iter().filter(|child| card.plan().is_used(**child)));
    let digits = report::decimals_for(card);
    let of_index = report::index_decimals(card, rows, group);
    let wide = terminal.filter(|terminal| terminal.width >= BARS_FROM);
    let with_period = rows.iter().any(|row| card.panel().entities()[*row].period.is_some());
    // A narrow terminal has room for the classes of the index.
    let has_room = |node: NodeIx| terminal.is_none() || wide.is_some() || node == root;
    let classes: Vec<(NodeIx, usize)> =
        report::classes(card).into_iter().filter(|(node, _)| has_room(*node)).collect();
    let name_width = name_width(framework, &nodes, of_index, terminal);

    let mut header = vec![right(message!("heading-rank"))];
    header.extend(with_period.then(|| left(message!("heading-period"))));
    header.extend([left(message!("heading-code")), left(message!("heading-name"))]);
    header.push(right(framework.root().code()));
    header.extend(wide.map(|_| left("")));
    header.extend(nodes[1..].iter().map(|node| right(framework.nodes()[*node].code())));
    header.extend(classes.iter().map(|(node, _)| left(report::class_heading(framework, *node))));

    let ranks = group.map_or_else(|| card.ranks(root), |group| card.group_ranks(group));
    let (lo, hi) = scale(card);
    let body = rows.iter().map(|row| {
        let entity = &card.panel().entities()[*row];
        let score = |node: NodeIx| card.scores().column(node).get(*row);
        let shown = |node: NodeIx| {
            let digits = if node == root { of_index } else { digits };
            score(node).map_or_else(|| "-".to_owned(), |z| fixed(z, digits))
        };
        let mut cells = vec![ranks.get(*row).map_or_else(|| "-".to_owned(), format_number)];
        cells.extend(with_period.then(|| entity.period.clone().unwrap_or_default()));
        cells.extend([
            entity.code.clone(),
            cut(entity.name.as_deref().unwrap_or_default(), name_width),
            shown(root),
        ]);
        cells.extend(wide.map(|_| score(root).map_or_else(String::new, |z| bar((z - lo) / (hi - lo), BAR))));
        cells.extend(nodes[1..].iter().map(|node| shown(*node)));
        let class = |(_, position): &(NodeIx, usize)| {
            card.class_in(*position, *row, lang).unwrap_or_default().to_owned()
        };
        cells.extend(classes.iter().map(class));
        cells
    });
    write!(io.out, "{}", render(&header, body, terminal))?;
    Ok(())
}

/// The width that remains for names once the other columns have what they need.
fn name_width(framework: &Framework, nodes: &[NodeIx], digits: usize, terminal: Option<Terminal>) -> usize {
    let Some(terminal) = terminal else { return usize::MAX };
    let scores: usize =
        nodes.iter().map(|node| framework.nodes()[*node].code().chars().count().max(digits + 4) + 2).sum();
    let bar = if terminal.width >= BARS_FROM { BAR + 2 } else { 0 };
    // Roughly the width of the rank, the period, the code and the gaps between them.
    terminal.width.saturating_sub(scores + bar + 22).clamp(16, 60)
}

/// The ends of the scale that bars are drawn on: 0 to 1 or 0 to 100 where the scores lie there, otherwise the
/// lowest and the highest score.
fn scale(card: &Scorecard<'_>) -> (f64, f64) {
    let (lo, hi) = card.findings().index_bounds().unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
    match (lo, hi) {
        (lo, hi) if lo >= 0.0 && hi <= 1.0 => (0.0, 1.0),
        (lo, hi) if lo >= 0.0 && hi <= 100.0 => (0.0, 100.0),
        (lo, hi) if lo < hi => (lo, hi),
        _ => (0.0, 1.0),
    }
}

/// The names of the columns, how many rows are not shown, and the note of the framework.
fn foot(card: &Scorecard<'_>, rows: &[usize], lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let framework = card.framework();
    let children = framework.root().children();
    let names: Vec<String> = children
        .iter()
        .filter(|child| card.plan().is_used(**child))
        .map(|child| format!("{} {}", framework.nodes()[*child].code(), framework.nodes()[*child].name(lang)))
        .collect();
    if !names.is_empty() {
        writeln!(io.out, "\n{}", names.join(" · "))?;
    }
    if rows.len() < card.findings().rows() {
        let (count, rows) = (rows.len(), card.findings().rows().to_string());
        writeln!(io.out, "{}", message!("score-rows-shown", count, rows))?;
    }
    if let Some(note) = framework.note(lang) {
        writeln!(io.out, "{note}")?;
    }
    Ok(())
}
