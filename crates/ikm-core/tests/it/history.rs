//! What changes an IKM, what several sources say of it, and what a digest keeps of it.

use ikm_core::audit::hex;
use ikm_core::id::IdSource;
use ikm_core::money::Rupiah;
use ikm_core::registry::{Cause, Figures, FiguresOf, Ikm, Profile, Workers, present_figures};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use uuid::Uuid;

const ID: &str = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";

#[test]
fn causes_have_a_stable_text() {
    let check = |text: &str, expect: Cause| {
        assert_eq!(expect.to_string(), text);
        assert_eq!(text.parse(), Ok(expect), "{text}");
        let json = serde_json::to_string(&expect).expect("JSON");
        assert_eq!(serde_json::from_str::<Cause>(&json).expect("reads back"), expect, "{json}");
    };
    let (batch, merge) = (ID.parse().expect("an id"), ID.parse().expect("an id"));
    check(&format!("import:{ID}"), Cause::Import(batch));
    check(&format!("undo:{ID}"), Cause::Undo(batch));
    check(&format!("merge:{ID}"), Cause::Merge(merge));
    check(&format!("unmerge:{ID}"), Cause::Unmerge(merge));
    check("classified", Cause::Classified);
    check("edited", Cause::Edited);
    for text in ["", "import", "import:", "Edited", "edited:", &format!("edited:{ID}"), ID, "x:y"] {
        assert!(text.parse::<Cause>().is_err(), "{text}");
    }
    let json = serde_json::to_string(&Cause::Import(batch)).expect("JSON");
    assert_eq!(json, format!("{{\"import\":\"{ID}\"}}"));
}

fn rendang() -> Profile {
    Profile::named("Rendang", "13.01".parse().expect("a code"))
}

/// A digest that was kept before there were permits with an end is still that of the same row. The
/// values were computed with Python's hashlib from the encoding that the source describes: a field is
/// a byte 0 or a byte 1, its length in eight bytes and its text.
#[test]
fn a_digest_outlives_new_fields() {
    let mut profile = rendang();
    let old = "1a248b30dce7107fef60d9a92d8d1a2fd633f390b785ebc1d575813bc3122fb6";
    assert_eq!(hex(&profile.digest()), old);
    profile.bpom = "MD 235602169254".parse().ok();
    let new = "82abfa540c9d7ef57e32199e3ce41b6b4310b1ccf074df2015a5990c42b9d051";
    assert_eq!(hex(&profile.digest()), new);
}

#[test]
fn new_fields_are_in_the_digest() {
    type Change = fn(&mut Profile);
    let changes: [Change; 6] = [
        |p| p.pirt_until = "2027-03-31".parse().ok(),
        |p| p.halal_until = "2027-03-31".parse().ok(),
        |p| p.bpom_until = "2027-03-31".parse().ok(),
        |p| p.bpom_until = "2027-04-01".parse().ok(),
        |p| p.bpom = "MD 235602169254".parse().ok(),
        |p| p.nmid = "ID1020030040051".parse().ok(),
    ];
    let mut seen = vec![rendang().digest()];
    for change in changes {
        let mut profile = rendang();
        change(&mut profile);
        assert_ne!(profile, rendang(), "the change changes something");
        assert!(!seen.contains(&profile.digest()), "{profile:?}");
        seen.push(profile.digest());
    }
}

/// A permit and the day of its end belong together: a new permit does not run out with the old one.
#[test]
fn a_new_permit_takes_the_old_end_along() {
    let with = |number: Option<&str>, until: Option<&str>| Profile {
        bpom: number.map(|text| text.parse().expect("a number")),
        bpom_until: until.map(|text| text.parse().expect("a day")),
        ..rendang()
    };
    let (one, two) = (Some("MD 235602169254"), Some("MD 235602169255"));
    let (soon, late) = (Some("2026-01-31"), Some("2030-01-31"));
    let check = |older, newer, expect| {
        let (older, newer): (Profile, Profile) = (older, newer);
        assert_eq!(older.updated_by(&newer), expect);
    };
    check(with(one, soon), with(two, None), with(two, None));
    check(with(one, soon), with(two, late), with(two, late));
    check(with(one, soon), with(one, None), with(one, soon));
    check(with(one, soon), with(one, late), with(one, late));
    check(with(one, soon), with(None, None), with(one, soon));
    check(with(one, None), with(None, late), with(one, late));
    check(with(None, soon), with(one, None), with(one, None));
}

fn said(year: Option<i32>, on: &str, [investment, sales]: [Option<i64>; 2]) -> FiguresOf {
    FiguresOf {
        ikm: ID.parse().expect("an id"),
        source: None,
        recorded_on: on.parse().expect("a day"),
        figures: Figures {
            year,
            investment: investment.map(Rupiah::new),
            sales: sales.map(Rupiah::new),
            ..Figures::default()
        },
    }
}

#[test]
fn the_newest_year_that_says_a_thing_holds() {
    let check = |rows: &[FiguresOf], expect: (Option<i32>, Option<i64>, Option<i64>)| {
        let present = present_figures(rows);
        let money = |amount: Option<Rupiah>| amount.map(Rupiah::get);
        assert_eq!((present.year, money(present.investment), money(present.sales)), expect);
    };
    check(&[], (None, None, None));
    let old = said(Some(2019), "2023-05-01", [Some(1), Some(5)]);
    let new = said(Some(2022), "2022-05-01", [None, Some(9)]);
    check(std::slice::from_ref(&old), (Some(2019), Some(1), Some(5)));
    // Recorded later, of an earlier year: it fills what is open and no more.
    check(&[old.clone(), new.clone()], (Some(2022), Some(1), Some(9)));
    check(&[new.clone(), old.clone()], (Some(2022), Some(1), Some(9)));
    // Of one year, what was recorded last.
    let corrected = said(Some(2022), "2022-06-01", [None, Some(8)]);
    check(&[corrected, new, old], (Some(2022), Some(1), Some(8)));
    // A year that is not named is the one in which it was recorded.
    let undated = said(None, "2021-05-01", [Some(2), None]);
    assert_eq!(undated.year(), 2021);
    check(&[said(Some(2020), "2022-05-01", [Some(3), None]), undated], (Some(2020), Some(2), None));
}

#[test]
fn what_says_nothing() {
    type Change = fn(&mut Figures);
    let loud: [Change; 8] = [
        |f| f.workers.male = Some(0),
        |f| f.workers.female = Some(0),
        |f| f.workers.total = Some(0),
        |f| f.investment = Some(Rupiah::ZERO),
        |f| f.production_value = Some(Rupiah::ZERO),
        |f| f.raw_material_value = Some(Rupiah::ZERO),
        |f| f.sales = Some(Rupiah::ZERO),
        |f| f.capacity = "0".parse().ok(),
    ];
    let silent =
        Figures { year: Some(2022), capacity_unit: Some("kg".to_owned()), ..Figures::default() };
    assert!(silent.say_nothing());
    for change in loud {
        let mut figures = silent.clone();
        change(&mut figures);
        assert!(!figures.say_nothing(), "{figures:?}");
    }
}

/// The figures with which an IKM came are what its one source said.
#[test]
fn a_profile_is_its_only_source() {
    let figures = Figures { sales: Some(Rupiah::new(7)), ..Figures::default() };
    let ikm = Ikm {
        id: ID.parse().expect("an id"),
        version: 5,
        registered_on: "2022-01-31".parse().expect("a day"),
        batch: ID.parse().ok(),
        merged: None,
        profile: Profile { figures: figures.clone(), ..rendang() },
    };
    let of = FiguresOf::of_profile(&ikm);
    assert_eq!((of.ikm, of.source, of.recorded_on), (ikm.id, ikm.batch, ikm.registered_on));
    assert_eq!(present_figures(&[of]), figures);
}

struct Counter(u8);

impl IdSource for Counter {
    fn next(&mut self) -> Uuid {
        self.0 += 1;
        ikm_core::id::uuid_v7(chrono::DateTime::UNIX_EPOCH, &[self.0; 10])
    }
}

fn any_row() -> impl Strategy<Value = FiguresOf> {
    let figures = (of(2019..2023_i32), of(0..9_u32), of(0..9_u32), of(0..99_i64));
    (figures, 1..28_u32, of(1..4_u8)).prop_map(|((year, male, total, sales), day, source)| {
        let mut row = said(year, &format!("2022-02-{day:02}"), [None, sales]);
        row.figures.workers = Workers { male, female: None, total };
        row.source = source.map(|nth| ikm_core::id::BatchId::generate(&mut Counter(nth)));
        row
    })
}

proptest! {
    /// In which order the rows are given does not matter, and what is known stays known.
    #[test]
    fn present_figures_have_no_order(rows in vec(any_row(), 0..6), turn in 0..6_usize) {
        let mut keys: Vec<_> = rows.iter().map(|row| (row.year(), row.source)).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assume!(keys.len() == rows.len());
        let mut other = rows.clone();
        other.reverse();
        let turn = turn.min(other.len());
        other.rotate_left(turn);
        let present = present_figures(&rows);
        prop_assert_eq!(&present_figures(&other), &present);
        let knows_sales = rows.iter().any(|row| row.figures.sales.is_some());
        prop_assert_eq!(present.sales.is_some(), knows_sales);
        // The numbers of workers are those of one row, never of two.
        let of_one = rows.iter().any(|row| row.figures.workers == present.workers);
        prop_assert!(of_one || present.workers == Workers::default());
    }
}
