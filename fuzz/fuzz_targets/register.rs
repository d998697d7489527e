//! Any bytes as a register of entities, joined with a panel.

#![no_main]

use std::sync::LazyLock;

use icip::data::{Column, Entity, Panel};
use icip::io::read_register;
use icip_fuzz::options::{OPTION_BYTES, read_options};
use icip_fuzz::same;
use libfuzzer_sys::fuzz_target;

/// Codes as fixtures and seeds have them, with and without zeros in front.
static PANEL: LazyLock<Panel> = LazyLock::new(|| {
    let codes = ["E1", "E2", "05001", "5001", "A", "B", "Año", "1", "01", "a b"];
    let entities = codes.iter().map(|code| Entity::new(*code).with_groups(vec![Some("own".to_owned())]));
    let x = Column::new(codes.iter().enumerate().map(|(row, _)| Some(row as f64))).expect("finite");
    Panel::builder().groups(["g"]).entities(entities).column("x", x).build().expect("no duplicates")
});

fuzz_target!(|input: &[u8]| {
    let Some((options, table)) = input.split_at_checked(OPTION_BYTES) else { return };
    let options = read_options(options, table);
    let register = match read_register(table, "r.csv", &options) {
        Ok(register) => register.value,
        Err(problems) => return same::say(std::slice::from_ref(problems.first())),
    };
    let joined = match register.join(PANEL.clone()) {
        Ok(joined) => joined,
        Err(problems) => return same::say(std::slice::from_ref(problems.first())),
    };
    same::say(&joined.warnings);
    let joined = joined.value;
    assert_eq!(joined.rows(), PANEL.rows());
    for (before, after) in PANEL.entities().iter().zip(joined.entities()) {
        assert_eq!((&before.code, &before.period), (&after.code, &after.period));
        assert_eq!(after.groups.len(), joined.groups().len());
        if let Some(name) = register.get(&after.code).and_then(|known| known.name.as_ref()) {
            assert_eq!(after.name.as_ref(), Some(name));
        }
    }
    assert!(same::columns(PANEL.column("x").expect("it has one"), joined.column("x").expect("it stays")));
    // A register that is joined again changes nothing.
    same::panels(&joined, &register.join(joined.clone()).expect("it joined once").value, "joined twice");
});
