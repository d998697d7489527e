//! The sheet of an entity. There may be hundreds of them, so that their markup is as short as can be: what a cell is
//! follows from its place in its table.

use icip::framework::NodeIx;
use icip::problem::{Problem, message};
use maud::{Markup, html};

use super::anchors::entity_anchor;
use super::context::Page;
use super::marks::{bar_among, with_code};
use super::sheet_table;
use super::sheet_view::at_least;
use super::sheet_view::{PLACES, Place, SheetView};
use crate::model::Report;
use crate::peers::Peers;
use crate::words::DASH;

/// Nodes that are named where the same happened to several.
const NAMED: usize = 12;

/// Remarks that fit on a page of paper.
pub(super) const MOST_REMARKS: usize = 24;

/// The sheet of an entity.
pub(super) fn sheet(page: &Page<'_>, view: &SheetView<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let entity = report.entity(view.row);
    let groups = page.columns.groups.iter().zip(&entity.groups);
    let peers = report.peers(view.row);
    html! {
        article.sheet id=(entity_anchor(&entity.code)) {
            header {
                h2 tabindex="-1" { (report.words.printable(entity.label())) }
                p.sub {
                    (text(message!("report-code", code = &entity.code)))
                    @for (name, label) in groups {
                        @if let Some(label) = label { " · " (name) ": " (report.words.printable(label)) }
                    }
                    @if let Some(period) = &entity.period { " · " (report.words.printable(period)) }
                }
            }
            (figures(page, view))
            section {
                h3 { (text(message!("report-profile"))) }
                p.note { (compared_with(page, &peers)) }
                (profile(page, view, &peers))
            }
            div.pair {
                (places(page, message!("report-strong"), &view.strong))
                (places(page, message!("report-weak"), &view.weak))
            }
            @for table in sheet_table::tables(page, view.row) { (sheet_table::markup(&table, page.report.words.language())) }
            (gains(page, view))
            (remarks(page, view))
        }
    }
}

/// The numbers that come first.
fn figures(page: &Page<'_>, view: &SheetView<'_>) -> Markup {
    let report = page.report;
    let (words, card, columns) = (&report.words, report.card(), &page.columns);
    let text = |message| words.text(message);
    let row = view.row;
    let standing = report.standing(row);
    let interval = report.interval(row).map(|[best, worst, _]| (best, worst));
    let rank = |rank: Option<f64>| rank.map_or_else(|| DASH.to_owned(), |rank| words.rank(rank));
    let in_groups = columns.groups.iter().enumerate().filter_map(|(group, name)| {
        let label = report.entity(row).groups.get(group)?.as_deref()?;
        let ranks = card.group_ranks(group);
        let of = report.groups.members(group, label).iter().filter(|of| ranks.is_present(**of)).count();
        let of = message!("report-of", n = of.to_string());
        Some((text(message!("report-rank-in-group", group = name)), rank(ranks.get(row)), text(of)))
    });
    let before = report.row_before(row);
    html! {
        dl.figures {
            div {
                dt { (text(message!("report-rank"))) }
                dd {
                    @match card.ranks(columns.index).get(row) {
                        Some(own) => {
                            b { (words.rank(own)) }
                            " " (text(message!("report-of", n = columns.ranked.to_string())))
                        },
                        None => b { (text(message!("report-not-ranked"))) },
                    }
                }
            }
            div { dt { (text(message!("report-score"))) } dd { b { (words.number_or_dash(card.index().get(row), columns.index_digits)) } } }
            @if let Some(interval) = interval {
                div { dt { (text(message!("report-interval"))) } dd { b { (words.ranks(interval)) } } }
            }
            @if let Some(tier) = standing.and_then(|standing| standing.tier) {
                div { dt { (text(message!("report-tier"))) } dd { b { (tier) } } }
            }
            @for (name, rank, of) in in_groups {
                div { dt { (name) } dd { b { (rank) } " " (of) } }
            }
            @for class in &columns.classes {
                @if let Some(name) = card.class_in(*class, row, report.words.tag()) {
                    div { dt { (super::context::class_heading(report, *class)) } dd { b { (name) } } }
                }
            }
            @if let (Some(period), Some(before)) = (report.before, before) {
                div { dt { (text(message!("report-since", period))) } dd {
                    b { (change(page, row, before)) }
                    " " (text(message!("report-rank-was", rank = rank(card.ranks(columns.index).get(before)))))
                } }
            }
        }
    }
}

/// The change of the index.
fn change(page: &Page<'_>, row: usize, before: usize) -> String {
    let index = page.report.card().index();
    match index.get(row).zip(index.get(before)) {
        Some((now, before)) => page.report.words.signed(now - before, page.columns.digits),
        None => DASH.to_owned(),
    }
}

fn compared_with(page: &Page<'_>, peers: &Peers<'_>) -> String {
    let n = peers.rows.len().to_string();
    let words = &page.report.words;
    match peers.group {
        Some((column, group)) => {
            let column = &page.columns.groups[column];
            words.text(message!("report-compared-group", n, column, group))
        }
        None => words.text(message!("report-compared-all", n)),
    }
}

/// The scores of the tree beside those of the others.
fn profile(page: &Page<'_>, view: &SheetView<'_>, peers: &Peers<'_>) -> Markup {
    let report = page.report;
    let (words, card) = (&report.words, report.card());
    let text = |message| words.text(message);
    let all = page.quartiles.of_peers(peers);
    html! {
        table.profile {
            thead { tr {
                th { (text(message!("report-node"))) }
                th { (text(message!("report-score-among"))) }
                th { (text(message!("report-score"))) }
                th { (text(message!("report-median"))) }
                th { (text(message!("report-rank"))) }
            } }
            tbody {
                @for node in page.shown.iter().copied() {
                    @let spec = &report.framework().nodes()[node];
                    @let quartiles = all[page.position(node)];
                    @let score = card.scores().column(node).get(view.row);
                    tr.{ "d" (spec.depth().min(6)) } {
                        th { (report.node_name(node)) }
                        td { (bar_among(page.scale(node), score, quartiles)) }
                        td { (words.number_or_dash(score, page.columns.digits)) }
                        td { (words.number_or_dash(quartiles.map(|[_, median, _]| median), page.columns.digits)) }
                        td { (card.ranks(node).get(view.row).map_or_else(|| DASH.to_owned(), |rank| words.rank(rank))) }
                    }
                }
            }
        }
    }
}

/// The nodes that put the entity above or below the others.
fn places(page: &Page<'_>, heading: icip::problem::Message, places: &[Place]) -> Markup {
    let report = page.report;
    let words = &report.words;
    let digits = page.columns.digits + 1;
    let in_points = places.iter().all(|place| place.points.is_some());
    html! {
        section.places {
            h3 { (words.text(heading)) }
            @if places.is_empty() {
                p.note { (words.text(message!("report-none"))) }
            } @else {
                table {
                    thead { tr {
                        th { (words.text(message!("report-node"))) }
                        th {
                            @if in_points { (words.text(message!("report-points"))) } @else { (words.text(message!("report-gap"))) }
                        }
                    } }
                    tbody { @for place in places { tr {
                        th { (report.node_name(place.node)) }
                        td { (words.signed(if in_points { place.points.unwrap_or_default() } else { place.gap }, digits)) }
                    } } }
                }
            }
        }
    }
}

/// What would gain places.
fn gains(page: &Page<'_>, view: &SheetView<'_>) -> Markup {
    let words = &page.report.words;
    let text = |message| words.text(message);
    let digits = page.columns.digits;
    html! {
        section {
            h3 { (text(message!("report-gains"))) }
            @if view.gains.is_empty() {
                p.note {
                    @if page.report.card().ranks(page.columns.index).is_present(view.row) {
                        (text(message!("report-gains-none")))
                    } @else {
                        (text(message!("report-gains-unranked")))
                    }
                }
            } @else {
                p.note { (text(message!("report-gains-note"))) }
                table.gains {
                    thead { tr {
                        th { (text(message!("report-node"))) }
                        @for places in PLACES {
                            th { (text(message!("report-gain-places", n = places.to_string()))) }
                        }
                    } }
                    tbody { @for line in &view.gains { tr {
                        th { (page.report.node_name(line.node)) }
                        @for gain in line.gains {
                            td {
                                @match gain {
                                    Some((increase, rank)) => {
                                        (words.signed(at_least(increase, digits), digits))
                                        small { (text(message!("report-gain-rank", rank = rank.to_string()))) }
                                    },
                                    None => (DASH),
                                }
                            }
                        }
                    } } }
                }
            }
        }
    }
}

/// What was found about an entity, with its column.
fn finding_text(page: &Page<'_>, finding: &Problem) -> Markup {
    with_code(&remark(page.report, finding))
}

/// The same as text.
pub(super) fn remark(report: &Report<'_>, finding: &Problem) -> String {
    let what = report.said(&finding.what);
    match &finding.place.field {
        Some(field) => format!("`{}`: {what}", report.words.printable(field)),
        None => what,
    }
}

/// What was missing, filled, treated or granted.
fn remarks(page: &Page<'_>, view: &SheetView<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let nodes = report.framework().nodes();
    let code = |node: &NodeIx| nodes[*node].code().to_owned();
    html! {
        section.remarks {
            h3 { (text(message!("report-remarks"))) }
            @if view.changes.is_empty() && view.findings.is_empty() {
                p.note { (text(message!("report-remarks-none"))) }
            } @else {
                @let all = view.changes.len() + view.findings.len();
                @let changes = &view.changes[..view.changes.len().min(MOST_REMARKS)];
                ul {
                    @for changes in changes {
                        @let shown = changes.nodes.iter().take(NAMED).map(code).collect::<Vec<_>>().join(", ");
                        @let more = changes.nodes.len().saturating_sub(NAMED);
                        li {
                            (with_code(&changes.why)) " "
                            span.codes {
                                "(" (shown)
                                @if more > 0 { " " (text(message!("report-and-more", n = more.to_string()))) }
                                ")"
                            }
                        }
                    }
                    @for finding in view.findings.iter().take(MOST_REMARKS - changes.len()) {
                        li { (finding_text(page, finding)) }
                    }
                    @if all > MOST_REMARKS {
                        li { (text(message!("report-and-more", n = (all - MOST_REMARKS).to_string()))) }
                    }
                }
            }
        }
    }
}
