//! Totals of groups.

use icip::problem::message;
use icip::report::group_totals_tables;
use maud::{Markup, html};

use super::context::Page;
use super::marks::with_code;

/// Whether there is something to show.
pub(super) fn is_there(page: &Page<'_>) -> bool {
    !page.report.totals.is_empty()
}

pub(super) fn part(page: &Page<'_>) -> Markup {
    if !is_there(page) {
        return html! {};
    }
    let report = page.report;
    let (words, text) = (&report.words, |message| report.words.text(message));
    let class = |number: bool| number.then_some("q");
    html! {
        section #totals.part {
            h2 { (text(message!("report-totals"))) }
            p.note { (text(message!("report-totals-note"))) }
            @for table in group_totals_tables(report.framework(), &report.totals, words.language()) {
                h3 { (with_code(&words.printable(&table.title))) }
                div.scroll { table.told {
                    thead { tr {
                        @for (heading, number) in &table.header { th class=[class(*number)] { (words.printable(heading)) } }
                    } }
                    tbody { @for row in &table.rows { tr {
                        @for (cell, (_, number)) in row.iter().zip(&table.header) {
                            @if *number { td.q { (words.typeset(cell)) } } @else { td { (words.printable(cell)) } }
                        }
                    } } }
                } }
            }
        }
    }
}
