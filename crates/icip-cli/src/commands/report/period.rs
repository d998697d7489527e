//! The period that a report shows.

use icip::framework::Framework;
use icip::problem::message;

use crate::fail::Fail;
use crate::input::data::unknown_period;
use crate::input::loaded::LoadedData;
use crate::streams::Io;

/// The period that is asked for, and else the last; none where the data have no periods. Of the rows of other periods
/// those stay that take part in its scores, and those of the period before, whose change since then is shown.
pub(super) fn choose(
    data: &mut LoadedData,
    framework: &Framework,
    wanted: Option<&str>,
    io: &mut Io<'_>,
) -> Result<Option<String>, Fail> {
    let named = data.panel.periods_in_time().into_iter().filter_map(|(name, _)| name.map(str::to_owned));
    let periods: Vec<String> = named.collect();
    let unknown = |wanted: &str| {
        let periods: Vec<&str> = periods.iter().map(String::as_str).collect();
        Fail::Data(unknown_period(framework, wanted, &periods).into())
    };
    let at = match wanted {
        Some(wanted) => periods.iter().position(|period| *period == wanted).ok_or_else(|| unknown(wanted))?,
        None if periods.is_empty() => return Ok(None),
        None => periods.len() - 1,
    };
    let shown = &periods[at];
    if wanted.is_none() && periods.len() > 1 {
        io.note(message!("report-last-period", period = shown, count = periods.len()));
    }
    if periods.len() > 1 {
        data.shown = Some(shown.clone());
    }
    if !framework.links_periods() {
        let kept = &periods[at.saturating_sub(1)..=at];
        let is_kept = |period: &Option<String>| period.as_ref().is_some_and(|period| kept.contains(period));
        data.panel = data.panel.filter(|entity| is_kept(&entity.period));
    }
    Ok(Some(shown.clone()))
}
