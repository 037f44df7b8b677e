//! 2022 in a small synthetic district, month by month, against what the test kit knows of it.
//!
//! Sixty members, of whom ten consign goods; dues of Rp10.000 a month; a settlement a month, paid
//! out of the bank; parcels at the special tariff. Two members are away for a while.

use std::collections::BTreeMap;
use std::io::Cursor;

use chrono::{Months, NaiveDate};
use ikm_app::dues::DuesView;
use ikm_app::registry::{IkmView, ImportSettings};
use ikm_app::reports::ReportName;
use ikm_app::shipping::ParcelRequest;
use ikm_core::association::{DuesPlan, MembershipChange};
use ikm_core::gallery::{Payment, SettlementTerms};
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_core::{Lang, Month};
use ikm_report::{Format, Style, render};
use ikm_store::IkmFilter;
use ikm_store::conformance::readout::{ReadOut, assert_same};
use ikm_testkit::district::District;
use ikm_testkit::gallery::{Gallery, MemberSeed, shows};
use ikm_testkit::sheet::write_xlsx;
use ikm_testkit::shipping::{ParcelSeed, parcels, tariff_book};

use crate::backends::{Backend, MEMORY, OTHERS};
use crate::office::{Office, day};

const IKM: usize = 240;
const CONSIGNORS: usize = 10;
const MEMBERS: usize = 60;
const PARCELS: usize = 50;
const DUES: i64 = 10_000;

/// Away in July and August.
const SUSPENDED: &str = "A-0060";
/// Left on 1 October.
const LEFT: &str = "A-0059";

fn wide(count: usize) -> u64 {
    u64::try_from(count).expect("few")
}

/// What a year is made of, the same for every backend.
struct Plan {
    list: Vec<u8>,
    added: u64,
    members: Vec<IkmView>,
    gallery: Gallery,
    parcels: Vec<ParcelSeed>,
}

/// What came of it, in figures that a person could check.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sums {
    sold: i64,
    commission: i64,
    paid_out: i64,
    parcels_paid: i64,
    savings_of_food: i64,
    told: Vec<String>,
}

impl Sums {
    fn tell(&mut self, what: &impl std::fmt::Debug) {
        self.told.push(format!("{what:?}"));
    }
}

fn inaugurated() -> NaiveDate {
    day("2022-01-31")
}

/// Imports the list and chooses the members: first those whose goods the gallery shows.
fn begin(office: &mut Office) -> Plan {
    let district = District::generate(2022, IKM);
    let sheet = district.sheet();
    let mut book = Cursor::new(Vec::new());
    write_xlsx(&sheet.rows, &mut book).expect("a workbook");
    let list = book.into_inner();
    let path = office.file("ikm.xlsx", &list);
    let mut app = office.work(inaugurated(), "import");
    let read = app.import(&path, &ImportSettings::default(), &mut ()).expect("a list");
    assert_eq!(read.added, wide(sheet.expected.added));
    assert_eq!(read.rejected, wide(sheet.expected.rejected));
    assert_eq!(read.totals.investment.get(), sheet.expected.totals.investment);
    let (mut makers, mut others) = (Vec::new(), Vec::new());
    let each = |ikm: IkmView| {
        let shown = ikm.product.as_deref().is_some_and(shows);
        if shown && makers.len() < CONSIGNORS {
            makers.push(ikm);
        } else {
            others.push(ikm);
        }
        Ok(())
    };
    office.look().for_each_ikm(&IkmFilter::default(), each).expect("lists");
    let members: Vec<IkmView> = makers.into_iter().chain(others).take(MEMBERS).collect();
    let seeds: Vec<MemberSeed> = (1..)
        .zip(members.iter().take(CONSIGNORS))
        .map(|(n, ikm)| MemberSeed {
            number: format!("A-{n:04}"),
            product: ikm.product.clone().unwrap_or_default(),
        })
        .collect();
    let gallery = Gallery::generate(2022, &seeds, day("2022-02-01"), 11);
    let classes: Vec<String> =
        members.iter().map(|ikm| ikm.classification.clone().unwrap_or_default()).collect();
    let parcels = parcels(2022, &classes, PARCELS, day("2022-02-01"), day("2023-01-01"));
    Plan { list, added: read.added, members, gallery, parcels }
}

/// Lives the year. Under the same keys it can be lived again, and then changes nothing.
fn live(office: &mut Office, plan: &Plan) -> Sums {
    let mut sums = Sums::default();
    let path = office.file("ikm.xlsx", &plan.list);
    let mut app = office.work(inaugurated(), "import");
    sums.tell(&app.import(&path, &ImportSettings::default(), &mut ()).expect("a list"));
    let ids: Vec<_> = plan.members.iter().map(|ikm| ikm.id).collect();
    let accepted = office.work(inaugurated(), "accept").accept_these(&ids).expect("accepts");
    assert_eq!((accepted.accepted, accepted.members), (wide(MEMBERS), wide(MEMBERS)));
    let from: Month = "2022-02".parse().expect("a month");
    let dues = DuesPlan { from, monthly: Rupiah::new(DUES) };
    sums.tell(&office.work(inaugurated(), "plan").plan_dues(dues).expect("plans"));
    sums.tell(&office.work(inaugurated(), "tariff").load_tariff(tariff_book()).expect("a book"));
    for month in 0..plan.gallery.months.len() {
        month_of(office, plan, month, &mut sums);
        if month == 5 {
            office.examine();
        }
    }
    year_end(office, &mut sums);
    sums
}

fn month_of(office: &mut Office, plan: &Plan, nth: usize, sums: &mut Sums) {
    let month = &plan.gallery.months[nth];
    let (first, truth) = (month.first_day, &month.truth);
    let next = first + Months::new(1);
    let key = |what: &str| format!("{what} {first}");
    let path = office.file("intake.csv", &month.intake_csv);
    let taken_in = office.work(first, &key("intake")).intake(&path, &mut |_| ());
    let taken_in = taken_in.expect("an intake file");
    assert_eq!((taken_in.notes, taken_in.items), (wide(truth.notes), wide(truth.items)));
    assert_eq!((&taken_in.rejected, &taken_in.warnings), (&vec![], &vec![]));
    away(office, first, sums);
    let path = office.file("sales.csv", &month.sales_csv);
    let last = next.pred_opt().expect("a day");
    let sold = office.work(last, &key("sales")).sales(&path, &mut |_| ()).expect("a sales file");
    assert_eq!((sold.receipts, sold.rejected.len()), (wide(truth.receipts), 0));
    assert_eq!((sold.lines, sold.gross), (wide(truth.takings.lines), truth.takings.gross));
    let charged = office.work(last, &key("dues")).run_dues(Month::of(first)).expect("charges");
    sums.tell(&charged);
    for parcel in plan.parcels.iter().filter(|parcel| Month::of(parcel.sent_on) == Month::of(first))
    {
        send(office, parcel, sums);
    }
    office.go_home();
    settle(office, nth, plan, next, sums);
}

/// Two members who are not there all year.
fn away(office: &mut Office, first: NaiveDate, sums: &mut Sums) {
    let step = match first.to_string().as_str() {
        "2022-07-01" => (SUSPENDED, MembershipChange::Suspend),
        "2022-09-01" => (SUSPENDED, MembershipChange::Resume),
        "2022-10-01" => (LEFT, MembershipChange::End),
        _ => return,
    };
    let (member, change) = step;
    let key = format!("{} {first}", change.code());
    let stands = office.work(first, &key).change_membership(member, change);
    sums.tell(&stands.expect("follows"));
}

fn send(office: &mut Office, seed: &ParcelSeed, sums: &mut Sums) {
    // Who is away sends nothing; a neighbour among the makers does.
    let sender = seed.sender % (MEMBERS - 2) + 1;
    let request = ParcelRequest {
        member: format!("A-{sender:04}"),
        // The class is the sender's own, as the registry has it.
        parcel: ikm_core::shipping::Parcel { classification: None, ..seed.parcel.clone() },
        payment: seed.payment,
        receipt_number: Some(seed.receipt_number.clone()),
    };
    let accepted = office.work(seed.sent_on, &seed.id).accept_parcel(&request).expect("a price");
    let quote = &accepted.quote;
    assert_eq!(quote.normal().minus(quote.special()), Ok(quote.saving()));
    sums.parcels_paid += quote.total().get();
    if accepted.parcel.classification.as_deref() == Some("10") {
        sums.savings_of_food += quote.saving().get();
    }
    sums.tell(&accepted);
}

/// Settles what was sold before `until`, carries all money to the bank, and pays.
fn settle(office: &mut Office, nth: usize, plan: &Plan, until: NaiveDate, sums: &mut Sums) {
    let truth = &plan.gallery.months[nth].truth;
    let terms = SettlementTerms { until, hold_days: 0, minimum: Rupiah::ZERO };
    let settled = office.work(until, &format!("settle {until}")).run_settlement(terms);
    let settled = settled.expect("settles");
    assert_eq!(settled.totals.gross, truth.takings.gross);
    assert_eq!(settled.totals.commission, truth.takings.commission);
    let run = settled.run.expect("a run").to_string();
    let payables: BTreeMap<String, i64> = office
        .look()
        .payables(&run)
        .expect("its rows")
        .into_iter()
        .map(|row| (row.member.to_string(), row.payable.get()))
        .collect();
    let shares: BTreeMap<String, i64> = truth
        .by_member
        .iter()
        .map(|(member, takings)| (member.clone(), takings.gross.get() - takings.commission.get()))
        .collect();
    assert_eq!(payables, shares);
    for account in [Account::QrisInTransit, Account::Cash] {
        // Lived again, everything has been carried to the bank before.
        let amount = Rupiah::new(office.holds(account));
        if amount > Rupiah::ZERO {
            let key = format!("carry {account} {until}");
            let moved = office.work(until, &key).transfer(account, Account::Bank, amount);
            sums.tell(&moved.expect("moves"));
        }
    }
    let paid = office.work(until, &format!("pay {until}")).pay_settlement(&run, Account::Bank);
    let paid = paid.expect("pays");
    assert_eq!(paid.paid, settled.totals.payable);
    sums.sold += settled.totals.gross.get();
    sums.commission += settled.totals.commission.get();
    sums.paid_out += paid.paid.get();
    sums.tell(&settled);
}

/// On the last day of the year every second member pays what is owed.
fn year_end(office: &mut Office, sums: &mut Sums) {
    let last = day("2022-12-31");
    for nth in (2..=MEMBERS).step_by(2) {
        let member = format!("A-{nth:04}");
        let months = if member == SUSPENDED { 9 } else { 11 };
        let key = format!("pay dues {member}");
        let amount = Rupiah::new(months * DUES);
        let paid = office.work(last, &key).pay_dues(&member, amount, Payment::Transfer);
        let paid = paid.expect("what is owed");
        assert_eq!(paid.outstanding, Rupiah::ZERO, "{member}");
        sums.tell(&paid);
    }
}

/// What must stand on the accounts at the end of the year.
fn check_the_books(office: &mut Office, sums: &Sums) {
    // 60 members for 11 months, less two months of one and three of another.
    let charged = (60 * 11 - 2 - 3) * DUES;
    // 29 of the even numbers paid for eleven months, one for nine.
    let dues_paid = (29 * 11 + 9) * DUES;
    assert_eq!(office.holds(Account::DuesIncome), charged);
    assert_eq!(office.holds(Account::CommissionIncome), sums.commission);
    assert_eq!(sums.paid_out, sums.sold - sums.commission);
    let money: i64 = [Account::Cash, Account::Bank, Account::QrisInTransit]
        .map(|account| office.holds(account))
        .iter()
        .sum();
    assert_eq!(money, sums.commission + dues_paid + sums.parcels_paid);
    // The agreement lets the association pay what food saves, and the carrier the rest.
    assert_eq!(office.holds(Account::ShippingSubsidy), sums.savings_of_food);
    assert_eq!(office.holds(Account::PostalPayable), sums.parcels_paid + sums.savings_of_food);
    let mut owed = 0;
    let each = |view: DuesView| {
        owed += view.outstanding.get();
        Ok(())
    };
    office.look().for_each_standing(true, each).expect("lists");
    assert_eq!(owed, charged - dues_paid);
    let balance = office.look().trial_balance().expect("a balance");
    assert_eq!(balance.difference(), Ok(Rupiah::ZERO));
}

/// Every report in every language and format.
fn papers(office: &mut Office) -> Vec<String> {
    let mut papers = Vec::new();
    for name in ReportName::ALL {
        let report = office.look().report(name).expect("a report");
        for lang in [Lang::Id, Lang::En] {
            for format in [Format::Text, Format::Csv, Format::Json] {
                let mut page = Vec::new();
                render(&report, format, Style::new(lang), &mut page).expect("writes");
                papers.push(String::from_utf8(page).expect("text"));
            }
        }
    }
    papers
}

/// A year on `backend`: what was told, what stands on paper, and everything in the store.
fn year_on(backend: Backend) -> (Sums, Vec<String>, ReadOut) {
    let mut office = Office::found(backend, inaugurated());
    let plan = begin(&mut office);
    assert_eq!(plan.added, wide(IKM));
    let sums = live(&mut office, &plan);
    check_the_books(&mut office, &sums);
    let examined = office.examine();
    // The same files and commands once more, under the same keys: nothing is added to any journal.
    office.go_home();
    let again = live(&mut office, &plan);
    assert_eq!((again.sold, again.paid_out), (sums.sold, sums.paid_out));
    assert_eq!(office.examine(), examined);
    (sums, papers(&mut office), office.read_out())
}

#[test]
fn a_year_is_the_same_on_every_backend() {
    let (sums, papers, everything) = year_on(MEMORY);
    for backend in OTHERS {
        let (same_sums, same_papers, same_everything) = year_on(backend);
        assert_eq!(same_sums, sums, "{}", backend.name);
        assert_eq!(same_papers, papers, "{}", backend.name);
        assert_same(&same_everything, &everything);
    }
}
