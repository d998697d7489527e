//! Any texts as COINr's iData and iMeta: problems, or a framework that is read back and scores what iData holds.

#![no_main]

use icip::exec::Par;
use icip::framework::Files;
use icip::import::{CoinrScale, coinr};
use icip::io::read_csv_with;
use icip::plan::Plan;
use icip_fuzz::{same, texts};
use libfuzzer_sys::fuzz_target;

const SCALES: [Option<CoinrScale>; 6] = [
    None,
    Some(CoinrScale::MinMax),
    Some(CoinrScale::ZScore),
    Some(CoinrScale::Scaled),
    Some(CoinrScale::Goalposts),
    Some(CoinrScale::DistanceToTarget),
];

fuzz_target!(|input: &[u8]| {
    let Some((scale, input)) = input.split_first() else { return };
    let Some([idata, imeta]) = texts::<2>(input) else { return };
    let scale = SCALES[usize::from(*scale) % SCALES.len()];
    let files = match coinr(("iData.csv", &idata), ("iMeta.csv", &imeta), scale) {
        Ok(files) => files,
        Err(problems) => return same::say(&problems.iter().take(3).cloned().collect::<Vec<_>>()),
    };
    same::say(&files.warnings);
    let files = files.value;
    let read =
        Files::new("framework.toml", &files.toml).with_structure("structure.csv", &files.structure).read();
    let framework = match read {
        Ok(read) => read.value,
        Err(problems) => {
            panic!("what was written is refused:\n{problems:?}\n{}\n{}", files.toml, files.structure)
        }
    };
    // The data may still be no numbers, or constant.
    let Ok(table) = read_csv_with(idata.as_bytes(), "iData.csv", &framework.read_options(), Par::Seq) else {
        return;
    };
    let panel = table.value.panel;
    let Ok(plan) = Plan::compile(&framework, &panel.schema()) else { return };
    let _ = plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score().map(drop));
});
