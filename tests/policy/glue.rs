//! What stands between the crate and the browser, read word by word: nothing in it makes code of a text.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wasmparser::{DataKind, Parser, Payload};

use crate::webdriver::wasm;

/// What makes code or markup of a text, as JavaScript spells it.
const WAYS: [&str; 16] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "document.write",
    ".writeln(",
    "createContextualFragment",
    "parseFromString",
    "srcdoc",
    "eval(",
    "Function(",
    "setTimeout(\"",
    "setInterval(",
    "importScripts",
    "javascript:",
    "import(",
];

/// An app as the browser gets it.
struct Built {
    glue: String,
    wasm: Vec<u8>,
}

impl Built {
    fn of(folder: &Path, name: &str) -> Self {
        let script = fs::read_to_string(folder.join(name).with_extension("js"));
        let wasm = fs::read(folder.join(format!("{name}_bg.wasm")));
        Self {
            glue: script.expect("the glue"),
            wasm: wasm.expect("the module"),
        }
    }

    /// The lines of the glue that hold one of the ways, comments left out.
    fn found(&self) -> BTreeSet<&str> {
        let lines = self.glue.lines().map(str::trim);
        lines
            .filter(|line| !line.starts_with('*') && !line.starts_with("//"))
            .filter(|line| WAYS.iter().any(|way| line.contains(way)))
            .collect()
    }

    /// Where the module takes its imports from, and all texts that it holds.
    fn read(&self) -> (BTreeSet<&str>, Vec<u8>) {
        let mut modules = BTreeSet::new();
        let mut texts = Vec::new();
        for payload in Parser::new(0).parse_all(&self.wasm) {
            match payload.expect("a module") {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        modules.insert(import.expect("an import").module);
                    }
                }
                Payload::DataSection(data) => {
                    for segment in data {
                        let segment = segment.expect("data");
                        assert!(matches!(segment.kind, DataKind::Active { .. }));
                        texts.extend_from_slice(segment.data);
                        texts.push(0);
                    }
                }
                _ => {}
            }
        }
        (modules, texts)
    }
}

fn holds(texts: &[u8], word: &str) -> bool {
    texts
        .windows(word.len())
        .any(|window| window == word.as_bytes())
}

/// Yew's own: markup that an app hands it as such (`Html::from_html_unchecked`), and the page's
/// markup in a complaint about hydration.
const YEWS: [&str; 2] = ["innerHTML", "outerHTML"];

#[test]
#[ignore = "needs wasm-bindgen: cargo xtask test runs it"]
fn nothing_that_is_built_makes_code_of_a_text() {
    let everything = wasm::build_whole("policy");
    let everything = Built::of(&everything, "policy");
    let bare = Built::of(&wasm::build("policy_bare"), "policy_bare");

    // All that the module calls is in the glue, which brings no snippet of ours.
    let (modules, texts) = everything.read();
    assert_eq!(modules, BTreeSet::from(["./policy_bg.js"]));
    assert!(!everything.glue.contains("from './"));

    // In the glue is what Yew brings into every app, and no more.
    let (ours, yews) = (everything.found(), bare.found());
    let more: Vec<_> = ours.difference(&yews).collect();
    assert_eq!(more, [&""; 0]);
    for way in YEWS {
        assert!(
            yews.iter().any(|line| line.contains(way)),
            "{way}: {yews:?}"
        );
    }

    // What is reached by its name is named in the module's data.
    assert!(holds(&texts, "createScriptURL"), "so the names are there");
    for way in WAYS {
        assert!(!holds(&texts, way), "{way}");
    }
}

/// The same ways as Rust spells them, and those that Yew opens.
const IN_RUST: [&str; 11] = [
    "inner_html",
    "outer_html",
    "insert_adjacent_html",
    "contextual_fragment",
    "DomParser",
    "new_no_args",
    "new_with_args",
    "eval",
    "from_html_unchecked",
    "VRaw",
    "inline_js",
];

/// As Yew has brought some ways in, the crate's own use of those would not show in the glue.
#[test]
fn nothing_in_the_source_makes_code_of_a_text() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the source") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(&path).expect("a text");
            let lines = source.lines().map(str::trim_start);
            // Tests stand at the end of a file.
            let code = lines.take_while(|line| !line.starts_with("mod tests {"));
            for line in code.filter(|line| !line.starts_with("//")) {
                let mut ways = WAYS.iter().chain(&IN_RUST);
                let way = ways.find(|way| line.contains(**way));
                assert_eq!(way, None, "{}: {line}", path.display());
            }
            read += 1;
        }
    }
    assert!(read > 50, "{read} files");
}
