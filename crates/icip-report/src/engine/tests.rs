//! Which scores are given, which weights are fixed, and what stands in the text.

use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::Files;
use icip::io::read_csv;
use icip::plan::Plan;
use icip::problem::Language;
use serde_json::{Value, json};

use crate::model::{Report, Sources};

/// What the page reads of a framework and data, for the rows of a period.
fn engine(toml: &str, data: &str, period: Option<&str>) -> Value {
    let framework = Files::new("t.toml", toml).read().expect("it is valid").value;
    let table = read_csv(data.as_bytes(), "d.csv", &framework.read_options()).expect("it is valid").value;
    let plan = Plan::compile(&framework, &table.panel.schema()).expect("all columns are there");
    let prepared = plan.prepare(&table.panel, Par::Seq).expect("it can be fitted");
    let card = prepared.score().expect("it has scores");
    let mut sources = Sources::new(&card, "{}", Language::ENGLISH);
    sources.period = period;
    let text = Report::new(sources).engine().json();
    assert!(!text.contains('<'), "{text}");
    serde_json::from_str(&text).expect("it is JSON")
}

const HEAD: &str = "format = 1\n[framework]\nid = \"t\"\n";

fn inner(code: &str, parent: &str, rules: &str) -> String {
    format!("[[nodes]]\ncode = \"{code}\"\nparent = \"{parent}\"\n{rules}\n")
}

/// A node with two leaves that read the columns `x` and `y`.
fn pair(code: &str, rules: &str) -> String {
    let leaf =
        |name: &str, column: &str| inner(&format!("{code}{name}"), code, &format!("column = \"{column}\""));
    inner(code, "i", rules) + &leaf("1", "x") + &leaf("2", "y")
}

#[test]
fn a_weight_is_fixed_where_the_page_cannot_know_the_result() {
    let toml = [
        HEAD.to_owned(),
        "[[nodes]]\ncode = \"i\"\n".to_owned(),
        pair("mean", "weight = 2"),
        pair("median", "weight = 1\naggregate = \"median\""),
        pair("copeland", "weight = 1\naggregate = \"copeland\""),
        pair("rescaled", "weight = 1\nrescale = \"min-max\""),
        pair("imputed", "weight = 1\nimpute = \"mean\""),
        pair("weighed", "weight = 1\nweigh = \"standard-deviation\""),
    ];
    let engine = engine(&toml.concat(), "code,x,y\nP,1,3\nQ,2,5\nR,4,1\n", None);
    let nodes = engine["nodes"].as_array().expect("a list");
    let found: Vec<(&str, bool, Option<&str>)> = nodes
        .iter()
        .map(|node| {
            let reason = node["fixed"].as_u64().and_then(|at| engine["reasons"][at as usize].as_str());
            (node["code"].as_str().expect("a text"), node["given"].is_object(), reason)
        })
        .collect();
    let unused = "the score of `median` (`median`) does not use the weights of what is below it";
    let copeland = "`copeland` compares entities with each other (`copeland`), which only the program can do";
    let rescaled = "the scores of `rescaled` are put on a scale of all entities again (`min-max`), which only the program can do";
    let imputed = "absent scores of `imputed` are filled from those of other entities (`mean`), which only the program can do";
    let weighed = "the weights below `weighed` come from the scores of all entities (`standard-deviation`), so nobody chooses them";
    let want = [
        ("i", false, None),
        ("mean", false, None),
        ("mean1", true, None),
        ("mean2", true, None),
        ("median", false, None),
        ("median1", true, Some(unused)),
        ("median2", true, Some(unused)),
        ("copeland", true, None),
        ("copeland1", true, Some(copeland)),
        ("copeland2", true, Some(copeland)),
        ("rescaled", true, None),
        ("rescaled1", true, Some(rescaled)),
        ("rescaled2", true, Some(rescaled)),
        ("imputed", true, None),
        ("imputed1", true, Some(imputed)),
        ("imputed2", true, Some(imputed)),
        ("weighed", false, None),
        ("weighed1", true, Some(weighed)),
        ("weighed2", true, Some(weighed)),
    ];
    assert_eq!(found, want);
    assert_eq!((&nodes[1]["weight"], &nodes[1]["parent"]), (&json!(2.0), &json!(0)));
    // By hand: the squared deviations of 1, 2, 4 add up to 42/9 and those of 3, 5, 1 to 8.
    let weight = |node: usize| nodes[node]["weight"].as_f64().expect("a number");
    assert!((weight(18) / weight(17) - (72.0_f64 / 42.0).sqrt()).abs() < 1e-12);
}

#[test]
fn what_compares_entities_fixes_everything_below() {
    let toml = HEAD.to_owned() + "[[nodes]]\ncode = \"i\"\naggregate = \"topsis\"\n" + &pair("mean", "");
    let engine = engine(&toml, "code,x,y\nP,1,4\nQ,2,3\n", None);
    let fixed: Vec<bool> =
        engine["nodes"].as_array().expect("a list").iter().map(|node| node["fixed"].is_u64()).collect();
    assert_eq!(fixed, [false, true, true, true]);
    assert_eq!(engine["reasons"].as_array().map(Vec::len), Some(1), "one reason for all");
}

#[test]
fn rules_stand_as_in_the_framework() {
    let rules = "aggregate = { power-mean = { p = 0.5, floor = 0.1 } }\n\
        missing = { at-least = { share = 0.5, by = \"weight\" } }\nround = { digits = 3, half = \"away\" }";
    let toml =
        HEAD.to_owned() + "[[nodes]]\ncode = \"i\"\n" + rules + "\n" + &pair("a", "missing = \"propagate\"");
    let engine = engine(&toml, "code,x,y\nP,1,4\nQ,2,\n", None);
    let want = json!({
        "aggregate": { "method": "power-mean", "p": 0.5, "floor": 0.1 },
        "missing": { "rule": "at-least", "share": 0.5, "by": "weight" },
        "round": { "digits": 3, "half": "away" },
    });
    assert_eq!(engine["nodes"][0]["computed"], want);
    let want = json!({ "aggregate": { "method": "arithmetic-mean" }, "missing": { "rule": "propagate" } });
    assert_eq!(engine["nodes"][1]["computed"], want);
}

#[test]
fn ranks_have_what_decides_them() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\ngroups = [\"kind\"]\n\
        [rank]\nties = \"ordinal\"\non = { rounded = { digits = 2 } }\nunranked = [\"Q\"]\nthen = [\"a\", \"size\"]\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"x\"\n";
    let data = "code,year,kind,x,size\nR,2020,b,1,5\nQ,2020,</script>,2,6\nP,2020,,1,7\nP,2019,b,9,9\n";
    let engine = engine(toml, data, Some("2020"));
    // In the order of the index: P before R by its size, then Q, which has no rank.
    assert_eq!(engine["rows"], 3);
    let rank = &engine["rank"];
    assert_eq!(
        (&rank["ties"], &rank["on"]),
        (&json!("ordinal"), &json!({ "rounded": { "digits": 2, "half": "even" } }))
    );
    assert_eq!((&rank["unranked"], &rank["order"]), (&json!([2]), &json!([0, 2, 1])));
    assert_eq!(rank["then"][0], json!({ "node": 1 }));
    assert!(rank["then"][1]["given"].is_object());
    let groups = json!([{ "name": "kind", "labels": ["</script>", "b"], "of": [0, 2, 1] }]);
    assert_eq!(engine["groups"], groups);
}

/// The length of the text for a tree of so many leaves in pillars of ten, each with its own number of any length in
/// every row.
fn length(rows: usize, leaves: usize) -> usize {
    let mut toml = HEAD.to_owned() + "[[nodes]]\ncode = \"i\"\n";
    for leaf in 0..leaves {
        if leaf % 10 == 0 {
            toml += &inner(&format!("p{leaf}"), "i", "");
        }
        toml +=
            &inner(&format!("l{leaf}"), &format!("p{}", leaf / 10 * 10), &format!("column = \"x{leaf}\""));
    }
    let framework = Files::new("t.toml", &toml).read().expect("it is valid").value;
    let number = |row: usize, leaf: usize| ((row * leaves + leaf + 1) as f64).sqrt();
    let entities = (0..rows).map(|row| Entity::new(format!("e{row:05}")));
    let columns = (0..leaves).map(|leaf| {
        let column = Column::complete_from((0..rows).map(|row| number(row, leaf)).collect());
        (format!("x{leaf}"), column.expect("they are finite"))
    });
    let builder = columns
        .fold(Panel::builder().entities(entities), |builder, (name, column)| builder.column(name, column));
    let panel = builder.build().expect("the columns have the same length");
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let card = plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score()).expect("it has scores");
    Report::new(Sources::new(&card, "{}", Language::ENGLISH)).engine().json().len()
}

#[test]
fn numbers_of_any_length_take_little_more_than_their_bytes() {
    // By hand: base64 takes 4 characters for 3 bytes, so 8 bytes take 10.7, and a node takes some 100 characters.
    // 293 nodes, of which 266 are leaves, for 136 entities; 50 nodes, of which 45 are leaves, for 10,000.
    for (rows, leaves, nodes, limit) in [(136, 266, 294, 420_000), (10_000, 45, 51, 4_900_000)] {
        let length = length(rows, leaves);
        assert!(length < rows * leaves * 8 * 4 / 3 + 110 * nodes && length < limit, "{length}");
    }
}
