//! The imports of a crate, read from its source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item};

/// A module's path below the crate's root, such as `["chat", "dispatch"]`.
type Module = Vec<String>;

/// Which files of a crate import which others. Code under `cfg(test)` does not count.
#[derive(Debug)]
pub(super) struct Imports(BTreeMap<String, BTreeSet<String>>);

impl Imports {
    /// Reads the crate whose root is in that folder. Files are named by their path in it.
    pub(super) fn of_crate(folder: &Path) -> Self {
        let mut files: BTreeMap<Module, PathBuf> = source_files(folder)
            .into_iter()
            .map(|file| (module_of(folder, &file), file))
            .collect();
        let tests: Vec<Module> = files
            .iter()
            .flat_map(|(module, file)| test_modules(file, module))
            .collect();
        files.retain(|module, _| !tests.iter().any(|test| module.starts_with(test)));
        let name = |file: &Path| {
            let name = file.strip_prefix(folder).expect("a file of the folder");
            name.to_str().expect("a UTF-8 name").replace('\\', "/")
        };
        let imports = files.iter().map(|(module, file)| {
            let targets = paths_in(file, module, &files)
                .into_iter()
                .filter_map(|path| files.get(&longest_module(&path, &files)?))
                .filter(|target| *target != file)
                .map(|target| name(target));
            (name(file), targets.collect())
        });
        Self(imports.collect())
    }

    /// Each file with a file that it imports.
    pub(super) fn arrows(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(file, targets)| {
            let targets = targets.iter().map(String::as_str);
            targets.map(|target| (file.as_str(), target))
        })
    }

    /// A ring of files in which each imports the next and the last imports the first.
    pub(super) fn circle(&self) -> Option<Vec<&str>> {
        let mut finished = BTreeSet::new();
        self.0
            .keys()
            .find_map(|file| self.circle_from(file, &mut Vec::new(), &mut finished))
    }

    fn circle_from<'a>(
        &'a self,
        file: &'a str,
        path: &mut Vec<&'a str>,
        finished: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<&'a str>> {
        if let Some(start) = path.iter().position(|earlier| *earlier == file) {
            return Some(path[start..].to_vec());
        }
        if finished.contains(file) {
            return None;
        }
        path.push(file);
        let targets = self.0.get(file).into_iter().flatten();
        let circle = targets
            .into_iter()
            .find_map(|target| self.circle_from(target, path, finished));
        path.pop();
        finished.insert(file);
        circle
    }
}

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a readable folder");
    let paths = entries.map(|entry| entry.expect("a readable entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                source_files(&path)
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                vec![path]
            } else {
                Vec::new()
            }
        })
        .collect()
}

fn module_of(folder: &Path, file: &Path) -> Module {
    let path = file.strip_prefix(folder).expect("a file of the folder");
    let mut module: Module = path
        .with_extension("")
        .iter()
        .map(|part| part.to_str().expect("a UTF-8 name").to_owned())
        .collect();
    let is_root = module.len() == 1 && matches!(&*module[0], "lib" | "main");
    if is_root || module.last().is_some_and(|name| name == "mod") {
        module.pop();
    }
    module
}

/// The module in whose file an item of that path is found.
fn longest_module(path: &[String], files: &BTreeMap<Module, PathBuf>) -> Option<Module> {
    (0..=path.len())
        .rev()
        .map(|length| path[..length].to_vec())
        .find(|module| files.contains_key(module))
}

fn items_of(file: &Path) -> Vec<Item> {
    let text = fs::read_to_string(file).expect("a readable file");
    let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file:?}: {error}"));
    syntax.items
}

/// The modules for tests that a file declares.
fn test_modules(file: &Path, module: &[String]) -> Vec<Module> {
    let items = items_of(file).into_iter();
    let tests = items.filter_map(|item| match item {
        Item::Mod(inner) if is_test(&inner.attrs) => {
            Some([module, &[inner.ident.to_string()]].concat())
        }
        _ => None,
    });
    tests.collect()
}

/// The absolute paths of what a file names by `crate`, `super`, `self` or a module that it declares.
fn paths_in(file: &Path, module: &[String], files: &BTreeMap<Module, PathBuf>) -> Vec<Module> {
    let mut reader = Reader {
        files,
        paths: Vec::new(),
    };
    for item in &items_of(file) {
        reader.read_item(item, module);
    }
    reader.paths
}

struct Reader<'a> {
    files: &'a BTreeMap<Module, PathBuf>,
    paths: Vec<Module>,
}

impl Reader<'_> {
    fn read_item(&mut self, item: &Item, module: &[String]) {
        match item {
            Item::Mod(inner) if is_test(&inner.attrs) => {}
            Item::Mod(inner) => {
                let inner_module = [module, &[inner.ident.to_string()]].concat();
                let items = inner.content.iter().flat_map(|(_, items)| items);
                items.for_each(|item| self.read_item(item, &inner_module));
            }
            item => self.read_tokens(item.to_token_stream(), module),
        }
    }

    /// Reads plain tokens, so that the content of macros counts too.
    fn read_tokens(&mut self, tokens: TokenStream, module: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            index += 1;
            match token {
                TokenTree::Group(group) if is_visibility(group) => {}
                TokenTree::Group(group) => self.read_tokens(group.stream(), module),
                TokenTree::Ident(ident) if is_separator(&tokens[index..]) => {
                    let start = self.start(&ident.to_string(), module);
                    index += self.read_path(&tokens[index + 2..], start) + 2;
                }
                _ => {}
            }
        }
    }

    /// What the first name of a path stands for; `None` for something outside of the crate.
    fn start(&self, name: &str, module: &[String]) -> Option<Module> {
        let child = [module, &[name.to_owned()]].concat();
        match name {
            "crate" => Some(Vec::new()),
            "self" => Some(module.to_vec()),
            "super" => Some(module[..module.len().saturating_sub(1)].to_vec()),
            _ => self.files.contains_key(&child).then_some(child),
        }
    }

    /// Follows a path behind its first `::`, and returns how many tokens it has.
    fn read_path(&mut self, tokens: &[TokenTree], mut path: Option<Module>) -> usize {
        match tokens.first() {
            Some(TokenTree::Ident(ident)) => {
                if let Some(path) = &mut path {
                    match &*ident.to_string() {
                        "super" => drop(path.pop()),
                        "self" => {}
                        name => path.push(name.to_owned()),
                    }
                }
                if is_separator(&tokens[1..]) {
                    return self.read_path(&tokens[3..], path) + 3;
                }
                self.paths.extend(path);
                1
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let branches = inner.split(|token| is_punctuation(token, ','));
                for branch in branches.filter(|branch| !branch.is_empty()) {
                    self.read_path(branch, path.clone());
                }
                1
            }
            // A glob, or the arguments of a generic function.
            _ => {
                self.paths.extend(path);
                0
            }
        }
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let tokens = attribute.meta.to_token_stream().to_string();
        attribute.path().is_ident("cfg") && tokens.contains("test")
    })
}

/// Whether the group is that of `pub(in path)`.
fn is_visibility(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    matches!(first, Some(TokenTree::Ident(ident)) if ident == "in")
}

fn is_separator(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [first, second, ..] if is_punctuation(first, ':') && is_punctuation(second, ':'))
}

fn is_punctuation(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punctuation) if punctuation.as_char() == sign)
}
