//! Standard output carries the result and nothing else, in every format.

use std::fmt::Write as _;
use std::io::Read as _;
use std::process::Stdio;

use serde_json::Value;

use crate::desk::Desk;

const LISTINGS: [&str; 9] = [
    "registry list",
    "registry find usaha",
    "registry duplicates",
    "member list",
    "dues arrears",
    "gallery stock",
    "settlement list",
    "shipment list",
    "ledger entries",
];

#[test]
fn every_listing_is_an_array_in_json_and_has_the_same_names_in_csv() {
    let desk = Desk::sold();
    desk.run("dues plan --monthly 10000 --from 2022-02").ends(0);
    desk.run("dues run --month 2022-02").ends(0);
    desk.run("--today 2022-03-01 settlement run --until 2022-03-01").ends(0);
    desk.run("--today 2022-02-01 tariff load book").ends(0);
    let parcel =
        "--today 2022-05-01 shipment accept A-0001 --to 25651 --service PKH --weight-g 900";
    desk.run(parcel).ends(0);
    for line in LISTINGS {
        for lang in ["id", "en"] {
            let json = desk.run(&format!("{line} --format json --lang {lang}")).ends(0).json();
            let rows = json.as_array().expect("an array");
            let csv = desk.run(&format!("{line} --format csv --lang {lang}")).ends(0).out;
            let header = csv.lines().next().expect("a header");
            assert_eq!(csv.lines().count(), rows.len() + 1, "{line}");
            if let Some(row) = rows.first() {
                let mut names: Vec<&str> =
                    row.as_object().expect("an object").keys().map(String::as_str).collect();
                let mut columns: Vec<&str> = header.split(',').collect();
                names.sort_unstable();
                columns.sort_unstable();
                assert_eq!(names, columns, "{line}");
            }
        }
    }
}

#[test]
fn an_empty_listing_is_an_empty_array_and_a_lone_header() {
    let desk = Desk::founded();
    for line in LISTINGS {
        assert_eq!(desk.run(&format!("{line} --format json")).ends(0).json(), Value::Array(vec![]));
        assert_eq!(
            desk.run(&format!("{line} --format csv")).ends(0).out.lines().count(),
            1,
            "{line}"
        );
        let people = desk.run(line).ends(0);
        assert_eq!(
            (people.out.as_str(), people.err.trim_end()),
            ("", "Belum ada isinya."),
            "{line}"
        );
    }
}

/// `ikm … | head` ends the reading early, and that is nobody's mistake.
#[test]
fn a_reader_that_leaves_is_no_error() {
    let desk = Desk::founded();
    let mut list = "nama_ikm,kode_kecamatan\n".to_owned();
    for row in 0..3_000 {
        writeln!(list, "Usaha {row},13.01.05").expect("text");
    }
    desk.write("panjang.csv", &list);
    desk.run("registry import panjang.csv").ends(0);
    for format in ["table", "json", "csv"] {
        let mut child = desk
            .command(&["registry", "list", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut first = [0; 10];
        child.stdout.take().expect("a pipe").read_exact(&mut first).expect("some of it");
        let answer = child.wait_with_output().expect("it ends");
        assert_eq!(answer.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8_lossy(&answer.stderr), "", "{format}");
    }
}

#[test]
fn a_record_has_one_row_in_csv_whose_names_lead_into_groups() {
    let desk = Desk::founded();
    let csv = desk.run("registry import ikm.csv --format csv").ends(3).out;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains("rejects_file,warnings,by_commodity.undecided,totals.workers"));
    assert!(lines[1].ends_with("ikm.rejects.csv,1,3,13,70000000,240000000,0"), "{}", lines[1]);
}

#[test]
fn a_report_is_written_as_its_name_ends() {
    let desk = Desk::sold();
    let check = |name: &str, begins: &str| {
        desk.run(&format!("--today 2022-03-01 report trial-balance --out {name}")).ends(0);
        let text = desk.read(name);
        assert!(text.starts_with(begins), "{name}: {text}");
    };
    check("neraca.csv", "account,title,debit,credit\ncash,Kas,570000,0\n");
    check("neraca.json", "{");
    check("neraca.TXT", "Neraca saldo\n");
    // A report written again replaces the earlier one, and no half of one is ever there.
    check("neraca.csv", "account,title,debit,credit\n");
    assert!(!desk.has_unfinished_files());
    let answer = desk.run("report rekap --out rekap.docx").ends(1);
    assert!(answer.err.starts_with("error[IKM-REPORT-FORMAT]"), "{}", answer.err);
    let json = desk.run("report trial-balance --format json").ends(0).json();
    assert_eq!(json["rows"][0]["account"], "cash");
}

/// Every report can be made from every store, even an empty one, but for the settlement of none.
#[test]
fn every_report_can_be_made() {
    let desk = Desk::sold();
    let names = [
        "rekap",
        "growth",
        "members",
        "dues",
        "gallery-stock",
        "gallery-sales",
        "shipping-savings",
        "trial-balance",
    ];
    for name in names {
        for format in ["table", "json", "csv"] {
            let answer =
                desk.run(&format!("report {name} --format {format} --today 2022-12-31")).ends(0);
            assert!(!answer.out.is_empty(), "{name} {format}");
            Desk::founded().run(&format!("report {name} --format {format}")).ends(0);
        }
    }
    assert!(desk.run("report settlement").ends(1).err.contains("IKM-SETTLEMENT-NONE"));
    desk.run("--today 2022-03-01 settlement run --until 2022-03-01").ends(0);
    assert!(desk.run("report settlement").ends(0).out.contains("639.400"));
}

/// A name that came in from a file must not move the cursor of a clerk's terminal.
#[test]
fn names_cannot_reach_the_terminal() {
    let desk = Desk::founded();
    // It turns the direction of writing, so that what follows reads backwards.
    let turned = '\u{202e}';
    desk.write("jahil.csv", &format!("nama_ikm,kode_kecamatan\nUsaha{turned} Jahil,13.01.05\n"));
    desk.run("registry import jahil.csv").ends(0);
    let id = desk.run("registry find jahil --format json").ends(0).json()[0]["id"].clone();
    let id = id.as_str().expect("an id").to_owned();
    for line in ["registry list".to_owned(), format!("registry show {id}")] {
        let shown = desk.run(&line).ends(0).out;
        assert!(shown.contains("Jahil") && !shown.contains(turned), "{shown:?}");
    }
    let answer = desk.run_these(&["member", "show", &format!("A{turned}\n\u{1b}")]).ends(1);
    assert_eq!(answer.err.lines().count(), 1);
    assert!(!answer.err.contains([turned, '\u{1b}']), "{:?}", answer.err);
}
