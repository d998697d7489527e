//! The charts of a report: what stands in a scorecard, as the numbers and words from which the charts are drawn.

use std::collections::BTreeMap;

use icip::aggregate::Contribution;
use icip::framework::NodeIx;
use icip::problem::message;
use icip_num::statistics;
use sha2::{Digest, Sha256};

use crate::chart::Chart;
use crate::chart::distribution::{Distribution, distribution, multiples};
use crate::chart::icicle::{Cell, icicle};
use crate::chart::interval::{self, Ranks, Spread};
use crate::chart::intervals::{self, Intervals, intervals};
use crate::chart::profile::{Bar, Profile, profile};
use crate::chart::ranking::{self, Ranking, ranking};
use crate::chart::scatter::{Axis, Point, Scatter, scatter};
use crate::chart::slope::{self, Before, Slope, slope};
use crate::model::Report;
use crate::page::scale::Scale;
use crate::peers::{Peers, quartiles};

impl Report<'_> {
    /// Who they are, such as `the 12 entities of Health`.
    fn peers_name(&self, peers: &Peers<'_>) -> String {
        let count = peers.rows.len();
        self.words.text(match peers.group {
            Some((_, group)) => message!("chart-others-group", count, group),
            None => message!("chart-others-all", count),
        })
    }

    /// The rank of an entity and how certain it is; nothing where it has none.
    pub(crate) fn ranks(&self, row: usize) -> Option<Ranks> {
        let all = self.card().ranks(self.framework().root_index());
        let last = self.ranked().len() as f64;
        let standing = self.standing(row);
        let declared = standing.map(|standing| standing.rank).or_else(|| all.get(row))?;
        let spread = standing.and_then(|standing| standing.ranks.as_ref()).and_then(|ranks| {
            Some(Spread { ninety: ranks.ninety?, half: ranks.half?, median: ranks.median? })
        });
        Some(Ranks { last, declared, spread })
    }

    /// The strip with the ranks of an entity; nothing where it has no rank.
    pub(crate) fn strip(&self, row: usize) -> Option<Chart> {
        Some(interval::strip(self.entity(row).label(), &self.ranks(row)?, &self.words))
    }

    /// The distribution of the scores at a node between the ends of a scale, with one entity marked.
    fn distribution(&self, node: NodeIx, marked: Option<usize>, ends: (f64, f64)) -> Chart {
        let column = self.card().scores().column(node);
        let scores = column.present_of(&self.rows);
        let marked = marked.and_then(|row| Some((self.entity(row).label(), column.get(row)?)));
        let of = Distribution {
            name: self.node_name(node),
            quartiles: quartiles(&scores),
            ends,
            scores: &scores,
            marked,
        };
        distribution(&of, &self.words)
    }

    /// The scores of an entity against those of others, down to a number of levels below the index.
    pub(crate) fn profile(&self, row: usize, others: &Peers<'_>, levels: usize) -> Chart {
        let nodes: Vec<NodeIx> = self.down_to(levels).collect();
        let scales = self.scales(&nodes);
        let bar = |(node, ends): (NodeIx, (f64, f64))| {
            let column = self.card().scores().column(node);
            Bar {
                name: self.node_name(node),
                depth: self.framework().nodes()[node].depth(),
                score: column.get(row),
                quartiles: quartiles(&column.present_of(others.rows)),
                ends,
            }
        };
        let bars = nodes.into_iter().zip(scales).map(bar).collect();
        let of = Profile { entity: self.entity(row).label(), others: self.peers_name(others), bars };
        profile(&of, &self.words)
    }

    /// The nodes down to a number of levels below the index.
    pub(crate) fn down_to(&self, levels: usize) -> impl Iterator<Item = NodeIx> {
        let nodes = self.framework().nodes();
        self.nodes.iter().copied().filter(move |node| nodes[*node].depth() <= levels)
    }

    /// How many levels below the index have no more than so many nodes, but one at least.
    pub(crate) fn levels_of(&self, most: usize) -> usize {
        let deepest =
            self.nodes.iter().map(|node| self.framework().nodes()[*node].depth()).max().unwrap_or(0);
        (2..=deepest).take_while(|levels| self.down_to(*levels).count() <= most).last().unwrap_or(1)
    }

    /// The tree with its weights. Where a node leads, if anywhere, is up to the page.
    pub(crate) fn icicle(&self, link: impl Fn(NodeIx) -> Option<String>) -> Chart {
        let cell = |node: &NodeIx| Cell {
            name: self.node_name(*node),
            depth: self.framework().nodes()[*node].depth(),
            share: self.card().share(*node),
            weight: self.card().effective_weight(*node),
            link: link(*node),
        };
        let cells: Vec<Cell<'_>> = self.nodes.iter().map(cell).collect();
        let title = self.words.text(message!("chart-tree-of"));
        icicle(title, &cells, &self.words)
    }

    /// The index of the best entities.
    pub(crate) fn ranking_chart(&self, most: usize) -> Chart {
        let root = self.framework().root_index();
        let (scores, ranks) = (self.card().index(), self.card().ranks(root));
        let scored: Vec<usize> = self.rows.iter().copied().filter(|row| scores.is_present(*row)).collect();
        let shown = &scored[..shown(scored.len(), most)];
        let ends = self.ends(root);
        let points: Option<Vec<Vec<f64>>> = shown.iter().map(|row| self.points(*row, ends)).collect();
        let parts = match &points {
            Some(_) => self.framework().nodes()[root].children(),
            None => &[],
        };
        // Parts are drawn from zero on.
        let ends = if points.is_some() && ends.0 > 0.0 { (0.0, ends.1) } else { ends };
        let points = points.unwrap_or_else(|| vec![Vec::new(); shown.len()]);
        let row = |(row, points): (&usize, Vec<f64>)| ranking::Row {
            name: self.entity(*row).label(),
            rank: ranks.get(*row),
            index: scores.get(*row).unwrap_or_default(),
            points,
        };
        let of = Ranking {
            title: self.words.text(message!("chart-ranking-of")),
            rows: shown.iter().zip(points).map(row).collect(),
            more: scored.len() - shown.len(),
            parts: parts.iter().map(|node| self.node_name(*node)).collect(),
            ends,
        };
        ranking(&of, &self.words)
    }

    /// The points that the children of the index give to an entity; nothing where they do not add up to the index from
    /// the left end of a bar on, or are more than there are steps of a hue.
    fn points(&self, row: usize, (low, high): (f64, f64)) -> Option<Vec<f64>> {
        const STEPS: usize = 6;
        /// What rounding may leave, as a part of the scale.
        const SLACK: f64 = 0.005;
        let root = self.framework().root_index();
        let contributions = self.card().contributions(root, row);
        let points = contributions.iter().map(|child| match child.contribution {
            Contribution::Points(points) => (points >= 0.0).then_some(points),
            Contribution::Nothing => Some(0.0),
            _ => None,
        });
        let points: Vec<f64> = points.collect::<Option<_>>()?;
        let rest = self.card().index().get(row)? - statistics::sum(&points);
        let adds_up = low >= 0.0 && rest.abs() <= SLACK * (high - low);
        (adds_up && !points.is_empty() && points.len() <= STEPS).then_some(points)
    }

    /// The ranks of the first entities and how certain they are; nothing where there is no study.
    pub(crate) fn intervals(&self, most: usize) -> Option<Chart> {
        self.sources.study?;
        let tier = |row: usize| self.standing(row).and_then(|standing| standing.tier);
        let mut ranked: Vec<(usize, Ranks)> =
            self.rows.iter().filter_map(|row| Some((*row, self.ranks(*row)?))).collect();
        // Better tiers first, whatever the declared ranks are; whoever has no tier comes last.
        ranked.sort_by_key(|(row, _)| tier(*row).unwrap_or(usize::MAX));
        let shown = shown(ranked.len(), most);
        let row = |(row, ranks): &(usize, Ranks)| intervals::Row {
            name: self.entity(*row).label(),
            ranks: *ranks,
            tier: tier(*row),
        };
        let of = Intervals {
            title: self.words.text(message!("chart-intervals-of")),
            rows: ranked[..shown].iter().map(row).collect(),
            more: ranked.len() - shown,
        };
        Some(intervals(&of, &self.words))
    }

    /// The scores at two nodes against each other.
    pub(crate) fn scatter(&self, across: NodeIx, up: NodeIx) -> Chart {
        let [across_scores, up_scores] = [across, up].map(|node| self.card().scores().column(node));
        let point = |row: &usize| {
            let (across, up) = (across_scores.get(*row)?, up_scores.get(*row)?);
            Some(Point { name: self.entity(*row).label(), across, up })
        };
        let points: Vec<Point<'_>> = self.rows.iter().filter_map(point).collect();
        let axis = |node: NodeIx, of: fn(&Point<'_>) -> f64| {
            let scores: Vec<f64> = points.iter().map(of).collect();
            Axis { name: self.node_name(node), ends: self.ends(node), median: statistics::median(&scores) }
        };
        let (across, up) = (axis(across, |point| point.across), axis(up, |point| point.up));
        scatter(&Scatter { across, up, points }, &self.words)
    }

    /// The two children of the index that count most, in the order of the framework among equal ones.
    pub(crate) fn heaviest(&self) -> Option<(NodeIx, NodeIx)> {
        let root = self.framework().root();
        let mut children: Vec<NodeIx> =
            root.children().iter().copied().filter(|node| self.card().plan().is_used(*node)).collect();
        let share = |node: &NodeIx| self.card().share(*node).unwrap_or_default();
        children.sort_by(|a, b| share(b).total_cmp(&share(a)));
        Some((*children.first()?, *children.get(1)?))
    }

    /// The ranks of the period before against those that are shown; nothing where there is no period before.
    pub(crate) fn change(&self, most: usize) -> Option<Chart> {
        let (before, period) = self.before.zip(self.sources.period)?;
        let ranks = self.card().ranks(self.framework().root_index());
        let ranked: Vec<(usize, f64)> =
            self.rows.iter().filter_map(|row| Some((*row, ranks.get(*row)?))).collect();
        let places = self.places_before();
        let shown = shown(ranked.len(), most);
        let row = |(row, rank): &(usize, f64)| {
            let before = self
                .row_before(*row)
                .and_then(|before| Some(Before { rank: ranks.get(before)?, place: *places.get(&before)? }));
            slope::Row { name: self.entity(*row).label(), rank: *rank, before }
        };
        let of = Slope {
            title: self.words.text(message!("chart-change-of", before, period)),
            rows: ranked[..shown].iter().map(row).collect(),
            more: ranked.len() - shown,
            periods: (before, period),
        };
        Some(slope(&of, &self.words))
    }

    /// The places of the rows of the period before, in their order.
    fn places_before(&self) -> BTreeMap<usize, usize> {
        let entities = self.card().panel().entities();
        let rows = self.card().order().into_iter();
        let before = rows.filter(|row| entities[*row].period.as_deref() == self.before);
        before.enumerate().map(|(place, row)| (row, place)).collect()
    }

    /// The ends of the scales of some nodes: one for all, unless a node would use less than half of it.
    pub(crate) fn scales(&self, nodes: &[NodeIx]) -> Vec<(f64, f64)> {
        let own = nodes.iter().map(|node| Scale::of(self, *node)).collect();
        Scale::common(own).into_iter().map(Scale::ends).collect()
    }

    /// The ends of the scale of a node.
    fn ends(&self, node: NodeIx) -> (f64, f64) {
        Scale::of(self, node).ends()
    }
}

/// How many of some entities are shown: all where that is no more than a few beyond what was asked for.
fn shown(count: usize, most: usize) -> usize {
    if count <= most + 2 { count } else { most }
}

/// A chart as a file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// The name of the file, such as `ranking.svg`.
    pub name: String,
    /// The file: SVG with its own style, which loads nothing.
    pub svg: String,
}

impl Report<'_> {
    /// The charts of the whole index as files for slides and documents.
    pub fn figures(&self) -> Vec<Figure> {
        let mut figures = vec![self.figure("ranking", &self.ranking_chart(FIRST))];
        figures.extend(self.intervals(FIRST).map(|chart| self.figure("intervals", &chart)));
        figures.push(self.figure("tree", &self.icicle(|_| None)));
        figures.push(self.figure("distribution", &self.distributions(None)));
        figures.extend(self.heaviest().map(|(across, up)| {
            let code = |node: NodeIx| file_name(self.framework().nodes()[node].code());
            self.figure(&format!("scatter-{}-{}", code(across), code(up)), &self.scatter(across, up))
        }));
        figures.extend(self.change(FIRST).map(|chart| self.figure("change", &chart)));
        figures
    }

    /// The charts of one entity as files: its scores against those of others, its ranks, and where it stands in each
    /// distribution. The entity is that of a row of the panel.
    pub fn entity_figures(&self, row: usize) -> Vec<Figure> {
        let code = file_name(&self.entity(row).code);
        let name = |what: &str| format!("{what}-{code}");
        let profile = self.profile(row, &self.peers(row), self.levels_of(ROWS));
        let mut figures = vec![self.figure(&name("profile"), &profile)];
        figures.extend(self.strip(row).map(|chart| self.figure(&name("ranks"), &chart)));
        figures.push(self.figure(&name("distribution"), &self.distributions(Some(row))));
        figures
    }

    /// The distributions of the upper nodes side by side, with one entity marked.
    fn distributions(&self, marked: Option<usize>) -> Chart {
        let nodes: Vec<NodeIx> = self.down_to(self.levels_of(MULTIPLES)).collect();
        let scales = self.scales(&nodes);
        let chart = |(node, ends)| self.distribution(node, marked, ends);
        let charts: Vec<Chart> = nodes.into_iter().zip(scales).map(chart).collect();
        let title = match marked {
            None => message!("chart-distributions"),
            Some(row) => message!("chart-distributions-of", entity = self.entity(row).label()),
        };
        multiples(self.words.text(title), &charts, &self.words)
    }

    fn figure(&self, name: &str, chart: &Chart) -> Figure {
        let title = self.framework().title(self.words.tag());
        let source = match self.framework().edition(self.words.tag()) {
            Some(edition) => message!("chart-source", title, edition),
            None => message!("chart-source-without-edition", title),
        };
        let svg = chart.file(self.words.tag(), &self.words.text(source));
        Figure { name: format!("{name}.svg"), svg }
    }
}

/// How many entities a chart of the ranking shows.
const FIRST: usize = 40;
/// How many rows a profile has at most, where its upper levels alone have no more, and how many distributions stand in a
/// file.
const ROWS: usize = 40;
const MULTIPLES: usize = 40;

/// A code, or a period, as a part of the name of a file: letters and digits as they are, everything else as its bytes, and what
/// is too long for a name by a digest.
///
/// ```
/// assert_eq!(icip_report::file_name("2021/2"), "2021~2f2");
/// ```
pub fn file_name(code: &str) -> String {
    const LONGEST: usize = 100;
    let mut name = String::new();
    for c in code.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_') {
            name.push(c);
        } else {
            let mut bytes = [0; 4];
            name.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("~{byte:02x}")));
        }
    }
    if name.len() > LONGEST {
        let digest = Sha256::digest(code.as_bytes());
        name.truncate(name.floor_char_boundary(LONGEST));
        name.push('~');
        name.extend(digest.iter().take(8).map(|byte| format!("{byte:02x}")));
    }
    name
}

#[cfg(test)]
mod tests;
