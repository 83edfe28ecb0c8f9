use crate::run::CommandResult;

pub(crate) fn run() -> CommandResult {
    println!("{}", api::openapi().to_pretty_json()?);
    Ok(())
}
