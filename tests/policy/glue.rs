//! Searches the built glue, the wasm module and the source for APIs that turn strings into code or
//! markup.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wasmparser::{DataKind, Parser, Payload};

use crate::webdriver::{browser, wasm};

/// The APIs that turn a string into code or markup, as JavaScript spells them.
const JS_APIS: [&str; 16] = [
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

/// A built app: wasm-bindgen's glue and the module.
struct Built {
    glue: String,
    wasm: Vec<u8>,
}

impl Built {
    fn of(folder: &Path, name: &str) -> Self {
        let script = fs::read_to_string(folder.join(name).with_extension("js"));
        let wasm = fs::read(folder.join(format!("{name}_bg.wasm")));
        Self {
            glue: script.expect("the glue is readable"),
            wasm: wasm.expect("the module is readable"),
        }
    }

    /// The lines of the glue that use one of the APIs, without comments.
    fn lines_with_js_apis(&self) -> BTreeSet<&str> {
        let lines = self.glue.lines().map(str::trim);
        lines
            .filter(|line| !line.starts_with('*') && !line.starts_with("//"))
            .filter(|line| JS_APIS.iter().any(|api| line.contains(api)))
            .collect()
    }

    /// The names of the modules that the module imports from, and all its data.
    fn imports_and_data(&self) -> (BTreeSet<&str>, Vec<u8>) {
        let mut modules = BTreeSet::new();
        let mut bytes = Vec::new();
        for payload in Parser::new(0).parse_all(&self.wasm) {
            match payload.expect("the module parses") {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        modules.insert(import.expect("the import parses").module);
                    }
                }
                Payload::DataSection(data) => {
                    for segment in data {
                        let segment = segment.expect("the data parses");
                        assert!(matches!(segment.kind, DataKind::Active { .. }));
                        bytes.extend_from_slice(segment.data);
                        bytes.push(0);
                    }
                }
                _ => {}
            }
        }
        (modules, bytes)
    }
}

fn contains(data: &[u8], word: &str) -> bool {
    data.windows(word.len())
        .any(|window| window == word.as_bytes())
}

/// The APIs that Yew itself uses: for markup from the app (`Html::from_html_unchecked`), and to print
/// the page's markup in a hydration error.
const YEW_APIS: [&str; 2] = ["innerHTML", "outerHTML"];

#[test]
#[ignore = "needs wasm-bindgen: cargo xtask test runs it"]
fn the_build_adds_no_api_that_turns_strings_into_code() {
    let _turn = browser::no_browser();
    let everything = wasm::build_whole("policy");
    let everything = Built::of(&everything, "policy");
    let bare = Built::of(&wasm::build("policy_bare"), "policy_bare");

    // The module imports from the glue only, and the glue includes no JavaScript snippet.
    let (modules, data) = everything.imports_and_data();
    assert_eq!(modules, BTreeSet::from(["./policy_bg.js"]));
    assert!(!everything.glue.contains("from './"));

    // The glue uses the same APIs as that of an app with Yew alone.
    let (with_crate, yew_only) = (everything.lines_with_js_apis(), bare.lines_with_js_apis());
    let added: Vec<_> = with_crate.difference(&yew_only).collect();
    assert_eq!(added, [&""; 0]);
    for api in YEW_APIS {
        assert!(
            yew_only.iter().any(|line| line.contains(api)),
            "{api}: {yew_only:?}"
        );
    }

    // The names of APIs that the crate looks up at run time are in the module's data.
    assert!(
        contains(&data, "createScriptURL"),
        "a control: the data has no names"
    );
    for api in JS_APIS {
        assert!(!contains(&data, api), "{api}");
    }
}

/// The same APIs as Rust spells them, and those of Yew.
const RUST_APIS: [&str; 11] = [
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

/// The glue would not show that the crate uses an API that Yew also uses, so this test reads the
/// source.
#[test]
fn the_source_uses_no_api_that_turns_strings_into_code() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut file_count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.ends_with("tests.rs") {
                continue;
            }
            let source = fs::read_to_string(&path).expect("the file is UTF-8");
            let lines = source.lines().map(str::trim_start);
            // The unit tests are at the end of each file, or a file of their own.
            let tests = ["mod tests {", "wasm_bindgen_test_configure!"];
            let code = lines.take_while(|line| !tests.iter().any(|begin| line.starts_with(begin)));
            for line in code.filter(|line| !line.starts_with("//")) {
                let mut apis = JS_APIS.iter().chain(&RUST_APIS);
                let api = apis.find(|api| line.contains(**api));
                assert_eq!(api, None, "{}: {line}", path.display());
            }
            file_count += 1;
        }
    }
    assert!(file_count > 50, "{file_count} files");
}
