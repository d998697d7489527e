//! What a cell costs under each normalisation of the list: fitting to the sample, and writing the scores.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icip::exec::Par;
use icip::framework::NodeIx;
use icip::plan::{Plan, Trail};
use icip_benches::{METHODS, framework_with, panel, rules};

fn normalise(criterion: &mut Criterion) {
    let data = panel(METHODS);
    let mut group = criterion.benchmark_group("normalise");
    group.throughput(Throughput::Elements((METHODS.entities * METHODS.indicators) as u64));
    for (name, rule) in rules("normalise") {
        let framework = framework_with(METHODS, &format!("normalise = {rule}"));
        let plan = Plan::compile(&framework, &data.schema()).expect("the panel was made for it");
        let plan = plan.with_trail(Trail::Drop);
        group.bench_function(BenchmarkId::new("fit", &name), |bencher| {
            bencher.iter(|| black_box(plan.prepare(&data, Par::Seq).expect("it can be fitted")));
        });
        let prepared = plan.prepare(&data, Par::Seq).expect("it can be fitted");
        let leaves: Vec<NodeIx> = framework.leaves().collect();
        let mut scorer = prepared.scorer(&leaves).expect("leaves are given");
        group.bench_function(BenchmarkId::new("apply", &name), |bencher| {
            bencher.iter(|| scorer.score().expect("it scores"));
        });
    }
    group.finish();
}

criterion_group!(benches, normalise);
criterion_main!(benches);
