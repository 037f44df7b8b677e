//! Importing lists: who a row is, what it changes, and that it is all or nothing.

use std::path::Path;

use ikm_app::AppError;
use ikm_app::registry::{ImportOutcome, ImportSettings, ImportWatch, PairView};
use ikm_core::Explain as _;
use ikm_core::registry::{Profile, Reason};
use ikm_import::{ImportError, Layout, Problem, Row, Unit, Warning};
use ikm_store::IkmFilter;

use crate::world::{MAKERS, World, day};

const HEADER: &str = "nama_ikm,nama_pemilik,nik,nib,kode_kecamatan,telepon,nilai_investasi";
const NIK: &str = "1301054501800001";
const OTHER_NIK: &str = "1301056502750002";
const NIB: &str = "9120000000011";
const OTHER_NIB: &str = "9120000000022";

fn list(rows: &str) -> String {
    format!("{HEADER}\n{rows}")
}

/// Added, updated, unchanged, rejected, suspected pairs.
fn counts(outcome: &ImportOutcome) -> [u64; 5] {
    assert_eq!(
        outcome.rows,
        outcome.added + outcome.updated + outcome.unchanged + outcome.rejected
    );
    [
        outcome.added,
        outcome.updated,
        outcome.unchanged,
        outcome.rejected,
        outcome.suspected_duplicates,
    ]
}

impl World {
    /// All that the registry knows, in order of registration.
    fn profiles(&self) -> Vec<Profile> {
        let page = self.read(|tx| {
            tx.ikm_page(&IkmFilter::default(), day("9999-12-31"), None, 100).expect("reads")
        });
        page.into_iter().map(|ikm| ikm.profile).collect()
    }

    fn names(&self) -> Vec<String> {
        self.profiles().into_iter().map(|profile| profile.name).collect()
    }

    fn pairs(&mut self) -> Vec<PairView> {
        let mut pairs = Vec::new();
        let each = |pair| {
            pairs.push(pair);
            Ok(())
        };
        self.app().for_each_pair(each).expect("lists");
        pairs
    }
}

#[test]
fn who_a_row_is() {
    let check = |name: &str, first: &str, second: &str, expect: [u64; 5]| {
        let mut world = World::new();
        assert_eq!(world.import(&list(first)).added, 1, "{name}");
        assert_eq!(counts(&world.import(&list(second))), expect, "{name}");
        world.assert_sound();
    };
    let row = |name: &str, nik: &str, nib: &str| format!("{name},Marlina,{nik},{nib},13.01.05,,\n");
    let mar = "Rendang Uni Mar";
    let (updated, unchanged) = ([0, 1, 0, 0, 0], [0, 0, 1, 0, 0]);
    let (added, paired) = ([1, 0, 0, 0, 0], [1, 0, 0, 0, 1]);
    check("same NIB", &row(mar, NIK, NIB), &row(mar, NIK, NIB), unchanged);
    check("same NIB, other name", &row(mar, "", NIB), &row("Dendeng Mak Itam", "", NIB), updated);
    check("same NIB, other NIK", &row(mar, NIK, NIB), &row(mar, OTHER_NIK, NIB), updated);
    check("same NIK and name", &row(mar, NIK, ""), &row(mar, NIK, ""), unchanged);
    check(
        "a name in other words",
        &row(mar, NIK, ""),
        &row("CV RENDANG UNI-MAR", NIK, ""),
        updated,
    );
    check("a NIB that came later", &row(mar, NIK, ""), &row(mar, NIK, NIB), updated);
    check("a NIB that is left out", &row(mar, NIK, NIB), &row(mar, NIK, ""), unchanged);
    // Two NIB are two businesses of one person. A name and a trade may be one: all that speaks for one
    // owner counts 60, the kecamatan 5, and a trade's name says nothing. Two names are two.
    check("two NIB", &row(mar, NIK, NIB), &row(mar, NIK, OTHER_NIB), added);
    check("a name and a trade", &row(mar, NIK, ""), &row("Bengkel Las", NIK, ""), paired);
    check("two names", &row(mar, NIK, ""), &row("Mutiara Baru", NIK, ""), added);
    // Same name 50, same owner 20, same kecamatan 5 and two NIK −80 are below 60.
    check("two NIK", &row(mar, NIK, ""), &row(mar, OTHER_NIK, ""), added);
    // Without an identifier on one side nothing is certain.
    check("no identifier now", &row(mar, NIK, NIB), &row(mar, "", ""), paired);
    check("no identifier before", &row(mar, "", ""), &row(mar, NIK, NIB), paired);
    check("no identifier at all", &row(mar, "", ""), &row("Rendang Unimar", "", ""), paired);
    check("the same row", &row(mar, "", ""), &row(mar, "", ""), unchanged);
    // A damaged NIK is none.
    check("a digit lost", &row(mar, NIK, ""), &row(mar, "130105450180000", ""), paired);
}

#[test]
fn the_nth_identical_row_is_the_nth_record() {
    let mut world = World::new();
    let row = "Keripik Upik,Upik,,,13.01.04,,\n";
    // Two rows that say the same may be two IKM: both are kept, and paired.
    assert_eq!(counts(&world.import(&list(&row.repeat(2)))), [2, 0, 0, 0, 1]);
    assert_eq!(counts(&world.import(&list(&row.repeat(2)))), [0, 0, 2, 0, 0]);
    assert_eq!(counts(&world.import(&list(row))), [0, 0, 1, 0, 0]);
    // A third one is new, and resembles the two.
    assert_eq!(counts(&world.import(&list(&row.repeat(3)))), [1, 0, 2, 0, 2]);
    // With an identifier there is one, however often it stands there.
    let row = format!("Rendang Uni Mar,Marlina,{NIK},,13.01.05,,\n");
    assert_eq!(counts(&world.import(&list(&row.repeat(3)))), [1, 0, 2, 0, 0]);
    assert_eq!(world.names().len(), 4);
}

#[test]
fn an_old_list_does_not_undo_a_newer_one() {
    let mut world = World::new();
    let of = |year: u16, phone: &str| {
        list(&format!("Uni Mar {year},Marlina,,{NIB},13.01.05,{phone},\n"))
    };
    let (old, new) = (of(2021, "081200000001"), of(2022, "081200000002"));
    assert_eq!(counts(&world.import(&old)), [1, 0, 0, 0, 0]);
    assert_eq!(counts(&world.import(&new)), [0, 1, 0, 0, 0]);
    assert_eq!(counts(&world.import(&old)), [0, 0, 1, 0, 0]);
    assert_eq!(world.names(), ["Uni Mar 2022"]);
    // Both rows in one file, twice.
    let both = format!("{old}{}", new.lines().last().expect("a row"));
    let mut world = World::new();
    assert_eq!(counts(&world.import(&both)), [1, 1, 0, 0, 0]);
    assert_eq!(counts(&world.import(&both)), [0, 0, 2, 0, 0]);
    assert_eq!(world.names(), ["Uni Mar 2022"]);
}

#[test]
fn a_list_in_another_format_is_the_same_list() {
    let mut world = World::new();
    let rows = "Keripik Upik,Upik,,,13.01.04,081200000001,1500000\n\
                Rendang Uni Mar,Marlina,1301054501800001,,13.01.05,,2500000\n";
    assert_eq!(counts(&world.import(&list(rows))), [2, 0, 0, 0, 0]);
    let other = "No;Kecamatan;NIK;Nama IKM;Nama Pemilik;No. HP;Nilai Investasi (Rp.000);NIB\n\
                 1;Lengayang;;Keripik Upik;Upik;0812-0000-0001;1.500;\n\
                 2;IV Jurai;1301 0545 0180 0001;Rendang Uni Mar;Marlina;-;2.500;\n";
    let kecamatan = |code: &str| {
        let code = code.parse().expect("a code");
        let regions = ikm_core::region::Regions::pesisir_selatan();
        regions.get(code).expect("a kecamatan").name.clone()
    };
    let other = other
        .replace("Lengayang", &kecamatan("13.01.04"))
        .replace("IV Jurai", &kecamatan("13.01.05"));
    assert_eq!(counts(&world.import(&other)), [0, 0, 2, 0, 0]);
    // Read in another unit it is another list: who is known is updated, who is not is new.
    let settings = ImportSettings { unit: Some(Unit::Million), ..ImportSettings::default() };
    let read = world.try_import(&list(rows), &settings).expect("a list");
    assert_eq!(counts(&read), [1, 1, 0, 0, 1]);
}

#[test]
fn an_update_keeps_what_the_row_leaves_open() {
    let mut world = World::new();
    world
        .import(&list(&format!("Rendang Uni Mar,Marlina,{NIK},{NIB},13.01.05,081200000001,100\n")));
    let before = world.profiles().remove(0);
    let second = format!(
        "nama_ikm,nib,kode_kecamatan,nilai_investasi,nilai_produksi\nRendang Mar,{NIB},13.01.05,-,700\n"
    );
    assert_eq!(counts(&world.import(&second)), [0, 1, 0, 0, 0]);
    let mut expect = Profile { name: "Rendang Mar".to_owned(), ..before };
    expect.figures.production_value = Some(ikm_core::money::Rupiah::new(700));
    assert_eq!(world.profiles(), [expect]);
    // It keeps the day on which it was registered.
    let mut world = World::new();
    world.import(MAKERS);
    world.on("2022-06-01");
    world.import(&second);
    let shown = world.app().show(NIB).expect("an IKM");
    assert_eq!((shown.ikm.name.as_str(), shown.registered_on), ("Rendang Mar", day("2022-01-31")));
}

#[test]
fn sums_over_the_rows_that_were_read() {
    let mut world = World::new();
    let outcome = world.import(
        "nama_ikm,kode_kecamatan,komoditi,tenaga_kerja_l,tenaga_kerja_p,nilai_investasi,nilai_produksi,nilai_bahan_baku\n\
         A,13.01.04,Pangan,1,2,1000000,\"2.500.000\",-\n\
         B,13.01.04,Pangan,-,4,,500000,200000\n\
         C,13.01.04,,0,0,0,0,0\n\
         D,13.01.04,Sandang,dua,9,9,9,9\n\
         E,13.01.99,Sandang,9,9,9,9,9\n\
         ,13.01.04,Sandang,9,9,9,9,9\n\
         F,13.01.04,Sandang,5,,300000,,\n",
    );
    assert_eq!(counts(&outcome), [4, 0, 0, 3, 0]);
    let totals = outcome.totals;
    assert_eq!(totals.workers, 1 + 2 + 4 + 5);
    assert_eq!(totals.investment.get(), 1_000_000 + 300_000);
    assert_eq!(totals.production_value.get(), 2_500_000 + 500_000);
    assert_eq!(totals.raw_material_value.get(), 200_000);
    let groups: Vec<(&str, u64)> =
        outcome.by_commodity.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(groups, [("Pangan", 2), ("Sandang", 1), ("undecided", 1)]);
    // What was read before counts in the sums of what was read now.
    let again = world.import("nama_ikm,kode_kecamatan,tenaga_kerja\nG,13.01.04,3\nG,13.01.04,3\n");
    assert_eq!((again.added, again.totals.workers), (2, 6));
    let again = world.import("nama_ikm,kode_kecamatan,tenaga_kerja\nG,13.01.04,3\nG,13.01.04,3\n");
    assert_eq!((again.unchanged, again.totals.workers), (2, 6));
}

#[test]
fn pairs_say_why() {
    let mut world = World::new();
    world.import(&list("Rendang Uni Mar,Mariani,,,13.01.05,081200000001,\n"));
    world.import(&list(
        "RENDANG UNIMAR,Mariani,,,13.01.05,,\n\
         Bengkel Las Jaya,Zulkifli,,,13.01.04,081200000001,\n\
         Sate Pono,Pono,,,13.01.04,,\n",
    ));
    let pairs = world.pairs();
    // The telephone alone, 30, is not enough against another owner.
    let [pair] = pairs.as_slice() else { panic!("one pair: {pairs:?}") };
    assert_eq!((pair.a_name.as_str(), pair.b_name.as_str()), ("Rendang Uni Mar", "RENDANG UNIMAR"));
    assert_eq!(pair.reasons, [Reason::SameGivenName, Reason::SameName, Reason::SameKecamatan]);
    // 20 for an owner of one word, 50 and 5.
    assert_eq!(pair.score, 75);
    assert!(pair.a < pair.b);
    // A trade that everybody has says nothing.
    let mut world = World::new();
    let smiths = "nama_ikm,nama_pemilik,kode_kecamatan,produk\n\
                  Pandai Besi,Amir,13.01.04,Pandai besi\nPandai Besi,Budi,13.01.04,Pandai besi\n";
    assert_eq!(counts(&world.import(smiths)), [2, 0, 0, 0, 0]);
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let mut world = World::with_goods();
    let rows = list(&format!(
        "Rendang Mar,Marlina,,{NIB},13.01.05,,\nKeripik Upik,Upik,,,13.01.04,,\n,X,,,13.01.04,,\n"
    ));
    let dry = ImportSettings { dry_run: true, ..ImportSettings::default() };
    let told = world.unchanged_by(|world| world.try_import(&rows, &dry)).expect("a list");
    assert_eq!((told.batch, counts(&told)), (None, [1, 1, 0, 1, 1]));
    let done = world.import(&rows);
    assert_eq!(ImportOutcome { batch: None, ..done.clone() }, told);
    let batch = done.batch.expect("a batch");
    let batch = world.read(|tx| tx.batch(batch).expect("reads")).expect("a batch");
    assert_eq!((batch.rows, batch.added, batch.updated, batch.rejected), (3, 1, 1, 1));
    assert_eq!((batch.imported_on, batch.unchanged), (day("2022-01-31"), 0));
}

#[test]
fn a_strict_import_is_all_or_nothing() {
    let strict = ImportSettings { strict: true, ..ImportSettings::default() };
    let mut world = World::with_makers();
    let rows = list("A,X,,,13.01.04,,\nB,X,,,13.01.99,,\nC,X,,,,,\n");
    let refused = world.unchanged_by(|world| world.try_import(&rows, &strict)).expect_err("strict");
    assert_eq!(refused.code(), "IKM-IMPORT-STRICT");
    assert_eq!(refused.to_string(), "2 of 3 rows were rejected, so nothing was imported");
    assert_eq!(refused.indonesian(), "2 dari 3 baris ditolak, jadi tidak ada yang diimpor");
    let whole = world.try_import(&list("A,X,,,13.01.04,,\n"), &strict).expect("no rejects");
    assert_eq!(whole.added, 1);
}

/// Writes down what an import tells, and stops it where told.
#[derive(Default)]
struct Watcher {
    columns: usize,
    rows: Vec<u64>,
    warnings: usize,
    rejected: Vec<(u64, Vec<&'static str>)>,
    stop_at_reject: bool,
    stop_at_end: bool,
}

fn full_disk() -> ImportError {
    ImportError::Unreadable(std::io::Error::other("full"))
}

impl ImportWatch for Watcher {
    fn layout(&mut self, layout: &Layout) {
        self.columns = layout.headers.len();
    }

    fn progress(&mut self, rows: u64) {
        self.rows.push(rows);
    }

    fn warning(&mut self, _warning: &Warning) {
        self.warnings += 1;
    }

    fn rejected(&mut self, row: &Row, problems: &[Problem]) -> Result<(), ImportError> {
        self.rejected.push((row.number, problems.iter().map(ikm_core::Explain::code).collect()));
        if self.stop_at_reject { Err(full_disk()) } else { Ok(()) }
    }

    fn end(&mut self) -> Result<(), ImportError> {
        if self.stop_at_end { Err(full_disk()) } else { Ok(()) }
    }
}

#[test]
fn a_watcher_sees_everything_and_can_stop_it() {
    let rows = list("A,X,130105,,13.01.04,12,\n,X,,,13.01.99,,\nB,X,,,13.01.04,,\n");
    let watch = |watcher: &mut Watcher, world: &mut World| {
        let path = world.file(&rows);
        world.app().import(&path, &ImportSettings::default(), watcher)
    };
    let mut watcher = Watcher::default();
    let outcome = watch(&mut watcher, &mut World::new()).expect("a list");
    assert_eq!((watcher.columns, watcher.rows), (7, vec![1, 2, 3]));
    // The NIK and the telephone of A.
    assert_eq!((outcome.warnings, watcher.warnings), (2, 2));
    assert_eq!(watcher.rejected, [(3, vec!["IKM-ROW-NO-NAME", "IKM-ROW-PLACE-UNKNOWN"])]);
    for (stop_at_reject, stop_at_end) in [(true, false), (false, true)] {
        let mut world = World::with_makers();
        let mut watcher = Watcher { stop_at_reject, stop_at_end, ..Watcher::default() };
        let stopped = world.unchanged_by(|world| watch(&mut watcher, world));
        assert!(matches!(stopped, Err(AppError::Import(_))), "{stopped:?}");
    }
}

#[test]
fn what_is_no_list_changes_nothing() {
    let mut world = World::with_makers();
    let empty = world.file("");
    let folder = empty.parent().expect("a folder");
    let mut check = |path: &Path, expect: &str| {
        let refused = world
            .unchanged_by(|world| world.app().import(path, &ImportSettings::default(), &mut ()));
        assert_eq!(refused.expect_err("no list").code(), expect, "{}", path.display());
        let refused = world.unchanged_by(|world| world.app().intake(path, &mut |_| ()));
        assert_eq!(refused.expect_err("no file").code(), expect, "{}", path.display());
        let refused = world.unchanged_by(|world| world.app().sales(path, &mut |_| ()));
        assert_eq!(refused.expect_err("no file").code(), expect, "{}", path.display());
    };
    check(&folder.join("nowhere.csv"), "IKM-FILE-MISSING");
    check(folder, "IKM-FILE-IS-FOLDER");
    check(&empty, "IKM-IMPORT-EMPTY");
}

#[test]
fn an_ikm_is_found_and_shown() {
    let mut world = World::with_makers();
    let found = world.app().find("kain sulam", 10).expect("searches");
    let names: Vec<&str> = found.iter().map(|ikm| ikm.name.as_str()).collect();
    assert_eq!(names, ["Sulaman Rosnida"]);
    assert_eq!(found[0].classification.as_deref(), Some("13"));
    let id = found[0].id.to_string();
    for who in [id.as_str(), "A-0002"] {
        let shown = world.app().show(who).expect("an IKM");
        assert_eq!(shown.ikm.name, "Sulaman Rosnida", "{who}");
        assert_eq!(shown.member.map(|number| number.to_string()).as_deref(), Some("A-0002"));
        // What is shown tells nobody the number of a person.
        let nik = shown.nik.expect("a NIK");
        assert!(nik.contains('*') && nik != OTHER_NIK, "{nik}");
    }
    for who in ["", "Sulaman Rosnida", "9120000000099", "A-0009"] {
        let unknown = world.app().show(who).expect_err("nobody");
        assert_eq!(unknown.code(), "IKM-REGISTRY-UNKNOWN", "{who:?}");
    }
    let mut listed = Vec::new();
    let each = |ikm: ikm_app::registry::IkmView| {
        listed.push(ikm.name);
        Ok(())
    };
    let kecamatan = Some("13.01.05".parse().expect("a code"));
    let filter = IkmFilter { kecamatan, class: None };
    world.app().for_each_ikm(&filter, each).expect("lists");
    assert_eq!(listed, ["Rendang Uni Mar", "Sulaman Rosnida"]);
}
