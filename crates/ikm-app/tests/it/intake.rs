//! Intake files: notes stand whole or not at all, terms are frozen, and only members consign.

use ikm_core::Lang;
use ikm_core::association::MembershipChange;

use MembershipChange::{Accept, Apply, End, Resume, Suspend};

use crate::world::{World, reasons};

#[test]
fn notes_become_items_under_frozen_terms() {
    let mut world = World::with_makers();
    let taken_in = world.intake(
        "N-1,2022-02-01,A-0001,RND,Rendang 250 g,makanan,10,65000,12.5,L1,2022-02-20\n\
         N-2,01/02/2022,A-0002,SLM,Taplak sulaman,kain,4,Rp185.000,\"15,5%\",-,-\n\
         N-1,2022-02-01,a-0001,RDG,Rendang 1 kg,,1,260000,0,,\n",
    );
    assert_eq!((taken_in.notes, taken_in.items), (2, 3));
    assert_eq!((taken_in.rejected, taken_in.warnings), (vec![], vec![]));
    let mut shelf = Vec::new();
    for item in world.items() {
        let best_before = item.best_before.map(|day| day.to_string());
        let label = (item.member.to_string(), item.maker, item.sku, item.lot, best_before);
        shelf.push((label, item.received, item.on_hand, item.unit_price.get()));
    }
    let label = |member: &str, maker: &str, sku: &str, lot: Option<&str>, last: Option<&str>| {
        let owned = |text: &str| text.to_owned();
        (owned(member), owned(maker), owned(sku), lot.map(owned), last.map(owned))
    };
    let mar = |sku, lot, last| label("A-0001", "Rendang Uni Mar", sku, lot, last);
    // The lines of one note stand together, in the order of the file.
    assert_eq!(
        shelf,
        [
            (mar("RND", Some("L1"), Some("2022-02-20")), 10, 10, 65_000),
            (mar("RDG", None, None), 1, 1, 260_000),
            (label("A-0002", "Sulaman Rosnida", "SLM", None, None), 4, 4, 185_000),
        ]
    );
    let commission = |sku: &str| {
        let items = world.read(|tx| tx.items_by_sku(sku).expect("reads"));
        items[0].terms().commission.to_string()
    };
    assert_eq!(["RND", "RDG", "SLM"].map(commission), ["12.5", "0", "15.5"]);
    world.assert_sound();
}

#[test]
fn lines_that_cannot_be_taken_in() {
    let check = |lines: &str, expect: &[(u64, &str, &str)]| {
        let mut world = World::with_makers();
        let taken_in = world.unchanged_by(|world| world.intake(lines));
        assert_eq!(reasons(&taken_in.rejected), expect, "{lines}");
        assert_eq!((taken_in.notes, taken_in.items), (0, 0), "{lines}");
        assert_eq!(taken_in.warnings, [], "{lines}");
    };
    let one = |line: &str, code: &str, column: &str| check(line, &[(2, code, column)]);
    one("N-1,2022-02-01,A-0009,X,Rendang,,1,1000,10,,", "IKM-MEMBER-UNKNOWN", "member");
    one("N-1,2022-02-01,0001,X,Rendang,,1,1000,10,,", "IKM-MEMBER-NUMBER", "member");
    one("N-1,2022-02-01,,X,Rendang,,1,1000,10,,", "IKM-GALLERY-EMPTY-CELL", "member");
    one("N-1,2022-02-01,A-0001,,Rendang,,1,1000,10,,", "IKM-GALLERY-EMPTY-CELL", "sku");
    one("N-1,2022-02-01,A-0001,X,,,1,1000,10,,", "IKM-GALLERY-EMPTY-CELL", "name");
    one("N-1,2022-02-01,A-0001,X,Rendang,,0,1000,10,,", "IKM-GALLERY-QUANTITY", "quantity");
    one("N-1,2022-02-01,A-0001,X,Rendang,,1,,10,,", "IKM-GALLERY-EMPTY-CELL", "unit_price");
    one("N-1,2022-02-01,A-0001,X,Rendang,,1,-1000,10,,", "IKM-GALLERY-MONEY", "unit_price");
    one(
        "N-1,2022-02-01,A-0001,X,Rendang,,1,1000,,,",
        "IKM-GALLERY-EMPTY-CELL",
        "commission_percent",
    );
    one(
        "N-1,2022-02-01,A-0001,X,Rendang,,1,1000,101,,",
        "IKM-STOCK-COMMISSION",
        "commission_percent",
    );
    one("N-1,2022-02-01,A-0001,X,Rendang,,1,1000,-1,,", "IKM-PERCENT-SYNTAX", "commission_percent");
    one(
        "N-1,2022-02-01,A-0001,X,Rendang,,1,1000,sepuluh,,",
        "IKM-PERCENT-SYNTAX",
        "commission_percent",
    );
    one(
        "N-1,2022-02-01,A-0001,X,Rendang,,1,1000,10,,2022-13-01",
        "IKM-GALLERY-DATE",
        "best_before",
    );
    one("N-1,besok,A-0001,X,Rendang,,1,1000,10,,", "IKM-GALLERY-DATE", "received_on");
    // Goods may come in on their last day, and not on the day after.
    one(
        "N-1,2022-02-02,A-0001,X,Rendang,,1,1000,10,,2022-02-01",
        "IKM-INTAKE-EXPIRED",
        "best_before",
    );
    let sibling = |row| (row, "IKM-GALLERY-SIBLING", "");
    check(
        "N-1,2022-02-01,A-0001,X,Rendang,,1,1000,10,,\n\
         N-1,2022-02-01,A-0009,Y,Rendang,,1,1000,10,,\n\
         N-1,2022-02-01,A-0001,Z,Rendang,,1,1000,10,,\n",
        &[sibling(2), (3, "IKM-MEMBER-UNKNOWN", "member"), sibling(4)],
    );
    check(
        "N-1,2022-02-01,A-0001,X,Rendang,,1,1000,10,,\nN-1,2022-02-02,A-0001,Y,Rendang,,1,1000,10,,\n",
        &[sibling(2), (3, "IKM-GALLERY-MIXED", "received_on")],
    );
    // A sku belongs to one maker, within one note too.
    check(
        "N-1,2022-02-01,A-0001,X,Rendang,,1,1000,10,,\nN-1,2022-02-01,A-0002,X,Taplak sulaman,,1,1000,10,,\n",
        &[sibling(2), (3, "IKM-INTAKE-SKU", "sku")],
    );
}

#[test]
fn a_sku_belongs_to_one_maker() {
    let mut world = World::with_goods();
    let taken_in = world.intake(
        "N-8,2022-02-11,A-0002,NEW,Taplak sulaman,kain,1,1000,10,,\n\
         N-9,2022-02-11,A-0001,NEW,Rendang,makanan,1,1000,10,,\n\
         N-10,2022-02-11,A-0002,RND,Taplak sulaman,kain,1,1000,10,,\n\
         N-11,2022-02-11,A-0001,RND,Rendang,makanan,5,70000,12.5,L3,2022-07-31\n",
    );
    assert_eq!((taken_in.notes, taken_in.items), (2, 2));
    assert_eq!(
        reasons(&taken_in.rejected),
        [(3, "IKM-INTAKE-SKU", "sku"), (4, "IKM-INTAKE-SKU", "sku")]
    );
    assert_eq!(taken_in.rejected[0].reason(Lang::Id), "kode barang \"NEW\" milik anggota lain");
    assert_eq!(taken_in.rejected[0].reason(Lang::En), "the sku \"NEW\" belongs to another member");
    // A later price is one of the later pieces; what lies there keeps its own.
    let prices = world.read(|tx| tx.items_by_sku("RND").expect("reads"));
    let prices: Vec<i64> = prices.iter().map(|item| item.unit_price().get()).collect();
    assert_eq!(prices, [65_000, 65_000, 70_000]);
}

#[test]
fn only_active_members_consign() {
    let line = "N-1,2022-02-01,A-0001,RND,Rendang,makanan,1,1000,10,,\n";
    let check = |changes: &[MembershipChange], taken: u64| {
        let mut world = World::with_makers();
        for change in changes {
            world.app().change_membership("A-0001", *change).expect("a step");
        }
        let taken_in = world.intake(line);
        assert_eq!(taken_in.notes, taken, "{changes:?}");
        if taken == 0 {
            let expect = [(2, "IKM-MEMBER-NOT-ACTIVE", "member")];
            assert_eq!(reasons(&taken_in.rejected), expect, "{changes:?}");
        }
    };
    check(&[], 1);
    check(&[Suspend], 0);
    check(&[Suspend, Resume], 1);
    check(&[End], 0);
    check(&[End, Apply], 0);
    check(&[End, Apply, Accept], 1);
}

#[test]
fn what_lies_there_is_sold_although_its_maker_has_left() {
    let mut world = World::with_goods();
    world.app().change_membership("A-0001", MembershipChange::End).expect("leaves");
    let sold = world.sales("K-1,2022-02-10,RND,,1,,cash\n");
    assert_eq!((sold.receipts, sold.rejected), (1, vec![]));
}

#[test]
fn what_deserves_a_look_is_taken_in_with_a_warning() {
    let check = |line: &str, expect: &[&str]| {
        let mut world = World::with_makers();
        let taken_in = world.intake(line);
        assert_eq!(taken_in.notes, 1, "{line}");
        let codes: Vec<&str> =
            taken_in.warnings.iter().map(|warning| warning.code.as_str()).collect();
        assert_eq!(codes, expect, "{line}");
    };
    // The members were accepted on 31 January.
    check("N-1,2022-01-31,A-0001,X,Rendang sapi,,1,1000,10,,", &[]);
    check("N-1,2022-01-30,A-0001,X,Rendang sapi,,1,1000,10,,", &["IKM-INTAKE-BEFORE-MEMBERSHIP"]);
    // "Rendang kemasan" is what A-0001 is registered as making; the category may say it too.
    check("N-1,2022-02-01,A-0001,X,Dendeng,,1,1000,10,,", &["IKM-INTAKE-PRODUCT"]);
    check("N-1,2022-02-01,A-0001,X,Randang 250 g,rendang,1,1000,10,,", &[]);
    check("N-1,2022-02-01,A-0001,X,RENDANG,,1,1000,10,,", &[]);
    check(
        "N-1,2022-01-30,A-0001,X,Dendeng,,1,1000,10,,",
        &["IKM-INTAKE-BEFORE-MEMBERSHIP", "IKM-INTAKE-PRODUCT"],
    );
    // A word of three letters is too common to tell anything; a product of such words alone too.
    let bakers = |product: &str| {
        let mut world = World::new();
        world.import(&format!("nama_ikm,kode_kecamatan,produk\nUni Mar,13.01.04,{product}\n"));
        world.app().accept_all().expect("accepts");
        world.intake("N-1,2022-02-01,A-0001,X,Kue bolu,,1,1000,10,,").warnings.len()
    };
    assert_eq!([bakers("Kue kering"), bakers("Kue"), bakers("Bolu")], [1, 0, 0]);
    let taken_in = World::with_makers().intake("N-1,2022-01-30,A-0001,X,Dendeng,,1,1000,10,,");
    let said: Vec<_> = taken_in
        .warnings
        .iter()
        .map(|warning| (warning.row, warning.text(Lang::Id), warning.text(Lang::En)))
        .collect();
    assert_eq!(
        said,
        [
            (
                2,
                "A-0001 baru aktif sejak 2022-01-31, barang masuk 2022-01-30",
                "A-0001 is active only since 2022-01-31, the goods came in on 2022-01-30"
            ),
            (
                2,
                "A-0001 terdaftar membuat \"Rendang kemasan\", bukan \"Dendeng\"",
                "A-0001 is registered as making \"Rendang kemasan\", not \"Dendeng\""
            ),
        ]
    );
}

#[test]
fn a_note_given_again() {
    let mut world = World::with_goods();
    let again = |world: &mut World, lines: &str| world.unchanged_by(|world| world.intake(lines));
    let taken_in = again(&mut world, crate::world::GOODS);
    assert_eq!((taken_in.notes, taken_in.items, taken_in.rejected), (3, 4, vec![]));
    // Typed another way.
    let retyped = "N-2,01/02/2022, A-0002 ,SLM,Taplak sulaman,kain,4,\"Rp 185.000,-\",15.0 %,-,\n";
    let taken_in = again(&mut world, retyped);
    assert_eq!((taken_in.notes, taken_in.items, taken_in.rejected), (1, 1, vec![]));
    let check = |world: &mut World, line: &str| {
        let taken_in = again(world, line);
        let expect = [(2, "IKM-GALLERY-REPEATED", "note")];
        assert_eq!(reasons(&taken_in.rejected), expect, "{line}");
    };
    check(&mut world, "N-2,2022-02-01,A-0002,SLM,Taplak sulaman,kain,5,185000,15,,");
    check(&mut world, "N-2,2022-02-01,A-0002,SLM,Taplak sulaman,kain,4,185000,16,,");
    check(&mut world, "N-2,2022-02-01,A-0002,SLM,Taplak sulaman,kain,4,185000,15,L1,");
    check(&mut world, "N-2,2022-02-01,A-0003,SLM,Taplak sulaman,kain,4,185000,15,,");
}
