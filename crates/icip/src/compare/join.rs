//! Which published row belongs to which row of the data.

use std::collections::{BTreeMap, BTreeSet};

use super::options::CompareOptions;
use icip_problem::{Code, Place, Problem, Report, message};
use icip_table::data::{Entity, Panel};

/// The rows of two tables, joined.
#[derive(Debug)]
pub(super) struct Joined {
    /// The published row of each row of the data.
    pub(super) rows: Vec<Option<usize>>,
    pub(super) only_published: Vec<String>,
    pub(super) left_out: Vec<String>,
    pub(super) only_computed: Vec<String>,
}

impl Joined {
    /// The published cells in the order of the data: nothing where the row was not published, or where
    /// nothing was published for the whole period.
    pub(super) fn aligned<T: Clone>(
        &self,
        panel: &Panel,
        cell: impl Fn(usize) -> Option<T>,
    ) -> Vec<Option<Option<T>>> {
        let mut theirs: Vec<Option<Option<T>>> = self.rows.iter().map(|theirs| theirs.map(&cell)).collect();
        for (_, rows) in &panel.periods() {
            if rows.iter().all(|row| theirs[*row].as_ref().is_none_or(Option::is_none)) {
                rows.iter().for_each(|row| theirs[*row] = None);
            }
        }
        theirs
    }
}

/// Joins the rows by code, and by period where the published table has periods.
pub(super) fn join(
    panel: &Panel,
    published: &Panel,
    options: &CompareOptions,
    report: &mut Report,
) -> Joined {
    let with_period = published.entities().iter().any(|entity| entity.period.is_some());
    let key = |entity: &Entity| (entity.code.clone(), entity.period.clone().filter(|_| with_period));
    let mut index = BTreeMap::new();
    for (row, entity) in published.entities().iter().enumerate() {
        index.insert(key(entity), row);
    }
    let mut used = vec![false; published.rows()];
    let mut rows = Vec::with_capacity(panel.rows());
    let mut repeated = None;
    for entity in panel.entities() {
        let row = index.get(&key(entity)).copied();
        if let Some(row) = row {
            if used[row] {
                repeated = Some(entity.code.clone());
            }
            used[row] = true;
        }
        rows.push(row);
    }
    if let Some(code) = repeated {
        let problem =
            Problem::new(Code::NoPeriod, Place::default(), message!("no-period-published", entity = code));
        report.problem(problem.hint(message!("no-period-published-hint")));
    }
    if rows.iter().all(Option::is_none) {
        let first = |panel: &Panel| panel.entities().first().map_or_else(String::new, |e| e.key());
        let (there, here) = (first(published), first(panel));
        let what = message!("nothing-in-common-rows", there, here);
        let problem = Problem::new(Code::NothingInCommon, Place::default(), what);
        report.problem(problem.hint(message!("nothing-in-common-rows-hint")));
    }
    let left_out: BTreeSet<(&str, Option<&str>)> = options
        .left_out
        .iter()
        .map(|(code, period)| (code.as_str(), period.as_deref().filter(|_| with_period)))
        .collect();
    let is_left_out = |entity: &Entity| {
        left_out.contains(&(entity.code.as_str(), entity.period.as_deref().filter(|_| with_period)))
    };
    let others = || published.entities().iter().zip(&used).filter(|(_, used)| !**used).map(|(e, _)| e);
    let only_computed = panel.entities().iter().zip(&rows).filter(|(_, row)| row.is_none());
    Joined {
        only_published: others().filter(|e| !is_left_out(e)).map(Entity::key).collect(),
        left_out: others().filter(|e| is_left_out(e)).map(Entity::key).collect(),
        only_computed: only_computed.map(|(entity, _)| entity.key()).collect(),
        rows,
    }
}
