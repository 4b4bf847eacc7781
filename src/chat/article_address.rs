//! The address of a help center article.

use yew::AttrValue;

use crate::settings::Value;

/// The address of a help center article: its id, or the slugs of its collection and the article. For
/// [`Customerly::show_article`](crate::Customerly::show_article).
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleAddress(Vec<Value>);

impl ArticleAddress {
    /// The arguments of the chat's `showArticle`.
    pub(crate) fn into_arguments(self) -> Vec<Value> {
        self.0
    }
}

macro_rules! article_ids {
    ($($number:ty)*) => {
        $(impl From<$number> for ArticleAddress {
            /// The article with this id.
            fn from(article_id: $number) -> Self {
                Self(vec![Value::from(article_id as f64)])
            }
        })*
    };
}

// A bare `17` is an `i32`.
article_ids! { i32 u32 u64 }

impl<C: Into<AttrValue>, A: Into<AttrValue>> From<(C, A)> for ArticleAddress {
    /// The article with these slugs: the collection's, then its own.
    fn from((collection, article): (C, A)) -> Self {
        Self(vec![Value::text(collection), Value::text(article)])
    }
}
