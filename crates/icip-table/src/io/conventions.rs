//! The decimal marks of columns, as far as they are declared or cells have shown them.

use super::chunk::Chunk;
use super::layout::Layout;
use super::options::Decimal;

/// What is known of a convention: nothing yet, or what the whole file shows.
type Shown = Option<Option<Decimal>>;

/// The conventions that are declared, or that cells have shown.
#[derive(Debug, Clone)]
pub(crate) struct Conventions {
    columns: Vec<Shown>,
    pub(crate) rules: Vec<Shown>,
}

/// What must be done before rows can be trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing: whatever follows, the rows stay what they are.
    Go,
    /// They were read in another convention than the one that they show.
    ReadAgain,
    /// What follows must say in which convention they are written.
    LookAhead,
}

impl Conventions {
    pub(crate) fn new(layout: &Layout) -> Self {
        let column = |column: &super::cells::NumberColumn| {
            // Answers have no decimal mark, so there is nothing to learn.
            if column.has_tokens() { Some(None) } else { column.declared.map(Some) }
        };
        Self {
            columns: layout.numbers.iter().map(column).collect(),
            rules: layout.rules.iter().map(|rule| rule.declared.map(Some)).collect(),
        }
    }

    /// The convention in which the cells of a column are read.
    pub(crate) fn convention(&self, number: usize) -> Decimal {
        self.columns[number].flatten().unwrap_or(Decimal::Point)
    }

    /// Learns from chunks that follow one another.
    pub(crate) fn learn(&mut self, chunks: &[Chunk]) -> Next {
        match self.learn_rules(chunks) {
            Next::Go => self.learn_columns(chunks),
            next => next,
        }
    }

    /// Which rows are left out comes first: their cells show nothing.
    pub(crate) fn learn_rules(&mut self, chunks: &[Chunk]) -> Next {
        let mut next = Next::Go;
        for (rule, known) in self.rules.iter_mut().enumerate().filter(|(_, known)| known.is_none()) {
            let first = chunks.iter().find_map(|chunk| chunk.rules[rule].first);
            let depends = chunks.iter().any(|chunk| chunk.rules[rule].depends);
            *known = first.map(Some);
            next = after(next, first.is_some(), depends);
        }
        next
    }

    fn learn_columns(&mut self, chunks: &[Chunk]) -> Next {
        let mut next = Next::Go;
        for (number, known) in self.columns.iter_mut().enumerate().filter(|(_, known)| known.is_none()) {
            let first = chunks.iter().find_map(|chunk| chunk.evidence[number].first());
            let either = chunks.iter().any(|chunk| chunk.evidence[number].either.is_some());
            *known = first.map(Some);
            // What is not known is read with a point.
            next = after(next, first.is_some(), either && first != Some(Decimal::Point));
        }
        next
    }

    /// Whether the conventions of all rules are known, and so which rows count.
    pub(crate) fn knows_rules(&self) -> bool {
        self.rules.iter().all(Option::is_some)
    }

    /// The columns whose rows depend on a convention that is not known.
    pub(crate) fn open_columns(&self, chunks: &[Chunk]) -> Vec<usize> {
        let open = |number: &usize| {
            self.columns[*number].is_none()
                && chunks.iter().any(|chunk| chunk.evidence[*number].either.is_some())
        };
        (0..self.columns.len()).filter(open).collect()
    }

    /// Whether the conventions of some columns are known.
    pub(crate) fn knows_columns(&self, numbers: &[usize]) -> bool {
        numbers.iter().all(|number| self.columns[*number].is_some())
    }

    /// The whole file was seen: what it does not show, nothing will.
    pub(crate) fn close_rules(&mut self) {
        for known in &mut self.rules {
            known.get_or_insert(None);
        }
    }

    /// The same for columns.
    pub(crate) fn close_columns(&mut self) {
        for known in &mut self.columns {
            known.get_or_insert(None);
        }
    }
}

fn after(next: Next, known: bool, matters: bool) -> Next {
    match (known, matters, next) {
        (_, false, next) => next,
        // Rows are read again after a look ahead in any case.
        (false, true, _) | (_, _, Next::LookAhead) => Next::LookAhead,
        (true, true, _) => Next::ReadAgain,
    }
}
