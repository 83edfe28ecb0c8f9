//! A private PostgreSQL and scratch databases in it.
use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Outcome,
    process::{capture_text, program, root, run},
};

/// The address, without a database, of the private cluster `name`, which is started where it does not run.
/// An address handed in by the caller's surroundings wins.
pub fn address(name: &str, variable: &str) -> Outcome<String> {
    if let Ok(given) = std::env::var(variable) {
        return Ok(given);
    }
    let printed = capture_text(program(root().join("scripts/postgres.sh")).args(["start", name]))?;
    Ok(printed.trim().to_owned())
}

/// The address of one database under a base address.
pub fn database(base: &str, name: &str) -> String {
    let (server, query) = base.split_once('?').unwrap_or((base, ""));
    let scheme_end = server.find("://").map_or(0, |at| at + 3);
    let host_end = server[scheme_end..].find('/').map_or(server.len(), |at| scheme_end + at);
    let joined = format!("{}/{name}", &server[..host_end]);
    if query.is_empty() { joined } else { format!("{joined}?{query}") }
}

/// A database with every migration applied, dropped with the value.
pub struct Scratch {
    base: String,
    name: String,
}

impl Scratch {
    /// Makes the database.
    pub fn migrated(base: &str) -> Outcome<Self> {
        let scratch = Self { base: base.to_owned(), name: format!("steward_scratch_{}", std::process::id()) };
        scratch.on_server(&format!("DROP DATABASE IF EXISTS {}", scratch.name))?;
        scratch.on_server(&format!("CREATE DATABASE {}", scratch.name))?;
        for file in up_migrations()? {
            run(program(psql())
                .args(["--no-psqlrc", "--quiet", "--single-transaction"])
                .args(["--set", "ON_ERROR_STOP=1", "--dbname", &scratch.address()])
                .arg("--file")
                .arg(&file)
                .env("PGOPTIONS", "-c client_min_messages=warning"))?;
        }
        Ok(scratch)
    }

    /// The address of the database.
    pub fn address(&self) -> String {
        database(&self.base, &self.name)
    }

    fn on_server(&self, statement: &str) -> Outcome {
        run(program(psql())
            .args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"])
            .args(["--dbname", &database(&self.base, "postgres")])
            .args(["--command", statement])
            .env("PGOPTIONS", "-c client_min_messages=warning"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(failure) = self.on_server(&format!("DROP DATABASE {} WITH (FORCE)", self.name)) {
            eprintln!("xtask: {failure}");
        }
    }
}

fn up_migrations() -> Outcome<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("migrations"))?
        .filter_map(|entry| entry.ok().map(|found| found.path()))
        .filter(|path| path.to_string_lossy().ends_with(".up.sql"))
        .collect();
    files.sort();
    Ok(files)
}

/// PostgreSQL's own client: the one beside the newest server where Debian keeps it, else the one in the path.
fn psql() -> PathBuf {
    let mut installed: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|found| found.path()))
        .filter_map(|path| {
            let version = path.file_name()?.to_str()?.parse().ok()?;
            Some((version, path.join("bin/psql")))
        })
        .filter(|(_, path)| path.exists())
        .collect();
    installed.sort();
    installed.pop().map_or_else(|| Path::new("psql").to_path_buf(), |(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::database;

    #[test]
    fn a_database_is_put_before_the_query() {
        let base = "postgres://steward@localhost?host=/tmp/steward-1-test";
        let whole = "postgres://steward@localhost/a?host=/tmp/steward-1-test";
        assert_eq!(database(base, "a"), whole);
    }

    #[test]
    fn a_database_in_the_address_is_replaced() {
        assert_eq!(database("postgres://u@h:5432/old", "new"), "postgres://u@h:5432/new");
        assert_eq!(database("postgres://u@h", "new"), "postgres://u@h/new");
    }
}
