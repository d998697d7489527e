//! Ranks of finished scores: spread evenly, and with most of them tied.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::Files;
use icip::plan::{Plan, Trail};
use icip_benches::Stream;

/// From the entities of a world-wide index to a register of millions.
const ENTITIES: [usize; 4] = [51, 1_000, 100_000, 1_000_000];

/// Levels of tied scores: the answers of a questionnaire.
const LEVELS: f64 = 20.0;

fn rank(criterion: &mut Criterion) {
    let toml = "format = 1\n[framework]\nid = \"rank\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"index\"\n\
                [[nodes]]\ncode = \"a\"\nparent = \"index\"\ncolumn = \"x\"\n";
    let files = Files::new("framework.toml", toml);
    let framework = files.read().expect("the benchmark's framework is valid").value;
    let mut group = criterion.benchmark_group("rank");
    for entities in ENTITIES {
        let mut stream = Stream::new(7);
        let spread: Vec<f64> = (0..entities).map(|_| stream.uniform() * 100.0).collect();
        let tied = spread.iter().map(|score| (score / 100.0 * LEVELS).floor()).collect();
        group.throughput(Throughput::Elements(entities as u64));
        for (name, scores) in [("spread", spread), ("tied", tied)] {
            let data = Panel::builder()
                .entities((0..entities).map(|entity| Entity::new(format!("{entity:08}"))))
                .column("x", Column::complete_from(scores).expect("uniform numbers are finite"))
                .build()
                .expect("codes are unique");
            let plan = Plan::compile(&framework, &data.schema()).expect("the panel was made for it");
            let prepared = plan.with_trail(Trail::Drop).prepare(&data, Par::Seq).expect("values pass");
            let mut scorer = prepared.scorer(&[framework.root_index()]).expect("it scores");
            scorer.score().expect("it scores");
            group.bench_function(BenchmarkId::new(name, entities), |bencher| {
                bencher.iter(|| black_box(scorer.ranks(0).present_count()));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, rank);
criterion_main!(benches);
