//! `icip ages`.

use icip::framework::NodeIx;
use icip::io::format_number;
use icip::problem::message;
use icip::report::change::ChangeTable;
use icip::trends::{Ages, ages as ages_of};
use serde::Serialize;

use crate::args::{Aged, Format};
use crate::fail::Fail;
use crate::input::framework::chosen;
use crate::over_time::{EveryPeriod, print_table};
use crate::run_record::write_json;
use crate::streams::Io;
use crate::wording::language;

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
    let every = EveryPeriod::load_renamed(&loaded, &args.input, args.successors.as_deref(), io)?;
    every.warn(None, Vec::new(), options, io)?;
    let panel = &every.data.panel;
    let (leaves, mut all) = ages_of(&every.plan, panel, every.until(options)?).map_err(Fail::Data)?;
    all.retain(|of| !every.gone.contains(&of.code));
    // What was never measured is older than anything that was; then the oldest data first.
    let key = |of: &Ages| (of.never(), of.mean().unwrap_or_default());
    all.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
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
    let with_name = panel.labels().name;
    let mut header = vec![(message!("heading-code").text(lang), false)];
    header.extend(with_name.then(|| (message!("heading-name").text(lang), false)));
    header.extend(leaves.iter().map(|leaf| (code(leaf).to_owned(), true)));
    header.push((message!("heading-mean-age").text(lang), true));
    // What is absent is an empty cell of a CSV table.
    let none = if args.format == Format::Csv { "" } else { "-" };
    let age = |age: Option<f64>| {
        age.map_or_else(|| none.to_owned(), |age| lang.decimal(&format_number((age * 100.0).round() / 100.0)))
    };
    let row = |of: &Ages| {
        let mut cells = vec![of.code.clone()];
        cells.extend(with_name.then(|| of.name.clone().unwrap_or_default()));
        cells.extend(of.leaves.iter().map(|of| age(*of)));
        cells.push(age(of.mean()));
        cells
    };
    let table = ChangeTable::new(header, all.iter().map(row).collect());
    match args.format {
        Format::Csv => write!(io.out, "{}", table.as_csv())?,
        format => {
            let look = (format, options.lang.as_str());
            print_table(framework, &table, &message!("ages-legend"), look, io)?;
        }
    }
    Ok(())
}
