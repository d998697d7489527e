//! `icip cost`.

use super::*;

const TOML: &str = "format = 1\n[framework]\nid = \"t\"\ntitle = { en = \"Training\", es = \"Formación\" }\n[data]\n\
    period = \"year\"\nname = \"name\"\n[[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"SPENT\"\nparent = \"i\"\ncolumn = \"spent\"\n\
    [[nodes]]\ncode = \"TRAINED\"\nparent = \"i\"\ncolumn = \"trained\"\n";
const DATA: &str = "code,name,year,spent,trained\nA,North,2022,90,10\nB,South,2022,60,10\nC,East,2022,50,0\n\
    A,North,2023,80,10\nB,South,2023,100,10\nC,East,2023,,4\n";

#[test]
fn cost_per_result_by_period() {
    let folder = folder(&[("f.toml", TOML), ("d.csv", DATA)]);
    let [toml, data] = ["f.toml", "d.csv"].map(|name| folder.path().join(name).display().to_string());
    let ask = ["cost", &data, "-f", &toml, "--cost", "SPENT", "--result", "TRAINED"];
    insta::assert_snapshot!("cost_table", fine(&ask));
    insta::assert_snapshot!("cost_csv", fine(&with(&ask, &["--format", "csv", "--period", "2023"])));
    insta::assert_snapshot!("cost_markdown_es", fine(&with(&ask, &["--format", "markdown", "--lang", "es"])));
    let json: Value = serde_json::from_str(&fine(&with(&ask, &["--format", "json"]))).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(6));
    let wrong = run(&["cost", &data, "-f", &toml, "--cost", "SPENT", "--result", "i"]);
    assert_eq!(wrong.code, exit::USAGE);
    assert!(wrong.err.contains("no leaf `i` is measured"), "{}", wrong.err);
    let wrong = run(&with(&ask, &["--period", "1999"]));
    assert!(wrong.err.contains("no row has the period `1999`"), "{}", wrong.err);
}

/// Less of a result that should be small is not what a cost buys.
#[test]
fn a_result_of_which_less_is_better_is_refused() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"i\"\n\
        [[nodes]]\ncode = \"c\"\nparent = \"i\"\ncolumn = \"c\"\n\
        [[nodes]]\ncode = \"days\"\nparent = \"i\"\ncolumn = \"days\"\ndirection = -1\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", "code,c,days\nA,10,5\nB,10,40\n")]);
    let [toml, data] = ["f.toml", "d.csv"].map(|name| path(&folder, name));
    let refused = run(&["cost", &data, "-f", &toml, "--cost", "c", "--result", "days"]);
    assert_eq!((refused.code, refused.out.as_str()), (exit::USAGE, ""));
    assert!(refused.err.contains("less of `days` is better"), "{}", refused.err);
}
