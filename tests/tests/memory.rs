//! What scoring again costs in memory: nothing.

use icip::exec::Par;
use icip::framework::{builtin, example};
use icip::io::read_csv;
use icip::plan::{Plan, Trail};

/// The ICIP pilot, with its gaps: after the first time neither scores nor ranks allocate.
#[test]
fn a_scorer_allocates_nothing_after_the_first_time() {
    let framework = builtin("icip-2018").expect("it ships");
    let table =
        read_csv(example().as_bytes(), "example", &framework.read_options()).expect("it is valid").value;
    let plan = Plan::compile(&framework, &table.panel.schema()).expect("it holds all columns");
    let plan = plan.with_trail(Trail::Drop);
    let prepared = plan.prepare(&table.panel, Par::Seq).expect("it can be fitted");
    let mut scorer = prepared.scorer(&[framework.root_index()]).expect("it scores");
    let mut again = || {
        scorer.score().expect("it scores");
        assert_eq!(scorer.ranks(0).present_count(), 136);
    };
    let first = allocation_counter::measure(&mut again);
    assert!(first.count_total > 0, "the first time makes the memory");
    let second = allocation_counter::measure(&mut again);
    assert_eq!(second.count_total, 0);
}
