//! Any texts as `framework.toml`, `structure.csv` and data: read, scored in every way, and asked about.

#![no_main]

use icip::exec::Par;
use icip::framework::Files;
use icip::io::read_csv_with;
use icip_fuzz::{check, same, texts};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((how, input)) = input.split_first() else { return };
    let Some([toml, structure, data]) = texts::<3>(input) else { return };
    let mut files = Files::new("f.toml", &toml);
    if !structure.is_empty() {
        files = files.with_structure("s.csv", &structure);
    }
    let framework = match files.read() {
        Ok(framework) => framework.value,
        Err(problems) => return same::say(std::slice::from_ref(problems.first())),
    };
    let table = match read_csv_with(data.as_bytes(), "d.csv", &framework.read_options(), Par::Seq) {
        Ok(table) => table.value,
        Err(problems) => return same::say(std::slice::from_ref(problems.first())),
    };
    match how % 2 {
        0 => check::scorecard(&framework, &table.panel),
        _ => check::ways_to_score(&framework, &table.panel, &[1 + usize::from(how / 16), 3], 2),
    }
});
