//! `icip frameworks`.

use icip::framework::{self, Framework, NodeKind};
use icip::io::format_number;

use crate::args::Frameworks;
use crate::fail::Fail;
use crate::input::framework::by_name;
use crate::output;
use crate::streams::Io;
use crate::table::{Align, render};

pub(crate) fn frameworks(args: &Frameworks, io: &mut Io<'_>) -> Result<(), Fail> {
    let Some(name) = &args.name else { return list(&args.lang, io) };
    let framework = by_name(name)?.framework;
    match &args.export {
        Some(dir) => {
            let Some(shipped) = framework::builtins().iter().find(|shipped| shipped.id == name) else {
                return Err(Fail::Usage(format!(
                    "`{name}` is not a framework that ships, so there is nothing to export"
                )));
            };
            output::must_be_new(dir)?;
            let files = [("framework.toml", shipped.toml), ("structure.csv", shipped.structure)];
            output::write_all(dir, &files, io)
        }
        None => show(&framework, &args.lang, io),
    }
}

fn list(lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let header = [
        ("name", Align::Left),
        ("nodes", Align::Right),
        ("leaves", Align::Right),
        ("title", Align::Left),
        ("edition", Align::Left),
    ];
    let mut rows = Vec::new();
    for shipped in framework::builtins() {
        let framework = by_name(shipped.id)?.framework;
        rows.push(vec![
            shipped.id.to_owned(),
            framework.nodes().len().to_string(),
            framework.leaves().count().to_string(),
            framework.title(lang).to_owned(),
            framework.edition().unwrap_or_default().to_owned(),
        ]);
    }
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    writeln!(
        io.out,
        "\n`icip frameworks NAME` shows one of them; with `--export DIR` it copies the files of that one, so \
         that you can change them"
    )?;
    Ok(())
}

fn show(framework: &Framework, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    writeln!(io.out, "{} ({})", framework.title(lang), framework.id())?;
    for (label, text) in
        [("edition", framework.edition()), ("source", framework.source()), ("note", framework.note())]
    {
        if let Some(text) = text {
            writeln!(io.out, "{label}: {text}")?;
        }
    }
    writeln!(io.out)?;
    let header = [
        ("code", Align::Left),
        ("name", Align::Left),
        ("share", Align::Right),
        ("in the index", Align::Right),
        ("rule", Align::Left),
    ];
    let rows = framework
        .downwards()
        .into_iter()
        .map(|ix| {
            let node = &framework.nodes()[ix];
            vec![
                format!("{}{}", "  ".repeat(node.depth()), node.code()),
                node.name(lang).to_owned(),
                format!("{:.4}", node.share()),
                format!("{:.5}", node.effective_weight()),
                rule(node.kind()),
            ]
        })
        .collect();
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    Ok(())
}

fn rule(kind: &NodeKind) -> String {
    match kind {
        NodeKind::Inner(inner) => {
            format!("{}, missing: {}", inner.aggregate().name(), inner.missing().name())
        }
        NodeKind::Leaf(leaf) => {
            let mut rule = format!("column {}", leaf.column());
            if let Some(denominate) = leaf.denominate() {
                rule.push_str(&format!(" / {}", denominate.by));
                if let Some(otherwise) = denominate.otherwise {
                    rule.push_str(&format!(" (otherwise {})", format_number(otherwise)));
                }
            }
            for step in [leaf.impute().name(), leaf.treat().name(), leaf.normalise().name()] {
                if step != "none" {
                    rule.push_str(", ");
                    rule.push_str(step);
                }
            }
            rule
        }
        _ => String::new(),
    }
}
