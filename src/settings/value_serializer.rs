//! Conversion of the app's values to JavaScript through serde.

use std::mem;

use js_sys::Object;
use serde::ser::{self, Error as _, Serialize};
use serde_wasm_bindgen::{Error, preserve};
use wasm_bindgen::JsValue;

use super::field_path::FieldPath;
use super::integer;
use super::refusal::NOT_FINITE;
use crate::browser::js;

type Result<T = JsValue> = std::result::Result<T, Error>;

/// The serializer for what has no fields. `None` becomes `null`, as in JSON.
const LEAVES: serde_wasm_bindgen::Serializer = serde_wasm_bindgen::Serializer::json_compatible();

/// Converts values to what JSON can express.
///
/// It differs from `serde_wasm_bindgen` in this: an integer that JavaScript would round becomes
/// text, NaN and the infinities are errors, an object has no field without a value, and a field that
/// fails is reported in the console and left out, while the other fields stay. An array has all of
/// its items or fails.
#[derive(Clone, Copy)]
pub(super) struct ValueSerializer<'a>(&'a FieldPath<'a>);

impl<'a> ValueSerializer<'a> {
    /// Creates a serializer for the value at that path.
    pub(super) fn new(path: &'a FieldPath<'a>) -> Self {
        Self(path)
    }

    fn object(self, variant: Option<&'static str>) -> ObjectSerializer<'a> {
        ObjectSerializer {
            path: self.0,
            variant,
            object: Object::new(),
            key: None,
        }
    }

    fn array(self, variant: Option<&'static str>) -> ArraySerializer<'a> {
        ArraySerializer {
            path: self.0,
            variant,
            items: Vec::new(),
        }
    }
}

/// Wraps the content of an enum's variant as `{"Variant": content}`.
fn in_variant(variant: Option<&'static str>, content: JsValue) -> JsValue {
    let Some(variant) = variant else {
        return content;
    };
    let object = Object::new();
    js::set(&object, variant, &content);
    object.into()
}

fn finite(value: JsValue) -> Result {
    match value.as_f64() {
        Some(number) if !number.is_finite() => Err(Error::custom(NOT_FINITE)),
        _ => Ok(value),
    }
}

/// A JavaScript value that serde passes on as it is.
struct Unchanged(JsValue);

impl Serialize for Unchanged {
    fn serialize<S: ser::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        preserve::serialize(&self.0, serializer)
    }
}

/// Converts a newtype with that content. `preserve` hides JavaScript values in a newtype whose name
/// only `serde_wasm_bindgen` knows.
fn newtype(name: &'static str, content: JsValue) -> Result {
    finite(ser::Serializer::serialize_newtype_struct(
        &LEAVES,
        name,
        &Unchanged(content),
    )?)
}

macro_rules! as_they_are {
    ($($name:ident($type:ty);)*) => {
        $(fn $name(self, value: $type) -> Result {
            Ok(value.into())
        })*
    };
}

macro_rules! as_numbers_or_text {
    ($($name:ident($type:ty) $value:ident => $magnitude:expr;)*) => {
        $(fn $name(self, $value: $type) -> Result {
            Ok(if $magnitude.is_ok_and(integer::is_exact) {
                ($value as f64).into()
            } else {
                $value.to_string().into()
            })
        })*
    };
}

impl<'a> ser::Serializer for ValueSerializer<'a> {
    type Ok = JsValue;
    type Error = Error;

    type SerializeSeq = ArraySerializer<'a>;
    type SerializeTuple = ArraySerializer<'a>;
    type SerializeTupleStruct = ArraySerializer<'a>;
    type SerializeTupleVariant = ArraySerializer<'a>;
    type SerializeMap = ObjectSerializer<'a>;
    type SerializeStruct = ObjectSerializer<'a>;
    type SerializeStructVariant = ObjectSerializer<'a>;

    as_they_are! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_str(&str);
    }

    as_numbers_or_text! {
        serialize_i64(i64) value => Ok::<_, ()>(value.unsigned_abs());
        serialize_u64(u64) value => Ok::<_, ()>(value);
        serialize_i128(i128) value => u64::try_from(value.unsigned_abs());
        serialize_u128(u128) value => u64::try_from(value);
    }

    fn serialize_f32(self, value: f32) -> Result {
        finite(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result {
        finite(value.into())
    }

    fn serialize_char(self, value: char) -> Result {
        LEAVES.serialize_char(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result {
        LEAVES.serialize_bytes(value)
    }

    fn serialize_none(self) -> Result {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result {
        newtype(name, value.serialize(self)?)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result {
        Ok(in_variant(Some(variant), value.serialize(self)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<ArraySerializer<'a>> {
        Ok(self.array(None))
    }

    fn serialize_tuple(self, _: usize) -> Result<ArraySerializer<'a>> {
        Ok(self.array(None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<ArraySerializer<'a>> {
        Ok(self.array(None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<ArraySerializer<'a>> {
        Ok(self.array(Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<ObjectSerializer<'a>> {
        Ok(self.object(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<ObjectSerializer<'a>> {
        Ok(self.object(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<ObjectSerializer<'a>> {
        Ok(self.object(Some(variant)))
    }
}

/// Makes an array of a sequence or a tuple.
pub(super) struct ArraySerializer<'a> {
    path: &'a FieldPath<'a>,
    variant: Option<&'static str>,
    items: Vec<JsValue>,
}

macro_rules! array_serializer {
    ($($trait:ident::$method:ident;)*) => {
        $(impl ser::$trait for ArraySerializer<'_> {
            type Ok = JsValue;
            type Error = Error;

            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
                self.items.push(value.serialize(ValueSerializer(self.path))?);
                Ok(())
            }

            fn end(self) -> Result {
                let array = js::array(self.items.into_iter());
                Ok(in_variant(self.variant, array.into()))
            }
        })*
    };
}

array_serializer! {
    SerializeSeq::serialize_element;
    SerializeTuple::serialize_element;
    SerializeTupleStruct::serialize_field;
    SerializeTupleVariant::serialize_field;
}

/// Makes an object of a struct or a map.
pub(super) struct ObjectSerializer<'a> {
    path: &'a FieldPath<'a>,
    variant: Option<&'static str>,
    object: Object,
    /// The key of a map's next value. `None` if the key was refused.
    key: Option<String>,
}

impl ObjectSerializer<'_> {
    fn add<T: ?Sized + Serialize>(&self, name: &str, value: &T) {
        let path = self.path.field(name);
        self.set(&path, name, value.serialize(ValueSerializer(&path)));
    }

    fn set(&self, path: &FieldPath<'_>, name: &str, value: Result) {
        match value {
            Ok(value) if is_empty(&value) => {}
            Ok(value) => {
                js::set(&self.object, name, &value);
            }
            Err(error) => path.refuse(&js::error_message(&error.into())),
        }
    }

    /// Returns the name of a field, which must be a text.
    fn name_of(&self, key: Result) -> Option<String> {
        let refused = match key {
            Ok(key) => {
                if let Some(name) = key.as_string() {
                    return Some(name);
                }
                let text = js::call_method(&js::window(), "String", &[&key]);
                text.unwrap_or_default().as_string()
            }
            Err(error) => Some(js::error_message(&error.into())),
        };
        self.path
            .field(&refused.unwrap_or_default())
            .refuse("the name of a field must be a text");
        None
    }

    fn end(self) -> Result {
        Ok(in_variant(self.variant, self.object.into()))
    }
}

/// Whether a JavaScript value is `null` or `undefined`.
pub(super) fn is_empty(value: &JsValue) -> bool {
    value.is_null() || value.is_undefined()
}

impl ser::SerializeMap for ObjectSerializer<'_> {
    type Ok = JsValue;
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<()> {
        self.key = self.name_of(key.serialize(&LEAVES));
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        if let Some(name) = mem::take(&mut self.key) {
            self.add(&name, value);
        }
        Ok(())
    }

    fn end(self) -> Result {
        self.end()
    }
}

macro_rules! object_serializer {
    ($($trait:ident;)*) => {
        $(impl ser::$trait for ObjectSerializer<'_> {
            type Ok = JsValue;
            type Error = Error;

            fn serialize_field<T: ?Sized + Serialize>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<()> {
                self.add(name, value);
                Ok(())
            }

            fn end(self) -> Result {
                self.end()
            }
        })*
    };
}

object_serializer! {
    SerializeStruct;
    SerializeStructVariant;
}
