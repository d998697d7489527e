//! The page of a report and the workbook: what they cost beside scoring and the study.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use icip::data::Panel;
use icip::exec::Par;
use icip::framework::{Framework, Uncertainty, builtin};
use icip::plan::Plan;
use icip::problem::Language;
use icip::report::robustness::{RobustnessResults, robustness_document};
use icip::robustness::monte_carlo::{MonteCarloOptions, monte_carlo};
use icip::robustness::study::Study;
use icip_benches::{Shape, answers, framework, panel};
use icip_report::{Cells, Report, Sources};

/// The runs of the studies whose intervals the pages show. More runs take no more room in a page.
const RUNS: u64 = 100;

/// The best so many are the top.
const TOP: u32 = 10;

fn page(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("report");
    group.sample_size(10);
    let questions = builtin("icip-2018").expect("it ships");
    of(&mut group, "136x293", &questions, &answers(&questions, 136));
    let register = Shape { name: "10000x50", entities: 10_000, indicators: 50, missing: 0.0 };
    of(&mut group, register.name, &framework(register), &panel(register));
    group.finish();
}

fn of(
    group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>,
    name: &str,
    framework: &Framework,
    panel: &Panel,
) {
    let plan = Plan::compile(framework, &panel.schema()).expect("the columns are there");
    let card = plan.prepare(panel, Par::Auto).and_then(|prepared| prepared.score()).expect("scores");
    let uncertainty = Uncertainty::simplex_of(framework).expect("an index with weights");
    let study = Study::new(&plan, panel, &uncertainty, None, Par::Auto).expect("ranked entities");
    let options = MonteCarloOptions::new(RUNS, 1);
    let runs = monte_carlo(&study, &options, &mut |_| std::ops::ControlFlow::Continue(()), Par::Auto);
    let document =
        robustness_document(&RobustnessResults::new(&study, TOP, &options, &runs.expect("few runs")));
    let mut sources = Sources::new(&card, "{}", Language::ENGLISH);
    sources.study = Some(&document);
    group.bench_function(BenchmarkId::new("page", name), |bencher| {
        bencher.iter(|| black_box(Report::new(sources).page().len()));
    });
}

/// A workbook with all sheets, of values and with formulas.
fn workbook(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("workbook");
    group.sample_size(10);
    let table = Shape { name: "1101x60", entities: 1101, indicators: 60, missing: 0.02 };
    let (framework, panel) = (framework(table), panel(table));
    let plan = Plan::compile(&framework, &panel.schema()).expect("the columns are there");
    let card = plan.prepare(&panel, Par::Auto).and_then(|prepared| prepared.score()).expect("scores");
    let report = Report::new(Sources::new(&card, "{}", Language::ENGLISH));
    for (name, cells) in [("values", Cells::Values), ("formulas", Cells::Formulas)] {
        group.bench_function(BenchmarkId::new(name, table.name), |bencher| {
            bencher.iter(|| black_box(report.workbook(cells).expect("it fits").len()));
        });
    }
    group.finish();
}

criterion_group!(benches, page, workbook);
criterion_main!(benches);
