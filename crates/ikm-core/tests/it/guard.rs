//! What a spreadsheet would run is made harmless, and comes back as it was.

use ikm_core::guard::{guarded, guarded_cell, guarded_in_sheet, unguarded};
use proptest::prelude::*;

#[test]
fn what_begins_like_a_formula_gets_an_apostrophe() {
    let check = |text: &str, expect: &str| {
        assert_eq!(guarded(text), expect);
        assert_eq!(unguarded(expect), text);
    };
    // The first characters that OWASP names for "CSV injection".
    check("=1+1", "'=1+1");
    check("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
    check("@SUM(A1)", "'@SUM(A1)");
    check("-2+3", "'-2+3");
    check("+6281234567890", "'+6281234567890");
    check("\t=1", "'\t=1");
    check("\r=1", "'\r=1");
    check("\n=1", "'\n=1");
    check("  =1", "'  =1");
    check("-", "'-");
    // What is guarded already in the list that was read is guarded once more.
    check("'=1", "''=1");
    check("''=1", "'''=1");
    check("Uni - Painan", "Uni - Painan");
    check("'Aisyah", "'Aisyah");
    check("'", "'");
    check("", "");
}

#[test]
fn a_cell_that_may_be_a_number_stays_one() {
    let check = |cell: &str, expect: &str| {
        assert_eq!(guarded_cell(cell), expect);
        assert_eq!(unguarded(expect), cell);
    };
    check("-5", "-5");
    check("-1.500.000,00", "-1.500.000,00");
    check("-", "-");
    check("--5", "'--5");
    check("-2+3", "'-2+3");
    check("+62 812", "'+62 812");
    check("+5", "'+5");
    check("=1", "'=1");
    check("5", "5");
}

/// Texts of what formulas and guards are made of.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "['=+@\\- \t\r\n0-9a-z]{0,8}"]
}

proptest! {
    #[test]
    fn every_text_comes_back(text in texts()) {
        for written in [guarded(&text), guarded_cell(&text), guarded_in_sheet(&text)] {
            prop_assert_eq!(unguarded(&written), text.as_str());
        }
    }

    #[test]
    fn nothing_that_is_written_runs(text in texts()) {
        let written = guarded(&text);
        prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r']), "{written:?}");
    }
}
