//! A Python with the libraries with which local apps verify our tokens.

use std::fs;
use std::path::{Path, PathBuf};

use crate::debian;
use crate::journal::{Failure, Journal, Outcome};
use crate::tools::{command, works};
use crate::workspace;

/// The environment's interpreter; it exists after [`install`].
pub fn interpreter() -> PathBuf {
    workspace::target().join("venv/bin/python")
}

/// Makes the environment with exactly the packages in `requirements.txt`, unless it exists already.
pub fn install(journal: &mut Journal) -> Outcome {
    let requirements = workspace::counterparts().join("requirements.txt");
    let wanted = read(&requirements)?;
    let noted = workspace::target().join("venv/installed.txt");
    if fs::read_to_string(&noted).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if !works(&mut command(interpreter(), &["-m", "pip", "--version"])) {
        make(journal)?;
    }
    let mut pip = command(
        interpreter(),
        &["-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
    );
    journal.run(pip.arg("--requirement").arg(&requirements))?;
    fs::write(&noted, wanted).map_err(|error| Failure(format!("{}: {error}", noted.display())))
}

fn make(journal: &mut Journal) -> Outcome {
    if !works(&mut command("python3", &["-c", "import ensurepip"])) {
        debian::ensure(journal, &["python3-venv"])?;
    }
    journal.run(command("python3", &["-m", "venv", "--clear"]).arg(workspace::target().join("venv")))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure(format!("{}: {error}", path.display())))
}
