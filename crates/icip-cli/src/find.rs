//! Entities and nodes as people name them.

use icip::data::{Entity, Panel};
use icip::plan::{Origin, Scorecard};

use crate::fail::Fail;
use crate::words::{first, folded};

/// The row of an entity by code, by code and period, or by a part of its name that no other has.
pub(crate) fn entity(panel: &Panel, wanted: &str) -> Result<usize, Fail> {
    let rows = |holds: &dyn Fn(&Entity) -> bool| -> Vec<usize> {
        (0..panel.rows()).filter(|row| holds(&panel.entities()[*row])).collect()
    };
    let by_code = rows(&|entity| entity.code == wanted || entity.key() == wanted);
    let part = folded(wanted);
    let by_name = rows(&|entity| entity.name.as_ref().is_some_and(|name| folded(name).contains(&part)));
    let found = if by_code.is_empty() { by_name } else { by_code };
    let list = |rows: &[usize]| {
        let entity = |row: &usize| {
            let entity = &panel.entities()[*row];
            format!("`{}` {}", entity.key(), entity.name.as_deref().unwrap_or_default()).trim_end().to_owned()
        };
        first(&rows.iter().map(entity).collect::<Vec<_>>(), 8)
    };
    Err(Fail::Usage(match found.as_slice() {
        [row] => return Ok(*row),
        [] => {
            let some: Vec<usize> = (0..panel.rows().min(3)).collect();
            format!("no entity has the code or name `{wanted}`; codes are such as {}", list(&some))
        }
        several => {
            format!("`{wanted}` fits {} entities; give one of the codes: {}", several.len(), list(several))
        }
    }))
}

/// The place of a node of the result by its code.
pub(crate) fn node(card: &Scorecard<'_>, code: &str) -> Result<usize, Fail> {
    let used = |node: &usize| card.plan().origin(*node) != Origin::Unused;
    card.framework().position(code).filter(used).ok_or_else(|| {
        Fail::Usage(format!(
            "the result has no node `{code}`; {}",
            icip::problem::nearest(code, card.framework().nodes().iter().map(|node| node.code()))
                .map_or_else(
                    || "`icip frameworks` with the name or path of the framework lists its nodes".to_owned(),
                    |near| format!("did you mean `{near}`?")
                )
        ))
    })
}
