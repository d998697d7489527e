//! Trends against scipy and pymannkendall on published series, and by hand.

use std::path::{Path, PathBuf};

use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::{Framework, NodeIx};
use icip::plan::Plan;
use icip::problem::Problems;
use icip::trends::{AcrossOptions, Direction, EntitySeries, across, apart, compares, linked, series, trend};
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
    series(&plan, panel, None, node, None).unwrap_or_else(|problems| panic!("{}", all(&problems)))
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
        let found = across(
            &published(row["source"], "code", row["column"]),
            &AcrossOptions::default().balanced(true),
        )
        .expect("values");
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
        close(beta.r2.expect("they differ"), "r2");
        let mobility = found.mobility.expect("two periods");
        close(mobility.spearman.expect("several"), "spearman");
        let transitions = mobility.transitions.expect("more than four");
        let moved: usize = transitions.iter().flatten().sum();
        assert_eq!(moved as f64, wanted("entities"));
        // Quarters of 36 have 9 each.
        assert!(transitions.iter().all(|row| row.iter().sum::<usize>() == 9), "{transitions:?}");
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
        // What fills gaps from the sample of a period is another in each period, and a base says nothing of it.
        ("impute = \"mean\"", "", 1),
        ("impute = \"mean\"", "base = \"2020\"", 1),
        ("impute = \"mean\"", "sample = \"all\"", 0),
        ("impute = \"last-value\"", "", 0),
        ("impute = \"zero\"", "", 0),
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
    let every = across(&all, &AcrossOptions::default()).expect("values");
    assert_eq!(
        (every.unbalanced, every.spread.iter().map(|one| one.entities).collect::<Vec<_>>()),
        (2, vec![2, 1, 3])
    );
    let balanced = across(&all, &AcrossOptions::default().balanced(true)).expect("values");
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

/// P has 50 of `a` in all years and was never measured in `b`, whose mean is (40 + 30) / 2 = 35, then 50, then 90: the index of P is
/// (50 + 35) / 2 = 42.5, then 50, then 70, and no part of that is its own. R is not measured in 2022: what fills its gaps is not
/// its own either. Q moves from (60 + 40) / 2 = 50 by 20 and 30 to 75, and by 15 and 20 to 92.5.
#[test]
fn what_the_sample_fills_is_not_the_own() -> Result<(), Problems> {
    let framework = framework(
        "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n[defaults]\nimpute = \"mean\"\n\
         [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
         [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n",
        None,
    );
    let data =
        b"code,year,a,b\nP,2020,50,\nQ,2020,60,40\nR,2020,20,30\nP,2021,50,\nQ,2021,80,70\nR,2021,20,30\n\
        P,2022,50,\nQ,2022,95,90\nR,2022,,\n";
    let panel = parse(data, "data", &framework.read_options());
    let (found, links) = linked(&framework, &panel, None, f64::INFINITY, Par::Seq)?;
    let values = |code: &str| -> Vec<f64> {
        let one = found.iter().find(|one| one.code == code).expect("it is there");
        one.points.iter().map(|(_, value)| *value).collect()
    };
    assert_eq!(values("P"), [42.5, 42.5, 42.5]);
    assert_eq!(values("R"), [25.0, 25.0, 25.0]);
    assert_eq!(values("Q"), [50.0, 75.0, 92.5]);
    // Of the first link 7.5 of P are taken off, and nothing of the two others.
    assert_close!(links[0].factor, 2.5, "by hand");
    Ok(())
}

/// A node that compares entities moves P although its data stay; below another node it is taken out, and an index that compares
/// has nothing of an entity's own.
#[test]
fn comparisons_are_not_linked() -> Result<(), Problems> {
    let of = |root: &str, below: &str| {
        framework(
            &format!(
                "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
                 [[nodes]]\ncode = \"i\"\naggregate = \"{root}\"\n\
                 [[nodes]]\ncode = \"n\"\nparent = \"i\"\naggregate = \"{below}\"\n\
                 [[nodes]]\ncode = \"a\"\nparent = \"n\"\ncolumn = \"a\"\n\
                 [[nodes]]\ncode = \"b\"\nparent = \"n\"\ncolumn = \"b\"\n"
            ),
            None,
        )
    };
    let data = b"code,year,a,b\nP,2020,50,50\nQ,2020,60,40\nR,2020,20,30\nP,2021,50,50\nQ,2021,95,90\nR,2021,20,30\n";
    for rule in ["topsis", "copeland", "benefit-of-the-doubt"] {
        let framework = of("arithmetic-mean", rule);
        assert!(!compares(&framework), "{rule}");
        let panel = parse(data, "data", &framework.read_options());
        let plan = Plan::compile(&framework, &panel.schema())?;
        let card = plan.prepare(&panel, Par::Seq)?.score()?;
        // It stood at the frontier, or above others, and does so no more.
        assert!(card.index().get(3) < card.index().get(0), "{rule}");
        let (found, _) = linked(&framework, &panel, None, f64::INFINITY, Par::Seq)?;
        assert_eq!(found[0].points[0].1, found[0].points[1].1, "{rule}");
        assert!(compares(&of(rule, "arithmetic-mean")), "{rule}");
    }
    Ok(())
}

/// By hand: since the break of 2021 the values are 2 and 4, then 3 and 3, so that the spread goes from √2 / 3 to 0; before it they
/// were 100 and 10.
#[test]
fn comparisons_begin_at_the_last_break() {
    let framework = with_normalisation("", "breaks = [2019, 2021, 2030]");
    let data = b"code,year,a\nA,2020,100\nB,2020,10\nC,2020,7\nA,2021,2\nB,2021,4\nA,2022,3\nB,2022,3\n";
    let panel = parse(data, "data", &framework.read_options());
    let node = framework.position("a").expect("it is there");
    let found =
        across(&of_leaf(&framework, &panel, "a"), &AcrossOptions::of(&framework, node)).expect("values");
    assert_eq!(found.since_break, Some(2021.0));
    assert_eq!(found.spread.iter().map(|one| one.period).collect::<Vec<_>>(), [2021.0, 2022.0]);
    assert_close!(found.spread[0].variation.expect("above 0"), 2.0_f64.sqrt() / 3.0, "by hand");
    assert_eq!(found.spread[1].variation, Some(0.0));
    // C has no value since, and lacks none.
    assert_eq!((found.unbalanced, found.mobility.expect("two periods").entities), (0, 2));
}

/// Where less is better, the lowest value is the best; those that tie share the best of their places, and fewer than four entities
/// have no quarters.
#[test]
fn quarters_begin_with_the_best() {
    let of = |rules: &str, values: [[f64; 4]; 2]| {
        let framework = with_normalisation(rules, "");
        let rows: Vec<String> = [2020, 2021]
            .iter()
            .zip(values)
            .flat_map(|(year, values)| {
                ["A", "B", "C", "D"]
                    .into_iter()
                    .zip(values)
                    .map(move |(code, x)| format!("{code},{year},{x}\n"))
            })
            .collect();
        let text = format!("code,year,a\n{}", rows.concat());
        let panel = parse(text.as_bytes(), "data", &framework.read_options());
        let node = framework.position("a").expect("it is there");
        let found = across(&of_leaf(&framework, &panel, "a"), &AcrossOptions::of(&framework, node));
        found.expect("values").mobility.expect("two periods").transitions.expect("four entities")
    };
    // A goes from 10, the lowest, to 40, the highest, and each of the others moves a place the other way.
    let values = [[10.0, 20.0, 30.0, 40.0], [40.0, 10.0, 20.0, 30.0]];
    let less = [[0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]];
    let more = [[0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]];
    for rules in
        ["direction = -1\nnormalise = \"min-max\"", "normalise = { goalposts = { worst = 100, best = 0 } }"]
    {
        assert_eq!(of(rules, values), less, "{rules}");
    }
    assert_eq!(of("", values), more);
    assert_eq!(of("", [[5.0; 4], [5.0; 4]])[0], [4, 0, 0, 0]);
    let one = EntitySeries::new("A", vec![(2020.0, 1.0), (2021.0, 2.0)]);
    let found = across(&[one], &AcrossOptions::default()).expect("values").mobility.expect("two periods");
    assert_eq!((found.entities, found.transitions), (1, None));
}

/// All grow by the same rate: nobody gains, and no share of no variance is explained.
#[test]
fn equal_growth_has_no_convergence() {
    let series = |code: &str, x: f64| EntitySeries::new(code, vec![(2020.0, x), (2021.0, x), (2022.0, x)]);
    let all = [series("A", 1.0), series("B", 2.0), series("C", 4.0)];
    let beta = across(&all, &AcrossOptions::default()).expect("values").beta.expect("three entities");
    assert_eq!((beta.coefficient, beta.r2, beta.half_life), (0.0, None, None));
}
