//! Calls into libraries that may panic at a damaged file. A panic becomes an error here.
//!
//! What cannot be caught is checked before: a length that a library would allocate (`package`, `xls`).

use std::cell::Cell;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

use icip_problem::{Value, message};

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread would be caught by this crate and become a problem. A program may ask this in its panic
/// hook, and print nothing: the panic is told as a problem of the file. The library itself sets no hook, because there is
/// one for the whole process.
pub fn catches_panics() -> bool {
    CATCHING.get()
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
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let error = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panic");
            Err(message!("bad-file-gave-up", error).into())
        }
    }
}
