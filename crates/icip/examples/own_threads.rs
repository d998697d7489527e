//! Runs the library on a thread pool of the caller.
//!
//! `cargo run -p icip --example own_threads`

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use icip::exec::Par;
use icip::framework;
use icip::io::read_csv;
use icip::plan::Plan;
use icip::problem::Problems;
use icip::report::scores_csv;

/// Scores the example that ships, and gives the scores as a file would hold them.
fn scores(par: Par) -> Result<String, Problems> {
    let framework = framework::builtin("icip-2018").expect("it ships");
    let table = read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
    let plan = Plan::compile(&framework, &table.panel.schema())?;
    let card = plan.prepare(&table.panel, par)?.score()?;
    Ok(scores_csv(&card))
}

fn main() -> Result<(), Box<dyn Error>> {
    // `Par::Auto` uses the pool in which it runs, as everything does that uses rayon. A service can thus keep
    // its scoring apart from its other work.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).thread_name(|i| format!("icip-{i}")).build()?;
    let on_pool = pool.install(|| scores(Par::Auto))?;
    let on_one_thread = scores(Par::Seq)?;
    println!("{} bytes of scores, on {} threads and on one", on_pool.len(), pool.current_num_threads());

    // This compares the library with itself: the number of threads changes no byte.
    assert_eq!(on_pool, on_one_thread);
    Ok(())
}

#[test]
fn the_example_runs() -> Result<(), Box<dyn Error>> {
    main()
}
