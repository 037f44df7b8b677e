//! The IKM of the registry, and what each is found by.

use ikm_core::id::IkmId;
use ikm_core::identity::{Gender, Nib, Nik};
use ikm_core::registry::{Ikm, blocking_keys};

use super::fixture::{Scene, edit, far, found, parsed};
use super::sample::sampled;
use crate::{IkmFilter, Store};

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
pub(super) fn add(scene: Scene<'_>, ikms: &[Ikm]) {
    scene.write(|tx| ikms.iter().rev().try_for_each(|ikm| tx.insert_ikm(ikm)));
}

pub(super) fn ids(ikms: &[Ikm]) -> Vec<IkmId> {
    ikms.iter().map(|ikm| ikm.id).collect()
}

/// Turns pages of two through all IKM that `filter` lets through.
#[track_caller]
fn listed(scene: Scene<'_>, filter: &IkmFilter, lengths: &[usize]) -> Vec<IkmId> {
    let mut all: Vec<IkmId> = Vec::new();
    for length in lengths {
        let page = scene.read(|tx| tx.ikm_page(filter, far(), all.last().copied(), 2));
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
    assert_eq!(scene.read(|tx| tx.ikm_page(&everyone, far(), Some(missing.id), 9)), rest);
    assert_eq!(scene.read(|tx| tx.ikm_page(&everyone, far(), None, u32::MAX)), rest);
    assert_eq!(scene.read(|tx| tx.ikm_page(&everyone, far(), None, 0)), []);
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
    scene.refused_as_existing(one, |tx| edit(tx, &taking));
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
    scene.write(|tx| edit(tx, &first));
    let first = scene.read(|tx| tx.ikm(first.id)).expect("it is still there");
    scene.write(|tx| {
        edit(tx, &with_nib(first, None))?;
        edit(tx, &with_nib(second.clone(), Some(nib)))
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
    scene.write(|tx| edit(tx, &named("Songket", 1)));
    for version in [0, 1, 3] {
        scene.refused_as_conflict(&ikm.id, |tx| edit(tx, &named("Sulaman", version)));
    }
    assert_eq!(scene.read(|tx| tx.ikm(ikm.id)), Some(named("Songket", 2)));
    let unknown = make.ikm("Lain");
    scene.refused_as_conflict(&unknown.id, |tx| edit(tx, &unknown));
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
    scene.write(|tx| edit(tx, &moved));
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
    // The owner in one place and trade is more telling than a name, though the name came earlier.
    assert_eq!(found(&keys, 2), [first.id, third.id]);
    assert_eq!(found(&keys, 0), []);
    // The name in its kecamatan is shared by two: too many where one is asked for.
    let named = blocking_keys(&second.profile);
    assert_eq!(found(&named, 2), [first.id, second.id]);
    assert_eq!(found(&named, 1), [second.id]);
    assert_eq!(found(&blocking_keys(&other.profile), 9), [other.id]);
    assert_eq!(found(&[], 9), []);
    assert_eq!(found(&["name:".to_owned(), "%".to_owned()], 9), []);
}
