//! The size budget of the app's module.
use std::{fs, path::Path, process::Stdio};

use crate::{
    Outcome,
    process::{capture, program},
};

/// The most a module may weigh, compressed with gzip.
const BUDGET_BYTES: usize = 700_000;

/// Prints what the module weighs and refuses one over the budget when `enforce` is set.
pub fn report(assets: &Path, enforce: bool) -> Outcome {
    let mut found = false;
    for entry in fs::read_dir(assets)? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "wasm") {
            continue;
        }
        found = true;
        let raw = fs::metadata(&path)?.len();
        let packed = capture(program("gzip").args(["-9", "--stdout"]).stdin(Stdio::null()).arg(&path))?.len();
        println!("WASM {} kB, {} kB gzipped (budget {} kB)", raw / 1000, packed / 1000, BUDGET_BYTES / 1000);
        if enforce && packed > BUDGET_BYTES {
            return Err("the WASM module is over its budget".into());
        }
    }
    if found { Ok(()) } else { Err("the build left no WASM module in frontend/dist/assets".into()) }
}
