//! A relation between entities, one bit per pair.

/// Bit `j` of row `i` says whether `i` stands in the relation to `j`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    size: usize,
    words: usize,
    bits: Vec<u64>,
}

impl Relation {
    /// A relation from its rows, each as made by [`Relation::row_of`].
    pub(super) fn from_rows(size: usize, rows: Vec<Vec<u64>>) -> Self {
        Self { size, words: size.div_ceil(64), bits: rows.into_iter().flatten().collect() }
    }

    /// The bits of a row.
    pub(super) fn row_of(size: usize, holds: impl Fn(usize) -> bool) -> Vec<u64> {
        let word = |start: usize| {
            (start..size.min(start + 64)).fold(0, |word, j| word | u64::from(holds(j)) << (j - start))
        };
        (0..size).step_by(64).map(word).collect()
    }

    pub(super) fn holds(&self, i: usize, j: usize) -> bool {
        self.row(i)[j / 64] >> (j % 64) & 1 == 1
    }

    /// Whether `i` stands in the relation to `j`, and `j` not to `i`.
    pub(super) fn strictly(&self, i: usize, j: usize) -> bool {
        self.holds(i, j) && !self.holds(j, i)
    }

    /// Whether each of the two stands in the relation to the other.
    pub(super) fn both_ways(&self, i: usize, j: usize) -> bool {
        self.holds(i, j) && self.holds(j, i)
    }

    /// The number of entities.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    pub(super) fn row(&self, i: usize) -> &[u64] {
        &self.bits[i * self.words..(i + 1) * self.words]
    }

    /// Adds what follows: `i` to `j` and `j` to `k` give `i` to `k` (Warshall).
    pub(super) fn close(&mut self) {
        for middle in 0..self.size {
            let after = self.row(middle).to_vec();
            for i in (0..self.size).filter(|i| *i != middle) {
                if self.holds(i, middle) {
                    let row = &mut self.bits[i * self.words..(i + 1) * self.words];
                    row.iter_mut().zip(&after).for_each(|(row, after)| *row |= after);
                }
            }
        }
    }
}

/// The positions of the bits that are set in a row.
pub(super) fn members(row: &[u64]) -> impl Iterator<Item = usize> {
    row.iter().enumerate().flat_map(|(word, bits)| {
        (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
    })
}
