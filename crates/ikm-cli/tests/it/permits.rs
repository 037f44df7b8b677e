//! `ikm registry permits`: what runs out when, as a listing and as a calendar.

use serde_json::Value;

use crate::desk::Desk;

/// Four IKM: a P-IRT whose number says 2027, one with a day of its own, a BPOM number of the same day
/// as the first, and a halal certificate that has run out; of the last nobody knows until when.
const LIST: &str =
    "nama_ikm,nama_pemilik,kode_kecamatan,pirt,pirt_sampai,halal,halal_sampai,bpom,bpom_sampai
Rendang Uni,Mariani,13.01.05,2063306010001-27,,,,,
Keripik Etek,Ratna,13.01.06,2063306010002-27,2027-03-05,,,MD 235602169254,2027-12-31
Kopi Tarusan,,13.01.07,,,ID13110000123450122,2026-05-01,,
Tenun Lunang,Syafril,13.01.10,,,ID13110000123450123,,,
";

fn desk() -> Desk {
    let desk = Desk::founded();
    desk.write("izin.csv", LIST);
    desk.run("--today 2026-01-31 registry import izin.csv").ends(0);
    desk
}

fn rows(desk: &Desk, line: &str) -> Vec<String> {
    let found = desk.run(&format!("--format json --today 2027-03-01 {line}")).ends(0).json();
    let row = |row: &Value| {
        let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
        format!("{} {} {} {}", text("until"), row["days_left"], text("permit"), text("name"))
    };
    found.as_array().expect("an array").iter().map(row).collect()
}

/// The days left are those of Python's datetime.
#[test]
fn permits_are_listed_by_their_last_day() {
    let desk = desk();
    let all = [
        "2026-05-01 -304 halal Kopi Tarusan",
        "2027-03-05 4 pirt Keripik Etek",
        "2027-12-31 305 pirt Rendang Uni",
        "2027-12-31 305 bpom Keripik Etek",
    ];
    assert_eq!(rows(&desk, "registry permits"), all);
    assert_eq!(rows(&desk, "registry permits --until 2027-03-05"), all[..2]);
    assert_eq!(rows(&desk, "registry permits --until 2027-03-04"), all[..1]);
    assert_eq!(rows(&desk, "registry permits --within-days 4"), all[..2]);
    assert_eq!(rows(&desk, "registry permits --within-days 3"), all[..1]);
    assert_eq!(rows(&desk, "registry permits --limit 3"), all[..3]);
    assert_eq!(rows(&desk, "registry permits --limit 0"), all[..0]);
    assert_eq!(rows(&desk, "registry permits --kecamatan Bayang"), [all[1], all[3]]);
    let two = "registry permits --kecamatan 13.01.06 --kecamatan 13.01.07 --until 2027-03-31";
    assert_eq!(rows(&desk, two), all[..2]);
    let csv = desk.run("--format csv --today 2027-03-01 registry permits --limit 2").ends(0).out;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "id,until,days_left,permit,number,name,owner,kecamatan");
    assert!(
        lines[2].ends_with(",2027-03-05,4,pirt,2063306010002-27,Keripik Etek,Ratna,Bayang"),
        "{csv}"
    );
    let wrong = desk.run("registry permits --kecamatan Atlantis").ends(1);
    assert!(wrong.err.starts_with("error[IKM-FILTER-KECAMATAN]"), "{}", wrong.err);
    let both = desk.run("registry permits --until 2027-03-05 --within-days 4").ends(2);
    assert!(both.err.starts_with("error[IKM-CLI-USAGE]"), "{}", both.err);
}

#[test]
fn an_ikm_shows_its_permits() {
    let desk = desk();
    let found = desk.run("--format json registry find keripik").ends(0).json();
    let id = found[0]["id"].as_str().expect("an id").to_owned();
    let shown = desk.run(&format!("--format json --today 2027-03-06 registry show {id}")).ends(0);
    let permits = shown.json()["permits"].clone();
    let row = |permit, number, until, left| {
        serde_json::json!({
            "permit": permit, "number": number, "until": until, "days_left": left,
        })
    };
    let expect = [
        row("pirt", "2063306010002-27", "2027-03-05", -1),
        row("bpom", "MD 235602169254", "2027-12-31", 300),
    ];
    assert_eq!(permits, serde_json::json!(expect));
}

#[test]
fn a_calendar_has_an_event_a_permit() {
    let desk = desk();
    let answer =
        desk.run("--format json --today 2027-03-01 registry permits --out izin.ics").ends(0);
    assert_eq!(answer.json()["permits"], 4);
    let file = desk.read("izin.ics");
    assert_eq!(file.matches("BEGIN:VEVENT\r\n").count(), 4);
    assert!(
        file.contains("DTSTART;VALUE=DATE:20270305\r\nDTEND;VALUE=DATE:20270306\r\n"),
        "{file}"
    );
    assert!(file.contains("SUMMARY:P-IRT berakhir: Keripik Etek\r\n"), "{file}");
    assert!(file.contains("LOCATION:Bayang\r\n"), "{file}");
    let ids: Vec<&str> = file.lines().filter(|line| line.starts_with("UID:")).collect();
    assert!(ids[1].ends_with(".pirt@ikm") && ids[3].ends_with(".bpom@ikm"), "{ids:?}");
    // The same day gives the same file.
    desk.run("--today 2027-03-01 registry permits --out lagi.ics").ends(0);
    assert_eq!(desk.read("lagi.ics"), file);
    desk.run("--format json --today 2027-03-02 registry permits --out izin.json").ends(0);
    let list: Value = serde_json::from_str(&desk.read("izin.json")).expect("JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(4));
    desk.run("registry permits --out izin.csv").ends(0);
    assert_eq!(desk.read("izin.csv").lines().count(), 5);
    let wrong = desk.run("registry permits --out izin.docx").ends(1);
    assert!(wrong.err.starts_with("error[IKM-REPORT-FORMAT]"), "{}", wrong.err);
}
