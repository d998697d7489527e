//! Runs the examples of the library. Each has a test of its own, which calls its `main`.

use std::collections::BTreeSet;
use std::path::Path;

macro_rules! examples {
    ($($name:ident = $path:literal),+ $(,)?) => {
        $(
            #[path = $path]
            mod $name;
        )+

        /// The examples that are run here.
        const EXAMPLES: &[&str] = &[$(stringify!($name)),+];
    };
}

examples! {
    framework_in_code = "../../crates/icip/examples/framework_in_code.rs",
    later_rows = "../../crates/icip/examples/later_rows.rs",
    monte_carlo = "../../crates/icip/examples/monte_carlo.rs",
    own_threads = "../../crates/icip/examples/own_threads.rs",
    score_in_memory = "../../crates/icip/examples/score_in_memory.rs",
    typed_errors = "../../crates/icip/examples/typed_errors.rs",
}

#[test]
fn every_example_is_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/icip/examples");
    let files = std::fs::read_dir(folder).expect("the folder is there");
    let names: BTreeSet<String> = files
        .map(|entry| entry.expect("readable").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    assert_eq!(names, EXAMPLES.iter().map(|name| (*name).to_owned()).collect());
}
