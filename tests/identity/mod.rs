//! The user in the settings: the launcher receives each login, profile change and logout.

mod page_settings;
mod users;
mod while_loading;
