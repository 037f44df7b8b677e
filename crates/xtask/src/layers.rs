//! Which crate may name which: the arrows of `docs/architecture.md`.
//!
//! What counts is the manifest: an optional dependency is one, whether or not a feature asks for it.

use crate::findings::Findings;
use crate::metadata::{Dependency, Kind, Metadata, Package};

/// What a crate of the workspace may depend on, normally and in its build script. A crate that is
/// not in the table may not exist: whoever adds one says here where it stands.
const ALLOWED: &[(&str, &[&str])] = &[
    // The rules stand on nothing.
    ("ikm-core", &[]),
    // Neighbours that know the rules and not each other: each is of use without the rest.
    ("ikm-tariff", &["ikm-core"]),
    ("ikm-import", &["ikm-core"]),
    ("ikm-store", &["ikm-core"]),
    ("ikm-report", &["ikm-core"]),
    ("ikm-testkit", &["ikm-core"]),
    // The use cases bring the neighbours together. The test kit is there for the demo.
    (
        "ikm-app",
        &["ikm-core", "ikm-tariff", "ikm-import", "ikm-store", "ikm-report", "ikm-testkit"],
    ),
    // A front end translates; nothing depends on it.
    ("ikm-cli", LIBRARIES),
    // What looks at the whole from outside.
    ("ikm-bench", LIBRARIES),
    ("ikm-e2e", EVERYTHING),
    // Examples show the libraries, not the command line.
    ("example-embed-the-registry", LIBRARIES),
    ("example-settle-a-month", LIBRARIES),
    // Its point is that a quote needs no store.
    ("example-tariff-calculator", &["ikm-core", "ikm-tariff"]),
    // The checks read manifests and text.
    ("xtask", &[]),
];

const LIBRARIES: &[&str] =
    &["ikm-core", "ikm-tariff", "ikm-import", "ikm-store", "ikm-report", "ikm-testkit", "ikm-app"];

const EVERYTHING: &[&str] = &[
    "ikm-core",
    "ikm-tariff",
    "ikm-import",
    "ikm-store",
    "ikm-report",
    "ikm-testkit",
    "ikm-app",
    "ikm-cli",
];

/// What any crate's tests may use besides: synthetic data, and the store's conformance suite.
const ALLOWED_IN_TESTS: &[&str] = &["ikm-testkit", "ikm-store"];

/// Outside crates that only some of ours may name, so that what they are for stays in one place.
/// A `*` stands for the rest of a name.
struct Wrapped {
    outside: &'static str,
    /// Who may name it, in any kind of dependency.
    wrappers: &'static [&'static str],
    /// Who may name it in tests only.
    in_tests: &'static [&'static str],
    reason: &'static str,
}

const WRAPPED: &[Wrapped] = &[
    Wrapped {
        outside: "rusqlite",
        wrappers: &["ikm-store", "ikm-bench"],
        in_tests: &["ikm-e2e"],
        reason: "SQL stays behind the store's port",
    },
    Wrapped {
        outside: "libsqlite3-sys",
        wrappers: &["ikm-store"],
        in_tests: &[],
        reason: "SQL stays behind the store's port",
    },
    Wrapped {
        outside: "postgres*",
        wrappers: &["ikm-store", "ikm-bench"],
        in_tests: &["ikm-e2e"],
        reason: "SQL stays behind the store's port",
    },
    Wrapped {
        outside: "clap*",
        wrappers: &["ikm-cli"],
        in_tests: &[],
        reason: "only the command line knows arguments",
    },
    Wrapped {
        outside: "anyhow",
        wrappers: &["ikm-cli", "ikm-bench", "ikm-e2e", "example-*"],
        in_tests: ANYONE,
        reason: "a library's errors are enums that a caller can match",
    },
    Wrapped {
        outside: "indicatif",
        wrappers: &["ikm-cli"],
        in_tests: &[],
        reason: "only the command line knows a terminal",
    },
    Wrapped {
        outside: "comfy-table",
        wrappers: &["ikm-cli", "ikm-report"],
        in_tests: &[],
        reason: "a table for the screen is a rendering",
    },
    Wrapped {
        outside: "calamine",
        wrappers: &["ikm-import"],
        in_tests: &["ikm-report", "ikm-testkit", "ikm-e2e"],
        reason: "reading a spreadsheet is the importer's work",
    },
    Wrapped {
        outside: "rust_xlsxwriter",
        wrappers: &["ikm-report", "ikm-testkit"],
        in_tests: &["ikm-import", "ikm-e2e"],
        reason: "writing a spreadsheet is a rendering, or synthetic input",
    },
    Wrapped {
        outside: "csv",
        wrappers: &[
            "ikm-import",
            "ikm-tariff",
            "ikm-report",
            "ikm-cli",
            "ikm-testkit",
            "ikm-bench",
            "ikm-e2e",
            "example-*",
        ],
        in_tests: ANYONE,
        reason: "rules and use cases know records, not files",
    },
    Wrapped {
        outside: "encoding_rs",
        wrappers: &["ikm-import"],
        in_tests: &["ikm-testkit", "ikm-e2e"],
        reason: "reading a foreign encoding is the importer's work",
    },
    Wrapped {
        outside: "chardetng",
        wrappers: &["ikm-import"],
        in_tests: &[],
        reason: "reading a foreign encoding is the importer's work",
    },
    Wrapped {
        outside: "rand*",
        wrappers: &["ikm-testkit", "ikm-cli", "ikm-bench"],
        in_tests: ANYONE,
        reason: "randomness is an argument",
    },
    Wrapped {
        outside: "proptest*",
        wrappers: &["ikm-testkit"],
        in_tests: ANYONE,
        reason: "strategies are for tests",
    },
];

const ANYONE: &[&str] = &["*"];

/// The whole of what the domain may name, so that no I/O, clock or randomness slips in with a crate.
/// `toml` is there to parse a classification scheme from text, which an office can replace.
const CORE_MAY_NAME: &[&str] =
    &["chrono", "rust_decimal", "serde", "sha2", "strsim", "thiserror", "toml", "uuid"];

pub(crate) fn check(metadata: &Metadata) -> Findings {
    let ours: Vec<&str> = metadata.members().map(|package| package.name.as_str()).collect();
    let edges: usize = metadata.members().map(|package| package.dependencies.len()).sum();
    let mut findings = Findings::of(format!("{} crates, {edges} dependencies", ours.len()));
    for package in metadata.members() {
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == package.name) else {
            findings.error(format!(
                "{} stands in no layer: add it to ALLOWED in crates/xtask/src/layers.rs",
                package.name
            ));
            continue;
        };
        for dependency in &package.dependencies {
            let problem = if ours.contains(&dependency.name.as_str()) {
                inner_problem(package, dependency, allowed)
            } else {
                outer_problem(package, dependency)
            };
            if let Some(problem) = problem {
                findings.error(problem);
            }
        }
    }
    findings
}

/// What is wrong with depending on another crate of the workspace.
fn inner_problem(package: &Package, dependency: &Dependency, allowed: &[&str]) -> Option<String> {
    let name = dependency.name.as_str();
    let in_tests = dependency.kind == Kind::Dev && ALLOWED_IN_TESTS.contains(&name);
    if allowed.contains(&name) || in_tests {
        return None;
    }
    let list = if allowed.is_empty() { "nothing".to_owned() } else { allowed.join(", ") };
    Some(format!("{} may not name {name}; it may name {list}", package.name))
}

/// What is wrong with depending on a crate from outside.
fn outer_problem(package: &Package, dependency: &Dependency) -> Option<String> {
    let (us, them) = (package.name.as_str(), dependency.name.as_str());
    let in_tests = dependency.kind == Kind::Dev;
    if us == "ikm-core" && !in_tests && !CORE_MAY_NAME.contains(&them) {
        return Some(format!(
            "ikm-core may not name {them}; it may name {}",
            CORE_MAY_NAME.join(", ")
        ));
    }
    let wrapped = WRAPPED.iter().find(|wrapped| fits(wrapped.outside, them))?;
    let may = |list: &[&str]| list.iter().any(|pattern| fits(pattern, us));
    if may(wrapped.wrappers) || (in_tests && may(wrapped.in_tests)) {
        return None;
    }
    let who = wrapped.wrappers.join(", ");
    Some(format!("{us} may not name {them}: {}; only {who} may", wrapped.reason))
}

/// Whether `name` fits `pattern`, in which a last `*` stands for anything.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => pattern == name,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::check;
    use crate::metadata::Metadata;

    /// A workspace whose crates have these dependencies: `(crate, dependency, kind)`.
    fn workspace(dependencies: &[(&str, &str, Option<&str>)]) -> Metadata {
        let mut names: Vec<&str> = dependencies.iter().map(|(name, _, _)| *name).collect();
        names.extend(["ikm-core", "ikm-store", "ikm-testkit", "ikm-cli"]);
        names.sort_unstable();
        names.dedup();
        let packages: Vec<Value> = names
            .iter()
            .map(|name| {
                let own: Vec<Value> = dependencies
                    .iter()
                    .filter(|(owner, _, _)| owner == name)
                    .map(|(_, dependency, kind)| json!({"name": dependency, "kind": kind}))
                    .collect();
                json!({
                    "id": name, "name": name, "version": "0.1.0", "license": "MIT",
                    "description": "", "readme": null, "source": null, "publish": null,
                    "manifest_path": "Cargo.toml", "dependencies": own, "targets": [],
                })
            })
            .collect();
        serde_json::from_value(json!({
            "packages": packages, "workspace_members": names, "workspace_root": "/",
            "resolve": {"nodes": []},
        }))
        .expect("the shape of cargo metadata")
    }

    fn check_edge(edge: (&str, &str, Option<&str>), expect: &[&str]) {
        let errors = check(&workspace(&[edge])).errors;
        assert_eq!(errors, expect, "{edge:?}");
    }

    #[test]
    fn arrows_go_one_way() {
        check_edge(("ikm-store", "ikm-core", None), &[]);
        check_edge(
            ("ikm-core", "ikm-store", None),
            &["ikm-core may not name ikm-store; it may name nothing"],
        );
        check_edge(
            ("ikm-core", "ikm-store", Some("build")),
            &["ikm-core may not name ikm-store; it may name nothing"],
        );
        check_edge(
            ("ikm-store", "ikm-testkit", None),
            &["ikm-store may not name ikm-testkit; it may name ikm-core"],
        );
    }

    #[test]
    fn tests_may_use_the_test_kit_and_the_conformance_suite() {
        check_edge(("ikm-core", "ikm-testkit", Some("dev")), &[]);
        check_edge(("ikm-report", "ikm-store", Some("dev")), &[]);
        check_edge(
            ("ikm-report", "ikm-cli", Some("dev")),
            &["ikm-report may not name ikm-cli; it may name ikm-core"],
        );
    }

    #[test]
    fn a_newcomer_has_to_say_where_it_stands() {
        check_edge(
            ("ikm-web", "ikm-core", None),
            &["ikm-web stands in no layer: add it to ALLOWED in crates/xtask/src/layers.rs"],
        );
    }

    #[test]
    fn an_outside_crate_stays_with_its_wrapper() {
        check_edge(("ikm-store", "rusqlite", None), &[]);
        check_edge(
            ("ikm-cli", "rusqlite", None),
            &["ikm-cli may not name rusqlite: SQL stays behind the store's port; only ikm-store, \
               ikm-bench may"],
        );
        check_edge(("ikm-cli", "clap_complete", None), &[]);
        check_edge(("example-settle-a-month", "csv", None), &[]);
        check_edge(("ikm-store", "rand_chacha", Some("dev")), &[]);
        check_edge(
            ("ikm-store", "rand_chacha", None),
            &["ikm-store may not name rand_chacha: randomness is an argument; only ikm-testkit, \
               ikm-cli, ikm-bench may"],
        );
        check_edge(
            ("ikm-report", "rusqlite", Some("dev")),
            &[
                "ikm-report may not name rusqlite: SQL stays behind the store's port; only ikm-store, \
               ikm-bench may",
            ],
        );
    }

    #[test]
    fn the_domain_names_only_its_list() {
        check_edge(("ikm-core", "sha2", None), &[]);
        check_edge(("ikm-core", "insta", Some("dev")), &[]);
        check_edge(
            ("ikm-core", "log", None),
            &["ikm-core may not name log; it may name chrono, rust_decimal, serde, sha2, strsim, \
               thiserror, toml, uuid"],
        );
    }
}
