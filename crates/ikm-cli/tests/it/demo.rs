//! `ikm demo`: the main job, from its folder to its figures.

use crate::desk::Desk;

/// What the issue asks of the year: 3,800 IKM in 24 classes and 15 kecamatan, some 600 members, goods
/// of 120 of them, some hundreds of parcels that cost less than they would, and books that balance.
#[test]
fn a_year_is_played_and_every_rule_holds() {
    let desk = Desk::new();
    let year = desk.run("--format json demo year").ends(0).json();
    let figure = |key: &str| year[key].as_i64().unwrap_or_else(|| panic!("{key} is a number"));
    for (key, expect) in [
        ("ikm", 3_800),
        ("classifications", 24),
        ("kecamatan", 15),
        ("nagari", 182),
        ("members", 600),
        ("makers", 120),
        ("settlements", 11),
        ("shipments", 400),
        ("trial_balance_rupiah", 0),
    ] {
        assert_eq!(figure(key), expect, "{key}");
    }
    assert!(figure("shipping_special_rupiah") < figure("shipping_normal_rupiah"));
    // Every maker was paid: what was sold is commission or was settled.
    assert_eq!(
        figure("gross_rupiah"),
        figure("commission_rupiah") + figure("settled_rupiah"),
        "gross = commission + paid"
    );
    let checks = year["checks"].as_array().expect("checks");
    assert!(!checks.is_empty() && checks.iter().all(|check| check["ok"] == true), "{checks:?}");
    for report in year["reports"].as_array().expect("reports") {
        let path = desk.path(report.as_str().expect("a path"));
        assert!(path.metadata().expect("a report").len() > 0, "{report}");
    }
    desk.run("--store year/ikm.db --format json doctor").ends(0);

    // The store is an ordinary one, and another demo replaces it and comes to the same.
    let again = desk.run("--format json demo year").ends(0).json();
    assert_eq!(again, year);
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let desk = Desk::new();
    let refused = desk.run("demo .").ends(1);
    assert!(refused.err.starts_with("error[IKM-DEMO-NOT-EMPTY]"), "{}", refused.err);
    let refused = desk.run("--lang en demo ikm.csv").ends(1);
    assert!(refused.err.contains("is not a folder"), "{}", refused.err);
    assert!(desk.path("ikm.csv").is_file());
}
