//! What a cell costs under each aggregation of the list: groups of five leaves, above which stand weighted means. Scores of leaves lie between 60 and
//! 140 by fixed goalposts, where every aggregation is at home; their cost is `normalise/apply/goalposts`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icip::exec::Par;
use icip::plan::{Plan, Trail};
use icip_benches::{METHODS, SAMPLES, framework_with, panel, rules};

fn aggregate(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("aggregate");
    for (name, rule) in rules("aggregate") {
        // Those that compare every entity with every other are not for thousands.
        let shape =
            if ["copeland", "benefit-of-the-doubt"].contains(&name.as_str()) { SAMPLES } else { METHODS };
        let data = panel(shape);
        let goalposts = "normalise = { goalposts = { worst = 0, best = 1000, lo = 60, hi = 140 } }";
        let framework = framework_with(shape, &format!("{goalposts}\n[levels.group]\naggregate = {rule}"));
        let plan = Plan::compile(&framework, &data.schema()).expect("the panel was made for it");
        let plan = plan.with_trail(Trail::Drop);
        let prepared = plan.prepare(&data, Par::Seq).expect("values pass");
        group.throughput(Throughput::Elements((shape.entities * shape.indicators) as u64));
        group.bench_function(BenchmarkId::new(shape.name, &name), |bencher| {
            bencher.iter(|| {
                let mut scorer = prepared.scorer(&[framework.root_index()]).expect("it scores");
                scorer.score().expect("it scores");
            });
        });
    }
    group.finish();
}

criterion_group!(benches, aggregate);
criterion_main!(benches);
