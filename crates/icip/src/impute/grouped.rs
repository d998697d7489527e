//! One number for every gap of the sample, or one for each group of a group column.

use std::collections::BTreeMap;

use crate::impute::{Gaps, Unfit, everywhere};
use crate::text::{Fields, words};

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
    let group =
        fields.text_or_nothing("group", "name of a group column: only the values of the gap's group count");
    let otherwise =
        fields.word("otherwise", "what a gap gets whose group has no value, or that has no group");
    fields.must(
        group.is_some() || otherwise == Otherwise::Error,
        "otherwise",
        "`otherwise` is given without a `group`",
        "name a group column, or leave `otherwise` out",
    );
    (group, otherwise)
}

/// A statistic of the sample: its name for people, and how it is taken; nothing of nothing.
pub(super) type Statistic = (&'static str, fn(&[f64]) -> Option<f64>);

/// Fills the gaps with a statistic of the sample, or of the gap's group.
pub(super) fn fill(
    gaps: &Gaps<'_>,
    group: Option<&str>,
    otherwise: Otherwise,
    statistic: Statistic,
) -> Result<Vec<(usize, f64)>, Unfit> {
    let empty = gaps.empty();
    if empty.is_empty() {
        return Ok(Vec::new());
    }
    let whole = statistic.1(&gaps.present());
    let Some(group) = group else {
        let value = whole.ok_or_else(|| no_value(statistic.0))?;
        return Ok(everywhere(gaps, value));
    };
    let labels = (gaps.labels)(group).ok_or_else(|| no_column(group))?;
    let groups = by_group(gaps, &labels, statistic);
    let fallback = match otherwise {
        Otherwise::Column => Some(whole.ok_or_else(|| no_value(statistic.0))?),
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
fn by_group<'a>(gaps: &Gaps<'_>, labels: &[Option<&'a str>], statistic: Statistic) -> BTreeMap<&'a str, f64> {
    let mut values: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for row in gaps.rows {
        if let (Some(label), Some(x)) = (labels[*row], gaps.target.get(*row)) {
            values.entry(label).or_default().push(x);
        }
    }
    values.into_iter().filter_map(|(label, values)| Some((label, statistic.1(&values)?))).collect()
}

/// Gaps in a sample without any value.
pub(crate) fn no_value(statistic: &str) -> Unfit {
    Unfit {
        what: format!("no entity has a value, so there is no {statistic}"),
        allowed: "leave gaps with `none`, or give a value with `constant`",
    }
}

fn no_column(group: &str) -> Unfit {
    Unfit {
        what: format!("the data have no group column `{group}`"),
        allowed: "must be a column of `groups` in [data] that the data have",
    }
}

/// Which groups have no value, and how many entities have no group.
fn without_group(group: &str, labels: &[Option<&str>], rows: &[usize]) -> Unfit {
    let mut names: Vec<&str> = rows.iter().filter_map(|row| labels[*row]).collect();
    names.sort_unstable();
    names.dedup();
    let unlabelled = rows.iter().filter(|row| labels[**row].is_none()).count();
    let mut parts = Vec::new();
    if !names.is_empty() {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        parts.push(format!("no entity with {group} {} has a value", names.join(" or ")));
    }
    if unlabelled > 0 {
        parts.push(format!("entities with a gap and without a {group}: {unlabelled}"));
    }
    Unfit {
        what: parts.join("; "),
        allowed: "otherwise = \"column\" gives such a gap what the whole column would give",
    }
}
