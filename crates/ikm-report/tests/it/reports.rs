//! What each builder makes of its input. All sums were worked out by hand.

use ikm_core::Explain;
use ikm_core::money::MoneyError;
use ikm_report::Term;
use ikm_report::reports::{
    GrowthPoint, Statement, StatementLine, Step, gallery_stock, growth, settlement, statement,
    trial_balance,
};
use ikm_report::{Report, ReportError, Text};

use crate::dump::check;
use crate::fixtures::{
    account, all, day, dues_report, growth_report, heading, members_report, programmes_report,
    rekap_report, rp, sales_report, savings_report, settlement_line, settlement_report,
    statement_input, statement_report, stock_line, stock_report, trial_report,
};

fn notes(report: &Report) -> Vec<&str> {
    report.notes().map(|note| note.id.as_str()).collect()
}

#[track_caller]
fn check_bars(report: &Report, chart: &str, expect: &[(&str, i64)]) {
    let chart = report.charts().find(|c| c.name == chart).expect("the report has this chart");
    let bars: Vec<(&str, i64)> =
        chart.bars.iter().map(|bar| (bar.label.id.as_str(), bar.value)).collect();
    assert_eq!(bars, expect);
}

#[track_caller]
fn check_error(result: Result<Report, ReportError>, code: &str, english: &str) {
    let error = result.expect_err("the figures contradict each other");
    assert_eq!((error.code(), error.to_string().as_str()), (code, english));
}

#[test]
fn rekap_gives_everything_a_place() {
    let report = rekap_report();
    check(
        &report,
        "rekap",
        &[
            "kecamatan_code|kecamatan|class_10|class_13|outside_section_c|unclassified|total",
            "13.01.01|Pancung Soal|0|7|0|4|11",
            "13.01.05|IV Jurai|42|0|5|0|47",
            "13.01.09|Koto XI Tarusan|0|0|0|0|0",
            // What lies in another regency stands with that regency.
            "13.02|13.02|0|0|0|6|6",
            "·|unknown|4|0|0|0|4",
            "·|total|46|7|5|10|68",
        ],
    );
    check(
        &report,
        "by_classification",
        &[
            "classification|title|units|workers|investment",
            "10|Industri Makanan|46|90|1500000000",
            "13|Industri Tekstil|7|15|·",
            "LUAR-C|Di luar kategori C|5|·|·",
            "unclassified|Belum diklasifikasi|10|·|·",
            "total|·|68|105|1500000000",
        ],
    );
    check(
        &report,
        "by_kecamatan",
        &[
            "kecamatan_code|kecamatan|units|workers|investment",
            "13.01.01|Pancung Soal|11|15|·",
            "13.01.05|IV Jurai|47|90|1500000000",
            "13.01.09|Koto XI Tarusan|0|·|·",
            "13.02|13.02|6|·|·",
            "·|unknown|4|·|·",
            "·|total|68|105|1500000000",
        ],
    );
    check_bars(
        &report,
        "by_classification",
        &[
            ("10 Industri Makanan", 46),
            ("13 Industri Tekstil", 7),
            ("Di luar kategori C", 5),
            ("Belum diklasifikasi", 10),
        ],
    );
    check_bars(
        &report,
        "by_kecamatan",
        &[
            ("Pancung Soal", 11),
            ("IV Jurai", 47),
            ("Koto XI Tarusan", 0),
            ("Luar kabupaten", 6),
            ("Kecamatan tidak diketahui", 4),
        ],
    );
}

#[test]
fn growth_is_undefined_after_zero_and_after_a_gap() {
    // 450 of 3000 is 15 %; 29 of 3450 is 0.840579… %.
    check(
        &growth_report(),
        "growth",
        &[
            "period|ikm|increase|growth_percent",
            "2018|0|·|·",
            "2019|3000|3000|·",
            "2020|3450|450|15.00",
            "2021|3421|-29|-0.84",
            "2023|3800|·|·",
        ],
    );
}

#[test]
fn growth_by_month_crosses_the_year_and_rounds_halves_away_from_zero() {
    // 1 of 800 is 0.125 %, and so is its loss.
    let points = [(2021, 12, 800), (2022, 1, 801), (2022, 3, 800), (2022, 2, 800)]
        .map(|(year, month, count)| GrowthPoint { day: day(year, month, 15), count });
    let report = growth(heading(), Step::Month, points).expect("small figures");
    check(
        &report,
        "growth",
        &[
            "period|ikm|increase|growth_percent",
            "2021-12|800|·|·",
            "2022-01|801|1|0.13",
            "2022-02|800|-1|-0.12",
            "2022-03|800|0|0.00",
        ],
    );
    check_bars(
        &report,
        "ikm",
        &[
            ("Desember 2021", 800),
            ("Januari 2022", 801),
            ("Februari 2022", 800),
            ("Maret 2022", 800),
        ],
    );
    let loss = [(1, 800), (2, 799)].map(|(m, count)| GrowthPoint { day: day(2022, m, 1), count });
    let report = growth(heading(), Step::Month, loss).expect("small figures");
    check(
        &report,
        "growth",
        &["period|ikm|increase|growth_percent", "2022-01|800|·|·", "2022-02|799|-1|-0.13"],
    );
}

#[test]
fn growth_refuses_two_numbers_for_one_month() {
    let points = [1, 28].map(|d| GrowthPoint { day: day(2022, 2, d), count: 1 });
    let twice = growth(heading(), Step::Month, points);
    check_error(twice, "IKM-REPORT-TWICE", "2022-02 was given twice");
}

#[test]
fn members_are_counted_and_listed() {
    let report = members_report();
    check(
        &report,
        "members",
        &[
            "kecamatan_code|kecamatan|active|suspended|ended|total",
            "13.01.01|Pancung Soal|0|0|0|0",
            "13.01.05|IV Jurai|301|12|0|313",
            "13.01.09|Koto XI Tarusan|200|0|0|200",
            "·|unknown|0|0|2|2",
            "·|total|501|12|2|515",
        ],
    );
    check(
        &report,
        "list",
        &[
            "member|name|kecamatan_code|kecamatan|status|since",
            "A-0001|Rendang Uni Upik|13.01.05|IV Jurai|active|2022-01-31",
            "A-0002|Sulaman Bayangan Barung-Barung Balantai|·|unknown|suspended|2022-08-01",
        ],
    );
}

#[test]
fn dues_show_who_owes_what() {
    let report = dues_report();
    check(
        &report,
        "dues",
        &[
            "member|name|kecamatan_code|kecamatan|charged|paid|outstanding",
            "A-0001|Rendang Uni Upik|13.01.05|IV Jurai|120000|120000|0",
            "A-0002|Keripik Balado Mak Itam|13.01.05|IV Jurai|120000|50000|70000",
            "A-0003|Anyaman Pandan|13.01.09|Koto XI Tarusan|110000|120000|-10000",
            "A-0004|Batik Tanah Liek|·|unknown|120000|0|120000",
            "total|·|·|·|470000|290000|180000",
        ],
    );
    check(
        &report,
        "by_kecamatan",
        &[
            "kecamatan_code|kecamatan|members|charged|paid|outstanding",
            "13.01.05|IV Jurai|2|240000|170000|70000",
            "13.01.09|Koto XI Tarusan|1|110000|120000|-10000",
            "·|unknown|1|120000|0|120000",
            "·|total|4|470000|290000|180000",
        ],
    );
    check_bars(
        &report,
        "outstanding",
        &[
            ("IV Jurai", 70_000),
            ("Koto XI Tarusan", -10_000),
            ("Kecamatan tidak diketahui", 120_000),
        ],
    );
}

#[test]
fn programmes_count_who_stands_how() {
    let report = programmes_report();
    check(
        &report,
        "programmes",
        &[
            "code|title|kind|from|until|quota|budget|applied|accepted|completed|total|granted",
            "HALAL-2022|Program HALAL-2022|training|2022-03-01|2023-01-01|3|2000000|1|2|1|4|1450000",
            "KUR-2022|Program KUR-2022|training|2022-03-01|·|·|·|0|0|0|0|0",
            "total|·|·|·|·|·|·|1|2|1|4|1450000",
        ],
    );
    check(
        &report,
        "by_kecamatan",
        &[
            "programme|kecamatan_code|kecamatan|applied|accepted|completed|total|granted",
            "HALAL-2022|13.01.05|IV Jurai|0|2|0|2|1200000",
            "HALAL-2022|13.01.09|Koto XI Tarusan|1|0|0|1|0",
            "HALAL-2022|·|unknown|0|0|1|1|250000",
            "total|·|·|1|2|1|4|1450000",
        ],
    );
    check_bars(&report, "applied", &[("HALAL-2022", 4), ("KUR-2022", 0)]);
}

#[test]
fn stock_is_what_came_in_less_what_went_out() {
    // 1200 − 1100 − 10 − 5 = 85 at Rp85.000 each.
    check(
        &stock_report(),
        "gallery-stock",
        &[
            "member|sku|name|lot|best_before|received|sold|returned|written_off|on_hand|value",
            "A-0001|RDG-250|Rendang Kering 250 g|2022-03|2022-09-01|1200|1100|10|5|85|7225000",
            "A-0002|TAS-01|Tas Sulaman Bayangan|·|·|4|4|0|0|0|0",
            "total|·|·|·|·|1204|1104|10|5|85|7225000",
        ],
    );
    let impossible = gallery_stock(heading(), [stock_line("RDG-250", [10, 8, 2, 1])]);
    check_error(impossible, "IKM-REPORT-SUM", "RDG-250 does not add up: 11 is not 10");
}

#[test]
fn sales_are_added_up_three_ways() {
    let report = sales_report();
    let keys = "lines|quantity|gross|commission|net";
    check(
        &report,
        "gallery-sales",
        &[
            &format!("month|{keys}"),
            "2022-02|2|3|520000|78000|442000",
            "2022-03|2|9|765000|114750|650250",
            "total|4|12|1285000|192750|1092250",
        ],
    );
    check(
        &report,
        "by_category",
        &[
            &format!("category|{keys}"),
            "Kerajinan|1|1|350000|52500|297500",
            "Makanan|3|11|935000|140250|794750",
            "total|4|12|1285000|192750|1092250",
        ],
    );
    check(
        &report,
        "by_payment",
        &[
            &format!("payment|{keys}"),
            "cash|1|2|170000|25500|144500",
            "qris|3|10|1115000|167250|947750",
            "total|4|12|1285000|192750|1092250",
        ],
    );
    check_bars(&report, "gross", &[("Februari 2022", 520_000), ("Maret 2022", 765_000)]);
}

#[test]
fn settlement_lists_members_and_refuses_what_does_not_add_up() {
    check(
        &settlement_report(),
        "settlement",
        &[
            "member|name|gross|commission|charges|payable|carried_forward",
            "A-0001|Rendang Uni Upik|1105000|165750|2000|937250|0",
            "A-0002|Tas Sulaman|20000|3000|0|0|17000",
            "A-0003|Anyaman Pandan|50000|7500|0|57500|-15000",
            "total|·|1175000|176250|2000|994750|2000",
        ],
    );
    let wrong = settlement_line("A-0009", "Ukiran", [100, 10, 0, 89, 0]);
    check_error(
        settlement(heading(), [wrong]),
        "IKM-REPORT-SUM",
        "A-0009 does not add up: 99 is not 100",
    );
}

#[test]
fn statement_explains_the_amount_to_the_rupiah() {
    let report = statement_report();
    // 1033500 − 129188 − 1190 + 17000 = 920122.
    check(
        &report,
        "summary",
        &[
            "item|amount",
            "gross|1033500",
            "commission|-129188",
            "charges|-1190",
            "brought_forward|17000",
            "left|0",
            "payable|920122",
        ],
    );
    check(
        &report,
        "statement",
        &[
            "receipt|sold_on|product|quantity|unit_price|gross|commission_percent|terms|commission\
             |charges|net|kind|entry",
            "N-0107|2022-03-01|Rendang Kering 250 g|2|85000|170000|12.5|12.5|21250|0|148750|sale|·",
            "N-0112|2022-03-09|Keripik Balado|1|13500|13500|12.5|12.5|1688|0|11812|sale|·",
            "N-0120|2022-03-30|Rendang Kering 250 g|10|85000|850000|12.5|12.5|106250|0|743750|sale|·",
            "total|·|·|13|·|1033500|·|·|129188|0|904312|·|·",
        ],
    );
    let words =
        "Dibayarkan Rp920.122 (sembilan ratus dua puluh ribu seratus dua puluh dua rupiah).";
    assert!(notes(&report).contains(&words), "{:?}", notes(&report));
}

#[test]
fn statement_refuses_an_amount_that_it_cannot_explain() {
    let wrong = Statement { payable: rp(920_123), ..statement_input() };
    check_error(
        statement(heading(), wrong),
        "IKM-REPORT-SUM",
        "A-0001 does not add up: 920122 is not 920123",
    );
    let huge = Statement { payable: rp(i64::MAX), left: rp(1), ..statement_input() };
    let error = statement(heading(), huge).expect_err("beyond an amount");
    assert!(matches!(error, ReportError::Money(MoneyError::Overflow)), "{error:?}");
}

/// UU 10/2020: Rp5.000.000 itself bears no stamp, one rupiah more does.
#[test]
fn a_receipt_of_more_than_five_million_bears_a_stamp() {
    let check = |payable: i64, expect: bool| {
        let brought_forward = rp(payable - 903_122);
        let input = Statement { payable: rp(payable), brought_forward, ..statement_input() };
        let report = statement(heading(), input).expect("it adds up");
        let noted = notes(&report).iter().any(|note| note.contains("bermeterai"));
        assert_eq!(noted, expect, "{payable}");
    };
    check(5_000_000, false);
    check(5_000_001, true);
}

/// What the gallery owes for a loss raises the share, and what was taken back lowers it.
#[test]
fn statement_tells_what_is_no_sale() {
    let sold = statement_input().lines.remove(0);
    let back = StatementLine {
        kind: Term::new("refund", "pengembalian pembeli", "refund"),
        quantity: Some(-1),
        gross: rp(-85_000),
        commission: rp(-10_625),
        ..sold.clone()
    };
    let lost = StatementLine {
        kind: Term::new("loss", "barang hilang atau rusak", "loss"),
        quantity: None,
        unit_price: None,
        gross: rp(0),
        commission: rp(0),
        charges: rp(-74_375),
        commission_percent: None,
        entry: Some("017f".to_owned()),
        ..sold.clone()
    };
    // 148.750 − 74.375 + 74.375.
    let input = Statement {
        lines: vec![sold, back, lost],
        brought_forward: rp(0),
        charges: rp(-74_375),
        payable: rp(148_750),
        left: rp(0),
        ..statement_input()
    };
    let report = statement(heading(), input).expect("it adds up");
    check(
        &report,
        "statement",
        &[
            "receipt|sold_on|product|quantity|unit_price|gross|commission_percent|terms|commission\
             |charges|net|kind|entry",
            "N-0107|2022-03-01|Rendang Kering 250 g|2|85000|170000|12.5|12.5|21250|0|148750|sale|·",
            "N-0107|2022-03-01|Rendang Kering 250 g|-1|85000|-85000|12.5|12.5|-10625|0|-74375|refund|·",
            "N-0107|2022-03-01|Rendang Kering 250 g|·|·|0|·|12.5|0|-74375|74375|loss|017f",
            "total|·|·|1|·|85000|·|·|10625|-74375|148750|·|·",
        ],
    );
}

#[test]
fn statement_says_when_nothing_is_paid() {
    let held = Statement { payable: rp(0), left: rp(920_122), ..statement_input() };
    let report = statement(heading(), held).expect("it adds up");
    assert!(notes(&report).contains(&"Belum ada yang dibayarkan kali ini."));
}

#[test]
fn savings_are_normal_less_special() {
    let report = savings_report();
    check(
        &report,
        "shipping-savings",
        &[
            "month|parcels|normal|special|saving",
            "2022-02|2|54500|49050|5450",
            "2022-11|1|62000|62000|0",
            "total|3|116500|111050|5450",
        ],
    );
    check(
        &report,
        "by_service",
        &[
            "service|parcels|normal|special|saving",
            "EXP|1|62000|62000|0",
            "PKH|2|54500|49050|5450",
            "total|3|116500|111050|5450",
        ],
    );
    check(
        &report,
        "by_zone",
        &[
            "zone|parcels|normal|special|saving",
            "JAWA-1|2|103000|98900|4100",
            "SUMBAR-1|1|13500|12150|1350",
            "total|3|116500|111050|5450",
        ],
    );
    check_bars(&report, "saving", &[("Februari 2022", 5_450), ("November 2022", 0)]);
}

#[test]
fn trial_balance_proves_itself_and_never_hides_a_difference() {
    let report = trial_report();
    check(
        &report,
        "trial-balance",
        &[
            "account|title|debit|credit",
            "cash|Kas|1285000|920122",
            "commission|Komisi galeri|0|180378",
            "payable|Utang titip jual|920122|1104622",
            "total|·|2205122|2205122",
        ],
    );
    check(&report, "balance", &["debit|credit|difference", "2205122|2205122|0"]);
    assert_eq!(notes(&report), ["Debit dan kredit seimbang."]);

    let lines = [account("cash", Text::same("Kas"), 5, 0), account("x", Text::same("X"), 0, 7)];
    let report = trial_balance(heading(), lines).expect("small figures");
    check(&report, "balance", &["debit|credit|difference", "5|7|-2"]);
    assert!(notes(&report)[0].starts_with("TIDAK SEIMBANG"));
}

#[test]
fn every_report_has_a_main_table_of_its_own_name() {
    for report in all() {
        assert_eq!(report.main_table().map(ikm_report::Table::name), Some(report.name.as_str()));
    }
}

/// The page that users script against knows every table and every column.
#[test]
fn the_reference_names_every_column() {
    let page = include_str!("../../../../docs/reference/reports.md");
    for report in all() {
        assert!(page.contains(&format!("## `{}`", report.name)), "{}", report.name);
        for table in report.tables() {
            assert!(page.contains(&format!("`{}`", table.name())), "{}", table.name());
            for column in table.columns().iter().filter(|c| !c.key().starts_with("class_")) {
                let key = format!("`{}`", column.key());
                assert!(page.contains(&key), "{key} of {}", table.name());
            }
        }
    }
}
