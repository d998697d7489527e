//! Writes what the tests in a browser need: pages, and what the library computes with other weights.
//!
//!     cargo run -p icip-tests --example browser_cases -- [--pages] DIR
//!
//! Every case is a framework with data. `CASE.html` is its report, and `CASE.json` holds random weightings, each with the
//! scores and ranks that the library gives to the framework with these weights: the text of its structure is written
//! anew, read, and applied to the data, as `icip score` would. The page `large.html` is for measuring, and
//! `page-*.html` are reports as the program writes them; with `--pages` only these are written.

mod pages;
mod weightings;

use std::error::Error;
use std::path::Path;

use icip::exec::Par;
use icip::plan::{Plan, Scorecard};
use icip::problem::Language;
use icip_report::{Report, Sources};
use icip_tests::cases::{self, Case};
use rayon::iter::{IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, only_pages) = match arguments.as_slice() {
        [folder] => (folder, false),
        [option, folder] if option == "--pages" => (folder, true),
        _ => return Err("usage: browser_cases [--pages] DIR".into()),
    };
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    pages::write(folder)?;
    if only_pages {
        return Ok(());
    }
    cases::all().par_iter().enumerate().try_for_each(|(number, case)| {
        write(folder, case, number as u64).map_err(|error| format!("{}: {error}", case.name))
    })?;
    let large = cases::large("large", 1101);
    std::fs::write(folder.join(&large.name).with_extension("html"), page(&large)?)?;
    Ok(())
}

/// Writes the page of a case, and what is expected of it.
fn write(folder: &Path, case: &Case, seed: u64) -> Result<(), Box<dyn Error>> {
    let page = page(case)?;
    let expected = weightings::expected(case, &page, seed)?;
    std::fs::write(folder.join(&case.name).with_extension("html"), page)?;
    std::fs::write(folder.join(&case.name).with_extension("json"), expected.to_string())?;
    Ok(())
}

fn page(case: &Case) -> Result<String, Box<dyn Error>> {
    let framework = icip_tests::read_framework(&case.toml, Some(&case.structure))?;
    let plan = Plan::compile(&framework, &case.panel.schema())?;
    let card = plan.prepare(&case.panel, Par::Seq)?.score()?;
    let mut sources = Sources::new(&card, "{}", Language::ENGLISH);
    sources.period = case.period.as_deref();
    Ok(Report::new(sources).page())
}

/// The rows that a page shows, in its order.
fn shown(card: &Scorecard<'_>, case: &Case) -> Vec<usize> {
    let entities = card.panel().entities();
    let inside = |row: &usize| case.period.is_none() || entities[*row].period == case.period;
    card.order().into_iter().filter(inside).collect()
}
