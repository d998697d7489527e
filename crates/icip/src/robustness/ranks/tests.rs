//! The summary against its definitions written out, and against itself cut otherwise.

use super::*;
use icip_num::exec::Par;
use icip_num::random::{Purpose, Stream};
use icip_num::statistics;

const ENTITIES: usize = 7;

/// Replicates with ties; every 40th has failed.
fn replicates(count: usize) -> Vec<f64> {
    let mut stream = Stream::new(6, Purpose::Inputs, 0);
    (0..count * ENTITIES)
        .map(|cell| {
            let score = f64::from(stream.below(9)) + (cell % ENTITIES) as f64;
            if cell % (40 * ENTITIES) == 3 { f64::INFINITY } else { score }
        })
        .collect()
}

fn settings() -> Settings {
    Settings { pairs: KeepPairs::Yes, scores: KeepScores::Bins { low: 0.0, high: 20.0 }, bits: false }
}

fn summary(scores: &[f64], rows: usize, par: Par) -> Summary {
    let mut summary = Summary::new(ENTITIES, settings()).expect("allowed");
    scores.chunks(rows * ENTITIES).for_each(|block| summary.add(block, par));
    summary
}

#[test]
fn the_summary_equals_the_definitions_written_out() {
    let scores = replicates(300);
    let got = summary(&scores, 300, Par::Seq);
    let good: Vec<&[f64]> =
        scores.chunks_exact(ENTITIES).filter(|row| row.iter().all(|score| score.is_finite())).collect();
    assert_eq!((got.replicates(), got.failed()), (292, 8));
    assert_eq!(good.len(), 292);
    let rank = |row: &[f64], one: usize| 1 + row.iter().filter(|score| **score > row[one]).count() as u32;
    let share = |count: usize| Some(count as f64 / 292.0);
    for one in 0..ENTITIES {
        for place in 1..=ENTITIES as u32 {
            let count = good.iter().filter(|row| rank(row, one) == place).count();
            assert_eq!(got.ranks(one).probability(place), share(count));
            let count = good.iter().filter(|row| rank(row, one) <= place).count();
            assert_eq!(got.ranks(one).top(place), share(count));
        }
        let of_one: Vec<f64> = good.iter().map(|row| row[one]).collect();
        let mean = statistics::mean(&of_one).expect("some");
        assert!((got.scores(one).mean().expect("some") - mean).abs() < 1e-12);
        for other in 0..ENTITIES {
            let above = good.iter().filter(|row| row[one] > row[other]).count() as f64;
            let tied = good.iter().filter(|row| row[one] == row[other]).count() as f64;
            let want = (above + tied / 2.0) / 292.0;
            assert!((got.above(one, other).expect("counted") - want).abs() < 1e-15, "{one} {other}");
        }
    }
}

#[test]
fn neither_cuts_nor_threads_change_a_bit() {
    let scores = replicates(1000);
    let whole = summary(&scores, 1000, Par::Seq);
    for (rows, par) in
        [(1, Par::Seq), (128, Par::Threads(2)), (300, Par::Threads(7)), (1000, Par::Threads(3))]
    {
        assert_eq!(summary(&scores, rows, par), whole, "{rows} {par:?}");
    }
}

#[test]
fn merged_counts_are_those_of_all() {
    let scores = replicates(1000);
    let whole = summary(&scores, 1000, Par::Seq);
    let mut merged = Summary::new(ENTITIES, settings()).expect("allowed");
    scores.chunks(256 * ENTITIES).for_each(|part| merged.merge(&summary(part, 100, Par::Seq)));
    assert_eq!((merged.replicates(), merged.failed()), (whole.replicates(), whole.failed()));
    for one in 0..ENTITIES {
        assert_eq!(merged.ranks(one), whole.ranks(one));
        assert_eq!(merged.scores(one).quantile(0.3), whole.scores(one).quantile(0.3));
        (0..ENTITIES).for_each(|other| assert_eq!(merged.above(one, other), whole.above(one, other)));
    }
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let pairs = Settings { pairs: KeepPairs::Yes, ..Settings::default() };
    assert_eq!(Summary::new(32_768, pairs), Err(SummaryError::Pairs(32_768)));
    let bins = |low, high| Settings { scores: KeepScores::Bins { low, high }, ..Settings::default() };
    assert_eq!(Summary::new(2, bins(1.0, 1.0)), Err(SummaryError::Bounds(1.0, 1.0)));
    assert!(Summary::new(2, bins(0.0, f64::INFINITY)).is_err());
    assert!(Summary::new(2, bins(f64::NAN, 1.0)).is_err());
    let nothing = Summary::new(2, Settings::default()).expect("allowed");
    assert_eq!((nothing.above(0, 1), nothing.ranks(0).mean()), (None, None));
}
