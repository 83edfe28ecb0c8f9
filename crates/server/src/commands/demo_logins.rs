use std::{
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use app::{
    Context,
    demo::{Login, reset_logins},
};

use crate::{output, run::CommandResult};

/// Where the logins are kept unless told otherwise.
pub(crate) const DEFAULT_FILE: &str = ".data/demo-logins";

/// Arguments of `demo-logins`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Make new passwords: the file is lost, or someone should no longer know them.
    #[arg(long)]
    reset: bool,
    /// The file `steward demo` wrote.
    #[arg(long, default_value = DEFAULT_FILE)]
    logins_file: PathBuf,
}

/// Prints who of the demo staff can sign in, with passwords.
pub(crate) async fn run(args: Args, context: &Context) -> CommandResult {
    if args.reset {
        let logins = reset_logins(context).await?.ok_or("there is no demo data; `steward demo` makes some")?;
        keep(&args.logins_file, &logins)?;
    }
    match fs::read_to_string(&args.logins_file) {
        Ok(text) => output::line(text.trim_end()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => output::line(format_args!(
            "No demo logins are kept in {}; if there is demo data, `steward demo-logins --reset` makes new ones",
            args.logins_file.display()
        )),
        Err(error) => return Err(format!("{} cannot be read: {error}", args.logins_file.display()).into()),
    }
    Ok(())
}

/// Writes the logins into a file that its owner alone can read. The passwords are nowhere else.
pub(super) fn keep(file: &Path, logins: &[Login]) -> io::Result<()> {
    let mut text = String::new();
    for login in logins {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{:<16} {}  {}", login.email, login.password, login.role);
    }
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let fresh = file.with_extension("new");
    let _ = fs::remove_file(&fresh);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&fresh)?.write_all(text.as_bytes())?;
    fs::rename(&fresh, file)
}
