//! Any framework with any data, extreme numbers among them: scored in memory, on several threads and in blocks, with the
//! same bytes or the same problems.

#![no_main]

use arbitrary::Unstructured;
use icip::framework::Files;
use icip_fuzz::tree::{Case, Rules};
use icip_fuzz::{check, same};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((how, input)) = input.split_first() else { return };
    let Ok(case) = Case::new(&mut Unstructured::new(input), Rules::All, false) else { return };
    let framework = match Files::new("f.toml", &case.toml).read() {
        Ok(framework) => framework.value,
        Err(problems) => return same::say(std::slice::from_ref(problems.first())),
    };
    match how % 4 {
        0 => check::scorecard(&framework, &case.panel),
        _ => {
            let sizes = [1 + usize::from(how / 4 % 4), 1 + usize::from(how / 16)];
            check::ways_to_score(&framework, &case.panel, &sizes, 2 + usize::from(how % 2));
        }
    }
});
