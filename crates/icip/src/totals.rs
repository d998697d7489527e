//! Totals of groups: the mean score of the entities of each group, weighted by a column of the data. It must not
//! know whether the table is held in memory or comes in blocks.

use std::collections::BTreeMap;

use crate::framework::{NodeIx, Totals};
use crate::plan::{Named, Plan, Scorecard};
use icip_num::exact::ExactSum;
use icip_num::rank::ranks;
use icip_problem::{Code, Place, Problem, Problems, Report, Warned, message};
use icip_table::data::{Column, ColumnIx};
use icip_table::io::format_number;

/// Negative sizes that are named one by one. Nobody reads more of them.
const MOST_PROBLEMS: usize = 1000;

/// A group of entities in a period.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct GroupTotal {
    /// The group column.
    pub column: String,
    /// The column by which entities are weighted; nothing where all weigh the same.
    pub size: Option<String>,
    /// Period.
    pub period: Option<String>,
    /// Name of the group.
    pub group: String,
    /// How many entities of the group have a size.
    pub entities: usize,
    /// What the nodes with a score have, in the framework's order.
    pub nodes: Vec<NodeTotal>,
}

impl GroupTotal {
    /// What a node has in the group; nothing for a node without scores.
    pub fn of_node(&self, node: NodeIx) -> Option<&NodeTotal> {
        self.nodes.binary_search_by_key(&node, |total| total.node).ok().map(|at| &self.nodes[at])
    }
}

/// What a node has in a group.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NodeTotal {
    /// The node.
    pub node: NodeIx,
    /// `sum(size * score) / sum(size)` over the entities that have both; nothing where there is none, or where their
    /// sizes are all 0.
    pub score: Option<f64>,
    /// Rank among the groups of the column in the period, by the rules that the framework has for entities.
    pub rank: Option<f64>,
    /// How many entities have both.
    pub entities: usize,
    /// Their share of the size of the group; nothing where that is 0.
    pub share: Option<f64>,
}

/// Adds up the groups that a framework declares. Sums are exact, so that neither the order of the rows nor the way
/// in which they are cut into blocks changes a bit.
///
/// ```
/// use icip::exec::Par;
/// use icip::{framework::Files, io::read_csv, plan::Plan, totals::GroupTotals};
///
/// let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\ngroups = [\"region\"]\n\
///     [[totals]]\ngroup = \"region\"\nsize = \"people\"\n[[nodes]]\ncode = \"i\"\n\
///     [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"x\"\n";
/// let framework = Files::new("t.toml", toml).read()?.value;
/// let data = "code,region,people,x\nP,north,1,0.2\nQ,north,3,0.6\n";
/// let table = read_csv(data.as_bytes(), "d.csv", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let prepared = plan.prepare(&table.panel, Par::Seq)?;
/// let mut totals = GroupTotals::new(&plan);
/// totals.push(&prepared.score()?);
/// // (1 * 0.2 + 3 * 0.6) / 4
/// let found = totals.finish()?.value;
/// let of_index = found[0].of_node(framework.root_index()).ok_or("no score")?;
/// assert_eq!(of_index.score, Some(0.5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct GroupTotals<'a> {
    plan: Plan<'a>,
    nodes: Vec<NodeIx>,
    declared: Vec<Declared>,
    negative: Vec<Problem>,
}

/// The groups of one declaration.
#[derive(Debug)]
struct Declared {
    totals: Totals,
    size: Option<ColumnIx>,
    periods: BTreeMap<Option<String>, BTreeMap<String, Sums>>,
    /// Entities of a group that have no size.
    without_size: Named,
    /// Whether the data have the group column.
    has_groups: bool,
}

/// The sums of one group.
#[derive(Debug)]
struct Sums {
    entities: usize,
    size: ExactSum,
    nodes: Vec<NodeSums>,
}

/// The sums over the entities that have a score.
#[derive(Debug, Clone, Default)]
struct NodeSums {
    entities: usize,
    size: ExactSum,
    weighted: ExactSum,
}

impl<'a> GroupTotals<'a> {
    /// The groups that the framework of a plan declares, without rows.
    pub fn new(plan: &Plan<'a>) -> Self {
        let declared = plan.framework().totals().iter().zip(plan.size_columns());
        let declared = declared.map(|(totals, size)| Declared {
            totals: totals.clone(),
            size: *size,
            periods: BTreeMap::new(),
            without_size: Named::default(),
            has_groups: true,
        });
        Self { declared: declared.collect(), nodes: plan.used(), plan: plan.clone(), negative: Vec::new() }
    }

    /// Adds the rows of a scorecard: of a whole table, or of the next block of one.
    pub fn push(&mut self, card: &Scorecard<'_>) {
        let panel = card.panel();
        let scores: Vec<&Column> = self.nodes.iter().map(|node| card.scores().column(*node)).collect();
        for declared in &mut self.declared {
            let Some(group) = panel.groups().iter().position(|name| *name == declared.totals.group) else {
                declared.has_groups = false;
                continue;
            };
            let sizes = declared.size.map(|column| panel.column_at(column));
            let (mut without_size, mut negative) = (Vec::new(), Vec::new());
            for (row, entity) in panel.entities().iter().enumerate() {
                let Some(group) = &entity.groups[group] else { continue };
                let sums = declared.sums(&entity.period, group, self.nodes.len());
                match sizes.map_or(Some(1.0), |sizes| sizes.get(row)) {
                    None => without_size.push(row),
                    Some(size) if size < 0.0 => negative.push((row, size)),
                    Some(size) => sums.push(size, scores.iter().map(|scores| scores.get(row))),
                }
            }
            let room = MOST_PROBLEMS.saturating_sub(self.negative.len());
            let of_row = |(row, size): (usize, f64)| declared.negative(&panel.place(row), size);
            self.negative.extend(negative.into_iter().take(room).map(of_row));
            declared.without_size.merge(Named::of(panel, without_size));
        }
    }

    /// The groups: in the order of the declarations, then by period and name.
    ///
    /// # Errors
    /// Every negative size; a group column that the data lack.
    pub fn finish(self) -> Result<Warned<Vec<GroupTotal>>, Problems> {
        let mut report = Report::default();
        self.negative.into_iter().for_each(|problem| report.problem(problem));
        let mut groups = Vec::new();
        for declared in self.declared {
            declared.found(&self.plan, &mut report);
            for (period, sums) in &declared.periods {
                groups.extend(declared.ranked(&self.plan, &self.nodes, period.as_ref(), sums));
            }
        }
        report.finish(groups)
    }
}

impl Declared {
    fn sums(&mut self, period: &Option<String>, group: &str, nodes: usize) -> &mut Sums {
        let groups = self.periods.entry(period.clone()).or_default();
        groups.entry(group.to_owned()).or_insert_with(|| Sums::new(nodes))
    }

    fn negative(&self, place: &Place, size: f64) -> Problem {
        let column = self.totals.size.as_deref().unwrap_or_default();
        let what = message!("negative-size-entity", value = format_number(size), column);
        Problem::new(Code::NegativeSize, place.field(column), what).hint(message!("negative-size-hint"))
    }

    /// Says which column is not there, and which entities have no size and so count for nothing.
    fn found(&self, plan: &Plan<'_>, report: &mut Report) {
        if !self.has_groups {
            let what = message!("missing-column-totals", column = &self.totals.group);
            let hint = message!("missing-column-totals-hint");
            report.problem(Problem::new(Code::MissingColumn, plan.schema.place().clone(), what).hint(hint));
        }
        let Some(size) = &self.totals.size else { return };
        let count = self.without_size.count();
        if count > 0 {
            let (entities, group) = (self.without_size.names(), &self.totals.group);
            let what = message!("missing-size-entities", entities, count, column = size, group);
            let place = plan.schema.source().field(size);
            report.warn(Problem::new(Code::MissingSize, place, what).hint(message!("missing-size-hint")));
        }
    }

    /// The groups of a period with their ranks.
    fn ranked(
        &self,
        plan: &Plan<'_>,
        nodes: &[NodeIx],
        period: Option<&String>,
        sums: &BTreeMap<String, Sums>,
    ) -> Vec<GroupTotal> {
        let mut groups: Vec<GroupTotal> = sums
            .iter()
            .map(|(group, sums)| GroupTotal {
                column: self.totals.group.clone(),
                size: self.totals.size.clone(),
                period: period.cloned(),
                group: group.clone(),
                entities: sums.entities,
                nodes: nodes
                    .iter()
                    .zip(&sums.nodes)
                    .map(|(node, of_node)| of_node.total(*node, sums))
                    .collect(),
            })
            .collect();
        for position in 0..nodes.len() {
            rank(plan, position, &mut groups);
        }
        groups
    }
}

/// Ranks groups by the score of a node. They come in the order of their names, by which ordinal ranks break ties.
fn rank(plan: &Plan<'_>, position: usize, groups: &mut [GroupTotal]) {
    let spec = plan.framework().rank_spec();
    let scored: Vec<(usize, f64)> = groups
        .iter()
        .enumerate()
        .filter_map(|(at, group)| Some((at, group.nodes[position].score?)))
        .collect();
    let scores: Vec<f64> = scored.iter().map(|(_, score)| *score).collect();
    let grid = spec.on.grid(icip_num::statistics::bounds(&scores));
    let ranked: Vec<f64> = scores.iter().map(|score| spec.on.of(*score)).collect();
    for ((at, _), rank) in scored.iter().zip(ranks(&ranked, grid, spec.ties)) {
        groups[*at].nodes[position].rank = Some(rank);
    }
}

impl Sums {
    fn new(nodes: usize) -> Self {
        Self { entities: 0, size: ExactSum::default(), nodes: vec![NodeSums::default(); nodes] }
    }

    fn push(&mut self, size: f64, scores: impl Iterator<Item = Option<f64>>) {
        self.entities += 1;
        self.size.add(size);
        for (sums, score) in self.nodes.iter_mut().zip(scores) {
            if let Some(score) = score {
                sums.entities += 1;
                sums.size.add(size);
                sums.weighted.add_product(size, score);
            }
        }
    }
}

impl NodeSums {
    fn total(&self, node: NodeIx, group: &Sums) -> NodeTotal {
        let quotient = |part: &ExactSum, whole: &ExactSum| {
            let quotient = part.value() / whole.value();
            // Sizes that are all 0 weigh nothing.
            quotient.is_finite().then_some(quotient)
        };
        NodeTotal {
            node,
            score: quotient(&self.weighted, &self.size),
            rank: None,
            entities: self.entities,
            share: quotient(&self.size, &group.size),
        }
    }
}
