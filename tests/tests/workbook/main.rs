//! Workbooks: what stands in them, and what LibreOffice computes from their formulas.

mod contents;
mod forms;
mod office;
mod parts;
mod recalculated;

use icip::data::Panel;
use icip::exec::Par;
use icip::framework::Framework;
use icip::problem::Language;
use icip_report::{Cells, Report, Sources};

/// The workbook of a framework and data, in English.
fn workbook(framework: &Framework, panel: &Panel, period: Option<&str>, cells: Cells) -> Vec<u8> {
    let card =
        icip_tests::try_score(framework, panel, Par::Seq).unwrap_or_else(|problems| panic!("{problems}"));
    let mut sources = Sources::new(&card, "{\n  \"format\": 1\n}\n", Language::ENGLISH);
    sources.period = period;
    Report::new(sources).workbook(cells).unwrap_or_else(|no| panic!("{no:?}"))
}
