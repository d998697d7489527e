//! `icip methods`.

use icip::problem::{Language, message, quoted};
use icip::text::{FieldDoc, MethodDoc, MethodText, ParameterText};

use crate::args::Methods;
use crate::fail::Fail;
use crate::lookup::near;
use crate::streams::Io;

pub(crate) fn methods(args: &Methods, io: &mut Io<'_>) -> Result<(), Fail> {
    // The choices of the option are the languages that there are.
    let language = Language::of_tag(&args.lang).unwrap_or(Language::ENGLISH);
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
        method(doc, language, io)?;
    }
    Ok(())
}

fn method(doc: &MethodDoc, language: Language, io: &mut Io<'_>) -> Result<(), Fail> {
    let MethodText { title, summary, formula, missing, reference, parameters, .. } =
        doc.in_language(language);
    if title == doc.name {
        writeln!(io.out, "  {title}")?;
    } else {
        writeln!(io.out, "  {} ({title})", doc.name)?;
    }
    writeln!(io.out, "      {summary}")?;
    let parameters =
        doc.parameters.iter().zip(&parameters).map(|(field, text)| describe(field, text, language));
    let facts = std::iter::once((message!("methods-formula"), formula))
        .chain(missing.map(|missing| (message!("methods-missing"), missing)))
        .chain(parameters.map(|parameter| (message!("methods-parameter"), parameter)))
        .chain(reference.map(|reference| (message!("methods-reference"), reference)));
    for (label, text) in facts {
        writeln!(io.out, "      {:<10} {text}", label.text(language))?;
    }
    Ok(())
}

/// `name = default: meaning (one of ...)`.
fn describe(field: &FieldDoc, text: &ParameterText, language: Language) -> String {
    let default = match (&field.default, field.required) {
        (Some(default), _) => format!(" = {default}"),
        (None, true) => format!(" {}", message!("methods-required").text(language)),
        (None, false) => String::new(),
    };
    let words: Vec<String> = text.words.iter().map(|(word, meaning)| format!("{word}: {meaning}")).collect();
    let words = if words.is_empty() { String::new() } else { format!(" ({})", words.join("; ")) };
    format!("{}{default}: {}{words}", field.key, text.meaning)
}
