//! Streams of random numbers by seed, purpose and number.
//!
//! A stream is a block cipher over a counter, so the number at a position does not depend on what else is
//! drawn, in which order, or on how many threads; and draws for one purpose never move those for another. The
//! way from bits to numbers is defined here and is part of every result: [`Stream::unit`] and its siblings
//! give the same bits on every machine and in every release. This module must not know what the numbers are
//! used for.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

use crate::{kernel, normal, scalar};

/// What a stream is for. Streams of different purposes never overlap, whatever their seeds and numbers.
///
/// The discriminants are part of every result: a new purpose takes a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Purpose {
    /// The values of an uncertain input, one per run; the number of the stream is the input.
    Inputs = 1,
    /// Scrambling of a Sobol' sequence.
    Scramble = 2,
    /// Resampling of runs for intervals.
    Resample = 3,
    /// Further numbers of a factor that needs more than one per run: the factor is the seed, and the bits of
    /// the number of its input are the number of the stream.
    Factor = 4,
    /// The known values that are hidden to try an imputation; the number of the stream is the leaf.
    Hide = 5,
    /// Orders in which parts of a change take place; the number of the stream is that of the order.
    Orders = 6,
    /// Random tables with which eigenvalues are compared; the number of the stream is the table.
    Parallel = 7,
    /// Entities drawn again and again for the intervals of an audit; the number of the stream is the sample.
    Bootstrap = 8,
    /// Where groups of similar entities, and subsets of ordinary ones, begin to be looked for; the number of the stream is
    /// the attempt.
    Start = 9,
}

/// A stream of random numbers: ChaCha with 8 rounds, keyed by seed and purpose, with its own number as nonce.
///
/// ```
/// use icip_num::random::{Purpose, Stream};
///
/// let mut stream = Stream::new(7, Purpose::Inputs, 0);
/// let all: Vec<f64> = (0..1000).map(|_| stream.unit()).collect();
/// // The same number without those before it.
/// stream.seek(731);
/// assert_eq!(stream.unit(), all[731]);
/// ```
#[derive(Debug)]
pub struct Stream(ChaCha8Rng);

/// The leading 53 bits as a multiple of 2^-53.
fn unit(bits: u64) -> f64 {
    (bits >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
}

/// The second half of the key, which keeps our streams apart from those of others with the same seed.
const DOMAIN: [u8; 16] = *b"icip streams 1\0\0";

impl Stream {
    /// The stream with a number.
    pub fn new(seed: u64, purpose: Purpose, number: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8] = purpose as u8;
        key[16..].copy_from_slice(&DOMAIN);
        let mut cipher = ChaCha8Rng::from_seed(key);
        cipher.set_stream(number);
        Self(cipher)
    }

    /// Becomes the stream with another number, the same seed and the same purpose, at its start.
    pub fn restart(&mut self, number: u64) {
        self.0.set_stream(number);
    }

    /// 32 random bits.
    pub fn bits(&mut self) -> u32 {
        self.0.next_u32()
    }

    /// A number in [0, 1): one of the 2^53 multiples of 2^-53, all equally likely.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        unit(self.0.next_u64())
    }

    /// Goes to a position of the stream, counted from its start in numbers of [`Stream::unit`].
    pub fn seek(&mut self, place: u64) {
        // Each such number takes two words of the cipher.
        self.0.set_word_pos(2 * u128::from(place));
    }

    /// Fills a slice with numbers in (0, 1): the midpoints of 2^32 equally likely cells. They are as fine as
    /// the uniform numbers of R, and take half the work of [`Stream::unit`].
    pub fn fill(&mut self, out: &mut [f64]) {
        // The cipher makes this many bytes at a time.
        let mut bytes = [0; 256];
        for out in out.chunks_mut(bytes.len() / 4) {
            let bytes = &mut bytes[..4 * out.len()];
            self.0.fill_bytes(bytes);
            kernel::middles(out, bytes.as_chunks().0);
        }
    }

    /// A number in (0, 1): the midpoint of one of 2^52 equally likely cells.
    pub fn open_unit(&mut self) -> f64 {
        // With 53 bits the midpoint of the last cell would round to 1.
        ((self.0.next_u64() >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64)
    }

    /// A whole number below `count`, all equally likely; 0 for a count of 0 or 1.
    ///
    /// *Reference*: Lemire, Fast random integer generation in an interval, ACM TOMACS 29 (2019).
    pub fn below(&mut self, count: u32) -> u32 {
        loop {
            let product = u64::from(self.bits()) * u64::from(count);
            let low = product as u32;
            // The lowest `2^32 mod count` of the low parts would make some results likelier than others.
            if low >= count || low >= count.wrapping_neg() % count {
                return (product >> 32) as u32;
            }
        }
    }

    /// A standard normal number: the quantile function at one draw of [`Stream::open_unit`].
    pub fn normal(&mut self) -> f64 {
        // By inversion, so that every number takes one draw and `seek` reaches any of them; methods with
        // rejection take an unknown number of draws.
        normal::quantile(self.open_unit())
    }

    /// An exponential number with mean 1. Several such numbers divided by their sum are a uniform point of
    /// the simplex, a flat Dirichlet distribution.
    ///
    /// ```
    /// use icip_num::random::{Purpose, Stream};
    ///
    /// let mut stream = Stream::new(1, Purpose::Inputs, 0);
    /// let parts: Vec<f64> = (0..4).map(|_| stream.exponential()).collect();
    /// let sum: f64 = parts.iter().sum();
    /// let weights: Vec<f64> = parts.iter().map(|part| part / sum).collect();
    /// assert!(weights.iter().all(|weight| *weight > 0.0));
    /// ```
    pub fn exponential(&mut self) -> f64 {
        -scalar::ln(self.open_unit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_draws_are_pinned() {
        // A second ChaCha8 written in Python after the paper, fed with our key; normal and exponential with
        // mpmath.
        let mut stream = Stream::new(42, Purpose::Inputs, 731);
        assert_eq!(stream.bits(), 2_170_190_705);
        assert_eq!(stream.unit(), 0.39075278854183826);
        assert_eq!(stream.open_unit(), 0.7723843413120758);
        assert!((stream.normal() + 0.966_637_240_832_753_4).abs() < 1e-15);
        assert!((stream.exponential() - 0.150_147_325_267_409_48).abs() < 1e-15);
        assert_eq!(stream.below(51), 45);
    }

    #[test]
    fn the_cipher_is_the_published_one() {
        // The key stream of ChaCha with 8 rounds under a key and a nonce of zeros begins with the bytes
        // 3e 00 ef 2f 89 5f 40 d6 (draft-strombergson-chacha-test-vectors-01, TC1).
        let mut cipher = ChaCha8Rng::from_seed([0; 32]);
        assert_eq!(cipher.next_u32().to_le_bytes(), [0x3e, 0x00, 0xef, 0x2f]);
        assert_eq!(cipher.next_u32().to_le_bytes(), [0x89, 0x5f, 0x40, 0xd6]);
    }

    #[test]
    fn a_list_of_numbers_is_one_after_another() {
        for count in [0, 1, 63, 64, 65, 200] {
            let (mut one, mut other) =
                (Stream::new(1, Purpose::Factor, 2), Stream::new(1, Purpose::Factor, 2));
            let mut list = vec![0.0; count];
            one.fill(&mut list);
            // 2^32 times the middle of cell n is n + 1/2, without rounding.
            let cells = list.iter().map(|number| number * (1_u64 << 32) as f64 - 0.5);
            assert!(cells.eq((0..count).map(|_| f64::from(other.bits()))), "{count}");
            assert_eq!(one.bits(), other.bits());
        }
    }

    #[test]
    fn a_place_is_counted_from_the_start() {
        let first = |place: u64| {
            let mut stream = Stream::new(1, Purpose::Inputs, 2);
            stream.unit();
            stream.seek(place);
            stream.unit()
        };
        let mut stream = Stream::new(1, Purpose::Inputs, 2);
        assert!((0..100).all(|place| stream.unit() == first(place)));
    }

    #[test]
    fn streams_differ_in_each_of_their_names() {
        let first = |seed, purpose, number| Stream::new(seed, purpose, number).bits();
        let here = first(1, Purpose::Inputs, 1);
        assert_ne!(here, first(2, Purpose::Inputs, 1));
        assert_ne!(here, first(1, Purpose::Resample, 1));
        assert_ne!(here, first(1, Purpose::Inputs, 2));
        let mut other = Stream::new(1, Purpose::Inputs, 2);
        other.unit();
        other.restart(1);
        assert_eq!(here, other.bits());
    }

    #[test]
    fn moments_are_those_of_the_distributions() {
        // Means and variances: 1/2 and 1/12, 0 and 1, 1 and 1. The standard error of a mean of 100,000 is at
        // most 0.0032, that of a variance at most 0.009 (exponential: sqrt(8 / n)); four of them are allowed.
        let mut stream = Stream::new(3, Purpose::Inputs, 0);
        let mut holds = |draw: fn(&mut Stream) -> f64, mean: f64, variance: f64| {
            let x: Vec<f64> = (0..100_000).map(|_| draw(&mut stream)).collect();
            let m = crate::statistics::mean(&x).expect("many");
            let sd = crate::statistics::standard_deviation(&x, &crate::statistics::Divisor::CountLessOne)
                .expect("many");
            assert!((m - mean).abs() < 0.013 && (sd * sd - variance).abs() < 0.036, "{m} {sd}");
        };
        holds(Stream::unit, 0.5, 1.0 / 12.0);
        holds(Stream::open_unit, 0.5, 1.0 / 12.0);
        holds(Stream::normal, 0.0, 1.0);
        holds(Stream::exponential, 1.0, 1.0);
    }

    #[test]
    fn whole_numbers_are_even() {
        // 60,000 draws of six faces: 10,000 each, with a standard deviation of sqrt(60,000 5/36) = 91.
        let mut stream = Stream::new(5, Purpose::Resample, 0);
        let mut faces = [0_i32; 6];
        (0..60_000).for_each(|_| faces[stream.below(6) as usize] += 1);
        assert!(faces.iter().all(|count| (count - 10_000).abs() < 4 * 91), "{faces:?}");
        assert_eq!((stream.below(1), stream.below(0)), (0, 0));
    }
}
