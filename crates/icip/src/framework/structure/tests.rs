//! Expected problems and rules follow from the documentation of the columns in the guide.

use icip_problem::{Problems, Warned};

use crate::framework::{Files, Framework, NodeKind};
use crate::normalise::Normalise;

const HEAD: &str = "format = 1\n[framework]\nid = \"s\"\n";

fn read(toml: &str, structure: &str) -> Result<Warned<Framework>, Problems> {
    let toml = format!("{HEAD}{toml}");
    Files::new("f", &toml).with_structure("s", structure).read()
}

/// Worst and best of the goalposts of a leaf.
fn goalposts(framework: &Framework, node: usize) -> (f64, f64) {
    match &framework.nodes()[node].kind {
        NodeKind::Leaf(leaf) => match &leaf.normalise {
            Normalise::Goalposts(goalposts) => (goalposts.worst, goalposts.best),
            other => panic!("{other:?}"),
        },
        NodeKind::Inner(_) => panic!("a leaf"),
    }
}

fn told(problems: &Problems) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn parameters_complete_the_rule_of_the_level_or_of_the_defaults() {
    let structure = "code,parent,level,column,normalise.worst,normalise.best\n\
                     index,,,,,\na,index,l,x,1,2\nb,index,l,y,,3\nc,index,,z,4,5\n";
    let toml = "[defaults]\nnormalise = \"goalposts\"\n[levels.l]\n\
                normalise = { goalposts = { worst = 0, best = 9 } }\n";
    let framework = read(toml, structure).expect("valid").value;
    let found = [1, 2, 3].map(|node| goalposts(&framework, node));
    assert_eq!(found, [(1.0, 2.0), (0.0, 3.0), (4.0, 5.0)]);
}

#[test]
fn parameters_complete_rules_of_every_step() {
    let structure = "code,parent,column,missing.share,range.min,range.max,treat.lower\n\
                     index,,,0.5,,,\na,index,x,,0,9,0.1\n";
    let toml = "[defaults]\nmissing = \"at-least\"\n\
                treat = { percentile = { lower = 0.05, upper = 0.95 } }\n";
    let read = read(toml, structure);
    let framework = read.map_err(|problems| told(&problems)).expect("valid").value;
    let NodeKind::Leaf(leaf) = &framework.nodes()[1].kind else { panic!("a leaf") };
    assert_eq!(leaf.range, (Some(0.0), Some(9.0)));
    assert!(format!("{:?}", leaf.treat).contains("lower: 0.1"), "{:?}", leaf.treat);
    let NodeKind::Inner(inner) = &framework.nodes()[0].kind else { panic!("the index") };
    assert!(format!("{:?}", inner.missing).contains("0.5"), "{:?}", inner.missing);
}

#[test]
fn what_no_cell_gives_is_missing_once() {
    let rows: String = (0..68).map(|row| format!("n{row},index,x{row},,1\n")).collect();
    let structure = format!("code,parent,column,normalise.worst,normalise.best\nindex,,,,\n{rows}");
    let problems = read("[defaults]\nnormalise = \"goalposts\"\n", &structure).expect_err("no `worst`");
    assert_eq!(
        told(&problems),
        [
            "s line 3, `normalise`: the key `worst` is missing; the same on lines 4, 5, 6, 7, 8 and 62 more; it must be given"
        ]
    );
}

#[test]
fn one_mistake_in_many_rows_is_one_problem() {
    let rows =
        |cell: &str| -> String { (0..68).map(|row| format!("n{row},index,x{row},{cell}\n")).collect() };
    let idle = format!("code,parent,column,normalise.worst\nindex,,,\n{}", rows("1"));
    let misspelt = format!("code,parent,column,normalise\nindex,,,\n{}", rows("min-mx"));
    let unknown = format!("code,parent,column,normalise.wrost\nindex,,,\n{}", rows("1"));
    let none = "code,parent,column,direction.x\nindex,,,\na,index,x,1\n";
    for structure in [idle, misspelt, unknown, none.to_owned()] {
        let problems = read("", &structure).expect_err("a mistake");
        assert_eq!(problems.len(), 1, "{:?}", told(&problems));
    }
}
