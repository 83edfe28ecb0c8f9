use actix_web::{
    App, Error, HttpRequest, HttpResponse,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::{Compress, from_fn},
    web::{self, Data},
};

use crate::{ApiError, State, app_files, middleware, ops, routes};

/// The whole HTTP application, for one worker thread.
pub fn application(
    state: Data<State>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(state)
        .configure(routes::served)
        .service(ops::docs_redirect())
        .service(ops::swagger_ui())
        .default_service(web::to(no_route))
        .wrap(from_fn(middleware::idempotency))
        .wrap(from_fn(middleware::identify_and_limit))
        .wrap(Compress::default())
        .wrap(from_fn(middleware::envelope))
}

async fn no_route(state: Data<State>, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    app_files::answer(&state, &request)
}
