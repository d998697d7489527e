//! The absent scores of a node, filled from those of its group.

use icip::exec::Par;
use icip::explain::explain;
use icip::framework::{Files, Framework};
use icip::io::read_csv;
use icip::plan::{Plan, Scorecard, Step};
use icip::problem::Problems;
use icip::robustness::study::Study;
use icip_tests::all;

const TREE: &str = "[[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"P\"\nparent = \"I\"\nRULE\n\
    [[nodes]]\ncode = \"Q\"\nparent = \"I\"\n\
    [[nodes]]\ncode = \"a\"\nparent = \"P\"\ncolumn = \"a\"\n[[nodes]]\ncode = \"b\"\nparent = \"P\"\ncolumn = \"b\"\n\
    [[nodes]]\ncode = \"c\"\nparent = \"Q\"\ncolumn = \"c\"\n";

const DATA: &str = "code,g,a,b,c\nA,x,1,3,10\nB,x,5,7,10\nF,x,9,9,1\nC,x,,,4\nD,y,8,8,0\nE,y,,,2\n";

fn framework(data: &str, rule: &str) -> Result<Framework, Problems> {
    let head = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\ngroups = [\"g\"]\n";
    let toml = format!("{head}{data}{}", TREE.replace("RULE", rule));
    Files::new("t.toml", &toml).read().map(|read| read.value)
}

fn score<T>(framework: &Framework, data: &str, ask: impl FnOnce(&Scorecard<'_>) -> T) -> Result<T, Problems> {
    let panel = read_csv(data.as_bytes(), "d.csv", &framework.read_options())?.value.panel;
    let plan = Plan::compile(framework, &panel.schema())?;
    Ok(ask(&plan.prepare(&panel, Par::Seq)?.score()?))
}

fn column(card: &Scorecard<'_>, code: &str) -> Vec<Option<f64>> {
    let node = card.framework().position(code).expect("a node");
    card.scores().column(node).cells().collect()
}

#[test]
fn mean_and_median_of_the_group() {
    // By hand: P is 2, 6 and 9 in x, and 8 in y. C gets their mean 17/3, or their median 6; E gets 8. Without
    // groups both get the mean 25/4 of all.
    for (rule, c, e) in [
        ("impute = { mean = { group = \"g\" } }", 17.0 / 3.0, 8.0),
        ("impute = { median = { group = \"g\" } }", 6.0, 8.0),
        ("impute = \"mean\"", 6.25, 6.25),
        ("impute = \"mean\"\nround = { digits = 1, half = \"up\" }", 6.3, 6.3),
    ] {
        let framework = framework("", rule).unwrap_or_else(|problems| panic!("{}", all(&problems)));
        let (p, i) = score(&framework, DATA, |card| (column(card, "P"), column(card, "I"))).expect("scores");
        assert_eq!(p, [Some(2.0), Some(6.0), Some(9.0), Some(c), Some(8.0), Some(e)], "{rule}");
        // The index takes the filled score like any other.
        assert_eq!(i[3], Some((c + 4.0) / 2.0), "{rule}");
        assert_eq!(i[5], Some((e + 2.0) / 2.0), "{rule}");
    }
}

#[test]
fn the_trail_and_the_explanation_say_so() {
    let framework = framework("", "impute = { mean = { group = \"g\" } }").expect("it is valid");
    score(&framework, DATA, |card| {
        let p = card.framework().position("P").expect("a node");
        let filled: Vec<_> = card.trail().iter().filter(|change| change.step == Step::Impute).collect();
        assert_eq!(
            filled.iter().map(|change| (change.row, change.node)).collect::<Vec<_>>(),
            [(3, p), (5, p)]
        );
        assert_eq!((filled[1].before, filled[1].after), (None, Some(8.0)));
        assert_eq!(filled[1].why.to_string(), "gap filled by `mean`");
        let of_e = card.trail().iter().filter(|change| change.row == 5);
        let whys: Vec<String> = of_e.map(|change| change.why.to_string()).collect();
        assert!(whys.contains(&"absent, and `P` has no score by `skip`".to_owned()), "{whys:?}");
        // No child contributed to a score that was filled, and the node contributes half of it to the index.
        assert!(card.contributions(p, 5).is_empty());
        let way = explain(card, 5);
        let node = way.nodes.iter().find(|explained| explained.node == p).expect("it is explained");
        assert_eq!((node.score, node.index_points), (Some(8.0), Some(4.0)));
        assert!(node.changes.iter().any(|change| change.step == Step::Impute));
    })
    .expect("scores");
}

#[test]
fn each_period_is_a_sample_unless_all_are() {
    let data = "code,year,g,a,b,c\nA,2020,x,1,3,1\nB,2020,x,,,1\nA,2021,x,5,7,1\nB,2021,x,,,1\n";
    let rule = "impute = { mean = { group = \"g\" } }";
    // By hand: 2 in 2020 and 6 in 2021; over both years their mean is 4.
    for (sample, want) in [("period", [2.0, 6.0]), ("all", [4.0, 4.0])] {
        let framework =
            framework(&format!("period = \"year\"\nsample = \"{sample}\"\n"), rule).expect("it is valid");
        let p = score(&framework, data, |card| column(card, "P")).expect("scores");
        assert_eq!([p[1], p[3]], want.map(Some), "{sample}");
    }
}

#[test]
fn what_cannot_fill_a_node_is_refused() {
    let problems = all(&framework("", "impute = \"nearest\"").expect_err("a rule of leaves"));
    assert!(problems.contains("`nearest` fills the gaps of leaves only"), "{problems}");
    let rule = "impute = { mean = { group = \"g\" } }";
    let group = framework("", rule).expect("it is valid");
    let data = "code,g,a,b,c\nA,x,1,3,10\nE,y,,,2\n";
    let problems = all(&score(&group, data, |_| ()).expect_err("y has no score"));
    assert!(problems.contains("`mean` of `P`: no entity of group `y` in `g` has a value"), "{problems}");
    let panel = read_csv(DATA.as_bytes(), "d.csv", &group.read_options()).expect("valid").value.panel;
    let plan = Plan::compile(&group, &panel.schema()).expect("all columns are there");
    let steps = plan.whole_columns().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(steps.contains("`mean` fills the gaps of `P` from the scores of all entities"), "{steps}");
    // A rule of the defaults is one of leaves, whose gaps of a and b are then filled before P is computed.
    let defaults = framework("[defaults]\nimpute = \"mean\"\n", "").expect("it is valid");
    let p = score(&defaults, DATA, |card| column(card, "P")).expect("scores");
    assert_eq!(p[3], Some((23.0 / 4.0 + 27.0 / 4.0) / 2.0));
}

const FACTOR: &str = "[uncertainty]\n[[uncertainty.factors]]\nname = \"P\"\nnodes = [\"P\"]\n\
    aggregate = [\"arithmetic-mean\", \"maximum\"]\n";

/// The scores of the index in the run that takes the second rule.
fn run(head: &str, rule: &str) -> Result<Vec<f64>, Problems> {
    let framework = framework(&format!("{head}{FACTOR}"), rule)?;
    let panel = read_csv(DATA.as_bytes(), "d.csv", &framework.read_options())?.value.panel;
    let plan = Plan::compile(&framework, &panel.schema())?;
    let uncertainty = framework.uncertainty().expect("the framework has the section");
    let study = Study::new(&plan, &panel, uncertainty, None, Par::Seq)?;
    let runs = study.runs(0..1, &|_, draws| draws.fill(0.75), Par::Seq);
    assert_eq!(runs.failures, []);
    Ok(runs.scores)
}

#[test]
fn a_study_fills_the_gaps_of_each_run() {
    // By hand: the maxima of a and b are 3, 7 and 9 in x, so C gets 19/3; D and E have 8.
    let scores = run("", "impute = { mean = { group = \"g\" } }")
        .unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let want = [3.0, 7.0, 9.0, 19.0 / 3.0, 8.0, 8.0];
    let c = [10.0, 10.0, 1.0, 4.0, 0.0, 2.0];
    assert_eq!(scores, want.iter().zip(c).map(|(p, c)| (p + c) / 2.0).collect::<Vec<_>>());
}

#[test]
fn a_study_of_some_of_the_entities_knows_no_sample_of_all() {
    // The score of D is part of every sample, and a study draws no score of an entity without a rank.
    let unranked = "[rank]\nunranked = [\"D\"]\n";
    for (rule, method) in [("impute = \"mean\"", "mean"), ("rescale = \"min-max\"", "min-max")] {
        let problems = all(&run(unranked, rule).expect_err("D is not ranked"));
        let want = format!(
            "`{method}` of `P` looks at the scores of a sample that holds more than the ranked entities"
        );
        assert!(problems.contains(&want), "{problems}");
    }
}
