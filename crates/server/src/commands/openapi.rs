use crate::{output, run::CommandResult};

pub(crate) fn run() -> CommandResult {
    output::line(api::openapi().to_pretty_json()?);
    Ok(())
}
