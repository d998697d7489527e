//! Finds the entities and nodes that a user names.

use icip::data::{Entity, Panel};
use icip::plan::{Origin, Scorecard};
use icip::problem::nearest;

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
            format!(
                "no entity has the code or the name `{wanted}`; the codes look like these: {}",
                list(&some)
            )
        }
        several => format!(
            "`{wanted}` fits {} entities; give the code of one of them: {}",
            several.len(),
            list(several)
        ),
    }))
}

/// The position of a node by its code, among those that are part of the result.
pub(crate) fn node(card: &Scorecard<'_>, code: &str) -> Result<usize, Fail> {
    let used = |node: &usize| card.plan().origin(*node) != Origin::Unused;
    card.framework().position(code).filter(used).ok_or_else(|| {
        let codes = card.framework().nodes().iter().map(|node| node.code());
        let hint = nearest(code, codes).map_or_else(
            || "`icip frameworks` with the name or the path of the framework lists its nodes".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Fail::Usage(format!("the result has no node `{code}`; {hint}"))
    })
}
