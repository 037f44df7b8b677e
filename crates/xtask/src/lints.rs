//! Every crate takes part in what the workspace shares, and every published one has a front page.

use std::error::Error;
use std::fs;

use crate::findings::Findings;
use crate::metadata::{Metadata, Package};

/// Keys of `[package]` that a member takes from the workspace.
const INHERITED: &[&str] = &["version", "edition", "rust-version", "license"];

/// What makes a crate's README its front page in rustdoc.
const FRONT_PAGE: &str = "#![doc = include_str!(\"../README.md\")]";

pub(crate) fn check(metadata: &Metadata) -> Result<Findings, Box<dyn Error>> {
    let mut findings = Findings::of(format!("{} crates", metadata.members().count()));
    for package in metadata.members() {
        let manifest = fs::read_to_string(&package.manifest_path)?;
        let mut problems = manifest_problems(&manifest)?;
        if package.is_published() {
            problems.extend(front_page_problems(package)?);
        }
        findings
            .errors
            .extend(problems.into_iter().map(|problem| format!("{}: {problem}", package.name)));
    }
    Ok(findings)
}

/// What a manifest fails to take from the workspace.
fn manifest_problems(manifest: &str) -> Result<Vec<String>, toml::de::Error> {
    let manifest: toml::Table = toml::from_str(manifest)?;
    let inherits = |table: &str, key: Option<&str>| {
        let value = manifest.get(table);
        let value = match key {
            Some(key) => value.and_then(|value| value.get(key)),
            None => value,
        };
        value.and_then(|value| value.get("workspace")).and_then(toml::Value::as_bool) == Some(true)
    };
    let mut problems = Vec::new();
    if !inherits("lints", None) {
        problems.push("the manifest lacks `[lints] workspace = true`".to_owned());
    }
    for key in INHERITED {
        if !inherits("package", Some(key)) {
            problems.push(format!("the manifest lacks `{key}.workspace = true`"));
        }
    }
    Ok(problems)
}

/// What a reader of a published crate would miss.
fn front_page_problems(package: &Package) -> Result<Vec<String>, Box<dyn Error>> {
    let mut problems = Vec::new();
    if package.description.as_ref().is_none_or(String::is_empty) {
        problems.push("a published crate needs a description".to_owned());
    }
    let folder = package.manifest_path.parent();
    match (&package.readme, folder) {
        (Some(readme), Some(folder)) if folder.join(readme).is_file() => {}
        _ => problems.push("a published crate needs a README.md".to_owned()),
    }
    let libraries =
        package.targets.iter().filter(|target| target.kind.iter().any(|kind| kind == "lib"));
    for library in libraries {
        if !fs::read_to_string(&library.src_path)?.lines().any(|line| line == FRONT_PAGE) {
            problems.push(format!("{} lacks `{FRONT_PAGE}`", library.src_path.display()));
        }
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::manifest_problems;

    fn check(manifest: &str, expect: &[&str]) {
        let problems = manifest_problems(manifest).expect("readable");
        assert_eq!(problems, expect, "{manifest}");
    }

    #[test]
    fn what_is_not_taken_from_the_workspace_is_named() {
        let whole = "[package]\nname = \"a\"\nversion.workspace = true\nedition.workspace = true\n\
                     rust-version.workspace = true\nlicense.workspace = true\n";
        check(&format!("{whole}[lints]\nworkspace = true"), &[]);
        check(whole, &["the manifest lacks `[lints] workspace = true`"]);
        check(
            &format!("{whole}[lints]\nworkspace = false"),
            &["the manifest lacks `[lints] workspace = true`"],
        );
        check(
            "lints.workspace = true\n[package]\nversion = \"1.0.0\"\nedition = { workspace = true }\n\
             license.workspace = true",
            &[
                "the manifest lacks `version.workspace = true`",
                "the manifest lacks `rust-version.workspace = true`",
            ],
        );
    }
}
