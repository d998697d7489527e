//! A method that is built in code has the defaults of one that is read from a file.

use super::node_keys::rules;
use super::{Files, Limits, Rules};
use crate::aggregate::{
    Aggregate, benefit_of_the_doubt::BenefitOfTheDoubt, mazziotta_pareto::MazziottaPareto, mean_min::MeanMin,
    power_mean::PowerMean,
};
use crate::denominate::Denominate;
use crate::impute::{last_value, mean, median, nearest, siblings};
use crate::missing::at_least::AtLeast;
use crate::normalise::{
    Normalise, above_below_mean, adjusted_mazziotta_pareto, against_median, bands, borda,
    distance_to_reference, distance_to_target, goalposts, mazziotta_pareto, min_max, percentile_categories,
    percentile_rank, rank, scaled, z_score,
};
use crate::round::{Half, Round};
use crate::text::{Fields, parse_toml};
use crate::treat::{box_cox, caps, percentile, skew_kurtosis};
use crate::weigh::{balanced, ranks_to_weights};
use icip_problem::{Place, Report};

/// The rules that a text gives.
fn read(text: &str) -> Rules {
    let mut report = Report::default();
    let table = parse_toml(text, "t.toml", &mut report);
    let mut fields = Fields::new(&table, Place::file("t.toml"), &mut report);
    let read = rules(&mut fields);
    fields.finish();
    report.into_problems().expect("valid");
    read
}

fn normalises(text: &str, rule: impl Into<Normalise>) {
    assert_eq!(read(&format!("normalise = {text}")).normalise, Some(rule.into()));
}

fn aggregates(text: &str, rule: impl Into<Aggregate>) {
    assert_eq!(read(&format!("aggregate = {text}")).aggregate, Some(rule.into()));
}

#[test]
fn of_normalisation() {
    normalises("\"above-below-mean\"", above_below_mean::AboveBelowMean::default());
    normalises(
        "\"adjusted-mazziotta-pareto\"",
        adjusted_mazziotta_pareto::AdjustedMazziottaPareto::default(),
    );
    normalises(
        "{ against-median = { above = 2, equal = 1, below = 0 } }",
        against_median::AgainstMedian::new(2.0, 1.0, 0.0),
    );
    normalises("{ bands = { cuts = [1], points = [0, 1] } }", bands::Bands::new(vec![1.0], vec![0.0, 1.0]));
    normalises("\"borda\"", borda::Borda::default());
    normalises("\"distance-to-reference\"", distance_to_reference::DistanceToReference::default());
    normalises("{ distance-to-target = { target = 5 } }", distance_to_target::DistanceToTarget::new(5.0));
    normalises("{ goalposts = { worst = 20, best = 85 } }", goalposts::Goalposts::new(20.0, 85.0));
    normalises("\"mazziotta-pareto\"", mazziotta_pareto::MazziottaPareto::default());
    normalises("\"min-max\"", min_max::MinMax::default());
    normalises(
        "{ percentile-categories = { cuts = [0.5], points = [0, 1] } }",
        percentile_categories::PercentileCategories::new(vec![0.5], vec![0.0, 1.0]),
    );
    normalises("\"percentile-rank\"", percentile_rank::PercentileRank::default());
    normalises("\"rank\"", rank::Rank::default());
    normalises("\"scaled\"", scaled::Scaled::default());
    normalises("\"z-score\"", z_score::ZScore::default());
}

#[test]
fn of_aggregation() {
    aggregates("\"benefit-of-the-doubt\"", BenefitOfTheDoubt::default());
    aggregates("\"mazziotta-pareto\"", MazziottaPareto::default());
    aggregates("{ mean-min = { alpha = 0.5 } }", MeanMin::new(0.5));
    aggregates("{ power-mean = { p = 2 } }", PowerMean::new(2.0));
}

#[test]
fn of_the_other_steps() {
    let imputes = |text: &str| read(&format!("impute = \"{text}\"")).impute;
    assert_eq!(imputes("last-value"), Some(last_value::LastValue::default().into()));
    assert_eq!(imputes("mean"), Some(mean::Mean::default().into()));
    assert_eq!(imputes("median"), Some(median::Median::default().into()));
    assert_eq!(imputes("nearest"), Some(nearest::Nearest::default().into()));
    assert_eq!(imputes("siblings"), Some(siblings::Siblings::default().into()));

    let treats = |text: &str| read(&format!("treat = {text}")).treat;
    assert_eq!(treats("\"box-cox\""), Some(box_cox::BoxCox::default().into()));
    assert_eq!(treats("{ caps = { max = 9 } }"), Some(caps::Caps::new(None, Some(9.0)).into()));
    let upper = percentile::Percentile { upper: 0.9, ..percentile::Percentile::default() };
    assert_eq!(treats("{ percentile = { upper = 0.9 } }"), Some(upper.into()));
    assert_eq!(treats("\"skew-kurtosis\""), Some(skew_kurtosis::SkewKurtosis::default().into()));

    let weighs = |text: &str| read(&format!("weigh = {text}")).weigh;
    assert_eq!(weighs("\"balanced\""), Some(balanced::Balanced::default().into()));
    let order = ranks_to_weights::RanksToWeights::new(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(weighs("{ ranks-to-weights = { order = [\"a\", \"b\"] } }"), Some(order.into()));

    assert_eq!(read("missing = { at-least = { share = 0.5 } }").missing, Some(AtLeast::new(0.5).into()));
    assert_eq!(read("denominate = { by = \"x\" }").denominate, Some(Denominate::new("x")));
    assert_eq!(read("round = { digits = 2 }").round, Some(Round::new(2, Half::default())));
}

#[test]
fn a_framework_at_a_limit_is_read_and_one_above_it_is_refused() {
    let node = |code: usize| format!("[[nodes]]\ncode = \"n{code}\"\nparent = \"n{}\"\n", code - 1);
    let inner: String = (1..=3).map(node).collect();
    let head = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"n0\"\n";
    let text = format!("{head}{inner}column = \"x\"\n");
    let read = |limits: Limits| Files { limits, ..Files::new("f.toml", &text) }.read();
    // A chain of four nodes.
    let (nodes, depth, length) = (4, 3, text.len() as u64);
    let at = Limits { nodes, depth, text: length };
    assert!(read(at).is_ok(), "{:?}", read(at).err());
    for (name, limits) in [
        ("nodes", Limits { nodes: nodes - 1, ..at }),
        ("depth", Limits { depth: depth - 1, ..at }),
        ("text", Limits { text: length - 1, ..at }),
    ] {
        let problems = read(limits).expect_err("one more than is allowed");
        assert!(problems.to_string().contains(&format!("`--limit {name}=N`")), "{problems}");
    }
}

#[test]
fn deep_nesting_is_a_problem_and_no_overflow() {
    let deep = 100_000;
    for text in [
        format!("x = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("x = {}1{}", "{a = ".repeat(deep), "}".repeat(deep)),
        format!("{} = 1", vec!["a"; deep].join(".")),
        format!("[{}]", vec!["a"; deep].join(".")),
    ] {
        let problems = Files::new("f.toml", &text).read().expect_err("too deep");
        assert_eq!(problems.first().code, "toml-syntax", "{}", &text[..20]);
        let sheet =
            format!("code,parent,column,normalise\nindex,,,\na,index,x,\"{}\"\n", text.replace('"', "\"\""));
        let files =
            Files::new("f.toml", "format = 1\n[framework]\nid = \"t\"\n").with_structure("s.csv", &sheet);
        assert!(files.read().is_err());
    }
}

/// Found by fuzzing: the problem named no file.
#[test]
fn an_uncertainty_without_factors_is_refused_where_it_stands() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\n\
                column = \"a\"\n[uncertainty]\n";
    let problems = Files::new("t.toml", toml).read().expect_err("no factor is declared");
    let place = &problems.first().place;
    assert_eq!((place.file.as_deref(), place.line, problems.len()), (Some("t.toml"), Some(10), 1));
}
