//! The page: one HTML file.

use maud::{DOCTYPE, Markup, html};

use crate::model::Report;

impl Report<'_> {
    /// The whole report as one HTML file.
    pub fn page(&self) -> String {
        self.document().into_string()
    }

    fn document(&self) -> Markup {
        let title = self.framework().title(self.words.tag());
        html! {
            (DOCTYPE)
            html lang=(self.words.tag()) {
                head { meta charset="utf-8"; title { (title) } }
                body { h1 { (title) } }
            }
        }
    }
}
