//! The factors that an analyst is not sure of, as they are written and as they are checked. This module must
//! not know the nodes that a factor touches.

use crate::aggregate::Aggregate;
use crate::framework::NodeIx;
use crate::impute::Impute;
use crate::missing::Missing;
use crate::normalise::Normalise;
use crate::text::words;
use crate::treat::Treat;
use icip_problem::Place;

/// The number of runs when nothing is declared.
pub(super) const REPLICATES: usize = 1000;

/// The seed when nothing is declared.
pub(super) const SEED: u64 = 1;

/// The `[uncertainty]` section as written.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct UncertaintySpec {
    /// Number of runs.
    pub replicates: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// What varies.
    pub factors: Vec<FactorSpec>,
    /// Where it stands in the file, for problems.
    pub place: Place,
}

/// One uncertain factor as written.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FactorSpec {
    /// Its name.
    pub name: String,
    /// Factors of one group are one input of a sensitivity analysis; nothing: the factor is its own.
    pub group: Option<String>,
    /// The codes of the nodes to which it applies; rules of leaves apply to the leaves below. None means all.
    pub nodes: Vec<String>,
    /// The levels to whose nodes it applies, in addition to `nodes`.
    pub levels: Vec<String>,
    /// How it varies; a valid factor has exactly one way.
    pub varies: Vec<Varies>,
    /// Where it stands in the file, for problems.
    pub place: Place,
}

/// The checked section: every factor knows its nodes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Uncertainty {
    /// Number of runs.
    pub replicates: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// What varies.
    pub factors: Vec<Factor>,
    /// Names of the inputs of a sensitivity analysis: groups, and factors without one.
    pub inputs: Vec<String>,
}

impl Uncertainty {
    /// Factors that each are an input of their own, with the default number of runs and the default seed.
    pub fn new(mut factors: Vec<Factor>) -> Self {
        for (input, factor) in factors.iter_mut().enumerate() {
            factor.input = input;
        }
        let inputs = factors.iter().map(|factor| factor.name.clone()).collect();
        Self { replicates: REPLICATES, seed: SEED, factors, inputs }
    }
}

/// One uncertain factor.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Factor {
    /// Its name.
    pub name: String,
    /// Its input, as a position in [`Uncertainty::inputs`].
    pub input: usize,
    /// The nodes to which it applies: parents whose children are weighed, leaves, or nodes.
    pub nodes: Vec<NodeIx>,
    /// How it varies.
    pub varies: Varies,
}

impl Factor {
    /// A factor that applies to nodes, given as positions in a framework.
    pub fn new(name: impl Into<String>, nodes: Vec<NodeIx>, varies: Varies) -> Self {
        Self { name: name.into(), input: 0, nodes, varies }
    }
}

/// How a factor varies.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Varies {
    /// The weights of the children of each node.
    Weights(WeightDraw),
    /// One of several rules, the same for all its nodes.
    Choice(Choice),
    /// Each node counts with this probability, else its weight is 0.
    Include(f64),
    /// The goalposts of leaves, each between two values, all with the same probability.
    Goalposts {
        /// Bounds of the worst goalpost; nothing leaves it as it is.
        worst: Option<(f64, f64)>,
        /// Bounds of the best goalpost.
        best: Option<(f64, f64)>,
    },
    /// An error in every present cell of the leaves' columns.
    Noise(Noise),
    /// A draw for every gap of the leaves' columns (multiple imputation).
    Gaps(GapDraw),
}

/// How weights are drawn. They are relative: a mean divides by their sum.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum WeightDraw {
    /// Each weight w between w (1 - share) and w (1 + share), all with the same probability.
    Spread(f64),
    /// All weights that add up to one, with the Dirichlet distribution whose parameters are this whole
    /// number; 1 is uniform on the simplex.
    Simplex(u32),
    /// Each child's weight between two bounds, all with the same probability: codes and bounds.
    Intervals(Vec<(String, f64, f64)>),
    /// One of several sets of weights, such as those of experts: codes and weights.
    Sets(Vec<Vec<(String, f64)>>),
}

/// One of several rules.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Choice {
    /// The rules.
    pub alternatives: Alternatives,
    /// Their probabilities; they add up to 1.
    pub probabilities: Vec<f64>,
}

/// Rules of one step.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Alternatives {
    /// Normalisations of leaves.
    Normalise(Vec<Normalise>),
    /// Treatments of leaves.
    Treat(Vec<Treat>),
    /// Imputations of leaves.
    Impute(Vec<Impute>),
    /// Aggregations of nodes.
    Aggregate(Vec<Aggregate>),
    /// Missing rules of nodes.
    Missing(Vec<Missing>),
}

impl Alternatives {
    /// Number of rules.
    pub fn len(&self) -> usize {
        self.names().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Names of the rules.
    pub fn names(&self) -> Vec<&'static str> {
        match self {
            Self::Normalise(rules) => rules.iter().map(Normalise::name).collect(),
            Self::Treat(rules) => rules.iter().map(Treat::name).collect(),
            Self::Impute(rules) => rules.iter().map(Impute::name).collect(),
            Self::Aggregate(rules) => rules.iter().map(Aggregate::name).collect(),
            Self::Missing(rules) => rules.iter().map(Missing::name).collect(),
        }
    }

    /// The step, as the framework file calls it.
    pub fn step(&self) -> &'static str {
        match self {
            Self::Normalise(_) => "normalise",
            Self::Treat(_) => "treat",
            Self::Impute(_) => "impute",
            Self::Aggregate(_) => "aggregate",
            Self::Missing(_) => "missing",
        }
    }

    /// Whether the rules are those of leaves.
    pub(crate) fn is_of_leaves(&self) -> bool {
        matches!(self, Self::Normalise(_) | Self::Treat(_) | Self::Impute(_))
    }
}

/// Errors of cells: independent of each other, with mean zero.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Noise {
    /// Distribution.
    pub distribution: NoiseDistribution,
    /// How large.
    pub size: NoiseSize,
}

words! {
    /// Distribution of an error.
    pub enum NoiseDistribution {
        /// a normal distribution, whose standard deviation is the size
        Normal = "normal",
        /// a uniform distribution, whose largest value is the size
        Uniform = "uniform",
    }
}

/// How large an error is.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum NoiseSize {
    /// In the units of the column.
    Value(f64),
    /// As a share of the standard deviation (n - 1) of the column.
    Deviation(f64),
    /// As a share of the value.
    Share(f64),
    /// In a column of its own, whose name is that of the leaf's column with this after it.
    Column(String),
}

words! {
    /// What a gap gets in a run.
    pub enum GapDraw {
        /// one of the present values of its sample, all with the same probability
        HotDeck = "hot-deck",
        /// a normal number with the mean and the standard deviation (n - 1) of the present values of its
        /// sample
        Normal = "normal",
    }
}
