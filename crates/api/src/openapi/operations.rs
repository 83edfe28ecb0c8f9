use std::{collections::HashMap, str::FromStr as _};

use actix_web::{dev::ResourceDef, http::Method};
use domain::staff::Permission;
use utoipa::openapi::{
    OpenApi, RefOr,
    path::{Parameter, ParameterIn, PathItem},
};

/// An operation of the document.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    /// Name of the handler.
    pub id: String,
    /// The right it documents in `security`; none for operations open to everybody.
    pub permission: Option<Permission>,
    /// Whether it documents query parameters. Handlers that do read them; the others must not be sent any.
    pub has_query: bool,
}

/// The operations by method and path template.
pub(crate) struct Operations {
    by_route: HashMap<(Method, String), Operation>,
    paths: Vec<(ResourceDef, Vec<Method>)>,
}

impl std::fmt::Debug for Operations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Operations").field("count", &self.by_route.len()).finish()
    }
}

impl Operations {
    pub(crate) fn of(document: &OpenApi) -> Self {
        let mut by_route = HashMap::new();
        let mut paths = Vec::new();
        for (path, item) in &document.paths.paths {
            let mut methods = Vec::new();
            for (method, operation) in operations(item) {
                let permission = operation
                    .security
                    .iter()
                    .flatten()
                    .filter_map(|requirement| serde_json::to_value(requirement).ok())
                    .filter_map(|requirement| requirement["bearer"][0].as_str().map(str::to_owned))
                    .find_map(|name| Permission::from_str(&name).ok());
                let id = operation.operation_id.clone().unwrap_or_default();
                let is_query = |parameter: &RefOr<Parameter>| matches!(parameter, RefOr::T(parameter) if matches!(parameter.parameter_in, ParameterIn::Query));
                let has_query = operation.parameters.iter().flatten().any(is_query);
                by_route.insert((method.clone(), path.clone()), Operation { id, permission, has_query });
                methods.push(method);
            }
            paths.push((ResourceDef::new(path.as_str()), methods));
        }
        Self { by_route, paths }
    }

    /// The operation behind a route.
    pub(crate) fn find(&self, method: &Method, pattern: Option<&str>) -> Option<&Operation> {
        self.by_route.get(&(method.clone(), pattern?.to_owned()))
    }

    /// The methods a path answers; empty when there is no such path.
    pub(crate) fn methods(&self, path: &str) -> Vec<&Method> {
        self.paths.iter().filter(|(resource, _)| resource.is_match(path)).flat_map(|(_, methods)| methods).collect()
    }
}

fn operations(item: &PathItem) -> impl Iterator<Item = (Method, &utoipa::openapi::path::Operation)> {
    [
        (Method::GET, &item.get),
        (Method::PUT, &item.put),
        (Method::POST, &item.post),
        (Method::DELETE, &item.delete),
        (Method::PATCH, &item.patch),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.as_ref().map(|operation| (method, operation)))
}
