//! `icip ages`.

use icip::framework::NodeIx;
use icip::io::format_number;
use icip::problem::message;
use icip::report::change::ChangeTable;
use icip::report::markdown_text;
use icip::trends::{Ages, ages as ages_of};
use serde::Serialize;

use crate::args::{Aged, Format};
use crate::changes::{language, printed};
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::run_record::write_json;
use crate::streams::Io;
use crate::{scoring, warnings};

#[derive(Debug, Serialize)]
struct AgeDocument<'a> {
    code: &'a str,
    name: Option<&'a str>,
    node: &'a str,
    age: Option<f64>,
}

pub(crate) fn ages(args: &Aged, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let loaded = chosen(options, io)?;
    let framework = &loaded.framework;
    // The last measurement may be of any earlier period.
    let mut input = args.input.clone();
    input.options.period = None;
    let mut data = data::load(framework, &input, io)?;
    let plan = scoring::plan(framework, &mut data)?;
    let found: Vec<_> = loaded.warnings.iter().chain(&data.warnings).cloned().collect();
    warnings::print(&found, options, io)?;
    let periods: Vec<&str> = data.panel.periods().into_iter().filter_map(|(period, _)| period).collect();
    let at =
        options.period.as_deref().map(|period| match (periods.contains(&period), period.parse::<f64>()) {
            (true, Ok(time)) => Ok(time),
            _ => Err(Fail::Data(data::unknown_period(framework, period, &periods).into())),
        });
    let (leaves, mut all) = ages_of(&plan, &data.panel, at.transpose()?).map_err(Fail::Data)?;
    // The oldest data first, and entities without any before all others.
    let key = |of: &Ages| of.mean().unwrap_or(f64::INFINITY);
    all.sort_by(|a, b| key(b).total_cmp(&key(a)));
    let code = |leaf: &NodeIx| framework.nodes()[*leaf].code();
    let lang = language(&options.lang);
    if args.format == Format::Json {
        let documents: Vec<AgeDocument<'_>> = all
            .iter()
            .flat_map(|of| {
                let each = leaves.iter().zip(&of.leaves);
                each.map(|(leaf, age)| AgeDocument {
                    code: &of.code,
                    name: of.name.as_deref(),
                    node: code(leaf),
                    age: *age,
                })
            })
            .collect();
        return write_json(&documents, io.out);
    }
    let with_name = data.panel.labels().name;
    let mut header = vec![(message!("heading-code").text(lang), false)];
    header.extend(with_name.then(|| (message!("heading-name").text(lang), false)));
    header.extend(leaves.iter().map(|leaf| (code(leaf).to_owned(), true)));
    header.push((message!("heading-mean-age").text(lang), true));
    let age = |age: Option<f64>| {
        age.map_or_else(|| "-".to_owned(), |age| lang.decimal(&format_number((age * 100.0).round() / 100.0)))
    };
    let row = |of: &Ages| {
        let mut cells = vec![of.code.clone()];
        cells.extend(with_name.then(|| of.name.clone().unwrap_or_default()));
        cells.extend(of.leaves.iter().map(|of| age(*of)));
        cells.push(age(of.mean()));
        cells
    };
    let table = ChangeTable::new(header, all.iter().map(row).collect());
    let legend = message!("ages-legend").text(lang);
    match args.format {
        Format::Markdown => {
            let title = markdown_text(framework.title(&options.lang));
            write!(io.out, "# {title}\n\n{}\n{}\n", table.markdown(), markdown_text(&legend))?;
        }
        Format::Csv => write!(io.out, "{}", table.as_csv())?,
        Format::Table | Format::Json => {
            writeln!(io.out, "{}\n", framework.title(&options.lang))?;
            write!(io.out, "{}\n{legend}\n", printed(&table, io.out_terminal))?;
        }
    }
    Ok(())
}
