//! Any texts as `framework.toml` and `structure.csv`: problems with places, or a framework that can be described and
//! scored.

#![no_main]

use icip::data::Schema;
use icip::framework::{Files, Framework, NodeIx, Uncertainty};
use icip::plan::Plan;
use icip_fuzz::{same, texts};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let read = match texts::<2>(input) {
        Some([toml, structure]) => Files::new("f.toml", &toml).with_structure("s.csv", &structure).read(),
        None => Files::new("f.toml", &String::from_utf8_lossy(input)).read(),
    };
    match read {
        Ok(read) => {
            same::say(&read.warnings);
            describe(&read.value);
        }
        Err(problems) => {
            same::say(&problems.iter().take(3).cloned().collect::<Vec<_>>());
            assert!(problems.iter().all(|problem| problem.place.file.is_some()), "nowhere:\n{problems:?}");
        }
    }
});

/// Asks a framework for everything that it says of itself.
fn describe(framework: &Framework) {
    assert!(!format!("{framework:?}").is_empty());
    let options = framework.read_options();
    assert!(!options.wanted().is_empty());
    let downwards = framework.downwards();
    assert_eq!(downwards.len(), framework.nodes().len(), "every node is reached from the top");
    for ix in NodeIx::first(framework.nodes().len()) {
        let node = &framework.nodes()[ix];
        assert_eq!(framework.position(node.code()), Some(ix));
        assert!(!node.name("en").is_empty() && node.weight().is_finite());
        assert!(node.effective_weight().is_none_or(f64::is_finite));
        assert_eq!(node.parent().is_none(), ix == framework.root_index());
        for child in node.children() {
            assert_eq!(framework.nodes()[*child].parent(), Some(ix));
            assert_eq!(framework.nodes()[*child].depth(), node.depth() + 1);
        }
        assert!(
            framework
                .below(ix)
                .iter()
                .all(|below| framework.nodes()[*below].depth() > node.depth() || *below == ix)
        );
        assert!(node.leaf().is_none_or(|leaf| options.columns.contains_key(leaf.column())));
    }
    let _ = (framework.title("es"), framework.sample_dependent(), framework.screens());
    let _ = Uncertainty::simplex_of(framework);
    // With all of its columns a plan can be made, or it is said why not.
    let columns: Vec<&str> = options.columns.keys().map(String::as_str).collect();
    match Plan::compile(framework, &Schema::new(columns)) {
        Ok(plan) => same::say(plan.warnings()),
        Err(problems) => same::say(std::slice::from_ref(problems.first())),
    }
}
