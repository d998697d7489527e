//! Shows the progress of long work on a terminal. It must not know what the work is.

use std::io::Write;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use icip::problem::{Message, message};

use crate::streams::Io;

/// Nothing is drawn before this time: short work needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// The time between two drawings.
const INTERVAL: Duration = Duration::from_millis(100);
/// The characters of a full bar.
const BAR: usize = 30;

/// A line that is drawn over itself, neither too early nor too often. Nothing is drawn where standard error
/// is no terminal.
pub(crate) struct StatusLine<'p> {
    err: Option<&'p mut (dyn Write + Send)>,
    begun: Instant,
    drawn: Option<Instant>,
}

impl<'p> StatusLine<'p> {
    pub(crate) fn new(io: &'p mut Io<'_>) -> Self {
        let err = io.err_terminal.map(|_| &mut *io.err as &mut (dyn Write + Send));
        Self { err, begun: Instant::now(), drawn: None }
    }

    /// A line that is never drawn.
    pub(crate) fn none() -> Self {
        Self { err: None, begun: Instant::now(), drawn: None }
    }

    /// Draws a text, which may depend on the time since the start. A drawing that fails is lost like any
    /// message.
    pub(crate) fn draw(&mut self, text: impl FnOnce(Duration) -> String) {
        let now = Instant::now();
        let elapsed = now - self.begun;
        let due = self.drawn.map_or(elapsed >= PATIENCE, |drawn| now - drawn >= INTERVAL);
        if let (Some(err), true) = (&mut self.err, due) {
            // Back to the start of the line, the text, and the rest of a longer text before it removed.
            let _ = write!(err, "\r{}\x1b[K", text(elapsed)).and_then(|()| err.flush());
            self.drawn = Some(now);
        }
    }

    /// Removes the drawing.
    pub(crate) fn clear(&mut self) {
        if let (Some(err), Some(_)) = (&mut self.err, self.drawn) {
            let _ = write!(err, "\r\x1b[K").and_then(|()| err.flush());
        }
    }
}

impl Drop for StatusLine<'_> {
    fn drop(&mut self) {
        self.clear();
    }
}

/// A bar with the remaining time.
pub(crate) struct Progress<'p> {
    line: StatusLine<'p>,
    what: Message,
    total: u64,
}

impl<'p> Progress<'p> {
    pub(crate) fn new(io: &'p mut Io<'_>, what: Message, total: u64) -> Self {
        Self { line: StatusLine::new(io), what, total }
    }

    /// Shows how many are done. The work always goes on: a user ends it with the process.
    pub(crate) fn show(&mut self, done: u64) -> ControlFlow<()> {
        self.line.draw(|elapsed| bar(&self.what, done, self.total, elapsed));
        ControlFlow::Continue(())
    }
}

fn bar(what: &Message, done: u64, total: u64, elapsed: Duration) -> String {
    let share = if total == 0 { 1.0 } else { done as f64 / total as f64 };
    let full = ((share * BAR as f64) as usize).min(BAR);
    let bar = format!("{}{}", "#".repeat(full), ".".repeat(BAR - full));
    let (what, done_text, total) = (what.clone(), done.to_string(), total.to_string());
    let text = match done {
        0 => message!("progress-begun", what, bar, done = done_text, total),
        _ => {
            // As if the rest went as fast as what is done.
            let left = clock(elapsed.as_secs_f64() * (1.0 - share) / share);
            message!("progress", what, bar, done = done_text, total, left)
        }
    };
    text.to_string()
}

/// Seconds as people read them.
fn clock(seconds: f64) -> Message {
    let seconds = seconds.ceil() as u64;
    match seconds {
        0..60 => message!("clock-seconds", seconds = seconds.to_string()),
        60..3600 => {
            let (minutes, seconds) = ((seconds / 60).to_string(), format!("{:02}", seconds % 60));
            message!("clock-minutes", minutes, seconds)
        }
        _ => {
            let (hours, minutes) = ((seconds / 3600).to_string(), format!("{:02}", seconds / 60 % 60));
            message!("clock-hours", hours, minutes)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_follows_from_the_time_spent() {
        // A quarter took 20 s, so three quarters take a minute.
        let runs = || message!("progress-runs");
        let text = bar(&runs(), 250, 1000, Duration::from_secs(20));
        assert_eq!(text, format!("runs [{}{}] 250 of 1000, 1 min 00 s left", "#".repeat(7), ".".repeat(23)));
        assert_eq!(bar(&runs(), 0, 10, Duration::ZERO), format!("runs [{}] 0 of 10", ".".repeat(30)));
        assert_eq!([clock(0.2), clock(7260.0)].map(|time| time.to_string()), ["1 s", "2 h 01 min"]);
    }

    #[test]
    fn nothing_is_drawn_but_on_a_terminal() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut input = std::io::empty();
        let mut io = Io::new(&mut input, &mut out, &mut err);
        let mut progress = Progress::new(&mut io, message!("progress-runs"), 2);
        progress.line.begun =
            progress.line.begun.checked_sub(Duration::from_secs(9)).expect("the clock is older");
        assert!(progress.show(1).is_continue());
        drop(progress);
        assert!(err.is_empty());
    }
}
