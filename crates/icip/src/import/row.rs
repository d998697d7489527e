//! The rows of iMeta, each checked by itself.

use super::sheet::Sheet;
use icip_problem::{Code, Place, Problem, Report, did_you_mean, message};

/// The kinds of rows.
const TYPES: [&str; 5] = ["Indicator", "Aggregate", "Group", "Denominator", "Other"];

/// A row of iMeta.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) row: usize,
}

impl<'a> Row<'a> {
    pub(super) fn cell(&self, name: &str) -> Option<&'a str> {
        self.sheet.cell(self.row, name)
    }

    pub(super) fn code(&self) -> &'a str {
        self.cell("iCode").unwrap_or_default()
    }

    pub(super) fn kind(&self) -> &'a str {
        self.cell("Type").unwrap_or_default()
    }

    pub(super) fn is_leaf(&self) -> bool {
        self.kind() == "Indicator"
    }

    pub(super) fn is_node(&self) -> bool {
        matches!(self.kind(), "Indicator" | "Aggregate")
    }

    pub(super) fn line(&self) -> u64 {
        self.sheet.line(self.row)
    }

    /// The place of a cell.
    pub(super) fn place(&self, column: &str) -> Place {
        self.sheet.place_of(self.row, column)
    }

    /// The level, where it is a whole number of at least 1.
    pub(super) fn level(&self) -> Option<u32> {
        let level: f64 = self.cell("Level")?.parse().ok()?;
        (level >= 1.0 && level.fract() == 0.0 && level < f64::from(u32::MAX)).then_some(level as u32)
    }

    /// The weight, where it is a finite number of at least 0.
    pub(super) fn weight(&self) -> Option<f64> {
        let weight: f64 = self.cell("Weight")?.parse().ok()?;
        (weight.is_finite() && weight >= 0.0).then_some(weight)
    }

    /// The number in a cell; nothing where the cell is empty. What is no number is a problem.
    pub(super) fn number(&self, column: &str, report: &mut Report) -> Option<f64> {
        let text = self.cell(column)?;
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() {
            let what = message!("bad-value-coinr", column, code = self.code(), value = text);
            let hint = message!("bad-value-coinr-number-hint");
            report.problem(Problem::new(Code::BadValue, self.place(column), what).hint(hint));
        }
        number
    }

    /// Whether a cell says TRUE; nothing where it is empty.
    pub(super) fn truth(&self, column: &str, report: &mut Report) -> Option<bool> {
        let text = self.cell(column)?;
        match text.to_ascii_lowercase().as_str() {
            "true" | "t" | "1" => Some(true),
            "false" | "f" | "0" => Some(false),
            _ => {
                let what = message!("bad-value-coinr", column, code = self.code(), value = text);
                let hint = message!("bad-value-coinr-truth-hint");
                report.problem(Problem::new(Code::BadValue, self.place(column), what).hint(hint));
                None
            }
        }
    }

    /// A cell without which the row means nothing.
    fn required(&self, column: &'static str, report: &mut Report) {
        if self.cell(column).is_none() {
            let what = message!("bad-value-coinr-missing", column, code = self.code());
            report.problem(Problem::new(Code::BadValue, self.place(column), what));
        }
    }

    /// Reports what is wrong with the row whatever the other rows are.
    pub(super) fn check(&self, data: &Sheet, report: &mut Report) {
        self.required("iCode", report);
        if !TYPES.contains(&self.kind()) {
            let what = message!("unknown-type-of", code = self.code(), found = self.kind());
            report.problem(
                Problem::new(Code::UnknownType, self.place("Type"), what)
                    .hint(did_you_mean(self.kind(), TYPES)),
            );
        }
        let in_data = |code: &str| data.has_column(code);
        if matches!(self.kind(), "Indicator" | "Denominator" | "Group") && !in_data(self.code()) {
            let what = message!("missing-column-idata", column = self.code());
            report.problem(Problem::new(Code::MissingColumn, self.place("iCode"), what));
        }
        if let Some(divisor) = self.cell("Denominator").filter(|divisor| !in_data(divisor)) {
            let what = message!("missing-column-denominator", column = divisor, code = self.code());
            report.problem(Problem::new(Code::MissingColumn, self.place("Denominator"), what));
        }
        if self.is_node() {
            self.check_node(report);
        }
    }

    fn check_node(&self, report: &mut Report) {
        if self.cell("Level").is_some() {
            let lowest = if self.is_leaf() { self.level() == Some(1) } else { self.level() > Some(1) };
            if !lowest {
                let level = self.cell("Level").unwrap_or_default();
                let what = message!("bad-value-coinr-level", code = self.code(), level);
                let hint = if self.is_leaf() {
                    message!("bad-value-coinr-level-1-hint")
                } else {
                    message!("bad-value-coinr-level-above-hint")
                };
                report.problem(Problem::new(Code::BadValue, self.place("Level"), what).hint(hint));
            }
        } else {
            self.required("Level", report);
        }
        match self.cell("Direction") {
            Some("1" | "-1") => {}
            // COINr ignores the direction of an aggregate.
            None if !self.is_leaf() => {}
            None => self.required("Direction", report),
            Some(direction) => {
                let what = message!("bad-value-direction-of", code = self.code(), value = direction);
                report.problem(
                    Problem::new(Code::BadValue, self.place("Direction"), what)
                        .hint(message!("bad-value-direction-hint")),
                );
            }
        }
        match self.cell("Weight") {
            Some(weight) => {
                if self.weight().is_none() {
                    // COINr takes negative weights and gives scores beyond the scale.
                    let what = message!("bad-value-weight-of", code = self.code(), value = weight);
                    report.problem(
                        Problem::new(Code::BadValue, self.place("Weight"), what)
                            .hint(message!("bad-value-at-least-hint", bound = 0.0)),
                    );
                }
            }
            // The index has no siblings, and so no weight.
            None if self.cell("Parent").is_none() => {}
            None => self.required("Weight", report),
        }
    }
}
