//! The files of the framework that the tables become.

use super::row::Row;
use super::sheet::Sheet;
use crate::text::{csv_text, toml_number, toml_text};

/// The tool whose tables are imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tables {
    Coinr,
    CoinTool,
    A2sit,
}

impl Tables {
    /// What its tables are called.
    fn title(self) -> &'static str {
        match self {
            Self::Coinr => "COINr's iData and iMeta",
            Self::CoinTool => "the COIN Tool",
            Self::A2sit => "A2SIT",
        }
    }
}

/// The tree: aggregates from the top level down, then indicators in their order. `scales` holds the cell
/// `normalise` of each row, `factors` by what it is multiplied before it is divided.
pub(super) fn structure(rows: &[Row<'_>], scales: &[Option<String>], factors: &[Option<f64>]) -> String {
    let header = [
        "code",
        "parent",
        "level",
        "name_en",
        "column",
        "weight",
        "direction",
        "denominate",
        "normalise",
        "note",
    ];
    let cells = scales.iter().zip(factors);
    let mut nodes: Vec<_> = rows.iter().zip(cells).filter(|(row, _)| row.is_node()).collect();
    // From the index (the highest level of COINr) down, as people read a tree. The sort is stable, so
    // siblings keep the order of the table.
    nodes.sort_by_key(|(row, _)| std::cmp::Reverse(row.level()));
    let record = |(row, (scale, factor)): (&Row<'_>, (&Option<String>, &Option<f64>))| {
        let leaf = row.is_leaf();
        let level = format!("level-{}", row.level().unwrap_or_default());
        let direction = row.cell("Direction").filter(|_| leaf).unwrap_or_default();
        // The index has no siblings, and so no weight.
        let weight = row.weight().filter(|_| row.cell("Parent").is_some()).map(toml_number);
        [
            row.code().to_owned(),
            row.cell("Parent").unwrap_or_default().to_owned(),
            level,
            row.cell("iName").unwrap_or_default().to_owned(),
            if leaf { row.code().to_owned() } else { String::new() },
            weight.unwrap_or_default(),
            direction.to_owned(),
            denominate(row, *factor),
            scale.clone().unwrap_or_default(),
            note(row),
        ]
    };
    csv_text(header, nodes.into_iter().map(record))
}

/// The divisor, and by what a value is multiplied before it is divided.
fn denominate(row: &Row<'_>, factor: Option<f64>) -> String {
    let Some(by) = row.cell("Denominator").map(toml_text) else { return String::new() };
    match factor.map(toml_number) {
        Some(factor) => format!("by = {by}, scale = {factor}"),
        None => format!("by = {by}"),
    }
}

/// What is told of an indicator and used nowhere: its unit, and its target where that sets no scale.
fn note(row: &Row<'_>) -> String {
    let unit = row.cell("Unit").map(|unit| format!("unit: {unit}"));
    let target = row.cell("Target").map(|target| format!("target: {target}"));
    unit.into_iter().chain(target).filter(|_| row.is_leaf()).collect::<Vec<_>>().join("; ")
}

/// The rules that are not in the tables.
pub(super) fn toml(data: &Sheet, rows: &[Row<'_>], tool: Tables) -> String {
    let tool = tool.title();
    let groups: Vec<String> =
        rows.iter().filter(|row| row.kind() == "Group").map(|row| toml_text(row.code())).collect();
    let top = rows.iter().find(|row| row.kind() == "Aggregate" && row.cell("Parent").is_none());
    let title = top.and_then(|row| row.cell("iName")).unwrap_or("Imported index");
    let title = toml_text(title);
    let name = if data.has_column("uName") { "name = \"uName\"\n" } else { "" };
    let period = if data.distinct("Time") > 1 { "period = \"Time\"\n" } else { "" };
    format!(
        "# Imported from {tool}. The tables hold structure, weights, directions and\n\
         # denominators; the steps below are COINr's defaults and yours to change (`icip methods`).\n\
         format = 1\n\n\
         [framework]\nid = \"imported\"\ntitle = {title}\n\
         source = \"{tool}\"\n\n\
         [data]\ncode = \"uCode\"\n{name}{period}groups = [{}]\nmissing = [\"\", \"NA\"]\n\n\
         [defaults]\naggregate = \"arithmetic-mean\"\nmissing = \"skip\"\n\n\
         [levels.level-1]\n\
         # impute = {{ mean = {{ group = \"...\" }} }}\n\
         # treat = {{ skew-kurtosis = {{ then = \"log-ct\" }} }}\n\
         normalise = {{ min-max = {{ lo = 0, hi = 100 }} }}\n",
        groups.join(", ")
    )
}
