//! The panel with which a reader moves weights; the script fills it.

use icip::problem::message;
use maud::{Markup, html};

use super::context::Page;

pub(super) fn panel(page: &Page<'_>) -> Markup {
    let text = |message| page.report.words.text(message);
    html! {
        aside.weights aria-label=(text(message!("report-weights"))) {
            details open {
                summary { (text(message!("report-weights"))) }
                noscript { p.note { (text(message!("report-weights-script"))) } }
                div #weights hidden {
                    p.note { (text(message!("report-weights-note"))) }
                    label { (text(message!("report-weights-of"))) " " select #weighed {} }
                    div #sliders {}
                    p.note #off hidden {}
                    p.moved #moved role="status" {}
                    p { button #reset type="button" { (text(message!("report-weights-reset"))) } }
                }
            }
        }
    }
}
