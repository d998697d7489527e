//! `icip import`.

use std::path::Path;

use icip::import::coinr;

use crate::args::{Import, ImportFrom};
use crate::fail::Fail;
use crate::{Io, input, output};

pub(crate) fn import(args: &Import, io: &mut Io<'_>) -> Result<(), Fail> {
    let ImportFrom::Coinr { idata, imeta, output: dir } = &args.from;
    super::init::must_be_new(dir)?;
    let texts = [text(idata, io)?, text(imeta, io)?];
    let names = [input::shown(idata), input::shown(imeta)];
    let files = coinr((&names[0], &texts[0]), (&names[1], &texts[1])).map_err(Fail::Framework)?.value;
    let files = [
        ("framework.toml", files.toml.as_str()),
        ("structure.csv", files.structure.as_str()),
        ("data.csv", texts[0].as_str()),
    ];
    for path in output::write_all(dir, &files)? {
        let _ = writeln!(io.talk, "wrote {}", path.display());
    }
    let dir = dir.display();
    let _ = writeln!(
        io.talk,
        "next: icip check {dir}/data.csv -f {dir}    then: icip score {dir}/data.csv -f {dir}"
    );
    Ok(())
}

fn text(path: &Path, io: &mut Io<'_>) -> Result<String, Fail> {
    let bytes = input::read_bytes(path, io)?;
    String::from_utf8(bytes)
        .map_err(|_| Fail::Usage(format!("{} is not UTF-8; save it as UTF-8", input::shown(path))))
}
