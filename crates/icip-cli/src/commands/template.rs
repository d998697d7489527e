//! `icip template`.

use icip::data::Entity;
use icip::form::Form;
use icip::problem::{Language, message};
use icip_report::{FormLayout, form_workbook};

use crate::args::{Template, limits};
use crate::fail::Fail;
use crate::input::data::register;
use crate::input::framework::by_name;
use crate::results::{ResultSet, folder_and_name};
use crate::streams::Io;
use crate::workbook::{is_workbook, refused};

/// A mark by which spreadsheets know that a CSV file is UTF-8.
const MARK: &str = "\u{FEFF}";

pub(crate) fn template(args: &Template, io: &mut Io<'_>) -> Result<(), Fail> {
    let path = &args.output;
    let shown = path.display().to_string();
    let workbook = is_workbook(path);
    let is_text = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if !workbook && !is_text {
        return Err(Fail::Usage(message!("template-ending", file = shown)));
    }
    if args.by_entity && !workbook {
        return Err(Fail::Usage(message!("template-by-entity", file = shown)));
    }
    // Answers of weeks may stand in it.
    if io.system.look(path).map_err(Fail::reading(path))?.is_some() {
        return Err(Fail::Usage(message!("template-exists", file = shown)));
    }
    let framework = by_name(&args.framework, limits::of_frameworks(&args.limits), &io.system)?.framework;
    let language = Language::of_tag(&args.lang).unwrap_or(Language::ENGLISH);
    let form = Form::of(&framework, language);
    let (mut entities, mut groups) = (Vec::new(), Vec::new());
    if let Some(file) = &args.entities {
        let mut read = framework.read_options();
        read.limits = limits::of_tables(&args.limits);
        let (_, register, told) = register(file, &read, io)?;
        told.iter().for_each(|problem| io.note(problem.into()));
        entities = register.entities().cloned().collect::<Vec<Entity>>();
        // As they stand in the register.
        entities.sort_by_key(|entity| entity.line);
        groups = register.groups().to_vec();
    }
    let bytes = match workbook {
        true => {
            let layout = if args.by_entity { FormLayout::Sheets } else { FormLayout::Rows };
            form_workbook(&form, (&entities, &groups), layout, language).map_err(refused)?
        }
        false => (MARK.to_owned() + &form.to_csv(&entities, &groups)).into_bytes(),
    };
    let place = folder_and_name(path, &io.system)?;
    let (folder, name) = place.ok_or_else(|| Fail::Usage(message!("template-ending", file = &shown)))?;
    let mut set = ResultSet::begin(&folder, [name.as_str()], &io.system)?;
    set.write_whole(&name, &bytes)?;
    set.publish(io)?;
    let questions = form.questions.len();
    let written = match entities.len() {
        0 => message!("form-written", questions),
        count => message!("form-written-entities", questions, count),
    };
    io.message(written.text(language));
    io.message(message!("form-next", file = shown, framework = &args.framework).text(language));
    Ok(())
}
