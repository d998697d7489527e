//! LibreOffice, which computes workbooks anew.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What makes LibreOffice compute every formula of a workbook that it opens. By default it trusts saved results.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"#;

/// Whether LibreOffice is installed; without it, says what is not checked.
pub(crate) fn is_there() -> bool {
    let there = Command::new(program()).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if there.is_ok_and(|status| status.success()) {
        return true;
    }
    // Not through the output of the test, which is shown only where it fails.
    let message = "NOT CHECKED: workbooks in LibreOffice, because there is no soffice (Debian: libreoffice-calc-nogui; \
        SOFFICE may say where it is)\n";
    std::io::Write::write_all(&mut std::io::stderr(), message.as_bytes()).expect("standard error");
    false
}

fn program() -> String {
    std::env::var("SOFFICE").unwrap_or_else(|_| "soffice".to_owned())
}

/// The workbooks of a folder as LibreOffice computes them, in a folder of their own. They keep 15 digits of every number. The
/// older format `xls` keeps all, but it has 256 columns, and LibreOffice writes 0 into it for some empty texts.
pub(crate) fn computed(folder: &Path) -> PathBuf {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .collect();
    files.sort();
    let out = folder.join("computed");
    let profile = folder.join("profile");
    std::fs::create_dir_all(profile.join("user")).expect("a folder");
    std::fs::write(profile.join("user/registrymodifications.xcu"), PROFILE).expect("a file");
    let output = Command::new(program())
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .args(&files)
        .output()
        .expect("LibreOffice starts");
    let said = || String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{}", said());
    for file in &files {
        let result = out.join(file.file_name().expect("a name"));
        assert!(result.exists(), "{}: {}", result.display(), said());
    }
    out
}
