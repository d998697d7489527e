//! What else a study was asked for, as tables for people: the inputs that move ranks, and single changes. It
//! must not estimate anything either.

use icip::problem::{Language, message};
use icip::report::robustness::{
    DominanceDocument, ExactDocument, IndexDocument, RobustnessDocument, ScenarioDocument,
    SensitivityDocument, estimate_words, moved_words, percent, scenario_words,
};

use crate::fail::Fail;
use crate::streams::Io;
use crate::table::{left, render, right};
use crate::wording::fixed;

/// Scenarios and pairs that are shown; of scenarios those that move most.
const SHOWN: usize = 10;

/// Prints the tables that were asked for.
pub(super) fn print(document: &RobustnessDocument, io: &mut Io<'_>) -> Result<(), Fail> {
    if let Some(sensitivity) = &document.sensitivity {
        inputs(sensitivity, io)?;
    }
    if let Some(scenarios) = &document.scenarios {
        one_at_a_time(scenarios, document.top, io)?;
    }
    if let Some(exact) = &document.exact {
        dominance(exact, io)?;
    }
    Ok(())
}

/// How much of the mean shift of ranks each input explains.
fn inputs(sensitivity: &SensitivityDocument, io: &mut Io<'_>) -> Result<(), Fail> {
    let (runs, rows) = (sensitivity.runs.to_string(), sensitivity.base_rows.to_string());
    writeln!(io.out, "\n{}", message!("robustness-inputs", runs, rows))?;
    let of_shift: Vec<_> = sensitivity.indices.iter().filter(|index| index.output == "mean-shift").collect();
    let row = |index: &&IndexDocument| {
        let [first, total] =
            [&index.first, &index.total].map(|share| estimate_words(share.as_ref(), Language::shown()));
        vec![index.input.clone(), first, total]
    };
    let rows = of_shift.iter().map(row);
    let header = [
        left(message!("heading-input")),
        right(message!("heading-alone")),
        right(message!("heading-with-the-others")),
    ];
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    if of_shift.iter().all(|index| index.first.is_none()) {
        writeln!(io.out, "{}", moved_words(sensitivity))?;
    }
    if sensitivity.left_out > 0 {
        writeln!(io.out, "{}", message!("robustness-base-rows-left-out", count = sensitivity.left_out))?;
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
    let (changes, moves) = (scenarios.len(), worst.len());
    writeln!(io.out, "\n{}", message!("robustness-scenarios", moves, changes))?;
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| fixed(value, 2));
    let rows = worst.iter().take(SHOWN).map(|(_, one)| {
        let whose = one.largest_of.clone().unwrap_or_default();
        vec![
            scenario_words(one).to_string(),
            one.what.clone(),
            number(one.kendall),
            number(one.mean_shift),
            format!("{:.0} {whose}", one.largest_shift.unwrap_or_default()).trim_end().to_owned(),
            one.swapped.map_or_else(String::new, percent),
            one.top_overlap.map_or_else(String::new, percent),
        ]
    });
    let header = [
        left(""),
        left(""),
        right(message!("heading-kendall")),
        right(message!("heading-mean-shift")),
        left(message!("heading-largest-shift")),
        right(message!("heading-pairs-swapped")),
        right(message!("heading-top-kept", places = top.to_string())),
    ];
    if moves > 0 {
        write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    }
    if failed > 0 {
        writeln!(io.out, "{}", message!("robustness-failed-scenarios", count = failed))?;
    }
    let failures = scenarios.iter().filter_map(|one| Some((one, one.failure.as_ref()?)));
    for (one, why) in failures.take(SHOWN) {
        writeln!(io.out, "  {} {}: {why}", scenario_words(one), one.what)?;
    }
    Ok(())
}

/// Who is above whom with all weights.
fn dominance(exact: &ExactDocument, io: &mut Io<'_>) -> Result<(), Fail> {
    if exact.dominance.is_empty() {
        writeln!(io.out, "\n{}", message!("robustness-dominance-none"))?;
        return Ok(());
    }
    writeln!(io.out, "\n{}", message!("robustness-dominance-title"))?;
    for DominanceDocument { above, below, .. } in exact.dominance.iter().take(SHOWN) {
        let (above, below) = (above.join(", "), below.join(", "));
        writeln!(io.out, "  {}", message!("robustness-dominance", above, below))?;
    }
    if exact.dominance.len() > SHOWN {
        let count = exact.dominance.len() - SHOWN;
        writeln!(io.out, "  {}", message!("robustness-dominance-more", count))?;
    }
    Ok(())
}
