use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, get, http::header, web::Data};
use prometheus::{
    Encoder as _, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder,
};
use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};

use crate::{ApiError, ApiResult, State, openapi::Problems};

/// What the server counts.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    connections: IntGaugeVec,
    jobs: IntGaugeVec,
    reads_waiting: IntGauge,
}

/// A metric of this process that cannot clash: each name is registered once.
macro_rules! registered {
    ($registry:ident, $metric:expr) => {{
        let metric = $metric.expect("the names below are valid");
        $registry.register(Box::new(metric.clone())).expect("each name is registered once");
        metric
    }};
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let registry = Registry::new();
        let requests = registered!(
            registry,
            IntCounterVec::new(
                Opts::new("steward_http_requests_total", "Requests answered."),
                &["operation", "status"]
            )
        );
        let buckets = vec![0.002, 0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0];
        let durations = registered!(
            registry,
            HistogramVec::new(
                HistogramOpts::new("steward_http_request_duration_seconds", "Time until the answer is ready.")
                    .buckets(buckets),
                &["operation"]
            )
        );
        let connections = registered!(
            registry,
            IntGaugeVec::new(Opts::new("steward_database_connections", "Connections of the pool."), &["state"])
        );
        let jobs = registered!(registry, IntGaugeVec::new(Opts::new("steward_jobs", "Jobs in the queue."), &["state"]));
        let reads_waiting = registered!(
            registry,
            IntGauge::new("steward_audit_reads_waiting", "Reads on their way into the audit log.")
        );
        Self { registry, requests, durations, connections, jobs, reads_waiting }
    }

    pub(crate) fn observe(&self, operation: &str, status: u16, elapsed: Duration) {
        self.requests.with_label_values(&[operation, &status.to_string()]).inc();
        self.durations.with_label_values(&[operation]).observe(elapsed.as_secs_f64());
    }
}

/// Figures for Prometheus.
///
/// Requests and latency per operation, the connection pool, and the queue.
#[utoipa::path(
    tag = "Operations",
    security(()),
    responses(
        (status = 200, description = "In the Prometheus text format", content_type = "text/plain", body = String,
         example = "steward_http_requests_total{operation=\"list_clients\",status=\"200\"} 42"),
        Problems
    )
)]
#[get("/metrics")]
pub(super) async fn get_metrics(state: Data<State>, request: HttpRequest) -> ApiResult<HttpResponse> {
    check_token(&state, &request)?;
    let metrics = &state.metrics;
    let pool = &state.context.pool;
    let idle = i64::try_from(pool.num_idle()).unwrap_or(i64::MAX);
    metrics.connections.with_label_values(&["idle"]).set(idle);
    metrics.connections.with_label_values(&["busy"]).set(i64::from(pool.size()) - idle);
    metrics.reads_waiting.set(i64::try_from(state.reads.waiting_rows()).unwrap_or(i64::MAX));
    // The figures of this process are worth having while the database is down, too.
    if let Ok(queue) = queue_counts(&state).await {
        metrics.jobs.with_label_values(&["waiting"]).set(queue.waiting);
        metrics.jobs.with_label_values(&["running"]).set(queue.running);
        metrics.jobs.with_label_values(&["retrying"]).set(queue.retrying);
        metrics.jobs.with_label_values(&["failed"]).set(queue.failed);
    }
    let mut text = Vec::new();
    TextEncoder::new().encode(&metrics.registry.gather(), &mut text).map_err(ApiError::internal)?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, prometheus::TEXT_FORMAT)).body(text))
}

async fn queue_counts(state: &State) -> Result<store::operations::QueueCounts, ApiError> {
    let mut connection = state.connection().await?;
    Ok(store::operations::queue_counts(&mut connection).await?)
}

fn check_token(state: &State, request: &HttpRequest) -> Result<(), ApiError> {
    let Some(expected) = &state.settings.metrics_token else { return Ok(()) };
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or("");
    let given = given.strip_prefix("Bearer ").unwrap_or("");
    // Comparing hashes takes the same time wherever the tokens differ.
    if Sha256::digest(given) == Sha256::digest(expected.expose_secret()) {
        Ok(())
    } else {
        Err(ApiError::Unauthenticated("Send the token of STEWARD_METRICS_TOKEN as Authorization: Bearer.".to_owned()))
    }
}
