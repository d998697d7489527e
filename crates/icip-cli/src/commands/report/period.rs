//! The period that a report shows.

use icip::framework::Framework;
use icip::problem::message;

use crate::fail::Fail;
use crate::input::data::must_have_period;
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
    wanted.map_or(Ok(()), |wanted| must_have_period(framework, &data.panel, wanted))?;
    let last = periods.len().checked_sub(1);
    let asked = wanted.and_then(|wanted| periods.iter().position(|period| *period == wanted));
    let Some(at) = asked.or(last) else { return Ok(None) };
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

/// The period before the one that is shown, where there is one, so that changes since then are shown too.
pub(super) fn before(data: &LoadedData, shown: Option<&str>) -> Option<String> {
    let (shown, periods) = (shown?, data.panel.periods_in_time());
    let at = periods.iter().position(|(period, _)| *period == Some(shown))?;
    periods[at.checked_sub(1)?].0.map(str::to_owned)
}
