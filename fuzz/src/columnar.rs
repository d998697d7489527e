//! Columnar files of the two formats.

use std::sync::Once;

use icip::io::{ColumnOptions, ReadOptions};
use icip_frame::{Format, catches_panics, read};

use crate::same;

/// The columns of the fixture from which the inputs come.
fn options() -> ReadOptions {
    let mut options = ReadOptions::new("code");
    options.name = Some("name".to_owned());
    options.period = Some("year".to_owned());
    options.groups = vec!["region".to_owned()];
    for column in ["x", "v", "y", "h", "k"] {
        options = options.with_column(column, ColumnOptions::default());
    }
    options
}

/// polars panics on some damaged files, which becomes a problem: no finding. libFuzzer would abort in its hook.
fn let_panics_of_polars_pass() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let finding = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !catches_panics() {
                finding(panic);
            }
        }));
    });
}

/// Any bytes as a file: a panel of finite numbers, or problems.
pub fn any_bytes(bytes: &[u8], format: Format) {
    let_panics_of_polars_pass();
    match read(bytes, format, "f", &options()) {
        Ok(table) => {
            let panel = table.value.panel;
            for name in panel.schema().columns() {
                let column = panel.column(name).expect("it is in the schema");
                assert!(column.cells().flatten().all(f64::is_finite), "what is present is finite");
            }
            same::say(&table.warnings);
        }
        Err(problems) => same::say(std::slice::from_ref(problems.first())),
    }
}
