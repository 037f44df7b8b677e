//! Reports: what is in the store, as report models.

mod gallery;
mod growth;
mod members;
mod programmes;
mod rekap;
mod settlement;
mod shipping;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use ikm_core::region::{Level, RegionCode, Regions};
use ikm_core::registry::Segment;
use ikm_core::{Explain, Lang};
use ikm_report::reports::{self, AccountLine, Area};
use ikm_report::{Heading, Report, Section, Text};

use crate::app::App;
use crate::error::AppError;
use crate::registry::{SegmentRefusal, Sieve};

/// A report that can be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportName {
    /// IKM by kecamatan and classification.
    Rekap,
    /// How the number of IKM grows.
    Growth,
    /// Members by kecamatan and status.
    Members,
    /// Who owes what.
    Dues,
    /// Who stands how in each programme.
    Programmes,
    /// What lies in the gallery.
    GalleryStock,
    /// What the gallery sold.
    GallerySales,
    /// The latest settlement, or a named one.
    Settlement,
    /// What the special tariff saved.
    ShippingSavings,
    /// The accounts.
    TrialBalance,
}

/// A name under which no report is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no report is known as {0:?}")]
pub struct UnknownReport(String);

impl Explain for UnknownReport {
    fn code(&self) -> &'static str {
        "IKM-REPORT-UNKNOWN"
    }
    fn indonesian(&self) -> String {
        format!("tidak ada laporan bernama {:?}", self.0)
    }
    fn hint(&self, lang: Lang) -> String {
        let names = ReportName::ALL.map(ReportName::name).join(", ");
        lang.pick(format!("yang ada: {names}"), format!("there are: {names}"))
    }
}

impl ReportName {
    /// Every report, in the order in which an office asks for them.
    pub const ALL: [Self; 10] = [
        Self::Rekap,
        Self::Growth,
        Self::Members,
        Self::Dues,
        Self::Programmes,
        Self::GalleryStock,
        Self::GallerySales,
        Self::Settlement,
        Self::ShippingSavings,
        Self::TrialBalance,
    ];

    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rekap => "rekap",
            Self::Growth => "growth",
            Self::Members => "members",
            Self::Dues => "dues",
            Self::Programmes => "programmes",
            Self::GalleryStock => "gallery-stock",
            Self::GallerySales => "gallery-sales",
            Self::Settlement => "settlement",
            Self::ShippingSavings => "shipping-savings",
            Self::TrialBalance => "trial-balance",
        }
    }
}

impl fmt::Display for ReportName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ReportName {
    type Err = UnknownReport;

    fn from_str(text: &str) -> Result<Self, UnknownReport> {
        Self::ALL
            .into_iter()
            .find(|name| name.name() == text)
            .ok_or_else(|| UnknownReport(text.to_owned()))
    }
}

impl App<'_> {
    /// A report as it stands on the business day.
    ///
    /// # Errors
    ///
    /// [`Refusal::NoSettlement`](crate::Refusal::NoSettlement) when there is no settlement to report on,
    /// [`AppError::Report`] when figures contradict each other, and [`AppError::Store`].
    pub fn report(&self, name: ReportName) -> Result<Report, AppError> {
        self.report_of(name, &Segment::default())
    }

    /// A report of a segment alone, as it stands on the business day. What the segment asks for
    /// stands in a note.
    ///
    /// # Errors
    ///
    /// Those of [`App::report`], and [`SegmentRefusal::Report`] for a report of something else than
    /// IKM, members and programmes.
    pub fn report_of(&self, name: ReportName, segment: &Segment) -> Result<Report, AppError> {
        let regions = self.regions_for(segment)?;
        let sieve = Sieve::new(segment, self.env.today, &regions);
        let mut report = match name {
            ReportName::Rekap if segment.is_everything() => self.rekap(&regions),
            ReportName::Rekap => self.rekap_of(&sieve, &regions),
            ReportName::Growth => self.growth(&sieve, segment.is_everything()),
            ReportName::Members => self.members_report(&sieve, &regions),
            ReportName::Dues => self.dues_report(&sieve, &regions),
            ReportName::Programmes => self.programmes_report(&sieve, &regions),
            ReportName::GalleryStock
            | ReportName::GallerySales
            | ReportName::Settlement
            | ReportName::ShippingSavings
            | ReportName::TrialBalance
                if !segment.is_everything() =>
            {
                Err(SegmentRefusal::Report(name.name()).into())
            }
            ReportName::GalleryStock => self.stock_report(),
            ReportName::GallerySales => self.sales_report(),
            ReportName::Settlement => self.latest_settlement_report(),
            ReportName::ShippingSavings => self.savings_report(),
            ReportName::TrialBalance => self.trial_balance_report(),
        }?;
        if !segment.is_everything() {
            let note = Text::of(|lang| conditions(segment, lang, &regions));
            report.sections.push(Section::Note(note));
        }
        Ok(report)
    }

    fn heading(&self) -> Heading {
        let association = self.association.name.clone();
        Heading { association, as_of: self.env.today, period: None }
    }

    fn area<'r>(&self, regions: &'r Regions) -> Area<'r> {
        Area { regions, regency: self.association.regency }
    }

    /// The regions with the names of the regencies in which `places` lie.
    fn with_regencies<'r>(
        &self,
        regions: &'r Regions,
        places: impl Iterator<Item = Option<RegionCode>>,
    ) -> Result<Cow<'r, Regions>, AppError> {
        let regencies = places.flatten().filter_map(|code| code.ancestor(Level::Regency));
        let missing: BTreeSet<RegionCode> =
            regencies.filter(|code| regions.get(*code).is_none()).collect();
        let found = self.read(|tx| {
            let each = missing.into_iter().filter_map(|code| tx.region(code).transpose());
            Ok(each.collect::<Result<Vec<_>, _>>()?)
        })?;
        if found.is_empty() {
            return Ok(Cow::Borrowed(regions));
        }
        Ok(Cow::Owned(Regions::try_new(regions.iter().cloned().chain(found))?))
    }

    fn trial_balance_report(&self) -> Result<Report, AppError> {
        let lines = self.trial_balance()?.rows.into_iter().map(|row| AccountLine {
            account: row.account.stem().to_owned(),
            title: Text::of(|lang| row.account.title(lang).to_owned()),
            debit: row.debit,
            credit: row.credit,
        });
        Ok(reports::trial_balance(self.heading(), lines)?)
    }
}

/// What a report was narrowed down to.
fn conditions(segment: &Segment, lang: Lang, regions: &Regions) -> String {
    let name = |code| regions.get(code).map(|region| region.name.clone());
    let conditions = segment.conditions(lang, name).into_iter();
    let words: Vec<String> =
        conditions.map(|(label, values)| format!("{label}: {values}")).collect();
    format!("{} {}.", lang.pick("Hanya", "Only"), words.join("; "))
}
