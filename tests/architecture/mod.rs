//! The arrows between the rooms and files that ARCHITECTURE.md describes.

mod imports;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use imports::Imports;

/// The rooms of `src/` and their floors. A room may use rooms of lower floors only.
const FLOORS: [(&str, u32); 8] = [
    ("lib.rs", 6),
    ("components", 5),
    ("chat", 4),
    ("messenger", 3),
    ("gtm", 3),
    ("event", 2),
    ("settings", 2),
    ("browser", 1),
];

/// The rooms of `src/gtm/` and their floors.
const GTM_FLOORS: [(&str, u32); 12] = [
    ("mod.rs", 9),
    ("loader", 8),
    ("export", 8),
    ("consent.rs", 7),
    ("outgoing", 6),
    ("config", 5),
    ("privacy", 4),
    ("catalogue.rs", 3),
    ("ga4.rs", 2),
    ("chars.rs", 1),
    ("consent_outcome.rs", 1),
    ("message.rs", 1),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The part of a file's name that is a room of `folder`; `None` for a file elsewhere.
fn room<'a>(file: &'a str, folder: &str) -> Option<&'a str> {
    let inside = file.strip_prefix(folder)?;
    Some(inside.split_once('/').map_or(inside, |(room, _)| room))
}

/// Panics if a room imports one that is not on a lower floor. Returns how many imports lead from one
/// room to another.
fn check_floors<'a>(
    imports: &'a Imports,
    folder: &str,
    floors: &[(&str, u32)],
) -> BTreeMap<(&'a str, &'a str), usize> {
    let floor = |room: &str| {
        let known = floors.iter().find(|(name, _)| *name == room);
        let message = || format!("{folder}{room} has no floor; give it one in tests/architecture");
        known.unwrap_or_else(|| panic!("{}", message())).1
    };
    let mut arrows = BTreeMap::new();
    for (file, target) in imports.arrows() {
        let (Some(from), Some(to)) = (room(file, folder), room(target, folder)) else {
            continue;
        };
        if from == to {
            continue;
        }
        assert!(
            floor(to) < floor(from),
            "{file} imports {target}, but {folder}{from} is on floor {} and {folder}{to} on floor {}",
            floor(from),
            floor(to),
        );
        *arrows.entry((from, to)).or_default() += 1;
    }
    arrows
}

#[test]
fn a_room_uses_only_rooms_on_lower_floors() {
    let imports = Imports::of_crate(&root().join("src"));
    for (folder, floors) in [("", &FLOORS[..]), ("gtm/", &GTM_FLOORS)] {
        let arrows = check_floors(&imports, folder, floors);
        println!(
            "src/{folder}: {} rooms, {} arrows",
            floors.len(),
            arrows.len()
        );
        for (room, floor) in floors {
            let targets = arrows.keys().filter(|(from, _)| from == room);
            let targets: Vec<&str> = targets.map(|(_, to)| *to).collect();
            println!("  floor {floor}  {room} -> {}", targets.join(", "));
        }
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    for folder in [
        "src",
        "xtask/src",
        "xtask/report/src",
        "bench/src",
        "examples/demo",
    ] {
        let imports = Imports::of_crate(&root().join(folder));
        let circle = imports.circle().unwrap_or_default();
        println!("{folder}: {} imports", imports.arrows().count());
        assert!(circle.is_empty(), "a circle in {folder}: {circle:?}");
    }
}

/// Writes a crate of these files into a folder of its own, and reads its imports.
fn imports_of(test: &str, files: &[(&str, &str)]) -> Imports {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    for (file, text) in files {
        let file = folder.join(file);
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder is made");
        fs::write(file, text).expect("the file is written");
    }
    Imports::of_crate(&folder)
}

#[test]
fn a_circle_is_found_through_every_kind_of_path() {
    for (name, back) in [
        ("super", "use super::Thing;"),
        ("nested", "use crate::{room::{self, Thing}};"),
        ("expression", "fn f() { crate::room::thing(); }"),
        ("macro", "fn f() { html! { <super::Thing /> } }"),
        ("glob", "use crate::room::*;"),
        ("function", "fn f() { super::super::room::thing::<u8>(); }"),
    ] {
        let imports = imports_of(
            name,
            &[
                ("lib.rs", "mod room;"),
                ("room/mod.rs", "mod file; pub use self::file::f;"),
                ("room/file.rs", back),
            ],
        );
        let circle = imports.circle();
        assert_eq!(circle, Some(vec!["room/file.rs", "room/mod.rs"]), "{name}");
    }
}

#[test]
fn a_module_that_uses_its_own_child_imports_it() {
    for (name, root) in [
        ("child", "mod child; use child::Child;"),
        ("call", "mod child; fn f() { child::f(Vec::new()) }"),
    ] {
        let files = [("main.rs", root), ("child.rs", "use crate::f;")];
        let imports = imports_of(name, &files);
        assert_eq!(
            imports.circle(),
            Some(vec!["child.rs", "main.rs"]),
            "{name}"
        );
    }
}

#[test]
fn tests_links_in_the_docs_and_visibilities_are_no_imports() {
    let imports = imports_of(
        "harmless",
        &[
            ("lib.rs", "mod one; mod two;"),
            ("one.rs", "use crate::two::Two; #[cfg(test)] mod tests;"),
            ("one/tests.rs", "use crate::three::Three;"),
            (
                "two.rs",
                "/// See [`One`](crate::one::One).\n struct Two;\n pub(in crate::one) struct Three;\n #[cfg(test)] mod tests { use crate::one; }",
            ),
        ],
    );
    assert_eq!(imports.arrows().collect::<Vec<_>>(), [("one.rs", "two.rs")]);
    assert_eq!(imports.circle(), None);
}

#[test]
#[should_panic(expected = "low/file.rs imports high/mod.rs")]
fn an_arrow_upwards_names_both_files() {
    let imports = imports_of(
        "upwards",
        &[
            ("lib.rs", "mod high; mod low;"),
            ("high/mod.rs", "pub struct High;"),
            ("low/mod.rs", "mod file;"),
            ("low/file.rs", "use crate::high::High;"),
        ],
    );
    check_floors(&imports, "", &[("lib.rs", 3), ("high", 2), ("low", 1)]);
}
