//! From a scorecard to data frames.

use icip::data::Column as Scores;
use icip::framework::NodeIx;
use icip::plan::Scorecard;
use polars::prelude::{Column, DataFrame, NamedFrom, PolarsResult, Series};

/// Scores as a data frame: code, name, period and groups where there are any, then a column of floats
/// for every node with a score, in the framework's order. Absent is null.
///
/// # Errors
/// polars refuses two columns of one name, such as a node called `code`.
pub fn scores_frame(card: &Scorecard<'_>) -> PolarsResult<DataFrame> {
    frame(card, |node| card.scores().column(node))
}

/// The same with ranks instead of scores.
///
/// # Errors
/// polars refuses two columns of one name, such as a node called `code`.
pub fn ranks_frame(card: &Scorecard<'_>) -> PolarsResult<DataFrame> {
    frame(card, |node| card.ranks(node))
}

fn frame<'c>(card: &'c Scorecard<'_>, of: impl Fn(NodeIx) -> &'c Scores) -> PolarsResult<DataFrame> {
    let entities = card.panel().entities();
    let texts = |name: &str, cells: Vec<Option<&str>>| Column::from(Series::new(name.into(), cells));
    let mut columns = vec![texts("code", entities.iter().map(|e| Some(e.code.as_str())).collect())];
    if entities.iter().any(|entity| entity.name.is_some()) {
        columns.push(texts("name", entities.iter().map(|e| e.name.as_deref()).collect()));
    }
    if entities.iter().any(|entity| entity.period.is_some()) {
        columns.push(texts("period", entities.iter().map(|e| e.period.as_deref()).collect()));
    }
    for (position, name) in card.panel().groups().iter().enumerate() {
        columns.push(texts(name, entities.iter().map(|e| e.groups[position].as_deref()).collect()));
    }
    for node in card.plan().used() {
        let cells: Vec<Option<f64>> = of(node).cells().collect();
        let name = card.framework().nodes()[node].code();
        columns.push(Column::from(Series::new(name.into(), cells)));
    }
    DataFrame::new(entities.len(), columns)
}
