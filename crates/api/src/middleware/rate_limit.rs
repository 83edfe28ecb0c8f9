use std::{
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use actix_web::{
    Error,
    body::BoxBody,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web::Data,
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    middleware::StateInformationMiddleware,
};

use crate::{
    ApiError, BASE_PATH, State,
    access::{Identity, identify},
    request::remote_address,
};

/// Callers are forgotten now and then, or the table would grow for ever.
const FORGET_EVERY: u64 = 10_000;

type Limiter = DefaultKeyedRateLimiter<String, StateInformationMiddleware>;

/// How often each caller may call (GCRA): a minute's worth at once, refilled evenly.
pub(crate) struct RateLimits {
    limiter: Option<(Arc<Limiter>, Quota)>,
    checks: AtomicU64,
}

impl std::fmt::Debug for RateLimits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RateLimits").field("quota", &self.limiter.as_ref().map(|(_, quota)| quota)).finish()
    }
}

/// What a caller has left.
struct Left {
    limit: u32,
    remaining: u32,
    reset: Duration,
}

impl RateLimits {
    pub(crate) fn new(requests_per_minute: Option<u32>) -> Self {
        let limiter = requests_per_minute.and_then(NonZeroU32::new).map(|requests| {
            let quota = Quota::per_minute(requests);
            (Arc::new(RateLimiter::keyed(quota).with_middleware::<StateInformationMiddleware>()), quota)
        });
        Self { limiter, checks: AtomicU64::new(0) }
    }

    fn check(&self, caller: String) -> Option<(Left, bool)> {
        let (limiter, quota) = self.limiter.as_ref()?;
        if self.checks.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            limiter.retain_recent();
        }
        let limit = quota.burst_size().get();
        Some(match limiter.check_key(&caller) {
            Ok(snapshot) => {
                let remaining = snapshot.remaining_burst_capacity();
                (Left { limit, remaining, reset: quota.replenish_interval() * (limit - remaining) }, true)
            }
            Err(until) => {
                let wait = until.wait_time_from(DefaultClock::default().now());
                (Left { limit, remaining: 0, reset: wait }, false)
            }
        })
    }
}

impl Left {
    /// Whole seconds, rounded up: a client that waits so long gets through.
    fn seconds(&self) -> i64 {
        i64::try_from(self.reset.as_millis().div_ceil(1000)).unwrap_or(i64::MAX)
    }

    fn add(&self, headers: &mut HeaderMap) {
        let mut set = |name: &'static str, value: i64| {
            headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
        };
        set("ratelimit-limit", self.limit.into());
        set("ratelimit-remaining", self.remaining.into());
        set("ratelimit-reset", self.seconds());
    }
}

/// Works out who calls the API, and whether they call too often.
pub(crate) async fn identify_and_limit(
    state: Data<State>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !request.path().starts_with(BASE_PATH) {
        return next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    }
    let caller = match identify(request.request(), &state).await {
        // A program has a share of its own, or it would use up that of the person it acts for.
        Identity::Staff(claims) => match claims.key() {
            Some(key) => format!("key:{}", key.id),
            None => format!("staff:{}", claims.staff_id),
        },
        _ => {
            let address = remote_address(request.request(), state.settings.trusted_proxies);
            format!("address:{}", address.unwrap_or_default())
        }
    };
    let checked = state.rate_limits.check(caller);
    let mut response = match &checked {
        Some((left, false)) => {
            request.error_response(ApiError::RateLimited { retry_after_seconds: left.seconds().max(1) })
        }
        _ => next.call(request).await?.map_into_boxed_body(),
    };
    if let Some((left, _)) = checked {
        left.add(response.headers_mut());
    }
    Ok(response)
}
