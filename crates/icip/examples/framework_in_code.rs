//! Builds a framework in code instead of reading it from a file.
//!
//! `cargo run -p icip --example framework_in_code`

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use icip::aggregate::geometric_mean::GeometricMean;
use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::{FrameworkSpec, NodeSpec, Rules};
use icip::normalise::goalposts::{GoalpostScale, Goalposts};
use icip::plan::Plan;

/// A leaf that reads the column of its own name.
fn leaf(code: &str, goalposts: Goalposts) -> NodeSpec {
    let rules = Rules::default().with_normalise(goalposts);
    NodeSpec::new(code).with_parent("development").with_column(code).with_rules(rules)
}

fn main() -> Result<(), Box<dyn Error>> {
    // A method is made from what it requires; everything else is a field with a default.
    let years = Goalposts::new(20.0, 85.0);
    let mut income = Goalposts::new(100.0, 10_000.0);
    income.scale = GoalpostScale::Log;
    let rules = Rules::default().with_aggregate(GeometricMean::default());
    let index = NodeSpec::new("development").with_rules(rules);
    let nodes = vec![index, leaf("life_expectancy", years), leaf("income", income)];
    let spec = FrameworkSpec::new("development", nodes);
    // A specification may say anything. `check` finds all of its problems, or makes a framework of it.
    let framework = spec.check()?.value;

    let panel = Panel::builder()
        .entities(["A", "B"].map(Entity::new))
        .column("life_expectancy", Column::new([Some(52.5), Some(85.0)])?)
        .column("income", Column::new([Some(1000.0), Some(1000.0)])?)
        .build()?;
    let card = Plan::compile(&framework, &panel.schema())?.prepare(&panel, Par::Auto)?.score()?;
    let scores = card.index().present();
    println!("A {:.4}, B {:.4}", scores[0], scores[1]);

    // By hand: 52.5 lies in the middle of 20 to 85, and 1000 in the middle of the logarithms of 100 to 10000.
    // So A has the geometric mean of 0.5 and 0.5, which is 0.5, and B that of 1 and 0.5, the square root of 0.5.
    assert!((scores[0] - 0.5).abs() < 1e-15 && (scores[1] - 0.5_f64.sqrt()).abs() < 1e-15);
    Ok(())
}

#[test]
fn the_example_runs() -> Result<(), Box<dyn Error>> {
    main()
}
