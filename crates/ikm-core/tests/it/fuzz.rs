//! Every text that a person, a list or a scanner hands over, read from arbitrary bytes.
//!
//! As plain tests these run the seeds beside this file and some random bytes; `cargo bolero test`
//! runs them guided by coverage (CONTRIBUTING.md, "Fuzzing").

use std::fmt::{Debug, Display};
use std::str::FromStr;
use std::sync::LazyLock;

use ikm_core::classification::{ClassCode, Kbli, Mapping, Scheme};
use ikm_core::guard::{guarded, unguarded};
use ikm_core::id::IkmId;
use ikm_core::identity::{
    Bpom, Doubtful, Email, Gender, HalalNumber, Nib, Nik, Nitku, Nmid, Npwp, Phone, Pirt,
};
use ikm_core::money::{Percent, Rupiah};
use ikm_core::qris::Qris;
use ikm_core::region::{BpsCode, PostalCode, RegionCode, Regions, read_code_list};
use ikm_core::{Explain, Lang, Month};

/// How many random inputs a plain test tries.
const ITERATIONS: usize = 300;

/// What goes in comes out again as it was read; what is refused is refused in both languages.
fn reads_back<T>(text: &str, write: impl Fn(&T) -> String)
where
    T: FromStr + PartialEq + Debug,
    T::Err: Explain + Debug,
{
    match text.parse::<T>() {
        Ok(value) => {
            let written = write(&value);
            assert_eq!(written.parse::<T>().ok().as_ref(), Some(&value), "{text:?}: {written:?}");
        }
        Err(error) => explains(&error),
    }
}

fn displayed<T>(text: &str)
where
    T: FromStr + PartialEq + Debug + Display,
    T::Err: Explain + Debug,
{
    reads_back::<T>(text, ToString::to_string);
}

fn explains(error: &dyn Explain) {
    for lang in [Lang::Id, Lang::En] {
        assert!(!error.message(lang).is_empty(), "{}", error.code());
    }
    assert!(error.code().starts_with("IKM-"), "{}", error.code());
}

fn doubtful<T>(text: &str)
where
    T: Doubtful,
{
    match T::read(text) {
        Ok((_, doubts)) => {
            for doubt in &doubts {
                explains(doubt);
            }
        }
        Err(error) => explains(&error),
    }
}

#[test]
fn identifiers() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let text = &String::from_utf8_lossy(bytes);
        reads_back::<Nik>(text, |nik| nik.as_str().to_owned());
        reads_back::<Npwp>(text, |npwp| npwp.as_str().to_owned());
        reads_back::<Nitku>(text, |nitku| nitku.as_str().to_owned());
        reads_back::<Nib>(text, |nib| nib.as_str().to_owned());
        displayed::<Pirt>(text);
        displayed::<Bpom>(text);
        displayed::<HalalNumber>(text);
        displayed::<Nmid>(text);
        displayed::<Phone>(text);
        displayed::<Email>(text);
        drop(text.parse::<Gender>());
        doubtful::<Nik>(text);
        doubtful::<Npwp>(text);
        doubtful::<Nib>(text);
        doubtful::<Pirt>(text);
        doubtful::<Bpom>(text);
        doubtful::<HalalNumber>(text);
        doubtful::<Nmid>(text);
        doubtful::<Phone>(text);
    });
}

#[test]
fn values() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let text = &String::from_utf8_lossy(bytes);
        displayed::<Rupiah>(text);
        displayed::<Percent>(text);
        displayed::<Month>(text);
        displayed::<Kbli>(text);
        displayed::<ClassCode>(text);
        displayed::<PostalCode>(text);
        displayed::<RegionCode>(text);
        displayed::<BpsCode>(text);
        displayed::<IkmId>(text);
        assert_eq!(unguarded(&guarded(text)), text.as_ref());
    });
}

#[test]
fn qris_payloads() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let text = &String::from_utf8_lossy(bytes);
        reads_back::<Qris>(text, |qris| qris.payload().to_owned());
    });
}

static REGIONS: LazyLock<Regions> = LazyLock::new(Regions::pesisir_selatan);

/// A place that is found has a code in the regency, and is found by its own name too.
#[test]
fn names_of_places() {
    let regency: RegionCode = "13.01".parse().expect("a code");
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let text = &String::from_utf8_lossy(bytes);
        if let Some(found) = REGIONS.find_kecamatan(regency, text) {
            assert!(regency.contains(found.code), "{text:?}");
            assert_eq!(REGIONS.find_kecamatan(regency, &found.name), Some(found));
        }
        if let Some(found) = REGIONS.find_nagari(regency, text) {
            assert!(regency.contains(found.code), "{text:?}");
        }
        assert!(REGIONS.find_regency(text).is_none_or(|found| found.code == regency));
    });
}

#[test]
fn tables_of_regions() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let text = &String::from_utf8_lossy(bytes);
        drop(text.parse::<Regions>().map_err(|error| explains(&error)));
        drop(read_code_list(text).map_err(|error| explains(&error)));
    });
}

#[test]
fn schemes_and_mappings_of_classes() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let text = &String::from_utf8_lossy(bytes);
        drop(text.parse::<Scheme>().map_err(|error| explains(&error)));
        drop(text.parse::<Mapping>().map_err(|error| explains(&error)));
    });
}
