//! The app for the browser: Cargo, the cut into parts, wasm-bindgen, wasm-opt, Vite.
//!
//! Each stage writes into a folder of its own and is skipped when what it reads has not changed since it last ran. One
//! build runs at a time; `frontend/dist` is always a whole one.
mod fingerprint;
mod parts;
mod place;
mod size;
mod toolchain;

use std::{
    fs,
    path::{Path, PathBuf},
};

use fingerprint::Stage;
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    Outcome,
    process::{cargo, node, root, run, target as target_folder},
};

/// What the compiler emits and every current browser runs. `--all-features` would allow wasm-opt encodings, such as
/// compact imports, that browsers refuse.
const BROWSER_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds the app into `frontend/dist`. `dev` leaves out every optimiser and the budget.
pub fn build(dev: bool) -> Outcome {
    let frontend = root().join("frontend");
    if !frontend.join("node_modules/vite").exists() {
        return Err("the npm packages are missing; run `make setup`".into());
    }
    let _turn = place::take_turn(&target_folder()?)?;
    let compiled = compile(dev)?;
    let bound = frontend.join("wasm");
    let mode = if dev { String::new() } else { BROWSER_FEATURES.join(" ") };
    let bind_stage = Stage::new("bind", &[&compiled], &mode)?;
    if !bind_stage.is_done(&bound.join(parts::NEEDS)) {
        if bound.exists() {
            fs::remove_dir_all(&bound)?;
        }
        let (main, needs) = parts::cut(&compiled, &bound)?;
        bind(&main, &bound)?;
        fs::remove_file(&main)?;
        if !dev {
            for module in parts::modules(&bound)? {
                optimise(&module)?;
            }
        }
        parts::write_needs(&bound, &needs)?;
        bind_stage.done()?;
    }

    let read_by_vite: Vec<PathBuf> =
        ["wasm", "src", "style", "public", "main.js", "index.html", "vite.config.js", "package-lock.json"]
            .iter()
            .map(|name| frontend.join(name))
            .collect();
    let read_by_vite: Vec<&Path> = read_by_vite.iter().map(PathBuf::as_path).collect();
    let bundle_stage = Stage::new("bundle", &read_by_vite, "")?;
    let dist = frontend.join("dist");
    if !bundle_stage.is_done(&dist.join("index.html")) {
        let fresh = frontend.join("dist.new");
        run(node()
            .arg("node_modules/vite/bin/vite.js")
            .args(["build", "--logLevel", "warn", "--emptyOutDir", "--outDir"])
            .arg(&fresh)
            .current_dir(&frontend))?;
        place::put(&fresh, &dist)?;
        bundle_stage.done()?;
    }
    size::report(&bound, !dev)
}

/// Lints the app and the crates it shares with the server, which this compiles for the browser.
pub fn clippy() -> Outcome {
    if toolchain::is_debian() {
        println!("Debian's compiler brings no Clippy: the app is not linted");
        return Ok(());
    }
    run(cargo()
        .args(["clippy", "--quiet", "--target", toolchain::TARGET])
        .args(["-p", "frontend", "-p", "domain", "-p", "analytics", "-p", "api-types"])
        .args(["--", "-D", "warnings"]))
}

/// Compiles the crate and returns the path of the module. `dev` takes the quick profile: a large module, soon there.
fn compile(dev: bool) -> Outcome<PathBuf> {
    let target = toolchain::TARGET;
    let (profile, folder) = if dev { ("dev", "debug") } else { ("wasm-release", "wasm-release") };
    run(toolchain::cargo_for_browser()
        .args(["rustc", "--package", "frontend", "--target", target])
        .args(["--profile", profile])
        .args(["--", "-Clink-arg=--emit-relocs"]))?;
    Ok(target_folder()?.join(target).join(folder).join("frontend.wasm"))
}

/// Writes the module and its JavaScript side.
fn bind(compiled: &Path, into: &Path) -> Outcome {
    Bindgen::new()
        .input_path(compiled)
        .out_name("frontend")
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .omit_default_module_path(true)
                // What the parts take from the first module is exported under the linker's names.
                .keep_lld_exports(true)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(into)
        })
        .map_err(|error| format!("wasm-bindgen: {error:#}").into())
}

fn optimise(module: &Path) -> Outcome {
    let small = module.with_extension("small");
    run(node()
        .arg(root().join("frontend/node_modules/binaryen/bin/wasm-opt"))
        .args(["-Oz", "--strip-debug", "--strip-producers"])
        .args(BROWSER_FEATURES)
        .arg("--output")
        .arg(&small)
        .arg(module))?;
    fs::rename(&small, module)?;
    Ok(())
}
