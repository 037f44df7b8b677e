//! `ikm programme …`: from the announcement to the report, as a user drives it.

use serde_json::{Value, json};

use crate::desk::Desk;

const LIST: &str = "nama_ikm,nama_pemilik,nik,nib,kode_kecamatan,kbli,produk
Rendang Uni Mar,Marlina,1301054501800001,9120000000011,13.01.05,10750,Rendang
Katering Marlina,Marlina,1301054501800001,9120000000022,13.01.05,10750,Katering
Sulaman Rosnida,Rosnida,1301056502750002,9120000000033,13.01.04,13912,Sulaman
";

fn desk() -> Desk {
    let desk = Desk::founded();
    desk.write("daftar.csv", LIST);
    desk.run("--today 2022-02-01 registry import daftar.csv").ends(0);
    desk
}

fn json(desk: &Desk, line: &str) -> Value {
    desk.run(&format!("--format json {line}")).ends(0).json()
}

#[test]
fn a_programme_from_its_announcement_to_its_report() {
    let desk = desk();
    desk.run("segment save Makanan --class 10").ends(0);
    let added = json(
        &desk,
        "--today 2022-02-01 programme add halal-2022 --title Sertifikasi --kind certification \
         --until 2023-01-01 --quota 2 --budget 1000000 --eligible Makanan",
    );
    assert_eq!(added["code"], "HALAL-2022");
    assert_eq!(added["once_an_owner"], true);
    assert_eq!((&added["from"], &added["until"]), (&json!("2022-02-01"), &json!("2023-01-01")));

    let doubtful = desk
        .run("--format json --today 2022-02-02 programme apply HALAL-2022 9120000000033")
        .ends(0);
    assert!(doubtful.err.contains("not_eligible"), "{}", doubtful.err);
    assert_eq!(doubtful.json()["doubts"], json!(["not_eligible"]));
    let refused = desk.run("--today 2022-02-03 programme accept HALAL-2022 9120000000033").ends(1);
    assert!(refused.err.starts_with("error[IKM-PROGRAMME-DOUBT]"), "{}", refused.err);
    desk.write("peserta.csv", "nama,nib\na,9120000000011\nb,9120000000022\nc,1\n");
    let done = desk
        .run(
            "--format json --today 2022-02-03 programme enrol HALAL-2022 peserta.csv --accept \
             --granted 400000",
        )
        .ends(3)
        .json();
    let counts = ["rows", "applied", "accepted", "unchanged", "doubtful", "rejected"];
    assert_eq!(counts.map(|key| done[key].as_u64().expect("a count")), [3, 2, 1, 0, 1, 1]);
    let left = [("same_owner", 3), ("IKM-REGISTRY-UNKNOWN", 4)];
    for (nth, (code, row)) in left.into_iter().enumerate() {
        assert_eq!(done["not_taken"][nth]["reason"], code);
        assert_eq!(done["not_taken"][nth]["row"], row);
    }

    let stand = json(&desk, "--today 2022-03-01 programme enrolments HALAL-2022");
    let stand: Vec<&Value> =
        stand.as_array().expect("an array").iter().map(|row| &row["status"]).collect();
    assert_eq!(stand, ["applied", "accepted", "applied"]);
    let listed = json(&desk, "--today 2022-03-01 registry list --programme HALAL-2022:accepted");
    assert_eq!(listed[0]["name"], "Rendang Uni Mar");
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    let report = json(&desk, "--today 2022-03-01 report programmes");
    assert_eq!(report["rows"][0]["granted"], 400_000);
    assert_eq!(report["rows"][0]["accepted"], 1);
    let before = json(&desk, "--today 2022-02-02 report programmes");
    assert_eq!(before["rows"][0]["total"], 1);
    for format in ["txt", "csv", "json", "xlsx", "svg"] {
        desk.run(&format!("--today 2022-03-01 report programmes --out p.{format}")).ends(0);
    }
    desk.run("doctor").ends(0);
}

#[test]
fn what_is_wrong_is_said() {
    let desk = desk();
    let check = |line: &str, exit: i32, code: &str| {
        let done = desk.run(line).ends(exit);
        assert!(done.err.starts_with(&format!("error[{code}]")), "{line}: {}", done.err);
    };
    check("registry list --programme KUR", 1, "IKM-PROGRAMME-UNKNOWN");
    check("registry list --programme KUR:lost", 2, "IKM-SEGMENT-PROGRAMME");
    check("programme add KUR --title Kredit --kind gift", 2, "IKM-PROGRAMME-KIND");
    check("programme add KUR/1 --title Kredit --kind credit", 2, "IKM-PROGRAMME-CODE");
    desk.run("programme add KUR --title Kredit --kind credit").ends(0);
    check("programme enrol KUR", 2, "IKM-PROGRAMME-WHO");
    check("programme enrol KUR daftar.csv --class 10", 2, "IKM-PROGRAMME-WHO");
    check("programme apply KUR 1", 1, "IKM-REGISTRY-UNKNOWN");
    check("programme apply LAIN 9120000000011", 1, "IKM-PROGRAMME-UNKNOWN");
    check("programme complete KUR 9120000000011", 1, "IKM-PROGRAMME-NOT-ENROLLED");
}
