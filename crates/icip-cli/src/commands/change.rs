//! `icip change`.

use icip::change::{Changes, EditOrder, Edition, EntityChange};
use icip::io::differ_in_zeros;
use icip::plan::Plan;
use icip::problem::{Problem, message};
use icip::report::change::{
    change_document, change_markdown, change_table, changes_csv, changes_parts_csv, entity_markdown,
    predecessor_lines,
};

use crate::args::{Change, Edits, Format, Input, InputOptions};
use crate::changes::{entity, period, print_edits, print_entity};
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::input::loaded::{LoadedData, LoadedFramework};
use crate::input::run::Named;
use crate::input::successors::LoadedSuccessors;
use crate::results::ResultSet;
use crate::run_record::{DataFacts, json, run_record, write_json};
use crate::streams::Io;
use crate::table::printed;
use crate::wording::language;
use crate::{apart, changes, scoring, warnings};

/// The files of `-o`.
const DOCUMENT: &str = "change.json";
const TABLE: &str = "changes.csv";
const PARTS: &str = "parts.csv";
const RECORD: &str = "run.json";

/// The memory for a score of an entity on both sides, its cells and its parts.
const PER_SCORE: u64 = 200;

/// A framework and data, as they were read.
struct Loaded {
    framework: LoadedFramework,
    data: LoadedData,
}

pub(crate) fn change(args: &Change, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.options;
    let before = Named::at(&args.before, options, io)?;
    let mut after = match &args.after {
        Some(path) => Named::at(path, options, io)?,
        None => before.clone(),
    };
    // A run has its framework.
    let is_given = options.framework.is_some() || args.framework_after.is_some();
    if is_given && (before.is_run() || after.is_run()) {
        return Err(Fail::Usage(message!("run-own-framework")));
    }
    if let Some(name) = &args.framework_after {
        after.options.framework = Some(name.clone());
    }
    let mut old = chosen(&before.options, io)?;
    let mut new = chosen(&after.options, io)?;
    before.must_be_framework(&old)?;
    after.must_be_framework(&new)?;
    // Rules of one framework may read what the other does not.
    (old.framework, new.framework) =
        (old.framework.reading_also(&new.framework), new.framework.reading_also(&old.framework));
    let successors = successors(args, [&before, &after], io)?;
    let first = load(old, &before, io)?;
    // The same file under the same framework is read once.
    let is_same = args.after.is_none() && args.framework_after.is_none();
    let second = if is_same { None } else { Some(load(new, &after, io)?) };
    let last = second.as_ref().unwrap_or(&first);
    let of = |loaded: &Loaded, wanted: Option<&str>, before: Option<&str>| {
        period(&loaded.data, &loaded.framework.framework, wanted, before)
    };
    // A run may be that of one period.
    let own = |edition: &Named| edition.options.period.clone().filter(|_| edition.is_run());
    let to = of(last, options.period.clone().or_else(|| own(&after)).as_deref(), None)?;
    let from = match (args.since.clone().or_else(|| own(&before).filter(|_| args.after.is_some())), &second) {
        (Some(since), _) => of(&first, Some(&since), None)?,
        // Two periods of one file.
        (None, None) => of(&first, None, to.as_deref())?,
        // One file under two frameworks: the same period.
        (None, Some(_)) if args.after.is_none() => of(&first, to.as_deref(), None)?,
        (None, Some(_)) => of(&first, None, None)?,
    };
    if second.is_none() {
        changes::must_go_forward(&first.data, from.as_deref(), to.as_deref())?;
        if from == to {
            return Err(Fail::Usage(message!("change-one-edition")));
        }
    }
    let mut found = findings(&first);
    if let Some(successors) = &successors {
        if from.is_some() && to.is_some() {
            successors.must_be_dated()?;
        }
        successors.must_fit(&first.data.panel, &last.data.panel)?;
        found.extend(successors.unknown(&[&first.data.panel, &last.data.panel]));
    }
    let both =
        [&first, last].map(|loaded| Plan::compile(&loaded.framework.framework, &loaded.data.panel.schema()));
    let [old, new] = both.map(|plan| plan.map_err(Fail::Data));
    let (old, new) = (old?, new?);
    let file = &last.data.file.name;
    found.extend(second.as_ref().and_then(|second| differ_in_zeros(&first.data.panel, &second.data.panel)));
    found.extend(apart::of_change(&[&new, &old], file, args.after.is_some()));
    let frameworks = [old.framework(), new.framework()];
    found.extend(apart::across_break(&frameworks, file, [from.as_deref(), to.as_deref()]));
    // One file that is read for two frameworks has the same notes twice.
    for problem in second.iter().flat_map(findings) {
        if !found.contains(&problem) {
            found.push(problem);
        }
    }
    warnings::print(&found, options, io)?;
    let nodes = last.framework.framework.nodes().len() as u64;
    scoring::must_have(first.data.panel.rows() + last.data.panel.rows(), nodes * PER_SCORE, options, io)?;
    let order = match args.edits {
        Edits::Stated => EditOrder::Stated,
        Edits::Shapley => EditOrder::Shapley,
    };
    let [before, after] = [(&first, &from), (last, &to)].map(|(loaded, period)| {
        let edition = Edition::new(&loaded.framework.framework, &loaded.data.panel);
        period.as_deref().map_or(edition, |period| edition.of_period(period))
    });
    let after = successors.as_ref().map_or(after, |table| after.succeeding(&table.successors));
    let changes =
        icip::change(&before, &after, order, scoring::threads(options)).map_err(Fail::Computation)?;
    let shown = Shown {
        args,
        changes: &changes,
        successors: successors.as_ref(),
        first: &first,
        last,
        periods: [from.as_deref(), to.as_deref()],
    };
    shown.print(&found, io)
}

fn load(framework: LoadedFramework, edition: &Named, io: &mut Io<'_>) -> Result<Loaded, Fail> {
    // Rows of other periods may take part.
    let options = InputOptions { period: None, ..edition.options.clone() };
    let input = Input { data: edition.data.clone(), options };
    let mut data = data::load(&framework.framework, &input, io)?;
    edition.must_be_data(&data)?;
    // What it screens leaves the data.
    scoring::plan(&framework.framework, &mut data)?;
    Ok(Loaded { framework, data })
}

/// The table that the command line names, or else that of a run: of the later one, where it has one.
fn successors(
    args: &Change,
    [before, after]: [&Named; 2],
    io: &mut Io<'_>,
) -> Result<Option<LoadedSuccessors>, Fail> {
    if let Some(path) = &args.successors {
        return LoadedSuccessors::load(Some(path), &args.options, io);
    }
    let mut found: Option<LoadedSuccessors> = None;
    for run in [after, before] {
        let Some(table) = LoadedSuccessors::load(run.successors().as_deref(), &args.options, io)? else {
            continue;
        };
        run.must_be_successors(&table.file)?;
        if found.as_ref().is_some_and(|known| known.file.sha256 != table.file.sha256) {
            return Err(Fail::Usage(message!("run-other-successors")));
        }
        found = Some(table);
    }
    Ok(found)
}

fn findings(loaded: &Loaded) -> Vec<Problem> {
    loaded.framework.warnings.iter().chain(&loaded.data.warnings).cloned().collect()
}

/// What is shown.
struct Shown<'s> {
    args: &'s Change,
    changes: &'s Changes,
    successors: Option<&'s LoadedSuccessors>,
    first: &'s Loaded,
    last: &'s Loaded,
    periods: [Option<&'s str>; 2],
}

impl Shown<'_> {
    /// The entities by the change of their index, the greatest gain first; those that came, and then those that left, last.
    fn order(&self) -> Vec<usize> {
        let entities = &self.changes.entities;
        let mut order: Vec<usize> = (0..entities.len()).collect();
        let key = |entity: &EntityChange| match (entity.change(), entity.after.and_then(|s| s.score)) {
            (Some(change), _) => (0, -change),
            (None, Some(score)) => (1, -score),
            (None, None) => (2, 0.0),
        };
        order.sort_by(|a, b| {
            let (a, b) = (key(&entities[*a]), key(&entities[*b]));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        order
    }

    fn print(&self, warnings: &[Problem], io: &mut Io<'_>) -> Result<(), Fail> {
        let Self { args, changes, periods, .. } = self;
        let lang = args.options.lang.as_str();
        let only = args.entity.as_deref().map(|wanted| entity(changes, wanted)).transpose()?;
        let mut order = only.map_or_else(|| self.order(), |at| vec![at]);
        order.truncate(args.top.unwrap_or(usize::MAX));
        let framework = &self.last.framework.framework;
        let ids = [self.first, self.last].map(|loaded| loaded.framework.framework.id());
        let document = || change_document(changes, ids, *periods, &order);
        if let Some(dir) = &args.output {
            let document = document();
            let mut set =
                ResultSet::begin(dir, [TABLE, PARTS, DOCUMENT, RECORD], &io.system)?.replacing(RECORD)?;
            set.write(TABLE, changes_csv(&document).as_bytes())?;
            set.write(PARTS, changes_parts_csv(&document).as_bytes())?;
            set.write(DOCUMENT, json(&document)?.as_bytes())?;
            let mut files = self.first.data.files();
            // One file that was read twice is one input.
            let known: Vec<String> = files.iter().map(|file| file.sha256.clone()).collect();
            files.extend(self.last.data.files().into_iter().filter(|file| !known.contains(&file.sha256)));
            files.extend(self.successors.map(|table| table.file.clone()));
            let (dialect, excluded) = (self.last.data.dialect.as_str(), self.last.data.excluded.as_slice());
            let facts = DataFacts { files: &files, dialect, excluded };
            let record =
                run_record(&args.options, &self.last.framework, &facts, warnings, None, &set.outputs())?;
            set.write(RECORD, record.as_bytes())?;
            set.publish(io)?;
            let parts = document.entities.iter().map(|entity| entity.parts.len()).sum::<usize>();
            io.remark(message!("change-files", entities = document.entities.len(), count = parts));
            return Ok(());
        }
        let language = language(lang);
        match (args.format, only) {
            (Format::Json, _) => write_json(&document(), io.out)?,
            (Format::Csv, None) => write!(io.out, "{}", changes_csv(&document()))?,
            (Format::Csv, Some(_)) => write!(io.out, "{}", changes_parts_csv(&document()))?,
            (Format::Markdown, Some(at)) => {
                write!(io.out, "{}", entity_markdown(changes, at, &self.title(lang), language))?;
            }
            (Format::Table, Some(at)) => print_entity(changes, at, *periods, lang, io)?,
            (Format::Markdown, None) => {
                write!(io.out, "{}", change_markdown(changes, &order, &self.title(lang), language))?;
            }
            (Format::Table, None) => {
                writeln!(io.out, "{}", self.title(lang))?;
                let [both, came, left] = changes.counts;
                let count = message!("change-head", node = framework.root().code(), both, came, left);
                writeln!(io.out, "{}\n", count.text(language))?;
                write!(io.out, "{}", printed(&change_table(changes, &order, language), io.out_terminal))?;
                writeln!(io.out, "\n{}", message!("change-legend").text(language))?;
                let lines = predecessor_lines(changes, &order, language);
                lines.iter().try_for_each(|line| writeln!(io.out, "{}", line.text(language)))?;
                print_edits(changes, language, io)?;
            }
        }
        Ok(())
    }

    fn title(&self, lang: &str) -> String {
        let title = self.last.framework.framework.title(lang);
        match self.periods {
            [Some(before), Some(after)] => {
                message!("change-title", title, before, after).text(language(lang))
            }
            _ => title.to_owned(),
        }
    }
}
