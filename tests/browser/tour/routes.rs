use std::collections::BTreeSet;

/// Where the app says which page an address shows.
const APP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../frontend/src/app.rs");

/// The routes of the app, as its router spells them: `/clients/:id`.
pub fn routes() -> BTreeSet<String> {
    let source = std::fs::read_to_string(APP).unwrap_or_else(|error| panic!("{APP} cannot be read: {error}"));
    let (mut routes, mut parents) = (BTreeSet::new(), vec![]);
    for line in source.lines().map(str::trim) {
        if line.starts_with("</ParentRoute") {
            parents.pop();
        }
        let Some((_, path)) = line.split_once("path!(\"") else { continue };
        let Some((path, _)) = path.split_once('"') else { continue };
        if line.starts_with("<ParentRoute") {
            parents.push(path.to_owned());
        } else {
            routes.insert(format!("{}{path}", parents.concat()));
        }
    }
    assert!(routes.contains("/login") && routes.len() > 3, "the routes in {APP} cannot be read: {routes:?}");
    routes
}
