//! Which weights cannot be moved in the page or in a workbook, and why.

use std::collections::BTreeMap;

use icip::framework::{Aggregation, NodeIx, NodeKind};
use icip::problem::{Message, message};

use crate::model::Report;

/// Why weights cannot be moved.
///
/// A weight changes all scores above its node. Where one of them follows from the scores of other entities, the page and the
/// workbook, which compute row by row, do not know what the program would find.
#[derive(Debug, Default)]
pub(crate) struct Fixed {
    /// The reasons in words, each once.
    pub(crate) reasons: Vec<String>,
    /// The reason for each node that is shown; nothing where its weight can be moved, and for the index, which has none.
    pub(crate) of: Vec<Option<usize>>,
    known: BTreeMap<String, usize>,
}

impl Fixed {
    fn reason(&mut self, text: String) -> usize {
        let next = self.reasons.len();
        let at = *self.known.entry(text.clone()).or_insert(next);
        if at == next {
            self.reasons.push(text);
        }
        at
    }
}

impl Report<'_> {
    /// The reasons for the nodes that are shown, whose parents stand at these positions before them.
    pub(crate) fn fixed(&self, parents: &[Option<usize>]) -> Fixed {
        let nodes = self.framework().nodes();
        let mut fixed = Fixed::default();
        let screened = self.framework().screens_by_weight();
        let screened = screened.then(|| fixed.reason(self.words.text(message!("weight-fixed-screens"))));
        // For each node what fixes the weights of all nodes below it, and of its children alone.
        let mut below: Vec<(Option<usize>, Option<usize>)> = Vec::with_capacity(self.nodes.len());
        for (node, parent) in self.nodes.iter().zip(parents) {
            let (inherited, own) = parent.map_or((screened, None), |parent| below[parent]);
            fixed.of.push(parent.and_then(|_| own.or(inherited)));
            let NodeKind::Inner(inner) = nodes[*node].kind() else {
                below.push((None, None));
                continue;
            };
            let mut text = |message: Message| fixed.reason(self.words.text(message));
            let nearest = self.compares(*node, inner).map(&mut text).or(inherited);
            // A median of the children says nothing of those further down, whose weights decide what it is taken of.
            let unused = nodes[*node].weighs_by().is_none().then(|| {
                let method = inner.aggregate().name();
                text(message!("weight-fixed-unused", node = self.node_name(*node), method))
            });
            below.push((nearest, unused));
        }
        fixed
    }

    /// How the score of a node follows from those of other entities, if it does.
    pub(crate) fn compares(&self, node: NodeIx, inner: &Aggregation) -> Option<Message> {
        let node = self.node_name(node);
        if inner.weigh().looks_at_scores() {
            return Some(message!("weight-fixed-from-scores", node, method = inner.weigh().name()));
        }
        if let Some(rule) = inner.rescale() {
            return Some(message!("weight-fixed-rescaled", node, method = rule.name()));
        }
        if let Some(rule) = inner.impute() {
            return Some(message!("weight-fixed-imputed", node, method = rule.name()));
        }
        let method = inner.aggregate().name();
        inner.looks_at_sample().then(|| message!("weight-fixed-compares", node, method))
    }
}
