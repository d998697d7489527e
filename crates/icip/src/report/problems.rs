//! Problems, warnings and notes as a table, so that a spreadsheet can sort them and each entity can be sent
//! its own.

use crate::text::csv_text;
use icip_problem::Problem;

/// Problems as CSV: a header, and one line per problem in the given order. As JSON they serialise with the same names.
///
/// ```
/// use icip::problem::{Code, Place, Problem, message};
/// use icip::report::problems_csv;
///
/// let place = Place::file("data.csv").line(7).field("income").entity("05001");
/// let problem = Problem::new(Code::EmptyCode, place, message!("empty-code-row"));
/// let json = serde_json::to_value(&problem)?;
/// assert_eq!((json["severity"].as_str(), json["line"].as_u64()), (Some("error"), Some(7)));
/// let text = problems_csv(&[problem]);
/// assert!(text.starts_with("severity,code,entity,field,value,file,line,cell,what,hint\nerror,empty-code,05001,income,,data.csv,7,,"));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn problems_csv(problems: &[Problem]) -> String {
    let header = ["severity", "code", "entity", "field", "value", "file", "line", "cell", "what", "hint"];
    let row = |problem: &Problem| {
        let Problem { code, place, what, hint, .. } = problem;
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        [
            code.severity().word().to_owned(),
            code.to_string(),
            text(&place.entity),
            text(&place.field),
            text(&problem.value()),
            place.file.as_deref().unwrap_or_default().to_owned(),
            text(&place.line.map(|line| line.to_string())),
            text(&place.sheet_or_cell()),
            what.to_string(),
            text(&hint.as_ref().map(ToString::to_string)),
        ]
    };
    csv_text(header, problems.iter().map(row))
}
