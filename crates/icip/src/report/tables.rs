//! The CSV tables `scores.csv`, `ranks.csv` and `trail.csv`.

use crate::framework::NodeIx;
use crate::plan::{Plan, Scorecard};
use crate::text::{csv_writer, write_record};
use icip_table::data::{Column, Entity, Names, Panel};
use icip_table::io::format_number;

/// Rows of a part of a table.
const PART: usize = 1024;

/// One row for each entity and period, in the order of the data: code, name, period, groups, then every node
/// from the index down in the framework's order, then a class column for every node that has classes. An
/// absent score is an empty cell.
pub fn scores_csv(card: &Scorecard<'_>) -> String {
    scores_csv_parts(card).collect()
}

/// [`scores_csv`] in parts, which a program can write one after another: a large table then needs no memory for its
/// text.
pub fn scores_csv_parts(card: &Scorecard<'_>) -> impl Iterator<Item = String> {
    let tables = Tables::of(card);
    let header = tables.scores_header();
    parts(header, card.panel().rows(), move |row, cells| tables.score_cells(card, row, cells))
}

/// Some rows, in the order in which they are given: rank of the index (over all, or inside the groups of a
/// group column), then the columns of [`scores_csv`].
pub fn ranking_csv(card: &Scorecard<'_>, rows: &[usize], group: Option<usize>) -> String {
    ranking_csv_parts(card, rows, group).collect()
}

/// [`ranking_csv`] in parts, as [`scores_csv_parts`] are parts of [`scores_csv`].
pub fn ranking_csv_parts(
    card: &Scorecard<'_>,
    rows: &[usize],
    group: Option<usize>,
) -> impl Iterator<Item = String> {
    let tables = Tables::of(card);
    let ranks = index_ranks(card, group);
    parts(format!("rank,{}", tables.scores_header()), rows.len(), move |position, cells| {
        let row = rows[position];
        cells.push(cell(ranks, row));
        tables.score_cells(card, row, cells);
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
    ranks_csv_parts(card).collect()
}

/// [`ranks_csv`] in parts, as [`scores_csv_parts`] are parts of [`scores_csv`].
pub fn ranks_csv_parts(card: &Scorecard<'_>) -> impl Iterator<Item = String> {
    let tables = Tables::of(card);
    parts(tables.ranks_header(), card.panel().rows(), move |row, cells| {
        tables.key_cells(&card.panel().entities()[row], cells);
        cells.extend(tables.nodes.iter().map(|node| cell(card.ranks(*node), row)));
        cells.extend((0..tables.groups.len()).map(|group| cell(card.group_ranks(group), row)));
    })
}

/// One row for each changed cell, entity by entity: code, period, node, step, before, after, why.
pub fn trail_csv(card: &Scorecard<'_>) -> String {
    trail_csv_parts(card).collect()
}

/// [`trail_csv`] in parts, as [`scores_csv_parts`] are parts of [`scores_csv`].
pub fn trail_csv_parts(card: &Scorecard<'_>) -> impl Iterator<Item = String> {
    parts(Tables::trail_header(), card.trail().len(), |position, cells| trail_cells(card, position, cells))
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
        lines(0..card.panel().rows(), |row, cells| self.score_cells(card, row, cells))
    }

    /// The same, line by line.
    pub fn score_lines(&self, card: &Scorecard<'_>) -> Lines {
        Lines::of(0..card.panel().rows(), |row, cells| self.score_cells(card, row, cells))
    }

    /// The cells that name the entities and begin the lines of `ranks.csv`.
    pub fn keys(&self, panel: &Panel) -> Lines {
        Lines::of(0..panel.rows(), |row, cells| self.key_cells(&panel.entities()[row], cells))
    }

    /// First line of `trail.csv`.
    pub fn trail_header() -> String {
        "code,period,node,step,before,after,why\n".into()
    }

    /// Lines of `trail.csv`.
    pub fn trail(card: &Scorecard<'_>) -> String {
        lines(0..card.trail().len(), |position, cells| trail_cells(card, position, cells))
    }

    fn header(&self, last: impl Iterator<Item = String>) -> String {
        let mut header = vec!["code".to_owned()];
        header.extend(self.names.name.then(|| "name".into()));
        header.extend(self.names.period.then(|| "period".into()));
        header.extend(self.groups.iter().cloned());
        header.extend(self.nodes.iter().map(|node| self.plan.framework().nodes()[*node].code().to_owned()));
        header.extend(last);
        lines(std::iter::once(0), |_, cells| cells.append(&mut header))
    }

    fn key_cells(&self, entity: &Entity, cells: &mut Vec<String>) {
        cells.push(entity.code.clone());
        cells.extend(self.names.name.then(|| entity.name.clone().unwrap_or_default()));
        cells.extend(self.names.period.then(|| entity.period.clone().unwrap_or_default()));
        cells.extend(entity.groups.iter().map(|group| group.clone().unwrap_or_default()));
    }

    fn score_cells(&self, card: &Scorecard<'_>, row: usize, cells: &mut Vec<String>) {
        self.key_cells(&card.panel().entities()[row], cells);
        cells.extend(self.nodes.iter().map(|node| cell(card.scores().column(*node), row)));
        let framework = card.framework();
        cells.extend(framework.classes().iter().enumerate().filter_map(|(position, classes)| {
            framework.position(&classes.node)?;
            Some(card.class(position, row).unwrap_or_default().to_owned())
        }));
    }
}

fn trail_cells(card: &Scorecard<'_>, position: usize, cells: &mut Vec<String>) {
    let number = |value: Option<f64>| value.map_or_else(String::new, format_number);
    let change = &card.trail()[position];
    let entity = &card.panel().entities()[change.row];
    cells.extend([
        entity.code.clone(),
        entity.period.clone().unwrap_or_default(),
        card.framework().nodes()[change.node].code().to_owned(),
        change.step.word().to_owned(),
        number(change.before),
        number(change.after),
        change.why.to_string(),
    ]);
}

fn cell(column: &Column, row: usize) -> String {
    column.get(row).map_or_else(String::new, format_number)
}

/// Some rows of columns of leaves, as [`crate::stages::stages`] gives them for a scorecard: codes, names,
/// periods and groups of the entities, and one column per leaf, with every digit. A gap is an empty cell.
pub fn stage_csv(card: &Scorecard<'_>, leaves: &[NodeIx], columns: &[Column], rows: &[usize]) -> String {
    let tables = Tables { nodes: leaves.to_vec(), ..Tables::of(card) };
    let header = tables.header(std::iter::empty());
    header
        + &lines(rows.iter().copied(), |row, cells| {
            tables.key_cells(&card.panel().entities()[row], cells);
            cells.extend(columns.iter().map(|column| cell(column, row)));
        })
}

/// Lines of CSV.
#[derive(Debug, Clone)]
pub struct Lines {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Lines {
    /// A line for each row, of the cells that are pushed.
    fn of(rows: impl Iterator<Item = usize>, mut fill: impl FnMut(usize, &mut Vec<String>)) -> Self {
        let mut writer = csv_writer();
        let (mut cells, mut ends) = (Vec::new(), Vec::new());
        for row in rows {
            cells.clear();
            fill(row, &mut cells);
            write_record(&mut writer, &cells);
            // The writer buffers: before the flush the length of the text is not known.
            writer.flush().expect("flushing to memory");
            ends.push(writer.get_ref().len());
        }
        Self { text: writer.into_inner().expect("flushing to memory"), ends }
    }

    /// The lines in order, without their ends.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        // Without the line end, which is one byte.
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..end - 1])
    }
}

/// A header and a line for each row, in parts of some rows.
fn parts(
    header: String,
    rows: usize,
    fill: impl Fn(usize, &mut Vec<String>),
) -> impl Iterator<Item = String> {
    let starts = (0..rows).step_by(PART);
    let part = move |start: usize| lines(start..rows.min(start + PART), &fill);
    std::iter::once(header).chain(starts.map(part))
}

/// A line for each row, of the cells that are pushed.
fn lines(rows: impl Iterator<Item = usize>, fill: impl FnMut(usize, &mut Vec<String>)) -> String {
    String::from_utf8(Lines::of(rows, fill).text).expect("only texts were written")
}
