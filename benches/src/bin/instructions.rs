//! What `benches/instructions` counts, on one thread, a number of times: scores and ranks of one shape, or the lines of
//! its scores. Two runs differ by repetitions of the work alone, whatever making the data costs.

use std::convert::Infallible;
use std::error::Error;
use std::hint::black_box;

use icip::exec::Par;
use icip::plan::{Memory, Plan, Trail};
use icip::report::write_scores_csv;
use icip_benches::{Shape, framework, inner_nodes, panel, score_and_rank};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [work, entities, variant, repetitions] = args.as_slice() else {
        return Err("usage: instructions <score|write> <entities> <complete|missing-10> <repetitions>".into());
    };
    let shape = Shape::common(entities.parse()?, variant).ok_or("a variant is `complete` or `missing-10`")?;
    let repetitions: usize = repetitions.parse()?;
    let (framework, data) = (framework(shape), panel(shape));
    let plan = Plan::compile(&framework, &data.schema())?.with_trail(Trail::Drop);
    match work.as_str() {
        "score" => {
            let nodes = inner_nodes(&framework);
            let mut memory = Memory::default();
            for _ in 0..repetitions {
                memory = black_box(score_and_rank(&plan, &data, Par::Seq, &nodes, memory)?);
            }
        }
        "write" => {
            let prepared = plan.prepare(&data, Par::Seq)?;
            let card = prepared.score()?;
            for _ in 0..repetitions {
                let Ok(()) = write_scores_csv(&card, Par::Seq, |part| {
                    black_box(part);
                    Ok::<(), Infallible>(())
                });
            }
        }
        _ => return Err("a work is `score` or `write`".into()),
    }
    Ok(())
}
