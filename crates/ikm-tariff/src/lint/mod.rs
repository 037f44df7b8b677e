//! Whether a tariff book makes sense.

mod finding;
mod lanes;
mod reach;
mod split;
mod terms;
mod text;
mod zones;

use ikm_core::shipping::TariffFiles;

pub use finding::{Finding, Flaw, LaneName, Severity};

use crate::compile::{CompiledBook, compile};
use crate::read::{Reading, read};

/// Everything that is wrong or odd in a tariff book, errors first, then in the order of the files
/// and their lines.
///
/// What cannot be read is an error among the others; the files that can be read are judged all the
/// same.
pub fn lint(files: &TariffFiles) -> Vec<Finding> {
    let mut reading = read(files);
    let mut findings = Vec::new();
    errors(&reading, &mut findings);
    warnings(&reading, &mut findings);
    findings.extend(reading.errors.drain(..).map(Finding::from));
    sort(&mut findings);
    findings
}

/// Reads a tariff book and makes it ready, unless it has errors.
///
/// # Errors
///
/// Every error that [`lint`] finds, and no warning; there is at least one.
pub fn load(files: &TariffFiles) -> Result<CompiledBook, Vec<Finding>> {
    let reading = read(files);
    let mut findings = Vec::new();
    errors(&reading, &mut findings);
    match reading.whole() {
        Ok((book, agreement)) if findings.is_empty() => Ok(compile(book, agreement)),
        Ok(_) => {
            sort(&mut findings);
            Err(findings)
        }
        Err(unreadable) => {
            findings.extend(unreadable.into_iter().map(Finding::from));
            sort(&mut findings);
            Err(findings)
        }
    }
}

fn sort(findings: &mut [Finding]) {
    const FILES: [&str; 4] =
        [TariffFiles::BOOK, TariffFiles::ZONES, TariffFiles::RATES, TariffFiles::AGREEMENT];
    findings.sort_by_key(|finding| {
        let file = FILES.iter().position(|file| *file == finding.file());
        (finding.severity(), file, finding.row())
    });
}

fn errors(reading: &Reading, findings: &mut Vec<Finding>) {
    if let Some(head) = &reading.head {
        terms::source(TariffFiles::BOOK, head.source.as_deref(), findings);
    }
    if let Some(agreement) = &reading.agreement {
        terms::source(TariffFiles::AGREEMENT, agreement.source.as_deref(), findings);
        terms::rules(agreement, findings);
    }
    if let Some(rows) = &reading.zones {
        zones::errors(rows, findings);
    }
    if let Some(bands) = &reading.bands {
        let services = reading.head.as_ref().map_or(&[][..], |head| &head.services);
        for lane in lanes::lanes(bands, services) {
            lane.errors(findings);
        }
    }
}

fn warnings(reading: &Reading, findings: &mut Vec<Finding>) {
    if let Some(head) = &reading.head {
        terms::taxes(&head.taxes, findings);
    }
    if let Some(rows) = &reading.zones {
        zones::warnings(rows, findings);
    }
    let (Some(head), Some(zones), Some(bands)) = (&reading.head, &reading.zones, &reading.bands)
    else {
        return;
    };
    terms::services(&head.services, zones, bands, findings);
    let agreement = reading.agreement.as_ref();
    terms::Names::of(&head.services, zones).check(head, bands, agreement, findings);
    for lane in lanes::lanes(bands, &head.services) {
        lane.warnings(findings);
        let mut flaws = Vec::new();
        lane.errors(&mut flaws);
        if flaws.is_empty() {
            split::check(&lane, findings);
        }
    }
}
