//! Scores columns that are already in memory, without a data file.
//!
//! `cargo run -p icip --example score_in_memory`

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::Files;
use icip::plan::Plan;

/// Two indicators on fixed goalposts, so that the score of an entity does not depend on the others.
const FRAMEWORK: &str = r#"
format = 1
[framework]
id = "services"
[data]
code = "code"

[[nodes]]
code = "services"

[[nodes]]
code = "water"
parent = "services"
column = "water"
weight = 3
normalise = { goalposts = { worst = 0, best = 100 } }

[[nodes]]
code = "waiting"
parent = "services"
column = "waiting_days"
weight = 1
normalise = { goalposts = { worst = 30, best = 0 } }
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let files = Files::new("services.toml", FRAMEWORK);
    let framework = files.read()?.value;

    // An absent cell is `None`. What that means is a choice of the framework; here nothing is absent.
    let panel = Panel::builder()
        .entities(["North", "South"].map(Entity::new))
        .column("water", Column::new([Some(80.0), Some(100.0)])?)
        .column("waiting_days", Column::new([Some(6.0), Some(30.0)])?)
        .build()?;

    let plan = Plan::compile(&framework, &panel.schema())?;
    let card = plan.prepare(&panel, Par::Auto)?.score()?;
    for row in card.order() {
        let code = &panel.entities()[row].code;
        let (rank, score) = (card.rank_of(code).ok_or("no rank")?, card.index().get(row).ok_or("no score")?);
        println!("{rank} {code} {score}");
    }

    // By hand: North has (3 * 0.8 + 1 * (30 - 6) / 30) / 4 = 3.2 / 4 = 0.8, South (3 * 1 + 1 * 0) / 4 = 0.75.
    assert_eq!(card.rank_of("North"), Some(1.0));
    let scores: Vec<f64> = card.index().present();
    assert!((scores[0] - 0.8).abs() < 1e-15 && (scores[1] - 0.75).abs() < 1e-15);
    Ok(())
}

#[test]
fn the_example_runs() -> Result<(), Box<dyn Error>> {
    main()
}
