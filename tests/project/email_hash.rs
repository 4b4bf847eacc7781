//! The examples in SECURITY.md that compute `email_hash` on a server.

use std::io::{self, ErrorKind, Write};
use std::process::Command;

// The Rust example. A test holds the document to this file.
include!("email_hash_example.rs");

/// A secret, an address and its hash. The second hash is from RFC 4231, test case 2.
const VECTORS: [[&str; 3]; 2] = [
    [
        "not-a-real-secret",
        "Ada@Example.com",
        "322a9207ad3e41a56fc29e37301a27667085a9aad2d61c16d96855dbf99b86c7",
    ],
    [
        "Jefe",
        "what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ],
];

/// The document's only block of code in that language.
fn block<'a>(document: &'a str, language: &str) -> &'a str {
    let start = format!("```{language}\n");
    let mut parts = document.split(&start);
    let block = parts.nth(1).expect("a block of code");
    assert!(parts.next().is_none(), "one block of {language}");
    block.split("```").next().expect("the end of the block")
}

fn document() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/SECURITY.md");
    std::fs::read_to_string(path).expect("the document")
}

#[test]
fn the_rust_example_computes_the_hash() {
    assert_eq!(
        block(&document(), "rust"),
        include_str!("email_hash_example.rs")
    );
    for [secret, email, hash] in VECTORS {
        assert_eq!(email_hash(secret, email), hash);
    }
    let [_, _, hash] = VECTORS[0];
    assert!(document().contains(&format!("Both give `{hash}`")));
}

/// Skipped, with a message, on a machine without Node.
#[test]
fn the_javascript_example_computes_the_same_hash() {
    let document = document();
    let example = block(&document, "js");
    let script = format!("{example}\nconsole.log(emailHash(...process.argv.slice(1)));");
    for [secret, email, hash] in VECTORS {
        let node = Command::new("node")
            .args(["--input-type=module", "--eval", &script, "--"])
            .args([secret, email])
            .output();
        let output = match node {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // Not by `eprintln`, whose text the test harness hides.
                let text = "SKIPPED: the JavaScript example was not run: there is no `node`";
                writeln!(io::stderr(), "{text}").expect("stderr");
                return;
            }
            output => output.expect("node starts"),
        };
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{stderr}");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), hash);
    }
}
