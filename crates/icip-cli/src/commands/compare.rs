//! `icip compare`.

use icip::compare::{CompareOptions, Comparison, Difference, node_of_column};
use icip::framework::Framework;
use icip::io::{ColumnOptions, ReadOptions, format_number, read_header};
use icip::plan::Scorecard;
use icip::problem::{message, quoted};

use crate::args::Compare;
use crate::fail::Fail;
use crate::input::data::{self, read_options};
use crate::input::file::{display_name, read_bytes};
use crate::input::framework::chosen;
use crate::input::loaded::shown_of;
use crate::streams::Io;
use crate::table::{left, render, right};
use crate::wording::first;
use crate::{scoring, warnings};

/// Rows that are shown of each kind of disagreement.
const SHOWN: usize = 10;

pub(crate) fn compare(args: &Compare, io: &mut Io<'_>) -> Result<(), Fail> {
    let loaded = chosen(&args.input.options)?;
    let framework = &loaded.framework;
    let mut data = data::load(framework, &args.input, io)?;
    let plan = scoring::plan(framework, &mut data)?;
    let card = scoring::score(&plan, &data, &args.input.options)?;
    let rows = data.shown();
    let card = shown_of(&card, rows.as_ref());
    warnings::print(&scoring::warnings(&loaded, &data, &card), &args.input.options, io)?;

    if !(args.tolerance >= 0.0 && args.tolerance.is_finite()) {
        return Err(Fail::Usage(message!("usage-tolerance", value = args.tolerance)));
    }
    let mut options = CompareOptions::default().tolerance(args.tolerance);
    (options.columns, options.rank) = (pairs(&args.map)?, args.rank.clone());
    let published = published(args, framework, &mut options, io)?;
    let result = icip::compare(&card, &published, &options).map_err(Fail::Data)?;
    print(&card, &result, &options, io)?;
    if result.agrees() { Ok(()) } else { Err(Fail::Disagree) }
}

fn pairs(map: &[String]) -> Result<Vec<(String, String)>, Fail> {
    map.iter()
        .map(|pair| match pair.split_once('=') {
            Some((column, node)) if !column.is_empty() && !node.is_empty() => {
                Ok((column.to_owned(), node.to_owned()))
            }
            _ => Err(Fail::Usage(message!("usage-map", pair))),
        })
        .collect()
}

/// The published table: the columns of its header that hold nodes, and its ranks.
fn published(
    args: &Compare,
    framework: &Framework,
    options: &mut CompareOptions,
    io: &mut Io<'_>,
) -> Result<icip::data::Panel, Fail> {
    let bytes = read_bytes(&args.published, io)?;
    let name = display_name(&args.published);
    let mut read = read_options(framework, &args.input.options);
    // These name columns of the data file, which a published table need not have.
    read.columns.clear();
    read.exclude.clear();
    read.groups.clear();
    let header = header(&bytes, &name, &mut read)?;
    if options.rank.is_none() {
        options.rank = rank_column(&header, io);
    }
    for column in &header {
        let mapped = options.columns.iter().any(|(name, _)| name == column);
        if mapped || options.rank.as_ref() == Some(column) || node_of_column(framework, column).is_some() {
            // Published ranks and scores are plain numbers: the ranges and answers of the framework do not
            // apply.
            read.columns.insert(column.clone(), ColumnOptions::default());
        }
    }
    let loaded = data::read("published", &name, &bytes, &read)?;
    warnings::print(&loaded.warnings, &args.input.options, io)?;
    let panel = loaded.panel;
    Ok(match &args.input.options.period {
        Some(period) if read.period.is_some() => {
            panel.filter(|entity| entity.period.as_ref() == Some(period))
        }
        // A published table without periods is compared as it is: with `--period` it is taken for that of the
        // period.
        _ => panel,
    })
}

/// The names of the published columns. The program's own scores.csv is a published table too: its key columns
/// are called `code` and `period`, whatever the framework calls them.
fn header(bytes: &[u8], name: &str, read: &mut ReadOptions) -> Result<Vec<String>, Fail> {
    let header = match read_header(bytes, name, read) {
        Ok(header) => header,
        Err(problems) => {
            // If that fails too, the first problems are shown: they name the column that the framework
            // declares.
            let ours = ReadOptions { code: "code".into(), ..read.clone() };
            let header = read_header(bytes, name, &ours).map_err(|_| Fail::Data(problems))?;
            read.code = ours.code;
            header
        }
    };
    read.period = read
        .period
        .take()
        .and_then(|period| [period, "period".to_owned()].into_iter().find(|name| header.contains(name)));
    Ok(header)
}

/// The one column that is named like a rank of the index. Where several are, the user has to choose.
fn rank_column(header: &[String], io: &mut Io<'_>) -> Option<String> {
    const WORDS: [&str; 6] = ["rank", "ranking", "position", "puesto", "posicion", "posición"];
    let is_rank =
        |name: &&String| name.to_lowercase().split(['_', ' ', '-']).any(|word| WORDS.contains(&word));
    let found: Vec<&String> = header.iter().filter(is_rank).collect();
    match found.as_slice() {
        [] => None,
        [one] => Some((*one).clone()),
        several => {
            let columns = quoted(several.iter().map(|name| name.as_str()));
            io.note(message!("compare-several-ranks", columns));
            None
        }
    }
}

fn print(
    card: &Scorecard<'_>,
    result: &Comparison,
    options: &CompareOptions,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let key = |row: usize| card.panel().entities()[row].key();
    let header = [
        left(message!("heading-node")),
        left(message!("heading-published-as")),
        right(message!("heading-compared")),
        right(message!("heading-largest-error")),
        left(message!("heading-of-entity")),
        right(message!("heading-beyond-tolerance")),
    ];
    let rows = result
        .nodes
        .iter()
        .map(|node| {
            vec![
                nodes[node.node].code().to_owned(),
                node.column.clone(),
                node.compared.to_string(),
                node.largest.map_or_else(|| "-".to_owned(), |(error, _)| error_text(error)),
                node.largest.filter(|(error, _)| *error > 0.0).map_or_else(String::new, |(_, row)| key(row)),
                node.differences.len().to_string(),
            ]
        })
        .collect();
    if result.nodes.is_empty() {
        let node = card.framework().root().code();
        writeln!(io.out, "{}", message!("compare-no-column", node))?;
    }
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    let (largest, tolerance) = (error_text(result.largest()), error_text(options.tolerance));
    let compared = message!("compare-nodes", count = result.nodes.len(), largest, tolerance);
    writeln!(io.out, "\n{compared}")?;
    periods(card, result, io)?;
    if let Some(ranks) = &result.ranks {
        let (count, compared) = (ranks.differences.len(), ranks.compared.to_string());
        writeln!(io.out, "{}", message!("compare-ranks", of = &ranks.of, count, compared))?;
        differences(&ranks.differences, card, io)?;
    }
    if let Some(ranks) = &result.ranks_of_scores {
        let (count, compared) = (ranks.differences.len(), ranks.compared.to_string());
        writeln!(io.out, "{}", message!("compare-ranks-of-scores", of = &ranks.of, count, compared))?;
        differences(&ranks.differences, card, io)?;
    }
    for node in result.nodes.iter().filter(|node| !node.differences.is_empty()) {
        let (code, count) = (nodes[node.node].code(), node.differences.len());
        writeln!(io.out, "\n{}", message!("compare-differences", node = code, count))?;
        differences(&node.differences, card, io)?;
    }
    if !result.lowest_differing.is_empty() {
        writeln!(io.out, "\n{}", message!("compare-lowest"))?;
        for (node, rows) in &result.lowest_differing {
            writeln!(io.out, "  {}: {}", nodes[*node].code(), message!("rows", count = *rows))?;
        }
    }
    let (published, computed) = (&result.only_published, &result.only_computed);
    if !published.is_empty() {
        let (count, rows) = (published.len(), first(published, SHOWN));
        writeln!(io.out, "\n{}", message!("compare-only-published", count, rows))?;
    }
    if !computed.is_empty() {
        let (count, rows) = (computed.len(), first(computed, SHOWN));
        writeln!(io.out, "\n{}", message!("compare-only-computed", count, rows))?;
    }
    Ok(())
}

/// The index period by period, where there are several.
fn periods(card: &Scorecard<'_>, result: &Comparison, io: &mut Io<'_>) -> Result<(), Fail> {
    let periods = card.panel().periods();
    let root = card.framework().root_index();
    let Some(index) = result.nodes.iter().find(|node| node.node == root).filter(|_| periods.len() > 1) else {
        return Ok(());
    };
    let header = [
        left(message!("heading-period")),
        right(message!("heading-compared")),
        right(message!("heading-largest-error")),
        right(message!("heading-beyond-tolerance")),
        right(message!("heading-ranks-that-differ")),
    ];
    let rows = periods
        .into_iter()
        .map(|(period, rows)| {
            let inside =
                |apart: &[Difference]| apart.iter().filter(|d| rows.contains(&d.row)).count().to_string();
            let errors: Vec<f64> = rows.iter().filter_map(|row| index.errors[*row]).collect();
            let largest = errors.iter().fold(0.0, |a: f64, b| if *b > a { *b } else { a });
            vec![
                period.unwrap_or_default().to_owned(),
                errors.len().to_string(),
                error_text(largest),
                inside(&index.differences),
                result.ranks.as_ref().map_or_else(|| "-".to_owned(), |ranks| inside(&ranks.differences)),
            ]
        })
        .collect();
    writeln!(io.out, "\n{}", message!("compare-periods", node = card.framework().root().code()))?;
    writeln!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    Ok(())
}

/// The largest differences first.
fn differences(apart: &[Difference], card: &Scorecard<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    // A value that only one side has stands before every number that differs.
    let size = |d: &Difference| d.computed.zip(d.published).map_or(f64::INFINITY, |(a, b)| (a - b).abs());
    let mut apart: Vec<&Difference> = apart.iter().collect();
    apart.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.row.cmp(&b.row)));
    let value =
        |value: Option<f64>| value.map_or_else(|| message!("compare-absent").to_string(), format_number);
    for difference in apart.iter().take(SHOWN) {
        let entity = &card.panel().entities()[difference.row];
        let name = entity.name.as_ref().map_or_else(String::new, |name| format!(" {name}"));
        let key = format!("{}{name}", entity.key());
        let (computed, published) = (value(difference.computed), value(difference.published));
        writeln!(io.out, "  {}", message!("compare-difference", key, computed, published))?;
    }
    if apart.len() > SHOWN {
        writeln!(io.out, "  {}", message!("compare-more", count = apart.len() - SHOWN))?;
    }
    Ok(())
}

fn error_text(error: f64) -> String {
    if error == 0.0 { "0".to_owned() } else { format!("{error:.2e}") }
}
