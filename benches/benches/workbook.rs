//! Reading a workbook. `calamine-alone` streams the same cells and adds up the numbers: it is the yardstick, and ratios to
//! it hold on a busy machine where times do not.

use std::hint::black_box;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icip::exec::Par;
use icip::io::{Area, ColumnOptions, Limits, ReadOptions, read_sheet};
use icip_benches::Stream;
use icip_workbook::Workbook;

/// A name, rows and columns. The larger takes minutes where nothing is optimised, so that tests leave it out.
const SHAPES: [(&str, u32, u16); 2] = [("1101x57", 1_101, 57), ("100000x50", 100_000, 50)];

fn bytes(rows: u32, columns: u16) -> Vec<u8> {
    let (mut stream, mut book) = (Stream::new(2018), rust_xlsxwriter::Workbook::new());
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "code").expect("within the sheet");
    for column in 0..columns {
        sheet.write(0, column + 1, format!("x{column}")).expect("within the sheet");
    }
    for row in 1..=rows {
        sheet.write(row, 0, format!("{row:08}")).expect("within the sheet");
        for column in 1..=columns {
            sheet.write(row, column, stream.uniform() * 1000.0).expect("within the sheet");
        }
    }
    book.save_to_buffer().expect("memory")
}

fn calamine_alone(bytes: &[u8]) -> f64 {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("valid");
    let mut cells = book.worksheet_cells_reader("Sheet1").expect("it is there");
    let mut sum = 0.0;
    while let Some(cell) = cells.next_cell().expect("valid") {
        if let DataRef::Float(value) = cell.get_value() {
            sum += value;
        }
    }
    sum
}

fn read(bytes: &[u8], options: &ReadOptions, par: Par) -> usize {
    let mut book = Workbook::open(bytes, "bench", Limits::default()).expect("valid");
    let sheet = book.read(0, &Area::whole(), par, &mut |_| ()).expect("valid");
    read_sheet(sheet, "bench", options).expect("valid").value.panel.rows()
}

fn workbook(criterion: &mut Criterion) {
    let is_test = std::env::args().any(|argument| argument == "--test");
    for (name, rows, columns) in SHAPES.into_iter().take(if is_test { 1 } else { SHAPES.len() }) {
        let bytes = bytes(rows, columns);
        let options = (0..columns).fold(ReadOptions::new("code"), |options, column| {
            options.with_column(format!("x{column}"), ColumnOptions::default())
        });
        let mut group = criterion.benchmark_group("workbook");
        group.sample_size(10);
        group.throughput(Throughput::Elements(u64::from(rows) * u64::from(columns)));
        group.bench_function(BenchmarkId::new("calamine-alone", name), |bencher| {
            bencher.iter(|| black_box(calamine_alone(&bytes)));
        });
        for (threads, par) in [("1", Par::Seq), ("2", Par::Threads(2))] {
            group.bench_function(BenchmarkId::new(format!("read-{threads}"), name), |bencher| {
                bencher.iter(|| black_box(read(&bytes, &options, par)));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, workbook);
criterion_main!(benches);
