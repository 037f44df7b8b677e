//! Strategies for property tests with proptest: well-formed values of every kind, shrinking towards
//! the simplest.
//!
//! ```
//! use ikm_testkit::strategies;
//! use proptest::prelude::*;
//! proptest!(|(profile in strategies::profile())| {
//!     prop_assert_eq!(profile.updated_by(&profile), profile);
//! });
//! ```

use chrono::{Days, NaiveDate};
use ikm_core::classification::Kbli;
use ikm_core::identity::{Gender, Nib, Nik, Phone};
use ikm_core::measure::{Dimensions, Grams};
use ikm_core::money::{Percent, Rupiah};
use ikm_core::period::DateRange;
use ikm_core::region::{Level, PostalCode, RegionCode, Regions};
use ikm_core::registry::{Figures, Place, Profile, Workers};
use proptest::option;
use proptest::prelude::*;

use crate::parse::well_formed;

/// Any amount up to a thousand trillion rupiah on either side of zero: what a ledger can meet, and
/// small enough that a thousand of them sum.
pub fn rupiah() -> impl Strategy<Value = Rupiah> {
    (-1_000_000_000_000_000_i64..=1_000_000_000_000_000).prop_map(Rupiah::new)
}

/// A price or a value: from nothing to a thousand million rupiah.
pub fn price() -> impl Strategy<Value = Rupiah> {
    (0_i64..=1_000_000_000).prop_map(Rupiah::new)
}

/// A percentage from 0 to 100 with at most two decimals.
pub fn percent() -> impl Strategy<Value = Percent> {
    (0_u32..=10_000).prop_map(|hundredths| {
        well_formed(&format!("{}.{:02}", hundredths / 100, hundredths % 100))
    })
}

/// A weight from one gram to a hundred kilograms.
pub fn grams() -> impl Strategy<Value = Grams> {
    (1_u32..=100_000).prop_map(Grams::new)
}

/// Three sides from a millimetre to two metres.
pub fn dimensions() -> impl Strategy<Value = Dimensions> {
    let side = || 1_u32..=2_000;
    (side(), side(), side()).prop_filter_map("sides in range", |(length, width, height)| {
        Dimensions::try_new([length, width, height]).ok()
    })
}

/// A day in the years 2010 to 2037; the simplest is the first.
pub fn date() -> impl Strategy<Value = NaiveDate> {
    (0_u64..10_227).prop_map(|days| day_after((2010, 1, 1), days))
}

/// Days in a row, with an end or without.
pub fn date_range() -> impl Strategy<Value = DateRange> {
    (date(), option::of(1_u64..4_000)).prop_filter_map("in order", |(from, length)| {
        let until = length.and_then(|days| from.checked_add_days(Days::new(days)));
        DateRange::try_new(from, until).ok()
    })
}

/// A man or a woman.
pub fn gender() -> impl Strategy<Value = Gender> {
    prop_oneof![Just(Gender::Male), Just(Gender::Female)]
}

/// One of the 182 nagari of Pesisir Selatan.
pub fn nagari() -> impl Strategy<Value = RegionCode> {
    prop::sample::select(codes_of(Level::Nagari))
}

/// One of its 15 kecamatan.
pub fn kecamatan() -> impl Strategy<Value = RegionCode> {
    prop::sample::select(codes_of(Level::Kecamatan))
}

/// A postal code, in use or not.
pub fn postal_code() -> impl Strategy<Value = PostalCode> {
    (10_000_u32..=99_999).prop_map(|number| well_formed(&number.to_string()))
}

/// A NIK of somebody from Pesisir Selatan, born in the years 1940 to 2005.
pub fn nik() -> impl Strategy<Value = Nik> {
    (kecamatan(), 0_u64..24_106, gender(), 1_u32..10_000).prop_map(
        |(kecamatan, days, gender, serial)| {
            let born = day_after((1940, 1, 1), days).format("%d%m%y").to_string();
            let (day, rest) = born.split_at(2);
            let raised = match gender {
                Gender::Male => day.to_owned(),
                Gender::Female => (well_formed::<u32>(day) + 40).to_string(),
            };
            let region = kecamatan.to_string().replace('.', "");
            well_formed(&format!("{region}{raised}{rest}{serial:04}"))
        },
    )
}

/// A NIB.
pub fn nib() -> impl Strategy<Value = Nib> {
    (0_u64..10_000_000_000_000).prop_map(|number| well_formed(&format!("{number:013}")))
}

/// A mobile number out of the block that this crate invents numbers in.
pub fn phone() -> impl Strategy<Value = Phone> {
    (0_u32..1_000_000).prop_map(|number| well_formed(&format!("081200{number:06}")))
}

/// A class of KBLI 2020 in section C, in two to five digits; whether such a class exists is another
/// question.
pub fn kbli() -> impl Strategy<Value = Kbli> {
    (10_u32..=33, 0_u32..1_000, 2_usize..=5).prop_map(|(division, rest, length)| {
        let digits: String = format!("{division}{rest:03}").chars().take(length).collect();
        well_formed(&format!("2020:{digits}"))
    })
}

/// One to three words such as people and businesses are called by.
pub fn name() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}){0,2}"
}

/// What a list may say of an IKM: a name and a regency for certain, all else known or not.
pub fn profile() -> impl Strategy<Value = Profile> {
    let person = (option::of(name()), option::of(gender()), option::of(nik()));
    let business = (option::of(nib()), option::of(phone()), option::of(kbli()));
    let words = (option::of(name()), option::of(name()));
    let year = option::of(1_950_i32..2_022);
    (name(), person, business, words, place(), year, figures()).prop_map(
        |(name, (owner, gender, nik), (nib, phone, kbli), words, place, founded_year, figures)| {
            let (product, commodity) = words;
            let regency = place.regency;
            Profile {
                owner,
                gender,
                nik,
                nib,
                phone,
                place,
                kbli,
                product,
                commodity,
                founded_year,
                figures,
                ..Profile::named(name, regency)
            }
        },
    )
}

/// A place in Pesisir Selatan: a nagari, only a kecamatan, or only the regency.
pub fn place() -> impl Strategy<Value = Place> {
    (nagari(), 0_u8..3, option::of(name())).prop_map(|(nagari, known, address)| {
        let kecamatan = nagari.ancestor(Level::Kecamatan);
        let regency = nagari.ancestor(Level::Regency).unwrap_or(nagari);
        Place {
            kecamatan: kecamatan.filter(|_| known > 0),
            nagari: Some(nagari).filter(|_| known > 1),
            address,
            ..Place::somewhere_in(regency)
        }
    })
}

/// Figures of which each is known or not.
pub fn figures() -> impl Strategy<Value = Figures> {
    let workers = (option::of(0_u32..60), option::of(0_u32..60));
    let money = (option::of(price()), option::of(price()), option::of(price()));
    (workers, money).prop_map(
        |((male, female), (investment, production_value, raw_material_value))| Figures {
            workers: Workers { male, female, total: None },
            investment,
            production_value,
            raw_material_value,
            ..Figures::default()
        },
    )
}

fn day_after((year, month, day): (i32, u32, u32), days: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day)
        .and_then(|first| first.checked_add_days(Days::new(days)))
        .unwrap_or_default()
}

fn codes_of(level: Level) -> Vec<RegionCode> {
    let regions = Regions::pesisir_selatan();
    regions.iter().map(|region| region.code).filter(|code| code.level() == level).collect()
}
