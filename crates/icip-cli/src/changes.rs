//! What changed, as it is printed: for one entity in words, and why one entity is above another. It must not know which
//! command asks.

use icip::change::{Changes, Difference, EditStep, EntityChange, Scored, difference};
use icip::framework::Framework;
use icip::io::{format_fixed, format_number};
use icip::problem::{Language, Message, message};
use icip::report::change::{
    cause_words, difference_table, edit_words, edits_heading, places_table, predecessor_lines,
};

use crate::fail::Fail;
use crate::input::data::must_have_period;
use crate::input::loaded::LoadedData;
use crate::lookup::{Named, named_entity};
use crate::streams::Io;
use crate::table::printed;
use crate::wording::language;

/// The parts that are shown of one entity; the others are one line.
const SHOWN: usize = 12;

/// The period that is asked for; or the last one, or the one before another. None where the data have no periods.
pub(crate) fn period(
    data: &LoadedData,
    framework: &Framework,
    wanted: Option<&str>,
    before: Option<&str>,
) -> Result<Option<String>, Fail> {
    let periods: Vec<&str> =
        data.panel.periods_in_time().into_iter().filter_map(|(period, _)| period).collect();
    if let Some(wanted) = wanted {
        must_have_period(framework, &data.panel, wanted)?;
        return Ok(Some(wanted.to_owned()));
    }
    let last = match before {
        Some(before) => {
            let at = periods.iter().position(|period| *period == before).unwrap_or_default();
            let earlier = at.checked_sub(1).map(|at| periods[at]);
            Some(earlier.ok_or_else(|| Fail::Usage(message!("change-no-period-before", period = before)))?)
        }
        None => periods.last().copied(),
    };
    Ok(last.map(str::to_owned))
}

/// Refuses a change that does not go forward in time.
pub(crate) fn must_go_forward(data: &LoadedData, from: Option<&str>, to: Option<&str>) -> Result<(), Fail> {
    let periods = data.panel.periods_in_time();
    let at = |wanted: Option<&str>| periods.iter().position(|(period, _)| *period == wanted);
    match (from, to) {
        (Some(first), Some(last)) if at(from) >= at(to) => {
            Err(Fail::Usage(message!("change-backwards", from = first, to = last)))
        }
        _ => Ok(()),
    }
}

/// The position of an entity by its code, or by a part of its name that no other entity has.
pub(crate) fn entity(changes: &Changes, wanted: &str) -> Result<usize, Fail> {
    let named = changes.entities.iter().map(|entity| Named::new(&entity.code, entity.name.as_deref()));
    named_entity(&named.collect::<Vec<_>>(), wanted)
}

/// A score with four digits.
fn fixed(x: f64, language: Language) -> String {
    language.decimal(&format_fixed(x, 4))
}

/// Why the score and the rank of an entity changed, in words and as tables.
pub(crate) fn print_entity(
    changes: &Changes,
    at: usize,
    periods: [Option<&str>; 2],
    lang: &str,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let language = language(lang);
    let entity = &changes.entities[at];
    let shown = match &entity.name {
        Some(name) => format!("{name} ({})", entity.code),
        None => entity.code.clone(),
    };
    let editions = match periods {
        [Some(before), Some(after)] => message!("change-of-periods", entity = shown, before, after),
        _ => message!("change-of-editions", entity = shown),
    };
    writeln!(io.out, "{}", editions.text(language))?;
    for line in predecessor_lines(changes, &[at], language) {
        writeln!(io.out, "{}", line.text(language))?;
    }
    let node = changes.framework.root().code();
    let Some(of) = &entity.difference else {
        let has = |standing: Option<icip::change::Standing>| standing.is_some_and(|s| s.score.is_some());
        let why = match (has(entity.before), has(entity.after)) {
            (false, true) => message!("change-came", node),
            (true, false) => message!("change-left", node),
            _ => message!("change-in-neither", node),
        };
        writeln!(io.out, "{}", why.text(language))?;
        return Ok(());
    };
    let [before, after] = of.index.map(|x| fixed(x, language));
    let moved = fixed(of.change().abs(), language);
    let head = match of.change() {
        change if change > 0.0 => message!("change-rose", node, before, after, moved),
        change if change < 0.0 => message!("change-fell", node, before, after, moved),
        _ => message!("change-stayed", node, after),
    };
    writeln!(io.out, "{}", head.text(language))?;
    if let Some(words) = ranks(entity, language) {
        writeln!(io.out, "{words}")?;
    }
    causes(of, &changes.edits, language, io)?;
    writeln!(io.out, "\n{}", message!("change-why-score", node).text(language))?;
    let table = difference_table(&changes.framework, &changes.edits, of, SHOWN, language);
    write!(io.out, "{}", printed(&table, io.out_terminal))?;
    if !entity.places.is_empty() {
        writeln!(io.out, "\n{}", message!("change-why-rank").text(language))?;
        write!(io.out, "{}", printed(&places_table(entity, language), io.out_terminal))?;
    }
    print_edits(changes, language, io)
}

/// The points of each cause, in one line.
fn causes(of: &Difference, edits: &[EditStep], language: Language, io: &mut Io<'_>) -> Result<(), Fail> {
    let mut causes: Vec<_> = of.parts.iter().map(|part| part.cause).collect();
    causes.sort_unstable();
    causes.dedup();
    let signed = |points: f64| {
        let text = fixed(points, language);
        if points > 0.0 { format!("+{text}") } else { text }
    };
    let words: Vec<Message> = causes
        .into_iter()
        .map(|cause| {
            let points = signed(of.of_cause(|other| other == cause));
            message!("change-points-of", cause = cause_words(cause, edits), points)
        })
        .collect();
    if !words.is_empty() {
        let words: Vec<String> = words.iter().map(|words| words.text(language)).collect();
        writeln!(io.out, "{}", message!("change-causes", causes = words.join("; ")).text(language))?;
    }
    Ok(())
}

/// How the rank moved, in words.
fn ranks(entity: &EntityChange, language: Language) -> Option<String> {
    let (before, after) = (entity.before?.rank?, entity.after?.rank?);
    let text = |rank: f64| language.decimal(&format_number(rank));
    let (from, to, places) = (text(before), text(after), text((after - before).abs()));
    // Mean ranks of ties may move by a half, of which there are several in every language.
    let count = if (after - before).abs() == 1.0 { 1_usize } else { 2 };
    let words = match after - before {
        moved if moved < 0.0 => message!("change-rank-gained", count, from, to, places),
        moved if moved > 0.0 => message!("change-rank-lost", count, from, to, places),
        _ => message!("change-rank-kept", to),
    };
    let still =
        entity.standing_still.map(|rank| message!("change-still", words = words.clone(), rank = text(rank)));
    Some(still.unwrap_or(words).text(language))
}

/// The edits of the framework, in their order.
pub(crate) fn print_edits(changes: &Changes, language: Language, io: &mut Io<'_>) -> Result<(), Fail> {
    if changes.edits.is_empty() {
        return Ok(());
    }
    writeln!(io.out, "\n{}", edits_heading(changes).text(language))?;
    for (step, number) in changes.edits.iter().zip(1..) {
        writeln!(io.out, "  {number}  {}", edit_words(step).text(language))?;
    }
    Ok(())
}

/// Why an entity is above or below another one.
pub(crate) fn print_against(
    scored: &Scored<'_>,
    row: usize,
    other: usize,
    lang: &str,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let language = language(lang);
    let card = scored.card();
    let framework = card.framework();
    let node = framework.root().code();
    let [name, beside] = [row, other].map(|row| card.panel().entities()[row].label().to_owned());
    let Some(of) = difference((scored, other), (scored, row)) else {
        let lacks = if card.index().is_present(row) { beside } else { name };
        return Err(Fail::Usage(message!("against-no-score", name = lacks, node)));
    };
    let [theirs, own] = of.index.map(|x| fixed(x, language));
    let moved = fixed(of.change().abs(), language);
    let head = match of.change() {
        change if change > 0.0 => message!("against-above", name, other = beside, node, own, theirs, moved),
        change if change < 0.0 => message!("against-below", name, other = beside, node, own, theirs, moved),
        _ => message!("against-equal", name, other = beside, node, own),
    };
    writeln!(io.out, "{}", head.text(language))?;
    let ranks = [row, other].map(|row| card.ranks(framework.root_index()).get(row));
    if let [Some(own), Some(theirs)] =
        ranks.map(|rank| rank.map(|rank| language.decimal(&format_number(rank))))
    {
        writeln!(io.out, "{}", message!("against-ranks", own, theirs).text(language))?;
    }
    writeln!(io.out, "\n{}", message!("against-why", node).text(language))?;
    let table = difference_table(framework, &[], &of, SHOWN, language);
    write!(io.out, "{}", printed(&table, io.out_terminal))?;
    writeln!(io.out, "\n{}", message!("against-legend").text(language))?;
    Ok(())
}
