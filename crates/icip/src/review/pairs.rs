//! Two columns together.

use crate::review::options::ReviewOptions;
use crate::review::record::{Cell, ToCell, record};
use crate::review::sample::{Sample, Subject, both, complete};
use icip_num::association::{
    Association, Correlations, Ordered, Pairs, benjamini_hochberg, correlations, holm, interval, pearson,
    spearman, spearman_of,
};
use icip_num::{exec, matrix, reliability};
use serde::Serialize;

/// Entities beyond which Kendall's tau is left out, because every pair would be sorted.
const KENDALL: usize = 20_000;
/// Entries beyond which those of different nodes are not compared: 1000 have half a million pairs.
const ALL_PAIRS: usize = 1000;
/// Siblings beyond which none is held against all others at once, because the time grows with the cube of their number.
const MOST_SIBLINGS: usize = 250;
/// The normal quantile of a two-sided interval of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// How two nodes stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Relation {
    /// Children of one node.
    Siblings,
    /// Entries of different nodes.
    Apart,
    /// A node and its parent.
    Parent,
    /// A node and another one above it that is not the index.
    Ancestor,
    /// A node and the index, where that is not its parent.
    Index,
    /// An entry and a sibling of its parent.
    ForeignParent,
}

impl Relation {
    /// Its word in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Siblings => "siblings",
            Self::Apart => "apart",
            Self::Parent => "parent",
            Self::Ancestor => "ancestor",
            Self::Index => "index",
            Self::ForeignParent => "foreign-parent",
        }
    }
}

impl ToCell for Relation {
    fn cell(&self) -> Cell {
        Cell::Word(self.word())
    }
}

record! {
    /// The correlations of two nodes over the entities that have both. Probabilities are two-sided; corrected ones count the
    /// pairs of the same relation.
    PairRow {
        /// The first, or the lower one.
        one: String,
        /// The second, or the one above.
        other: String,
        /// How they stand to each other.
        relation: Relation,
        /// The entities that have both.
        n: usize,
        /// Pearson's correlation.
        pearson: Option<f64>,
        /// Its probability.
        pearson_p: Option<f64>,
        /// The same by Holm: of any false alarm.
        pearson_holm: Option<f64>,
        /// The same by Benjamini and Hochberg: of the share of false alarms.
        pearson_bh: Option<f64>,
        /// The lower end of its interval of 95 %.
        pearson_low: Option<f64>,
        /// The upper end.
        pearson_high: Option<f64>,
        /// Spearman's correlation.
        spearman: Option<f64>,
        /// Its probability.
        spearman_p: Option<f64>,
        /// Kendall's tau-b; absent for more than 20,000 entities.
        kendall: Option<f64>,
        /// Its probability.
        kendall_p: Option<f64>,
        /// Of up to 250 siblings: the correlation given all others, over the entities that have all of them.
        partial: Option<f64>,
    }
}

record! {
    /// The correlation of a leaf or a node with a divisor, or with a column from outside of the index.
    OutsideRow {
        /// The leaf or node.
        code: String,
        /// The column.
        column: String,
        /// Whether it is the divisor of the leaf.
        divisor: bool,
        /// The entities that have both.
        n: usize,
        /// Pearson's correlation.
        pearson: Option<f64>,
        /// Its probability.
        pearson_p: Option<f64>,
        /// Spearman's correlation.
        spearman: Option<f64>,
        /// Its probability.
        spearman_p: Option<f64>,
    }
}

pub(super) fn pairs(sample: &Sample<'_>, options: &ReviewOptions) -> Vec<PairRow> {
    let asked = asked(sample);
    let columns = Columns::of(sample, options);
    let mut rows = exec::map(options.par, asked.len(), 20 * sample.rows.len() * asked.len(), |at| {
        let (pair, relation) = asked[at];
        row(sample, &columns, pair, relation)
    });
    correct(&mut rows);
    partial(sample, &mut rows);
    rows
}

/// What all pairs of a column need, computed once.
struct Columns {
    ordered: Vec<Ordered>,
    /// The correlations of columns without gaps and of their ranks, and the place of each subject among them.
    linear: Correlations,
    monotone: Correlations,
    places: Vec<Option<usize>>,
}

impl Columns {
    fn of(sample: &Sample<'_>, options: &ReviewOptions) -> Self {
        let subjects = &sample.subjects;
        let cells = subjects.len() * sample.rows.len() * 20;
        let ordered = exec::map(options.par, subjects.len(), cells, |at| {
            Ordered::of_cells(subjects[at].turned.cells())
        });
        // Where not all pairs are asked for, each is computed by itself.
        let all = sample.entries().count() <= ALL_PAIRS;
        let (mut places, mut columns, mut ranks) = (vec![None; subjects.len()], Vec::new(), Vec::new());
        for (at, subject) in subjects.iter().enumerate().filter(|_| all) {
            if let (Some(column), Some(average)) = (subject.turned.complete(), ordered[at].average_ranks()) {
                places[at] = Some(columns.len());
                columns.push(column);
                ranks.push(average);
            }
        }
        let ranks: Vec<&[f64]> = ranks.iter().map(Vec::as_slice).collect();
        Self {
            linear: correlations(&columns, options.par),
            monotone: correlations(&ranks, options.par),
            ordered,
            places,
        }
    }
}

/// The pairs that are looked at.
fn asked<'s>(sample: &'s Sample<'_>) -> Vec<([&'s Subject; 2], Relation)> {
    let mut asked = Vec::new();
    for (_, children) in sample.computed() {
        for (at, one) in children.iter().enumerate() {
            asked.extend(children[at + 1..].iter().map(|other| ([*one, *other], Relation::Siblings)));
        }
    }
    let nodes = sample.framework().nodes();
    let root = sample.framework().root_index();
    for subject in &sample.subjects {
        let mut above = nodes[subject.node].parent();
        let parent = above;
        while let Some(node) = above {
            let relation = if above == parent {
                Relation::Parent
            } else if node == root {
                Relation::Index
            } else {
                Relation::Ancestor
            };
            asked.extend(sample.subject(node).map(|other| ([subject, other], relation)));
            above = nodes[node].parent();
        }
        if subject.is_entry
            && let Some(grandparent) = parent.and_then(|parent| nodes[parent].parent())
        {
            let siblings = nodes[grandparent].children().iter().filter(|node| Some(**node) != parent);
            let siblings = siblings.filter_map(|node| sample.subject(*node));
            asked.extend(siblings.map(|other| ([subject, other], Relation::ForeignParent)));
        }
    }
    let entries: Vec<&Subject> = sample.entries().collect();
    if entries.len() <= ALL_PAIRS {
        let parent = |subject: &Subject| nodes[subject.node].parent();
        for (at, one) in entries.iter().enumerate() {
            let others = entries[at + 1..].iter().filter(|other| parent(other) != parent(one));
            asked.extend(others.map(|other| ([*one, *other], Relation::Apart)));
        }
    }
    asked
}

fn row(sample: &Sample<'_>, columns: &Columns, [one, other]: [&Subject; 2], relation: Relation) -> PairRow {
    let coefficient = |found: Option<Association>| found.map(|found| found.coefficient);
    let p = |found: Option<Association>| found.and_then(|found| found.p);
    let [at, at_other] = [one, other].map(|subject| sample.place(subject.node).unwrap_or_default());
    let (ordered, ordered_other) = (&columns.ordered[at], &columns.ordered[at_other]);
    let (n, linear, monotone) = match (columns.places[at], columns.places[at_other]) {
        (Some(x), Some(y)) => {
            (sample.rows.len(), columns.linear.association(x, y), columns.monotone.association(x, y))
        }
        _ => {
            let (x, y) = both(&one.turned, &other.turned);
            (x.len(), pearson(&x, &y), spearman_of(ordered, ordered_other))
        }
    };
    let tau = if n <= KENDALL { Pairs::between(ordered, ordered_other).association() } else { None };
    let ends = linear.and_then(|found| interval(found.coefficient, n, Z));
    PairRow {
        one: sample.code(one.node).to_owned(),
        other: sample.code(other.node).to_owned(),
        relation,
        n,
        pearson: coefficient(linear),
        pearson_p: p(linear),
        pearson_holm: None,
        pearson_bh: None,
        pearson_low: ends.map(|[low, _]| low),
        pearson_high: ends.map(|[_, high]| high),
        spearman: coefficient(monotone),
        spearman_p: p(monotone),
        kendall: coefficient(tau),
        kendall_p: p(tau),
        partial: None,
    }
}

/// Corrects the probabilities for the number of pairs of a relation.
fn correct(rows: &mut [PairRow]) {
    let mut relations: Vec<Relation> = rows.iter().map(|row| row.relation).collect();
    relations.sort_unstable();
    relations.dedup();
    for relation in relations {
        let own = |row: &PairRow| row.relation == relation && row.pearson_p.is_some();
        let p: Vec<f64> = rows.iter().filter(|row| own(row)).filter_map(|row| row.pearson_p).collect();
        let (holm, hochberg) = (holm(&p), benjamini_hochberg(&p));
        for (row, (holm, hochberg)) in rows.iter_mut().filter(|row| own(row)).zip(holm.iter().zip(&hochberg))
        {
            (row.pearson_holm, row.pearson_bh) = (Some(*holm), Some(*hochberg));
        }
    }
}

/// The correlations of siblings given the others. Siblings come first and node by node, so that they are filled in order.
fn partial(sample: &Sample<'_>, rows: &mut [PairRow]) {
    let mut rows = rows.iter_mut();
    for (_, children) in sample.computed() {
        let columns: Vec<_> = children.iter().map(|child| &child.turned).collect();
        let (values, _) = complete(&columns);
        let found = ((3..=MOST_SIBLINGS).contains(&children.len()) && values[0].len() > children.len())
            .then(|| reliability::covariances(&values))
            .flatten()
            .and_then(|covariances| reliability::correlations_of(&covariances))
            .and_then(|correlations| matrix::inverse(&correlations))
            .map(|inverse| reliability::partial(&inverse));
        for one in 0..children.len() {
            for other in one + 1..children.len() {
                if let Some(row) = rows.next() {
                    row.partial = found.as_ref().map(|found| found[one][other]);
                }
            }
        }
    }
}

pub(super) fn outside(sample: &Sample<'_>, options: &ReviewOptions) -> Vec<OutsideRow> {
    let mut asked = Vec::new();
    for subject in &sample.subjects {
        let divisor = sample.divisor(subject.node).map(|(name, column)| (name.to_owned(), column, true));
        let others = sample.outside.iter().map(|(name, column)| (name.clone(), column.clone(), false));
        asked.extend(divisor.into_iter().chain(others).map(|column| (subject, column)));
    }
    exec::map(options.par, asked.len(), 40 * sample.rows.len() * asked.len(), |at| {
        let (subject, (name, column, is_divisor)) = &asked[at];
        let (x, y) = both(&subject.turned, column);
        let (linear, monotone) = (pearson(&x, &y), spearman(&x, &y));
        OutsideRow {
            code: sample.code(subject.node).to_owned(),
            column: name.clone(),
            divisor: *is_divisor,
            n: x.len(),
            pearson: linear.map(|found| found.coefficient),
            pearson_p: linear.and_then(|found| found.p),
            spearman: monotone.map(|found| found.coefficient),
            spearman_p: monotone.and_then(|found| found.p),
        }
    })
}
