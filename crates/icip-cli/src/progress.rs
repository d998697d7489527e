//! How far long work is, on a terminal.

use std::io::Write;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crate::Io;

/// Nothing is drawn before this: short work needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// Time between two drawings.
const PACE: Duration = Duration::from_millis(100);
/// Characters of a full bar.
const BAR: usize = 30;

/// A line that is drawn over itself, not too early and not too often; nothing where the talk goes to no terminal.
pub(crate) struct Line<'p> {
    talk: Option<&'p mut dyn Write>,
    begun: Instant,
    drawn: Option<Instant>,
}

impl<'p> Line<'p> {
    pub(crate) fn new(io: &'p mut Io<'_>) -> Self {
        let talk = io.talk_terminal.map(|_| &mut *io.talk as &mut dyn Write);
        Self { talk, begun: Instant::now(), drawn: None }
    }

    /// Draws a text, which may hang on the time since the start.
    pub(crate) fn draw(&mut self, text: impl FnOnce(Duration) -> String) {
        let now = Instant::now();
        let elapsed = now - self.begun;
        let due = self.drawn.map_or(elapsed >= PATIENCE, |drawn| now - drawn >= PACE);
        if let (Some(talk), true) = (&mut self.talk, due) {
            let _ = write!(talk, "\r{}\x1b[K", text(elapsed)).and_then(|()| talk.flush());
            self.drawn = Some(now);
        }
    }

    /// Leaves the line as it was.
    pub(crate) fn clear(&mut self) {
        if let (Some(talk), Some(_)) = (&mut self.talk, self.drawn) {
            let _ = write!(talk, "\r\x1b[K").and_then(|()| talk.flush());
        }
    }
}

impl Drop for Line<'_> {
    fn drop(&mut self) {
        self.clear();
    }
}

/// A bar with the time left.
pub(crate) struct Progress<'p> {
    line: Line<'p>,
    what: &'static str,
    total: u64,
}

impl<'p> Progress<'p> {
    pub(crate) fn new(io: &'p mut Io<'_>, what: &'static str, total: u64) -> Self {
        Self { line: Line::new(io), what, total }
    }

    /// So many are done. Work always goes on: it is ended from outside.
    pub(crate) fn show(&mut self, done: u64) -> ControlFlow<()> {
        self.line.draw(|elapsed| bar(self.what, done, self.total, elapsed));
        ControlFlow::Continue(())
    }
}

fn bar(what: &str, done: u64, total: u64, elapsed: Duration) -> String {
    let share = if total == 0 { 1.0 } else { done as f64 / total as f64 };
    let full = ((share * BAR as f64) as usize).min(BAR);
    let left = match done {
        0 => String::new(),
        _ => format!(", {} left", clock(elapsed.as_secs_f64() * (1.0 - share) / share)),
    };
    format!("{what} [{}{}] {done} of {total}{left}", "#".repeat(full), ".".repeat(BAR - full))
}

/// Seconds as people read them.
fn clock(seconds: f64) -> String {
    let seconds = seconds.ceil() as u64;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_follows_from_the_time_spent() {
        // A quarter took 20 s, so three quarters take a minute.
        let text = bar("runs", 250, 1000, Duration::from_secs(20));
        assert_eq!(text, format!("runs [{}{}] 250 of 1000, 1 min 00 s left", "#".repeat(7), ".".repeat(23)));
        assert_eq!(bar("runs", 0, 10, Duration::ZERO), format!("runs [{}] 0 of 10", ".".repeat(30)));
        assert_eq!((clock(0.2), clock(7260.0)), ("1 s".to_owned(), "2 h 01 min".to_owned()));
    }

    #[test]
    fn nothing_is_drawn_but_on_a_terminal() {
        let mut talk = Vec::new();
        let mut out = Vec::new();
        let mut io = Io {
            input: &mut std::io::empty(),
            out: &mut out,
            talk: &mut talk,
            terminal: None,
            talk_terminal: None,
        };
        let mut progress = Progress::new(&mut io, "runs", 2);
        progress.line.begun =
            progress.line.begun.checked_sub(Duration::from_secs(9)).expect("the clock is older");
        assert!(progress.show(1).is_continue());
        drop(progress);
        assert!(talk.is_empty());
    }
}
