//! Scoring of a panel in memory: fit to the sample, score, rank.
//!
//! `read` sums the same cells once, as fast as memory gives them, and is the yardstick: ratios to it hold on a
//! busy machine where times do not. `prepare` reads the matrix once more, for the bounds of every column, and `score`
//! a second time, through normalisation and the tree.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icip::data::Panel;
use icip::exec::Par;
use icip::framework::{Framework, builtin};
use icip::plan::{Memory, Plan, Trail};
use icip_benches::{
    Shape, answers, common_sizes, framework, inner_nodes, matrix, panel, read, score_and_rank,
};

/// Threads that are compared.
const THREADS: [usize; 2] = [1, 2];

/// Entities of the ICIP pilot, with its 207 leaves.
const PILOT: usize = 136;

fn scoring(criterion: &mut Criterion) {
    let pilot = builtin("icip-2018").expect("it ships");
    let data = answers(&pilot, PILOT);
    one(criterion, "136x207", &pilot, &data);
    for variant in ["complete", "missing-10"] {
        for entities in common_sizes() {
            let shape = Shape::common(*entities, variant).expect("the variant is known");
            one(criterion, &format!("{entities}x50-{variant}"), &framework(shape), &panel(shape));
        }
    }
}

fn one(criterion: &mut Criterion, name: &str, framework: &Framework, data: &Panel) {
    let cells = (data.rows() * framework.leaves().count()) as u64;
    let plan = Plan::compile(framework, &data.schema()).expect("the panel was made for it");
    let plan = plan.with_trail(Trail::Drop);
    let nodes = inner_nodes(framework);
    let leaves = framework.leaves().count();
    let plain = matrix(Shape { name: "plain", entities: data.rows(), indicators: leaves, missing: 0.0 });
    let mut group = criterion.benchmark_group("scoring");
    group.throughput(Throughput::Elements(cells));
    for threads in THREADS {
        let par = Par::Threads(threads);
        group.bench_function(BenchmarkId::new(format!("read-{threads}"), name), |bencher| {
            bencher.iter(|| black_box(read(&plain, threads)));
        });
        group.bench_function(BenchmarkId::new(format!("prepare-{threads}"), name), |bencher| {
            bencher.iter(|| black_box(plan.prepare(data, par).expect("it scores")));
        });
        let prepared = plan.prepare(data, par).expect("it scores");
        let mut scorer = prepared.scorer(&nodes[..1]).expect("it scores");
        group.bench_function(BenchmarkId::new(format!("score-{threads}"), name), |bencher| {
            bencher.iter(|| scorer.score().expect("it scores"));
        });
        let mut memory = Memory::default();
        group.bench_function(BenchmarkId::new(format!("all-{threads}"), name), |bencher| {
            bencher.iter(|| {
                let last = std::mem::take(&mut memory);
                memory = score_and_rank(&plan, data, par, &nodes, last).expect("it scores");
            });
        });
        group.bench_function(BenchmarkId::new(format!("scorecard-{threads}"), name), |bencher| {
            bencher.iter(|| black_box(prepared.score().expect("it scores")));
        });
    }
    let prepared = plan.prepare(data, Par::Seq).expect("it scores");
    let mut scorer = prepared.scorer(&nodes[..1]).expect("it scores");
    scorer.score().expect("it scores");
    group.bench_function(BenchmarkId::new("rank-1", name), |bencher| {
        bencher.iter(|| black_box(scorer.ranks(0).present_count()));
    });
    group.finish();
}

criterion_group!(benches, scoring);
criterion_main!(benches);
