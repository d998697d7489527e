//! Scores of the nodes that are asked for, and of no others, in memory that is used again.

use crate::framework::NodeIx;
use crate::plan::outputs::Outputs;
use crate::plan::ranker::Ranker;
use crate::plan::stage::Stage;
use crate::plan::tree::{Tree, Workspace};
use crate::plan::{Prepared, Strata, TieBreaker, TieBreaks, whole_samples};
use icip_num::exec::Par;
use icip_problem::Problems;
use icip_table::data::Column;

/// Scores some nodes of prepared data, any number of times.
///
/// Each block of entities goes through normalisation and the whole tree while it is in cache, and only the
/// nodes that were asked for are written to memory. On one thread nothing is allocated after the first time.
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

/// The memory of a [`Scorer`], to be used by the next one, such as one of the same plan with other data.
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
    /// A scorer of some nodes, by their positions in the framework. What needs whole samples (weights from
    /// scores, Copeland) is computed here, once.
    ///
    /// # Errors
    /// As [`Prepared::score`], of what is computed here.
    pub fn scorer(&self, nodes: &[NodeIx]) -> Result<Scorer<'_>, Problems> {
        self.scorer_in(nodes, Memory::default())
    }

    /// The same in the memory of an earlier scorer.
    ///
    /// # Errors
    /// As [`Prepared::scorer`].
    pub fn scorer_in(&self, nodes: &[NodeIx], mut memory: Memory) -> Result<Scorer<'_>, Problems> {
        let stage = whole_samples::stage(self)?;
        // Where the index is ranked, what decides between its equal scores is computed, too.
        let mut nodes = nodes.to_vec();
        if nodes.contains(&self.plan.framework.root) {
            for breaker in self.plan.tie_breakers() {
                if let TieBreaker::Scores(node) = breaker
                    && !nodes.contains(node)
                {
                    nodes.push(*node);
                }
            }
        }
        let nodes = nodes.as_slice();
        // The columns fit the tree that they were made for, so both are kept or neither is.
        let tree = match memory.tree.take().filter(|tree| tree.serves(&stage, nodes)) {
            Some(tree) => tree,
            None => {
                let tree = Tree::to(&stage, nodes);
                memory.outputs = Outputs::new(tree.outputs());
                tree
            }
        };
        let strata = Strata::of(&self.plan.framework, self.panel, None);
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

    /// Scores of a node, by its position among the nodes that were asked for: those of the last
    /// [`Scorer::score`] without an error.
    pub fn scores(&self, position: usize) -> &Column {
        self.memory.outputs.column(self.tree.output(position))
    }

    /// Ranks of a node inside each period, 1 for the highest score, as the framework ranks.
    pub fn ranks(&mut self, position: usize) -> &Column {
        let (stage, tree) = (&self.stage, &self.tree);
        let Memory { outputs, ranker, .. } = &mut self.memory;
        let framework = stage.framework();
        let breakers = stage.tie_breakers().iter().filter(|_| tree.asked(position) == framework.root);
        let columns = breakers.filter_map(|breaker| match breaker {
            TieBreaker::Scores(node) => Some(outputs.column(tree.output_of(*node)?)),
            TieBreaker::Data(column) => Some(stage.panel().column_at(*column)),
        });
        let then = TieBreaks::of_columns(columns);
        ranker.rank(outputs.column(tree.output(position)), &self.strata, &framework.rank, &then, self.par)
    }

    /// The memory, for the next scorer.
    pub fn into_memory(self) -> Memory {
        Memory { tree: Some(self.tree), ..self.memory }
    }
}
