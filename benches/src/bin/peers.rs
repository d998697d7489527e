//! icip's side of `benches/peers/run`: times one work and prints the line that the peers print too,
//! `icip,<work>,<entities>,<variant>,<threads>,<milliseconds>`. With more than one thread it takes those
//! of `RAYON_NUM_THREADS`.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use icip::data::Column;
use icip::exec::Par;
use icip::io::{ColumnOptions, ReadOptions, read_csv_from};
use icip::plan::{Memory, Plan, Trail};
use icip::robustness::design::Saltelli;
use icip::robustness::sobol::{Bootstrap, Centre, Options, Responses, indices};
use icip::robustness::study::Study;
use icip_benches::{
    Shape, all_weights, framework, geometric_top, inner_nodes, panel, score_and_rank, summary_of,
};
use icip_num::association::correlations;

/// Replicates of the uncertainty analysis.
const REPLICATES: u64 = 1000;

const USAGE: &str =
    "usage: peers scoring <entities> <complete|missing-10> <threads> <seconds> <repeats> [scores]
       peers reading <entities> <file.csv> <threads> <seconds> <repeats>
       peers uncertainty <entities> <arithmetic|geometric> <threads> <seconds> <repeats>
       peers sobol <entities> analysis <threads> <seconds> <repeats>
       peers correlations <entities> complete <threads> <seconds> <repeats> <found>";

/// A work that failed, or arguments that are none.
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let [work, entities, what, threads, seconds, repeats, rest @ ..] = args.as_slice() else {
        return Err(USAGE.into());
    };
    let entities: usize = entities.parse()?;
    // The pool of `Auto` stands between calls; `RAYON_NUM_THREADS` says how many threads it has.
    let par = if threads.parse::<usize>()? > 1 { Par::Auto } else { Par::Seq };
    let effort = Effort { time: Duration::from_secs_f64(seconds.parse()?), repeats: repeats.parse()? };
    let (variant, best) = match (*work, rest) {
        ("scoring", []) => (*what, scoring(entities, what, par, effort, None)?),
        ("scoring", [file]) => (*what, scoring(entities, what, par, effort, Some(file))?),
        ("reading", []) => ("plain", reading(what, par, effort)?),
        ("uncertainty", []) => (*what, uncertainty(entities, what, par, effort)?),
        ("sobol", []) => (*what, sobol(entities, par, effort)?),
        ("correlations", [file]) => (*what, all_correlations(entities, par, effort, file)?),
        _ => return Err(USAGE.into()),
    };
    let milliseconds = best.as_secs_f64() * 1000.0;
    writeln!(std::io::stdout(), "icip,{work},{entities},{variant},{threads},{milliseconds:.6}")?;
    Ok(())
}

/// How long a work is repeated: until both are reached.
#[derive(Debug, Clone, Copy)]
struct Effort {
    time: Duration,
    repeats: u32,
}

/// The best of many, after one that is not counted. Freeing what was made is part of the work, as it
/// is of the peers'.
fn best<T>(effort: Effort, mut work: impl FnMut() -> Outcome<T>) -> Outcome<Duration> {
    drop(black_box(work()?));
    let start = Instant::now();
    let mut best = Duration::MAX;
    let mut repeats = 0;
    while repeats < effort.repeats || start.elapsed() < effort.time {
        let start = Instant::now();
        drop(black_box(work()?));
        best = best.min(start.elapsed());
        repeats += 1;
    }
    Ok(best)
}

/// A panel in memory to scores and ranks; writes them to a file for the peers to compare with.
fn scoring(
    entities: usize,
    variant: &str,
    par: Par,
    effort: Effort,
    file: Option<&str>,
) -> Outcome<Duration> {
    let shape = Shape::common(entities, variant).ok_or(USAGE)?;
    let (framework, data) = (framework(shape), panel(shape));
    let plan = Plan::compile(&framework, &data.schema())?.with_trail(Trail::Drop);
    let nodes = inner_nodes(&framework);
    if let Some(file) = file {
        let prepared = plan.prepare(&data, par)?;
        let mut scorer = prepared.scorer(&nodes)?;
        scorer.score()?;
        let mut bytes = to_bytes(scorer.scores(0));
        bytes.extend(to_bytes(scorer.ranks(0)));
        fs::write(file, bytes)?;
    }
    let mut memory = Memory::default();
    best(effort, || {
        memory = score_and_rank(&plan, &data, par, &nodes, std::mem::take(&mut memory))?;
        Ok(())
    })
}

/// 1,000 replicates of all 63 weights, 25 % up and down: ranks of every entity, and how often it had each.
fn uncertainty(entities: usize, variant: &str, par: Par, effort: Effort) -> Outcome<Duration> {
    let shape = Shape::common(entities, "complete").ok_or(USAGE)?;
    let framework = match variant {
        "arithmetic" => framework(shape),
        "geometric" => geometric_top(shape),
        _ => return Err(USAGE.into()),
    };
    let data = panel(shape);
    let plan = Plan::compile(&framework, &data.schema())?;
    let study = Study::new(&plan, &data, &all_weights(&framework), None, par)?;
    best(effort, || Ok(summary_of(&study, REPLICATES, par)))
}

/// Indices of 6 inputs for every entity after 8,192 runs, with 100 resamples.
fn sobol(entities: usize, par: Par, effort: Effort) -> Outcome<Duration> {
    let design = Saltelli::new(1, 6, 1024)?;
    let mut responses = Responses::new(6, entities);
    let (mut u, mut outputs) = ([0.0; 6], vec![0.0; entities]);
    for run in 0..design.runs() {
        design.fill(run..run + 1, &mut u);
        for (entity, output) in outputs.iter_mut().enumerate() {
            let of_input = |(input, u): (usize, &f64)| ((entity + input) % 7 + 1) as f64 * u;
            *output = u.iter().enumerate().map(of_input).sum::<f64>() + u[0] * u[1];
        }
        responses.push(&outputs);
    }
    let mut bootstrap = Bootstrap::new(100, 1);
    bootstrap.shares = (0.025, 0.975);
    let options = Options::new(Centre::Mean, Some(bootstrap));
    best(effort, || Ok(indices(&responses, &options, par)?))
}

/// Correlations of all pairs of 50 columns; writes them to a file for the peers to compare with.
fn all_correlations(entities: usize, par: Par, effort: Effort, file: &str) -> Outcome<Duration> {
    let data = panel(Shape::common(entities, "complete").ok_or(USAGE)?);
    let names = (0..50).map(|column| format!("x{column}"));
    let columns: Vec<&[f64]> = names.filter_map(|name| data.column(&name)?.complete()).collect();
    let found = correlations(&columns, par);
    let places = 0..columns.len();
    let all = places.clone().flat_map(|one| places.clone().map(move |other| (one, other)));
    let bytes = all.flat_map(|(one, other)| found.between(one, other).unwrap_or(f64::NAN).to_le_bytes());
    fs::write(file, bytes.collect::<Vec<u8>>())?;
    best(effort, || {
        let found = correlations(&columns, par);
        Ok(places.clone().map(|one| found.between(one, one)).collect::<Vec<_>>())
    })
}

/// Little-endian, NaN where there is none: what NumPy reads.
fn to_bytes(column: &Column) -> Vec<u8> {
    column.cells().flat_map(|cell| cell.unwrap_or(f64::NAN).to_le_bytes()).collect()
}

/// A table of 50 columns of numbers, from the file to a panel.
fn reading(file: &str, par: Par, effort: Effort) -> Outcome<Duration> {
    let mut options = ReadOptions::default();
    options.columns.extend((0..50).map(|column| (format!("x{column}"), ColumnOptions::default())));
    let length = std::fs::metadata(file).ok().map(|about| about.len());
    best(effort, || Ok(read_csv_from(|| std::fs::File::open(file), length, file, &options, par)?))
}
