//! Faults found in other tools (Compind and its kin), each with the test that this library has none of them. Those of
//! means and penalties stand in `aggregate.rs`; those of draws and frontiers of order m have no counterpart here.

use icip::exec::Par;
use icip::framework::Files;
use icip::io::read_csv;
use icip::plan::Plan;

fn index(rules: &str, data: &str) -> Vec<f64> {
    let toml = format!("format = 1\n[framework]\nid = \"p\"\n[defaults]\n{rules}\n");
    let structure = "code,parent,column\nindex,,\na,index,x\n";
    let files = Files::new("f", &toml).with_structure("s", structure);
    let framework = files.read().unwrap_or_else(|problems| panic!("{problems:?}")).value;
    let mut options = framework.read_options();
    options.period = data.starts_with("code,year").then(|| "year".to_owned());
    let panel = read_csv(data.as_bytes(), "d", &options).expect("valid").value.panel;
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let card = plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score());
    card.unwrap_or_else(|problems| panic!("{problems:?}")).index().cells().flatten().collect()
}

#[test]
fn z_scores_take_negative_values() {
    // `normalise_ci` refuses any negative value. By hand: mean 0, sd 2 (n - 1), so -1, 0, 1.
    assert_eq!(index("normalise = \"z-score\"", "code,x\nA,-2\nB,0\nC,2\n"), [-1.0, 0.0, 1.0]);
}

#[test]
fn the_rule_of_ties_does_something() {
    // `normalise_ci`'s `ties.method` does nothing. By hand: the two 5s hold places 2 and 3 from the lowest.
    let data = "code,x\nA,1\nB,5\nC,5\nD,9\n";
    let rank = |ties: &str| index(&format!("normalise = {{ rank = {{ ties = \"{ties}\" }} }}"), data);
    assert_eq!(rank("minimum"), [1.0, 2.0, 2.0, 4.0]);
    assert_eq!(rank("average"), [1.0, 2.5, 2.5, 4.0]);
    assert_eq!(rank("maximum"), [1.0, 3.0, 3.0, 4.0]);
}

#[test]
fn scores_are_not_rounded_and_panels_need_not_be_balanced() {
    // `ci_ampi` rounds to three decimals and stops on an unbalanced panel; `lm_imputation` rounds the whole table.
    // By hand: (4 - 1) / (8 - 1) = 3/7 in the first year; 2/3 in the second, of which C has no row.
    let data = "code,year,x\nA,1,1\nB,1,4\nC,1,8\nA,2,2\nB,2,5\nD,2,4\n";
    assert_eq!(index("normalise = \"min-max\"", data), [0.0, 3.0 / 7.0, 1.0, 0.0, 1.0, 2.0 / 3.0]);
}

#[test]
fn a_base_period_gives_the_bounds_of_all() {
    // giniCI has a reference year, others have none. By hand: bounds 1 and 8 of year 1, so (2 - 1) / 7, (15 - 1) / 7.
    let data = "code,year,x\nA,1,1\nB,1,8\nA,2,2\nB,2,15\n";
    let got = index("normalise = { min-max = { base = \"1\" } }", data);
    assert_eq!(got, [0.0, 1.0, 1.0 / 7.0, 2.0]);
}
