//! Any bytes as a table, with any options: the reader says what the slow and obvious reader says.

#![no_main]

use icip::exec::Par;
use icip::io::fuzzing::read_csv_by_reference;
use icip::io::read_csv_with;
use icip_fuzz::options::{OPTION_BYTES, read_options};
use icip_fuzz::same;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((options, table)) = input.split_at_checked(OPTION_BYTES) else { return };
    let options = read_options(options, table);
    let read = read_csv_with(table, "f.csv", &options, Par::Seq);
    // The reference knows the whole table only, without lines that are left out and periods that are not shown.
    if options.comment.is_none() && options.ends_before.is_none() && options.shown.is_none() {
        let reference = read_csv_by_reference(table, "f.csv", &options);
        same::tables(&read, &reference, same::findings, "reader and reference");
    }
    match read {
        Ok(read) => {
            let columns = read.value.panel.schema().columns().to_vec();
            for column in columns.iter().filter_map(|name| read.value.panel.column(name)) {
                assert!(column.cells().flatten().all(f64::is_finite), "what is present is finite");
            }
            same::say(&read.warnings);
        }
        Err(problems) => same::say(std::slice::from_ref(problems.first())),
    }
});
