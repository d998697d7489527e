//! Whether the rows of one period can change what is found for another.

use crate::framework::{
    Aggregation, Alternatives, Base, Factor, Framework, Leaf, NodeKind, NoiseSize, Sample, Varies,
};
use crate::impute::Impute;
use crate::normalise::Normalise;
use crate::scale::Needs;
use icip_problem::{Message, message};

impl Framework {
    /// Whether the rows of one period can change the scores of another, or the runs of a study: through a
    /// sample of all periods, a base period, values of other periods in gaps, or the screening of indicators. Where they cannot, each period can be scored without the
    /// others.
    ///
    /// ```
    /// use icip::framework::Files;
    /// let toml = |sample: &str| {
    ///     format!(
    ///         "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\nsample = \"{sample}\"\n\
    ///          [[nodes]]\ncode = \"i\"\n\
    ///          [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\nnormalise = \"min-max\"\n"
    ///     )
    /// };
    /// let links = |sample: &str| {
    ///     let toml = toml(sample);
    ///     Files::new("t.toml", &toml).read().map(|read| read.value.links_periods())
    /// };
    /// assert!(!links("period")?);
    /// assert!(links("all")?);
    /// # Ok::<(), icip::problem::Problems>(())
    /// ```
    pub fn links_periods(&self) -> bool {
        self.period_link().is_some()
    }

    /// What makes the rows of one period change what is found for another, in words; the first that is found.
    pub fn period_link(&self) -> Option<Message> {
        match &self.base {
            Some(Base::Period(_)) => return Some(message!("period-link-base")),
            Some(Base::Rolling(_)) => return Some(message!("period-link-rolling-base")),
            None => {}
        }
        if self.screen.indicators.is_some() {
            return Some(message!("period-link-screen"));
        }
        let node = self.nodes.iter().find(|node| match &node.kind {
            NodeKind::Leaf(leaf) => self.leaf_links(leaf),
            NodeKind::Inner(inner) => self.node_links(inner),
        });
        if let Some(node) = node {
            return Some(message!("period-link-node", code = &node.code));
        }
        let mut factors = self.uncertainty.iter().flat_map(|uncertainty| &uncertainty.factors);
        factors.any(|factor| self.factor_links(factor)).then(|| message!("period-link-uncertainty"))
    }

    fn leaf_links(&self, leaf: &Leaf) -> bool {
        let treats = self.sample == Sample::All && leaf.treat.kernel().fixed().is_none();
        treats || self.imputation_links(&leaf.impute) || self.scale_links(&leaf.normalise)
    }

    fn imputation_links(&self, impute: &Impute) -> bool {
        let impute = impute.kernel();
        self.sample == Sample::All && impute.looks_at_sample() || impute.looks_at_other_periods()
    }

    fn scale_links(&self, normalise: &Normalise) -> bool {
        let normalise = normalise.kernel();
        let looks_at_sample = normalise.needs() != Needs::Nothing;
        self.normalise_sample == Sample::All && looks_at_sample || normalise.looks_at_other_periods()
    }

    fn node_links(&self, inner: &Aggregation) -> bool {
        let looks = inner.aggregate.kernel().looks_at_sample()
            || inner.weigh.kernel().looks_at_scores()
            || inner.impute.is_some();
        self.sample == Sample::All && looks
            || inner.rescale.as_ref().is_some_and(|rule| self.scale_links(rule))
    }

    fn factor_links(&self, factor: &Factor) -> bool {
        match &factor.varies {
            Varies::Choice(choice) => match &choice.alternatives {
                Alternatives::Normalise(rules) => rules.iter().any(|rule| self.scale_links(rule)),
                Alternatives::Impute(rules) => rules.iter().any(|rule| self.imputation_links(rule)),
                Alternatives::Treat(rules) => {
                    self.sample == Sample::All && rules.iter().any(|rule| rule.kernel().fixed().is_none())
                }
                Alternatives::Aggregate(rules) => {
                    self.sample == Sample::All && rules.iter().any(|rule| rule.kernel().looks_at_sample())
                }
                Alternatives::Missing(_) => false,
            },
            // The deviation is that of the whole column.
            Varies::Noise(noise) => matches!(noise.size, NoiseSize::Deviation(_)),
            Varies::Gaps(_) => self.sample == Sample::All,
            Varies::Weights(_) | Varies::Include(_) | Varies::Goalposts { .. } => false,
        }
    }
}
