use std::path::PathBuf;

use app::{
    Context,
    demo::{DemoRequest, Existing, Loaded, Login, load, roll_forward},
};
use chrono::NaiveDate;

use super::demo_logins;
use crate::{output, run::CommandResult};

/// Arguments of `demo`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How many clients.
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u32).range(1..=200_000))]
    clients: u32,
    /// Days of history; those of single users reach back 120.
    #[arg(long, default_value_t = 1_100, value_parser = clap::value_parser!(u32).range(1..=3_650))]
    days: u32,
    /// Chooses one portfolio out of many; the same number gives the same one.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The last day; today if not given.
    #[arg(long)]
    as_of: Option<NaiveDate>,
    /// Do nothing when there are clients already. Who can sign in is then for `demo-logins` to print.
    #[arg(long, conflicts_with = "replace")]
    if_empty: bool,
    /// Remove the demo data that is there first.
    #[arg(long)]
    replace: bool,
    /// Add demo data to a database that has other clients.
    #[arg(long)]
    alongside: bool,
    /// Move the demo data that is there on to today. With --if-empty, make it where there is none.
    #[arg(long, conflicts_with = "replace")]
    roll_forward: bool,
    /// Where the passwords of those who can sign in are written, readable by the owner alone.
    #[arg(long, default_value = demo_logins::DEFAULT_FILE)]
    logins_file: PathBuf,
}

pub(crate) async fn run(args: Args, context: &Context) -> CommandResult {
    if args.roll_forward {
        if let Some(rolled) = roll_forward(context).await? {
            output::line(format_args!("Moved the demo data on by {} days: {} rows", rolled.days, rolled.rows));
        }
        if !args.if_empty {
            return Ok(());
        }
    }
    let request = DemoRequest {
        clients: args.clients,
        days: args.days,
        seed: args.seed,
        as_of: args.as_of,
        existing: match (args.if_empty, args.replace) {
            (true, _) => Existing::Keep,
            (_, true) => Existing::Replace,
            _ => Existing::Refuse,
        },
        alongside: args.alongside,
    };
    let Some(loaded) = load(context, &request).await? else { return Ok(()) };
    demo_logins::keep(&args.logins_file, &loaded.logins)?;
    tell(&loaded, &args);
    Ok(())
}

fn tell(loaded: &Loaded, args: &Args) {
    output::line(format_args!(
        "Demo portfolio of {} clients over {} days, seed {}",
        args.clients, args.days, args.seed
    ));
    for (table, rows) in &loaded.tables {
        output::line(format_args!("  {table:<26} {rows:>10}"));
    }
    let seconds = loaded.writing.as_secs_f64();
    let a_second = loaded.rows() as f64 / seconds.max(0.001);
    output::line(format_args!("  {} rows in {seconds:.1} s, {a_second:.0} rows/s", loaded.rows()));
    output::line(format_args!("  scored in {:.1} s", loaded.scoring.as_secs_f64()));
    match loaded.auc {
        Some(auc) => output::line(format_args!("  AUC of the churn heuristic over 90 days: {auc:.3}")),
        None => output::line("  AUC of the churn heuristic: the history is too short"),
    }
    if args.if_empty {
        // `make run` goes on to print them with every start; twice at the first one would look like ten people.
        return;
    }
    output::line(format_args!("Sign in as (kept in {}):", args.logins_file.display()));
    for Login { email, role, password } in &loaded.logins {
        output::line(format_args!("  {email:<16} {password}  {role}"));
    }
}
