use serde::{
    Deserializer,
    de::{
        Error as _, IntoDeserializer, Visitor,
        value::{Error, SeqDeserializer},
    },
};

/// One query parameter, read as whatever type is asked for.
#[derive(Debug, Clone)]
pub(super) struct QueryValue(pub String);

impl<'de> IntoDeserializer<'de, Error> for QueryValue {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parsed {
    ($($method:ident => $visit:ident as $type:ty, $words:literal;)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.0.parse::<$type>() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(Error::custom(format!("invalid value: {:?} is not {}", self.0, $words))),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for QueryValue {
    type Error = Error;

    parsed! {
        deserialize_bool => visit_bool as bool, "true or false";
        deserialize_i8 => visit_i8 as i8, "a whole number";
        deserialize_i16 => visit_i16 as i16, "a whole number";
        deserialize_i32 => visit_i32 as i32, "a whole number";
        deserialize_i64 => visit_i64 as i64, "a whole number";
        deserialize_u8 => visit_u8 as u8, "a whole number";
        deserialize_u16 => visit_u16 as u16, "a whole number";
        deserialize_u32 => visit_u32 as u32, "a whole number";
        deserialize_u64 => visit_u64 as u64, "a whole number";
        deserialize_f32 => visit_f32 as f32, "a number";
        deserialize_f64 => visit_f64 as f64, "a number";
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let parts: Vec<Self> =
            if self.0.is_empty() { Vec::new() } else { self.0.split(',').map(|part| Self(part.to_owned())).collect() };
        visitor.visit_seq(SeqDeserializer::new(parts.into_iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}
