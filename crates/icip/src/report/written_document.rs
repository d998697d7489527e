//! A scorecard as the text of a JSON document, for tables of any length: entities go from the columns to the text, without a
//! document in memory.

use serde::{Serialize, Serializer};

use super::document::document_of;
use crate::framework::NodeIx;
use crate::plan::Scorecard;
use crate::totals::GroupTotal;
use icip_num::exec::{self, Par};
use icip_table::data::Column;

/// Scores that are put together at once by one thread.
const SCORES: usize = 1 << 12;
/// Parts that are put together side by side.
const AT_ONCE: usize = 16;
/// A score that is written is as much work as so many cells of a kernel, or more.
const WORK: usize = 64;

/// What stands before and behind the list of entities, as a document is laid out.
const BEFORE: &str = "\n  \"entities\": [";
const BEHIND: &str = "\n  ]";

/// Writes the JSON text of [`super::scorecard_document`] with the totals of groups, laid out for people. It comes in parts that
/// threads put together side by side, so that a large document needs no memory of its own length.
///
/// ```
/// use icip::{exec::Par, framework, io, plan::Plan, report};
///
/// let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
/// let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let prepared = plan.prepare(&table.panel, Par::Auto)?;
/// let card = prepared.score()?;
/// let mut text: Vec<u8> = Vec::new();
/// report::write_scorecard_json(&card, &card.order(), &[], Par::Auto, |part| {
///     text.extend(part);
///     Ok::<(), serde_json::Error>(())
/// })?;
/// let document = report::scorecard_document(&card, &card.order());
/// assert!(text == serde_json::to_vec_pretty(&document)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The first one of `give`.
pub fn write_scorecard_json<E>(
    card: &Scorecard<'_>,
    rows: &[usize],
    totals: &[GroupTotal],
    par: Par,
    mut give: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let document = document_of(card, Vec::new()).with_totals(card.framework(), totals);
    let mut around = Vec::new();
    pretty(&document, &mut around);
    let around = String::from_utf8(around).expect("JSON is text");
    // No other line begins so: keys further inside have more blanks before them, and no text holds a line end.
    let (before, behind) = around.split_once(BEFORE).expect("a document has entities");
    give(before.as_bytes())?;
    give(BEFORE.as_bytes())?;
    let entities = Entities::of(card);
    let size = (SCORES / entities.nodes.len().max(1)).max(1);
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for (batch, some) in rows.chunks(size * AT_ONCE).enumerate() {
        texts.resize_with(some.len().div_ceil(size), Vec::new);
        exec::each(par, &mut texts, some.len() * entities.nodes.len() * WORK, |part, text| {
            let rows = &some[part * size..some.len().min((part + 1) * size)];
            text.clear();
            // In a document of their own, so that they are indented as they are in the whole.
            pretty(&Alone { entities: rows.iter().map(|row| entities.row(*row)).collect() }, text);
        });
        for (part, text) in texts.iter().enumerate() {
            if batch + part > 0 {
                give(b",")?;
            }
            let (before, behind) = (1 + BEFORE.len(), BEHIND.len() + "\n}".len());
            give(&text[before..text.len() - behind])?;
        }
    }
    if !rows.is_empty() {
        give(BEHIND.trim_end_matches(']').as_bytes())?;
    }
    give(behind.as_bytes())
}

fn pretty(document: &impl Serialize, text: &mut Vec<u8>) {
    serde_json::to_writer_pretty(text, document).expect("keys are texts, and memory takes all");
}

/// What all entities of a document share: where their cells are, and what the cells are called.
struct Entities<'c> {
    card: &'c Scorecard<'c>,
    /// Codes, scores and ranks.
    nodes: Vec<(&'c str, &'c Column, &'c Column)>,
    /// Names and positions of the group columns, in the order of their names.
    groups: Vec<(&'c str, usize)>,
    /// Nodes with classes, and the positions of the classes, in the order of the nodes.
    classes: Vec<(&'c str, usize)>,
}

impl<'c> Entities<'c> {
    fn of(card: &'c Scorecard<'_>) -> Self {
        let framework = card.framework();
        let node = |ix: NodeIx| (framework.nodes()[ix].code(), card.scores().column(ix), card.ranks(ix));
        // As in the maps of [`super::document::EntityDocument`].
        let sorted = |mut names: Vec<(&'c str, usize)>| {
            names.sort_unstable();
            names
        };
        let classes = framework.classes().iter().map(|classes| classes.node.as_str());
        Self {
            card,
            nodes: card.plan().used().into_iter().map(node).collect(),
            groups: sorted(card.panel().groups().iter().map(String::as_str).zip(0..).collect()),
            classes: sorted(classes.zip(0..).collect()),
        }
    }

    fn row(&self, row: usize) -> Row<'_> {
        let entity = &self.card.panel().entities()[row];
        let cells = Cells { entities: self, row };
        Row {
            code: &entity.code,
            name: entity.name.as_deref(),
            period: entity.period.as_deref(),
            groups: Groups(cells),
            group_ranks: GroupRanks(cells),
            classes: Classes(cells),
            scores: Scores(cells),
        }
    }
}

#[derive(Serialize)]
struct Alone<'e> {
    entities: Vec<Row<'e>>,
}

/// [`super::document::EntityDocument`] without texts of its own.
#[derive(Serialize)]
struct Row<'e> {
    code: &'e str,
    name: Option<&'e str>,
    period: Option<&'e str>,
    groups: Groups<'e>,
    group_ranks: GroupRanks<'e>,
    classes: Classes<'e>,
    scores: Scores<'e>,
}

/// [`super::document::NodeScore`] without texts of its own.
#[derive(Serialize)]
struct Score<'e> {
    node: &'e str,
    score: Option<f64>,
    rank: Option<f64>,
}

#[derive(Clone, Copy)]
struct Cells<'e> {
    entities: &'e Entities<'e>,
    row: usize,
}

struct Groups<'e>(Cells<'e>);
struct GroupRanks<'e>(Cells<'e>);
struct Classes<'e>(Cells<'e>);
struct Scores<'e>(Cells<'e>);

impl Serialize for Groups<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Cells { entities, row } = self.0;
        let of_row = &entities.card.panel().entities()[row].groups;
        serializer.collect_map(entities.groups.iter().map(|(name, position)| (name, &of_row[*position])))
    }
}

impl Serialize for GroupRanks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Cells { entities, row } = self.0;
        let rank = |(name, position): &(_, usize)| (*name, entities.card.group_ranks(*position).get(row));
        serializer.collect_map(entities.groups.iter().map(rank))
    }
}

impl Serialize for Classes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Cells { entities, row } = self.0;
        let class = |(node, position): &(_, usize)| Some((*node, entities.card.class(*position, row)?));
        serializer.collect_map(entities.classes.iter().filter_map(class))
    }
}

impl Serialize for Scores<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Cells { entities, row } = self.0;
        serializer.collect_seq(entities.nodes.iter().map(|(node, scores, ranks)| Score {
            node,
            score: scores.get(row),
            rank: ranks.get(row),
        }))
    }
}
