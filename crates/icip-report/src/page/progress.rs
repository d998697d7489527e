//! How far the entities are on their way to the goals, and where they go: the part of the page that looks at all periods.

use icip::problem::{Message, message};
use icip::report::change::ChangeTable;
use icip::report::targets::{rule_words, targets_tables};
use icip::report::trends::{trends_lines, trends_table};
use maud::{Markup, html};

use super::anchors::entity_anchor;
use super::context::{DRAWN, Page};
use super::marks::{with_code, with_light};

/// Entities that a table shows where there are more than can be read.
const SHOWN: usize = 20;

/// Whether there is something to show.
pub(super) fn is_there(page: &Page<'_>) -> bool {
    page.report.sources.targets.is_some() || page.report.sources.trends.is_some()
}

pub(super) fn part(page: &Page<'_>) -> Markup {
    if !is_there(page) {
        return html! {};
    }
    let report = page.report;
    let text = |message: Message| report.words.text(message);
    let language = report.words.language();
    html! {
        section #progress.part {
            h2 { (text(message!("report-progress"))) }
            @if let Some(targets) = report.sources.targets {
                h3 { (text(message!("report-targets"))) }
                @if let Some(rule) = rule_words(report.framework()) { p.note { (with_code(&rule.text(language))) } }
                @for table in targets_tables(report.framework(), targets, language) {
                    h4 { (with_code(&table.title)) }
                    p { (table.summary) }
                    (rows(page, &ChangeTable::new(table.header, table.rows)))
                }
            }
            @if let Some(trends) = &report.sources.trends {
                h3 { (text(message!("report-trends", index = report.node_name(trends.node)))) }
                (lines(&trends_lines(trends, language)))
                (rows(page, &trends_table(trends, language)))
            }
        }
    }
}

/// What is told of all entities. Lines that begin with blanks belong to the one above them.
fn lines(all: &[String]) -> Markup {
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in all {
        match told.last_mut() {
            Some((_, below)) if line.starts_with(' ') => below.push(line),
            _ => told.push((line, Vec::new())),
        }
    }
    html! {
        ul.told { @for (line, below) in told { li {
            (with_code(line))
            @if !below.is_empty() { pre { (below.join("\n")) } }
        } } }
    }
}

/// A table of entities, whose sheets it leads to. Of very many the first are shown.
fn rows(page: &Page<'_>, table: &ChangeTable) -> Markup {
    let most = if table.rows.len() > DRAWN { SHOWN } else { table.rows.len() };
    let class = |number: bool| number.then_some("q");
    let text = |message: Message| page.report.words.text(message);
    // A column of names is empty where the data have none.
    let has_names = page.report.card().panel().labels().name;
    let kept: Vec<usize> = (0..table.header.len())
        .filter(|at| *at != 1 || has_names || table.rows.iter().any(|row| !row[1].is_empty()))
        .collect();
    let is_shown = |code: &str| page.report.rows.iter().any(|row| page.report.entity(*row).code == code);
    html! {
        div.scroll { table.told {
            thead { tr {
                @for at in &kept { th class=[class(table.header[*at].1)] { (table.header[*at].0) } }
            } }
            tbody { @for row in table.rows.iter().take(most) { tr {
                @for at in &kept {
                    @if *at == 0 {
                        th {
                            @if is_shown(&row[0]) { a href=(format!("#{}", entity_anchor(&row[0]))) { (page.report.words.printable(&row[0])) } }
                            @else { (page.report.words.printable(&row[0])) }
                        }
                    } @else {
                        @let cell = page.report.words.typeset(&row[*at]);
                        td class=[class(table.header[*at].1)] { (with_light(&page.report.words.printable(&cell), page.report.words.language())) }
                    }
                }
            } } }
        } }
        @if table.rows.len() > most {
            p.note { (text(message!("report-first-of", shown = most.to_string(), n = table.rows.len().to_string()))) }
        }
    }
}
