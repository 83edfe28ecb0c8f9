use std::path::PathBuf;

use reqwest::multipart::{Form, Part};

/// Files to import.
pub const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/import");

/// Accounts of which three cannot be imported: an impossible day, a tier nobody knows with negative seats, a short row.
const WITH_ERRORS: &str = "\
account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag
A-1,One,EdTech,US,2024-01-01,partner,Basic,5,False,False
A-2,Two,EdTech,US,2024-02-30,partner,Basic,5,False,False
A-3,Three,EdTech,US,2024-01-01,partner,Gold,-5,False,False
A-4,Four
";

/// The small set of files, whole, as an upload.
pub fn small_files() -> Form {
    let names = ["accounts", "subscriptions", "support_tickets", "churn_events", "feature_usage"];
    names.into_iter().fold(with_mapping(), |form, name| {
        let bytes = read(&format!("small/{name}.csv"));
        form.part("file", Part::bytes(bytes).file_name(format!("{name}.csv")))
    })
}

/// One file with errors, as an upload.
pub fn accounts_with_errors() -> Form {
    with_mapping().part("file", Part::bytes(WITH_ERRORS.as_bytes()).file_name("accounts.csv"))
}

fn with_mapping() -> Form {
    Form::new().text("mapping", String::from_utf8(read("ravenstack.toml")).expect("text"))
}

fn read(name: &str) -> Vec<u8> {
    let path = PathBuf::from(FIXTURES).join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
