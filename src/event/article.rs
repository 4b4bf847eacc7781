//! Articles of the help center.

use super::account::Account;
use super::author::Author;
use super::opaque::Opaque;
use super::payload::payload;

payload! {
    /// An article of the project's help center.
    ///
    /// Customerly's help center documents one set of fields, the native SDKs declare another. This
    /// type has both.
    Article {
        /// The article's id.
        knowledge_base_article_id: Option<u64> = "knowledge_base_article_id",
        /// The id of the collection that contains the article. Declared by the native SDKs.
        knowledge_base_collection_id: Option<u64> = "knowledge_base_collection_id",
        /// The id of the topmost collection above the article. Declared by the native SDKs.
        knowledge_base_root_collection_id: Option<u64> = "knowledge_base_root_collection_id",
        /// The project's id. Declared by the native SDKs.
        app_id: Option<String> = "app_id",
        /// The last segment of the article's URL.
        slug: Option<String> = "slug",
        /// The title.
        title: Option<String> = "title",
        /// A summary of the article.
        description: Option<String> = "description",
        /// The text, as HTML. Sanitize it before you insert it into a page.
        body: Option<String> = "body",
        /// The article's position in its collection. Declared by the native SDKs.
        sort: Option<f64> = "sort",
        /// The author, as Customerly's help center documents it.
        account: Option<Account> = "account",
        /// The author, as the native SDKs declare it.
        written_by: Option<Author> = "written_by",
        /// The collection that contains the article. Customerly does not document its shape.
        collection: Option<Opaque> = "collection",
        /// When the article was created, in Customerly's unit: its sources disagree on seconds or
        /// milliseconds since 1970.
        created_at: Option<f64> = "created_at",
        /// When the article was last changed, in the unit of [`created_at`](Self::created_at).
        updated_at: Option<f64> = "updated_at",
    }
}
