//! Finds the entities and nodes that a user names, and the word that was meant where a name is unknown. It
//! must not know what they are wanted for.

use std::fmt::{self, Display, Formatter};

use icip::data::Entity;
use icip::framework::NodeIx;
use icip::io::Excluded;
use icip::plan::Plan;
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
    let rows: Vec<usize> = (0..panel.rows()).filter(|row| inside(&panel.entities()[*row])).collect();
    let named = |row: &usize| {
        let entity = &panel.entities()[*row];
        Named {
            key: entity.period.is_some().then(|| entity.key()),
            ..Named::new(&entity.code, entity.name.as_deref())
        }
    };
    let entities: Vec<Named<'_>> = rows.iter().map(named).collect();
    if !entities.iter().any(|entity| entity.is_called(wanted)) {
        left_out(&data.excluded, period, wanted)?;
    }
    named_entity(&entities, wanted).map(|at| rows[at])
}

/// An entity as people name it.
pub(crate) struct Named<'e> {
    code: &'e str,
    name: Option<&'e str>,
    /// The code with the period, where a code has several rows.
    key: Option<String>,
}

impl<'e> Named<'e> {
    pub(crate) fn new(code: &'e str, name: Option<&'e str>) -> Self {
        Self { code, name, key: None }
    }

    fn is_called(&self, wanted: &str) -> bool {
        self.code == wanted || self.key.as_deref() == Some(wanted)
    }
}

impl Display for Named<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.key.as_deref().unwrap_or(self.code))?;
        self.name.map_or(Ok(()), |name| write!(f, " {name}"))
    }
}

/// The position of the entity that is meant: by its code, or by a part of its name that no other entity has.
pub(crate) fn named_entity(entities: &[Named<'_>], wanted: &str) -> Result<usize, Fail> {
    let all = |fits: &dyn Fn(&Named<'_>) -> bool| -> Vec<usize> {
        (0..entities.len()).filter(|at| fits(&entities[*at])).collect()
    };
    // A code wins over names: an entity whose name contains the code of another must not hide it.
    let mut found = all(&|entity| entity.is_called(wanted));
    let part = folded(wanted);
    // And a whole name wins over the names that go on.
    if found.is_empty() {
        found = all(&|entity| entity.name.is_some_and(|name| folded(name) == part));
    }
    if found.is_empty() {
        found = all(&|entity| entity.name.is_some_and(|name| folded(name).contains(&part)));
    }
    let list =
        |at: &[usize]| first(&at.iter().map(|at| entities[*at].to_string()).collect::<Vec<_>>(), LISTED);
    match found.as_slice() {
        [at] => Ok(*at),
        [] => {
            let some: Vec<usize> = (0..entities.len().min(SAMPLES)).collect();
            let what = message!("lookup-no-entity", wanted, samples = list(&some));
            Err(match near(wanted, entities.iter().map(|entity| entity.code)) {
                Some(hint) => Fail::usage(what, hint),
                None => Fail::Usage(what),
            })
        }
        several => {
            let (count, entities) = (several.len(), list(several));
            Err(Fail::Usage(message!("lookup-several-entities", wanted, count, entities)))
        }
    }
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
pub(crate) fn node(plan: &Plan<'_>, code: &str) -> Result<NodeIx, Fail> {
    plan.framework().position(code).filter(|node| plan.is_used(*node)).ok_or_else(|| {
        let codes = plan.framework().nodes().iter().map(|node| node.code());
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
