//! What the commands share that look at every period of a table: what is read, the period that is asked for, and a table as
//! it is printed. It must not know what is told of the periods.

use std::collections::BTreeSet;
use std::path::Path;

use icip::framework::Framework;
use icip::plan::{Plan, Scorecard};
use icip::problem::{Message, Problem};
use icip::report::change::ChangeTable;
use icip::report::markdown_text;

use crate::args::{Format, Input, InputOptions};
use crate::fail::Fail;
use crate::input::data;
use crate::input::loaded::{LoadedData, LoadedFramework};
use crate::input::successors::LoadedSuccessors;
use crate::streams::Io;
use crate::table::printed;
use crate::wording::language;
use crate::{scoring, warnings};

/// The period that stands for all of them.
pub(crate) const EVERY_PERIOD: &str = "all";

/// A table with every period, and the plan for it.
pub(crate) struct EveryPeriod<'f> {
    loaded: &'f LoadedFramework,
    pub(crate) data: LoadedData,
    pub(crate) plan: Plan<'f>,
    /// The entities that have gone by the table of successors.
    pub(crate) gone: BTreeSet<String>,
}

impl<'f> EveryPeriod<'f> {
    /// Reads every period, whichever is asked for.
    pub(crate) fn load(loaded: &'f LoadedFramework, input: &Input, io: &mut Io<'_>) -> Result<Self, Fail> {
        Self::load_renamed(loaded, input, None, io)
    }

    /// The same, in which entities whose code changed have that of the period that is asked for; the file tells who follows whom.
    pub(crate) fn load_renamed(
        loaded: &'f LoadedFramework,
        input: &Input,
        successors: Option<&Path>,
        io: &mut Io<'_>,
    ) -> Result<Self, Fail> {
        let mut input = input.clone();
        let until = input.options.period.take();
        let mut data = data::load(&loaded.framework, &input, io)?;
        let gone = match LoadedSuccessors::load(successors, &input.options, io)? {
            Some(table) => table.join(&mut data, until.as_deref(), io)?,
            None => BTreeSet::new(),
        };
        let plan = scoring::plan(&loaded.framework, &mut data)?;
        Ok(Self { loaded, data, plan, gone })
    }

    /// Prints what was found, with what was found beside it.
    pub(crate) fn warn(
        &self,
        card: Option<&Scorecard<'_>>,
        more: Vec<Problem>,
        options: &InputOptions,
        io: &mut Io<'_>,
    ) -> Result<(), Fail> {
        let scored = card.iter().flat_map(|card| card.warnings());
        let found = self.loaded.warnings.iter().chain(&self.data.warnings).chain(scored).cloned();
        warnings::print(&found.chain(more).collect::<Vec<_>>(), options, io)
    }

    /// The time of the period that is asked for.
    pub(crate) fn until(&self, options: &InputOptions) -> Result<Option<f64>, Fail> {
        let Some(wanted) = options.period.as_deref() else { return Ok(None) };
        let (framework, panel) = (&self.loaded.framework, &self.data.panel);
        data::must_have_period(framework, panel, wanted)?;
        let time = wanted.parse::<f64>().ok().filter(|time| time.is_finite());
        // Of periods that tell no time, what is computed says so.
        Ok(time)
    }
}

/// Prints a table under the title of the framework, with what it means.
pub(crate) fn print_table(
    framework: &Framework,
    table: &ChangeTable,
    legend: &Message,
    (format, lang): (Format, &str),
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let (title, legend) = (framework.title(lang), legend.text(language(lang)));
    if format == Format::Markdown {
        write!(io.out, "# {}\n\n{}\n{}\n", markdown_text(title), table.markdown(), markdown_text(&legend))?;
    } else {
        write!(io.out, "{title}\n\n{}\n{legend}\n", printed(table, io.out_terminal))?;
    }
    Ok(())
}
