//! The size budget of the app's modules.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Stdio,
};

use super::parts;
use crate::{
    Outcome,
    process::{capture, program},
};

/// The most that any page may make a browser load, compressed with gzip: the first module and the parts it needs.
const BUDGET_BYTES: usize = 700_000;

/// The module that every page needs.
const FIRST: &str = "frontend_bg";

/// Prints what each part weighs and refuses one over the budget when `enforce` is set.
pub fn report(bound: &Path, enforce: bool) -> Outcome {
    let mut packed = BTreeMap::new();
    let mut raw = 0;
    for path in parts::modules(bound)? {
        raw += fs::metadata(&path)?.len();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        packed.insert(name, capture(program("gzip").args(["-9", "--stdout"]).stdin(Stdio::null()).arg(&path))?.len());
    }
    let first = *packed.get(FIRST).ok_or("the build left no WASM module in frontend/wasm")?;
    let all: usize = packed.values().sum();
    println!("WASM {} kB in {} files, {} kB gzipped", raw / 1000, packed.len(), all / 1000);
    println!("  first page   {} kB gzipped (budget {} kB)", first / 1000, BUDGET_BYTES / 1000);
    let needs = parts::read_needs(bound)?;
    let mut heaviest = first;
    for part in needs.keys() {
        let files: BTreeSet<&String> =
            needs.iter().filter(|(other, _)| lies_in(part, other)).flat_map(|(_, files)| files).collect();
        let own: usize = files.iter().filter_map(|file| packed.get(*file)).sum();
        println!("  {part:<12} {} kB gzipped: {} kB in {} files", (first + own) / 1000, own / 1000, files.len());
        heaviest = heaviest.max(first + own);
    }
    if enforce && heaviest > BUDGET_BYTES { Err("a page's WASM is over its budget".into()) } else { Ok(()) }
}

/// Pages of the part `client_usage` are shown inside the frame that the part `client` draws.
fn lies_in(part: &str, frame: &str) -> bool {
    part == frame || part.strip_prefix(frame).is_some_and(|rest| rest.starts_with('_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_needs_its_own_part_and_its_frame() {
        assert!(lies_in("client_usage", "client") && lies_in("client", "client"));
        assert!(
            !lies_in("client", "client_usage")
                && !lies_in("clients", "client")
                && !lies_in("client_usage", "client_work")
        );
    }
}
