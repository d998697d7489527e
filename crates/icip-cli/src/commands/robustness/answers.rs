//! The answers to `--overtake` and `--gain`, in words.

use icip::framework::NodeIx;
use icip::io::format_number;
use icip::plan::Plan;
use icip::problem::{Message, message};
use icip::report::robustness::{GainDocument, LeafGainDocument, OvertakeDocument};
use icip::robustness::EntityIx;
use icip::robustness::answers::{LeafGain, gain_of, leaf_gains};
use icip::robustness::exact::Overtaking;
use icip::robustness::study::Study;

use super::exact::free;
use crate::args::Robustness;
use crate::fail::Fail;
use crate::input::loaded::{LoadedData, LoadedFramework};
use crate::wording::decimal;
use crate::{lookup, scoring};

/// An answer in words.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) words: Message,
    /// Lines that stand below it.
    pub(super) lines: Vec<Message>,
}

impl From<Message> for Answer {
    fn from(words: Message) -> Self {
        Self { words, lines: Vec::new() }
    }
}

/// Answers, in words and for documents.
#[derive(Debug, Default)]
pub(super) struct Answered {
    pub(super) words: Vec<Answer>,
    pub(super) overtake: Vec<OvertakeDocument>,
    pub(super) gain: Vec<GainDocument>,
    pub(super) leaf_gains: Vec<LeafGainDocument>,
}

/// The answers that were asked for.
pub(super) fn all(
    args: &Robustness,
    (plan, study): (&Plan<'_>, &Study<'_>),
    loaded: &LoadedFramework,
    data: &LoadedData,
) -> Result<Answered, Fail> {
    let mut answered = Answered::default();
    for pair in args.overtake.chunks_exact(2) {
        let (words, document) = overtake(args, study, data, [&pair[0], &pair[1]])?;
        answered.words.push(words.into());
        answered.overtake.push(document);
    }
    for asked in &args.gain.0 {
        match asked.as_slice() {
            [entity, node, places] => {
                let (words, document) = gain(study, data, entity, node, places)?;
                answered.words.push(words.into());
                answered.gain.push(document);
            }
            [entity, ..] => {
                let (words, documents) = every_leaf(args, (plan, study), loaded, data, entity)?;
                answered.words.push(words);
                answered.leaf_gains.extend(documents);
            }
            [] => {}
        }
    }
    Ok(answered)
}

/// The position of an entity among those that have a rank.
pub(super) fn ranked(study: &Study<'_>, data: &LoadedData, wanted: &str) -> Result<EntityIx, Fail> {
    let panel = study.card().panel();
    let row = lookup::entity(data, wanted)?;
    study
        .rows()
        .iter()
        .position(|ranked| *ranked == row)
        .map(EntityIx::new)
        .ok_or_else(|| Fail::Usage(message!("robustness-no-rank", entity = panel.entities()[row].key())))
}

fn label(study: &Study<'_>, entity: EntityIx) -> String {
    let entity = &study.card().panel().entities()[study.rows()[entity]];
    match &entity.name {
        Some(name) => format!("{name} ({})", entity.code),
        None => entity.code.clone(),
    }
}

fn overtake(
    args: &Robustness,
    study: &Study<'_>,
    data: &LoadedData,
    [one, other]: [&str; 2],
) -> Result<(Message, OvertakeDocument), Fail> {
    let (one, other) = (ranked(study, data, one)?, ranked(study, data, other)?);
    let answers = free(args, study)?;
    let found = answers.overtake(one, other).map_err(Fail::Computation)?;
    let nodes = study.card().framework().nodes();
    let weights = |weights: &[f64]| {
        let of_child = |((child, nominal), weight): ((&NodeIx, &f64), &f64)| {
            let (nominal, weight) = (shown(*nominal), shown(*weight));
            // As texts, because a change that four decimals do not show is none to the reader.
            let arrow = if nominal == weight { weight } else { format!("{nominal} -> {weight}") };
            format!("{} {arrow}", nodes[*child].code())
        };
        let children = answers.children().iter().zip(answers.nominal());
        children.zip(weights).map(of_child).collect::<Vec<_>>().join(", ")
    };
    let (a, b) = (label(study, one), label(study, other));
    let document = OvertakeDocument::new(study, &answers, [one, other], &found);
    let words = match found {
        // Exactly 0: where the declared weights suffice, they come back as they are, without a rounding.
        Overtaking::Possible { change: 0.0, .. } => message!("overtake-already", a, b),
        Overtaking::Possible { change, largest, weights: w } => {
            let node = nodes[answers.node()].code();
            let (change, largest, weights) = (shown(change), shown(largest), weights(&w));
            message!("overtake-possible", a, b, node, change, largest, weights)
        }
        Overtaking::Impossible(best) => {
            message!("overtake-impossible", a, b, weights = weights(&best.weights))
        }
    };
    Ok((words, document))
}

fn gain(
    study: &Study<'_>,
    data: &LoadedData,
    entity: &str,
    node: &str,
    places: &str,
) -> Result<(Message, GainDocument), Fail> {
    let wanted: usize = places
        .parse()
        .ok()
        .filter(|places| *places > 0)
        .ok_or_else(|| Fail::Usage(message!("usage-gain", places)))?;
    let entity = ranked(study, data, entity)?;
    let card = study.card();
    let node = lookup::node(card.plan(), node)?;
    let found = gain_of(card, study.rows(), entity, node, wanted).map_err(Fail::Computation)?;
    let code = card.framework().nodes()[node].code();
    let document = GainDocument::new(study, entity, node, wanted, &found);
    let words = message!(
        "gain-possible",
        entity = label(study, entity),
        places = wanted,
        rank = found.rank.to_string(),
        node = code,
        increase = shown(found.increase),
        score = shown(found.score)
    );
    Ok((words, document))
}

/// What each leaf would have to measure for an entity to gain a place, one line each.
fn every_leaf(
    args: &Robustness,
    (plan, study): (&Plan<'_>, &Study<'_>),
    loaded: &LoadedFramework,
    data: &LoadedData,
    entity: &str,
) -> Result<(Answer, Vec<LeafGainDocument>), Fail> {
    let entity = ranked(study, data, entity)?;
    let par = scoring::threads(&args.input.options);
    let prepared = plan.prepare(&data.panel, par).map_err(Fail::Computation)?;
    let gains = leaf_gains(&prepared, study.card(), study.rows(), entity).map_err(Fail::Computation)?;
    let nodes = loaded.framework.nodes();
    let document = |gain| LeafGainDocument::new(study, entity, gain);
    let documents: Vec<LeafGainDocument> = gains.iter().map(document).collect();
    let line = |(gain, document): (&LeafGain, &LeafGainDocument)| {
        let (code, name) = (nodes[gain.node].code(), nodes[gain.node].name(&args.input.options.lang));
        let leaf = if name == code { code.to_owned() } else { format!("{code} {name}") };
        message!("gain-leaf-of", leaf, answer = document.words())
    };
    let lines = gains.iter().zip(&documents).map(line).collect();
    let (entity, rank) = (label(study, entity), study.ranks()[entity].to_string());
    Ok((Answer { words: message!("gain-leaves", entity, rank), lines }, documents))
}

/// A number with four decimals, which are enough for a reader.
fn shown(number: f64) -> String {
    decimal(&format_number((number * 1e4).round() / 1e4))
}
