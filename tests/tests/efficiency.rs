//! Cost per result and the frontier, by hand.

use icip::efficiency::{Efficiency, Told, efficiency};
use icip::framework::NodeIx;
use icip::plan::Plan;
use icip_tests::{assert_close, framework, parse};

const TOML: &str = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n[[nodes]]\ncode = \"i\"\n\
    [[nodes]]\ncode = \"c\"\nparent = \"i\"\ncolumn = \"c\"\n[[nodes]]\ncode = \"r\"\nparent = \"i\"\ncolumn = \"r\"\n\
    [[nodes]]\ncode = \"s\"\nparent = \"i\"\ncolumn = \"s\"\n";

fn found(data: &str, results: &[&str]) -> Vec<Efficiency> {
    found_by(TOML, data, results)
}

fn found_by(toml: &str, data: &str, results: &[&str]) -> Vec<Efficiency> {
    let framework = framework(toml, None);
    let panel = parse(format!("code,year,c,r,s\n{data}").as_bytes(), "data", &framework.read_options());
    let plan = Plan::compile(&framework, &panel.schema()).expect("the columns are there");
    let leaf = |code: &str| -> NodeIx { framework.position(code).expect("it is there") };
    let results: Vec<NodeIx> = results.iter().map(|code| leaf(code)).collect();
    efficiency(&plan, &panel, leaf("c"), &results)
}

/// With one result, the frontier is the cheapest cost over the own one: 5 over 8, 5 and 10 of 2020.
#[test]
fn one_result_is_compared_with_the_cheapest() {
    let found =
        found("A,2020,80,10,1\nB,2020,50,10,1\nC,2020,100,10,1\nA,2022,60,10,1\nB,2022,90,10,1\n", &["r"]);
    let per: Vec<_> = found.iter().map(|of| of.cost_per_result[0].expect("it is told")).collect();
    assert_eq!(per, [8.0, 5.0, 10.0, 6.0, 9.0]);
    for (of, wanted) in found.iter().zip([0.625, 1.0, 0.5, 1.0, 2.0 / 3.0]) {
        assert_close!(of.frontier.expect("it is told"), wanted, "by hand", within = 1e-10);
    }
    let change: Vec<_> = found.iter().map(|of| of.change[0]).collect();
    assert_eq!(change, [None, None, None, Some(-2.0), Some(4.0)]);
}

/// For a cost of 1 each: A has (4, 0), B (0, 4), C (2, 2), D (1, 1). A, B and C lie on the frontier r + s = 4, which D reaches
/// by half.
#[test]
fn several_results_have_the_weights_that_suit_best() {
    let found = found("A,1,1,4,0\nB,1,1,0,4\nC,1,1,2,2\nD,1,1,1,1\n", &["r", "s"]);
    for (of, wanted) in found.iter().zip([1.0, 1.0, 1.0, 0.5]) {
        assert_close!(of.frontier.expect("it is told"), wanted, "by hand", within = 1e-9);
    }
    assert_eq!(found[0].cost_per_result, [Some(0.25), None], "nothing was got of the second");
}

#[test]
fn what_cannot_be_told_has_an_outcome() {
    let found = found("A,1,10,2,1\nB,1,,2,1\nC,1,0,2,1\nD,1,10,,1\nE,1,10,0,1\nF,1,10,-1,1\n", &["r"]);
    let told: Vec<_> = found.iter().map(|of| of.told).collect();
    assert_eq!(
        told,
        [Told::Yes, Told::NoValue, Told::NoCost, Told::NoValue, Told::NoResult, Told::BelowZero]
    );
    let frontier: Vec<_> = found.iter().map(|of| of.frontier).collect();
    assert_eq!(frontier, [Some(1.0), None, None, None, Some(0.0), None]);
}

/// A gap of a period hides no change: 2022 is compared with 2020.
#[test]
fn change_is_since_the_last_known_period() {
    let found = found("A,2020,20,10,1\nA,2021,,10,1\nA,2022,50,10,1\n", &["r"]);
    assert_eq!(found[2].change, [Some(3.0)]);
}

/// 2 of 2020 and 5 of 2022 are not compared, because the break of 2021 lies between them; 7 of 2023 is.
#[test]
fn no_change_goes_across_a_break() {
    let toml = TOML.replace("period = \"year\"", "period = \"year\"\nbreaks = [2021]");
    let found = found_by(&toml, "A,2020,20,10,1\nA,2022,50,10,1\nA,2023,70,10,1\n", &["r"]);
    let change: Vec<_> = found.iter().map(|of| of.change[0]).collect();
    assert_eq!(change, [None, None, Some(2.0)]);
}
