use std::fmt::Write as _;

use clap::ValueEnum as _;
use secrecy::SecretString;

use super::Options;

impl Options {
    /// What is configured, one variable a line, without secrets.
    pub fn redacted(&self) -> String {
        let secret = |value: &Option<SecretString>| if value.is_some() { "(set)" } else { "" }.to_owned();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let path =
            |value: &Option<std::path::PathBuf>| value.as_ref().map(|p| p.display().to_string()).unwrap_or_default();
        let environment = self.environment.to_possible_value().map(|value| value.get_name().to_owned());
        let format = self.log_format.and_then(|format| format.to_possible_value()).map(|v| v.get_name().to_owned());
        let lines = [
            ("DATABASE_URL", secret(&self.database_url)),
            ("STEWARD_DATABASE_CONNECTIONS", self.database_connections.to_string()),
            ("STEWARD_SECRET_KEY", secret(&self.secret_key)),
            ("STEWARD_SECRET_KEY_FILE", path(&self.secret_key_file)),
            ("STEWARD_ENV", environment.unwrap_or_default()),
            ("STEWARD_LISTEN", text(&self.listen)),
            ("STEWARD_PUBLIC_URL", text(&self.public_url)),
            ("STEWARD_APP_DIR", path(&self.app_dir)),
            ("STEWARD_ALLOWED_ORIGINS", self.allowed_origins.join(",")),
            ("STEWARD_TRUSTED_PROXIES", self.trusted_proxies.to_string()),
            ("STEWARD_REQUESTS_PER_MINUTE", self.requests_per_minute.to_string()),
            ("STEWARD_BODY_LIMIT_BYTES", self.body_limit_bytes.to_string()),
            ("STEWARD_UPLOAD_LIMIT_BYTES", self.upload_limit_bytes.to_string()),
            ("STEWARD_METRICS_TOKEN", secret(&self.metrics_token)),
            ("STEWARD_SMTP_URL", secret(&self.smtp_url)),
            ("STEWARD_SENDGRID_API_KEY", secret(&self.sendgrid_api_key)),
            ("STEWARD_MAIL_FROM", text(&self.mail_from)),
            ("STEWARD_SLACK_WEBHOOK_URL", secret(&self.slack_webhook_url)),
            ("STEWARD_HTTP_THREADS", self.http_threads.map(|count| count.to_string()).unwrap_or_default()),
            ("STEWARD_WORKER_CONCURRENCY", self.worker_concurrency.to_string()),
            ("STEWARD_LOG", text(&self.log)),
            ("STEWARD_LOG_FORMAT", format.unwrap_or_default()),
        ];
        let mut listing = String::new();
        for (name, value) in lines {
            // Writing to a String cannot fail.
            let _ = writeln!(listing, "{name}={value}");
        }
        listing.truncate(listing.trim_end().len());
        listing
    }
}
