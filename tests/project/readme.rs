//! The README's table of events matches the catalogue.

use std::fmt::Write;

use yew_customerly::gtm::{CATALOGUE, DataLayerKey};

const START: &str = "<!-- catalogue -->\n";
const END: &str = "<!-- /catalogue -->";

fn table() -> String {
    let mut table = String::from(
        "\n| callback | `ChatEvent` | event in the data layer | keys besides the page's |\n|---|---|---|---|\n",
    );
    for entry in CATALOGUE {
        let keys: Vec<_> = entry
            .keys
            .iter()
            .map(|key| format!("`{}`", key.name()))
            .collect();
        let (callback, kind) = (entry.kind.callback(), entry.kind);
        let _ = writeln!(
            table,
            "| `{callback}` | `{kind:?}` | `{}` | {} |",
            entry.event,
            keys.join(", ")
        );
    }
    table.push_str("\n| key | what |\n|---|---|\n");
    for key in DataLayerKey::ALL {
        let _ = writeln!(table, "| `{}` | {} |", key.name(), key.meaning());
    }
    table.push('\n');
    table
}

/// With `UPDATE=1` in the environment, writes the table instead of checking it.
#[test]
fn the_table_of_events_matches_the_catalogue() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("the README");
    let (before, rest) = readme.split_once(START).expect("the start of the table");
    let (present, after) = rest.split_once(END).expect("the end of the table");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, [before, START, &table(), END, after].concat())
            .expect("a writable README");
    } else {
        assert_eq!(
            present,
            table(),
            "run `UPDATE=1 cargo test --test host readme`"
        );
    }
}
