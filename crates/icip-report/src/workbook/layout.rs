//! Where everything stands in the sheet of the scores, which formulas of other sheets read.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use icip::data::Entity;
use icip::framework::{NodeIx, RankOn};
use icip::problem::message;

use super::live::Live;
use super::references::HEAD;
use crate::model::Report;

/// The rows of a sheet, without those above the first entity.
pub(super) const MOST_ROWS: usize = (1 << 20) - HEAD as usize;
/// The columns of a sheet.
pub(super) const MOST_COLUMNS: usize = 1 << 14;

/// A column that tells entities apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Code,
    Name,
    Period,
    /// The position of a group column.
    Group(usize),
}

impl Key {
    pub(super) fn of(self, entity: &Entity) -> Option<&str> {
        match self {
            Self::Code => Some(&entity.code),
            Self::Name => entity.name.as_deref(),
            Self::Period => entity.period.as_deref(),
            Self::Group(column) => entity.groups.get(column)?.as_deref(),
        }
    }

    pub(super) fn heading(self, report: &Report<'_>) -> String {
        match self {
            Self::Code => report.words.text(message!("report-code-heading")),
            Self::Name => report.words.text(message!("report-entity")),
            Self::Period => report.words.text(message!("heading-period")),
            Self::Group(column) => report.card().panel().groups()[column].clone(),
        }
    }
}

/// The columns of the sheet of scores.
#[derive(Debug)]
pub(super) struct Layout<'r> {
    pub(super) keys: Vec<Key>,
    /// The nodes, level by level, so that siblings stand beside each other.
    pub(super) nodes: Vec<NodeIx>,
    column_of: BTreeMap<NodeIx, u16>,
    /// For each list of classes of the framework.
    pub(super) classes: Vec<u16>,
    pub(super) rank: u16,
    /// The ranks inside of the groups of each group column.
    pub(super) group_ranks: Vec<u16>,
    /// Of nodes that are rounded by a formula, their scores before that.
    pub(super) unrounded: BTreeMap<NodeIx, u16>,
    /// What formulas of ranks need beside scores; nothing where ranks are values.
    pub(super) helpers: Option<Helpers>,
    width: usize,
    /// The rows of each period, which are ranked against each other.
    pub(super) blocks: Vec<(Option<&'r str>, Range<u32>)>,
}

/// The columns of helping formulas.
#[derive(Debug)]
pub(super) struct Helpers {
    /// The number that is ranked; nothing for an entity without a rank.
    pub(super) ranked: u16,
    /// How many steps of the grid make 1; nothing where numbers are compared as they are.
    pub(super) steps: Option<u16>,
    /// Where an entity stands: higher is better.
    pub(super) compared: u16,
    /// What decides between equal numbers.
    pub(super) breakers: Vec<Breaker>,
    /// The same as `compared` after ties are broken.
    pub(super) key: u16,
    /// The place of the code among all, where that decides.
    pub(super) order: Option<u16>,
    /// Whether an entity is the first with its place, among all and inside of its groups, where ranks leave no number out.
    pub(super) firsts: Vec<u16>,
    /// The place in the ranking, which nobody shares.
    pub(super) place: u16,
}

/// The columns of one number that decides between equal scores.
#[derive(Debug)]
pub(super) struct Breaker {
    /// The scores of a node, or a column of its own.
    pub(super) values: u16,
    pub(super) is_node: bool,
    pub(super) steps: u16,
    pub(super) compared: u16,
}

impl<'r> Layout<'r> {
    pub(super) fn of(report: &'r Report<'r>, live: Option<&Live>) -> Self {
        let card = report.card();
        let labels = card.panel().labels();
        let groups = card.panel().groups().len();
        let mut keys = vec![Key::Code];
        keys.extend(labels.name.then_some(Key::Name));
        keys.extend(labels.period.then_some(Key::Period));
        keys.extend((0..groups).map(Key::Group));
        let nodes = by_level(report);
        let mut next = 0_usize;
        // A sheet that is too wide is refused before a column is used.
        let mut take = || {
            next += 1;
            u16::try_from(next - 1).unwrap_or(u16::MAX)
        };
        keys.iter().for_each(|_| {
            take();
        });
        let column_of: BTreeMap<NodeIx, u16> = nodes.iter().map(|node| (*node, take())).collect();
        let classes = report.framework().classes().iter().map(|_| take()).collect();
        let rank = take();
        let group_ranks = (0..groups).map(|_| take()).collect();
        let nodes_of = report.framework().nodes();
        let is_rounded = |node: &&NodeIx| {
            nodes_of[**node].round().is_some() && live.is_some_and(|live| live.rule(**node).is_some())
        };
        let unrounded = column_of.keys().filter(is_rounded).map(|node| (*node, take())).collect();
        let helpers = live.filter(|live| live.why_ranks().is_none());
        let helpers = helpers.map(|_| Helpers::of(report, &column_of, groups, &mut take));
        let width = next;
        let blocks = blocks(report);
        Self { keys, nodes, column_of, classes, rank, group_ranks, unrounded, helpers, width, blocks }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The column of a key, where there is one.
    pub(super) fn key(&self, key: Key) -> Option<u16> {
        self.keys.iter().position(|known| *known == key).map(|at| at as u16)
    }

    /// The column of a node that takes part.
    pub(super) fn column(&self, node: NodeIx) -> u16 {
        self.column_of.get(&node).copied().unwrap_or_default()
    }

    /// The columns of the children of a node, which stand beside each other.
    pub(super) fn children(&self, report: &Report<'_>, node: NodeIx) -> Range<u16> {
        let columns = report.framework().nodes()[node].children().iter();
        let columns: Vec<u16> = columns.filter_map(|child| self.column_of.get(child).copied()).collect();
        match (columns.iter().min(), columns.iter().max()) {
            (Some(first), Some(last)) => *first..*last + 1,
            _ => 0..0,
        }
    }

    /// The rows of all entities.
    pub(super) fn rows(&self) -> Range<u32> {
        HEAD..self.blocks.last().map_or(HEAD, |(_, rows)| rows.end)
    }

    /// The rows of the period to which a row belongs.
    pub(super) fn block(&self, row: u32) -> Range<u32> {
        let block = self.blocks.iter().find(|(_, rows)| rows.contains(&row));
        block.map_or(row..row + 1, |(_, rows)| rows.clone())
    }
}

impl Helpers {
    fn of(
        report: &Report<'_>,
        column_of: &BTreeMap<NodeIx, u16>,
        groups: usize,
        take: &mut impl FnMut() -> u16,
    ) -> Self {
        let framework = report.framework();
        let spec = framework.rank_spec();
        let ranked = take();
        let steps = matches!(spec.on, RankOn::Unrounded).then(&mut *take);
        let compared = take();
        let mut breaker = |name: &String| {
            let node = framework.position(name).and_then(|node| column_of.get(&node).copied());
            Breaker {
                values: node.unwrap_or_else(&mut *take),
                is_node: node.is_some(),
                steps: take(),
                compared: take(),
            }
        };
        let breakers: Vec<Breaker> = spec.then.iter().map(&mut breaker).collect();
        let key = if breakers.is_empty() { compared } else { take() };
        let order = (spec.ties_name() == "ordinal").then(&mut *take);
        let firsts =
            if spec.ties_name() == "dense" { (0..=groups).map(|_| take()).collect() } else { Vec::new() };
        Self { ranked, steps, compared, breakers, key, order, firsts, place: take() }
    }
}

/// The nodes that take part, level by level.
fn by_level(report: &Report<'_>) -> Vec<NodeIx> {
    let framework = report.framework();
    let mut found = Vec::with_capacity(report.nodes.len());
    let mut next = VecDeque::from([framework.root_index()]);
    while let Some(node) = next.pop_front() {
        found.push(node);
        let used = |child: &NodeIx| report.card().plan().is_used(*child);
        next.extend(framework.nodes()[node].children().iter().copied().filter(used));
    }
    found
}

/// The rows of each period: they follow each other in the order of the index.
fn blocks<'r>(report: &'r Report<'r>) -> Vec<(Option<&'r str>, Range<u32>)> {
    let mut blocks: Vec<(Option<&str>, Range<u32>)> = Vec::new();
    for (at, row) in (HEAD..).zip(&report.rows) {
        let period = report.entity(*row).period.as_deref();
        match blocks.last_mut() {
            Some((known, rows)) if *known == period => rows.end = at + 1,
            _ => blocks.push((period, at..at + 1)),
        }
    }
    blocks
}
