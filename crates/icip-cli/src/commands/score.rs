//! `icip score`.

use std::path::PathBuf;

use icip::framework::Framework;
use icip::io::format_number;
use icip::plan::Scorecard;
use icip::report;

use crate::args::{Format, Score};
use crate::commands::score_blocks;
use crate::fail::Fail;
use crate::input;
use crate::record::{json, run_record};
use crate::table::{Align, bar, cut, render};
use crate::words::counted;
use crate::{Io, Terminal, output};

/// Terminals at least this wide show bars.
const BARS_FROM: usize = 100;
/// Characters of a full bar.
const BAR: usize = 10;

pub(crate) fn score(args: &Score, io: &mut Io<'_>) -> Result<(), Fail> {
    let loaded = input::chosen(&args.input.options)?;
    if let Some(table) = score_blocks::table(args, &loaded, io)? {
        return score_blocks::score(args, &loaded, table, io);
    }
    let mut data = input::data(&loaded.framework, &args.input, io)?;
    let plan = input::plan(&loaded.framework, &mut data)?;
    let card = input::score(&plan, &data, &args.input.options)?;
    let warnings = input::warnings(&loaded, &data, &card);
    input::warn(&warnings, &args.input.options, io)?;
    let group = match &args.group {
        Some(name) => Some(group_position(card.panel().groups(), name)?),
        None => None,
    };
    match &args.output {
        Some(dir) => {
            let about = (data.dialect.as_str(), data.excluded.as_slice());
            let run = run_record(&args.input.options, &loaded, &data.sources, about, &warnings, None)?;
            let files = [
                ("scores.csv", report::scores_csv(&card)),
                ("ranks.csv", report::ranks_csv(&card)),
                ("trail.csv", report::trail_csv(&card)),
                ("fitted.json", json(&report::fitted_document(&card))?),
                ("run.json", run),
            ];
            let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let paths = output::write_all(dir, &files)?;
            let ranked = card.ranks(loaded.framework.root_index()).present_count();
            written(&paths, (card.panel().rows(), ranked, card.trail().len()), io);
            Ok(())
        }
        None => {
            let source = data.sources.first().map_or("", |source| source.name.as_str());
            let ranked = card.ranks(loaded.framework.root_index()).present_count();
            print(args, &card, &Shown { source, dialect: &data.dialect, ranked }, (group, args.top), io)
        }
    }
}

/// Says which files there are, and how many rows, ranks and changed cells they hold.
pub(super) fn written(paths: &[PathBuf], (rows, ranked, changed): (usize, usize, usize), io: &mut Io<'_>) {
    for path in paths {
        let _ = writeln!(io.talk, "wrote {}", path.display());
    }
    let (rows, changed) = (counted(rows, "row"), counted(changed, "changed cell"));
    let _ = writeln!(io.talk, "{rows}, {ranked} ranked, {changed} in the trail");
}

/// The place of a group column.
pub(super) fn group_position(groups: &[String], name: &str) -> Result<usize, Fail> {
    groups.iter().position(|group| group == name).ok_or_else(|| {
        let known: Vec<String> = groups.iter().map(|group| format!("`{group}`")).collect();
        Fail::Usage(match known.as_slice() {
            [] => {
                format!("no group column `{name}`: the framework names none, or the data have none of them")
            }
            _ => format!(
                "no group column `{name}`; there is {}; others are named in `groups` of the framework",
                known.join(", ")
            ),
        })
    })
}

/// What the head of a ranking says of its table.
pub(super) struct Shown<'s> {
    pub(super) source: &'s str,
    pub(super) dialect: &'s str,
    pub(super) ranked: usize,
}

/// Prints the first rows of the ranking, over all or of each group.
pub(super) fn print(
    args: &Score,
    card: &Scorecard<'_>,
    shown: &Shown<'_>,
    (group, top): (Option<usize>, Option<usize>),
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let rows = selection(card, group, top);
    let lang = args.input.options.lang.as_str();
    match args.format {
        Format::Json => writeln!(io.out, "{}", json(&report::scorecard_document(card, &rows))?)?,
        Format::Csv => write!(io.out, "{}", report::ranking_csv(card, &rows, group))?,
        Format::Markdown => write!(io.out, "{}", report::markdown(card, &rows, group, lang))?,
        Format::Table => {
            head(card, shown, lang, io)?;
            if let Some(group) = group {
                for (name, rows) in by_group(card, &rows, group) {
                    writeln!(io.out, "\n{name}")?;
                    write!(io.out, "{}", ranking(card, &rows, Some(group), io.terminal))?;
                }
            } else {
                writeln!(io.out)?;
                write!(io.out, "{}", ranking(card, &rows, None, io.terminal))?;
            }
            foot(card, &rows, lang, io)?;
        }
    }
    Ok(())
}

/// Rows to show, in the order of the index; with a group, the first of each of its groups.
fn selection(card: &Scorecard<'_>, group: Option<usize>, top: Option<usize>) -> Vec<usize> {
    let top = top.unwrap_or(usize::MAX);
    let mut taken: Vec<(String, usize)> = Vec::new();
    let key = |row: usize| {
        let entity = &card.panel().entities()[row];
        let group = group.map(|group| entity.groups[group].clone());
        format!("{:?} {:?}", entity.period, group)
    };
    let mut order = card.order();
    if let Some(group) = group {
        let name = |row: &usize| card.panel().entities()[*row].groups[group].clone();
        order.sort_by_key(|row| (name(row).is_none(), name(row)));
    }
    order
        .into_iter()
        .filter(|row| {
            let key = key(*row);
            let seen = match taken.iter_mut().find(|(k, _)| *k == key) {
                Some((_, seen)) => seen,
                None => {
                    taken.push((key, 0));
                    &mut taken.last_mut().expect("just pushed").1
                }
            };
            *seen += 1;
            *seen <= top
        })
        .collect()
}

/// Rows by group, groups in the order of their names, those without group last.
fn by_group(card: &Scorecard<'_>, rows: &[usize], group: usize) -> Vec<(String, Vec<usize>)> {
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for row in rows {
        let name = card.panel().entities()[*row].groups[group].as_deref();
        match groups.iter_mut().find(|(n, _)| *n == name) {
            Some((_, list)) => list.push(*row),
            None => groups.push((name, vec![*row])),
        }
    }
    groups.sort_by_key(|(name, _)| (name.is_none(), *name));
    groups.into_iter().map(|(name, rows)| (name.unwrap_or("(without group)").to_owned(), rows)).collect()
}

/// What was scored, and how the data were understood.
fn head(card: &Scorecard<'_>, shown: &Shown<'_>, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let framework = card.framework();
    writeln!(io.out, "{}", framework.title(lang))?;
    writeln!(
        io.out,
        "framework {}, {} from {}; {}, {} ranked",
        framework.id(),
        counted(card.plan().used().len(), "node"),
        counted(card.plan().entries().len(), "column"),
        counted(card.findings().rows(), "row"),
        shown.ranked,
    )?;
    writeln!(io.out, "data {}: {}", shown.source, shown.dialect)?;
    Ok(())
}

/// The ranking itself: rank, name, index, pillars, class.
fn ranking(card: &Scorecard<'_>, rows: &[usize], group: Option<usize>, terminal: Option<Terminal>) -> String {
    let framework = card.framework();
    let root = framework.root_index();
    let mut nodes = vec![root];
    nodes.extend(framework.root().children().iter().filter(|child| card.plan().used().contains(child)));
    let digits = report::decimals_for(card);
    let wide = terminal.filter(|terminal| terminal.width >= BARS_FROM);
    let with_period = rows.iter().any(|row| card.panel().entities()[*row].period.is_some());
    let class = framework.classes().iter().find(|classes| classes.node == framework.root().code());
    let name_width = name_width(framework, &nodes, digits, terminal);

    let mut header = vec![("rank", Align::Right)];
    header.extend(with_period.then_some(("period", Align::Left)));
    header.extend([("code", Align::Left), ("name", Align::Left), (framework.root().code(), Align::Right)]);
    header.extend(wide.map(|_| ("", Align::Left)));
    header.extend(nodes[1..].iter().map(|node| (framework.nodes()[*node].code(), Align::Right)));
    header.extend(class.map(|_| ("class", Align::Left)));

    let ranks = group.map_or_else(|| card.ranks(root), |group| card.group_ranks(group));
    let (lo, hi) = scale(card);
    let body = rows
        .iter()
        .map(|row| {
            let entity = &card.panel().entities()[*row];
            let score = |node: usize| card.scores().column(node).get(*row);
            let shown = |node: usize| score(node).map_or_else(|| "-".to_owned(), |z| format!("{z:.digits$}"));
            let mut cells = vec![ranks.get(*row).map_or_else(|| "-".to_owned(), format_number)];
            cells.extend(with_period.then(|| entity.period.clone().unwrap_or_default()));
            cells.extend([
                entity.code.clone(),
                cut(entity.name.as_deref().unwrap_or_default(), name_width),
                shown(root),
            ]);
            cells.extend(
                wide.map(|_| score(root).map_or_else(String::new, |z| bar((z - lo) / (hi - lo), BAR))),
            );
            cells.extend(nodes[1..].iter().map(|node| shown(*node)));
            cells.extend(class.map(|class| score(root).map_or_else(String::new, |z| class.of(z).to_owned())));
            cells
        })
        .collect();
    render(&header, body, terminal)
}

/// What is left of the line for names, once the other columns have what they need.
fn name_width(framework: &Framework, nodes: &[usize], digits: usize, terminal: Option<Terminal>) -> usize {
    let Some(terminal) = terminal else { return usize::MAX };
    let scores: usize =
        nodes.iter().map(|node| framework.nodes()[*node].code().chars().count().max(digits + 4) + 2).sum();
    let bar = if terminal.width >= BARS_FROM { BAR + 2 } else { 0 };
    terminal.width.saturating_sub(scores + bar + 22).clamp(16, 60)
}

/// The ends of the scale that bars are drawn on: 0 to 1 or 0 to 100 where scores lie there, else from
/// the lowest to the highest.
fn scale(card: &Scorecard<'_>) -> (f64, f64) {
    let (lo, hi) = card.findings().index_bounds().unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
    match (lo, hi) {
        (lo, hi) if lo >= 0.0 && hi <= 1.0 => (0.0, 1.0),
        (lo, hi) if lo >= 0.0 && hi <= 100.0 => (0.0, 100.0),
        (lo, hi) if lo < hi => (lo, hi),
        _ => (0.0, 1.0),
    }
}

/// Names of the columns, and how to go on.
fn foot(card: &Scorecard<'_>, rows: &[usize], lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let framework = card.framework();
    let children = framework.root().children();
    let used = card.plan().used();
    let names: Vec<String> = children
        .iter()
        .filter(|child| used.contains(child))
        .map(|child| format!("{} {}", framework.nodes()[*child].code(), framework.nodes()[*child].name(lang)))
        .collect();
    if !names.is_empty() {
        writeln!(io.out, "\n{}", names.join(" · "))?;
    }
    if rows.len() < card.findings().rows() {
        writeln!(io.out, "{} of {} rows shown", rows.len(), card.findings().rows())?;
    }
    if let Some(note) = framework.note() {
        writeln!(io.out, "{note}")?;
    }
    Ok(())
}
