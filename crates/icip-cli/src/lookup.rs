//! Finds the entities and nodes that a user names, and the word that was meant where a name is unknown. It
//! must not know what they are wanted for.

use icip::data::Entity;
use icip::framework::NodeIx;
use icip::io::Excluded;
use icip::plan::{Origin, Scorecard};
use icip::problem::{Message, message, nearest};

use crate::fail::Fail;
use crate::input::loaded::LoadedData;
use crate::wording::{first, folded};

/// Entities that fit a name, at most so many of which are listed.
const LISTED: usize = 8;
/// Entities that show what a code looks like.
const SAMPLES: usize = 3;

/// The row of an entity by its code, by its code and period, or by a part of its name that no other entity
/// has; of the period alone that is shown. An entity that was left out is found, and it is said why.
pub(crate) fn entity(data: &LoadedData, wanted: &str) -> Result<usize, Fail> {
    let (panel, period) = (&data.panel, data.shown.as_deref());
    let inside = |entity: &Entity| period.is_none() || entity.period.as_deref() == period;
    let rows = |fits: &dyn Fn(&Entity) -> bool| -> Vec<usize> {
        let fits = |row: &usize| inside(&panel.entities()[*row]) && fits(&panel.entities()[*row]);
        (0..panel.rows()).filter(fits).collect()
    };
    // A code wins over names: an entity whose name contains the code of another must not hide it.
    let by_code = rows(&|entity| entity.code == wanted || entity.key() == wanted);
    if by_code.is_empty() {
        left_out(&data.excluded, period, wanted)?;
    }
    let part = folded(wanted);
    let by_name = rows(&|entity| entity.name.as_ref().is_some_and(|name| folded(name).contains(&part)));
    let found = if by_code.is_empty() { by_name } else { by_code };
    let list = |rows: &[usize]| {
        let entity = |row: &usize| {
            let entity = &panel.entities()[*row];
            format!("`{}` {}", entity.key(), entity.name.as_deref().unwrap_or_default()).trim_end().to_owned()
        };
        first(&rows.iter().map(entity).collect::<Vec<_>>(), LISTED)
    };
    Err(Fail::Usage(match found.as_slice() {
        [row] => return Ok(*row),
        [] => {
            let some: Vec<usize> = rows(&|_| true).into_iter().take(SAMPLES).collect();
            message!("lookup-no-entity", wanted, samples = list(&some))
        }
        several => {
            message!("lookup-several-entities", wanted, count = several.len(), entities = list(several))
        }
    }))
}

/// Refuses the code of an entity that was left out, with the reason.
fn left_out(excluded: &[Excluded], period: Option<&str>, wanted: &str) -> Result<(), Fail> {
    let is_wanted = |row: &&Excluded| {
        let inside = period.is_none() || row.entity.period.as_deref() == period;
        inside && (row.entity.code == wanted || row.entity.key() == wanted)
    };
    match excluded.iter().find(is_wanted) {
        Some(row) => {
            let (entity, why) = (row.entity.key(), row.why.clone());
            Err(Fail::Usage(message!("lookup-left-out", entity, why)))
        }
        None => Ok(()),
    }
}

/// The position of a node by its code, among those that are part of the result.
pub(crate) fn node(card: &Scorecard<'_>, code: &str) -> Result<NodeIx, Fail> {
    let used = |node: &NodeIx| card.plan().origin(*node) != Origin::Unused;
    card.framework().position(code).filter(used).ok_or_else(|| {
        let codes = card.framework().nodes().iter().map(|node| node.code());
        Fail::usage(
            message!("lookup-no-node", code),
            near(code, codes).unwrap_or_else(|| message!("lookup-no-node-hint")),
        )
    })
}

/// The question whether a known word was meant, where one is near.
pub(crate) fn near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Message> {
    nearest(word, known).map(|word| message!("did-you-mean", word))
}
