//! Taking imports back, merging and parting IKM, classifying them: what each does, and what it
//! refuses.

use ikm_app::AppError;
use ikm_app::registry::{ImportSettings, MergeOutcome, MergeView};
use ikm_app::reports::ReportName;
use ikm_core::association::MembershipChange;
use ikm_core::identity::Phone;
use ikm_core::registry::Profile;
use ikm_core::{Explain, Lang};
use ikm_store::{MemoryStore, SqliteStore, Store};

use crate::world::{MAKERS, World, day};

const NIB: &str = "9120000000011";
const OTHER_NIB: &str = "9120000000022";

/// Two spellings of one maker, with what each list knows.
const DOUBLE: &str = "\
nama_ikm,nama_pemilik,nib,telepon,kode_kecamatan,kbli,tahun_data,tenaga_kerja,nilai_investasi
Rendang Uni Mar,Mariani,9120000000011,,13.01.05,10750,2021,3,1000
RENDANG UNIMAR,Mariani,,081200000001,13.01.05,,2022,4,
";

fn code<T: std::fmt::Debug>(result: Result<T, AppError>) -> &'static str {
    result.expect_err("refused").code()
}

impl World {
    /// The registry as its listing shows it, and the profiles behind it.
    fn listing(&mut self) -> Vec<(String, Profile)> {
        let ids = self.listed();
        ids.into_iter().map(|id| (id.clone(), self.profile(&id))).collect()
    }

    fn listed(&mut self) -> Vec<String> {
        let mut ids = Vec::new();
        let each = |view: ikm_app::registry::IkmView| {
            ids.push(view.id.to_string());
            Ok(())
        };
        self.app().for_each_ikm(&ikm_store::IkmFilter::default(), each).expect("lists");
        ids
    }

    fn profile(&self, id: &str) -> Profile {
        let id = id.parse().expect("an id");
        self.read(|tx| tx.ikm(id).expect("reads")).expect("an IKM").profile
    }

    fn batch(&mut self, list: &str) -> String {
        self.import(list).batch.expect("a batch").to_string()
    }

    fn double(&mut self) -> [String; 2] {
        self.import(DOUBLE);
        self.listed().try_into().expect("two")
    }

    fn merged(&mut self, keep: &str, drop: &str) -> MergeOutcome {
        self.app().merge(keep, drop).expect("merges")
    }
}

#[test]
fn an_import_taken_back_leaves_nothing() {
    let mut world = World::with_makers();
    let before = world.listing();
    let list = format!(
        "nama_ikm,nib,kode_kecamatan,telepon\nSate Pono,,13.01.04,\nRendang Mar,{NIB},13.01.05,081200000001\n"
    );
    let outcome = world.import(&list);
    assert_eq!((outcome.added, outcome.updated), (1, 1));
    let batch = outcome.batch.expect("a batch").to_string();
    assert_ne!(world.listing(), before);
    let undone = world.on("2022-02-01").undo(&batch).expect("takes back");
    assert_eq!((undone.removed, undone.restored), (1, 1));
    assert_eq!(world.listing(), before);
    // Its rows are new again.
    let again = world.import(&list);
    assert_eq!((again.added, again.updated, again.unchanged), (1, 1, 0));
    world.assert_sound();
}

#[test]
fn imports_are_listed_and_named_by_a_beginning() {
    let mut world = World::new();
    let first = world.batch("nama_ikm,kode_kecamatan\nA,13.01.04\n");
    world.on("2022-02-02");
    let second = world.batch("nama_ikm,kode_kecamatan\nB,13.01.04\n");
    // Ids begin with their time, and two days lie between these.
    assert_eq!(code(world.app().undo(&first[..4])), "IKM-BATCH-AMBIGUOUS");
    assert_eq!(code(world.app().undo("")), "IKM-BATCH-UNKNOWN");
    assert_eq!(code(world.app().undo("zzz")), "IKM-BATCH-UNKNOWN");
    let mut probe = 9;
    while second.starts_with(&first[..probe]) {
        probe += 1;
    }
    world.app().undo(&first[..probe]).expect("takes back");
    assert_eq!(code(world.app().undo(&first)), "IKM-BATCH-UNDONE");
    let mut imports = Vec::new();
    let each = |batch: ikm_store::Batch| {
        imports.push((batch.id.to_string(), batch.added, batch.undone_on));
        Ok(())
    };
    world.app().for_each_import(each).expect("lists");
    assert_eq!(imports, [(first, 1, Some(day("2022-02-02"))), (second, 1, None)]);
}

#[test]
fn an_import_stays_while_others_stand_on_it() {
    let mut world = World::new();
    let list = "nama_ikm,kode_kecamatan\nA,13.01.04\nB,13.01.04\n";
    let first = world.batch(list);
    // The second one recognises a row of the first.
    let second = world.batch("nama_ikm,kode_kecamatan\nA,13.01.04\nC,13.01.04\n");
    let refused =
        world.unchanged_by(|world| world.app().undo(&first)).expect_err("another stands on it");
    assert_eq!(refused.code(), "IKM-UNDO-LEANED-ON");
    for lang in [Lang::Id, Lang::En] {
        assert!(refused.message(lang).contains(&second), "{}", refused.message(lang));
    }
    world.app().undo(&second).expect("nothing stands on it");
    world.app().undo(&first).expect("nothing stands on it any more");
    assert_eq!(world.listed(), Vec::<String>::new());
}

#[test]
fn an_import_stays_while_work_stands_on_its_ikm() {
    type Work = fn(&mut World);
    let works: [(&str, Work); 4] = [
        ("member", |world| {
            world.app().apply(NIB).expect("applies");
        }),
        ("classified", |world| {
            world.app().classify(NIB, "13".parse().ok(), None).expect("classifies");
        }),
        ("merged into", |world| {
            let other = world.ikm("Sulaman Rosnida");
            world.merged(&other, NIB);
        }),
        ("kept in a merge", |world| {
            let other = world.ikm("Sulaman Rosnida");
            world.merged(NIB, &other);
        }),
    ];
    for (name, work) in works {
        let mut world = World::new();
        let batch = world.batch(MAKERS);
        work(&mut world);
        let refused = world.unchanged_by(|world| world.app().undo(&batch)).expect_err(name);
        assert_eq!(refused.code(), "IKM-UNDO-LATER-WORK", "{name}");
        assert!(refused.to_string().contains("Rendang Uni Mar"), "{refused}");
    }
    // What was taken back stands in nobody's way.
    let mut world = World::new();
    let batch = world.batch(MAKERS);
    let other = world.batch(&format!("nama_ikm,nib,kode_kecamatan\nRendang Mar,{NIB},13.01.05\n"));
    world.app().undo(&other).expect("takes back");
    world.app().classify(NIB, "13".parse().ok(), None).expect("classifies");
    world.app().classify(NIB, "10".parse().ok(), None).expect("classifies back");
    assert_eq!(world.app().undo(&batch).expect("takes back").removed, 3);
}

/// A list with the one spelling of [`DOUBLE`], and one with the other.
fn both_lists(world: &mut World) -> [String; 2] {
    let mut lines = DOUBLE.lines();
    let header = lines.next().expect("a header");
    let mut batch = |row: &str| world.batch(&format!("{header}\n{row}\n"));
    [batch(lines.next().expect("a row")), batch(lines.next().expect("a row"))]
}

#[test]
fn an_import_goes_once_the_merge_of_its_ikm_was_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name| SqliteStore::create(folder.path().join(name)).expect("a store");
    // The import that goes brought the one that was kept, or the one that was dropped.
    let stores: [(usize, Box<dyn Store>); 4] = [
        (0, Box::new(MemoryStore::new())),
        (1, Box::new(MemoryStore::new())),
        (0, Box::new(file("kept.db"))),
        (1, Box::new(file("dropped.db"))),
    ];
    for (goes, store) in stores {
        let mut world = World::in_store(store);
        let batches = both_lists(&mut world);
        let [keep, drop] = world.listed().try_into().expect("two");
        let stays = if goes == 0 { &drop } else { &keep };
        world.on("2022-02-01").apply(stays).expect("applies");
        let before = world.listing();
        let merge = world.on("2022-02-02").merge(&keep, &drop).expect("merges").merge.to_string();
        let refused = world.on("2022-02-03").undo(&batches[goes]);
        assert_eq!(code(refused), "IKM-UNDO-LATER-WORK");
        world.on("2022-02-04").unmerge(&merge).expect("parts");
        assert_eq!(world.listing(), before);
        let undone = world.on("2022-02-05").undo(&batches[goes]).expect("takes back");
        assert_eq!((undone.removed, undone.restored), (1, 0));
        assert_eq!(world.listed(), std::slice::from_ref(stays));
        // The merge is told of as before, and so are the days before.
        let mut names = Vec::new();
        let each = |view: MergeView| {
            names.push((view.keep_name, view.drop_name, view.undone_on));
            Ok(())
        };
        world.app().for_each_merge(each).expect("lists");
        let told =
            ("Rendang Uni Mar".to_owned(), "RENDANG UNIMAR".to_owned(), Some(day("2022-02-04")));
        assert_eq!(names, [told]);
        assert_eq!(code(world.app().unmerge(&merge)), "IKM-MERGE-UNDONE");
        for (on, standing, member_of) in
            [("2022-02-01", 2, stays), ("2022-02-02", 1, &keep), ("2022-02-04", 2, stays)]
        {
            world.on(on);
            assert_eq!(world.listed().len(), standing, "{on}");
            let name = if *member_of == keep { "Rendang Uni Mar" } else { "RENDANG UNIMAR" };
            let report = world.app().report(ReportName::Members).expect("a report");
            assert!(format!("{report:?}").contains(name), "{on}: {report:?}");
        }
        world.on("2022-02-06");
        world.assert_sound();
        let again = both_lists(&mut world);
        assert_ne!(again[goes], batches[goes]);
        assert_eq!(world.listed().len(), 2);
    }
}

#[test]
fn the_first_twenty_in_the_way_are_named_and_the_rest_counted() {
    let mut world = World::new();
    let rows = (1..=23).map(|n| format!("Usaha {n},13.01.04\n")).collect::<Vec<_>>().concat();
    let batch = world.batch(&format!("nama_ikm,kode_kecamatan\n{rows}"));
    world.app().accept_all().expect("accepts");
    let refused = world.app().undo(&batch).expect_err("members");
    let (id, en) = (refused.message(Lang::Id), refused.message(Lang::En));
    assert!(en.contains("23 of its IKM") && en.contains("member A-0020") && en.contains("3 more"));
    assert!(!en.contains("A-0021"), "{en}");
    assert!(id.contains("23 IKM-nya") && id.contains("anggota A-0020") && id.contains("3 lagi"));
}

#[test]
fn nothing_changes_before_its_day() {
    let mut world = World::new();
    world.on("2022-03-01");
    let batch = world.batch(MAKERS);
    let other = world.ikm("Sulaman Rosnida");
    world.on("2022-02-28");
    assert_eq!(code(world.app().undo(&batch)), "IKM-BATCH-BACKDATED");
    assert_eq!(code(world.app().merge(NIB, &other)), "IKM-REGISTRY-BACKDATED");
    let classified = world.app().classify(NIB, "13".parse().ok(), None);
    assert_eq!(code(classified), "IKM-REGISTRY-BACKDATED");
}

#[test]
fn a_merge_brings_what_was_open_and_can_be_taken_back() {
    let mut world = World::new();
    let [keep, drop] = world.double();
    world.app().apply(&drop).expect("applies");
    let before = world.listing();
    let merged = world.on("2022-02-01").merge(&keep, &drop).expect("merges");
    assert_eq!(merged.members.len(), 1);
    assert_eq!(merged.figures, 1);
    let now = world.profile(&keep);
    // Its own name stays; the telephone is new; of the figures the newer year says more workers and
    // leaves the investment open.
    assert_eq!(now.name, "Rendang Uni Mar");
    assert_eq!(now.phone.as_ref().map(Phone::as_str), Some("+6281200000001"));
    assert_eq!(now.figures.workers.count(), Some(4));
    assert_eq!(now.figures.investment.map(ikm_core::money::Rupiah::get), Some(1000));
    assert_eq!(world.listed(), std::slice::from_ref(&keep));
    // Whoever asks for the other gets this one, and is told so.
    let shown = world.app().show(&drop).expect("an IKM");
    assert_eq!((shown.ikm.id.to_string(), shown.asked_for), (keep.clone(), drop.parse().ok()));
    assert_eq!(shown.member.map(|number| number.to_string()).as_deref(), Some("A-0001"));
    let member = world.app().member("A-0001").expect("a member").member;
    assert_eq!((member.ikm.to_string(), member.name), (keep.clone(), "Rendang Uni Mar".to_owned()));
    let parted = world.on("2022-02-02").unmerge(&merged.merge.to_string()).expect("parts");
    assert_eq!((parted.members.len(), parted.figures), (1, 1));
    assert_eq!(world.listing(), before);
    assert_eq!(world.app().member("A-0001").expect("a member").member.ikm.to_string(), drop);
    assert_eq!(code(world.app().unmerge(&merged.merge.to_string())), "IKM-MERGE-UNDONE");
    world.assert_sound();
}

#[test]
fn a_nib_comes_along_and_goes_back() {
    let mut world = World::new();
    let [with, without] = world.double();
    let before = world.listing();
    let merged = world.merged(&without, &with);
    assert_eq!(world.profile(&without).nib, NIB.parse().ok());
    // A list with the NIB speaks of the one that goes on.
    let list =
        format!("nama_ikm,nib,kode_kecamatan,produk\nRENDANG UNIMAR,{NIB},13.01.05,Rendang\n");
    let batch = world.batch(&list);
    assert_eq!(world.profile(&without).product.as_deref(), Some("Rendang"));
    world.app().undo(&batch).expect("takes back");
    world.app().unmerge(&merged.merge.to_string()).expect("parts");
    assert_eq!(world.listing(), before);
    // One that has a NIB keeps it.
    let other = format!("nama_ikm,nib,kode_kecamatan\nRendang Mar,{OTHER_NIB},13.01.05\n");
    world.import(&other);
    let merged = world.merged(OTHER_NIB, NIB);
    let keep = merged.keep.to_string();
    assert_eq!(world.profile(&keep).nib, OTHER_NIB.parse().ok());
    assert_eq!(world.import(&list).updated, 1);
    assert_eq!(world.profile(&keep).nib, OTHER_NIB.parse().ok());
    assert_eq!(world.app().show(NIB).expect("an IKM").ikm.id, merged.keep);
}

#[test]
fn later_work_survives_a_merge_that_is_taken_back() {
    let mut world = World::new();
    let [keep, drop] = world.double();
    let merged = world.merged(&keep, &drop);
    world.app().classify(&keep, "13".parse().ok(), None).expect("classifies");
    world.import(&format!(
        "nama_ikm,nib,kode_kecamatan,tahun_data,tenaga_kerja\nRendang Uni Mar,{NIB},13.01.05,2023,9\n"
    ));
    world.app().unmerge(&merged.merge.to_string()).expect("parts");
    let kept = world.profile(&keep);
    assert_eq!(kept.phone, None);
    assert_eq!(kept.classification.map(|code| code.to_string()).as_deref(), Some("13"));
    assert_eq!((kept.figures.year, kept.figures.workers.count()), (Some(2023), Some(9)));
    // The three of 2021 and the nine of 2023; the four of 2022 have gone back.
    let years = |figures: Vec<ikm_app::registry::FiguresView>| -> Vec<(i32, Option<u32>)> {
        figures.iter().map(|row| (row.year, row.figures.workers.count())).collect()
    };
    assert_eq!(
        years(world.app().figures(&keep).expect("figures")),
        [(2021, Some(3)), (2023, Some(9))]
    );
    assert_eq!(years(world.app().figures(&drop).expect("figures")), [(2022, Some(4))]);
}

#[test]
fn what_cannot_be_merged() {
    let mut world = World::new();
    let [a, b] = world.double();
    let c = world.batch("nama_ikm,kode_kecamatan\nSate Pono,13.01.04\n");
    assert_eq!(code(world.app().merge(&a, NIB)), "IKM-MERGE-SAME");
    assert_eq!(code(world.app().merge(&a, &c)), "IKM-REGISTRY-UNKNOWN");
    assert_eq!(code(world.app().unmerge(&c)), "IKM-MERGE-UNKNOWN");
    assert_eq!(code(world.app().unmerge("x")), "IKM-MERGE-UNKNOWN");
    world.app().apply(&a).expect("applies");
    world.app().apply(&b).expect("applies");
    let refused = world.unchanged_by(|world| world.app().merge(&a, &b)).expect_err("two members");
    assert_eq!(refused.code(), "IKM-MERGE-MEMBERS");
    assert!(refused.to_string().contains("A-0001") && refused.to_string().contains("A-0002"));
    // One that has ended may come along: an IKM can have had several memberships.
    world.app().change_membership("A-0002", MembershipChange::End).expect("ends");
    let first = world.merged(&a, &b).merge.to_string();
    assert_eq!(code(world.app().merge(&a, &b)), "IKM-MERGE-ALREADY");
    assert_eq!(code(world.app().apply(&a)), "IKM-MEMBER-ALREADY");
    // Who goes on may be merged itself; then that is taken back first.
    let pono = world.ikm("Sate Pono");
    let later = world.merged(&pono, &a).merge.to_string();
    assert_eq!(world.app().show(&b).expect("an IKM").ikm.id.to_string(), pono);
    let refused = world.unchanged_by(|world| world.app().unmerge(&first)).expect_err("a later one");
    assert_eq!(refused.code(), "IKM-MERGE-LATER");
    assert!(refused.to_string().contains(&later));
    world.app().unmerge(&later).expect("parts");
    world.app().unmerge(&first).expect("parts");
    assert_eq!(world.app().member("A-0002").expect("a member").member.ikm.to_string(), b);
    let mut merges = Vec::new();
    let each = |merge: ikm_app::registry::MergeView| {
        merges.push((merge.merge.to_string(), merge.undone_on.is_some()));
        Ok(())
    };
    world.app().for_each_merge(each).expect("lists");
    assert_eq!(merges, [(first, true), (later, true)]);
    world.assert_sound();
}

#[test]
fn two_that_are_two_are_not_asked_about_again() {
    let mut world = World::new();
    let pairs = |world: &mut World| {
        let mut pairs = 0;
        world
            .app()
            .for_each_pair(|_| {
                pairs += 1;
                Ok(())
            })
            .expect("lists");
        pairs
    };
    let [a, b] = world.double();
    assert_eq!(pairs(&mut world), 1);
    world.app().distinct(&b, &a).expect("two");
    assert_eq!(pairs(&mut world), 0);
    assert_eq!(code(world.app().distinct(&a, &a)), "IKM-MERGE-SAME");
    // A third one resembles both of them; these two are not asked about.
    world.import("nama_ikm,nama_pemilik,kode_kecamatan\nRendang Uni Mar,Mariani,13.01.05\n");
    assert_eq!(pairs(&mut world), 2);
    // Those of one that was merged are gone with it, and come back with it.
    let third = world.listed().pop().expect("a third");
    let merge = world.merged(&a, &third).merge.to_string();
    assert_eq!(pairs(&mut world), 0);
    world.app().unmerge(&merge).expect("parts");
    assert_eq!(pairs(&mut world), 2);
}

#[test]
fn a_person_decides_the_class_and_a_list_leaves_it() {
    let mut world = World::new();
    world.import(MAKERS);
    let kbli = |text: &str| text.parse().expect("a code");
    let class = |world: &mut World| world.app().show(NIB).expect("an IKM").ikm.classification;
    assert_eq!(class(&mut world).as_deref(), Some("10"));
    let classified = world.app().classify(NIB, "13".parse().ok(), None).expect("classifies");
    assert_eq!(classified.before, "10".parse().ok());
    // The same code says nothing new; another one does.
    let list =
        |kbli: &str| format!("nama_ikm,nib,kode_kecamatan,kbli\nUni Mar,{NIB},13.01.05,{kbli}\n");
    world.import(&list("10750"));
    assert_eq!(class(&mut world).as_deref(), Some("13"));
    world.import(&list("16291"));
    assert_eq!(class(&mut world).as_deref(), Some("16"));
    // With a code alone the class follows from it.
    let classified = world.app().classify(NIB, None, Some(kbli("2020:10794"))).expect("classifies");
    assert_eq!(classified.classification, "10".parse().ok());
    let unknown = world.unchanged_by(|world| world.app().classify(NIB, "99".parse().ok(), None));
    assert_eq!(code(unknown), "IKM-CLASS-UNKNOWN");
}

#[test]
fn the_life_of_an_ikm_is_told() {
    let mut world = World::new();
    world.import(MAKERS);
    world.on("2022-02-01").classify(NIB, "13".parse().ok(), None).expect("classifies");
    world.on("2022-03-01");
    world.import(&format!(
        "nama_ikm,nib,nik,kode_kecamatan\nRendang Mar,{NIB},1301056502750003,13.01.05\n"
    ));
    let history = world.app().history(NIB).expect("a history");
    let told: Vec<_> = history
        .iter()
        .map(|row| {
            let part = row.part.map(ikm_core::registry::Part::code);
            (row.on.to_string(), part, row.before.as_deref(), row.after.as_deref())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("2022-01-31".to_owned(), None, None, None),
            ("2022-02-01".to_owned(), Some("classification"), Some("10"), Some("13")),
            ("2022-03-01".to_owned(), Some("name"), Some("Rendang Uni Mar"), Some("Rendang Mar")),
            // The numbers of persons are masked.
            (
                "2022-03-01".to_owned(),
                Some("nik"),
                Some("130105******0001"),
                Some("130105******0003")
            ),
        ]
    );
}

#[test]
fn figures_stand_by_year_and_source() {
    let mut world = World::new();
    let of = |year: &str, workers: &str, value: &str| {
        format!(
            "nama_ikm,nama_pemilik,nib,kode_kecamatan,tahun_data,tenaga_kerja,nilai_produksi\n\
             Uni Mar,Marlina,{NIB},13.01.05,{year},{workers},{value}\n"
        )
    };
    let figures = |world: &mut World| -> Vec<(i32, Option<u32>, Option<i64>)> {
        let rows = world.app().figures(NIB).expect("figures");
        let of = |row: &ikm_app::registry::FiguresView| {
            let value = row.figures.production_value.map(ikm_core::money::Rupiah::get);
            (row.year, row.figures.workers.count(), value)
        };
        rows.iter().map(of).collect()
    };
    let shown = |world: &mut World| {
        let shown = world.app().show(NIB).expect("an IKM");
        (shown.workers, shown.production_value.map(ikm_core::money::Rupiah::get))
    };
    world.import(&of("2021", "3", "100"));
    assert_eq!(figures(&mut world), [(2021, Some(3), Some(100))]);
    world.import(&of("2022", "4", ""));
    assert_eq!(figures(&mut world), [(2021, Some(3), Some(100)), (2022, Some(4), None)]);
    // What the newer year leaves open, the older one says.
    assert_eq!(shown(&mut world), (Some(4), Some(100)));
    // A list of an old year that comes in late changes its year and nothing else.
    let outcome = world.import(&of("2019", "9", "50"));
    assert_eq!((outcome.updated, outcome.unchanged), (1, 0));
    assert_eq!(shown(&mut world), (Some(4), Some(100)));
    assert_eq!(figures(&mut world)[0], (2019, Some(9), Some(50)));
    // Rows that leave something open are other rows; what they say of the figures is known, with
    // the year and without it.
    let anonymous = |row: String| row.replace("Marlina", "");
    assert_eq!(world.import(&anonymous(of("2022", "4", ""))).unchanged, 1);
    assert_eq!(world.import(&anonymous(of("", "4", "100"))).unchanged, 1);
    assert_eq!(figures(&mut world).len(), 3);
    // Without a year, figures are of the year in which they came.
    world.on("2024-05-01");
    assert_eq!(world.import(&of("", "7", "")).updated, 1);
    assert_eq!(figures(&mut world)[3], (2024, Some(7), None));
    assert_eq!(shown(&mut world), (Some(7), Some(100)));
    world.assert_sound();
}

#[test]
fn a_dry_run_says_what_would_become_of_each_row() {
    let mut world = World::with_makers();
    let rows = format!(
        "nama_ikm,nama_pemilik,nib,kode_kecamatan,telepon\n\
         Sate Pono,Pono,,13.01.04,\n\
         Rendang Uni Mar,Marlina,{NIB},13.01.05,081200000001\n\
         KERIPIK UPIK,Upik,,13.01.04,\n\
         ,X,,13.01.04,\n"
    );
    let mut told = Told(Vec::new());
    let path = world.file(rows);
    let dry = ImportSettings { dry_run: true, ..ImportSettings::default() };
    world.unchanged_by(|world| world.app().import(&path, &dry, &mut told)).expect("a list");
    assert_eq!(
        told.0,
        [
            "2 added Sate Pono",
            "3 updated Rendang Uni Mar by Nib: phone",
            "4 added KERIPIK UPIK like Keripik Upik",
            "5 rejected IKM-ROW-NO-NAME",
        ]
    );
}

struct Told(Vec<String>);

impl ikm_app::registry::ImportWatch for Told {
    fn decided(
        &mut self,
        number: u64,
        decision: &ikm_app::registry::Decision<'_>,
    ) -> Result<(), ikm_import::ImportError> {
        use ikm_app::registry::Decision;
        self.0.push(match decision {
            Decision::Added { ikm, resembles } => {
                let like =
                    resembles.iter().map(|(other, _)| format!(" like {}", other.profile.name));
                format!("{number} added {}{}", ikm.profile.name, like.collect::<String>())
            }
            Decision::Updated { after, by, changed, .. } => {
                let parts: Vec<_> = changed.iter().map(|part| part.code()).collect();
                format!("{number} updated {} by {by:?}: {}", after.profile.name, parts.join(" "))
            }
            Decision::Unchanged { name, by, .. } => format!("{number} unchanged {name} by {by:?}"),
            Decision::Rejected(problems) => {
                let codes: Vec<_> = problems.iter().map(Explain::code).collect();
                format!("{number} rejected {}", codes.join(" "))
            }
            _ => "something new".to_owned(),
        });
        Ok(())
    }
}
