//! Coverage screening against the reference tool, and parameters in columns of `structure.csv`.

use icip::framework::{Files, NodeIx};
use icip::io::read_csv;
use icip::plan::Plan;
use icip_tests::{Golden, golden_text};

/// The raw ASEM indicators under one node, screened by a rule; gives the codes that go.
fn dropped(screen: &str) -> Vec<String> {
    let raw = golden_text("iData");
    let mut structure = String::from("code,parent,column\nindex,,\n");
    for column in Golden::raw().columns() {
        structure.push_str(&format!("i/{column},index,{column}\n"));
    }
    let toml = format!(
        "format = 1\n[framework]\nid = \"asem\"\n[data]\ncode = \"uCode\"\nmissing = [\"NA\"]\n[screen]\n{screen}\n"
    );
    let files = Files::new("framework.toml", &toml).with_structure("structure.csv", &structure);
    let framework = files.read().expect("valid").value;
    let table = read_csv(raw.as_bytes(), "iData.csv", &framework.read_options()).expect("valid").value;
    let plan = Plan::compile(&framework, &table.panel.schema()).expect("all columns are there");
    let screened = plan.screen(&table.panel);
    assert_eq!(screened.panel.rows() + screened.entities.len(), table.panel.rows());
    screened.entities.into_iter().map(|excluded| excluded.entity.code).collect()
}

/// The units that COINr marks as not included.
fn not_included(screened: &Golden, case: &str) -> Vec<String> {
    let included = screened.texts(case);
    let out = screened.keys().into_iter().zip(included).filter(|(_, included)| *included == "FALSE");
    out.map(|(unit, _)| unit.to_owned()).collect()
}

#[test]
fn entities_are_screened_as_coinr_does() {
    // The column `Included` of COINr's `Screen(raw, ...)$DataSummary` with these thresholds.
    let screened = Golden::read("screened");
    for (rule, case) in [
        ("entities = { available = 0.9 }", "available-0.9"),
        ("entities = { available = 0.666666666666667 }", "available-0.67"),
        ("entities = { nonzero = 0.95 }", "nonzero-0.95"),
        ("entities = { available = 0.95, nonzero = 0.9 }", "both"),
        ("entities = { available = 0.9, keep = [\"BRN\"], drop = [\"AUS\"] }", "forced"),
    ] {
        assert_eq!(dropped(rule), not_included(&screened, case), "{case}");
    }
}

#[test]
fn indicators_are_screened_too() {
    let structure = "code,parent,column,weight\nindex,,,\na,index,x,1\nb,index,y,1\n";
    let toml = "format = 1\n[framework]\nid = \"s\"\n[screen]\nindicators = { available = 0.5 }\n\
                entities = { available = 1.0 }\n";
    let framework = Files::new("f", toml).with_structure("s", structure).read().expect("valid").value;
    // By hand: y has one value of three, below one half, so it goes; of x alone, entity C has nothing.
    let table =
        read_csv(b"code,x,y\nA,1,\nB,2,5\nC,,\n", "d", &framework.read_options()).expect("valid").value;
    let plan = Plan::compile(&framework, &table.panel.schema()).expect("all columns are there");
    let screened = plan.screen(&table.panel);
    assert_eq!(screened.indicators.len(), 1);
    assert_eq!(screened.indicators[0].0, "y");
    assert_eq!(screened.entities.len(), 1);
    assert_eq!(screened.entities[0].entity.code, "C");
    assert_eq!(screened.panel.column("y").map(icip::data::Column::present_count), Some(0));
}

#[test]
fn parameters_may_stand_in_columns_of_their_own() {
    let structure = "code,parent,column,normalise,normalise.worst,normalise.best\n\
                     index,,,,,\na,index,x,goalposts,2,4\nb,index,y,\"goalposts = { lo = 0, hi = 10 }\",0,1\n";
    let toml = "format = 1\n[framework]\nid = \"s\"\n";
    let framework = Files::new("f", toml).with_structure("s", structure).read().expect("valid").value;
    let table = read_csv(b"code,x,y\nA,3,0.5\n", "d", &framework.read_options()).expect("valid").value;
    let plan = Plan::compile(&framework, &table.panel.schema()).expect("all columns are there");
    let prepared = plan.prepare(&table.panel, icip::exec::Par::Seq).expect("it scores");
    // By hand: (3 - 2) / (4 - 2) = 0.5; 10 (0.5 - 0) / (1 - 0) = 5.
    assert_eq!(prepared.given(NodeIx::new(1)).and_then(|z| z.get(0)), Some(0.5));
    assert_eq!(prepared.given(NodeIx::new(2)).and_then(|z| z.get(0)), Some(5.0));
}

#[test]
fn a_parameter_without_its_rule_is_a_problem() {
    let structure = "code,parent,column,normalise,normalise.worst\nindex,,,,\na,index,x,,2\n";
    let toml = "format = 1\n[framework]\nid = \"s\"\n";
    let problems = Files::new("f", toml).with_structure("s", structure).read().expect_err("idle");
    assert_eq!(problems.first().code, "idle-parameter");
}
