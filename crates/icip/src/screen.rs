//! Coverage screening: entities and indicators with too little data, before anything is fitted.

use crate::plan::{Origin, Plan};
use crate::text::{Fields, words};
use icip_problem::message;
use icip_table::data::{Column, Panel};
use icip_table::io::Excluded;

words! {
    /// How the available share of an entity is taken.
    pub enum AvailableBy {
        /// by number of indicators
        Count = "count",
        /// by effective weight of indicators
        Weight = "weight",
    }
}

/// Equal shares such as 2/3 may fall short of the threshold by a rounding error.
const SLACK: f64 = 1e-12;

/// What is enough, and who stays or goes whatever the numbers say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScreenRule {
    /// Smallest share of values that are there; equal is enough.
    pub available: Option<f64>,
    /// How that share is taken; indicators are always counted.
    pub by: AvailableBy,
    /// Smallest share of the values there that are not zero; equal is enough.
    pub nonzero: Option<f64>,
    /// Codes (of entities) or columns (of indicators) that stay in any case.
    pub keep: Vec<String>,
    /// Codes or columns that go in any case.
    pub drop: Vec<String>,
}

/// Screening of a framework.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScreenSpec {
    /// Indicators: taken out first, so that entities are judged by what remains.
    pub indicators: Option<ScreenRule>,
    /// Entities.
    pub entities: Option<ScreenRule>,
}

impl ScreenSpec {
    pub(crate) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            indicators: fields.table("indicators", "indicators with too few values", ScreenRule::read),
            entities: fields.table("entities", "entities with too few values", ScreenRule::read),
        }
    }
}

impl ScreenRule {
    fn read(fields: &mut Fields<'_>) -> Self {
        let rule = Self {
            available: fields
                .number_or_nothing("available", "smallest share of values that are there, 0 to 1"),
            by: fields.word("by", "how the available share of an entity is taken"),
            nonzero: fields
                .number_or_nothing("nonzero", "smallest share of the values there that are not zero, 0 to 1"),
            keep: fields.texts("keep", "codes or columns that stay in any case", &[]),
            drop: fields.texts("drop", "codes or columns that go in any case", &[]),
        };
        for (key, share) in [("available", rule.available), ("nonzero", rule.nonzero)] {
            let share = share.unwrap_or_default();
            fields.must_be_in(key, share, 0.0..=1.0);
        }
        let both = rule.keep.iter().find(|name| rule.drop.contains(name)).cloned().unwrap_or_default();
        fields.must(
            both.is_empty(),
            "drop",
            message!("bad-value-keep-and-drop", name = &both),
            message!("bad-value-keep-and-drop-hint"),
        );
        rule
    }

    /// Why something goes; nothing when it stays.
    fn verdict(&self, name: &str, available: f64, nonzero: f64) -> Option<String> {
        let below = |share: f64, least: Option<f64>| least.filter(|least| share < least - SLACK);
        if self.keep.iter().any(|kept| kept == name) {
            None
        } else if self.drop.iter().any(|dropped| dropped == name) {
            Some("named to be left out".into())
        } else if let Some(least) = below(available, self.available) {
            Some(format!("{available:.3} of its values are there, fewer than {least}"))
        } else {
            let least = below(nonzero, self.nonzero)?;
            Some(format!("{nonzero:.3} of its values are not zero, fewer than {least}"))
        }
    }
}

/// A panel after screening.
#[derive(Debug, Clone)]
pub struct Screened {
    /// The entities that stay. The columns of indicators that go have no value left, so that the missing
    /// rules of their parents decide what that means.
    pub panel: Panel,
    /// The entities that go, and why.
    pub entities: Vec<Excluded>,
    /// The columns that go, and why.
    pub indicators: Vec<(String, String)>,
}

impl Plan<'_> {
    /// Screens a panel by the rules of the framework: indicators first, then entities. Without rules
    /// the panel comes back as it is.
    ///
    /// *Formula.* For an entity: available = values there / indicators (by count or effective weight), nonzero
    /// = values other than 0 / values there; an entity without any value has nonzero 0. For an indicator the
    /// same over entities. Values are those of the data file, before imputation.
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
            let gone = |position: &usize| {
                screened.indicators.iter().any(|(name, _)| name == panel.name_at(*position))
            };
            let columns: Vec<(usize, f64)> = self.columns().into_iter().filter(|(at, _)| !gone(at)).collect();
            let verdicts: Vec<Option<String>> =
                (0..panel.rows()).map(|row| entity(rule, panel, &columns, row)).collect();
            screened.entities = panel
                .entities()
                .iter()
                .zip(&verdicts)
                .filter_map(|(entity, why)| Some(Excluded { entity: entity.clone(), why: why.clone()? }))
                .collect();
            let mut rows = verdicts.iter();
            screened.panel = screened.panel.filter(|_| rows.next().is_some_and(Option::is_none));
        }
        screened
    }

    /// The columns that the leaves read, with the effective weight of all that they feed.
    fn columns(&self) -> Vec<(usize, f64)> {
        let mut columns: Vec<(usize, f64)> = Vec::new();
        for entry in self.entries() {
            let (Origin::Measured { column, .. } | Origin::Entered { column }) = self.origin(entry) else {
                continue;
            };
            let weight = self.framework.nodes()[entry].effective_weight();
            match columns.iter_mut().find(|(position, _)| *position == column) {
                Some((_, sum)) => *sum += weight,
                None => columns.push((column, weight)),
            }
        }
        columns
    }
}

fn entity(rule: &ScreenRule, panel: &Panel, columns: &[(usize, f64)], row: usize) -> Option<String> {
    let there = |column: &Column| column.is_present(row);
    let weight = |(_, weight): &(usize, f64)| match rule.by {
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
