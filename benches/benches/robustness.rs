//! Shares of variance and statistics of ranks: what a robustness analysis costs beside scoring.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use icip::data::Panel;
use icip::exec::Par;
use icip::framework::{Framework, Uncertainty, builtin};
use icip::plan::Plan;
use icip::robustness::design::{MonteCarlo, Saltelli};
use icip::robustness::ranks::{Grid, KeepPairs, KeepScores, Settings, Sorter, Summary, ranks_into};
use icip::robustness::sobol::{Centre, Options, Responses, indices};
use icip::robustness::study::Study;
use icip_benches::{Shape, all_choices, all_weights, answers, framework, panel, summary_of};

/// Entities of COINr's example, and of a large register.
const ENTITIES: [usize; 2] = [51, 1000];

/// Replicates of a summary.
const REPLICATES: usize = 1000;

/// The shape for which the reference of speed is known: every entity an output, six inputs, 1,024 base rows.
const INPUTS: usize = 6;
const BASE_ROWS: usize = 1024;

/// Scores that overlap with their neighbours', one row per replicate.
fn scores(entities: usize) -> Vec<f64> {
    let mut rows = vec![0.0; entities * REPLICATES];
    MonteCarlo::new(1).fill(0..REPLICATES as u64, &mut rows);
    for row in rows.chunks_exact_mut(entities) {
        for (entity, score) in row.iter_mut().enumerate() {
            *score = 80.0 * entity as f64 / entities as f64 + 20.0 * *score;
        }
    }
    rows
}

fn ranks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("robustness");
    for entities in ENTITIES {
        let rows = scores(entities);
        let (mut sorter, mut ranks) = (Sorter::default(), vec![0; entities]);
        group.bench_function(BenchmarkId::new("ranks-of-1000", entities), |bencher| {
            bencher.iter(|| {
                rows.chunks_exact(entities)
                    .for_each(|row| ranks_into(row, Grid::of(row), &mut sorter, &mut ranks));
                black_box(ranks[0])
            });
        });
        for (name, pairs) in [("summary-of-1000", KeepPairs::No), ("summary-with-pairs", KeepPairs::Yes)] {
            let settings = Settings::new(pairs, KeepScores::Bins { low: 0.0, high: 100.0 });
            group.bench_function(BenchmarkId::new(name, entities), |bencher| {
                bencher.iter(|| {
                    let mut summary = Summary::new(entities, settings).expect("few entities");
                    summary.add(&rows, Par::Seq);
                    black_box(summary.replicates())
                });
            });
        }
    }
    group.finish();
}

fn variance(criterion: &mut Criterion) {
    let design = Saltelli::new(1, INPUTS, BASE_ROWS).expect("allowed");
    let mut responses = Responses::new(INPUTS, ENTITIES[0]);
    let (mut u, mut y) = ([0.0; INPUTS], vec![0.0; ENTITIES[0]]);
    for run in 0..design.runs() {
        design.fill(run..run + 1, &mut u);
        for (output, y) in y.iter_mut().enumerate() {
            *y = 50.0 + u[output % INPUTS] * u[(output + 1) % INPUTS] + u[0];
        }
        responses.push(&y);
    }
    let mut group = criterion.benchmark_group("robustness");
    group.bench_function("design-8192x6", |bencher| {
        bencher.iter(|| {
            (0..design.runs()).for_each(|run| design.fill(run..run + 1, &mut u));
            black_box(u[0])
        });
    });
    let plain = Options::new(Centre::Mean, None);
    for (name, options) in [("indices", plain), ("indices-100-resamples", Options::default())] {
        group.bench_function(BenchmarkId::new(name, "51x6x1024"), |bencher| {
            bencher.iter(|| {
                black_box(indices(&responses, &options, Par::Seq).expect("whole base rows").base_rows)
            });
        });
    }
    group.finish();
}

/// A study and how many of its runs are timed.
fn one(
    criterion: &mut Criterion,
    name: &str,
    framework: &Framework,
    data: &Panel,
    varies: &Uncertainty,
    runs: u64,
) {
    let plan = Plan::compile(framework, &data.schema()).expect("the panel was made for it");
    let study = Study::new(&plan, data, varies, None, Par::Auto).expect("every factor changes something");
    let mut group = criterion.benchmark_group("robustness");
    group.sample_size(10);
    for par in [Par::Seq, Par::Threads(2)] {
        let threads = if par == Par::Seq { 1 } else { 2 };
        group.bench_function(BenchmarkId::new(format!("study-{threads}"), name), |bencher| {
            bencher.iter(|| black_box(summary_of(&study, runs, par)).replicates());
        });
    }
    group.finish();
}

/// Whole studies: the pilot with all weights drawn, through a tree with gaps; COINr's example with all choices; all weights
/// of a thousand and of a hundred thousand entities.
fn studies(criterion: &mut Criterion) {
    let tried = std::env::args().any(|arg| arg == "--test");
    let pilot = builtin("icip-2018").expect("it ships");
    let data = answers(&pilot, 136);
    one(criterion, "136-answers-10000", &pilot, &data, &all_weights(&pilot), if tried { 10 } else { 10_000 });
    let shape = Shape { name: "51x49", entities: 51, indicators: 49, missing: 0.0 };
    let choices = all_choices(shape);
    let varies = choices.uncertainty().expect("it has the section");
    one(criterion, "51x49-all-choices-1000", &choices, &panel(shape), varies, 1000);
    for (entities, runs) in [(51, 1000), (1000, 1000), (100_000, 100)] {
        if tried && entities > 1000 {
            continue;
        }
        let shape = Shape::common(entities, "complete").expect("the variant is known");
        let framework = framework(shape);
        one(
            criterion,
            &format!("{entities}x50-{runs}"),
            &framework,
            &panel(shape),
            &all_weights(&framework),
            runs,
        );
    }
}

criterion_group!(benches, ranks, variance, studies);
criterion_main!(benches);
