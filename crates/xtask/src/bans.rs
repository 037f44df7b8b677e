//! Crates that stay out, crates of which there is one version, and where crates come from.

use std::collections::BTreeMap;

use crate::findings::Findings;
use crate::metadata::{Kind, Metadata, Package};

/// Crates that are not to be had, whatever the feature.
const DENIED: &[(&str, &str)] = &[
    ("openssl-sys", "the product builds with a C compiler and nothing else"),
    ("native-tls", "it is OpenSSL on Linux"),
    ("chrono-tz", "Indonesia has three fixed offsets and no summer time: use FixedOffset"),
    ("sqlx", "the store is synchronous, and its libsqlite3-sys collides with rusqlite's"),
    ("diesel", "its libsqlite3-sys collides with rusqlite's"),
    ("rusty-money", "money is ikm_core::money::Rupiah"),
    ("qris", "a placeholder; the payload is written and read here"),
];

/// Crates that nobody gets without asking for a feature: the library is synchronous.
const DENIED_BY_DEFAULT: &[(&str, &str)] = &[
    ("tokio", "only the feature `postgres` may bring a runtime"),
    ("async-std", "the library is synchronous"),
    ("smol", "the library is synchronous"),
    ("postgres", "it stands behind the feature `postgres`"),
];

/// Crates whose types cross our interfaces, or that link a C library: two versions of one would not
/// fit together.
const SINGLE: &[&str] = &["chrono", "libsqlite3-sys", "rusqlite", "rust_decimal", "serde", "uuid"];

/// How cargo writes down that a package comes from a registry, and not from a repository.
const REGISTRY: &[&str] = &["registry+", "sparse+"];

/// Checks the graph of the default features and the graph of all features.
pub(crate) fn check(default: &Metadata, all_features: &Metadata) -> Findings {
    let all = all_features.reach(all_features.members(), |_| true);
    let mut findings = Findings::of(format!("{} packages", all.len()));
    for item in &all {
        if let Some(reason) = reason(DENIED, &item.package.name) {
            findings.error(format!("{} is denied: {reason} (by {})", item.package.name, item.path));
        }
        if let Some(problem) = foreign(item.package, all_features) {
            findings.error(format!("{} {problem} (by {})", item.package.name, item.path));
        }
    }
    for item in default.reach(default.published(), |kind| kind != Kind::Dev) {
        if let Some(reason) = reason(DENIED_BY_DEFAULT, &item.package.name) {
            let name = &item.package.name;
            findings.error(format!("{name} is in the default build: {reason} (by {})", item.path));
        }
    }
    for (name, versions) in versions(all.iter().map(|item| item.package)) {
        let text = format!("{} versions of {name}: {}", versions.len(), versions.join(", "));
        if SINGLE.contains(&name) {
            findings.error(text);
        } else {
            findings.warnings.push(text);
        }
    }
    findings
}

fn reason<'a>(table: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    table.iter().find(|(denied, _)| *denied == name).map(|(_, reason)| *reason)
}

fn foreign(package: &Package, metadata: &Metadata) -> Option<String> {
    match &package.source {
        Some(source) if REGISTRY.iter().any(|kind| source.starts_with(kind)) => None,
        Some(source) => Some(format!("comes from {source}, not from a registry")),
        None if metadata.workspace_members.contains(&package.id) => None,
        None => Some("stands on a path outside the workspace".to_owned()),
    }
}

/// The crates that are there in versions that do not replace each other, with those versions.
fn versions<'a>(packages: impl Iterator<Item = &'a Package>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut by_name: BTreeMap<&str, BTreeMap<String, &str>> = BTreeMap::new();
    for package in packages {
        by_name
            .entry(&package.name)
            .or_default()
            .insert(compatible_line(&package.version), &package.version);
    }
    by_name
        .into_iter()
        .filter(|(_, lines)| lines.len() > 1)
        .map(|(name, lines)| (name, lines.into_values().collect()))
        .collect()
}

/// The part of a version within which cargo takes one for another: `1`, or `0.12` before 1.0.
fn compatible_line(version: &str) -> String {
    let mut parts = version.split('.');
    let major = parts.next().unwrap_or_default();
    match (major, parts.next(), parts.next()) {
        ("0", Some("0"), Some(patch)) => format!("0.0.{patch}"),
        ("0", Some(minor), _) => format!("0.{minor}"),
        _ => major.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{check, compatible_line};
    use crate::metadata::Metadata;

    const FROM_REGISTRY: &str = "registry+https://example.org/index";

    /// One member, `ikm-store`, and packages that it leads to: `(name, version, source, kind)`.
    fn workspace(outside: &[(&str, &str, &str, Option<&str>)]) -> Metadata {
        let package = |id: &str, name: &str, version: &str, source: Option<&str>| {
            json!({
                "id": id, "name": name, "version": version, "license": "MIT", "description": "",
                "readme": null, "source": source, "publish": null, "manifest_path": "Cargo.toml",
                "dependencies": [], "targets": [],
            })
        };
        let mut packages = vec![package("ikm-store", "ikm-store", "0.1.0", None)];
        let mut deps: Vec<Value> = Vec::new();
        for (name, version, source, kind) in outside {
            let id = format!("{name}@{version}");
            packages.push(package(&id, name, version, Some(source)));
            deps.push(json!({"pkg": id, "dep_kinds": [{"kind": kind}]}));
        }
        serde_json::from_value(json!({
            "packages": packages, "workspace_members": ["ikm-store"], "workspace_root": "/",
            "resolve": {"nodes": [{"id": "ikm-store", "deps": deps}]},
        }))
        .expect("the shape of cargo metadata")
    }

    #[test]
    fn what_may_not_be_had_is_named_with_the_way_to_it() {
        let clean = workspace(&[("csv", "1.4.0", FROM_REGISTRY, None)]);
        assert_eq!(check(&clean, &clean).errors, Vec::<String>::new());

        let denied = workspace(&[("native-tls", "0.2.0", FROM_REGISTRY, Some("dev"))]);
        assert_eq!(
            check(&clean, &denied).errors,
            ["native-tls is denied: it is OpenSSL on Linux (by ikm-store -> native-tls)"]
        );

        let git = workspace(&[("csv", "1.4.0", "git+https://example.org/csv", None)]);
        assert_eq!(
            check(&clean, &git).errors,
            [
                "csv comes from git+https://example.org/csv, not from a registry (by ikm-store -> csv)"
            ]
        );
    }

    #[test]
    fn a_runtime_may_stand_behind_a_feature_and_in_tests() {
        let runtime = workspace(&[("tokio", "1.0.0", FROM_REGISTRY, None)]);
        let clean = workspace(&[]);
        assert_eq!(check(&clean, &runtime).errors, Vec::<String>::new());
        assert_eq!(
            check(&runtime, &runtime).errors,
            ["tokio is in the default build: only the feature `postgres` may bring a runtime \
              (by ikm-store -> tokio)"]
        );
        let in_tests = workspace(&[("tokio", "1.0.0", FROM_REGISTRY, Some("dev"))]);
        assert_eq!(check(&in_tests, &in_tests).errors, Vec::<String>::new());
    }

    #[test]
    fn two_versions_are_told_and_sometimes_refused() {
        let twice = workspace(&[
            ("rusqlite", "0.42.0", FROM_REGISTRY, None),
            ("rusqlite", "0.43.0", FROM_REGISTRY, None),
            ("syn", "2.0.0", FROM_REGISTRY, None),
            ("syn", "3.0.0", FROM_REGISTRY, None),
        ]);
        let findings = check(&twice, &twice);
        assert_eq!(findings.errors, ["2 versions of rusqlite: 0.42.0, 0.43.0"]);
        assert_eq!(findings.warnings, ["2 versions of syn: 2.0.0, 3.0.0"]);
    }

    #[test]
    fn versions_that_replace_each_other_are_one_line() {
        for (version, line) in
            [("1.4.0", "1"), ("12.0.1", "12"), ("0.43.0", "0.43"), ("0.0.7", "0.0.7")]
        {
            assert_eq!(compatible_line(version), line, "{version}");
        }
    }
}
