//! A ranking as a Markdown table.

use std::fmt::Write;

use crate::framework::{Classes, Framework, NodeIx};
use crate::plan::Scorecard;
use crate::report::tables::index_ranks;
use icip_problem::{Language, Message, Value, message, printable};
use icip_table::io::{format_fixed, format_number};

/// How many digits after the decimal mark a reader needs to tell the entities of a scale apart: three on 0 to
/// 1, two up to 100, one above.
pub fn decimals_for(card: &Scorecard<'_>) -> usize {
    let largest =
        card.findings().index_bounds().map_or(0.0, |(low, high)| if -low > high { -low } else { high });
    decimals_of(largest)
}

/// The same for a scale whose largest number is known.
pub(super) fn decimals_of(largest: f64) -> usize {
    match largest {
        // Scales of 0 to 1 and of 0 to 100, with room for indices that go a little beyond.
        x if x <= 1.5 => 3,
        x if x <= 150.0 => 2,
        _ => 1,
    }
}

/// The largest number of digits that [`index_decimals`] gives: scores that agree in more are equal.
pub(super) const MOST_DECIMALS: usize = 12;

/// How many digits after the decimal mark the index of some rows needs, at least [`decimals_for`]: so many
/// that rows that follow each other with different ranks show different scores. The ranks are those over all
/// entities, or inside the groups of a group column.
pub fn index_decimals(card: &Scorecard<'_>, rows: &[usize], group: Option<usize>) -> usize {
    let (index, ranks) = (card.index(), index_ranks(card, group));
    let differ = |pair: &&[usize]| {
        let rank = |row: usize| ranks.get(row);
        rank(pair[0]).is_some() && rank(pair[1]).is_some() && rank(pair[0]) != rank(pair[1])
    };
    let shown = |row: usize, digits: usize| index.get(row).map(|score| format_fixed(score, digits));
    rows.windows(2).filter(differ).fold(decimals_for(card), |digits, pair| {
        let enough = |digits: &usize| shown(pair[0], *digits) != shown(pair[1], *digits);
        // Ties that codes break, and neighbours of two periods or groups, may have the same score.
        if index.get(pair[0]) == index.get(pair[1]) {
            return digits;
        }
        (digits..=MOST_DECIMALS).find(enough).unwrap_or(digits)
    })
}

/// How sure the rank of an entity is, for a ranking in words and numbers.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Standing {
    /// The ranks that hold 90 % of the runs of a study.
    pub ninety: Option<(f64, f64)>,
    /// The tier, from 1 for the best.
    pub tier: Option<usize>,
}

impl Standing {
    /// An interval of ranks and a tier.
    pub fn new(ninety: Option<(f64, f64)>, tier: Option<usize>) -> Self {
        Self { ninety, tier }
    }
}

/// Some rows, in the order in which they are given: rank of the index (over all, or inside the groups of a
/// group column), where a study tells it how sure the rank is, period and group where there are any, code, name,
/// index, the children of the index, and the classes of nodes that have them.
pub fn markdown(
    card: &Scorecard<'_>,
    rows: &[usize],
    group: Option<usize>,
    language: Language,
    standing: &dyn Fn(usize) -> Option<Standing>,
) -> String {
    let framework = card.framework();
    let tag = language.tag();
    let mut nodes = vec![framework.root_index()];
    nodes.extend(framework.root().children().iter().filter(|child| card.plan().is_used(**child)));
    let (digits, of_index) = (decimals_for(card), index_decimals(card, rows, group));
    let with_period = card.findings().names().period;
    let standings: Vec<Standing> = rows.iter().map(|row| standing(*row).unwrap_or_default()).collect();
    let with_interval = standings.iter().any(|standing| standing.ninety.is_some());
    let with_tier = standings.iter().any(|standing| standing.tier.is_some());
    let heading = |message: Message| markdown_text(&message.text(language));
    let mut header = vec![heading(message!("heading-rank"))];
    header.extend(with_interval.then(|| heading(message!("heading-ninety"))));
    header.extend(with_tier.then(|| heading(message!("heading-tier"))));
    let ranks_and_tiers = header.len();
    header.extend(with_period.then(|| heading(message!("heading-period"))));
    header.extend(group.map(|group| markdown_text(&card.panel().groups()[group])));
    header.extend([heading(message!("heading-code")), heading(message!("heading-name"))]);
    let texts = header.len() - ranks_and_tiers;
    header.extend(nodes.iter().map(|node| markdown_text(framework.nodes()[*node].code())));
    let classes = classes(card);
    header.extend(classes.iter().map(|(node, _)| heading(class_heading(framework, *node))));
    let mut text = format!("# {}\n\n", markdown_text(framework.title(tag)));
    if with_interval {
        let _ = writeln!(text, "{}\n", heading(message!("markdown-interval")));
    }
    if with_tier {
        let _ = writeln!(text, "{}\n", heading(message!("report-how-tier")));
    }
    let _ = writeln!(text, "| {} |", header.join(" | "));
    let (texts, numbers) = ("---|".repeat(texts), "---:|".repeat(nodes.len()));
    let _ = writeln!(
        text,
        "|{}{texts}{numbers}{}",
        "---:|".repeat(ranks_and_tiers),
        "---|".repeat(classes.len())
    );
    let ranks = index_ranks(card, group);
    for (row, standing) in rows.iter().zip(&standings) {
        let entity = &card.panel().entities()[*row];
        let rank = ranks.get(*row).map(|rank| language.decimal(&format_number(rank)));
        let mut cells = vec![rank.unwrap_or_default()];
        cells.extend(with_interval.then(|| standing.ninety.map_or_else(String::new, interval)));
        cells.extend(with_tier.then(|| standing.tier.map_or_else(String::new, |tier| tier.to_string())));
        cells.extend(with_period.then(|| markdown_text(entity.period.as_deref().unwrap_or_default())));
        cells.extend(group.map(|group| markdown_text(entity.groups[group].as_deref().unwrap_or_default())));
        cells.extend([markdown_text(&entity.code), markdown_text(entity.label())]);
        cells.extend(nodes.iter().map(|node| {
            let digits = if *node == nodes[0] { of_index } else { digits };
            let score = card.scores().column(*node).get(*row);
            score.map_or_else(String::new, |score| language.decimal(&format_fixed(score, digits)))
        }));
        cells.extend(
            classes
                .iter()
                .map(|(_, position)| markdown_text(card.class_in(*position, *row, tag).unwrap_or_default())),
        );
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    if let Some(source) = framework.source(tag) {
        let source = message!("markdown-source", framework = framework.id(), source);
        let _ = writeln!(text, "\n{}", markdown_message(&source, language));
    }
    text
}

/// A table in a document: headings, each with whether its column holds numbers, and cells.
pub(super) fn markdown_table(header: &[(String, bool)], rows: &[Vec<String>]) -> String {
    let cells = |cells: &mut dyn Iterator<Item = &String>| {
        cells.map(|cell| markdown_text(cell)).collect::<Vec<_>>().join(" | ")
    };
    let rule: String = header.iter().map(|(_, number)| if *number { "---:|" } else { "---|" }).collect();
    let mut markdown = format!("| {} |\n|{rule}\n", cells(&mut header.iter().map(|(name, _)| name)));
    for row in rows {
        let _ = writeln!(markdown, "| {} |", cells(&mut row.iter()));
    }
    markdown
}

/// An interval of ranks.
pub(super) fn interval((low, high): (f64, f64)) -> String {
    format!("{low:.0}-{high:.0}")
}

/// The heading of the classes of a node.
pub fn class_heading(framework: &Framework, node: NodeIx) -> Message {
    match node == framework.root_index() {
        true => message!("heading-class"),
        false => message!("heading-class-of", node = framework.nodes()[node].code()),
    }
}

/// The nodes with classes that have a score, and the positions of the classes.
pub fn classes(card: &Scorecard<'_>) -> Vec<(NodeIx, usize)> {
    let framework = card.framework();
    let of_node = |(position, classes): (usize, &Classes)| {
        let node = framework.position(&classes.node).filter(|node| card.plan().is_used(*node))?;
        Some((node, position))
    };
    framework.classes().iter().enumerate().filter_map(of_node).collect()
}

/// A text in a Markdown document: on one line, as it is, whatever it looks like. No part of it becomes a tag of HTML, an
/// image, a link with another text, an emphasis or the end of a cell. CommonMark shows a backslash before a sign as the
/// sign alone. A viewer may make a link of an address that stands in the text, as it does everywhere.
///
/// ```
/// use icip::report::markdown_text;
/// assert_eq!(markdown_text("<script>*a*|b"), "\\<script\\>\\*a\\*\\|b");
/// assert_eq!(markdown_text("Q_01 R&D, 5 %"), "Q_01 R\\&D, 5 %");
/// ```
pub fn markdown_text(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let text = printable(&text);
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    let mut after = text.chars().skip(1);
    for c in text.chars() {
        let (last, next) = (before.replace(c), after.next());
        let is_inside_word =
            last.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let is_special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' => true,
            // Inside a word it emphasises nothing.
            '_' => !is_inside_word,
            // What a name or a number follows may be an entity of HTML.
            '&' => next.is_some_and(|c| c.is_alphanumeric() || c == '#'),
            _ => false,
        };
        if is_special {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A message in a Markdown document of a language, whose values in backticks become code, and all else as [`markdown_text`] has it.
pub fn markdown_message(message: &Message, language: Language) -> String {
    let text = message.text(language);
    // A value with a backtick could end the code and go on as markup.
    if has_backtick(message) {
        return markdown_text(&text);
    }
    let parts = text.split('`').enumerate().map(|(position, part)| match position % 2 {
        0 => markdown_text(part),
        // Inside code only the bar means something, because it ends the cell of a table.
        _ => format!("`{}`", part.replace('|', "\\|")),
    });
    parts.collect()
}

fn has_backtick(message: &Message) -> bool {
    message.values().any(|(_, value)| match value {
        Value::Message(inner) => has_backtick(inner),
        Value::Messages(all) => all.iter().any(has_backtick),
        other => other.to_string().contains('`'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_messages_are_code_unless_they_could_end_it() {
        let plain = message!("did-you-mean", word = "<b>|*");
        assert_eq!(markdown_message(&plain, Language::ENGLISH), "did you mean `<b>\\|*`?");
        let breaking = message!("did-you-mean", word = "`<b>");
        assert_eq!(markdown_message(&breaking, Language::ENGLISH), "did you mean \\`\\`\\<b\\>\\`?");
        assert_eq!(
            markdown_message(&message!("names", names = breaking), Language::ENGLISH),
            "did you mean \\`\\`\\<b\\>\\`?"
        );
    }
}
