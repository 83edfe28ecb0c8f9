use api_types::{
    imports::{ImportBatch, ImportRejection},
    page::Page,
};
use chrono::NaiveDate;
use domain::ImportBatchId;
use web_sys::FormData;

use super::{Answer, Client, Question};

/// How to import.
#[derive(Debug, Clone, Copy)]
pub struct ImportOptions {
    pub as_of: Option<NaiveDate>,
    pub dry_run: bool,
    pub keep_history: bool,
}

impl ImportOptions {
    fn search(self) -> String {
        let as_of = self.as_of.map(|day| format!("&as_of={day}")).unwrap_or_default();
        format!("dry_run={}&keep_history={}{as_of}", self.dry_run, self.keep_history)
    }
}

impl Client {
    pub fn list_imports(self, page: i64) -> Question<Page<ImportBatch>> {
        self.get(format!("/imports?page={page}&limit=25"))
    }

    pub fn import(self, id: ImportBatchId) -> Question<ImportBatch> {
        self.get(format!("/imports/{id}"))
    }

    pub fn import_rejections(self, id: ImportBatchId, page: i64) -> Question<Page<ImportRejection>> {
        self.get(format!("/imports/{id}/rejections?page={page}&limit=25"))
    }

    pub async fn undo_import(self, id: ImportBatchId) -> Answer<ImportBatch> {
        self.post(&format!("/imports/{id}/undo")).await
    }

    /// Answers when the import is done.
    pub async fn start_import(self, options: ImportOptions, form: FormData) -> Answer<ImportBatch> {
        self.upload(&format!("/imports?{}", options.search()), form).await
    }
}
