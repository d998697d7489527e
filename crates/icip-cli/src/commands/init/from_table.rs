//! `icip init --from`: a framework made of a table. What is written has been read, checked and scored.

use std::path::Path;

use icip::draft::{Draft, Source, draft};
use icip::exec::Par;
use icip::framework::Files;
use icip::plan::Plan;
use icip::problem::{Code, Language, Message, Problem, Problems, message};

use crate::args::{Init, limits};
use crate::fail::Fail;
use crate::input::cells::{Cells, cells};
use crate::input::data;
use crate::input::file::{display_name, read_bytes};
use crate::results;
use crate::streams::Io;
use crate::warnings::with_severity;

/// What a draft makes of its table.
struct Scored {
    /// How the table is written.
    dialect: String,
    rows: usize,
    /// Entities with an index.
    ranked: usize,
    warnings: Vec<Problem>,
}

pub(super) fn init(file: &Path, args: &Init, io: &mut Io<'_>) -> Result<(), Fail> {
    let bytes = read_bytes(file, io)?;
    let name = display_name(file);
    let cells = cells(&name, &bytes, args.sheet.as_deref(), limits::of_tables(&args.limits), io)?;
    cells.notes.iter().for_each(|note| io.note(note.clone()));
    let language = Language::of_tag(&args.lang).unwrap_or(Language::ENGLISH);
    let (draft, scored) = checked(&name, &bytes, &cells, language, io)?;
    let files = [("framework.toml", draft.toml.as_str()), ("structure.csv", draft.structure.as_str())];
    results::write_all(&args.dir, &files, io)?;
    show(&draft, &scored, &name, language, io)?;
    scored.warnings.iter().for_each(|warning| io.message(with_severity(warning)));
    let folder = args.dir.display().to_string();
    io.message(message!("draft-next", file = name, folder).text(language));
    Ok(())
}

/// Makes drafts until one scores: a column that the reader or a method refuses is left out, with what they said.
fn checked(
    name: &str,
    bytes: &[u8],
    cells: &Cells,
    language: Language,
    io: &mut Io<'_>,
) -> Result<(Draft, Scored), Fail> {
    let mut source = Source::new(name, &cells.rows);
    source.sheet = cells.sheet.as_deref();
    source.merged = &cells.merged;
    source.language = language;
    loop {
        let draft = draft(&source).map_err(Fail::Data)?;
        let fail = match scored(&draft, name, bytes, io) {
            Ok(scored) => return Ok((draft, scored)),
            Err(fail) => fail,
        };
        let before = source.left_out.len();
        for problem in fail.problems() {
            let field = problem.place.field.as_deref().unwrap_or_default();
            let of_code = draft.columns.get(field);
            let column = of_code.or_else(|| draft.columns.values().find(|column| *column == field));
            if let Some(column) = column {
                let why = || message!("draft-left-out-refused", problem = Message::from(problem));
                source.left_out.entry(column.clone()).or_insert_with(why);
            }
        }
        if source.left_out.len() == before {
            return Err(fail);
        }
    }
}

/// Reads the table with a draft and scores it.
fn scored(draft: &Draft, name: &str, bytes: &[u8], io: &mut Io<'_>) -> Result<Scored, Fail> {
    let files = Files::new("framework.toml", &draft.toml).with_structure("structure.csv", &draft.structure);
    let framework = files.read().map_err(Fail::Framework)?.value;
    let data = data::read("data", name, bytes, &framework.read_options(), io)?;
    let plan = Plan::compile(&framework, &data.panel.schema()).map_err(Fail::Data)?;
    let compute = || -> Result<usize, Problems> {
        let card = plan.prepare(&data.panel, Par::Auto)?.score()?;
        Ok(card.ranks(framework.root_index()).present_count())
    };
    let ranked = compute().map_err(Fail::Computation)?;
    // What the draft says already is not said twice; a row that is no entity would decide its scales.
    let warnings = data.warnings.into_iter().filter(|warning| warning.code == Code::TotalRow).collect();
    Ok(Scored { dialect: data.dialect, rows: data.panel.rows(), ranked, warnings })
}

/// What was decided, and what was not.
fn show(draft: &Draft, scored: &Scored, name: &str, language: Language, io: &mut Io<'_>) -> Result<(), Fail> {
    let Scored { dialect, rows, ranked, .. } = scored;
    let text = |message: &Message| message.text(language);
    writeln!(io.out, "{}", text(&message!("draft-made", file = name)))?;
    writeln!(io.out, "{}", text(&message!("about-data", name, dialect)))?;
    writeln!(io.out, "\n{}", text(&message!("draft-heading-decided")))?;
    draft.decided.iter().try_for_each(|what| writeln!(io.out, "  {}", text(what)))?;
    writeln!(io.out, "\n{}", text(&message!("draft-heading-open")))?;
    draft.open.iter().try_for_each(|what| writeln!(io.out, "  {}", text(what)))?;
    writeln!(io.out, "\n{}", text(&message!("draft-checked", rows = *rows, ranked = *ranked)))?;
    Ok(())
}
