//! Small reports whose figures can be checked by hand.

use chrono::NaiveDate;
use ikm_core::DateRange;
use ikm_core::classification::Scheme;
use ikm_core::money::Rupiah;
use ikm_core::region::{Region, RegionCode, Regions};
use ikm_report::reports::{
    AccountLine, Area, DuesLine, GrowthPoint, MemberCount, MemberLine, ParcelLine, PlaceLine,
    ProgrammeLine, RekapFigures, RekapGroup, SettlementLine, SoldLine, Statement, StatementLine,
    Step, StockLine, dues, gallery_sales, gallery_stock, growth, members,
    programmes as programmes_of, rekap, settlement, shipping_savings, statement, trial_balance,
};
use ikm_report::{Heading, Report, Term, Text};

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
}

pub(crate) fn rp(rupiah: i64) -> Rupiah {
    Rupiah::new(rupiah)
}

pub(crate) fn code(text: &str) -> RegionCode {
    text.parse().expect("a region code")
}

/// The state at the end of 2022.
pub(crate) fn heading() -> Heading {
    Heading {
        association: "Asosiasi IKM Pesisir Selatan".to_owned(),
        as_of: day(2022, 12, 31),
        period: None,
    }
}

/// The year 2022.
pub(crate) fn year() -> Heading {
    let period = DateRange::try_new(day(2022, 1, 1), Some(day(2023, 1, 1))).expect("in order");
    Heading { period: Some(period), ..heading() }
}

/// Three kecamatan, so that a table can be read at a glance.
pub(crate) fn regions() -> Regions {
    let names =
        [("13.01.01", "Pancung Soal"), ("13.01.05", "IV Jurai"), ("13.01.09", "Koto XI Tarusan")];
    let regions = names.map(|(text, name)| Region {
        code: code(text),
        name: name.to_owned(),
        bps: None,
        postal_code: None,
    });
    Regions::try_new(regions).expect("three different kecamatan")
}

pub(crate) fn area(regions: &Regions) -> Area<'_> {
    Area { regions, regency: code("13.01") }
}

/// Two classes.
pub(crate) fn scheme() -> Scheme {
    r#"
        id = "two"
        title_id = "Dua klasifikasi"
        title_en = "Two classes"
        edition = "2020"
        [[class]]
        code = "10"
        title_id = "Industri Makanan"
        title_en = "Manufacture of food products"
        prefixes = ["10"]
        [[class]]
        code = "13"
        title_id = "Industri Tekstil"
        title_en = "Manufacture of textiles"
        prefixes = ["13"]
    "#
    .parse()
    .expect("a scheme of two classes")
}

pub(crate) fn group(kecamatan: Option<&str>, class: Option<&str>, units: u64) -> RekapGroup {
    RekapGroup {
        kecamatan: kecamatan.map(code),
        class: class.map(|text| text.parse().expect("a class code")),
        figures: RekapFigures { units, ..RekapFigures::default() },
    }
}

/// Every way in which an IKM can fall beside the table: no kecamatan, one elsewhere, a nagari, no
/// class, one of another scheme, outside section C.
pub(crate) fn rekap_report() -> Report {
    let mut food = group(Some("13.01.05"), Some("10"), 40);
    food.figures.workers = Some(90);
    food.figures.investment = Some(rp(1_500_000_000));
    let mut cloth = group(Some("13.01.01"), Some("13"), 7);
    cloth.figures.workers = Some(15);
    let groups = [
        food,
        cloth,
        group(Some("13.01.05.2001"), Some("10"), 2),
        group(Some("13.01.05"), Some("LUAR-C"), 5),
        group(Some("13.01.01"), Some("33"), 3),
        group(Some("13.01.01"), None, 1),
        group(None, Some("10"), 4),
        group(Some("13.02.01"), None, 6),
    ];
    rekap(heading(), area(&regions()), &scheme(), groups).expect("small figures")
}

pub(crate) fn growth_report() -> Report {
    let counts = [(2018, 0), (2019, 3000), (2020, 3450), (2021, 3421), (2023, 3800)];
    let points = counts.map(|(year, count)| GrowthPoint { day: day(year, 12, 31), count });
    growth(heading(), Step::Year, points).expect("small figures")
}

pub(crate) fn active() -> Term {
    Term::new("active", "aktif", "active")
}

pub(crate) fn suspended() -> Term {
    Term::new("suspended", "dibekukan", "suspended")
}

pub(crate) fn members_report() -> Report {
    let count = |kecamatan: Option<&str>, status, count| MemberCount {
        kecamatan: kecamatan.map(code),
        status,
        count,
    };
    let counts = [
        count(Some("13.01.05"), active(), 300),
        count(Some("13.01.05"), suspended(), 12),
        count(Some("13.01.09"), active(), 200),
        count(Some("13.01.05"), active(), 1),
        count(None, Term::new("ended", "berhenti", "ended"), 2),
    ];
    let list = [
        ("A-0001", "Rendang Uni Upik", Some("13.01.05"), active(), day(2022, 1, 31)),
        ("A-0002", "Sulaman Bayangan Barung-Barung Balantai", None, suspended(), day(2022, 8, 1)),
    ]
    .map(|(member, name, kecamatan, status, since)| MemberLine {
        member: member.to_owned(),
        name: name.to_owned(),
        kecamatan: kecamatan.map(code),
        status,
        since,
    });
    let statuses = [active(), suspended()];
    members(heading(), area(&regions()), &statuses, counts, list).expect("small figures")
}

pub(crate) fn dues_report() -> Report {
    let lines = [
        ("A-0001", "Rendang Uni Upik", Some("13.01.05"), 120_000, 120_000),
        ("A-0002", "Keripik Balado Mak Itam", Some("13.01.05"), 120_000, 50_000),
        ("A-0003", "Anyaman Pandan", Some("13.01.09"), 110_000, 120_000),
        ("A-0004", "Batik Tanah Liek", None, 120_000, 0),
    ]
    .map(|(member, name, kecamatan, charged, paid)| DuesLine {
        member: member.to_owned(),
        name: name.to_owned(),
        kecamatan: kecamatan.map(code),
        charged: rp(charged),
        paid: rp(paid),
    });
    dues(year(), area(&regions()), lines).expect("small figures")
}

pub(crate) fn programmes_report() -> Report {
    let line = |code: &str, until, quota, budget: Option<i64>| ProgrammeLine {
        code: code.to_owned(),
        title: format!("Program {code}"),
        kind: Term::new("training", "pelatihan", "training"),
        from: day(2022, 3, 1),
        until,
        quota,
        budget: budget.map(rp),
    };
    let programmes = [
        line("HALAL-2022", Some(day(2023, 1, 1)), Some(3), Some(2_000_000)),
        line("KUR-2022", None, None, None),
    ];
    let places = [
        ("HALAL-2022", Some("13.01.05"), "accepted", 500_000),
        ("HALAL-2022", Some("13.01.05"), "accepted", 700_000),
        ("HALAL-2022", Some("13.01.09"), "applied", 0),
        ("HALAL-2022", None, "completed", 250_000),
    ]
    .map(|(programme, kecamatan, status, granted)| PlaceLine {
        programme: programme.to_owned(),
        kecamatan: kecamatan.map(code),
        status,
        granted: rp(granted),
    });
    let statuses = [
        Term::new("applied", "mengajukan", "applied"),
        Term::new("accepted", "diterima", "accepted"),
        Term::new("completed", "selesai", "completed"),
    ];
    programmes_of(year(), area(&regions()), &statuses, &programmes, places).expect("small figures")
}

pub(crate) fn stock_line(
    sku: &str,
    [received, sold, returned, written_off]: [u32; 4],
) -> StockLine {
    StockLine {
        member: "A-0001".to_owned(),
        sku: sku.to_owned(),
        name: "Rendang Kering 250 g".to_owned(),
        lot: None,
        best_before: None,
        received,
        sold,
        returned,
        written_off,
        unit_price: rp(85_000),
    }
}

pub(crate) fn stock_report() -> Report {
    let lot = StockLine {
        lot: Some("2022-03".to_owned()),
        best_before: Some(day(2022, 9, 1)),
        ..stock_line("RDG-250", [1_200, 1_100, 10, 5])
    };
    let bag = StockLine {
        name: "Tas Sulaman Bayangan".to_owned(),
        unit_price: rp(350_000),
        member: "A-0002".to_owned(),
        ..stock_line("TAS-01", [4, 4, 0, 0])
    };
    gallery_stock(heading(), [lot, bag]).expect("nothing is missing")
}

pub(crate) fn sales_report() -> Report {
    let cash = || Term::new("cash", "tunai", "cash");
    let qris = || Term::new("qris", "QRIS", "QRIS");
    let lines = [
        (day(2022, 2, 3), "Makanan", cash(), 2, 170_000, 25_500),
        (day(2022, 2, 28), "Kerajinan", qris(), 1, 350_000, 52_500),
        (day(2022, 3, 1), "Makanan", qris(), 10, 850_000, 127_500),
        (day(2022, 3, 2), "Makanan", qris(), -1, -85_000, -12_750),
    ]
    .map(|(sold_on, category, payment, quantity, gross, commission)| SoldLine {
        sold_on,
        category: category.to_owned(),
        payment,
        quantity,
        gross: rp(gross),
        commission: rp(commission),
    });
    gallery_sales(year(), lines).expect("small figures")
}

pub(crate) fn settlement_line(member: &str, name: &str, figures: [i64; 5]) -> SettlementLine {
    let [gross, commission, charges, payable, carried_forward] = figures.map(rp);
    SettlementLine {
        member: member.to_owned(),
        name: name.to_owned(),
        gross,
        commission,
        charges,
        payable,
        carried_forward,
    }
}

pub(crate) fn settlement_report() -> Report {
    let lines = [
        settlement_line("A-0001", "Rendang Uni Upik", [1_105_000, 165_750, 2_000, 937_250, 0]),
        settlement_line("A-0002", "Tas Sulaman", [20_000, 3_000, 0, 0, 17_000]),
        settlement_line("A-0003", "Anyaman Pandan", [50_000, 7_500, 0, 57_500, -15_000]),
    ];
    settlement(year(), lines).expect("the lines add up")
}

pub(crate) fn statement_input() -> Statement {
    let line = |receipt: &str, on, product: &str, quantity, price, commission| StatementLine {
        receipt: receipt.to_owned(),
        sold_on: on,
        kind: Term::new("sale", "penjualan", "sale"),
        product: Term::new(product, product, product),
        quantity: Some(quantity),
        unit_price: Some(rp(price)),
        gross: rp(price * quantity),
        commission_percent: "12.5".parse().ok(),
        terms: Term::new("12.5", "12,5 %", "12.5%"),
        commission: rp(commission),
        charges: Rupiah::ZERO,
        entry: None,
    };
    Statement {
        member: "A-0001".to_owned(),
        name: "Rendang Uni Upik".to_owned(),
        lines: vec![
            // 12.5 % of 170000 is 21250; of 13500 it is 1687.5, and half goes up; of 850000, 106250.
            line("N-0107", day(2022, 3, 1), "Rendang Kering 250 g", 2, 85_000, 21_250),
            line("N-0112", day(2022, 3, 9), "Keripik Balado", 1, 13_500, 1_688),
            line("N-0120", day(2022, 3, 30), "Rendang Kering 250 g", 10, 85_000, 106_250),
        ],
        brought_forward: rp(17_000),
        charges: rp(1_190),
        payable: rp(920_122),
        left: rp(0),
    }
}

pub(crate) fn statement_report() -> Report {
    statement(year(), statement_input()).expect("the statement adds up")
}

pub(crate) fn savings_report() -> Report {
    let parcels = [
        (day(2022, 2, 3), "PKH", "SUMBAR-1", 13_500, 12_150),
        (day(2022, 2, 28), "PKH", "JAWA-1", 41_000, 36_900),
        (day(2022, 11, 1), "EXP", "JAWA-1", 62_000, 62_000),
    ]
    .map(|(accepted_on, service, zone, normal, special)| ParcelLine {
        accepted_on,
        service: service.to_owned(),
        zone: zone.to_owned(),
        normal: rp(normal),
        special: rp(special),
    });
    shipping_savings(year(), parcels).expect("small figures")
}

pub(crate) fn account(account: &str, title: Text, debit: i64, credit: i64) -> AccountLine {
    AccountLine { account: account.to_owned(), title, debit: rp(debit), credit: rp(credit) }
}

pub(crate) fn trial_report() -> Report {
    let lines = [
        account("cash", Text::new("Kas", "Cash"), 1_285_000, 920_122),
        account("commission", Text::new("Komisi galeri", "Commission income"), 0, 180_378),
        account(
            "payable",
            Text::new("Utang titip jual", "Consignment payable"),
            920_122,
            1_104_622,
        ),
    ];
    trial_balance(heading(), lines).expect("small figures")
}

/// Every report of this module, by name.
pub(crate) fn all() -> Vec<Report> {
    vec![
        rekap_report(),
        growth_report(),
        members_report(),
        dues_report(),
        programmes_report(),
        stock_report(),
        sales_report(),
        settlement_report(),
        statement_report(),
        savings_report(),
        trial_report(),
    ]
}
