//! Where the time of a run goes: `--timings`. This module must not know what a stage does.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use icip::problem::{Message, message};

/// A stage of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Reading and checking the framework.
    Framework,
    /// Reading the data.
    Reading,
    /// Passes over a table in blocks that fit its scales.
    Fitting,
    /// Imputing, treating, and fitting the scales of a table in memory.
    Preparing,
    /// Scores of all nodes; of a table in blocks, with all that is done with a block.
    Scoring,
    Ranking,
    /// A study of how certain the ranks are.
    Study,
    /// Other questions to the result: scenarios, exact answers, shares of the variance.
    Questions,
    /// What an auditor would ask.
    Audit,
    /// Putting a page or a workbook together.
    Report,
    /// Writing to files or to standard output.
    Writing,
}

impl Stage {
    fn name(self) -> Message {
        match self {
            Self::Framework => message!("timing-framework"),
            Self::Reading => message!("timing-reading"),
            Self::Fitting => message!("timing-fitting"),
            Self::Preparing => message!("timing-preparing"),
            Self::Scoring => message!("timing-scoring"),
            Self::Ranking => message!("timing-ranking"),
            Self::Study => message!("timing-study"),
            Self::Questions => message!("timing-questions"),
            Self::Audit => message!("timing-audit"),
            Self::Report => message!("timing-report"),
            Self::Writing => message!("timing-writing"),
        }
    }
}

/// The times of a run; copies share them. Without `--timings` nobody looks at the clock.
#[derive(Debug, Clone, Default)]
pub(crate) struct Timings {
    state: Option<Arc<Mutex<State>>>,
}

#[derive(Debug)]
struct State {
    begun: Instant,
    lines: Vec<Line>,
    /// The stage that is under way. What begins meanwhile is a part of it.
    open: Option<usize>,
}

#[derive(Debug)]
struct Line {
    stage: Stage,
    part_of: Option<usize>,
    time: Duration,
}

impl Timings {
    /// Times from now on.
    pub(crate) fn begin() -> Self {
        let state = State { begun: Instant::now(), lines: Vec::new(), open: None };
        Self { state: Some(Arc::new(Mutex::new(state))) }
    }

    /// Begins a stage, which ends where what is returned is dropped.
    #[must_use]
    pub(crate) fn start(&self, stage: Stage) -> Running {
        let Some(mut state) = self.lock() else {
            return Running { timings: Self::default(), line: 0, begun: None };
        };
        let part_of = state.open;
        let known = state.lines.iter().position(|line| line.stage == stage && line.part_of == part_of);
        let line = known.unwrap_or_else(|| {
            state.lines.push(Line { stage, part_of, time: Duration::ZERO });
            state.lines.len() - 1
        });
        if part_of.is_none() {
            state.open = Some(line);
        }
        Running { timings: self.clone(), line, begun: Some(Instant::now()) }
    }

    /// The times as lines for people; none without `--timings`.
    pub(crate) fn lines(&self) -> Vec<String> {
        let Some(state) = self.lock() else { return Vec::new() };
        let of = |parent: Option<usize>| {
            state.lines.iter().enumerate().filter(move |(_, line)| line.part_of == parent)
        };
        let mut rows = Vec::new();
        for (position, line) in of(None) {
            rows.push((format!("  {}", line.stage.name()), line.time));
            rows.extend(
                of(Some(position)).map(|(_, part)| (format!("    {}", part.stage.name()), part.time)),
            );
        }
        rows.push((format!("  {}", message!("timing-all")), state.begun.elapsed()));
        let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
        let line =
            |(name, time): (String, Duration)| format!("{name:width$}  {:>9.1}", time.as_secs_f64() * 1000.0);
        let has_parts = state.lines.iter().any(|line| line.part_of.is_some());
        let title = std::iter::once(message!("timings-title").to_string());
        let end = has_parts.then(|| message!("timings-parts").to_string());
        title.chain(rows.into_iter().map(line)).chain(end).collect()
    }

    fn lock(&self) -> Option<MutexGuard<'_, State>> {
        self.state.as_ref().map(|state| state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A stage that is under way.
#[derive(Debug)]
pub(crate) struct Running {
    timings: Timings,
    line: usize,
    begun: Option<Instant>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let (Some(mut state), Some(begun)) = (self.timings.lock(), self.begun) else { return };
        state.lines[self.line].time += begun.elapsed();
        if state.open == Some(self.line) {
            state.open = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_inside_another_is_its_part() {
        let timings = Timings::begin();
        for _ in 0..2 {
            let _scoring = timings.start(Stage::Scoring);
            drop(timings.start(Stage::Reading));
            drop(timings.start(Stage::Writing));
        }
        drop(timings.start(Stage::Writing));
        let state = timings.lock().expect("it was begun");
        let lines: Vec<_> = state.lines.iter().map(|line| (line.stage, line.part_of)).collect();
        let want = [
            (Stage::Scoring, None),
            (Stage::Reading, Some(0)),
            (Stage::Writing, Some(0)),
            (Stage::Writing, None),
        ];
        assert_eq!(lines, want);
    }
}
