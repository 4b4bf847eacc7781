//! The macro that declares builder methods.

/// Declares builder methods, each of which sets the field with the given key to a value of the
/// given type. The type that has them provides `fn with(self, impl FnOnce(&mut Fields)) -> Self`.
macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $key:literal,)*) => {
        $($(#[$doc])*
        #[must_use]
        pub fn $name(self, $name: impl Into<$type>) -> Self {
            let value: $type = $name.into();
            self.with(|fields| fields.set($key, value))
        })*
    };
}

pub(super) use setters;
