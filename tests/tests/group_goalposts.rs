//! Goalposts that each group of entities has for itself, and scales inside groups beside a base period.

use icip::exec::Par;
use icip::framework::{Files, Framework};
use icip::io::read_csv;
use icip::plan::{Plan, Step};
use icip::problem::Problems;
use icip_tests::all;

fn framework(data: &str, rule: &str) -> Result<Framework, Problems> {
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\ngroups = [\"size\"]\n{data}\
         [[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"a\"\nparent = \"I\"\ncolumn = \"a\"\n{rule}\n"
    );
    Files::new("t.toml", &toml).read().map(|read| read.value)
}

/// The scores of the index, and the codes of the entities whose scores were cut.
fn scores(framework: &Framework, data: &str) -> Result<(Vec<Option<f64>>, Vec<String>), Problems> {
    let panel = read_csv(data.as_bytes(), "d.csv", &framework.read_options())?.value.panel;
    let plan = Plan::compile(framework, &panel.schema())?;
    let card = plan.prepare(&panel, Par::Seq)?.score()?;
    let cut = card.trail().iter().filter(|change| change.step == Step::Clip);
    let cut = cut.map(|change| panel.entities()[change.row].code.clone()).collect();
    Ok((card.index().cells().collect(), cut))
}

const RULE: &str = "normalise = { group-goalposts = { group = \"size\", worst = { small = 0, large = 100 }, \
    best = { small = 10, large = 300 } } }";

#[test]
fn each_group_has_its_own() {
    let framework = framework("", RULE).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    // By hand: 5 of 0 to 10, 150 of 100 to 300, and two values outside of their scales. One value is enough.
    let data = "code,size,a\nA,small,5\nB,large,150\nC,small,12\nD,large,40\nE,,\nF,medium,\n";
    let (scores, cut) = scores(&framework, data).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    assert_eq!(scores, [Some(0.5), Some(0.25), Some(1.0), Some(0.0), None, None]);
    assert_eq!(cut, ["C", "D"]);
}

#[test]
fn a_group_without_goalposts_is_named_with_its_entities() {
    let rule = framework("", RULE).expect("it is valid");
    let problems =
        all(&scores(&rule, "code,size,a\nA,small,5\nB,medium,150\nC,medium,12\n").expect_err("no medium"));
    assert!(
        problems.contains("`B`, `C` belong to the group `medium` of `size`, which has no goalposts"),
        "{problems}"
    );
    let problems =
        all(&scores(&rule, "code,size,a\nA,small,5\nD,,\nC,,3\nB,,150\n").expect_err("two have no group"));
    let named =
        "`B`, `C` have a value and no group in `size`, and so no goalposts; give every entity a group";
    assert!(problems.contains(named), "{problems}");
    let uneven = RULE.replace("best = { small = 10, ", "best = { ");
    let problems = all(&framework("", &uneven).expect_err("small has no best"));
    assert!(problems.contains("`worst` and `best` do not name the same groups"), "{problems}");
    let twice = format!("{RULE}\nwithin = {{ group = \"region\" }}");
    let problems = all(&framework("", &twice).expect_err("two columns of groups"));
    assert!(problems.contains("`within` names the groups of `region`"), "{problems}");
}

#[test]
fn scales_inside_groups_are_fitted_to_the_base_period() {
    let data = "period = \"year\"\nbase = \"2020\"\n";
    let framework = framework(data, "normalise = \"min-max\"\nwithin = { group = \"size\" }");
    let framework = framework.unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let table = "code,year,size,a\nA,2020,small,0\nB,2020,small,10\nC,2020,large,100\nD,2020,large,300\n\
        A,2021,small,20\nB,2021,small,5\nC,2021,large,200\nD,2021,large,500\n";
    let (scores, _) = scores(&framework, table).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    // By hand: small goes from 0 to 10 and large from 100 to 300 in 2020, and 2021 has the same scales.
    assert_eq!(scores, [0.0, 1.0, 0.0, 1.0, 2.0, 0.5, 0.5, 2.0].map(Some));
}

#[test]
fn a_value_without_a_group_has_no_scale_and_is_named() {
    let rule = "normalise = \"min-max\"\nwithin = { group = \"size\" }";
    let framework = framework("", rule).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let data = "code,size,a\nA,small,0\nB,small,10\nD,,\nC,,7\n";
    let problems = all(&scores(&framework, data).expect_err("C has no group"));
    assert!(problems.contains("`C` has a value and no group in `size`"), "{problems}");
    assert!(problems.contains("`otherwise = \"sample\"`"), "{problems}");
    // D has no value and needs no group.
    let (scores, _) = scores(&framework, &data.replace("C,,7", "C,,")).expect("no value lacks a group");
    assert_eq!(scores, [Some(0.0), Some(1.0), None, None]);
}
