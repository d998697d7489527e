//! What a report tells over all periods: how far the entities are on their way to the goals, and where the index goes.

use icip::data::Panel;
use icip::framework::Framework;
use icip::plan::Scorecard;
use icip::problem::Problems;
use icip::report::trends::NodeTrends;
use icip::successors::Successors;
use icip::targets::{TargetResult, targets};
use icip::trends::{Across, AcrossOptions, EntitySeries, Trend, across, series, succeeding, trends_of};

use crate::model::Sources;

/// The fewest periods that have a trend.
const FEWEST: usize = 3;

/// What is told over all periods.
#[derive(Debug)]
pub struct Progress<'s> {
    targets: Option<Vec<TargetResult>>,
    /// Empty where there are too few periods.
    trends: Vec<(EntitySeries, Option<Trend>)>,
    across: Option<Across>,
    successors: Option<&'s Successors>,
}

impl<'s> Progress<'s> {
    /// Whether there is something to tell of a table: three periods have a trend, and of two with a goal the way to it is known.
    ///
    /// ```
    /// use icip::framework;
    /// use icip::data::Panel;
    /// use icip_report::Progress;
    ///
    /// let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
    /// assert!(!Progress::is_wanted(&framework, &Panel::builder().build()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_wanted(framework: &Framework, panel: &Panel) -> bool {
        let periods = panel.periods().len();
        periods >= FEWEST || periods > 1 && framework.nodes().iter().any(|node| node.target().is_some())
    }

    /// What there is to tell up to a period, of a scorecard of all periods.
    ///
    /// # Errors
    /// Periods that are no numbers.
    pub fn of(
        card: &Scorecard<'_>,
        until: Option<&str>,
        successors: Option<&'s Successors>,
    ) -> Result<Self, Problems> {
        let (plan, panel, framework) = (card.plan(), card.panel(), card.framework());
        let until = until.and_then(|period| period.parse::<f64>().ok());
        let has_targets = framework.nodes().iter().any(|node| node.target().is_some());
        // Rows stay where they are, so that the scores are those of the card.
        let renamed = successors.map(|successors| successors.renamed(panel)).transpose()?;
        let panel_of_targets = renamed.as_ref().map_or(panel, |renamed| &renamed.panel);
        let mut targets =
            has_targets.then(|| targets(plan, panel_of_targets, Some(card), until)).transpose()?;
        if let (Some(targets), Some(renamed)) = (&mut targets, &renamed) {
            targets.retain(|target| !renamed.gone.contains(&target.code));
        }
        let mut all = series(plan, panel, Some(card), framework.root_index(), until)?;
        if let Some(successors) = successors {
            all = succeeding(all, successors);
        }
        let across = across(&all, &AcrossOptions::of(framework, framework.root_index()));
        let is_long = across.as_ref().is_some_and(|across| across.spread.len() >= FEWEST);
        let trends = if is_long { trends_of(all, framework.breaks()) } else { Vec::new() };
        Ok(Self { targets, trends, across, successors })
    }

    /// Gives it to what a report is made from.
    pub fn show<'a>(&'a self, sources: &mut Sources<'a>) {
        sources.targets = self.targets.as_deref();
        let framework = sources.card.framework();
        sources.trends = (!self.trends.is_empty()).then(|| {
            let (root, across) = (framework.root_index(), self.across.as_ref());
            let trends = NodeTrends::new(framework, root, &self.trends, across);
            match self.successors {
                Some(successors) => trends.succeeding(successors),
                None => trends,
            }
        });
    }
}
