//! The data of the page for its script: what it scores with, and what it shows.

use std::collections::BTreeMap;

use icip::framework::NodeIx;
use icip::io::format_fixed;
use icip::problem::message;
use serde::Serialize;

use super::context::{DRAWN, Page};
use super::sheet::{MOST_REMARKS, remark};
use super::sheet_table;
use super::sheet_view::{Gains, at_least};
use crate::words::script_json;
use icip::report::targets::light_words;
use icip::targets::LIGHTS;

/// What the script shows: everything by the position of an entity in the ranking or of a node in the report.
#[derive(Debug, Serialize)]
struct View<'v> {
    words: BTreeMap<&'static str, String>,
    /// Lights by their words.
    lights: BTreeMap<String, &'static str>,
    decimal: &'v str,
    codes: Vec<&'v str>,
    names: Vec<String>,
    period: Option<&'v str>,
    nodes: Vec<NodeView<'v>>,
    /// The nodes that have columns.
    columns: Vec<usize>,
    digits: usize,
    index_digits: usize,
    /// Best and worst rank of the interval, and the median.
    intervals: Option<Vec<Option<[f64; 3]>>>,
    tiers: Option<Vec<Option<usize>>>,
    /// Positions among the names of the classes.
    classes: Vec<Vec<Option<usize>>>,
    /// The names of the classes from the lowest up.
    class_names: Vec<Vec<&'v str>>,
    before: Option<Before<'v>>,
    /// The nodes that a sheet shows at once.
    shown: Vec<usize>,
    /// Nothing where the sheets stand in the page.
    sheets: Option<Sheets>,
}

#[derive(Debug, Serialize)]
struct NodeView<'v> {
    code: &'v str,
    name: &'v str,
    depth: usize,
    lo: f64,
    hi: f64,
}

/// The period before.
#[derive(Debug, Serialize)]
struct Before<'v> {
    period: &'v str,
    ranks: Vec<Option<f64>>,
    scores: Vec<Option<f64>>,
}

/// What the sheets say that the script does not compute. Texts are kept once.
#[derive(Debug, Default, Serialize)]
struct Sheets {
    texts: Vec<String>,
    each: Vec<SheetData>,
}

#[derive(Debug, Serialize)]
struct SheetData {
    /// Node and points (or gap), strongest first, then weakest first.
    s: Vec<(usize, f64)>,
    w: Vec<(usize, f64)>,
    /// Whether these are points of the index.
    p: bool,
    /// Node, and increase and rank for each number of places.
    g: Vec<(usize, Gains)>,
    /// Text and nodes.
    c: Vec<(usize, Vec<usize>)>,
    /// Tables: heading, notes, headings of columns with whether they hold numbers, and cells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    t: Vec<TableData>,
}

/// Texts by their positions.
#[derive(Debug, Serialize)]
struct TableData {
    h: usize,
    n: Vec<usize>,
    c: Vec<(usize, bool)>,
    r: Vec<Vec<usize>>,
}

pub(super) fn view(page: &Page<'_>) -> String {
    let report = page.report;
    let rows = || report.rows.iter().copied();
    let card = report.card();
    let ranks = card.ranks(page.columns.index);
    let before = report.before.map(|period| Before {
        period,
        ranks: rows().map(|row| ranks.get(report.row_before(row)?)).collect(),
        scores: rows().map(|row| card.index().get(report.row_before(row)?)).collect(),
    });
    let node_view = |node: &NodeIx| {
        let spec = &report.framework().nodes()[*node];
        let (lo, hi) = page.scale(*node).ends();
        let (code, name) = (spec.code(), report.node_name(*node));
        NodeView { code, name, depth: spec.depth(), lo, hi }
    };
    let class_names = class_names(page);
    let classes = |(class, names): (&usize, &Vec<&str>)| {
        let position = |name: &str| names.iter().position(|known| *known == name);
        rows().map(|row| position(card.class_in(*class, row, report.words.tag())?)).collect()
    };
    let columns = std::iter::once(&page.columns.index).chain(&page.columns.children);
    let view = View {
        words: words(page),
        lights: LIGHTS.map(|light| (report.words.text(light_words(light)), light.name())).into(),
        decimal: report.words.decimal_mark(),
        codes: rows().map(|row| report.entity(row).code.as_str()).collect(),
        names: rows().map(|row| report.words.printable(report.entity(row).label()).into_owned()).collect(),
        period: report.sources.period,
        nodes: report.nodes.iter().map(node_view).collect(),
        columns: columns.map(|node| page.position(*node)).collect(),
        digits: page.columns.digits,
        index_digits: page.columns.index_digits,
        intervals: page.columns.has_study.then(|| rows().map(|row| report.interval(row)).collect()),
        tiers: page.columns.has_tiers.then(|| rows().map(|row| report.standing(row)?.tier).collect()),
        classes: page.columns.classes.iter().zip(&class_names).map(classes).collect(),
        class_names,
        before,
        shown: page.shown.iter().map(|node| page.position(*node)).collect(),
        sheets: (report.rows.len() > DRAWN).then(|| sheets(page)),
    };
    script_json(&view)
}

fn class_names<'v>(page: &Page<'v>) -> Vec<Vec<&'v str>> {
    let report = page.report;
    let names = |position: &usize| {
        let classes = &report.framework().classes()[*position];
        classes.names.iter().map(|class| classes.name_in(class, report.words.tag())).collect()
    };
    page.columns.classes.iter().map(names).collect()
}

fn sheets(page: &Page<'_>) -> Sheets {
    let report = page.report;
    let mut sheets = Sheets::default();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut text = |text: String, texts: &mut Vec<String>| {
        *known.entry(text.clone()).or_insert_with(|| {
            texts.push(text);
            texts.len() - 1
        })
    };
    for at in 0..report.rows.len() {
        let view = page.questions.sheet(at);
        let in_points = view.strong.iter().chain(&view.weak).all(|place| place.points.is_some());
        let place = |place: &super::sheet_view::Place| {
            let size = if in_points { place.points.unwrap_or_default() } else { place.gap };
            (page.position(place.node), shown(size, page.columns.digits + 1))
        };
        let mut changes = Vec::new();
        for change in view.changes {
            let nodes = change.nodes.iter().map(|node| page.position(*node)).collect();
            changes.push((text(change.why, &mut sheets.texts), nodes));
        }
        for finding in view.findings {
            changes.push((text(remark(report, finding), &mut sheets.texts), Vec::new()));
        }
        let more = changes.len().saturating_sub(MOST_REMARKS);
        changes.truncate(MOST_REMARKS);
        if more > 0 {
            let more = report.words.text(message!("report-and-more", n = more.to_string()));
            changes.push((text(more, &mut sheets.texts), Vec::new()));
        }
        let gain = |line: &super::sheet_view::GainLine| {
            let rounded = |(increase, rank)| (at_least(increase, page.columns.digits), rank);
            (page.position(line.node), line.gains.map(|gain| gain.map(rounded)))
        };
        let mut tables = Vec::new();
        for table in sheet_table::tables(page, view.row) {
            let mut known = |of: String| text(of, &mut sheets.texts);
            tables.push(TableData {
                h: known(table.heading),
                n: table.notes.into_iter().map(&mut known).collect(),
                c: table.columns.into_iter().map(|(heading, number)| (known(heading), number)).collect(),
                r: table.rows.into_iter().map(|row| row.into_iter().map(&mut known).collect()).collect(),
            });
        }
        sheets.each.push(SheetData {
            s: view.strong.iter().map(place).collect(),
            w: view.weak.iter().map(place).collect(),
            p: in_points,
            g: view.gains.iter().map(gain).collect(),
            c: changes,
            t: tables,
        });
    }
    sheets
}

/// A number with the digits that a sheet shows, so that it is short.
fn shown(number: f64, digits: usize) -> f64 {
    format_fixed(number, digits).parse().unwrap_or(number)
}

/// The texts that the script shows. Where they hold a number, `{n}` stands for it.
fn words(page: &Page<'_>) -> BTreeMap<&'static str, String> {
    let n = "{n}";
    let texts = [
        ("rank", message!("report-rank")),
        ("of", message!("report-of", n)),
        ("score", message!("report-score")),
        ("interval", message!("report-interval")),
        ("tier", message!("report-tier")),
        ("code", message!("report-code", code = n)),
        ("node", message!("report-node")),
        ("scoreAmong", message!("report-score-among")),
        ("median", message!("report-median")),
        ("profile", message!("report-profile")),
        ("strong", message!("report-strong")),
        ("weak", message!("report-weak")),
        ("points", message!("report-points")),
        ("gap", message!("report-gap")),
        ("none", message!("report-none")),
        ("gains", message!("report-gains")),
        ("gainsNote", message!("report-gains-note")),
        ("gainsNone", message!("report-gains-none")),
        ("gainPlaces", message!("report-gain-places", n)),
        ("gainRank", message!("report-gain-rank", rank = n)),
        ("remarks", message!("report-remarks")),
        ("remarksNone", message!("report-remarks-none")),
        ("comparedAll", message!("report-compared-all", n)),
        ("comparedGroup", message!("report-compared-group", n, column = "{column}", group = "{group}")),
        ("rankInGroup", message!("report-rank-in-group", group = n)),
        ("since", message!("report-since", period = n)),
        ("was", message!("report-rank-was", rank = n)),
        ("allLevels", message!("report-all-levels")),
        ("fewerLevels", message!("report-fewer-levels")),
        ("back", message!("report-back")),
        ("previous", message!("report-previous")),
        ("next", message!("report-next")),
        ("print", message!("report-print")),
        ("shownOf", message!("report-shown-of", shown = "{shown}", n)),
        ("more", message!("report-more")),
        ("sort", message!("report-sort", column = n)),
        ("movedNone", message!("report-moved-none")),
        ("movedSome", message!("report-moved-some", n, most = "{most}", tau = "{tau}")),
        ("movedTiers", message!("report-moved-tiers", n)),
        ("movedDeclared", message!("report-moved-declared")),
        ("sheetDeclared", message!("report-sheet-declared")),
        ("scatterKeys", message!("report-scatter-keys")),
        ("gainsUnranked", message!("report-gains-unranked")),
        ("refused", message!("report-refused", node = "{node}", entities = n)),
        ("notRanked", message!("report-not-ranked")),
        ("correlation", message!("report-correlation", n, r = "{r}")),
        ("scatterText", message!("report-scatter-text", x = "{x}", y = "{y}")),
        ("percent", message!("report-percent", share = n)),
        (
            "fiveNumbers",
            message!(
                "report-five-numbers",
                min = "{min}",
                low = "{low}",
                median = "{median}",
                high = "{high}",
                max = "{max}"
            ),
        ),
    ];
    texts.into_iter().map(|(name, message)| (name, page.report.words.text(message))).collect()
}
