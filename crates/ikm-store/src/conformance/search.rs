//! Full-text search: which IKM a text finds. In which order is left to the store, but for an exact
//! name.

use ikm_core::registry::Ikm;

use super::fixture::{Maker, Scene, edit, found, parsed};
use crate::Store;

/// Adds IKM with these names.
#[track_caller]
fn named(scene: Scene<'_>, make: &mut Maker, names: &[&str]) -> Vec<Ikm> {
    let ikms: Vec<Ikm> = names.iter().map(|name| make.ikm(name)).collect();
    scene.write(|tx| ikms.iter().try_for_each(|ikm| tx.insert_ikm(ikm)));
    ikms
}

/// The names that `text` finds, sorted.
#[track_caller]
fn names(scene: Scene<'_>, text: &str) -> Vec<String> {
    let found = scene.read(|tx| tx.search(text, 100));
    let mut names: Vec<String> = found.into_iter().map(|ikm| ikm.profile.name).collect();
    names.sort();
    names
}

/// Name, owner, product, commodity, address, kecamatan and nagari are searched; notes and numbers of
/// persons are not.
pub fn search_looks_in_every_text(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let mut ikm = make.ikm("Rendang");
    let profile = &mut ikm.profile;
    profile.owner = Some("Mariani".to_owned());
    profile.product = Some("Dakak-dakak".to_owned());
    profile.commodity = Some("Pangan".to_owned());
    profile.place.address = Some("Jl. Merdeka 12".to_owned());
    profile.place.kecamatan = Some(parsed("13.01.05"));
    profile.place.nagari = Some(parsed("13.01.05.2001"));
    profile.notes = Some("rahasia".to_owned());
    profile.nik = Some(parsed("1301055506800001"));
    scene.write(|tx| tx.insert_ikm(&ikm));
    named(scene, &mut make, &["Sulaman"]);
    for text in ["rendang", "mariani", "dakak", "pangan", "merdeka", "12", "jurai", "painan"] {
        assert_eq!(names(scene, text), ["Rendang"], "{text}");
    }
    for text in ["rahasia", "1301055506800001", "pesisir", "sendang"] {
        assert_eq!(names(scene, text), Vec::<String>::new(), "{text}");
    }
}

/// Every word must be found, in any order and in any of the texts.
pub fn search_wants_every_word(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikms = named(scene, &mut make, &["Rendang Uni Mar", "Rendang Uni Upik"]);
    let [ikm, _] = ikms.as_slice() else { return };
    let mut owned = ikm.clone();
    owned.profile.owner = Some("Syafrida".to_owned());
    scene.write(|tx| edit(tx, &owned));
    assert_eq!(names(scene, "rendang uni"), ["Rendang Uni Mar", "Rendang Uni Upik"]);
    assert_eq!(names(scene, "uni rendang"), ["Rendang Uni Mar", "Rendang Uni Upik"]);
    assert_eq!(names(scene, "rendang mar"), ["Rendang Uni Mar"]);
    assert_eq!(names(scene, "syafrida uni"), ["Rendang Uni Mar"]);
    assert_eq!(names(scene, "syafrida upik"), Vec::<String>::new());
}

/// A word may be cut short at its end, not at its beginning, and not run on.
pub fn search_takes_beginnings_of_words(store: &dyn Store) {
    let (scene, mut make) = found(store);
    named(scene, &mut make, &["Sulaman Bayangan"]);
    for text in ["s", "sul", "sulaman", "bayang", "bay sul"] {
        assert_eq!(names(scene, text), ["Sulaman Bayangan"], "{text}");
    }
    for text in ["ulaman", "sulamananan", "angan", "sulaman bayangan baru"] {
        assert_eq!(names(scene, text), Vec::<String>::new(), "{text}");
    }
}

/// Case and diacritics do not matter, on either side; marks only part words.
pub fn search_is_blind_to_case_and_marks(store: &dyn Store) {
    let (scene, mut make) = found(store);
    named(scene, &mut make, &["KERIPIK Balado \"Sédap\" (Uni-Mar)"]);
    for text in ["keripik", "KERIPIK", "sedap", "SÉDAP", "sèd", "uni", "mar", "uni-mar", "(mar)"]
    {
        assert_eq!(names(scene, text).len(), 1, "{text}");
    }
}

/// Where nothing else is found, a word may be misspelt, or in an old spelling; its first letter must be
/// right, and so must short words and numbers.
pub fn search_forgives_spelling(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikms =
        named(scene, &mut make, &["Rendang Yusuf", "Keripik Khairul 12", "Randah", "Songket"]);
    let [ikm, ..] = ikms.as_slice() else { return };
    let mut owned = ikm.clone();
    owned.profile.owner = Some("Sjafril Tjahja".to_owned());
    scene.write(|tx| edit(tx, &owned));
    let check = |text: &str, expect: &[&str]| assert_eq!(names(scene, text), expect, "{text}");
    check("randang", &["Rendang Yusuf"]);
    check("rendnag", &["Rendang Yusuf"]);
    check("rendan yusup", &["Rendang Yusuf"]);
    check("djoesoef", &["Rendang Yusuf"]);
    check("syafril cahya", &["Rendang Yusuf"]);
    check("kripik", &["Keripik Khairul 12"]);
    check("hairul", &["Keripik Khairul 12"]);
    check("kerrippik 12", &["Keripik Khairul 12"]);
    // What is spelt right is found alone.
    check("randah", &["Randah"]);
    for text in ["sendang", "kripik 13", "sonket baru", "rxndxng", "ren dang yusup"] {
        check(text, &[]);
    }
    assert_eq!(scene.read(|tx| tx.search("randang", 0)).len(), 0);
}

/// What a query language would take for an operator is a text like any other.
pub fn search_reads_no_operators(store: &dyn Store) {
    let (scene, mut make) = found(store);
    named(scene, &mut make, &["Songket and Sulaman", "Tenun"]);
    for text in
        ["songket AND sulaman", "\"songket\"", "songket*", "songket -", "^songket", "+songket"]
    {
        assert_eq!(names(scene, text), ["Songket and Sulaman"], "{text}");
    }
    for text in ["songket OR tenun", "songket NOT tenun", "name:songket", "songket NEAR tenun"] {
        assert_eq!(names(scene, text), Vec::<String>::new(), "{text}");
    }
    for text in ["'", "\"", "%", "_", "songket' OR '1'='1", "NEAR(", "{songket}:", "\\"] {
        scene.read(|tx| tx.search(text, 10));
    }
}

/// The one whose name is just the text stands before those that only hold it.
pub fn search_puts_the_exact_name_first(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let mut ikms = named(
        scene,
        &mut make,
        &["Tenun Kubang Tenun", "Tenunan", "Rumah Tenun", "Tenun", "Tenun Baru", "Rumah"],
    );
    if let Some(house) = ikms.last_mut() {
        house.profile.product = Some("tenun tenun tenun".to_owned());
        scene.write(|tx| edit(tx, house));
    }
    let listed = scene.read(|tx| tx.search("tenun", 100));
    assert_eq!(listed.len(), 6);
    assert_eq!(listed.first().map(|ikm| ikm.profile.name.as_str()), Some("Tenun"));
    let first = scene.read(|tx| tx.search("TENUN", 1));
    assert_eq!(first.first().map(|ikm| ikm.profile.name.as_str()), Some("Tenun"));
}

/// However many names begin with a word: whose name it is stands first, then whose name has it whole,
/// in the order of registration.
pub fn search_ranks_a_common_word(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let many: Vec<String> = (0..150).map(|nth| format!("Keripik {nth}")).collect();
    let mut all: Vec<&str> = vec!["Keripikan"];
    all.extend(many.iter().map(String::as_str));
    all.extend(["Rumah Keripik", "KERIPIK", "Keripik"]);
    named(scene, &mut make, &all);
    let listed = |limit| -> Vec<String> {
        let found = scene.read(|tx| tx.search("keripik", limit));
        found.into_iter().map(|ikm| ikm.profile.name).collect()
    };
    assert_eq!(listed(1), ["KERIPIK"]);
    assert_eq!(listed(4), ["KERIPIK", "Keripik", "Keripik 0", "Keripik 1"]);
    let whole = listed(153);
    assert_eq!(whole.last().map(String::as_str), Some("Rumah Keripik"));
    let everything = listed(200);
    assert_eq!((everything.len(), everything.last().map(String::as_str)), (154, Some("Keripikan")));
}

/// No more are listed than were asked for.
pub fn search_keeps_its_limit(store: &dyn Store) {
    let (scene, mut make) = found(store);
    named(scene, &mut make, &["Tenun A", "Tenun B", "Tenun C"]);
    for (limit, length) in [(0, 0), (1, 1), (2, 2), (3, 3), (u32::MAX, 3)] {
        assert_eq!(scene.read(|tx| tx.search("tenun", limit)).len(), length);
    }
}

/// A text without a word finds nothing: it does not list the registry.
pub fn search_for_nothing_finds_nothing(store: &dyn Store) {
    let (scene, mut make) = found(store);
    named(scene, &mut make, &["Tenun"]);
    for text in ["", "   ", "-", "\"\""] {
        assert_eq!(names(scene, text), Vec::<String>::new(), "{text:?}");
    }
}

/// An IKM is found by what it is called now and no longer by what it was called.
pub fn search_follows_updates(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikms = named(scene, &mut make, &["Tenun"]);
    let [ikm] = ikms.as_slice() else { return };
    let mut renamed = ikm.clone();
    "Songket".clone_into(&mut renamed.profile.name);
    renamed.profile.place.kecamatan = Some(parsed("13.01.01"));
    scene.write(|tx| edit(tx, &renamed));
    assert_eq!(names(scene, "tenun"), Vec::<String>::new());
    assert_eq!(names(scene, "songket"), ["Songket"]);
    assert_eq!(names(scene, "pancung soal"), ["Songket"]);
}
