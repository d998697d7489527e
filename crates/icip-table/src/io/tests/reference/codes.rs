//! Codes that are valid and yet look like a slip.

use super::notes::is_phrase;
use crate::data::{Column, Entity};
use crate::io::codes::{
    is_total, looks_like_note, note_code, sum_or_mean, total_word, warn_of_case, warn_of_zeros,
};
use crate::io::log::Log;
use crate::io::shown::shorten;
use crate::io::totals::{Total, is_mean};
use crate::io::touched::Touched;
use icip_problem::{Code, Problem, message};

/// Warns of codes that look like a slip. `column` is the position of the code; `numbered` tells whether the cells of
/// the first row are 1, 2, 3 and so on.
pub(crate) fn check(
    entities: &[Entity],
    columns: &[(String, Column)],
    (column, numbered): (usize, bool),
    log: &mut Log,
) {
    warn_of_zeros(entities, column, log);
    warn_of_case(entities, column, log);
    warn_of_phrase(entities, column, log);
    warn_of_totals(entities, columns, column, log);
    warn_of_touched(entities, column, log);
    warn_of_zeros_lost(entities, column, log);
    if numbered && entities.get(1).is_some_and(|second| second.code != "2") {
        let place = log.place().at_line(entities[0].line);
        let problem = Problem::new(Code::ColumnNumbers, place, message!("column-numbers-row"));
        log.problem(column, problem.hint(message!("repeated-header-hint")));
    }
}

/// A row of sums or means under a table: as an entity it would be ranked, and widen every scale that
/// comes from the sample.
fn warn_of_totals(entities: &[Entity], columns: &[(String, Column)], column: usize, log: &mut Log) {
    let digits = |entity: &&Entity| entity.code.bytes().all(|byte| byte.is_ascii_digit());
    let odd: Vec<&Entity> = entities.iter().filter(|entity| !digits(entity)).collect();
    let few = entities.len() > 5 && odd.len() <= 3 && entities.len() - odd.len() >= 2 * odd.len();
    let place = log.place().clone();
    let mut warn = |entity: &Entity, what| {
        let place = place.at_line(entity.line);
        log.warn(column, Problem::new(Code::TotalRow, place, what).hint(message!("total-row-hint")));
    };
    let phrases = entities.iter().filter(|entity| is_phrase(&entity.code)).count();
    let all_headings = entities.iter().all(|entity| looks_like_note(&entity.code));
    for (row, entity) in entities.iter().enumerate() {
        let code = &entity.code;
        let named = is_total(code) || entity.name.as_deref().is_some_and(is_total);
        let same: Vec<usize> = (0..entities.len()).filter(|other| entities[*other].code == *code).collect();
        let mut sums = same.iter().filter_map(|row| of_period(entities, *row, columns));
        let sum = sums.next().flatten().filter(|first| sums.all(|sum| sum == Some(*first)));
        // It is told at the first row of a period in which it can be told.
        let told_at = same.iter().copied().find(|row| of_period(entities, *row, columns).is_some());
        let heading = looks_like_note(code);
        if named {
            warn(entity, message!("total-row-named", text = shorten(total_word(entity))));
        }
        let only_phrase = is_phrase(code) && phrases == 1 && row > 0 && row + 1 == entities.len();
        if heading && !all_headings && !named && !only_phrase {
            warn(entity, note_code(code));
        }
        if let Some(sum) = sum.filter(|_| !named && told_at == Some(row)) {
            warn(entity, sum_or_mean(entity, if sum { Total::Sum } else { Total::Mean }));
        }
        let told = named || heading || sum.is_some() || is_phrase(code) || Touched::of(code).is_some();
        if few && !digits(&entity) && !told {
            warn(
                entity,
                match odd.len() {
                    1 => message!("total-row-odd-code", text = shorten(code)),
                    count => message!("total-row-odd-codes", text = shorten(code), count),
                },
            );
        }
    }
}

/// What a row is of the others of its period; nothing where there are too few of them to tell.
fn of_period(entities: &[Entity], row: usize, columns: &[(String, Column)]) -> Option<Option<bool>> {
    let rows: Vec<usize> =
        (0..entities.len()).filter(|other| entities[*other].period == entities[row].period).collect();
    (rows.len() >= 4).then(|| is_sum_or_mean(&rows, row, columns))
}

/// Whether a row is the sum (`true`) or the mean (`false`) of the others.
fn is_sum_or_mean(rows: &[usize], row: usize, columns: &[(String, Column)]) -> Option<bool> {
    let ends: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(at, _)| *at < 2 || at + 2 >= rows.len())
        .map(|(_, row)| *row)
        .collect();
    let more = usize::from(!ends.contains(&row));
    let cells = |column: &Column| rows.iter().filter_map(|row| column.get(*row)).collect::<Vec<f64>>();
    let filled = || columns.iter().filter(|(_, column)| column.get(row).is_some());
    if filled().count() == 0 || filled().any(|(_, column)| cells(column).len() < 4) {
        return None;
    }
    let more = more + usize::from(filled().any(|(_, column)| cells(column).len() == 4));
    let near = |a: f64, b: f64, tolerance: f64| (a - b).abs() <= tolerance * b.abs();
    let all = |is: &dyn Fn(f64, f64, usize) -> bool| {
        filled().all(|(_, column)| {
            let cells = cells(column);
            is(column.get(row).unwrap_or_default(), cells.iter().sum::<f64>(), cells.len())
        })
    };
    if all(&|value, sum, _| near(2.0 * value, sum, 1e-9))
        && filled().filter(|(_, column)| column.get(row) != Some(0.0)).count() > more
    {
        return Some(true);
    }
    let varied = filled().filter(|(_, column)| {
        ends.iter().filter_map(|end| column.get(*end)).any(|value| Some(value) != column.get(row))
    });
    (varied.count() > 1 + more && all(&is_mean)).then_some(false)
}

/// Codes of digits that are shorter than those with a zero in front, where all of these are as long as the longest.
fn warn_of_zeros_lost(entities: &[Entity], column: usize, log: &mut Log) {
    let digits: Vec<&Entity> =
        entities.iter().filter(|entity| entity.code.chars().all(|c| c.is_ascii_digit())).collect();
    let Some(longest) = digits.iter().map(|entity| entity.code.len()).max() else { return };
    let zeros: Vec<&&Entity> = digits.iter().filter(|entity| entity.code.starts_with('0')).collect();
    let short: Vec<&&Entity> = digits.iter().filter(|entity| entity.code.len() < longest).collect();
    let all_long = zeros.iter().all(|entity| entity.code.len() == longest);
    if zeros.is_empty() || short.is_empty() || !all_long {
        return;
    }
    let (text, number) = (shorten(&short[0].code), longest.to_string());
    let what = message!("touched-code-zeros", count = short.len(), text, digits = number.clone());
    let place = log.place().at_line(short[0].line);
    let hint = message!("touched-code-zeros-hint", digits = number);
    log.warn(column, Problem::new(Code::TouchedCode, place, what).hint(hint));
}

/// Codes that a spreadsheet has taken for numbers.
fn warn_of_touched(entities: &[Entity], column: usize, log: &mut Log) {
    let touched: Vec<&Entity> =
        entities.iter().filter(|entity| Touched::of(&entity.code).is_some()).collect();
    let Some(first) = touched.first() else { return };
    let text = shorten(&first.code);
    let what = match touched.len() - 1 {
        0 => message!("touched-code-one", text),
        more => message!("touched-code-more", text, more),
    };
    let place = log.place().at_line(first.line);
    log.warn(column, Problem::new(Code::TouchedCode, place, what).hint(message!("touched-code-hint")));
}

/// A last code that is a phrase, when no other is one: a note that commas cut into cells.
fn warn_of_phrase(entities: &[Entity], column: usize, log: &mut Log) {
    let Some((last, others)) = entities.split_last() else { return };
    if !others.is_empty() && is_phrase(&last.code) && !others.iter().any(|entity| is_phrase(&entity.code)) {
        let what = message!("phrase-as-code-last", text = shorten(&last.code));
        let place = log.place().clone().at_line(last.line);
        let warning = Problem::new(Code::PhraseAsCode, place, what);
        log.warn(column, warning.hint(message!("phrase-as-code-hint")));
    }
}
