//! The ranks that the first entities can have, below each other and by tier.

use icip::problem::message;
use maud::html;

use super::canvas::{Chart, Parts};
use super::interval::{Ranks, ends, legend, rank_text};
use super::path::Path;
use super::ranking::{NAME, RANK, ROW, SAID, WIDTH, behind, more};
use super::scale::{Scale, Ticks};
use super::text;
use crate::words::Words;

/// The first entities of the ranking.
#[derive(Debug, Clone)]
pub(crate) struct Intervals<'a> {
    pub(crate) title: String,
    pub(crate) rows: Vec<Row<'a>>,
    /// How many entities there are after these.
    pub(crate) more: usize,
}

/// An entity with its ranks.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    pub(crate) name: &'a str,
    pub(crate) ranks: Ranks,
    /// The tier, from 1.
    pub(crate) tier: Option<usize>,
}

/// Where intervals end.
const END: f64 = WIDTH - 8.0;
const TOP: f64 = 4.0;

/// A line of the picture.
enum Line<'a> {
    Tier(usize),
    Entity(&'a Row<'a>),
}

/// The intervals of ranks.
pub(crate) fn intervals(of: &Intervals<'_>, words: &Words) -> Chart {
    let last = last(&of.rows);
    let left = behind(of.rows.iter().map(|row| row.name));
    let scale = Scale::of_ranks(last, (left, END));
    let lines = lines(&of.rows);
    let floor = TOP + lines.len() as f64 * ROW;
    let ticks = Ticks::of_ranks(last, 8);
    let (mut stripes, mut grid) = (Path::default(), Path::default());
    let (mut bars, mut medians, mut declared) = (Path::default(), Path::default(), Path::default());
    for rank in &ticks.numbers {
        grid.line((scale.at(*rank), TOP), (scale.at(*rank), floor));
    }
    for (line, top) in &lines {
        let middle = top + ROW / 2.0;
        match line {
            Line::Tier(_) => stripes.bar((0.0, WIDTH), (*top, top + ROW)),
            Line::Entity(row) => {
                if let Some(spread) = row.ranks.spread {
                    bars.bar(ends(scale, spread.ninety), (middle - 1.5, middle + 1.5));
                    bars.bar(ends(scale, spread.half), (middle - 4.0, middle + 4.0));
                    let x = scale.at(spread.median);
                    medians.line((x, middle - 6.0), (x, middle + 6.0));
                }
                declared.diamond((scale.at(row.ranks.declared), middle), 4.5);
            }
        }
    }
    let base = |top: f64| top + ROW / 2.0 + 4.0;
    let entities = || {
        lines.iter().filter_map(|(line, top)| match line {
            Line::Entity(row) => Some((row, base(*top))),
            Line::Tier(_) => None,
        })
    };
    let tiers = || {
        lines.iter().filter_map(|(line, top)| match line {
            Line::Tier(tier) => Some((words.text(message!("chart-tier", tier = *tier)), base(*top))),
            Line::Entity(_) => None,
        })
    };
    let has_spread = of.rows.iter().any(|row| row.ranks.spread.is_some());
    let has_tiers = of.rows.iter().any(|row| row.tier.is_some());
    let mut below = floor + 32.0;
    let legend = legend(words, has_spread, (NAME, below));
    let note = has_tiers.then(|| {
        below += 16.0;
        below
    });
    let rest = (of.more > 0).then(|| {
        below += 16.0;
        below
    });
    let body = html! {
        (stripes.drawn("c-stripe"))
        (grid.drawn("c-grid"))
        (bars.drawn("c-bar"))
        (medians.drawn("c-mark"))
        (declared.drawn("c-accent"))
        g .c-small.c-strong { @for (tier, base) in tiers() { (text::text((NAME, base), &tier)) } }
        @for (row, base) in entities() {
            (text::label((NAME, base), row.name, left - 14.0 - NAME, text::SIZE))
        }
        g .c-muted text-anchor="end" {
            @for (row, base) in entities() {
                (text::text((RANK, base), &rank_text(words, row.ranks.declared)))
            }
        }
        g .c-small.c-muted text-anchor="middle" {
            @for (rank, shown) in ticks.texts(words) { (text::text((scale.at(rank), floor + 13.0), &shown)) }
        }
        (legend)
        @if let Some(base) = note {
            g .c-small.c-muted { (text::text((NAME, base), &words.text(message!("chart-tier-note")))) }
        }
        @if let Some(base) = rest { (more(of.more, base, words)) }
    };
    Chart {
        width: WIDTH,
        height: below + 8.0,
        title: of.title.clone(),
        description: said(of, words),
        parts: Parts::None,
        body,
    }
}

/// The last rank that is shown.
fn last(rows: &[Row<'_>]) -> f64 {
    let highest = |row: &Row<'_>| row.ranks.spread.map_or(row.ranks.declared, |spread| spread.ninety.1);
    let shown = rows.iter().flat_map(|row| [highest(row), row.ranks.declared]);
    shown.max_by(f64::total_cmp).unwrap_or(1.0).ceil()
}

/// The entities in their order, with a heading where another tier begins, and where each line begins.
fn lines<'a>(rows: &'a [Row<'a>]) -> Vec<(Line<'a>, f64)> {
    let mut lines = Vec::new();
    let mut tier = None;
    for row in rows {
        if let Some(next) = row.tier.filter(|_| row.tier != tier) {
            lines.push(Line::Tier(next));
        }
        tier = row.tier;
        lines.push(Line::Entity(row));
    }
    lines.into_iter().enumerate().map(|(place, line)| (line, TOP + place as f64 * ROW)).collect()
}

fn said(of: &Intervals<'_>, words: &Words) -> String {
    let one = |row: &Row<'_>| {
        words.text(message!("chart-node-score", node = row.name, score = row.ranks.text(words)))
    };
    let first: Vec<String> = of.rows.iter().take(SAID).map(one).collect();
    let count = of.rows.len() + of.more;
    words.text(message!("chart-ranking-said", count, shown = of.rows.len(), first = first.join("; ")))
}

#[cfg(test)]
mod tests {
    use icip::problem::Language;

    use super::super::interval::Spread;
    use super::*;

    fn row(declared: f64, tier: Option<usize>) -> Row<'static> {
        let spread = Spread { ninety: (1.0, 5.0), half: (2.0, 4.0), median: 3.0 };
        Row { name: "E", ranks: Ranks { last: 200.0, declared, spread: Some(spread) }, tier }
    }

    #[test]
    fn a_heading_stands_where_another_tier_begins() {
        let rows = [row(1.0, Some(1)), row(2.0, Some(1)), row(3.0, Some(2)), row(4.0, None)];
        let tops: Vec<(bool, f64)> =
            lines(&rows).iter().map(|(line, top)| (matches!(line, Line::Tier(_)), *top)).collect();
        let expected =
            [(true, 4.0), (false, 21.0), (false, 38.0), (true, 55.0), (false, 72.0), (false, 89.0)];
        assert_eq!(tops, expected);
    }

    #[test]
    fn every_rank_has_its_position() {
        let of = Intervals { title: "t".into(), rows: vec![row(2.0, None), row(194.0, None)], more: 58 };
        let chart = intervals(&of, &Words::new(Language::ENGLISH));
        let body = chart.body.into_string();
        // From 120 to 892 is 772, which is 4 for each of 193 ranks: rank 1 at 120, 5 at 136, 2 at 124, 4 at 132. The row lies from 4 to
        // 21, its middle at 12.5.
        assert!(body.contains("M120 11h16v3h-16zM124 8.5h8v8h-8zM"), "{body}");
        assert!(body.contains("d=\"M128 6.5v12M") && body.contains("d=\"M119.5 12.5l4.5-4.5 "), "{body}");
        // The floor at 38, the legend at 70, the line that counts the rest at 86, and 8 below.
        assert_eq!(chart.height, 94.0);
    }
}
