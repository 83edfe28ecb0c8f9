use api_types::{
    imports::{ImportBatch, ImportRejection},
    page::Page,
};
use domain::ImportBatchId;
use web_sys::{AbortSignal, FormData};

use super::{Answer, Client};

impl Client {
    pub async fn list_imports(self, page: i64, signal: Option<AbortSignal>) -> Answer<Page<ImportBatch>> {
        self.get(&format!("/imports?page={page}&limit=25"), signal).await
    }

    pub async fn import(self, id: ImportBatchId, signal: Option<AbortSignal>) -> Answer<ImportBatch> {
        self.get(&format!("/imports/{id}"), signal).await
    }

    pub async fn import_rejections(
        self,
        id: ImportBatchId,
        page: i64,
        signal: Option<AbortSignal>,
    ) -> Answer<Page<ImportRejection>> {
        self.get(&format!("/imports/{id}/rejections?page={page}&limit=25"), signal).await
    }

    pub async fn undo_import(self, id: ImportBatchId) -> Answer<ImportBatch> {
        self.post(&format!("/imports/{id}/undo")).await
    }

    pub async fn start_import(self, form: FormData) -> Answer<ImportBatch> {
        self.upload("/imports", form).await
    }
}
