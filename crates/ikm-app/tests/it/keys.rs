//! Commands that are given twice: the same key gives the same answer, whatever came between.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ikm_app::gallery::SalesOutcome;
use ikm_app::registry::ImportSettings;
use ikm_app::shipping::ParcelRequest;
use ikm_app::{App, AppError};
use ikm_core::Explain as _;
use ikm_core::association::{Association, DuesPlan, MembershipChange};
use ikm_core::gallery::{Payment, SettlementTerms};
use ikm_core::id::AssociationId;
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_store::{MemoryStore, ReadTx, Store, StoreError, WriteTx};

use crate::shipping::parcel;
use crate::world::{World, day};

/// A command as a test gives it; what it answers, as text.
type Command = fn(&mut World) -> Result<String, AppError>;

fn told<T: std::fmt::Debug>(answer: Result<T, AppError>) -> Result<String, AppError> {
    answer.map(|answer| format!("{answer:?}"))
}

fn settle(app: &mut App<'_>, until: &str) -> Result<String, AppError> {
    let terms = SettlementTerms { until: day(until), hold_days: 0, minimum: Rupiah::ZERO };
    told(app.run_settlement(terms))
}

fn plan(app: &mut App<'_>, monthly: i64) -> Result<String, AppError> {
    let from = "2022-03".parse().expect("a month");
    told(app.plan_dues(DuesPlan { from, monthly: Rupiah::new(monthly) }))
}

fn dues(app: &mut App<'_>, month: &str) -> Result<String, AppError> {
    told(app.run_dues(month.parse().expect("a month")))
}

fn pay_dues(app: &mut App<'_>, amount: i64, payment: Payment) -> Result<String, AppError> {
    told(app.pay_dues("A-0001", Rupiah::new(amount), payment))
}

fn move_cash(app: &mut App<'_>, amount: i64) -> Result<String, AppError> {
    told(app.transfer(Account::Cash, Account::Bank, Rupiah::new(amount)))
}

fn pay_settlement(world: &mut World, nth: usize, from: Account) -> Result<String, AppError> {
    let run = world.app().settlements()?[nth].id.to_string();
    told(world.app().pay_settlement(&run, from))
}

fn send(app: &mut App<'_>, grams: u32) -> Result<String, AppError> {
    told(app.accept_parcel(&ParcelRequest {
        member: "A-0001".to_owned(),
        parcel: parcel("25651", "PKH", grams),
        payment: Payment::Cash,
        receipt_number: None,
    }))
}

fn step(app: &mut App<'_>, member: &str, change: MembershipChange) -> Result<String, AppError> {
    told(app.change_membership(member, change))
}

const STRICT: ImportSettings =
    ImportSettings { dry_run: false, strict: true, unit: None, mapping: None, sheet: None };

/// Each writing command beside one of other content.
const COMMANDS: &[(&str, Command, Command)] = &[
    (
        "import",
        |world| {
            told(
                world.try_import(
                    "nama_ikm,kode_kecamatan\nA,13.01.04\n",
                    &ImportSettings::default(),
                ),
            )
        },
        |world| {
            told(
                world.try_import(
                    "nama_ikm,kode_kecamatan\nB,13.01.04\n",
                    &ImportSettings::default(),
                ),
            )
        },
    ),
    (
        "import, all or nothing",
        |world| told(world.try_import("nama_ikm,kode_kecamatan\nA,13.01.04\n", &STRICT)),
        |world| {
            let settings = ImportSettings::default();
            told(world.try_import("nama_ikm,kode_kecamatan\nA,13.01.04\n", &settings))
        },
    ),
    (
        "apply",
        |world| {
            let applicant = world.ikm("Sate Pono");
            told(world.app().apply(&applicant))
        },
        |world| {
            let applicant = world.ikm("Dendeng Mak Itam");
            told(world.app().apply(&applicant))
        },
    ),
    (
        "change",
        |world| step(&mut world.app(), "A-0002", MembershipChange::Suspend),
        |world| step(&mut world.app(), "A-0003", MembershipChange::Suspend),
    ),
    (
        "change to something else",
        |world| step(&mut world.app(), "A-0002", MembershipChange::Suspend),
        |world| step(&mut world.app(), "A-0002", MembershipChange::End),
    ),
    ("plan", |world| plan(&mut world.app(), 10_000), |world| plan(&mut world.app(), 20_000)),
    ("dues", |world| dues(&mut world.app(), "2022-02"), |world| dues(&mut world.app(), "2022-01")),
    (
        "pay dues",
        |world| pay_dues(&mut world.app(), 2_000, Payment::Cash),
        |world| pay_dues(&mut world.app(), 2_000, Payment::Transfer),
    ),
    (
        "intake",
        |world| told(world.try_intake("N-9,2022-02-11,A-0001,NEW,Rendang,makanan,1,1000,10,,\n")),
        |world| told(world.try_intake("N-9,2022-02-11,A-0001,NEW,Rendang,makanan,2,1000,10,,\n")),
    ),
    (
        "sales",
        |world| told(world.try_sales("K-9,2022-02-11,RND,,1,,cash\n")),
        |world| told(world.try_sales("K-9,2022-02-11,RND,,1,,qris\n")),
    ),
    (
        "sales with a reject",
        |world| told(world.try_sales("K-9,2022-02-11,RND,,1,,cash\nK-8,2022-02-11,X,,1,,cash\n")),
        |world| told(world.try_sales("K-9,2022-02-11,RND,,1,,cash\n")),
    ),
    (
        "settlement",
        |world| settle(&mut world.app(), "2022-04-01"),
        |world| settle(&mut world.app(), "2022-04-02"),
    ),
    (
        "settlement of nothing",
        |world| settle(&mut world.app(), "2022-02-01"),
        |world| settle(&mut world.app(), "2022-02-02"),
    ),
    (
        "payout",
        |world| pay_settlement(world, 0, Account::Cash),
        |world| pay_settlement(world, 0, Account::Bank),
    ),
    (
        "transfer",
        |world| move_cash(&mut world.app(), 1_000),
        |world| move_cash(&mut world.app(), 2_000),
    ),
    ("parcel", |world| send(&mut world.app(), 1_300), |world| send(&mut world.app(), 1_301)),
];

/// A place where each of the commands can be given.
fn lived_in() -> World {
    let mut world = World::with_goods();
    world.import("nama_ikm,kode_kecamatan\nSate Pono,13.01.04\nDendeng Mak Itam,13.01.04\n");
    world.load_tariff();
    let from = "2022-01".parse().expect("a month");
    world.app().plan_dues(DuesPlan { from, monthly: Rupiah::new(5_000) }).expect("plans");
    dues(&mut world.app(), "2022-01").expect("charges");
    world.sales("K-1,2022-02-10,RND,,2,,cash\n");
    settle(&mut world.on("2022-03-01"), "2022-03-01").expect("settles");
    world.sales("K-2,2022-03-02,SLM,,1,,cash\n");
    world
}

#[test]
fn a_key_gives_its_answer_again() {
    for (name, command, other) in COMMANDS {
        let mut world = lived_in();
        world.set_key(Some("K"));
        let answer = command(&mut world).expect(name);
        // On another day, and after other work, as a retry comes.
        world.set_key(None);
        world.sales("K-77,2022-03-02,KRP,,1,,cash\n");
        world.on("2022-03-02");
        world.set_key(Some("K"));
        let again = world.unchanged_by(|world| command(world).expect(name));
        assert_eq!(again, answer, "{name}");
        // What the key was not used for is refused.
        let refused = world.unchanged_by(other).expect_err(name);
        assert_eq!(refused.code(), "IKM-KEY-REUSED", "{name}");
        let refused =
            world.unchanged_by(|world| step(&mut world.app(), "A-0001", MembershipChange::End));
        assert_eq!(refused.expect_err(name).code(), "IKM-KEY-REUSED", "{name}");
        world.assert_sound();
    }
}

#[test]
fn every_command_that_writes_leaves_an_audit_record() {
    let actions = |world: &World| {
        let records = world.read(|tx| tx.audit_page(0, 1_000).expect("reads"));
        records.into_iter().map(|(record, _)| record.action).collect::<Vec<_>>()
    };
    for (name, command, _) in COMMANDS {
        let mut world = lived_in();
        let before = actions(&world);
        command(&mut world).expect(name);
        let after = actions(&world);
        // A settlement of nothing writes nothing.
        let more = usize::from(*name != "settlement of nothing");
        assert_eq!(after.len(), before.len() + more, "{name}: {:?}", after.last());
    }
}

#[test]
fn a_refused_command_leaves_its_key_free() {
    let mut world = lived_in();
    world.set_key(Some("K"));
    world
        .unchanged_by(|world| pay_dues(&mut world.app(), 5_001, Payment::Cash))
        .expect_err("too much");
    pay_dues(&mut world.app(), 5_000, Payment::Cash).expect("what is owed");
}

#[test]
fn a_dry_run_leaves_its_key_free() {
    let mut world = lived_in();
    world.set_key(Some("K"));
    let list = "nama_ikm,kode_kecamatan\nA,13.01.04\n";
    let settings = ImportSettings { dry_run: true, ..Default::default() };
    world.unchanged_by(|world| world.try_import(list, &settings)).expect("a list");
    assert_eq!(world.import(list).added, 1);
}

/// A store in memory that is pulled out of the wall after so many transactions.
#[derive(Clone)]
struct Unplugged {
    memory: Arc<MemoryStore>,
    writes_left: Arc<AtomicI64>,
}

impl Unplugged {
    fn new() -> Self {
        Self { memory: Arc::default(), writes_left: Arc::new(AtomicI64::new(i64::MAX)) }
    }

    fn after(&self, writes: i64) {
        self.writes_left.store(writes, Ordering::SeqCst);
    }
}

impl Store for Unplugged {
    fn associations(&self) -> ikm_store::Result<Vec<Association>> {
        self.memory.associations()
    }

    fn begin_read(&self, association: AssociationId) -> ikm_store::Result<Box<dyn ReadTx + '_>> {
        self.memory.begin_read(association)
    }

    /// What a killed process had begun to write is not there; so it never began to.
    fn begin_write(&self, association: AssociationId) -> ikm_store::Result<Box<dyn WriteTx + '_>> {
        if self.writes_left.fetch_sub(1, Ordering::SeqCst) <= 0 {
            return Err(StoreError::Full);
        }
        self.memory.begin_write(association)
    }

    fn check(&self) -> ikm_store::Result<Vec<String>> {
        self.memory.check()
    }
}

/// Three groups of receipts. Every hundredth wants what is not there, and the last pieces go to
/// whoever comes first.
fn many_receipts() -> String {
    let receipts = (1..=450).map(|n| match n % 100 {
        0 => format!("K-{n},2022-02-10,XXX,,1,,cash\n"),
        1 => format!("K-{n},2022-02-10,SLM,,1,,qris\n"),
        _ => format!("K-{n},2022-02-10,ROK,,2,,cash\nK-{n},2022-02-10,ROK,,1,400,cash\n"),
    });
    receipts.collect::<Vec<_>>().concat()
}

fn shop(store: Unplugged) -> World {
    let mut world = World::in_store(Box::new(store));
    world.makers();
    world.intake(
        "N-1,2022-02-01,A-0003,ROK,Keripik kecil,makanan,2000,500,10,,\n\
         N-2,2022-02-01,A-0002,SLM,Taplak sulaman,kain,3,185000,15,,\n",
    );
    world
}

#[test]
fn an_interrupted_file_goes_on_where_it_stopped() {
    let uninterrupted = shop(Unplugged::new()).sales(&many_receipts());
    // Four receipts want what is unknown; five want cloth of which there are three.
    assert_eq!(uninterrupted.receipts, 450 - 4 - 2);
    // 441 receipts of 2 × 500 + 400, and 3 × 185,000.
    assert_eq!(uninterrupted.gross.get(), 441 * 1_400 + 555_000);
    // One transaction claims the key, one writes each of three groups, one keeps the answer.
    for writes in 0..5 {
        let store = Unplugged::new();
        let mut world = shop(store.clone());
        world.set_key(Some("SALES-2022-02"));
        store.after(writes);
        let stopped = world.try_sales(&many_receipts()).expect_err("pulled out");
        assert_eq!(stopped.code(), "IKM-STORE-FULL", "{writes}");
        store.after(i64::MAX);
        world.assert_sound();
        let resumed: SalesOutcome = world.sales(&many_receipts());
        assert_eq!(resumed, uninterrupted, "{writes}");
        let again = world.unchanged_by(|world| world.sales(&many_receipts()));
        assert_eq!(again, uninterrupted, "{writes}");
        let other = world.try_sales("K-1,2022-02-10,SLM,,1,,qris\n").expect_err("other content");
        assert_eq!(other.code(), "IKM-KEY-REUSED", "{writes}");
        world.assert_sound();
    }
}

#[test]
fn an_interrupted_intake_goes_on_where_it_stopped() {
    // Every tenth note is of nobody, and every seventh of what the maker is not known for.
    let many_notes = (1..=250)
        .map(|n| {
            let member = if n % 10 == 0 { "A-0009" } else { "A-0001" };
            let name = if n % 7 == 0 { "Dendeng" } else { "Rendang" };
            format!("N-{n},2022-02-01,{member},S{n},{name},makanan,1,1000,10,,\n")
        })
        .collect::<Vec<_>>()
        .concat();
    let uninterrupted = World::with_makers().intake(&many_notes);
    assert_eq!((uninterrupted.notes, uninterrupted.rejected.len()), (225, 25));
    // 35 sevenths, of which 3 are also tenths.
    assert_eq!(uninterrupted.warnings.len(), 32);
    for writes in 0..4 {
        let store = Unplugged::new();
        let mut world = World::in_store(Box::new(store.clone()));
        world.makers();
        world.set_key(Some("INTAKE"));
        store.after(writes);
        world.try_intake(&many_notes).expect_err("pulled out");
        store.after(i64::MAX);
        assert_eq!(world.intake(&many_notes), uninterrupted, "{writes}");
        world.assert_sound();
    }
}
