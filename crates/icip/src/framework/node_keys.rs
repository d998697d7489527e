//! The keys of a node and of its rules, which `[[nodes]]`, `[levels]`, `[defaults]` and the rows of `structure.csv` share.
//! It must not know in which of the files they stand.

use crate::denominate::Denominate;
use crate::framework::spec::{Beyond, NodeSpec, Rules};
use crate::framework::target::TargetSpec;
use crate::framework::within::Within;
use crate::normalise::Direction;
use crate::round::Round;
use crate::text::Fields;
use icip_problem::message;

/// A node, from `[[nodes]]` or from a row of `structure.csv`.
pub(crate) fn node(f: &mut Fields<'_>) -> NodeSpec {
    let code = f.text("code", "the code of the node, unique in the framework");
    f.must(!code.is_empty(), "code", message!("bad-value-empty-code"), message!("bad-value-empty-code-hint"));
    let column = f.text_or_nothing("column", "the column of the data that a leaf reads");
    let weight = f.number_or_nothing(
        "weight",
        "the weight among the children of the same parent; where none of them has one, they weigh the same",
    );
    let mut names = Vec::new();
    for (language, name) in [
        ("es", f.text_or_nothing("name_es", "the name in Spanish")),
        ("en", f.text_or_nothing("name_en", "the name in English")),
    ] {
        names.extend(name.map(|name| (language.to_owned(), name)));
    }
    NodeSpec {
        code,
        names,
        parent: f
            .text_or_nothing("parent", "the code of the parent; only the index has none")
            .filter(|parent| !parent.is_empty()),
        level: f.text_or_nothing("level", "the name of the level whose rules apply"),
        // As with the weight: a cell that a ragged row lacks is reported already.
        column: column.or(f.has_failed("column").then(String::new)),
        // A weight that could not be read is reported already; the node counts as weighed.
        weight: weight.or(f.has_failed("weight").then_some(1.0)),
        rules: rules(f),
        target: f.table(
            "target",
            "what the node should reach, and by when; for a leaf in the units of its column",
            TargetSpec::read,
        ),
        note: note(f),
        place: f.place(),
    }
}

/// A remark in the languages that have one of their own, and else as it is for all.
fn note(f: &mut Fields<'_>) -> Vec<(String, String)> {
    let all = f.text_or_nothing("note", "a remark for readers");
    let of_language = [
        ("es", f.text_or_nothing("note_es", "the remark in Spanish")),
        ("en", f.text_or_nothing("note_en", "the remark in English")),
    ];
    let notes = of_language
        .into_iter()
        .filter_map(|(language, note)| Some((language, note.or_else(|| all.clone())?)));
    notes.map(|(language, note)| (language.to_owned(), note)).collect()
}

/// The rules that a default, a level or a node may set.
pub(super) fn rules(f: &mut Fields<'_>) -> Rules {
    let direction = direction(f);
    let range = f.table("range", "the smallest and the largest value allowed in the data", range);
    Rules {
        direction,
        range: range.map(|(bounds, _)| bounds),
        beyond: range.and_then(|(_, beyond)| beyond),
        denominate: f.table("denominate", "division by another column: x * scale / d", Denominate::read),
        impute: f.method(
            "impute",
            "how the gaps of the column are filled, or the absent scores of a node with children",
        ),
        treat: f.method("treat", "how the column is treated before normalisation"),
        normalise: f.method("normalise", "how the column becomes comparable"),
        aggregate: f.method("aggregate", "how the children become the node's score"),
        within: f.table("within", "the groups inside which the scales are fitted", Within::read),
        rescale: f.method("rescale", "how the aggregated scores of the node are made comparable again"),
        missing: f.method("missing", "what an absent child means"),
        weigh: f.method("weigh", "how the children are weighed"),
        round: f.table("round", "the rounding of the node's score, as part of the index", Round::read),
    }
}

/// The declared range of a column, and what happens beyond it.
pub(super) fn range(f: &mut Fields<'_>) -> ((Option<f64>, Option<f64>), Option<Beyond>) {
    let min = f.number_or_nothing("min", "the smallest value allowed");
    let max = f.number_or_nothing("max", "the largest value allowed");
    let ordered = min.zip(max).is_none_or(|(min, max)| min <= max);
    f.must(ordered, "max", message!("bad-value-max"), message!("bad-value-max-hint"));
    let doc = "what happens to a number outside of the range that is not one of the data: a filled gap, or a value that \
        is drawn in a study; without it, filled gaps are refused and drawn values are clipped";
    ((min, max), f.word_or_nothing("beyond", doc))
}

pub(super) fn direction(f: &mut Fields<'_>) -> Option<Direction> {
    let value = f.number_or_nothing("direction", "1 where more is better, -1 where less is better")?;
    let what = message!("bad-value-is", key = "direction", value);
    f.must(value.abs() == 1.0, "direction", what, message!("bad-value-direction-hint"));
    Some(if value < 0.0 { Direction::Negative } else { Direction::Positive })
}
