//! The degree of parallelism as a value, and helpers that keep order. The only module that names rayon.
//!
//! Results never depend on the number of threads: work is cut at positions that depend on the input alone,
//! every part is computed by sequential code, and the parts are put together in order. This module must not
//! know what is computed.

use std::cell::Cell;
use std::io;
use std::sync::OnceLock;

use rayon::prelude::*;

/// How many threads a call may use. Every choice gives the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Par {
    /// Only the calling thread.
    Seq,
    /// At most this many threads, and no more than there are; 0 and 1 mean the calling thread.
    Threads(usize),
    /// All threads of the machine, once the work is large enough to repay waking them.
    #[default]
    Auto,
}

/// Below this many cell operations `Auto` stays on the calling thread: waking threads takes a few
/// microseconds, and an operation on a cell takes some tenths of a nanosecond.
const AUTO_FROM: usize = 100_000;

/// Parts per thread: several, so that one slow part does not delay the whole.
const PARTS_PER_THREAD: usize = 4;

/// Whether the threads were started, or why not. The first answer stays.
static STARTED: OnceLock<Result<(), String>> = OnceLock::new();

thread_local! {
    /// The most threads that work of this thread may use; see [`at_most`].
    static MOST: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// Does work that uses at most so many threads, wherever it leaves their number open ([`Par::Auto`]) or asks for more; 0 and
/// 1 mean the calling thread.
///
/// ```
/// use icip_num::exec::{Par, at_most, map};
/// let ids = at_most(1, || map(Par::Auto, 8, usize::MAX, |_| std::thread::current().id()));
/// assert_eq!(ids, [std::thread::current().id(); 8]);
/// ```
pub fn at_most<T>(threads: usize, work: impl FnOnce() -> T) -> T {
    /// Sets the number back, also where the work panics.
    struct Before(usize);
    impl Drop for Before {
        fn drop(&mut self) {
            MOST.set(self.0);
        }
    }
    let _before = Before(MOST.replace(threads.max(1).min(MOST.get())));
    work()
}

/// Starts no threads in this process, for the given reason: one thread does all the work. Without effect once threads
/// were started.
pub fn start_no_threads(why: &str) {
    let _ = STARTED.set(Err(why.to_owned()));
}

/// Starts so many threads, or one per processor for 0, where no thread was started before. Whoever does not call this gets one
/// per processor with the first work that is shared.
///
/// # Errors
///
/// The system refuses to start threads, for example because of a limit on their number. The calling thread then does
/// all work, with the same results.
///
/// ```
/// if let Err(error) = icip_num::exec::start_threads(0) {
///     eprintln!("one thread does all the work: {error}");
/// }
/// ```
pub fn start_threads(count: usize) -> io::Result<()> {
    // Within a pool of the caller's own, the work is shared among the threads of that pool.
    if rayon::current_thread_index().is_some() {
        return Ok(());
    }
    let start = || match rayon::ThreadPoolBuilder::new().num_threads(count).build_global() {
        // The only error without an error of the system is that the caller has started the threads already.
        Err(error) if std::error::Error::source(&error).is_some() => Err(error.to_string()),
        _ => Ok(()),
    };
    STARTED.get_or_init(start).clone().map_err(io::Error::other)
}

/// The number of threads that work can be shared among.
fn available() -> usize {
    if start_threads(0).is_ok() { rayon::current_num_threads() } else { 1 }
}

impl Par {
    /// The number of threads for `count` parts of work; `cells` is the number of cell operations in all of
    /// them.
    fn threads(self, count: usize, cells: usize) -> usize {
        let wanted = if self == Self::Auto && cells < AUTO_FROM { 1 } else { limit(self) };
        // No thread is started for work that one does.
        if wanted == 1 { count.min(1) } else { count.min(wanted).min(available()) }
    }
}

/// The most threads that work may use, for a library that shares its work among threads of its own: `usize::MAX` where nobody
/// gave a number.
pub fn limit(par: Par) -> usize {
    let wanted = match par {
        Par::Seq => 1,
        Par::Auto => usize::MAX,
        Par::Threads(threads) => threads.max(1),
    };
    wanted.min(MOST.get())
}

/// Into how many parts to cut `count` consecutive blocks; one part stays on the calling thread.
pub fn parts(par: Par, count: usize, cells: usize) -> usize {
    match par.threads(count, cells) {
        0 | 1 => 1,
        threads => threads.saturating_mul(PARTS_PER_THREAD).min(count),
    }
}

/// Maps `0..count` in order; `cells` is the number of cell operations in all calls.
pub fn map<T: Send>(par: Par, count: usize, cells: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    let threads = par.threads(count, cells);
    if threads <= 1 {
        return (0..count).map(work).collect();
    }
    map_shares(threads, (0..count).into_par_iter(), work)
}

/// Maps owned items in order; `cells` is the number of cell operations in all calls.
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
    map_shares(threads, items.into_par_iter(), work)
}

/// Changes every item in place; `cells` is the number of cell operations in all calls.
pub fn each<T: Send>(par: Par, items: &mut [T], cells: usize, work: impl Fn(usize, &mut T) + Sync + Send) {
    let threads = par.threads(items.len(), cells);
    if threads <= 1 {
        return items.iter_mut().enumerate().for_each(|(at, item)| work(at, item));
    }
    map_shares(threads, items.par_iter_mut().enumerate(), |(at, item)| work(at, item));
}

/// Maps items in order on more than one thread.
fn map_shares<I: IndexedParallelIterator, T: Send>(
    threads: usize,
    items: I,
    work: impl Fn(I::Item) -> T + Sync + Send,
) -> Vec<T> {
    let most = MOST.get();
    let work = |item| at_most(most, || work(item));
    if threads >= available() {
        return items.map(work).collect();
    }
    // One share per thread, so that no more threads than these are at work.
    let size = items.len().div_ceil(threads);
    let shares: Vec<Vec<T>> =
        items.chunks(size).map(|share| share.into_iter().map(&work).collect()).collect();
    shares.into_iter().flatten().collect()
}

/// Runs both closures, side by side where more than one thread may be used; `cells` is the number of cell
/// operations in both.
pub fn both<A: Send, B: Send>(
    par: Par,
    cells: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    // Each closure may itself use all threads, so a limit below that number is kept by running one after the
    // other.
    if par.threads(2, cells) < 2 || par.threads(usize::MAX, cells) < available() {
        return (one(), other());
    }
    let most = MOST.get();
    rayon::join(|| at_most(most, one), || at_most(most, other))
}

/// Runs work that belongs to this thread, and other work beside it where more than one thread may be used; the other work
/// comes first where not. `cells` is the number of cell operations in both.
///
/// ```
/// use icip_num::exec::{Par, beside};
/// let mut log = Vec::new();
/// let (sum, ()) = beside(Par::Seq, 3, || [1, 2].iter().sum::<i32>(), || log.push("here"));
/// assert_eq!((sum, log), (3, vec!["here"]));
/// ```
pub fn beside<A: Send, B>(
    par: Par,
    cells: usize,
    other: impl FnOnce() -> A + Send,
    here: impl FnOnce() -> B,
) -> (A, B) {
    if par.threads(2, cells) < 2 {
        return (other(), here());
    }
    let (mut found, most) = (None, MOST.get());
    let own = rayon::in_place_scope(|scope| {
        scope.spawn(|_| found = Some(at_most(most, other)));
        here()
    });
    (found.expect("the scope ends after its work"), own)
}

/// Fetches the next item while `here` works with one that was fetched before; on one thread it is fetched afterwards, so that
/// there is never more than one. `cells` is the number of cell operations in both.
///
/// ```
/// use icip_num::exec::{Par, ahead};
/// let mut items = [1, 2, 3].into_iter();
/// let (mut sum, mut next) = (0, items.next());
/// while let Some(item) = next {
///     ((), next) = ahead(Par::Auto, 1_000_000, || items.next(), || sum += item);
/// }
/// assert_eq!(sum, 6);
/// ```
pub fn ahead<A: Send, B>(
    par: Par,
    cells: usize,
    fetch: impl FnOnce() -> A + Send,
    here: impl FnOnce() -> B,
) -> (B, A) {
    if par.threads(2, cells) < 2 {
        let worked = here();
        return (worked, fetch());
    }
    let (fetched, worked) = beside(par, cells, fetch, here);
    (worked, fetched)
}

/// Sorts items; equal items must be indistinguishable, because their order is not kept.
pub fn sort<T: Ord + Copy + Send>(par: Par, items: &mut [T]) {
    // Rayon's sort uses either all threads or one.
    let threads = par.threads(items.len(), items.len());
    if threads < 2 || threads < available() {
        return items.sort_unstable();
    }
    items.par_sort_unstable();
}

/// The number of rows of a block: a multiple of 64, so that mask words never span two blocks, and small
/// enough that the intermediate columns of a block stay in a second-level cache.
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
            assert!((1..=100).contains(&parts(par, 100, usize::MAX)), "{par:?}");
            assert_eq!(parts(par, 0, 0), 1, "{par:?}");
        }
    }

    #[test]
    fn a_limit_holds_wherever_work_is_done() {
        let own = std::thread::current().id();
        let here = || std::thread::current().id() == own;
        for par in [Par::Auto, Par::Threads(3)] {
            at_most(1, || {
                assert!(map(par, 100, usize::MAX, |_| here()).iter().all(|here| *here), "{par:?}");
                assert_eq!(both(par, usize::MAX, here, here), (true, true), "{par:?}");
                assert_eq!(beside(par, usize::MAX, here, here), (true, true), "{par:?}");
                assert_eq!(limit(par), 1, "{par:?}");
                // More is not possible inside.
                assert_eq!(at_most(8, || par.threads(9, usize::MAX)), 1, "{par:?}");
            });
            // Work on another thread knows the limit too.
            let limits = at_most(2, || map(par, 100, usize::MAX, |_| MOST.get()));
            assert_eq!(limits, [2; 100], "{par:?}");
        }
        assert!(std::panic::catch_unwind(|| at_most(1, || panic!("as a test does"))).is_err());
        assert_eq!(MOST.get(), usize::MAX);
    }
}
