//! Reading CSV, in bytes a second. `count-marks` finds every line end and separator of the same bytes
//! and is the yardstick: ratios to it hold on a busy machine where times do not.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icip::exec::Par;
use icip::io::{ColumnOptions, ReadOptions, TableLayout, read_csv_with};
use icip_benches::Stream;

/// Threads that are compared.
const THREADS: [usize; 2] = [1, 2];

const ROWS: usize = 100_000;
const COLUMNS: usize = 50;
/// Indicators of tables of observations.
const INDICATORS: usize = 20;

/// How a table is written.
struct Form {
    name: &'static str,
    delimiter: char,
    decimal: char,
    /// Share of cells that are `NA`.
    missing: f64,
}

const FORMS: [Form; 3] = [
    Form { name: "100000x50", delimiter: ',', decimal: '.', missing: 0.0 },
    Form { name: "100000x50-spanish", delimiter: ';', decimal: ',', missing: 0.0 },
    Form { name: "100000x50-missing-10", delimiter: ',', decimal: '.', missing: 0.1 },
];

fn text(form: &Form) -> String {
    let mut stream = Stream::new(2018);
    let mut text = String::from("code");
    for column in 0..COLUMNS {
        write!(text, "{}x{column}", form.delimiter).expect("a string takes all");
    }
    for row in 0..ROWS {
        write!(text, "\n{row:08}").expect("a string takes all");
        for _ in 0..COLUMNS {
            text.push(form.delimiter);
            let start = text.len();
            let value = stream.uniform() * 1000.0;
            match stream.uniform() < form.missing {
                true => text.push_str("NA"),
                false => write!(text, "{value:.6}").expect("a string takes all"),
            }
            if let Some(mark) = text[start..].find('.').filter(|_| form.decimal != '.') {
                text.replace_range(start + mark..=start + mark, &form.decimal.to_string());
            }
        }
    }
    text.push('\n');
    text
}

fn ingest(criterion: &mut Criterion) {
    let mut options = ReadOptions::default();
    options.missing.push("NA".into());
    for column in 0..COLUMNS {
        options.columns.insert(format!("x{column}"), ColumnOptions::default());
    }
    for form in &FORMS {
        one(criterion, form.name, form.delimiter, &text(form), &options);
    }
    let mut options = ReadOptions::new("REF_AREA");
    (options.layout, options.period) = (TableLayout::Long, Some("TIME_PERIOD".into()));
    for indicator in 0..INDICATORS {
        options.columns.insert(format!("x{indicator}"), ColumnOptions::default());
    }
    for (name, by_entity) in [("long-1000000-by-entity", true), ("long-1000000-by-indicator", false)] {
        one(criterion, name, ',', &observations(by_entity), &options);
    }
}

/// A million observations of 50,000 entities, as SDMX-CSV has them.
fn observations(by_entity: bool) -> String {
    const ENTITIES: usize = 50_000;
    let mut stream = Stream::new(2018);
    let mut text = String::from("REF_AREA,TIME_PERIOD,INDICATOR,OBS_VALUE\n");
    for place in 0..ENTITIES * INDICATORS {
        let (entity, indicator) = if by_entity {
            (place / INDICATORS, place % INDICATORS)
        } else {
            (place % ENTITIES, place / ENTITIES)
        };
        let value = stream.uniform() * 1000.0;
        writeln!(text, "{entity:08},2024,x{indicator},{value:.6}").expect("a string takes all");
    }
    text
}

fn one(criterion: &mut Criterion, name: &str, delimiter: char, text: &str, options: &ReadOptions) {
    let mut group = criterion.benchmark_group("ingest");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(BenchmarkId::new("count-marks", name), |bencher| {
        let delimiter = u8::try_from(delimiter).expect("an ASCII separator");
        bencher.iter(|| black_box(memchr::memchr2_iter(delimiter, b'\n', text.as_bytes()).count()));
    });
    for threads in THREADS {
        let par = Par::Threads(threads);
        group.bench_function(BenchmarkId::new(format!("read-{threads}"), name), |bencher| {
            bencher.iter(|| black_box(read_csv_with(text.as_bytes(), "bench", options, par).expect("valid")));
        });
    }
    group.finish();
}

criterion_group!(benches, ingest);
criterion_main!(benches);
