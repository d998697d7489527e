//! What an audit finds about single entities, as notes with places.

use super::close::{Close, OpenOrders, close};
use super::granted::granted as granted_scores;
use super::outliers::{Outlier, outliers};
use crate::framework::NodeIx;
use crate::plan::{Origin, Scorecard, Step};
use icip_problem::{Code, Problem, Problems, Value, message, quoted};
use icip_table::data::Entity;
use icip_table::io::format_number;

/// What a careful reader would ask about those entities that are wanted, as notes: values far outside of
/// their column ([`outliers`]), values that were clipped to a scale, scores that were granted because a
/// divisor is zero or absent, and neighbours whose order the digits of the data leave open ([`close`]). Each
/// has the place of the entity in the data.
///
/// A scorecard that was made with [`crate::plan::Trail::Drop`] has no clipped values and no granted scores.
///
/// # Errors
/// Those of [`close`].
pub fn notes(card: &Scorecard<'_>, wanted: impl Fn(&Entity) -> bool) -> Result<Vec<Problem>, Problems> {
    let mut notes = far_outside(card);
    notes.extend(clipped(card));
    notes.extend(granted(card));
    let orders = close(card)?;
    notes.extend(orders.pairs.iter().map(|pair| (pair.above, open_order(card, pair))));
    let entities = card.panel().entities();
    let wanted = notes.into_iter().filter(|(row, _)| wanted(&entities[*row])).map(|(_, note)| note);
    Ok(wanted.chain(not_judged(card, &orders)).collect())
}

/// The warnings of a scorecard, with those that name several entities divided into one for each, so that each entity can be
/// sent its own: entities without an index, and with an index although a child of it is absent.
pub fn warnings_by_entity(card: &Scorecard<'_>) -> Vec<Problem> {
    let mut divided = Vec::new();
    for warning in card.warnings() {
        let names_several = matches!(warning.code, Code::WithoutIndex | Code::IndexWithoutChild);
        if !names_several {
            divided.push(warning.clone());
        } else if divided.iter().all(|one: &Problem| one.code != warning.code) {
            divided.extend(of_each(card, warning.code));
        }
    }
    divided
}

fn of_each(card: &Scorecard<'_>, code: Code) -> Vec<Problem> {
    let framework = card.framework();
    let (index, children) = (card.index(), framework.root().children());
    let counts = |child: &&NodeIx| {
        card.plan().origin(**child) != Origin::Unused
            && framework.nodes()[**child].weight() > 0.0
            && card.scores().column(**child).present_count() > 0
    };
    let mut notes = Vec::new();
    for (row, entity) in card.panel().entities().iter().enumerate() {
        let (entities, place) = (quoted([entity.key().as_str()]), card.panel().place(row));
        match (code, index.is_present(row)) {
            (Code::WithoutIndex, false) => {
                let what = message!("without-index-entities", entities, count = 1_usize);
                notes.push(Problem::new(code, place, what));
            }
            (Code::IndexWithoutChild, true) => {
                let absent = |child: &&NodeIx| !card.scores().column(**child).is_present(row);
                for child in children.iter().filter(counts).filter(absent) {
                    let child = framework.nodes()[*child].code();
                    let entities = entities.clone();
                    let what = message!("index-without-child-entities", entities, count = 1_usize, child);
                    let hint = message!("index-without-child-hint", index = framework.root().code());
                    notes.push(Problem::new(code, place.clone(), what).hint(hint));
                }
            }
            _ => {}
        }
    }
    notes
}

/// Notes with their rows.
fn far_outside(card: &Scorecard<'_>) -> Vec<(usize, Problem)> {
    let note = |outlier: &Outlier| {
        let value = shown(outlier.value);
        let (low, high) = (rounded(outlier.low), rounded(outlier.high));
        let place = card.panel().place(outlier.row).field(column(card, outlier.node));
        let what = message!("outlier-value", value, low, high);
        (outlier.row, Problem::new(Code::Outlier, place, what).hint(message!("outlier-hint")))
    };
    outliers(card).iter().map(note).collect()
}

fn clipped(card: &Scorecard<'_>) -> Vec<(usize, Problem)> {
    let clipped = card.trail().iter().filter(|change| change.step == Step::Clip);
    let note = |change: &crate::plan::Change| {
        let value = change.before.map_or_else(|| String::new().into(), shown);
        let node = card.framework().nodes()[change.node].code();
        let place = card.panel().place(change.row).field(column(card, change.node));
        let what = message!("clipped-value", value, node);
        (change.row, Problem::new(Code::Clipped, place, what).hint(message!("clipped-hint")))
    };
    clipped.map(note).collect()
}

fn granted(card: &Scorecard<'_>) -> Vec<(usize, Problem)> {
    let mut notes = Vec::new();
    for granted in granted_scores(card) {
        let node = &card.framework().nodes()[granted.node];
        let Some(rule) = node.leaf().and_then(|leaf| leaf.denominate()) else { continue };
        for row in &granted.rows {
            let place = card.panel().place(*row).field(column(card, granted.node));
            let (node, by, score) = (node.code(), &rule.by, shown(granted.score));
            let what = match granted.index_points.map(|points| Value::Number(format!("{points:.5}"))) {
                Some(worth) => message!("granted-score-value", node, score, by, worth),
                None => message!("granted-score-alone", node, score, by),
            };
            let hint = message!("granted-score-hint");
            notes.push((*row, Problem::new(Code::GrantedScore, place, what).hint(hint)));
        }
    }
    notes
}

fn open_order(card: &Scorecard<'_>, pair: &Close) -> Problem {
    let key = |row: usize| card.panel().entities()[row].key();
    let score = |row: usize| card.index().get(row).map_or_else(|| String::new().into(), rounded);
    let what = message!(
        "open-order-pair",
        above = key(pair.above),
        high = score(pair.above),
        below = key(pair.below),
        low = score(pair.below),
        open = rounded(pair.open)
    );
    Problem::new(Code::OpenOrder, card.panel().place(pair.above), what).hint(message!("open-order-hint"))
}

/// What is not known about the order of neighbours.
fn not_judged(card: &Scorecard<'_>, orders: &OpenOrders) -> Option<Problem> {
    let codes = orders.comparing.iter().map(|node| card.framework().nodes()[*node].code());
    let what = if !orders.comparing.is_empty() {
        message!("order-not-judged-comparing", count = orders.comparing.len(), nodes = quoted(codes))
    } else if let Some(scores) = orders.too_many_scores {
        message!("order-not-judged-scores", scores = scores.to_string())
    } else if !orders.not_moved.is_empty() {
        let columns = quoted(orders.not_moved.iter().map(String::as_str));
        message!("order-not-judged-columns", count = orders.not_moved.len(), columns)
    } else {
        return None;
    };
    let place = card.panel().schema().source();
    Some(Problem::new(Code::OrderNotJudged, place, what).hint(message!("order-not-judged-hint")))
}

/// The data column that a node reads.
fn column<'c>(card: &'c Scorecard<'_>, node: NodeIx) -> &'c str {
    match card.plan().origin(node) {
        Origin::Measured { column, .. } | Origin::Entered { column } => card.panel().name_at(column),
        Origin::Computed | Origin::Unused => card.framework().nodes()[node].code(),
    }
}

/// A value as it would be written, without the errors of a division.
fn shown(x: f64) -> Value {
    digits(x, 12)
}

/// A computed number with five digits, which are enough to look for a slip.
fn rounded(x: f64) -> Value {
    digits(x, 5)
}

/// A number with at most so many significant digits.
fn digits(x: f64, count: usize) -> Value {
    let nearest = format!("{x:.*e}", count - 1);
    Value::Number(format_number(nearest.parse().unwrap_or(x)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Files;
    use crate::plan::Plan;
    use icip_num::exec::Par;
    use icip_table::data::{Column, Panel};

    #[test]
    fn numbers_are_short() {
        assert_eq!([0.1 + 0.2, 20_000.0].map(|x| shown(x).to_string()), ["0.3", "20000"]);
        let shown = [0.605_123_4, 42.666_6, 0.0].map(|x| rounded(x).to_string());
        assert_eq!(shown, ["0.60512", "42.667", "0"]);
    }

    #[test]
    fn each_note_has_a_place_and_says_what_to_do() {
        // a: nine values from 0.1 to 0.9 and 700, which lies outside of the goalposts too.
        let toml = "format = 1\n[framework]\nid = \"x\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"I\"\n\
            [[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n\
            normalise = { goalposts = { worst = 0, best = 1 } }\n";
        let framework = Files::new("x.toml", toml).read().unwrap().value;
        let cells = (1..10).map(|row| Some(f64::from(row) / 10.0)).chain([Some(700.0)]);
        let panel = Panel::builder()
            .entities((1..=10).map(|row| Entity::new(format!("e{row}"))))
            .column("a", Column::new(cells).unwrap())
            .build()
            .unwrap();
        let card = Plan::compile(&framework, &panel.schema()).unwrap().prepare(&panel, Par::Seq).unwrap();
        let notes = notes(&card.score().unwrap(), |_| true).unwrap();
        let of = |code: Code| notes.iter().filter(|note| note.code == code).collect::<Vec<_>>();
        // Quartiles 0.325 and 0.775: fences -1.025 and 2.125. Of the logarithms they are wider above: 0.775
        // times (0.775 / 0.325) to the third, but for the quartiles of logarithms.
        assert_eq!(of(Code::Outlier).len(), 1);
        assert_eq!(of(Code::Outlier)[0].place.entity.as_deref(), Some("e10"));
        assert_eq!(of(Code::Clipped).len(), 1);
        assert!(of(Code::Clipped)[0].to_string().contains("`700`"), "{}", of(Code::Clipped)[0]);
        // Half a unit of 0.05 either way opens differences of up to 0.1: all nine neighbours, except that 700
        // stays at the end of its scale, and 0.9 can reach at most 0.95.
        assert_eq!(of(Code::OpenOrder).len(), 8);
    }
}
