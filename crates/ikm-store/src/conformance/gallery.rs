//! Intake notes, items, their stock and their sale.

use ikm_core::gallery::{
    AgeTier, DiscountRule, Item, ItemLabel, LossRules, Note, Payment, PriceTier, Sale, SaleLine,
    Stock, StockMove, StockMoveKind, Terms,
};
use ikm_core::id::{ItemId, NoteId, SaleId};

use super::fixture::{day, found, parsed, rp};
use super::sample::{sampled, with_stock};
use crate::Store;

/// Two notes never share a number or an id; numbers are told apart exactly.
pub fn note_numbers_are_unique(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let note = make.note("n-1");
    scene.write(|tx| tx.insert_note(&note));
    let again = Note { id: NoteId::generate(&mut make), ..note.clone() };
    scene.refused_as_existing("n-1", |tx| tx.insert_note(&again));
    let same_id = Note { number: "n-2".to_owned(), ..note.clone() };
    scene.refused_as_existing(&note.id, |tx| tx.insert_note(&same_id));

    let other_case = make.note("N-1");
    scene.write(|tx| tx.insert_note(&other_case));
    assert_eq!(scene.read(|tx| tx.note_by_number("n-1")), Some(note));
    assert_eq!(scene.read(|tx| tx.note_by_number("N-1")), Some(other_case));
    assert_eq!(scene.read(|tx| tx.note_by_number("n-2")), None);
}

/// Every rule for discounts, the bounds of a commission and counts of any size are read back as
/// they were written.
pub fn items_round_trip(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let [full, _] = &sample.items;
    let of = |commission: &str| Terms::of(parsed(commission));
    let terms = [
        of("0"),
        Terms { discount: DiscountRule::Refused, ..of("100") },
        Terms { discount: DiscountRule::Maker, version: 7, ..of("0.0000000001") },
        Terms { discount: DiscountRule::Gallery, ..of("33.3333333333") },
        Terms {
            price_tiers: vec![PriceTier { from: rp(50_000), commission: parsed("piece:2500") }],
            age_tiers: vec![AgeTier { from_days: 90, commission: parsed("net:7500") }],
            losses: LossRules { broken: parsed("33.3"), ..LossRules::default() },
            ..of("net:0")
        },
    ];
    for terms in &terms {
        let item = Item::from_parts(
            ItemId::generate(&mut make),
            1,
            full.note(),
            full.member(),
            ItemLabel { lot: Some(String::new()), ..full.label().clone() },
            day("2022-02-20"),
            rp(i64::MAX),
            terms.clone(),
            Stock { received: u32::MAX, sold: u32::MAX - 3, returned: 2, written_off: 1 },
        )
        .expect("counts that add up");
        scene.write(|tx| tx.insert_item(&item));
        assert_eq!(scene.read(|tx| tx.item(item.id())).as_ref(), Some(&item));
        scene.refused_as_existing(&item.id(), |tx| tx.insert_item(&item));
    }
    let unknown = ItemId::generate(&mut make);
    assert_eq!(scene.read(|tx| tx.item(unknown)), None);
}

/// The items of a sku, told apart exactly, in the order of their ids, which is that of intake.
pub fn items_of_a_sku_keep_their_order(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let member = scene.write(|tx| make.add_member(tx, 1));
    let note = make.note("N");
    let mut items = ["rl", "RL", "rl", "rl ", "rl"].map(|sku| make.item(&note, member.id(), sku));
    items.reverse();
    scene.write(|tx| {
        tx.insert_note(&note)?;
        items.iter().try_for_each(|item| tx.insert_item(item))
    });
    let [last, blank, middle, capitals, first] = items;
    assert_eq!(scene.read(|tx| tx.items_by_sku("rl")), [first, middle, last]);
    assert_eq!(scene.read(|tx| tx.items_by_sku("RL")), [capitals]);
    assert_eq!(scene.read(|tx| tx.items_by_sku("rl ")), [blank]);
    assert_eq!(scene.read(|tx| tx.items_by_sku("r")), []);
}

/// Pages of items hold every one once, in order of ids.
pub fn item_pages_are_complete(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let member = scene.write(|tx| make.add_member(tx, 1));
    let note = make.note("N");
    let items: Vec<Item> = (0..5).map(|_| make.item(&note, member.id(), "rl")).collect();
    scene.write(|tx| {
        tx.insert_note(&note)?;
        items.iter().rev().try_for_each(|item| tx.insert_item(item))
    });
    let mut listed: Vec<Item> = Vec::new();
    for length in [2, 2, 1, 0] {
        let last = listed.last().map(Item::id);
        let page = scene.read(|tx| tx.item_page(last, 2));
        assert_eq!(page.len(), length);
        listed.extend(page);
    }
    assert_eq!(listed, items);
    assert_eq!(scene.read(|tx| tx.item_page(None, 0)), []);
}

/// An update takes over the counts and nothing else: what an item is, its price and its terms were
/// frozen at intake.
pub fn an_update_changes_only_the_counts(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let item = scene.write(|tx| {
        let member = make.add_member(tx, 1)?;
        make.add_item(tx, member.id(), "rl")
    });
    let counts = Stock { received: 100, sold: 7, returned: 2, written_off: 1 };
    let forged = Item::from_parts(
        item.id(),
        item.version(),
        item.note(),
        item.member(),
        ItemLabel { sku: "other".to_owned(), ..item.label().clone() },
        day("2020-01-01"),
        rp(1),
        Terms { discount: DiscountRule::Refused, ..Terms::of(parsed("99")) },
        counts,
    )
    .expect("counts that add up");
    scene.write(|tx| tx.update_item(&forged));
    let now = scene.read(|tx| tx.item(item.id())).expect("it is still there");
    assert_eq!(now.version(), item.version() + 1);
    assert_eq!(now.stock(), counts);
    assert_eq!(now.label(), item.label());
    assert_eq!(now.received_on(), item.received_on());
    assert_eq!((now.unit_price(), now.terms()), (item.unit_price(), item.terms()));
    assert_eq!(scene.read(|tx| tx.items_by_sku("rl")), [now]);
    assert_eq!(scene.read(|tx| tx.items_by_sku("other")), []);
}

/// An update of a version that is no longer there is a conflict and changes nothing; so is one of
/// an item that never was.
pub fn stale_item_conflicts(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let item = scene.write(|tx| {
        let member = make.add_member(tx, 1)?;
        make.add_item(tx, member.id(), "rl")
    });
    let sold = |sold| with_stock(&item, Stock { sold, ..item.stock() });
    scene.write(|tx| tx.update_item(&sold(1)));
    scene.refused_as_conflict(&item.id(), |tx| tx.update_item(&sold(2)));
    let now = scene.read(|tx| tx.item(item.id())).expect("it is still there");
    assert_eq!(now.stock().sold, 1);
    let unknown = make.item(&make.clone().note("N"), item.member(), "rl");
    scene.refused_as_conflict(&unknown.id(), |tx| tx.update_item(&unknown));
}

/// The stock journal of an item keeps the order in which it was written, whatever the days, and
/// every kind of move is read back as it was written.
pub fn stock_moves_keep_their_order(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (one, two) = scene.write(|tx| {
        let member = make.add_member(tx, 1)?;
        Ok((make.add_item(tx, member.id(), "a")?, make.add_item(tx, member.id(), "b")?))
    });
    let step = |item: &Item, on, kind, quantity| {
        StockMove::at_shelf(item.id(), day(on), kind, quantity, "N")
    };
    let moves = [
        step(&one, "2022-03-09", StockMoveKind::Received, 100),
        step(&one, "2022-03-02", StockMoveKind::Sold, 1),
        step(&one, "2022-03-02", StockMoveKind::Sold, 1),
        step(&one, "2022-03-01", StockMoveKind::Returned, u32::MAX),
        step(&one, "2022-03-01", StockMoveKind::WrittenOff, 2),
    ];
    for moved in &moves {
        scene.write(|tx| {
            tx.append_stock_move(moved)?;
            tx.append_stock_move(&step(&two, "2022-01-01", StockMoveKind::Sold, 9))
        });
    }
    assert_eq!(scene.read(|tx| tx.stock_moves(one.id())), moves);
    assert_eq!(scene.read(|tx| tx.stock_moves(two.id())).len(), moves.len());
    let unknown = ItemId::generate(&mut make);
    assert_eq!(scene.read(|tx| tx.stock_moves(unknown)), []);
}

/// Every way to pay is read back as it was written, and the lines of a receipt stand in its order.
pub fn sales_round_trip(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let [full, ..] = &sample.sales;
    for (payment, nth) in [Payment::Cash, Payment::Qris, Payment::Transfer].into_iter().zip(1..) {
        let lines: Vec<SaleLine> = (1..=12)
            .filter_map(|number| full.lines.first().map(|line| SaleLine { number, ..line.clone() }))
            .collect();
        let id = SaleId::generate(&mut make);
        let sale = Sale { id, receipt: format!("R-{nth}"), payment, lines, ..full.clone() };
        scene.write(|tx| tx.insert_sale(&sale));
        let found = scene.read(|tx| tx.sale_by_receipt(&sale.receipt));
        assert_eq!(found, Some(sale));
    }
}

/// Two receipts never share a number or an id; numbers are told apart exactly.
pub fn receipt_numbers_are_unique(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let [sale, ..] = &sample.sales;
    let again = Sale { id: SaleId::generate(&mut make), ..sale.clone() };
    scene.refused_as_existing("K-0001", |tx| tx.insert_sale(&again));
    let same_id = Sale { receipt: "other".to_owned(), ..sale.clone() };
    scene.refused_as_existing(&sale.id, |tx| tx.insert_sale(&same_id));
    let other_case = make.sale("k-0001", day("2022-04-04"), &[]);
    scene.write(|tx| tx.insert_sale(&other_case));
    assert_eq!(scene.read(|tx| tx.sale_by_receipt("K-0001")).as_ref(), Some(sale));
    assert_eq!(scene.read(|tx| tx.sale_by_receipt("k-0001")), Some(other_case));
    assert_eq!(scene.read(|tx| tx.sale_by_receipt("K-000")), None);
}

/// Pages of sales hold every one once, with all its lines, in order of ids.
pub fn sale_pages_are_complete(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let item = scene.write(|tx| {
        let member = make.add_member(tx, 1)?;
        make.add_item(tx, member.id(), "rl")
    });
    let mut sale = |nth: i32| {
        let lines = [(&item, 1), (&item, 2), (&item, 3)];
        let (kept, _) = lines.split_at(usize::try_from(nth % 4).unwrap_or_default());
        make.sale(&format!("R-{nth}"), day("2022-03-01"), kept)
    };
    let sales: Vec<Sale> = (0..5).map(&mut sale).collect();
    scene.write(|tx| sales.iter().rev().try_for_each(|sale| tx.insert_sale(sale)));
    let mut listed: Vec<Sale> = Vec::new();
    for length in [2, 2, 1, 0] {
        let last = listed.last().map(|sale| sale.id);
        let page = scene.read(|tx| tx.sale_page(last, 2));
        assert_eq!(page.len(), length);
        listed.extend(page);
    }
    assert_eq!(listed, sales);
    assert_eq!(scene.read(|tx| tx.sale_page(None, 0)), []);
}
