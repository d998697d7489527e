//! Which rows hold a value: one bit a row, in words of 64.

/// Presence of the rows of a column. Bit `i % 64` of word `i / 64` is row `i`; bits past the last
/// row are 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    words: Vec<u64>,
    rows: usize,
    present: usize,
}

impl Mask {
    /// A mask from one flag a row.
    pub fn from_flags(flags: impl IntoIterator<Item = bool>) -> Self {
        let mut mask = Self { words: Vec::new(), rows: 0, present: 0 };
        for flag in flags {
            if mask.rows.is_multiple_of(64) {
                mask.words.push(0);
            }
            if flag {
                mask.words[mask.rows / 64] |= 1 << (mask.rows % 64);
                mask.present += 1;
            }
            mask.rows += 1;
        }
        mask
    }

    /// Whether row `row` holds a value. Rows past the end hold none.
    pub fn get(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of rows that hold a value.
    pub fn present(&self) -> usize {
        self.present
    }
}
