//! The linear form of whole runs against the nodes scored one by one: this compares us with ourselves.

use super::*;
use crate::framework::Files;
use crate::robustness::design::MonteCarlo;
use icip_table::io::read_csv;

/// Two pillars of two leaves each.
const STRUCTURE: &str = "code,parent,level,column,weight\nindex,,top,,\np,index,part,,1\nq,index,part,,3\n\
     a,p,,a,1\nb,p,,b,2\nc,q,,c,1\nd,q,,d,1\n";

const DATA: &str = "code,a,b,c,d\nX,1,4,2,8\nY,5,2,6,4\nZ,3,9,1,7\nV,2,2,5,3\nW,8,1,1,2\n";

/// Weights of all nodes vary; in some runs a node is left out.
const FACTORS: &str = "[[uncertainty.factors]]\nname = \"w\"\nnodes = [\"index\", \"p\", \"q\"]\n\
     weights = { simplex = 1 }\n[[uncertainty.factors]]\nname = \"i\"\nnodes = [\"b\", \"p\"]\ninclude = 0.7\n";

fn with(rules: &str, work: impl FnOnce(&Study<'_>)) {
    let head = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\n[defaults]\nnormalise = \
         \"none\"\nrange = { min = 0, max = 10 }\n";
    let toml = format!("{head}{rules}{FACTORS}");
    let files = Files::new("t.toml", &toml).with_structure("s.csv", STRUCTURE);
    let framework = files.read().expect("valid").value;
    let table = read_csv(DATA.as_bytes(), "data.csv", &framework.read_options()).expect("valid").value;
    let plan = Plan::compile(&framework, &table.panel.schema()).expect("all columns are there");
    let uncertainty = framework.uncertainty().expect("it has factors");
    work(&Study::new(&plan, &table.panel, uncertainty, None, Par::Seq).expect("a study"));
}

#[test]
fn the_linear_form_is_what_the_nodes_give() {
    for rules in [
        "",
        "[levels.top]\naggregate = \"weighted-sum\"\n",
        "[levels.part]\naggregate = \"weighted-sum\"\n",
        "[levels.top]\naggregate = \"geometric-mean\"\n",
        "[levels.top]\naggregate = { geometric-mean = { floor = 2.5 } }\n",
    ] {
        with(rules, |study| {
            let linear = study.linear.as_ref().expect("weights alone vary");
            let (entities, inputs) = (study.rows.len(), study.inputs().len());
            let mut numbers = vec![0.0; 300 * inputs];
            MonteCarlo::new(5).fill(0..300, &mut numbers);
            let draw = |run: usize, setting: &mut Setting| {
                setting.draw(
                    &study.card,
                    &study.uncertainty,
                    &study.draws,
                    &numbers[run * inputs..][..inputs],
                );
            };
            let mut setting = study.setting();
            let mut fast = vec![0.0; 300 * entities];
            linear.scores(entities, draw, &mut setting, &mut fast);
            let (mut memory, mut scores, mut failed) = (study.nodes.memory(), vec![0.0; entities], 0);
            for (run, fast) in fast.chunks_exact(entities).enumerate() {
                setting.reset();
                draw(run, &mut setting);
                match study.score(&setting, &mut memory, &mut scores) {
                    // Both add up the same numbers in another order.
                    Ok(()) => assert!(
                        fast.iter()
                            .zip(&scores)
                            .all(|(fast, slow)| (fast - slow).abs() <= 1e-14 * slow.abs()),
                        "{rules}: run {run}: {fast:?} {scores:?}"
                    ),
                    Err(_) => {
                        assert!(!kernel::all_finite(fast), "{rules}: run {run}: {fast:?}");
                        failed += 1;
                    }
                }
            }
            assert!(failed < 150, "{rules}: {failed}");
        });
    }
}
