//! What a user asks of a table that is read in blocks.

use icip::framework::NodeIx;
use std::path::Path;

use icip::plan::Plan;

use crate::args::{Format, Score};
use crate::commands::score::ranking::TOP;
use crate::system::System;

/// What is asked for.
pub(super) struct Request<'r> {
    pub(super) args: &'r Score,
    pub(super) plan: &'r Plan<'r>,
    pub(super) groups: &'r [String],
    /// The position of the group column inside whose groups rows are ranked.
    pub(super) group: Option<usize>,
    pub(super) destination: Destination<'r>,
    pub(super) system: System,
}

/// Where the results go.
#[derive(Debug, Clone, Copy)]
pub(super) enum Destination<'r> {
    /// Into files of this folder.
    Folder(&'r Path),
    /// Every row to standard output, in the order of the data.
    AllRows,
    /// The best rows to standard output, in the order of the index.
    BestRows(usize),
    /// The totals of groups alone to standard output.
    Totals,
}

/// A column of ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RankColumn {
    /// The node whose scores are ranked.
    pub(super) node: NodeIx,
    /// The group column inside whose groups they are ranked.
    pub(super) group: Option<usize>,
}

impl<'r> Request<'r> {
    pub(super) fn new(
        args: &'r Score,
        plan: &'r Plan<'r>,
        groups: &'r [String],
        group: Option<usize>,
        system: &System,
    ) -> Self {
        let destination = match &args.output {
            Some(dir) => Destination::Folder(dir),
            None if args.totals => Destination::Totals,
            None if args.format == Format::Csv && args.top.is_none() => Destination::AllRows,
            None => Destination::BestRows(args.top.unwrap_or(TOP)),
        };
        Self { args, plan, groups, group, destination, system: system.clone() }
    }

    /// The ranks of the index over all rows.
    pub(super) fn index_ranks(&self) -> RankColumn {
        RankColumn { node: self.plan.framework().root_index(), group: None }
    }

    /// The columns of ranks that are needed; for files in the order of the columns of `ranks.csv`.
    pub(super) fn rank_columns(&self) -> Vec<RankColumn> {
        let index = self.index_ranks();
        let inside = |group| RankColumn { group: Some(group), ..index };
        let every_node = || self.plan.used().into_iter().map(|node| RankColumn { node, group: None });
        match self.destination {
            Destination::Totals => Vec::new(),
            // One rank stands before each line, so there is one column, inside the group where one is named.
            Destination::AllRows => vec![RankColumn { group: self.group, ..index }],
            // Only the JSON document shows the ranks of every node; each column costs a sort of all rows.
            Destination::BestRows(_) if self.args.format != Format::Json => {
                std::iter::once(index).chain(self.group.map(inside)).collect()
            }
            Destination::Folder(_) | Destination::BestRows(_) => {
                every_node().chain((0..self.groups.len()).map(inside)).collect()
            }
        }
    }

    /// The folder for temporary files: that of the results, which has room for them, or that of the system.
    pub(super) fn temporary_dir(&self) -> Option<&Path> {
        match self.destination {
            Destination::Folder(dir) => Some(dir),
            Destination::AllRows | Destination::BestRows(_) | Destination::Totals => None,
        }
    }
}
