//! The committed OpenAPI document, printed by the server itself.
use std::fs;

use crate::{
    Outcome,
    ci::HOST,
    process::{capture, cargo, program, root, run, target},
};

/// Writes `openapi/openapi.json`, or only compares it.
pub fn write(check: bool) -> Outcome {
    run(cargo().args(["build", "--quiet", "--bin", "steward"]).args(HOST))?;
    let fresh = capture(program(target()?.join("debug/steward")).arg("openapi"))?;
    serde_json::from_slice::<serde_json::Value>(&fresh)
        .map_err(|error| format!("`steward openapi` did not print JSON: {error}"))?;
    let path = root().join("openapi/openapi.json");
    if fs::read(&path).is_ok_and(|committed| committed == fresh) {
        return Ok(());
    }
    if check {
        return Err("openapi/openapi.json is stale; run `cargo xtask openapi`".into());
    }
    fs::write(&path, fresh)?;
    println!("wrote openapi/openapi.json");
    Ok(())
}
