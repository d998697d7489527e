//! Points for listed answers.

use crate::normalise::{Direction, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_problem::{Message, message};

/// Points for each listed answer, which may be a text or a number.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Map {
    /// Answers and their points, in the order of the file.
    pub values: Vec<(String, f64)>,
    /// What a panel holds for each of them, where that is not the number that it is.
    positions: Option<Vec<f64>>,
}

impl Map {
    /// Answers, of which there is at least one, and their points.
    pub fn new(values: Vec<(String, f64)>) -> Self {
        Self { values, positions: None }
    }
}

impl Describe for Map {
    const NAME: &'static str = "map";
    const TITLE: &'static str = "points by answer";
    const SUMMARY: &'static str = "points for each listed answer, which may be a text or a number";
    const FORMULA: &'static str = "the points listed for x";
    const MISSING: &'static str =
        "an absent value stays absent; an answer that is not listed is an error that names the entity";
    const REFERENCE: &'static str =
        "OECD Digital Government Index 2023, methodology: scores of answer options";

    fn read(fields: &mut Fields<'_>) -> Self {
        let values = fields.number_map(
            "values",
            "the answers and their points, such as { \"yes\" = 1, \"no\" = 0 \
                }",
        );
        fields.must(
            !values.is_empty(),
            "values",
            message!("bad-value-empty-list", key = "values"),
            message!("bad-value-empty-list-hint"),
        );
        let numbers: Vec<Option<f64>> = values.iter().map(|(answer, _)| number(answer)).collect();
        let twice =
            (1..numbers.len()).find(|i| numbers[*i].is_some() && numbers[..*i].contains(&numbers[*i]));
        if let Some(twice) = twice {
            let what = message!("bad-value-answer-twice", answer = &values[twice].0);
            fields.must(false, "values", what, message!("bad-value-answer-twice-hint"));
        }
        Self::new(values)
    }

    fn settings(&self) -> Settings {
        Settings::default().with("values", &self.values)
    }
}

impl Map {
    /// The answers as texts, when at least one of them is not a number.
    pub(crate) fn tokens(&self) -> Option<Vec<String>> {
        let texts = self.values.iter().any(|(answer, _)| number(answer).is_none());
        texts.then(|| self.values.iter().map(|(answer, _)| answer.clone()).collect())
    }

    /// The same points for a column whose cells are positions in `tokens`, which has all answers.
    pub(crate) fn of_tokens(&self, tokens: &[String]) -> Self {
        // The reader of the table wrote the position of the answer in this list into the column.
        let position =
            |(answer, _): &(String, f64)| Some(tokens.iter().position(|token| token == answer)? as f64);
        Self { values: self.values.clone(), positions: self.values.iter().map(position).collect() }
    }
}

fn number(answer: &str) -> Option<f64> {
    answer.parse().ok().filter(|n: &f64| n.is_finite())
}

impl Normaliser for Map {
    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn uses_direction(&self) -> bool {
        false
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        Range::of_points(&self.values.iter().map(|(_, points)| *points).collect::<Vec<_>>())
    }

    fn fit(&self, _: &SampleValues<'_>, _: Direction) -> Result<Box<dyn Scale>, Unfit> {
        let held = |(at, (answer, points)): (usize, &(String, f64))| {
            let value = self.positions.as_ref().map_or_else(|| number(answer), |held| Some(held[at]))?;
            Some((value, *points))
        };
        Ok(Box::new(Fitted { points: self.values.iter().enumerate().filter_map(held).collect() }))
    }
}

struct Fitted {
    points: Vec<(f64, f64)>,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        for (z, x) in z.iter_mut().zip(x) {
            *z = self.points.iter().find(|(answer, _)| answer == x).map_or(f64::NAN, |(_, points)| *points);
        }
    }

    fn domain(&self) -> Message {
        let answers: Vec<String> = self.points.iter().map(|(answer, _)| format!("`{answer}`")).collect();
        message!("outside-domain-answer-hint", answers = answers.join(", "))
    }
}
