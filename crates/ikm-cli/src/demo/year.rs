mod examine;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{Months, NaiveDate};
use ikm_app::doctor::Diagnosis;
use ikm_app::registry::{ImportOutcome, ImportSettings};
use ikm_app::reports::ReportName;
use ikm_app::shipping::ParcelRequest;
use ikm_app::{App, Founding};
use ikm_core::association::DuesPlan;
use ikm_core::classification::Scheme;
use ikm_core::gallery::{Payment, SettlementTerms};
use ikm_core::id::IkmId;
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_core::region::{Level, Regions};
use ikm_core::shipping::TariffFiles;
use ikm_core::{Lang, Month};
use ikm_report::{Format, Report, Style, render};
use ikm_store::{IkmFilter, SqliteStore};
use ikm_testkit::clock::ManualClock;
use ikm_testkit::district::District;
use ikm_testkit::gallery::{self, Gallery, MemberSeed};
use ikm_testkit::ids::SeededIds;
use ikm_testkit::sheet::write_xlsx;
use ikm_testkit::shipping::{ParcelSeed, parcels, tariff_book};

use self::examine::rendered;
use super::{Check, DemoError, DemoOutcome, INPUT, Progress, REPORTS, STORE, at};

const SEED: u64 = 2022;
const IKM: usize = 3_800;
const MEMBERS: usize = 600;
const MAKERS: usize = 120;
const PARCELS: usize = 400;
const MONTHLY_DUES: Rupiah = Rupiah::new(10_000);

/// The days of the story. They are constants of a play, not of the domain.
struct Days {
    listed: NaiveDate,
    inaugurated: NaiveDate,
    gallery_opens: NaiveDate,
    year_end: NaiveDate,
}

impl Days {
    fn of_2022() -> Option<Self> {
        let day = |month, day| NaiveDate::from_ymd_opt(2022, month, day);
        Some(Self {
            listed: day(1, 24)?,
            inaugurated: day(1, 31)?,
            gallery_opens: day(2, 1)?,
            year_end: day(12, 31)?,
        })
    }
}

/// A member of the play.
struct Player {
    number: String,
    class: String,
    product: Option<String>,
}

/// The year under way.
struct Year<'a, 's> {
    app: &'a mut App<'s>,
    clock: ManualClock,
    input: PathBuf,
    players: Vec<Player>,
    parcels: Vec<ParcelSeed>,
    dues_paid: Rupiah,
    dues_charged: Rupiah,
    gross: Rupiah,
    commission: Rupiah,
    settled: Rupiah,
    settlements: u64,
    settled_once: bool,
    checks: Vec<Check>,
}

pub(super) fn play(
    dir: &Path,
    lang: Lang,
    progress: &mut dyn FnMut(Progress),
) -> Result<DemoOutcome, DemoError> {
    let Some(days) = Days::of_2022() else { return Err(DemoError::NotAFolder(dir.to_owned())) };
    let (input, store_path) = (dir.join(INPUT), dir.join(STORE));
    let clock = ManualClock::at_nine(days.listed);
    let mut ids = SeededIds::new(SEED, clock.clone());
    let now = {
        let clock = clock.clone();
        move || clock.now()
    };

    progress(Progress::new("Menulis daftar kantor", "Writing the office's list"));
    let list = input.join("daftar-ikm.xlsx");
    write_list(&list)?;

    let store = SqliteStore::create(&store_path)?;
    let regions = Regions::pesisir_selatan();
    let regency = regions.iter().map(|region| region.code).find(|c| c.level() == Level::Regency);
    let founding = Founding {
        name: "Asosiasi IKM Kabupaten Pesisir Selatan".to_owned(),
        regency: regency.ok_or(DemoError::NoRegency)?,
        on: days.inaugurated,
        regions,
        scheme: Scheme::kbli2020_divisions(),
    };
    let mut app = App::found(&store, founding, &now, &mut ids, "demo")?;
    app.set_today(days.listed);

    progress(Progress::new("Mengimpor pendataan", "Importing the registry"));
    let imported = app.import(&list, &ImportSettings::default(), &mut ())?;
    let again = app.import(&list, &ImportSettings::default(), &mut ())?;
    let rekap_in_january = rendered(&mut app, ReportName::Rekap, days.listed)?;

    progress(Progress::new("Menerima anggota", "Accepting members"));
    clock.set_to_nine(days.inaugurated);
    app.set_today(days.inaugurated);
    let players = accept_members(&mut app)?;
    let until = days.year_end;
    let classes: Vec<&str> = players.iter().map(|player| player.class.as_str()).collect();
    let parcels = parcels(SEED, &classes, PARCELS, days.gallery_opens, until);
    let mut year = Year {
        app: &mut app,
        clock,
        input,
        players,
        parcels,
        dues_paid: Rupiah::ZERO,
        dues_charged: Rupiah::ZERO,
        gross: Rupiah::ZERO,
        commission: Rupiah::ZERO,
        settled: Rupiah::ZERO,
        settlements: 0,
        settled_once: true,
        checks: Vec::new(),
    };
    year.check(
        "daftar yang sama diimpor lagi tidak menambah apa pun",
        "the same list imported again adds nothing",
        again.added == 0 && again.updated == 0,
    );
    let makers = year.open(&days)?;
    year.months(&days, &makers, progress)?;

    progress(Progress::new("Memeriksa semua aturan", "Checking every rule"));
    year.app.set_today(days.year_end);
    let diagnosis = year.examine(&rekap_in_january, &days)?;

    progress(Progress::new("Menulis laporan", "Writing reports"));
    let reports = write_reports(year.app, &dir.join(REPORTS), lang)?;
    year.outcome(&imported, &diagnosis, reports, store_path)
}

fn write_list(path: &Path) -> Result<(), DemoError> {
    let sheet = District::generate(SEED, IKM).sheet();
    let file = File::create(path).map_err(at(path))?;
    write_xlsx(&sheet.rows, file).map_err(DemoError::Sheet)
}

/// Accepts members from all over the registry: every so many of it, in its order.
fn accept_members(app: &mut App<'_>) -> Result<Vec<Player>, DemoError> {
    let mut chosen: Vec<(IkmId, String, Option<String>)> = Vec::new();
    let mut place = 0;
    app.for_each_ikm(&IkmFilter::default(), |ikm| {
        // The n-th member is the IKM at n × 3800 / 600, so that every kecamatan has its share.
        if place * MEMBERS / IKM == chosen.len() && chosen.len() < MEMBERS {
            chosen.push((ikm.id, ikm.classification.unwrap_or_default(), ikm.product));
        }
        place += 1;
        Ok(())
    })?;
    let ids: Vec<IkmId> = chosen.iter().map(|(id, ..)| *id).collect();
    app.accept_these(&ids)?;
    let mut numbers = Vec::with_capacity(chosen.len());
    app.for_each_member(|view| {
        numbers.push(view.number.to_string());
        Ok(())
    })?;
    let players = numbers.into_iter().zip(chosen);
    Ok(players.map(|(number, (_, class, product))| Player { number, class, product }).collect())
}

impl Year<'_, '_> {
    /// What stands at the beginning: the dues, the tariff, and whose goods come to the gallery.
    fn open(&mut self, days: &Days) -> Result<Vec<MemberSeed>, DemoError> {
        let from = Month::of(days.gallery_opens);
        self.app.plan_dues(DuesPlan { from, monthly: MONTHLY_DUES })?;
        let files = tariff_book();
        self.write_tariff(&files)?;
        self.app.load_tariff(files)?;
        let makers = self.players.iter().filter_map(|player| {
            let product = player.product.clone().filter(|product| gallery::shows(product))?;
            Some(MemberSeed { number: player.number.clone(), product })
        });
        Ok(makers.take(MAKERS).collect())
    }

    fn write_tariff(&self, files: &TariffFiles) -> Result<(), DemoError> {
        let folder = self.input.join("tarif");
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        for (name, text) in [
            (TariffFiles::BOOK, Some(&files.book)),
            (TariffFiles::ZONES, Some(&files.zones)),
            (TariffFiles::RATES, Some(&files.rates)),
            (TariffFiles::AGREEMENT, files.agreement.as_ref()),
        ] {
            if let Some(text) = text {
                let path = folder.join(name);
                fs::write(&path, text).map_err(at(&path))?;
            }
        }
        Ok(())
    }

    fn months(
        &mut self,
        days: &Days,
        makers: &[MemberSeed],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), DemoError> {
        let gallery = Gallery::generate(SEED, makers, days.gallery_opens, 11);
        let mut truth_holds = true;
        for month in &gallery.months {
            progress(Progress::new(
                "Menjalankan galeri dan loket kirim",
                "Running the gallery and the postal desk",
            ));
            truth_holds &= self.month(month)?;
        }
        self.check(
            "penjualan dan komisi sama dengan hitungan yang terpisah",
            "sales and commission are those of an independent count",
            truth_holds,
        );
        Ok(())
    }

    /// Plays one month and says whether its settlement is what the generator says it must be.
    fn month(&mut self, month: &gallery::Month) -> Result<bool, DemoError> {
        let first_day = month.first_day;
        let next = first_day.checked_add_months(Months::new(1)).unwrap_or(first_day);
        let last_day = next.pred_opt().unwrap_or(first_day);
        self.on(first_day);
        let dues = self.app.run_dues(Month::of(first_day))?;
        self.dues_charged = self.dues_charged.plus(dues.charged)?;
        self.take_dues(first_day)?;

        let intake =
            self.write_input(&format!("titip-{}.csv", Month::of(first_day)), &month.intake_csv)?;
        let sales =
            self.write_input(&format!("jual-{}.csv", Month::of(first_day)), &month.sales_csv)?;
        let taken_in = self.app.intake(&intake, &mut |_| ())?;
        self.parcels_until(next)?;
        self.on(last_day);
        let sold = self.app.sales(&sales, &mut |_| ())?;
        let run = self.settle(next)?;
        let (gross, commission) = (run.totals.gross, run.totals.commission);
        self.gross = self.gross.plus(gross)?;
        self.commission = self.commission.plus(commission)?;
        let truth = month.truth.takings;
        Ok(taken_in.rejected.is_empty()
            && sold.rejected.is_empty()
            && sold.gross == truth.gross
            && gross == truth.gross
            && commission == truth.commission)
    }

    /// Lets the business day and the clock be `day`.
    fn on(&mut self, day: NaiveDate) {
        self.clock.set_to_nine(day);
        self.app.set_today(day);
    }

    fn write_input(&self, name: &str, text: &str) -> Result<PathBuf, DemoError> {
        let path = self.input.join(name);
        fs::write(&path, text).map_err(at(&path))?;
        Ok(path)
    }

    /// Some members pay what they owe: another twenty or so every month.
    fn take_dues(&mut self, day: NaiveDate) -> Result<(), DemoError> {
        let turn = usize::try_from(chrono::Datelike::month0(&day)).unwrap_or_default();
        let numbers: Vec<String> =
            self.players.iter().skip(turn).step_by(23).map(|p| p.number.clone()).collect();
        let owed = self.standings()?;
        for number in numbers {
            let Some(outstanding) = owed.get(&number).copied() else { continue };
            if !outstanding.is_zero() {
                self.app.pay_dues(&number, outstanding, Payment::Cash)?;
                self.dues_paid = self.dues_paid.plus(outstanding)?;
            }
        }
        Ok(())
    }

    fn standings(&self) -> Result<std::collections::BTreeMap<String, Rupiah>, DemoError> {
        let mut owed = std::collections::BTreeMap::new();
        self.app.for_each_standing(true, |view| {
            owed.insert(view.member.to_string(), view.outstanding);
            Ok(())
        })?;
        Ok(owed)
    }

    /// Accepts the parcels that come before `until`, a day's parcels at a time.
    fn parcels_until(&mut self, until: NaiveDate) -> Result<(), DemoError> {
        let split = self.parcels.partition_point(|seed| seed.sent_on < until);
        let due: Vec<ParcelSeed> = self.parcels.drain(..split).collect();
        for day in due.chunk_by(|a, b| a.sent_on == b.sent_on) {
            let Some(on) = day.first().map(|seed| seed.sent_on) else { continue };
            self.on(on);
            let (tariff, book) = self.app.tariff_on(on)?;
            let requests: Vec<ParcelRequest> =
                day.iter().filter_map(|seed| self.request(seed)).collect();
            self.app.accept_parcels(&requests, tariff, &book)?;
        }
        Ok(())
    }

    fn request(&self, seed: &ParcelSeed) -> Option<ParcelRequest> {
        Some(ParcelRequest {
            member: self.players.get(seed.sender)?.number.clone(),
            parcel: seed.parcel.clone(),
            payment: seed.payment,
            receipt_number: Some(seed.receipt_number.clone()),
        })
    }

    /// Settles the month before `until` and pays it from the bank, to which the takings go first.
    fn settle(
        &mut self,
        until: NaiveDate,
    ) -> Result<ikm_app::settlement::SettlementView, DemoError> {
        let terms = SettlementTerms { until, hold_days: 0, minimum: Rupiah::ZERO };
        let preview = self.app.preview_settlement(terms)?;
        let run = self.app.run_settlement(terms)?;
        if let Some(id) = run.run {
            for account in [Account::QrisInTransit, Account::Cash] {
                let amount = self.app.account_balance(account)?;
                if amount > Rupiah::ZERO {
                    self.app.transfer(account, Account::Bank, amount)?;
                }
            }
            let paid = self.app.pay_settlement(&id.to_string(), Account::Bank)?;
            self.settled = self.settled.plus(paid.paid)?;
            self.settlements += 1;
        }
        let again = self.app.run_settlement(terms)?;
        self.settled_once &= preview.totals == run.totals && again.run.is_none();
        Ok(run)
    }

    fn outcome(
        self,
        imported: &ImportOutcome,
        diagnosis: &Diagnosis,
        reports: Vec<PathBuf>,
        store: PathBuf,
    ) -> Result<DemoOutcome, DemoError> {
        let (mut ikm, mut classes) = (0, BTreeSet::new());
        let (mut kecamatan, mut nagari) = (BTreeSet::new(), BTreeSet::new());
        self.app.for_each_ikm(&IkmFilter::default(), |view| {
            ikm += 1;
            classes.extend(view.classification);
            // Two kecamatan may each have a nagari of one name.
            nagari.extend(view.nagari.map(|name| (view.kecamatan.clone(), name)));
            kecamatan.extend(view.kecamatan);
            Ok(())
        })?;
        let mut members = 0;
        self.app.for_each_member(|_| {
            members += 1;
            Ok(())
        })?;
        let (mut items, mut makers) = (0, BTreeSet::new());
        self.app.for_each_item(false, |item| {
            items += 1;
            makers.insert(item.member);
            Ok(())
        })?;
        let shipping = self.app.shipping_totals()?;
        let count = |set: usize| u64::try_from(set).unwrap_or(u64::MAX);
        Ok(DemoOutcome {
            ikm,
            classifications: count(classes.len()),
            kecamatan: count(kecamatan.len()),
            nagari: count(nagari.len()),
            rows: imported.rows,
            rejected: imported.rejected,
            recognised: imported.updated + imported.unchanged,
            suspected_duplicates: imported.suspected_duplicates,
            members,
            dues_charged_rupiah: self.dues_charged,
            dues_paid_rupiah: self.dues_paid,
            makers: count(makers.len()),
            consigned_items: items,
            sales: diagnosis.sales,
            gross_rupiah: self.gross,
            commission_rupiah: self.commission,
            settlements: self.settlements,
            settled_rupiah: self.settled,
            shipments: shipping.shipments,
            shipping_normal_rupiah: shipping.normal,
            shipping_special_rupiah: shipping.special,
            trial_balance_rupiah: self.app.trial_balance()?.difference()?,
            entries: diagnosis.entries,
            audit_records: diagnosis.audit_records,
            checks: self.checks,
            reports,
            store,
        })
    }
}

/// Writes every report as text for a person and as CSV for a spreadsheet, and one statement.
fn write_reports(app: &App<'_>, folder: &Path, lang: Lang) -> Result<Vec<PathBuf>, DemoError> {
    let mut paths = Vec::new();
    let mut write = |name: &str, format, ending: &str, report: &Report| -> Result<(), DemoError> {
        let path = folder.join(format!("{name}.{ending}"));
        let mut out = Vec::new();
        render(report, format, Style::new(lang), &mut out)?;
        fs::write(&path, out).map_err(at(&path))?;
        paths.push(path);
        Ok(())
    };
    for name in ReportName::ALL {
        let report = app.report(name)?;
        write(name.name(), Format::Text, "txt", &report)?;
        write(name.name(), Format::Csv, "csv", &report)?;
    }
    if let Some(run) = app.settlements()?.last() {
        let run = run.id.to_string();
        if let Some(first) = app.payables(&run)?.first() {
            let member = first.member.to_string();
            let statement = app.statement_report(&run, &member)?;
            write(&format!("statement-{member}"), Format::Text, "txt", &statement)?;
        }
    }
    Ok(paths)
}
