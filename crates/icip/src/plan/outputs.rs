//! The columns of the nodes that are asked for, filled block by block and on several threads. It must not
//! know what a step of the tree computes.

use crate::aggregate::Lane;
use crate::framework::NodeIx;
use crate::plan::refusal::Refusal;
use crate::plan::stage::Stage;
use crate::plan::tree::{Tree, Workspace};
use icip_num::exec::{self, BLOCK, Par};
use icip_problem::Problems;
use icip_table::data::{Column, Mask};

/// One column for each node that is asked for.
#[derive(Default)]
pub(crate) struct Outputs {
    columns: Vec<Column>,
    /// The bits of the rows, kept where a column is complete and has no mask.
    words: Vec<Vec<u64>>,
    values: Vec<Vec<f64>>,
}

/// A block of one output.
type OutputBlock<'o> = (&'o mut [f64], &'o mut [u64]);

impl Outputs {
    /// The columns of some nodes, in that order.
    pub(crate) fn columns(stage: &Stage<'_>, nodes: &[NodeIx]) -> Result<Vec<Column>, Problems> {
        let tree = Tree::to(stage, nodes);
        let (panel, par) = (stage.panel(), stage.par());
        let mut outputs = Self::new(nodes.len());
        let refusals = outputs.score(stage, &tree, panel.rows(), par, &mut Vec::new());
        stage.refuse(&refusals)?;
        Ok(outputs.columns)
    }

    pub(crate) fn new(count: usize) -> Self {
        Self {
            columns: vec![Column::absent(0); count],
            words: vec![Vec::new(); count],
            values: vec![Vec::new(); count],
        }
    }

    /// One of the columns.
    pub(crate) fn column(&self, output: usize) -> &Column {
        &self.columns[output]
    }

    /// Scores all blocks. Returns the refused scores, row by row; if there are any, there are no columns.
    pub(crate) fn score(
        &mut self,
        stage: &Stage<'_>,
        tree: &Tree,
        rows: usize,
        par: Par,
        workspaces: &mut Vec<Workspace>,
    ) -> Vec<Refusal> {
        self.open(rows);
        // A part has whole words of the masks, so that no two threads write into the same one.
        let parts = exec::parts(par, rows.div_ceil(64), rows * tree.cells());
        workspaces.resize_with(parts.max(workspaces.len()), Workspace::default);
        let mut refusals = if parts <= 1 {
            self.in_order(stage, tree, rows, &mut workspaces[..1])
        } else {
            self.in_parts(stage, tree, rows, par, &mut workspaces[..parts])
        };
        if refusals.is_empty() {
            self.close(rows);
        }
        // The order of blocks depends on the number of threads, the order of rows must not.
        refusals.sort_by_key(|refusal| refusal.row);
        refusals
    }

    fn in_order(
        &mut self,
        stage: &Stage<'_>,
        tree: &Tree,
        rows: usize,
        workspaces: &mut [Workspace],
    ) -> Vec<Refusal> {
        let [workspace] = workspaces else { return Vec::new() };
        for start in (0..rows).step_by(BLOCK) {
            let block = start..rows.min(start + BLOCK);
            tree.score(stage, &block, workspace, |output, lane| {
                let words = start / 64..start / 64 + lane.words.len();
                write((&mut self.values[output][block.clone()], &mut self.words[output][words]), lane);
            });
        }
        workspace.take_refusals()
    }

    /// Every part has consecutive blocks and a workspace of its own.
    fn in_parts(
        &mut self,
        stage: &Stage<'_>,
        tree: &Tree,
        rows: usize,
        par: Par,
        workspaces: &mut [Workspace],
    ) -> Vec<Refusal> {
        // Few rows are cut into smaller blocks, so that every part has about as many.
        let size = rows.div_ceil(workspaces.len()).next_multiple_of(64).min(BLOCK);
        let blocks = rows.div_ceil(size);
        let mut targets: Vec<Vec<OutputBlock<'_>>> = Vec::new();
        targets.resize_with(blocks, Vec::new);
        for (values, words) in self.values.iter_mut().zip(&mut self.words) {
            let chunks = values.chunks_mut(size).zip(words.chunks_mut(size / 64));
            targets.iter_mut().zip(chunks).for_each(|(target, chunk)| target.push(chunk));
        }
        let mut targets = targets.into_iter().enumerate();
        let share = blocks.div_ceil(workspaces.len());
        let work: Vec<_> = workspaces
            .iter_mut()
            .map(|workspace| (workspace, targets.by_ref().take(share).collect()))
            .collect();
        let refusals = exec::map_each(
            par,
            work,
            rows * tree.cells(),
            |(workspace, blocks): (&mut Workspace, Vec<_>)| {
                for (block, mut targets) in blocks {
                    let start: usize = block * size;
                    tree.score(stage, &(start..rows.min(start + size)), workspace, |output, lane| {
                        let (values, words) = &mut targets[output];
                        write((values, words), lane);
                    });
                }
                workspace.take_refusals()
            },
        );
        refusals.into_iter().flatten().collect()
    }

    /// Takes the memory out of the columns, to write into it.
    fn open(&mut self, rows: usize) {
        for ((column, values), words) in self.columns.iter_mut().zip(&mut self.values).zip(&mut self.words) {
            let (old, mask) = std::mem::replace(column, Column::absent(0)).into_parts();
            *values = old;
            values.resize(rows, 0.0);
            if let Some(mask) = mask {
                *words = mask.into_words();
            }
            words.resize(Mask::words_for(rows), 0);
        }
    }

    /// Makes columns of the values and bits that were written.
    fn close(&mut self, rows: usize) {
        for ((column, values), words) in self.columns.iter_mut().zip(&mut self.values).zip(&mut self.words) {
            let complete = crate::aggregate::is_full(words, rows);
            let mask = (!complete).then(|| Mask::from_words(std::mem::take(words), rows));
            *column = Column::trusted(std::mem::take(values), mask);
        }
    }
}

/// Writes a lane into a block of a column.
fn write((values, words): OutputBlock<'_>, lane: &Lane) {
    for (value, score) in values.iter_mut().zip(&lane.values) {
        // Adding 0.0 turns -0.0 into 0.0, which is what people and ties mean.
        *value = score + 0.0;
    }
    match lane.present() {
        Some(present) => words.copy_from_slice(present),
        None => (0..words.len()).for_each(|word| words[word] = Mask::full_word(lane.values.len(), word)),
    }
}
