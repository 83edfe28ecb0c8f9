//! `.sqlx/`: what the query macros need to build without a database, written by the macros themselves.
//!
//! The macros write one file per query into `SQLX_OFFLINE_DIR` whenever they run against a database. Cargo does not
//! know that they read it, so the crates that hold queries are marked as changed for the run; the marks are taken back
//! afterwards, so that later steps do not build them again.
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{
    Outcome,
    ci::HOST,
    postgres,
    process::{cargo, root, run},
};

/// Crates that may hold queries, their folders, and the file that marks them as changed.
const HOLDERS: [(&str, &str, &str); 2] =
    [("store", "crates/store", "crates/store/src/lib.rs"), ("integration-tests", "tests", "tests/harness/lib.rs")];

/// Renews `.sqlx/`, or only compares it.
pub fn write(check: bool) -> Outcome {
    let base = postgres::address("test", "STEWARD_TEST_DATABASE_URL")?;
    let scratch = postgres::Scratch::migrated(&base)?;
    let fresh_folder = root().join("target/sqlx-fresh");
    if fresh_folder.exists() {
        fs::remove_dir_all(&fresh_folder)?;
    }
    fs::create_dir_all(&fresh_folder)?;

    let mut cargo = cargo();
    cargo
        .args(["check", "--quiet", "--all-targets"])
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", &fresh_folder)
        .env("DATABASE_URL", scratch.address());
    let mut marks = Vec::new();
    if check {
        // Part of a run of all checks: what it compiles serves the steps around it.
        cargo.args(HOST);
    }
    for (package, folder, marked) in HOLDERS {
        if holds_queries(&root().join(folder))? {
            if !check {
                cargo.args(["-p", package]);
            }
            marks.push(Mark::set(root().join(marked))?);
        }
    }
    if !marks.is_empty() {
        run(&mut cargo)?;
    }
    drop(marks);
    compare(&fresh_folder, &root().join(".sqlx"), check)
}

fn compare(fresh_folder: &Path, committed_folder: &Path, check: bool) -> Outcome {
    let fresh = files(fresh_folder)?;
    let committed = files(committed_folder)?;
    let stale: Vec<&String> = committed.keys().filter(|name| !fresh.contains_key(*name)).collect();
    let changed: Vec<&String> =
        fresh.iter().filter(|(name, content)| committed.get(*name) != Some(content)).map(|(name, _)| name).collect();
    if stale.is_empty() && changed.is_empty() {
        return Ok(());
    }
    if check {
        return Err(format!(
            ".sqlx is stale: {} new or changed, {} to remove; run `cargo xtask sqlx`",
            changed.len(),
            stale.len()
        )
        .into());
    }
    fs::create_dir_all(committed_folder)?;
    for name in &stale {
        fs::remove_file(committed_folder.join(name))?;
    }
    for name in &changed {
        fs::copy(fresh_folder.join(name), committed_folder.join(name))?;
    }
    println!(".sqlx: {} written, {} removed, {} in all", changed.len(), stale.len(), fresh.len());
    Ok(())
}

/// The metadata files of a folder; the values are parsed, because their layout says nothing.
fn files(folder: &Path) -> Outcome<BTreeMap<String, serde_json::Value>> {
    let mut found = BTreeMap::new();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("query-") && name.ends_with(".json") {
            found.insert(name, serde_json::from_slice(&fs::read(entry.path())?)?);
        }
    }
    Ok(found)
}

fn holds_queries(folder: &Path) -> Outcome<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let found = if path.is_dir() {
            holds_queries(&path)?
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            crate::tidy::has_query_macro(&fs::read_to_string(&path)?)
        } else {
            false
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A source file that looks changed for as long as the value lives.
struct Mark {
    path: PathBuf,
    before: SystemTime,
}

impl Mark {
    fn set(path: PathBuf) -> Outcome<Self> {
        let before = fs::metadata(&path)?.modified()?;
        fs::File::options().append(true).open(&path)?.set_modified(SystemTime::now())?;
        Ok(Self { path, before })
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        let restored =
            fs::File::options().append(true).open(&self.path).and_then(|file| file.set_modified(self.before));
        if let Err(error) = restored {
            eprintln!("xtask: {}: {error}", self.path.display());
        }
    }
}
