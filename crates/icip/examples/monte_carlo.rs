//! Draws what is uncertain, shows the progress, and stops when the caller wants to.
//!
//! `cargo run -p icip --example monte_carlo`

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;
use std::ops::ControlFlow;

use icip::exec::Par;
use icip::framework::{self, Uncertainty};
use icip::io::read_csv;
use icip::plan::Plan;
use icip::robustness::monte_carlo::{MonteCarloError, MonteCarloOptions, monte_carlo};
use icip::robustness::study::Study;

fn main() -> Result<(), Box<dyn Error>> {
    let framework = framework::builtin("icip-2018").ok_or("the framework does not ship")?;
    let table = read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
    let plan = Plan::compile(&framework, &table.panel.schema())?;
    // The framework does not say what is uncertain, so the weights of the index's children vary.
    let uncertainty = Uncertainty::simplex_of(&framework).ok_or("no weight can vary")?;
    let study = Study::new(&plan, &table.panel, &uncertainty, None, Par::Auto)?;
    let options = MonteCarloOptions::new(5000, 7);

    // The library has no clock and prints nothing: the caller hears after each batch how many runs are done.
    let mut calls = 0;
    let mut progress = |done: u64| {
        calls += 1;
        if done == options.replicates {
            println!("{done} runs in {calls} batches");
        }
        ControlFlow::Continue(())
    };
    let result = monte_carlo(&study, &options, &mut progress, Par::Auto)?;
    let best = (0..study.rows().len()).find(|entity| study.ranks()[*entity] == 1).ok_or("nobody is first")?;
    let ranks = result.summary.ranks(best);
    let interval = ranks.interval(0.9).ok_or("no run counts")?;
    println!("the first entity: 90 % of its ranks lie from {} to {}", interval.0, interval.1);
    // All weights that add up to one can be scored, so no run fails; and the rank as declared is possible.
    assert_eq!((result.summary.replicates(), result.summary.failed()), (5000, 0));
    assert!(interval.0 <= interval.1 && ranks.probability(1) > Some(0.0));

    // A caller who breaks gets no half result, but the number of runs that were done.
    let mut stop = |done: u64| if done >= 1000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    match monte_carlo(&study, &options, &mut stop, Par::Auto) {
        Err(MonteCarloError::Stopped { runs }) => {
            println!("stopped after {runs} runs");
            assert!((1000..5000).contains(&runs), "it ends with the batch in which the caller breaks");
        }
        other => return Err(format!("the caller wanted to stop: {other:?}").into()),
    }
    Ok(())
}

#[test]
fn the_example_runs() -> Result<(), Box<dyn Error>> {
    main()
}
