use std::{path::PathBuf, sync::Arc};

use app::{
    Actor, Context, Error,
    imports::{ImportReport, ImportRequest, ImportSource, InputFile, Progress, ScoreReport, UndoReport},
};
use chrono::NaiveDate;
use domain::ImportBatchId;

use crate::{output, run::CommandResult};

/// Files smaller than this are through before anyone wonders.
const ROWS_WORTH_PROGRESS: u64 = 20_000;
const ROWS_PER_STEP: u64 = 50_000;
const WARNINGS_SHOWN: usize = 60;
const LEFTOVERS_SHOWN: usize = 50;

/// Import CSV files, or take an import back.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder of CSV files.
    #[arg(value_name = "DIR", required_unless_present = "undo")]
    folder: Option<PathBuf>,
    /// Which column becomes what: a TOML file.
    #[arg(long, value_name = "FILE", required_unless_present = "undo")]
    mapping: Option<PathBuf>,
    /// Read, compare and report, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// The day the data describe; later usage is refused and scores are computed for it. Today if absent.
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// Keep rows per user and months beyond their retention.
    #[arg(long)]
    keep_history: bool,
    /// Where refused rows go; rejected-<batch>.csv if absent.
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
    /// Take back this import.
    #[arg(long, value_name = "BATCH", conflicts_with_all = ["folder", "mapping", "dry_run", "as_of", "keep_history", "rejected"])]
    undo: Option<ImportBatchId>,
}

pub(crate) async fn run(args: Args, context: &Context) -> CommandResult {
    let actor = Actor::system("steward import");
    if let Some(batch) = args.undo {
        let report = app::imports::undo(context, &actor, batch).await.map_err(in_words)?;
        print_undo(&report);
        return Ok(());
    }
    let (Some(folder), Some(mapping)) = (args.folder, args.mapping) else {
        return Err("name a folder and a mapping".into());
    };
    let as_of = args.as_of.unwrap_or_else(|| context.clock.today());
    let request = ImportRequest {
        source: ImportSource::Cli,
        mapping: std::fs::read_to_string(&mapping).map_err(|error| format!("{}: {error}", mapping.display()))?,
        files: csv_files(&folder)?,
        as_of,
        dry_run: args.dry_run,
        log_dry_run: false,
        keep_history: args.keep_history,
    };
    let progress: Arc<dyn Fn(Progress) + Send + Sync> = Arc::new(show_progress);
    let report = app::imports::run(context, &actor, request, Arc::clone(&progress)).await.map_err(in_words)?;
    print_report(&report);
    if !report.rejections.is_empty() {
        let path = args.rejected.unwrap_or_else(|| format!("rejected-{}.csv", report.batch).into());
        report.write_rejections(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        output::line(format_args!("Refused rows: {}", path.display()));
    }
    if report.dry_run {
        output::line("Dry run: nothing was changed.");
        return Ok(());
    }
    let scores = app::imports::score(context, &report, as_of, progress).await.map_err(in_words)?;
    print_scores(&scores);
    output::line(format_args!("Batch {0}. To take it back: steward import --undo {0}", report.batch));
    Ok(())
}

fn csv_files(folder: &std::path::Path) -> Result<Vec<InputFile>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
        let is_csv = path
            .extension()
            .is_some_and(|extension| ["csv", "tsv", "txt"].iter().any(|known| extension.eq_ignore_ascii_case(known)));
        if is_csv
            && path.is_file()
            && let Some(name) = path.file_name()
        {
            files.push(InputFile { name: name.to_string_lossy().into_owned(), path });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn show_progress(progress: Progress) {
    match progress {
        Progress::Reading { file, entity, rows, of }
            if of >= ROWS_WORTH_PROGRESS && (rows % ROWS_PER_STEP == 0 || rows == of) =>
        {
            eprintln!("{file}: {rows} of {of} rows read as {entity}");
        }
        Progress::Writing { file, entity } => eprintln!("{file}: writing {entity}"),
        Progress::Scoring { clients } => eprintln!("scoring {clients} clients"),
        Progress::Reading { .. } | Progress::Surveying { .. } => {}
    }
}

fn print_report(report: &ImportReport) {
    let width = report.files.iter().map(|file| file.name.len()).max().unwrap_or(4).max(4);
    output::line(format_args!(
        "{:<width$}  {:<17} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "FILE", "ENTITY", "READ", "CREATED", "UPDATED", "UNCHANGED", "REJECTED"
    ));
    for file in &report.files {
        output::line(format_args!(
            "{:<width$}  {:<17} {:>9} {:>9} {:>9} {:>9} {:>9}",
            file.name,
            file.entity,
            file.rows_read,
            file.rows_created,
            file.rows_updated,
            file.rows_unchanged,
            file.rows_rejected
        ));
    }
    let of_files =
        report.files.iter().flat_map(|f| f.warnings.iter().map(move |w| (format!("{} ({}), ", f.name, f.entity), w)));
    let warnings: Vec<_> = report.warnings.iter().map(|w| (String::new(), w)).chain(of_files).collect();
    for (file, warning) in warnings.iter().take(WARNINGS_SHOWN) {
        let example = warning.example.as_ref().map(|example| format!(" (e.g. {example})")).unwrap_or_default();
        output::line(format_args!("warning: {file}{}: {}{example}", warning.code, warning.message));
    }
    if warnings.len() > WARNINGS_SHOWN {
        output::line(format_args!("… and {} more warnings", warnings.len() - WARNINGS_SHOWN));
    }
}

fn print_scores(scores: &ScoreReport) {
    let as_of = scores.as_of.map(|day| day.to_string()).unwrap_or_default();
    output::line(format_args!(
        "Scored as of {as_of}: {} of {} active clients",
        scores.scored_clients, scores.active_clients
    ));
    for state in &scores.component_states {
        output::line(format_args!("  {:<14} {:<8} {:>7} clients", state.component, state.state, state.clients));
    }
    for reason in &scores.null_reasons {
        output::line(format_args!("  no score: {:<20} {:>7} clients", reason.null_reason, reason.clients));
    }
}

fn print_undo(report: &UndoReport) {
    output::line(format_args!(
        "{} rows removed, {} restored, {} left alone because they were touched since",
        report.rows_removed, report.rows_restored, report.rows_left_total
    ));
    for left in report.rows_left.iter().take(LEFTOVERS_SHOWN) {
        output::line(format_args!("  {} {}: {}", left.entity, left.key, left.reason));
    }
    let listed = i64::try_from(LEFTOVERS_SHOWN).unwrap_or(i64::MAX);
    if report.rows_left_total > listed {
        output::line(format_args!("  … and {} more", report.rows_left_total - listed));
    }
}

/// Every problem on a line of its own.
fn in_words(error: Error) -> Box<dyn std::error::Error + Send + Sync> {
    match error {
        Error::Invalid(fields) => {
            let lines: Vec<String> = fields.iter().map(|f| format!("\n  {}: {}", f.pointer, f.message)).collect();
            format!("nothing was imported:{}", lines.concat()).into()
        }
        other => other.into(),
    }
}
