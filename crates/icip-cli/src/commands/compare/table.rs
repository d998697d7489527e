//! What a comparison found, as tables for people.

use icip::compare::{
    ClassComparison, CompareOptions, Comparison, Difference, NotCompared, RankComparison, Reason,
};
use icip::framework::NodeIx;
use icip::io::format_number;
use icip::plan::Scorecard;
use icip::problem::{Message, message, quoted};

use crate::fail::Fail;
use crate::streams::Io;
use crate::table::{left, render, right};
use crate::wording::{decimal, first, key_and_name};

/// Rows that are shown of each kind of disagreement.
const SHOWN: usize = 10;

pub(super) fn print(
    card: &Scorecard<'_>,
    result: &Comparison,
    options: &CompareOptions,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    scores(card, result, options, io)?;
    periods(card, result, io)?;
    let root = card.framework().root_index();
    for compared in &result.ranks {
        let (count, rows) = (compared.differences.len(), compared.compared.to_string());
        let line = if compared.node == root {
            message!("compare-ranks", of = &compared.of, count, rows)
        } else {
            let node = card.framework().nodes()[compared.node].code();
            message!("compare-ranks-of-node", node, of = &compared.of, count, rows)
        };
        ranks(&line, compared, card, io)?;
    }
    if let Some(compared) = &result.ranks_of_scores {
        let (count, rows) = (compared.differences.len(), compared.compared.to_string());
        let line = message!("compare-ranks-of-scores", of = &compared.of, count, rows);
        ranks(&line, compared, card, io)?;
    }
    for compared in &result.classes {
        classes(compared, card, io)?;
    }
    let nodes = card.framework().nodes();
    for node in result.nodes.iter().filter(|node| !node.differences.is_empty()) {
        let (code, count) = (nodes[node.node].code(), node.differences.len());
        writeln!(io.out, "\n{}", message!("compare-differences", node = code, count))?;
        differences(&node.differences, card, io)?;
    }
    if !result.lowest_differing.is_empty() {
        writeln!(io.out, "\n{}", message!("compare-lowest"))?;
        for (node, rows) in &result.lowest_differing {
            writeln!(io.out, "  {}: {}", nodes[*node].code(), message!("rows", count = *rows))?;
        }
    }
    not_compared(card, &result.not_compared, io)?;
    for (keys, line) in [
        (&result.only_published, "published"),
        (&result.left_out, "left-out"),
        (&result.only_computed, "computed"),
    ] {
        let (count, rows) = (keys.len(), first(keys, SHOWN));
        let line = match line {
            _ if keys.is_empty() => continue,
            "published" => message!("compare-only-published", count, rows),
            "left-out" => message!("compare-left-out", count, rows),
            _ => message!("compare-only-computed", count, rows),
        };
        writeln!(io.out, "\n{line}")?;
    }
    Ok(())
}

/// The nodes whose scores were compared.
fn scores(
    card: &Scorecard<'_>,
    result: &Comparison,
    options: &CompareOptions,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let key = |row: usize| card.panel().entities()[row].key();
    if result.nodes.is_empty() {
        let node = card.framework().root().code();
        writeln!(io.out, "{}", message!("compare-no-column", node))?;
        return Ok(());
    }
    let header = [
        left(message!("heading-node")),
        left(message!("heading-published-as")),
        right(message!("heading-compared")),
        right(message!("heading-largest-error")),
        left(message!("heading-of-entity")),
        right(message!("heading-beyond-tolerance")),
    ];
    let rows = result.nodes.iter().map(|node| {
        vec![
            nodes[node.node].code().to_owned(),
            node.column.clone(),
            node.compared.to_string(),
            node.largest.map_or_else(|| "-".to_owned(), |(error, _)| error_text(error)),
            node.largest.filter(|(error, _)| *error > 0.0).map_or_else(String::new, |(_, row)| key(row)),
            node.differences.len().to_string(),
        ]
    });
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    let (largest, tolerance) = (error_text(result.largest()), error_text(options.tolerance));
    let compared = message!("compare-nodes", count = result.nodes.len(), largest, tolerance);
    writeln!(io.out, "\n{compared}")?;
    Ok(())
}

/// The index period by period, where there are several.
fn periods(card: &Scorecard<'_>, result: &Comparison, io: &mut Io<'_>) -> Result<(), Fail> {
    let periods = card.panel().periods();
    let root = card.framework().root_index();
    let Some(index) = result.nodes.iter().find(|node| node.node == root).filter(|_| periods.len() > 1) else {
        return Ok(());
    };
    let header = [
        left(message!("heading-period")),
        right(message!("heading-compared")),
        right(message!("heading-largest-error")),
        right(message!("heading-beyond-tolerance")),
        right(message!("heading-ranks-that-differ")),
    ];
    let rows: Vec<_> = periods
        .into_iter()
        .map(|(period, rows)| {
            let inside = |apart: &[Difference]| {
                apart.iter().filter(|d| rows.binary_search(&d.row).is_ok()).count().to_string()
            };
            let ranks = result.ranks_of(root);
            let ranks = ranks.filter(|ranks| rows.iter().any(|row| ranks.rows[*row]));
            let errors: Vec<f64> = rows.iter().filter_map(|row| index.errors[*row]).collect();
            let largest = errors.iter().fold(0.0, |a: f64, b| if *b > a { *b } else { a });
            vec![
                period.unwrap_or_default().to_owned(),
                errors.len().to_string(),
                if errors.is_empty() { "-".to_owned() } else { error_text(largest) },
                inside(&index.differences),
                ranks.map_or_else(|| "-".to_owned(), |ranks| inside(&ranks.differences)),
            ]
        })
        .collect();
    writeln!(io.out, "\n{}", message!("compare-periods", node = card.framework().root().code()))?;
    writeln!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    Ok(())
}

fn ranks(
    line: &Message,
    compared: &RankComparison,
    card: &Scorecard<'_>,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    writeln!(io.out, "{line}")?;
    differences(&compared.differences, card, io)
}

fn classes(compared: &ClassComparison, card: &Scorecard<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    let (count, rows) = (compared.differences.len(), compared.compared.to_string());
    let node = card.framework().nodes()[compared.node].code();
    writeln!(io.out, "{}", message!("compare-classes", node, of = &compared.column, count, rows))?;
    let value = |class: &Option<String>| {
        class.as_ref().map_or_else(|| message!("compare-absent").to_string(), |class| format!("`{class}`"))
    };
    for difference in compared.differences.iter().take(SHOWN) {
        let (computed, published) = (value(&difference.computed), value(&difference.published));
        let key = key_and_name(&card.panel().entities()[difference.row]);
        writeln!(io.out, "  {}", message!("compare-difference", key, computed, published))?;
    }
    if compared.differences.len() > SHOWN {
        writeln!(io.out, "  {}", message!("compare-more", count = compared.differences.len() - SHOWN))?;
    }
    Ok(())
}

/// The published columns that were not compared, by reason.
fn not_compared(card: &Scorecard<'_>, columns: &[NotCompared], io: &mut Io<'_>) -> Result<(), Fail> {
    if columns.is_empty() {
        return Ok(());
    }
    writeln!(io.out, "\n{}", message!("compare-not-compared"))?;
    let unknown: Vec<&str> = columns
        .iter()
        .filter(|column| column.reason == Reason::NoNode)
        .map(|column| column.column.as_str())
        .collect();
    for NotCompared { column, reason, .. } in columns {
        let code = |node: NodeIx| card.framework().nodes()[node].code();
        let why = match *reason {
            Reason::Taken(node) => message!("compare-taken", column, node = code(node)),
            Reason::NotScored(node) => message!("compare-not-scored", column, node = code(node)),
            Reason::Measurements(node) => message!("compare-measurements", column, node = code(node)),
            Reason::OtherColumn(node) => message!("compare-other-column", column, node = code(node)),
            Reason::Empty(node) => message!("compare-empty", column, node = code(node)),
            // They share a line of their own.
            Reason::NoNode => continue,
            unknown => message!("compare-reason", column, reason = format!("{unknown:?}")),
        };
        writeln!(io.out, "  {why}")?;
    }
    if !unknown.is_empty() {
        writeln!(io.out, "  {}", message!("compare-no-node", columns = quoted(unknown)))?;
    }
    Ok(())
}

/// The largest differences first.
fn differences(apart: &[Difference], card: &Scorecard<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    // A value that only one side has stands before every number that differs.
    let size = |d: &Difference| d.computed.zip(d.published).map_or(f64::INFINITY, |(a, b)| (a - b).abs());
    let mut apart: Vec<&Difference> = apart.iter().collect();
    apart.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.row.cmp(&b.row)));
    let value = |value: Option<f64>| {
        value.map_or_else(|| message!("compare-absent").to_string(), |x| decimal(&format_number(x)))
    };
    for difference in apart.iter().take(SHOWN) {
        let key = key_and_name(&card.panel().entities()[difference.row]);
        let (computed, published) = (value(difference.computed), value(difference.published));
        writeln!(io.out, "  {}", message!("compare-difference", key, computed, published))?;
    }
    if apart.len() > SHOWN {
        writeln!(io.out, "  {}", message!("compare-more", count = apart.len() - SHOWN))?;
    }
    Ok(())
}

/// A size with three figures: as people write it, or with an exponent where that has too many zeros.
fn error_text(error: f64) -> String {
    if error == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{error:.2e}");
    let exponent = scientific.rsplit('e').next().and_then(|exponent| exponent.parse::<i32>().ok());
    match exponent.filter(|exponent| (-4..6).contains(exponent)) {
        Some(exponent) => {
            let decimals = usize::try_from(2 - exponent).unwrap_or(0);
            let text = format!("{error:.decimals$}");
            let has_zeros = text.contains('.');
            decimal(if has_zeros { text.trim_end_matches('0').trim_end_matches('.') } else { &text })
        }
        None => decimal(&scientific),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_have_three_figures() {
        let texts = [0.0, 98.0, 0.5, 0.00051, 0.000_099_96, 0.000_012_34, 1234.5, 2e7].map(error_text);
        assert_eq!(texts, ["0", "98", "0.5", "0.00051", "0.0001", "1.23e-5", "1234", "2.00e7"]);
    }
}
