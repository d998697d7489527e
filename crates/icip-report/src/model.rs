//! What a report shows: the rows and nodes of a scorecard, in the order in which people read them.

use std::collections::BTreeMap;

use icip::change::{Changes, EntityChange};
use icip::data::Entity;
use icip::framework::{Framework, NodeIx};
use icip::plan::Scorecard;
use icip::problem::{Language, Message, Problem};
use icip::report::robustness::{RankDocument, RobustnessDocument};
use icip::report::trends::NodeTrends;
use icip::review::Review;
use icip::targets::TargetResult;
use icip::totals::GroupTotal;
use icip::trends::{EntitySeries, Trend};

use crate::peers::{Groups, Peers};
use crate::words::Words;

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Sources<'a> {
    /// Scores and ranks of all rows that took part.
    pub card: &'a Scorecard<'a>,
    /// The period that is shown; nothing where the data have no periods.
    pub period: Option<&'a str>,
    /// How certain the ranks of that period are; nothing where no study was made.
    pub study: Option<&'a RobustnessDocument>,
    /// What changed since the period before; nothing where it is not shown.
    pub changes: Option<&'a Changes>,
    /// The tables of a statistical audit of the entities that are shown; nothing where it is not shown.
    pub review: Option<&'a Review>,
    /// How far the entities are on their way to the goals; nothing where it is not shown.
    pub targets: Option<&'a [TargetResult]>,
    /// Where the index goes over all periods; nothing where it is not shown.
    pub trends: Option<NodeTrends<'a>>,
    /// Totals of groups, of which those of the period are shown.
    pub totals: &'a [GroupTotal],
    /// What a reader should know although there are scores.
    pub findings: &'a [Problem],
    /// The record of the run as JSON, with the digests of the inputs.
    pub run: &'a str,
    /// The language of every text.
    pub language: Language,
}

impl<'a> Sources<'a> {
    /// A scorecard without periods and without a study, the record of its run, and a language.
    pub fn new(card: &'a Scorecard<'a>, run: &'a str, language: Language) -> Self {
        Self {
            card,
            period: None,
            study: None,
            changes: None,
            review: None,
            targets: None,
            trends: None,
            totals: &[],
            findings: &[],
            run,
            language,
        }
    }
}

/// A report on the entities of one period, in one language.
#[derive(Debug)]
pub struct Report<'a> {
    pub(crate) sources: Sources<'a>,
    pub(crate) words: Words,
    /// The rows of the panel that are shown, in the order of the index.
    pub(crate) rows: Vec<usize>,
    /// The nodes that take part, each before what is below it.
    pub(crate) nodes: Vec<NodeIx>,
    /// Those of the same group.
    pub(crate) groups: Groups,
    /// Totals of groups in the period that is shown.
    pub(crate) totals: Vec<GroupTotal>,
    /// The period before the one that is shown.
    pub(crate) before: Option<&'a str>,
    /// The rows of that period by code.
    before_rows: BTreeMap<&'a str, usize>,
    /// What changed for an entity, by code.
    changed: BTreeMap<&'a str, &'a EntityChange>,
    /// How far an entity is on its way to each goal, by code.
    targets: BTreeMap<&'a str, Vec<&'a TargetResult>>,
    /// Where its index goes, by code.
    trends: BTreeMap<&'a str, &'a (EntitySeries, Option<Trend>)>,
    /// What the study says of an entity, by code.
    standing: BTreeMap<&'a str, &'a RankDocument>,
}

impl<'a> Report<'a> {
    /// Collects what is shown.
    pub fn new(sources: Sources<'a>) -> Self {
        let Sources { card, period, study, .. } = sources;
        let entities = card.panel().entities();
        let shown = |row: &usize| period.is_none() || entities[*row].period.as_deref() == period;
        let rows: Vec<usize> = card.order().into_iter().filter(shown).collect();
        let nodes =
            card.framework().downwards().into_iter().filter(|node| card.plan().is_used(*node)).collect();
        let periods = card.panel().periods_in_time();
        let before = period.and_then(|shown| {
            let at = periods.iter().position(|(name, _)| *name == Some(shown))?;
            periods.get(at.checked_sub(1)?)
        });
        let before_rows = before.map_or_else(BTreeMap::new, |(_, rows)| {
            rows.iter().map(|row| (entities[*row].code.as_str(), *row)).collect()
        });
        let standing = study.map_or_else(BTreeMap::new, |study| {
            study.entities.iter().map(|entity| (entity.code.as_str(), entity)).collect()
        });
        let mut targets: BTreeMap<&str, Vec<&TargetResult>> = BTreeMap::new();
        for target in sources.targets.unwrap_or_default() {
            targets.entry(target.code.as_str()).or_default().push(target);
        }
        let trends = sources.trends.iter().flat_map(|trends| trends.entities);
        let trends = trends.map(|one| (one.0.code.as_str(), one)).collect();
        Self {
            targets,
            trends,
            words: Words::new(sources.language),
            groups: Groups::new(entities, &rows, card.panel().groups().len()),
            totals: sources
                .totals
                .iter()
                .filter(|total| period.is_none() || total.period.as_deref() == period)
                .cloned()
                .collect(),
            before: before.and_then(|(name, _)| *name),
            rows,
            nodes,
            before_rows,
            changed: sources
                .changes
                .into_iter()
                .flat_map(|changes| &changes.entities)
                .map(|entity| (entity.code.as_str(), entity))
                .collect(),
            standing,
            sources,
        }
    }

    pub(crate) fn card(&self) -> &'a Scorecard<'a> {
        self.sources.card
    }

    pub(crate) fn framework(&self) -> &'a Framework {
        self.sources.card.framework()
    }

    pub(crate) fn entity(&self, row: usize) -> &'a Entity {
        &self.sources.card.panel().entities()[row]
    }

    /// The rows that have a rank, best first. They come before the others.
    pub(crate) fn ranked(&self) -> &[usize] {
        let ranks = self.card().ranks(self.framework().root_index());
        &self.rows[..self.rows.partition_point(|row| ranks.is_present(*row))]
    }

    /// With whom the entity of a row is compared.
    pub(crate) fn peers(&self, row: usize) -> Peers<'_> {
        self.groups.peers(self.entity(row))
    }

    /// What the study says of the entity of a row.
    pub(crate) fn standing(&self, row: usize) -> Option<&'a RankDocument> {
        self.standing.get(self.entity(row).code.as_str()).copied()
    }

    /// The best and the worst rank of the 90 % interval of an entity and the median, as whole ranks: between ranks lie
    /// quantiles.
    pub(crate) fn interval(&self, row: usize) -> Option<[f64; 3]> {
        let ranks = self.standing(row)?.ranks.as_ref()?;
        let (best, worst) = ranks.ninety?;
        Some([best, worst, ranks.median?].map(f64::round_ties_even))
    }

    /// The row of the same entity in the period before.
    pub(crate) fn row_before(&self, row: usize) -> Option<usize> {
        self.before_rows.get(self.entity(row).code.as_str()).copied()
    }

    /// What changed for the entity of a row since the period before.
    pub(crate) fn changed(&self, row: usize) -> Option<&'a EntityChange> {
        self.changed.get(self.entity(row).code.as_str()).copied()
    }

    /// How far the entity of a row is on its way to each goal.
    pub(crate) fn targets(&self, row: usize) -> &[&'a TargetResult] {
        self.targets.get(self.entity(row).code.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Where the index of the entity of a row goes.
    pub(crate) fn trend(&self, row: usize) -> Option<&'a (EntitySeries, Option<Trend>)> {
        self.trends.get(self.entity(row).code.as_str()).copied()
    }

    /// A message about the data. What it quotes from a file keeps its backticks, apart from numbers, which a reader should
    /// not take for others: they are written as the language does, unless they are the codes of nodes.
    pub(crate) fn said(&self, message: &Message) -> String {
        let text = self.words.text(message.clone());
        // A name of the data may have one.
        if text.matches('`').count() % 2 == 1 {
            return text;
        }
        let parts = text.split('`').enumerate().map(|(at, part)| {
            let is_number = part.contains('.') && part.parse::<f64>().is_ok();
            match at % 2 {
                1 if is_number && self.framework().position(part).is_none() => self.words.localised(part),
                1 => format!("`{part}`"),
                _ => part.to_owned(),
            }
        });
        parts.collect()
    }

    /// The name of a node in the language of the report.
    pub(crate) fn node_name(&self, node: NodeIx) -> &'a str {
        self.framework().nodes()[node].name(self.words.tag())
    }
}
