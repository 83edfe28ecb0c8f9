//! Builds again when a migration changes: `sqlx::migrate!` cannot tell by itself.
fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
