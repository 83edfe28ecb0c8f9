//! The compiler for the browser: rustup's, or Debian's where rustup's target could not be had.
use std::{path::PathBuf, process::Command};

use crate::process::{capture_text, cargo, program, root};

/// What browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Where `scripts/setup.sh` notes that Debian's compiler has to do.
const DEBIAN_MARK: &str = ".tools/wasm-from-debian";

/// Whether Debian's compiler stands in, which brings no Clippy.
pub fn is_debian() -> bool {
    root().join(DEBIAN_MARK).exists()
}

/// Cargo, set up to compile for the browser.
pub fn cargo_for_browser() -> Command {
    if !is_debian() {
        return cargo();
    }
    // Debian ships the sources of the standard library, which has to be built along.
    let mut command = program("/usr/bin/cargo");
    command
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env_remove("RUSTUP_TOOLCHAIN");
    if let Some(linker) = linker() {
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    command
}

/// The linker of rustup's tool chain, which lies deep inside it.
fn linker() -> Option<PathBuf> {
    let sysroot = capture_text(program("rustc").args(["--print", "sysroot"])).ok()?;
    let hosts = PathBuf::from(sysroot.trim()).join("lib/rustlib");
    std::fs::read_dir(hosts)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin/rust-lld")))
        .find(|path| path.exists())
}
