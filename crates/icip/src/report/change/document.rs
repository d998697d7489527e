//! The documents of changes, and their CSV tables.

use serde::Serialize;

use crate::change::{Cause, Changes, Difference, EditStep, EntityChange, RankCause, Standing};
use crate::framework::{Framework, NodeIx};
use crate::text::csv_text;
use icip_table::io::format_number;

/// What changed between two editions.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ChangeDocument {
    /// The frameworks before and after.
    pub frameworks: [String; 2],
    /// The periods before and after, where the data have any.
    pub periods: [Option<String>; 2],
    /// Entities with an index in both editions.
    pub both: usize,
    /// Entities with an index in the later edition only.
    pub came: usize,
    /// Entities with an index in the earlier edition only.
    pub left: usize,
    /// How the edits were made: `stated` or `shapley`.
    pub edit_order: &'static str,
    /// The steps from one framework to the other.
    pub edits: Vec<EditStepDocument>,
    /// The entities.
    pub entities: Vec<EntityChangeDocument>,
}

/// Edits of a framework that were made together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EditStepDocument {
    /// The number of the step, from 1.
    pub step: usize,
    /// The data with which it was made: `before` or `after`.
    pub data: &'static str,
    /// The edits.
    pub edits: Vec<EditDocument>,
}

/// An edit of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EditDocument {
    /// What it changes.
    pub kind: &'static str,
    /// The codes of the nodes.
    pub nodes: Vec<String>,
}

/// What changed for an entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct EntityChangeDocument {
    /// Code.
    pub code: String,
    /// Name.
    pub name: Option<String>,
    /// The entities that it follows; empty where it goes on from itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<PredecessorDocument>,
    /// Where it stood before; nothing where it was not in the table.
    pub before: Option<StandingDocument>,
    /// Where it stands now; nothing where it is not in the table.
    pub after: Option<StandingDocument>,
    /// The index after less the index before.
    pub change: Option<f64>,
    /// The rank after less the rank before: a positive number is places lost.
    pub rank_change: Option<f64>,
    /// The rank that it would have now with its old index.
    pub standing_still: Option<f64>,
    /// The change by what it comes from, in points of the index; they add up to the change.
    pub points: Option<PointsDocument>,
    /// The change of the rank by what it comes from, in places; they add up to it.
    pub places: Option<PlacesDocument>,
    /// The parts of the change, which add up to it.
    pub parts: Vec<PartDocument>,
}

/// An entity that another one follows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PredecessorDocument {
    /// Code.
    pub code: String,
    /// Its share in what the later one was.
    pub share: f64,
}

/// Where an entity stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StandingDocument {
    /// The index.
    pub score: Option<f64>,
    /// The rank.
    pub rank: Option<f64>,
}

/// A change of the index by what it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PointsDocument {
    /// The entity's own measurements.
    pub data: f64,
    /// Gaps that were filled or opened.
    pub gaps: f64,
    /// What was fitted to the sample.
    pub scale: f64,
    /// Nodes that compare entities.
    pub comparison: f64,
    /// Edits of the framework.
    pub method: f64,
    /// Rounding.
    pub rounding: f64,
}

/// A change of the rank by what it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlacesDocument {
    /// Entities that came or left.
    pub members: f64,
    /// Measurements of all entities.
    pub data: f64,
    /// Gaps.
    pub gaps: f64,
    /// What was fitted to the sample.
    pub scale: f64,
    /// Nodes that compare entities.
    pub comparison: f64,
    /// Edits of the framework.
    pub method: f64,
    /// Rounding.
    pub rounding: f64,
}

/// A part of a change.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PartDocument {
    /// The node at which it arises; the index for an edit.
    pub node: String,
    /// What it comes from: `data`, `gap`, `scale`, `comparison`, `method` or `rounding`.
    pub cause: &'static str,
    /// The number of the step of edits.
    pub step: Option<usize>,
    /// Points of the index.
    pub points: f64,
    /// The cell that the node reads, before and after; of a text, its position among the answers.
    pub cells: [Option<f64>; 2],
    /// The texts of these cells, where the column holds texts.
    #[serde(skip_serializing_if = "is_empty")]
    pub answers: [Option<String>; 2],
    /// The score of the node before and after.
    pub scores: [Option<f64>; 2],
}

fn is_empty(answers: &[Option<String>; 2]) -> bool {
    answers.iter().all(Option::is_none)
}

/// The word of a cause in results for programs.
fn word(cause: Cause) -> &'static str {
    match cause {
        Cause::Data => "data",
        Cause::Gap => "gap",
        Cause::Scale => "scale",
        Cause::Comparison => "comparison",
        Cause::Rounding => "rounding",
        Cause::Method(_) => "method",
    }
}

impl PointsDocument {
    pub(super) fn of(difference: &Difference) -> Self {
        let points = |wanted: fn(Cause) -> bool| difference.of_cause(wanted);
        Self {
            data: points(|cause| cause == Cause::Data),
            gaps: points(|cause| cause == Cause::Gap),
            scale: points(|cause| cause == Cause::Scale),
            comparison: points(|cause| cause == Cause::Comparison),
            method: points(|cause| matches!(cause, Cause::Method(_))),
            rounding: points(|cause| cause == Cause::Rounding),
        }
    }

    /// The numbers in the order of the fields.
    pub(super) fn numbers(&self) -> [f64; 6] {
        [self.data, self.gaps, self.scale, self.comparison, self.method, self.rounding]
    }
}

impl PlacesDocument {
    fn of(places: &[(RankCause, f64)]) -> Self {
        let of = |wanted: RankCause| {
            places.iter().filter(|(cause, _)| *cause == wanted).fold(0.0, |sum, (_, places)| sum + places)
        };
        Self {
            members: of(RankCause::Members),
            data: of(RankCause::Data),
            gaps: of(RankCause::Gap),
            scale: of(RankCause::Scale),
            comparison: of(RankCause::Comparison),
            method: of(RankCause::Method),
            rounding: of(RankCause::Rounding),
        }
    }

    /// The numbers in the order of the fields.
    fn numbers(&self) -> [f64; 7] {
        [self.members, self.data, self.gaps, self.scale, self.comparison, self.method, self.rounding]
    }
}

/// What changed, as a document: the entities at some positions of [`Changes::entities`], in that order. `frameworks` are
/// the short names of the two frameworks.
pub fn change_document(
    changes: &Changes,
    frameworks: [&str; 2],
    periods: [Option<&str>; 2],
    entities: &[usize],
) -> ChangeDocument {
    let [both, came, left] = changes.counts;
    ChangeDocument {
        frameworks: frameworks.map(str::to_owned),
        periods: periods.map(|period| period.map(str::to_owned)),
        both,
        came,
        left,
        edit_order: changes.order.name(),
        edits: changes.edits.iter().zip(1..).map(|(step, number)| step_document(step, number)).collect(),
        entities: entities.iter().map(|at| entity_document(changes, &changes.entities[*at])).collect(),
    }
}

fn step_document(step: &EditStep, number: usize) -> EditStepDocument {
    let edits =
        step.edits.iter().map(|edit| EditDocument { kind: edit.kind.word(), nodes: edit.nodes.clone() });
    EditStepDocument {
        step: number,
        data: if step.early { "before" } else { "after" },
        edits: edits.collect(),
    }
}

fn entity_document(changes: &Changes, entity: &EntityChange) -> EntityChangeDocument {
    let standing = |standing: Option<Standing>| {
        standing.map(|standing| StandingDocument { score: standing.score, rank: standing.rank })
    };
    EntityChangeDocument {
        code: entity.code.clone(),
        name: entity.name.clone(),
        predecessors: entity
            .predecessors
            .iter()
            .map(|(code, share)| PredecessorDocument { code: code.clone(), share: *share })
            .collect(),
        before: standing(entity.before),
        after: standing(entity.after),
        change: entity.change(),
        rank_change: entity.rank_change(),
        standing_still: entity.standing_still,
        points: entity.difference.as_ref().map(PointsDocument::of),
        places: entity.rank_change().map(|_| PlacesDocument::of(&entity.places)),
        parts: entity.difference.as_ref().map(|of| parts_of(&changes.framework, of)).unwrap_or_default(),
    }
}

/// The parts of a difference as documents.
pub fn parts_of(framework: &Framework, difference: &Difference) -> Vec<PartDocument> {
    let code = |node: NodeIx| framework.nodes()[node].code().to_owned();
    let part = |part: &crate::change::Part| PartDocument {
        node: code(part.node),
        cause: word(part.cause),
        step: match part.cause {
            Cause::Method(step) => Some(step + 1),
            _ => None,
        },
        points: part.points,
        cells: difference.cells[part.node],
        answers: difference.cells[part.node]
            .map(|cell| framework.nodes()[part.node].leaf()?.answer(cell?).map(str::to_owned)),
        scores: difference.scores[part.node],
    };
    difference.parts.iter().map(part).collect()
}

fn number(x: Option<f64>) -> String {
    x.map_or_else(String::new, format_number)
}

/// The table `changes.csv`: one row for each entity, with every digit. What is absent is an empty cell; the points add up
/// to the change, and the places to the change of the rank.
pub fn changes_csv(document: &ChangeDocument) -> String {
    let header = [
        "code",
        "name",
        "score_before",
        "score_after",
        "change",
        "rank_before",
        "rank_after",
        "rank_change",
        "standing_still",
        "data",
        "gaps",
        "scale",
        "comparison",
        "method",
        "rounding",
        "places_members",
        "places_data",
        "places_gaps",
        "places_scale",
        "places_comparison",
        "places_method",
        "places_rounding",
        "predecessors",
    ];
    let row = |entity: &EntityChangeDocument| {
        let of = |standing: Option<StandingDocument>| standing.map_or((None, None), |s| (s.score, s.rank));
        let ((score0, rank0), (score1, rank1)) = (of(entity.before), of(entity.after));
        let mut cells = vec![entity.code.clone(), entity.name.clone().unwrap_or_default()];
        let numbers =
            [score0, score1, entity.change, rank0, rank1, entity.rank_change, entity.standing_still];
        cells.extend(numbers.map(number));
        let points = entity.points.as_ref().map(PointsDocument::numbers);
        cells.extend((0..6).map(|at| number(points.map(|points| points[at]))));
        let places = entity.places.as_ref().map(PlacesDocument::numbers);
        cells.extend((0..7).map(|at| number(places.map(|places| places[at]))));
        let of = entity.predecessors.iter().map(|of| format!("{} {}", of.code, format_number(of.share)));
        cells.push(of.collect::<Vec<_>>().join("; "));
        cells
    };
    csv_text(header, document.entities.iter().map(row))
}

/// The table `parts.csv`: one row for each part of a change, entity by entity, with every digit.
pub fn changes_parts_csv(document: &ChangeDocument) -> String {
    let header = [
        "code",
        "node",
        "cause",
        "step",
        "points",
        "cell_before",
        "cell_after",
        "score_before",
        "score_after",
    ];
    let row = |(entity, part): (&EntityChangeDocument, &PartDocument)| {
        let mut cells = vec![entity.code.clone(), part.node.clone(), part.cause.to_owned()];
        cells.push(part.step.map_or_else(String::new, |step| step.to_string()));
        cells.push(format_number(part.points));
        let texts = part.answers.iter().zip(part.cells);
        cells.extend(texts.map(|(answer, cell)| answer.clone().unwrap_or_else(|| number(cell))));
        cells.extend(part.scores.map(number));
        cells
    };
    let parts =
        document.entities.iter().flat_map(|entity| entity.parts.iter().map(move |part| (entity, part)));
    csv_text(header, parts.map(row))
}
