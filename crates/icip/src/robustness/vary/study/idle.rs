//! Factors that change nothing in the data at hand, found by a few draws of each by itself.

use super::Study;
use super::draw::Setting;
use crate::framework::{Factor, Uncertainty, Varies};
use icip_problem::{Code, Message, Place, Problem, Problems, Report, message};

impl Study<'_> {
    /// An error for every factor that gives the same scores whatever is drawn, and a warning for alternatives
    /// that do.
    pub(super) fn look_for_idle_factors(&self) -> Result<Vec<Problem>, Problems> {
        /// Draws of a factor by itself, after which it is believed to change nothing.
        const TRIES: u64 = 8;
        let mut report = Report::default();
        let mut memory = self.nodes.memory();
        for (ix, factor) in self.uncertainty.factors.iter().enumerate() {
            let mut results: Vec<Vec<f64>> = Vec::new();
            let settings: Vec<Setting> = match &factor.varies {
                Varies::Choice(choice) => (0..choice.alternatives.len())
                    .map(|alternative| self.setting().with_choice(ix, alternative))
                    .collect(),
                Varies::Include(_) => std::iter::once(None)
                    .chain(factor.nodes.iter().copied().map(Some))
                    .map(|node| self.setting().without(node))
                    .collect(),
                _ => (0..TRIES)
                    .map(|run| self.setting().with_factor(&self.card, &self.uncertainty, ix, run, TRIES))
                    .collect(),
            };
            let place = Place::default().field(&factor.name);
            for (alternative, setting) in settings.iter().enumerate() {
                let mut scores = vec![0.0; self.rows.len()];
                match (self.score(setting, &mut memory, &mut scores), &factor.varies) {
                    (Ok(()), _) => results.push(scores),
                    (Err(why), Varies::Choice(choice)) => {
                        let what = message!(
                            "failing-alternative-why",
                            number = alternative + 1,
                            name = choice.alternatives.names()[alternative],
                            factor = &factor.name,
                            why = without_hint(why.first())
                        );
                        let warning = Problem::new(Code::FailingAlternative, place.clone(), what);
                        report.warn(warning.hint(message!("failing-alternative-why-hint")));
                    }
                    // Other draws of the factor may do; a run that fails is counted and says why.
                    (Err(_), _) => {}
                }
            }
            let all_ran = results.len() == settings.len() && results.len() > 1;
            if all_ran && results.windows(2).all(|pair| same(&pair[0], &pair[1])) {
                report.problem(self.idle(factor));
            } else if let Varies::Choice(choice) = &factor.varies {
                let names = choice.alternatives.names();
                let pairs = (0..results.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
                for (a, b) in pairs.filter(|(a, b)| all_ran && same(&results[*a], &results[*b])) {
                    let what = message!(
                        "same-alternatives-in-data",
                        one = a + 1,
                        one_name = names[a],
                        other = b + 1,
                        other_name = names[b],
                        factor = &factor.name
                    );
                    report.warn(Problem::new(Code::SameAlternatives, place.clone(), what));
                }
            }
        }
        report.into_problems()
    }

    /// That a factor changes nothing. One that no framework declares cannot be removed.
    fn idle(&self, factor: &Factor) -> Problem {
        let framework = self.card.framework();
        let undeclared = framework.uncertainty().is_none()
            && Uncertainty::simplex_of(framework).as_ref() == Some(&self.uncertainty);
        let (place, what, hint) = match factor.nodes.as_slice() {
            [node, ..] if undeclared => (
                Place::default(),
                message!("idle-factor-undeclared", node = framework.nodes()[*node].code()),
                message!("idle-factor-undeclared-hint"),
            ),
            _ => (
                Place::default().field(&factor.name),
                message!("idle-factor-in-data", factor = &factor.name),
                message!("idle-factor-in-data-hint"),
            ),
        };
        Problem::new(Code::IdleFactor, place, what).hint(hint)
    }
}

/// Whether scores differ by rounding at the most.
fn same(a: &[f64], b: &[f64]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-12 * a.abs().max(b.abs()))
}

/// The place and the text of a problem, for a message that has a hint of its own.
fn without_hint(problem: &Problem) -> Message {
    let mut problem = problem.clone();
    problem.hint = None;
    Message::from(&problem)
}
