//! `icip init`.

mod from_table;

use icip::form::Form;
use icip::framework::Limits;
use icip::problem::{Language, message};

use crate::args::Init;
use crate::commands::next_steps;
use crate::fail::Fail;
use crate::input::framework::{by_name, shipped};
use crate::results;
use crate::streams::Io;

/// A small framework whose comments explain its keys, with data to try it on.
const TEMPLATE: [(&str, &str); 3] = [
    ("framework.toml", include_str!("../../data/template/framework.toml")),
    ("structure.csv", include_str!("../../data/template/structure.csv")),
    ("data.csv", include_str!("../../data/template/data.csv")),
];

pub(crate) fn init(args: &Init, io: &mut Io<'_>) -> Result<(), Fail> {
    results::must_be_new(&args.dir, &io.system)?;
    if let Some(file) = &args.from {
        return from_table::init(file, args, io);
    }
    if let Some(name) = &args.framework {
        return of_framework(name, args, io);
    }
    results::write_all(&args.dir, &TEMPLATE, io)?;
    next_steps::show(&args.dir, io);
    Ok(())
}

/// A project that begins with a framework that ships.
fn of_framework(name: &str, args: &Init, io: &mut Io<'_>) -> Result<(), Fail> {
    let shipped = shipped(name)?;
    let framework = by_name(name, Limits::default(), &io.system)?.framework;
    let language = Language::of_tag(&args.lang).unwrap_or(Language::ENGLISH);
    let data = Form::of(&framework, language).to_csv(&[], &[]);
    let mut files = vec![("framework.toml", shipped.toml), ("structure.csv", shipped.structure)];
    files.push(("data.csv", data.as_str()));
    files.extend(shipped.example.map(|example| ("example.csv", example)));
    results::write_all(&args.dir, &files, io)?;
    let folder = args.dir.display().to_string();
    let next = match shipped.example {
        Some(_) => message!("next-steps-example", folder),
        None => message!("next-steps-template", folder),
    };
    io.message(next.text(language));
    Ok(())
}
