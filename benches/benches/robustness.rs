//! Shares of variance and statistics of ranks: what a robustness analysis costs beside scoring.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use icip::exec::Par;
use icip::robustness::design::{MonteCarlo, Saltelli};
use icip::robustness::ranks::{KeepPairs, KeepScores, Settings, Summary, ranks_into};
use icip::robustness::sobol::{Options, Responses, indices};

/// Entities of COINr's example, and of a large register.
const ENTITIES: [usize; 2] = [51, 1000];

/// Replicates of a summary.
const REPLICATES: usize = 1000;

/// The shape for which the reference of speed is known: every entity an output, six inputs, 1,024 base rows.
const INPUTS: usize = 6;
const BASE_ROWS: usize = 1024;

/// Scores that overlap with their neighbours', a row a replicate.
fn scores(entities: usize) -> Vec<f64> {
    let mut rows = vec![0.0; entities * REPLICATES];
    for (run, row) in rows.chunks_exact_mut(entities).enumerate() {
        MonteCarlo::new(1).fill(run as u64, row);
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
        let (mut order, mut ranks) = (Vec::new(), vec![0; entities]);
        group.bench_function(BenchmarkId::new("ranks-of-1000", entities), |bencher| {
            bencher.iter(|| {
                rows.chunks_exact(entities).for_each(|row| ranks_into(row, &mut order, &mut ranks));
                black_box(ranks[0])
            });
        });
        for (name, pairs) in [("summary-of-1000", KeepPairs::No), ("summary-with-pairs", KeepPairs::Yes)] {
            let settings = Settings { pairs, scores: KeepScores::Bins { low: 0.0, high: 100.0 } };
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
        design.fill(run, &mut u);
        for (output, y) in y.iter_mut().enumerate() {
            *y = 50.0 + u[output % INPUTS] * u[(output + 1) % INPUTS] + u[0];
        }
        responses.push(&y);
    }
    let mut group = criterion.benchmark_group("robustness");
    group.bench_function("design-8192x6", |bencher| {
        bencher.iter(|| {
            (0..design.runs()).for_each(|run| design.fill(run, &mut u));
            black_box(u[0])
        });
    });
    let plain = Options { bootstrap: None, ..Options::default() };
    for (name, options) in [("indices", plain), ("indices-100-resamples", Options::default())] {
        group.bench_function(BenchmarkId::new(name, "51x6x1024"), |bencher| {
            bencher.iter(|| {
                black_box(indices(&responses, &options, Par::Seq).expect("whole base rows").base_rows)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, ranks, variance);
criterion_main!(benches);
