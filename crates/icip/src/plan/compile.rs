//! A framework joined with the columns that the data have. Only the names of columns are looked at here, and
//! no value.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::framework::{Framework, Leaf, NodeIx, NodeKind};
use crate::plan::{Held, TieBreaker, Trail, size_columns, tie_breakers};
use icip_problem::{Code, NearWords, Place, Problem, Problems, Report, Value, message, quoted_and_more};
use icip_table::data::{ColumnIx, Schema};

/// Columns that a message names; a framework may read hundreds.
const SHOWN: usize = 8;

/// Where a node's score comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// A leaf whose column is in the data, divided by another where the framework says so.
    Measured {
        /// Position of its column.
        column: ColumnIx,
        /// Position of the divisor's column.
        divisor: Option<ColumnIx>,
    },
    /// The data hold the node's finished score in a column named like its code.
    Entered {
        /// Position of that column.
        column: ColumnIx,
    },
    /// Aggregated from its children.
    Computed,
    /// Below a node whose finished score the data hold: not in the result.
    Unused,
}

/// A framework joined with the columns of a panel: every node knows where its score comes from. Cheap to
/// clone.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    pub(crate) framework: Held<'a>,
    pub(crate) schema: Arc<Schema>,
    pub(crate) origins: Arc<[Origin]>,
    pub(crate) trail: Trail,
    /// What decides where scores of the index tie, one after the other.
    then: Arc<[TieBreaker]>,
    /// The size column of each declaration of totals.
    sizes: Arc<[Option<ColumnIx>]>,
    warnings: Arc<[Problem]>,
}

impl<'a> Plan<'a> {
    /// Finds the deepest data for every node: its own columns, else those of its children, else a column
    /// named like its code that holds its finished score.
    ///
    /// # Errors
    /// Every column that is missing, with what could replace it.
    pub fn compile(framework: &'a Framework, schema: &Schema) -> Result<Self, Problems> {
        Self::compile_held(Held::Borrowed(framework), schema)
    }

    fn compile_held(held: Held<'a>, schema: &Schema) -> Result<Self, Problems> {
        let framework: &Framework = &held;
        let mut resolve = Resolve {
            framework,
            schema,
            origins: vec![Origin::Unused; framework.nodes().len()],
            missing: vec![Vec::new(); framework.nodes().len()],
            lacks: vec![false; framework.nodes().len()],
            ignored: Vec::new(),
            warnings: Vec::new(),
        };
        // Children before their parents, because what a node lacks follows from what its children lack.
        for node in &framework.upwards {
            resolve.node(*node);
        }
        if !resolve.ignored.is_empty() {
            let count = resolve.ignored.len();
            let columns = shown(resolve.ignored.iter(), count);
            let what = message!("unused-scores-columns", columns, count);
            let hint = message!("unused-scores-columns-hint");
            resolve.warnings.push(Problem::new(Code::UnusedScores, schema.place().clone(), what).hint(hint));
        }
        let mut report = Report::default();
        if !resolve.lacks[framework.root] {
            resolve.clear_unused();
        } else {
            resolve.report(framework.root, &mut report);
        }
        let Resolve { origins, warnings, .. } = resolve;
        screens_by_known_weights(framework, &origins, &mut report);
        let then =
            tie_breakers::resolve(framework, schema, |node| origins[node] != Origin::Unused, &mut report);
        let sizes = size_columns::resolve(framework, schema, &mut report);
        report.into_problems()?;
        Ok(Self {
            framework: held,
            schema: Arc::new(schema.clone()),
            origins: origins.into(),
            trail: Trail::Keep,
            then: then.into(),
            sizes: sizes.into(),
            warnings: warnings.into(),
        })
    }

    /// The same plan with or without a list of changed cells.
    #[must_use]
    pub fn with_trail(mut self, trail: Trail) -> Self {
        self.trail = trail;
        self
    }

    /// The same plan for a framework with the same tree and columns, and other rules.
    pub(crate) fn with_framework<'f>(&self, framework: &'f Framework) -> Plan<'f> {
        let Self { schema, origins, trail, then, sizes, warnings, .. } = self.clone();
        Plan { framework: Held::Borrowed(framework), schema, origins, trail, then, sizes, warnings }
    }

    /// The framework.
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    /// Where a node's score comes from.
    pub fn origin(&self, node: NodeIx) -> Origin {
        self.origins[node]
    }

    /// The nodes whose values the data hold, as measured leaves or as finished scores.
    pub fn entries(&self) -> Vec<NodeIx> {
        let given = |origin: &Origin| matches!(origin, Origin::Measured { .. } | Origin::Entered { .. });
        NodeIx::first(self.origins.len()).filter(|ix| given(&self.origins[*ix])).collect()
    }

    /// The leaves that are measured.
    pub(crate) fn measured(&self) -> impl Iterator<Item = (NodeIx, &Leaf)> {
        let measured = |node: &NodeIx| matches!(self.origins[*node], Origin::Measured { .. });
        let nodes = self.framework.nodes();
        self.entries().into_iter().filter(measured).filter_map(|node| Some((node, nodes[node].leaf()?)))
    }

    /// The nodes with a score, in the framework's order.
    pub fn used(&self) -> Vec<NodeIx> {
        NodeIx::first(self.origins.len()).filter(|ix| self.origins[*ix] != Origin::Unused).collect()
    }

    /// Whether a node has a score.
    pub fn is_used(&self, node: NodeIx) -> bool {
        self.origins[node] != Origin::Unused
    }

    /// What decides where scores of the index tie, one after the other.
    pub(crate) fn tie_breakers(&self) -> &[TieBreaker] {
        &self.then
    }

    /// The size column of each declaration of totals; nothing where entities weigh the same.
    pub(crate) fn size_columns(&self) -> &[Option<ColumnIx>] {
        &self.sizes
    }

    /// What a reader should know about the way the data enter.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }
}

impl Plan<'static> {
    /// The same as [`Plan::compile`] with a framework that the plan owns, for programs that keep plans: in a server, or
    /// after a binding to another language. Clones of the plan share the framework.
    ///
    /// # Errors
    /// Those of [`Plan::compile`].
    ///
    /// ```
    /// use icip::{framework::Files, data::Schema, plan::Plan, problem::Problems};
    ///
    /// /// Outlives the text and the framework that it was made from.
    /// fn plan(toml: &str) -> Result<Plan<'static>, Problems> {
    ///     let framework = Files::new("framework.toml", toml).read()?.value;
    ///     Plan::owned(framework, &Schema::new(["a"]))
    /// }
    ///
    /// let toml = "format = 1\n[framework]\nid = \"x\"\n[[nodes]]\ncode = \"I\"\n\
    ///     [[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n";
    /// let kept: Plan<'static> = plan(toml)?;
    /// assert_eq!(kept.framework().id(), "x");
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn owned(framework: impl Into<Arc<Framework>>, schema: &Schema) -> Result<Self, Problems> {
        Self::compile_held(Held::Owned(framework.into()), schema)
    }
}

/// Entities are screened before there are scores, so their weights must not come from scores.
fn screens_by_known_weights(framework: &Framework, origins: &[Origin], report: &mut Report) {
    if !framework.screens_by_weight() {
        return;
    }
    let is_entry = |origin: &Origin| matches!(origin, Origin::Measured { .. } | Origin::Entered { .. });
    let entries = framework.nodes().iter().zip(origins).filter(|(_, origin)| is_entry(origin));
    let unknown = entries.filter(|(node, _)| node.effective_weight().is_none());
    let unknown: Vec<&str> = unknown.map(|(node, _)| node.code()).collect();
    if !unknown.is_empty() {
        let more = unknown.len().saturating_sub(SHOWN);
        let nodes = quoted_and_more(unknown.iter().copied().take(SHOWN), more);
        let what = message!("weights-screen", nodes, count = unknown.len());
        let place = Place::default().field("screen.entities.by");
        report.problem(Problem::new(Code::Weights, place, what).hint(message!("weights-screen-hint")));
    }
}

struct Resolve<'a> {
    framework: &'a Framework,
    schema: &'a Schema,
    origins: Vec<Origin>,
    /// Columns that a leaf lacks; empty where it has a score.
    missing: Vec<Vec<String>>,
    /// Whether a node has no score, because it or what is below it lacks columns.
    lacks: Vec<bool>,
    /// Columns with finished scores of nodes that are computed.
    ignored: Vec<String>,
    warnings: Vec<Problem>,
}

impl Resolve<'_> {
    fn node(&mut self, ix: NodeIx) {
        let node = &self.framework.nodes()[ix];
        let entered = self.schema.position(node.code());
        match node.kind() {
            NodeKind::Leaf(leaf) => {
                let column = self.schema.position(&leaf.column);
                let divisor = leaf.denominate.as_ref().map(|d| (&d.by, self.schema.position(&d.by)));
                let mut missing = Vec::new();
                if column.is_none() {
                    missing.push(leaf.column.clone());
                }
                if let Some((name, None)) = divisor {
                    missing.push(name.clone());
                }
                match (column, entered) {
                    (Some(column), _) if missing.is_empty() => {
                        self.origins[ix] = Origin::Measured { column, divisor: divisor.and_then(|(_, d)| d) };
                    }
                    // A column with the name of both the leaf and its measurement holds measurements, so it
                    // is no finished score.
                    (_, Some(column)) if leaf.column != node.code() => {
                        self.origins[ix] = Origin::Entered { column };
                    }
                    _ => {
                        self.missing[ix] = missing;
                        self.lacks[ix] = true;
                    }
                }
            }
            NodeKind::Inner(inner) => {
                let lacking = inner.children.iter().filter(|child| self.lacks[**child]).count();
                if lacking == 0 {
                    self.origins[ix] = Origin::Computed;
                    self.ignored.extend(entered.map(|_| node.code().to_owned()));
                } else if let Some(column) = entered {
                    self.warn_half_present(ix, inner.children.len() > lacking);
                    self.origins[ix] = Origin::Entered { column };
                } else {
                    self.lacks[ix] = true;
                }
            }
        }
    }

    /// The nodes below a node, from the top; below one with a finished score nothing, because that node has a warning of
    /// its own. So every node is looked at once, however many nodes have a finished score.
    fn below(&self, ix: NodeIx) -> Vec<NodeIx> {
        let (mut below, mut next) = (Vec::new(), vec![ix]);
        while let Some(ix) = next.pop() {
            let children = self.framework.nodes()[ix].children();
            below.extend(children);
            let finished = |child: &&NodeIx| matches!(self.origins[**child], Origin::Entered { .. });
            next.extend(children.iter().rev().filter(|child| !finished(child)));
        }
        below
    }

    /// A finished score together with most of the columns below it is probably a misspelt header.
    fn warn_half_present(&mut self, ix: NodeIx, some: bool) {
        let below = self.below(ix);
        let measured = |ix: &NodeIx| matches!(self.origins[*ix], Origin::Measured { .. });
        if !some || !below.iter().any(measured) {
            return;
        }
        let lacking: BTreeSet<&String> = below.iter().flat_map(|ix| &self.missing[*ix]).collect();
        let node = self.framework.nodes()[ix].code();
        let columns = shown(lacking.iter().copied(), lacking.len());
        let what = message!("half-present-columns", node, columns, count = lacking.len());
        self.warnings.push(Problem::new(Code::HalfPresent, self.schema.place().clone(), what));
    }

    /// Nodes below an entered node are not used.
    fn clear_unused(&mut self) {
        // From the top, so that a node below an unused one finds it unused already.
        for ix in self.framework.upwards.iter().rev().copied() {
            let above = self.framework.nodes()[ix].parent();
            if above.is_some_and(|parent| self.origins[parent] != Origin::Computed) {
                self.origins[ix] = Origin::Unused;
            }
        }
    }

    /// Reports one problem at the highest node below which nothing was found, so that the user of a file of
    /// variables that lacks one of them reads about that variable, and not about its two hundred answers.
    fn report(&self, root: NodeIx, report: &mut Report) {
        let nodes = self.framework.nodes();
        let found = |ix: NodeIx| !self.lacks[ix];
        // A column that is read belongs to a node already, so a misspelt one is among the others.
        let mut unread = NearWords::new(self.schema.unread().iter().map(String::as_str));
        // Whether anything at or below a node was found.
        let mut anything: Vec<bool> = NodeIx::first(nodes.len()).map(found).collect();
        for ix in self.framework.upwards.iter().copied() {
            if let Some(parent) = nodes[ix].parent() {
                anything[parent] |= anything[ix];
            }
        }
        let mut next = vec![root];
        while let Some(ix) = next.pop() {
            if anything[ix] {
                next.extend(nodes[ix].children().iter().rev().filter(|child| !found(**child)));
            } else {
                self.report_one(ix, &mut unread, report);
            }
        }
    }

    fn report_one(&self, ix: NodeIx, unread: &mut NearWords<'_>, report: &mut Report) {
        let node = &self.framework.nodes()[ix];
        let below = self.below(ix);
        let missing: Vec<&String> =
            std::iter::once(&ix).chain(&below).flat_map(|ix| &self.missing[*ix]).collect();
        let columns = shown(missing.iter().copied(), missing.len());
        let what = if node.children().is_empty() {
            message!("missing-column-leaf", leaf = node.code(), columns, count = missing.len())
        } else {
            message!("missing-column-node", node = node.code(), columns)
        };
        let mut names = missing.iter().map(|name| name.as_str()).chain([node.code()]);
        let near = names.find_map(|name| unread.nearest(name));
        let hint = match near {
            Some(word) => message!("did-you-mean", word),
            None if node.children().is_empty() && *missing[0] != *node.code() => {
                message!("missing-column-finished-hint", column = node.code())
            }
            None => {
                let (columns, unread) = (self.schema.columns(), self.schema.unread());
                let known = shown(columns.iter().chain(unread), columns.len() + unread.len());
                message!("missing-column-known-hint", columns = known)
            }
        };
        report.problem(Problem::new(Code::MissingColumn, self.schema.place().clone(), what).hint(hint));
    }
}

/// Up to eight of so many names in backticks, and how many more there are.
fn shown<'n>(names: impl Iterator<Item = &'n String>, count: usize) -> Value {
    quoted_and_more(names.take(SHOWN).map(String::as_str), count.saturating_sub(SHOWN))
}
