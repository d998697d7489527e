//! Trends as a document, as a CSV table, and as tables for people.

use std::fmt::Write;

use serde::Serialize;

use crate::framework::{Framework, Leaf, NodeIx};
use crate::report::change::{ChangeTable, predecessor_words};
use crate::report::markdown::{decimals_of, markdown_table, markdown_text};
use crate::report::targets::arrow_words;
use crate::successors::Successors;
use crate::targets::{Arrow, without_goal};
use crate::text::csv_text;
use crate::trends::{Across, Beta, Direction, EntitySeries, Link, Mobility, Spread, Trend};
use icip_problem::{Language, Message, message};
use icip_table::io::{format_fixed, format_number};

/// The trends of a node.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct NodeTrends<'t> {
    /// The framework.
    pub framework: &'t Framework,
    /// The node.
    pub node: NodeIx,
    /// The entities, with their trends where they have a value.
    pub entities: &'t [(EntitySeries, Option<Trend>)],
    /// How they move against each other.
    pub across: Option<&'t Across>,
    /// The links of linked scores; nothing where the series are not linked.
    pub links: Option<&'t [Link]>,
    /// Which entities follow others; nothing where nobody says so.
    pub successors: Option<&'t Successors>,
    /// Whether Open SDG's rule for indicators without a goal says how each of them stands.
    pub judged: bool,
    /// How many of all entities rise, fall, and have no clear trend.
    pub counts: [usize; 3],
}

impl<'t> NodeTrends<'t> {
    /// The trends of entities, and how they move against each other.
    pub fn new(
        framework: &'t Framework,
        node: NodeIx,
        entities: &'t [(EntitySeries, Option<Trend>)],
        across: Option<&'t Across>,
    ) -> Self {
        let count = |wanted: Direction| {
            entities
                .iter()
                .filter(|(_, trend)| trend.as_ref().is_some_and(|of| of.direction == wanted))
                .count()
        };
        let counts = [Direction::Rising, Direction::Falling, Direction::Unclear].map(count);
        Self { framework, node, entities, across, links: None, successors: None, judged: false, counts }
    }

    /// The same, of which only the first entities are shown.
    #[must_use]
    pub fn first(self, most: usize) -> Self {
        Self { entities: &self.entities[..most.min(self.entities.len())], ..self }
    }

    /// The same with what Open SDG's rule for indicators without a goal says ([`without_goal`]).
    #[must_use]
    pub fn judged(self) -> Self {
        Self { judged: true, ..self }
    }

    /// What the rule says of a trend; nothing where nothing grows at a rate, or nobody asks.
    fn standing(&self, trend: Option<&Trend>) -> Option<Arrow> {
        let growth = trend?.growth.filter(|_| self.judged)?;
        let less_is_better = self.framework.nodes()[self.node].leaf().is_some_and(Leaf::less_is_better);
        Some(without_goal(growth, less_is_better))
    }

    /// The same where entities follow others.
    #[must_use]
    pub fn succeeding(self, successors: &'t Successors) -> Self {
        Self { successors: Some(successors), ..self }
    }

    /// The same for linked scores.
    #[must_use]
    pub fn linked_by(self, links: &'t [Link]) -> Self {
        Self { links: Some(links), ..self }
    }
}

/// The trends of a node.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TrendsDocument {
    /// Short name of the framework.
    pub framework: String,
    /// Code of the node.
    pub node: String,
    /// Whether the scores are linked from period to period.
    pub linked: bool,
    /// The links, where they are.
    pub links: Vec<Link>,
    /// The entities.
    pub entities: Vec<TrendDocument>,
    /// How far apart the entities are, period by period.
    pub spread: Vec<Spread>,
    /// The change of the coefficient of variation in a period.
    pub sigma_slope: Option<f64>,
    /// Whether those that were behind grow faster.
    pub beta: Option<Beta>,
    /// How the entities change places.
    pub mobility: Option<Mobility>,
    /// The entities that lack a value in some period.
    pub unbalanced: usize,
    /// The break since which the comparisons of entities count values.
    pub since_break: Option<f64>,
}

/// The trend of an entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TrendDocument {
    /// Code.
    pub code: String,
    /// Name.
    pub name: Option<String>,
    /// Periods and values.
    pub series: Vec<(f64, f64)>,
    /// The number of values that were used.
    pub values: usize,
    /// The break since which values are used.
    pub since_break: Option<f64>,
    /// The last value less the first.
    pub change: Option<f64>,
    /// The same for one period.
    pub change_a_period: Option<f64>,
    /// The compound rate of growth for one period.
    pub growth: Option<f64>,
    /// The median slope.
    pub slope: Option<f64>,
    /// The ends of its interval of 95 %.
    pub interval: Option<(f64, f64)>,
    /// Kendall's tau.
    pub tau: Option<f64>,
    /// The probability of the test of Mann and Kendall.
    pub p: Option<f64>,
    /// `rising`, `falling` or `unclear`.
    pub direction: &'static str,
    /// The standard deviation of the changes for one period.
    pub volatility: Option<f64>,
    /// What Open SDG's rule for indicators without a goal says, where it is asked for: `on-track`, `improving`, `stagnating` or
    /// `falling-back`.
    pub standing: Option<&'static str>,
}

/// Trends as a document.
pub fn trends_document(trends: &NodeTrends<'_>) -> TrendsDocument {
    let entity = |(series, trend): &(EntitySeries, Option<Trend>)| {
        let of = trend.as_ref();
        TrendDocument {
            code: series.code.clone(),
            name: series.name.clone(),
            series: series.points.clone(),
            values: of.map_or(0, |trend| trend.values),
            since_break: of.and_then(|trend| trend.since_break),
            change: of.map(|trend| trend.change),
            change_a_period: of.and_then(|trend| trend.change_a_period),
            growth: of.and_then(|trend| trend.growth),
            slope: of.and_then(|trend| trend.slope),
            interval: of.and_then(|trend| trend.interval),
            tau: of.and_then(|trend| trend.tau),
            p: of.and_then(|trend| trend.p),
            direction: of.map_or(Direction::Unclear, |trend| trend.direction).name(),
            volatility: of.and_then(|trend| trend.volatility),
            standing: trends.standing(of).map(Arrow::name),
        }
    };
    TrendsDocument {
        framework: trends.framework.id().to_owned(),
        node: trends.framework.nodes()[trends.node].code().to_owned(),
        linked: trends.links.is_some(),
        links: trends.links.unwrap_or_default().to_vec(),
        entities: trends.entities.iter().map(entity).collect(),
        spread: trends.across.map(|of| of.spread.clone()).unwrap_or_default(),
        sigma_slope: trends.across.and_then(|of| of.sigma_slope),
        beta: trends.across.and_then(|of| of.beta),
        mobility: trends.across.and_then(|of| of.mobility.clone()),
        unbalanced: trends.across.map_or(0, |of| of.unbalanced),
        since_break: trends.across.and_then(|of| of.since_break),
    }
}

/// The table `trends.csv`: one row for each entity, with every digit. What is absent is an empty cell.
pub fn trends_csv(trends: &NodeTrends<'_>) -> String {
    let number = |x: Option<f64>| x.map_or_else(String::new, format_number);
    let header = [
        "code",
        "name",
        "values",
        "since_break",
        "first_period",
        "first",
        "last_period",
        "last",
        "change",
        "change_a_period",
        "growth",
        "slope",
        "slope_low",
        "slope_high",
        "tau",
        "p",
        "direction",
        "volatility",
        "standing",
    ];
    let row = |(series, trend): &(EntitySeries, Option<Trend>)| {
        let of = trend.as_ref();
        let mut cells = vec![series.code.clone(), series.name.clone().unwrap_or_default()];
        cells.push(of.map_or(0, |trend| trend.values).to_string());
        let numbers = [
            of.and_then(|trend| trend.since_break),
            of.map(|trend| trend.first.0),
            of.map(|trend| trend.first.1),
            of.map(|trend| trend.last.0),
            of.map(|trend| trend.last.1),
            of.map(|trend| trend.change),
            of.and_then(|trend| trend.change_a_period),
            of.and_then(|trend| trend.growth),
            of.and_then(|trend| trend.slope),
            of.and_then(|trend| trend.interval).map(|ends| ends.0),
            of.and_then(|trend| trend.interval).map(|ends| ends.1),
            of.and_then(|trend| trend.tau),
            of.and_then(|trend| trend.p),
        ];
        cells.extend(numbers.map(number));
        cells.push(of.map_or(Direction::Unclear, |trend| trend.direction).name().to_owned());
        cells.push(number(of.and_then(|trend| trend.volatility)));
        cells.push(trends.standing(of).map_or("", Arrow::name).to_owned());
        cells
    };
    csv_text(header, trends.entities.iter().map(row))
}

/// The entities as a table for people, in the order in which they are given.
pub fn trends_table(trends: &NodeTrends<'_>, language: Language) -> ChangeTable {
    let say = |message: Message| message.text(language);
    let digits = trend_digits(trends);
    let mut header = vec![(say(message!("heading-code")), false), (say(message!("heading-name")), false)];
    header.extend(trend_headings().map(|(heading, number)| (say(heading), number)));
    header.extend(trends.judged.then(|| (say(message!("heading-standing")), false)));
    let row = |(series, trend): &(EntitySeries, Option<Trend>)| {
        let mut cells = vec![series.code.clone(), series.name.clone().unwrap_or_default()];
        cells.extend(trend_cells(trend.as_ref(), digits, language));
        let standing = || {
            trends.standing(trend.as_ref()).map_or_else(
                || "-".to_owned(),
                |arrow| format!("{} {}", arrow.sign(), say(arrow_words(arrow))),
            )
        };
        cells.extend(trends.judged.then(standing));
        cells
    };
    ChangeTable::new(header, trends.entities.iter().map(row).collect())
}

/// The digits with which the values of a node are written.
pub fn trend_digits(trends: &NodeTrends<'_>) -> usize {
    let sizes =
        trends.entities.iter().flat_map(|(series, _)| series.points.iter().map(|(_, value)| value.abs()));
    decimals_of(sizes.fold(0.0, |largest, size| if size > largest { size } else { largest }))
}

/// The headings of what is told of a trend, each with whether its column holds numbers.
pub fn trend_headings() -> [(Message, bool); 10] {
    [
        (message!("heading-first"), true),
        (message!("heading-last"), true),
        (message!("heading-change"), true),
        (message!("heading-growth"), true),
        (message!("heading-slope"), true),
        (message!("heading-interval"), true),
        (message!("heading-p"), true),
        (message!("heading-volatility"), true),
        (message!("heading-values"), true),
        (message!("heading-direction"), false),
    ]
}

/// What is told of a trend, in the order of [`trend_headings`].
pub fn trend_cells(trend: Option<&Trend>, digits: usize, language: Language) -> [String; 10] {
    let dash = || "-".to_owned();
    let Some(trend) = trend else { return std::array::from_fn(|_| dash()) };
    let number =
        |x: Option<f64>, digits: usize| x.map_or_else(dash, |x| language.decimal(&format_fixed(x, digits)));
    let time = |time: f64| language.decimal(&format_number(time));
    let point = |(at, value): (f64, f64)| format!("{} ({})", number(Some(value), digits), time(at));
    let interval = trend.interval.map(|(low, high)| {
        format!("[{}; {}]", number(Some(low), digits + 1), number(Some(high), digits + 1))
    });
    let growth =
        trend.growth.map(|growth| language.decimal(&format!("{} %", format_fixed(growth * 100.0, 2))));
    [
        point(trend.first),
        point(trend.last),
        number(Some(trend.change), digits),
        growth.unwrap_or_else(dash),
        number(trend.slope, digits + 1),
        interval.unwrap_or_else(dash),
        number(trend.p, 3),
        number(trend.volatility, digits),
        trend.values.to_string(),
        direction_words(trend.direction).text(language),
    ]
}

/// Where a series goes, in words.
pub fn direction_words(direction: Direction) -> Message {
    match direction {
        Direction::Rising => message!("trend-rising"),
        Direction::Falling => message!("trend-falling"),
        Direction::Unclear => message!("trend-unclear"),
    }
}

/// What the table means, and how the entities move against each other, line by line.
pub fn trends_lines(trends: &NodeTrends<'_>, language: Language) -> Vec<String> {
    let say = |message: Message| message.text(language);
    let number = |x: f64, digits: usize| language.decimal(&format_fixed(x, digits));
    let time = |time: f64| language.decimal(&format_number(time));
    let mut lines = Vec::new();
    let [rising, falling, unclear] = trends.counts;
    lines.push(say(message!("trend-summary", rising, falling, unclear)));
    lines.push(say(message!("trend-legend")));
    let most =
        trends.entities.iter().filter_map(|(_, trend)| Some(trend.as_ref()?.values)).max().unwrap_or(0);
    if most < 8 {
        lines.push(say(message!("trend-legend-few")));
    }
    if trends.judged {
        lines.push(say(message!("trend-judged")));
    }
    let breaks = trends.entities.iter().filter_map(|(_, trend)| trend.as_ref()?.since_break);
    let breaks = breaks.chain(trends.across.and_then(|across| across.since_break));
    if let Some(at) = breaks.max_by(f64::total_cmp) {
        lines.push(say(message!("trend-breaks", period = time(at))));
    }
    let followers = trends.successors.into_iter().flat_map(Successors::each);
    let is_shown = |code: &str| trends.entities.iter().any(|(series, _)| series.code == code);
    lines.extend(
        followers
            .filter(|(_, code, _)| is_shown(code))
            .map(|(since, code, of)| say(predecessor_words(code, of, since, language))),
    );
    if let Some(links) = trends.links {
        lines.push(say(message!("trend-linked")));
        let line = |link: &Link| {
            let (from, to) = (time(link.periods.0), time(link.periods.1));
            say(message!("trend-link", from, to, factor = number(link.factor, 4), entities = link.entities))
        };
        lines.extend(links.iter().map(|link| format!("  {}", line(link))));
    }
    let Some(of) = trends.across else { return lines };
    let with: Vec<_> = of.spread.iter().filter_map(|one| Some((one.period, one.variation?))).collect();
    if let (Some((from, first)), Some((to, last))) = (with.first(), with.last())
        && from < to
    {
        // The words are those of the number that is shown.
        let shown = |slope: f64| number(slope, 5);
        let words = match of.sigma_slope {
            Some(slope) if slope.abs() < 5e-6 => message!("trend-sigma-still"),
            Some(slope) if slope < 0.0 => message!("trend-sigma-nearer", slope = shown(slope)),
            Some(slope) => message!("trend-sigma-apart", slope = shown(slope)),
            None => message!("trend-sigma-short"),
        };
        let (first, last) = (number(*first, 4), number(*last, 4));
        lines.push(say(message!("trend-sigma", first, from = time(*from), last, to = time(*to), words)));
    }
    if let Some(beta) = &of.beta {
        let words = match beta.half_life {
            Some(half) => message!("trend-beta-closes", periods = number(half, 1)),
            None if beta.r2.is_none() => message!("trend-beta-alike"),
            None => message!("trend-beta-opens"),
        };
        let r2 = beta.r2.map_or_else(|| "-".to_owned(), |r2| number(r2, 2));
        let coefficient = number(beta.coefficient, 4);
        lines.push(say(message!("trend-convergence-beta", entities = beta.entities, coefficient, r2, words)));
    }
    if let (Some(mobility), Some(first), Some(last)) = (&of.mobility, of.spread.first(), of.spread.last()) {
        let dash = || "-".to_owned();
        let rho = mobility.spearman.map_or_else(dash, |rho| number(rho, 3));
        let shift = mobility.mean_shift.map_or_else(dash, |shift| number(shift, 1));
        let (from, to) = (time(first.period), time(last.period));
        lines.push(say(message!("trend-mobility", from, to, entities = mobility.entities, rho, shift)));
        if mobility.transitions.is_some() {
            lines.push(say(message!("trend-transitions")));
        }
        for row in mobility.transitions.iter().flatten() {
            lines.push(format!("  {}", row.map(|count| format!("{count:>4}")).join(" ")));
        }
    }
    if of.unbalanced > 0 {
        lines.push(say(message!("trend-unbalanced", count = of.unbalanced)));
    }
    lines
}

/// What is shown: node and periods.
pub fn trends_title(trends: &NodeTrends<'_>, language: Language) -> String {
    let node = &trends.framework.nodes()[trends.node];
    let times = || trends.entities.iter().flat_map(|(series, _)| series.points.iter().map(|(time, _)| *time));
    let from = times().fold(f64::INFINITY, |a, b| if b < a { b } else { a });
    let to = times().fold(f64::NEG_INFINITY, |a, b| if b > a { b } else { a });
    let time = |time: f64| language.decimal(&format_number(time));
    let (title, name) = (trends.framework.title(language.tag()), node.name(language.tag()));
    if from > to {
        return title.to_owned();
    }
    message!("trend-title", title, node = node.code(), name, from = time(from), to = time(to)).text(language)
}

/// A document in Markdown.
pub fn trends_markdown(trends: &NodeTrends<'_>, language: Language) -> String {
    let table = trends_table(trends, language);
    let mut text = format!("# {}\n\n", markdown_text(&trends_title(trends, language)));
    text.push_str(&markdown_table(&table.header, &table.rows));
    text.push('\n');
    for line in trends_lines(trends, language) {
        let _ = match line.strip_prefix("  ") {
            Some(part) => writeln!(text, "    {part}"),
            None => writeln!(text, "\n{}\n", markdown_text(&line)),
        };
    }
    text
}
