//! The threads of polars, whose number nobody can choose once the program runs.

use std::thread::available_parallelism;

use icip::exec::{self, Par};

/// Whether work may go to them: there is one per processor.
pub(crate) fn may_share(par: Par) -> bool {
    let all = available_parallelism().map_or(1, usize::from);
    all > 1 && exec::limit(par) >= all
}
