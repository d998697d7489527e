//! Alterations of small indices, worked out by hand.

use super::*;
use crate::framework::{Files, NodeIx};
use icip_table::data::Entity;

/// Four entities of two leaves that weigh the same.
fn with(toml: &str, work: impl FnOnce(&Scenarios<'_>)) {
    let head = "format = 1\n[framework]\nid = \"t\"\n";
    let structure = "code,parent,column\nindex,,\na,index,a\nb,index,b\n";
    let toml = format!("{head}{toml}");
    let files = Files::new("t.toml", &toml).with_structure("s.csv", structure);
    let framework = files.read().expect("valid").value;
    let column = |cells: [f64; 4]| Column::new(cells.map(Some)).expect("finite");
    let panel = Panel::builder()
        .entities(["p", "q", "r", "s"].map(Entity::new))
        .column("a", column([10.0, 8.0, 4.0, 0.0]))
        .column("b", column([1.0, 4.0, 6.0, 2.0]))
        .build()
        .expect("valid");
    let plan = Plan::compile(&framework, &panel.schema()).expect("both columns are there");
    work(&Scenarios::new(&plan, &panel, framework.uncertainty(), None, Par::Seq).expect("scores"));
}

#[test]
fn effects_are_those_by_hand() {
    with("[defaults]\nnormalise = \"none\"\n", |scenarios| {
        // Index 5.5, 6, 5, 1: ranks 2 1 3 4. Without b: 10, 8, 4, 0, ranks 1 2 3 4: one of six pairs is
        // swapped.
        let effect = scenarios.effect(Alteration::WithoutNode(NodeIx::new(2)), 1).expect("computed");
        assert_eq!((effect.entities, effect.lost.as_slice()), (4, &[][..]));
        assert_eq!((effect.mean_shift, effect.largest_shift, effect.largest_of), (0.5, 1.0, 0));
        assert_eq!((effect.kendall, effect.swapped), (Some(4.0 / 6.0), 1.0 / 6.0));
        // Spearman: 1 - 6 (1 + 1) / (4 15).
        assert!((effect.spearman.expect("four ranks") - 0.8).abs() < 1e-12);
        assert_eq!(effect.top_overlap, Some(0.0), "q was first, p is");
        // Nothing looks at the sample: the others keep their order.
        let effect = scenarios.effect(Alteration::WithoutEntity(1), 1).expect("computed");
        assert_eq!((effect.entities, effect.mean_shift, effect.kendall), (3, 0.0, Some(1.0)));
        assert!(effect.lost.is_empty(), "the removed one is not lost");
        let why = scenarios.effect(Alteration::WithoutNode(NodeIx::new(0)), 1).expect_err("the index");
        assert!(why.to_string().contains("nothing would be left"), "{why}");
    });
}

#[test]
fn other_rules_stand_alone_and_failures_say_why() {
    let toml = "[defaults]\nnormalise = \"none\"\n[[uncertainty.factors]]\nname = \"mean\"\nnodes = \
         [\"index\"]\naggregate = [\"arithmetic-mean\", \"maximum\"]\n[[uncertainty.factors]]\nname = \
         \"scale\"\nnormalise = [\"none\", { goalposts = { worst = 1, best = 10, scale = \"log\" } }]\n";
    with(toml, |scenarios| {
        let all = scenarios.all();
        assert_eq!(all.len(), 2 + 4 + 4, "two leaves, four entities, two rules of two factors");
        let run = scenarios.run(&all, 1, Par::Threads(3));
        assert_eq!(run, scenarios.run(&all, 1, Par::Seq), "threads change nothing");
        let same = run[6].effect.as_ref().expect("the declared rule");
        assert_eq!((same.kendall, same.largest_shift), (Some(1.0), 0.0));
        // The larger of both: 10, 8, 6, 2, ranks 1 2 3 4 instead of 2 1 3 4.
        assert_eq!(run[7].effect.as_ref().map(|effect| effect.mean_shift), Ok(0.5));
        let why = run[9].effect.as_ref().expect_err("s has 0, which has no logarithm");
        assert!(why.to_string().contains("`s`") && why.to_string().contains("logarithm"), "{why}");
    });
}
