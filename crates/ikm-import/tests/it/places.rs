//! Lists that span regencies: what says in which regency a row is, and what cannot.

use chrono::NaiveDate;
use ikm_core::Explain as _;
use ikm_core::classification::KbliEdition;
use ikm_core::region::{Regions, read_code_list};
use ikm_import::{Options, Outcome, open};

/// A made-up country of two provinces, in which names come more than once.
const COUNTRY: &str = "code,name
13,Sumatera Barat
13.01,Kabupaten Pesisir Selatan
13.01.05,IV Jurai
13.01.05.2001,Painan
13.01.06,Bayang
13.02,Kabupaten Solok
13.02.04,Lembah Gumanti
13.02.04.2001,Alahan Panjang
13.72,Kota Solok
13.72.01,Lubuk Sikarah
14,Riau
14.01,Kabupaten Kampar
14.01.01,Lubuk Sikarah
14.01.02,Bayang
14.01.02.1002,Kumantan
14.01.02.2001,Painan
14.01.02.2003,Kumantan
";

/// What became of each row: the codes of its kecamatan and nagari, or of its regency and `-`, or why
/// it was rejected.
fn places(list: &str) -> Vec<String> {
    let regions = Regions::try_new(read_code_list(COUNTRY).expect("a code list")).expect("a table");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.csv");
    std::fs::write(&path, list).expect("writes");
    let options = Options {
        regions: &regions,
        regency: "13.01".parse().expect("a code"),
        edition: KbliEdition::Kbli2020,
        unit: None,
        mapping: None,
        sheet: None,
        scheme: None,
        today: NaiveDate::from_ymd_opt(2022, 1, 31).expect("a day"),
    };
    let reader = open(&path, options).expect("a list");
    let rows = reader.map(|row| row.expect("a row"));
    rows.map(|row| match row.outcome {
        Outcome::Record { profile, warnings, .. } => {
            let place = &profile.place;
            let kecamatan = place.kecamatan.or(place.nagari);
            assert!(kecamatan.is_none_or(|code| place.regency.contains(code)), "{place:?}");
            let code = place.nagari.or(place.kecamatan);
            let shown =
                code.map_or_else(|| format!("{} -", place.regency), |code| code.to_string());
            let doubts = warnings.iter().map(|warning| format!(" {}", warning.code()));
            shown + &doubts.collect::<String>()
        }
        Outcome::Reject(problems) => {
            problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
        }
        Outcome::Skipped(skip) => format!("{skip:?}"),
    })
    .collect()
}

fn check(header: &str, rows: &[(&str, &str)]) {
    let lines: Vec<String> =
        rows.iter().enumerate().map(|(i, (cells, _))| format!("Usaha {i},{cells}")).collect();
    let found = places(&format!("nama_ikm,{header}\n{}\n", lines.join("\n")));
    let expect: Vec<&str> = rows.iter().map(|(_, expect)| *expect).collect();
    assert_eq!(found, expect, "{header}");
}

#[test]
fn a_code_decides_in_which_regency_a_row_is() {
    check(
        "kode_kecamatan,kecamatan,nagari",
        &[
            ("13.01.05,IV Jurai,Painan", "13.01.05.2001"),
            ("14.01.02,Bayang,Painan", "14.01.02.2001"),
            ("130204,Lembah Gumanti,", "13.02.04"),
            ("14.01.01,,", "14.01.01"),
            (
                "1302090,,",
                "row 6, column kode_kecamatan: \"1302090\" is a number of BPS, not a code of Kemendagri",
            ),
            (
                "15.01.01,,",
                "row 7, column kode_kecamatan: \"15.01.01\" is no kecamatan or nagari of this regency",
            ),
        ],
    );
}

#[test]
fn a_column_for_the_regency_decides_too() {
    check(
        "kabupaten,kecamatan,nagari",
        &[
            ("Pesisir Selatan,Bayang,", "13.01.06"),
            ("Kab. Kampar,Bayang,Painan", "14.01.02.2001"),
            ("KOTA SOLOK,Lubuk Sikarah,", "13.72.01"),
            ("14.01,Lubuk Sikarah,", "14.01.01"),
            (",Bayang,", "13.01.06"),
            (
                "Solok,Lubuk Sikarah,",
                "row 7, column kabupaten: \"Solok\" is not one regency or city that is known",
            ),
            (
                "Kab. Solok,Bayang,",
                "row 8, column kecamatan: \"Bayang\" is no place of this regency, but of others: 13.01.06, 14.01.02",
            ),
        ],
    );
    // Beside a code it can only agree or not.
    check(
        "Kab/Kota,kode_kecamatan",
        &[
            ("Kampar,14.01.01", "14.01.01"),
            ("Kabupaten Solok,14.01.01", "14.01.01 IKM-ROW-PLACE-CODE-MISMATCH"),
            ("entah,14.01.01", "14.01.01"),
        ],
    );
}

#[test]
fn a_bare_name_is_looked_for_at_home_only() {
    check(
        "kecamatan,nagari",
        &[
            ("Bayang,", "13.01.06"),
            (
                "Lubuk Sikarah,",
                "row 3, column kecamatan: \"Lubuk Sikarah\" is no place of this regency, but of others: 13.72.01, 14.01.01",
            ),
            (
                "Lembah Gumanti,",
                "row 4, column kecamatan: \"Lembah Gumanti\" is no place of this regency, but of others: 13.02.04",
            ),
            (
                "Entah Mana,",
                "row 5, column kecamatan: \"Entah Mana\" is no kecamatan or nagari of this regency",
            ),
        ],
    );
    check(
        "nagari,kecamatan",
        &[
            ("Painan,", "13.01.05.2001"),
            (
                "Alahan Panjang,",
                "row 3, column nagari: \"Alahan Panjang\" is no place of this regency, but of others: 13.02.04.2001",
            ),
            (
                "Painan,Bayang",
                "row 4, column nagari: \"Painan\" lies in another kecamatan than the row says",
            ),
        ],
    );
}

/// A town and a village of one name: the word before it tells, or nothing does.
#[test]
fn a_name_that_two_places_have_is_rejected_with_both() {
    check(
        "kode_kecamatan,nagari",
        &[
            ("14.01.02,Desa Kumantan", "14.01.02.2003"),
            ("14.01.02,Kel. Kumantan", "14.01.02.1002"),
            (
                "14.01.02,Kumantan",
                "row 4, column nagari: \"Kumantan\" is the name of more than one place: 14.01.02.1002, 14.01.02.2003",
            ),
        ],
    );
}

/// A list with a column for the regency alone says no smaller place, unless its address does.
#[test]
fn a_regency_alone_is_a_place() {
    check(
        "kabupaten,alamat",
        &[
            ("Kampar,", "14.01 -"),
            (",", "13.01 -"),
            ("Kampar,\"Jl. Raya, Kec. Bayang\"", "14.01.02"),
            (
                "Nirgendwo,",
                "row 5, column kabupaten: \"Nirgendwo\" is not one regency or city that is known",
            ),
        ],
    );
}
