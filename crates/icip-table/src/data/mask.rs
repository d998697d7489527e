//! Which rows hold a value: one bit per row, in words of 64. This module must not know the values.

/// Presence of the rows of a column. Bit `i % 64` of word `i / 64` is row `i`; bits past the last
/// row are 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    words: Vec<u64>,
    rows: usize,
    present: usize,
}

impl Mask {
    /// A mask from one flag per row.
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

    /// A mask of rows that all hold a value.
    pub fn full(rows: usize) -> Self {
        let mut mask = Self { words: Vec::new(), rows: 0, present: 0 };
        mask.grow(rows);
        mask
    }

    /// Adds rows that hold a value.
    pub fn grow(&mut self, rows: usize) {
        let end = self.rows + rows;
        if let (Some(word), true) = (self.words.last_mut(), !self.rows.is_multiple_of(64)) {
            // The bits past the last row were 0, and belong to new rows now.
            *word |= u64::MAX << (self.rows % 64);
        }
        self.words.resize(end.div_ceil(64), u64::MAX);
        if let (Some(word), true) = (self.words.last_mut(), !end.is_multiple_of(64)) {
            *word &= !(u64::MAX << (end % 64));
        }
        self.rows = end;
        self.present += rows;
    }

    /// Takes the value from a row that holds one.
    pub fn clear(&mut self, row: usize) {
        debug_assert!(self.get(row));
        self.words[row / 64] &= !(1 << (row % 64));
        self.present -= 1;
    }

    /// Whether row `row` holds a value. Rows past the end hold none.
    #[inline]
    pub fn get(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// A mask from its words; bits past the last row are not looked at.
    pub fn from_words(mut words: Vec<u64>, rows: usize) -> Self {
        words.truncate(Self::words_for(rows));
        let mut present = 0;
        for (position, word) in words.iter_mut().enumerate() {
            *word &= Self::full_word(rows, position);
            present += word.count_ones() as usize;
        }
        Self { words, rows, present }
    }

    /// Number of words that hold the bits of some rows.
    #[inline]
    pub fn words_for(rows: usize) -> usize {
        rows.div_ceil(64)
    }

    /// The word at a position when all rows are present.
    #[inline]
    pub fn full_word(rows: usize, position: usize) -> u64 {
        match rows - position * 64 {
            left @ 0..64 => (1 << left) - 1,
            _ => u64::MAX,
        }
    }

    /// Copies the bits of `count` rows from row `first` on, a multiple of 64.
    pub fn copy_words(&self, first: usize, count: usize, words: &mut [u64]) {
        debug_assert!(first.is_multiple_of(64), "blocks start at a word");
        let needed = Self::words_for(count);
        words[..needed].copy_from_slice(&self.words[first / 64..first / 64 + needed]);
        if let Some(last) = needed.checked_sub(1) {
            words[last] &= Self::full_word(count, last);
        }
    }

    /// The words.
    #[inline]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The memory of the words.
    pub fn into_words(self) -> Vec<u64> {
        self.words
    }

    /// Number of rows.
    #[inline]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of rows that hold a value.
    pub fn present(&self) -> usize {
        self.present
    }
}
