//! The CSV tables `scores.csv`, `ranks.csv` and `trail.csv`.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use crate::framework::{Framework, NodeIx};
use crate::plan::{Change, Plan, Scorecard};
use crate::text::{LineMemory, LineWriter, csv_text};
use icip_num::exec::Par;
use icip_table::data::{Column, Entity, Names};

/// One row for each entity and period, in the order of the data: code, name, period, groups, then every node
/// from the index down in the framework's order, then a class column for every node that has classes. An
/// absent score is an empty cell.
pub fn scores_csv(card: &Scorecard<'_>) -> String {
    whole(|give| write_scores_csv(card, Par::Auto, give))
}

/// [`scores_csv`] in parts, which a program can write one after another: a large table then needs no memory for its
/// text.
///
/// # Errors
/// The first one of `give`.
pub fn write_scores_csv<E>(
    card: &Scorecard<'_>,
    par: Par,
    mut give: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let tables = Tables::of(card);
    give(tables.scores_header().as_bytes())?;
    tables.write_scores(card, par, &mut LineMemory::default(), give)
}

/// Some rows, in the order in which they are given: rank of the index (over all, or inside the groups of a
/// group column), then the columns of [`scores_csv`].
pub fn ranking_csv(card: &Scorecard<'_>, rows: &[usize], group: Option<usize>) -> String {
    whole(|give| write_ranking_csv(card, rows, group, Par::Auto, give))
}

/// [`ranking_csv`] in parts, as [`write_scores_csv`] writes [`scores_csv`].
///
/// # Errors
/// The first one of `give`.
pub fn write_ranking_csv<E>(
    card: &Scorecard<'_>,
    rows: &[usize],
    group: Option<usize>,
    par: Par,
    mut give: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let tables = Tables::of(card);
    let (ranks, cells) = (index_ranks(card, group), tables.score_cells(card));
    give(tables.ranking_header().as_bytes())?;
    let fill = |position: usize, line: &mut LineWriter| {
        let row = rows[position];
        line.number(ranks.get(row));
        cells(row, line);
    };
    LineMemory::default().write((rows.len(), tables.width()), par, fill, give)
}

/// Ranks of the index over all, or inside the groups of a group column.
pub(crate) fn index_ranks<'c>(card: &'c Scorecard<'_>, group: Option<usize>) -> &'c Column {
    match group {
        Some(group) => card.group_ranks(group),
        None => card.ranks(card.framework().root_index()),
    }
}

/// The same columns with ranks instead of scores, followed by the rank of the index inside each group. An
/// entity without a rank has an empty cell.
pub fn ranks_csv(card: &Scorecard<'_>) -> String {
    whole(|give| write_ranks_csv(card, Par::Auto, give))
}

/// [`ranks_csv`] in parts, as [`write_scores_csv`] writes [`scores_csv`].
///
/// # Errors
/// The first one of `give`.
pub fn write_ranks_csv<E>(
    card: &Scorecard<'_>,
    par: Par,
    mut give: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let tables = Tables::of(card);
    let nodes = tables.nodes.iter().map(|node| card.ranks(*node));
    let columns: Vec<&Column> =
        nodes.chain((0..tables.groups.len()).map(|group| card.group_ranks(group))).collect();
    give(tables.ranks_header().as_bytes())?;
    let fill = |row: usize, line: &mut LineWriter| {
        tables.key_cells(&card.panel().entities()[row], line);
        line.numbers(columns.iter().map(|column| column.get(row)));
    };
    LineMemory::default().write((card.panel().rows(), tables.width()), par, fill, give)
}

/// One row for each changed cell, entity by entity: code, period, node, step, before, after, why.
pub fn trail_csv(card: &Scorecard<'_>) -> String {
    whole(|give| write_trail_csv(card, Par::Auto, give))
}

/// [`trail_csv`] in parts, as [`write_scores_csv`] writes [`scores_csv`].
///
/// # Errors
/// The first one of `give`.
pub fn write_trail_csv<E>(
    card: &Scorecard<'_>,
    par: Par,
    mut give: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    give(Tables::trail_header().as_bytes())?;
    Tables::write_trail(card, par, &mut LineMemory::default(), give)
}

/// The text of all parts.
fn whole(
    write: impl FnOnce(&mut dyn FnMut(&[u8]) -> Result<(), Infallible>) -> Result<(), Infallible>,
) -> String {
    let mut all = Vec::new();
    let Ok(()) = write(&mut |part| {
        all.extend_from_slice(part);
        Ok(())
    });
    String::from_utf8(all).expect("only texts were written")
}

/// The tables in parts, for the scorecards of the blocks of one table: the headers once, then the rows of
/// each block.
///
/// ```
/// use icip::exec::Par;
/// use icip::{framework, io, plan::Plan, report};
///
/// let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
/// let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let prepared = plan.prepare(&table.panel, Par::Auto)?;
/// let card = prepared.score()?;
/// let names = table.panel.labels();
/// let tables = report::Tables::new(&plan, names, table.panel.groups());
/// assert_eq!(tables.scores_header() + &tables.scores(&card), report::scores_csv(&card));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Tables<'a> {
    plan: Plan<'a>,
    nodes: Vec<NodeIx>,
    names: Names,
    groups: Vec<String>,
}

impl<'a> Tables<'a> {
    /// Tables of a plan's scorecards, whose entities are named by these columns.
    pub fn new(plan: &Plan<'a>, names: Names, groups: &[String]) -> Self {
        Self { nodes: plan.used(), plan: plan.clone(), names, groups: groups.to_vec() }
    }

    fn of(card: &Scorecard<'a>) -> Self {
        Self::new(card.plan(), card.findings().names(), card.panel().groups())
    }

    /// The nodes of the columns, in their order.
    pub fn nodes(&self) -> &[NodeIx] {
        &self.nodes
    }

    /// The framework of the scores.
    pub fn framework(&self) -> &Framework {
        self.plan.framework()
    }

    /// The names of the columns with which each line of `scores.csv` and `ranks.csv` begins, and which name its entity.
    pub fn key_names(&self) -> Vec<String> {
        let name = self.names.name.then(|| "name".to_owned());
        let period = self.names.period.then(|| "period".to_owned());
        std::iter::once("code".to_owned())
            .chain(name)
            .chain(period)
            .chain(self.groups.iter().cloned())
            .collect()
    }

    /// The names of the columns of `scores.csv`.
    pub fn score_names(&self) -> Vec<String> {
        let classes = self.plan.framework().classes();
        self.names(self.classes().map(|position| format!("{} class", classes[position].node)))
    }

    /// The names of the columns of `ranks.csv`.
    pub fn rank_names(&self) -> Vec<String> {
        let index = self.plan.framework().root().code();
        self.names(self.groups.iter().map(|group| format!("{index} in {group}")))
    }

    /// The names of the columns of `trail.csv`.
    pub fn trail_names() -> [&'static str; 7] {
        ["code", "period", "node", "step", "before", "after", "why"]
    }

    /// First line of `scores.csv`.
    pub fn scores_header(&self) -> String {
        csv_text(self.score_names(), [[""; 0]; 0])
    }

    /// First line of `ranks.csv`.
    pub fn ranks_header(&self) -> String {
        csv_text(self.rank_names(), [[""; 0]; 0])
    }

    /// First line of a ranking: that of `scores.csv` behind a rank.
    pub fn ranking_header(&self) -> String {
        format!("rank,{}", self.scores_header())
    }

    /// Lines of `scores.csv`.
    pub fn scores(&self, card: &Scorecard<'_>) -> String {
        whole(|give| self.write_scores(card, Par::Auto, &mut LineMemory::default(), give))
    }

    /// [`Tables::scores`] in parts, put together in memory that the next block uses again.
    ///
    /// # Errors
    /// The first one of `give`.
    pub fn write_scores<E>(
        &self,
        card: &Scorecard<'_>,
        par: Par,
        memory: &mut LineMemory,
        give: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let rows = (card.panel().rows(), self.width());
        memory.write(rows, par, self.score_cells(card), give)
    }

    /// First line of `trail.csv`.
    pub fn trail_header() -> String {
        Self::trail_names().join(",") + "\n"
    }

    /// Lines of `trail.csv`.
    pub fn trail(card: &Scorecard<'_>) -> String {
        whole(|give| Self::write_trail(card, Par::Auto, &mut LineMemory::default(), give))
    }

    /// [`Tables::trail`] in parts, as [`Tables::write_scores`] writes [`Tables::scores`].
    ///
    /// # Errors
    /// The first one of `give`.
    pub fn write_trail<E>(
        card: &Scorecard<'_>,
        par: Par,
        memory: &mut LineMemory,
        give: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let reasons = Reasons::of(card.trail());
        let fill = |position: usize, line: &mut LineWriter| {
            trail_cells(card, &card.trail()[position], &reasons, line);
        };
        memory.write((card.trail().len(), TRAIL), par, fill, give)
    }

    /// The names of the columns, of which the last ones differ.
    fn names(&self, last: impl Iterator<Item = String>) -> Vec<String> {
        let mut names = self.key_names();
        names.extend(self.nodes.iter().map(|node| self.plan.framework().nodes()[*node].code().to_owned()));
        names.extend(last);
        names
    }

    /// Cells of a line, or a few more or less.
    fn width(&self) -> usize {
        self.nodes.len() + self.groups.len() + 1
    }

    /// The texts that name an entity: its code, name, period and groups, as far as the table has such columns.
    pub fn key_texts<'e>(&self, entity: &'e Entity) -> impl Iterator<Item = Option<&'e str>> {
        let name = self.names.name.then_some(entity.name.as_deref());
        let period = self.names.period.then_some(entity.period.as_deref());
        let groups = entity.groups.iter().map(Option::as_deref);
        std::iter::once(Some(entity.code.as_str())).chain(name).chain(period).chain(groups)
    }

    /// The cells that name an entity and begin its line in `scores.csv` and `ranks.csv`.
    pub fn key_cells(&self, entity: &Entity, line: &mut LineWriter) {
        self.key_texts(entity).for_each(|text| line.text(text.unwrap_or_default()));
    }

    /// What writes the cells of a line of `scores.csv`, given the row.
    pub fn score_cells<'c>(&'c self, card: &'c Scorecard<'_>) -> impl Fn(usize, &mut LineWriter) + Sync {
        let columns: Vec<&Column> = self.nodes.iter().map(|node| card.scores().column(*node)).collect();
        let classes: Vec<usize> = self.classes().collect();
        move |row, line| {
            self.key_cells(&card.panel().entities()[row], line);
            line.numbers(columns.iter().map(|column| column.get(row)));
            classes.iter().for_each(|position| line.text(card.class(*position, row).unwrap_or_default()));
        }
    }

    /// The positions of the classes that have a column, among those that the framework declares.
    pub fn classes(&self) -> impl Iterator<Item = usize> {
        let framework = self.plan.framework();
        let scored =
            move |position: &usize| framework.position(&framework.classes()[*position].node).is_some();
        (0..framework.classes().len()).filter(scored)
    }
}

/// Cells of a line of the trail.
const TRAIL: usize = 7;

/// The texts of the reasons in a trail. Many changes share one, and putting it into words takes longer than the rest of a
/// line.
#[derive(Debug)]
pub struct Reasons(BTreeMap<usize, String>);

impl Reasons {
    /// The reasons of a trail.
    pub fn of(trail: &[Change]) -> Self {
        let mut texts = BTreeMap::new();
        for change in trail {
            texts.entry(Self::place(change)).or_insert_with(|| change.why.to_string());
        }
        Self(texts)
    }

    /// Where a reason is in memory, by which it is known.
    fn place(change: &Change) -> usize {
        Arc::as_ptr(&change.why).addr()
    }

    /// The reason of a change.
    ///
    /// # Panics
    /// The change is in another trail.
    pub fn text(&self, change: &Change) -> &str {
        &self.0[&Self::place(change)]
    }
}

fn trail_cells(card: &Scorecard<'_>, change: &Change, reasons: &Reasons, line: &mut LineWriter) {
    let entity = &card.panel().entities()[change.row];
    line.text(&entity.code);
    line.text(entity.period.as_deref().unwrap_or_default());
    line.text(card.framework().nodes()[change.node].code());
    line.text(change.step.word());
    line.number(change.before);
    line.number(change.after);
    line.text(reasons.text(change));
}

/// Some rows of columns of leaves, as [`crate::stages::stages`] gives them for a scorecard: codes, names,
/// periods and groups of the entities, and one column per leaf, with every digit. A gap is an empty cell.
pub fn stage_csv(card: &Scorecard<'_>, leaves: &[NodeIx], columns: &[Column], rows: &[usize]) -> String {
    let tables = Tables { nodes: leaves.to_vec(), ..Tables::of(card) };
    let fill = |position: usize, line: &mut LineWriter| {
        let row = rows[position];
        tables.key_cells(&card.panel().entities()[row], line);
        line.numbers(columns.iter().map(|column| column.get(row)));
    };
    let lines = (rows.len(), tables.width());
    let header = csv_text(tables.names(std::iter::empty()), [[""; 0]; 0]);
    header + &whole(|give| LineMemory::default().write(lines, Par::Auto, fill, give))
}
