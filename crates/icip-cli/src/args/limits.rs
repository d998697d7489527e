//! The option `--limit`: how large inputs may be. It must not know how they are read.

use icip::framework;
use icip::io;
use icip::problem::{message, quoted};

/// The most scores of the index that a study may compute: a million runs of ten thousand entities.
const STUDY: u64 = 10_000_000_000;

/// The most scores in a report, entities times nodes: 10,000 entities with 50 nodes are half a million, and a page of
/// some 10 MB.
const REPORT: u64 = 1_000_000;

/// The names of the limits.
const NAMES: [&str; 12] = [
    "bytes", "rows", "columns", "record", "field", "problems", "text", "nodes", "depth", "study", "report",
    "memory",
];

/// What the suffix of a number stands for.
const SUFFIXES: [(&str, u64); 6] =
    [("Ki", 1 << 10), ("Mi", 1 << 20), ("Gi", 1 << 30), ("k", 1_000), ("M", 1_000_000), ("G", 1_000_000_000)];

/// A limit as the command line gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    name: &'static str,
    most: u64,
}

/// Reads `NAME=N`.
pub(super) fn limit(text: &str) -> Result<Limit, String> {
    let (name, number) = text.split_once('=').unwrap_or((text, ""));
    let known = NAMES.into_iter().find(|known| *known == name);
    let name = known.ok_or_else(|| message!("usage-limit-name", names = quoted(NAMES)).to_string())?;
    let most = number_of(number).ok_or_else(|| message!("usage-limit-number", text = number).to_string())?;
    Ok(Limit { name, most })
}

fn number_of(text: &str) -> Option<u64> {
    if text == "none" {
        return Some(u64::MAX);
    }
    let (digits, factor) = SUFFIXES
        .into_iter()
        .find_map(|(suffix, factor)| Some((text.strip_suffix(suffix)?, factor)))
        .unwrap_or((text, 1));
    digits.parse::<u64>().ok()?.checked_mul(factor)
}

/// The limits of tables.
pub(crate) fn of_tables(given: &[Limit]) -> io::Limits {
    let mut limits = io::Limits::default();
    let fields = [
        (&mut limits.bytes, "bytes"),
        (&mut limits.rows, "rows"),
        (&mut limits.columns, "columns"),
        (&mut limits.record, "record"),
        (&mut limits.field, "field"),
        (&mut limits.problems, "problems"),
    ];
    put(given, fields);
    limits
}

/// The limits of frameworks.
pub(crate) fn of_frameworks(given: &[Limit]) -> framework::Limits {
    let mut limits = framework::Limits::default();
    put(given, [(&mut limits.text, "text"), (&mut limits.nodes, "nodes"), (&mut limits.depth, "depth")]);
    limits
}

/// The most scores of the index that a study may compute.
pub(crate) fn of_studies(given: &[Limit]) -> u64 {
    last(given, "study").unwrap_or(STUDY)
}

/// The most scores in a report.
pub(crate) fn of_reports(given: &[Limit]) -> u64 {
    last(given, "report").unwrap_or(REPORT)
}

/// The memory that may be used, where the command line says so.
pub(crate) fn of_memory(given: &[Limit]) -> Option<u64> {
    last(given, "memory")
}

fn put<const N: usize>(given: &[Limit], fields: [(&mut u64, &str); N]) {
    for (field, name) in fields {
        *field = last(given, name).unwrap_or(*field);
    }
}

/// The last of several counts.
fn last(given: &[Limit], name: &str) -> Option<u64> {
    given.iter().rev().find(|limit| limit.name == name).map(|limit| limit.most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_suffixes_of_ten_and_of_two() {
        for (text, want) in [
            ("0", Some(0)),
            ("12", Some(12)),
            ("3k", Some(3_000)),
            ("2Mi", Some(2 * 1024 * 1024)),
            ("1G", Some(1_000_000_000)),
            ("none", Some(u64::MAX)),
            ("", None),
            ("-1", None),
            ("1.5G", None),
            ("1T", None),
            ("99999999999999999999", None),
            ("18446744073709551615k", None),
        ] {
            assert_eq!(number_of(text), want, "{text}");
        }
        assert_eq!(limit("rows=5"), Ok(Limit { name: "rows", most: 5 }));
        assert!(limit("row=5").expect_err("no such name").contains("`rows`"));
        assert!(limit("rows").is_err());
    }
}
