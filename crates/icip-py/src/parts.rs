//! Tables that are held in parts on several machines: what an executor does with its batches of rows, and what the driver
//! does with what they found.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arrow_array::builder::Float64Builder;
use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema as Fields};
use icip::data::{Blocks, Column, Panel, Schema};
use icip::exec::Par;
use icip::framework::{self, NodeIx, Ties};
use icip::io::{NumberReader, ReadOptions, TypedBlocks, read_typed};
use icip::plan::{FitPart, Fits, FitsDocument, Fitting, Places, Plan, RankBounds};
use icip::problem::{Problem, Problems, Report};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use pyo3_arrow::input::AnyRecordBatch;
use serde::{Deserialize, Serialize};

use crate::arrow_in::ArrowRows;
use crate::arrow_out::Frame;
use crate::framework::Framework;
use crate::problems::{apart, json};

/// What problems show as the name of the table.
const NAME: &str = "frame";

/// Names of the columns that the passes add for one another.
const BUCKET: &str = "__bucket";
const RANKED: &str = "__ranked";
const THEN: &str = "__then_";

fn wrong(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

fn parsed<T: for<'de> Deserialize<'de>>(text: &str) -> PyResult<T> {
    serde_json::from_str(text).map_err(wrong)
}

fn text_of(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("numbers and texts are JSON")
}

/// The columns of numbers of a table, as they are read under the rules of a framework.
fn schema(rows: ArrowRows, framework: &framework::Framework) -> Result<Schema, Problems> {
    Ok(TypedBlocks::new(rows, NAME, &framework.read_options())?.schema().clone())
}

/// The rows of a batch.
fn panel(rows: ArrowRows, framework: &framework::Framework) -> Result<Panel, Problems> {
    Ok(read_typed(rows, NAME, &framework.read_options())?.value.panel)
}

/// Reads the numbers of batches and their codes, where these are all that names the entities and need not be read to be passed
/// on. Nothing where something is to be said of a cell, which the reader that knows the entities says.
struct BatchReader {
    options: ReadOptions,
    numbers: Mutex<NumberReader>,
}

impl BatchReader {
    fn new(framework: &framework::Framework) -> Self {
        Self { options: framework.read_options(), numbers: Mutex::default() }
    }

    fn numbers(&self) -> MutexGuard<'_, NumberReader> {
        // What is inside is memory alone.
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, rows: &ArrowRows) -> Result<Option<(Panel, StringArray)>, Problems> {
        let panel = self.numbers().read(rows, NAME, &self.options)?;
        Ok(panel.and_then(|panel| Some((panel, codes(rows, &self.options.code)?))))
    }

    /// Takes the memory of what was read.
    fn recycle(&self, panel: Panel) {
        self.numbers().recycle(panel);
    }
}

/// The codes of a batch, where the reader would take all of them as they are: letters, digits, and signs that neither
/// spreadsheets nor people write for something else.
fn codes(rows: &ArrowRows, name: &str) -> Option<StringArray> {
    let array = rows.column(name).filter(|array| is_text(array.data_type()))?;
    let codes = cast(&array, &DataType::Utf8).ok()?.as_string::<i32>().clone();
    let offsets = codes.value_offsets();
    let text = &codes.value_data()[*offsets.first()? as usize..*offsets.last()? as usize];
    // All bytes at once, without a branch for each.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() | matches!(byte, b'-' | b'_' | b'.' | b'/');
    let are_plain = text.iter().fold(true, |all, byte| all & is_plain(*byte));
    let begins = |code: &str| code.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    let is_code = |code: Option<&str>| code.is_some_and(|code| begins(code) && code != name);
    (are_plain && codes.iter().all(is_code)).then_some(codes)
}

fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// A fit to a table in parts, on the driver and in the executors.
#[pyclass(module = "icip._core", name = "Fit")]
pub(crate) struct Fit {
    framework: Arc<framework::Framework>,
    plan: Plan<'static>,
    fitting: Fitting<'static>,
    part: FitPart,
    reader: BatchReader,
}

#[pymethods]
impl Fit {
    /// Begins to fit to tables with the columns of `like`, which may have no rows. `passes` are the merged parts of the
    /// passes that ended.
    #[new]
    fn new(
        py: Python<'_>,
        framework: &Framework,
        like: AnyRecordBatch,
        passes: Vec<String>,
    ) -> PyResult<Self> {
        let framework = framework.inner.clone();
        let rows = ArrowRows::of(like, NAME)?;
        let passes = passes.iter().map(|text| parsed(text)).collect::<PyResult<Vec<FitPart>>>()?;
        let (plan, fitting) = apart(py, || {
            let plan = Plan::owned(framework.clone(), &schema(rows, &framework)?)?;
            let mut fitting = plan.fitting()?;
            passes.iter().try_for_each(|part| fitting.end_pass(part))?;
            Ok((plan, fitting))
        })?;
        let reader = BatchReader::new(&framework);
        Ok(Self { framework, plan, fitting, part: FitPart::default(), reader })
    }

    /// Whether nothing is left to be found.
    #[getter]
    fn is_complete(&self) -> bool {
        self.fitting.is_complete()
    }

    /// Summarises a batch of rows.
    fn push(&mut self, py: Python<'_>, rows: AnyRecordBatch) -> PyResult<()> {
        let rows = ArrowRows::of(rows, NAME)?;
        let Self { framework, fitting, part, reader, .. } = self;
        apart(py, || {
            if let Some((panel, _)) = reader.read(&rows)?
                && let Ok(more) = fitting.summarise(&panel, Par::Seq)
            {
                reader.recycle(panel);
                return part.merge(&more);
            }
            part.merge(&fitting.summarise(&panel(rows, framework)?, Par::Seq)?)
        })
    }

    /// Adds what was summarised elsewhere.
    fn merge(&mut self, py: Python<'_>, part: &str) -> PyResult<()> {
        let more: FitPart = parsed(part)?;
        let part = &mut self.part;
        apart(py, || part.merge(&more))
    }

    /// What was summarised so far.
    fn part(&self) -> String {
        text_of(&self.part)
    }

    /// Ends the pass with what was summarised.
    fn end_pass(&mut self, py: Python<'_>) -> PyResult<()> {
        let (fitting, part) = (&mut self.fitting, std::mem::take(&mut self.part));
        apart(py, || fitting.end_pass(&part))
    }

    /// What was fitted, to be kept.
    fn document(&mut self) -> PyResult<String> {
        let done = std::mem::replace(&mut self.fitting, self.plan.fitting().map_err(wrong)?);
        Ok(text_of(&done.into_fits().document(&self.plan)))
    }
}

/// The scores of batches of rows, by fits of the whole table.
#[pyclass(frozen, module = "icip._core", name = "BatchScorer")]
pub(crate) struct BatchScorer {
    framework: Arc<framework::Framework>,
    plan: Plan<'static>,
    fits: Fits,
    nodes: Vec<NodeIx>,
    /// Whether what decides ties is given too.
    is_ranked: bool,
    reader: BatchReader,
}

#[pymethods]
impl BatchScorer {
    #[new]
    fn new(
        py: Python<'_>,
        framework: &Framework,
        like: AnyRecordBatch,
        fits: &str,
        nodes: Vec<String>,
        is_ranked: bool,
    ) -> PyResult<Self> {
        let framework = framework.inner.clone();
        let rows = ArrowRows::of(like, NAME)?;
        let document: FitsDocument = parsed(fits)?;
        let (plan, fits) = apart(py, || {
            let plan = Plan::owned(framework.clone(), &schema(rows, &framework)?)?;
            let plan = plan.with_trail(icip::plan::Trail::Drop);
            let mut report = Report::default();
            plan.whole_columns().into_iter().for_each(|problem| report.problem(problem));
            report.into_problems()?;
            let fits = plan.fits(&document)?;
            Ok((plan, fits))
        })?;
        let position = |code: &String| {
            let known = framework.position(code).filter(|node| plan.is_used(*node));
            known.ok_or_else(|| pyo3::exceptions::PyKeyError::new_err(code.clone()))
        };
        let nodes = nodes.iter().map(position).collect::<PyResult<_>>()?;
        let reader = BatchReader::new(&framework);
        Ok(Self { framework, plan, fits, nodes, is_ranked, reader })
    }

    /// The scores of a batch: what names the entities, one column per node, and where ranks follow, what they need.
    fn score(&self, py: Python<'_>, rows: AnyRecordBatch) -> PyResult<PyTable> {
        let rows = ArrowRows::of(rows, NAME)?;
        apart(py, || {
            if let Some((panel, codes)) = self.reader.read(&rows)?
                && let Ok(frame) = self.scored(&panel, Some(codes))
            {
                self.reader.recycle(panel);
                return Ok(frame);
            }
            self.scored(&panel(rows, &self.framework)?, None)
        })?
        .finish()
    }
}

impl BatchScorer {
    /// The scores of a panel; `codes` are those of its entities, where they do not name them.
    fn scored(&self, panel: &Panel, codes: Option<StringArray>) -> Result<Frame, Problems> {
        let prepared = self.plan.prepare_with(&self.fits, panel, Par::Seq)?;
        let mut scorer = prepared.scorer(&self.nodes)?;
        scorer.score()?;
        let columns: Vec<&Column> = (0..self.nodes.len()).map(|at| scorer.scores(at)).collect();
        // What decides where scores tie needs the scores of further nodes, which most frameworks do not name.
        let card = match self.is_ranked && !self.framework.rank_spec().then.is_empty() {
            true => Some(prepared.score()?),
            false => None,
        };
        let then = card.iter().flat_map(|card| card.tie_break_columns());
        let codes =
            codes.unwrap_or_else(|| panel.entities().iter().map(|entity| Some(&entity.code)).collect());
        Ok(self.frame(panel, codes, &columns, then))
    }

    fn frame<'c>(
        &self,
        panel: &Panel,
        codes: StringArray,
        scores: &[&Column],
        then: impl Iterator<Item = &'c Column>,
    ) -> Frame {
        let (options, entities) = (&self.reader.options, panel.entities());
        let unranked = &self.framework.rank_spec().unranked;
        let is_ranked = |code: &str| !unranked.iter().any(|other| other == code);
        // Most frameworks rank all entities.
        let ranked = (self.is_ranked && !unranked.is_empty())
            .then(|| codes.iter().map(|code| Some(code.is_none_or(is_ranked))).collect::<BooleanArray>());
        let mut frame = Frame::default();
        frame.push("code", DataType::Utf8, Arc::new(codes));
        if options.name.is_some() {
            frame.texts("name", entities.iter().map(|entity| entity.name.as_deref()));
        }
        if options.period.is_some() {
            frame.texts("period", entities.iter().map(|entity| entity.period.as_deref()));
        }
        for (at, name) in panel.groups().iter().enumerate() {
            frame.texts(name, entities.iter().map(|entity| entity.groups[at].as_deref()));
        }
        for (node, column) in self.nodes.iter().zip(scores) {
            frame.column(self.framework.nodes()[*node].code(), column);
        }
        if let Some(ranked) = ranked {
            frame.push(RANKED, DataType::Boolean, Arc::new(ranked));
        }
        if self.is_ranked {
            then.enumerate().for_each(|(at, column)| frame.column(&format!("{THEN}{at}"), column));
        }
        frame
    }
}

/// The rows that are ranked against each other: a period, and a group in it.
type Stratum = (Option<String>, Option<String>);

/// How a table is divided for its ranks.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Division {
    bounds: Vec<(Option<String>, RankBounds)>,
    strata: Vec<Divided>,
    /// By which number the rows of each bucket are brought together.
    keys: Vec<i64>,
}

/// The buckets of a stratum: the first has the smallest places, those up to the first cut.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Divided {
    stratum: Stratum,
    first: usize,
    cuts: Vec<f64>,
}

impl Divided {
    /// The numbers of its buckets.
    fn buckets(&self) -> Range<usize> {
        self.first..self.first + self.cuts.len() + 1
    }
}

/// Takes ranks of a table that is held in parts. `node` is the column of scores, `group` that of groups, `then` whether ties
/// are decided further.
#[pyclass(module = "icip._core", name = "Ranking")]
pub(crate) struct Ranking {
    framework: Arc<framework::Framework>,
    node: String,
    group: Option<String>,
    is_root: bool,
    division: Option<Division>,
    /// Positions in the division.
    places: BTreeMap<Stratum, usize>,
}

/// A number below 64 that depends on a text alone (FNV-1a).
fn spread(text: &str) -> i64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    (text.bytes().fold(0xcbf2_9ce4_8422_2325, mix) % 64) as i64
}

/// The columns of a batch that ranks depend on.
struct Scores {
    /// Not asked for by those who only summarise.
    codes: Option<StringArray>,
    periods: Option<StringArray>,
    groups: Option<StringArray>,
    scores: arrow_array::Float64Array,
    ranked: BooleanArray,
    then: Vec<arrow_array::Float64Array>,
}

impl Scores {
    fn of(ranking: &Ranking, batch: &RecordBatch) -> PyResult<Self> {
        let column = |name: &str, kind: DataType| -> PyResult<Option<ArrayRef>> {
            batch.column_by_name(name).map(|column| cast(column, &kind).map_err(wrong)).transpose()
        };
        let texts = |name: &str| -> PyResult<Option<StringArray>> {
            Ok(column(name, DataType::Utf8)?.map(|column| column.as_string::<i32>().clone()))
        };
        let numbers = |name: &str| -> PyResult<Option<arrow_array::Float64Array>> {
            Ok(column(name, DataType::Float64)?.map(|column| column.as_primitive::<Float64Type>().clone()))
        };
        let must = |name: &str| pyo3::exceptions::PyKeyError::new_err(name.to_owned());
        let rows = batch.num_rows();
        let count = if ranking.is_root { ranking.framework.rank_spec().then.len() } else { 0 };
        let then = (0..count).map(|at| {
            let name = format!("{THEN}{at}");
            numbers(&name)?.ok_or_else(|| must(&name))
        });
        Ok(Self {
            codes: texts("code")?,
            periods: texts("period")?.filter(|_| ranking.framework.read_options().period.is_some()),
            groups: match &ranking.group {
                Some(group) => Some(texts(group)?.ok_or_else(|| must(group))?),
                None => None,
            },
            scores: numbers(&ranking.node)?.ok_or_else(|| must(&ranking.node))?,
            ranked: column(RANKED, DataType::Boolean)?
                .map_or_else(|| BooleanArray::from(vec![true; rows]), |column| column.as_boolean().clone()),
            then: then.collect::<PyResult<_>>()?,
        })
    }

    /// The score of a row that counts in its period.
    fn score(&self, row: usize) -> Option<f64> {
        (!self.scores.is_null(row) && self.ranked.value(row)).then(|| self.scores.value(row))
    }

    fn code(&self, row: usize) -> &str {
        self.codes.as_ref().map_or("", |codes| codes.value(row))
    }

    fn period(&self, row: usize) -> Option<&str> {
        let periods = self.periods.as_ref()?;
        (!periods.is_null(row)).then(|| periods.value(row))
    }

    /// The period and the group inside which a row is ranked; nothing for one without a group.
    fn stratum(&self, row: usize) -> Option<(Option<&str>, Option<&str>)> {
        let group = match &self.groups {
            Some(groups) if groups.is_null(row) => return None,
            Some(groups) => Some(groups.value(row)),
            None => None,
        };
        Some((self.period(row), group))
    }

    fn then(&self, row: usize) -> Vec<Option<f64>> {
        self.then.iter().map(|column| (!column.is_null(row)).then(|| column.value(row))).collect()
    }
}

#[pymethods]
impl Ranking {
    #[new]
    #[pyo3(signature = (framework, node, group, division))]
    fn new(
        framework: &Framework,
        node: String,
        group: Option<String>,
        division: Option<&str>,
    ) -> PyResult<Self> {
        let framework = framework.inner.clone();
        let division: Option<Division> = division.map(parsed).transpose()?;
        let strata = division.iter().flat_map(|division| &division.strata).enumerate();
        let places = strata.map(|(at, divided)| (divided.stratum.clone(), at)).collect();
        Ok(Self { is_root: framework.root().code() == node, framework, node, group, division, places })
    }

    /// Divides a table into about so many buckets by a sample of its ranked rows, of which only depends how well work is shared:
    /// [`Ranking::refine`] has to see what became of all rows.
    fn divide(&self, sample: Vec<Sampled>, buckets: u64) -> String {
        let (mut bounds, mut scores) = (Bounds::new(), BTreeMap::<Stratum, Vec<f64>>::new());
        for (period, group, score) in sample {
            bounds.entry(period.clone()).or_default().push(score, &[]);
            if self.group.is_none() || group.is_some() {
                scores.entry((period, group)).or_default().push(score);
            }
        }
        let each = (scores.values().map(Vec::len).sum::<usize>() as u64 / buckets.max(1)).max(1);
        let divided = scores.into_iter().map(|(stratum, scores)| {
            let places = Places::new(&self.framework, &bounds[&stratum.0]);
            let mut of_sample: Vec<f64> = scores.into_iter().map(|score| places.of_score(score)).collect();
            of_sample.sort_unstable_by(f64::total_cmp);
            let (mut cuts, mut taken): (Vec<f64>, u64) = (Vec::new(), 0);
            for place in of_sample {
                taken += 1;
                if taken >= each && cuts.last().is_none_or(|last| *last < place) {
                    cuts.push(place);
                    taken = 0;
                }
            }
            (stratum, cuts)
        });
        let strata = numbered(divided.collect());
        let keys = (0..).take(strata.last().map_or(0, |last| last.buckets().end)).collect();
        text_of(&Division { bounds: bounds.into_iter().collect(), strata, keys })
    }

    /// The division whose buckets are those of another one, joined where two of them have equal places and up to as many rows as
    /// a part has; and how many rows each of them has. Of the ranked rows of each period, group and bucket the number is given, the
    /// smallest and the largest score, and the largest size of each number that decides ties. `keys` has a number for each part
    /// into which rows are brought together, which get about the same number of rows.
    ///
    /// Which scores are equal depends on the largest of all, so that this is known only when all rows were seen.
    fn refine(&self, counted: Vec<Counted>, keys: Vec<i64>) -> (String, Vec<u64>) {
        let share = counted.iter().map(|counted| counted.2).sum::<u64>() / keys.len().max(1) as u64;
        let (mut bounds, mut strata) = (Bounds::new(), BTreeMap::<Stratum, Vec<(u64, (f64, f64))>>::new());
        for (period, group, rows, (low, high), then) in counted {
            // Further numbers decide between scores of the index alone.
            let then: Vec<Option<f64>> = then.into_iter().filter(|_| self.is_root).map(Some).collect();
            let of_period = bounds.entry(period.clone()).or_default();
            of_period.push(low, &then);
            of_period.push(high, &then);
            if self.group.is_none() || group.is_some() {
                strata.entry((period, group)).or_default().push((rows, (low, high)));
            }
        }
        let (mut divided, mut counts) = (Vec::new(), Vec::new());
        for (stratum, buckets) in strata {
            let places = Places::new(&self.framework, &bounds[&stratum.0]);
            // The best and the worst place of each, the bucket with the best first.
            let of_bucket = |(rows, (low, high))| (places.of_score(high), places.of_score(low), rows);
            let mut buckets: Vec<(f64, f64, u64)> = buckets.into_iter().map(of_bucket).collect();
            buckets.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            let mut apart: Vec<(f64, u64)> = Vec::new();
            for (best, worst, rows) in buckets {
                match apart.last_mut() {
                    Some((cut, count)) if best <= *cut || *count + rows <= share => {
                        (*cut, *count) = (cut.max(worst), *count + rows);
                    }
                    _ => apart.push((worst, rows)),
                }
            }
            counts.extend(apart.iter().map(|(_, rows)| *rows));
            // Behind the last bucket nothing is cut.
            apart.pop();
            divided.push((stratum, apart.into_iter().map(|(cut, _)| cut).collect()));
        }
        let (bounds, strata) = (bounds.into_iter().collect(), numbered(divided));
        (text_of(&Division { bounds, strata, keys: shared(&counts, &keys) }), counts)
    }

    /// The strata of a division: period, group, the keys of the buckets, and the scores below each of which a row is one bucket
    /// further.
    fn limits(&self) -> PyResult<Vec<Limits>> {
        let division = self.division()?;
        let bounds: BTreeMap<_, _> =
            division.bounds.iter().map(|(period, bounds)| (period, bounds)).collect();
        let of = |divided: &Divided| {
            let (period, group) = divided.stratum.clone();
            let bounds = bounds[&period];
            let places = Places::new(&self.framework, bounds);
            let limit = |cut: &f64| bounds.scores.map(|scores| places.limit(*cut, scores));
            let keys = division.keys[divided.buckets()].to_vec();
            (period, group, keys, divided.cuts.iter().filter_map(limit).collect())
        };
        Ok(division.strata.iter().map(of).collect())
    }

    /// The rows of a batch with the key of their bucket; that of a row without a rank is negative.
    fn bucket(&self, rows: AnyRecordBatch) -> PyResult<PyTable> {
        let (reader, division) = (rows.into_reader()?, self.division()?);
        let places = self.of_periods(division);
        let mut fields: Vec<Arc<Field>> = reader.schema().fields().iter().cloned().collect();
        fields.push(Arc::new(Field::new(BUCKET, DataType::Int64, true)));
        let out = Arc::new(Fields::new(fields));
        let mut batches = Vec::new();
        for batch in reader {
            let batch = batch.map_err(wrong)?;
            let scores = Scores::of(self, &batch)?;
            // By its code and not by its place, which may be another when lost rows are computed again: a row must not come
            // twice, or be lost, because it went to another bucket than before.
            let key = |(row, found): (usize, Option<(usize, f64)>)| {
                found.map_or_else(|| -1 - spread(scores.code(row)), |(bucket, _)| division.keys[bucket])
            };
            let found = self.buckets(division, &places, &scores, batch.num_rows());
            let keys: Int64Array = found.into_iter().enumerate().map(key).map(Some).collect();
            let mut columns = batch.columns().to_vec();
            columns.push(Arc::new(keys));
            batches.push(RecordBatch::try_new(out.clone(), columns).map_err(wrong)?);
        }
        PyTable::try_new(batches, out)
    }

    /// Whether a rank counts how many different scores are above it, which needs one more pass.
    #[getter]
    fn counts_different(&self) -> bool {
        self.framework.rank_spec().ties == Ties::Dense
    }

    /// How many different places the rows of each bucket have, of buckets that were brought together.
    fn different(&self, rows: AnyRecordBatch) -> PyResult<Vec<(usize, u64)>> {
        let division = self.division()?;
        let places = self.of_periods(division);
        let (together, batches) = self.together(rows)?;
        let count = |(bucket, rows): (usize, &Vec<RankedRow>)| {
            let (keys, places) = self.keys(&places, rows, &batches);
            (bucket, places.different(&keys))
        };
        Ok(filled(&together).map(count).collect())
    }

    /// How many rows of its stratum are before each bucket, from how many each bucket has.
    fn above(&self, counts: Vec<u64>) -> PyResult<Vec<u64>> {
        let mut above = Vec::with_capacity(counts.len());
        for divided in &self.division()?.strata {
            let mut sum = 0;
            for bucket in divided.buckets() {
                above.push(sum);
                sum += counts.get(bucket).copied().unwrap_or(0);
            }
        }
        Ok(above)
    }

    /// The rows of buckets that were brought together, with their ranks in a column `name`.
    fn rank(&self, py: Python<'_>, rows: AnyRecordBatch, above: Vec<u64>, name: &str) -> PyResult<PyTable> {
        let division = self.division()?;
        let places = self.of_periods(division);
        let (together, batches) = self.together(rows)?;
        let ranks = apart(py, || {
            let mut ranks: Vec<Vec<Option<f64>>> =
                batches.iter().map(|(batch, _)| vec![None; batch.num_rows()]).collect();
            for (bucket, rows) in filled(&together) {
                let (keys, places) = self.keys(&places, rows, &batches);
                let above = above.get(bucket).copied().unwrap_or(0);
                let code = |at: usize| batches[rows[at].batch as usize].1.code(rows[at].row as usize);
                let found = places.ranks(&keys, code, above);
                for (row, rank) in rows.iter().zip(found) {
                    ranks[row.batch as usize][row.row as usize] = Some(rank);
                }
            }
            Ok(ranks)
        })?;
        let mut out = Vec::new();
        let mut fields = None;
        for ((batch, _), ranks) in batches.iter().zip(ranks) {
            let mut columns = batch.columns().to_vec();
            let mut kept: Vec<Arc<Field>> = batch.schema().fields().iter().cloned().collect();
            let mut cells = Float64Builder::with_capacity(ranks.len());
            ranks.into_iter().for_each(|rank| cells.append_option(rank));
            columns.push(Arc::new(cells.finish()));
            kept.push(Arc::new(Field::new(name, DataType::Float64, true)));
            let schema = fields.get_or_insert_with(|| Arc::new(Fields::new(kept))).clone();
            out.push(RecordBatch::try_new(schema, columns).map_err(wrong)?);
        }
        let schema = fields.unwrap_or_else(|| Arc::new(Fields::empty()));
        PyTable::try_new(out, schema)
    }
}

/// A stratum: its period, its group, the keys of its buckets, and the scores that divide it.
type Limits = (Option<String>, Option<String>, Vec<i64>, Vec<f64>);
/// Ranked rows of a period and a group that are in one bucket: how many there are, their smallest and largest score, and sizes
/// of what breaks ties.
type Counted = (Option<String>, Option<String>, u64, (f64, f64), Vec<f64>);
/// The score of one of them.
type Sampled = (Option<String>, Option<String>, f64);

/// The sizes of scores by period.
type Bounds = BTreeMap<Option<String>, RankBounds>;

/// Strata with the cuts between their buckets, whose numbers go on from one stratum to the next.
fn numbered(strata: Vec<(Stratum, Vec<f64>)>) -> Vec<Divided> {
    let mut next = 0;
    let of = |(stratum, cuts): (Stratum, Vec<f64>)| {
        let divided = Divided { stratum, first: next, cuts };
        next = divided.buckets().end;
        divided
    };
    strata.into_iter().map(of).collect()
}

/// The key of each bucket, so that all keys have about the same number of rows: the largest bucket first, each to the key that
/// has the fewest so far.
fn shared(counts: &[u64], keys: &[i64]) -> Vec<i64> {
    let mut largest_first: Vec<usize> = (0..counts.len()).collect();
    largest_first.sort_by_key(|bucket| Reverse(counts[*bucket]));
    let mut loads: BinaryHeap<Reverse<(u64, i64)>> = keys.iter().map(|key| Reverse((0, *key))).collect();
    let mut of_bucket = vec![0; counts.len()];
    for bucket in largest_first {
        if let Some(mut least) = loads.peek_mut() {
            of_bucket[bucket] = least.0.1;
            least.0.0 += counts[bucket];
        }
    }
    of_bucket
}

/// A ranked row of some batches, and the place of its score.
#[derive(Debug, Clone, Copy)]
struct RankedRow {
    batch: u32,
    row: u32,
    place: f64,
}

/// Rows by the number of their bucket, of which those of other parts are empty.
type Together = Vec<Vec<RankedRow>>;

/// The buckets that have rows.
fn filled(together: &Together) -> impl Iterator<Item = (usize, &Vec<RankedRow>)> {
    together.iter().enumerate().filter(|(_, rows)| !rows.is_empty())
}

impl Ranking {
    fn division(&self) -> PyResult<&Division> {
        self.division.as_ref().ok_or_else(|| PyValueError::new_err("division"))
    }

    fn of_periods<'d>(&self, division: &'d Division) -> BTreeMap<Option<String>, Places<'d>> {
        let places = |(period, bounds): &'d (Option<String>, RankBounds)| {
            (period.clone(), Places::new(&self.framework, bounds))
        };
        division.bounds.iter().map(places).collect()
    }

    /// The places of the rows of a bucket, which are of one period, one row after the other.
    fn keys<'d>(
        &self,
        places: &BTreeMap<Option<String>, Places<'d>>,
        rows: &[RankedRow],
        batches: &[(RecordBatch, Scores)],
    ) -> (Vec<f64>, Places<'d>) {
        let period = batches[rows[0].batch as usize].1.period(rows[0].row as usize);
        let places = places[&period.map(str::to_owned)];
        let mut keys = Vec::with_capacity(rows.len());
        for row in rows {
            let scores = &batches[row.batch as usize].1;
            keys.push(row.place);
            if !scores.then.is_empty() {
                keys.extend(places.of_then(&scores.then(row.row as usize)));
            }
        }
        (keys, places)
    }

    /// The bucket of each row of a batch, and the place of its score; nothing for one without a rank.
    fn buckets(
        &self,
        division: &Division,
        places: &BTreeMap<Option<String>, Places<'_>>,
        scores: &Scores,
        rows: usize,
    ) -> Vec<Option<(usize, f64)>> {
        // Rows of one stratum often follow each other.
        let mut last = None;
        let bucket = |row: usize| {
            let (score, stratum) = (scores.score(row)?, scores.stratum(row)?);
            let (_, found) = last.filter(|(known, _)| *known == stratum).unwrap_or_else(|| {
                let (period, group) = stratum;
                let at = self.places.get(&(period.map(str::to_owned), group.map(str::to_owned)));
                let of = |at: &usize| (&division.strata[*at], places[&division.strata[*at].stratum.0]);
                (stratum, at.map(of))
            });
            last = Some((stratum, found));
            let (divided, places) = found?;
            let place = places.of_score(score);
            Some((divided.first + divided.cuts.partition_point(|cut| *cut < place), place))
        };
        (0..rows).map(bucket).collect()
    }

    /// The ranked rows by their bucket.
    fn together(&self, rows: AnyRecordBatch) -> PyResult<(Together, Vec<(RecordBatch, Scores)>)> {
        let division = self.division()?;
        let buckets = division.strata.iter().map(|divided| divided.cuts.len() + 1).sum();
        let (mut together, mut batches) = (vec![Vec::new(); buckets], Vec::new());
        let places = self.of_periods(division);
        for batch in rows.into_reader()? {
            let batch = batch.map_err(wrong)?;
            let scores = Scores::of(self, &batch)?;
            let buckets = self.buckets(division, &places, &scores, batch.num_rows());
            let number = u32::try_from(batches.len()).map_err(wrong)?;
            for (row, found) in (0..).zip(buckets) {
                if let Some((bucket, place)) = found {
                    together[bucket].push(RankedRow { batch: number, row, place });
                }
            }
            batches.push((batch, scores));
        }
        Ok((together, batches))
    }
}

/// The steps of a framework that need whole columns, as problems; nothing where a table may come in parts.
#[pyfunction]
pub(crate) fn whole_columns(py: Python<'_>, framework: &Framework, like: AnyRecordBatch) -> PyResult<String> {
    let (rows, framework) = (ArrowRows::of(like, NAME)?, framework.inner.clone());
    apart(py, || {
        let problems: Vec<Problem> =
            Plan::owned(framework.clone(), &schema(rows, &framework)?)?.whole_columns();
        Ok(json(&problems))
    })
}
