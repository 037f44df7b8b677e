//! The part of `cargo metadata` that the checks read.

use std::collections::{HashMap, HashSet, VecDeque};
use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;

/// A workspace, its packages, and the graph that its lock file resolves to.
#[derive(Debug, Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    pub(crate) workspace_members: Vec<String>,
    pub(crate) workspace_root: PathBuf,
    pub(crate) resolve: Resolve,
}

/// A package: one of ours, or one that ours bring in.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) readme: Option<PathBuf>,
    /// Where it came from; nothing for a path.
    pub(crate) source: Option<String>,
    pub(crate) manifest_path: PathBuf,
    /// The registries it may be published to: an empty list is `publish = false`.
    pub(crate) publish: Option<Vec<String>>,
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) targets: Vec<Target>,
}

/// A dependency as a manifest declares it, optional ones included.
#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    /// The package's own name, whatever the manifest renames it to.
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) kind: Kind,
}

/// What a dependency is for. Cargo writes nothing for the normal kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Normal,
    Build,
    Dev,
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Option::<String>::deserialize(deserializer)?.as_deref() {
            None => Ok(Self::Normal),
            Some("build") => Ok(Self::Build),
            Some("dev") => Ok(Self::Dev),
            Some(other) => {
                Err(serde::de::Error::custom(format!("unknown dependency kind {other:?}")))
            }
        }
    }
}

/// A library, binary, test or example of a package.
#[derive(Debug, Deserialize)]
pub(crate) struct Target {
    pub(crate) kind: Vec<String>,
    pub(crate) src_path: PathBuf,
}

/// The resolved graph.
#[derive(Debug, Deserialize)]
pub(crate) struct Resolve {
    pub(crate) nodes: Vec<Node>,
}

/// A package in the resolved graph and what it leads to.
#[derive(Debug, Deserialize)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) deps: Vec<Edge>,
}

/// An edge of the resolved graph.
#[derive(Debug, Deserialize)]
pub(crate) struct Edge {
    pub(crate) pkg: String,
    pub(crate) dep_kinds: Vec<EdgeKind>,
}

/// One of the reasons why an edge is there.
#[derive(Debug, Deserialize)]
pub(crate) struct EdgeKind {
    #[serde(default)]
    pub(crate) kind: Kind,
}

impl Metadata {
    /// Asks cargo about the workspace that stands around this program, with its default features.
    pub(crate) fn load() -> Result<Self, Box<dyn Error>> {
        Self::ask(&[])
    }

    /// Asks cargo again, with every feature of every member switched on.
    pub(crate) fn load_with_all_features() -> Result<Self, Box<dyn Error>> {
        Self::ask(&["--all-features"])
    }

    fn ask(features: &[&str]) -> Result<Self, Box<dyn Error>> {
        let json = cargo(&["metadata", "--format-version", "1"], features)?;
        let mut metadata: Self = serde_json::from_str(&json)?;
        // `cargo metadata` follows a weak feature (`rand?/std`) into crates that are never built;
        // `cargo tree` does not, and so has the last word on what there is.
        let tree = cargo(
            &[
                "tree",
                "--workspace",
                "--target=all",
                "--edges=normal,build,dev",
                "--prefix=none",
                "--format={p}",
            ],
            features,
        )?;
        let built: HashSet<(&str, &str)> = tree.lines().filter_map(name_and_version).collect();
        metadata.packages.retain(|package| built.contains(&(&package.name, &package.version)));
        Ok(metadata)
    }

    /// The packages that stand in the workspace.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }

    /// The members that other people get: those without `publish = false`.
    pub(crate) fn published(&self) -> impl Iterator<Item = &Package> {
        self.members().filter(|package| package.is_published())
    }

    /// Everything that the packages `from` lead to over edges that `follow` allows, themselves
    /// included, each with the shortest path that leads there.
    pub(crate) fn reach<'a>(
        &'a self,
        from: impl Iterator<Item = &'a Package>,
        follow: fn(Kind) -> bool,
    ) -> Vec<Reached<'a>> {
        let packages: HashMap<&str, &Package> =
            self.packages.iter().map(|package| (package.id.as_str(), package)).collect();
        let nodes: HashMap<&str, &Node> =
            self.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
        let mut paths: HashMap<&str, String> = HashMap::new();
        let mut queue: VecDeque<&Package> = VecDeque::new();
        for package in from {
            paths.insert(&package.id, package.name.clone());
            queue.push_back(package);
        }
        let mut reached = Vec::new();
        while let Some(package) = queue.pop_front() {
            let path = paths.get(package.id.as_str()).cloned().unwrap_or_default();
            let edges = nodes.get(package.id.as_str()).map_or(&[][..], |node| &node.deps);
            for edge in edges.iter().filter(|e| e.dep_kinds.iter().any(|k| follow(k.kind))) {
                let Some(next) = packages.get(edge.pkg.as_str()) else { continue };
                if !paths.contains_key(next.id.as_str()) {
                    paths.insert(&next.id, format!("{path} -> {}", next.name));
                    queue.push_back(next);
                }
            }
            reached.push(Reached { package, path });
        }
        reached.sort_by(|a, b| a.package.id.cmp(&b.package.id));
        reached
    }
}

/// What the cargo that runs this program says.
fn cargo(arguments: &[&str], features: &[&str]) -> Result<String, Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).args(features).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Reads a line of `cargo tree`: `serde v1.0.229 (proc-macro) (*)`.
fn name_and_version(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split(' ');
    Some((words.next()?, words.next()?.strip_prefix('v')?))
}

impl Package {
    /// Whether other people get this package.
    pub(crate) fn is_published(&self) -> bool {
        self.publish.as_ref().is_none_or(|registries| !registries.is_empty())
    }
}

/// A package of the graph and the way from a member to it.
#[derive(Debug)]
pub(crate) struct Reached<'a> {
    pub(crate) package: &'a Package,
    /// `ikm-cli -> clap -> clap_builder`.
    pub(crate) path: String,
}
