//! Degree of parallelism as a value, and one ordered helper. The only file that names rayon.
//!
//! Results never depend on the number of threads: work is cut at places that depend on the input
//! alone, every piece is computed by sequential code, and pieces are put together in order.

use std::ops::Range;

use rayon::prelude::*;

/// How many threads a call may use. The result is the same bytes for each choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Par {
    /// The calling thread only.
    Seq,
    /// At most this many threads; 0 and 1 mean the calling thread.
    Threads(usize),
    /// All threads of the machine, once the work is large enough to repay waking them.
    #[default]
    Auto,
}

/// Below this many cell operations `Auto` stays on the calling thread: waking threads costs some
/// microseconds, and a cell some tenths of a nanosecond.
const AUTO_FROM: usize = 100_000;

/// No call wakes more threads than this, whatever is asked for.
const MOST_THREADS: usize = 256;

/// Maps `0..count` in order; `cells` is the work of all together.
pub(crate) fn map<T: Send>(
    par: Par,
    count: usize,
    cells: usize,
    work: impl Fn(usize) -> T + Sync + Send,
) -> Vec<T> {
    match Threads::of(par, count, cells) {
        Threads::Calling => (0..count).map(work).collect(),
        threads => threads.run(|| (0..count).into_par_iter().map(work).collect()),
    }
}

/// Changes every item, which no other looks at; `cells` is the work of all together.
pub(crate) fn each<T: Send>(
    par: Par,
    items: &mut [T],
    cells: usize,
    work: impl Fn(usize, &mut T) + Sync + Send,
) {
    match Threads::of(par, items.len(), cells) {
        Threads::Calling => items.iter_mut().enumerate().for_each(|(at, item)| work(at, item)),
        threads => threads.run(|| items.par_iter_mut().enumerate().for_each(|(at, item)| work(at, item))),
    }
}

/// Sorts items of which equal ones cannot be told apart.
pub(crate) fn sort<T: Ord + Copy + Send>(par: Par, items: &mut [T]) {
    match Threads::of(par, items.len(), items.len()) {
        Threads::Calling => items.sort_unstable(),
        threads => threads.run(|| items.par_sort_unstable()),
    }
}

/// The threads of one call.
enum Threads {
    Calling,
    Own(rayon::ThreadPool),
    All,
}

impl Threads {
    fn of(par: Par, count: usize, cells: usize) -> Self {
        match par {
            Par::Seq | Par::Threads(0 | 1) => Self::Calling,
            Par::Auto if cells < AUTO_FROM || count < 2 => Self::Calling,
            Par::Auto => Self::All,
            // More threads than work or than a machine has would only cost. Where the system refuses
            // threads the result is the same on this one.
            Par::Threads(threads) => rayon::ThreadPoolBuilder::new()
                .num_threads(threads.min(count).min(MOST_THREADS))
                .build()
                .map_or(Self::Calling, Self::Own),
        }
    }

    fn run<T: Send>(self, work: impl FnOnce() -> T + Send) -> T {
        match self {
            Self::Own(pool) => pool.install(work),
            Self::Calling | Self::All => work(),
        }
    }
}

/// Rows of a block: a multiple of 64, so that mask words never span two blocks, and small enough
/// that the node scores of a block of a tree with 64 nodes stay in a second-level cache.
pub(crate) const BLOCK: usize = 2048;

/// The blocks of `rows`, in order.
pub(crate) fn blocks(rows: usize) -> Vec<Range<usize>> {
    (0..rows).step_by(BLOCK).map(|start| start..rows.min(start + BLOCK)).collect()
}
