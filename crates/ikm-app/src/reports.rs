//! Reports: what is in the store, as report models.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::ops::ControlFlow;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use ikm_core::association::MemberStatus;
use ikm_core::classification::ClassCode;
use ikm_core::gallery::Stock;
use ikm_core::id::SettlementId;
use ikm_core::money::Rupiah;
use ikm_core::region::{RegionCode, Regions};
use ikm_core::registry::{Figures, Segment};
use ikm_core::shipping::{Shipment, Step as QuoteStep};
use ikm_core::{Explain, Lang};
use ikm_report::reports::{
    self, AccountLine, Area, DuesLine, GrowthPoint, MemberCount, MemberLine, ParcelLine,
    RekapFigures, RekapGroup, SettlementLine, SoldLine, Statement, StatementLine, Step, StockLine,
    YearPoint,
};
use ikm_report::{Heading, Report, Section, Term, Text};
use ikm_store::{ReadTx, RekapRow};

use crate::app::App;
use crate::error::{AppError, Refusal};
use crate::members::{PAGE, visit_members};
use crate::past::{EntryDays, figures_on, ikm_of_member_on, status_on, stock_on};
use crate::registry::{SegmentRefusal, Sieve};
use crate::shipping::Replay;

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
    pub const ALL: [Self; 9] = [
        Self::Rekap,
        Self::Growth,
        Self::Members,
        Self::Dues,
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
    /// [`Refusal::NoSettlement`] when there is no settlement to report on,
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
    /// IKM and members.
    pub fn report_of(&self, name: ReportName, segment: &Segment) -> Result<Report, AppError> {
        let regions = self.regions_for(segment)?;
        let sieve = Sieve::new(segment, self.env.today, &regions);
        let mut report = match name {
            ReportName::Rekap if segment.is_everything() => self.rekap(&regions),
            ReportName::Rekap => self.rekap_of(&sieve, &regions),
            ReportName::Growth => self.growth(&sieve, segment.is_everything()),
            ReportName::Members => self.members_report(&sieve, &regions),
            ReportName::Dues => self.dues_report(&sieve, &regions),
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

    /// The settlement `run`, a row a member.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownSettlement`], [`AppError::Report`] and [`AppError::Store`].
    pub fn settlement_report(&self, run: &str) -> Result<Report, AppError> {
        let id: SettlementId =
            run.parse().map_err(|_not_an_id| Refusal::UnknownSettlement(run.to_owned()))?;
        let lines = self.payables(run)?.into_iter().map(|view| SettlementLine {
            member: view.member.to_string(),
            name: view.name,
            gross: view.gross,
            commission: view.commission,
            charges: view.charges,
            payable: view.payable,
            carried_forward: view.carried_forward,
        });
        let run_on = self.read(|tx| Ok(tx.settlement(id)?.map(|settlement| settlement.run_on)))?;
        let as_of = run_on.unwrap_or(self.env.today);
        Ok(reports::settlement(Heading { as_of, ..self.heading() }, lines)?)
    }

    /// What a member reads: why this amount.
    ///
    /// # Errors
    ///
    /// Those of [`App::statement`], and [`AppError::Report`].
    pub fn statement_report(&self, run: &str, member: &str) -> Result<Report, AppError> {
        let statement = self.statement(run, member)?;
        let payable = &statement.payable;
        let mut lines = Vec::with_capacity(statement.lines.len());
        for settled in &statement.lines {
            let line = &settled.line;
            lines.push(StatementLine {
                receipt: settled.receipt.clone(),
                sold_on: settled.sold_on,
                product: self.product_name(&line.sku)?,
                quantity: i64::from(line.quantity),
                unit_price: line.unit_price,
                gross: line.gross,
                commission_percent: line.commission_percent,
                commission: line.commission,
            });
        }
        let model = Statement {
            member: payable.member.to_string(),
            name: payable.name.clone(),
            lines,
            brought_forward: payable.brought_forward,
            charges: payable.charges,
            payable: payable.payable,
            left: payable.brought_forward.plus(payable.carried_forward)?,
        };
        let as_of = statement.settlement.run_on;
        Ok(reports::statement(Heading { as_of, ..self.heading() }, model)?)
    }

    fn product_name(&self, sku: &str) -> Result<String, AppError> {
        self.read(|tx| {
            let items = tx.items_by_sku(sku)?;
            Ok(items.first().map_or_else(|| sku.to_owned(), |item| item.label().name.clone()))
        })
    }

    fn heading(&self) -> Heading {
        let association = self.association.name.clone();
        Heading { association, as_of: self.env.today, period: None }
    }

    fn area<'r>(&self, regions: &'r Regions) -> Area<'r> {
        Area { regions, regency: self.association.regency }
    }

    fn rekap(&self, regions: &Regions) -> Result<Report, AppError> {
        let scheme = self.scheme()?;
        let rows = self.read(|tx| Ok(tx.rekap(self.env.today)?))?;
        let groups = rows.into_iter().map(rekap_group);
        Ok(reports::rekap(self.heading(), self.area(regions), &scheme, groups)?)
    }

    /// The rekap of a segment: of it no counts are kept, so its IKM are counted.
    fn rekap_of(&self, sieve: &Sieve<'_>, regions: &Regions) -> Result<Report, AppError> {
        let scheme = self.scheme()?;
        let mut counts: BTreeMap<_, RekapRow> = BTreeMap::new();
        self.read(|tx| {
            sieve.visit(tx, |_, ikm| {
                let (place, class) = (&ikm.profile.place, &ikm.profile.classification);
                let row = counts
                    .entry((place.kecamatan, class.clone()))
                    .or_insert_with(|| nothing_in(place.kecamatan, class.clone()));
                count_in(row, &ikm.profile.figures)?;
                Ok(ControlFlow::Continue(()))
            })
        })?;
        let groups = counts.into_values().map(rekap_group);
        Ok(reports::rekap(self.heading(), self.area(regions), &scheme, groups)?)
    }

    fn growth(&self, sieve: &Sieve<'_>, everything: bool) -> Result<Report, AppError> {
        let days = if everything {
            self.read(|tx| Ok(tx.registrations()?))?
        } else {
            self.read(|tx| registrations_of(tx, sieve))?
        };
        let mut registered: BTreeMap<i32, i64> = BTreeMap::new();
        for (day, count) in days.into_iter().filter(|(day, _)| *day <= self.env.today) {
            *registered.entry(day.year()).or_default() += count;
        }
        let first = registered.keys().next().copied().unwrap_or(i32::MAX);
        let mut total: i64 = 0;
        // A year in which nobody was registered ends with as many as the year before.
        let points = (first..=self.env.today.year()).filter_map(|year| {
            total += registered.get(&year).copied().unwrap_or_default();
            let count = u64::try_from(total).unwrap_or_default();
            Some(GrowthPoint { day: NaiveDate::from_ymd_opt(year, 12, 31)?, count })
        });
        let mut report = reports::growth(self.heading(), Step::Year, points)?;
        let years = self.read(|tx| data_years(tx, sieve, self.env.today))?;
        reports::add_data_years(&mut report, years)?;
        Ok(report)
    }

    fn members_report(&self, sieve: &Sieve<'_>, regions: &Regions) -> Result<Report, AppError> {
        let statuses = [
            MemberStatus::Applied,
            MemberStatus::Active,
            MemberStatus::Suspended,
            MemberStatus::Ended,
        ]
        .map(status_term);
        let (mut counts, mut list) = (Vec::new(), Vec::new());
        self.read(|tx| {
            visit_members(tx, |tx, member| {
                let today = self.env.today;
                let Some((status, since)) = status_on(tx, member, today)? else { return Ok(()) };
                let ikm = ikm_of_member_on(tx, member, today)?;
                if !sieve.holds_member(&ikm, status) {
                    return Ok(());
                }
                let profile = ikm.profile;
                let kecamatan = profile.place.kecamatan;
                let status = status_term(status);
                counts.push(MemberCount { kecamatan, status: status.clone(), count: 1 });
                list.push(MemberLine {
                    member: member.number().to_string(),
                    name: profile.name,
                    kecamatan,
                    status,
                    since,
                });
                Ok(())
            })
        })?;
        Ok(reports::members(self.heading(), self.area(regions), &statuses, counts, list)?)
    }

    fn dues_report(&self, sieve: &Sieve<'_>, regions: &Regions) -> Result<Report, AppError> {
        let mut lines = Vec::new();
        let today = self.env.today;
        let mut days = EntryDays::default();
        self.read(|tx| {
            visit_members(tx, |tx, member| {
                let standing = days.dues_on(tx, member, today)?;
                if standing.charged.is_zero() && standing.paid.is_zero() {
                    return Ok(());
                }
                let ikm = ikm_of_member_on(tx, member, today)?;
                // Dues are owed also by who was charged before the membership was accepted.
                let status = status_on(tx, member, today)?.map(|(status, _)| status);
                if !sieve.holds_member(&ikm, status.unwrap_or(member.status())) {
                    return Ok(());
                }
                let profile = ikm.profile;
                lines.push(DuesLine {
                    member: member.number().to_string(),
                    name: profile.name,
                    kecamatan: profile.place.kecamatan,
                    charged: standing.charged,
                    paid: standing.paid,
                });
                Ok(())
            })
        })?;
        Ok(reports::dues(self.heading(), self.area(regions), lines)?)
    }

    fn stock_report(&self) -> Result<Report, AppError> {
        let lines = self.read(|tx| stock_lines(tx, self.env.today))?;
        Ok(reports::gallery_stock(self.heading(), lines)?)
    }

    fn sales_report(&self) -> Result<Report, AppError> {
        let lines = self.read(|tx| sold_lines(tx, self.env.today))?;
        Ok(reports::gallery_sales(self.heading(), lines)?)
    }

    fn latest_settlement_report(&self) -> Result<Report, AppError> {
        let latest = self.settlements()?.into_iter().rfind(|run| run.run_on <= self.env.today);
        let latest = latest.ok_or(Refusal::NoSettlement)?;
        self.settlement_report(&latest.id.to_string())
    }

    fn savings_report(&self) -> Result<Report, AppError> {
        let mut lines = Vec::new();
        self.read(|tx| {
            let mut replay = Replay::default();
            let mut after = None;
            loop {
                let page = tx.shipment_page(after, PAGE)?;
                let Some(last) = page.last() else { return Ok(()) };
                after = Some(last.id);
                for shipment in page.iter().filter(|parcel| parcel.accepted_on <= self.env.today) {
                    lines.push(parcel_line(tx, &mut replay, shipment)?);
                }
            }
        })?;
        Ok(reports::shipping_savings(self.heading(), lines)?)
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

fn status_term(status: MemberStatus) -> Term {
    Term::new(status.code(), status.title(Lang::Id), status.title(Lang::En))
}

/// What nobody stated is nothing, not zero; the store adds up and so gives zero.
fn rekap_group(row: RekapRow) -> RekapGroup {
    let stated = |amount: Rupiah| Some(amount).filter(|amount| !amount.is_zero());
    RekapGroup {
        kecamatan: row.kecamatan,
        class: row.class,
        figures: RekapFigures {
            units: row.count,
            male: None,
            female: None,
            workers: Some(row.workers).filter(|workers| *workers > 0),
            investment: stated(row.investment),
            production_value: stated(row.production_value),
            raw_material_value: stated(row.raw_material_value),
        },
    }
}

/// The figures of each year of data as they were known at the end of `day`.
///
/// Figures that a merge copied from one IKM to the other count once: before the merge at the one,
/// after it at the other.
fn data_years(
    tx: &mut dyn ReadTx,
    sieve: &Sieve<'_>,
    day: NaiveDate,
) -> Result<Vec<YearPoint>, AppError> {
    let mut years: BTreeMap<i32, YearPoint> = BTreeMap::new();
    sieve.visit(tx, |tx, ikm| {
        for figures in figures_on(tx, ikm, day)? {
            let year = figures.year();
            let point = years.entry(year).or_insert(YearPoint { year, ..Default::default() });
            add_figures(point, &figures.figures)?;
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(years.into_values().collect())
}

/// On which days the IKM were registered that the segment holds now.
fn registrations_of(
    tx: &mut dyn ReadTx,
    sieve: &Sieve<'_>,
) -> Result<Vec<(NaiveDate, i64)>, AppError> {
    let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    sieve.visit(tx, |_, ikm| {
        *days.entry(ikm.registered_on).or_default() += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(days.into_iter().collect())
}

const fn nothing_in(kecamatan: Option<RegionCode>, class: Option<ClassCode>) -> RekapRow {
    RekapRow {
        kecamatan,
        class,
        count: 0,
        workers: 0,
        investment: Rupiah::ZERO,
        production_value: Rupiah::ZERO,
        raw_material_value: Rupiah::ZERO,
    }
}

fn count_in(row: &mut RekapRow, figures: &Figures) -> Result<(), AppError> {
    let plus = |sum: Rupiah, more: Option<Rupiah>| sum.plus(more.unwrap_or_default());
    row.count += 1;
    row.workers += u64::from(figures.workers.count().unwrap_or_default());
    row.investment = plus(row.investment, figures.investment)?;
    row.production_value = plus(row.production_value, figures.production_value)?;
    row.raw_material_value = plus(row.raw_material_value, figures.raw_material_value)?;
    Ok(())
}

/// What a report was narrowed down to.
fn conditions(segment: &Segment, lang: Lang, regions: &Regions) -> String {
    let name = |code| regions.get(code).map(|region| region.name.clone());
    let conditions = segment.conditions(lang, name).into_iter();
    let words: Vec<String> =
        conditions.map(|(label, values)| format!("{label}: {values}")).collect();
    format!("{} {}.", lang.pick("Hanya", "Only"), words.join("; "))
}

fn add_figures(point: &mut YearPoint, figures: &Figures) -> Result<(), AppError> {
    let plus = |sum: Rupiah, more: Option<Rupiah>| sum.plus(more.unwrap_or_default());
    point.units += 1;
    point.workers += u64::from(figures.workers.count().unwrap_or_default());
    point.investment = plus(point.investment, figures.investment)?;
    point.production_value = plus(point.production_value, figures.production_value)?;
    point.sales = plus(point.sales, figures.sales)?;
    Ok(())
}

fn stock_lines(tx: &mut dyn ReadTx, day: NaiveDate) -> Result<Vec<StockLine>, AppError> {
    let (mut lines, mut makers) = (Vec::new(), BTreeMap::new());
    let mut after = None;
    loop {
        let page = tx.item_page(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(lines) };
        after = Some(last.id());
        for item in &page {
            let stock = stock_on(tx, item, day)?;
            if stock == Stock::default() {
                continue;
            }
            let number = match makers.entry(item.member()) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(place) => {
                    let unknown = || Refusal::UnknownMember(item.member().to_string());
                    let member = tx.member(item.member())?.ok_or_else(unknown)?;
                    *place.insert(member.number())
                }
            };
            let label = item.label();
            lines.push(StockLine {
                member: number.to_string(),
                sku: label.sku.clone(),
                name: label.name.clone(),
                lot: label.lot.clone(),
                best_before: label.best_before,
                received: stock.received,
                sold: stock.sold,
                returned: stock.returned,
                written_off: stock.written_off,
                unit_price: item.unit_price(),
            });
        }
    }
}

fn sold_lines(tx: &mut dyn ReadTx, day: NaiveDate) -> Result<Vec<SoldLine>, AppError> {
    let mut lines = Vec::new();
    let mut categories = BTreeMap::new();
    let mut after = None;
    loop {
        let page = tx.sale_page(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(lines) };
        after = Some(last.id);
        for sale in page.iter().filter(|sale| sale.sold_on <= day) {
            for line in &sale.lines {
                if !categories.contains_key(&line.sku) {
                    let items = tx.items_by_sku(&line.sku)?;
                    let category = items.first().map(|item| item.label().category.clone());
                    categories.insert(line.sku.clone(), category.unwrap_or_default());
                }
                let payment = sale.payment;
                lines.push(SoldLine {
                    sold_on: sale.sold_on,
                    category: categories.get(&line.sku).cloned().unwrap_or_default(),
                    payment: Term::new(
                        payment.code(),
                        payment.title(Lang::Id),
                        payment.title(Lang::En),
                    ),
                    quantity: i64::from(line.quantity),
                    gross: line.gross,
                    commission: line.commission,
                });
            }
        }
    }
}

fn parcel_line(
    tx: &mut dyn ReadTx,
    replay: &mut Replay,
    shipment: &Shipment,
) -> Result<ParcelLine, AppError> {
    let explanation = replay.explain(tx, shipment)?;
    let zone = explanation.lines.iter().find_map(|line| {
        if let QuoteStep::Zone { zone, .. } = line.step() { Some(zone.clone()) } else { None }
    });
    Ok(ParcelLine {
        accepted_on: shipment.accepted_on,
        service: shipment.parcel.service.clone(),
        zone: zone.unwrap_or_default(),
        normal: shipment.quote.normal(),
        special: shipment.quote.special(),
    })
}
