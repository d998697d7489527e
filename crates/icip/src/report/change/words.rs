//! What changed, as tables for people.

use std::fmt::Write;

use super::document::PointsDocument;
use crate::change::{Cause, Changes, Difference, EditOrder, EditStep, EntityChange, Part, RankCause};
use crate::framework::Framework;
use crate::report::markdown::{decimals_of, markdown_message, markdown_table, markdown_text};
use crate::text::csv_text;
use icip_problem::{Language, Message, message};
use icip_table::io::{format_fixed, format_number};

/// A table for people, in one language.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ChangeTable {
    /// The headings, each with whether its column holds numbers.
    pub header: Vec<(String, bool)>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
}

impl ChangeTable {
    /// Headings, each with whether its column holds numbers, and cells.
    pub fn new(header: Vec<(String, bool)>, rows: Vec<Vec<String>>) -> Self {
        Self { header, rows }
    }

    /// The table as CSV, as it is written for people.
    pub fn as_csv(&self) -> String {
        csv_text(self.header.iter().map(|(name, _)| name), &self.rows)
    }

    /// The table in Markdown.
    pub fn markdown(&self) -> String {
        markdown_table(&self.header, &self.rows)
    }
}

/// How numbers and words of a language are written.
struct Writer {
    language: Language,
    digits: usize,
}

impl Writer {
    /// With digits for scores up to a size, and one more, because a change is smaller than a score.
    fn new(language: Language, largest: f64) -> Self {
        Self { language, digits: decimals_of(largest) + 1 }
    }

    fn say(&self, message: &Message) -> String {
        message.text(self.language)
    }

    fn score(&self, x: Option<f64>) -> String {
        x.map_or_else(dash, |x| self.language.decimal(&format_fixed(x, self.digits)))
    }

    /// With its sign; nothing where there is no change at all.
    fn signed(&self, x: Option<f64>) -> String {
        x.map_or_else(dash, |x| self.language.decimal(&sign(x, &format_fixed(x, self.digits))))
    }

    fn whole(&self, x: Option<f64>) -> String {
        x.map_or_else(dash, |x| self.language.decimal(&format_number(x)))
    }
}

fn dash() -> String {
    "-".to_owned()
}

fn sign(x: f64, text: &str) -> String {
    // What is rounded to zero has none.
    let plus = x > 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0');
    if plus { format!("+{text}") } else { text.to_owned() }
}

/// Places with their sign: a lower rank is better, so a gain has a plus.
fn places(x: f64, language: Language) -> String {
    let rounded = (x * 100.0).round() / 100.0 + 0.0;
    language.decimal(&sign(-rounded, &format_number(-rounded + 0.0)))
}

/// The largest index of some entities, whatever its sign.
fn largest(changes: &[&EntityChange]) -> f64 {
    let scores = changes.iter().flat_map(|entity| [entity.before, entity.after]);
    let scores = scores.filter_map(|standing| standing?.score);
    scores.fold(0.0, |largest, score| if score.abs() > largest { score.abs() } else { largest })
}

/// The entities at some positions of [`Changes::entities`], in that order: code, name, index and rank before and after, the
/// change, and what it comes from, as far as any of them has it. Places have a plus where they were gained.
pub fn change_table(changes: &Changes, entities: &[usize], language: Language) -> ChangeTable {
    let shown: Vec<&EntityChange> = entities.iter().map(|at| &changes.entities[*at]).collect();
    let writer = Writer::new(language, largest(&shown));
    let points: Vec<Option<[f64; 6]>> = shown
        .iter()
        .map(|entity| entity.difference.as_ref().map(|of| PointsDocument::of(of).numbers()))
        .collect();
    let causes: Vec<(usize, Message)> = [
        message!("heading-cause-data"),
        message!("heading-cause-gaps"),
        message!("heading-cause-scale"),
        message!("heading-cause-comparison"),
        message!("heading-cause-method"),
        message!("heading-cause-rounding"),
    ]
    .into_iter()
    .enumerate()
    .filter(|(at, _)| points.iter().flatten().any(|points| points[*at] != 0.0))
    .collect();
    let heading = |message: Message, number: bool| (writer.say(&message), number);
    let mut header = vec![
        heading(message!("heading-code"), false),
        heading(message!("heading-name"), false),
        heading(message!("heading-before"), true),
        heading(message!("heading-after"), true),
        heading(message!("heading-change"), true),
    ];
    header.extend(causes.iter().map(|(_, cause)| heading(cause.clone(), true)));
    header.extend([
        heading(message!("heading-rank-before"), true),
        heading(message!("heading-rank-after"), true),
        heading(message!("heading-places"), true),
    ]);
    let row = |(entity, points): (&&EntityChange, &Option<[f64; 6]>)| {
        let (before, after) = (entity.before, entity.after);
        let mut cells = vec![entity.code.clone(), entity.name.clone().unwrap_or_default()];
        cells.push(writer.score(before.and_then(|standing| standing.score)));
        cells.push(writer.score(after.and_then(|standing| standing.score)));
        cells.push(writer.signed(entity.change()));
        cells.extend(causes.iter().map(|(at, _)| writer.signed(points.map(|points| points[*at]))));
        cells.push(writer.whole(before.and_then(|standing| standing.rank)));
        cells.push(writer.whole(after.and_then(|standing| standing.rank)));
        cells.push(entity.rank_change().map_or_else(dash, |moved| places(moved, language)));
        cells
    };
    ChangeTable { header, rows: shown.iter().zip(&points).map(row).collect() }
}

/// What a part comes from, in words.
pub fn cause_words(cause: Cause, edits: &[EditStep]) -> Message {
    match cause {
        Cause::Data => message!("cause-data"),
        Cause::Gap => message!("cause-gap"),
        Cause::Scale => message!("cause-scale"),
        Cause::Comparison => message!("cause-comparison"),
        Cause::Rounding => message!("cause-rounding"),
        Cause::Method(step) => edits.get(step).map_or_else(|| message!("cause-method"), edit_words),
    }
}

/// What stands above the edits of a framework: how they were made.
pub fn edits_heading(changes: &Changes) -> Message {
    match changes.order {
        EditOrder::Stated => message!("change-edits"),
        EditOrder::Shapley => message!("change-edits-over-all"),
    }
}

/// The edits of a step, in words.
pub fn edit_words(step: &EditStep) -> Message {
    let texts: Vec<Message> = step.edits.iter().map(crate::framework::Edit::text).collect();
    match <[Message; 1]>::try_from(texts) {
        Ok([text]) => text,
        Err(texts) => message!("edits-together", edits = texts),
    }
}

/// The parts of a difference, the largest first: points of the index, node, what it comes from, the cells, and the scores of
/// the node. Parts beyond `most` are one row, so that all rows add up to the difference.
pub fn difference_table(
    framework: &Framework,
    edits: &[EditStep],
    difference: &Difference,
    most: usize,
    language: Language,
) -> ChangeTable {
    let size = |x: f64| x.abs();
    let [first, last] = difference.index.map(size);
    let writer = Writer::new(language, if first > last { first } else { last });
    let mut parts: Vec<&Part> = difference.parts.iter().collect();
    parts.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    let heading = |message: Message, number: bool| (writer.say(&message), number);
    let header = vec![
        heading(message!("heading-points"), true),
        heading(message!("heading-node"), false),
        heading(message!("heading-name"), false),
        heading(message!("heading-cause"), false),
        heading(message!("heading-value"), false),
        heading(message!("heading-score"), false),
    ];
    let arrow = |ends: [Option<f64>; 2], write: &dyn Fn(f64) -> String| match ends {
        [None, None] => String::new(),
        ends => ends.map(|end| end.map_or_else(dash, write)).join(" → "),
    };
    let row = |part: &&Part| {
        let node = &framework.nodes()[part.node];
        let is_edit = matches!(part.cause, Cause::Method(_));
        let cell = |x: f64| match node.leaf().and_then(|leaf| leaf.answer(x)) {
            Some(answer) => format!("`{answer}`"),
            None => language.decimal(&format_number((x * 1e6).round() / 1e6)),
        };
        let about = |text: String| if is_edit { String::new() } else { text };
        vec![
            writer.signed(Some(part.points)),
            about(node.code().to_owned()),
            about(node.name(language.tag()).to_owned()),
            writer.say(&cause_words(part.cause, edits)),
            about(arrow(difference.cells[part.node], &cell)),
            about(arrow(difference.scores[part.node], &|x| writer.score(Some(x)))),
        ]
    };
    let mut rows: Vec<Vec<String>> = parts.iter().take(most).map(row).collect();
    if parts.len() > most {
        let rest = parts[most..].iter().fold(0.0, |sum, part| sum + part.points);
        let words = writer.say(&message!("change-further-parts", count = parts.len() - most));
        rows.push(vec![
            writer.signed(Some(rest)),
            String::new(),
            words,
            String::new(),
            String::new(),
            String::new(),
        ]);
    }
    ChangeTable { header, rows }
}

/// What moved the rank of an entity: places, with a plus where they were gained, and what they come from.
pub fn places_table(entity: &EntityChange, language: Language) -> ChangeTable {
    let words = |cause: RankCause| match cause {
        RankCause::Members => message!("places-members"),
        RankCause::Data => message!("places-data"),
        RankCause::Gap => message!("places-gap"),
        RankCause::Scale => message!("places-scale"),
        RankCause::Comparison => message!("places-comparison"),
        RankCause::Rounding => message!("places-rounding"),
        RankCause::Method => message!("places-method"),
    };
    let header = vec![
        (message!("heading-places").text(language), true),
        (message!("heading-cause").text(language), false),
    ];
    let row =
        |(cause, moved): &(RankCause, f64)| vec![places(*moved, language), words(*cause).text(language)];
    ChangeTable { header, rows: entity.places.iter().map(row).collect() }
}

/// Whom an entity follows, in words, and since when where that is known.
pub fn predecessor_words(
    after: &str,
    of: &[(String, f64)],
    since: Option<f64>,
    language: Language,
) -> Message {
    let since = since.map(|period| language.decimal(&format_number(period)));
    if let [(before, _)] = of {
        return match since {
            Some(period) => message!("successor-of-one-since", after, before, period),
            None => message!("successor-of-one", after, before),
        };
    }
    let share = |share: f64| language.decimal(&format_number((share * 1e4).round() / 1e4));
    let one = |(code, part): &(String, f64)| message!("successor-share", code, share = share(*part));
    let before: Vec<Message> = of.iter().map(one).collect();
    match since {
        Some(period) => message!("successor-of-several-since", after, before, period),
        None => message!("successor-of-several", after, before),
    }
}

/// What is said of each of some entities that follows others.
pub fn predecessor_lines(changes: &Changes, entities: &[usize], language: Language) -> Vec<Message> {
    let shown = entities.iter().map(|at| &changes.entities[*at]).filter(|one| !one.predecessors.is_empty());
    shown.map(|one| predecessor_words(&one.code, &one.predecessors, None, language)).collect()
}

/// A document in Markdown: the entities at some positions of [`Changes::entities`], what they mean, and the edits.
pub fn change_markdown(changes: &Changes, entities: &[usize], title: &str, language: Language) -> String {
    let table = change_table(changes, entities, language);
    let mut text = format!("# {}\n\n", markdown_text(title));
    text.push_str(&markdown_table(&table.header, &table.rows));
    let _ = writeln!(text, "\n{}", markdown_text(&message!("change-legend").text(language)));
    for line in predecessor_lines(changes, entities, language) {
        let _ = writeln!(text, "\n{}", markdown_message(&line, language));
    }
    if !changes.edits.is_empty() {
        let _ = writeln!(text, "\n{}\n", markdown_text(&edits_heading(changes).text(language)));
        for (step, number) in changes.edits.iter().zip(1..) {
            let _ = writeln!(text, "{number}. {}", markdown_message(&edit_words(step), language));
        }
    }
    text
}

/// A document in Markdown on the entity at a position of [`Changes::entities`]: what changed, and every part of it.
pub fn entity_markdown(changes: &Changes, at: usize, title: &str, language: Language) -> String {
    let mut text = change_markdown(changes, &[at], title, language);
    let entity = &changes.entities[at];
    let mut part = |heading: Message, table: &ChangeTable| {
        let _ = write!(text, "\n## {}\n\n{}", markdown_text(&heading.text(language)), table.markdown());
    };
    if let Some(difference) = &entity.difference {
        let node = changes.framework.root().code();
        let table = difference_table(&changes.framework, &changes.edits, difference, usize::MAX, language);
        part(message!("change-why-score", node), &table);
    }
    if !entity.places.is_empty() {
        part(message!("change-why-rank"), &places_table(entity, language));
    }
    text
}
