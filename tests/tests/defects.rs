//! The defects that the reference tool was found to have, one by one: what it does stands in the comment, the
//! test shows what is done here. Those of its sensitivity analysis and plots have no counterpart here yet.

use icip::exec::Par;
use icip::framework::Files;
use icip::io::read_csv;
use icip::plan::Plan;

/// Scores of the index in the order of the data.
fn index(rules: &str, structure: &str, data: &str) -> Vec<Option<f64>> {
    let toml = format!("format = 1\n[framework]\nid = \"d\"\n{rules}");
    let files = Files::new("f", &toml).with_structure("s", structure);
    let framework = files.read().unwrap_or_else(|problems| panic!("{problems:?}")).value;
    let panel = read_csv(data.as_bytes(), "d", &framework.read_options()).expect("valid").value.panel;
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let card = plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score());
    card.unwrap_or_else(|problems| panic!("{problems:?}")).index().cells().collect()
}

const TWO: &str = "code,parent,column\nindex,,\na,index,x\nb,index,y\n";

#[test]
fn imputing_one_indicator_over_time_leaves_the_others_alone() {
    // Defect 1: rows are put in order of time, columns that were not asked for keep the old order.
    let structure = "code,parent,column,impute\nindex,,,\na,index,x,last-value\nb,index,y,\n";
    let data = "code,year,x,y\nA,1,1,10\nA,2,,20\nA,3,3,30\nB,1,11,110\nB,2,12,120\nB,3,13,130\n";
    // By hand: x of A in year 2 is 1, the value of year 1; y is as it was; the index is their mean.
    let got = index("[data]\nperiod = \"year\"\n", structure, data);
    assert_eq!(got, [5.5, 10.5, 16.5, 60.5, 66.0, 71.5].map(Some));
}

#[test]
fn copeland_is_an_aggregation_like_any_other() {
    // Defect 2: `Aggregate(f_ag = "a_copeland")` fails. By hand: A beats B and C on both indicators (+2), B beats
    // C and loses to A (0), C loses twice (-2).
    let got = index("[defaults]\naggregate = \"copeland\"\n", TWO, "code,x,y\nA,3,3\nB,2,2\nC,1,1\n");
    assert_eq!(got, [Some(2.0), Some(0.0), Some(-2.0)]);
}

#[test]
fn outranking_with_gaps_does_not_depend_on_the_order_of_rows() {
    // Defect 3: the weight of a missing comparison goes to the later row: -2 0 2 became 0 0 0 in reverse.
    let rules = "[defaults]\naggregate = \"copeland\"\n";
    let forwards = index(rules, TWO, "code,x,y\nA,1,\nB,2,5\nC,3,4\n");
    let mut backwards = index(rules, TWO, "code,x,y\nC,3,4\nB,2,5\nA,1,\n");
    backwards.reverse();
    assert_eq!(forwards, backwards);
    // By hand: A is compared on x alone and loses both; B and C win one indicator each, a tie.
    assert_eq!(forwards, [Some(-2.0), Some(1.0), Some(1.0)]);
}

#[test]
fn no_treatment_is_no_treatment() {
    // Defect 7: `Treat(global_specs = "none")` treats anyway.
    let structure = "code,parent,column\nindex,,\na,index,x\n";
    let data = "code,x\nA,1\nB,2\nC,3\nD,4\nE,5000\n";
    let got = index("[defaults]\ntreat = \"none\"\n", structure, data);
    assert_eq!(got, [1.0, 2.0, 3.0, 4.0, 5000.0].map(Some));
}

#[test]
fn a_partial_rule_keeps_the_other_defaults() {
    // Defect 8: partial `indiv_specs` lose `na.rm = TRUE`, so an indicator with a gap comes back untreated.
    let structure = "code,parent,column,treat\nindex,,,\na,index,x,skew-kurtosis = { max = 1 }\n";
    let data = "code,x\nA,1\nB,2\nC,3\nD,4\nE,5\nF,6\nG,7\nH,1000\nI,\n";
    let got = index("", structure, data);
    // By hand: the one far point goes to the next lower value, 7.
    assert_eq!(got[7], Some(7.0));
    assert_eq!(got[8], None);
}

#[test]
fn two_runs_of_a_plan_give_the_same() {
    // Defect 11: a second call of a building function overwrites the log of the first, and regenerating gives
    // another result. A framework holds all of its steps, and preparing twice is preparing once.
    let structure = "code,parent,column,normalise\nindex,,,\na,index,x,min-max\nb,index,x,z-score\n";
    let data = "code,x\nA,1\nB,4\nC,2\n";
    assert_eq!(index("", structure, data), index("", structure, data));
}

#[test]
fn a_subset_of_periods_can_be_scored() {
    // Defect 14: `new_coin(split_to = c(2018, 2019))` fails.
    let toml = "format = 1\n[framework]\nid = \"d\"\n[data]\nperiod = \"year\"\n";
    let files = Files::new("f", toml).with_structure("s", TWO);
    let framework = files.read().expect("valid").value;
    let data = b"code,year,x,y\nA,2018,1,3\nA,2019,2,4\nA,2020,3,5\n";
    let panel = read_csv(data, "d", &framework.read_options()).expect("valid").value.panel;
    let some = panel.filter(|entity| entity.period.as_deref() != Some("2020"));
    assert_eq!(some.periods().len(), 2);
}
