//! Every package that is built, for whatever feature, system or test, has a licence on the list.

use crate::findings::Findings;
use crate::metadata::Metadata;
use crate::spdx;

/// Licences that ask for no more than to be named: the product stays `MIT OR Apache-2.0` whole.
/// MPL-2.0 is not among them: its terms reach changes of its files, and nothing needs it yet.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Zlib",
];

pub(crate) fn check(all_features: &Metadata) -> Findings {
    let reached = all_features.reach(all_features.members(), |_| true);
    let mut findings = Findings::of(format!("{} packages", reached.len()));
    for item in reached {
        let problem = match &item.package.license {
            None => Some("has no licence expression".to_owned()),
            Some(license) => match spdx::is_satisfied_by(license, ALLOWED) {
                Ok(true) => None,
                Ok(false) => Some(format!("is under {license:?}, which the list does not cover")),
                Err(reason) => Some(format!("has an unreadable licence: {reason}")),
            },
        };
        if let Some(problem) = problem {
            let package = item.package;
            findings.error(format!(
                "{} {} {problem} (by {})",
                package.name, package.version, item.path
            ));
        }
    }
    findings
}
