//! The files of the framework that the tables become.

use super::row::Row;
use super::sheet::Sheet;

/// The tree: aggregates from the top level down, then indicators in their order. `scales` holds the cell
/// `normalise` of each row.
pub(super) fn structure(rows: &[Row<'_>], scales: &[Option<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
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
    let mut write = |record: &[&str]| writer.write_record(record).expect("writing to memory");
    write(&header);
    let mut nodes: Vec<(&Row<'_>, &Option<String>)> =
        rows.iter().zip(scales).filter(|(row, _)| row.is_node()).collect();
    // From the index (the highest level of COINr) down, as people read a tree. The sort is stable, so
    // siblings keep the order of the table.
    nodes.sort_by_key(|(row, _)| std::cmp::Reverse(row.level()));
    for (row, scale) in nodes {
        let leaf = row.is_leaf();
        let level = format!("level-{}", row.level().unwrap_or_default());
        let direction = row.cell("Direction").filter(|_| leaf).unwrap_or_default();
        // The index has no siblings, and so no weight.
        let weight = row.cell("Weight").filter(|_| row.cell("Parent").is_some()).unwrap_or_default();
        write(&[
            row.code(),
            row.cell("Parent").unwrap_or_default(),
            &level,
            row.cell("iName").unwrap_or_default(),
            if leaf { row.code() } else { "" },
            weight,
            direction,
            &denominate(row),
            scale.as_deref().unwrap_or_default(),
            &note(row),
        ]);
    }
    let bytes = writer.into_inner().expect("flushing to memory");
    String::from_utf8(bytes).expect("only texts were written")
}

/// The divisor, and by what a value is multiplied before it is divided.
fn denominate(row: &Row<'_>) -> String {
    let Some(by) = row.cell("Denominator") else { return String::new() };
    match row.cell("ScaleFactor").filter(|factor| *factor != "1") {
        Some(factor) => format!("by = {by:?}, scale = {factor}"),
        None => format!("by = {by:?}"),
    }
}

/// What is told of an indicator and used nowhere: its unit, and its target where that sets no scale.
fn note(row: &Row<'_>) -> String {
    let unit = row.cell("Unit").map(|unit| format!("unit: {unit}"));
    let target = row.cell("Target").map(|target| format!("target: {target}"));
    unit.into_iter().chain(target).filter(|_| row.is_leaf()).collect::<Vec<_>>().join("; ")
}

/// The rules that are not in the tables.
pub(super) fn toml(data: &Sheet, rows: &[Row<'_>]) -> String {
    let groups: Vec<String> =
        rows.iter().filter(|row| row.kind() == "Group").map(|row| format!("{:?}", row.code())).collect();
    let top = rows.iter().find(|row| row.kind() == "Aggregate" && row.cell("Parent").is_none());
    let title = top.and_then(|row| row.cell("iName")).unwrap_or("Imported index");
    let name = if data.column("uName").is_some() { "name = \"uName\"\n" } else { "" };
    let period = if data.distinct("Time") > 1 { "period = \"Time\"\n" } else { "" };
    format!(
        "# Imported from COINr's iData and iMeta. The tables hold structure, weights, directions and\n\
         # denominators; the steps below are COINr's defaults and yours to change (`icip methods`).\n\
         format = 1\n\n\
         [framework]\nid = \"imported\"\ntitle = {title:?}\n\
         source = \"COINr tables iData and iMeta\"\n\n\
         [data]\ncode = \"uCode\"\n{name}{period}groups = [{}]\nmissing = [\"\", \"NA\"]\n\n\
         [defaults]\naggregate = \"arithmetic-mean\"\nmissing = \"skip\"\n\n\
         [levels.level-1]\n\
         # impute = {{ mean = {{ group = \"...\" }} }}\n\
         # treat = {{ skew-kurtosis = {{ then = \"log-ct\" }} }}\n\
         normalise = {{ min-max = {{ lo = 0, hi = 100 }} }}\n",
        groups.join(", ")
    )
}
