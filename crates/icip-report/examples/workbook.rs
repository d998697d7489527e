//! Writes the workbook on the example that ships: `cargo run -p icip-report --example workbook -- results.xlsx es`.

use std::ops::ControlFlow;

use icip::exec::Par;
use icip::framework::{self, Uncertainty};
use icip::plan::Plan;
use icip::problem::Language;
use icip::report::robustness::{RobustnessResults, robustness_document};
use icip::robustness::monte_carlo::{MonteCarloOptions, monte_carlo};
use icip::robustness::ranks::KeepPairs;
use icip::robustness::study::Study;
use icip::robustness::tiers::tiers;
use icip::{audit, io};
use icip_report::{Cells, Report, Sources};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let language = std::env::args().nth(2).unwrap_or_else(|| "en".to_owned());
    let framework = framework::builtin("icip-2018").ok_or("it does not ship")?;
    let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
    let plan = Plan::compile(&framework, &table.panel.schema())?;
    let card = plan.prepare(&table.panel, Par::Auto)?.score()?;

    let declared = framework.uncertainty().cloned();
    let uncertainty = declared.or_else(|| Uncertainty::simplex_of(&framework)).ok_or("nothing varies")?;
    let study = Study::new(&plan, &table.panel, &uncertainty, None, Par::Auto)?;
    let options = MonteCarloOptions::new(500, uncertainty.seed).with_pairs(KeepPairs::Yes);
    let runs = monte_carlo(&study, &options, &mut |_| ControlFlow::Continue(()), Par::Auto)?;
    let found = tiers(&runs.summary, 0.05)?;
    let mut results = RobustnessResults::new(&study, 10, &options, &runs);
    results.tiers = Some((0.05, &found));
    let document = robustness_document(&results);

    let mut findings = card.warnings().to_vec();
    findings.extend(audit::notes(&card, |_| true)?);
    let language = Language::of_tag(&language).ok_or("no catalogue is in this language")?;
    let mut sources = Sources::new(&card, "{}", language);
    sources.study = Some(&document);
    sources.findings = &findings;
    let report = Report::new(sources);
    let path = std::env::args().nth(1).ok_or("name a file")?;
    let bytes = report.workbook(Cells::Formulas).map_err(|no| format!("{no:?}"))?;
    Ok(std::fs::write(path, bytes)?)
}
