//! From a table to a first framework for it, for the analyst to look at. It must not read files.
//!
//! What a table shows is found: where its header stands, which columns say who the entities are, what each other column
//! could be in an index, and groups of columns. What it cannot show (which end of a scale is good, what matters more)
//! is proposed and said. Nothing is left out without a reason.

mod column;
mod computed;
mod leaves;
mod proposal;
mod roles;
mod say;
mod sheet;
mod source;
mod tree;
mod words;
mod write;

use std::collections::BTreeMap;

use self::leaves::Leaves;
use self::roles::{Roles, Usable};
use self::sheet::Sheet;
pub use self::source::Source;
use icip_problem::{Code, Message, Problem, Problems, message};

/// A framework made of a table, and what its author must know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Draft {
    /// Text of `framework.toml`.
    pub toml: String,
    /// Text of `structure.csv`.
    pub structure: String,
    /// What was decided, and why.
    pub decided: Vec<Message>,
    /// What the table does not say, and how the framework was written nevertheless.
    pub open: Vec<Message>,
    /// The column of each leaf, by the code of the leaf.
    pub columns: BTreeMap<String, String>,
}

/// Makes a framework of a table.
///
/// # Errors
/// There is no table, no header, fewer than two rows, no column that could be the code, a code that stands twice, a row
/// without a code that nothing tells apart, or no column that could be an indicator.
///
/// ```
/// use icip::{draft, io::TypedCell};
/// let row = |cells: [&'static str; 3]| cells.map(|cell| TypedCell::Text(cell.into())).to_vec();
/// let rows = [row(["code", "plan", "share"]), row(["05001", "sí", "62,5"]), row(["05002", "no", "40"])];
/// let draft = draft::draft(&draft::Source::new("data.csv", &rows))?;
/// assert!(draft.toml.contains("code = \"code\""));
/// assert!(draft.structure.contains("share,index,indicator"));
/// # Ok::<(), icip::problem::Problems>(())
/// ```
pub fn draft(source: &Source<'_>) -> Result<Draft, Problems> {
    let mut sheet = Sheet::find(source)?;
    if sheet.body.len() < 2 {
        let what = message!("no-rows-draft", count = sheet.body.len());
        let problem = Problem::new(Code::NoRows, sheet.place.clone(), what);
        return Err(problem.hint(message!("no-rows-draft-hint")).into());
    }
    let (columns, unusable) = named_columns(&sheet);
    let roles = Roles::find(&Usable { sheet: &sheet, columns: columns.clone() })?;
    // Rows without a code are no entities: what they hold is not looked at.
    let has_code = |row: &usize| roles.code.iter().all(|column| !sheet.text(*row, *column).is_empty());
    let with_code = sheet.body.iter().copied().filter(has_code).collect();
    sheet.body = with_code;
    let rest = columns.into_iter().filter(|column| !roles.has(*column));
    let leaves = Leaves::find(&sheet, &roles, rest, unusable, &source.left_out);
    if leaves.leaves.is_empty() {
        let reasons: Vec<Message> = say::left_out(&leaves).take(8).collect();
        let what = match reasons.is_empty() {
            true => message!("no-tree-draft-codes"),
            false => message!("no-tree-draft", reasons),
        };
        let problem = Problem::new(Code::NoTree, sheet.place.clone(), what);
        return Err(problem.hint(message!("no-tree-draft-hint")).into());
    }
    let written = write::Writing { source, sheet: &sheet, roles: &roles, leaves: &leaves };
    let (decided, open) = (say::decided(&sheet, &roles, &leaves), say::open(&sheet, &roles, &leaves));
    Ok(Draft {
        toml: written.toml(&open),
        structure: written.structure(),
        columns: leaves
            .leaves
            .iter()
            .map(|leaf| (leaf.code.clone(), sheet.names[leaf.column].clone()))
            .collect(),
        decided,
        open,
    })
}

/// The columns whose name stands once, and the others with the reason.
fn named_columns(sheet: &Sheet<'_>) -> (Vec<usize>, Vec<(Message, Message)>) {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    sheet.names.iter().for_each(|name| *count.entry(name).or_default() += 1);
    let (mut columns, mut unusable) = (Vec::new(), Vec::new());
    let widest = sheet.body.iter().map(|row| sheet.width(*row)).max().unwrap_or_default();
    for column in 0..widest.max(sheet.names.len()) {
        let name = sheet.names.get(column).map(String::as_str).unwrap_or_default();
        let number = (column + 1).to_string();
        if name.is_empty() {
            // A spreadsheet has columns without anything by the thousand.
            if sheet.body.iter().any(|row| !sheet.text(*row, column).is_empty()) {
                unusable.push((message!("draft-column-number", number), message!("draft-left-out-unnamed")));
            }
        } else if count[name] > 1 {
            unusable.push((message!("draft-column", name), message!("draft-left-out-repeated", number)));
        } else {
            columns.push(column);
        }
    }
    (columns, unusable)
}
