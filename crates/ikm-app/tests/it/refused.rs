//! A refused command leaves the store as it was, in everything that the port can tell.

use ikm_app::AppError;
use ikm_app::registry::ImportSettings;
use ikm_core::Explain as _;
use ikm_core::association::{DuesPlan, MembershipChange};
use ikm_core::gallery::{Payment, SettlementTerms};
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;

use crate::shipping::request;
use crate::world::{World, day};

type Command = fn(&mut World) -> Result<(), AppError>;

fn terms(minimum: i64) -> SettlementTerms {
    SettlementTerms { until: day("2022-04-01"), hold_days: 0, minimum: Rupiah::new(minimum) }
}

fn latest_run(world: &mut World) -> String {
    let settlements = world.app().settlements().expect("lists");
    settlements.last().expect("a settlement").id.to_string()
}

fn transfer(world: &mut World, from: Account, to: Account, amount: i64) -> Result<(), AppError> {
    world.app().transfer(from, to, Rupiah::new(amount)).map(drop)
}

/// Every use case that writes, refused for a reason that only shows while it works.
const REFUSED: &[(&str, Command)] = &[
    ("IKM-MEMBER-ALREADY", |world| world.app().apply("A-0001").map(drop)),
    ("IKM-MEMBER-STATUS", |world| {
        world.app().change_membership("A-0001", MembershipChange::Accept).map(drop)
    }),
    ("IKM-MEMBER-BACKDATED", |world| {
        world.on("2022-01-01").change_membership("A-0001", MembershipChange::End).map(drop)
    }),
    ("IKM-STORE-EXISTS", |world| {
        let from = "2022-02".parse().expect("a month");
        world.app().plan_dues(DuesPlan { from, monthly: Rupiah::new(1) }).map(drop)
    }),
    ("IKM-DUES-NO-PLAN", |world| {
        world.app().run_dues("2022-01".parse().expect("a month")).map(drop)
    }),
    ("IKM-DUES-OVERPAID", |world| {
        world.app().pay_dues("A-0001", Rupiah::new(5_001), Payment::Cash).map(drop)
    }),
    ("IKM-SETTLEMENT-MINIMUM", |world| world.app().run_settlement(terms(-1)).map(drop)),
    ("IKM-LEDGER-OVERDRAFT", |world| {
        let run = latest_run(world);
        world.app().pay_settlement(&run, Account::Bank).map(drop)
    }),
    ("IKM-LEDGER-OVERDRAFT", |world| transfer(world, Account::Bank, Account::Cash, 1)),
    ("IKM-LEDGER-TRANSFER", |world| transfer(world, Account::Cash, Account::Cash, 1)),
    ("IKM-LEDGER-TRANSFER", |world| transfer(world, Account::Cash, Account::Bank, 0)),
    ("IKM-LEDGER-TRANSFER", |world| transfer(world, Account::Cash, Account::DuesIncome, 1)),
    ("IKM-TARIFF-NO-ZONE", |world| {
        world.app().accept_parcel(&request("A-0001", "99999", 1_000)).map(drop)
    }),
    // The second of two parcels has no price.
    ("IKM-TARIFF-NO-ZONE", |world| {
        let (tariff, book) = world.app().tariff_on(day("2022-03-01"))?;
        let parcels = [request("A-0001", "25651", 1_000), request("A-0001", "99999", 1_000)];
        world.app().accept_parcels(&parcels, tariff, &book).map(drop)
    }),
    ("IKM-IMPORT-STRICT", |world| {
        let strict = ImportSettings { strict: true, ..ImportSettings::default() };
        world.try_import("nama_ikm,kode_kecamatan\nA,13.01.04\nB,13.01.99\n", &strict).map(drop)
    }),
    // A quote that never closes, behind rows that could be read.
    ("IKM-IMPORT-OPEN-QUOTE", |world| {
        let list = format!("nama_ikm,kode_kecamatan\n{}\"C,13.01.04\n", "A,13.01.04\n".repeat(90));
        world.try_import(&list, &ImportSettings::default()).map(drop)
    }),
    ("IKM-IMPORT-OPEN-QUOTE", |world| {
        world.try_sales("K-9,2022-03-01,RND,,1,,cash\n\"K-10,2022-03-01,RND,,1,,cash\n").map(drop)
    }),
    ("IKM-IMPORT-COLUMNS", |world| {
        let path = world.file("receipt,sold_on,sku,quantity,payment\nK-9,2022-03-01,RND,1,cash\n");
        world.app().sales(&path, &mut |_| ()).map(drop)
    }),
];

#[test]
fn a_refusal_changes_nothing() {
    let mut world = World::with_goods();
    world.load_tariff();
    let from = "2022-02".parse().expect("a month");
    world.app().plan_dues(DuesPlan { from, monthly: Rupiah::new(5_000) }).expect("plans");
    world.on("2022-02-10").run_dues(from).expect("charges");
    world.sales("K-1,2022-02-10,RND,,1,,cash\nK-2,2022-02-11,SLM,,1,,qris\n");
    world.on("2022-03-01").run_settlement(terms(0)).expect("settles");
    for (expect, command) in REFUSED {
        for key in [None, Some("K")] {
            world.on("2022-03-01");
            world.set_key(key);
            let refused = world.unchanged_by(command).expect_err(expect);
            assert_eq!(refused.code(), *expect, "{refused}");
            assert_ne!(refused.to_string(), refused.indonesian(), "{expect}");
        }
    }
    world.set_key(None);
    world.assert_sound();
}
