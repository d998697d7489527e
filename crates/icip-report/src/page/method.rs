//! How the index is made: the tree, the rules of each node, what was found in the data, and the record of the run.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use icip::framework::{NodeIx, Step};
use icip::plan::Origin;
use icip::problem::{Code, Problem, Severity, message};
use icip::report::ranking_csv;
use icip::text::MethodDoc;
use maud::{Markup, html};

use super::anchors::node_anchor;
use super::audit;
use super::context::Page;
use super::marks::with_code;

/// Findings that are listed before the rest is counted.
const FINDINGS: usize = 200;

pub(super) fn part(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let steps: Vec<Vec<Step>> = report.nodes.iter().map(|node| steps(page, *node)).collect();
    html! {
        section #method.part {
            h2 { (text(message!("report-method"))) }
            (about(page))
            h3 { (text(message!("report-tree"))) }
            p.note { (text(message!("report-tree-note"))) }
            div.scroll { (report.icicle(|node| Some(link(page, node))).inline("tree")) }
            div.nodes {
                @for (node, steps) in report.nodes.iter().zip(&steps) { (about_node(page, *node, steps)) }
            }
            (methods(page, &steps))
            (findings(page))
            @if let Some(review) = report.sources.review { (audit::part(page, review)) }
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
            @if let Some(edition) = framework.edition(report.words.tag()) {
                div { dt { (text(message!("report-edition"))) } dd { (edition) } }
            }
            @if let Some(source) = framework.source(report.words.tag()) {
                div { dt { (text(message!("report-source"))) } dd { (source) } }
            }
            @if let Some(note) = framework.note(report.words.tag()) {
                div { dt { (text(message!("report-note"))) } dd.lines { (note.trim()) } }
            }
        }
    }
}

fn link(page: &Page<'_>, node: NodeIx) -> String {
    format!("#{}", node_anchor(page.report.framework().nodes()[node].code()))
}

/// The rules of a node; none of a node whose score the data hold.
fn steps(page: &Page<'_>, node: NodeIx) -> Vec<Step> {
    match page.report.card().plan().origin(node) {
        Origin::Entered { .. } => Vec::new(),
        _ => page.report.framework().steps(node),
    }
}

fn about_node(page: &Page<'_>, node: NodeIx, steps: &[Step]) -> Markup {
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
                @for step in steps.iter().filter(|step| says_more(step)) { (about_step(page, step)) }
                @for fitted in fitted {
                    div {
                        dt { (text(message!("report-fitted"))) }
                        dd {
                            (page.method_title(fitted.method))
                            @if let Some(group) = &fitted.group { " (" (words.printable(group)) ")" }
                            @if !fitted.numbers.is_empty() { ": " }
                            @for (at, (name, number)) in fitted.numbers.iter().enumerate() {
                                @if at > 0 { ", " }
                                (name) " = " (words.exact(*number))
                            }
                        }
                    }
                }
                div { dt { (text(message!("report-coverage"))) } dd { (words.percent(share, 1)) } }
                @if let Some(note) = spec.note(report.words.tag()) {
                    div { dt { (text(message!("report-note"))) } dd { (note) } }
                }
            }
        }
    }
}

/// Whether a rule says more than what stands beside it: weights that are given are.
fn says_more(step: &Step) -> bool {
    step.rule != "weigh" || step.method.as_ref().is_none_or(|method| method.name != "given")
}

/// A rule of a node as it is set.
fn about_step(page: &Page<'_>, step: &Step) -> Markup {
    let text = step.in_language(page.report.words.language());
    html! {
        div {
            dt { (text.rule) }
            dd {
                @if let (Some(method), Some(doc)) = (&text.method, &step.method) {
                    a href=(format!("#{}", method_anchor(doc))) { (method.title) }
                    @if !text.settings.is_empty() { ": " }
                }
                @for (at, setting) in text.settings.iter().enumerate() {
                    @if at > 0 { ", " }
                    (setting.key) " = " (page.report.words.printable(&setting.value))
                }
            }
        }
    }
}

fn method_anchor(doc: &MethodDoc) -> String {
    format!("m-{}-{}", doc.family, doc.name)
}

/// What the methods that the framework uses do, each once.
fn methods(page: &Page<'_>, steps: &[Vec<Step>]) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let mut used: Vec<(String, &MethodDoc)> = Vec::new();
    for step in steps.iter().flatten() {
        let rule = step.in_language(report.words.language()).rule;
        if let Some(doc) = &step.method
            && !used.iter().any(|(_, known)| (known.family, known.name) == (doc.family, doc.name))
        {
            used.push((rule, doc));
        }
    }
    html! {
        section {
            h3 { (text(message!("report-methods"))) }
            @for (rule, doc) in &used {
                @let method = doc.in_language(report.words.language());
                div.method id=(method_anchor(doc)) {
                    p { (rule) ": " strong { (method.title) } " \u{b7} " (method.summary) }
                    dl {
                        div { dt { (text(message!("report-formula"))) } dd { (method.formula) } }
                        @if let Some(missing) = &method.missing {
                            div { dt { (text(message!("report-absent"))) } dd { (missing) } }
                        }
                        @for parameter in &method.parameters {
                            div { dt { code { (parameter.key) } } dd { (parameter.meaning) } }
                        }
                        @if let Some(reference) = &method.reference {
                            div { dt { (text(message!("report-reference"))) } dd { (reference) } }
                        }
                    }
                }
            }
        }
    }
}

/// What was found, together where it is the same.
fn findings(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let mut kinds: Vec<(Code, Vec<&Problem>)> = Vec::new();
    for finding in report.sources.findings {
        match kinds.iter_mut().find(|(code, _)| *code == finding.code) {
            Some((_, same)) => same.push(finding),
            None => kinds.push((finding.code, vec![finding])),
        }
    }
    // What may change a decision comes first.
    kinds.sort_by_key(|(code, _)| code.severity() != Severity::Warning);
    html! {
        section.findings {
            h3 { (text(message!("report-findings"))) }
            @if kinds.is_empty() { p { (text(message!("report-findings-none"))) } }
            @for (code, same) in &kinds {
                details open[same.len() == 1] {
                    summary {
                        @if code.severity() == Severity::Warning { strong { (text(message!("report-warning"))) } " " }
                        (with_code(&code.meaning_in(report.words.language()))) " (" (same.len()) ")"
                    }
                    ul {
                        @for finding in same.iter().take(FINDINGS) {
                            li {
                                (place(page, finding))
                                (with_code(&report.said(&finding.what)))
                            }
                        }
                        @if same.len() > FINDINGS {
                            li { (text(message!("report-findings-more", n = (same.len() - FINDINGS).to_string()))) }
                        }
                    }
                }
            }
        }
    }
}

/// The entity and the column that a finding is about.
fn place(page: &Page<'_>, finding: &Problem) -> Markup {
    let shown =
        |text: &Option<String>| text.as_deref().map(|text| page.report.words.printable(text).into_owned());
    let places: Vec<String> =
        [&finding.place.entity, &finding.place.field].into_iter().filter_map(shown).collect();
    html! { @if !places.is_empty() { (places.join(", ")) ": " } }
}

fn run(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let framework = report.framework();
    let title = framework.title(report.words.tag());
    html! {
        section {
            h3 { (text(message!("report-cite"))) }
            p.cite {
                @match framework.edition(report.words.tag()) {
                    Some(edition) => (text(message!("report-cite-text", title, edition, version = env!("CARGO_PKG_VERSION")))),
                    None => (text(message!("report-cite-text-without-edition", title, version = env!("CARGO_PKG_VERSION")))),
                }
            }
            h3 { (text(message!("report-run"))) }
            p.note { (text(message!("report-run-note"))) }
            details { summary { (text(message!("report-run-record"))) } pre tabindex="0" { (report.sources.run) } }
        }
    }
}

fn downloads(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    // The ranking with all nodes is as large as the data; the script makes it from what it has anyway.
    let small = report.nodes.len() * report.rows.len() <= 3000;
    html! {
        section {
            h3 { (text(message!("report-downloads"))) }
            p.note { (text(message!("report-downloads-note"))) }
            p {
                @if small {
                    @let ranking = STANDARD.encode(ranking_csv(report.card(), &report.rows, None));
                    a.file download="ranking.csv" href=(format!("data:text/csv;base64,{ranking}")) { "ranking.csv" }
                    " "
                }
                button.file type="button" data-file="scores" hidden { "scores.csv" }
                " "
                button.file type="button" data-file="ranks" hidden { "ranks.csv" }
            }
        }
    }
}
