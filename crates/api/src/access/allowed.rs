use std::{
    future::{Ready, ready},
    marker::PhantomData,
    ops::Deref,
};

use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev::Payload};
use app::{Actor, ActorKey};
use domain::{Scope, api_key::ApiScope};

use super::{Caller, Identity, RequestId, Right};
use crate::{
    ApiError,
    request::{pairs, remote_address, state},
};

/// Proof that the caller is signed in and their role has the right `P`. Derefs to [`Caller`].
#[derive(Debug, Clone)]
pub struct Allowed<P> {
    caller: Caller,
    right: PhantomData<P>,
}

impl<P> Deref for Allowed<P> {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl<P: Right> FromRequest for Allowed<P> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(caller::<P>(request).map(|caller| Self { caller, right: PhantomData }))
    }
}

fn caller<P: Right>(request: &HttpRequest) -> Result<Caller, ApiError> {
    let state = state(request)?;
    let claims = {
        let extensions = request.extensions();
        let identity = extensions.get::<Identity>().ok_or_else(|| ApiError::internal("nobody asked who calls"))?;
        identity.claims()?.clone()
    };
    let operation = state
        .operations
        .find(request.method(), request.match_pattern().as_deref())
        .ok_or_else(|| ApiError::internal("the operation is not in the OpenAPI document"))?;
    // The document is what people and the table of rights read; code that says something else must not run.
    if operation.permission != Some(P::PERMISSION) {
        return Err(ApiError::internal(format!("{} documents another right than {}", operation.id, P::PERMISSION)));
    }
    if !claims.role.may(P::PERMISSION) {
        return Err(ApiError::Forbidden(format!("The role {} may not do this.", claims.role)));
    }
    if !claims.may(P::PERMISSION) {
        return Err(ApiError::Forbidden(match ApiScope::that_allow(P::PERMISSION) {
            needed if needed.is_empty() => "No API key may do this; sign in.".to_owned(),
            needed => format!("The API key may not do this; it needs the scope {needed}."),
        }));
    }
    if !operation.has_query
        && let Some((name, _)) = pairs(request.query_string())?.into_iter().next()
    {
        let message = format!("{name}: unknown parameter; {} takes none.", operation.id);
        return Err(ApiError::malformed(name, "unknown-parameter", message));
    }
    let scope = Scope::of(claims.role, claims.staff_id);
    Ok(Caller {
        staff_id: claims.staff_id,
        role: claims.role,
        scope,
        session_id: claims.session_id(),
        key: claims.key().cloned(),
        actor: Actor {
            staff_id: Some(claims.staff_id),
            role: Some(claims.role),
            name: claims.email.clone(),
            scope,
            key: claims.key().map(|key| ActorKey { id: key.id, scopes: key.scopes.clone() }),
            request_id: request.extensions().get::<RequestId>().map(|id| id.0.clone()),
            ip_address: remote_address(request, state.settings.trusted_proxies),
        },
        operation: operation.id.clone(),
        reads: state.reads.clone(),
    })
}
