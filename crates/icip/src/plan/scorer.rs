//! The nodes that are asked for, and nothing else, in memory that is used again.

use crate::aggregate::Lane;
use crate::plan::ranker::Ranker;
use crate::plan::stage::Stage;
use crate::plan::tree::{Refusal, Tree, Workspace};
use crate::plan::{Prepared, Strata};
use icip_num::exec::{self, BLOCK, Par};
use icip_problem::Problems;
use icip_table::data::{Column, Mask};

/// Scores some nodes of prepared data, as often as one likes.
///
/// Blocks of entities go through normalisation and the whole tree while they are in cache, and only the
/// nodes that were asked for are written. On one thread nothing is allocated after the first time.
///
/// ```
/// use icip::exec::Par;
/// use icip::{framework, io, plan::{Plan, Trail}};
///
/// let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
/// let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?.with_trail(Trail::Drop);
/// let prepared = plan.prepare(&table.panel, Par::Auto)?;
/// let index = framework.root_index();
/// let mut scorer = prepared.scorer(&[index])?;
/// scorer.score()?;
/// assert_eq!(scorer.scores(0).present_count(), 136);
/// assert_eq!(scorer.scores(0), prepared.score()?.index());
/// assert_eq!(scorer.ranks(0), prepared.score()?.ranks(index));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Scorer<'s> {
    stage: Stage<'s>,
    tree: Tree,
    rows: usize,
    par: Par,
    strata: Strata,
    memory: Memory,
}

/// The memory of a [`Scorer`], for the next one: of the same plan and nodes with other data, say.
#[derive(Default)]
pub struct Memory {
    /// The steps of the scorer that left it.
    tree: Option<Tree>,
    outputs: Outputs,
    workspaces: Vec<Workspace>,
    ranker: Ranker,
}

impl std::fmt::Debug for Scorer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scorer").field("rows", &self.rows).field("par", &self.par).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl<'a> Prepared<'a> {
    /// Scores of some nodes, by their places in the framework. What must be known of whole samples first
    /// (weights from scores, Copeland) is computed here, once.
    ///
    /// # Errors
    /// As [`Prepared::score`], of what is computed here.
    pub fn scorer(&self, nodes: &[usize]) -> Result<Scorer<'_>, Problems> {
        self.scorer_in(nodes, Memory::default())
    }

    /// The same in memory that another scorer leaves behind.
    ///
    /// # Errors
    /// As [`Prepared::scorer`].
    pub fn scorer_in(&self, nodes: &[usize], mut memory: Memory) -> Result<Scorer<'_>, Problems> {
        let stage = Stage::new(self)?;
        let tree = match memory.tree.take().filter(|tree| tree.serves(&stage, nodes)) {
            Some(tree) => tree,
            None => {
                let tree = Tree::to(&stage, nodes);
                memory.outputs = Outputs::new(tree.outputs());
                tree
            }
        };
        let strata = Strata::of(self.plan.framework, self.panel, None);
        Ok(Scorer { stage, tree, rows: self.panel.rows(), par: self.par, strata, memory })
    }
}

impl Scorer<'_> {
    /// Computes the scores anew.
    ///
    /// # Errors
    /// As [`Prepared::score`].
    pub fn score(&mut self) -> Result<(), Problems> {
        let Memory { outputs, workspaces, .. } = &mut self.memory;
        let refusals = outputs.score(&self.stage, &self.tree, self.rows, self.par, workspaces);
        self.stage.refuse(&refusals)
    }

    /// Scores of a node, by its place among the nodes that were asked for; those of the last
    /// [`Scorer::score`] that had no error.
    pub fn scores(&self, place: usize) -> &Column {
        &self.memory.outputs.columns[self.tree.output(place)]
    }

    /// Ranks of a node inside each period, 1 for the highest score, as the framework ranks.
    pub fn ranks(&mut self, place: usize) -> &Column {
        let output = self.tree.output(place);
        let spec = &self.stage.framework().rank;
        self.memory.ranker.rank(&self.memory.outputs.columns[output], &self.strata, spec, self.par)
    }

    /// The memory, for the next scorer.
    pub fn into_memory(self) -> Memory {
        Memory { tree: Some(self.tree), ..self.memory }
    }
}

/// One column a node that is asked for.
#[derive(Default)]
pub(crate) struct Outputs {
    columns: Vec<Column>,
    /// Bits of the rows, kept where a column is complete and needs none.
    words: Vec<Vec<u64>>,
    values: Vec<Vec<f64>>,
}

/// A block of one output.
type Target<'o> = (&'o mut [f64], &'o mut [u64]);

impl Outputs {
    pub(crate) fn new(count: usize) -> Self {
        Self {
            columns: vec![Column::absent(0); count],
            words: vec![Vec::new(); count],
            values: vec![Vec::new(); count],
        }
    }

    pub(crate) fn into_columns(self) -> Vec<Column> {
        self.columns
    }

    /// Scores all blocks; what was refused, row by row. Then there are no columns.
    pub(crate) fn score(
        &mut self,
        stage: &Stage<'_>,
        tree: &Tree,
        rows: usize,
        par: Par,
        workspaces: &mut Vec<Workspace>,
    ) -> Vec<Refusal> {
        self.open(rows);
        let pieces = exec::parts(par, rows.div_ceil(64), rows * tree.cells());
        workspaces.resize_with(pieces.max(workspaces.len()), Workspace::default);
        let mut refusals = if pieces <= 1 {
            self.in_order(stage, tree, rows, &mut workspaces[..1])
        } else {
            self.in_pieces(stage, tree, rows, par, &mut workspaces[..pieces])
        };
        if refusals.is_empty() {
            self.close(rows);
        }
        // Blocks are cut by the number of threads, rows are not.
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

    /// Every piece has blocks that follow each other, and its own memory.
    fn in_pieces(
        &mut self,
        stage: &Stage<'_>,
        tree: &Tree,
        rows: usize,
        par: Par,
        workspaces: &mut [Workspace],
    ) -> Vec<Refusal> {
        // Few rows are cut into smaller blocks, so that every piece has as many.
        let size = rows.div_ceil(workspaces.len()).next_multiple_of(64).min(BLOCK);
        let blocks = rows.div_ceil(size);
        let mut targets: Vec<Vec<Target<'_>>> = Vec::new();
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

    /// Takes the memory of the columns back.
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

    /// Makes columns of what was written.
    fn close(&mut self, rows: usize) {
        for ((column, values), words) in self.columns.iter_mut().zip(&mut self.values).zip(&mut self.words) {
            let complete = crate::aggregate::is_full(words, rows);
            let mask = (!complete).then(|| Mask::from_words(std::mem::take(words), rows));
            *column = Column::trusted(std::mem::take(values), mask);
        }
    }
}

/// Writes a lane into its place in a column.
fn write((values, words): Target<'_>, lane: &Lane) {
    for (value, score) in values.iter_mut().zip(&lane.values) {
        // Adding 0.0 turns -0.0 into 0.0, which is what people and ties mean.
        *value = score + 0.0;
    }
    match lane.present() {
        Some(present) => words.copy_from_slice(present),
        None => (0..words.len()).for_each(|place| words[place] = Mask::full_word(lane.values.len(), place)),
    }
}
