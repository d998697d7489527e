//! The ranking as a table.

use icip::framework::NodeIx;
use icip::io::format_number;
use icip::problem::message;
use maud::{Markup, html};

use super::anchors::entity_anchor;
use super::context::{DRAWN, Page, class_heading};
use super::marks::{bar, interval};
use crate::words::DASH;

/// The table of the ranking.
pub(super) fn table(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let drawn = report.rows.len() <= DRAWN;
    html! {
        p.note.narrow { (text(message!("report-narrow"))) }
        div.scroll tabindex="0" role="region" aria-label=(text(message!("report-ranking"))) {
            table.ranking #table hidden[!drawn] {
                thead { (header(page)) }
                tbody {
                    // Beyond, one row is enough for the script, which makes the others from it.
                    @for row in report.rows.iter().take(if drawn { DRAWN } else { 1 }) { (line(page, *row)) }
                }
            }
        }
        @if !drawn {
            noscript { (plain(page)) }
        }
        p.more #more hidden {}
    }
}

fn header(page: &Page<'_>) -> Markup {
    let Page { report, columns, .. } = page;
    let text = |message| report.words.text(message);
    let node = |node: NodeIx| report.node_name(node);
    html! {
        tr {
            th.r scope="col" data-k="rank" { (text(message!("report-rank"))) }
            th.u scope="col" data-k="inside" hidden { (text(message!("report-rank"))) }
            th.v scope="col" data-k="moved" hidden { (text(message!("report-moved"))) }
            th scope="col" data-k="name" { (text(message!("report-entity"))) }
            @for (at, name) in columns.groups.iter().enumerate() {
                th.g scope="col" data-k=(format!("group{at}")) { (name) }
            }
            th.s scope="col" data-k="node0" title=(node(columns.index)) { (text(message!("report-index"))) }
            @for child in &columns.children {
                th.c scope="col" data-k=(format!("node{}", page.position(*child))) { (node(*child)) }
            }
            @if columns.has_study {
                th.n scope="col" data-k="best" { (text(message!("report-interval"))) }
            }
            @if columns.has_tiers {
                th.t scope="col" data-k="tier" { (text(message!("report-tier"))) }
            }
            @for class in &columns.classes {
                th.k scope="col" data-k=(format!("class{class}")) { (class_heading(report, *class)) }
            }
            @if let Some(before) = report.before {
                th.w scope="col" data-k="before" { (text(message!("report-rank-in", period = before))) }
            }
        }
    }
}

fn line(page: &Page<'_>, row: usize) -> Markup {
    let Page { report, columns, .. } = page;
    let card = report.card();
    let entity = report.entity(row);
    let score = |node: NodeIx| card.scores().column(node).get(row);
    let shown = |score: Option<f64>, digits| report.words.number_or_dash(score, digits);
    let rank = |rank: Option<f64>| rank.map_or_else(|| DASH.to_owned(), |rank| report.words.rank(rank));
    let standing = report.standing(row);
    html! {
        tr {
            td.r { (rank(card.ranks(columns.index).get(row))) }
            td.u hidden {}
            td.v hidden {}
            th scope="row" {
                a href=(format!("#{}", entity_anchor(&entity.code))) { (report.words.printable(entity.label())) }
                small { (report.words.printable(&entity.code)) }
            }
            @for at in 0..columns.groups.len() {
                td.g { @if let Some(Some(label)) = entity.groups.get(at) { (report.words.printable(label)) } }
            }
            td.s {
                (bar(page.scale(columns.index), score(columns.index)))
                span { (shown(score(columns.index), columns.index_digits)) }
            }
            @for child in &columns.children {
                td.c {
                    (bar(page.scale(*child), score(*child)))
                    span { (shown(score(*child), columns.digits)) }
                }
            }
            @if columns.has_study {
                td.n {
                    @if let Some([best, worst, median]) = report.interval(row) {
                        (interval(columns.ranked, (best, worst), Some(median)))
                        span { (report.words.ranks((best, worst))) }
                    }
                }
            }
            @if columns.has_tiers {
                td.t { @if let Some(tier) = standing.and_then(|standing| standing.tier) { (tier) } }
            }
            @for class in &columns.classes {
                td.k { @if let Some(class) = card.class_in(*class, row, report.words.tag()) { (class) } }
            }
            @if report.before.is_some() {
                td.w { @if let Some(before) = report.row_before(row) { (rank(card.ranks(columns.index).get(before))) } }
            }
        }
    }
}

/// The ranking of many entities for readers without scripts.
fn plain(page: &Page<'_>) -> Markup {
    let Page { report, columns, .. } = page;
    let card = report.card();
    let text = |message| report.words.text(message);
    html! {
        p.note { (text(message!("report-plain"))) }
        table {
            thead { tr {
                th { (text(message!("report-rank"))) }
                th { (text(message!("report-entity"))) }
                th { (text(message!("report-code-heading"))) }
                @for name in &columns.groups { th { (name) } }
                th { (text(message!("report-index"))) }
            } }
            @for row in &report.rows {
                tr {
                    td { (card.ranks(columns.index).get(*row).map(format_number).unwrap_or_default()) }
                    td { (report.words.printable(report.entity(*row).label())) }
                    td { (report.words.printable(&report.entity(*row).code)) }
                    @for group in &report.entity(*row).groups {
                        td { @if let Some(label) = group { (report.words.printable(label)) } }
                    }
                    td { (report.words.number_or_dash(card.index().get(*row), columns.index_digits)) }
                }
            }
        }
    }
}
