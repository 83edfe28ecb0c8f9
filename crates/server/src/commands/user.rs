use std::io::BufRead as _;

use app::{
    Actor, Context, Error,
    auth::{self, NewAccount, Password},
};
use clap::Subcommand;
use domain::{Scope, staff::Role};
use secrecy::ExposeSecret as _;
use store::staff::StaffFilter;

use crate::{output, run::CommandResult};

/// Commands of `user`.
#[derive(Debug, Subcommand)]
pub(crate) enum Args {
    /// Add a user.
    Add {
        /// Address to sign in with.
        email: String,
        /// First name.
        #[arg(long)]
        first_name: String,
        /// Last name.
        #[arg(long)]
        last_name: String,
        /// CSM, SENIOR_CSM, AE, VP_CLIENT_SUCCESS, VP_SALES or ADMIN.
        #[arg(long)]
        role: Role,
        /// IANA time zone.
        #[arg(long, default_value = "UTC")]
        time_zone: String,
        /// Read the password from the first line of standard input; without it one is made and printed once.
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the users.
    List,
    /// Keep a user from signing in, and end their sessions.
    Disable {
        /// Their address.
        email: String,
    },
    /// Give a user another password, end their sessions, and let them in again if they were disabled.
    ResetPassword {
        /// Their address.
        email: String,
        /// Read the password from the first line of standard input; without it one is made and printed once.
        #[arg(long)]
        password_stdin: bool,
    },
}

pub(crate) async fn run(args: Args, context: &Context) -> CommandResult {
    let actor = Actor::system("steward user");
    let done = match args {
        Args::Add { email, first_name, last_name, role, time_zone, password_stdin } => {
            let (password, is_made) = password(context, password_stdin)?;
            let account =
                NewAccount { email: email.clone(), first_name, last_name, role, password: password.clone(), time_zone };
            auth::add_staff(context, &actor, account).await.map(|_| {
                output::line(format_args!("Added {email} as {role}"));
                tell(&password, is_made);
            })
        }
        Args::List => return list(context).await,
        Args::Disable { email } => auth::disable_staff(context, &actor, &email).await.map(|()| {
            output::line(format_args!("{email} may no longer sign in; their sessions have ended"));
        }),
        Args::ResetPassword { email, password_stdin } => {
            let (password, is_made) = password(context, password_stdin)?;
            auth::reset_password(context, &actor, &email, &password).await.map(|()| {
                output::line(format_args!("{email} has a new password; their sessions have ended"));
                tell(&password, is_made);
            })
        }
    };
    done.map_err(in_words)
}

async fn list(context: &Context) -> CommandResult {
    let mut connection = context.pool.acquire().await?;
    let filter = StaffFilter { limit: i64::MAX, ..StaffFilter::default() };
    let (rows, _) = store::staff::list(&mut connection, &Scope::All, &filter, context.now()).await?;
    output::line(format_args!("{:<36} {:<18} {:<9} NAME", "EMAIL", "ROLE", "ACTIVE"));
    for row in rows {
        let active = if row.is_active { "yes" } else { "disabled" };
        output::line(format_args!(
            "{:<36} {:<18} {active:<9} {} {}",
            row.email,
            row.role.as_str(),
            row.first_name,
            row.last_name
        ));
    }
    Ok(())
}

/// The password, and whether it was made here.
fn password(context: &Context, from_stdin: bool) -> Result<(Password, bool), std::io::Error> {
    if !from_stdin {
        return Ok((auth::generate_password(&context.ids).into(), true));
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok((line.trim_end_matches(['\r', '\n']).to_owned().into(), false))
}

fn tell(password: &Password, is_made: bool) {
    if is_made {
        output::line(format_args!("Password, shown this once: {}", password.expose_secret()));
    }
}

/// Invalid fields each with what is wrong, since nobody shows them beside a form here.
fn in_words(error: Error) -> Box<dyn std::error::Error + Send + Sync> {
    match error {
        Error::Invalid(fields) => {
            let messages: Vec<String> = fields.into_iter().map(|field| field.message).collect();
            messages.join("; ").into()
        }
        other => other.into(),
    }
}
