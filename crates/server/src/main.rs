//! The `steward` program.

fn main() -> std::process::ExitCode {
    server::main()
}
