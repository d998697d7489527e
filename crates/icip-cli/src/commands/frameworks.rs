//! `icip frameworks`.

use icip::framework::{self, Framework, NodeKind};
use icip::io::format_number;

use crate::args::Frameworks;
use crate::fail::Fail;
use crate::table::{Align, render};
use crate::{Io, input, output};

pub(crate) fn frameworks(args: &Frameworks, io: &mut Io<'_>) -> Result<(), Fail> {
    let Some(name) = &args.name else { return list(&args.lang, io) };
    let framework = input::framework(name)?.framework;
    match &args.export {
        Some(dir) => {
            let Some(shipped) = framework::builtins().iter().find(|shipped| shipped.id == name) else {
                return Err(Fail::Usage(format!("`{name}` does not ship, so there is nothing to export")));
            };
            super::init::must_be_new(dir)?;
            let files = [("framework.toml", shipped.toml), ("structure.csv", shipped.structure)];
            for path in output::write_all(dir, &files)? {
                let _ = writeln!(io.talk, "wrote {}", path.display());
            }
            Ok(())
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
        let framework = input::framework(shipped.id)?.framework;
        rows.push(vec![
            shipped.id.to_owned(),
            framework.nodes().len().to_string(),
            framework.leaves().count().to_string(),
            framework.title(lang).to_owned(),
            framework.edition().unwrap_or_default().to_owned(),
        ]);
    }
    write!(io.out, "{}", render(&header, rows, io.terminal))?;
    writeln!(io.out, "\nicip frameworks NAME shows one; --export DIR copies it as a start for your own.")?;
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
        ("in index", Align::Right),
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
    write!(io.out, "{}", render(&header, rows, io.terminal))?;
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
                    rule.push_str(&format!(" (else {})", format_number(otherwise)));
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
