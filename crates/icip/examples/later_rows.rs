//! Fits the scales to one table, and scores rows that come later on the same scales.
//!
//! `cargo run -p icip --example later_rows`

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use icip::data::Blocks;
use icip::exec::Par;
use icip::framework::Files;
use icip::io::{CsvBlocks, read_csv};
use icip::plan::Plan;

/// One indicator between the lowest and the highest value of the sample.
const FRAMEWORK: &str = r#"
format = 1
[framework]
id = "speed"
[data]
code = "code"

[[nodes]]
code = "speed"

[[nodes]]
code = "broadband"
parent = "speed"
column = "mbit"
normalise = { min-max = { lo = 0, hi = 100 } }
"#;

/// The sample: its values go from 10 to 60.
const SAMPLE: &str = "code,mbit\nA,10\nB,35\nC,60\n";

/// Rows that come when the sample is closed.
const LATER: &str = "code,mbit\nD,20\nE,85\n";

fn main() -> Result<(), Box<dyn Error>> {
    let files = Files::new("speed.toml", FRAMEWORK);
    let framework = files.read()?.value;

    // The sample may be larger than memory: it is read in blocks of rows, as often as the scales need it.
    let source = || Ok(SAMPLE.as_bytes());
    let mut sample = CsvBlocks::open(source, "sample.csv", &framework.read_options(), Par::Auto)?;
    let plan = Plan::compile(&framework, sample.schema())?;
    let fits = plan.fit_blocks(&mut sample, Par::Auto)?;

    // Rows that come later move neither the scales nor the scores of the sample.
    let later = read_csv(LATER.as_bytes(), "later.csv", &framework.read_options())?.value.panel;
    let card = plan.prepare_with(&fits, &later, Par::Auto)?.score()?;
    let scores = card.index().present();
    println!("D {}, E {}", scores[0], scores[1]);

    // By hand: 100 * (20 - 10) / (60 - 10) = 20, and 85 lies beyond the sample: 100 * 75 / 50 = 150.
    assert_eq!(scores, [20.0, 150.0]);
    Ok(())
}

#[test]
fn the_example_runs() -> Result<(), Box<dyn Error>> {
    main()
}
