//! The macro that declares the payload types.

/// Declares a payload type: a wrapper of the launcher's object, with one accessor for each field. A
/// field has a type and the name that it has in that object.
///
/// An accessor returns `None` (or an empty list) if the object has no such field, if the field has
/// another type than documented, and if reading it throws.
macro_rules! payload {
    (
        $(#[$doc:meta])*
        $payload:ident {
            $($(#[$field_doc:meta])* $field:ident: $type:ty = $key:literal,)*
        }
    ) => {
        $(#[$doc])*
        ///
        /// Two values are equal if they wrap the same JavaScript object.
        #[derive(Clone, PartialEq)]
        pub struct $payload(::wasm_bindgen::JsValue);

        impl $payload {
            $($(#[$field_doc])*
            pub fn $field(&self) -> $type {
                let value = $crate::browser::js::get(&self.0, $key);
                $crate::event::from_js::FromJs::from_js(&value)
            })*
        }

        impl $crate::event::from_js::FromJs for Option<$payload> {
            fn from_js(value: &::wasm_bindgen::JsValue) -> Self {
                value.is_object().then(|| $payload(value.clone()))
            }
        }

        impl $crate::event::from_js::FromJs for $payload {
            /// Makes a payload without any field of a value that is not an object.
            fn from_js(value: &::wasm_bindgen::JsValue) -> Self {
                Option::from_js(value).unwrap_or(Self(::wasm_bindgen::JsValue::UNDEFINED))
            }
        }

        // A derived `Debug` would let JavaScript format the launcher's object, which may throw or
        // never end.
        impl ::std::fmt::Debug for $payload {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($payload))
                    $(.field(stringify!($field), &self.$field()))*
                    .finish()
            }
        }
    };
}

pub(super) use payload;
