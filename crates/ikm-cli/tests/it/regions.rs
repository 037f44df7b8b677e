//! `ikm region`: code lists of other regencies and of the whole country.

use serde_json::{Value, json};

use crate::desk::Desk;

/// A made-up country in the form of the national code list, in a folder.
fn write_country(desk: &Desk) {
    std::fs::create_dir(desk.path("negeri")).expect("a folder");
    let files = [
        ("provinces.csv", "code,name\n13,Sumatera Barat\n14,Riau\n"),
        (
            "regencies.csv",
            "code,province_code,name\n13.01,13,Kabupaten Pesisir Selatan\n13.02,13,Kabupaten Solok\n\
             14.01,14,Kabupaten Kampar\n",
        ),
        (
            "districts.csv",
            "code,regency_code,name\n13.01.05,13.01,IV Jurai\n13.02.04,13.02,Lembah Gumanti\n\
             14.01.01,14.01,Bangkinang\n",
        ),
        ("villages.csv", "code,district_code,name\n14.01.01.2001,14.01.01,\"Kumantan, Timur\"\n"),
    ];
    for (name, text) in files {
        desk.write(&format!("negeri/{name}"), text);
    }
}

fn counts(answer: &Value) -> [u64; 5] {
    ["regions", "added", "renamed", "unchanged", "reindexed"]
        .map(|field| answer[field].as_u64().expect("a count"))
}

#[test]
fn a_country_is_loaded_once() {
    let desk = Desk::registered();
    write_country(&desk);
    let load = || desk.run("--format json region load negeri").ends(0).json();
    assert_eq!(counts(&load()), [9, 6, 0, 3, 0]);
    let picture = desk.picture();
    assert_eq!(counts(&load()), [9, 0, 0, 9, 0]);
    assert_eq!(desk.picture(), picture, "nothing was new the second time");
    let found = desk.run("--format json region find kumantan").ends(0).json();
    let expect = json!([{
        "code": "14.01.01.2001", "level": "nagari", "name": "Kumantan, Timur",
        "kecamatan": "Bangkinang", "regency": "Kabupaten Kampar", "province": "Riau",
        "postal_code": null,
    }]);
    assert_eq!(found, expect);
    // What the files leave open stays: the shipped postal code and number of BPS.
    let shown = desk.run("--format json region show 13.01.05").ends(0).json();
    assert_eq!((&shown["postal_code"], &shown["bps"]), (&json!("25651"), &json!("1302090")));
    assert_eq!(shown["regions"].as_array().map(Vec::len), Some(20));
    let province = desk.run("--format json region show 13").ends(0).json();
    let names: Vec<&Value> = province["regions"].as_array().expect("an array").iter().collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(names[1]["name"], "Kabupaten Solok");
}

/// Spellings as for IKM, beginnings of words, and codes.
#[test]
fn regions_are_found_as_people_write_them() {
    let desk = Desk::founded();
    let codes = |text: &str| {
        let found = desk.run(&format!("--format json region find {text}")).ends(0).json();
        let rows = found.as_array().expect("an array");
        rows.iter()
            .map(|row| row["code"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(codes("4 jurai"), ["13.01.05"]);
    assert_eq!(codes("iv jur"), ["13.01.05"]);
    assert_eq!(codes("13.01.05.2001"), ["13.01.05.2001"]);
    assert_eq!(codes("painan")[0], "13.01.05.2001", "the whole name comes first");
    assert_eq!(codes("painan --limit 1").len(), 1);
    assert!(codes("tidakada").is_empty());
}

/// An IKM follows the new name of its kecamatan, in the same command.
#[test]
fn a_renamed_place_is_searched_by_its_new_name() {
    let desk = Desk::registered();
    let found = |text: &str| {
        let found = desk.run(&format!("--format json registry find {text}")).ends(0).json();
        found.as_array().map_or(0, Vec::len)
    };
    let before = found("jurai");
    assert!(before > 0);
    desk.write("baru.csv", "code,name,postal_code\n13.01.05,Mandeh Raya,25650\n");
    let loaded = desk.run("--format json region load baru.csv").ends(0).json();
    assert_eq!(counts(&loaded), [1, 0, 1, 0, u64::try_from(before).expect("few")]);
    assert_eq!((found("mandeh"), found("jurai")), (before, 0));
    let shown = desk.run("--format json region show 13.01.05").ends(0).json();
    assert_eq!(shown["postal_code"], "25650");
    assert_eq!(desk.run("--format json doctor").ends(0).json()["ok"], true);
}

#[test]
fn an_office_elsewhere_brings_its_own_regions() {
    let desk = Desk::new();
    write_country(&desk);
    let init = ["init", "--association", "A", "--regency", "14.01", "--regions", "negeri"];
    let founded = desk.run_these(&[&init[..], &["--format", "json"]].concat()).ends(0).json();
    assert_eq!(founded["regency_name"], "Kabupaten Kampar");
}

#[test]
fn a_bad_list_changes_nothing_and_is_named() {
    let desk = Desk::founded();
    let before = desk.picture();
    std::fs::create_dir(desk.path("kosong")).expect("a folder");
    let check = |text: &str, expect: &str| {
        desk.write("daftar.csv", text);
        let answer = desk.run("--lang en region load daftar.csv").ends(1);
        assert!(answer.err.contains(expect), "{text}: {}", answer.err);
        assert_eq!(desk.picture(), before, "{text}");
    };
    check(
        "code,regency_code,name\n1302090,1302,IV JURAI\n",
        "error[IKM-CODELIST-BPS]: daftar.csv: line 2: \"1302090\" is a number of BPS",
    );
    check("a;b\n", "error[IKM-CODELIST-HEADER]: daftar.csv: ");
    check("code,name\n13.05,A\n13.05,B\n", "error[IKM-REGIONS-TWICE]: region 13.05 ");
    check("code,name\n15.05,A\n", "error[IKM-REGIONS-ORPHAN]: region 15.05 ");
    for (path, code) in [("kosong", "IKM-REGIONS-NO-LIST"), ("tidakada.csv", "IKM-REGIONS-READ")] {
        let answer = desk.run(&format!("region load {path}")).ends(1);
        assert!(answer.err.starts_with(&format!("error[{code}]")), "{}", answer.err);
    }
    let answer = desk.run("region show 99.99").ends(1);
    assert!(answer.err.starts_with("error[IKM-REGIONS-UNKNOWN]"), "{}", answer.err);
}

/// Rows of other regencies come in by their code once those are known, and show their own names.
#[test]
fn a_list_of_several_regencies_comes_in() {
    let desk = Desk::founded();
    write_country(&desk);
    desk.write(
        "negeri.csv",
        "nama_ikm,kode_kecamatan,kabupaten,kecamatan\n\
         Rendang Uni,13.01.05,,\n\
         Kerupuk Kampar,14.01.01,,\n\
         Kopi Solok,,Kabupaten Solok,Lembah Gumanti\n\
         Sate Entah,,,Bangkinang\n",
    );
    let import = || desk.run("--format json registry import negeri.csv --rejects tolak.csv");
    // Before they are known, only the own regency comes in.
    assert_eq!(import().ends(3).json()["rejected"], 3);
    desk.run("region load negeri").ends(0);
    let outcome = import().ends(3).json();
    assert_eq!((&outcome["added"], &outcome["rejected"]), (&json!(2), &json!(1)));
    let rejects = desk.read("tolak.csv");
    assert!(rejects.contains("IKM-ROW-PLACE-ELSEWHERE"), "{rejects}");
    let list = desk.run("--format json registry list").ends(0).json();
    let places: Vec<&Value> =
        list.as_array().expect("an array").iter().map(|row| &row["kecamatan"]).collect();
    assert_eq!(places, ["IV Jurai", "Bangkinang", "Lembah Gumanti"]);
    let found = desk.run("--format json registry find bangkinang").ends(0).json();
    assert_eq!((&found[0]["name"], &found[1]), (&json!("Kerupuk Kampar"), &Value::Null));
    let id = found[0]["id"].as_str().expect("an id").to_owned();
    let shown = desk.run(&format!("--format json registry show {id}")).ends(0).json();
    assert_eq!(shown["kecamatan"], "Bangkinang");
    assert_eq!(desk.run("--format json doctor").ends(0).json()["ok"], true);
}
