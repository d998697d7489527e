//! The tables as Parquet: codes as texts, and the record of the run in the metadata of each file.

use std::ops::Range;

use icip::data::{Column, Entity};
use icip::exec::Par;
use icip::framework::Ties;
use icip::plan::Scorecard;
use icip::report::{Reasons, Tables};
use icip_frame::{CellType, Cells, NotWritten, ParquetTable};

use crate::commands::score::files::TableNames;
use crate::fail::Fail;
use crate::results::ResultSet;

/// Rows that are handed over at once.
const PART: usize = 1 << 14;
/// The key of the run record in the metadata.
const RECORD: &str = "icip.run";

pub(super) struct ParquetTables {
    scores: ParquetTable,
    ranks: ParquetTable,
    trail: ParquetTable,
    /// What ranks are: whole numbers, unless equal scores share the mean of their places.
    rank: CellType,
}

impl ParquetTables {
    pub(super) fn new(tables: &Tables<'_>, par: Par) -> Result<Self, Fail> {
        let framework = tables.framework();
        let rank =
            if framework.rank_spec().ties == Ties::Average { CellType::Number } else { CellType::Count };
        let (keys, nodes) = (tables.key_names().len(), tables.nodes().len());
        let table = |names: &[String], of: &dyn Fn(usize) -> CellType| {
            let columns = names.iter().enumerate().map(|(at, name)| (name.as_str(), of(at)));
            ParquetTable::new(columns, par).map_err(not_written)
        };
        let of_score =
            |at: usize| if (keys..keys + nodes).contains(&at) { CellType::Number } else { CellType::Text };
        let of_change =
            |at: usize| if (BEFORE..=AFTER).contains(&at) { CellType::Number } else { CellType::Text };
        Ok(Self {
            scores: table(&tables.score_names(), &of_score)?,
            ranks: table(&tables.rank_names(), &|at| if at < keys { CellType::Text } else { rank })?,
            trail: table(&Tables::trail_names().map(str::to_owned), &of_change)?,
            rank,
        })
    }

    pub(super) fn push(
        &mut self,
        tables: &Tables<'_>,
        card: &Scorecard<'_>,
        names: TableNames,
        set: &mut ResultSet,
    ) -> Result<(), Fail> {
        let entities = card.panel().entities();
        for rows in parts(entities.len()) {
            let keys = keys(tables, &entities[rows.clone()]);
            let scores = tables.nodes().iter().map(|node| numbers(card.scores().column(*node), rows.clone()));
            let class =
                |position: usize| Cells::Texts(rows.clone().map(|row| card.class(position, row)).collect());
            let columns = keys.into_iter().chain(scores).chain(tables.classes().map(class));
            self.scores.push(columns).map_err(not_written)?;
            self.scores.give(|part| set.write(names.scores, part))?;
        }
        let reasons = Reasons::of(card.trail());
        for rows in parts(card.trail().len()) {
            let changes = &card.trail()[rows];
            let entity = |at: usize| &entities[changes[at].row];
            let nodes = card.framework().nodes();
            let columns = [
                texts(changes.len(), |at| Some(&entity(at).code)),
                texts(changes.len(), |at| entity(at).period.as_deref()),
                texts(changes.len(), |at| Some(nodes[changes[at].node].code())),
                texts(changes.len(), |at| Some(changes[at].step.word())),
                Cells::Numbers(changes.iter().map(|change| change.before).collect()),
                Cells::Numbers(changes.iter().map(|change| change.after).collect()),
                texts(changes.len(), |at| Some(reasons.text(&changes[at]))),
            ];
            self.trail.push(columns).map_err(not_written)?;
            self.trail.give(|part| set.write(names.trail, part))?;
        }
        Ok(())
    }

    pub(super) fn push_ranks(
        &mut self,
        tables: &Tables<'_>,
        entities: &[Entity],
        rank: impl Fn(usize, usize) -> Option<f64>,
        names: TableNames,
        set: &mut ResultSet,
    ) -> Result<(), Fail> {
        let keys_count = tables.key_names().len();
        for rows in parts(entities.len()) {
            let ranks = (0..tables.rank_names().len() - keys_count).map(|column| {
                let cells = rows.clone().map(|row| rank(column, row));
                match self.rank {
                    // A rank is at least 1 and at most the number of rows.
                    CellType::Count => {
                        Cells::Counts(cells.map(|rank| rank.map(|rank| rank as u32)).collect())
                    }
                    _ => Cells::Numbers(cells.collect()),
                }
            });
            let columns: Vec<Cells<'_>> =
                keys(tables, &entities[rows.clone()]).into_iter().chain(ranks).collect();
            self.ranks.push(columns).map_err(not_written)?;
            self.ranks.give(|part| set.write(names.ranks, part))?;
        }
        Ok(())
    }

    pub(super) fn end(self, record: &str, names: TableNames, set: &mut ResultSet) -> Result<(), Fail> {
        let Self { scores, ranks, trail, .. } = self;
        for (name, table) in [(names.scores, scores), (names.ranks, ranks), (names.trail, trail)] {
            set.write(name, &table.finish([(RECORD, record)]).map_err(not_written)?)?;
        }
        Ok(())
    }
}

/// The positions of the columns `before` and `after` in the trail.
const BEFORE: usize = 4;
const AFTER: usize = 5;

fn parts(rows: usize) -> impl Iterator<Item = Range<usize>> {
    (0..rows).step_by(PART).map(move |start| start..rows.min(start + PART))
}

/// The columns of texts that name entities.
fn keys<'e>(tables: &Tables<'_>, entities: &'e [Entity]) -> Vec<Cells<'e>> {
    let mut columns = vec![Vec::with_capacity(entities.len()); tables.key_names().len()];
    for entity in entities {
        columns.iter_mut().zip(tables.key_texts(entity)).for_each(|(column, text)| column.push(text));
    }
    columns.into_iter().map(Cells::Texts).collect()
}

fn texts<'t>(count: usize, text: impl Fn(usize) -> Option<&'t str>) -> Cells<'t> {
    Cells::Texts((0..count).map(text).collect())
}

fn numbers(column: &Column, rows: Range<usize>) -> Cells<'_> {
    match column.complete() {
        Some(values) => Cells::Complete(&values[rows]),
        None => Cells::Numbers(rows.map(|row| column.get(row)).collect()),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` passes the error")]
fn not_written(error: NotWritten) -> Fail {
    Fail::Internal(error.to_string())
}
