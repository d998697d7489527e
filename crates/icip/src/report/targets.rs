//! Targets as documents, as a CSV table, and as tables for people.

use std::fmt::Write;

use serde::Serialize;

use crate::framework::{Framework, TargetRule};
use crate::report::markdown::{markdown_table, markdown_text};
use crate::targets::{Arrow, Light, Outcome, TargetResult};
use crate::text::csv_text;
use icip_problem::{Language, Message, message};
use icip_table::io::{format_fixed, format_number};

/// All targets.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TargetsDocument {
    /// Short name of the framework.
    pub framework: String,
    /// The rule that says whether a value is on its way.
    pub rule: Option<&'static str>,
    /// The targets, node by node and entity by entity.
    pub targets: Vec<TargetDocument>,
}

/// How far an entity is on its way to the goal of a node. Values are in the units of the column, or scores of an inner node.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TargetDocument {
    /// Code of the node.
    pub node: String,
    /// Code of the entity.
    pub code: String,
    /// Name of the entity.
    pub name: Option<String>,
    /// The number of periods with a value.
    pub observations: usize,
    /// The baseline.
    pub baseline: Option<PointDocument>,
    /// The last observation.
    pub current: Option<PointDocument>,
    /// The goal.
    pub goal: PointDocument,
    /// The share of the way that is done.
    pub progress: Option<f64>,
    /// The share of the way that should be done by the path.
    pub expected: Option<f64>,
    /// What remains in the direction of the goal; negative beyond it.
    pub distance: Option<f64>,
    /// The mean change in a period since the baseline.
    pub pace: Option<f64>,
    /// The change in each period that is needed from now on.
    pub needed: Option<f64>,
    /// The value in the period of the goal at the same pace.
    pub projected: Option<f64>,
    /// The ends of its interval of 95 %.
    pub projected_interval: Option<(f64, f64)>,
    /// The period since which the goal is met, or in which it would be met at this pace.
    pub met: Option<f64>,
    /// How it stands: `under-way`, `achieved`, `missed`, `fell-behind`, `baseline-is-goal`, `no-later-value`, `no-baseline`
    /// or `no-data`.
    pub outcome: &'static str,
    /// What the rule says: `on-track`, `improving`, `stagnating` or `falling-back`.
    pub arrow: Option<&'static str>,
    /// The light: `green`, `yellow`, `orange` or `red`.
    pub light: Option<&'static str>,
    /// The break since which values count.
    pub since_break: Option<f64>,
}

/// A value in a period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PointDocument {
    /// The period.
    pub period: f64,
    /// The value.
    pub value: f64,
}

impl From<(f64, f64)> for PointDocument {
    fn from((period, value): (f64, f64)) -> Self {
        Self { period, value }
    }
}

/// Targets as a document.
pub fn targets_document(framework: &Framework, targets: &[TargetResult]) -> TargetsDocument {
    let document = |target: &TargetResult| TargetDocument {
        node: framework.nodes()[target.node].code().to_owned(),
        code: target.code.clone(),
        name: target.name.clone(),
        observations: target.observations,
        baseline: target.baseline.map(PointDocument::from),
        current: target.current.map(PointDocument::from),
        goal: target.goal.into(),
        progress: target.progress,
        expected: target.expected,
        distance: target.distance,
        pace: target.pace,
        needed: target.needed,
        projected: target.projected,
        projected_interval: target.interval,
        met: target.met,
        outcome: target.outcome.name(),
        arrow: target.arrow.map(Arrow::name),
        light: target.light.map(Light::name),
        since_break: target.since_break,
    };
    TargetsDocument {
        framework: framework.id().to_owned(),
        rule: rule(framework).map(TargetRule::name),
        targets: targets.iter().map(document).collect(),
    }
}

/// The rule that all targets of a framework share.
fn rule(framework: &Framework) -> Option<TargetRule> {
    framework.nodes().iter().find_map(|node| Some(node.target()?.rule))
}

/// The table `targets.csv`: one row for each node with a target and each entity, with every digit. What is absent is an empty
/// cell.
pub fn targets_csv(framework: &Framework, targets: &[TargetResult]) -> String {
    let number = |x: Option<f64>| x.map_or_else(String::new, format_number);
    let header = [
        "node",
        "code",
        "name",
        "observations",
        "baseline_period",
        "baseline",
        "current_period",
        "current",
        "goal_period",
        "goal",
        "progress",
        "expected",
        "distance",
        "pace",
        "needed",
        "projected",
        "projected_low",
        "projected_high",
        "met",
        "outcome",
        "arrow",
        "light",
        "since_break",
    ];
    let row = |target: &TargetResult| {
        let mut cells = vec![
            framework.nodes()[target.node].code().to_owned(),
            target.code.clone(),
            target.name.clone().unwrap_or_default(),
            target.observations.to_string(),
        ];
        let points = [target.baseline, target.current, Some(target.goal)];
        cells.extend(
            points.into_iter().flat_map(|point| [number(point.map(|p| p.0)), number(point.map(|p| p.1))]),
        );
        let numbers = [
            target.progress,
            target.expected,
            target.distance,
            target.pace,
            target.needed,
            target.projected,
            target.interval.map(|ends| ends.0),
            target.interval.map(|ends| ends.1),
            target.met,
        ];
        cells.extend(numbers.map(number));
        cells.push(target.outcome.name().to_owned());
        cells.push(target.arrow.map_or("", Arrow::name).to_owned());
        cells.push(target.light.map_or("", Light::name).to_owned());
        cells.push(number(target.since_break));
        cells
    };
    csv_text(header, targets.iter().map(row))
}

/// The targets of one node as a table for people.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TargetTable {
    /// The node, its goal and its period.
    pub title: String,
    /// The headings, each with whether its column holds numbers.
    pub header: Vec<(String, bool)>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
    /// How many entities stand how, in words, and since which break values count.
    pub summary: String,
}

/// Targets as tables for people, node by node, in one language.
pub fn targets_tables(
    framework: &Framework,
    targets: &[TargetResult],
    language: Language,
) -> Vec<TargetTable> {
    targets.chunk_by(|a, b| a.node == b.node).map(|of_node| table(framework, of_node, language)).collect()
}

/// A number with as many digits as people read: four figures, and never an exponent.
fn short(x: f64, language: Language) -> String {
    let size = x.abs();
    let digits = match size {
        size if size >= 1000.0 || size == 0.0 => 0,
        size if size >= 100.0 => 1,
        size if size >= 10.0 => 2,
        size if size >= 1.0 => 3,
        _ => 4,
    };
    let text = format_fixed(x, digits);
    // Whole numbers are whole.
    let text = match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|c| c == b'0') => whole.to_owned(),
        _ => text,
    };
    language.decimal(&text)
}

fn percent(x: f64, language: Language) -> String {
    language.decimal(&format!("{} %", format_fixed(x * 100.0, 1)))
}

/// What stands in the last column: what the rule says, or why it says nothing.
pub fn standing_words(target: &TargetResult) -> Message {
    match (target.arrow, target.outcome) {
        (Some(arrow), _) => arrow_words(arrow),
        // The rule needs what the entity does not have.
        (_, Outcome::UnderWay) => match target.rule {
            TargetRule::OpenSdg => message!("target-needs-positive"),
            TargetRule::Germany => message!("target-needs-years"),
            TargetRule::SdgIndex => message!("target-needs-recent"),
        },
        (_, Outcome::Achieved) => message!("target-achieved"),
        (_, Outcome::Missed) => message!("target-missed"),
        (_, Outcome::FellBehind) => message!("target-fell-behind"),
        (_, Outcome::BaselineIsGoal) => message!("target-baseline-is-goal"),
        (_, Outcome::NoLaterValue) => message!("target-no-later-value"),
        (_, Outcome::NoBaseline) => message!("target-no-baseline"),
        (_, Outcome::NoData) => message!("target-no-data"),
    }
}

/// What a rule says, in words.
pub fn arrow_words(arrow: Arrow) -> Message {
    match arrow {
        Arrow::OnTrack => message!("target-on-track"),
        Arrow::Improving => message!("target-improving"),
        Arrow::Stagnating => message!("target-stagnating"),
        Arrow::FallingBack => message!("target-falling-back"),
    }
}

/// A light in words.
pub fn light_words(light: Light) -> Message {
    match light {
        Light::Green => message!("light-green"),
        Light::Yellow => message!("light-yellow"),
        Light::Orange => message!("light-orange"),
        Light::Red => message!("light-red"),
    }
}

/// The headings of what is told of a target, each with whether its column holds numbers.
pub fn target_headings() -> [(Message, bool); 10] {
    [
        (message!("heading-baseline"), true),
        (message!("heading-current"), true),
        (message!("heading-progress"), true),
        (message!("heading-expected"), true),
        (message!("heading-pace"), true),
        (message!("heading-needed"), true),
        (message!("heading-projected"), true),
        (message!("heading-met"), true),
        (message!("heading-light"), false),
        (message!("heading-standing"), false),
    ]
}

/// The goal and its period.
pub fn goal_text(target: &TargetResult, language: Language) -> String {
    let (period, goal) = target.goal;
    format!("{} ({})", short(goal, language), language.decimal(&format_number(period)))
}

/// What is told of a target, in the order of [`target_headings`].
pub fn target_cells(target: &TargetResult, language: Language) -> [String; 10] {
    let dash = || "-".to_owned();
    let number = |x: Option<f64>| x.map_or_else(dash, |x| short(x, language));
    let share = |x: Option<f64>| x.map_or_else(dash, |x| percent(x, language));
    let time = |x: f64| language.decimal(&format_number((x * 10.0).round() / 10.0));
    let point = |point: Option<(f64, f64)>| {
        point.map_or_else(dash, |(at, x)| format!("{} ({})", short(x, language), time(at)))
    };
    let projected = match (target.projected, target.interval) {
        (Some(x), Some((low, high))) => {
            format!("{} [{}; {}]", short(x, language), short(low, language), short(high, language))
        }
        (x, _) => number(x),
    };
    let sign = target.arrow.map_or_else(String::new, |arrow| format!("{} ", arrow.sign()));
    [
        point(target.baseline),
        point(target.current),
        share(target.progress),
        share(target.expected),
        number(target.pace),
        number(target.needed),
        projected,
        target.met.map_or_else(dash, time),
        target.light.map_or_else(dash, |light| light_words(light).text(language)),
        format!("{sign}{}", standing_words(target).text(language)),
    ]
}

fn table(framework: &Framework, targets: &[TargetResult], language: Language) -> TargetTable {
    let say = |message: Message| message.text(language);
    let node = &framework.nodes()[targets[0].node];
    let (period, goal) = targets[0].goal;
    let title = say(message!(
        "target-title",
        node = node.code(),
        name = node.name(language.tag()),
        goal = short(goal, language),
        period = language.decimal(&format_number(period))
    ));
    let with_name = targets.iter().any(|target| target.name.is_some());
    let mut header = vec![(say(message!("heading-code")), false)];
    header.extend(with_name.then(|| (say(message!("heading-name")), false)));
    header.extend(target_headings().map(|(heading, number)| (say(heading), number)));
    let row = |target: &TargetResult| {
        let mut cells = vec![target.code.clone()];
        cells.extend(with_name.then(|| target.name.clone().unwrap_or_default()));
        cells.extend(target_cells(target, language));
        cells
    };
    TargetTable {
        title,
        header,
        rows: targets.iter().map(row).collect(),
        summary: summary(targets, language),
    }
}

/// How many entities stand how.
fn summary(targets: &[TargetResult], language: Language) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for target in targets {
        let words = standing_words(target).text(language);
        match counts.iter_mut().find(|(known, _)| *known == words) {
            Some((_, count)) => *count += 1,
            None => counts.push((words, 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let words: Vec<String> = counts.iter().map(|(words, count)| format!("{words}: {count}")).collect();
    let words = words.join("; ");
    match targets.iter().filter_map(|target| target.since_break).max_by(f64::total_cmp) {
        Some(period) => {
            let period = language.decimal(&format_number(period));
            message!("target-summary-since", words, period).text(language)
        }
        None => words,
    }
}

/// The rule of a framework in words, with its numbers.
pub fn rule_words(framework: &Framework) -> Option<Message> {
    Some(match rule(framework)? {
        TargetRule::OpenSdg => message!("rule-open-sdg"),
        TargetRule::Germany => message!("rule-germany"),
        TargetRule::SdgIndex => message!("rule-sdg-index"),
    })
}

/// A document in Markdown: a table for each node with a target, and what the rule means.
pub fn targets_markdown(framework: &Framework, targets: &[TargetResult], language: Language) -> String {
    let mut text = format!("# {}\n", markdown_text(framework.title(language.tag())));
    for table in targets_tables(framework, targets, language) {
        let rows = markdown_table(&table.header, &table.rows);
        let (title, summary) = (markdown_text(&table.title), markdown_text(&table.summary));
        let _ = write!(text, "\n## {title}\n\n{rows}\n{summary}\n");
    }
    if let Some(rule) = rule_words(framework) {
        let _ = writeln!(text, "\n{}", markdown_text(&rule.text(language)));
    }
    text
}
