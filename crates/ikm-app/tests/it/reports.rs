//! Reports: each figure of a small story worked out by hand.

use std::str::FromStr as _;

use ikm_app::reports::{ReportName, UnknownReport};
use ikm_core::Explain as _;
use ikm_core::Lang;
use ikm_core::association::{DuesPlan, MembershipChange};
use ikm_core::gallery::{Payment, SettlementTerms};
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_core::region::Region;
use ikm_core::registry::Segment;
use ikm_report::{Cell, Format, Report, Style, Table, render};

use crate::shipping::request;
use crate::world::{World, day};

/// A year of three makers: dues, sales, settlements, parcels.
fn story() -> World {
    let mut world = World::with_goods();
    world.load_tariff();
    let from = "2022-02".parse().expect("a month");
    world.app().plan_dues(DuesPlan { from, monthly: Rupiah::new(5_000) }).expect("plans");
    world.on("2022-02-01").run_dues(from).expect("charges");
    world.app().pay_dues("A-0001", Rupiah::new(5_000), Payment::Cash).expect("pays");
    world.app().pay_dues("A-0003", Rupiah::new(2_000), Payment::Transfer).expect("pays");
    // 2 × 65,000 at 12.5 % = 16,250; 185,000 at 15 % = 27,750; in March 3 × 14,000 at 10 % = 4,200.
    world.sales(
        "K-1,2022-02-10,RND,,2,,cash\n\
         K-2,2022-02-11,SLM,,1,,qris\n\
         K-3,2022-03-05,KRP,,3,14000,cash\n",
    );
    let terms = |until, minimum| SettlementTerms {
        until: day(until),
        hold_days: 0,
        minimum: Rupiah::new(minimum),
    };
    world.on("2022-03-01").run_settlement(terms("2022-03-01", 0)).expect("settles");
    let run = world.app().settlements().expect("lists")[0].id.to_string();
    world
        .app()
        .transfer(Account::QrisInTransit, Account::Bank, Rupiah::new(185_000))
        .expect("credited");
    world.app().transfer(Account::Cash, Account::Bank, Rupiah::new(100_000)).expect("carried");
    world.app().pay_settlement(&run, Account::Bank).expect("pays");
    world.on("2022-04-01").run_settlement(terms("2022-04-01", 50_000)).expect("settles");
    // Food: 10,000 less 20 %, 200 for fuel; far: 40,000 less 20 %, 800 for fuel, and from April on
    // 1.1 % of 32,800 in tax, 360.8.
    world.on("2022-03-02").accept_parcel(&request("A-0001", "25651", 1_000)).expect("a price");
    world.on("2022-04-02").accept_parcel(&request("A-0003", "10110", 1_000)).expect("a price");
    world.app().change_membership("A-0002", MembershipChange::Suspend).expect("suspends");
    world.on("2022-06-30");
    world
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "·".to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Term(term) => term.code.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Signed(number) => number.to_string(),
        Cell::Money(amount) => amount.get().to_string(),
        Cell::Percent(percent) => percent.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Weight(weight) => weight.get().to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Decimal(number) => number.to_string(),
    }
}

fn line(row: &[Cell]) -> String {
    row.iter().map(cell).collect::<Vec<_>>().join("|")
}

fn table<'a>(report: &'a Report, name: &str) -> &'a Table {
    report.tables().find(|table| table.name() == name).expect("a table of this name")
}

/// The rows of a table and its totals, as text.
fn rows(report: &Report, name: &str) -> Vec<String> {
    let table = table(report, name);
    table.rows().iter().map(|row| line(row)).chain(table.totals().map(line)).collect()
}

/// The cell under `column` of the row whose first cells hold `label`, or of the totals.
fn figure(report: &Report, name: &str, label: &str, column: &str) -> String {
    let table = table(report, name);
    let place = table.columns().iter().position(|known| known.key() == column).expect(column);
    let labelled = |row: &&[Cell]| row.iter().take(2).any(|found| cell(found) == label);
    let rows = table.rows().iter().map(Vec::as_slice).chain(table.totals());
    let row = rows.into_iter().find(labelled).expect(label);
    cell(&row[place])
}

impl World {
    fn report(&mut self, name: ReportName) -> Report {
        let report = self.app().report(name).expect("a report");
        assert_eq!(report.name, name.name());
        assert_eq!(report.heading.association, "Asosiasi IKM Uji");
        report
    }
}

#[test]
fn rekap_counts_by_kecamatan_and_class() {
    let rekap = story().report(ReportName::Rekap);
    // Two in 13.01.05, of which one of food (10) and one of cloth (13); one of food in 13.01.04.
    let check = |label: &str, column: &str, expect: &str| {
        assert_eq!(figure(&rekap, "rekap", label, column), expect, "{label} {column}");
    };
    check("13.01.05", "class_10", "1");
    check("13.01.05", "class_13", "1");
    check("13.01.05", "total", "2");
    check("13.01.04", "class_10", "1");
    check("13.01.04", "class_13", "0");
    check("total", "class_10", "2");
    check("total", "total", "3");
    assert_eq!(figure(&rekap, "by_classification", "13", "units"), "1");
    assert_eq!(figure(&rekap, "by_kecamatan", "13.01.05", "units"), "2");
    // Fifteen kecamatan, each with a row.
    assert_eq!(table(&rekap, "rekap").rows().len(), 15);
}

#[test]
fn rekap_shows_other_regencies_by_their_names() {
    let mut world = World::new();
    let region = |(code, name): (&str, &str)| Region {
        code: code.parse().expect("a code"),
        name: name.to_owned(),
        bps: None,
        postal_code: None,
    };
    let list = [
        ("11", "Aceh"),
        ("11.01", "Kabupaten Aceh Selatan"),
        ("11.01.01", "Bakongan"),
        ("13.02", "Kabupaten Solok"),
        ("13.02.03", "Pantai Cermin"),
        ("13.02.04", "Lembah Gumanti"),
    ];
    world.app().load_regions(list.map(region).into()).expect("loads");
    world.import(
        "nama_ikm,kode_kecamatan,kbli,tenaga_kerja\n\
         Usaha A,13.01.05,10,1\nUsaha B,13.02.03,10,2\nUsaha C,13.02.04,10,4\n\
         Usaha D,13.02.04,13,8\nUsaha E,11.01.01,10,16\n",
    );
    let everything = world.report(ReportName::Rekap);
    let all = Segment { words: Some("usaha".to_owned()), ..Segment::default() };
    // The counts are kept for the one and counted for the other: both are by the same rule.
    let counted = world.app().report_of(ReportName::Rekap, &all).expect("a report");
    for rekap in [&everything, &counted] {
        let outside = rows(rekap, "by_kecamatan").split_off(15);
        assert_eq!(
            outside,
            ["11.01|Kabupaten Aceh Selatan|1|16", "13.02|Kabupaten Solok|3|14", "·|total|5|31",]
        );
        assert_eq!(figure(rekap, "rekap", "13.02", "class_10"), "2");
        assert_eq!(figure(rekap, "rekap", "13.02", "class_13"), "1");
        assert_eq!(figure(rekap, "rekap", "13.01.05", "total"), "1");
    }
    // A member of another regency stands with that regency too.
    world.app().accept_all().expect("accepts");
    let members = world.report(ReportName::Members);
    assert_eq!(figure(&members, "members", "Kabupaten Solok", "active"), "3");
    assert_eq!(figure(&members, "members", "total", "total"), "5");
}

#[test]
fn rekap_adds_up_what_was_stated() {
    let mut world = World::new();
    world.import(
        "nama_ikm,kode_kecamatan,kbli,tenaga_kerja,nilai_investasi\n\
         A,13.01.05,10,3,1000\nB,13.01.05,10,-,500\nC,13.01.05,46,2,\nD,13.01.04,,1,\n",
    );
    let rekap = world.report(ReportName::Rekap);
    let check = |name: &str, label: &str, column: &str, expect: &str| {
        assert_eq!(figure(&rekap, name, label, column), expect, "{label} {column}");
    };
    check("by_kecamatan", "13.01.05", "workers", "5");
    check("by_kecamatan", "13.01.05", "investment", "1500");
    check("by_kecamatan", "13.01.04", "investment", "·");
    check("by_kecamatan", "total", "workers", "6");
    check("by_classification", "10", "investment", "1500");
    // KBLI 46 is trade, outside section C; who has no KBLI has no class.
    check("rekap", "13.01.05", "outside_section_c", "1");
    check("rekap", "13.01.04", "unclassified", "1");
}

#[test]
fn a_past_day_is_told_as_it_was() {
    let mut world = story();
    let january = world.on("2022-01-31").report(ReportName::Rekap).expect("a report");
    let growth = world.app().report(ReportName::Growth).expect("a report");
    // In May others are registered.
    world.on("2022-05-02");
    world.import("nama_ikm,kode_kecamatan,kbli\nSate Pono,13.01.04,10\nBengkel,13.01.07,33\n");
    let may = world.app().report(ReportName::Rekap).expect("a report");
    assert_eq!(figure(&may, "rekap", "total", "total"), "5");
    assert_eq!(figure(&may, "rekap", "13.01.07", "class_33"), "1");
    assert_eq!(world.on("2022-01-31").report(ReportName::Rekap).expect("a report"), january);
    assert_eq!(world.app().report(ReportName::Growth).expect("a report"), growth);
    let before = world.on("2022-01-30").report(ReportName::Rekap).expect("a report");
    assert_eq!(figure(&before, "rekap", "total", "total"), "0");
}

#[test]
fn growth_has_a_line_for_every_year() {
    let mut world = World::new();
    world.import("nama_ikm,kode_kecamatan\nA,13.01.04\nB,13.01.04\n");
    world.on("2022-12-31");
    world.import("nama_ikm,kode_kecamatan\nC,13.01.04\nD,13.01.04\n");
    world.on("2024-03-01");
    world.import("nama_ikm,kode_kecamatan\nE,13.01.04\n");
    world.on("2025-01-01");
    // Nobody in 2023 and 2025. 1 ÷ 4 is 25 %.
    assert_eq!(
        rows(&world.report(ReportName::Growth), "growth"),
        ["2022|4|·|·", "2023|4|0|0.00", "2024|5|1|25.00", "2025|5|0|0.00"]
    );
    // As it was known in 2023.
    world.on("2023-06-01");
    assert_eq!(rows(&world.report(ReportName::Growth), "growth"), ["2022|4|·|·", "2023|4|0|0.00"]);
    assert_eq!(rows(&World::new().report(ReportName::Growth), "growth"), Vec::<String>::new());
}

#[test]
fn members_and_what_they_owe() {
    let mut world = story();
    let members = world.report(ReportName::Members);
    assert_eq!(figure(&members, "members", "13.01.05", "active"), "1");
    assert_eq!(figure(&members, "members", "13.01.05", "suspended"), "1");
    assert_eq!(figure(&members, "members", "total", "total"), "3");
    assert_eq!(figure(&members, "list", "A-0002", "status"), "suspended");
    assert_eq!(figure(&members, "list", "A-0002", "since"), "2022-04-02");
    let dues = world.report(ReportName::Dues);
    let check = |label: &str, charged: &str, paid: &str, outstanding: &str| {
        let figures =
            ["charged", "paid", "outstanding"].map(|column| figure(&dues, "dues", label, column));
        assert_eq!(figures, [charged, paid, outstanding], "{label}");
    };
    check("A-0001", "5000", "5000", "0");
    check("A-0002", "5000", "0", "5000");
    check("A-0003", "5000", "2000", "3000");
    check("total", "15000", "7000", "8000");
    assert_eq!(figure(&dues, "by_kecamatan", "13.01.05", "outstanding"), "5000");
}

#[test]
fn what_lies_in_the_gallery_and_what_it_sold() {
    let mut world = story();
    let stock = world.report(ReportName::GalleryStock);
    // The value is what is on hand at its price: 8 × 65,000, 20 × 65,000, 3 × 185,000, 5 × 15,000.
    assert_eq!(
        rows(&stock, "gallery-stock"),
        [
            "A-0001|RND|Rendang 250 g|L1|2022-02-20|10|2|0|0|8|520000",
            "A-0001|RND|Rendang 250 g|L2|2022-06-30|20|0|0|0|20|1300000",
            "A-0002|SLM|Taplak sulaman|·|·|4|1|0|0|3|555000",
            "A-0003|KRP|Keripik balado|·|2022-12-31|8|3|0|0|5|75000",
            "total|·|·|·|·|42|6|0|0|36|2450000",
        ]
    );
    let sales = world.report(ReportName::GallerySales);
    assert_eq!(
        rows(&sales, "gallery-sales"),
        [
            "2022-02|2|3|315000|44000|271000",
            "2022-03|1|3|42000|4200|37800",
            "total|3|6|357000|48200|308800",
        ]
    );
    assert_eq!(
        rows(&sales, "by_category"),
        [
            "kain|1|1|185000|27750|157250",
            "makanan|2|5|172000|20450|151550",
            "total|3|6|357000|48200|308800",
        ]
    );
    assert_eq!(
        rows(&sales, "by_payment"),
        [
            "cash|2|5|172000|20450|151550",
            "qris|1|1|185000|27750|157250",
            "total|3|6|357000|48200|308800",
        ]
    );
}

#[test]
fn settlements_and_their_statements() {
    let mut world = story();
    // The latest is that of March: 42,000 − 4,200 = 37,800, below the minimum.
    let latest = world.report(ReportName::Settlement);
    assert_eq!(latest.heading.as_of, day("2022-04-01"));
    assert_eq!(
        rows(&latest, "settlement"),
        ["A-0003|Keripik Upik|42000|4200|0|0|37800", "total|·|42000|4200|0|0|37800"]
    );
    let first = world.app().settlements().expect("lists")[0].id.to_string();
    let february = world.app().settlement_report(&first).expect("a report");
    assert_eq!(
        rows(&february, "settlement"),
        [
            "A-0001|Rendang Uni Mar|130000|16250|0|113750|0",
            "A-0002|Sulaman Rosnida|185000|27750|0|157250|0",
            "total|·|315000|44000|0|271000|0",
        ]
    );
    let sale = world.read(|tx| tx.sale_by_receipt("K-1").expect("reads")).expect("a sale");
    let entry = sale.entry;
    let statement = world.app().statement_report(&first, "A-0001").expect("a statement");
    assert_eq!(
        rows(&statement, "statement"),
        [
            &format!(
                "K-1|2022-02-10|Rendang 250 g|2|65000|130000|12.5|12.5|16250|0|113750|sale|{entry}"
            ),
            "total|·|·|2|·|130000|·|·|16250|0|113750|·|·",
        ]
    );
    let mut page = Vec::new();
    render(&statement, Format::Text, Style::new(Lang::Id), &mut page).expect("writes");
    let page = String::from_utf8(page).expect("text");
    let words = "seratus tiga belas ribu tujuh ratus lima puluh rupiah";
    assert!(page.contains("Rp113.750") && page.contains(words), "{page}");
    let none = World::new().app().report(ReportName::Settlement).expect_err("none was run");
    assert_eq!(none.code(), "IKM-SETTLEMENT-NONE");
    assert_eq!(none.indonesian(), "belum ada penyelesaian yang dijalankan");
}

#[test]
fn what_the_special_tariff_saved() {
    let mut world = story();
    let savings = world.report(ReportName::ShippingSavings);
    assert_eq!(
        rows(&savings, "shipping-savings"),
        ["2022-03|1|10000|8000|2000", "2022-04|1|40000|32000|8000", "total|2|50000|40000|10000"]
    );
    assert_eq!(
        rows(&savings, "by_zone"),
        ["dekat|1|10000|8000|2000", "jauh|1|40000|32000|8000", "total|2|50000|40000|10000"]
    );
}

#[test]
fn the_trial_balance_of_the_story() {
    let mut world = story();
    let balance = world.report(ReportName::TrialBalance);
    let check = |account: &str, debit: &str, credit: &str| {
        let sides =
            ["debit", "credit"].map(|column| figure(&balance, "trial-balance", account, column));
        assert_eq!(sides, [debit, credit], "{account}");
    };
    // 5,000 dues + 130,000 + 42,000 − 100,000 to the bank + 8,200 + 33,161 for parcels.
    check("cash", "118361", "0");
    // 2,000 dues + 185,000 + 100,000 − 271,000 paid out.
    check("bank", "16000", "0");
    check("dues-receivable", "8000", "0");
    // What the association adds to the postage of food: 2,000 + 8,000.
    check("shipping-subsidy", "10000", "0");
    check("consignment-payable", "0", "37800");
    check("postal-payable", "0", "51361");
    check("commission-income", "0", "48200");
    check("dues-income", "0", "15000");
    check("total", "152361", "152361");
    assert_eq!(rows(&balance, "balance"), ["152361|152361|0"]);
    let app = world.app().trial_balance().expect("a balance");
    assert_eq!((app.debit.get(), app.credit.get()), (152_361, 152_361));
    assert_eq!(app.difference(), Ok(Rupiah::ZERO));
}

#[test]
fn reports_are_asked_for_by_name() {
    for name in ReportName::ALL {
        assert_eq!(ReportName::from_str(name.name()), Ok(name));
        // Every report can be written in both languages, and to a file.
        let report = story().report(name);
        for lang in [Lang::Id, Lang::En] {
            for format in [Format::Text, Format::Csv, Format::Json] {
                let mut page = Vec::new();
                render(&report, format, Style::new(lang), &mut page).expect("writes");
                assert!(!page.is_empty(), "{name} {format:?}");
            }
        }
    }
    let unknown: UnknownReport = ReportName::from_str("rekapitulasi").expect_err("no such report");
    assert_eq!(unknown.code(), "IKM-REPORT-UNKNOWN");
    assert_eq!(unknown.to_string(), "no report is known as \"rekapitulasi\"");
    assert_eq!(unknown.indonesian(), "tidak ada laporan bernama \"rekapitulasi\"");
    assert!(unknown.hint(Lang::En).contains("gallery-stock"));
}
