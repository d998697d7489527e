//! Fixed goalposts for each group of entities.

use std::collections::BTreeMap;

use crate::normalise::goalposts::{Clip, GoalpostScale, Goalposts};
use crate::normalise::{Direction, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_problem::message;

/// A linear scale between two fixed values that are those of the entity's group.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct GroupGoalposts {
    /// Name of the group column.
    pub group: String,
    /// The scale of each group.
    pub of: BTreeMap<String, Goalposts>,
}

impl GroupGoalposts {
    /// Goalposts for the groups of a column.
    pub fn new(
        group: impl Into<String>,
        of: impl IntoIterator<Item = (impl Into<String>, Goalposts)>,
    ) -> Self {
        let of = of.into_iter().map(|(label, goalposts)| (label.into(), goalposts));
        Self { group: group.into(), of: of.collect() }
    }
}

impl Describe for GroupGoalposts {
    const NAME: &'static str = "group-goalposts";
    const TITLE: &'static str = "goalposts by group";
    const SUMMARY: &'static str =
        "a linear scale between two fixed values that are those of the entity's group";
    const FORMULA: &'static str = "that of `goalposts`, with `worst` and `best` of the group";
    const MISSING: &'static str = "an absent value stays absent; a value of an entity without a group, or of a group \
        without goalposts, is an error that names it; every score that is cut is listed in the trail";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, min-max with fixed bounds";

    fn read(fields: &mut Fields<'_>) -> Self {
        let group = fields.text("group", "the name of a group column");
        let doc = "for each group the value that scores `lo`, in the units of the column";
        let worst = fields.number_map("worst", doc);
        let doc = "for each group the value that scores `hi`, in the units of the column";
        let best: BTreeMap<String, f64> = fields.number_map("best", doc).into_iter().collect();
        let lo = fields.number("lo", "the score at the worst goalpost", Some(0.0));
        let hi = fields.number("hi", "the score at the best goalpost", Some(1.0));
        let clip: Clip = fields.word("clip", "at which ends of the scale scores are cut");
        let scale: GoalpostScale =
            fields.word("scale", "on which scale the distance between the goalposts is measured");
        fields.must_ascend(("lo", lo), ("hi", hi));
        let mut of = BTreeMap::new();
        if !fields.has_failed("worst") && !fields.has_failed("best") {
            let whole = worst.len() == best.len() && worst.iter().all(|(label, _)| best.contains_key(label));
            fields.must(
                whole,
                "best",
                message!("bad-value-group-goalposts"),
                message!("bad-value-group-goalposts-hint"),
            );
            for (label, worst) in worst {
                let Some(best) = best.get(&label).copied() else { continue };
                fields.must(
                    worst != best,
                    "best",
                    message!("bad-value-both", first = "worst", second = "best", value = best),
                    message!("bad-value-both-hint"),
                );
                let positive = scale == GoalpostScale::Linear || worst > 0.0 && best > 0.0;
                let value = if worst > 0.0 { best } else { worst };
                let what = message!("bad-value-is", key = "best", value);
                fields.must(positive, "best", what, message!("bad-value-log-scale-hint"));
                of.insert(label, Goalposts { lo, hi, clip, scale, ..Goalposts::new(worst, best) });
            }
        }
        Self { group, of }
    }

    fn settings(&self) -> Settings {
        let of = |bound: fn(&Goalposts) -> f64| -> Vec<(String, f64)> {
            self.of.iter().map(|(label, goalposts)| (label.clone(), bound(goalposts))).collect()
        };
        let settings = Settings::default()
            .with("group", &self.group)
            .with("worst", &of(|goalposts| goalposts.worst))
            .with("best", &of(|goalposts| goalposts.best));
        // The other parameters are those of the method, so every group has the same.
        let Some(Goalposts { lo, hi, clip, scale, .. }) = self.of.values().next() else { return settings };
        settings.with("lo", lo).with("hi", hi).with("clip", clip).with("scale", scale)
    }
}

impl Normaliser for GroupGoalposts {
    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn names_rows(&self) -> bool {
        true
    }

    fn group(&self) -> Option<&str> {
        Some(&self.group)
    }

    fn range(&self, input: Range, direction: Direction) -> Range {
        let ranges = self.of.values().map(|goalposts| goalposts.range(input, direction));
        let both = ranges.reduce(|a, b| Range {
            lo: if b.lo < a.lo { b.lo } else { a.lo },
            hi: if b.hi > a.hi { b.hi } else { a.hi },
            attains_lo: false,
        });
        both.unwrap_or(Range::UNKNOWN)
    }

    /// Only a group has a scale.
    fn fit(&self, _: &SampleValues<'_>, _: Direction) -> Result<Box<dyn Scale>, Unfit> {
        Err(Unfit::new(
            message!("cannot-fit-group-unnamed-goalposts", column = &self.group),
            message!("cannot-fit-no-group-goalposts-hint"),
        ))
    }

    fn fit_group(
        &self,
        group: Option<&str>,
        sample: &SampleValues<'_>,
        direction: Direction,
    ) -> Result<Box<dyn Scale>, Unfit> {
        match group.and_then(|group| self.of.get(group)) {
            Some(goalposts) => goalposts.fit(sample, direction),
            None => self.fit(sample, direction),
        }
    }
}
