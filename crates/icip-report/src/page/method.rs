//! How the index is made: the tree, the rules of each node, what was found in the data, and the record of the run.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use icip::framework::NodeIx;
use icip::plan::Origin;
use icip::problem::{Severity, message};
use icip::report::ranking_csv;
use maud::{Markup, html};

use super::anchors::node_anchor;
use super::context::Page;

/// Findings that are listed before the rest is counted.
const FINDINGS: usize = 200;

pub(super) fn part(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    html! {
        section #method.part {
            h2 { (text(message!("report-method"))) }
            (about(page))
            h3 { (text(message!("report-tree"))) }
            p.note { (text(message!("report-tree-note"))) }
            div.scroll { (report.icicle(|node| Some(link(page, node))).inline("tree")) }
            div.nodes {
                @for node in &report.nodes { (about_node(page, *node)) }
            }
            (findings(page))
            (run(page))
            (downloads(page))
        }
    }
}

fn about(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let framework = report.framework();
    html! {
        dl.about {
            div { dt { (text(message!("report-framework"))) } dd { code { (framework.id()) } } }
            @if let Some(edition) = framework.edition() {
                div { dt { (text(message!("report-edition"))) } dd { (edition) } }
            }
            @if let Some(source) = framework.source() {
                div { dt { (text(message!("report-source"))) } dd { (source) } }
            }
            @if let Some(note) = framework.note() {
                div { dt { (text(message!("report-note"))) } dd.lines { (note.trim()) } }
            }
        }
    }
}

fn link(page: &Page<'_>, node: NodeIx) -> String {
    format!("#{}", node_anchor(page.report.framework().nodes()[node].code()))
}

fn about_node(page: &Page<'_>, node: NodeIx) -> Markup {
    let report = page.report;
    let (words, card) = (&report.words, report.card());
    let text = |message| words.text(message);
    let spec = &report.framework().nodes()[node];
    let present = report.rows.iter().filter(|row| card.scores().column(node).is_present(**row)).count();
    let share = present as f64 / report.rows.len().max(1) as f64;
    let fitted = card.fitted().iter().filter(|fitted| {
        fitted.node == node && (fitted.period.is_none() || fitted.period.as_deref() == report.sources.period)
    });
    html! {
        details.node.{ "d" (spec.depth().min(6)) } id=(node_anchor(spec.code())) {
            summary {
                span.name { (report.node_name(node)) } " " code { (spec.code()) }
                @if let Some(weight) = card.effective_weight(node) {
                    " " span.weight { (words.percent(weight, 2)) }
                }
            }
            dl {
                @if let Some(share) = card.share(node).filter(|_| spec.parent().is_some()) {
                    div { dt { (text(message!("report-weight-in-parent"))) } dd { (words.percent(share, 2)) } }
                }
                @if let Origin::Entered { .. } = card.plan().origin(node) {
                    div { dt { (text(message!("report-steps"))) } dd { (text(message!("report-entered"))) } }
                }
                @if let Some(leaf) = spec.leaf() {
                    div { dt { (text(message!("report-column"))) } dd { code { (leaf.column()) } } }
                }
                @for fitted in fitted {
                    div {
                        dt { (text(message!("report-fitted"))) }
                        dd {
                            (fitted.method)
                            @if let Some(group) = &fitted.group { " (" (words.printable(group)) ")" }
                            ": "
                            @for (at, (name, number)) in fitted.numbers.iter().enumerate() {
                                @if at > 0 { ", " }
                                (name) " = " (words.exact(*number))
                            }
                        }
                    }
                }
                div { dt { (text(message!("report-coverage"))) } dd { (words.percent(share, 1)) } }
                @if let Some(note) = spec.note() {
                    div { dt { (text(message!("report-note"))) } dd { (note) } }
                }
            }
        }
    }
}

fn findings(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let findings = report.sources.findings;
    html! {
        section.findings {
            h3 { (text(message!("report-findings"))) }
            @if findings.is_empty() {
                p { (text(message!("report-findings-none"))) }
            } @else {
                ul {
                    @for finding in findings.iter().take(FINDINGS) {
                        li.{ (if finding.code.severity() == Severity::Warning { "warning" } else { "remark" }) } {
                            @if let Some(entity) = &finding.place.entity { (report.words.printable(entity)) ": " }
                            (text(finding.what.clone()))
                        }
                    }
                }
                @if findings.len() > FINDINGS {
                    p { (text(message!("report-findings-more", n = (findings.len() - FINDINGS).to_string()))) }
                }
            }
        }
    }
}

fn run(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let framework = report.framework();
    let title = framework.title(report.words.tag());
    let edition = framework.edition().unwrap_or_default();
    html! {
        section {
            h3 { (text(message!("report-cite"))) }
            p.cite {
                (text(message!("report-cite-text", title, edition, version = env!("CARGO_PKG_VERSION"))))
            }
            h3 { (text(message!("report-run"))) }
            p.note { (text(message!("report-run-note"))) }
            details { summary { (text(message!("report-run-record"))) } pre tabindex="0" { (report.words.printable_lines(report.sources.run)) } }
        }
    }
}

fn downloads(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let ranking = ranking_csv(report.card(), &report.rows, None);
    // The ranking with all nodes is as large as the data; the script makes it from what it has anyway.
    let small = report.nodes.len() * report.rows.len() <= 3000;
    html! {
        section {
            h3 { (text(message!("report-downloads"))) }
            p.note { (text(message!("report-downloads-note"))) }
            p {
                @if small {
                    a.file download="ranking.csv" href=(format!("data:text/csv;base64,{}", STANDARD.encode(&ranking))) { "ranking.csv" }
                    " "
                }
                button.file type="button" data-file="scores" hidden { "scores.csv" }
                " "
                button.file type="button" data-file="ranks" hidden { "ranks.csv" }
            }
        }
    }
}
