//! What happens when the user or the system ends the program: unfinished results go, and the program says so. It
//! must not know what the results are.

use std::io;
#[cfg(unix)]
use std::io::Write;
#[cfg(unix)]
use std::sync::Arc;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(unix)]
use icip::problem::message;
#[cfg(unix)]
use signal_hook::consts::{SIGABRT, SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
#[cfg(unix)]
use signal_hook::iterator::Signals;
#[cfg(unix)]
use signal_hook::{flag, low_level};

#[cfg(unix)]
use crate::exit;
#[cfg(unix)]
use crate::results;
use crate::system::System;

/// Starts to listen for interruptions: SIGINT (Ctrl-C), SIGTERM and SIGHUP. The program then ends by the signal, which
/// a shell shows as the exit code 128 plus the number of the signal: 130 for SIGINT, 143 for SIGTERM. A second signal
/// ends it at once. A signal that is ignored when the program starts stays ignored. A file that grows
/// beyond the limit of the system becomes an error like any other of writing, and a program without memory ends with
/// [`exit::INTERNAL`] and not by a signal.
///
/// On systems without such signals nothing listens. Unfinished results then remain until the next run into the same
/// folder.
///
/// # Errors
///
/// The system refuses to start the thread that listens. The program works all the same.
#[cfg(unix)]
pub fn listen(system: &System) -> io::Result<()> {
    // A signal that somebody listens for does not end the program; the writing that caused it fails.
    flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    // Where memory ends although there seemed to be enough, the standard library says so and aborts: that is a failure
    // of this program, and not of the system, which would write the memory to a file and tell of a crash. What is
    // unfinished remains until the next run, because nothing can be done without memory.
    flag::register_conditional_shutdown(SIGABRT, i32::from(exit::INTERNAL), Arc::new(AtomicBool::new(true)))?;
    if !system.has_room_for(1) {
        return Err(io::ErrorKind::OutOfMemory.into());
    }
    // Whoever starts a program with a signal ignored, as `nohup` does, wants it to go on.
    let ignored = system.ignored_signals();
    let wanted: Vec<i32> =
        [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0).collect();
    // The second signal ends the program at once, whatever the first one waits for.
    let again = Arc::new(AtomicBool::new(false));
    for signal in &wanted {
        flag::register_conditional_shutdown(*signal, 128 + signal, Arc::clone(&again))?;
    }
    let mut signals = Signals::new(wanted)?;
    let system = system.clone();
    let listener = move || {
        if let Some(signal) = signals.forever().next() {
            again.store(true, Ordering::SeqCst);
            end(signal, &system);
        }
    };
    std::thread::Builder::new().name("interrupts".into()).spawn(listener)?;
    Ok(())
}

#[cfg(not(unix))]
#[expect(missing_docs, reason = "the documentation stands at the version for unix")]
#[expect(clippy::unnecessary_wraps, reason = "the signature is that of the version for unix")]
pub fn listen(_: &System) -> io::Result<()> {
    Ok(())
}

/// Removes what is unfinished, says so, and ends the program by the signal.
#[cfg(unix)]
fn end(signal: i32, system: &System) {
    // Never given back, so that nothing is begun or published any more. What is being published is finished first.
    let unfinished = system.unfinished();
    for set in unfinished.iter() {
        results::clear(set, system);
    }
    let name = low_level::signal_name(signal).unwrap_or("signal");
    let text = match unfinished.first().and_then(|set| set.staging.parent()) {
        Some(folder) => {
            message!("interrupted-while-writing", signal = name, folder = folder.display().to_string())
        }
        None => message!("interrupted", signal = name),
    };
    // A line of progress may stand before it.
    let _ = writeln!(io::stderr(), "\n{text}");
    let _ = low_level::emulate_default_handler(signal);
}
