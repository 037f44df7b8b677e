//! Undo, merge and classify as a clerk types them, and what a program reads of them.

use serde_json::Value;

use crate::desk::Desk;

const NIB: &str = "0220001234567";

impl Desk {
    fn json_of(&self, line: &str) -> Value {
        self.run(&format!("--format json --today 2022-02-01 {line}")).ends(0).json()
    }

    /// What a person sees of the registry.
    fn registry(&self) -> String {
        let commands = ["registry list", "registry duplicates", "report rekap", "member list"];
        commands.map(|command| self.run(&format!("--format csv {command}")).ends(0).out).concat()
    }

    /// A desk with a second list, in which one IKM has changed, one resembles another and one is new.
    fn with_second_list() -> (Self, String) {
        let desk = Self::registered();
        let outcome = desk.json_of("registry import ikm-2.csv");
        let counts = ["rows", "added", "updated", "suspected_duplicates"]
            .map(|key| outcome.get(key).and_then(Value::as_u64));
        assert_eq!(counts, [3, 2, 1, 1].map(Some));
        let batch = text(&outcome, "batch");
        (desk, batch)
    }

    fn pair(&self) -> [String; 2] {
        let pairs = self.json_of("registry duplicates");
        ["a", "b"].map(|side| text(pairs.get(0).expect("a pair"), side))
    }
}

fn text(object: &Value, key: &str) -> String {
    object.get(key).and_then(Value::as_str).expect("a text").to_owned()
}

#[test]
fn an_import_is_taken_back() {
    let before = Desk::registered().registry();
    let (desk, batch) = Desk::with_second_list();
    let undo = format!("registry undo {batch} --key U");
    let undone = desk.json_of(&undo);
    assert_eq!(
        (&undone["batch"], &undone["removed"], &undone["restored"]),
        (&batch.clone().into(), &2.into(), &1.into())
    );
    let renamed = |text: &str| crate::desk::Ids::default().rename(text);
    assert_eq!(renamed(&desk.registry()), renamed(&before));
    // Given again it gives the same answer; without its key it is refused.
    assert_eq!(desk.json_of(&undo), undone);
    let refused = desk.run(&format!("--today 2022-02-01 registry undo {batch}")).ends(1);
    assert!(refused.err.starts_with("error[IKM-BATCH-UNDONE]"), "{}", refused.err);
    let imports = desk.json_of("registry imports");
    assert_eq!(imports.as_array().map(Vec::len), Some(2));
    assert_eq!((&imports[0]["undone_on"], &imports[0]["file"]), (&Value::Null, &"ikm.csv".into()));
    assert_eq!((&imports[1]["undone_on"], &imports[1]["added"]), (&"2022-02-01".into(), &2.into()));
    assert_eq!(desk.run("doctor").code, 0);
}

#[test]
fn an_undo_that_is_refused_says_what_stands_in_its_way() {
    let (desk, batch) = Desk::with_second_list();
    let before = desk.registry();
    let list = desk.json_of("registry list");
    let pono = list.as_array().expect("a list").iter().find(|ikm| ikm["name"] == "Sate Pono");
    let pono = pono.expect("an IKM")["id"].as_str().expect("an id").to_owned();
    desk.run(&format!("--today 2022-02-01 member apply {pono}")).ends(0);
    let refused = desk.run(&format!("--today 2022-02-01 registry undo {batch}")).ends(1);
    assert!(refused.err.contains("IKM-UNDO-LATER-WORK") && refused.err.contains("Sate Pono"));
    assert!(refused.err.contains("anggota A-0001") && refused.out.is_empty(), "{}", refused.err);
    let first = desk.json_of("registry imports")[0]["batch"].as_str().expect("a batch").to_owned();
    let refused = desk.run(&format!("--lang en --today 2022-02-01 registry undo {first}")).ends(1);
    assert!(refused.err.contains("IKM-UNDO-LEANED-ON") && refused.err.contains(&batch));
    assert!(desk.registry().starts_with(before.lines().next().expect("a line")));
}

#[test]
fn two_are_merged_and_parted() {
    let (desk, _) = Desk::with_second_list();
    let before = desk.registry();
    let [keep, drop] = desk.pair();
    let merge = format!("registry merge {keep} {drop} --key M");
    let merged = desk.json_of(&merge);
    assert_eq!((&merged["keep"], &merged["drop"]), (&keep.clone().into(), &drop.clone().into()));
    assert_eq!(merged["figures"], 1);
    assert!(merged["changed"].as_array().expect("parts").contains(&"phone".into()));
    assert_eq!(desk.json_of(&merge), merged);
    assert_eq!(desk.json_of("registry duplicates"), Value::Array(Vec::new()));
    // The one that was merged leads to the one that goes on, and says so.
    let shown = desk.run(&format!("registry show {drop}")).ends(0);
    assert!(shown.err.contains(&drop) && shown.err.contains("digabungkan"), "{}", shown.err);
    let shown = desk.json_of(&format!("registry show {drop}"));
    assert_eq!((&shown["id"], &shown["merged_from"]), (&keep.clone().into(), &drop.clone().into()));
    let figures = desk.json_of(&format!("registry figures {keep}"));
    let years: Vec<_> = figures.as_array().expect("rows").iter().map(|row| &row["year"]).collect();
    assert_eq!(years, ["2022", "2022"]);
    let refused = desk.run(&format!("--today 2022-02-01 registry merge {keep} {drop}")).ends(1);
    assert!(refused.err.contains("IKM-MERGE-ALREADY"), "{}", refused.err);
    let merge = merged["merge"].as_str().expect("a merge");
    desk.json_of(&format!("registry unmerge {merge}"));
    assert_eq!(desk.registry(), before);
    let all = desk.json_of("registry merges");
    assert_eq!((&all[0]["merge"], &all[0]["undone_on"]), (&merge.into(), &"2022-02-01".into()));
    let history = desk.json_of(&format!("registry history {drop}"));
    let causes: Vec<_> =
        history.as_array().expect("rows").iter().map(|row| &row["cause"]).collect();
    assert_eq!(causes, ["registered", "merge", "unmerge"]);
    // They are two after all.
    desk.json_of(&format!("registry distinct {keep} {drop}"));
    assert_eq!(desk.json_of("registry duplicates"), Value::Array(Vec::new()));
    assert_eq!(desk.run("doctor").code, 0);
}

#[test]
fn a_class_counts_from_its_day_on() {
    let desk = Desk::registered();
    let rekap =
        |day: &str| desk.run(&format!("--today {day} --format csv report rekap")).ends(0).out;
    let before = rekap("2022-01-31");
    let classified = desk.json_of(&format!("registry classify {NIB} --class 13"));
    let classes = ["classification_before", "classification"].map(|key| &classified[key]);
    assert_eq!(classes, ["10", "13"]);
    assert_eq!(rekap("2022-01-31"), before);
    assert_ne!(rekap("2022-02-01"), before);
    let classified = desk.json_of(&format!("registry classify {NIB} --kbli 10794"));
    assert_eq!(
        (&classified["kbli"], &classified["classification"]),
        (&"2020:10794".into(), &"10".into())
    );
    assert_eq!(rekap("2022-02-01"), before);
    let check = |line: &str, code: i32, error: &str| {
        let refused = desk.run(&format!("--today 2022-02-01 registry classify {line}")).ends(code);
        assert!(refused.err.contains(error), "{}", refused.err);
    };
    check(&format!("{NIB} --class 99"), 1, "IKM-CLASS-UNKNOWN");
    check(&format!("{NIB} --kbli x"), 1, "IKM-KBLI-CODE");
    check(NIB, 2, "--class");
    let history = desk.json_of(&format!("registry history {NIB}"));
    let changes: Vec<String> = history
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| format!("{} {} {}", row["part"], row["before"], row["after"]))
        .collect();
    assert_eq!(
        changes,
        [
            "null null null",
            "\"classification\" \"10\" \"13\"",
            "\"kbli\" \"2020:10750\" \"2020:10794\"",
            "\"classification\" \"13\" \"10\"",
        ]
    );
}

#[test]
fn a_dry_run_shows_what_would_become_of_the_rows() {
    let desk = Desk::registered();
    let before = (desk.registry(), desk.files());
    let dry =
        desk.run("--format json --today 2022-02-01 registry import ikm-2.csv --dry-run").ends(0);
    let told: Vec<String> = dry.json()["decisions"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| format!("{} {} {}", row["row"], row["decision"], row["known_by"]))
        .collect();
    // Those that are added come first; then what changes; then what is rejected.
    assert_eq!(told, ["3 \"added\" null", "4 \"added\" null", "2 \"updated\" \"nib\""]);
    let decisions = &dry.json()["decisions"];
    assert!(decisions[0]["why"].as_str().expect("why").starts_with("mirip Tenun Lunang ("));
    assert_eq!(decisions[2]["changed"], "phone; data_year; workers; production_value");
    assert_eq!((&decisions[0]["ikm"], &decisions[2]["data_year"]), (&Value::Null, &"2022".into()));
    let people =
        desk.run("--lang en --today 2022-02-01 registry import ikm-2.csv --dry-run").ends(0);
    assert!(people.out.contains("same NIB; changes: telephone"), "{}", people.out);
    assert_eq!((desk.registry(), desk.files()), before);
}

#[test]
fn every_decision_goes_to_a_file() {
    let desk = Desk::registered();
    // Six rows: three known, three rejected.
    let again = "registry import ikm.csv --dry-run --decisions";
    desk.run(&format!("--today 2022-02-01 {again} semua.csv")).ends(3);
    let file = desk.read("semua.csv");
    let rows: Vec<&str> = file.lines().skip(1).collect();
    assert!(
        file.starts_with("row,decision,name,why,ikm,known_by,changed,data_year,resembles,code\n")
    );
    let kinds: Vec<&str> = rows.iter().filter_map(|row| row.split(',').nth(1)).collect();
    assert_eq!(kinds, ["unchanged", "unchanged", "unchanged", "rejected", "rejected", "rejected"]);
    assert!(rows[3].ends_with(",IKM-ROW-NO-NAME"), "{}", rows[3]);
    // An import that is done says so too, with the ids.
    let done = desk.json_of("registry import ikm-2.csv --decisions semua.json");
    assert_eq!(done["decisions_file"], "semua.json");
    assert_eq!(done["decisions"], Value::Null);
    let decisions: Value = serde_json::from_str(&desk.read("semua.json")).expect("JSON");
    assert_eq!(decisions.as_array().map(Vec::len), Some(3));
    let id = decisions[2]["ikm"].as_str().expect("an id");
    assert_eq!(desk.json_of(&format!("registry show {id}"))["name"], "Sate Pono");
}

#[test]
fn growth_is_asked_for_by_year_of_the_data() {
    let desk = Desk::registered();
    desk.write(
        "lama.csv",
        &format!(
            "nama_ikm,nib,kode_kecamatan,tahun_data,tenaga_kerja,nilai_produksi\n\
             Rendang Uni Mar,{NIB},13.01.05,2019,2,60000000\n\
             Rendang Uni Mar,{NIB},13.01.05,2020,3,90000000\n"
        ),
    );
    desk.json_of("registry import lama.csv");
    let report = desk.json_of("report growth");
    let tables = report["tables"].as_array().expect("tables");
    let by_year = tables.iter().find(|table| table["name"] == "by_data_year").expect("a table");
    // 2022 is that of the first list, which names no year: 4 + 7 + 2 workers.
    let rows: Vec<String> = by_year["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            format!("{} {} {}", row["year"], row["workers"], row["production_growth_percent"])
        })
        .collect();
    assert_eq!(rows, ["\"2019\" 2 null", "\"2020\" 3 \"50.00\"", "\"2022\" 13 null"]);
}
