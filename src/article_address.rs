//! Articles of the help centre.

use yew::AttrValue;

use crate::value::Value;

/// Where an article of the help centre is found.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleAddress(Vec<Value>);

impl ArticleAddress {
    /// As the chat's `showArticle` takes it.
    pub(crate) fn into_arguments(self) -> Vec<Value> {
        self.0
    }
}

macro_rules! article_ids {
    ($($number:ty)*) => {
        $(impl From<$number> for ArticleAddress {
            /// By its id.
            fn from(article_id: $number) -> Self {
                Self(vec![Value::from(article_id as f64)])
            }
        })*
    };
}

// `i32` is what a bare `17` is.
article_ids! { i32 u32 u64 }

impl<C: Into<AttrValue>, A: Into<AttrValue>> From<(C, A)> for ArticleAddress {
    /// By the slugs of its collection and its own.
    fn from((collection, article): (C, A)) -> Self {
        Self(vec![Value::text(collection), Value::text(article)])
    }
}
