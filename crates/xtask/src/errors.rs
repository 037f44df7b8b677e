//! Every error code that the sources give out stands in `docs/reference/errors.md`, once.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::findings::Findings;

const REFERENCE: &str = "docs/reference/errors.md";

/// A code and the files, seen from the workspace, that give it out.
type Codes = BTreeMap<String, BTreeSet<String>>;

pub(crate) fn check(root: &Path) -> Result<Findings, Box<dyn Error>> {
    let codes = collect(root)?;
    let reference = match fs::read_to_string(root.join(REFERENCE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        other => other?,
    };
    Ok(compare(&codes, &reference))
}

/// Prints every code with the files that give it out.
pub(crate) fn list(root: &Path, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    for (code, files) in collect(root)? {
        let files: Vec<String> = files.into_iter().collect();
        writeln!(out, "{code}\t{}", files.join(" "))?;
    }
    Ok(())
}

fn collect(root: &Path) -> Result<Codes, Box<dyn Error>> {
    let mut codes = Codes::new();
    for entry in fs::read_dir(root.join("crates"))? {
        let folder = entry?.path();
        // The checks speak of codes without giving any out.
        if folder.ends_with("xtask") || !folder.join("src").is_dir() {
            continue;
        }
        let mut files = Vec::new();
        rust_files(&folder.join("src"), &mut files)?;
        for file in files {
            let text = fs::read_to_string(&file)?;
            let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
            for code in codes_in(&text) {
                codes.entry(code).or_default().insert(name.clone());
            }
        }
    }
    Ok(codes)
}

/// The sources under `folder`, without files and folders of tests.
fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_stem().is_some_and(|stem| stem == "tests") {
            continue;
        }
        if path.is_dir() {
            rust_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The string literals in `source` that are codes, outside of comments and test modules.
fn codes_in(source: &str) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for line in without_test_modules(source) {
        if line.trim_start().starts_with("//") {
            continue;
        }
        // Every piece between two quotes is looked at, not every second one: a quote inside a
        // string would throw the count off, and nothing but a code looks like one.
        codes.extend(line.split('"').filter(|piece| is_code_like(piece)).map(str::to_owned));
    }
    codes
}

/// The lines of `source` without modules under `#[cfg(test)]`. Such a module ends with the brace
/// that stands as far to the right as its `mod`: the formatter sees to that.
fn without_test_modules(source: &str) -> Vec<&str> {
    let mut kept = Vec::new();
    let mut after_cfg_test = false;
    let mut end: Option<String> = None;
    for line in source.lines() {
        if let Some(closing) = &end {
            if line == closing {
                end = None;
            }
            continue;
        }
        let code = line.trim_start();
        if after_cfg_test && code.starts_with("mod ") && code.ends_with('{') {
            let indent = line.len() - code.len();
            end = Some(format!("{}}}", " ".repeat(indent)));
        } else {
            kept.push(line);
        }
        // Further attributes may stand between the condition and the module.
        after_cfg_test = code == "#[cfg(test)]" || (after_cfg_test && code.starts_with("#["));
    }
    kept
}

fn is_code_like(text: &str) -> bool {
    text.strip_prefix("IKM-").is_some_and(|rest| {
        !rest.is_empty()
            && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
    })
}

/// Whether a code has its subject and its reason: `IKM-MONEY-SYNTAX`.
fn is_well_formed(code: &str) -> bool {
    let parts: Vec<&str> = code.split('-').collect();
    parts.len() >= 3 && parts.iter().all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()))
}

fn compare(codes: &Codes, reference: &str) -> Findings {
    let mut findings = Findings::of(format!("{} codes", codes.len()));
    let documented = documented(reference, &mut findings);
    for (code, files) in codes {
        let named: Vec<&str> = files.iter().map(String::as_str).collect();
        let owners: BTreeSet<&str> = named.iter().filter_map(|file| crate_of(file)).collect();
        if !is_well_formed(code) {
            findings.error(format!("{code} is not IKM-SUBJECT-REASON ({})", named.join(", ")));
        }
        if owners.len() > 1 {
            findings.error(format!("{code} belongs to two crates ({})", named.join(", ")));
        }
        match documented.get(code.as_str()) {
            None => findings
                .error(format!("{code} is not in {REFERENCE} (given out in {})", named.join(", "))),
            Some(1) => {}
            Some(times) => findings.error(format!("{code} is in {REFERENCE} {times} times")),
        }
    }
    for code in documented.keys().filter(|code| !codes.contains_key(**code)) {
        findings.error(format!("{code} is in {REFERENCE}, and nothing gives it out"));
    }
    findings
}

fn crate_of(file: &str) -> Option<&str> {
    file.strip_prefix("crates/")?.split('/').next()
}

/// The codes that have a row in the reference, with how many; a row is `| code | Bahasa Indonesia |
/// English | what to do |`.
fn documented<'a>(reference: &'a str, findings: &mut Findings) -> BTreeMap<&'a str, usize> {
    let mut rows = BTreeMap::new();
    for line in reference.lines().filter(|line| line.starts_with("| `IKM-")) {
        let cells: Vec<&str> = cells(line);
        let code = cells.first().map_or("", |cell| cell.trim_matches('`'));
        if cells.len() != 4 || cells.iter().any(|cell| cell.is_empty()) {
            findings.error(format!("{REFERENCE}: the row of {code} needs four filled cells"));
        }
        *rows.entry(code).or_default() += 1;
    }
    rows
}

/// The cells of a row. A `|` inside a cell is written `\|`.
fn cells(row: &str) -> Vec<&str> {
    let inner = row.trim().trim_start_matches('|').trim_end_matches('|');
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, sign) in inner.char_indices() {
        if sign == '|' && !escaped {
            cells.extend(inner.get(start..at));
            start = at + 1;
        }
        escaped = sign == '\\' && !escaped;
    }
    cells.extend(inner.get(start..));
    cells.into_iter().map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::{Codes, codes_in, compare};

    fn check_source(source: &str, expect: &[&str]) {
        let codes: Vec<String> = codes_in(source).into_iter().collect();
        assert_eq!(codes, expect, "{source}");
    }

    #[test]
    fn codes_are_whole_literals_outside_of_comments_and_tests() {
        check_source(r#"fn code() { "IKM-A-B" }"#, &["IKM-A-B"]);
        check_source(r#"match x { A => "IKM-A-B", B => "IKM-A-2C" }"#, &["IKM-A-2C", "IKM-A-B"]);
        check_source(r#"let a = "IKM-"; let b = "an IKM-A-B"; let c = "IKM-a-b";"#, &[]);
        check_source("    /// assert_eq!(code, \"IKM-A-B\");", &[]);
        check_source(r#"say('"'); "IKM-A-B""#, &["IKM-A-B"]);
    }

    #[test]
    fn a_test_module_ends_where_its_brace_stands() {
        let source = r#"
#[cfg(test)]
use x as y;
const A: &str = "IKM-A-ONE";
#[cfg(test)]
#[expect(clippy::panic, reason = "a test")]
mod tests {
    fn f() {
        "IKM-A-TWO";
    }
}
const B: &str = "IKM-A-THREE";
"#;
        check_source(source, &["IKM-A-ONE", "IKM-A-THREE"]);
    }

    const HEAD: &str = "| code | Bahasa Indonesia | English | what to do |\n|---|---|---|---|\n";

    fn check_reference(codes: &[(&str, &str)], rows: &str, expect: &[&str]) {
        let mut collected = Codes::new();
        for (code, file) in codes {
            collected.entry((*code).to_owned()).or_default().insert((*file).to_owned());
        }
        assert_eq!(compare(&collected, &format!("{HEAD}{rows}")).errors, expect, "{rows}");
    }

    #[test]
    fn code_and_reference_say_the_same() {
        let code = [("IKM-A-B", "crates/a/src/lib.rs")];
        check_reference(&code, "| `IKM-A-B` | salah | wrong | use a \\| b |", &[]);
        check_reference(
            &code,
            "",
            &["IKM-A-B is not in docs/reference/errors.md (given out in crates/a/src/lib.rs)"],
        );
        check_reference(
            &[],
            "| `IKM-A-B` | salah | wrong | stop |",
            &["IKM-A-B is in docs/reference/errors.md, and nothing gives it out"],
        );
        check_reference(
            &code,
            "| `IKM-A-B` | salah | wrong | stop |\n| `IKM-A-B` | salah | wrong | stop |",
            &["IKM-A-B is in docs/reference/errors.md 2 times"],
        );
        check_reference(
            &code,
            "| `IKM-A-B` | salah | | stop |",
            &["docs/reference/errors.md: the row of IKM-A-B needs four filled cells"],
        );
    }

    #[test]
    fn a_code_has_one_owner_and_two_parts() {
        check_reference(
            &[("IKM-A-B", "crates/a/src/x.rs"), ("IKM-A-B", "crates/b/src/y.rs")],
            "| `IKM-A-B` | salah | wrong | stop |",
            &["IKM-A-B belongs to two crates (crates/a/src/x.rs, crates/b/src/y.rs)"],
        );
        check_reference(
            &[("IKM-LONE", "crates/a/src/x.rs")],
            "| `IKM-LONE` | salah | wrong | stop |",
            &["IKM-LONE is not IKM-SUBJECT-REASON (crates/a/src/x.rs)"],
        );
    }
}
