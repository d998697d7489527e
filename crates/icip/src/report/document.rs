//! JSON documents. They have a version of their own, so that the library's types may change without them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::framework::{Framework, NodeIx};
use crate::plan::{Fitted, Scorecard};
use crate::report::totals::{GroupTotalDocument, group_totals_document};
use crate::totals::GroupTotal;
use icip_problem::Problem;

/// Version of the documents below.
const DOCUMENT_FORMAT: u32 = 1;

/// A scorecard as a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ScorecardDocument {
    /// Version of this document.
    pub format: u32,
    /// Id of the framework.
    pub framework: String,
    /// Nodes with a score, in the framework's order.
    pub nodes: Vec<NodeDocument>,
    /// Entities in the order that was asked for.
    pub entities: Vec<EntityDocument>,
    /// Scores of groups, where the framework declares them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<GroupTotalDocument>,
    /// Warnings.
    pub warnings: Vec<WarningDocument>,
}

impl ScorecardDocument {
    /// The same with totals of groups, which are those of the whole table and not of the rows that are shown.
    #[must_use]
    pub fn with_totals(self, framework: &Framework, totals: &[GroupTotal]) -> Self {
        Self { totals: group_totals_document(framework, totals), ..self }
    }
}

/// A node.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct NodeDocument {
    /// Code.
    pub code: String,
    /// Code of the parent.
    pub parent: Option<String>,
    /// Level.
    pub level: Option<String>,
    /// Name in Spanish.
    pub name_es: String,
    /// Name in English.
    pub name_en: String,
    /// Share of the weight in its parent, as it was used; under a weighted sum, the weight itself. Nothing
    /// where the aggregation of the parent uses no weights.
    pub share: Option<f64>,
    /// Product of the shares from the index down. Nothing where a share above is nothing.
    pub effective_weight: Option<f64>,
    /// The rule that weighs its children; nothing for a leaf, and where their weights are not used.
    pub weigh: Option<String>,
}

/// An entity with its scores and ranks.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct EntityDocument {
    /// Code.
    pub code: String,
    /// Name.
    pub name: Option<String>,
    /// Period.
    pub period: Option<String>,
    /// Groups by column.
    pub groups: BTreeMap<String, Option<String>>,
    /// Rank of the index inside each group.
    pub group_ranks: BTreeMap<String, Option<f64>>,
    /// Classes by node.
    pub classes: BTreeMap<String, String>,
    /// Scores and ranks by node, in the order of `nodes`.
    pub scores: Vec<NodeScore>,
}

/// A score and its rank; `null` where there is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct NodeScore {
    /// Code of the node.
    pub node: String,
    /// Score.
    pub score: Option<f64>,
    /// Rank.
    pub rank: Option<f64>,
}

/// A warning.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WarningDocument {
    /// Stable word.
    pub code: String,
    /// The whole sentence, with its place.
    pub text: String,
}

impl From<&Problem> for WarningDocument {
    fn from(problem: &Problem) -> Self {
        Self { code: problem.code.to_string(), text: problem.to_string() }
    }
}

/// What a method fitted to a sample.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FittedDocument {
    /// Code of the leaf.
    pub node: String,
    /// Method.
    pub method: String,
    /// Period of the sample; `None` where all rows are one sample.
    pub period: Option<String>,
    /// Group of the sample, where it is divided into groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Number of values in the sample.
    pub values: usize,
    /// Fitted numbers by name.
    pub numbers: BTreeMap<String, f64>,
}

/// Some rows of a scorecard, in the order in which they are given, as a document.
pub fn scorecard_document(card: &Scorecard<'_>, rows: &[usize]) -> ScorecardDocument {
    let used = card.plan().used();
    document_of(card, rows.iter().map(|row| entity(card, &used, *row)).collect())
}

/// A document with these entities.
pub(super) fn document_of(card: &Scorecard<'_>, entities: Vec<EntityDocument>) -> ScorecardDocument {
    let framework = card.framework();
    let used = card.plan().used();
    let nodes = used
        .iter()
        .map(|ix| {
            let node = &framework.nodes()[*ix];
            NodeDocument {
                code: node.code().to_owned(),
                parent: node.parent().map(|parent| framework.nodes()[parent].code().to_owned()),
                level: node.level().map(str::to_owned),
                name_es: node.name("es").to_owned(),
                name_en: node.name("en").to_owned(),
                share: card.share(*ix),
                effective_weight: card.effective_weight(*ix),
                weigh: node.weighs_by().map(|rule| rule.to_owned()),
            }
        })
        .collect();
    ScorecardDocument {
        format: DOCUMENT_FORMAT,
        framework: framework.id().to_owned(),
        nodes,
        entities,
        totals: Vec::new(),
        warnings: card.warnings().iter().map(WarningDocument::from).collect(),
    }
}

fn entity(card: &Scorecard<'_>, used: &[NodeIx], row: usize) -> EntityDocument {
    let entity = &card.panel().entities()[row];
    let names = card.panel().groups();
    let framework = card.framework();
    let class = |(position, classes): (usize, &crate::framework::Classes)| {
        Some((classes.node.clone(), card.class(position, row)?.to_owned()))
    };
    EntityDocument {
        code: entity.code.clone(),
        name: entity.name.clone(),
        period: entity.period.clone(),
        groups: names.iter().cloned().zip(entity.groups.iter().cloned()).collect(),
        group_ranks: names
            .iter()
            .enumerate()
            .map(|(g, name)| (name.clone(), card.group_ranks(g).get(row)))
            .collect(),
        classes: framework.classes().iter().enumerate().filter_map(class).collect(),
        scores: used
            .iter()
            .map(|ix| NodeScore {
                node: framework.nodes()[*ix].code().to_owned(),
                score: card.scores().column(*ix).get(row),
                rank: card.ranks(*ix).get(row),
            })
            .collect(),
    }
}

/// What was fitted, as documents.
pub fn fitted_document(card: &Scorecard<'_>) -> Vec<FittedDocument> {
    fitted_documents(card.framework(), card.fitted())
}

/// The same for what was fitted to a table in blocks.
pub fn fitted_documents(framework: &Framework, fitted: &[Fitted]) -> Vec<FittedDocument> {
    let document = |fitted: &Fitted| FittedDocument {
        node: framework.nodes()[fitted.node].code().to_owned(),
        method: fitted.method.to_owned(),
        period: fitted.period.clone(),
        group: fitted.group.clone(),
        values: fitted.values,
        numbers: fitted.numbers.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect(),
    };
    fitted.iter().map(document).collect()
}
