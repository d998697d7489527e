//! Small columns with gaps for the unit tests of the family.

use crate::impute::{Family, Gaps, Imputer, Other, Shared, Unfit};
use crate::normalise::Direction;
use icip_table::data::Column;

/// A column with gaps and what stands beside it. All rows are one sample.
pub(super) struct Case {
    target: Column,
    direction: Direction,
    others: Vec<(&'static str, Column, Direction, bool)>,
    groups: Option<(&'static str, Vec<Option<&'static str>>)>,
    /// Entity and period of every row.
    times: Vec<(usize, Option<f64>)>,
}

fn column(cells: impl IntoIterator<Item = Option<f64>>) -> Column {
    Column::new(cells).expect("the cells of a test are finite")
}

impl Case {
    pub(super) fn of(cells: impl IntoIterator<Item = Option<f64>>) -> Self {
        let target = column(cells);
        let times = (0..target.rows()).map(|row| (row, None)).collect();
        Self { target, direction: Direction::Positive, others: Vec::new(), groups: None, times }
    }

    pub(super) fn groups(
        mut self,
        name: &'static str,
        labels: impl IntoIterator<Item = Option<&'static str>>,
    ) -> Self {
        self.groups = Some((name, labels.into_iter().collect()));
        self
    }

    /// A column with the same parent.
    pub(super) fn sibling(self, code: &'static str, cells: impl IntoIterator<Item = Option<f64>>) -> Self {
        self.other(code, cells, Direction::Positive, true)
    }

    pub(super) fn other(
        mut self,
        code: &'static str,
        cells: impl IntoIterator<Item = Option<f64>>,
        direction: Direction,
        sibling: bool,
    ) -> Self {
        self.others.push((code, column(cells), direction, sibling));
        self
    }

    pub(super) fn negative(mut self) -> Self {
        self.direction = Direction::Negative;
        self
    }

    pub(super) fn times(mut self, times: impl IntoIterator<Item = (usize, Option<f64>)>) -> Self {
        self.times = times.into_iter().collect();
        self
    }
}

/// What a method fills in a case.
pub(super) fn gaps(case: &Case, method: &dyn Imputer) -> Result<Vec<(usize, f64)>, Unfit> {
    with(case, |gaps| method.fill(gaps))
}

/// Shows a case as a method sees it.
pub(super) fn with<T>(case: &Case, look: impl FnOnce(&Gaps<'_>) -> T) -> T {
    let rows: Vec<usize> = (0..case.target.rows()).collect();
    let others = |only_siblings: bool| {
        let counts =
            move |(.., sibling): &&(&'static str, Column, Direction, bool)| *sibling || !only_siblings;
        case.others.iter().filter(counts).map(|(code, column, direction, _)| Other {
            code,
            column,
            direction: *direction,
        })
    };
    let labels = |name: &str| case.groups.as_ref().filter(|(n, _)| *n == name).map(|(_, l)| l.clone());
    let time = |row: usize| case.times[row].1;
    let history = |row: usize| {
        let same = (0..rows.len()).filter(|other| case.times[*other].0 == case.times[row].0);
        let cell = |other: usize| match time(other).filter(|time| time.is_finite()) {
            Some(time) => Ok((time, case.target.get(other))),
            None => Err(format!("row {other}")),
        };
        let mut cells = same.map(cell).collect::<Result<Vec<_>, String>>()?;
        cells.sort_by(|a, b| a.0.total_cmp(&b.0));
        Ok(cells)
    };
    // All columns stand below the ancestor `pillar`.
    let family = |all: bool, below: Option<&str>| match below {
        Some(name) => (name == "pillar").then_some(Family::Below(0)),
        None => Some(if all { Family::All } else { Family::Siblings(0) }),
    };
    let members = |family: Family| others(matches!(family, Family::Siblings(_))).collect::<Vec<_>>();
    look(&Gaps {
        code: "target",
        sample: 0,
        family: &family,
        members: &members,
        shared: &Shared::default(),
        target: &case.target,
        direction: case.direction,
        rows: &rows,
        other: &|code| others(false).find(|other| other.code == code),
        labels: &labels,
        time: &time,
        history: &history,
    })
}
