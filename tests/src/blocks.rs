//! A table in memory and in blocks: what a run writes of it either way.

use icip::data::{Blocks, Column, Panel, Schema};
use icip::exec::Par;
use icip::framework::Framework;
use icip::plan::{Plan, RankedRows};
use icip::problem::{Problem, Problems};
use icip::report::{self, LineWriter, Tables};

/// A panel in blocks of some sizes, one after the other and again from the first.
#[derive(Debug)]
pub struct Cut<'p> {
    panel: &'p Panel,
    schema: Schema,
    sizes: &'p [usize],
    row: usize,
    block: usize,
    /// Times the table was read from the start.
    pub passes: usize,
}

impl<'p> Cut<'p> {
    /// The panel, in blocks of these sizes in turn.
    pub fn new(panel: &'p Panel, sizes: &'p [usize]) -> Self {
        Self { panel, schema: panel.schema(), sizes, row: 0, block: 0, passes: 1 }
    }
}

impl Blocks for Cut<'_> {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn groups(&self) -> &[String] {
        self.panel.groups()
    }

    fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
        if self.row >= self.panel.rows() {
            return Ok(None);
        }
        let rows = self.row..self.row + self.sizes[self.block % self.sizes.len()];
        (self.row, self.block) = (rows.end, self.block + 1);
        let mut row = 0..;
        Ok(Some(self.panel.filter(|_| row.next().is_some_and(|row| rows.contains(&row)))))
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        (self.row, self.block, self.passes) = (0, 0, self.passes + 1);
        Ok(())
    }
}

/// What a run writes and says.
#[derive(Debug, PartialEq)]
pub struct Documents {
    /// `scores.csv`.
    pub scores: String,
    /// `ranks.csv`.
    pub ranks: String,
    /// `trail.csv`.
    pub trail: String,
    /// `fitted.json`.
    pub fitted: String,
    /// What it warns of.
    pub warnings: Vec<Problem>,
}

/// Scores a panel that is held in memory.
///
/// # Errors
/// Those of [`Plan::compile`], [`Plan::prepare`] and [`icip::plan::Prepared::score`].
pub fn in_memory(framework: &Framework, panel: &Panel, par: Par) -> Result<Documents, Problems> {
    let plan = Plan::compile(framework, &panel.schema())?;
    let prepared = plan.prepare(panel, par)?;
    let card = prepared.score()?;
    Ok(Documents {
        scores: report::scores_csv(&card),
        ranks: report::ranks_csv(&card),
        trail: report::trail_csv(&card),
        fitted: serde_json::to_string(&report::fitted_document(&card)).expect("numbers are finite"),
        warnings: card.warnings().to_vec(),
    })
}

/// Scores the same panel in blocks of some sizes.
///
/// # Errors
/// Those of [`Plan::fit_blocks`] and [`Plan::score_blocks`].
pub fn in_blocks(
    framework: &Framework,
    panel: &Panel,
    sizes: &[usize],
    par: Par,
) -> Result<Documents, Problems> {
    let mut blocks = Cut::new(panel, sizes);
    let plan = Plan::compile(framework, &panel.schema())?;
    let fits = plan.fit_blocks(&mut blocks, par)?;
    // What is kept of the fits is that of the table in memory, and reads back to the same bits.
    let kept = fits.document(&plan);
    assert_eq!(plan.fit(panel, par)?.document(&plan), kept);
    let text = serde_json::to_string(&kept).expect("it is a document");
    let fits = plan.fits(&serde_json::from_str(&text).expect("it was written here"))?;
    assert_eq!(fits.document(&plan), kept);
    let tables = Tables::new(&plan, panel.labels(), panel.groups());
    let (mut scores, mut trail) = (tables.scores_header(), Tables::trail_header());
    let mut rows = RankedRows::new(&plan);
    let mut keys = Vec::new();
    let mut columns = vec![Vec::new(); tables.nodes().len()];
    let findings = plan.score_blocks(&fits, &mut blocks, par, |card| {
        scores += &tables.scores(card);
        trail += &Tables::trail(card);
        rows.push(card);
        keys.extend_from_slice(card.panel().entities());
        for (column, node) in columns.iter_mut().zip(tables.nodes()) {
            column.extend(card.scores().column(*node).cells());
        }
        Ok::<(), Problems>(())
    })?;
    let columns: Vec<Column> =
        columns.into_iter().map(|cells| Column::new(cells).expect("scores are finite")).collect();
    let index = framework.root_index();
    let root = tables.nodes().iter().position(|node| *node == index).expect("it has a score");
    let mut ranked: Vec<Column> = tables
        .nodes()
        .iter()
        .zip(&columns)
        .map(|(node, column)| rows.rank(*node, column, None, par).clone())
        .collect();
    ranked.extend(
        (0..panel.groups().len()).map(|group| rows.rank(index, &columns[root], Some(group), par).clone()),
    );
    let mut ranks = tables.ranks_header();
    let mut lines = LineWriter::default();
    for (row, entity) in keys.iter().enumerate() {
        tables.key_cells(entity, &mut lines);
        ranked.iter().for_each(|column| lines.number(column.get(row)));
        lines.end();
    }
    ranks += std::str::from_utf8(lines.bytes()).expect("texts");
    let fitted = report::fitted_documents(framework, &plan.fitted(&fits));
    Ok(Documents {
        scores,
        ranks,
        trail,
        fitted: serde_json::to_string(&fitted).expect("numbers are finite"),
        warnings: findings.warnings(&plan),
    })
}
