//! Erasing personal data: all of it goes, and every count stays.

use ikm_app::reports::ReportName;
use ikm_core::Explain as _;
use ikm_store::SqliteStore;

use crate::world::World;

const LIST: &str = "\
nama_ikm,nama_pemilik,nik,nib,kode_kecamatan,kbli,produk,alamat,telepon,email,tenaga_kerja_l
Rendang Minang,Marlina,1301054501800001,9120000000011,13.01.05,10750,Rendang,Jl. Rahasia 7,081234567890,m@contoh.id,3
Tenun Kubang,Rosnida,1301056502750002,9120000000033,13.01.05,13912,Tenun,Jl. Lain 1,081234567899,r@contoh.id,2
";

/// The same a year later, with another address: the first one is kept as what was.
const LATER: &str = "\
nama_ikm,nama_pemilik,nik,nib,kode_kecamatan,kbli,produk,alamat,telepon,email,tenaga_kerja_l
Rendang Minang,Marlina Sari,1301054501800001,9120000000011,13.01.05,10750,Rendang,Jl. Rahasia 9,081234567890,m@contoh.id,4
";

const SECRETS: [&str; 5] = ["Marlina", "1301054501800001", "Rahasia", "81234567890", "m@contoh"];

fn check(mut world: World) {
    world.import(LIST);
    world.on("2022-05-01");
    world.import(LATER);
    world.app().apply("9120000000011").expect("applies");
    let member = world.unchanged_by(|world| world.app().forget("9120000000011"));
    assert_eq!(member.expect_err("a member").code(), "IKM-FORGET-MEMBER");
    let end = ikm_core::association::MembershipChange::End;
    world.app().change_membership("A-0001", end).expect("ends");
    let mut rekap = |on: &str| world.on(on).report(ReportName::Rekap).expect("a report");
    let before = ["2022-02-01", "2022-06-01"].map(&mut rekap);
    world.on("2022-06-01");
    assert_eq!(world.app().find("marlina", 9).expect("finds").len(), 1);

    let done = world.app().forget("9120000000011").expect("it may be forgotten");
    assert_eq!((done.name.as_str(), done.ikms, done.past), ("Rendang Minang", 1, 2));
    assert_eq!(world.app().find("marlina", 9).expect("finds"), []);
    assert_eq!(world.app().find("rahasia", 9).expect("finds"), []);
    assert_eq!(world.app().find("rosnida", 9).expect("finds").len(), 1);
    let shown = world.app().show("9120000000011").expect("it stands");
    let shown = serde_json::to_string(&shown).expect("a value");
    let past = world.read(|tx| {
        let known = (tx.ikm(done.ikm).expect("reads"), tx.past(done.ikm).expect("reads"));
        serde_json::to_string(&known).expect("a value")
    });
    assert!(past.contains("Rendang Minang") && past.contains("erased"), "{past}");
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret} is shown");
        assert!(!past.contains(secret), "{secret} is kept");
    }
    let mut rekap = |on: &str| world.on(on).report(ReportName::Rekap).expect("a report");
    assert_eq!(["2022-02-01", "2022-06-01"].map(&mut rekap), before);
    // Nothing is left to erase, and both the books and the chain of the audit hold.
    assert_eq!(world.app().forget("9120000000011").expect("again").past, 0);
    world.assert_sound();
}

#[test]
fn everything_personal_goes_in_memory() {
    check(World::new());
}

#[test]
fn everything_personal_goes_from_the_tables() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ikm.db");
    let store = SqliteStore::create(&path).expect("a store");
    check(World::in_store(Box::new(store)));
}

#[test]
fn who_is_owed_money_is_not_forgotten() {
    let mut world = World::with_goods();
    world.sales("K-1,2022-02-02,SLM,,1,,cash\n");
    let end = ikm_core::association::MembershipChange::End;
    world.on("2022-03-01").change_membership("A-0002", end).expect("ends");
    let owed = world.unchanged_by(|world| world.app().forget("A-0002"));
    assert_eq!(owed.expect_err("money").code(), "IKM-FORGET-MONEY");
}
