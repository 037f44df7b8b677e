//! What an import leaves beside the IKM: its rows, itself and the pairs it found; and the regions
//! that it reads by.

use ikm_core::id::BatchId;
use ikm_core::region::{Region, RegionCode};
use ikm_core::registry::{Ikm, Reason, Resemblance};

use super::fixture::{day, found, moment, parsed, regions};
use super::registry::{add, ids};
use super::sample::sampled;
use crate::{Batch, ClaimedRow, Pair, Store};

/// The first and the second row with one content are two records.
pub fn rows_are_counted_by_content(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikms = [make.ikm("A"), make.ikm("B"), make.ikm("C")];
    add(scene, &ikms);
    let [a, b, c] = ids(&ikms).try_into().expect("three");
    let (one, other) = ([0; 32], [0xff; 32]);
    let batch = BatchId::generate(&mut make);
    scene.write(|tx| {
        tx.insert_row(&one, a, batch)?;
        tx.insert_row(&one, b, batch)?;
        tx.insert_row(&other, c, batch)
    });
    let became = |ikm| ClaimedRow { ikm, batch: Some(batch) };
    assert_eq!(scene.claims(&one), [became(a), became(b)]);
    assert_eq!(scene.claims(&other), [became(c)]);
    assert_eq!(scene.claims(&[1; 32]), []);
}

/// An import is read back as it was written, and stands once.
pub fn batches_round_trip(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let bare = Batch {
        id: BatchId::generate(&mut make),
        imported_on: day("2022-02-02"),
        at: moment(0),
        file: String::new(),
        digest: [0; 32],
        rows: 0,
        added: 0,
        updated: 0,
        unchanged: 0,
        rejected: 0,
        undone_on: None,
    };
    scene.write(|tx| tx.insert_batch(&bare));
    for batch in [&sample.batch, &bare] {
        assert_eq!(scene.read(|tx| tx.batch(batch.id)).as_ref(), Some(batch));
        scene.refused_as_existing(&batch.id, |tx| tx.insert_batch(batch));
    }
    let unknown = BatchId::generate(&mut make);
    assert_eq!(scene.read(|tx| tx.batch(unknown)), None);
}

fn pair(a: &Ikm, b: &Ikm, score: u8) -> Pair {
    Pair { a: a.id, b: b.id, resemblance: Resemblance { score, reasons: vec![Reason::SameName] } }
}

/// A pair that is known already stays as it was: to find it again is no error and no change.
pub fn pairs_are_known_once(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikms = [make.ikm("A"), make.ikm("B")];
    add(scene, &ikms);
    let [a, b] = &ikms;
    assert!(scene.write(|tx| tx.insert_pair(&pair(a, b, 61))));
    scene.write(|tx| {
        assert!(!tx.insert_pair(&pair(a, b, 99))?);
        tx.insert_pair(&pair(a, b, 98))
    });
    assert_eq!(scene.read(|tx| tx.pair_page(None, 9)), [pair(a, b, 61)]);
}

/// Pages hold every pair once, in order of the first id and then of the second.
pub fn pair_pages_are_complete(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikms = [make.ikm("A"), make.ikm("B"), make.ikm("C"), make.ikm("D")];
    add(scene, &ikms);
    let [a, b, c, d] = &ikms;
    let pairs = [pair(a, b, 60), pair(a, d, 61), pair(b, c, 62), pair(b, d, 63), pair(c, d, 64)];
    scene.write(|tx| pairs.iter().rev().try_for_each(|pair| tx.insert_pair(pair).map(drop)));
    let mut listed: Vec<Pair> = Vec::new();
    for length in [2, 2, 1, 0] {
        let last = listed.last().map(|pair| (pair.a, pair.b));
        let page = scene.read(|tx| tx.pair_page(last, 2));
        assert_eq!(page.len(), length);
        listed.extend(page);
    }
    assert_eq!(listed, pairs);
    assert_eq!(scene.read(|tx| tx.pair_page(None, 0)), []);
}

/// Every reason for and against a pair is read back as it was written, in its order.
pub fn every_reason_round_trips(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikms = [make.ikm("A"), make.ikm("B")];
    add(scene, &ikms);
    let [a, b] = &ikms;
    let reasons = vec![
        Reason::OtherKecamatan,
        Reason::OtherProduct,
        Reason::OtherOwner,
        Reason::OtherName,
        Reason::NearlySameNik,
        Reason::OtherNik,
        Reason::OtherNib,
        Reason::SimilarAddress,
        Reason::SameKecamatan,
        Reason::SameNagari,
        Reason::SameProduct,
        Reason::SimilarOwner,
        Reason::SameOwner,
        Reason::SimilarName,
        Reason::SameName,
        Reason::SameEmail,
        Reason::SamePhone,
        Reason::SameNpwp,
        Reason::SameNik,
        Reason::SameNib,
    ];
    let pair = Pair { a: a.id, b: b.id, resemblance: Resemblance { score: 0, reasons } };
    scene.write(|tx| tx.insert_pair(&pair));
    assert_eq!(scene.read(|tx| tx.pair_page(None, 9)), [pair]);
}

/// Setting the regions sets all of them; they stand in order of codes.
pub fn regions_are_replaced(store: &dyn Store) {
    let (scene, _) = found(store);
    assert_eq!(scene.read(|tx| tx.regions()), regions());
    let mut fewer = regions();
    fewer.truncate(4);
    for region in &mut fewer {
        region.name.push_str(" Baru");
    }
    fewer.reverse();
    scene.write(|tx| tx.put_regions(&fewer));
    fewer.reverse();
    assert_eq!(scene.read(|tx| tx.regions()), fewer);
}

/// A region is known by its code, and stands before all that lie in it.
pub fn regions_are_found_by_code(store: &dyn Store) {
    let (scene, _) = found(store);
    let mut more = regions();
    more.extend(["12.01.05", "13.02", "13.02.01"].map(|code| Region {
        code: parsed(code),
        name: "Lain".to_owned(),
        bps: None,
        postal_code: None,
    }));
    scene.write(|tx| tx.put_regions(&more));
    let codes = |code: &str| {
        let within = scene.read(|tx| tx.regions_within(parsed(code)));
        within.iter().map(|region| region.code.to_string()).collect::<Vec<_>>().join(" ")
    };
    let regency = "13.01 13.01.01 13.01.05 13.01.05.2001 13.01.05.2002";
    assert_eq!(codes("13.01"), regency);
    assert_eq!(codes("13"), format!("13 {regency} 13.02 13.02.01"));
    assert_eq!(codes("13.01.05.2001"), "13.01.05.2001");
    assert_eq!(codes("14"), "");
    let name = |code: &str| scene.read(|tx| tx.region(parsed(code))).map(|region| region.name);
    assert_eq!(name("13.01.05").as_deref(), Some("IV Jurai"));
    assert_eq!(name("13.01.09"), None);
}

/// An IKM is found by the new name of its place once that was asked for, and by the old one no more.
pub fn renamed_places_are_found(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let [mut here, mut there, mut beside] = ["Satu", "Dua", "Tiga"].map(|name| make.ikm(name));
    here.profile.place.kecamatan = Some(parsed("13.01.05"));
    there.profile.place.nagari = Some(parsed("13.01.05.2001"));
    beside.profile.place.kecamatan = Some(parsed("13.01.01"));
    scene.write(|tx| [&here, &there, &beside].into_iter().try_for_each(|ikm| tx.insert_ikm(ikm)));
    let mut renamed = regions();
    let codes: [RegionCode; 2] = ["13.01.05", "13.01.05.2001"].map(parsed);
    for region in renamed.iter_mut().filter(|region| codes.contains(&region.code)) {
        "Mandeh".clone_into(&mut region.name);
    }
    let count = scene.write(|tx| {
        tx.put_regions(&renamed)?;
        tx.rename_places(&codes)
    });
    assert_eq!(count, 2);
    let found = |text| scene.read(|tx| tx.search(text, 9)).len();
    assert_eq!([found("mandeh"), found("jurai"), found("painan")], [2, 0, 0]);
    assert_eq!([found("pancung"), found("satu")], [1, 1]);
    assert_eq!(scene.write(|tx| tx.rename_places(&[])), 0);
}
