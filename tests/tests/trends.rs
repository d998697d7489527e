//! Trends against scipy and pymannkendall on published series, and by hand.

use std::path::{Path, PathBuf};

use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::{Framework, NodeIx};
use icip::plan::Plan;
use icip::problem::Problems;
use icip::trends::{Direction, EntitySeries, across, apart, linked, series, trend};
use icip_tests::{Golden, all, assert_close, framework, parse, published_at, read, shipped};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/trends").join(name)
}

fn golden(name: &str) -> Golden {
    let text = std::fs::read_to_string(fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    Golden::parse(name, &text)
}

/// The series of a column of a published table, through a framework of that column alone.
fn published(source: &str, code: &str, column: &str) -> Vec<EntitySeries> {
    let file = if source == "iip-bogota" {
        "iip-bogota/series.csv".to_owned()
    } else {
        format!("{source}/{source}.csv")
    };
    let framework = framework(
        &format!(
            "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"{code}\"\nperiod = \"year\"\n\
             [[nodes]]\ncode = \"index_of\"\n[[nodes]]\ncode = \"leaf_of\"\nparent = \"index_of\"\ncolumn = \"{column}\"\n"
        ),
        None,
    );
    let panel = read(&published_at(&file), &framework.read_options());
    of_leaf(&framework, &panel, "leaf_of")
}

fn of_leaf(framework: &Framework, panel: &Panel, code: &str) -> Vec<EntitySeries> {
    let plan =
        Plan::compile(framework, &panel.schema()).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let node: NodeIx = framework.position(code).expect("it is there");
    series(&plan, panel, None, node).unwrap_or_else(|problems| panic!("{}", all(&problems)))
}

/// Five editions of the MDM, Bogotá's three, EGDI of 2003 to 2022 and HDI of 1990 to 2022.
#[test]
fn trends_are_those_of_scipy_and_pymannkendall() {
    let golden = golden("trends.csv");
    let mut compared = 0;
    for (source, code, column) in [
        ("mdm", "code", "gestion"),
        ("mdm", "code", "resultados"),
        ("mdm", "code", "mdm"),
        ("hdi", "iso3", "hdi"),
        ("hdi", "iso3", "mys"),
        ("egdi", "country", "egdi"),
        ("iip-bogota", "entity", "iip"),
    ] {
        let found = published(source, code, column);
        let records = golden.records();
        for row in records.iter().filter(|row| row["source"] == source && row["column"] == column) {
            let one = found.iter().find(|one| one.code == row["code"]).unwrap_or_else(|| panic!("{row:?}"));
            let trend = trend(&one.points, &[]).expect("it has values");
            let wanted = |name: &str| row[name].parse::<f64>().expect("a number");
            let close = |found: Option<f64>, name: &str| {
                let size = 1.0 + wanted(name).abs();
                assert_close!(found.expect(name), wanted(name), format!("{row:?}"), within = 1e-11 * size);
            };
            assert_eq!(trend.values as f64, wanted("n"), "{row:?}");
            close(trend.slope, "slope");
            close(trend.interval.map(|ends| ends.0), "low");
            close(trend.interval.map(|ends| ends.1), "high");
            close(trend.tau, "tau");
            close(trend.p, "p");
            close(trend.growth, "growth");
            close(trend.volatility, "volatility");
            let rises = wanted("p") < 0.05 && wanted("s") > 0.0;
            assert_eq!(trend.direction == Direction::Rising, rises, "{row:?}");
            compared += 1;
        }
    }
    assert_eq!(compared, golden.rows.len());
    assert!(compared > 150, "{compared}");
}

#[test]
fn convergence_is_that_of_scipy() {
    for row in golden("convergence.csv").records() {
        let found = across(&published(row["source"], "code", row["column"]), true).expect("values");
        let wanted = |name: &str| row[name].parse::<f64>().expect("a number");
        let close = |found: f64, name: &str| {
            assert_close!(
                found,
                wanted(name),
                format!("{name} of {row:?}"),
                within = 1e-11 * (1.0 + wanted(name).abs())
            );
        };
        let (first, last) = (found.spread[0], found.spread[found.spread.len() - 1]);
        assert_eq!(first.entities as f64, wanted("entities"));
        close(first.deviation.expect("several"), "deviation_first");
        close(last.deviation.expect("several"), "deviation_last");
        close(found.sigma_slope.expect("five editions"), "cv_slope");
        let beta = found.beta.expect("values above 0");
        close(beta.coefficient, "beta");
        close(beta.constant, "intercept");
        close(beta.r2, "r2");
        let mobility = found.mobility.expect("two periods");
        close(mobility.spearman.expect("several"), "spearman");
        let moved: usize = mobility.transitions.iter().flatten().sum();
        assert_eq!(moved as f64, wanted("entities"));
        // Quarters of 36 have 9 each.
        assert!(
            mobility.transitions.iter().all(|row| row.iter().sum::<usize>() == 9),
            "{:?}",
            mobility.transitions
        );
    }
}

/// COINr's `CAGR(c(4, NA, 6, 9, 12), c(2010, 2011, 2013, 2014, 2016))` is 0.20093695517600274.
#[test]
fn growth_is_that_of_coinr() {
    let points = vec![(2010.0, 4.0), (2013.0, 6.0), (2014.0, 9.0), (2016.0, 12.0)];
    let found = trend(&points, &[]).expect("values");
    assert_close!(found.growth.expect("above 0"), 0.200_936_955_176_002_74, "COINr 1.1, CAGR");
    // DIFFERENCE: COINr's CAGR gives Inf from 0 and -2.5 from a negative value; there is no rate of growth then.
    assert_eq!(trend(&vec![(2010.0, 0.0), (2011.0, 1.0)], &[]).expect("values").growth, None);
    assert_eq!(trend(&vec![(2010.0, -1.0), (2011.0, 1.0)], &[]).expect("values").growth, None);
}

#[test]
fn values_before_a_break_are_left_out() {
    let points = vec![(2018.0, 90.0), (2019.0, 10.0), (2020.0, 12.0), (2021.0, 14.0)];
    let found = trend(&points, &[2019.0]).expect("values");
    assert_eq!(
        (found.values, found.first, found.slope, found.since_break),
        (3, (2019.0, 10.0), Some(2.0), Some(2019.0))
    );
    // A break before the first value, and one after the last, break nothing.
    for breaks in [vec![2018.0], vec![2022.0], vec![]] {
        let whole = trend(&points, &breaks).expect("values");
        assert_eq!((whole.values, whole.since_break), (4, None), "{breaks:?}");
    }
    assert_eq!(trend(&Vec::new(), &[]), None);
    let one = trend(&vec![(2020.0, 5.0)], &[]).expect("a value");
    assert_eq!(
        (one.values, one.slope, one.growth, one.p, one.direction),
        (1, None, None, None, Direction::Unclear)
    );
}

fn with_normalisation(rules: &str, data: &str) -> Framework {
    framework(
        &format!(
            "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n{data}\n\
             [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n{rules}\n"
        ),
        None,
    )
}

#[test]
fn scales_of_each_period_are_told() {
    for (rules, data, wanted) in [
        ("normalise = \"min-max\"", "", 1),
        ("normalise = \"min-max\"", "sample = \"all\"", 0),
        ("normalise = \"min-max\"", "normalise-sample = \"all\"", 0),
        ("normalise = \"min-max\"", "base = \"2020\"", 0),
        ("normalise = \"min-max\"", "rolling-base = 2", 1),
        ("normalise = { min-max = { base = \"2020\" } }", "", 0),
        ("normalise = { goalposts = { worst = 0, best = 1 } }", "", 0),
        ("treat = \"fences\"\nnormalise = { goalposts = { worst = 0, best = 1 } }", "", 1),
        ("", "", 0),
    ] {
        assert_eq!(apart(&with_normalisation(rules, data)).len(), wanted, "{rules} {data}");
    }
    for (id, wanted) in [("hdi", 0), ("egdi", 0), ("oecd-dgi-2023", 0)] {
        assert_eq!(apart(&shipped(id)).len(), wanted, "{id}");
    }
}

/// By hand, min-max from 0 to 1. In 2020 values 0, 4, 10; in 2021 0, 6, 20: B goes from 0.4 to 0.3 by the scales of each year.
/// Of that its own 2 points more are (2/10 + 2/20) / 2 = 0.15, and the scale is -0.25. In 2022 nothing moves but A, to 10, which
/// is 0.5 for A and nothing for B.
#[test]
fn linked_scores_move_by_own_data_alone() -> Result<(), Problems> {
    let framework = with_normalisation("normalise = \"min-max\"", "");
    let data = b"code,year,a\nA,2020,0\nB,2020,4\nC,2020,10\nA,2021,0\nB,2021,6\nC,2021,20\nA,2022,10\nB,2022,6\nC,2022,20\nD,2022,0\n";
    let panel = parse(data, "data", &framework.read_options());
    let (found, links) = linked(&framework, &panel, None, f64::INFINITY, Par::Seq)?;
    let of = |code: &str| &found.iter().find(|one| one.code == code).expect("it is there").points;
    for ((time, value), (at, wanted)) in of("B").iter().zip([(2020.0, 0.4), (2021.0, 0.55), (2022.0, 0.55)]) {
        assert_eq!(*time, at);
        assert_close!(*value, wanted, "by hand");
    }
    assert_close!(of("A")[2].1, 0.5, "by hand: 10 of 20, above 0");
    // C: 10 more are (10/10 + 10/20) / 2 = 0.75 by its own data.
    assert_close!(of("C")[1].1, 1.75, "by hand");
    assert_eq!(of("D").len(), 1);
    // The scale took 0.25 off B and 0.75 off C, and nothing off A.
    assert_close!(links[0].factor, -1.0 / 3.0, "by hand");
    assert_eq!((links[0].entities, links[1].entities), (3, 3));
    Ok(())
}

/// An entity that lacks a period begins anew after it, and is no part of balanced comparisons.
#[test]
fn unbalanced_panels_are_named() -> Result<(), Problems> {
    let framework = with_normalisation("", "");
    let data = b"code,year,a\nA,2020,1\nB,2020,4\nA,2021,2\nA,2022,3\nB,2022,9\nC,2022,5\n";
    let panel = parse(data, "data", &framework.read_options());
    let (chain, _) = linked(&framework, &panel, None, f64::INFINITY, Par::Seq)?;
    assert_eq!(chain.iter().map(|one| one.points.len()).collect::<Vec<_>>(), [3, 1, 1]);
    let all = of_leaf(&framework, &panel, "a");
    let every = across(&all, false).expect("values");
    assert_eq!(
        (every.unbalanced, every.spread.iter().map(|one| one.entities).collect::<Vec<_>>()),
        (2, vec![2, 1, 3])
    );
    let balanced = across(&all, true).expect("values");
    assert_eq!(balanced.spread.iter().map(|one| one.entities).collect::<Vec<_>>(), [1, 1, 1]);
    Ok(())
}

/// A filled gap is no observation.
#[test]
fn imputed_values_are_no_observations() {
    let framework = with_normalisation("impute = \"last-value\"", "");
    let entities = [2020, 2021, 2022].map(|year| Entity::new("A").with_period(year.to_string()));
    let column = Column::new([Some(1.0), None, Some(3.0)]).expect("finite");
    let panel = Panel::builder().entities(entities).column("a", column).build().expect("a table");
    assert_eq!(of_leaf(&framework, &panel, "a")[0].points, [(2020.0, 1.0), (2022.0, 3.0)]);
}
