//! Coverage screening: which entities and indicators have too little data, before anything is fitted. It must
//! not know what a method would make of the values that stay.

use crate::framework::{AvailableBy, ScreenRule};
use crate::plan::{Origin, Plan};
use icip_problem::Message;
use icip_table::data::{Column, ColumnIx, Panel};
use icip_table::io::Excluded;

/// A panel after screening.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Screened {
    /// The entities that stay. The columns of indicators that are left out have no value any more, so that
    /// the missing rules of their parents decide what that means.
    pub panel: Panel,
    /// The entities that are left out, and why.
    pub entities: Vec<Excluded>,
    /// The columns that are left out, and why.
    pub indicators: Vec<(String, Message)>,
}

impl Plan<'_> {
    /// Screens a panel by the rules of the framework: indicators first, then entities. Without rules
    /// the panel comes back as it is.
    ///
    /// *Formula.* For an entity: available = values there / indicators (by count or effective weight),
    /// nonzero = values other than 0 / values there; an entity without any value has nonzero 0. For an
    /// indicator the same over entities. Values are those of the data file, before imputation.
    ///
    /// *Reference.* COINr, `Screen`; its thresholds are kept when equal, as here.
    pub fn screen(&self, panel: &Panel) -> Screened {
        let spec = &self.framework.screen;
        let mut screened = Screened { panel: panel.clone(), entities: Vec::new(), indicators: Vec::new() };
        if let Some(rule) = &spec.indicators {
            let columns = self.columns();
            for (position, _) in &columns {
                let column = panel.column_at(*position);
                let name = panel.name_at(*position);
                let available = share(column.present_count() as f64, column.rows() as f64);
                let zeros = column.cells().filter(|cell| *cell == Some(0.0)).count();
                let nonzero = share((column.present_count() - zeros) as f64, column.present_count() as f64);
                if let Some(why) = rule.verdict(name, available, nonzero) {
                    screened.indicators.push((name.to_owned(), why));
                }
            }
            let gone: Vec<&str> = screened.indicators.iter().map(|(name, _)| name.as_str()).collect();
            screened.panel = panel.without_values(&gone);
        }
        if let Some(rule) = &spec.entities {
            let gone = |position: &ColumnIx| {
                screened.indicators.iter().any(|(name, _)| name == panel.name_at(*position))
            };
            let columns: Vec<(ColumnIx, f64)> =
                self.columns().into_iter().filter(|(at, _)| !gone(at)).collect();
            let verdicts: Vec<Option<Message>> =
                (0..panel.rows()).map(|row| entity(rule, panel, &columns, row)).collect();
            screened.entities = panel
                .entities()
                .iter()
                .zip(&verdicts)
                .filter_map(|(entity, why)| Some(Excluded::new(entity.clone(), why.clone()?)))
                .collect();
            let mut rows = verdicts.iter();
            screened.panel = screened.panel.filter(|_| rows.next().is_some_and(Option::is_none));
        }
        screened
    }

    /// The columns that the leaves read, each with the sum of the effective weights of the leaves that read
    /// it.
    fn columns(&self) -> Vec<(ColumnIx, f64)> {
        let mut columns: Vec<(ColumnIx, f64)> = Vec::new();
        for entry in self.entries() {
            let (Origin::Measured { column, .. } | Origin::Entered { column }) = self.origin(entry) else {
                continue;
            };
            // A plan is refused where entities are screened by weights that are not known.
            let weight = self.framework.nodes()[entry].effective_weight().unwrap_or_default();
            match columns.iter_mut().find(|(position, _)| *position == column) {
                Some((_, sum)) => *sum += weight,
                None => columns.push((column, weight)),
            }
        }
        columns
    }
}

fn entity(rule: &ScreenRule, panel: &Panel, columns: &[(ColumnIx, f64)], row: usize) -> Option<Message> {
    let there = |column: &Column| column.is_present(row);
    let weight = |(_, weight): &(ColumnIx, f64)| match rule.by {
        AvailableBy::Count => 1.0,
        AvailableBy::Weight => *weight,
    };
    let (mut all, mut present, mut values, mut others) = (0.0, 0.0, 0.0, 0.0);
    for column in columns {
        all += weight(column);
        let cells = panel.column_at(column.0);
        if there(cells) {
            present += weight(column);
            values += 1.0;
            others += if cells.get(row) == Some(0.0) { 0.0 } else { 1.0 };
        }
    }
    rule.verdict(&panel.entities()[row].code, share(present, all), share(others, values))
}

fn share(part: f64, all: f64) -> f64 {
    if all > 0.0 { part / all } else { 0.0 }
}
