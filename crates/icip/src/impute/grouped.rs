//! One number for every gap of the sample, or one for each group of a group column.

use std::collections::BTreeMap;

use crate::impute::{Gaps, Unfit, everywhere};
use crate::text::{Fields, words};
use icip_problem::{message, quoted};

words! {
    /// What a gap gets whose group has no value.
    pub enum Otherwise {
        /// nothing: it is an error that names the group
        Error = "error",
        /// what the whole column would give
        Column = "column",
    }
}

/// Reads the two keys that such methods share.
pub(super) fn read(fields: &mut Fields<'_>) -> (Option<String>, Otherwise) {
    let group = fields
        .text_or_nothing("group", "the name of a group column: only the values of the gap's group count");
    let otherwise =
        fields.word("otherwise", "what a gap gets if its group has no value, or if it has no group");
    fields.must(
        group.is_some() || otherwise == Otherwise::Error,
        "otherwise",
        message!("bad-value-otherwise"),
        message!("bad-value-otherwise-hint"),
    );
    (group, otherwise)
}

/// How a statistic of a sample is taken; nothing of no values.
pub(super) type SampleStatistic = fn(&[f64]) -> Option<f64>;

/// Fills the gaps with a statistic of the sample, or of the gap's group.
pub(super) fn fill(
    gaps: &Gaps<'_>,
    group: Option<&str>,
    otherwise: Otherwise,
    statistic: SampleStatistic,
) -> Result<Vec<(usize, f64)>, Unfit> {
    let empty = gaps.empty();
    if empty.is_empty() {
        return Ok(Vec::new());
    }
    let whole = statistic(&gaps.present());
    let Some(group) = group else {
        let value = whole.ok_or_else(no_value)?;
        return Ok(everywhere(gaps, value));
    };
    let labels = (gaps.labels)(group).ok_or_else(|| no_column(group))?;
    let groups = by_group(gaps, &labels, statistic);
    let fallback = match otherwise {
        Otherwise::Column => Some(whole.ok_or_else(no_value)?),
        Otherwise::Error => None,
    };
    let of = |row: &usize| labels[*row].and_then(|label| groups.get(label).copied()).or(fallback);
    let without: Vec<usize> = empty.iter().copied().filter(|row| of(row).is_none()).collect();
    if without.is_empty() {
        return Ok(empty.iter().filter_map(|row| Some((*row, of(row)?))).collect());
    }
    Err(without_group(group, &labels, &without))
}

/// The statistic of every group of the sample that has a value.
fn by_group<'a>(
    gaps: &Gaps<'_>,
    labels: &[Option<&'a str>],
    statistic: SampleStatistic,
) -> BTreeMap<&'a str, f64> {
    let mut values: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for row in gaps.rows {
        if let (Some(label), Some(x)) = (labels[*row], gaps.target.get(*row)) {
            values.entry(label).or_default().push(x);
        }
    }
    values.into_iter().filter_map(|(label, values)| Some((label, statistic(&values)?))).collect()
}

/// Gaps in a sample without any value.
pub(crate) fn no_value() -> Unfit {
    Unfit::new(message!("cannot-fit-no-value"), message!("cannot-fit-no-value-hint"))
}

fn no_column(group: &str) -> Unfit {
    Unfit::new(
        message!("cannot-fit-no-group-column", column = group),
        message!("cannot-fit-no-group-column-hint"),
    )
}

/// Which groups have no value, and how many entities have no group.
fn without_group(group: &str, labels: &[Option<&str>], rows: &[usize]) -> Unfit {
    let mut names: Vec<&str> = rows.iter().filter_map(|row| labels[*row]).collect();
    names.sort_unstable();
    names.dedup();
    let unlabelled = rows.iter().filter(|row| labels[**row].is_none()).count();
    let what = if names.is_empty() {
        message!("cannot-fit-no-group", column = group, count = unlabelled)
    } else {
        let (count, groups) = (names.len(), quoted(names));
        if unlabelled == 0 {
            message!("cannot-fit-empty-group", column = group, groups, count)
        } else {
            message!("cannot-fit-empty-group-and-no-group", column = group, groups, count, unlabelled)
        }
    };
    Unfit::new(what, message!("cannot-fit-group-hint"))
}
