//! Reports as the program writes them, for the tests of the page itself.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use icip::robustness::rng::{Purpose, Stream};

/// Writes the pages, each by the program with the arguments that a user would give.
pub(crate) fn write(folder: &Path) -> Result<(), Box<dyn Error>> {
    for language in ["es", "en"] {
        report(folder, &format!("page-example-{language}"), &["--lang", language, "-n", "200"])?;
    }
    report(folder, "page-single", &["--only", "6468", "--lang", "es", "-n", "200"])?;
    let published = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/published/icip-2018/answers.csv");
    report(folder, "page-answers", &[published, "-f", "icip-2018", "--lang", "es", "-n", "200"])?;
    made(folder, "page-hostile", &hostile(), HOSTILE, &["-n", "50"])?;
    made(folder, "page-three", "code,x,y\nA,1,2\nB,2,3\nC,3,1\n", TWO, &["-n", "50", "--lang", "es"])?;
    let (structure, data) = municipalities(1101, 49);
    made(folder, "page-1101", &data, &structure, &["--lang", "es", "-n", "20"])?;
    let (structure, data) = municipalities(10_000, 49);
    made(folder, "page-10000", &data, &structure, &["--lang", "es", "--no-robustness"])
}

const TWO: &str = "format = 1\n[framework]\nid = \"two\"\ntitle = { es = \"Dos\" }\n[[nodes]]\ncode = \"i\"\n\
    [[nodes]]\ncode = \"x\"\nparent = \"i\"\ncolumn = \"x\"\nnormalise = \"min-max\"\n\
    [[nodes]]\ncode = \"y\"\nparent = \"i\"\ncolumn = \"y\"\nnormalise = \"min-max\"\n";

/// A framework whose names would be markup, script or commands, and whose tree is twelve levels deep.
const HOSTILE: &str = r#"format = 1
[framework]
id = "hostile"
title = "</title><script>alert(1)</script>"
edition = "<img src=x onerror=alert(1)>"
source = "\"><svg onload=alert(1)>"
note = "</style></script><!-- ${7*7} {{7*7}}"
[data]
name = "name"
groups = ["group"]
"#;

/// Names that a page must show as texts, and layouts must survive.
fn hostile() -> String {
    let long = "larguísimo ".repeat(20);
    let unbroken = "x".repeat(200);
    let names = [
        "<img src=x onerror=alert(1)>",
        "\"\"\"><script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "a\u{202e}gnp.exe",
        "=cmd|' /C calc'!A0",
        "&lt;b&gt; & ' `",
        long.trim(),
        &unbroken,
    ];
    let mut data = String::from("code,name,group,x,y\n");
    for (row, name) in names.iter().enumerate() {
        let name = if name.starts_with("\"\"\"") { (*name).to_owned() + "\"" } else { format!("\"{name}\"") };
        let group = ["<b>", "__proto__"][row % 2];
        let code = ["<i>1", "constructor", "a b&c", "7/8", "=1", "ñandú", "G#7", "H\"\"8"][row];
        let _ = writeln!(data, "\"{code}\",{name},{group},{},{}", row * row % 7, row);
    }
    data
}

/// A table of entities with groups, periods and gaps, and a framework for it with a root, seven nodes and leaves below
/// them.
fn municipalities(entities: usize, leaves: usize) -> (String, String) {
    let mut toml = String::from(
        "format = 1\n[framework]\nid = \"made\"\ntitle = { es = \"Municipios inventados\" }\n\
         [data]\nname = \"nombre\"\ngroups = [\"departamento\"]\nperiod = \"vigencia\"\n\
         [[classes]]\nnode = \"i\"\ncuts = [0.45, 0.55]\nnames = [\"bajo\", \"medio\", \"alto\"]\n\
         [[nodes]]\ncode = \"i\"\nname_es = \"Índice\"\n",
    );
    for node in 0..7 {
        let _ =
            write!(toml, "[[nodes]]\ncode = \"d{node}\"\nparent = \"i\"\nname_es = \"Dimensión {node}\"\n");
    }
    let mut data = String::from("code,nombre,departamento,vigencia");
    for leaf in 0..leaves {
        let _ = write!(data, ",x{leaf}");
        let _ = write!(
            toml,
            "[[nodes]]\ncode = \"x{leaf}\"\nparent = \"d{}\"\ncolumn = \"x{leaf}\"\nnormalise = \"min-max\"\n",
            leaf % 7
        );
    }
    data.push('\n');
    let mut stream = Stream::new(1, Purpose::Inputs, 0);
    for year in if entities > 5000 { 2024..2025 } else { 2023..2025 } {
        for entity in 0..entities {
            let _ = write!(data, "{entity:05},Municipio {entity},Departamento {},{year}", entity % 33);
            for _ in 0..leaves {
                let value = f64::from(stream.below(1_000_000)) / 1e4;
                let _ = if stream.below(200) == 0 { write!(data, ",") } else { write!(data, ",{value}") };
            }
            data.push('\n');
        }
    }
    (toml, data)
}

/// A report on made data with a framework that is written beside them.
fn made(folder: &Path, name: &str, data: &str, framework: &str, more: &[&str]) -> Result<(), Box<dyn Error>> {
    let [data_path, framework_path] = ["csv", "toml"].map(|ending| folder.join(name).with_extension(ending));
    std::fs::write(&data_path, data)?;
    let deep =
        if name == "page-hostile" { format!("{framework}{}", twelve_levels()) } else { framework.to_owned() };
    std::fs::write(&framework_path, deep)?;
    let (data, framework) = (data_path.display().to_string(), framework_path.display().to_string());
    let mut arguments = vec![data.as_str(), "-f", framework.as_str()];
    arguments.extend(more);
    report(folder, name, &arguments)
}

/// A chain of twelve levels with names of two hundred characters, which ends in two leaves.
fn twelve_levels() -> String {
    let mut toml = String::from("[[nodes]]\ncode = \"n0\"\n");
    for level in 1..12 {
        let name = format!("nivel {level} <b>").repeat(13);
        let _ =
            write!(toml, "[[nodes]]\ncode = \"n{level}\"\nparent = \"n{}\"\nname_es = '{name}'\n", level - 1);
    }
    for leaf in ["x", "y"] {
        let _ = write!(
            toml,
            "[[nodes]]\ncode = \"{leaf}\"\nparent = \"n11\"\ncolumn = \"{leaf}\"\nnormalise = \"min-max\"\n"
        );
    }
    toml
}

fn report(folder: &Path, name: &str, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let page = folder.join(name).with_extension("html").display().to_string();
    let (mut input, mut out, mut err) = (std::io::empty(), Vec::new(), Vec::new());
    let mut io = icip_cli::Io::new(&mut input, &mut out, &mut err);
    let arguments = ["icip", "report"].into_iter().chain(arguments.iter().copied()).chain(["-o", &page]);
    match icip_cli::run(arguments, &mut io) {
        icip_cli::exit::FINE => Ok(()),
        code => Err(format!("{name}: exit code {code}: {}", String::from_utf8_lossy(&err)).into()),
    }
}
