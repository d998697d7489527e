//! What a spreadsheet refuses in a form.

use icip::form::Form;
use icip::framework::Files;
use icip::problem::Language;
use icip_report::{FormLayout, form_workbook};

use crate::parts;

/// A question whose answers fit into a list, one of whose answers has a comma, and one with bounds.
const TOML: &str = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"i\"\n\
    [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\nnormalise = { map = { values = { no = 0, yes = 1 } } }\n\
    [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n\
    normalise = { map = { values = { never = 0, \"yes, always\" = 1 } } }\n\
    [[nodes]]\ncode = \"c\"\nparent = \"i\"\ncolumn = \"c\"\nrange = { min = 0, max = 40 }\n";

/// The rules of a sheet: kind, first formula and cells.
fn rules(workbook: &[u8], number: usize) -> Vec<String> {
    let text = parts::part(workbook, &parts::sheet(number));
    let of = |rule: &str| {
        let between = |from: &str, to: &str| {
            rule.split(from).nth(1).and_then(|rest| rest.split(to).next()).unwrap_or_default().to_owned()
        };
        let ends = [between("<formula1>", "</formula1>"), between("<formula2>", "</formula2>")].join(" ");
        format!("{} {} {}", between("type=\"", "\""), between("sqref=\"", "\""), ends.trim())
    };
    text.split("<dataValidation ").skip(1).map(of).collect()
}

#[test]
fn a_spreadsheet_refuses_what_may_not_be_answered() {
    let framework = Files::new("t.toml", TOML).read().expect("it is valid").value;
    let form = Form::of(&framework, Language::ENGLISH);
    let write = |layout| form_workbook(&form, (&[], &[]), layout, Language::ENGLISH).expect("it is small");
    // Below the heading stand the code and the three questions. A comma ends an answer in a list of texts, so that such
    // answers stand in cells of the first sheet.
    let sheets = write(FormLayout::Sheets);
    assert_eq!(
        rules(&sheets, 2),
        ["list C5 \"no,yes\"", "list C6 'Instructions'!$E$5:$E$6", "decimal C7 0 40"]
    );
    let rows = write(FormLayout::Rows);
    assert_eq!(
        rules(&rows, 2),
        ["list B4:B203 \"no,yes\"", "list C4:C203 'Instructions'!$E$5:$E$6", "decimal D4:D203 0 40"]
    );
    let answers = parts::part(&rows, "xl/sharedStrings.xml");
    assert!(answers.contains("yes, always") && answers.contains("one of: never; yes, always"), "{answers}");
}
