//! `icip methods`.

use icip::problem::{Message, message, quoted};
use icip::text::{FieldDoc, Kind, MethodDoc};

use crate::args::Methods;
use crate::fail::Fail;
use crate::lookup::near;
use crate::streams::Io;

pub(crate) fn methods(args: &Methods, io: &mut Io<'_>) -> Result<(), Fail> {
    let all = icip::methods();
    let wanted =
        |doc: &&MethodDoc| args.name.as_ref().is_none_or(|name| doc.name == name || doc.family == name);
    let shown: Vec<&MethodDoc> = all.iter().filter(wanted).collect();
    if shown.is_empty() {
        let mut families: Vec<&str> = all.iter().map(|doc| doc.family).collect();
        // The methods come family by family, so equal names are neighbours. The headings below rely on that
        // too.
        families.dedup();
        let name = args.name.as_deref().unwrap_or_default();
        let known = all.iter().map(|doc| doc.name).chain(families.iter().copied());
        let hint = near(name, known).unwrap_or_else(|| {
            message!("unknown-method-or-family-hint", names = quoted(families.iter().copied()))
        });
        return Err(Fail::usage(message!("unknown-method-or-family", name), hint));
    }
    let mut family = "";
    for doc in shown {
        if doc.family != family {
            family = doc.family;
            writeln!(io.out, "{}", family.to_uppercase())?;
        }
        writeln!(io.out, "  {}", doc.name)?;
        writeln!(io.out, "      {}", doc.summary)?;
        line(message!("methods-formula"), doc.formula, io)?;
        line(message!("methods-missing"), doc.missing, io)?;
        for parameter in &doc.parameters {
            line(message!("methods-parameter"), &describe(parameter), io)?;
        }
        if doc.reference != "-" {
            line(message!("methods-reference"), doc.reference, io)?;
        }
    }
    Ok(())
}

/// A fact about a method after its label.
#[expect(clippy::needless_pass_by_value, reason = "the label is made for this line")]
fn line(label: Message, text: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    Ok(writeln!(io.out, "      {label:<10} {text}")?)
}

/// `name = default: meaning (one of ...)`.
fn describe(field: &FieldDoc) -> String {
    let default = match (&field.default, field.required) {
        (Some(default), _) => format!(" = {default}"),
        (None, true) => format!(" {}", message!("methods-required")),
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
