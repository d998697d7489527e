//! What was asked and answered, before it becomes a document.

use super::answers::{GainDocument, OvertakeDocument};
use super::leaf_gains::LeafGainDocument;
use crate::framework::NodeIx;
use crate::robustness::answers::Answers;
use crate::robustness::exact::{Extremes, Hasse};
use crate::robustness::monte_carlo::{MonteCarloOptions, MonteCarloResult};
use crate::robustness::ranks::KeepPairs;
use crate::robustness::scenarios::Scenario;
use crate::robustness::sensitivity::SensitivityResult;
use crate::robustness::study::Study;

/// The results of a study, all about the entities of [`Study::rows`] in that order.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RobustnessResults<'r> {
    /// The study.
    pub study: &'r Study<'r>,
    /// Period of the entities, where one was chosen.
    pub period: Option<&'r str>,
    /// The best so many are the top.
    pub top: u32,
    /// How runs were drawn.
    pub options: &'r MonteCarloOptions,
    /// What they gave.
    pub runs: &'r MonteCarloResult,
    /// Tiers and their error.
    pub tiers: Option<(f64, &'r [Vec<usize>])>,
    /// Shares of the variance, and the seed of the design.
    pub sensitivity: Option<(u64, &'r SensitivityResult)>,
    /// One thing at a time.
    pub scenarios: Option<&'r [Scenario]>,
    /// Whether the matrix of pairs is one of the tables.
    pub matrix: KeepPairs,
    /// What the weights of one node can do.
    pub exact: Option<ExactResults<'r>>,
    /// What it takes for entities to reach others.
    pub overtake: &'r [OvertakeDocument],
    /// What it takes for entities to gain places.
    pub gain: &'r [GainDocument],
    /// What each leaf alone would have to measure for entities to gain a place.
    pub leaf_gains: &'r [LeafGainDocument],
}

/// Exact answers for the weights of one node.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ExactResults<'r> {
    /// What was asked.
    pub answers: &'r Answers,
    /// Best and worst rank of each entity.
    pub extremes: &'r [Extremes],
    /// Who is above whom with all weights.
    pub hasse: &'r Hasse,
}

impl<'r> ExactResults<'r> {
    /// The answers, the extremes of all ranks, and the order that all weights keep.
    pub fn new(answers: &'r Answers, extremes: &'r [Extremes], hasse: &'r Hasse) -> Self {
        Self { answers, extremes, hasse }
    }
}

impl<'r> RobustnessResults<'r> {
    /// The results of runs alone: every other analysis is absent until its field is set.
    pub fn new(
        study: &'r Study<'r>,
        top: u32,
        options: &'r MonteCarloOptions,
        runs: &'r MonteCarloResult,
    ) -> Self {
        Self {
            study,
            period: None,
            top,
            options,
            runs,
            tiers: None,
            sensitivity: None,
            scenarios: None,
            matrix: KeepPairs::No,
            exact: None,
            overtake: &[],
            gain: &[],
            leaf_gains: &[],
        }
    }
}

impl RobustnessResults<'_> {
    /// Entities by declared rank, then score, then as they came.
    pub fn order(&self) -> Vec<usize> {
        let (ranks, scores) = (self.study.ranks(), self.study.scores());
        let mut order: Vec<usize> = (0..ranks.len()).collect();
        order
            .sort_by(|a, b| ranks[*a].cmp(&ranks[*b]).then(scores[*b].total_cmp(&scores[*a])).then(a.cmp(b)));
        order
    }

    /// The code of an entity.
    pub(super) fn code(&self, entity: usize) -> String {
        self.written_code(entity).to_owned()
    }

    /// The same for a table that is written.
    pub(super) fn written_code(&self, entity: usize) -> &str {
        &self.study.card().panel().entities()[self.study.rows()[entity]].code
    }

    /// The code of a row of the panel.
    pub(super) fn code_of_row(&self, row: usize) -> String {
        self.study.card().panel().entities()[row].code.clone()
    }

    /// The code of a node.
    pub(super) fn node(&self, node: NodeIx) -> String {
        self.study.card().framework().nodes()[node].code().to_owned()
    }
}
