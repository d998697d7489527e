//! Tables of a sheet that the page and its script write alike: why the score changed, how far the entity is on its way to its
//! goals, and where its index goes.

use icip::change::Part;
use icip::problem::{Language, Message, message};
use icip::report::change::{cause_words, predecessor_words};
use icip::report::targets::{target_cells, target_headings};
use icip::report::trends::{trend_cells, trend_headings};
use maud::{Markup, html};

use super::context::Page;
use super::marks::{with_code, with_light};

/// Parts of a change that a sheet lists.
const MOST_PARTS: usize = 6;

/// Of what is told of a target, what a sheet shows: baseline, current value, progress, projection, light and standing.
const OF_TARGETS: [usize; 6] = [0, 1, 2, 6, 8, 9];

/// Of what is told of a trend: first and last value, change, slope with its interval, and direction.
const OF_TRENDS: [usize; 6] = [0, 1, 2, 4, 5, 9];

/// A table of a sheet. Of each row the first cell is the name of what it is about.
pub(super) struct SheetTable {
    pub(super) heading: String,
    pub(super) notes: Vec<String>,
    /// The headings, each with whether its column holds numbers.
    pub(super) columns: Vec<(String, bool)>,
    pub(super) rows: Vec<Vec<String>>,
}

/// The tables of an entity, as far as there is something to tell.
pub(super) fn tables(page: &Page<'_>, row: usize) -> Vec<SheetTable> {
    [changed(page, row), targets(page, row), trend(page, row)].into_iter().flatten().collect()
}

/// A table as markup.
pub(super) fn markup(table: &SheetTable, language: Language) -> Markup {
    let class = |number: bool| number.then_some("q");
    html! {
        section.told {
            h3 { (table.heading) }
            @for note in &table.notes { p.note { (with_code(note)) } }
            div.scroll { table {
                thead { tr {
                    @for (heading, number) in &table.columns { th class=[class(*number)] { (heading) } }
                } }
                tbody { @for cells in &table.rows { tr {
                    @for (at, (cell, (_, number))) in cells.iter().zip(&table.columns).enumerate() {
                        @if at == 0 { th { (cell) } } @else { td class=[class(*number)] { (with_light(cell, language)) } }
                    }
                } } }
            } }
        }
    }
}

/// Why the score changed since the period before, and why the rank did.
fn changed(page: &Page<'_>, row: usize) -> Option<SheetTable> {
    let report = page.report;
    let (changes, period, entity) = (report.sources.changes?, report.before?, report.changed(row)?);
    let of = entity.difference.as_ref()?;
    let words = &report.words;
    let text = |message: Message| words.text(message);
    let digits = page.columns.digits + 1;
    let mut parts: Vec<&Part> = of.parts.iter().collect();
    parts.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    let rest = parts.iter().skip(MOST_PARTS).fold(0.0, |sum, part| sum + part.points);
    let mut rows: Vec<Vec<String>> = parts
        .iter()
        .take(MOST_PARTS)
        .map(|part| {
            vec![
                report.node_name(part.node).to_owned(),
                words.signed(part.points, digits),
                text(cause_words(part.cause, &changes.edits)),
            ]
        })
        .collect();
    if parts.len() > MOST_PARTS {
        let count = parts.len() - MOST_PARTS;
        let further = text(message!("change-further-parts", count));
        rows.push(vec![further, words.signed(rest, digits), String::new()]);
    }
    let mut notes = Vec::new();
    if !entity.predecessors.is_empty() {
        let follows = predecessor_words(&entity.code, &entity.predecessors, None, words.language());
        notes.push(report.said(&follows));
    }
    notes.extend(entity.standing_still.map(|still| text(message!("report-still", rank = words.rank(still)))));
    Some(SheetTable {
        heading: text(message!("report-changed", period)),
        notes,
        columns: vec![
            (text(message!("report-node")), false),
            (text(message!("report-points")), true),
            (text(message!("heading-cause")), false),
        ],
        rows,
    })
}

/// How far the entity is on its way to each goal.
fn targets(page: &Page<'_>, row: usize) -> Option<SheetTable> {
    let report = page.report;
    let language = report.words.language();
    let text = |message: Message| report.words.text(message);
    let of = report.targets(row);
    if of.is_empty() {
        return None;
    }
    let mut columns = vec![(text(message!("report-node")), false), (text(message!("heading-goal")), true)];
    let headings = target_headings();
    columns.extend(OF_TARGETS.map(|at| (text(headings[at].0.clone()), headings[at].1)));
    let rows = of
        .iter()
        .map(|target| {
            let cells = target_cells(target, language);
            let mut row = vec![report.node_name(target.node).to_owned()];
            row.push(icip::report::targets::goal_text(target, language));
            row.extend(OF_TARGETS.map(|at| report.words.typeset(&cells[at])));
            row
        })
        .collect();
    Some(SheetTable { heading: text(message!("report-targets")), notes: Vec::new(), columns, rows })
}

/// Where the index of the entity goes.
fn trend(page: &Page<'_>, row: usize) -> Option<SheetTable> {
    let report = page.report;
    let text = |message: Message| report.words.text(message);
    let (_, trend) = report.trend(row)?;
    let trend = trend.as_ref().filter(|trend| trend.values > 1)?;
    let headings = trend_headings();
    let cells = trend_cells(Some(trend), page.columns.digits, report.words.language());
    let mut columns = vec![(text(message!("report-node")), false)];
    columns.extend(OF_TRENDS.map(|at| (text(headings[at].0.clone()), headings[at].1)));
    let mut cell = vec![report.node_name(page.columns.index).to_owned()];
    cell.extend(OF_TRENDS.map(|at| report.words.typeset(&cells[at])));
    let heading = text(message!("report-trend", count = trend.values));
    Some(SheetTable { heading, notes: Vec::new(), columns, rows: vec![cell] })
}
