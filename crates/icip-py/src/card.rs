//! Scorecards for Python, with the data that they are of.

use icip::aggregate::Contribution;
use icip::data::{Column, Panel};
use icip::explain::Explainer;
use icip::plan::{Fits, FitsDocument, Plan, Scorecard};
use icip::problem::{Problem, Problems};
use icip::report;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use pyo3_arrow::PyTable;
use self_cell::self_cell;

use crate::arrow_out::{Frame, Which, table};
use crate::framework::Framework;
use crate::problems::{apart, json};
use crate::table::{Data, par};

/// What a scorecard is of.
pub(crate) struct Scored {
    plan: Plan<'static>,
    panel: Panel,
    /// The period that is shown, with its rows, where others take part.
    shown: Option<(String, Panel)>,
    fits: Option<Fits>,
}

type CardOf<'a> = Scorecard<'a>;

self_cell!(
    struct CardCell {
        owner: Scored,

        #[covariant]
        dependent: CardOf,
    }
);

/// Scores and ranks.
#[pyclass(frozen, module = "icip._core", name = "Card")]
pub(crate) struct Card {
    cell: CardCell,
    /// What was found in framework and data.
    warnings: Vec<Problem>,
    screened: Vec<Problem>,
    excluded: Vec<(String, Option<String>)>,
}

impl Card {
    pub(crate) fn get(&self) -> &Scorecard<'_> {
        self.cell.borrow_dependent()
    }

    /// The rows of all periods that took part.
    pub(crate) fn all_rows(&self) -> &Panel {
        &self.cell.borrow_owner().panel
    }

    pub(crate) fn plan(&self) -> &Plan<'static> {
        &self.cell.borrow_owner().plan
    }

    /// The period that is shown, where one was chosen.
    pub(crate) fn period(&self) -> Option<&str> {
        self.cell.borrow_owner().shown.as_ref().map(|(period, _)| period.as_str())
    }

    pub(crate) fn excluded(&self) -> &[(String, Option<String>)] {
        &self.excluded
    }

    /// Everything that was found, step by step.
    pub(crate) fn findings(&self) -> Vec<Problem> {
        self.warnings.iter().chain(&self.screened).chain(self.get().warnings()).cloned().collect()
    }

    /// The row of an entity.
    pub(crate) fn row(&self, code: &str, period: Option<&str>) -> PyResult<usize> {
        let entities = self.get().panel().entities();
        let is_it = |row: &usize| {
            let entity = &entities[*row];
            (entity.code == code || entity.name.as_deref() == Some(code))
                && (period.is_none() || entity.period.as_deref() == period)
        };
        let rows: Vec<usize> = (0..entities.len()).filter(is_it).collect();
        match rows.as_slice() {
            [row] => Ok(*row),
            [] => Err(PyKeyError::new_err((code.to_owned(), period.map(str::to_owned)))),
            _ => {
                let periods: Vec<&str> =
                    rows.iter().filter_map(|row| entities[*row].period.as_deref()).collect();
                Err(PyValueError::new_err(format!("{code}: period={}", periods.join("|"))))
            }
        }
    }
}

/// Reduces the data to what the framework's screening leaves.
fn screened(plan: &Plan<'_>, panel: Panel) -> (Panel, Vec<Problem>) {
    use icip::problem::{Code, Place, message};
    if !plan.framework().screens() {
        return (panel, Vec::new());
    }
    let screened = plan.screen(&panel);
    let told = |(column, why): (String, icip::problem::Message)| {
        Problem::new(Code::Screened, Place::default().field(column), message!("screened-indicator", why))
    };
    (screened.panel, screened.indicators.into_iter().map(told).collect())
}

#[pymethods]
impl Card {
    /// Scores data, by fits of other data where they are given.
    #[staticmethod]
    fn score(
        py: Python<'_>,
        framework: &Framework,
        data: &Data,
        period: Option<String>,
        fits: Option<&str>,
        threads: Option<usize>,
    ) -> PyResult<Self> {
        let document = fits.map(serde_json::from_str::<FitsDocument>).transpose();
        let document = document.map_err(|error| PyValueError::new_err(error.to_string()))?;
        let (cell, screened) = apart(py, || {
            let plan = Plan::owned(framework.inner.clone(), &data.panel.schema())?;
            let (mut panel, screened) = screened(&plan, data.panel.clone());
            let mut shown = None;
            if let Some(period) = period {
                framework.inner.must_have_period(&panel, &period)?;
                let of_period = panel.filter(|entity| entity.period.as_deref() == Some(&period));
                if framework.inner.links_periods() {
                    shown = Some((period, of_period));
                } else {
                    panel = of_period;
                }
            }
            let fits = document.map(|document| plan.fits(&document)).transpose()?;
            let scored = Scored { plan, panel, shown, fits };
            let cell = CardCell::try_new(scored, |scored| {
                let prepared = match &scored.fits {
                    Some(fits) => scored.plan.prepare_with(fits, &scored.panel, par(threads))?,
                    None => scored.plan.prepare(&scored.panel, par(threads))?,
                };
                let card = prepared.score()?;
                Ok::<_, Problems>(match &scored.shown {
                    Some((period, panel)) => card.of_period(period, panel),
                    None => card,
                })
            })?;
            Ok((cell, screened))
        })?;
        let excluded = data.excluded.iter();
        let excluded = excluded.map(|row| (row.entity.code.clone(), row.entity.period.clone())).collect();
        Ok(Self { cell, warnings: data.warnings.clone(), screened, excluded })
    }

    #[getter]
    fn rows(&self) -> usize {
        self.get().panel().rows()
    }

    #[getter]
    fn warnings(&self) -> String {
        json(&self.findings())
    }

    #[getter]
    fn periods(&self) -> Vec<String> {
        let periods = self.get().panel().periods_in_time().into_iter();
        periods.filter_map(|(period, _)| period.map(str::to_owned)).collect()
    }

    /// The rows in the order of the index.
    fn order(&self) -> Vec<usize> {
        self.get().order()
    }

    fn scores(&self, py: Python<'_>) -> PyResult<PyTable> {
        apart(py, || Ok(table(self.get(), Which::Scores)))?
    }

    fn ranks(&self, py: Python<'_>) -> PyResult<PyTable> {
        apart(py, || Ok(table(self.get(), Which::Ranks)))?
    }

    fn trail(&self, py: Python<'_>) -> PyResult<PyTable> {
        apart(py, || Ok(table(self.get(), Which::Trail)))?
    }

    /// The files that `icip score -o` writes beside the record of the run: scores, ranks, trail, fitted.
    fn files<'py>(&self, py: Python<'py>) -> PyResult<[Bound<'py, PyBytes>; 4]> {
        let texts = apart(py, || {
            let card = self.get();
            let fitted = serde_json::to_string_pretty(&report::fitted_document(card));
            let fitted = fitted.expect("numbers and texts are JSON") + "\n";
            Ok([report::scores_csv(card), report::ranks_csv(card), report::trail_csv(card), fitted])
        })?;
        Ok(texts.map(|text| PyBytes::new(py, text.as_bytes())))
    }

    /// The scorecard as the document of `icip score --format json`.
    fn document(&self, py: Python<'_>) -> PyResult<String> {
        apart(py, || {
            let card = self.get();
            let document = report::scorecard_document(card, &card.order());
            Ok(serde_json::to_string(&document).expect("numbers and texts are JSON"))
        })
    }

    /// What was fitted, to score later rows with.
    fn fits(&self, py: Python<'_>, threads: Option<usize>) -> PyResult<String> {
        apart(py, || {
            let fits = self.plan().fit(self.all_rows(), par(threads))?;
            Ok(serde_json::to_string(&fits.document(self.plan())).expect("numbers and texts are JSON"))
        })
    }

    /// How the score of an entity came about: its head, the nodes, the balance and the cells.
    fn explain(
        &self,
        py: Python<'_>,
        code: &str,
        period: Option<&str>,
    ) -> PyResult<(usize, usize, PyTable, PyTable, Vec<(String, String, Option<f64>)>)> {
        let row = self.row(code, period)?;
        let way = apart(py, || Ok(Explainer::new(self.get()).explain(row)))?;
        let nodes = self.get().framework().nodes();
        let each = || way.nodes.iter();
        let mut frame = Frame::default();
        frame.texts("node", each().map(|at| Some(nodes[at.node].code())));
        frame.texts("parent", each().map(|at| nodes[at.node].parent().map(|parent| nodes[parent].code())));
        frame.texts("name", each().map(|at| Some(nodes[at.node].name("en"))));
        frame.texts(
            "kind",
            each().map(|at| {
                let is_leaf = nodes[at.node].leaf().is_some();
                Some(if is_leaf { "leaf" } else { "node" })
            }),
        );
        frame.numbers("score", each().map(|at| at.score));
        frame.numbers("rank", each().map(|at| at.rank));
        frame.numbers("mean_of_others", each().map(|at| at.mean_of_others));
        frame.numbers("weight", each().map(|at| at.weight));
        let points = |contribution: Contribution| match contribution {
            Contribution::Points(points) => Some(points),
            _ => None,
        };
        let factor = |contribution: Contribution| match contribution {
            Contribution::Factor(factor) => Some(factor),
            _ => None,
        };
        frame.numbers("points_in_parent", each().map(|at| points(at.contribution)));
        frame.numbers("factor_in_parent", each().map(|at| factor(at.contribution)));
        frame.numbers("index_points", each().map(|at| at.index_points));
        frame.numbers("rounding", each().map(|at| at.rounding));
        let why: Vec<String> = each()
            .map(|at| at.changes.iter().map(|change| change.why.to_string()).collect::<Vec<_>>().join("; "))
            .collect();
        frame.texts("changes", why.iter().map(|why| Some(why.as_str()).filter(|why| !why.is_empty())));
        let mut balance = Frame::default();
        balance.texts("node", way.balance.iter().map(|at| Some(nodes[at.node].code())));
        balance.numbers("gap", way.balance.iter().map(|at| Some(at.gap)));
        balance.numbers("index_points", way.balance.iter().map(|at| at.index_points));
        let cells = each().flat_map(|at| {
            let node = nodes[at.node].code().to_owned();
            at.cells.iter().map(move |(column, value)| (node.clone(), column.clone(), *value))
        });
        Ok((row, way.ranked, frame.finish()?, balance.finish()?, cells.collect()))
    }

    /// The code, the name and the period of a row.
    fn entity(&self, row: usize) -> Option<(String, Option<String>, Option<String>)> {
        let entity = self.get().panel().entities().get(row)?;
        Some((entity.code.clone(), entity.name.clone(), entity.period.clone()))
    }

    /// The index, one number per row; nothing where it is absent.
    fn index(&self) -> Vec<Option<f64>> {
        Column::cells(self.get().index()).collect()
    }
}
