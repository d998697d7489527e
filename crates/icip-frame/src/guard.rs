//! Calls into polars, which panics on some damaged files. A panic becomes an error here.
//!
//! What cannot be caught is checked before: a length that polars would allocate (`parquet_sizes`, `arrow_sizes`).

use std::any::Any;
use std::cell::Cell;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

use icip::problem::{Message, Value, message};

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread would be caught by this crate and become a problem. A program may ask this in its
/// panic hook, and print nothing: the panic is told as a problem of the file. The library itself sets no hook, because
/// there is one for the whole process.
pub fn catches_panics() -> bool {
    // The threads of polars are named so, and hand their panics on to the thread that called it.
    CATCHING.get() || std::thread::current().name().is_some_and(|name| name.starts_with("polars"))
}

/// What `work` gives, or why it gives nothing.
pub(crate) fn guarded<T, E: Display>(work: impl FnOnce() -> Result<T, E>) -> Result<T, Value> {
    let before = CATCHING.replace(true);
    // A call that panicked leaves nothing behind that is used again.
    let result = catch_unwind(AssertUnwindSafe(work));
    CATCHING.set(before);
    match result {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(error.to_string().into()),
        Err(panic) => Err(gave_up(panic.as_ref()).into()),
    }
}

fn gave_up(panic: &(dyn Any + Send)) -> Message {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let error = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panic");
    message!("bad-file-gave-up", error)
}
