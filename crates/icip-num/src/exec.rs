//! Degree of parallelism as a value, and ordered helpers. The only file that names rayon.
//!
//! Results never depend on the number of threads: work is cut at places that depend on the input
//! alone, every piece is computed by sequential code, and pieces are put together in order.

use rayon::prelude::*;

/// How many threads a call may use. The result is the same bytes for each choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Par {
    /// The calling thread only.
    Seq,
    /// At most this many threads, and no more than the machine has; 0 and 1 mean the calling thread.
    Threads(usize),
    /// All threads of the machine, once the work is large enough to repay waking them.
    #[default]
    Auto,
}

/// Below this many cell operations `Auto` stays on the calling thread: waking threads costs some
/// microseconds, and a cell some tenths of a nanosecond.
const AUTO_FROM: usize = 100_000;

/// Pieces a thread, so that one that is held up does not hold up all.
const PIECES: usize = 4;

impl Par {
    /// Threads for so many pieces of work; `cells` is the work of all together.
    fn threads(self, count: usize, cells: usize) -> usize {
        let wanted = match self {
            Self::Seq => 1,
            Self::Auto if cells < AUTO_FROM => 1,
            Self::Auto => rayon::current_num_threads(),
            Self::Threads(threads) => threads.max(1),
        };
        wanted.min(count)
    }
}

/// Into how many pieces to cut `count` blocks that follow each other; 1 stays on the calling thread.
pub fn pieces(par: Par, count: usize, cells: usize) -> usize {
    match par.threads(count, cells) {
        0 | 1 => 1,
        threads => threads.min(rayon::current_num_threads().max(2)).saturating_mul(PIECES).min(count),
    }
}

/// Maps `0..count` in order; `cells` is the work of all together.
pub fn map<T: Send>(par: Par, count: usize, cells: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    let threads = par.threads(count, cells);
    if threads <= 1 {
        return (0..count).map(work).collect();
    }
    share(threads, (0..count).into_par_iter(), work)
}

/// Maps items that are given away, in order; `cells` is the work of all together.
pub fn map_each<I: Send, T: Send>(
    par: Par,
    items: Vec<I>,
    cells: usize,
    work: impl Fn(I) -> T + Sync + Send,
) -> Vec<T> {
    let threads = par.threads(items.len(), cells);
    if threads <= 1 {
        return items.into_iter().map(work).collect();
    }
    share(threads, items.into_par_iter(), work)
}

/// Changes every item, which no other looks at; `cells` is the work of all together.
pub fn each<T: Send>(par: Par, items: &mut [T], cells: usize, work: impl Fn(usize, &mut T) + Sync + Send) {
    let threads = par.threads(items.len(), cells);
    if threads <= 1 {
        return items.iter_mut().enumerate().for_each(|(at, item)| work(at, item));
    }
    share(threads, items.par_iter_mut().enumerate(), |(at, item)| work(at, item));
}

/// Maps items in order by more than one thread.
fn share<I: IndexedParallelIterator, T: Send>(
    threads: usize,
    items: I,
    work: impl Fn(I::Item) -> T + Sync + Send,
) -> Vec<T> {
    if threads >= rayon::current_num_threads() {
        return items.map(work).collect();
    }
    // As many shares as threads, so that no more of them are at work.
    let size = items.len().div_ceil(threads);
    let shares: Vec<Vec<T>> =
        items.chunks(size).map(|share| share.into_iter().map(&work).collect()).collect();
    shares.into_iter().flatten().collect()
}

/// Does both, side by side where more than one thread may be used; `cells` is the work of both together.
pub fn both<A: Send, B: Send>(
    par: Par,
    cells: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    // Each may take all threads by itself, so a number that is less than all is kept by doing one after the other.
    if par.threads(2, cells) < 2 || par.threads(usize::MAX, cells) < rayon::current_num_threads() {
        return (one(), other());
    }
    rayon::join(one, other)
}

/// Sorts items of which equal ones cannot be told apart.
pub fn sort<T: Ord + Copy + Send>(par: Par, items: &mut [T]) {
    // Sorting in parallel takes all threads or none.
    if par.threads(items.len(), items.len()) < rayon::current_num_threads().max(2) {
        return items.sort_unstable();
    }
    items.par_sort_unstable();
}

/// Rows of a block: a multiple of 64, so that mask words never span two blocks, and small enough
/// that the lanes of a block stay in a second-level cache.
pub const BLOCK: usize = 2048;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_depend_on_threads() {
        for par in
            [Par::Seq, Par::Auto, Par::Threads(0), Par::Threads(2), Par::Threads(3), Par::Threads(usize::MAX)]
        {
            let want: Vec<usize> = (0..100).map(|i| i * i).collect();
            assert_eq!(map(par, 100, usize::MAX, |i| i * i), want, "{par:?}");
            assert_eq!(map_each(par, (0..100).collect(), usize::MAX, |i: usize| i * i), want, "{par:?}");
            assert!((1..=100).contains(&pieces(par, 100, usize::MAX)), "{par:?}");
            assert_eq!(pieces(par, 0, 0), 1, "{par:?}");
        }
    }
}
