//! The figures of a small desk, from the list to the payout, calculated by hand.

use serde_json::{Value, json};

use crate::desk::Desk;

/// Compares the fields that `expected` names.
fn has(found: &Value, expected: &Value) {
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(&found[name], value, "{name}");
    }
}

/// Six rows: one without a name, one in a kecamatan that is not there, one with workers below zero;
/// workers 4 + 7 + 2, investment 25 + 40 + 5 million, production 120 + 90 + 30 million.
#[test]
fn a_list_is_counted() {
    let desk = Desk::founded();
    let outcome = desk.run("--format json registry import ikm.csv").ends(3).json();
    has(
        &outcome,
        &json!({
            "rows": 6, "added": 3, "updated": 0, "unchanged": 0, "rejected": 3, "skipped": 0,
            "suspected_duplicates": 0, "warnings": 1, "rejects_file": "ikm.rejects.csv",
            "by_commodity": {"undecided": 3},
            "totals": {
                "workers": 13, "investment": 70_000_000, "production_value": 240_000_000,
                "raw_material_value": 0,
            },
        }),
    );
    let rejects = desk.read("ikm.rejects.csv");
    let codes: Vec<&str> =
        rejects.lines().skip(1).filter_map(|row| row.split(',').nth(1)).collect();
    assert_eq!(codes, ["IKM-ROW-NO-NAME", "IKM-ROW-PLACE-UNKNOWN", "IKM-ROW-NEGATIVE"]);
    let header = desk.read("ikm.csv").lines().next().expect("a header").to_owned();
    assert_eq!(rejects.lines().next(), Some(format!("row,code,column,reason,{header}").as_str()));
}

#[test]
fn the_same_list_twice_adds_nothing() {
    let desk = Desk::registered();
    let before = desk.run("--format csv registry list").out;
    let again = desk.run("--format json registry import ikm.csv").ends(3).json();
    has(&again, &json!({"rows": 6, "added": 0, "unchanged": 3, "rejected": 3}));
    // The rejects are those that lie there already.
    assert_eq!(again["rejects_file"], "ikm.rejects.csv");
    assert_eq!(desk.run("--format csv registry list").out, before);
}

/// The same NIB is certainly the same IKM: what the newer list says of it counts.
#[test]
fn a_known_ikm_is_updated() {
    let desk = Desk::registered();
    let newer = desk.read("ikm.csv").replace("25000000,120000000", "30000000,150000000");
    desk.write("ikm.csv", &newer);
    let outcome = desk.run("--format json registry import ikm.csv").ends(3).json();
    has(&outcome, &json!({"added": 0, "updated": 1, "unchanged": 2}));
    let shown = desk.run("--format json registry show 0220001234567").ends(0).json();
    has(&shown, &json!({"investment": 30_000_000, "production_value": 150_000_000}));
}

/// What the list does not say of itself, its reader can: 25.000.000 thousand rupiah.
#[test]
fn unit_and_columns_can_be_given() {
    let desk = Desk::founded();
    desk.write("polos.csv", "Rendang Uni,25000\nTenun,\n");
    desk.write(
        "kolom.toml",
        "header = false\n[columns]\nA = \"nama_ikm\"\nB = \"nilai_investasi\"\n",
    );
    let line = "--format json registry import polos.csv --mapping kolom.toml --unit thousand";
    let outcome = desk.run(line).ends(0).json();
    has(&outcome, &json!({"rows": 2, "added": 2}));
    assert_eq!(outcome["totals"]["investment"], 25_000_000);
    desk.write("kolom.toml", "[columns]\nA = \"nama\"\n");
    assert!(desk.run(line).ends(1).err.contains("IKM-MAPPING"));
}

/// What was taken for what once is written down, and read the next time.
#[test]
fn a_mapping_is_saved_and_used_again() {
    let desk = Desk::founded();
    desk.write("satu.csv", "Toko;Wilayah;Modal\nRendang Uni;Bayang;25000\n");
    desk.write("kolom.toml", "columns = { \"Toko\" = \"nama_ikm\", \"Wilayah\" = \"kecamatan\" }");
    let line = "--format json registry import satu.csv --mapping kolom.toml --unit thousand";
    desk.run(&format!("{line} --dry-run --save-mapping simpan.toml")).ends(0);
    assert_eq!(
        desk.read("simpan.toml"),
        "unit = \"thousand\"\n[columns]\n\"Modal\" = \"nilai_investasi\"\n\"Toko\" = \"nama_ikm\"\n\
         \"Wilayah\" = \"kecamatan\"\n"
    );
    // The columns have moved, and nobody says the unit.
    desk.write("dua.csv", "MODAL;WILAYAH;TOKO\n30000;Bayang;Tenun\n");
    let line =
        "--format json registry import dua.csv --mapping simpan.toml --save-mapping simpan.toml";
    let outcome = desk.run(line).ends(0).json();
    has(&outcome, &json!({"added": 1, "rejected": 0}));
    assert_eq!(outcome["totals"]["investment"], 30_000_000);
    let no_sheet = desk.run("registry import dua.csv --sheet Daftar").ends(1);
    assert!(no_sheet.err.contains("IKM-IMPORT-NO-SHEET"), "{}", no_sheet.err);
}

/// Names alone are no pair; a name, a kecamatan and a telephone are (45 + 5 + 35 of 60 points).
#[test]
fn pairs_are_listed_with_their_reasons() {
    let desk = Desk::registered();
    desk.write(
        "kembar.csv",
        "nama_ikm,telepon,kode_kecamatan\nRENDANG UNI MAR,0812-3456-7890,13.01.05\n",
    );
    let outcome = desk.run("--format json registry import kembar.csv").ends(0).json();
    assert_eq!(outcome["suspected_duplicates"], 1);
    let pairs = desk.run("--format json registry duplicates").ends(0).json();
    has(&pairs[0], &json!({"a_name": "Rendang Uni Mar", "b_name": "RENDANG UNI MAR", "score": 85}));
    assert_eq!(pairs[0]["reasons"], json!(["same_phone", "same_name", "same_kecamatan"]));
    let csv = desk.run("--format csv registry duplicates").ends(0).out;
    assert!(csv.trim_end().ends_with(",85,same_phone; same_name; same_kecamatan"), "{csv}");
}

/// An office with classes of its own counts by them.
#[test]
fn another_classification_can_be_used() {
    let desk = Desk::new();
    desk.write(
        "golongan.toml",
        "id = \"uji\"\ntitle_id = \"Uji\"\ntitle_en = \"Test\"\nedition = \"2020\"\n\
         [[class]]\ncode = \"PANGAN\"\ntitle_id = \"Pangan\"\ntitle_en = \"Food\"\nprefixes = [\"10\"]\n\
         [[class]]\ncode = \"LAIN\"\ntitle_id = \"Lain\"\ntitle_en = \"Other\"\nprefixes = [\"13\"]\n",
    );
    let found =
        desk.run("--format json init --association A --regency 13.01 --scheme golongan.toml");
    assert_eq!(found.ends(0).json()["scheme"], "uji");
    desk.run("registry import ikm.csv").ends(3);
    let food = desk.run("--format json registry list --class PANGAN").ends(0).json();
    assert_eq!(food.as_array().map(Vec::len), Some(2));
    let title = |lang: &str| desk.run(&format!("--lang {lang} registry show 0220001234567")).out;
    assert!(title("id").contains("Pangan") && title("en").contains("Food"));
}

/// The file of rejects, corrected, is a list of its own.
#[test]
fn corrected_rejects_come_in() {
    let desk = Desk::registered();
    let rejects = desk.read("ikm.rejects.csv");
    let corrected = rejects
        .replace(",,Tanpa Nama", ",Dapur Ani,Ani")
        .replace("13.99.99", "13.01.06")
        .replace(",-2,", ",2,");
    desk.write("ikm.rejects.csv", &corrected);
    let outcome = desk.run("--format json registry import ikm.rejects.csv").ends(0).json();
    has(&outcome, &json!({"rows": 3, "added": 3, "rejected": 0, "rejects_file": null}));
}

/// Another list of the same name must not overwrite rejects that nobody has corrected yet.
#[test]
fn rejects_are_never_overwritten() {
    let desk = Desk::registered();
    let first = desk.read("ikm.rejects.csv");
    desk.write("ikm.csv", "nama_ikm,kode_kecamatan\n,13.01.05\n");
    let outcome = desk.run("--format json registry import ikm.csv").ends(3).json();
    assert_eq!(outcome["rejects_file"], "ikm.rejects-2.csv");
    assert_eq!(desk.read("ikm.rejects.csv"), first);
    // A file that the person names is replaced.
    desk.run("registry import ikm.csv --rejects ikm.rejects.csv").ends(3);
    assert_eq!(desk.read("ikm.rejects.csv"), desk.read("ikm.rejects-2.csv"));
}

#[test]
fn a_dry_run_writes_nothing_and_strict_is_all_or_nothing() {
    let desk = Desk::founded();
    let (before, files) = (desk.picture(), desk.files());
    let outcome = desk.run("--format json registry import ikm.csv --dry-run").ends(3).json();
    has(&outcome, &json!({"batch": null, "added": 3, "rejected": 3, "rejects_file": null}));
    assert_eq!((desk.picture(), desk.files()), (before.clone(), files));
    let answer = desk.run("registry import ikm.csv --strict").ends(1);
    assert!(
        answer.err.contains("error[IKM-IMPORT-STRICT]: 3 dari 6 baris ditolak"),
        "{}",
        answer.err
    );
    assert!(answer.err.contains("Berkas yang ditolak: ikm.rejects.csv"), "{}", answer.err);
    // A program finds the error alone.
    let answer = desk.run("--format json registry import ikm.csv --strict").ends(1);
    let error: Value = serde_json::from_str(&answer.err).expect("an object and nothing else");
    assert_eq!(error["error"]["code"], "IKM-IMPORT-STRICT");
    assert_eq!(desk.picture(), before);
    // What must be corrected is there to be corrected.
    assert!(desk.files().contains(&"ikm.rejects.csv".to_owned()));
}

/// A column that is wrong in every row is said twenty times, and then counted.
#[test]
fn of_many_remarks_the_first_are_said() {
    let desk = Desk::founded();
    let row = "Usaha,13.01.05,12\n";
    desk.write("nik.csv", &format!("nama_ikm,kode_kecamatan,nik\n{}", row.repeat(23)));
    for format in ["table", "json"] {
        let answer =
            desk.run(&format!("--format {format} registry import nik.csv --dry-run")).ends(0);
        assert_eq!(answer.err.matches("warning[IKM-NIK-SYNTAX]").count(), 20, "{format}");
        assert!(answer.err.trim_end().ends_with("[IKM-NIK-SYNTAX] … dan 3 lagi"), "{}", answer.err);
    }
}

#[test]
fn a_listing_is_narrowed_down() {
    let desk = Desk::registered();
    let names = |line: &str| -> Vec<String> {
        let rows = desk.run(&format!("--format json registry {line}")).ends(0).json();
        let rows = rows.as_array().expect("an array").clone();
        rows.iter().map(|row| row["name"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(names("list"), ["Rendang Uni Mar", "Tenun Lunang", "Keripik Balado Etek"]);
    assert_eq!(names("list --limit 1"), ["Rendang Uni Mar"]);
    assert_eq!(names("list --kecamatan 13.01.05"), ["Rendang Uni Mar", "Keripik Balado Etek"]);
    assert_eq!(names("list --kecamatan iv-jurai --class 10 --limit 9").len(), 2);
    assert_eq!(names("list --class 13"), ["Tenun Lunang"]);
    assert_eq!(names("find rendang"), ["Rendang Uni Mar"]);
    assert_eq!(names("find syafril tenun"), ["Tenun Lunang"]);
    assert_eq!(names("find tidakada"), Vec::<String>::new());
}

#[test]
fn an_ikm_is_shown_by_id_nib_and_member_number_and_persons_stay_masked() {
    let desk = Desk::sold();
    let by_nib = desk.run("--format json registry show 0220001234567").ends(0).json();
    has(
        &by_nib,
        &json!({
            "name": "Rendang Uni Mar", "owner": "Mariani", "member": "A-0001",
            "nik": "130105******0001", "kecamatan": "IV Jurai", "classification": "10",
            "kbli": "10750", "workers": 4, "investment": 25_000_000,
        }),
    );
    let id = by_nib["id"].as_str().expect("an id");
    for other in [id, "A-0001"] {
        assert_eq!(
            desk.run(&format!("--format json registry show {other}")).ends(0).json(),
            by_nib
        );
    }
    // A member answers to the same names.
    let member = desk.run("--format json member show A-0001").ends(0).json();
    for other in [id, "0220001234567", member["member"].as_str().expect("an id")] {
        assert_eq!(desk.run(&format!("--format json member show {other}")).ends(0).json(), member);
    }
    assert!(desk.run("member show 0220001234560").ends(1).err.contains("IKM-MEMBER-UNKNOWN"));
    assert!(desk.run("member show Mariani").ends(1).err.contains("IKM-MEMBER-NUMBER"));
    assert!(!by_nib.to_string().contains("81234567890"), "a telephone is shown in full");
}

#[test]
fn a_membership_keeps_its_whole_history() {
    let desk = Desk::registered();
    let step = |day: &str, line: &str, code: i32| {
        desk.run(&format!("--format json --today 2022-{day} member {line}")).ends(code)
    };
    let member = step("01-31", "apply 0220001234567", 0).json();
    has(&member, &json!({"number": "A-0001", "status": "applied", "since": "2022-01-31"}));
    step("02-01", "accept A-0001", 0);
    step("03-01", "suspend A-0001", 0);
    // A suspended member cannot be suspended, nor change before the last step.
    let before = desk.picture();
    step("03-02", "suspend A-0001", 1);
    step("02-15", "resume A-0001", 1);
    assert_eq!(desk.picture(), before);
    step("04-01", "resume A-0001", 0);
    step("05-01", "end A-0001", 0);
    let shown = desk.run("--format json member show A-0001").ends(0).json();
    let history: Vec<(&str, &str)> = shown["history"]
        .as_array()
        .expect("an array")
        .iter()
        .map(|event| {
            (event["on"].as_str().expect("a day"), event["change"].as_str().expect("a word"))
        })
        .collect();
    assert_eq!(
        history,
        [
            ("2022-01-31", "apply"),
            ("2022-02-01", "accept"),
            ("2022-03-01", "suspend"),
            ("2022-04-01", "resume"),
            ("2022-05-01", "end"),
        ]
    );
}

#[test]
fn everyone_is_accepted_once() {
    let desk = Desk::registered();
    let accept =
        |line: &str| desk.run(&format!("--format json member accept {line}")).ends(0).json();
    assert_eq!(accept("--all --limit 2"), json!({"accepted": 2, "members": 2}));
    assert_eq!(accept("--all"), json!({"accepted": 1, "members": 3}));
    assert_eq!(accept("--all"), json!({"accepted": 0, "members": 3}));
    let members = desk.run("--format json member list").ends(0).json();
    assert_eq!(members[2]["number"], "A-0003");
    assert_eq!(members[2]["kecamatan_code"], "13.01.05");
}

/// Two members at 10.000 a month for two months; one pays 4.000 and then 15.000.
#[test]
fn dues_are_charged_once_and_owed_until_paid() {
    let desk = Desk::sold();
    let dues = |line: &str| desk.run(&format!("--format json dues {line}"));
    assert_eq!(dues("run --month 2022-02").ends(1).out, "", "no plan is in force");
    dues("plan --monthly 10000 --from 2022-02").ends(0);
    let run = dues("run --month 2022-02").ends(0).json();
    has(&run, &json!({"month": "2022-02", "members": 2, "charged": 20_000, "already_charged": 0}));
    let again = dues("run --month 2022-02").ends(0).json();
    has(&again, &json!({"members": 0, "charged": 0, "already_charged": 2}));
    dues("run --month 2022-03").ends(0);
    let paid = dues("pay A-0001 4000").ends(0).json();
    has(
        &paid,
        &json!({"member": "A-0001", "charged": 20_000, "paid": 4_000, "outstanding": 16_000}),
    );
    dues("pay A-0001 Rp15.000 --payment qris").ends(0);
    let before = desk.picture();
    dues("pay A-0001 1001").ends(1);
    dues("pay A-0001 -5").ends(1);
    assert_eq!(desk.picture(), before);
    let arrears = dues("arrears").ends(0).json();
    has(
        &arrears[0],
        &json!({"member": "A-0001", "charged": 20_000, "paid": 19_000, "outstanding": 1_000}),
    );
    has(
        &arrears[1],
        &json!({"member": "A-0002", "kecamatan": "Linggo Sari Baganti", "outstanding": 20_000}),
    );
    let places = dues("arrears --by kecamatan").ends(0).json();
    has(&places[0], &json!({"kecamatan": "IV Jurai", "members": 1, "outstanding": 1_000}));
    has(&places[1], &json!({"kecamatan": "Linggo Sari Baganti", "outstanding": 20_000}));
}

/// Of four notes' lines one has a negative price; of five sales lines one asks for more than there
/// is. 2 × 60.000 + 450.000 + 110.000 + 59.000 = 739.000.
#[test]
fn goods_come_in_and_are_sold() {
    let desk = Desk::registered();
    desk.run("--today 2022-01-31 member accept --all").ends(0);
    let intake = desk.run("--format json gallery intake intake.csv").ends(3).json();
    has(
        &intake,
        &json!({"notes": 2, "items": 3, "rejected": 1, "rejects_file": "intake.rejects.csv", "warnings": 0}),
    );
    let sales = desk.run("--format json gallery sales sales.csv").ends(3).json();
    has(
        &sales,
        &json!({"receipts": 3, "lines": 4, "gross": 739_000, "rejected": 1, "rejects_file": "sales.rejects.csv"}),
    );
    let stock = desk.run("--format json gallery stock").ends(0).json();
    has(&stock[0], &json!({"sku": "RDG-250", "received": 20, "sold": 3, "on_hand": 17}));
    has(&stock[2], &json!({"sku": "TNN-01", "lot": null, "received": 3, "sold": 1, "on_hand": 2}));
    // The same files once more are done already.
    assert_eq!(desk.run("--format json gallery intake intake.csv").ends(3).json(), intake);
    assert_eq!(desk.run("--format json gallery sales sales.csv").ends(3).json(), sales);
    assert_eq!(desk.run("--format json gallery stock").ends(0).json(), stock);
}

/// Commission 15 % of 289.000 line by line (18.000 + 16.500 + 8.850) and 12,5 % of 450.000.
#[test]
fn makers_are_settled_and_paid_once() {
    let desk = Desk::sold();
    let expected = json!({
        "members": 2, "lines": 4, "gross": 739_000, "commission": 99_600, "charges": 0,
        "payable": 639_400, "carried_forward": 0,
    });
    let preview = desk.run("--format json settlement preview --until 2022-03-01").ends(0).json();
    has(&preview, &expected);
    assert_eq!(preview["run"], Value::Null);
    let line = "--format json --today 2022-03-01 settlement run --until 2022-03-01";
    let run = desk.run(line).ends(0).json();
    has(&run, &expected);
    let id = run["run"].as_str().expect("an id").to_owned();
    // Settling again takes nothing up twice.
    has(&desk.run(line).ends(0).json(), &json!({"run": null, "lines": 0, "payable": 0}));
    let payables = desk.run(&format!("--format json settlement payables {id}")).ends(0).json();
    has(
        &payables[0],
        &json!({"member": "A-0001", "gross": 289_000, "commission": 43_350, "payable": 245_650}),
    );
    has(
        &payables[1],
        &json!({"member": "A-0002", "gross": 450_000, "commission": 56_250, "payable": 393_750}),
    );
    let statement = desk.run(&format!("--format csv settlement statement {id} A-0001")).ends(0).out;
    // The last column names the entry that booked each line.
    let lines: Vec<_> =
        statement.lines().filter_map(|line| line.rsplit_once(',').map(|(head, _)| head)).collect();
    assert_eq!(
        lines,
        [
            "receipt,sold_on,product,quantity,unit_price,gross,commission_percent,terms,\
             commission,charges,net,kind",
            "K-1,2022-02-05,Rendang 250 g,2,60000,120000,15,15,18000,0,102000,sale",
            "K-2,2022-02-06,Rendang 500 g,1,110000,110000,15,15,16500,0,93500,sale",
            "K-4,2022-02-08,Rendang 250 g,1,59000,59000,15,15,8850,0,50150,sale",
        ]
    );
    // 570.000 lie in cash, 59.000 in the bank and 110.000 wait at the acquirer.
    let pay = format!("--format json --today 2022-03-02 settlement paid {id}");
    let before = desk.picture();
    assert!(desk.run(&format!("{pay} --from cash")).ends(1).err.contains("IKM-LEDGER-OVERDRAFT"));
    assert_eq!(desk.picture(), before);
    let from = json!([
        {"account": "bank", "amount": 59_000},
        {"account": "cash", "amount": 570_000},
        {"account": "qris-in-transit", "amount": 10_400},
    ]);
    let paid = desk.run(&pay).ends(0).json();
    has(&paid, &json!({"members": 2, "paid": 639_400, "from": from}));
    assert!(desk.run(&pay).ends(1).err.contains("IKM-SETTLEMENT-PAID"));
    let balance = desk.run("--format json ledger trial-balance").ends(0).json();
    // 110.000 − 10.400 by QRIS: the commission.
    has(&balance, &json!({"debit": 99_600, "credit": 99_600, "difference": 0}));
    assert_eq!(
        desk.run("--format json ledger verify").ends(0).json(),
        json!({"entries": 5, "ok": true, "wrong": []})
    );
}

/// 245.650 is below a minimum of 300.000 and stays for the next run.
#[test]
fn less_than_the_minimum_is_carried_forward() {
    let desk = Desk::sold();
    let line =
        "--format json --today 2022-03-01 settlement run --until 2022-03-01 --minimum 300000";
    let run = desk.run(line).ends(0).json();
    has(&run, &json!({"minimum": 300_000, "payable": 393_750, "carried_forward": 245_650}));
    let next = desk.run("--format json settlement preview --until 2022-04-01").ends(0).json();
    has(&next, &json!({"gross": 0, "payable": 245_650, "carried_forward": -245_650}));
    // Sales of the last days rest: only the one of 5 February lies before the 6th.
    let desk = Desk::sold();
    let line = "--format json settlement preview --until 2022-03-01 --hold-days 23";
    has(&desk.run(line).ends(0).json(), &json!({"hold_days": 23, "gross": 570_000}));
}

#[test]
fn every_entry_balances() {
    let desk = Desk::sold();
    let postings = desk.run("--format json ledger entries").ends(0).json();
    let postings = postings.as_array().expect("an array");
    let sum = |side: &str| -> i64 {
        postings.iter().map(|posting| posting[side].as_i64().expect("rupiah")).sum()
    };
    assert_eq!((sum("debit"), sum("credit")), (739_000, 739_000));
    assert_eq!(desk.run("--format csv ledger entries --limit 2").ends(0).out.lines().count(), 3);
}

#[test]
fn the_doctor_passes_a_copy_too_and_no_store_is_overwritten() {
    let desk = Desk::sold();
    let health = desk.run("--format json doctor").ends(0).json();
    has(&health, &json!({"ok": true, "findings": [], "entries": 3, "items": 3, "sales": 3}));
    desk.run("backup copy.db").ends(0);
    let before = desk.picture();
    assert!(desk.run("backup copy.db").ends(1).err.contains("IKM-STORE-EXISTS"));
    assert!(desk.run("restore copy.db").ends(1).err.contains("IKM-STORE-EXISTS"));
    assert_eq!(desk.picture(), before);
    desk.run("--store again.db restore copy.db").ends(0);
    assert_eq!(desk.run("--store again.db --format json doctor").ends(0).json(), health);
    assert!(desk.run("--store third.db restore ikm.csv").ends(1).err.contains("IKM-STORE-FOREIGN"));
    assert!(!desk.files().contains(&"third.db".to_owned()));
}
