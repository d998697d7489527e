//! `icip audit`.

use std::collections::BTreeMap;

use icip::exec;
use icip::io::format_fixed;
use icip::plan::Scorecard;
use icip::problem::{Code, Language, Message, Problem, message, quoted};
use icip::report::review::{
    REVIEW_TABLES, ReviewedSample, peer_counts_csv, peers_csv, review_document, review_tables,
};
use icip::report::{markdown_message, problems_csv};
use icip::review::{PeerRow, ReviewOptions, Scope, Stage, peers, review};

use crate::args::{Audit, AuditStage, Format, InputOptions};
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::input::loaded::{LoadedData, LoadedFramework};
use crate::results::ResultSet;
use crate::run_record::{DataFacts, json, run_record, write_json};
use crate::streams::Io;
use crate::table::{left, render, right};
use crate::timings::Stage as Timed;
use crate::wording::language;
use crate::{scoring, warnings};

/// The files of `-o` beside the tables of the library.
const PEER_COUNTS: &str = "peer-counts.csv";
const PEERS: &str = "peers.csv";
const DOCUMENT: &str = "audit.json";
const RECORD: &str = "run.json";

/// What an entity takes in an audit beside its scores: its values once more, turned, ranked and standardised, and its place
/// in each sample.
const PER_ENTITY: u64 = 4000;
/// Findings of a kind that are printed.
const SHOWN: usize = 5;

pub(crate) fn audit(args: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    let loaded = chosen(&args.input.options, io)?;
    let mut input = args.input.clone();
    input.options.further = args.with.iter().chain(&args.peers_by).cloned().collect();
    let options = &input.options;
    let mut data = data::load(&loaded.framework, &input, io)?;
    must_have(&data, options)?;
    scoring::must_have(data.panel.rows(), PER_ENTITY, options, io)?;
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    let card = scoring::score(&plan, &data, options, io)?;
    let found = scoring::warnings(&loaded, &data, &card);
    warnings::print(&found, options, io)?;
    let mut wanted = ReviewOptions::default();
    wanted.stage = stage(args.stage);
    wanted.outside.clone_from(&args.with);
    wanted.resamples = args.resamples as usize;
    wanted.seed = args.seed;
    wanted.par = scoring::threads(options);
    let parts = parts(args, &data, io)?;
    let mut samples = Vec::with_capacity(parts.len());
    let auditing = io.timings.start(Timed::Audit);
    for part in &parts {
        let review = review(&card, &part.rows, &wanted).map_err(Fail::Computation)?;
        samples.push(ReviewedSample::new(part.period.clone(), part.group.clone(), review));
    }
    let similar = similar(args, &card, &parts)?;
    drop(auditing);
    let _timed = io.timings.clone().start(Timed::Writing);
    match &args.output {
        Some(_) => write(args, &loaded, &data, &found, &samples, similar.as_deref(), io),
        None => print(args, &loaded, &samples, io),
    }
}

/// Columns that are asked for beside those of the framework must be there.
fn must_have(data: &LoadedData, options: &InputOptions) -> Result<(), Fail> {
    match options.further.iter().find(|column| data.panel.column(column).is_none()) {
        Some(column) => {
            let columns = quoted(data.unread.iter().map(String::as_str));
            Err(Fail::Usage(message!("audit-no-column", column, columns)))
        }
        None => Ok(()),
    }
}

fn stage(stage: AuditStage) -> Stage {
    match stage {
        AuditStage::Normalised => Stage::Normalised,
        AuditStage::Treated => Stage::Treated,
        AuditStage::Raw => Stage::Raw,
    }
}

/// The rows that are audited together.
struct Part {
    period: Option<String>,
    group: Option<String>,
    rows: Vec<usize>,
}

/// The rows of each period, and inside of it of each group where groups are asked for.
fn parts(args: &Audit, data: &LoadedData, io: &mut Io<'_>) -> Result<Vec<Part>, Fail> {
    let panel = &data.panel;
    let by = match &args.by {
        Some(wanted) => {
            let at = panel.groups().iter().position(|group| group == wanted);
            Some(at.ok_or_else(|| Fail::Usage(message!("usage-no-groups", name = wanted)))?)
        }
        None => None,
    };
    let mut parts = Vec::new();
    for (period, rows) in panel.periods_in_time() {
        if data.shown.as_deref().is_some_and(|shown| period != Some(shown)) {
            continue;
        }
        let period = period.map(str::to_owned);
        let Some(by) = by else {
            parts.push(Part { period, group: None, rows });
            continue;
        };
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for row in rows {
            if let Some(group) = panel.entities()[row].groups.get(by).cloned().flatten() {
                groups.entry(group).or_default().push(row);
            }
        }
        parts.extend(groups.into_iter().map(|(group, rows)| Part {
            period: period.clone(),
            group: Some(group),
            rows,
        }));
    }
    if parts.len() > 1 && args.output.is_none() && args.format == Format::Table {
        io.note(message!("audit-parts", count = parts.len()));
    }
    Ok(parts)
}

/// The groups of similar entities that are asked for, of the last period.
fn similar(args: &Audit, card: &Scorecard<'_>, parts: &[Part]) -> Result<Option<Vec<PeerRow>>, Fail> {
    let (Some(count), Some(last)) = (args.peers, parts.last()) else { return Ok(None) };
    let rows = match &args.by {
        // Groups of similar entities are looked for among all.
        Some(_) => parts
            .iter()
            .filter(|part| part.period == last.period)
            .flat_map(|part| part.rows.clone())
            .collect(),
        None => last.rows.clone(),
    };
    let by: Vec<&str> = args.peers_by.iter().map(String::as_str).collect();
    let found = peers(card, &rows, count as usize, &by);
    found.map(Some).ok_or_else(|| Fail::Usage(message!("audit-no-peers", count = count as usize)))
}

fn write(
    args: &Audit,
    loaded: &LoadedFramework,
    data: &LoadedData,
    found: &[Problem],
    samples: &[ReviewedSample],
    similar: Option<&[PeerRow]>,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let Some(dir) = &args.output else { return Ok(()) };
    let mut names: Vec<&str> = REVIEW_TABLES.to_vec();
    names.extend([PEER_COUNTS, DOCUMENT, RECORD]);
    names.extend(similar.map(|_| PEERS));
    let mut set = ResultSet::begin(dir, names, &io.system)?.replacing(RECORD)?;
    let document = review_document(&loaded.framework, stage(args.stage), samples);
    // The correlations are most of both, with some twenty cells a row.
    let cells = 40 * samples.iter().map(|sample| sample.review.pairs.len()).sum::<usize>();
    let par = scoring::threads(&args.input.options);
    let (document, tables) = exec::beside(
        par,
        cells,
        || json(&document),
        || {
            let mut texts = REVIEW_TABLES.into_iter().zip(review_tables(samples));
            texts.try_for_each(|(name, text)| set.write(name, text.as_bytes()))
        },
    );
    tables?;
    set.write(PEER_COUNTS, peer_counts_csv(samples).as_bytes())?;
    if let Some(rows) = similar {
        set.write(PEERS, peers_csv(rows).as_bytes())?;
    }
    set.write(DOCUMENT, document?.as_bytes())?;
    let files = data.files();
    let facts = DataFacts { files: &files, dialect: &data.dialect, excluded: &data.excluded };
    let record = run_record(&args.input.options, loaded, &facts, found, None, &set.outputs())?;
    set.write(RECORD, record.as_bytes())?;
    set.publish(io)?;
    let count = samples.iter().map(|sample| sample.review.findings.len()).sum::<usize>();
    io.remark(message!("audit-files", count));
    Ok(())
}

fn print(
    args: &Audit,
    loaded: &LoadedFramework,
    samples: &[ReviewedSample],
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    match args.format {
        Format::Json => write_json(&review_document(&loaded.framework, stage(args.stage), samples), io.out)?,
        Format::Csv => {
            let findings: Vec<Problem> =
                samples.iter().flat_map(|sample| sample.review.findings.iter().cloned()).collect();
            write!(io.out, "{}", problems_csv(&findings))?;
        }
        Format::Markdown | Format::Table => {
            let shown = Shown { loaded, language: language(&args.input.options.lang), stage: args.stage };
            for (at, sample) in samples.iter().enumerate() {
                if at > 0 {
                    writeln!(io.out)?;
                }
                match args.format {
                    Format::Markdown => shown.markdown(sample, io)?,
                    _ => shown.table(sample, io)?,
                }
            }
        }
    }
    Ok(())
}

/// How an audit is shown to people.
struct Shown<'s> {
    loaded: &'s LoadedFramework,
    language: Language,
    stage: AuditStage,
}

/// The findings of a kind.
struct Kind<'f> {
    code: Code,
    findings: Vec<&'f Problem>,
}

fn kinds(findings: &[Problem]) -> Vec<Kind<'_>> {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    for finding in findings {
        match kinds.iter_mut().find(|kind| kind.code == finding.code) {
            Some(kind) => kind.findings.push(finding),
            None => kinds.push(Kind { code: finding.code, findings: vec![finding] }),
        }
    }
    kinds
}

impl Shown<'_> {
    fn title(&self, sample: &ReviewedSample) -> String {
        let title = self.loaded.framework.title(self.language.tag());
        let part =
            [&sample.period, &sample.group].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
        let entities = sample.review.entities;
        let head = match self.stage {
            AuditStage::Normalised => message!("audit-head-normalised", title, entities),
            AuditStage::Treated => message!("audit-head-treated", title, entities),
            AuditStage::Raw => message!("audit-head-raw", title, entities),
        };
        let head = head.text(self.language);
        if part.is_empty() { head } else { format!("{head} ({part})") }
    }

    /// A finding on one line, without its hint, which is that of its kind.
    fn line(&self, finding: &Problem) -> String {
        let what = finding.what.text(self.language);
        match &finding.place.entity {
            Some(entity) => format!("{entity}: {what}"),
            None => what,
        }
    }

    fn table(&self, sample: &ReviewedSample, io: &mut Io<'_>) -> Result<(), Fail> {
        let review = &sample.review;
        writeln!(io.out, "{}\n", self.title(sample))?;
        let kinds = kinds(&review.findings);
        let (count, kinds_count) = (review.findings.len(), kinds.len());
        writeln!(io.out, "{}", message!("audit-verdict", count, kinds = kinds_count).text(self.language))?;
        for Kind { code, findings } in &kinds {
            let meaning = code.meaning_in(self.language);
            writeln!(io.out, "\n{code} ({}): {meaning}", findings.len())?;
            for finding in findings.iter().take(SHOWN) {
                writeln!(io.out, "  {}", self.line(finding))?;
                // Hints that hold a number of their own differ.
                if *code == Code::InfluenceDiffers
                    && let Some(hint) = &finding.hint
                {
                    writeln!(io.out, "    {}", hint.text(self.language))?;
                }
            }
            if findings.len() > SHOWN {
                let more = findings.len() - SHOWN;
                writeln!(io.out, "  {}", message!("audit-more", count = more).text(self.language))?;
            }
            if *code != Code::InfluenceDiffers
                && let Some(hint) = findings[0].hint.as_ref()
            {
                writeln!(io.out, "  {}", message!("audit-advice", hint = hint.clone()).text(self.language))?;
            }
        }
        writeln!(io.out, "\n{}", message!("audit-nodes").text(self.language))?;
        write!(io.out, "{}", render(&self.node_header(), self.node_rows(sample), io.out_terminal))?;
        writeln!(io.out, "\n{}", message!("audit-influence").text(self.language))?;
        write!(io.out, "{}", render(&self.influence_header(), self.influence_rows(sample), io.out_terminal))?;
        writeln!(io.out, "\n{}", message!("audit-all-tables").text(self.language))?;
        Ok(())
    }

    fn heading(&self, heading: &Message) -> String {
        heading.text(self.language)
    }

    fn node_header(&self) -> Vec<(String, crate::table::Align)> {
        vec![
            left(self.heading(&message!("audit-heading-node"))),
            right(self.heading(&message!("audit-heading-children"))),
            right("n"),
            right(self.heading(&message!("audit-heading-alpha"))),
            left(self.heading(&message!("audit-heading-interval"))),
            right("omega"),
            right("KMO"),
            right(self.heading(&message!("audit-heading-components"))),
            right(self.heading(&message!("audit-heading-first"))),
        ]
    }

    fn node_rows(&self, sample: &ReviewedSample) -> Vec<Vec<String>> {
        let row = |row: &icip::review::NodeRow| {
            let all = || message!("audit-all-entries", node = &row.code).text(self.language);
            vec![
                if row.scope == Scope::Children { row.code.clone() } else { all() },
                row.children.to_string(),
                row.n.to_string(),
                self.number(row.alpha),
                self.interval(row.alpha_low, row.alpha_high),
                self.number(row.omega),
                self.number(row.kmo),
                row.components_parallel.map_or_else(dash, |count| count.to_string()),
                self.share(row.first_share),
            ]
        };
        sample.review.nodes.iter().map(row).collect()
    }

    fn influence_header(&self) -> Vec<(String, crate::table::Align)> {
        vec![
            left(self.heading(&message!("audit-heading-child"))),
            left(self.heading(&message!("audit-heading-node"))),
            right(self.heading(&message!("audit-heading-weight"))),
            right("r\u{b2}"),
            right("S"),
            left(self.heading(&message!("audit-heading-interval"))),
            right(self.heading(&message!("audit-heading-share"))),
            right(self.heading(&message!("audit-heading-balanced"))),
        ]
    }

    /// The children of nodes; what counts in the index beyond that stands in the table of `-o`.
    fn influence_rows(&self, sample: &ReviewedSample) -> Vec<Vec<String>> {
        let nodes = self.loaded.framework.nodes();
        let parent = |code: &str| {
            let node = self.loaded.framework.position(code)?;
            nodes[node].parent().map(|parent| nodes[parent].code())
        };
        let row = |row: &icip::review::ImportanceRow| {
            vec![
                row.code.clone(),
                row.of.clone(),
                self.share(row.weight),
                self.number(row.r2),
                self.number(row.ratio),
                self.interval(row.ratio_low, row.ratio_high),
                self.share(row.importance),
                self.share(row.balanced),
            ]
        };
        let rows = sample.review.importance.iter();
        rows.filter(|row| parent(&row.code) == Some(row.of.as_str())).map(row).collect()
    }

    fn number(&self, x: Option<f64>) -> String {
        x.map_or_else(dash, |x| self.local(&format_fixed(x, 2)))
    }

    fn share(&self, x: Option<f64>) -> String {
        x.map_or_else(dash, |x| format!("{} %", self.local(&format_fixed(100.0 * x, 0))))
    }

    fn interval(&self, low: Option<f64>, high: Option<f64>) -> String {
        low.zip(high).map_or_else(String::new, |(low, high)| {
            let ends = [low, high].map(|x| self.local(&format_fixed(x, 2)));
            format!("[{}; {}]", ends[0], ends[1])
        })
    }

    /// A number with the decimal mark of the language.
    fn local(&self, text: &str) -> String {
        if self.language == Language::ENGLISH { text.to_owned() } else { text.replace('.', ",") }
    }

    fn markdown(&self, sample: &ReviewedSample, io: &mut Io<'_>) -> Result<(), Fail> {
        writeln!(io.out, "# {}\n", icip::report::markdown_text(&self.title(sample)))?;
        for Kind { code, findings } in kinds(&sample.review.findings) {
            let meaning = icip::report::markdown_text(&code.meaning_in(self.language));
            writeln!(io.out, "## {code}\n\n{meaning}\n")?;
            for finding in findings {
                let what = markdown_message(&finding.what, self.language);
                let hint = finding.hint.as_ref().map(|hint| markdown_message(hint, self.language));
                let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
                let entity = finding.place.entity.as_deref().map(icip::report::markdown_text);
                let entity = entity.map_or_else(String::new, |entity| format!("{entity}: "));
                writeln!(io.out, "- {entity}{what}{hint}")?;
            }
            writeln!(io.out)?;
        }
        let tables = [
            (message!("audit-nodes"), self.node_header(), self.node_rows(sample)),
            (message!("audit-influence"), self.influence_header(), self.influence_rows(sample)),
        ];
        for (title, header, rows) in tables {
            writeln!(io.out, "## {}\n", markdown_message(&title, self.language))?;
            let names: Vec<String> =
                header.iter().map(|(name, _)| icip::report::markdown_text(name)).collect();
            writeln!(io.out, "| {} |\n|{}", names.join(" | "), "---|".repeat(names.len()))?;
            for row in rows {
                let cells: Vec<String> = row.iter().map(|cell| icip::report::markdown_text(cell)).collect();
                writeln!(io.out, "| {} |", cells.join(" | "))?;
            }
            writeln!(io.out)?;
        }
        Ok(())
    }
}

fn dash() -> String {
    "\u{2013}".to_owned()
}
