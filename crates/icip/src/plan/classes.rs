//! The classes of scores, between declared cut points or between quantiles of the scores of a period.

use crate::framework::Classes;
use crate::plan::score::{Cuts, Scorecard};
use icip_num::statistics;

impl Scorecard<'_> {
    /// The class of a row, by the position of the classes in the framework; nothing where the node has no score.
    pub fn class(&self, position: usize, row: usize) -> Option<&str> {
        let classes = &self.framework().classes()[position];
        let node = self.framework().position(&classes.node)?;
        let score = self.scores().column(node).get(row)?;
        if classes.quantiles.is_empty() {
            return Some(classes.of(score));
        }
        let cuts = self.cuts[position].get_or_init(|| self.quantile_cuts(classes));
        Some(classes.between(score, cuts.get(&self.panel().entities()[row].period)?))
    }

    /// The same class as readers of a language call it (`es`, `en`).
    pub fn class_in(&self, position: usize, row: usize, language: &str) -> Option<&str> {
        Some(self.framework().classes()[position].name_in(self.class(position, row)?, language))
    }

    /// The quantiles of the scores of each period. Entities that the framework leaves unranked do not count, unless
    /// there are no others.
    fn quantile_cuts(&self, classes: &Classes) -> Cuts {
        let Some(node) = self.framework().position(&classes.node) else { return Cuts::new() };
        let (scores, ranks) = (self.scores().column(node), self.ranks(node));
        let cuts = |(period, rows): (Option<&str>, Vec<usize>)| {
            let ranked: Vec<usize> = rows.iter().copied().filter(|row| ranks.is_present(*row)).collect();
            let sample = if ranked.is_empty() { rows } else { ranked };
            let sorted = statistics::sorted(&scores.present_of(&sample));
            let cuts = classes.quantiles.iter().filter_map(|share| statistics::quantile(&sorted, *share));
            (period.map(str::to_owned), cuts.collect())
        };
        self.panel().periods().into_iter().map(cuts).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Files;
    use crate::plan::Plan;
    use icip_num::exec::Par;
    use icip_problem::Problems;
    use icip_table::io::read_csv;

    #[test]
    fn quarters_of_each_period() -> Result<(), Problems> {
        let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
            [[classes]]\nnode = \"i\"\nquantiles = [0.25, 0.75]\nnames = [\"low\", \"middle\", \"high\"]\n";
        let files = Files::new("f", toml).with_structure("s", "code,parent,column\ni,,\na,i,x\n");
        let framework = files.read()?.value;
        // quantile(c(1, 2, 3, 4, 10), c(0.25, 0.75)) in R, type 7, is 2 and 4; a score on a cut belongs to the class above.
        // In the other year the quantiles of 7 and 9 are 7.5 and 8.5.
        let data = b"code,year,x\nA,1,1\nB,1,2\nC,1,3\nD,1,4\nE,1,10\nA,2,7\nB,2,9\n";
        let panel = read_csv(data, "d", &framework.read_options())?.value.panel;
        let plan = Plan::compile(&framework, &panel.schema())?;
        assert_eq!(plan.whole_columns().len(), 1);
        let card = plan.prepare(&panel, Par::Seq)?.score()?;
        let found: Vec<_> = (0..7).filter_map(|row| card.class(0, row)).collect();
        assert_eq!(found, ["low", "middle", "middle", "high", "high", "low", "high"]);
        Ok(())
    }
}
