//! Scoring of a panel in memory: prepare, aggregate, rank. `plain-read` sums the same cells once and
//! is the yardstick: ratios to it hold on a busy machine where times do not.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icip::data::Panel;
use icip::exec::Par;
use icip::framework::{Framework, builtin};
use icip::plan::{Plan, Trail};
use icip_benches::{REGISTER, REGISTER_MISSING, answers, framework, panel};

/// Threads that are compared.
const THREADS: [usize; 2] = [1, 2];

/// Entities of the ICIP pilot, with its 207 leaves.
const PILOT: usize = 136;

fn scoring(criterion: &mut Criterion) {
    let pilot = builtin("icip-2018").expect("it ships");
    let data = answers(&pilot, PILOT);
    one(criterion, "136x207", &pilot, &data);
    for shape in [REGISTER, REGISTER_MISSING] {
        one(criterion, shape.name, &framework(shape), &panel(shape));
    }
}

fn one(criterion: &mut Criterion, name: &str, framework: &Framework, data: &Panel) {
    let cells = (data.rows() * framework.leaves().count()) as u64;
    let plan = Plan::compile(framework, &data.schema()).expect("the panel was made for it");
    let plan = plan.with_trail(Trail::Drop);
    let mut group = criterion.benchmark_group("scoring");
    group.throughput(Throughput::Elements(cells));
    let columns = data.schema().columns().to_vec();
    group.bench_function(BenchmarkId::new("plain-read", name), |bencher| {
        bencher.iter(|| {
            let sums = columns
                .iter()
                .map(|column| data.column(column).expect("it is there").cells().flatten().sum::<f64>());
            black_box(sums.sum::<f64>())
        });
    });
    for threads in THREADS {
        let par = Par::Threads(threads);
        group.bench_function(BenchmarkId::new(format!("prepare-{threads}"), name), |bencher| {
            bencher.iter(|| black_box(plan.prepare(data, par).expect("it scores")));
        });
        let prepared = plan.prepare(data, par).expect("it scores");
        group.bench_function(BenchmarkId::new(format!("score-{threads}"), name), |bencher| {
            bencher.iter(|| black_box(prepared.score().expect("it scores")));
        });
    }
    let prepared = plan.prepare(data, Par::Seq).expect("it scores");
    group.bench_function(BenchmarkId::new("score-and-rank-1", name), |bencher| {
        bencher.iter(|| {
            let card = prepared.score().expect("it scores");
            black_box(card.ranks(framework.root_index()).get(0))
        });
    });
    group.finish();
}

criterion_group!(benches, scoring);
criterion_main!(benches);
