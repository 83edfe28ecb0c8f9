use std::path::Path;

use harness::{ApiClient, Call};
use reqwest::multipart::{Form, Part};

pub fn fixtures() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/import")
}

pub fn mapping() -> String {
    std::fs::read_to_string(fixtures().join("ravenstack.toml")).expect("the mapping")
}

/// The small fixtures as an upload.
pub fn small() -> Form {
    let mut form = Form::new().text("mapping", mapping());
    for name in ["accounts", "subscriptions", "support_tickets", "churn_events", "feature_usage"] {
        let bytes = std::fs::read(fixtures().join(format!("small/{name}.csv"))).expect("a fixture");
        form = form.part("file", Part::bytes(bytes).file_name(format!("{name}.csv")));
    }
    form
}

/// One file of accounts with this content.
pub fn accounts(content: &[u8]) -> Form {
    let part = Part::bytes(content.to_vec()).file_name("accounts.csv");
    Form::new().text("mapping", mapping()).part("file", part)
}

pub fn import(caller: &ApiClient, query: &str, form: Form) -> Call {
    caller.post(&format!("/imports{query}")).form(form)
}
