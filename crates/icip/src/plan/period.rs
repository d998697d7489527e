//! The rows of one period of a scorecard, with the scores that they have among the rows of all periods.

use std::sync::OnceLock;

use crate::plan::{Change, Scorecard};
use icip_table::data::{Column, Panel, Scores};

impl<'a> Scorecard<'a> {
    /// The rows of a period alone, as they were scored among the rows of all periods: nothing is fitted anew.
    /// `panel` holds these rows of this panel ([`Panel::filter`]). What was fitted and found in the columns
    /// is that of all rows; what was found in the scores is that of the rows that remain.
    ///
    /// ```
    /// use icip::{data::{Column, Entity, Panel}, exec::Par, framework::Files, plan::Plan};
    /// let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\nsample = \"all\"\n\
    ///     [[nodes]]\ncode = \"i\"\n\
    ///     [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\nnormalise = \"min-max\"\n";
    /// let framework = Files::new("t.toml", toml).read()?.value;
    /// let rows = [("A", "1"), ("B", "1"), ("A", "2")].map(|(code, period)| {
    ///     let mut entity = Entity::new(code);
    ///     entity.period = Some(period.to_owned());
    ///     entity
    /// });
    /// let column = Column::new([Some(0.0), Some(5.0), Some(10.0)])?;
    /// let panel = Panel::builder().entities(rows).column("a", column).build()?;
    /// let card = Plan::compile(&framework, &panel.schema())?.prepare(&panel, Par::Seq)?.score()?;
    ///
    /// let first = panel.filter(|entity| entity.period.as_deref() == Some("1"));
    /// let card = card.of_period("1", &first);
    /// // Between 0 and 10, the bounds over both periods.
    /// assert_eq!(card.index().present(), [0.0, 0.5]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of_period<'p>(&self, period: &str, panel: &'p Panel) -> Scorecard<'p>
    where
        'a: 'p,
    {
        let entities = self.panel().entities();
        let inside = |row: &usize| entities[*row].period.as_deref() == Some(period);
        let rows: Vec<usize> = (0..entities.len()).filter(inside).collect();
        let of_rows = |column: &Column| {
            Column::new(rows.iter().map(|row| column.get(*row))).expect("cells of a column are finite")
        };
        let scores = Scores::new(self.scores().columns().iter().map(of_rows).collect());
        let moved = |change: &Change| {
            let row = rows.binary_search(&change.row).ok()?;
            Some(Change { row, ..change.clone() })
        };
        let findings = self.findings.clone().with_scores(self.framework(), panel, &scores);
        Scorecard {
            plan: self.plan.clone(),
            panel,
            is_whole: false,
            par: self.par,
            scores,
            filled: self
                .filled
                .iter()
                .filter_map(|(node, row)| Some((*node, rows.binary_search(row).ok()?)))
                .collect(),
            weights: self.weights.of_rows(&rows),
            shares: OnceLock::new(),
            strata: OnceLock::new(),
            ranks: vec![OnceLock::new(); self.ranks.len()],
            group_ranks: vec![OnceLock::new(); self.group_ranks.len()],
            cuts: vec![OnceLock::new(); self.cuts.len()],
            fitted: self.fitted.clone(),
            trail: self.trail.iter().filter_map(moved).collect(),
            findings,
            warnings: OnceLock::new(),
        }
    }
}
