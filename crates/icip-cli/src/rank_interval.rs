//! Draws the ranks of an entity as an interval on a line of characters. It must not know where the ranks come
//! from.

use icip::problem::{Message, message};

/// The ranks of an entity that are drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RankInterval {
    /// The bounds of the long line: 90 % of the runs.
    pub(crate) ninety: (f64, f64),
    /// The bounds of the thick part: 50 % of the runs.
    pub(crate) half: (f64, f64),
    pub(crate) median: f64,
    pub(crate) declared: f64,
}

/// The characters for the line, the thick part, the median, the declared rank, and the last two at the same
/// rank.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Symbols([char; 5]);

impl Symbols {
    /// Those for terminals.
    pub(crate) const LINES: Self = Self(['─', '━', '●', '│', '◆']);
    /// Those for files and pipes.
    pub(crate) const ASCII: Self = Self(['-', '=', 'o', '|', '#']);

    /// A line that explains the characters.
    pub(crate) fn legend(self) -> Message {
        let [line, thick, median, declared, both] = self.0.map(String::from);
        message!("ranks-legend", line, thick, median, declared, both)
    }
}

impl RankInterval {
    /// Draws the ranks from 1 to the last on a width in characters.
    pub(crate) fn draw(
        &self,
        last: f64,
        width: usize,
        Symbols([line, thick, median, declared, both]): Symbols,
    ) -> String {
        let position = |rank: f64| {
            let share = if last > 1.0 { (rank - 1.0) / (last - 1.0) } else { 0.0 };
            ((share * (width - 1) as f64).round() as usize).min(width - 1)
        };
        // Later marks cover earlier ones, so the finest come last.
        let mut cells = vec![' '; width];
        cells[position(self.ninety.0)..=position(self.ninety.1)].fill(line);
        cells[position(self.half.0)..=position(self.half.1)].fill(thick);
        cells[position(self.declared)] = declared;
        let at = position(self.median);
        cells[at] = if at == position(self.declared) { both } else { median };
        cells.into_iter().collect::<String>().trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rank_has_its_position() {
        // Eleven ranks on eleven characters: rank r stands at character r.
        let interval = RankInterval { ninety: (2.0, 9.0), half: (4.0, 7.0), median: 5.0, declared: 3.0 };
        assert_eq!(interval.draw(11.0, 11, Symbols::ASCII), " -|=o==--");
        let same = RankInterval { declared: 5.0, ..interval };
        assert_eq!(same.draw(11.0, 11, Symbols::LINES), " ──━◆━━──");
        // 21 ranks on 11 characters: rank 21 at the last, 1 at the first.
        let ends = RankInterval { ninety: (1.0, 21.0), half: (1.0, 21.0), median: 21.0, declared: 1.0 };
        assert_eq!(ends.draw(21.0, 11, Symbols::ASCII), "|=========o");
        assert_eq!(ends.draw(1.0, 5, Symbols::ASCII).chars().count(), 1, "one entity has one character");
    }
}
