//! From what the analyst wrote to what is true of it: every fault of the tree is reported at once. It must
//! not know where the framework was read from.

use std::collections::{BTreeMap, BTreeSet};

use crate::aggregate::Aggregate;
use crate::aggregate::arithmetic_mean::ArithmeticMean;
use crate::framework::averages::gaps_as_averages;
use crate::framework::model::{Aggregation, Framework, Leaf, Node, NodeKind, Share, ancestor};
use crate::framework::shares::shares;
use crate::framework::spec::{FrameworkSpec, LevelSpec, NodeSpec, Rules};
use crate::framework::{NodeIx, Path, Target, Within, uncertainty};
use crate::impute::{self, Impute};
use crate::missing::{self, Missing};
use crate::normalise::goalposts::Goalposts;
use crate::normalise::{self, Direction, Normalise};
use crate::range::Range;
use crate::treat::{self, Treat};
use crate::weigh::{self, Siblings, Weigh};
use icip_problem::{
    Code, Message, NearWords, Place, Problem, Problems, Report, Warned, message, quoted_and_more,
};
use icip_table::io::ColumnOptions;

impl FrameworkSpec {
    /// Checks the framework as a whole.
    ///
    /// # Errors
    /// All problems: duplicate codes, unknown parents, cycles, several roots, leaves without column,
    /// weights that are negative or missing beside given ones, groups whose weights are all zero,
    /// rules that mean nothing where they stand, methods that cannot follow each other.
    pub fn check(self) -> Result<Warned<Framework>, Problems> {
        self.check_into(Report::default())
    }

    /// The same, together with the problems of reading.
    pub(crate) fn check_into(self, report: Report) -> Result<Warned<Framework>, Problems> {
        self.with_normal_names().check_normal(report)
    }

    fn check_normal(self, mut report: Report) -> Result<Warned<Framework>, Problems> {
        if let Some(problem) = self.limits.nodes(&self.place, self.nodes.len()) {
            return Err(problem.into());
        }
        let tree = tree(&self, &mut report);
        // What follows goes up and down the tree for many nodes.
        let depths = tree.root.map(|_| tree.depths.iter().copied());
        let depth = depths.and_then(Iterator::max).unwrap_or_default();
        if let Some(problem) = self.limits.depth(&self.place, depth) {
            return Err(problem.into());
        }
        let levels = levels(&self, &mut report);
        let mut nodes = Vec::with_capacity(self.nodes.len());
        for (ix, spec) in NodeIx::first(self.nodes.len()).zip(&self.nodes) {
            nodes.push(node(&self, &levels, &tree, ix, spec, &mut report));
        }
        let leaves = leaf_counts(&tree);
        for (node, leaves) in nodes.iter_mut().zip(&leaves) {
            node.leaves = *leaves;
        }
        // Before the shares and ranges, which need the weights that the rules give.
        for parent in NodeIx::first(nodes.len()) {
            by_rule(&self, parent, &leaves, &mut nodes, &mut report);
        }
        weights(&self, &tree, &nodes, &mut report);
        // What follows walks the tree, so it needs one.
        if tree.root.is_some() {
            find_shares(&tree, &mut nodes);
            ancestors(&self, &nodes, &mut report);
            ranges(&self, &tree, &mut nodes, &mut report);
            for (node, what) in gaps_as_averages(&nodes, &tree.upwards) {
                let problem = Problem::new(Code::GapAsAverage, at(&self.nodes[node], "missing"), what);
                report.warn(problem.hint(message!("gap-as-average-of-hint")));
            }
        }
        result_columns(&self, tree.root, &mut report);
        classes(&self, &mut report);
        totals(&self, &mut report);
        let uncertainty = match (&self.uncertainty, tree.root) {
            (Some(spec), Some(root)) => Some(uncertainty::resolve(spec, &nodes, root, &mut report)),
            _ => None,
        };
        let mut further: Vec<String> =
            uncertainty.iter().flat_map(|uncertainty| uncertainty.error_columns(&nodes)).collect();
        // A column of the data may decide where scores tie, or say how large entities are.
        further
            .extend(self.rank.then.iter().chain(self.totals.iter().filter_map(|t| t.size.as_ref())).cloned());
        let columns = columns(&self, &mut nodes, further, &mut report);
        let Some(root) = tree.root else {
            // A tree that is not one has put its reason into the report.
            return Err(report.into_problems().expect_err("a broken tree is a problem"));
        };
        let mut by_code: Vec<NodeIx> = NodeIx::first(nodes.len()).collect();
        by_code.sort_by(|a, b| nodes[*a].code.cmp(&nodes[*b].code));
        let names = self.levels.into_iter().map(|level| (level.level, level.names));
        let level_names = names.filter(|(_, names)| !names.is_empty()).collect();
        let mut read = self.data.read;
        read.columns = columns;
        report.finish(Framework {
            id: self.id,
            title: self.title,
            edition: self.edition,
            source: self.source,
            note: self.note,
            level_names,
            read,
            sample: self.data.sample,
            normalise_sample: self.data.normalise_sample.unwrap_or(self.data.sample),
            base: self.data.base,
            breaks: self.data.breaks,
            nodes,
            root,
            upwards: tree.upwards,
            by_code,
            screen: self.screen,
            audit: self.audit,
            unranked: self.rank.unranked.iter().cloned().collect(),
            rank: self.rank,
            classes: self.classes,
            totals: self.totals,
            uncertainty,
        })
    }
}

/// Who is whose parent, as far as it is known.
struct Tree {
    /// The index; nothing when the rows are no tree.
    root: Option<NodeIx>,
    parents: Vec<Option<NodeIx>>,
    children: Vec<Vec<NodeIx>>,
    depths: Vec<usize>,
    upwards: Vec<NodeIx>,
    /// Whether a misspelt parent seems to mean the node: it has children, although none is found.
    meant: Vec<bool>,
}

fn tree(spec: &FrameworkSpec, report: &mut Report) -> Tree {
    let index = codes(spec, report);
    // A code that is empty or stands twice is not in the index, so some node has no place in the tree.
    let mut sound = index.len() == spec.nodes.len();
    let mut parents = vec![None; spec.nodes.len()];
    let mut children = vec![Vec::new(); spec.nodes.len()];
    let mut meant = vec![false; spec.nodes.len()];
    let mut near_codes = NearWords::new(index.keys().copied());
    for (ix, node) in NodeIx::first(spec.nodes.len()).zip(&spec.nodes) {
        let Some(parent) = &node.parent else { continue };
        match index.get(parent.as_str()) {
            Some(parent) => {
                parents[ix] = Some(*parent);
                children[*parent].push(ix);
            }
            None => {
                sound = false;
                let what = message!("unknown-parent-of", parent, code = &node.code);
                let near = near_codes.nearest(parent).filter(|near| *near != node.code);
                if let Some(near) = near.and_then(|near| index.get(near)) {
                    meant[*near] = true;
                }
                let hint = match near {
                    Some(near) => message!("did-you-mean", word = near),
                    None => message!("unknown-parent-hint"),
                };
                report.problem(Problem::new(Code::UnknownParent, at(node, "parent"), what).hint(hint));
            }
        }
    }
    if near_codes.is_spent() {
        // Of so many misspelt parents nobody knows which nodes they mean.
        meant.fill(true);
    }
    let roots: Vec<NodeIx> =
        NodeIx::first(spec.nodes.len()).filter(|ix| spec.nodes[*ix].parent.is_none()).collect();
    if let [_, rest @ ..] = roots.as_slice() {
        for ix in rest {
            sound = false;
            let what =
                message!("second-root-of", code = &spec.nodes[*ix].code, index = &spec.nodes[roots[0]].code);
            report.problem(
                Problem::new(Code::SecondRoot, at(&spec.nodes[*ix], "parent"), what)
                    .hint(message!("second-root-hint")),
            );
        }
    }
    if spec.nodes.is_empty() {
        report.problem(Problem::new(Code::NoTree, spec.place.clone(), message!("no-tree-empty")));
    }
    // Nodes that no root reaches keep this depth, by which cycles are found.
    let mut depths = vec![usize::MAX; spec.nodes.len()];
    let mut downwards: Vec<NodeIx> = roots.clone();
    let mut next = 0;
    for root in &roots {
        depths[*root] = 0;
    }
    while let Some(ix) = downwards.get(next).copied() {
        for child in &children[ix] {
            depths[*child] = depths[ix] + 1;
            downwards.push(*child);
        }
        next += 1;
    }
    // Without a root the parents form a cycle or name rows that are not there; both are reported.
    if !cycles(spec, &parents, &depths, report) {
        // Inside a cycle nobody can say which node is a leaf.
        sound = false;
        meant.fill(true);
    }
    sound &= roots.len() == 1;
    // Parents were met before their children, so in reverse order children come before their parents.
    downwards.reverse();
    Tree {
        root: roots.first().copied().filter(|_| sound),
        parents,
        children,
        depths,
        upwards: downwards,
        meant,
    }
}

/// Codes to positions; duplicates are reported.
fn codes<'a>(spec: &'a FrameworkSpec, report: &mut Report) -> BTreeMap<&'a str, NodeIx> {
    let mut index: BTreeMap<&str, NodeIx> = BTreeMap::new();
    for (ix, node) in NodeIx::first(spec.nodes.len()).zip(&spec.nodes) {
        if let Some(first) = index.get(node.code.as_str()) {
            let mut problem = Problem::new(
                Code::DuplicateCode,
                at(node, "code"),
                message!("duplicate-code-of", code = &node.code),
            );
            // A framework that a program built has no lines.
            let line = spec.nodes[*first].place.line;
            problem.hint = line.map(|line| message!("duplicate-code-hint", line = line.to_string()));
            report.problem(problem);
        } else if !node.code.is_empty() {
            index.insert(&node.code, ix);
        } else if !report.has_problems() {
            // A file without a code is reported when it is read; this is a framework that a program built.
            report.problem(Problem::new(Code::EmptyCode, node.place.clone(), message!("empty-code-node")));
        }
    }
    index
}

/// Nodes that the index does not reach although all their parents exist form a cycle.
fn cycles(spec: &FrameworkSpec, parents: &[Option<NodeIx>], depths: &[usize], report: &mut Report) -> bool {
    // The walk in which a node was met, and its place there. Each node is met once.
    let mut met: Vec<Option<(NodeIx, usize)>> = vec![None; depths.len()];
    let mut sound = true;
    for start in NodeIx::first(depths.len()) {
        let (mut path, mut ix) = (Vec::new(), start);
        while met[ix].is_none() {
            met[ix] = Some((start, path.len()));
            path.push(ix);
            match parents[ix].filter(|parent| depths[*parent] == usize::MAX) {
                Some(parent) => ix = parent,
                None => break,
            }
        }
        let own = met[ix].filter(|(walk, _)| *walk == start && parents[path[path.len() - 1]] == Some(ix));
        if let Some((_, from)) = own {
            sound = false;
            let what = message!("cycle-of", code = &spec.nodes[ix].code, path = way(spec, &path[from..]));
            report.problem(
                Problem::new(Code::Cycle, at(&spec.nodes[ix], "parent"), what).hint(message!("cycle-hint")),
            );
        }
    }
    sound
}

/// A cycle as a way from its first node to that node again. Of a long one the ends are shown.
fn way(spec: &FrameworkSpec, cycle: &[NodeIx]) -> String {
    let code = |ix: &NodeIx| spec.nodes[*ix].code.as_str();
    let mut codes: Vec<&str> = match cycle.len() {
        0..=NAMED => cycle.iter().map(code).collect(),
        length => {
            let (first, last) = (cycle[..NAMED / 2].iter(), cycle[length - NAMED / 2..].iter());
            first.map(code).chain(["..."]).chain(last.map(code)).collect()
        }
    };
    codes.extend(cycle.first().map(code));
    codes.join(" < ")
}

fn levels<'a>(spec: &'a FrameworkSpec, report: &mut Report) -> BTreeMap<&'a str, &'a Rules> {
    let used: BTreeSet<&str> = spec.nodes.iter().filter_map(|node| node.level.as_deref()).collect();
    let mut near_names = NearWords::new(used.iter().copied());
    let mut levels = BTreeMap::new();
    for LevelSpec { level: name, place, rules, .. } in &spec.levels {
        if !used.contains(name.as_str()) && !spec.nodes.is_empty() {
            let what = message!("unknown-level-unused", level = name);
            report.problem(
                Problem::new(Code::UnknownLevel, place.clone(), what).hint(near_names.did_you_mean(name)),
            );
        }
        levels.insert(name.as_str(), rules);
    }
    levels
}

fn node(
    spec: &FrameworkSpec,
    levels: &BTreeMap<&str, &Rules>,
    tree: &Tree,
    ix: NodeIx,
    node: &NodeSpec,
    report: &mut Report,
) -> Node {
    let level = node.level.as_deref().and_then(|level| levels.get(level));
    // The narrowest rule counts: that of the node, of its level, of the defaults.
    let wider = level.map_or_else(|| spec.defaults.clone(), |level| level.over(&spec.defaults));
    let rules = node.rules.over(&wider);
    let children = &tree.children[ix];
    let kind = if children.is_empty() {
        leaf(node, rules.clone(), tree.meant[ix], report)
    } else {
        inner(node, rules.clone(), children.clone(), report)
    };
    Node {
        code: node.code.clone(),
        names: node.names.clone(),
        level: node.level.clone(),
        parent: tree.parents[ix],
        depth: tree.depths[ix],
        weight: node.weight.unwrap_or(1.0),
        share: Share::default(),
        leaves: 0,
        round: rules.round,
        range: Range::UNKNOWN,
        target: target(spec, node, &kind, report),
        kind,
        note: node.note.clone(),
    }
}

/// The target of a node, completed by what all targets have in common.
fn target(spec: &FrameworkSpec, node: &NodeSpec, kind: &NodeKind, report: &mut Report) -> Option<Target> {
    let own = node.target.as_ref()?;
    let (code, shared) = (&node.code, &spec.targets);
    let falls = match kind {
        NodeKind::Leaf(leaf) => leaf.less_is_better(),
        NodeKind::Inner(_) => false,
    };
    let mut refuse = |key: &str, what: Message, hint: Message| {
        let place = own.place.field(format!("target.{key}"));
        report.problem(Problem::new(Code::BadTarget, place, what).hint(hint));
    };
    let baseline_period = own.baseline_period.or(shared.baseline_period);
    let Some(goal_period) = own.goal_period.or(shared.goal_period) else {
        refuse("goal-period", message!("bad-target-no-date", code), message!("bad-target-no-date-hint"));
        return None;
    };
    if let NodeKind::Leaf(Leaf { normalise: Normalise::Map(map), .. }) = kind
        && map.tokens().is_some()
    {
        refuse("goal", message!("bad-target-texts", code), message!("bad-target-texts-hint"));
    }
    if own.baseline.is_some() && baseline_period.is_none() {
        refuse(
            "baseline-period",
            message!("bad-target-no-start", code),
            message!("bad-target-no-start-hint"),
        );
    }
    if let Some(start) = baseline_period.filter(|start| *start >= goal_period) {
        let what = message!("bad-target-order", code, start, end = goal_period);
        refuse("goal-period", what, message!("bad-target-order-hint"));
    }
    let path = own.path.unwrap_or(shared.path);
    let turned = |x: f64| if falls { -x } else { x };
    if let Some(baseline) = own.baseline {
        if path == Path::Geometric && !(baseline > 0.0 && own.goal > 0.0) {
            refuse("path", message!("bad-target-geometric", code), message!("bad-target-geometric-hint"));
        }
        if turned(own.goal) < turned(baseline) {
            let what = message!("bad-target-direction", code, baseline, goal = own.goal);
            refuse("goal", what, message!("bad-target-direction-hint"));
        }
    }
    let lights = own.green.zip(own.red);
    if let Some((green, red)) = lights.filter(|(green, red)| turned(*green) <= turned(*red)) {
        let what = message!("bad-target-lights", code, green, red);
        refuse("red", what, message!("bad-target-lights-hint"));
    }
    let time = |(period, value): &(String, f64)| Some((period.parse::<f64>().ok()?, *value));
    let mut milestones: Vec<(f64, f64)> = own.milestones.iter().filter_map(time).collect();
    milestones.sort_by(|a, b| a.0.total_cmp(&b.0));
    let inside = |at: f64| at < goal_period && baseline_period.is_none_or(|start| at > start);
    if let Some((period, _)) = milestones.iter().find(|(period, _)| !inside(*period)) {
        let what = message!("bad-target-milestone", code, period = *period);
        refuse("milestones", what, message!("bad-target-milestone-hint"));
    }
    if let Some((period, value)) = milestones.iter().find(|(_, value)| turned(*value) > turned(own.goal)) {
        let what =
            message!("bad-target-milestone-beyond", code, value = *value, period = *period, goal = own.goal);
        refuse("milestones", what, message!("bad-target-milestone-beyond-hint"));
    }
    Some(Target {
        baseline: own.baseline,
        baseline_period,
        goal: own.goal,
        goal_period,
        path,
        milestones,
        lights,
        rule: shared.rule,
        overshoot: shared.overshoot,
        falls,
    })
}

fn leaf(node: &NodeSpec, rules: Rules, meant: bool, report: &mut Report) -> NodeKind {
    for rule in node.rules.of_inner_nodes() {
        let what = message!("rule-of-inner-node-at", code = &node.code, rule);
        report.problem(
            Problem::new(Code::RuleOfInnerNode, at(node, rule), what)
                .hint(message!("rule-of-inner-node-hint")),
        );
    }
    if node.column.is_none() && !meant {
        let what = message!("leaf-without-column-at", code = &node.code);
        report.problem(
            Problem::new(Code::LeafWithoutColumn, at(node, "column"), what)
                .hint(message!("leaf-without-column-hint")),
        );
    }
    // Scales of groups that the method itself declares; no number of values is too small for them.
    let own = rules.normalise.as_ref().and_then(|rule| rule.kernel().group());
    let within = match (own, rules.within) {
        (Some(group), within) => {
            if let Some(within) = within.filter(|within| within.group != group) {
                let what = message!("within-twice", code = &node.code, own = group, group = &within.group);
                report.problem(
                    Problem::new(Code::BadValue, at(node, "within"), what)
                        .hint(message!("within-twice-hint")),
                );
            }
            Some(Within { least: 1, ..Within::new(group) })
        }
        (None, within) => within,
    };
    let leaf = Leaf {
        column: node.column.clone().unwrap_or_default(),
        denominate: rules.denominate,
        impute: rules.impute.unwrap_or(Impute::None(impute::none::None)),
        treat: rules.treat.unwrap_or(Treat::None(treat::none::None)),
        normalise: rules.normalise.unwrap_or(Normalise::None(normalise::none::None)),
        within,
        direction: rules.direction.unwrap_or(Direction::Positive),
        range: rules.range.unwrap_or_default(),
        beyond: rules.beyond,
        tokens: None,
    };
    if leaf.direction == Direction::Negative && !leaf.normalise.kernel().uses_direction() {
        let what = message!("idle-direction-of", method = leaf.normalise.name(), code = &node.code);
        report.problem(
            Problem::new(Code::IdleDirection, at(node, "direction"), what)
                .hint(message!("idle-direction-hint")),
        );
    }
    if let Normalise::Goalposts(Goalposts { worst, best, .. }) = &leaf.normalise
        && leaf.direction == Direction::Negative
        && worst > best
    {
        let what = message!("turned-twice-of", code = &node.code, worst = *worst, best = *best);
        let problem = Problem::new(Code::TurnedTwice, at(node, "direction"), what);
        report.warn(problem.hint(message!("turned-twice-of-hint")));
    }
    if let Normalise::Map(map) = &leaf.normalise
        && map.tokens().is_some()
        && (leaf.denominate.is_some() || !leaf.treat.kernel().is_none() || !leaf.impute.kernel().is_none())
    {
        let what = message!("text-arithmetic-at", code = &node.code);
        report.problem(
            Problem::new(Code::TextArithmetic, at(node, "normalise"), what)
                .hint(message!("text-arithmetic-hint")),
        );
    }
    NodeKind::Leaf(leaf)
}

fn inner(node: &NodeSpec, rules: Rules, children: Vec<NodeIx>, report: &mut Report) -> NodeKind {
    let impute = node.rules.impute.as_ref();
    let fills = impute.is_some_and(|rule| matches!(rule, Impute::Mean(_) | Impute::Median(_)));
    if let Some(rule) = impute.filter(|_| !fills) {
        let what = message!("rule-of-leaf-impute", code = &node.code, method = rule.name());
        report.problem(
            Problem::new(Code::RuleOfLeaf, at(node, "impute"), what)
                .hint(message!("rule-of-leaf-impute-hint")),
        );
    }
    for rule in node.rules.of_leaves().into_iter().filter(|rule| *rule != "impute") {
        let what = message!("rule-of-leaf-at", code = &node.code, rule);
        let hint = match rule {
            "normalise" => message!("rule-of-leaf-rescale-hint"),
            _ => message!("rule-of-leaf-hint"),
        };
        report.problem(Problem::new(Code::RuleOfLeaf, at(node, rule), what).hint(hint));
    }
    if let Some(column) = node.column.as_ref().filter(|column| !column.is_empty()) {
        let what = message!("inner-with-column-at", code = &node.code, column);
        report.problem(
            Problem::new(Code::InnerWithColumn, at(node, "column"), what)
                .hint(message!("inner-with-column-hint")),
        );
    }
    if let Some(method) = &rules.rescale {
        let texts = matches!(method, Normalise::Map(map) if map.tokens().is_some());
        if texts || method.kernel().names_rows() {
            let what = message!("rescale-of", code = &node.code, method = method.name());
            report.problem(
                Problem::new(Code::Rescale, at(node, "rescale"), what).hint(message!("rescale-of-hint")),
            );
        }
    }
    NodeKind::Inner(Aggregation {
        children,
        aggregate: rules.aggregate.unwrap_or(Aggregate::ArithmeticMean(ArithmeticMean)),
        rescale: rules.rescale,
        // That of a level, or of the defaults, is meant for leaves.
        impute: node.rules.impute.clone(),
        missing: rules.missing.unwrap_or(Missing::Skip(missing::skip::Skip)),
        weigh: rules.weigh.unwrap_or(Weigh::Given(weigh::given::Given)),
        diagnostics: Vec::new(),
    })
}

/// Weights are relative, so nobody needs larger or smaller ones than these.
const USABLE_WEIGHTS: std::ops::RangeInclusive<f64> = 1e-100..=1e100;

/// Weights of siblings.
fn weights(spec: &FrameworkSpec, tree: &Tree, nodes: &[Node], report: &mut Report) {
    for node in &spec.nodes {
        let Some(weight) = node.weight else { continue };
        let what = message!("weight-of", code = &node.code, weight);
        if weight < 0.0 {
            report.problem(
                Problem::new(Code::NegativeWeight, at(node, "weight"), what)
                    .hint(message!("bad-value-at-least-hint", bound = 0.0)),
            );
        } else if weight != 0.0 && !USABLE_WEIGHTS.contains(&weight) {
            // Sums of such weights, or their products with scores, would be 0 or infinite.
            let low = format!("{:e}", USABLE_WEIGHTS.start());
            let hint = message!("extreme-weight-hint", low, high = format!("{:e}", USABLE_WEIGHTS.end()));
            report.problem(Problem::new(Code::ExtremeWeight, at(node, "weight"), what).hint(hint));
        }
    }
    for (parent, children) in tree.children.iter().enumerate() {
        let given = children.iter().filter(|child| spec.nodes[**child].weight.is_some()).count();
        let parent_code = &spec.nodes[parent].code;
        if given > 0 && given < children.len() {
            for child in children.iter().map(|child| &spec.nodes[*child]).filter(|c| c.weight.is_none()) {
                let what = message!("weight-missing-of", code = &child.code, parent = parent_code);
                report.problem(
                    Problem::new(Code::WeightMissing, at(child, "weight"), what)
                        .hint(message!("weight-missing-hint")),
                );
            }
        }
        let total = children.iter().fold(0.0, |sum, child| sum + nodes[*child].weight);
        if !children.is_empty() && total == 0.0 {
            let what = message!("zero-weights-of", parent = parent_code);
            let place = at(&spec.nodes[children[0]], "weight");
            report.problem(Problem::new(Code::ZeroWeights, place, what).hint(message!("zero-weights-hint")));
        }
        for child in children {
            if nodes[*child].weight == 0.0 && total > 0.0 && !sums(&nodes[parent]) {
                let code = &spec.nodes[*child].code;
                let what = message!("zero-weight-of", code);
                report.warn(Problem::new(Code::ZeroWeight, at(&spec.nodes[*child], "weight"), what));
            }
        }
    }
}

/// Whether a node adds up its children, so that weights are not relative.
fn sums(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Inner(inner) if inner.aggregate.kernel().keeps_zero_weights())
}

/// How much each node counts, as far as that can be said without data.
fn find_shares(tree: &Tree, nodes: &mut [Node]) {
    let known = |parent: NodeIx| match &nodes[parent].kind {
        NodeKind::Inner(inner) => !inner.weigh.kernel().looks_at_scores(),
        NodeKind::Leaf(_) => true,
    };
    let found = shares(nodes, &tree.upwards, |node| nodes[node].weight, known);
    nodes.iter_mut().zip(found).for_each(|(node, share)| node.share = share);
}

/// Number of leaves at or below each node.
fn leaf_counts(tree: &Tree) -> Vec<usize> {
    let mut leaves = vec![0; tree.parents.len()];
    for ix in tree.upwards.iter().copied() {
        leaves[ix] = if tree.children[ix].is_empty() {
            1
        } else {
            tree.children[ix].iter().map(|child| leaves[*child]).sum()
        };
    }
    leaves
}

/// Weights by a rule that needs no scores.
fn by_rule(spec: &FrameworkSpec, parent: NodeIx, leaves: &[usize], nodes: &mut [Node], report: &mut Report) {
    let NodeKind::Inner(inner) = &nodes[parent].kind else { return };
    let method = inner.weigh.kernel();
    if method.looks_at_scores() {
        return;
    }
    let children = inner.children.clone();
    let codes: Vec<&str> = children.iter().map(|child| spec.nodes[*child].code.as_str()).collect();
    let given: Vec<f64> = children.iter().map(|child| nodes[*child].weight).collect();
    let counts: Vec<usize> = children.iter().map(|child| leaves[*child]).collect();
    let siblings = Siblings { codes: &codes, given: &given, leaves: &counts, scores: &[], noise: &[] };
    let place = at(&spec.nodes[parent], "weigh");
    match method.weigh(&siblings) {
        Ok(weighed) => {
            for warning in weighed.warnings {
                report.warn(Problem::new(Code::DoubtfulWeights, place.clone(), warning));
            }
            for (child, weight) in children.iter().zip(weighed.weights) {
                nodes[*child].weight = weight;
            }
            if let NodeKind::Inner(inner) = &mut nodes[parent].kind {
                inner.diagnostics = weighed.numbers;
            }
        }
        Err(unfit) => {
            let (method, code) = (inner.weigh.name(), &spec.nodes[parent].code);
            let what = message!("weights-method", method, code, what = unfit.what);
            report.problem(Problem::new(Code::Weights, place, what).hint(unfit.allowed));
        }
    }
}

/// Ranges from the leaves up; an aggregation that its children are certain to break is a problem.
fn ranges(spec: &FrameworkSpec, tree: &Tree, nodes: &mut [Node], report: &mut Report) {
    for (ix, what) in find_ranges(&tree.upwards, nodes) {
        report.problem(Problem::new(Code::ImpossibleAggregation, at(&spec.nodes[ix], "aggregate"), what));
    }
}

/// Writes the range of every node; the nodes whose aggregation is certain to be broken, and why.
pub(crate) fn find_ranges(upwards: &[NodeIx], nodes: &mut [Node]) -> Vec<(NodeIx, Message)> {
    let mut broken = Vec::new();
    for ix in upwards.iter().copied() {
        let range = match &nodes[ix].kind {
            NodeKind::Leaf(leaf) => {
                // A declared range is one of the data, so it says nothing about what a division or a
                // treatment makes of them.
                let untouched = leaf.denominate.is_none() && leaf.treat.kernel().is_none();
                let input = match leaf.range {
                    (Some(lo), Some(hi)) if untouched => Range::between(lo, hi),
                    _ => Range::UNKNOWN,
                };
                leaf.normalise.kernel().range(input, leaf.direction)
            }
            NodeKind::Inner(inner) => {
                let mut children: Vec<(f64, Range)> =
                    inner.children.iter().map(|child| (nodes[*child].weight, nodes[*child].range)).collect();
                // An absent child counts as this score, which need not lie in the range of the child.
                if let Some(fill) = inner.missing.kernel().fill() {
                    for (_, range) in &mut children {
                        range.lo = if fill < range.lo { fill } else { range.lo };
                        range.hi = if fill > range.hi { fill } else { range.hi };
                    }
                }
                let range = inner.aggregate.kernel().range(&children).unwrap_or_else(|(child, why)| {
                    let (name, code) = (inner.aggregate.name(), &nodes[ix].code);
                    let child = &nodes[inner.children[child]].code;
                    broken.push((ix, message!("impossible-aggregation-of", method = name, code, child, why)));
                    Range::UNKNOWN
                });
                match &inner.rescale {
                    Some(method) => method.kernel().range(range, Direction::Positive),
                    None => range,
                }
            }
        };
        nodes[ix].range = range;
    }
    broken
}

/// Columns that result files have beside those of groups and nodes.
pub(crate) const KEYS: [&str; 4] = ["rank", "code", "name", "period"];

/// Reports groups and nodes whose columns would have the name of another column of a result file: a reader of the file,
/// and `icip compare`, could not tell them apart.
fn result_columns(spec: &FrameworkSpec, root: Option<NodeIx>, report: &mut Report) {
    let groups = &spec.data.read.groups;
    let mut taken: BTreeSet<String> = KEYS.map(str::to_owned).into();
    for classes in &spec.classes {
        if !taken.insert(format!("{} class", classes.node)) {
            let what = message!("reserved-code-classes", node = &classes.node);
            let problem = Problem::new(Code::ReservedCode, classes.place.clone(), what);
            report.problem(problem.hint(message!("keep-one-hint")));
        }
    }
    if let Some(root) = root {
        taken.extend(groups.iter().map(|group| format!("{} in {group}", spec.nodes[root].code)));
    }
    for group in groups {
        if !taken.insert(group.clone()) {
            let what = message!("reserved-code-group", name = group);
            let problem = Problem::new(Code::ReservedCode, spec.place.field("data.groups"), what);
            report.problem(problem.hint(message!("reserved-code-group-hint")));
        }
    }
    // Codes that stand twice are reported as such.
    for node in spec.nodes.iter().filter(|node| taken.contains(&node.code)) {
        let what = message!("reserved-code-of", name = &node.code);
        let problem = Problem::new(Code::ReservedCode, at(node, "code"), what);
        report.problem(problem.hint(message!("reserved-code-of-hint")));
    }
}

fn classes(spec: &FrameworkSpec, report: &mut Report) {
    let known: BTreeSet<&str> = spec.nodes.iter().map(|node| node.code.as_str()).collect();
    let mut near_codes = NearWords::new(spec.nodes.iter().map(|node| node.code.as_str()));
    for classes in &spec.classes {
        if !known.contains(classes.node.as_str()) && !spec.nodes.is_empty() {
            let what = message!("unknown-node-classes", code = &classes.node);
            let hint = match near_codes.nearest(&classes.node) {
                Some(near) => message!("did-you-mean", word = near),
                None => message!("unknown-node-hint"),
            };
            report.problem(Problem::new(Code::UnknownNode, classes.place.clone(), what).hint(hint));
        }
    }
}

/// Totals need a group column, which only the declarations of the data can name.
fn totals(spec: &FrameworkSpec, report: &mut Report) {
    let groups: BTreeSet<&str> = spec.data.read.groups.iter().map(String::as_str).collect();
    let mut near_groups = NearWords::new(spec.data.read.groups.iter().map(String::as_str));
    for totals in spec.totals.iter().filter(|totals| !groups.contains(totals.group.as_str())) {
        let what = message!("unknown-column-totals", group = &totals.group);
        let hint = match near_groups.nearest(&totals.group) {
            Some(near) => message!("did-you-mean", word = near),
            None => message!("unknown-column-totals-hint", group = &totals.group),
        };
        report.problem(Problem::new(Code::UnknownColumn, totals.place.clone(), what).hint(hint));
    }
}

/// So many nodes on the way to the index are named.
const NAMED: usize = 20;

/// A gap is filled from the leaves below an ancestor, which must be one.
fn ancestors(spec: &FrameworkSpec, nodes: &[Node], report: &mut Report) {
    for (ix, node) in NodeIx::first(nodes.len()).zip(nodes) {
        let wanted = node.leaf().and_then(|leaf| Some((leaf, leaf.impute.kernel().ancestor()?)));
        let Some((leaf, name)) = wanted else { continue };
        if ancestor(nodes, ix, name).is_none() {
            let what =
                message!("unknown-node-ancestor", method = leaf.impute.name(), leaf = &node.code, name);
            let above = std::iter::successors(node.parent, |above| nodes[*above].parent);
            let above = above.map(|ix| nodes[ix].code.as_str()).take(NAMED);
            let more = node.depth.saturating_sub(NAMED);
            let hint = message!("unknown-node-ancestor-hint", nodes = quoted_and_more(above, more));
            report.problem(Problem::new(Code::UnknownNode, at(&spec.nodes[ix], "impute"), what).hint(hint));
        }
    }
}

/// What the reader must know of each column: text answers, ranges, marks.
fn columns(
    spec: &FrameworkSpec,
    nodes: &mut [Node],
    further: Vec<String>,
    report: &mut Report,
) -> BTreeMap<String, ColumnOptions> {
    let mut columns: BTreeMap<String, ColumnOptions> = BTreeMap::new();
    let mut numeric: BTreeMap<String, (String, Place)> = BTreeMap::new();
    let mut mapped: BTreeMap<String, (String, Place)> = BTreeMap::new();
    for (ix, node) in nodes.iter().enumerate() {
        // A column named like any node may hold its finished score.
        columns.entry(node.code.clone()).or_default();
        let Some(leaf) = node.leaf() else { continue };
        let place = &spec.nodes[ix].place;
        let texts = match &leaf.normalise {
            Normalise::Map(map) => map.tokens(),
            _ => None,
        };
        if texts.is_some() {
            mapped
                .entry(leaf.column.clone())
                .or_insert_with(|| (node.code.clone(), place.field("normalise")));
        }
        let column = columns.entry(leaf.column.clone()).or_default();
        // A cell is read once, so it must suit every leaf that reads its column.
        column.range = narrower(column.range, leaf.range);
        match texts {
            Some(texts) => {
                let tokens = column.tokens.get_or_insert_default();
                // Leaves that read the same column share one list of answers, because the panel keeps one
                // position per cell.
                tokens.extend(texts);
                tokens.sort_unstable();
                tokens.dedup();
            }
            None => {
                numeric.entry(leaf.column.clone()).or_insert_with(|| (node.code.clone(), place.clone()));
            }
        }
        if let Some(denominate) = &leaf.denominate {
            columns.entry(denominate.by.clone()).or_default();
            numeric.entry(denominate.by.clone()).or_insert_with(|| (node.code.clone(), place.clone()));
        }
    }
    for (name, (map, place)) in &mapped {
        if let Some((code, _)) = numeric.get(name) {
            let what = message!("text-and-number-column", column = name, code, map);
            report.problem(
                Problem::new(Code::TextAndNumber, place.clone(), what).hint(message!("text-and-number-hint")),
            );
        }
    }
    // Only now is the list of answers of each column complete, and the positions in it are certain.
    for node in nodes.iter_mut() {
        if let NodeKind::Leaf(leaf) = &mut node.kind {
            leaf.tokens = columns.get(&leaf.column).and_then(|column| column.tokens.clone());
            if let (Normalise::Map(map), Some(tokens)) = (&leaf.normalise, &leaf.tokens) {
                leaf.normalise = Normalise::Map(map.of_tokens(tokens));
            }
        }
    }
    for name in further {
        columns.entry(name).or_default();
    }
    let known: Vec<String> = columns.keys().cloned().collect();
    let mut near_columns = NearWords::new(known.iter().map(String::as_str));
    for (name, declared) in &spec.data.columns {
        match columns.get_mut(name) {
            Some(column) => {
                column.missing.clone_from(&declared.missing);
                column.decimal = declared.decimal;
                column.thousands = declared.thousands;
                column.percent = declared.percent;
                column.flags.clone_from(&declared.flags);
                column.values = declared.values.iter().cloned().collect();
            }
            None => {
                let what = message!("unknown-column-declared", column = name);
                let hint = match near_columns.nearest(name) {
                    Some(near) => message!("did-you-mean", word = near),
                    None => message!("unknown-column-declared-hint"),
                };
                report.problem(Problem::new(Code::UnknownColumn, declared.place.clone(), what).hint(hint));
            }
        }
    }
    columns
}

fn narrower(a: (Option<f64>, Option<f64>), b: (Option<f64>, Option<f64>)) -> (Option<f64>, Option<f64>) {
    let lo = match (a.0, b.0) {
        (Some(a), Some(b)) => Some(if a > b { a } else { b }),
        (a, b) => a.or(b),
    };
    let hi = match (a.1, b.1) {
        (Some(a), Some(b)) => Some(if a < b { a } else { b }),
        (a, b) => a.or(b),
    };
    (lo, hi)
}

fn at(node: &NodeSpec, field: &str) -> Place {
    node.place.field(field)
}
