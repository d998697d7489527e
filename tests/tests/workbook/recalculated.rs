//! LibreOffice computes every score and every rank anew and finds what the library finds: with the declared weights, and with
//! others that are typed into the workbook.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use calamine::{Data, DataType, Range, Reader, open_workbook_auto};
use icip::data::Entity;
use icip::exec::Par;
use icip::framework::{Framework, RankOn};
use icip::plan::Scorecard;
use icip_report::Cells;
use icip_tests::cases::{self, Case};
use icip_tests::{Random, read_framework, try_score};

use crate::{office, parts, workbook};

/// The sheets, by their place.
const RANKING: usize = 0;
const CHART: usize = 1;
const SCORES: usize = 2;
const WEIGHTS: usize = 4;
/// The row of the codes in the sheet of scores.
const CODES: usize = 2;
/// Cases of frameworks that have smaller ones, left out for the time that they take. `icip-2018-definition-answers` is as large.
const LARGE: [&str; 5] = [
    "icip-2018-answers",
    "icip-2018-generated",
    "icip-2018-definition-generated",
    "icip-2018-flat-answers",
    "icip-2018-flat-generated",
];
/// Times that weights are drawn until the method takes them.
const DRAWS: usize = 50;

/// A workbook and the framework whose results it must have.
struct Expected<'c> {
    name: String,
    case: &'c Case,
    period: Option<&'c str>,
    framework: Framework,
    is_changed: bool,
}

/// What is drawn, and what the cells of the weights hold then.
struct Changed {
    framework: Framework,
    cells: BTreeMap<String, f64>,
}

#[test]
fn libreoffice_agrees_with_the_frameworks_that_ship() {
    agrees(|case| !case.name.starts_with("made-up") && !LARGE.contains(&case.name.as_str()), 30);
}

#[test]
fn libreoffice_agrees_with_every_rule_and_every_way_to_rank() {
    agrees(|case| case.name.starts_with("made-up"), 40);
}

/// Writes the workbooks of some cases, at least so many, lets LibreOffice compute them, and compares every score and rank.
fn agrees(is_meant: impl Fn(&Case) -> bool, least: usize) {
    if !office::is_there() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let all = cases::all();
    let mut expected = Vec::new();
    for (number, case) in all.iter().enumerate().filter(|(_, case)| is_meant(case)) {
        // Sometimes all periods in one workbook too, as `icip score` writes them.
        let made_up = case.name.starts_with("made-up");
        let periods = case.period.as_deref().filter(|_| made_up && number % 3 == 0).map(|_| None);
        for period in std::iter::once(case.period.as_deref()).chain(periods) {
            let all_periods = if period.is_none() && case.period.is_some() { "-all-periods" } else { "" };
            let name = format!("{}{all_periods}", case.name);
            let framework = read_framework(&case.toml, Some(&case.structure)).expect("it is valid");
            let bytes = workbook(&framework, &case.panel, period, Cells::Formulas);
            let mut write = |name: String, framework: Framework, is_changed: bool, bytes: &[u8]| {
                std::fs::write(folder.path().join(&name).with_extension("xlsx"), bytes).expect("a file");
                expected.push(Expected { name, case, period, framework, is_changed });
            };
            let changed = changed(case, &bytes, &mut Random::new(number as u64));
            let forgotten = parts::edited(&bytes, |name, text| match name.starts_with("xl/worksheets/") {
                true => parts::without_results(&text),
                false => text,
            });
            write(name.clone(), framework, false, &forgotten);
            if let Some(Changed { framework, cells }) = changed {
                let typed = parts::edited(&bytes, |name, text| match name == parts::sheet(WEIGHTS + 1) {
                    true => parts::with_numbers(text, &cells),
                    false => text,
                });
                write(format!("{name}-changed"), framework, true, &typed);
            }
        }
    }
    assert!(expected.len() >= least, "{} workbooks", expected.len());
    let out = office::computed(folder.path());
    let mut wrong = Vec::new();
    for expected in &expected {
        let compared = check(expected, &out.join(&expected.name).with_extension("xlsx"), &mut wrong);
        assert!(compared >= 100, "{}: {compared} cells", expected.name);
    }
    assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// Other weights below nodes whose weights may be changed, with which the method has scores. Nothing where none may.
fn changed(case: &Case, bytes: &[u8], random: &mut Random) -> Option<Changed> {
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(WEIGHTS).expect("a sheet").expect("it can be read");
    let inputs: BTreeSet<String> =
        parts::inputs(&parts::part(bytes, &parts::sheet(WEIGHTS + 1))).into_iter().collect();
    let mut siblings: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in 1..sheet.height() as u32 {
        let text = |column| sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
        let cell = format!("E{}", row + 1);
        if inputs.contains(&cell) {
            siblings.entry(text(2)).or_default().push((text(1), cell));
        }
    }
    assert_eq!(siblings.values().map(Vec::len).sum::<usize>(), inputs.len(), "{}", case.name);
    for _ in 0..DRAWS {
        let mut weights: BTreeMap<&str, f64> = BTreeMap::new();
        let mut cells: BTreeMap<String, f64> = BTreeMap::new();
        for group in siblings.values() {
            let last = group.len() - 1;
            for (at, (code, cell)) in group.iter().enumerate() {
                let drawn = match random.below(4) {
                    0 => 3.0 * random.unit(),
                    1 => (1 + random.below(20)) as f64 / 20.0,
                    2 => (1 + random.below(8)) as f64,
                    // Not the last, so that some sibling counts.
                    _ if at < last && random.below(2) == 0 => 0.0,
                    _ => 1.0,
                };
                weights.insert(code, drawn);
                cells.insert(cell.clone(), drawn);
            }
        }
        let parents: BTreeSet<&str> = siblings.keys().map(String::as_str).collect();
        let structure = cases::with_weights(&case.structure, &parents, &weights);
        let Ok(framework) = read_framework(&case.toml, Some(&structure)) else { continue };
        if !cells.is_empty() && try_score(&framework, &case.panel, Par::Seq).is_ok() {
            return Some(Changed { framework, cells });
        }
    }
    None
}

/// Compares a computed workbook with the library, and counts the cells.
fn check(expected: &Expected<'_>, path: &Path, wrong: &mut Vec<String>) -> usize {
    let Expected { name, case, period, framework, is_changed } = expected;
    let card = try_score(framework, &case.panel, Par::Seq).expect("it was scored before");
    let mut book = open_workbook_auto(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut sheet = |at| book.worksheet_range_at(at).expect("a sheet").expect("it can be read");
    let (scores, ranking, chart) = (sheet(SCORES), sheet(RANKING), sheet(CHART));
    let rows: BTreeMap<(&str, Option<&str>), usize> = (case.panel.entities().iter().enumerate())
        .filter(|(_, entity)| period.is_none() || entity.period.as_deref() == *period)
        .map(|(row, entity)| ((entity.code.as_str(), entity.period.as_deref()), row))
        .collect();
    let before = wrong.len();
    // Ranks by the bits of scores are values, which no weight changes.
    let stale = *is_changed && framework.rank_spec().on == RankOn::Bits;
    let mut compare = |place: &str, found: &Data, want: Cell<'_>| {
        if stale && (place.contains("rank") || place.contains("chart")) && place != "ranking: index" {
            return 0;
        }
        if wrong.len() - before < 5 && !want.is(found) {
            wrong.push(format!("{name}: {place}: {found:?} is not {want:?}"));
        }
        1
    };
    let mut compared = 0;
    let found = entity_rows(&scores, CODES, &rows);
    assert_eq!(found.len(), rows.len(), "{name}");
    let (in_scores, in_ranking) = (headings(&scores, CODES), headings(&ranking, 0));
    let heading = |headings: &BTreeMap<String, usize>, text: &str| match headings.get(text) {
        Some(column) => *column,
        None => panic!("{name}: no {text}"),
    };
    let ranks = |row| card.ranks(framework.root_index()).get(row);
    let used = (0..framework.nodes().len()).map(icip::framework::NodeIx::new);
    for node in used.filter(|node| card.plan().is_used(*node)) {
        let code = framework.nodes()[node].code();
        let column = heading(&in_scores, code);
        for (cells, row) in &found {
            compared += compare(code, &cells[column], Cell::Number(card.scores().column(node).get(*row)));
        }
    }
    let index = heading(&in_scores, framework.root().code());
    for (cells, row) in &found {
        let rank = heading(&in_scores, "rank");
        compared += compare("rank", &cells[rank], Cell::Rank(ranks(*row)));
        for (group, column) in case.panel.groups().iter().enumerate() {
            let at = heading(&in_scores, &format!("rank in {column}"));
            compared += compare("rank in group", &cells[at], Cell::Rank(card.group_ranks(group).get(*row)));
        }
        for (position, classes) in framework.classes().iter().enumerate() {
            let at = index + card.plan().used().len() + position;
            let class = card.class_in(position, *row, "en");
            compared += compare(&classes.node, &cells[at], Cell::Text(class.unwrap_or_default()));
        }
    }
    for (cells, row) in entity_rows(&ranking, 0, &rows) {
        compared += compare("ranking: rank", &cells[0], Cell::Rank(ranks(row)));
        let score = Cell::Number(card.index().get(row));
        compared += compare("ranking: index", &cells[heading(&in_ranking, "index")], score);
    }
    compared + chart_cells(&card, &rows, &chart, *period, &mut compare)
}

/// The bars of the chart are the best of the last period, with their ranks and names.
fn chart_cells(
    card: &Scorecard<'_>,
    rows: &BTreeMap<(&str, Option<&str>), usize>,
    chart: &Range<Data>,
    period: Option<&str>,
    compare: &mut impl FnMut(&str, &Data, Cell<'_>) -> usize,
) -> usize {
    let last = card.panel().periods_in_time().last().and_then(|(name, _)| *name);
    let period = period.or(last);
    let ranks = card.ranks(card.framework().root_index());
    let entity = |row: usize| -> &Entity { &card.panel().entities()[row] };
    let order = card.order();
    let ranked = order.iter().copied().filter(|row| {
        let own = entity(*row).period.as_deref();
        ranks.is_present(*row) && own == period && rows.contains_key(&(entity(*row).code.as_str(), own))
    });
    let mut compared = 0;
    for (row, cells) in ranked.zip(chart.rows().skip(1)) {
        compared += compare("chart: index", &cells[1], Cell::Number(card.index().get(row)));
        let rank = ranks.get(row).unwrap_or_default();
        // Of those that tie, any may stand there.
        if order.iter().filter(|other| ranks.get(**other) == Some(rank)).count() == 1 {
            let label = format!("{rank}. {}", entity(row).label());
            compared += compare("chart: label", &cells[0], Cell::Text(&label));
        }
    }
    compared
}

/// The columns of a sheet by their headings, of which the first counts.
fn headings(sheet: &Range<Data>, row: usize) -> BTreeMap<String, usize> {
    let headings = sheet.rows().nth(row).expect("headings").iter().enumerate().rev();
    headings.map(|(column, cell)| (cell.to_string(), column)).collect()
}

/// The rows of a sheet below its headings that are about an entity, with its row in the panel.
fn entity_rows<'s>(
    sheet: &'s Range<Data>,
    headings: usize,
    rows: &BTreeMap<(&str, Option<&str>), usize>,
) -> Vec<(&'s [Data], usize)> {
    let names = sheet.rows().nth(headings).expect("headings");
    let column = |text: &str| names.iter().position(|cell| cell.as_string().as_deref() == Some(text));
    let (code, period) = (column("code").expect("a column of codes"), column("period"));
    let text = |cells: &[Data], column: usize| cells[column].to_string();
    let of_entity = |cells: &'s [Data]| {
        let (code, period) = (text(cells, code), period.map(|period| text(cells, period)));
        Some((cells, *rows.get(&(code.as_str(), period.as_deref()))?))
    };
    sheet.rows().skip(headings + 1).filter_map(of_entity).collect()
}

/// What a cell must hold.
#[derive(Debug)]
enum Cell<'t> {
    /// A score, to 1e-12 (a spreadsheet adds in another order); or nothing.
    Number(Option<f64>),
    /// A rank, exactly.
    Rank(Option<f64>),
    Text(&'t str),
}

impl Cell<'_> {
    fn is(&self, found: &Data) -> bool {
        let number = match found {
            Data::Float(number) => Some(*number),
            Data::Int(number) => Some(*number as f64),
            _ => None,
        };
        let empty = matches!(found, Data::Empty) || matches!(found, Data::String(text) if text.is_empty());
        match self {
            Self::Number(None) | Self::Rank(None) => empty,
            Self::Number(Some(want)) => {
                number.is_some_and(|found| (found - want).abs() <= 1e-12 * want.abs().max(1.0))
            }
            Self::Rank(Some(want)) => number == Some(*want),
            Self::Text("") => empty,
            Self::Text(text) => found.as_string().as_deref() == Some(*text),
        }
    }
}
