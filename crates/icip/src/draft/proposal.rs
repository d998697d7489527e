//! What a column could be in an index, and why. It must not know the other columns.

use super::column::{Answer, Column, Content};
use super::words::{Says, places};
use icip_problem::{Message, message, quoted, quoted_and_more};
use icip_table::io::format_number;

/// Answers of a list that is mapped; a longer one is no scale.
const STEPS: usize = 7;

/// Values of a column from which two numbers are a list of answers.
const PAIRS: usize = 8;

/// Numbers by which surveys say that there is no answer, where the other numbers are far from them.
const NO_ANSWER: [f64; 9] = [-9.0, -99.0, -999.0, -9999.0, 88.0, 98.0, 99.0, 998.0, 999.0];

/// How a leaf becomes comparable.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rule {
    /// Answers and their points.
    Map(Vec<(String, f64)>),
    /// From the worst to the best value.
    Goalposts(f64, f64),
    MinMax,
}

/// What must be looked at before the proposal is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Two answers.
    TwoAnswers,
    /// Answers in words with equal steps between them.
    Steps,
    /// Whole numbers from 1 to 5.
    Likert,
    /// Numbers from 0 to 1.
    Share,
    /// Numbers from 0 to 100.
    Percentage,
    /// Other numbers.
    Range,
}

/// A proposal for a column.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    pub(super) rule: Rule,
    pub(super) kind: Kind,
    /// Why, for the note of the leaf.
    pub(super) why: Message,
    /// Numbers of the column that mean that there is no answer.
    pub(super) no_answer: Vec<f64>,
}

/// A proposal, or why the column is left out.
pub(super) fn propose(column: &Column, name: &str) -> Result<Proposal, Message> {
    if Says::of(name).contains(&Says::Result) {
        return Err(message!("draft-left-out-result"));
    }
    match &column.content {
        Content::Empty => Err(message!("draft-left-out-empty")),
        Content::Dates => Err(message!("draft-left-out-dates")),
        Content::Texts => Err(message!("draft-left-out-texts")),
        Content::TwoMarks => Err(message!("draft-left-out-two-marks")),
        Content::Mixed { examples, more } => {
            let lines: Vec<String> = examples.iter().map(|(_, line)| line.to_string()).collect();
            let texts = quoted_and_more(examples.iter().map(|(text, _)| text.as_str()), *more);
            Err(message!("draft-left-out-mixed", texts, count = lines.len(), lines = lines.join(", ")))
        }
        Content::Answers(answers) => of_answers(answers),
        Content::Numbers(form) => {
            of_numbers(column, form.percent || Says::of(name).contains(&Says::Percentage))
        }
    }
}

fn of_answers(answers: &[Answer]) -> Result<Proposal, Message> {
    if answers.len() > STEPS {
        return Err(message!("draft-left-out-texts"));
    }
    if let [answer] = answers {
        return Err(message!("draft-left-out-constant", value = &answer.spellings[0]));
    }
    let folded: Vec<String> = answers.iter().map(|answer| answer.folded.clone()).collect();
    let known = places(&folded).or_else(|| numbered(answers));
    // Without an order that is known, that of the alphabet, which anybody can see is none.
    let mut order: Vec<usize> = (0..answers.len()).collect();
    match &known {
        Some(places) => order.sort_by_key(|at| places[*at]),
        None => order.sort_by_key(|at| &folded[*at]),
    }
    // Answers in one place, such as `parcial` and `en parte`, have the same points.
    let place = |at: usize| known.as_ref().map_or(at, |places| places[at]);
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for at in order {
        match steps.last_mut() {
            Some(step) if place(step[0]) == place(at) => step.push(at),
            _ => steps.push(vec![at]),
        }
    }
    if steps.len() < 2 {
        return Err(message!("draft-left-out-constant", value = &answers[0].spellings[0]));
    }
    let most = (steps.len() - 1) as f64;
    let mut values = Vec::new();
    for (step, members) in steps.iter().enumerate().rev() {
        // Points with more digits than a reader takes in say nothing more.
        let points = (step as f64 / most * 1e4).round() / 1e4;
        let spellings = members.iter().flat_map(|at| &answers[*at].spellings);
        values.extend(spellings.map(|spelling| (spelling.clone(), points)));
    }
    let best = quoted(values.iter().filter(|(_, points)| *points == 1.0).map(|(answer, _)| answer.as_str()));
    let (kind, why) = match (steps.len(), known.is_some()) {
        (2, true) => (Kind::TwoAnswers, message!("draft-why-two-answers", best)),
        (2, false) => (Kind::TwoAnswers, message!("draft-why-two-unknown-answers", best)),
        (count, true) => (Kind::Steps, message!("draft-why-steps", count, best)),
        (count, false) => (Kind::Steps, message!("draft-why-unknown-steps", count, best)),
    };
    Ok(Proposal { rule: Rule::Map(values), kind, why, no_answer: Vec::new() })
}

/// The numbers by which answers such as `3. Medio` begin, where all have one of their own.
fn numbered(answers: &[Answer]) -> Option<Vec<usize>> {
    let number = |answer: &Answer| {
        let digits = answer.folded.split('_').next().unwrap_or_default();
        (digits.len() <= 3).then(|| digits.parse::<usize>().ok())?
    };
    let numbers: Option<Vec<usize>> = answers.iter().map(number).collect();
    let mut sorted = numbers.clone()?;
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| pair[0] != pair[1]).then_some(numbers)?
}

fn of_numbers(column: &Column, is_percentage: bool) -> Result<Proposal, Message> {
    let all: Vec<f64> = distinct(column.present());
    let no_answer = no_answer(&all);
    let values: Vec<f64> = all.into_iter().filter(|value| !no_answer.contains(value)).collect();
    let (Some(&least), Some(&most)) = (values.first(), values.last()) else {
        return Err(message!("draft-left-out-empty"));
    };
    if values.len() == 1 {
        return Err(message!("draft-left-out-constant", value = format_number(least)));
    }
    let whole = values.iter().all(|value| value.fract() == 0.0);
    let two = whole && values.len() == 2;
    let present = column.present().count();
    let map = || Rule::Map(vec![(format_number(most), 1.0), (format_number(least), 0.0)]);
    let (rule, kind, why) = if two && least == 0.0 && most == 1.0 {
        (map(), Kind::TwoAnswers, message!("draft-why-zero-one"))
    } else if two && (least == 1.0 && most == 2.0) {
        (map(), Kind::TwoAnswers, message!("draft-why-one-two"))
    } else if whole && least >= 1.0 && (3.0..=5.0).contains(&most) {
        (Rule::Goalposts(1.0, 5.0), Kind::Likert, message!("draft-why-likert", least, most))
    } else if two && present >= PAIRS {
        (map(), Kind::TwoAnswers, message!("draft-why-two-numbers", least, most))
    } else if least >= 0.0 && most <= 1.0 {
        (Rule::Goalposts(0.0, 1.0), Kind::Share, message!("draft-why-share", least, most))
    } else if least >= 0.0 && most <= 100.0 && (most > 50.0 || is_percentage) {
        (Rule::Goalposts(0.0, 100.0), Kind::Percentage, message!("draft-why-percentage", least, most))
    } else {
        (Rule::MinMax, Kind::Range, message!("draft-why-range", least, most))
    };
    Ok(Proposal { rule, kind, why, no_answer })
}

/// Those of the numbers of a column by which surveys say that there is no answer: the others are all at least 0, or a
/// scale of few whole numbers.
fn no_answer(values: &[f64]) -> Vec<f64> {
    let (marks, others): (Vec<f64>, Vec<f64>) = values.iter().partition(|value| NO_ANSWER.contains(value));
    let scale =
        others.len() >= 2 && others.iter().all(|value| value.fract() == 0.0 && (0.0..=10.0).contains(value));
    let positive = others.len() >= 2 && others.iter().all(|value| *value >= 0.0);
    marks.into_iter().filter(|mark| if *mark < 0.0 { positive } else { scale }).collect()
}

/// The different numbers in ascending order.
fn distinct(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.map(|value| value + 0.0).collect();
    values.sort_unstable_by(f64::total_cmp);
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(texts: &[&str]) -> Vec<Answer> {
        let answer = |text: &&str| Answer {
            folded: super::super::words::folded(text),
            spellings: vec![(*text).to_owned()],
        };
        texts.iter().map(answer).collect()
    }

    fn points(texts: &[&str]) -> Vec<(String, f64)> {
        match of_answers(&answers(texts)).map(|proposal| proposal.rule) {
            Ok(Rule::Map(values)) => values,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn answers_have_equal_steps_in_the_order_of_their_scale() {
        // Thirds are rounded to four digits.
        let want = [("siempre", 1.0), ("casi siempre", 0.6667), ("a veces", 0.3333), ("nunca", 0.0)];
        let want: Vec<(String, f64)> =
            want.iter().map(|(text, points)| ((*text).to_owned(), *points)).collect();
        assert_eq!(points(&["nunca", "siempre", "a veces", "casi siempre"]), want);
        let want = vec![("3. Alto".to_owned(), 1.0), ("2. x".to_owned(), 0.5), ("1. y".to_owned(), 0.0)];
        assert_eq!(points(&["2. x", "3. Alto", "1. y"]), want);
    }

    #[test]
    fn numbers_for_no_answer_are_far_from_the_others() {
        assert_eq!(no_answer(&[1.0, 2.0, 5.0, 99.0]), [99.0]);
        assert_eq!(no_answer(&[-99.0, 0.0, 12.5, 300.0]), [-99.0]);
        assert!(no_answer(&[12.0, 55.0, 99.0]).is_empty(), "a percentage");
        assert!(no_answer(&[-99.0, -3.0, 2.0]).is_empty(), "others are negative too");
    }
}
