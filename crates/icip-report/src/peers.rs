//! With whom an entity is compared.

use std::collections::BTreeMap;

use icip::data::Entity;
use icip_num::statistics;

/// A group of fewer has no quartiles worth the name.
const SMALLEST: usize = 5;

/// The entities that are shown, by the groups of every group column.
#[derive(Debug)]
pub(crate) struct Groups {
    everybody: Vec<usize>,
    columns: Vec<BTreeMap<String, Vec<usize>>>,
}

/// The entities of a group, or all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peers<'g> {
    /// The position of the group column, and the group; nothing where these are all entities.
    pub(crate) group: Option<(usize, &'g str)>,
    /// Their rows, with that of the entity itself.
    pub(crate) rows: &'g [usize],
}

impl Groups {
    pub(crate) fn new(entities: &[Entity], rows: &[usize], columns: usize) -> Self {
        let members = |column: usize| {
            let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for row in rows {
                if let Some(Some(label)) = entities[*row].groups.get(column) {
                    members.entry(label.clone()).or_default().push(*row);
                }
            }
            members
        };
        Self { everybody: rows.to_vec(), columns: (0..columns).map(members).collect() }
    }

    /// The entities of the same group, by the first group column in which there are enough of them, or else all.
    pub(crate) fn peers(&self, entity: &Entity) -> Peers<'_> {
        for (column, members) in self.columns.iter().enumerate() {
            let label = entity.groups.get(column).and_then(Option::as_ref);
            if let Some((label, rows)) = label.and_then(|label| members.get_key_value(label))
                && rows.len() >= SMALLEST
            {
                return Peers { group: Some((column, label)), rows };
            }
        }
        Peers { group: None, rows: &self.everybody }
    }

    /// The rows of a group.
    pub(crate) fn members(&self, column: usize, label: &str) -> &[usize] {
        self.columns.get(column).and_then(|members| members.get(label)).map_or(&[], Vec::as_slice)
    }
}

/// The lower quartile, the median and the upper quartile.
pub(crate) fn quartiles(scores: &[f64]) -> Option<[f64; 3]> {
    let sorted = statistics::sorted(scores);
    let [low, median, high] = [0.25, 0.5, 0.75].map(|share| statistics::quantile(&sorted, share));
    Some([low?, median?, high?])
}
