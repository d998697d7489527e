//! `icip methods`.

use icip::problem::nearest;
use icip::text::{FieldDoc, Kind, MethodDoc};

use crate::args::Methods;
use crate::fail::Fail;
use crate::streams::Io;

pub(crate) fn methods(args: &Methods, io: &mut Io<'_>) -> Result<(), Fail> {
    let all = icip::methods();
    let wanted =
        |doc: &&MethodDoc| args.name.as_ref().is_none_or(|name| doc.name == name || doc.family == name);
    let shown: Vec<&MethodDoc> = all.iter().filter(wanted).collect();
    if shown.is_empty() {
        let mut families: Vec<&str> = all.iter().map(|doc| doc.family).collect();
        families.dedup();
        let name = args.name.as_deref().unwrap_or_default();
        let known = all.iter().map(|doc| doc.name).chain(families.iter().copied());
        let hint = match nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the families are {}", families.join(", ")),
        };
        return Err(Fail::Usage(format!("there is no method or family `{name}`; {hint}")));
    }
    let mut family = "";
    for doc in shown {
        if doc.family != family {
            family = doc.family;
            writeln!(io.out, "{}", family.to_uppercase())?;
        }
        writeln!(io.out, "  {}", doc.name)?;
        writeln!(io.out, "      {}", doc.summary)?;
        writeln!(io.out, "      formula    {}", doc.formula)?;
        writeln!(io.out, "      missing    {}", doc.missing)?;
        for parameter in &doc.parameters {
            writeln!(io.out, "      parameter  {}", describe(parameter))?;
        }
        if doc.reference != "-" {
            writeln!(io.out, "      reference  {}", doc.reference)?;
        }
    }
    Ok(())
}

/// `name = default: meaning (one of ...)`.
fn describe(field: &FieldDoc) -> String {
    let default = match (&field.default, field.required) {
        (Some(default), _) => format!(" = {default}"),
        (None, true) => " (required)".to_owned(),
        (None, false) => String::new(),
    };
    let choices = match &field.kind {
        Kind::Choice(words) => {
            let words: Vec<String> = words.iter().map(|(word, doc)| format!("{word}:{doc}")).collect();
            format!(" ({})", words.join("; "))
        }
        _ => String::new(),
    };
    format!("{}{default}: {}{choices}", field.key, field.doc)
}
