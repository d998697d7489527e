//! Any doubles: ranks against counting, exact sums in any order and in parts, medians, rounding, and numbers as text.

#![no_main]

use icip::io::format_number;
use icip::round::{Half, Round};
use icip_num::exact::ExactSum;
use icip_num::grid::Grid;
use icip_num::rank::{Ties, ranks};
use icip_num::statistics;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((how, input)) = input.split_first() else { return };
    let x: Vec<f64> = match how % 4 {
        // Few different numbers have ties; any bits have ends.
        0 => input.iter().take(24).map(|byte| f64::from(byte % 16) / 8.0).collect(),
        1 => input
            .chunks_exact(2)
            .take(40)
            .map(|two| f64::from(i16::from_le_bytes([two[0], two[1]])) / 100.0)
            .collect(),
        _ => {
            let bits =
                |eight: &[u8]| f64::from_bits(u64::from_le_bytes(eight.try_into().expect("eight bytes")));
            input.chunks_exact(8).take(12).map(bits).filter(|x| x.is_finite()).collect()
        }
    };
    match how / 4 % 4 {
        0 => ranked(&x),
        1 => summed(&x),
        2 => rounded(&x, u32::from(how / 16)),
        _ => written(&x),
    }
});

fn ranked(x: &[f64]) {
    for grid in [Grid::of(x), Grid::between(None)] {
        let places: Vec<f64> = x.iter().map(|x| grid.position(*x)).collect();
        let above = |place: &f64| places.iter().filter(|other| **other > *place).count() as f64;
        let equal = |place: &f64| places.iter().filter(|other| **other == *place).count() as f64;
        let want: Vec<f64> = places.iter().map(|place| above(place) + 1.0).collect();
        assert_eq!(ranks(x, grid, Ties::Competition), want, "{x:?} {grid:?}");
        let want: Vec<f64> = places.iter().map(|place| above(place) + (1.0 + equal(place)) / 2.0).collect();
        assert_eq!(ranks(x, grid, Ties::Average), want, "{x:?} {grid:?}");
        let mut ordinal = ranks(x, grid, Ties::Ordinal);
        ordinal.sort_by(f64::total_cmp);
        assert!(ordinal.iter().enumerate().all(|(at, rank)| *rank == at as f64 + 1.0), "{x:?}");
    }
}

fn summed(x: &[f64]) {
    let sum = ExactSum::of(x).value();
    let mut back: Vec<f64> = x.to_vec();
    back.reverse();
    assert_eq!(sum.to_bits(), ExactSum::of(&back).value().to_bits(), "the order of {x:?}");
    back.sort_by(f64::total_cmp);
    assert_eq!(sum.to_bits(), ExactSum::of(&back).value().to_bits(), "the order of {x:?}");
    let (one, other) = x.split_at(x.len() / 3);
    let mut parts = ExactSum::of(one);
    parts.merge(&ExactSum::of(other));
    assert_eq!(sum.to_bits(), parts.value().to_bits(), "the parts of {x:?}");
    let mut single = ExactSum::default();
    x.iter().for_each(|x| single.add(*x));
    assert_eq!(sum.to_bits(), single.value().to_bits(), "one by one: {x:?}");
    // A number and its opposite cancel, whatever stands between them.
    let all: Vec<f64> = x.iter().copied().chain(x.iter().map(|x| -x)).collect();
    assert_eq!(ExactSum::of(&all).value(), 0.0, "{x:?}");
    if let Some(median) = statistics::median(x) {
        let below = x.iter().filter(|x| **x < median).count();
        let above = x.iter().filter(|x| **x > median).count();
        assert!(2 * below <= x.len() && 2 * above <= x.len(), "the median of {x:?} is {median:?}");
    }
}

fn rounded(x: &[f64], digits: u32) {
    for half in [Half::Even, Half::Away, Half::Up, Half::R] {
        let round = Round::new(digits, half);
        let mut sorted = x.to_vec();
        sorted.sort_by(f64::total_cmp);
        let all: Vec<f64> = sorted.iter().map(|x| round.apply(*x)).collect();
        for (x, z) in sorted.iter().zip(&all) {
            assert!(z.is_finite(), "{x:?} to {digits} digits, {half:?}: {z:?}");
            assert_eq!(round.apply(*z), *z, "{x:?} to {digits} digits, {half:?}, rounded twice");
            // Half a unit, and a unit of the 13th digit, within which a number is taken for a half.
            let most = 0.5 * 0.1_f64.powi(digits as i32) + 1.1e-12 * x.abs() + 1e-20;
            assert!((x - z).abs() <= most, "{x:?} to {digits} digits, {half:?}: {z:?}");
            if matches!(half, Half::Even | Half::Away) {
                assert_eq!(round.apply(-x), -z, "{x:?} to {digits} digits, {half:?}, turned");
            }
        }
        assert!(all.is_sorted(), "{sorted:?} to {digits} digits, {half:?}: {all:?}");
    }
}

fn written(x: &[f64]) {
    for x in x {
        let text = format_number(*x);
        let back: f64 = text.parse().expect("it is a number");
        assert_eq!(back.to_bits(), x.to_bits(), "{text}");
    }
}
