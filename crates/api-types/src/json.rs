//! Reads these types with little code for each: what the browser loads is made of it.
//!
//! `serde_json` would compile, for every type of the API, a reader of objects, one of arrays and one of field names: two
//! kilobytes each. Here a text is parsed once, whatever its type, and a struct is read as the row of its fields, each
//! looked up by name. A field that is absent reads as null, and takes its default where it cannot be null.
use std::{fmt, slice};

use serde::{
    de::{
        DeserializeOwned, DeserializeSeed, Deserializer, Error, IntoDeserializer, SeqAccess, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::{Map, Value};

/// What `text` says, as a `T`. No text at all says null: it answers a request whose result is nothing.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unexpected> {
    T::deserialize(Node(Some(&parsed(text)?)))
}

fn parsed(text: &str) -> Result<Value, Unexpected> {
    if text.is_empty() { Ok(Value::Null) } else { serde_json::from_str(text).map_err(Error::custom) }
}

/// Where a text is not what was expected, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unexpected(Box<str>);

impl Unexpected {
    fn is_no(what: &str) -> Self {
        Self::custom(format_args!("this is no {what}"))
    }

    fn within(self, field: &str) -> Self {
        Self::custom(format_args!("{field}: {self}"))
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unexpected {}

impl Error for Unexpected {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string().into())
    }
}

/// Reads what was parsed before.
pub fn reader(value: &Value) -> impl Deserializer<'_, Error = Unexpected> {
    Node(Some(value))
}

/// A part of the answer; none where a field is absent.
#[derive(Clone, Copy)]
struct Node<'de>(Option<&'de Value>);

/// Not generic, so that there is one of each.
impl<'de> Node<'de> {
    fn is_null(self) -> bool {
        self.0.is_none_or(Value::is_null)
    }

    fn boolean(self) -> Result<bool, Unexpected> {
        self.0.and_then(Value::as_bool).ok_or_else(|| Unexpected::is_no("boolean"))
    }

    fn whole(self) -> Result<i64, Unexpected> {
        self.0.and_then(Value::as_i64).ok_or_else(|| Unexpected::is_no("whole number"))
    }

    fn natural(self) -> Result<u64, Unexpected> {
        self.0.and_then(Value::as_u64).ok_or_else(|| Unexpected::is_no("natural number"))
    }

    fn number(self) -> Result<f64, Unexpected> {
        self.0.and_then(Value::as_f64).ok_or_else(|| Unexpected::is_no("number"))
    }

    fn text(self) -> Result<&'de str, Unexpected> {
        self.0.and_then(Value::as_str).ok_or_else(|| Unexpected::is_no("text"))
    }

    fn list(self) -> Result<&'de [Value], Unexpected> {
        self.0.and_then(Value::as_array).map(Vec::as_slice).ok_or_else(|| Unexpected::is_no("list"))
    }

    fn object(self) -> Result<&'de Map<String, Value>, Unexpected> {
        self.0.and_then(Value::as_object).ok_or_else(|| Unexpected::is_no("object"))
    }
}

/// Methods that call the one method of the visitor there can be for what is asked for.
macro_rules! plain {
    ($($method:ident $read:ident $visit:ident;)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
            visitor.$visit(self.$read()?)
        }
    )+};
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Unexpected;

    plain! {
        deserialize_bool boolean visit_bool;
        deserialize_i8 whole visit_i64;
        deserialize_i16 whole visit_i64;
        deserialize_i32 whole visit_i64;
        deserialize_i64 whole visit_i64;
        deserialize_u8 natural visit_u64;
        deserialize_u16 natural visit_u64;
        deserialize_u32 natural visit_u64;
        deserialize_u64 natural visit_u64;
        deserialize_f32 number visit_f64;
        deserialize_f64 number visit_f64;
        deserialize_char text visit_str;
        deserialize_str text visit_str;
        deserialize_string text visit_str;
        deserialize_identifier text visit_str;
    }

    forward_to_deserialize_any! { i128 u128 bytes byte_buf unit unit_struct ignored_any }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        match self.0 {
            None => Err(Unexpected::is_no("field of the answer")),
            Some(Value::Null) => visitor.visit_unit(),
            Some(Value::Bool(value)) => visitor.visit_bool(*value),
            Some(Value::String(text)) => visitor.visit_str(text),
            Some(Value::Array(_)) => self.deserialize_seq(visitor),
            Some(Value::Object(_)) => self.deserialize_map(visitor),
            Some(Value::Number(number)) => match (number.as_u64(), number.as_i64()) {
                (Some(natural), _) => visitor.visit_u64(natural),
                (None, Some(whole)) => visitor.visit_i64(whole),
                (None, None) => visitor.visit_f64(self.number()?),
            },
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &str, visitor: V) -> Result<V::Value, Unexpected> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        visitor.visit_seq(SeqDeserializer::new(self.list()?.iter().map(|item| Node(Some(item)))))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unexpected> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &str, _: usize, visitor: V) -> Result<V::Value, Unexpected> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        visitor.visit_map(MapDeserializer::new(
            self.object()?.iter().map(|(key, value)| (key.as_str(), Node(Some(value)))),
        ))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unexpected> {
        visitor.visit_seq(Row { object: self.object()?, fields: fields.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unexpected> {
        visitor.visit_enum(self.text()?.into_deserializer())
    }
}

impl<'de> IntoDeserializer<'de, Unexpected> for Node<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// An object as the row of the fields of a struct.
struct Row<'de> {
    object: &'de Map<String, Value>,
    fields: slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Row<'de> {
    type Error = Unexpected;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unexpected> {
        let Some(field) = self.fields.next() else { return Ok(None) };
        let found = self.object.get(*field);
        match seed.deserialize(Node(found)) {
            Ok(value) => Ok(Some(value)),
            // The end of a row makes its reader take the default, or say which field lacks.
            Err(_) if found.is_none() => Ok(None),
            Err(error) => Err(error.within(field)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Inner {
        #[serde(rename = "type")]
        kind: String,
        days: Vec<(i16, Option<f64>)>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Outer {
        #[serde(flatten)]
        inner: Inner,
        maybe: Option<bool>,
        #[serde(default)]
        texts: Vec<String>,
        any: Value,
    }

    #[test]
    fn fields_are_found_by_name_and_may_be_absent() {
        let text = json!({ "days": [[1, 2], [3, null]], "type": "a", "more": 1, "any": { "x": [1, -1, 0.5, "t"] } });
        let inner = Inner { kind: "a".to_owned(), days: vec![(1, Some(2.0)), (3, None)] };
        let outer = Outer { inner, maybe: None, texts: Vec::new(), any: json!({ "x": [1, -1, 0.5, "t"] }) };
        assert_eq!(read::<Outer>(&text.to_string()), Ok(outer));
        assert_eq!(read(""), Ok(()));
        assert_eq!(read::<Option<u64>>("7"), Ok(Some(7)));
    }

    #[test]
    fn what_is_not_expected_is_said_with_its_place() {
        let told = |text: &str| read::<Vec<Inner>>(text).unwrap_err().to_string();
        assert_eq!(told(r#"[{"type":"a","days":[[true,null]]}]"#), "days: this is no whole number");
        assert_eq!(told(r#"[{"type":"a"}]"#), "invalid length 1, expected struct Inner with 2 elements");
        assert_eq!(told("{}"), "this is no list");
        assert!(told("[").starts_with("EOF while parsing"));
        assert!(read::<Inner>(r#"{"type":"a","days":[[40000,null]]}"#).is_err());
    }
}
