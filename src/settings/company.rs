//! The company that a user belongs to.

use serde::Serialize;
use yew::AttrValue;

use super::fields::Fields;
use super::id::Id;
use super::setters::setters;
use super::value::Value;

/// The company that a user belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    fields: Fields,
}

impl Company {
    /// Creates a company with your own id of it.
    pub fn new(company_id: impl Into<Id>) -> Self {
        let mut fields = Fields::default();
        fields.set("company_id", company_id.into());
        Self { fields }
    }

    fn with(mut self, set: impl FnOnce(&mut Fields)) -> Self {
        set(&mut self.fields);
        self
    }

    setters! {
        /// The company's name.
        name: AttrValue = "name",
    }

    /// Further properties of the company: anything that serializes to an object, such as a struct
    /// or a map. Customerly's React Native SDK sends them at the top level, beside `company_id` and
    /// `name`, and so does this crate; they never replace these two. A second call replaces the
    /// properties of the first one.
    #[must_use]
    pub fn attributes(mut self, attributes: impl Serialize + 'static) -> Self {
        self.fields.set_extra_of("company", attributes);
        self
    }
}

impl From<Company> for Value {
    fn from(company: Company) -> Self {
        company.fields.into()
    }
}
