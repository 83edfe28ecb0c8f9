use api_types::{
    bulk::{AssignClients, BulkAnswer, TagClients},
    page::Page,
    segments::{NewSegment, PreviewSegment, Segment, SegmentFields, SegmentPreview, UpdateSegment},
    views::{NewView, UpdateView, View},
};
use domain::{SegmentId, ViewId};

use super::{Answer, Client, Question, Tagged};

impl Client {
    pub fn segments(self) -> Question<Page<Segment>> {
        self.get("/segments?limit=200")
    }

    pub fn segment_fields(self) -> Question<SegmentFields> {
        self.get("/segments/fields")
    }

    pub async fn preview_segment(self, filter: serde_json::Value) -> Answer<SegmentPreview> {
        self.create("/segments/preview", &PreviewSegment { filter }).await
    }

    pub async fn create_segment(self, new: &NewSegment) -> Answer<Segment> {
        self.create("/segments", new).await
    }

    pub fn segment(self, id: SegmentId) -> Question<Segment> {
        self.get(format!("/segments/{id}"))
    }

    pub async fn update_segment(self, id: SegmentId, change: &UpdateSegment, etag: &str) -> Answer<Tagged<Segment>> {
        self.put(&format!("/segments/{id}"), change, etag).await
    }

    pub async fn delete_segment(self, id: SegmentId) -> Answer<()> {
        self.delete(&format!("/segments/{id}")).await
    }

    pub fn views(self) -> Question<Page<View>> {
        self.get("/views?limit=200")
    }

    pub async fn create_view(self, new: &NewView) -> Answer<View> {
        self.create("/views", new).await
    }

    pub async fn update_view(self, id: ViewId, change: &UpdateView, etag: &str) -> Answer<Tagged<View>> {
        self.put(&format!("/views/{id}"), change, etag).await
    }

    pub async fn delete_view(self, id: ViewId) -> Answer<()> {
        self.delete(&format!("/views/{id}")).await
    }

    /// `filters` is the query that says who matches, where the body names nobody.
    pub async fn tag_clients(self, filters: &str, body: &TagClients) -> Answer<BulkAnswer> {
        self.create(&format!("/clients/bulk/tag?{filters}"), body).await
    }

    pub async fn assign_clients(self, filters: &str, body: &AssignClients) -> Answer<BulkAnswer> {
        self.create(&format!("/clients/bulk/assign?{filters}"), body).await
    }

    pub async fn portfolio_file(self, search: &str) -> Answer<String> {
        self.text(&format!("/clients.csv?{search}")).await
    }
}
