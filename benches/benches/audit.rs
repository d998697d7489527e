//! The statistical audit: all its tables for an index of 207 leaves and one of 1,101 municipalities with many samples, and
//! the correlations of all pairs of columns, which the peers have too.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icip::exec::Par;
use icip::plan::Plan;
use icip::review::{ReviewOptions, review};
use icip_benches::{Shape, common_sizes, framework, panel};
use icip_num::association::correlations;

/// Shapes with the samples that are drawn of each: the audit of a detailed index with what the program draws by itself, and
/// that of a register.
const AUDITED: [(Shape, usize); 2] = [
    (Shape { name: "136x207", entities: 136, indicators: 207, missing: 0.0 }, 200),
    (Shape { name: "1101x60", entities: 1_101, indicators: 60, missing: 0.0 }, 1_000),
];

fn audit(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("audit");
    group.sample_size(10);
    for (shape, resamples) in AUDITED {
        let (framework, data) = (framework(shape), panel(shape));
        let plan = Plan::compile(&framework, &data.schema()).expect("the panel was made for it");
        let card = plan.prepare(&data, Par::Auto).expect("values pass").score().expect("it scores");
        let rows: Vec<usize> = (0..data.rows()).collect();
        let mut options = ReviewOptions::default();
        options.resamples = resamples;
        group.bench_function(shape.name, |bencher| {
            bencher.iter(|| black_box(review(&card, &rows, &options).expect("the whole table")));
        });
    }
    group.finish();
}

fn pairs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("correlations");
    for entities in common_sizes() {
        let shape = Shape::common(*entities, "complete").expect("a common size");
        let data = panel(shape);
        let names = (0..shape.indicators).map(|column| format!("x{column}"));
        let columns: Vec<&[f64]> = names.filter_map(|name| data.column(&name)?.complete()).collect();
        group.throughput(Throughput::Elements((shape.entities * shape.indicators) as u64));
        for (name, par) in [("one thread", Par::Seq), ("all threads", Par::Auto)] {
            group.bench_function(BenchmarkId::new(name, entities), |bencher| {
                bencher.iter(|| black_box(correlations(&columns, par)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, audit, pairs);
criterion_main!(benches);
