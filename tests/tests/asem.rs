//! The reference tool's own example, stage by stage: COINr's ASEM tables imported, its pipeline written as
//! a framework, every stage and the results compared with those of COINr.

use std::collections::BTreeMap;

use icip::data::Entity;
use icip::exec::Par;
use icip::framework::{Files, Framework, NodeIx};
use icip::import::{CoinrScale, coinr};
use icip::io::{ColumnOptions, ReadOptions, read_csv, read_header};
use icip::plan::{Plan, Scorecard};
use icip::robustness::agreement::mean_shift;
use icip::robustness::ranks::{Grid, Sorter, ranks_into};
use icip::robustness::scenarios::{Alteration, Scenarios};
use icip::trends::{EntitySeries, series, trend};
use icip_num::trend::least_squares;
use icip_tests::{Golden, golden_number, golden_text};

/// Relative error that sums in another order explain.
const RELATIVE: f64 = 1e-9;

/// What is left of it in the stages of the example, as the README says: a unit or two in the last place.
const STAGES: f64 = 5e-16;

/// Steps of COINr's example up to a stage: `build_example_coin(up_to = ...)`.
const IMPUTE: &str = "impute = { mean = { group = \"EurAsia_group\" } }\n";
const TREAT: &str = "treat = { skew-kurtosis = { skew = 2, kurtosis = 3.5, max = 5 } }\n";
const NORMALISE: &str = "normalise = { min-max = { lo = 0, hi = 100 } }\n";

/// The imported tables with other steps on the level of the indicators.
fn framework(steps: &str, directions: bool) -> Framework {
    let (idata, imeta) = (golden_text("iData"), golden_text("iMeta"));
    let imported =
        coinr(("iData.csv", &idata), ("iMeta.csv", &imeta), None).expect("COINr's own tables").value;
    let (head, _) = imported.toml.split_once("[levels.level-1]").expect("the import writes the level");
    let toml = format!("{head}[levels.level-1]\n{steps}");
    // A stage before the normalisation has no direction yet.
    let structure = if directions { imported.structure } else { imported.structure.replace(",-1,", ",1,") };
    let files = Files::new("framework.toml", &toml).with_structure("structure.csv", &structure);
    files.read().expect("the import is valid").value
}

fn with_scores(framework: &Framework, work: impl FnOnce(&Scorecard<'_>)) {
    let idata = golden_text("iData");
    let table = read_csv(idata.as_bytes(), "iData.csv", &framework.read_options()).expect("valid").value;
    let plan = Plan::compile(framework, &table.panel.schema()).expect("all columns are there");
    let prepared = plan.prepare(&table.panel, Par::Seq).unwrap_or_else(|problems| panic!("{problems:?}"));
    work(&prepared.score().unwrap_or_else(|problems| panic!("{problems:?}")));
}

/// Holds the scores of all nodes that a golden names to it; gives the number of cells and the largest
/// relative error.
fn held_to(card: &Scorecard<'_>, file: &str) -> (usize, f64) {
    let text = golden_text(file);
    let mut options = ReadOptions::new("unit");
    options.missing = vec!["NA".into()];
    for name in read_header(text.as_bytes(), file, &options).expect("a table") {
        if card.framework().position(&name).is_some() {
            options.columns.insert(name, ColumnOptions::default());
        }
    }
    let theirs = read_csv(text.as_bytes(), file, &options).expect("valid").value.panel;
    let (mut cells, mut largest) = (0, 0.0_f64);
    for name in theirs.schema().columns() {
        let node = card.framework().position(name).expect("a node of the framework");
        let column = theirs.column(name).expect("named by the schema");
        for (row, entity) in theirs.entities().iter().enumerate() {
            let ours =
                card.panel().entities().iter().position(|e| e.code == entity.code).expect("a unit of iData");
            match (card.scores().column(node).get(ours), column.get(row)) {
                (Some(a), Some(b)) => {
                    cells += 1;
                    let error = (a - b).abs() / b.abs().max(1.0);
                    assert!(error <= RELATIVE, "{file}: {name} of {}: {a} against {b}", entity.code);
                    largest = largest.max(error);
                }
                (a, b) => assert_eq!(a, b, "{file}: {name} of {}", entity.code),
            }
        }
    }
    (cells, largest)
}

fn stage(steps: &str, directions: bool, file: &str, cells: usize) {
    let framework = framework(steps, directions);
    with_scores(&framework, |card| {
        let (held, largest) = held_to(card, file);
        assert_eq!(held, cells, "cells with a value in {file}");
        assert!(largest <= STAGES, "{file}: {largest:e}");
    });
}

#[test]
fn denominated() {
    // Denominate(coin, dset = 'Raw'); 51 x 49 cells of which 65 are missing in the golden.
    let missing = golden_text("stages/denominated").matches("NA").count();
    stage("", false, "stages/denominated", 51 * 49 - missing);
}

#[test]
fn imputed() {
    // Impute(coin, dset = 'Denominated', f_i = 'i_mean_grp', use_group = 'EurAsia_group')
    stage(IMPUTE, false, "stages/imputed", 51 * 49);
}

#[test]
fn treated() {
    // Treat(coin, dset = 'Screened', global_specs = list(f1_para = list(winmax = 5)))
    stage(&format!("{IMPUTE}{TREAT}"), false, "stages/treated", 51 * 49);
}

#[test]
fn normalised() {
    // Normalise(coin, dset = 'Treated', global_specs = list(f_n = 'n_minmax', f_n_para = list(c(0,100))))
    stage(&format!("{IMPUTE}{TREAT}{NORMALISE}"), true, "stages/normalised", 51 * 49);
}

#[test]
fn aggregated_and_ranked() {
    // Aggregate(coin, dset = 'Normalised', f_ag = 'a_amean'): 8 pillars, 2 sub-indexes, 1 index.
    let framework = framework(&format!("{IMPUTE}{TREAT}{NORMALISE}"), true);
    with_scores(&framework, |card| {
        let (cells, largest) = held_to(card, "aggregated/example");
        assert!(largest <= STAGES, "{largest:e}");
        assert_eq!(cells, 51 * 11);
        // get_results(coin, dset = 'Aggregated', tab_type = 'Full', use = 'ranks')
        let golden = Golden::read("ranks");
        for (code, rank) in golden.texts("unit").into_iter().zip(golden.numbers("rank")) {
            assert!(rank.is_some(), "a rank for {code}");
            assert_eq!(card.rank_of(code), rank, "{code}");
        }
        // get_results(coin, dset = 'Aggregated', tab_type = 'Summ'): Switzerland is first.
        assert_eq!(card.rank_of("CHE"), Some(1.0));
    });
}

#[test]
fn denominators_with_a_scale_factor() {
    // Denominate(ASEM_iData[c('uCode','Goods','Flights','LPI')], ..., denomby): x / (d / ScaleFactor), which is
    // x * scale / d here. `f_denom = "*"` is a DIFFERENCE: to multiply is no
    // denomination, and nobody needs it to make entities comparable; divide by the inverse column.
    let idata = golden_text("iData");
    let structure = "code,parent,column,denominate\nindex,,,\n\
        i/Goods,index,Goods,\"by = \"\"GDP\"\", scale = 1\"\n\
        i/Flights,index,Flights,\"by = \"\"Population\"\", scale = 1000\"\n\
        i/LPI,index,LPI,\"by = \"\"Area\"\", scale = 0.5\"\n";
    let toml = "format = 1\n[framework]\nid = \"d\"\n[data]\ncode = \"uCode\"\nmissing = [\"NA\"]\n";
    let framework = Files::new("f", toml).with_structure("s", structure).read().expect("valid").value;
    let panel =
        read_csv(idata.as_bytes(), "iData.csv", &framework.read_options()).expect("valid").value.panel;
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let prepared = plan.prepare(&panel, Par::Seq).expect("it divides");
    let golden = Golden::read("denominated");
    let mut cells = 0;
    for (node, name) in [(1, "Goods"), (2, "Flights"), (3, "LPI")] {
        for (code, theirs) in golden.keys().into_iter().zip(golden.numbers(name)) {
            let row = panel.entities().iter().position(|entity| entity.code == code);
            let row = row.expect("a unit of iData");
            let ours = prepared.given(NodeIx::new(node)).and_then(|column| column.get(row));
            match (ours, theirs) {
                (Some(a), Some(b)) => assert!((a - b).abs() <= RELATIVE * b.abs(), "{a} against {b}"),
                (a, b) => assert_eq!(a, b),
            }
            cells += 1;
        }
    }
    assert_eq!(cells, 3 * 51);
}

/// The panel of COINr's example: its imported tables with the data of five years.
fn panel_framework(steps: &str, data: &str, directions: bool) -> Framework {
    let (idata, imeta) = (golden_text("panel-iData"), golden_text("iMeta"));
    let imported =
        coinr(("iData_p.csv", &idata), ("iMeta.csv", &imeta), None).expect("COINr's own tables").value;
    let (head, _) = imported.toml.split_once("[levels.level-1]").expect("the import writes the level");
    // COINr's purse does not denominate.
    let head = head.replace("[data]\n", &format!("[data]\n{data}"));
    let toml = format!("{head}[levels.level-1]\n{steps}");
    let structure: String = imported
        .structure
        .lines()
        .map(|line| {
            let cut = line.find(",\"by = ").map_or(line.to_owned(), |at| {
                let end = line[at + 2..].find("\"\"\"").map_or(line.len(), |end| at + 2 + end + 3);
                format!("{},{}", &line[..at], &line[end..])
            });
            format!("{cut}\n")
        })
        .collect();
    let structure = if directions { structure } else { structure.replace(",-1,", ",1,") };
    let files = Files::new("framework.toml", &toml).with_structure("structure.csv", &structure);
    files.read().unwrap_or_else(|problems| panic!("{problems:?}")).value
}

/// Scores of the panel compared with a golden with `year` and `unit`.
fn panel_held_to(framework: &Framework, file: &str) -> usize {
    let idata = golden_text("panel-iData");
    let panel =
        read_csv(idata.as_bytes(), "iData_p.csv", &framework.read_options()).expect("valid").value.panel;
    let plan = Plan::compile(framework, &panel.schema()).expect("all columns are there");
    // Screen(dset = 'Raw', unit_screen = 'byNA', dat_thresh = 0.9)
    let panel = plan.screen(&panel).panel;
    let prepared = plan.prepare(&panel, Par::Seq).unwrap_or_else(|problems| panic!("{problems:?}"));
    let card = prepared.score().unwrap_or_else(|problems| panic!("{problems:?}"));
    let golden = Golden::read(file);
    let (periods, codes) = (golden.texts("year"), golden.texts("unit"));
    let row_of = |(period, code): (&&str, &&str)| {
        let is_it = |e: &Entity| e.code == *code && e.period.as_deref() == Some(*period);
        let row = panel.entities().iter().position(is_it);
        row.unwrap_or_else(|| panic!("{code} {period} is screened out"))
    };
    let rows: Vec<usize> = periods.iter().zip(&codes).map(row_of).collect();
    assert_eq!(rows.len(), panel.rows(), "the same entities stay");
    let mut cells = 0;
    for name in golden.names.iter().filter(|name| !["year", "unit"].contains(&name.as_str())) {
        let Some(node) = card.framework().position(name) else { continue };
        for (at, theirs) in golden.numbers(name).into_iter().enumerate() {
            let cell = format!("{file}: {name} of {} {}", codes[at], periods[at]);
            match (card.scores().column(node).get(rows[at]), theirs) {
                (Some(a), Some(b)) => {
                    cells += 1;
                    assert!((a - b).abs() / b.abs().max(1.0) <= RELATIVE, "{cell}: {a} against {b}");
                }
                (a, b) => assert_eq!(a, b, "{cell}"),
            }
        }
    }
    cells
}

const SCREEN: &str = "[screen]\nentities = { available = 0.9 }\n";

#[test]
fn a_panel_is_treated_year_by_year() {
    // get_dset(build_example_purse(), 'Treated')
    let steps = format!("{TREAT}{SCREEN}");
    let framework = panel_framework(&steps, "", false);
    let cells = panel_held_to(&framework, "panel-treated");
    assert!(cells > 10_000, "{cells}");
}

#[test]
fn a_panel_is_normalised_over_all_years() {
    // get_dset(build_example_purse(), 'Aggregated'): treated year by year, Normalise(global = TRUE), Aggregate.
    let steps = format!("{TREAT}{NORMALISE}{SCREEN}");
    let framework = panel_framework(&steps, "normalise-sample = \"all\"\n", true);
    let cells = panel_held_to(&framework, "panel-aggregated");
    assert!(cells > 2_000, "{cells}");
}

/// A number of COINr's table of trends; nothing where its text is `NA`, `NaN` or infinite.
fn finite(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|x| x.is_finite())
}

#[test]
fn growth_over_the_panel_is_that_of_coinr() {
    // get_trends(purse, dset = 'Raw', f_trend = 'CAGR')
    let framework = panel_framework("", "", false);
    let idata = golden_text("panel-iData");
    let panel =
        read_csv(idata.as_bytes(), "iData_p.csv", &framework.read_options()).expect("valid").value.panel;
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let golden = Golden::read("panel-growth");
    let mut known: BTreeMap<&str, BTreeMap<String, EntitySeries>> = BTreeMap::new();
    let (mut same, mut apart) = (0, BTreeMap::new());
    for row in &golden.rows {
        let (unit, code) = (row[0].as_str(), row[1].as_str());
        let of_leaf = known.entry(code).or_insert_with(|| {
            let node = framework.position(code).unwrap_or_else(|| panic!("no node `{code}`"));
            let all = series(&plan, &panel, None, node, None).expect("the years are numbers");
            all.into_iter().map(|one| (one.code.clone(), one)).collect()
        });
        let points = &of_leaf[unit].points;
        let own = trend(points, &[]).and_then(|trend| trend.growth);
        match (own, finite(&row[2])) {
            (Some(a), Some(b)) => {
                assert!((a - b).abs() <= RELATIVE * (1.0 + b.abs()), "{code} of {unit}: {a} against {b}");
                same += 1;
            }
            // DIFFERENCE: COINr's CAGR guards neither a start of 0 nor one below it: 0 to 0 is 0 (`0 when equal`), 0 to a value
            // Inf, and from below 0 a quotient of signs has a growth that nobody can read. Ours has no rate there.
            (None, theirs) => {
                let (first, last) = (points.first(), points.last());
                let is_positive = |point: Option<&(f64, f64)>| point.is_some_and(|(_, value)| *value > 0.0);
                let explained = points.len() < 2 || !is_positive(first) || !is_positive(last);
                assert!(explained, "{code} of {unit}: nothing against {theirs:?} of {points:?}");
                *apart.entry(row[2].clone()).or_insert(0) += 1;
            }
            (Some(a), None) => panic!("{code} of {unit}: {a} against {}", row[2]),
        }
    }
    assert_eq!(same + apart.values().sum::<usize>(), golden.rows.len());
    assert!(same > 2000, "{same} are the same, and {apart:?} are not");
}

#[test]
fn the_line_through_the_panel_is_that_of_coinr() {
    // get_trends(purse, dset = 'Aggregated', iCodes = c('Conn', 'Sust'), f_trend = 'prc_change'): the slope of the line of least
    // squares over its value in the first year, in per cent.
    let percent = |points: &[(f64, f64)]| {
        let line = least_squares(points).expect("five years");
        100.0 * line.slope / (line.intercept + line.slope * points[0].0)
    };
    let steps = format!("{TREAT}{NORMALISE}{SCREEN}");
    let framework = panel_framework(&steps, "normalise-sample = \"all\"\n", true);
    let idata = golden_text("panel-iData");
    let panel =
        read_csv(idata.as_bytes(), "iData_p.csv", &framework.read_options()).expect("valid").value.panel;
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let panel = plan.screen(&panel).panel;
    let card = plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score()).expect("it is scored");
    let golden = Golden::read("panel-change");
    let (mut compared, mut robust) = (0, 0);
    for node in ["Conn", "Sust"] {
        let at = framework.position(node).expect("a sub-index");
        let all = series(&plan, &panel, Some(&card), at, None).expect("the years are numbers");
        for row in golden.rows.iter().filter(|row| row[1] == node) {
            let one = all.iter().find(|one| one.code == row[0]).expect("the same entities stay");
            let (own, theirs) = (percent(&one.points), finite(&row[2]).expect("a number"));
            assert!((own - theirs).abs() <= RELATIVE * theirs.abs(), "{node} of {}: {own} {theirs}", row[0]);
            compared += 1;
            // DIFFERENCE: `icip trends` has the median slope (Theil-Sen), which one odd year does not turn, and gives it in
            // points of the index and not in per cent of a fitted value.
            let found = trend(&one.points, &[]).expect("five values");
            robust += usize::from(found.slope.is_some_and(|slope| slope * theirs > 0.0));
        }
    }
    assert_eq!(compared, 92);
    assert!(robust > 80, "the median slope has the sign of the line for {robust} of 92");
    // prc_change(c(4, NA, 6, 9, 12), c(2010, 2011, 2013, 2014, 2016), per = 1)
    let vector = percent(&[(2010.0, 4.0), (2013.0, 6.0), (2014.0, 9.0), (2016.0, 12.0)]);
    assert!((vector - 39.920_948_616_606).abs() < 1e-9, "{vector}");
}

#[test]
fn without_each_indicator_and_sub_index() {
    // remove_elements(coin, Level = 1 and 3, dset = 'Aggregated', iCode = 'Index'): scores, and mean shifts of ranks
    let framework = framework(&format!("{IMPUTE}{TREAT}{NORMALISE}"), true);
    let idata = golden_text("iData");
    let panel =
        read_csv(idata.as_bytes(), "iData.csv", &framework.read_options()).expect("valid").value.panel;
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let scenarios = Scenarios::new(&plan, &panel, None, None, Par::Seq).expect("ASEM scores");
    let (theirs, shifts) = (Golden::read("removed"), Golden::read("removed-shifts"));
    let codes = &theirs.names[1..];
    assert_eq!(codes.len(), 49 + 2, "indicators and sub-indexes");
    for code in codes {
        let want: BTreeMap<&str, Option<f64>> = theirs.keys().into_iter().zip(theirs.numbers(code)).collect();
        let node = framework.position(code).unwrap_or_else(|| panic!("no node `{code}`"));
        let scores = scenarios.scores(Alteration::WithoutNode(node)).expect("it can be computed");
        for (row, score) in scenarios.rows().iter().zip(&scores) {
            let unit = &panel.entities()[*row].code;
            let want = want[unit.as_str()].expect("a score");
            let got = score.expect("complete after imputation");
            assert!((got - want).abs() < RELATIVE * 100.0, "without {code}, {unit}: {got} against {want}");
        }
        let effect = scenarios.effect(Alteration::WithoutNode(node), 10).expect("it can be computed");
        let want = shifts.rows.iter().find(|row| row[0] == *code).expect("the element is in both");
        let want = golden_number(&want[1]).expect("a mean shift");
        assert!((effect.mean_shift - want).abs() < RELATIVE, "without {code}: {} {want}", effect.mean_shift);
    }
}

#[test]
fn without_a_unit_everything_is_fitted_anew() {
    // By the slow way: the unit's row is taken out of the table before it is read.
    let framework = framework(&format!("{IMPUTE}{TREAT}{NORMALISE}"), true);
    let idata = golden_text("iData");
    let read = |text: &str| {
        read_csv(text.as_bytes(), "iData.csv", &framework.read_options()).expect("valid").value.panel
    };
    let panel = read(&idata);
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let scenarios = Scenarios::new(&plan, &panel, None, None, Par::Seq).expect("ASEM scores");
    let declared: Vec<f64> = icip_tests::score(&framework, &panel).index().cells().flatten().collect();
    for code in ["CHE", "SGP", "LAO"] {
        let row = panel.entities().iter().position(|entity| entity.code == code).expect("a unit");
        let alone = read(
            &idata
                .lines()
                .filter(|line| !line.contains(code))
                .fold(String::new(), |text, line| text + line + "\n"),
        );
        assert_eq!(alone.rows(), 50, "one line less without {code}");
        let card = Plan::compile(&framework, &alone.schema()).expect("valid").prepare(&alone, Par::Seq);
        let card = card.expect("50 units score").score().expect("50 units score");
        let scores = scenarios.scores(Alteration::WithoutEntity(row)).expect("it can be computed");
        let left: Vec<f64> = scores.iter().copied().flatten().collect();
        let want: Vec<f64> = card.index().cells().flatten().collect();
        assert_eq!(left, want, "without {code}");
        let stay = declared.iter().zip(&scores).filter(|(_, score)| score.is_some());
        let stay: Vec<f64> = stay.map(|(declared, _)| *declared).collect();
        let ranks = |scores: &[f64]| {
            let mut ranks = vec![0; scores.len()];
            ranks_into(scores, Grid::of(scores), &mut Sorter::default(), &mut ranks);
            ranks.into_iter().map(f64::from).collect::<Vec<f64>>()
        };
        let effect = scenarios.effect(Alteration::WithoutEntity(row), 10).expect("it can be computed");
        assert_eq!(effect.entities, 50);
        assert_eq!(Some(effect.mean_shift), mean_shift(&ranks(&stay), &ranks(&want)), "without {code}");
    }
}

#[test]
fn parameters_of_imeta_normalise_as_in_coinr() {
    // Normalise(new_coin(ASEM_iData, imeta_with_parameters), dset = 'Raw', global_specs =
    // list(f_n = <...>, f_n_para = 'use_iMeta'), out2 = 'df'), both directions, with gaps.
    let parameters = golden_text("iMeta-parameters");
    let columns =
        |line: &str| line.split_once(',').map_or_else(String::new, |(_, columns)| columns.to_owned());
    let imeta: String = golden_text("iMeta")
        .lines()
        .zip(parameters.lines())
        .map(|(line, parameters)| format!("{line},{}\n", columns(parameters)))
        .collect();
    let idata = golden_text("iData");
    // The golden is made of the raw data, which are not divided.
    let imeta = imeta.replacen(",Denominator,", ",NotDivided,", 1);
    for (scale, file) in [
        (CoinrScale::MinMax, "normalised/parameters-min-max"),
        (CoinrScale::ZScore, "normalised/parameters-z-score"),
        (CoinrScale::Scaled, "normalised/parameters-scaled"),
        (CoinrScale::DistanceToTarget, "normalised/parameters-distance-to-target"),
    ] {
        let imported = coinr(("iData.csv", &idata), ("iMeta.csv", &imeta), Some(scale));
        let imported = imported.unwrap_or_else(|problems| panic!("{file}: {problems:?}")).value;
        let files = Files::new("framework.toml", &imported.toml);
        let files = files.with_structure("structure.csv", &imported.structure);
        let framework = files.read().unwrap_or_else(|problems| panic!("{file}: {problems:?}")).value;
        with_scores(&framework, |card| {
            let (cells, _) = held_to(card, file);
            assert!(
                cells > 1500,
                "{file}: {cells} cells of 49 indicators and 51 units, some without a value"
            );
        });
    }
    // Several families of parameters and no choice among them.
    assert!(coinr(("iData.csv", &idata), ("iMeta.csv", &imeta), None).is_err());
}
