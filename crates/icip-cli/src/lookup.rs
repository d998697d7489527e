//! Finds the entities and nodes that a user names, and the word that was meant where a name is unknown. It
//! must not know what they are wanted for.

use icip::data::{Entity, Panel};
use icip::plan::{Origin, Scorecard};
use icip::problem::{Message, message, nearest};

use crate::fail::Fail;
use crate::wording::{first, folded};

/// Entities that fit a name, at most so many of which are listed.
const LISTED: usize = 8;
/// Entities that show what a code looks like.
const SAMPLES: usize = 3;

/// The row of an entity by its code, by its code and period, or by a part of its name that no other entity
/// has; of one period alone where one is named.
pub(crate) fn entity(panel: &Panel, period: Option<&str>, wanted: &str) -> Result<usize, Fail> {
    let inside = |entity: &Entity| period.is_none() || entity.period.as_deref() == period;
    let rows = |fits: &dyn Fn(&Entity) -> bool| -> Vec<usize> {
        let fits = |row: &usize| inside(&panel.entities()[*row]) && fits(&panel.entities()[*row]);
        (0..panel.rows()).filter(fits).collect()
    };
    // A code wins over names: an entity whose name contains the code of another must not hide it.
    let by_code = rows(&|entity| entity.code == wanted || entity.key() == wanted);
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

/// The position of a node by its code, among those that are part of the result.
pub(crate) fn node(card: &Scorecard<'_>, code: &str) -> Result<usize, Fail> {
    let used = |node: &usize| card.plan().origin(*node) != Origin::Unused;
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
