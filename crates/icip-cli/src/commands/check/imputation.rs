//! How well the imputation of the framework fills gaps.

use icip::exec::Par;
use icip::plan::Scorecard;
use icip::problem::message;
use icip::quality::{Hiding, Quality, quality};

use crate::fail::Fail;
use crate::streams::Io;
use crate::table::{left, render, right};
use crate::wording::{decimal, fixed};

/// Shows how well known values are filled once they are hidden.
pub(super) fn show(card: &Scorecard<'_>, par: Par, io: &mut Io<'_>) -> Result<(), Fail> {
    let hiding = Hiding::default();
    let tried = match quality(card.plan(), card.panel(), hiding, par) {
        // A declared value is a choice and not an estimate, so an error of it means nothing.
        Ok(tried) => {
            tried.into_iter().filter(|leaf| !matches!(leaf.method, "zero" | "constant")).collect::<Vec<_>>()
        }
        Err(problems) => {
            writeln!(io.out, "  {}", message!("check-imputation-untested", why = problems.first()))?;
            return Ok(());
        }
    };
    if tried.is_empty() {
        return Ok(());
    }
    let (share, seed) = (100.0 * hiding.share, hiding.seed.to_string());
    writeln!(io.out, "  {}", message!("check-imputation", share, seed))?;
    let header = [
        left(format_args!("    {}", message!("heading-leaf"))),
        left(message!("heading-method")),
        right(message!("heading-hidden")),
        right(message!("heading-filled")),
        right(message!("heading-rmse")),
        right(message!("heading-mae")),
        right(message!("heading-r2")),
    ];
    let shown = |value: Option<f64>| match value {
        None => "-".to_owned(),
        Some(value) if value != 0.0 && value.abs() < 0.01 => decimal(&format!("{value:.2e}")),
        Some(value) => fixed(value, 4),
    };
    let row = |leaf: &Quality| {
        vec![
            format!("    {}", card.framework().nodes()[leaf.node].code()),
            leaf.method.to_owned(),
            leaf.hidden.to_string(),
            leaf.filled.to_string(),
            shown(leaf.rmse),
            shown(leaf.mae),
            shown(leaf.r2),
        ]
    };
    write!(io.out, "{}", render(&header, tried.iter().map(row), None))?;
    Ok(())
}
