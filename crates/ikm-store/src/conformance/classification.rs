//! Schemes and mappings, each from a day on.

use ikm_core::classification::Scheme;

use super::fixture::{day, found};
use super::sample::{other_scheme, some_mapping};
use crate::Store;

/// Each stays beside those that came before it; one of the same day takes the other's place.
pub fn schemes_are_kept_by_day(store: &dyn Store) {
    let (scene, _) = found(store);
    let schemes = || scene.read(|tx| tx.schemes());
    assert_eq!(schemes(), []);
    let (divisions, other) = (Scheme::kbli2020_divisions(), other_scheme());
    let [early, late] = [day("2022-01-31"), day("2026-07-01")];
    scene.write(|tx| tx.put_scheme(&other, late));
    scene.write(|tx| tx.put_scheme(&divisions, early));
    assert_eq!(schemes(), [(early, divisions.clone()), (late, other.clone())]);
    scene.write(|tx| tx.put_scheme(&divisions, late));
    assert_eq!(schemes(), [(early, divisions.clone()), (late, divisions)]);
}

/// Two for two schemes stand side by side on one day; one for the same scheme takes the other's
/// place.
pub fn mappings_are_kept_by_day_and_scheme(store: &dyn Store) {
    let (scene, _) = found(store);
    let mappings = || scene.read(|tx| tx.mappings());
    assert_eq!(mappings(), []);
    let for_two = some_mapping();
    let shorter = r#"
        scheme = "two"
        [[period]]
        from = 2023-01-01
        source = "x"
        rows = [{ commodity = "Sandang", class = "F" }]
    "#;
    let for_two_again = super::fixture::parsed(shorter);
    let for_six = super::fixture::parsed(&shorter.replace("\"two\"", "\"six\""));
    let [early, late] = [day("2022-01-31"), day("2026-07-01")];
    scene.write(|tx| {
        tx.put_mapping(&for_two, late)?;
        tx.put_mapping(&for_six, early)?;
        tx.put_mapping(&for_two, early)
    });
    let expect = [(early, for_six.clone()), (early, for_two.clone()), (late, for_two)];
    assert_eq!(mappings(), expect);
    scene.write(|tx| tx.put_mapping(&for_two_again, late));
    let [first, second, _] = expect;
    assert_eq!(mappings(), [first, second, (late, for_two_again)]);
}
