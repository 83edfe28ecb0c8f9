use serde_json::Value;

use super::fields::Field;

/// The OpenAPI document, as far as writes are concerned.
pub(super) struct Document(Value);

/// An operation that takes a JSON body.
#[derive(Debug, Clone)]
pub(super) struct Write {
    pub operation: String,
    schema: Value,
}

impl Document {
    pub(super) fn read() -> Self {
        Self(serde_json::to_value(api::openapi()).expect("the document is JSON"))
    }

    /// Every operation with a body.
    pub(super) fn writes(&self) -> Vec<Write> {
        let with_body = |operation: &Value| {
            let schema = operation.pointer("/requestBody/content/application~1json/schema")?;
            Some(Write { operation: name(operation), schema: schema.clone() })
        };
        self.operations().filter_map(|(_, operation)| with_body(operation)).collect()
    }

    /// Every operation that wants to know which version was edited.
    pub(super) fn guarded(&self) -> Vec<Write> {
        self.with_header("If-Match")
    }

    /// Every operation that may be sent again.
    pub(super) fn repeatable(&self) -> Vec<Write> {
        let found: Vec<Write> = self
            .operations()
            .filter(|(method, operation)| *method == "post" && operation.get("requestBody").is_some())
            .filter(|(_, operation)| operation.pointer("/requestBody/content/application~1json").is_some())
            .map(|(_, operation)| Write { operation: name(operation), schema: Value::Null })
            // A sign-in leaves nothing that could be done twice.
            .filter(|write| write.operation != "log_in")
            .collect();
        assert!(found.len() > 10, "{found:?}");
        found
    }

    /// The fields of a body.
    pub(super) fn fields(&self, write: &Write) -> Vec<Field> {
        let schema = self.resolved(&write.schema);
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let properties = schema["properties"].as_object().into_iter().flatten();
        properties
            .map(|(name, property)| Field {
                name: name.clone(),
                is_required: required.contains(&name.as_str()),
                kinds: self.kinds(property),
            })
            .collect()
    }

    /// What a value may be: schemas without references or alternatives.
    fn kinds(&self, schema: &Value) -> Vec<Value> {
        let schema = self.resolved(schema);
        for several in ["oneOf", "anyOf", "allOf"] {
            if let Some(schemas) = schema[several].as_array() {
                return schemas.iter().flat_map(|one| self.kinds(one)).collect();
            }
        }
        vec![schema.clone()]
    }

    fn with_header(&self, header: &str) -> Vec<Write> {
        let wants = |operation: &Value| {
            operation["parameters"].as_array().into_iter().flatten().any(|one| one["name"] == header)
        };
        let found: Vec<Write> = self
            .operations()
            .filter(|(_, operation)| wants(operation))
            .map(|(_, operation)| Write { operation: name(operation), schema: Value::Null })
            .collect();
        assert!(found.len() > 10, "{found:?}");
        found
    }

    fn operations(&self) -> impl Iterator<Item = (&str, &Value)> {
        let paths = self.0["paths"].as_object().expect("paths").values();
        paths
            .flat_map(|item| item.as_object().expect("operations"))
            .map(|(method, operation)| (method.as_str(), operation))
    }

    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(reference) => {
                let pointer = reference.strip_prefix('#').expect("a reference within the document");
                self.resolved(self.0.pointer(pointer).expect("what it refers to"))
            }
            None => schema,
        }
    }
}

fn name(operation: &Value) -> String {
    operation["operationId"].as_str().expect("a name").to_owned()
}
