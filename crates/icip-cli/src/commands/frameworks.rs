//! `icip frameworks`.

use icip::framework::{self, Framework, Leaf, Limits, NodeIx, NodeKind, Standing};
use icip::io::format_number;
use icip::problem::{Language, Message, message};

use crate::args::{Frameworks, limits};
use crate::fail::Fail;
use crate::input::framework::by_name;
use crate::results;
use crate::streams::Io;
use crate::table::{indent, left, render, right};
use crate::wording::decimal;

pub(crate) fn frameworks(args: &Frameworks, io: &mut Io<'_>) -> Result<(), Fail> {
    let Some(name) = &args.name else { return list(&args.lang, io) };
    let framework = by_name(name, limits::of_frameworks(&args.limits), &io.system)?.framework;
    match &args.export {
        Some(dir) => {
            // A framework of the user's own has a path for a name, and its files are at hand already.
            let Some(shipped) = framework::builtins().iter().find(|shipped| shipped.id == name) else {
                return Err(Fail::Usage(message!("usage-nothing-to-export", name)));
            };
            results::must_be_new(dir, &io.system)?;
            let files = [("framework.toml", shipped.toml), ("structure.csv", shipped.structure)];
            results::write_all(dir, &files, io)
        }
        None => show(&framework, &args.lang, io),
    }
}

fn list(lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let header = [
        left(message!("heading-name")),
        right(message!("heading-nodes")),
        right(message!("heading-leaves")),
        left(message!("heading-title")),
        left(message!("heading-edition")),
    ];
    let language = Language::of_tag(lang).unwrap_or(Language::ENGLISH);
    let groups = [
        (Standing::Checked, message!("frameworks-checked")),
        (Standing::StartingPoint, message!("frameworks-starting-points")),
    ];
    for (standing, heading) in groups {
        let mut rows = Vec::new();
        for shipped in framework::builtins().iter().filter(|shipped| shipped.standing == standing) {
            let framework = by_name(shipped.id, Limits::default(), &io.system)?.framework;
            rows.push(vec![
                shipped.id.to_owned(),
                framework.nodes().len().to_string(),
                framework.leaves().count().to_string(),
                framework.title(lang).to_owned(),
                framework.edition(lang).unwrap_or_default().to_owned(),
            ]);
        }
        writeln!(io.out, "{}\n", heading.text(language))?;
        writeln!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    }
    writeln!(io.out, "{}", message!("frameworks-hint").text(language))?;
    writeln!(io.out, "{}", message!("frameworks-of-your-own").text(language))?;
    Ok(())
}

fn show(framework: &Framework, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    writeln!(io.out, "{} ({})", framework.title(lang), framework.id())?;
    let about = [
        framework.edition(lang).map(|text| message!("frameworks-edition", text)),
        framework.source(lang).map(|text| message!("frameworks-source", text)),
        framework.note(lang).map(|text| message!("frameworks-note", text)),
    ];
    for line in about.into_iter().flatten() {
        writeln!(io.out, "{line}")?;
    }
    writeln!(io.out)?;
    let header = [
        left(message!("heading-code")),
        left(message!("heading-name")),
        right(message!("heading-share")),
        right(message!("heading-in-the-index")),
        left(message!("heading-rule")),
    ];
    let rows = framework.downwards().into_iter().map(|ix| {
        let node = &framework.nodes()[ix];
        vec![
            format!("{}{}", indent(node.depth()), node.code()),
            node.name(lang).to_owned(),
            share(framework, ix),
            node.effective_weight().map_or_else(|| "-".to_owned(), |weight| decimal(&format!("{weight:.5}"))),
            rule(framework, ix),
        ]
    });
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    Ok(())
}

/// The share of a node in its parent. Weights that come from the scores are known only with data, so there
/// the rule stands in its place.
fn share(framework: &Framework, ix: NodeIx) -> String {
    let node = &framework.nodes()[ix];
    let rule = node.parent().and_then(|parent| framework.nodes()[parent].weighs_by());
    match (node.share(), rule) {
        (Some(share), _) => decimal(&format!("{share:.4}")),
        (None, Some(rule)) => message!("frameworks-share-by-rule", rule).to_string(),
        (None, None) => "-".to_owned(),
    }
}

fn rule(framework: &Framework, ix: NodeIx) -> String {
    let node = &framework.nodes()[ix];
    match node.kind() {
        NodeKind::Inner(inner) => {
            let (aggregate, missing) = (inner.aggregate().name(), inner.missing().name());
            match node.weighs_by() {
                Some(weigh) => message!("frameworks-rule-of-node", aggregate, weigh, missing).to_string(),
                None => message!("frameworks-rule-without-weights", aggregate, missing).to_string(),
            }
        }
        NodeKind::Leaf(leaf) => {
            let methods = framework.steps(ix).into_iter().filter_map(|step| step.method);
            let methods = methods.map(|method| method.name).filter(|name| *name != "none").map(str::to_owned);
            std::iter::once(column(leaf).to_string()).chain(methods).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

/// The column of a leaf, and what divides it.
fn column(leaf: &Leaf) -> Message {
    let column = leaf.column();
    match leaf.denominate().map(|denominate| (denominate.by.as_str(), denominate.otherwise)) {
        None => message!("frameworks-column", column),
        Some((by, None)) => message!("frameworks-column-divided", column, by),
        Some((by, Some(otherwise))) => {
            message!("frameworks-column-divided-otherwise", column, by, otherwise = format_number(otherwise))
        }
    }
}
