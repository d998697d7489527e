//! Which of two entities ranks above the other, counted for many replicates at once.

/// Entities of which pairs can be counted: their ranks have 15 bits.
pub(super) const MOST: usize = i16::MAX as usize;

/// Replicates whose ranks are compared together: few enough for a count of 15 bits.
pub(super) const BATCH: usize = 128;

/// In how many replicates the first entity is above the second, less those in which it is below. Places
/// without a replicate hold equal numbers.
pub(super) fn margin(first: &[i16; BATCH], second: &[i16; BATCH]) -> i32 {
    // Two comparisons and no branch: eight replicates per instruction.
    let one = |(first, second): (&i16, &i16)| i16::from(first < second) - i16::from(first > second);
    i32::from(first.iter().zip(second).map(one).sum::<i16>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use icip_num::random::{Purpose, Stream};

    #[test]
    fn margins_equal_the_definition() {
        let mut stream = Stream::new(8, Purpose::Inputs, 0);
        for ranks in [1, 3, 51, 32_767] {
            let mut column = || std::array::from_fn(|_| stream.below(ranks) as i16 + 1);
            let (first, second): ([i16; BATCH], [i16; BATCH]) = (column(), column());
            let count = |above: fn(&i16, &i16) -> bool| {
                first.iter().zip(&second).filter(|(a, b)| above(a, b)).count() as i32
            };
            assert_eq!(margin(&first, &second), count(|a, b| a < b) - count(|a, b| a > b));
        }
    }
}
