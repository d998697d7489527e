//! An interval of ranks, drawn.

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strip {
    /// Bounds of the long line.
    pub(crate) ninety: (f64, f64),
    /// Bounds of the thick part.
    pub(crate) half: (f64, f64),
    pub(crate) median: f64,
    pub(crate) declared: f64,
}

/// Characters of a strip: line, thick part, median, declared, and both in one place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signs([char; 5]);

impl Signs {
    /// For terminals.
    pub(crate) const LINES: Self = Self(['─', '━', '●', '│', '◆']);
    /// For files and pipes.
    pub(crate) const ASCII: Self = Self(['-', '=', 'o', '|', '#']);

    /// What they mean.
    pub(crate) fn legend(self) -> String {
        let Self([line, thick, median, declared, both]) = self;
        format!(
            "{line} 90 % of the runs  {thick} 50 %  {median} median  {declared} declared rank  {both} both in one place"
        )
    }
}

impl Strip {
    /// So many characters for the ranks from 1 to the last.
    pub(crate) fn draw(
        &self,
        last: f64,
        width: usize,
        Signs([line, thick, median, declared, both]): Signs,
    ) -> String {
        let place = |rank: f64| {
            let share = if last > 1.0 { (rank - 1.0) / (last - 1.0) } else { 0.0 };
            ((share * (width - 1) as f64).round() as usize).min(width - 1)
        };
        let mut cells = vec![' '; width];
        cells[place(self.ninety.0)..=place(self.ninety.1)].fill(line);
        cells[place(self.half.0)..=place(self.half.1)].fill(thick);
        cells[place(self.declared)] = declared;
        let at = place(self.median);
        cells[at] = if at == place(self.declared) { both } else { median };
        cells.into_iter().collect::<String>().trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rank_has_its_place() {
        // Eleven ranks on eleven characters: rank r stands at character r.
        let strip = Strip { ninety: (2.0, 9.0), half: (4.0, 7.0), median: 5.0, declared: 3.0 };
        assert_eq!(strip.draw(11.0, 11, Signs::ASCII), " -|=o==--");
        let same = Strip { declared: 5.0, ..strip };
        assert_eq!(same.draw(11.0, 11, Signs::LINES), " ──━◆━━──");
        // 21 ranks on 11 characters: rank 21 at the last, 1 at the first.
        let ends = Strip { ninety: (1.0, 21.0), half: (1.0, 21.0), median: 21.0, declared: 1.0 };
        assert_eq!(ends.draw(21.0, 11, Signs::ASCII), "|=========o");
        assert_eq!(ends.draw(1.0, 5, Signs::ASCII).chars().count(), 1, "one entity has one place");
    }
}
