//! The registry: IKM, the rows that they came from, pairs, and what is counted.

use chrono::NaiveDate;
use ikm_core::classification::Scheme;
use ikm_core::id::{BatchId, IkmId};
use ikm_core::identity::{Gender, Nib, Nik};
use ikm_core::money::Rupiah;
use ikm_core::registry::{Figures, Ikm, Reason, Resemblance, Workers, blocking_keys};

use super::fixture::{Maker, Scene, day, found, moment, parsed, regions, rp};
use super::sample::{full_ikm, other_scheme, sampled};
use crate::{Batch, IkmFilter, Pair, RekapRow, Store};

/// IKM of which everything, nothing and awkward things are known are read back as they were
/// written; another is not there.
pub fn ikms_round_trip(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    for ikm in &sample.ikms {
        let found = scene.read(|tx| tx.ikm(ikm.id)).expect("it was written");
        assert_eq!(&found, ikm);
        // A NIK prints masked and compares whole; the digest says the same once more.
        assert_eq!(found.profile.digest(), ikm.profile.digest());
    }
    let unknown = IkmId::generate(&mut make);
    assert_eq!(scene.read(|tx| tx.ikm(unknown)), None);
}

/// Every gender, every form of NPWP and every edition of KBLI is read back as it was written.
pub fn every_gender_and_edition_round_trips(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let npwps = ["013121660091000", "0013121660091000", "1301055506800001"];
    let editions = ["2009:10", "2015:107", "2020:1079", "2025:10772"];
    for gender in [Gender::Male, Gender::Female] {
        for (npwp, kbli) in npwps.iter().cycle().zip(editions) {
            let mut ikm = make.ikm("Tenun");
            ikm.profile.gender = Some(gender);
            ikm.profile.npwp = Some(parsed(npwp));
            ikm.profile.kbli = Some(parsed(kbli));
            scene.write(|tx| tx.insert_ikm(&ikm));
            assert_eq!(scene.read(|tx| tx.ikm(ikm.id)), Some(ikm));
        }
    }
}

/// Adds IKM, written in the reverse order of their ids.
#[track_caller]
fn add(scene: Scene<'_>, ikms: &[Ikm]) {
    scene.write(|tx| ikms.iter().rev().try_for_each(|ikm| tx.insert_ikm(ikm)));
}

fn ids(ikms: &[Ikm]) -> Vec<IkmId> {
    ikms.iter().map(|ikm| ikm.id).collect()
}

/// Turns pages of two through all IKM that `filter` lets through.
#[track_caller]
fn listed(scene: Scene<'_>, filter: &IkmFilter, lengths: &[usize]) -> Vec<IkmId> {
    let mut all: Vec<IkmId> = Vec::new();
    for length in lengths {
        let page = scene.read(|tx| tx.ikm_page(filter, all.last().copied(), 2));
        assert_eq!(page.len(), *length);
        all.extend(ids(&page));
    }
    all
}

/// Pages hold every IKM once, in order of ids, also after one that is not there.
pub fn ikm_pages_are_complete(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikms: Vec<Ikm> = (0..6).map(|_| make.ikm("Tenun")).collect();
    let (missing, rest) = ikms.split_first().expect("there are six");
    add(scene, rest);
    let everyone = IkmFilter::default();
    assert_eq!(listed(scene, &everyone, &[2, 2, 1, 0]), ids(rest));
    assert_eq!(scene.read(|tx| tx.ikm_page(&everyone, Some(missing.id), 9)), rest);
    assert_eq!(scene.read(|tx| tx.ikm_page(&everyone, None, u32::MAX)), rest);
    assert_eq!(scene.read(|tx| tx.ikm_page(&everyone, None, 0)), []);
}

/// A filter by kecamatan, by class or by both lets through what fits and keeps pages whole.
pub fn ikm_pages_can_be_filtered(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let mut in_class = |kecamatan: Option<&str>, class: Option<&str>| {
        let mut ikm = make.ikm("Tenun");
        ikm.profile.place.kecamatan = kecamatan.map(parsed);
        ikm.profile.classification = class.map(parsed);
        ikm
    };
    let ikms = [
        in_class(Some("13.01.05"), Some("13")),
        in_class(Some("13.01.01"), Some("13")),
        in_class(Some("13.01.05"), Some("10")),
        in_class(None, Some("13")),
        in_class(Some("13.01.05"), Some("13")),
        in_class(Some("13.01.05"), None),
    ];
    add(scene, &ikms);
    let pick = |nths: &[usize]| -> Vec<IkmId> {
        nths.iter().filter_map(|nth| ikms.get(*nth)).map(|ikm| ikm.id).collect()
    };
    let filter = |kecamatan: Option<&str>, class: Option<&str>| IkmFilter {
        kecamatan: kecamatan.map(parsed),
        class: class.map(parsed),
    };
    let jurai = filter(Some("13.01.05"), None);
    assert_eq!(listed(scene, &jurai, &[2, 2, 0]), pick(&[0, 2, 4, 5]));
    let textiles = filter(None, Some("13"));
    assert_eq!(listed(scene, &textiles, &[2, 2, 0]), pick(&[0, 1, 3, 4]));
    let both = filter(Some("13.01.05"), Some("13"));
    assert_eq!(listed(scene, &both, &[2, 0]), pick(&[0, 4]));
    assert_eq!(listed(scene, &filter(Some("13.01.02"), None), &[0]), []);
    assert_eq!(listed(scene, &filter(None, Some("1")), &[0]), []);
}

/// Two IKM never share an id.
pub fn an_ikm_id_is_unique(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikm = make.ikm("Tenun");
    scene.write(|tx| tx.insert_ikm(&ikm));
    let same_id = Ikm { id: ikm.id, ..make.ikm("Songket") };
    scene.refused_as_existing(&ikm.id, |tx| tx.insert_ikm(&same_id));
}

fn with_nib(mut ikm: Ikm, nib: Option<&str>) -> Ikm {
    ikm.profile.nib = nib.map(parsed);
    ikm
}

/// Two IKM never share a NIB, whether the second is added or updated; any number may have none.
pub fn a_nib_is_unique(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let [one, two] = ["0220102312345", "0220102312346"];
    let ikms = [with_nib(make.ikm("A"), Some(one)), make.ikm("B"), make.ikm("C")];
    add(scene, &ikms);
    let [first, second, _] = &ikms;
    let again = with_nib(make.ikm("D"), Some(one));
    scene.refused_as_existing(one, |tx| tx.insert_ikm(&again));
    let taking = with_nib(second.clone(), Some(one));
    scene.refused_as_existing(one, |tx| tx.update_ikm(&taking));
    let by_nib = |nib: &str| scene.read(|tx| tx.ikm_by_nib(&parsed::<Nib>(nib)));
    assert_eq!(by_nib(one).as_ref(), Some(first));
    assert_eq!(by_nib(two), None);
}

/// An IKM keeps its own NIB through an update, and gives it up for another to take.
pub fn a_nib_can_move(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let nib = "0220102312345";
    let ikms = [with_nib(make.ikm("A"), Some(nib)), make.ikm("B")];
    add(scene, &ikms);
    let [first, second] = ikms;
    scene.write(|tx| tx.update_ikm(&first));
    let first = scene.read(|tx| tx.ikm(first.id)).expect("it is still there");
    scene.write(|tx| {
        tx.update_ikm(&with_nib(first, None))?;
        tx.update_ikm(&with_nib(second.clone(), Some(nib)))
    });
    let holder = scene.read(|tx| tx.ikm_by_nib(&parsed::<Nib>(nib)));
    assert_eq!(holder.map(|ikm| (ikm.id, ikm.version)), Some((second.id, 2)));
}

/// An update of a version that is no longer there is a conflict and changes nothing; so is one of an
/// IKM that never was.
pub fn stale_ikm_conflicts(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikm = make.ikm("Tenun");
    scene.write(|tx| tx.insert_ikm(&ikm));
    let named = |name: &str, version| {
        let mut ikm = Ikm { version, ..ikm.clone() };
        name.clone_into(&mut ikm.profile.name);
        ikm
    };
    scene.write(|tx| tx.update_ikm(&named("Songket", 1)));
    for version in [0, 1, 3] {
        scene.refused_as_conflict(&ikm.id, |tx| tx.update_ikm(&named("Sulaman", version)));
    }
    assert_eq!(scene.read(|tx| tx.ikm(ikm.id)), Some(named("Songket", 2)));
    let unknown = make.ikm("Lain");
    scene.refused_as_conflict(&unknown.id, |tx| tx.update_ikm(&unknown));
}

/// After an update an IKM is found by its new NIK, NIB and keys and no longer by the old ones.
pub fn an_update_moves_the_keys(store: &dyn Store) {
    let (scene, sample, _) = sampled(store);
    let [full, _, _] = &sample.ikms;
    let (old_nik, new_nik): (Nik, Nik) = (parsed("1301055506800001"), parsed("1301051204790002"));
    let mut moved = full.clone();
    "Songket Pandai Sikek".clone_into(&mut moved.profile.name);
    moved.profile.owner = Some("Nurbaiti".to_owned());
    moved.profile.nik = Some(new_nik);
    moved.profile.nib = Some(parsed("9120001234567"));
    moved.profile.npwp = None;
    moved.profile.phone = None;
    moved.profile.email = None;
    scene.write(|tx| tx.update_ikm(&moved));
    scene.read(|tx| {
        assert_eq!(tx.ikms_by_nik(&old_nik)?, []);
        assert_eq!(ids(&tx.ikms_by_nik(&new_nik)?), [full.id]);
        assert_eq!(tx.ikm_by_nib(&parsed::<Nib>("0220102312345"))?, None);
        assert_eq!(tx.ikms_by_keys(&blocking_keys(&full.profile), 9)?, []);
        for key in blocking_keys(&moved.profile) {
            assert_eq!(ids(&tx.ikms_by_keys(std::slice::from_ref(&key), 9)?), [full.id], "{key}");
        }
        Ok(())
    });
}

/// A person's IKM, oldest first.
pub fn ikms_by_nik_are_oldest_first(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let nik: Nik = parsed("1301055506800001");
    let ikms =
        [Some(nik), None, Some(nik), Some(parsed("1301055506800002")), Some(nik)].map(|nik| {
            let mut ikm = make.ikm("Tenun");
            ikm.profile.nik = nik;
            ikm
        });
    add(scene, &ikms);
    let [first, _, second, _, third] = ikms;
    assert_eq!(scene.read(|tx| tx.ikms_by_nik(&nik)), [first, second, third]);
}

/// Whoever shares one of the keys or several is listed once, oldest first, up to the limit.
pub fn ikms_by_keys_are_each_once_and_oldest_first(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let mut ikm = |name: &str, owner: &str, phone: &str| {
        let mut ikm = make.ikm(name);
        ikm.profile.owner = Some(owner.to_owned());
        ikm.profile.phone = Some(parsed(phone));
        ikm
    };
    let ikms = [
        ikm("Rendang Uni", "Mariani", "081200000001"),
        ikm("Sulaman Indah", "Upik", "081200000002"),
        ikm("Rendang Uni", "Rosna", "081200000003"),
        ikm("Tenun Baru", "Mariani", "081200000001"),
    ];
    add(scene, &ikms);
    let [first, other, second, third] = &ikms;
    let keys = blocking_keys(&first.profile);
    let found = |keys: &[String], limit| ids(&scene.read(|tx| tx.ikms_by_keys(keys, limit)));
    assert_eq!(found(&keys, 9), [first.id, second.id, third.id]);
    assert_eq!(found(&keys, 2), [first.id, second.id]);
    assert_eq!(found(&keys, 0), []);
    assert_eq!(found(&blocking_keys(&other.profile), 9), [other.id]);
    assert_eq!(found(&[], 9), []);
    assert_eq!(found(&["name:".to_owned(), "%".to_owned()], 9), []);
}

/// The first and the second row with one content are two records; a number is given once.
pub fn rows_are_counted_by_content(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikms = [make.ikm("A"), make.ikm("B"), make.ikm("C")];
    add(scene, &ikms);
    let [a, b, c] = ids(&ikms).try_into().expect("three");
    let (one, other) = ([0; 32], [0xff; 32]);
    scene.write(|tx| {
        tx.insert_row(&one, 1, a)?;
        tx.insert_row(&one, 2, b)?;
        tx.insert_row(&other, 1, c)
    });
    let by_row = |digest: &[u8; 32], nth| scene.read(|tx| tx.ikm_by_row(digest, nth));
    assert_eq!([by_row(&one, 1), by_row(&one, 2), by_row(&one, 3)], [Some(a), Some(b), None]);
    assert_eq!([by_row(&other, 1), by_row(&other, 2)], [Some(c), None]);
    let refusal = scene.refused(|tx| tx.insert_row(&one, 2, c));
    assert!(matches!(refusal, crate::StoreError::Exists { .. }), "{refusal:?}");
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
    scene.write(|tx| tx.insert_pair(&pair(a, b, 61)));
    scene.write(|tx| {
        tx.insert_pair(&pair(a, b, 99))?;
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
    scene.write(|tx| pairs.iter().rev().try_for_each(|pair| tx.insert_pair(pair)));
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

/// There is no scheme until one is set, and then the last one.
pub fn the_scheme_is_replaced(store: &dyn Store) {
    let (scene, _) = found(store);
    assert_eq!(scene.read(|tx| tx.scheme()), None);
    for scheme in [Scheme::kbli2020_divisions(), other_scheme()] {
        scene.write(|tx| tx.put_scheme(&scheme));
        assert_eq!(scene.read(|tx| tx.scheme()), Some(scheme));
    }
}

/// An IKM in a kecamatan and a class, with figures.
fn counted(make: &mut Maker, place: &str, class: Option<&str>, on: &str, figures: Figures) -> Ikm {
    let mut ikm = Ikm { registered_on: day(on), ..make.ikm("Tenun") };
    ikm.profile.place.kecamatan = Some(parsed(place));
    ikm.profile.classification = class.map(parsed);
    ikm.profile.figures = figures;
    ikm
}

fn figures(total: Option<u32>, [investment, production, material]: [Option<i64>; 3]) -> Figures {
    Figures {
        workers: Workers { male: None, female: None, total },
        investment: investment.map(rp),
        production_value: production.map(rp),
        raw_material_value: material.map(rp),
        ..Figures::default()
    }
}

/// The rows in order, which the port leaves open.
#[track_caller]
fn rekap(scene: Scene<'_>, as_of: NaiveDate) -> Vec<RekapRow> {
    let mut rows = scene.read(|tx| tx.rekap(as_of));
    rows.sort_by(|a, b| (a.kecamatan, &a.class).cmp(&(b.kecamatan, &b.class)));
    rows
}

fn row(place: &str, class: Option<&str>, count: u64, workers: u64, money: [i64; 3]) -> RekapRow {
    let [investment, production_value, raw_material_value] = money.map(rp);
    RekapRow {
        kecamatan: Some(parsed(place)),
        class: class.map(parsed),
        count,
        workers,
        investment,
        production_value,
        raw_material_value,
    }
}

const DAY: &str = "2022-02-01";

/// A row for every kecamatan and class in which there is an IKM, an unknown one included; unknown
/// figures count as nothing, and men and women together where no total is given.
pub fn rekap_counts_by_kecamatan_and_class(store: &dyn Store) {
    let (scene, mut make) = found(store);
    assert_eq!(rekap(scene, day("9999-12-31")), []);
    let men_and_women = Figures {
        workers: Workers { male: Some(2), female: Some(3), total: None },
        ..figures(None, [Some(7), None, Some(9)])
    };
    let only_men = Figures {
        workers: Workers { male: Some(50), female: None, total: None },
        ..figures(None, [None; 3])
    };
    let nowhere = make.ikm("Tenun");
    let mut add_one = |place, class, figures| counted(&mut make, place, class, DAY, figures);
    let ikms = [
        add_one("13.01.05", Some("13"), figures(Some(4), [Some(10), Some(100), Some(1_000)])),
        add_one("13.01.05", Some("13"), men_and_women),
        add_one("13.01.05", Some("13"), only_men),
        add_one("13.01.05", Some("10"), figures(Some(1), [Some(1), Some(2), Some(3)])),
        add_one("13.01.01", Some("13"), figures(None, [None; 3])),
        add_one("13.01.05", None, figures(Some(6), [None, Some(5), None])),
    ];
    add(scene, &ikms);
    scene.write(|tx| tx.insert_ikm(&nowhere));
    let unknown = RekapRow {
        kecamatan: None,
        class: None,
        count: 1,
        workers: 0,
        investment: Rupiah::ZERO,
        production_value: Rupiah::ZERO,
        raw_material_value: Rupiah::ZERO,
    };
    assert_eq!(
        rekap(scene, day("9999-12-31")),
        [
            unknown,
            row("13.01.01", Some("13"), 1, 0, [0, 0, 0]),
            row("13.01.05", None, 1, 6, [0, 5, 0]),
            row("13.01.05", Some("10"), 1, 1, [1, 2, 3]),
            row("13.01.05", Some("13"), 3, 9, [17, 100, 1_009]),
        ]
    );
}

/// Only those registered on the day or before count.
pub fn rekap_is_as_of_a_day(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let one = figures(Some(1), [Some(1), Some(1), Some(1)]);
    let ikms = ["2022-02-01", "2022-02-01", "2022-02-03"]
        .map(|on| counted(&mut make, "13.01.05", Some("13"), on, one.clone()));
    add(scene, &ikms);
    let counts = |on| -> Vec<u64> { rekap(scene, day(on)).iter().map(|row| row.count).collect() };
    assert_eq!(counts("2022-01-31"), []);
    assert_eq!(counts("2022-02-01"), [2]);
    assert_eq!(counts("2022-02-02"), [2]);
    assert_eq!(counts("2022-02-03"), [3]);
    assert_eq!(rekap(scene, day("2022-02-02")), [row("13.01.05", Some("13"), 2, 2, [2, 2, 2])]);
}

/// An IKM that is updated leaves its old row and stands in its new one with its new figures; a row
/// that nobody is left in is gone.
pub fn rekap_follows_updates(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikm = counted(
        &mut make,
        "13.01.05",
        Some("13"),
        DAY,
        figures(Some(4), [Some(10), Some(20), Some(30)]),
    );
    scene.write(|tx| tx.insert_ikm(&ikm));
    let mut moved = ikm.clone();
    moved.profile.place.kecamatan = Some(parsed("13.01.01"));
    moved.profile.classification = Some(parsed("14"));
    moved.profile.figures = figures(Some(5), [None, Some(21), Some(-31)]);
    scene.write(|tx| tx.update_ikm(&moved));
    let expected = [row("13.01.01", Some("14"), 1, 5, [0, 21, -31])];
    assert_eq!(rekap(scene, day(DAY)), expected);
    assert_eq!(rekap(scene, day("9999-12-31")), expected);
    // A refused update moves nothing either.
    scene.refused_as_conflict(&ikm.id, |tx| tx.update_ikm(&ikm));
    assert_eq!(rekap(scene, day(DAY)), expected);
}

/// How many were registered on each day, in order of days; updates do not count again.
pub fn registrations_are_counted_by_day(store: &dyn Store) {
    let (scene, mut make) = found(store);
    assert_eq!(scene.read(|tx| tx.registrations()), []);
    let batch = BatchId::generate(&mut make);
    let ikms = ["2022-02-03", "2021-12-31", "2022-02-03"]
        .map(|on| Ikm { registered_on: day(on), ..make.ikm("Tenun") });
    add(scene, &ikms);
    let [first, ..] = &ikms;
    scene.write(|tx| tx.update_ikm(first));
    let expected = [(day("2021-12-31"), 1), (day("2022-02-03"), 2)];
    assert_eq!(scene.read(|tx| tx.registrations()), expected);
    let full = Ikm { batch: None, ..full_ikm(&mut make, batch) };
    scene.write(|tx| tx.insert_ikm(&full));
    assert_eq!(
        scene.read(|tx| tx.registrations()),
        [(day("2021-12-31"), 1), (day("2022-02-03"), 3)]
    );
}
