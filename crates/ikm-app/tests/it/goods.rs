//! Goods that go back, are written off, are moved and are counted; every figure by hand.

use std::fmt::Write as _;

use ikm_core::Explain as _;
use ikm_core::gallery::{GoodsLine, Item, LossCause, Place};
use ikm_core::ledger::Account;

use crate::world::World;

fn lines(text: &str) -> Vec<GoodsLine> {
    text.split_whitespace().map(|line| line.parse().expect("goods")).collect()
}

fn on_hand(world: &World, sku: &str) -> Vec<u32> {
    world.read(|tx| tx.items_by_sku(sku).expect("reads").iter().map(Item::on_hand).collect())
}

/// What the maker with this number is owed by lines that wait.
fn owed(world: &mut World, number: &str) -> i64 {
    let member = world.app().member(number).expect("a member").member.member;
    world.holds(Account::ConsignmentPayable(member))
}

#[test]
fn goods_go_back_to_their_maker_under_a_number() {
    let mut world = World::with_goods();
    // Those that expire first go first: all ten of L1 and two of L2.
    let mut app = world.on("2022-03-01");
    let back = app.return_goods(&lines("RND=12"), &Place::Shelf, "lewat tanggal").expect("there");
    assert_eq!((back.number.as_deref(), back.lines, back.pieces), (Some("RTR-0001"), 2, 12));
    assert_eq!(on_hand(&world, "RND"), [0, 18]);
    let mut app = world.app();
    let back = app.return_goods(&lines("RND@L2=1"), &Place::Shelf, "").expect("there");
    assert_eq!(back.number.as_deref(), Some("RTR-0002"));
    assert_eq!(on_hand(&world, "RND"), [0, 17]);
    let refused = |world: &mut World, text: &str, code: &str| {
        let refusal = world.unchanged_by(|world| {
            world.app().return_goods(&lines(text), &Place::Shelf, "").expect_err("refused")
        });
        assert_eq!(refusal.code(), code, "{text}");
    };
    refused(&mut world, "RND=1 SLM=1", "IKM-RETURN-MAKERS");
    refused(&mut world, "RND=18", "IKM-STOCK-NOT-ON-HAND");
    // The second line finds none left, and the first is taken back with it.
    refused(&mut world, "RND=17 RND=1", "IKM-STOCK-NOT-ON-HAND");
    refused(&mut world, "XXX=1", "IKM-STOCK-UNKNOWN");
    world.assert_sound();
}

#[test]
fn all_that_has_expired_goes_back_at_once() {
    let mut world = World::with_goods();
    let mut app = world.on("2022-02-20");
    let (store, shelf) = (Place::Store, Place::Shelf);
    app.move_goods(&lines("RND@L1=4"), &shelf, &store).expect("there");
    let member = "A-0001".parse().expect("a number");
    // Its last day is today, so nothing has expired.
    let refusal = app.return_expired(member, "").expect_err("nothing");
    assert_eq!(refusal.code(), "IKM-STOCK-NOTHING");
    let back = world.on("2022-02-21").return_expired(member, "").expect("there");
    assert_eq!((back.lines, back.pieces), (2, 10));
    assert_eq!(on_hand(&world, "RND"), [0, 20]);
    world.assert_sound();
}

#[test]
fn what_lies_elsewhere_is_not_sold() {
    let mut world = World::with_goods();
    let event = Place::Event("Festival Carocok".to_owned());
    let mut app = world.on("2022-02-15");
    app.move_goods(&lines("SLM=3"), &Place::Shelf, &event).expect("there");
    let refused = world.sales("K-1,2022-02-15,SLM,,2,,cash\n");
    assert_eq!(
        crate::world::reasons(&refused.rejected),
        [(2, "IKM-STOCK-NOT-ON-HAND", "quantity")]
    );
    let refusal = world.unchanged_by(|world| {
        let mut app = world.app();
        app.move_goods(&lines("SLM=2"), &Place::Shelf, &event).expect_err("one is left")
    });
    assert_eq!(refusal.code(), "IKM-STOCK-NOT-ON-HAND");
    world.app().move_goods(&lines("SLM=1"), &event, &Place::Shelf).expect("there");
    assert_eq!(world.sales("K-1,2022-02-15,SLM,,2,,cash\n").receipts, 1);
    world.assert_sound();
}

#[test]
fn a_loss_is_borne_as_its_cause_says() {
    let mut world = World::with_goods();
    let mut app = world.on("2022-03-01");
    // Expired: the maker's. 10 pieces, and the gallery owes nothing.
    let expired = app.write_off(&lines("RND@L1=10"), &Place::Shelf, LossCause::Expired, "");
    let expired = expired.expect("there");
    assert_eq!((expired.number.as_deref(), expired.owed.get()), (Some("RSK-0001"), 0));
    // Broken: the gallery's. Of Rp65.000 at 12,5 % the commission is 8.125, so 56.875 a piece; two.
    let broken = app.write_off(&lines("RND=2"), &Place::Shelf, LossCause::Broken, "jatuh");
    assert_eq!(broken.expect("there").owed.get(), 113_750);
    assert_eq!(owed(&mut world, "A-0001"), 113_750);
    assert_eq!(world.holds(Account::StockLoss), 113_750);
    assert_eq!(on_hand(&world, "RND"), [0, 18]);
    world.assert_sound();
    // The next settlement pays it.
    let terms = ikm_core::gallery::SettlementTerms {
        until: crate::world::day("2022-04-01"),
        hold_days: 0,
        minimum: ikm_core::money::Rupiah::ZERO,
    };
    let run = world.on("2022-04-01").run_settlement(terms).expect("settles");
    assert_eq!((run.totals.payable.get(), run.totals.charges.get()), (113_750, -113_750));
    assert_eq!(owed(&mut world, "A-0001"), 0);
    world.assert_sound();
}

/// Counted 5 for 8 and 4 for 4; three crisps are lost, the gallery's, at 15.000 less 1.500. Later two
/// of them turn up, and one more than ever came in.
#[test]
fn a_count_books_differences_by_their_cause() {
    let mut world = World::with_goods();
    let sheet = world.on("2022-02-15").start_count(&Place::Shelf).expect("goods");
    assert_eq!((sheet.number.as_deref(), sheet.lines, sheet.pieces), (Some("OPN-0001"), 4, 42));
    let counted = |world: &World, number: &str, of: &dyn Fn(&str, u32) -> String| {
        let mut file = "sheet,line,counted,cause\n".to_owned();
        let mut at = 0;
        let items = world.read(|tx| tx.item_page(None, 9).expect("reads"));
        for item in items.iter().filter(|item| item.on_hand() > 0) {
            at += 1;
            let row = of(&item.label().sku, item.on_hand());
            writeln!(file, "{number},{at},{row}").expect("writes");
        }
        file
    };
    let short = counted(&world, "OPN-0001", &|sku, held| match sku {
        "KRP" => "5,".to_owned(),
        _ => format!("{held},"),
    });
    // A line is missing: nothing is booked.
    let part: String = short.split_inclusive('\n').take(4).collect();
    let path = world.file(part);
    let refusal = world.unchanged_by(|world| {
        world.app().close_count("OPN-0001", &path).expect_err("a line is missing")
    });
    assert_eq!(refusal.code(), "IKM-COUNT-LINE");
    let path = world.file(short);
    let closed = world.app().close_count("OPN-0001", &path).expect("a full count");
    assert_eq!((closed.lines, closed.pieces, closed.owed.get()), (1, 3, 40_500));
    assert_eq!(on_hand(&world, "KRP"), [5]);
    assert_eq!(owed(&mut world, "A-0003"), 40_500);
    let refusal = world.unchanged_by(|world| {
        world.app().close_count("OPN-0001", &path).expect_err("booked before")
    });
    assert_eq!(refusal.code(), "IKM-COUNT-BOOKED");
    world.assert_sound();

    world.on("2022-02-16").start_count(&Place::Shelf).expect("goods");
    let more = counted(&world, "OPN-0002", &|sku, held| match sku {
        "KRP" => "9,".to_owned(),
        _ => format!("{held},"),
    });
    let path = world.file(more);
    let closed = world.app().close_count("OPN-0002", &path).expect("a full count");
    // Three are there again, and of the fourth nobody knew.
    assert_eq!((closed.lines, closed.pieces, closed.owed.get()), (2, 4, -40_500));
    assert_eq!(owed(&mut world, "A-0003"), 0);
    let stock = world.read(|tx| tx.items_by_sku("KRP").expect("reads")[0].stock());
    assert_eq!((stock.received, stock.written_off, stock.on_hand()), (9, 0, Some(9)));
    world.assert_sound();
}

#[test]
fn what_expires_soon_is_on_the_pull_list() {
    let mut world = World::with_goods();
    let due = |world: &mut World, day: &str| {
        let list = world.on(day).pull_list().expect("lists").into_iter();
        list.map(|pull| (pull.item.lot, pull.days_left, pull.due)).collect::<Vec<_>>()
    };
    let lot = Some("L1".to_owned());
    assert_eq!(due(&mut world, "2022-02-05"), []);
    assert_eq!(due(&mut world, "2022-02-06"), [(lot.clone(), 14, 14)]);
    assert_eq!(due(&mut world, "2022-02-13"), [(lot.clone(), 7, 7)]);
    assert_eq!(due(&mut world, "2022-02-20"), [(lot.clone(), 0, 0)]);
    assert_eq!(due(&mut world, "2022-02-21"), [(lot, -1, 0)]);
}

#[test]
fn the_same_key_moves_goods_once() {
    let mut world = World::with_goods();
    world.on("2022-02-15");
    world.set_key(Some("retur-1"));
    let first = world.app().return_goods(&lines("SLM=1"), &Place::Shelf, "").expect("there");
    let again = world.unchanged_by(|world| {
        world.app().return_goods(&lines("SLM=1"), &Place::Shelf, "").expect("there")
    });
    assert_eq!(first, again);
    let refusal = world.app().return_goods(&lines("SLM=2"), &Place::Shelf, "").expect_err("other");
    assert_eq!(refusal.code(), "IKM-KEY-REUSED");
    assert_eq!(on_hand(&world, "SLM"), [3]);
}

const RULES: &str = r#"
    source = "Rapat anggota 31 Januari 2022"
    misfit = "refuse"
    [default]
    commission = "15"
    discount = "gallery"
    [category.kain]
    commission = "net:150000"
    [member.A-0003]
    losses = { lost = "100" }
    [item.KRP]
    commission = "piece:2000"
    [food]
    categories = ["makanan"]
    permits = ["pirt", "nib"]
    minimum_days = 10
    life_days = { makanan = 100 }
    minimum_life = "30"
    [quota]
    member = 20
"#;

#[test]
fn goods_come_in_by_the_rules_of_their_day() {
    let mut world = World::with_makers();
    let loaded = world.app().load_gallery_rules(RULES, crate::world::day("2022-02-05"));
    assert_eq!(loaded.expect("rules").version, 1);
    // Before the rules: a commission must be said.
    let one = |world: &mut World, line: &str| {
        let done = world.intake(&format!("{line}\n"));
        crate::world::reasons(&done.rejected).first().map(|(_, code, _)| (*code).to_owned())
    };
    let code = |text: &str| Some(text.to_owned());
    let cloth = "A-0002,SLM,Taplak sulaman,kain,4,185000";
    assert_eq!(
        one(&mut world, &format!("N-1,2022-02-04,{cloth},,,")),
        code("IKM-GALLERY-EMPTY-CELL")
    );
    assert_eq!(one(&mut world, &format!("N-1,2022-02-05,{cloth},,,")), None);
    assert_eq!(one(&mut world, &format!("N-2,2022-02-05,{cloth},10,,")), None);
    let terms = world.read(|tx| {
        let items = tx.items_by_sku("SLM").expect("reads");
        items.iter().map(|item| item.terms().clone()).collect::<Vec<_>>()
    });
    let commissions: Vec<String> = terms.iter().map(|t| t.commission.to_string()).collect();
    assert_eq!(commissions, ["net:150000", "10"]);
    assert!(terms.iter().all(|t| t.version == 1 && t.discount.code() == "gallery"));
    // Food without a permit; with one but with 29 of the 30 days that 30 % of 100 are.
    assert_eq!(
        one(&mut world, "N-3,2022-02-10,A-0003,KRP,Keripik balado,makanan,8,15000,,,2022-12-31"),
        code("IKM-INTAKE-PERMIT")
    );
    let rendang = "A-0001,RND,Rendang 250 g,Makanan,10,65000,,";
    assert_eq!(
        one(&mut world, &format!("N-4,2022-02-10,{rendang},2022-03-11")),
        code("IKM-INTAKE-LIFE")
    );
    assert_eq!(one(&mut world, &format!("N-4,2022-02-10,{rendang},")), code("IKM-INTAKE-LIFE"));
    assert_eq!(one(&mut world, &format!("N-4,2022-02-10,{rendang},2022-03-12")), None);
    // Room for 20: ten lie there.
    assert_eq!(one(&mut world, &format!("N-5,2022-02-10,{rendang},2022-03-12")), None);
    assert_eq!(
        one(&mut world, "N-6,2022-02-10,A-0001,RND,Rendang 250 g,makanan,1,65000,,,2022-05-01"),
        code("IKM-INTAKE-QUOTA")
    );
    // Goods that do not fit are refused, unless somebody says why not.
    let misfit = "N-7,2022-02-10,A-0002,BTK,Batik cap,kriya,1,90000,,,";
    assert_eq!(one(&mut world, misfit), code("IKM-INTAKE-PRODUCT"));
    let path = world.file(format!("{}\n{misfit}\n", crate::world::INTAKE_HEADER));
    let done = world.app().intake_although(&path, Some("contoh pameran"), &mut |_| ());
    assert_eq!(done.expect("taken").items, 1);
    world.assert_sound();
}

#[test]
fn who_waits_is_served_in_turn() {
    let mut world = World::with_makers();
    let mut app = world.app();
    let number = |text: &str| text.parse().expect("a member number");
    // Two of one kecamatan, then one of another, who goes before the second.
    for member in ["A-0001", "A-0002", "A-0003"] {
        app.wait_for_room(number(member), "barang", "rak penuh").expect("waits");
    }
    let turns = |app: &mut ikm_app::App<'_>| {
        let list = app.waiting_list().expect("lists").into_iter();
        list.map(|view| view.member.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(turns(&mut app), ["A-0001", "A-0003", "A-0002"]);
    app.end_wait("ANT-0001", "barang masuk").expect("waits");
    assert_eq!(turns(&mut app), ["A-0002", "A-0003"]);
    let refusal = app.end_wait("ANT-0001", "lagi").expect_err("he waits no longer");
    assert_eq!(refusal.code(), "IKM-PAPER-UNKNOWN");
    world.assert_sound();
}
