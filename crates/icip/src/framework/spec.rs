//! What the analyst wrote: public fields and no arithmetic. Only a check makes a valid framework of it.

use crate::aggregate::Aggregate;
use crate::denominate::Denominate;
use crate::framework::base::Base;
use crate::framework::limits::Limits;
use crate::framework::screen::ScreenSpec;
use crate::framework::target::{TargetSpec, TargetsSpec};
use crate::framework::thresholds::Thresholds;
use crate::framework::uncertainty::UncertaintySpec;
use crate::framework::within::Within;
use crate::impute::Impute;
use crate::missing::Missing;
use crate::normalise::{Closed, Direction, Normalise};
use crate::round::Round;
use crate::text::{Word as _, words, words_of};
use crate::treat::Treat;
use crate::weigh::Weigh;
use icip_num::grid::Grid;
use icip_problem::Place;
use icip_table::io::{Decimal, ReadOptions, TableLayout};

/// A framework as written, in a file or built by a program.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct FrameworkSpec {
    /// Short name, such as `icip-2018`.
    pub id: String,
    /// Title by language (`es`, `en`).
    pub title: Vec<(String, String)>,
    /// Edition, in words, by language.
    pub edition: Vec<(String, String)>,
    /// Where structure, rules and weights come from, by language.
    pub source: Vec<(String, String)>,
    /// What a reader must know, such as that no level is official, by language.
    pub note: Vec<(String, String)>,
    /// How the data file is read.
    pub data: DataSpec,
    /// Rules of every node.
    pub defaults: Rules,
    /// Names of levels, and rules of their nodes over the defaults.
    pub levels: Vec<LevelSpec>,
    /// The tree, one row per node.
    pub nodes: Vec<NodeSpec>,
    /// Entities and indicators with too little data.
    pub screen: ScreenSpec,
    /// From where on what an audit finds is worth a word.
    pub audit: Thresholds,
    /// How ranks are taken.
    pub rank: RankSpec,
    /// Named classes of scores.
    pub classes: Vec<Classes>,
    /// Scores of groups of entities.
    pub totals: Vec<Totals>,
    /// What the targets of nodes have in common.
    pub targets: TargetsSpec,
    /// What a study of robustness varies.
    pub uncertainty: Option<UncertaintySpec>,
    /// The file, for problems.
    pub place: Place,
    /// How large it may be.
    pub limits: Limits,
}

impl FrameworkSpec {
    /// A framework with a short name and a tree; everything else has its default and is a public field.
    pub fn new(id: impl Into<String>, nodes: Vec<NodeSpec>) -> Self {
        Self { id: id.into(), nodes, ..Self::default() }
    }
}

/// How the data file is read.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct DataSpec {
    /// What the reader must know; its columns are found from the tree.
    pub read: ReadOptions,
    /// Which entities are one sample.
    pub sample: Sample,
    /// Which entities are one sample for the normalisation alone: all periods on one scale, although
    /// outliers are treated period by period. Nothing: the same as `sample`.
    pub normalise_sample: Option<Sample>,
    /// The periods to whose rows treatments and scales of indicators are fitted. Nothing: each sample has its own.
    pub base: Option<Base>,
    /// The periods from which on values were measured or scored in another way: trends begin anew there.
    pub breaks: Vec<f64>,
    /// Declarations for single columns.
    pub columns: Vec<(String, ColumnSpec)>,
}

/// Declarations for one column.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ColumnSpec {
    /// Further marks that mean "no value" here.
    pub missing: Vec<String>,
    /// How this column writes numbers.
    pub decimal: Option<Decimal>,
    /// The mark of thousands: a blank, an apostrophe, a point or a comma.
    pub thousands: Option<char>,
    /// Whether a percent sign may stand beside a number. It changes no value.
    pub percent: bool,
    /// What may stand after a number and is left out, such as the `e` of an estimate.
    pub flags: Vec<String>,
    /// Texts that stand for a number, while the other cells are numbers.
    pub values: Vec<(String, f64)>,
    /// Where it stands in the file, for problems.
    pub place: Place,
}

words! {
    /// What a row of the data is.
    pub enum Layout {
        /// a row is an entity, or an entity in a period, with a column for each indicator
        Wide = "wide",
        /// a row is an observation: an entity, a period, an indicator and its value
        Long = "long",
        /// a row is an entity and an indicator, with a column for each year
        Years = "years",
    }
}

impl From<Layout> for TableLayout {
    fn from(layout: Layout) -> Self {
        match layout {
            Layout::Wide => Self::Wide,
            Layout::Long => Self::Long,
            Layout::Years => Self::Years,
        }
    }
}

words! {
    /// Which entities are one sample, for methods that look at the sample.
    pub enum Sample {
        /// every period is a sample of its own
        Period = "period",
        /// all periods together are one sample
        All = "all",
    }
}

words! {
    /// What happens to a number outside of the declared range that is not one of the data: a filled gap, or a
    /// value that is drawn in a study.
    pub enum Beyond {
        /// an error that names the entity; in a study, a run that fails
        Refuse = "refuse",
        /// the nearest end of the range; listed in the trail where a gap is filled
        Clip = "clip",
        /// it is kept, with a warning where a gap is filled
        Warn = "warn",
    }
}

/// Rules that a default, a level or a node may set. `None` leaves a rule to the level, and then to the
/// defaults.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Rules {
    /// Whether more is better.
    pub direction: Option<Direction>,
    /// Smallest and largest value allowed in the data.
    pub range: Option<(Option<f64>, Option<f64>)>,
    /// What happens to filled and drawn values outside of `range`; without it, filled values are refused and drawn
    /// ones are clipped.
    pub beyond: Option<Beyond>,
    /// Division by another column.
    pub denominate: Option<Denominate>,
    /// Filling of gaps.
    pub impute: Option<Impute>,
    /// Treatment.
    pub treat: Option<Treat>,
    /// Groups inside which the normalisation is fitted.
    pub within: Option<Within>,
    /// Normalisation.
    pub normalise: Option<Normalise>,
    /// Normalisation of a node's scores, after aggregation.
    pub rescale: Option<Normalise>,
    /// Aggregation of children.
    pub aggregate: Option<Aggregate>,
    /// What an absent child means.
    pub missing: Option<Missing>,
    /// How the children are weighed.
    pub weigh: Option<Weigh>,
    /// Rounding of the node's score.
    pub round: Option<Round>,
}

impl Rules {
    /// The same rules with an imputation.
    #[must_use]
    pub fn with_impute(self, rule: impl Into<Impute>) -> Self {
        Self { impute: Some(rule.into()), ..self }
    }

    /// The same rules with a treatment.
    #[must_use]
    pub fn with_treat(self, rule: impl Into<Treat>) -> Self {
        Self { treat: Some(rule.into()), ..self }
    }

    /// The same rules with a normalisation.
    #[must_use]
    pub fn with_normalise(self, rule: impl Into<Normalise>) -> Self {
        Self { normalise: Some(rule.into()), ..self }
    }

    /// The same rules with an aggregation.
    #[must_use]
    pub fn with_aggregate(self, rule: impl Into<Aggregate>) -> Self {
        Self { aggregate: Some(rule.into()), ..self }
    }

    /// The same rules with a normalisation of the aggregated scores.
    #[must_use]
    pub fn with_rescale(self, rule: impl Into<Normalise>) -> Self {
        Self { rescale: Some(rule.into()), ..self }
    }

    /// The same rules with a missing rule.
    #[must_use]
    pub fn with_missing(self, rule: impl Into<Missing>) -> Self {
        Self { missing: Some(rule.into()), ..self }
    }

    /// The same rules with a way of weighing.
    #[must_use]
    pub fn with_weigh(self, rule: impl Into<Weigh>) -> Self {
        Self { weigh: Some(rule.into()), ..self }
    }

    /// These rules, and where they say nothing those of the level or the defaults.
    #[must_use]
    pub fn over(&self, wider: &Self) -> Self {
        Self {
            direction: self.direction.or(wider.direction),
            range: self.range.or(wider.range),
            // It is part of the range.
            beyond: if self.range.is_some() { self.beyond } else { wider.beyond },
            denominate: self.denominate.clone().or_else(|| wider.denominate.clone()),
            impute: self.impute.clone().or_else(|| wider.impute.clone()),
            treat: self.treat.clone().or_else(|| wider.treat.clone()),
            within: self.within.clone().or_else(|| wider.within.clone()),
            normalise: self.normalise.clone().or_else(|| wider.normalise.clone()),
            rescale: self.rescale.clone().or_else(|| wider.rescale.clone()),
            aggregate: self.aggregate.clone().or_else(|| wider.aggregate.clone()),
            missing: self.missing.clone().or_else(|| wider.missing.clone()),
            weigh: self.weigh.clone().or_else(|| wider.weigh.clone()),
            round: self.round.or(wider.round),
        }
    }

    /// Names of the rules that are set here and mean something to a leaf only.
    pub(crate) fn of_leaves(&self) -> Vec<&'static str> {
        [
            ("direction", self.direction.is_some()),
            ("range", self.range.is_some()),
            ("denominate", self.denominate.is_some()),
            ("impute", self.impute.is_some()),
            ("treat", self.treat.is_some()),
            ("normalise", self.normalise.is_some()),
            ("within", self.within.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, set)| set.then_some(name))
        .collect()
    }

    /// Names of the rules that are set here and mean something to an inner node only.
    pub(crate) fn of_inner_nodes(&self) -> Vec<&'static str> {
        [
            ("aggregate", self.aggregate.is_some()),
            ("rescale", self.rescale.is_some()),
            ("missing", self.missing.is_some()),
            ("weigh", self.weigh.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, set)| set.then_some(name))
        .collect()
    }
}

/// A row of the tree.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NodeSpec {
    /// Code, unique in the framework.
    pub code: String,
    /// Code of the parent; nothing for the index.
    pub parent: Option<String>,
    /// Name of the level, whose rules apply.
    pub level: Option<String>,
    /// Names by language (`es`, `en`).
    pub names: Vec<(String, String)>,
    /// The data column that a leaf reads.
    pub column: Option<String>,
    /// The weight among the siblings; where none of them has one, they weigh the same.
    pub weight: Option<f64>,
    /// The rules in which it departs from its level.
    pub rules: Rules,
    /// What it should reach, and by when.
    pub target: Option<TargetSpec>,
    /// Remark for readers, by language.
    pub note: Vec<(String, String)>,
    /// Where it stands in the file, for problems.
    pub place: Place,
}

impl NodeSpec {
    /// A node with a code; without a parent it is the index.
    pub fn new(code: impl Into<String>) -> Self {
        Self { code: code.into(), ..Self::default() }
    }

    /// The same node below a parent.
    #[must_use]
    pub fn with_parent(self, parent: impl Into<String>) -> Self {
        Self { parent: Some(parent.into()), ..self }
    }

    /// The same node as a leaf that reads a column of the data.
    #[must_use]
    pub fn with_column(self, column: impl Into<String>) -> Self {
        Self { column: Some(column.into()), ..self }
    }

    /// The same node with a weight among its siblings.
    #[must_use]
    pub fn with_weight(self, weight: f64) -> Self {
        Self { weight: Some(weight), ..self }
    }

    /// The same node with rules of its own.
    #[must_use]
    pub fn with_rules(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }
}

pub use icip_num::rank::Ties;

words_of! { Ties:
    /// 1 2 2 4: equal scores share the best rank
    Competition = "competition",
    /// 1 2 2 3: no rank is left out
    Dense = "dense",
    /// 1 2 3 4: equal scores in the order of their codes
    Ordinal = "ordinal",
    /// 1 2.5 2.5 4: equal scores share the mean rank
    Average = "average",
}

/// Which number is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub enum RankOn {
    /// The score as computed. Scores that agree in twelve digits are equal (see [`icip_num::grid`]).
    #[default]
    Unrounded,
    /// The bits of the score: rounding errors decide where scores are equal but for them.
    Bits,
    /// The rounded score: what readers see as equal is equal.
    Rounded(Round),
}

impl RankOn {
    /// The number that is ranked.
    pub(crate) fn of(self, score: f64) -> f64 {
        match self {
            Self::Unrounded | Self::Bits => score,
            Self::Rounded(round) => round.apply(score),
        }
    }

    /// How the numbers that are ranked are compared, from the smallest and the largest score of the ranked entities of a
    /// period. Rounded scores are numbers that a reader sees, and equal where their bits are.
    pub(crate) fn grid(self, bounds: Option<(f64, f64)>) -> Grid {
        match self {
            Self::Unrounded => Grid::between(bounds),
            Self::Rounded(_) | Self::Bits => Grid::BITS,
        }
    }
}

/// How ranks are taken.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RankSpec {
    /// How equal scores are ranked.
    pub ties: Ties,
    /// Which number is ranked.
    pub on: RankOn,
    /// What decides where scores of the index tie, one after the other: codes of nodes, whose higher score comes
    /// first, or columns of the data, whose larger value comes first. Ranks of other nodes, and those of published
    /// scores in a comparison, keep their ties: a published table need not hold what decides.
    pub then: Vec<String>,
    /// Codes of entities that are scored but not ranked.
    pub unranked: Vec<String>,
}

impl RankSpec {
    /// The word of the tie rule in the framework file.
    pub fn ties_name(&self) -> &'static str {
        self.ties.word()
    }

    /// The same with ranks that equal scores share.
    pub(crate) fn shared(&self) -> Self {
        Self { ties: Ties::Competition, ..self.clone() }
    }
}

/// A level of the tree: how it is called, and the rules of its nodes.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct LevelSpec {
    /// The level, as nodes name it.
    pub level: String,
    /// Names for readers by language (`es`, `en`).
    pub names: Vec<(String, String)>,
    /// Rules of its nodes, over the defaults.
    pub rules: Rules,
    /// Where it stands in the file, for problems.
    pub place: Place,
}

impl LevelSpec {
    /// The rules of the nodes of a level.
    pub fn new(level: impl Into<String>, rules: Rules) -> Self {
        Self { level: level.into(), rules, ..Self::default() }
    }
}

/// Of a text by language the one in a language, else the first one. The first one also stands where there is room for
/// one text only, as in results for programs.
pub(super) fn text_in<'a>(texts: &'a [(String, String)], language: &str) -> Option<&'a str> {
    let wanted = texts.iter().find(|(l, _)| l == language);
    wanted.or_else(|| texts.first()).map(|(_, text)| text.as_str())
}

/// Named classes of a node's scores.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Classes {
    /// Code of the node.
    pub node: String,
    /// Cut points, ascending, on the node's scale.
    pub cuts: Vec<f64>,
    /// Instead of cut points, the shares of the ranked entities of a period below each of them, ascending.
    pub quantiles: Vec<f64>,
    /// Names from the lowest class up: one more than there are cut points.
    pub names: Vec<String>,
    /// The same names by language (`es`, `en`), for readers; a class without an entry has one name in all languages.
    pub names_by_language: Vec<Vec<(String, String)>>,
    /// To which side a score on a cut point belongs.
    pub closed: Closed,
    /// Where it stands in the file, for problems.
    pub place: Place,
}

impl Classes {
    /// The class of a score between declared cut points; [`crate::plan::Scorecard::class`] also knows those that come
    /// from the scores.
    pub fn of(&self, score: f64) -> &str {
        self.between(score, &self.cuts)
    }

    /// A class for readers of a language: its name there, else the name that it has in results for programs.
    pub fn name_in<'a>(&'a self, class: &'a str, language: &str) -> &'a str {
        let at = self.names.iter().position(|name| name == class);
        let names = at.and_then(|at| self.names_by_language.get(at));
        names.and_then(|names| text_in(names, language)).unwrap_or(class)
    }

    /// The class of a score between some cut points.
    pub(crate) fn between(&self, score: f64, cuts: &[f64]) -> &str {
        &self.names[self.closed.class(score, cuts)]
    }
}

/// Scores of the groups of a group column: means over the entities of each group.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Totals {
    /// Name of the group column.
    pub group: String,
    /// The column by which the entities of a group are weighted; nothing: all weigh the same.
    pub size: Option<String>,
    /// Where it stands in the file, for problems.
    pub place: Place,
}

impl Totals {
    /// Plain means over the entities of each group of a group column.
    pub fn new(group: impl Into<String>) -> Self {
        Self { group: group.into(), size: None, place: Place::default() }
    }

    /// The same means, weighted by a column of the data.
    #[must_use]
    pub fn weighted_by(self, size: impl Into<String>) -> Self {
        Self { size: Some(size.into()), ..self }
    }
}
