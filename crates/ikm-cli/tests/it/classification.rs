//! Classes and codes at the desk: titles, suggestions, schemes and mappings by days.

use serde_json::{Value, json};

use crate::desk::Desk;

const SCHEME: &str = r#"
id = "komoditi"
title_id = "Kelompok komoditi"
title_en = "Commodity groups"
[[class]]
code = "PANGAN"
title_id = "Pangan"
title_en = "Food"
[[class]]
code = "SANDANG"
title_id = "Sandang"
title_en = "Clothing"
"#;

const MAPPING: &str = r#"
scheme = "komoditi"
[[period]]
from = 2022-01-01
source = "Keputusan Kepala Dinas 530/12/2022"
rows = [
    { edition = "2020", prefix = "10", class = "PANGAN" },
    { edition = "2020", prefix = "13", class = "SANDANG" },
    { commodity = "Makanan", class = "PANGAN" },
]
"#;

fn field<'a>(rows: &'a Value, name: &str) -> Vec<&'a Value> {
    rows.as_array().expect("a listing").iter().map(|row| &row[name]).collect()
}

/// No store is needed to look a code up.
#[test]
fn codes_are_found_and_suggested() {
    let desk = Desk::new();
    let found = desk.run("--format json classification find batik").ends(0).json();
    assert_eq!(
        found,
        json!([{
            "kbli": "13134", "edition": "2020", "title": "Industri Batik",
            "in_2025": "edisi 2025 tidak lagi memuatnya",
        }])
    );
    let found = desk.run("--format json classification find 1313 --limit 2").ends(0).json();
    assert_eq!(field(&found, "kbli"), ["13131", "13132"]);
    let found = desk.run("--format json classification suggest krupuk udang").ends(0).json();
    assert_eq!(field(&found, "kbli"), ["10794"]);
    assert_eq!(field(&found, "confidence"), ["high"]);
    let none = desk.run("--format json classification suggest toko kelontong").ends(0).json();
    assert_eq!(none, json!([]));
}

#[test]
fn a_new_scheme_is_loaded_mapped_and_moved_to() {
    let desk = Desk::registered();
    desk.write("skema.toml", SCHEME);
    desk.write("peta.toml", MAPPING);
    let rekap = "--today 2022-06-30 --format json report rekap";
    let before = desk.run(rekap).ends(0).out;

    let late = desk.run("--today 2022-07-01 classification load skema.toml --from 2022-06-30");
    assert!(late.ends(1).err.starts_with("error[IKM-SCHEME-PAST]"));
    let wrong = desk.run("--today 2022-07-01 classification map peta.toml");
    assert!(wrong.ends(1).err.starts_with("error[IKM-CLASSMAP-SCHEME]"));
    let loaded = desk.run("--today 2022-07-01 --format json classification load skema.toml");
    assert_eq!(
        loaded.ends(0).json(),
        json!({"scheme": "komoditi", "from": "2022-07-01", "classes": 2})
    );
    let mapped = desk.run("--today 2022-07-01 --format json classification map peta.toml");
    assert_eq!(
        mapped.ends(0).json(),
        json!({"scheme": "komoditi", "from": "2022-07-01", "periods": 1, "rows": 3, "warnings": 0})
    );

    let shown = "--today 2022-07-02 --format json classification show";
    let now = desk.run(shown).ends(0).json();
    assert_eq!(field(&now, "code"), ["PANGAN", "SANDANG", "LUAR-C"]);
    assert_eq!(field(&now, "prefixes"), ["2020:10", "2020:13", ""]);
    assert_eq!(field(&now, "commodities"), ["Makanan", "", ""]);
    let then = desk.run(&format!("{shown} --on 2022-06-30")).ends(0).json();
    assert_eq!(then.as_array().map(Vec::len), Some(25));

    let moving = "--today 2022-07-01 --format json classification reclassify";
    let review = desk.run(&format!("{moving} --dry-run")).ends(0).json();
    assert_eq!(field(&review, "verdict"), ["moves", "moves", "moves"]);
    let done = desk.run(&format!("{moving} --key K")).ends(0).json();
    assert_eq!(done, json!({"moved": 3, "decided": 0, "open": 0, "unchanged": 0}));
    assert_eq!(desk.run(&format!("{moving} --key K")).ends(0).json(), done);
    assert_eq!(desk.run(&format!("{moving} --dry-run")).ends(0).json(), json!([]));
    assert_eq!(desk.run(rekap).ends(0).out, before);
    assert!(desk.run("--today 2022-07-01 report rekap").ends(0).out.contains("PANGAN"));
    desk.run("--today 2022-07-01 doctor").ends(0);
}

#[test]
fn a_contradiction_in_a_mapping_names_both_rows() {
    let desk = Desk::registered();
    desk.write("peta.toml", &MAPPING.replace("prefix = \"13\"", "prefix = \"10\""));
    let refused = desk.run("--lang en classification map peta.toml").ends(1).err;
    assert!(refused.contains("rows 1 and 2") && refused.contains("2020:10"), "{refused}");
}

#[test]
fn suggestions_are_taken_up_only_when_asked() {
    let desk = Desk::founded();
    desk.write(
        "tanpa.csv",
        "nama_ikm,kode_kecamatan,produk\nUni Mar,13.01.05,Kerupuk\nUni Ros,13.01.05,Gambir\n",
    );
    let imported = desk.run("--format json registry import tanpa.csv").ends(0).json();
    assert_eq!(imported["suggestible"], 2);
    let listed = desk.run("--format json registry suggest").ends(0).json();
    assert_eq!(field(&listed, "kbli"), ["10794", "20115"]);
    assert_eq!(field(&listed, "confidence"), ["high", "low"]);
    let of_one = desk.run("--format json registry suggest --kecamatan 13.01.04").ends(0).json();
    assert_eq!(of_one, json!([]));
    let taken = desk.run("--format json registry suggest --accept high").ends(0).json();
    assert_eq!(taken, json!({"assigned": 1, "classified": 1}));
    let left = desk.run("--format json registry suggest").ends(0).json();
    assert_eq!(field(&left, "name"), ["Uni Ros"]);
    let id = desk.run("--format json registry find mar").ends(0).json()[0]["id"].clone();
    let id = id.as_str().expect("an id");
    let shown = desk.run(&format!("--format json registry show {id}")).ends(0).json();
    assert_eq!(shown["kbli_title"], "Industri Kerupuk, Keripik, Peyek Dan Sejenisnya");
    assert_eq!(shown["classification"], "10");
    let wrong = desk.run("registry suggest --accept sure").ends(2).err;
    assert!(wrong.contains("sure"), "{wrong}");
}
