use crate::{config::Config, output, run::CommandResult};

pub(crate) async fn run(config: &Config) -> CommandResult {
    let context = super::context(config).await?;
    store::MIGRATOR.run(&context.pool).await?;
    store::jobs::migrate(&context.pool).await?;
    let mut connection = context.pool.acquire().await?;
    let schema = store::operations::schema_state(&mut connection).await?;
    output::line(format_args!("The schema is at {}", schema.applied));
    Ok(())
}
