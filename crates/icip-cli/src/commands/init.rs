//! `icip init`.

use std::path::Path;

use crate::args::Init;
use crate::fail::Fail;
use crate::{Io, output};

/// A small framework whose comments explain every key, with data to try it on.
const TEMPLATE: [(&str, &str); 3] = [
    ("framework.toml", include_str!("../../data/template/framework.toml")),
    ("structure.csv", include_str!("../../data/template/structure.csv")),
    ("data.csv", include_str!("../../data/template/data.csv")),
];

pub(crate) fn init(args: &Init, io: &mut Io<'_>) -> Result<(), Fail> {
    must_be_new(&args.dir)?;
    for path in output::write_all(&args.dir, &TEMPLATE)? {
        let _ = writeln!(io.talk, "wrote {}", path.display());
    }
    let dir = args.dir.display();
    let _ = writeln!(
        io.talk,
        "next: icip check {dir}/data.csv -f {dir}    then: icip score {dir}/data.csv -f {dir}"
    );
    Ok(())
}

/// Nothing of the user's is overwritten.
pub(crate) fn must_be_new(dir: &Path) -> Result<(), Fail> {
    let occupied = match std::fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => dir.exists(),
    };
    if occupied {
        return Err(Fail::Usage(format!(
            "{} exists and is not an empty folder; nothing was written",
            dir.display()
        )));
    }
    Ok(())
}
