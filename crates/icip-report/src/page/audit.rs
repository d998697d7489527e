//! The tables of a statistical audit, in part: what a reader looks at first, and how many rows there are.

use icip::problem::message;
use icip::report::review::{ReviewView, column_heading, review_views, table_title, word};
use icip::review::{Cell, Review};
use maud::{Markup, html};

use super::context::Page;
use super::marks::with_code;

/// Rows that are shown of a table.
const ROWS: usize = 200;
/// Digits after the decimal mark.
const DIGITS: usize = 3;

/// A table that is shown: its name, the columns, and the column and its word that a row must have.
struct Shown {
    name: &'static str,
    columns: &'static [&'static str],
    only: Option<(&'static str, &'static str)>,
}

/// What is shown, in the order in which a reviewer asks. Correlations are those of the children of one node.
const SHOWN: [Shown; 6] = [
    Shown {
        name: "nodes",
        columns: &[
            "code",
            "scope",
            "children",
            "n",
            "alpha",
            "alpha_low",
            "alpha_high",
            "omega",
            "kmo",
            "first_share",
            "components_parallel",
            "claimed",
        ],
        only: None,
    },
    Shown {
        name: "importance",
        columns: &[
            "code",
            "of",
            "weight",
            "r2",
            "ratio",
            "ratio_low",
            "ratio_high",
            "importance",
            "times",
            "balanced",
        ],
        only: None,
    },
    Shown {
        name: "correlations",
        columns: &["one", "other", "n", "pearson", "pearson_holm", "spearman", "kendall", "partial"],
        only: Some(("relation", "siblings")),
    },
    Shown {
        name: "univariate",
        columns: &[
            "code",
            "n",
            "mean",
            "sd",
            "min",
            "max",
            "skewness_2",
            "kurtosis_2",
            "outliers_low",
            "outliers_high",
            "floor",
            "ceiling",
            "distinct",
        ],
        only: None,
    },
    Shown { name: "without", columns: &["code", "tau", "mean_shift", "largest_shift"], only: None },
    Shown { name: "entities", columns: &["code", "distance", "p", "outlying_leaves"], only: None },
];

pub(super) fn part(page: &Page<'_>, review: &Review) -> Markup {
    let text = |message| page.report.words.text(message);
    let views = review_views(review);
    html! {
        section.audit {
            h3 #audit { (text(message!("report-audit"))) }
            p.note { (with_code(&text(message!("report-audit-note")))) }
            @for shown in &SHOWN {
                @if let Some(view) = views.iter().find(|view| view.name == shown.name) { (table(page, shown, view)) }
            }
        }
    }
}

fn table(page: &Page<'_>, shown: &Shown, view: &ReviewView) -> Markup {
    let words = &page.report.words;
    let place = |column: &str| view.header.iter().position(|name| *name == column);
    let places: Vec<usize> = shown.columns.iter().filter_map(|column| place(column)).collect();
    let wanted = |row: &&Vec<Cell>| {
        shown.only.is_none_or(|(column, word)| place(column).is_none_or(|at| row[at] == Cell::Word(word)))
    };
    let rows: Vec<&Vec<Cell>> = view.rows.iter().filter(wanted).collect();
    let title = table_title(view.name).map(|title| words.text(title)).unwrap_or_default();
    html! {
        @if !rows.is_empty() {
            details {
                summary { (title) " (" (rows.len()) ")" }
                div.scroll {
                    table {
                        thead { tr {
                            @for at in &places {
                                th scope="col" .r[rows.iter().any(|row| is_number(&row[*at]))] {
                                    (column_heading(view.header[*at]).map(|heading| words.text(heading)).unwrap_or_default())
                                }
                            }
                        } }
                        tbody {
                            @for row in rows.iter().take(ROWS) {
                                tr { @for at in &places { (cell(page, &row[*at])) } }
                            }
                        }
                    }
                }
                @if rows.len() > ROWS {
                    @let (shown, rows) = (ROWS.to_string(), rows.len().to_string());
                    p.note { (words.text(message!("report-audit-shown", shown, rows))) }
                }
            }
        }
    }
}

fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_) | Cell::Count(_))
}

fn cell(page: &Page<'_>, cell: &Cell) -> Markup {
    let words = &page.report.words;
    match cell {
        Cell::Number(x) => html! { td.r { (words.number(*x, DIGITS)) } },
        Cell::Count(count) => html! { td.r { (count) } },
        Cell::Word(name) => html! { td { (word(name).map(|word| words.text(word)).unwrap_or_default()) } },
        Cell::Text(text) => html! { td { (words.printable(text)) } },
        other => html! { td { (other.text()) } },
    }
}
