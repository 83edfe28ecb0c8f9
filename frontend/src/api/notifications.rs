use api_types::{
    alerts::{AlertSettings, ClientAlertSettings, UpdateAlertSettings, UpdateClientAlertSettings},
    notifications::{Delivery, MarkAllRead, MyAlertSettings, Notification, NotificationCounts, UpdateMyAlertSettings},
    page::Page,
};
use domain::{ClientId, DeliveryId, NotificationId};

use super::{Answer, Client, Question, Tagged, work::etag};

impl Client {
    pub fn notifications(self, limit: i64) -> Question<Page<Notification>> {
        self.get(format!("/notifications?limit={limit}"))
    }

    pub async fn mark_notification_read(self, id: NotificationId) -> Answer<Notification> {
        self.command(&format!("/notifications/{id}/read"), &()).await
    }

    pub async fn mark_all_notifications_read(self, what: &MarkAllRead) -> Answer<NotificationCounts> {
        self.command("/notifications/read", what).await
    }

    pub fn my_alert_settings(self) -> Question<MyAlertSettings> {
        self.get("/config/alerts/mine")
    }

    pub async fn update_my_alert_settings(
        self,
        change: &UpdateMyAlertSettings,
        version: i32,
    ) -> Answer<Tagged<MyAlertSettings>> {
        self.put("/config/alerts/mine", change, &etag(version)).await
    }

    pub async fn send_test_message(self) -> Answer<Delivery> {
        self.post("/notifications/test").await
    }

    pub fn alert_settings(self) -> Question<AlertSettings> {
        self.get("/config/alerts")
    }

    pub async fn update_alert_settings(
        self,
        change: &UpdateAlertSettings,
        version: i32,
    ) -> Answer<Tagged<AlertSettings>> {
        self.put("/config/alerts", change, &etag(version)).await
    }

    pub fn client_alert_settings(self, client: ClientId) -> Question<ClientAlertSettings> {
        self.get(format!("/clients/{client}/alert-settings"))
    }

    pub async fn update_client_alert_settings(
        self,
        client: ClientId,
        change: &UpdateClientAlertSettings,
        version: i32,
    ) -> Answer<Tagged<ClientAlertSettings>> {
        self.put(&format!("/clients/{client}/alert-settings"), change, &etag(version)).await
    }

    pub fn deliveries(self, search: &str) -> Question<Page<Delivery>> {
        self.get(format!("/deliveries?{search}"))
    }

    pub async fn resend_delivery(self, id: DeliveryId) -> Answer<Delivery> {
        self.post(&format!("/deliveries/{id}/resend")).await
    }
}
