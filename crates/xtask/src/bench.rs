//! Benchmarks: an optimised program of the test crate, against a private PostgreSQL of its own.
use crate::{
    Outcome, postgres,
    process::{cargo, program, run as run_to_end, target},
};

/// Runs the benchmarks named in `arguments`, or all; the program's exit status says whether a bar was missed.
pub fn run(arguments: &[String]) -> Outcome {
    let base = postgres::address("bench", "STEWARD_BENCH_DATABASE_URL")?;
    // In one go: apart, the two would need other features of the same libraries, and build each twice.
    run_to_end(cargo().args(["build", "--release", "-p", "server", "-p", "integration-tests", "--bins"]))?;
    let programs = target()?.join("release");
    run_to_end(
        program(programs.join("bench"))
            .args(arguments)
            .env("STEWARD_TEST_DATABASE_URL", base)
            .env("STEWARD_BENCH_BINARY", programs.join("steward")),
    )
}
