//! The parts of a profile: what changed, and taking a change back.

use ikm_core::registry::{Part, Profile};
use proptest::prelude::*;

fn named(name: &str) -> Profile {
    Profile::named(name, "13.01".parse().expect("a code"))
}

/// Counted by what serde writes, which names every field: place and figures have parts of their
/// own, and the three numbers of workers are one.
#[test]
fn every_field_is_a_part() {
    let json = serde_json::to_value(named("Rendang")).expect("serialises");
    let fields = json.as_object().expect("an object");
    let within = |name: &str| fields[name].as_object().expect("an object").len();
    let parts = fields.len() - 2 + within("place") + within("figures");
    assert_eq!(Part::ALL.len(), parts);
    let figures = Part::ALL.iter().filter(|part| part.is_figure()).count();
    assert_eq!(figures, within("figures"));
}

#[test]
fn what_is_shown_of_a_part() {
    let mut profile = named("Rendang Uni Mar");
    profile.nik = "1301054501800001".parse().ok();
    profile.phone = "081234567890".parse().ok();
    profile.figures.workers.male = Some(1);
    let check = |part: Part, expect: Option<&str>| {
        assert_eq!(part.shown(&profile).as_deref(), expect, "{part:?}");
    };
    check(Part::Name, Some("Rendang Uni Mar"));
    check(Part::Owner, None);
    // The numbers of persons end in other people's hands.
    check(Part::Nik, Some("130105******0001"));
    check(Part::Phone, Some("***********890"));
    check(Part::Workers, Some("1 (L 1)"));
    profile.figures.workers.total = Some(3);
    assert_eq!(Part::Workers.shown(&profile).as_deref(), Some("3 (L 1)"));
}

/// A profile of which only a few parts differ, so that changes meet.
fn any_profile() -> impl Strategy<Value = Profile> {
    let word = || prop::sample::select(vec![None, Some("satu"), Some("dua")]);
    (word(), word(), word(), prop::option::of(2020..2023)).prop_map(
        |(owner, product, address, year)| {
            let mut profile = named("Rendang");
            profile.owner = owner.map(str::to_owned);
            profile.product = product.map(str::to_owned);
            profile.place.address = address.map(str::to_owned);
            profile.figures.year = year;
            profile
        },
    )
}

proptest! {
    #[test]
    fn a_change_taken_back_at_once_leaves_nothing(a in any_profile(), b in any_profile()) {
        prop_assert_eq!(b.without_change(&a, &b), a);
    }

    /// Each part by itself: what is as the change left it goes back, the rest stays.
    #[test]
    fn a_change_taken_back_later_leaves_later_work(
        before in any_profile(),
        after in any_profile(),
        now in any_profile(),
    ) {
        let back = now.without_change(&before, &after);
        let changed_since = now.differences(&after);
        for part in Part::ALL {
            let expect = if changed_since.contains(part) { &now } else { &before };
            prop_assert_eq!(part.shown(&back), part.shown(expect), "{:?}", part);
        }
    }

    #[test]
    fn differences_are_mutual_and_none_with_itself(a in any_profile(), b in any_profile()) {
        prop_assert_eq!(a.differences(&b), b.differences(&a));
        prop_assert_eq!(a.differences(&a), vec![]);
        prop_assert_eq!(a.differences(&b).is_empty(), a == b);
    }
}
