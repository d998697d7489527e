//! What else a study was asked for, as tables for people: the inputs that move ranks, and single changes.

use icip::report::robustness::{
    IntervalDocument, RobustnessDocument, ScenarioDocument, SensitivityDocument, percent,
};

use crate::fail::Fail;
use crate::streams::Io;
use crate::table::{Align, render};
use crate::wording::{counted, counted_are};

/// Scenarios that are shown, those that move most.
const SHOWN: usize = 10;

/// Prints the tables that were asked for.
pub(super) fn print(document: &RobustnessDocument, io: &mut Io<'_>) -> Result<(), Fail> {
    if let Some(sensitivity) = &document.sensitivity {
        inputs(sensitivity, io)?;
    }
    if let Some(scenarios) = &document.scenarios {
        one_at_a_time(scenarios, document.top, io)?;
    }
    Ok(())
}

/// How much of the mean shift of ranks each input explains.
fn inputs(sensitivity: &SensitivityDocument, io: &mut Io<'_>) -> Result<(), Fail> {
    writeln!(
        io.out,
        "\nthe share of each input in the variance of the mean shift of the ranks, from {} ({} base rows)",
        counted(sensitivity.runs as usize, "run"),
        sensitivity.base_rows
    )?;
    let estimate = |estimate: &IntervalDocument| match estimate.interval {
        Some((low, high)) => format!("{:.2} ({low:.2} to {high:.2})", estimate.value),
        None => format!("{:.2}", estimate.value),
    };
    let of_shift = sensitivity.indices.iter().filter(|index| index.output == "mean-shift");
    let rows: Vec<Vec<String>> = of_shift
        .map(|index| vec![index.input.clone(), estimate(&index.first), estimate(&index.total)])
        .collect();
    if rows.is_empty() {
        writeln!(io.out, "no rank moves in any run")?;
        return Ok(());
    }
    let header = [("input", Align::Left), ("alone", Align::Right), ("with the others", Align::Right)];
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    if sensitivity.left_out > 0 {
        let left_out = counted_are(sensitivity.left_out, "base row");
        writeln!(io.out, "{left_out} left out because of a failed run")?;
    }
    Ok(())
}

/// The changes that move most, and those that cannot be computed.
fn one_at_a_time(scenarios: &[ScenarioDocument], top: u32, io: &mut Io<'_>) -> Result<(), Fail> {
    // A change that cannot be computed has no shift; those are listed below with the reason.
    let shifts = scenarios.iter().filter_map(|one| Some((one.mean_shift?, one)));
    let mut worst: Vec<(f64, &ScenarioDocument)> = shifts.filter(|(shift, _)| *shift > 0.0).collect();
    worst.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let failed = scenarios.iter().filter(|one| one.failure.is_some()).count();
    let (count, moves) = (counted(scenarios.len(), "change"), worst.len());
    writeln!(
        io.out,
        "\none change at a time: {moves} of {count} move an entity; those that move most come first, and -o \
         writes all of them"
    )?;
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.2}"));
    let rows = worst.iter().take(SHOWN).map(|(_, one)| {
        let whose = one.largest_of.clone().unwrap_or_default();
        vec![
            one.kind.replace('-', " "),
            one.what.clone(),
            number(one.kendall),
            number(one.mean_shift),
            format!("{:.0} {whose}", one.largest_shift.unwrap_or_default()).trim_end().to_owned(),
            one.swapped.map_or_else(String::new, percent),
            one.top_overlap.map_or_else(String::new, percent),
        ]
    });
    let stays = format!("top {top} kept");
    let header = [
        ("", Align::Left),
        ("", Align::Left),
        ("Kendall's tau", Align::Right),
        ("mean shift", Align::Right),
        ("largest shift", Align::Left),
        ("pairs swapped", Align::Right),
        (stays.as_str(), Align::Right),
    ];
    if moves > 0 {
        write!(io.out, "{}", render(&header, rows.collect(), io.out_terminal))?;
    }
    if failed > 0 {
        writeln!(io.out, "{} cannot be computed:", counted(failed, "change"))?;
    }
    for one in scenarios.iter().filter(|one| one.failure.is_some()).take(SHOWN) {
        let why = one.failure.as_deref().unwrap_or_default();
        writeln!(io.out, "  {} {}: {why}", one.kind.replace('-', " "), one.what)?;
    }
    Ok(())
}
