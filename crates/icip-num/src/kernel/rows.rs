//! Loops that change rows or add columns row by row.

use super::dispatch::{kernel, spread};

kernel! {
    /// Divides every value by the divisor of its row.
    pub fn divide_each(values: &mut [f64], by: &[f64]) {
        for (value, by) in values.iter_mut().zip(by) {
            *value /= by;
        }
    }
}

/// The number of columns that are read side by side: as many streams as a processor prefetches from memory at
/// a time.
pub const TOGETHER: usize = 8;

/// Sums of weight times value, in the order of the columns.
pub fn weighted_sum<'k>(out: &mut [f64], columns: impl Iterator<Item = (f64, &'k [f64])>) {
    out.fill(0.0);
    let mut some: [(f64, &[f64]); TOGETHER] = [(0.0, &[]); TOGETHER];
    let mut count = 0;
    for column in columns {
        some[count] = column;
        count += 1;
        if count == TOGETHER {
            add_weighted(out, &some);
            count = 0;
        }
    }
    add_weighted(out, &some[..count]);
}

kernel! {
    fn add_weighted(sums: &mut [f64], columns: &[(f64, &[f64])]) {
        // The sums of 32 rows stay in registers while all columns are added to them.
        let (strips, rest) = sums.as_chunks_mut::<32>();
        let first = strips.len();
        for (place, strip) in strips.iter_mut().enumerate() {
            let mut sums = *strip;
            for (weight, values) in columns {
                let values: &[f64; 32] = &values.as_chunks().0[place];
                for (sum, value) in sums.iter_mut().zip(values) {
                    *sum += weight * value;
                }
            }
            *strip = sums;
        }
        for (weight, values) in columns {
            for (sum, value) in rest.iter_mut().zip(&values[first * 32..]) {
                *sum += weight * value;
            }
        }
    }
}

/// Adds weight times value.
pub fn add_product(sums: &mut [f64], weight: f64, values: &[f64]) {
    add_weighted(sums, &[(weight, values)]);
}

kernel! {
    /// Adds a number to the rows whose bit is set.
    pub fn add_where(out: &mut [f64], number: f64, words: &[u64]) {
        for (out, word) in out.chunks_mut(64).zip(words) {
            for (place, out) in out.iter_mut().enumerate() {
                // 0.0 is added elsewhere: a branch on single bits would keep the loop from being vectorised.
                *out += f64::from_bits(number.to_bits() & spread(*word, place));
            }
        }
    }
}

kernel! {
    /// Writes a number into the rows whose bit is not set.
    pub fn fill_elsewhere(values: &mut [f64], number: f64, words: &[u64]) {
        for (values, word) in values.chunks_mut(64).zip(words) {
            for (place, value) in values.iter_mut().enumerate() {
                let set = spread(*word, place);
                *value = f64::from_bits(value.to_bits() & set | number.to_bits() & !set);
            }
        }
    }
}

kernel! {
    /// Replaces every value below a bound by a number.
    pub fn replace_below(values: &mut [f64], bound: f64, number: f64) {
        for value in values.iter_mut() {
            let own = *value;
            *value = if own < bound { number } else { own };
        }
    }
}

kernel! {
    /// The midpoints of cells that are numbered by 32 bits, of the 2^32 equal cells between 0 and 1.
    pub fn middles(out: &mut [f64], cells: &[[u8; 4]]) {
        for (out, cell) in out.iter_mut().zip(cells) {
            // Exact: the number of a cell and the half take 33 bits, and the factor is a power of two.
            *out = (f64::from(u32::from_le_bytes(*cell)) + 0.5) * (1.0 / (1_u64 << 32) as f64);
        }
    }
}
