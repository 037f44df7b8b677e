//! Exporting the registry and narrowing things down, as a clerk does it.

use serde_json::{Value, json};

use crate::desk::Desk;

/// The fields of an import that say what it did.
fn counts(outcome: &Value) -> [&Value; 4] {
    ["added", "updated", "rejected", "unchanged"].map(|key| &outcome[key])
}

#[test]
fn what_is_exported_imports_again_unchanged() {
    let desk = Desk::registered();
    for ending in ["csv", "xlsx"] {
        for personal in ["", " --with-nik --with-phone"] {
            let line = format!("--format json registry export --out ekspor.{ending}{personal}");
            let exported = desk.run(&line).ends(0).json();
            assert_eq!(exported["rows"], 3, "{exported}");
            let again = format!("--format json registry import ekspor.{ending}");
            let outcome = desk.run(&again).ends(0).json();
            assert_eq!(counts(&outcome), [0, 0, 0, 3].map(Value::from).each_ref(), "{outcome}");
        }
    }
    assert!(!desk.has_unfinished_files());
}

#[test]
fn personal_data_is_left_out_unless_asked_for() {
    let desk = Desk::registered();
    let open = desk.run("--format csv registry export").ends(0).out;
    let header = open.lines().next().expect("a header");
    assert!(
        header.starts_with("id_ikm,nama_ikm,nama_pemilik,nib,jenis_kelamin,alamat,"),
        "{header}"
    );
    for hidden in ["nik", "npwp", "telepon", "email"] {
        assert!(header.split(',').all(|key| key != hidden), "{header}");
    }
    // A person reads a list at the terminal as any program does.
    assert_eq!(desk.run("registry export").ends(0).out, open);
    let line = "--format json registry export --out e.json --with-nik --reason Dinas";
    let exported = desk.run(line).ends(0).json();
    assert_eq!(exported["personal"], json!(["nik", "npwp"]));
    let list: Value = serde_json::from_str(&desk.read("e.json")).expect("an array");
    assert!(list[0]["nik"].is_string() && list[0].get("telepon").is_none(), "{list}");
    assert_eq!(desk.run("--format json doctor").ends(0).json()["ok"], true);
}

#[test]
fn a_file_that_is_no_list_is_refused_and_nothing_is_left() {
    let desk = Desk::registered();
    let files = desk.files();
    for name in ["ekspor.svg", "ekspor.txt", "ekspor.docx", "ekspor"] {
        let refused = desk.run(&format!("registry export --out {name}")).ends(1);
        assert!(refused.err.starts_with("error[IKM-REPORT-FORMAT]"), "{}", refused.err);
    }
    assert_eq!(desk.files(), files);
}

#[test]
fn segments_are_kept_and_used_everywhere() {
    let desk = Desk::registered();
    desk.run("member accept --all --today 2022-01-31").ends(0);
    let saved = desk.run("--format json segment save makanan --class 10 --member-status active");
    let saved = saved.ends(0).json();
    assert_eq!(saved["class"], json!(["10"]));
    assert_eq!(saved["member_status"], json!(["active"]));
    let listed = desk.run("segment list --lang en").ends(0).out;
    assert!(listed.contains("class: 10; membership: active"), "{listed}");
    let food = desk.run("--format json registry list --segment makanan").ends(0).json();
    let food = food.as_array().expect("an array").len();
    assert!((1..3).contains(&food), "{food}");
    let count = |line: &str| {
        let answer = desk.run(&format!("--format json {line} --segment makanan")).ends(0).json();
        answer.as_array().map(Vec::len)
    };
    assert_eq!(count("member list"), Some(food));
    assert_eq!(count("registry export"), Some(food));
    assert_eq!(count("dues arrears"), Some(0));
    let rekap = desk.run("--format json report rekap --segment makanan").ends(0).json();
    assert_eq!(rekap["totals"]["total"], food);
    let both = desk.run("registry list --segment makanan --class 13").ends(1);
    assert!(both.err.starts_with("error[IKM-SEGMENT-CONTRADICTION]"), "{}", both.err);
    let stock = desk.run("report gallery-stock --segment makanan").ends(1);
    assert!(stock.err.starts_with("error[IKM-SEGMENT-REPORT]"), "{}", stock.err);
    desk.run("segment remove makanan").ends(0);
    let gone = desk.run("registry list --segment makanan").ends(1);
    assert!(gone.err.starts_with("error[IKM-SEGMENT-UNKNOWN]"), "{}", gone.err);
    desk.run("registry list --industry tiny").ends(2);
}
