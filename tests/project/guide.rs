//! gtm/README.md, the marketers' guide, says what the files beside it have.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use yew_customerly::gtm::{CATALOGUE, DataLayerKey};

const FILES: [&str; 3] = [
    "customerly-container.json",
    "customerly-container-with-ga4.json",
    "customerly-container-update.json",
];

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/gtm"))
}

fn read(file: &str) -> String {
    fs::read_to_string(folder().join(file)).expect("a text file")
}

fn guide() -> String {
    read("README.md")
}

/// The guide without the line breaks inside its sentences.
fn flowing() -> String {
    guide().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text from `start` to the next `end`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect(start);
    rest.split_once(end).expect(end).0
}

/// What is between backticks, outside of blocks of code.
fn quoted(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose
        .flat_map(|prose| prose.split('`').skip(1).step_by(2))
        .collect()
}

fn container(file: &str) -> Value {
    let mut export: Value = serde_json::from_str(&read(file)).expect("JSON");
    export["containerVersion"].take()
}

fn items<'a>(container: &'a Value, list: &str) -> &'a [Value] {
    container[list].as_array().expect("a list")
}

fn names<'a>(container: &'a Value, list: &str) -> BTreeSet<&'a str> {
    let items = items(container, list).iter();
    items
        .map(|item| item["name"].as_str().expect("a name"))
        .collect()
}

/// The value of the parameter of a tag or variable.
fn parameter<'a>(item: &'a Value, key: &str) -> Option<&'a str> {
    let mut parameters = item["parameter"].as_array()?.iter();
    parameters.find(|parameter| parameter["key"] == key)?["value"].as_str()
}

#[test]
fn each_name_that_the_guide_quotes_exists() {
    let container = container(FILES[0]);
    let existing: BTreeSet<&str> = ["tag", "trigger", "variable"]
        .iter()
        .flat_map(|list| names(&container, list))
        .collect();
    let events = items(&container, "tag")
        .iter()
        .filter_map(|tag| parameter(tag, "eventName"));
    let pushed = CATALOGUE.iter().map(|entry| entry.event);
    let keys = DataLayerKey::ALL.iter().map(|key| key.name());
    let technical: BTreeSet<&str> = events
        .chain(pushed)
        .chain(keys)
        .chain(["customerly_page_view"])
        .collect();

    let guide = guide();
    let mut found = 0;
    for name in quoted(&guide) {
        let exists = if name.contains(" - ") {
            // Such as `CE - …`, for a kind of items.
            match name.strip_suffix('…') {
                Some(start) => existing.iter().any(|name| name.starts_with(start)),
                None => existing.contains(name),
            }
        } else if name.starts_with("customerly_") || name == "generate_lead" {
            technical.contains(name)
        } else {
            continue;
        };
        assert!(exists, "the guide quotes {name}, which does not exist");
        found += 1;
    }
    assert!(found > 40, "{found} names");
}

/// Also in the query.
#[test]
fn each_event_and_key_in_the_guide_exists() {
    let events = CATALOGUE.iter().map(|entry| entry.event);
    let known: BTreeSet<&str> = events
        .chain(DataLayerKey::ALL.iter().map(|key| key.name()))
        .chain(["customerly_page_view"])
        .collect();
    let guide = guide();
    let words = guide.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    for word in words.filter(|word| word.starts_with("customerly_")) {
        assert!(known.contains(word), "{word}");
    }
}

#[test]
fn each_name_is_quoted() {
    for part in guide().split("**").skip(1).step_by(2) {
        let is_name = ["GA4 - ", "CE - ", "DLV - ", "Customerly - "];
        let unquoted = is_name.iter().any(|start| part.starts_with(start));
        assert!(!unquoted, "{part} is bold, so that no test checks it");
    }
}

#[test]
fn the_counts_are_those_of_the_files() {
    let count = |file| {
        let container = container(file);
        ["tag", "trigger", "variable"].map(|list| items(&container, list).len())
    };
    let [tags, triggers, variables] = count(FILES[0]);
    let first = format!("{tags} tags, {triggers} triggers and {variables} variables are added");
    let [tags, triggers, variables] = count(FILES[1]);
    let second = format!("{tags} tags, {triggers} triggers and {variables} variables)");
    let guide = flowing();
    for text in [first, second] {
        assert!(guide.contains(&text), "the guide does not say: {text}");
    }
}

#[test]
fn the_guide_lists_the_tags_that_are_on() {
    for file in FILES {
        let container = container(file);
        let on: BTreeSet<&str> = items(&container, "tag")
            .iter()
            .filter(|tag| tag["paused"] != true)
            .filter_map(|tag| parameter(tag, "eventName"))
            .collect();
        let flowing = flowing();
        let list = between(&flowing, "**The eight event tags that are on**", ". ");
        assert_eq!(quoted(list).into_iter().collect::<BTreeSet<_>>(), on);
        assert_eq!(on.len(), 8);
    }
}

#[test]
fn the_files_have_what_the_guide_says_of_them() {
    const GOOGLE_TAG: &str = "GA4 - Google tag - Customerly";
    let guide = guide();
    for entry in fs::read_dir(folder()).expect("a folder") {
        let file = entry.expect("an entry").file_name();
        let file = file.to_str().expect("a name");
        let link = format!("({file})");
        assert!(file == "README.md" || guide.contains(&link), "{file}");
    }
    let [first, second, update] = FILES.map(container);
    let tag = items(&first, "tag")
        .iter()
        .find(|tag| tag["name"] == GOOGLE_TAG)
        .expect("a Google tag");
    let priority = tag["priority"]["value"].as_str().expect("a priority");
    let flowing = flowing();
    let mut numbers = flowing
        .split("the priority ")
        .skip(1)
        .map(|rest| rest.split(|letter: char| !letter.is_ascii_digit()).next())
        .peekable();
    assert!(numbers.peek().is_some());
    assert!(numbers.all(|number| number == Some(priority)));
    for container in [&second, &update] {
        assert!(!names(container, "tag").contains(GOOGLE_TAG));
    }
    let constants = |container: &Value| -> Vec<(String, String)> {
        let variables = items(container, "variable").iter();
        variables
            .filter(|variable| variable["type"] == "c")
            .map(|variable| {
                let name = variable["name"].as_str().expect("a name");
                let value = parameter(variable, "value").expect("a value");
                (name.to_owned(), value.to_owned())
            })
            .collect()
    };
    assert_eq!(constants(&first), constants(&second));
    assert_eq!(constants(&first).len(), 3);
    assert_eq!(constants(&update), []);
    for (name, value) in constants(&first) {
        for text in [name, value] {
            assert!(guide.contains(&format!("`{text}`")), "{text}");
        }
    }
}

#[test]
fn the_guide_quotes_the_query() {
    let guide = guide();
    assert_eq!(
        between(&guide, "```sql\n", "```"),
        read("conversations-by-page.sql")
    );
}
