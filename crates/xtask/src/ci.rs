//! Everything `make test` checks, in order; the tests come last, so that their summary is the last line.
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::Instant,
};

use crate::{
    Outcome, frontend, openapi, postgres,
    process::{cargo, run as run_to_end},
    query_metadata, tidy,
};

/// The packages every step works on, the app with its tests among them. The same selection in every step means the
/// same features, hence one build.
pub const HOST: [&str; 3] = ["--workspace", "--features", "integration-tests/browser"];

/// Runs every step; the first that fails ends the run.
pub fn run() -> Outcome {
    step("format", || run_to_end(cargo().args(["fmt", "--all", "--check"])))?;
    step("house rules", tidy::run)?;
    step("clippy", || {
        run_to_end(cargo().args(["clippy", "--quiet", "--all-targets"]).args(HOST).args(["--", "-D", "warnings"]))
    })?;
    step("clippy for the browser", frontend::clippy)?;
    step("documentation", || {
        run_to_end(cargo().args(["doc", "--quiet", "--no-deps"]).args(HOST).env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    step("query metadata", || query_metadata::write(true))?;
    step("app for the browser", || frontend::build(false))?;
    step("build of server and tests", || run_to_end(cargo().args(["build", "--quiet", "--all-targets"]).args(HOST)))?;
    step("OpenAPI document", || openapi::write(true))?;
    println!("== tests");
    tests()
}

fn step(name: &str, check: impl FnOnce() -> Outcome) -> Outcome {
    let began = Instant::now();
    let outcome = check();
    let verdict = if outcome.is_ok() { "" } else { ", failed" };
    println!("== {name}: {:.1} s{verdict}", began.elapsed().as_secs_f64());
    outcome
}

fn tests() -> Outcome {
    let base = postgres::address("test", "STEWARD_TEST_DATABASE_URL")?;
    let has_nextest = cargo()
        .args(["nextest", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if has_nextest {
        return run_to_end(cargo().args(["nextest", "run"]).args(HOST).env("STEWARD_TEST_DATABASE_URL", base));
    }
    let counted =
        count(cargo().args(["test", "--quiet", "--no-fail-fast"]).args(HOST).env("STEWARD_TEST_DATABASE_URL", base))?;
    println!("{} passed, {} failed", counted.passed, counted.failed);
    if counted.success { Ok(()) } else { Err("tests failed".into()) }
}

struct Counted {
    passed: u64,
    failed: u64,
    success: bool,
}

/// Runs the tests, passing on what they print, and adds up the summaries of all test programs.
fn count(command: &mut Command) -> Outcome<Counted> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut passed = 0;
    let mut failed = 0;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line?;
            if let Some((more_passed, more_failed)) = summary(&line) {
                passed += more_passed;
                failed += more_failed;
            }
            println!("{line}");
        }
    }
    let success = child.wait()?.success();
    Ok(Counted { passed, failed, success })
}

/// The counts in `test result: ok. 3 passed; 0 failed; …`.
fn summary(line: &str) -> Option<(u64, u64)> {
    let counts = line.strip_prefix("test result: ")?;
    let count_of = |word: &str| {
        let before = &counts[..counts.find(word)?];
        before.split_whitespace().next_back()?.parse().ok()
    };
    Some((count_of(" passed")?, count_of(" failed")?))
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn summaries_of_test_programs_are_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(summary(line), Some((12, 3)));
        assert_eq!(summary("test a ... ok"), None);
    }
}
