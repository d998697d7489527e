//! The CSV tables `scores.csv`, `ranks.csv` and `trail.csv`.

use crate::framework::NodeIx;
use crate::plan::{Plan, Scorecard};
use crate::text::LineWriter;
use icip_num::exec::{self, Par};
use icip_table::data::{Column, Entity, Names, Panel};

/// Rows of a part of a table.
const PART: usize = 1024;
/// Parts that are written side by side.
const AT_ONCE: usize = 16;

/// One row for each entity and period, in the order of the data: code, name, period, groups, then every node
/// from the index down in the framework's order, then a class column for every node that has classes. An
/// absent score is an empty cell.
pub fn scores_csv(card: &Scorecard<'_>) -> String {
    scores_csv_parts(card, Par::Auto).collect()
}

/// [`scores_csv`] in parts, which a program can write one after another: a large table then needs no memory for its
/// text.
pub fn scores_csv_parts(card: &Scorecard<'_>, par: Par) -> impl Iterator<Item = String> {
    let tables = Tables::of(card);
    let header = tables.scores_header();
    let width = tables.width();
    parts(header, (card.panel().rows(), width), par, move |row, line| tables.score_cells(card, row, line))
}

/// Some rows, in the order in which they are given: rank of the index (over all, or inside the groups of a
/// group column), then the columns of [`scores_csv`].
pub fn ranking_csv(card: &Scorecard<'_>, rows: &[usize], group: Option<usize>) -> String {
    ranking_csv_parts(card, rows, group, Par::Auto).collect()
}

/// [`ranking_csv`] in parts, as [`scores_csv_parts`] are parts of [`scores_csv`].
pub fn ranking_csv_parts(
    card: &Scorecard<'_>,
    rows: &[usize],
    group: Option<usize>,
    par: Par,
) -> impl Iterator<Item = String> {
    let tables = Tables::of(card);
    let ranks = index_ranks(card, group);
    let (header, width) = (format!("rank,{}", tables.scores_header()), tables.width());
    parts(header, (rows.len(), width), par, move |position, line| {
        let row = rows[position];
        line.number(ranks.get(row));
        tables.score_cells(card, row, line);
    })
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
    ranks_csv_parts(card, Par::Auto).collect()
}

/// [`ranks_csv`] in parts, as [`scores_csv_parts`] are parts of [`scores_csv`].
pub fn ranks_csv_parts(card: &Scorecard<'_>, par: Par) -> impl Iterator<Item = String> {
    let tables = Tables::of(card);
    let width = tables.width();
    parts(tables.ranks_header(), (card.panel().rows(), width), par, move |row, line| {
        tables.key_cells(&card.panel().entities()[row], line);
        tables.nodes.iter().for_each(|node| line.number(card.ranks(*node).get(row)));
        (0..tables.groups.len()).for_each(|group| line.number(card.group_ranks(group).get(row)));
    })
}

/// One row for each changed cell, entity by entity: code, period, node, step, before, after, why.
pub fn trail_csv(card: &Scorecard<'_>) -> String {
    trail_csv_parts(card, Par::Auto).collect()
}

/// [`trail_csv`] in parts, as [`scores_csv_parts`] are parts of [`scores_csv`].
pub fn trail_csv_parts(card: &Scorecard<'_>, par: Par) -> impl Iterator<Item = String> {
    parts(Tables::trail_header(), (card.trail().len(), TRAIL), par, |position, line| {
        trail_cells(card, position, line);
    })
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

    /// First line of `scores.csv`.
    pub fn scores_header(&self) -> String {
        let framework = self.plan.framework();
        let scored = framework.classes().iter().filter(|classes| framework.position(&classes.node).is_some());
        let classes = scored.map(|classes| format!("{} class", classes.node));
        self.header(classes)
    }

    /// First line of `ranks.csv`.
    pub fn ranks_header(&self) -> String {
        let index = self.plan.framework().root().code();
        self.header(self.groups.iter().map(|group| format!("{index} in {group}")))
    }

    /// Lines of `scores.csv`.
    pub fn scores(&self, card: &Scorecard<'_>) -> String {
        all_lines(card.panel().rows(), self.width(), |row, line| self.score_cells(card, row, line))
    }

    /// The same, line by line.
    pub fn score_lines(&self, card: &Scorecard<'_>) -> Lines {
        Lines::of(card.panel().rows(), self.width(), |row, line| self.score_cells(card, row, line))
    }

    /// The cells that name the entities and begin the lines of `ranks.csv`.
    pub fn keys(&self, panel: &Panel) -> Lines {
        Lines::of(panel.rows(), self.width(), |row, line| self.key_cells(&panel.entities()[row], line))
    }

    /// First line of `trail.csv`.
    pub fn trail_header() -> String {
        "code,period,node,step,before,after,why\n".into()
    }

    /// Lines of `trail.csv`.
    pub fn trail(card: &Scorecard<'_>) -> String {
        all_lines(card.trail().len(), TRAIL, |position, line| trail_cells(card, position, line))
    }

    fn header(&self, last: impl Iterator<Item = String>) -> String {
        let mut header = vec!["code".to_owned()];
        header.extend(self.names.name.then(|| "name".into()));
        header.extend(self.names.period.then(|| "period".into()));
        header.extend(self.groups.iter().cloned());
        header.extend(self.nodes.iter().map(|node| self.plan.framework().nodes()[*node].code().to_owned()));
        header.extend(last);
        let mut writer = LineWriter::new();
        writer.record(header);
        writer.into_text()
    }

    /// Cells of a line, or a few more or less.
    fn width(&self) -> usize {
        self.nodes.len() + self.groups.len() + 1
    }

    fn key_cells(&self, entity: &Entity, line: &mut LineWriter) {
        line.text(&entity.code);
        if self.names.name {
            line.text(entity.name.as_deref().unwrap_or_default());
        }
        if self.names.period {
            line.text(entity.period.as_deref().unwrap_or_default());
        }
        entity.groups.iter().for_each(|group| line.text(group.as_deref().unwrap_or_default()));
    }

    fn score_cells(&self, card: &Scorecard<'_>, row: usize, line: &mut LineWriter) {
        self.key_cells(&card.panel().entities()[row], line);
        self.nodes.iter().for_each(|node| line.number(card.scores().column(*node).get(row)));
        let framework = card.framework();
        for (position, classes) in framework.classes().iter().enumerate() {
            if framework.position(&classes.node).is_some() {
                line.text(card.class(position, row).unwrap_or_default());
            }
        }
    }
}

/// Cells of a line of the trail.
const TRAIL: usize = 7;

fn trail_cells(card: &Scorecard<'_>, position: usize, line: &mut LineWriter) {
    let change = &card.trail()[position];
    let entity = &card.panel().entities()[change.row];
    line.text(&entity.code);
    line.text(entity.period.as_deref().unwrap_or_default());
    line.text(card.framework().nodes()[change.node].code());
    line.text(change.step.word());
    line.number(change.before);
    line.number(change.after);
    line.text(&change.why.to_string());
}

/// Some rows of columns of leaves, as [`crate::stages::stages`] gives them for a scorecard: codes, names,
/// periods and groups of the entities, and one column per leaf, with every digit. A gap is an empty cell.
pub fn stage_csv(card: &Scorecard<'_>, leaves: &[NodeIx], columns: &[Column], rows: &[usize]) -> String {
    let tables = Tables { nodes: leaves.to_vec(), ..Tables::of(card) };
    let header = tables.header(std::iter::empty());
    header
        + &all_lines(rows.len(), tables.width(), |position, line| {
            let row = rows[position];
            tables.key_cells(&card.panel().entities()[row], line);
            columns.iter().for_each(|column| line.number(column.get(row)));
        })
}

/// Lines of CSV.
#[derive(Debug, Clone)]
pub struct Lines {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Lines {
    /// A line for each row, of the cells that are written; parts of the rows are written side by side.
    fn of(rows: usize, width: usize, fill: impl Fn(usize, &mut LineWriter) + Sync + Send) -> Self {
        let parts = exec::map(Par::Auto, rows.div_ceil(PART), rows * width * WORK, |part| {
            let (mut writer, mut ends) = (LineWriter::new(), Vec::with_capacity(PART));
            for row in part * PART..rows.min((part + 1) * PART) {
                fill(row, &mut writer);
                writer.end();
                ends.push(writer.length());
            }
            (writer.into_bytes(), ends)
        });
        let mut all = Self { text: Vec::new(), ends: Vec::with_capacity(rows) };
        for (text, ends) in parts {
            let before = all.text.len();
            all.ends.extend(ends.into_iter().map(|end| before + end));
            all.text.extend(text);
        }
        all
    }

    /// The lines in order, without their ends.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        // Without the line end, which is one byte.
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..end - 1])
    }
}

/// A header and a line for each row, in parts of some rows, of which several are written side by side. `rows` says how many
/// there are, and how many cells each has.
fn parts(
    header: String,
    (rows, width): (usize, usize),
    par: Par,
    fill: impl Fn(usize, &mut LineWriter) + Sync + Send,
) -> impl Iterator<Item = String> {
    let batches = (0..rows).step_by(PART * AT_ONCE).flat_map(move |start| {
        let end = rows.min(start + PART * AT_ONCE);
        exec::map(par, (end - start).div_ceil(PART), (end - start) * width * WORK, |part| {
            let first = start + part * PART;
            lines(first..end.min(first + PART), &fill)
        })
    });
    std::iter::once(header).chain(batches)
}

/// A cell that is written is as much work as so many cells of a kernel, or more.
const WORK: usize = 16;

/// A line for each row.
fn all_lines(rows: usize, width: usize, fill: impl Fn(usize, &mut LineWriter) + Sync + Send) -> String {
    parts(String::new(), (rows, width), Par::Auto, fill).collect()
}

fn lines(rows: impl Iterator<Item = usize>, fill: impl Fn(usize, &mut LineWriter)) -> String {
    let mut writer = LineWriter::new();
    for row in rows {
        fill(row, &mut writer);
        writer.end();
    }
    writer.into_text()
}
