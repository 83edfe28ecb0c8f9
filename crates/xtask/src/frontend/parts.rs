//! The parts of the app's module: what the first page needs, and what comes with the first page of each part.
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::Outcome;

/// Which files, without their ending, each part loads besides the first module.
pub type Needs = BTreeMap<String, Vec<String>>;

/// Where `Needs` are kept beside the modules.
pub const NEEDS: &str = "parts.json";

/// The script that loads parts; the first module imports from it.
const LOADER: &str = "./parts.js";

/// Cuts the compiled module at its marks: the parts and the script that loads them go to `into`. Returns the path of the
/// first module, which wasm-bindgen is to read.
pub fn cut(compiled: &Path, into: &Path) -> Outcome<(PathBuf, Needs)> {
    let main = into.join("main.wasm");
    let input = fs::read(compiled)?;
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = into;
    options.main_out_path = &main;
    options.link_name = LOADER;
    options.main_module = "./frontend.js";
    let done = wasm_split_cli_support::transform(options).map_err(|error| format!("cutting the module: {error:#}"))?;
    Ok((main, done.prefetch_map.into_iter().collect()))
}

/// The modules in a folder.
pub fn modules(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "wasm") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Keeps what each part loads.
pub fn write_needs(folder: &Path, needs: &Needs) -> Outcome {
    Ok(fs::write(folder.join(NEEDS), serde_json::to_string_pretty(needs)?)?)
}

/// What each part loads, as kept by the last cut.
pub fn read_needs(folder: &Path) -> Outcome<Needs> {
    Ok(serde_json::from_slice(&fs::read(folder.join(NEEDS))?)?)
}
