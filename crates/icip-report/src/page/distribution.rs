//! How the scores of each node are distributed, and two nodes against each other.

use icip::problem::message;
use maud::{Markup, html};

use super::anchors::node_anchor;
use super::context::Page;
use super::marks::histogram;
use crate::peers::quartiles;
use icip_num::statistics;

/// More nodes than these are shown by the script, one at a time.
const MOST_NODES: usize = 60;

pub(super) fn part(page: &Page<'_>) -> Markup {
    let report = page.report;
    let text = |message| report.words.text(message);
    let inner = |node: &&icip::framework::NodeIx| !report.framework().nodes()[**node].children().is_empty();
    let all = report.nodes.len() <= MOST_NODES;
    let nodes = report.nodes.iter().filter(|node| all || inner(node)).take(MOST_NODES);
    html! {
        section #distribution.part {
            h2 { (text(message!("report-distribution"))) }
            section.scatter #scatter-part hidden {
                h3 { (text(message!("report-scatter"))) }
                div.controls {
                    label { (text(message!("report-scatter-x"))) " " select #scatter-x {} }
                    label { (text(message!("report-scatter-y"))) " " select #scatter-y {} }
                }
                div #scatter {}
                p.note #scatter-note role="status" {}
                p.note #scatter-name role="status" {}
            }
            h3 { (text(message!("report-distribution-nodes"))) }
            p.note { (text(message!("report-distribution-note"))) }
            @if !all {
                // The script draws any node; the upper ones stand here in any case.
                div #one hidden {
                    label { (text(message!("report-distribution-any"))) " " select #one-node {} }
                    figure {
                        svg.h viewBox="0 0 100 30" preserveAspectRatio="none" {}
                        p.five #one-five role="status" {}
                    }
                }
            }
            div.multiples {
                @for node in nodes {
                    @let spec = &report.framework().nodes()[*node];
                    @let sorted = statistics::sorted(&report.card().scores().column(*node).present_of(&report.rows));
                    @let [low, median, high] = quartiles(&sorted).map_or([None; 3], |found| found.map(Some));
                    @let number = |number| report.words.number_or_dash(number, page.columns.digits);
                    figure {
                        figcaption { a href=(format!("#{}", node_anchor(spec.code()))) { (report.node_name(*node)) } }
                        (histogram(page.scale(*node), &sorted))
                        p.five {
                            (text(message!(
                                "report-five-numbers",
                                min = number(sorted.first().copied()),
                                low = number(low),
                                median = number(median),
                                high = number(high),
                                max = number(sorted.last().copied())
                            )))
                        }
                    }
                }
            }
        }
    }
}
