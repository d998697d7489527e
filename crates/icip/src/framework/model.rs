//! What is true of a framework: one tree, valid weights, rules that fit. It must not know a plan, or the
//! data to which the framework is applied.

use std::collections::{BTreeMap, BTreeSet};

use crate::aggregate::Aggregate;
use crate::denominate::Denominate;
use crate::framework::base::Base;
use crate::framework::node_ix::NodeIx;
use crate::framework::screen::{AvailableBy, ScreenSpec};
use crate::framework::spec::{Beyond, Classes, RankSpec, Sample, Totals, text_in};
use crate::framework::target::Target;
use crate::framework::thresholds::Thresholds;
use crate::framework::uncertainty::Uncertainty;
use crate::framework::within::Within;
use crate::impute::Impute;
use crate::missing::Missing;
use crate::normalise::{Direction, Normalise};
use crate::range::Range;
use crate::round::Round;
use crate::scale::Needs;
use crate::treat::Treat;
use crate::weigh::Weigh;
use icip_problem::{Code, Place, Problem, Problems, message, quoted};
use icip_table::data::Panel;
use icip_table::io::ReadOptions;

/// A checked framework: one root, no cycle, codes unique, weights valid, rules complete.
#[derive(Debug, Clone)]
pub struct Framework {
    pub(crate) id: String,
    pub(crate) title: Vec<(String, String)>,
    pub(crate) edition: Vec<(String, String)>,
    pub(crate) source: Vec<(String, String)>,
    pub(crate) note: Vec<(String, String)>,
    /// The names of levels that have any.
    pub(crate) level_names: BTreeMap<String, Vec<(String, String)>>,
    pub(crate) read: ReadOptions,
    pub(crate) sample: Sample,
    pub(crate) normalise_sample: Sample,
    /// The periods to which treatments and scales are fitted.
    pub(crate) base: Option<Base>,
    /// The periods at which trends begin anew.
    pub(crate) breaks: Vec<f64>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) root: NodeIx,
    /// Nodes with children before their parents.
    pub(crate) upwards: Vec<NodeIx>,
    /// Nodes in the order of their codes.
    pub(crate) by_code: Vec<NodeIx>,
    pub(crate) screen: ScreenSpec,
    pub(crate) audit: Thresholds,
    pub(crate) rank: RankSpec,
    /// The entities that `rank` leaves unranked.
    pub(crate) unranked: BTreeSet<String>,
    pub(crate) classes: Vec<Classes>,
    pub(crate) totals: Vec<Totals>,
    pub(crate) uncertainty: Option<Uncertainty>,
}

/// A node of the tree.
#[derive(Debug, Clone)]
pub struct Node {
    pub(crate) code: String,
    pub(crate) names: Vec<(String, String)>,
    pub(crate) level: Option<String>,
    pub(crate) parent: Option<NodeIx>,
    pub(crate) depth: usize,
    pub(crate) weight: f64,
    /// How much it counts as far as the framework says so.
    pub(crate) share: Share,
    /// The number of leaves at or below it.
    pub(crate) leaves: usize,
    pub(crate) round: Option<Round>,
    pub(crate) range: Range,
    pub(crate) kind: NodeKind,
    pub(crate) target: Option<Target>,
    pub(crate) note: Vec<(String, String)>,
}

/// How much a node counts. Nothing where no weight says so: because an aggregation above uses no weights, or
/// has weights of its own for each entity, or because weights come from scores that are not known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Share {
    /// The weight over the sum of its siblings' weights; under a weighted sum, the weight itself.
    pub(crate) in_parent: Option<f64>,
    /// The product of the shares from the index down.
    pub(crate) in_index: Option<f64>,
}

/// A leaf reads a column, an inner node aggregates children.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum NodeKind {
    /// Reads a column and makes it comparable.
    Leaf(Leaf),
    /// Aggregates its children.
    Inner(Aggregation),
}

/// How a leaf becomes comparable, in the order of the steps.
#[derive(Debug, Clone)]
pub struct Leaf {
    pub(crate) column: String,
    pub(crate) denominate: Option<Denominate>,
    pub(crate) impute: Impute,
    pub(crate) treat: Treat,
    pub(crate) normalise: Normalise,
    pub(crate) within: Option<Within>,
    pub(crate) direction: Direction,
    pub(crate) range: (Option<f64>, Option<f64>),
    pub(crate) beyond: Option<Beyond>,
    /// The texts of a column that is not numbers; a cell's number is its position here.
    pub(crate) tokens: Option<Vec<String>>,
}

impl Leaf {
    /// The end of the declared range beyond which a number in the units of the column lies.
    pub(crate) fn passed(&self, x: f64) -> Option<f64> {
        let (min, max) = self.range;
        min.filter(|min| x < *min).or(max.filter(|max| x > *max))
    }

    /// Whether a smaller number of the column is better.
    pub fn less_is_better(&self) -> bool {
        match &self.normalise {
            Normalise::Goalposts(posts) => {
                (posts.worst > posts.best) != (self.direction == Direction::Negative)
            }
            Normalise::Progress(progress) => progress.goal < progress.baseline,
            _ => self.direction == Direction::Negative,
        }
    }

    /// The data column it reads.
    pub fn column(&self) -> &str {
        &self.column
    }

    /// Division by another column.
    pub fn denominate(&self) -> Option<&Denominate> {
        self.denominate.as_ref()
    }

    /// How gaps are filled.
    pub fn impute(&self) -> &Impute {
        &self.impute
    }

    /// How it is treated.
    pub fn treat(&self) -> &Treat {
        &self.treat
    }

    /// How it becomes comparable.
    pub fn normalise(&self) -> &Normalise {
        &self.normalise
    }

    /// The groups inside which its scales are fitted.
    pub fn within(&self) -> Option<&Within> {
        self.within.as_ref()
    }

    /// Whether more is better.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The text of an answer, where the column holds texts: a panel keeps its position in the list of
    /// answers.
    pub fn answer(&self, value: f64) -> Option<&str> {
        let tokens = self.tokens.as_ref()?;
        tokens
            .iter()
            .enumerate()
            .find(|(position, _)| *position as f64 == value)
            .map(|(_, text)| text.as_str())
    }
}

/// How an inner node gets its score.
#[derive(Debug, Clone)]
pub struct Aggregation {
    pub(crate) children: Vec<NodeIx>,
    pub(crate) aggregate: Aggregate,
    /// How the aggregated scores are made comparable again.
    pub(crate) rescale: Option<Normalise>,
    /// How its absent scores are filled.
    pub(crate) impute: Option<Impute>,
    pub(crate) missing: Missing,
    pub(crate) weigh: Weigh,
    /// What a weighing rule that needs no scores says of itself, such as a consistency ratio.
    pub(crate) diagnostics: Vec<(&'static str, f64)>,
}

impl Aggregation {
    /// The children, as positions in [`Framework::nodes`], in the framework's order.
    pub fn children(&self) -> &[NodeIx] {
        &self.children
    }

    /// How they are aggregated.
    pub fn aggregate(&self) -> &Aggregate {
        &self.aggregate
    }

    /// How the aggregated scores are made comparable again.
    pub fn rescale(&self) -> Option<&Normalise> {
        self.rescale.as_ref()
    }

    /// How its absent scores are filled; nothing where they stay absent.
    pub fn impute(&self) -> Option<&Impute> {
        self.impute.as_ref()
    }

    /// Whether a score depends on the other entities, so that whole samples are scored at once.
    pub fn looks_at_sample(&self) -> bool {
        self.aggregate.kernel().looks_at_sample() || self.rescale.is_some() || self.impute.is_some()
    }

    /// How the children are weighed.
    pub fn weigh(&self) -> &Weigh {
        &self.weigh
    }

    /// What an absent child means.
    pub fn missing(&self) -> &Missing {
        &self.missing
    }
}

impl Node {
    /// The code, unique in the framework.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The name in a language (`es`, `en`), else in any, else the code.
    pub fn name(&self, language: &str) -> &str {
        text_in(&self.names, language).unwrap_or(&self.code)
    }

    /// The level; [`Framework::level_name`] has its name for readers.
    pub fn level(&self) -> Option<&str> {
        self.level.as_deref()
    }

    /// The parent, as a position in [`Framework::nodes`]; nothing for the index.
    pub fn parent(&self) -> Option<NodeIx> {
        self.parent
    }

    /// The number of steps from the index: 0 for the index itself.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The weight among its siblings: as given, 1 where siblings weigh the same, or by the parent's rule.
    /// Where weights come from the scores, a scorecard has those of its data.
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// The weight over the sum of its siblings' weights; under a weighted sum, the weight itself. Nothing
    /// where the aggregation of the parent uses no weights, or where they come from the scores: a scorecard
    /// has those of its data.
    pub fn share(&self) -> Option<f64> {
        self.share.in_parent
    }

    /// The product of the shares from the index down: what one point here is worth in the index when
    /// nothing is missing. Exact where every aggregation above is linear. Nothing where a share above it is
    /// nothing.
    pub fn effective_weight(&self) -> Option<f64> {
        self.share.in_index
    }

    /// The rounding of its scores, as part of the index.
    pub fn round(&self) -> Option<Round> {
        self.round
    }

    /// The bounds of its scores, as far as the rules determine them.
    pub fn range(&self) -> Range {
        self.range
    }

    /// Whether it is a leaf or an inner node, with its rules.
    pub fn kind(&self) -> &NodeKind {
        &self.kind
    }

    /// A remark of the framework's author in a language (`es`, `en`), else in any.
    pub fn note(&self, language: &str) -> Option<&str> {
        text_in(&self.note, language)
    }

    /// What it should reach, and by when.
    pub fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }

    /// Its rules as a leaf.
    pub fn leaf(&self) -> Option<&Leaf> {
        match &self.kind {
            NodeKind::Leaf(leaf) => Some(leaf),
            NodeKind::Inner(_) => None,
        }
    }

    /// The rule that weighs its children. Nothing for a leaf, and where the aggregation uses no weights.
    pub fn weighs_by(&self) -> Option<&'static str> {
        match &self.kind {
            NodeKind::Inner(inner) if inner.aggregate.kernel().uses_weights() => Some(inner.weigh.name()),
            NodeKind::Inner(_) | NodeKind::Leaf(_) => None,
        }
    }

    /// Its children; none for a leaf.
    pub fn children(&self) -> &[NodeIx] {
        match &self.kind {
            NodeKind::Leaf(_) => &[],
            NodeKind::Inner(inner) => &inner.children,
        }
    }
}

impl Framework {
    /// The short name.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title in a language (`es`, `en`), else in any, else the id.
    pub fn title(&self, language: &str) -> &str {
        text_in(&self.title, language).unwrap_or(&self.id)
    }

    /// The edition in words of a language (`es`, `en`), else of any.
    pub fn edition(&self, language: &str) -> Option<&str> {
        text_in(&self.edition, language)
    }

    /// Where the structure, the rules and the weights come from, in a language, else in any.
    pub fn source(&self, language: &str) -> Option<&str> {
        text_in(&self.source, language)
    }

    /// What a reader must know, in a language, else in any.
    pub fn note(&self, language: &str) -> Option<&str> {
        text_in(&self.note, language)
    }

    /// The name of a level in a language, else in any, else the level as nodes name it.
    pub fn level_name<'a>(&'a self, level: &'a str, language: &str) -> &'a str {
        let names = self.level_names.get(level);
        names.and_then(|names| text_in(names, language)).unwrap_or(level)
    }

    /// The nodes in the framework's order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The index.
    pub fn root(&self) -> &Node {
        &self.nodes[self.root]
    }

    /// The position of the index in [`Framework::nodes`].
    pub fn root_index(&self) -> NodeIx {
        self.root
    }

    /// The position of a node, by its code.
    pub fn position(&self, code: &str) -> Option<NodeIx> {
        let at = self.by_code.binary_search_by(|ix| self.nodes[*ix].code.as_str().cmp(code)).ok()?;
        Some(self.by_code[at])
    }

    /// From where on what an audit finds is worth a word.
    pub fn audit_thresholds(&self) -> &Thresholds {
        &self.audit
    }

    /// Whether entities or indicators with too little data are left out.
    pub fn screens(&self) -> bool {
        self.screen.indicators.is_some() || self.screen.entities.is_some()
    }

    /// Whether entities are left out by the effective weights of what they have, so that other weights may score
    /// other entities.
    pub fn screens_by_weight(&self) -> bool {
        self.screen.entities.as_ref().is_some_and(|rule| rule.by == AvailableBy::Weight)
    }

    /// The periods from which on values were measured or scored in another way, so that trends begin anew there.
    pub fn breaks(&self) -> &[f64] {
        &self.breaks
    }

    /// Named classes of scores.
    pub fn classes(&self) -> &[Classes] {
        &self.classes
    }

    /// Scores of groups of entities.
    pub fn totals(&self) -> &[Totals] {
        &self.totals
    }

    /// How ranks are taken.
    pub fn rank_spec(&self) -> &RankSpec {
        &self.rank
    }

    /// The leaves, as positions in [`Framework::nodes`].
    pub fn leaves(&self) -> impl Iterator<Item = NodeIx> + '_ {
        NodeIx::first(self.nodes.len()).filter(|ix| self.nodes[*ix].leaf().is_some())
    }

    /// What the reader must know to read a data file for this framework. It may hold the columns of
    /// the leaves, or a column named like any node that holds that node's finished score.
    pub fn read_options(&self) -> ReadOptions {
        self.read.clone()
    }

    /// Refuses a period that no row of a panel has.
    ///
    /// # Errors
    /// That of [`Framework::unknown_period`].
    ///
    /// ```
    /// use icip::data::{Entity, Panel};
    /// use icip::framework::Files;
    /// let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n[[nodes]]\ncode = \"i\"\n\
    ///     [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n";
    /// let framework = Files::new("framework.toml", toml).read()?.value;
    /// let panel = Panel::builder().entities([Entity::new("A").with_period("2020")]).build()?;
    /// assert!(framework.must_have_period(&panel, "2020").is_ok());
    /// let problems = framework.must_have_period(&panel, "1999").expect_err("no row has it");
    /// assert_eq!(problems.first().to_string(), "no row has the period `1999`; the column `year` holds `2020`");
    /// # Ok::<(), icip::problem::Problems>(())
    /// ```
    pub fn must_have_period(&self, panel: &Panel, wanted: &str) -> Result<(), Problems> {
        let periods: Vec<&str> =
            panel.periods_in_time().into_iter().filter_map(|(period, _)| period).collect();
        if periods.contains(&wanted) { Ok(()) } else { Err(self.unknown_period(wanted, &periods).into()) }
    }

    /// The problem of a period that no row has, while the rows have others; [`Framework::must_have_period`] has an example.
    pub fn unknown_period(&self, period: &str, periods: &[&str]) -> Problem {
        let what = message!("unknown-period-no-row", period);
        let hint = match &self.read.period {
            Some(column) => {
                message!("unknown-period-hint", column, periods = quoted(periods.iter().copied()))
            }
            None => message!("unknown-period-no-column-hint"),
        };
        Problem::new(Code::UnknownPeriod, Place::default(), what).hint(hint)
    }

    /// The same framework, whose reader also takes the columns that another framework reads. So a table can be scored by
    /// both, and by those between them ([`crate::change()`]).
    #[must_use]
    pub fn reading_also(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (name, column) in &other.read.columns {
            both.read.columns.entry(name.clone()).or_insert_with(|| column.clone());
        }
        both
    }

    /// What a panel holds for a text answer of a column: answers are kept as their position in the column's
    /// list of answers. Nothing when the column holds numbers or the answer is not listed.
    ///
    /// ```
    /// use icip::framework::Files;
    /// let toml = r#"
    /// format = 1
    /// [framework]
    /// id = "tiny"
    /// [[nodes]]
    /// code = "index"
    /// [[nodes]]
    /// code = "team"
    /// parent = "index"
    /// column = "team"
    /// normalise = { map = { values = { low = 0, high = 1 } } }
    /// "#;
    /// let framework = Files::new("framework.toml", toml).read()?.value;
    /// let cells = ["high", "low"].map(|answer| framework.answer_position("team", answer));
    /// assert!(cells.iter().all(Option::is_some));
    /// # Ok::<(), icip::problem::Problems>(())
    /// ```
    pub fn answer_position(&self, column: &str, answer: &str) -> Option<f64> {
        let tokens = self.read.columns.get(column)?.tokens.as_ref()?;
        tokens.iter().position(|token| token == answer).map(|position| position as f64)
    }

    /// What a study of robustness varies, as the framework declares it.
    pub fn uncertainty(&self) -> Option<&Uncertainty> {
        self.uncertainty.as_ref()
    }

    /// The nodes through which the score of an entity depends on the other entities: leaves that are
    /// imputed, treated or normalised by the sample, and nodes whose weights or aggregation look at it.
    pub fn sample_dependent(&self) -> Vec<NodeIx> {
        let depends = |node: &Node| match &node.kind {
            NodeKind::Leaf(leaf) => {
                leaf.impute.kernel().looks_at_sample()
                    || leaf.treat.kernel().fixed().is_none()
                    || leaf.normalise.kernel().needs() != Needs::Nothing
            }
            NodeKind::Inner(inner) => {
                inner.weigh.kernel().looks_at_scores()
                    || inner.aggregate.kernel().looks_at_sample()
                    || inner.impute.is_some()
                    || inner.rescale.as_ref().is_some_and(|rule| rule.kernel().needs() != Needs::Nothing)
            }
        };
        NodeIx::first(self.nodes.len()).filter(|ix| depends(&self.nodes[*ix])).collect()
    }

    /// Whether what fills a gap of a node comes from the other entities.
    pub(crate) fn fills_from_sample(&self, node: NodeIx) -> bool {
        match &self.nodes[node].kind {
            NodeKind::Leaf(leaf) => leaf.impute.kernel().looks_at_sample(),
            NodeKind::Inner(inner) => inner.impute.is_some(),
        }
    }

    /// All nodes from the index down: a node, then each child with what is below it.
    pub fn downwards(&self) -> Vec<NodeIx> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut next = vec![self.root];
        while let Some(ix) = next.pop() {
            order.push(ix);
            // Reversed, because the last one is taken first.
            next.extend(self.nodes[ix].children().iter().rev());
        }
        order
    }

    /// The nearest node above a node with this code or level.
    pub(crate) fn ancestor(&self, node: NodeIx, name: &str) -> Option<NodeIx> {
        ancestor(&self.nodes, node, name)
    }

    /// All nodes below a node, itself not included, in the framework's order.
    pub fn below(&self, node: NodeIx) -> Vec<NodeIx> {
        let mut inside = vec![false; self.nodes.len()];
        inside[node] = true;
        // Parents come before their children here, so a look at the parent is enough.
        for ix in self.upwards.iter().rev() {
            if self.nodes[*ix].parent.is_some_and(|parent| inside[parent]) {
                inside[*ix] = true;
            }
        }
        inside[node] = false;
        NodeIx::first(self.nodes.len()).filter(|ix| inside[*ix]).collect()
    }
}

/// The nearest node above a node with this code, or else with this level.
pub(super) fn ancestor(nodes: &[Node], node: NodeIx, name: &str) -> Option<NodeIx> {
    let above = || std::iter::successors(nodes[node].parent, |above| nodes[*above].parent);
    let by_code = above().find(|above| nodes[*above].code == name);
    by_code.or_else(|| above().find(|above| nodes[*above].level.as_deref() == Some(name)))
}
