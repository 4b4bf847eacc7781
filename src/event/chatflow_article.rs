//! Articles in notifications of a chatflow.

use super::account::Account;
use super::payload::payload;

payload! {
    /// An article of the help center that a chatflow's notification offers.
    ChatflowArticle {
        /// The article's id.
        article_id: Option<u64> = "article_id",
        /// The id of the collection that contains the article.
        collection_id: Option<u64> = "collection_id",
        /// The title.
        title: Option<String> = "title",
        /// A summary of the article.
        description: Option<String> = "description",
        /// The author.
        author: Option<Account> = "author",
    }
}
