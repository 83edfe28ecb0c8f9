//! Benchmarks: an optimised program of the test crate, against a private PostgreSQL of its own.
use crate::{
    Outcome, postgres,
    process::{cargo, run as run_to_end},
};

/// Runs the benchmarks named in `arguments`, or all; the program's exit status says whether a bar was missed.
pub fn run(arguments: &[String]) -> Outcome {
    let base = postgres::address("bench", "STEWARD_BENCH_DATABASE_URL")?;
    run_to_end(
        cargo()
            .args(["run", "--release", "--quiet", "-p", "integration-tests"])
            .args(["--bin", "bench", "--"])
            .args(arguments)
            .env("STEWARD_TEST_DATABASE_URL", base),
    )
}
