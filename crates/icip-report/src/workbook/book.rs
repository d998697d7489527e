//! What every sheet needs, found once, and the file that they make together.

use std::collections::BTreeMap;

use icip::framework::NodeIx;
use icip::problem::{Message, message};
use icip::report::review::{review_views, table_title};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::layout::Layout;
use super::live::Live;
use super::sheet::Sheet;
use super::styles::{self, Styles};
use crate::model::Report;

/// What every sheet needs, found once.
pub(super) struct Book<'r> {
    pub(super) report: &'r Report<'r>,
    pub(super) styles: Styles,
    pub(super) names: SheetNames,
    pub(super) layout: Layout<'r>,
    /// Which cells have formulas; nothing in a workbook of values.
    pub(super) live: Option<&'r Live>,
    /// The place of each entry in the sheet of entries.
    pub(super) entry_columns: BTreeMap<NodeIx, u16>,
    /// The place of each node in the sheet of weights.
    pub(super) weight_rows: BTreeMap<NodeIx, u32>,
}

impl<'r> Book<'r> {
    pub(super) fn new(report: &'r Report<'r>, layout: Layout<'r>, live: Option<&'r Live>) -> Self {
        let mut book = Self {
            report,
            styles: Styles::of(report),
            names: SheetNames::of(report),
            layout,
            live,
            entry_columns: BTreeMap::new(),
            weight_rows: report.nodes.iter().copied().zip(0..).collect(),
        };
        book.entry_columns = book.entries().into_iter().zip(0..).collect();
        book
    }

    pub(super) fn write(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        // The time of writing would make every file another one.
        let title = self.report.framework().title(self.report.words.tag());
        let properties = DocProperties::new()
            .set_title(styles::cut(title, styles::MOST_OF_A_TITLE))
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
        workbook.set_properties(&properties);
        let sheets = [
            self.ranking()?,
            self.chart()?,
            self.scores()?,
            self.normalised()?,
            self.weights()?,
            self.trail()?,
            self.findings()?,
            self.method()?,
            self.run()?,
        ];
        for (sheet, name) in sheets.into_iter().zip(self.names.each()) {
            workbook.push_worksheet(self.finished(sheet, name)?);
        }
        if !self.report.totals.is_empty() {
            let name = self.text(message!("workbook-sheet-totals"));
            workbook.push_worksheet(self.finished(self.totals()?, &name)?);
        }
        if let Some(changes) = self.report.sources.changes {
            let name = self.text(message!("workbook-sheet-changes"));
            workbook.push_worksheet(self.finished(self.changes(changes)?, &name)?);
        }
        if let Some(review) = self.report.sources.review {
            for view in review_views(review).iter().filter(|view| !view.rows.is_empty()) {
                let name = table_title(view.name).map(|title| self.text(title)).unwrap_or_default();
                workbook.push_worksheet(self.finished(self.audited(view)?, &name)?);
            }
        }
        if let Some(targets) = self.report.sources.targets {
            let name = self.text(message!("workbook-sheet-targets"));
            workbook.push_worksheet(self.finished(self.targets(targets)?, &name)?);
        }
        if let Some(trends) = &self.report.sources.trends {
            let name = self.text(message!("workbook-sheet-trends"));
            workbook.push_worksheet(self.finished(self.trends(trends)?, &name)?);
        }
        workbook.save_to_buffer()
    }

    /// A new sheet, whose columns are as wide as what is written into them.
    pub(super) fn sheet(&self) -> Sheet<'_> {
        Sheet::new(&self.styles)
    }

    /// A sheet with its name, and with the title of the index and the numbers of the pages on paper.
    fn finished(&self, sheet: Sheet<'_>, name: &str) -> Result<Worksheet, XlsxError> {
        let mut title = self.report.framework().title(self.report.words.tag()).to_owned();
        if let Some(period) = self.report.sources.period {
            title = format!("{title}, {period}");
        }
        let made = self.text(message!("workbook-footer", version = env!("CARGO_PKG_VERSION")));
        sheet.finish(name, &title, &made)
    }

    pub(super) fn text(&self, message: Message) -> String {
        self.report.words.text(message)
    }
}

/// The names of the sheets in the language of the report: at most 31 characters, and no quotes.
pub(super) struct SheetNames {
    pub(super) ranking: String,
    pub(super) chart: String,
    pub(super) scores: String,
    pub(super) normalised: String,
    pub(super) weights: String,
    pub(super) trail: String,
    pub(super) findings: String,
    pub(super) method: String,
    pub(super) run: String,
}

impl SheetNames {
    fn of(report: &Report<'_>) -> Self {
        let text = |message| report.words.text(message);
        Self {
            ranking: text(message!("workbook-sheet-ranking")),
            chart: text(message!("workbook-sheet-chart")),
            scores: text(message!("workbook-sheet-scores")),
            normalised: text(message!("workbook-sheet-normalised")),
            weights: text(message!("workbook-sheet-weights")),
            trail: text(message!("workbook-sheet-trail")),
            findings: text(message!("workbook-sheet-findings")),
            method: text(message!("workbook-sheet-method")),
            run: text(message!("workbook-sheet-run")),
        }
    }

    /// In the order of the sheets.
    fn each(&self) -> [&str; 9] {
        let Self { ranking, chart, scores, normalised, weights, trail, findings, method, run } = self;
        [ranking, chart, scores, normalised, weights, trail, findings, method, run].map(String::as_str)
    }
}
