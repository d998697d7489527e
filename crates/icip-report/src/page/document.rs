//! The document around the parts: head, policy, navigation, script and style.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use icip::problem::{message, printable_lines};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::context::{DRAWN, Page};
use super::{data, distribution, method, progress, ranking, sheet, totals, weights};
use crate::chart::style;

/// The colours of both schemes, the rules of charts, and those of the page.
fn style() -> String {
    let (light, dark) = style::schemes();
    format!(
        ":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}{}{}",
        style::for_page(),
        include_str!("../style/page.css")
    )
}

/// The arithmetic, then what the reader works with.
const SCRIPT: &str = concat!(include_str!("../script/score.js"), include_str!("../script/page.js"));

/// The whole report.
pub(super) fn whole(page: &Page<'_>) -> Markup {
    let text = |message| page.report.words.text(message);
    let mut parts =
        vec![("ranking", message!("report-ranking")), ("distribution", message!("report-distribution"))];
    parts.extend(totals::is_there(page).then(|| ("totals", message!("report-totals"))));
    parts.extend(progress::is_there(page).then(|| ("progress", message!("report-progress"))));
    parts.push(("method", message!("report-method")));
    let written = page.report.rows.len() <= DRAWN;
    let body = html! {
        a.skip href="#main" { (text(message!("report-skip"))) }
        (top(page))
        nav.parts aria-label=(text(message!("report-parts"))) {
            @for (id, name) in parts { a href=(format!("#{id}")) { (text(name)) } }
        }
        main #main tabindex="-1" {
            section #ranking.part {
                h2 { (text(message!("report-ranking"))) }
                (how_to_read(page))
                div.bench {
                    (weights::panel(page))
                    div.board {
                        (controls(page))
                        p.status #status role="status" {}
                        (ranking::table(page))
                    }
                }
            }
            (distribution::part(page))
            (totals::part(page))
            (progress::part(page))
            (method::part(page))
            section #sheets {
                @if written {
                    @for at in 0..page.report.rows.len() { (sheet::sheet(page, &page.questions.sheet(at))) }
                }
            }
        }
        (foot(page))
    };
    let body = html! {
        (shown(body))
        script type="application/json" id="engine" { (PreEscaped(page.report.engine().json())) }
        script type="application/json" id="view" { (PreEscaped(data::view(page))) }
        script { (PreEscaped(SCRIPT)) }
    };
    shell(page, page.report.framework().title(page.report.words.tag()), Some(SCRIPT), &body)
}

/// One sheet as a page of its own, without a script.
pub(super) fn single(page: &Page<'_>, at: usize) -> Markup {
    let report = page.report;
    let view = page.questions.sheet(at);
    let title = format!(
        "{} \u{b7} {}",
        report.entity(view.row).label(),
        report.framework().title(report.words.tag())
    );
    let body = shown(html! {
        (top(page))
        main.single { (sheet::sheet(page, &view)) }
        (foot(page))
    });
    shell(page, &title, None, &body)
}

/// Markup in which no text of a stranger hides or turns what stands beside it.
fn shown(markup: Markup) -> Markup {
    PreEscaped(printable_lines(&markup.into_string()).into_owned())
}

fn shell(page: &Page<'_>, title: &str, script: Option<&str>, body: &Markup) -> Markup {
    let style = style();
    let policy = policy(&style, script);
    html! {
        (DOCTYPE)
        html lang=(page.report.words.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("icip ", env!("CARGO_PKG_VERSION")));
                title { (page.report.words.printable(title)) }
                style { (PreEscaped(&style)) }
            }
            body { (body) }
        }
    }
}

/// What the page may do: use its own style and script, which are known by their digests, and pictures that stand in it.
fn policy(style: &str, script: Option<&str>) -> String {
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let allowed = [
        ("default-src", "'none'".to_owned()),
        ("script-src", script.map_or_else(|| "'none'".to_owned(), digest)),
        ("style-src", digest(style)),
        ("img-src", "data:".to_owned()),
        ("base-uri", "'none'".to_owned()),
        ("form-action", "'none'".to_owned()),
    ];
    allowed.map(|(what, from)| format!("{what} {from}")).join(";")
}

/// Title, edition and source.
fn top(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let framework = report.framework();
    html! {
        header.top {
            h1 { (framework.title(report.words.tag())) }
            p.sub {
                @if let Some(edition) = framework.edition(report.words.tag()) { (edition) " \u{b7} " }
                @if let Some(period) = report.sources.period { (text(message!("report-period", period))) " \u{b7} " }
                (text(message!("report-entities", count = report.rows.len())))
            }
            @if let Some(source) = framework.source(report.words.tag()) {
                p.sub.source { (text(message!("report-source-of", source))) }
            }
            p.official { (text(message!("report-not-official"))) }
        }
    }
}

/// What a reader must know before comparing neighbours.
fn how_to_read(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let study = report.sources.study;
    html! {
        div.howto {
            p { (text(message!("report-how-index", index = report.node_name(page.columns.index)))) }
            @if let Some(study) = study {
                p { (text(message!("report-how-interval", runs = study.runs.counted as usize))) }
                @if study.tiers.is_some() {
                    p { strong { (text(message!("report-how-tier"))) } }
                }
            } @else {
                p { (text(message!("report-how-no-study"))) }
            }
        }
    }
}

/// Search and filter, which the script serves.
fn controls(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    html! {
        div.controls #controls hidden {
            label { (text(message!("report-search"))) " "
                input #search type="search" autocomplete="off" spellcheck="false" placeholder=(text(message!("report-search-hint")));
            }
            @for (at, name) in page.columns.groups.iter().enumerate() {
                label { (name) " "
                    select data-group=(at) { option value="" { (text(message!("report-all"))) } }
                }
            }
        }
    }
}

fn foot(page: &Page<'_>) -> Markup {
    let report = page.report;
    html! {
        footer.foot {
            p { (report.words.text(message!("report-made-with", version = env!("CARGO_PKG_VERSION")))) }
        }
    }
}
