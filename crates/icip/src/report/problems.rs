//! Problems, warnings and notes as a table, so that a spreadsheet can sort them and each entity can be sent
//! its own.

use icip_problem::Problem;
use serde::Serialize;

/// One problem, warning or note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ProblemDocument {
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// The stable word of the code, such as `not-a-number`.
    pub code: String,
    /// Code of the entity; `None` where no single entity is meant.
    pub entity: Option<String>,
    /// The column of the table or the key of the framework; `None` where no single one is meant.
    pub field: Option<String>,
    /// The file, as it was named; `None` for data in memory.
    pub file: Option<String>,
    /// The line in the file, counted from 1.
    pub line: Option<u64>,
    /// What was found, with the value.
    pub what: String,
    /// What would be allowed, or what to do; `None` where that is evident.
    pub hint: Option<String>,
}

impl From<&Problem> for ProblemDocument {
    fn from(problem: &Problem) -> Self {
        let place = &problem.place;
        Self {
            severity: problem.code.severity().word().to_owned(),
            code: problem.code.to_string(),
            entity: place.entity.clone(),
            field: place.field.clone(),
            file: place.file.as_deref().map(str::to_owned),
            line: place.line,
            what: problem.what.to_string(),
            hint: problem.hint.as_ref().map(ToString::to_string),
        }
    }
}

/// Problems as CSV: a header, and one line per problem in the given order.
///
/// ```
/// use icip::problem::{Code, Place, Problem, message};
/// use icip::report::{ProblemDocument, problems_csv};
///
/// let place = Place::file("data.csv").line(7).field("income").entity("05001");
/// let problem = Problem::new(Code::EmptyCode, place, message!("empty-code-row"));
/// let text = problems_csv(&[ProblemDocument::from(&problem)]);
/// assert!(text.starts_with("severity,code,entity,field,file,line,what,hint\nerror,empty-code,05001,income,data.csv,7,"));
/// ```
pub fn problems_csv(problems: &[ProblemDocument]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["severity", "code", "entity", "field", "file", "line", "what", "hint"];
    writer.write_record(header).expect("writing to memory");
    for problem in problems {
        let line = problem.line.map(|line| line.to_string());
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        writer
            .write_record([
                problem.severity.clone(),
                problem.code.clone(),
                text(&problem.entity),
                text(&problem.field),
                text(&problem.file),
                text(&line),
                problem.what.clone(),
                text(&problem.hint),
            ])
            .expect("writing to memory");
    }
    super::tables::text(writer)
}
