//! Sales files: receipts stand whole or not at all, and goods and money agree.

use ikm_app::gallery::StockView;
use ikm_core::Lang;
use ikm_core::gallery::Sale;
use ikm_core::ledger::{Account, EntryKind};
use ikm_core::money::Rupiah;

use crate::world::{World, reasons};

impl World {
    fn sale(&self, receipt: &str) -> Sale {
        self.read(|tx| tx.sale_by_receipt(receipt).expect("reads")).expect("a receipt")
    }

    /// The pieces on hand of each item, in the order in which they came in.
    fn on_hand(&mut self) -> Vec<(String, u32)> {
        let pieces = self.items().into_iter();
        pieces.map(|item| (item.lot.unwrap_or(item.sku), item.on_hand)).collect()
    }
}

/// The shelf of [`GOODS`](crate::world::GOODS) before anything is sold.
const FULL: [(&str, u32); 4] = [("L1", 10), ("L2", 20), ("SLM", 4), ("KRP", 8)];

fn owned(shelf: [(&str, u32); 4]) -> Vec<(String, u32)> {
    shelf.map(|(name, pieces)| (name.to_owned(), pieces)).to_vec()
}

#[test]
fn goods_and_money_move_together() {
    let mut world = World::with_goods();
    let sold = world.sales(
        "K-1,2022-02-10,RND,,3,,cash\n\
         K-1,2022-02-10,SLM,,1,,cash\n\
         K-2,2022-02-11,KRP,,2,15000,qris\n\
         K-3,2022-02-12,SLM,,1,170000,transfer\n",
    );
    // 3 × 65,000 + 185,000 + 2 × 15,000 + 170,000.
    assert_eq!((sold.receipts, sold.lines, sold.gross.get()), (3, 4, 580_000));
    assert_eq!(sold.rejected, []);
    // 195,000 + 185,000 in notes, 30,000 by QRIS, 170,000 in the bank.
    assert_eq!(world.holds(Account::Cash), 380_000);
    assert_eq!(world.holds(Account::QrisInTransit), 30_000);
    assert_eq!(world.holds(Account::Bank), 170_000);
    // 12.5 % of 195,000 = 24,375; 15 % of 185,000 = 27,750; 10 % of 30,000 = 3,000; and 15 % of
    // the 170,000 that was paid, not of the 185,000 that was asked, = 25,500.
    assert_eq!(world.holds(Account::CommissionIncome), 80_625);
    let first = world.sale("K-1");
    let makers: Vec<_> = first.lines.iter().map(|line| line.member).collect();
    assert_eq!(world.holds(Account::ConsignmentPayable(makers[0])), 170_625);
    assert_eq!(world.holds(Account::ConsignmentPayable(makers[1])), 157_250 + 144_500);
    let entry = world.read(|tx| tx.entry(first.entry).expect("reads")).expect("an entry");
    assert_eq!((entry.kind(), entry.reference()), (EntryKind::Sale, "K-1"));
    assert_eq!(entry.volume().map(Rupiah::get), Ok(380_000));
    assert_eq!(world.on_hand(), owned([("L1", 7), ("L2", 20), ("SLM", 2), ("KRP", 6)]));
    world.assert_sound();
}

#[test]
fn first_expired_first_out_and_one_rounding_a_line() {
    let mut world = World::with_goods();
    // Eleven pieces: the ten of L1, which expire first, and one of L2, on one line.
    world.sales("K-1,2022-02-20,RND,,11,64999,cash\n");
    let sale = world.sale("K-1");
    let [line] = sale.lines.as_slice() else { panic!("one maker, one price, one line") };
    assert_eq!(line.picks.iter().map(|pick| pick.quantity).collect::<Vec<_>>(), [10, 1]);
    // 11 × 64,999 = 714,989; 12.5 % of it is 89,373.625, rounded once.
    assert_eq!((line.gross.get(), line.commission.get()), (714_989, 89_374));
    assert_eq!(world.on_hand(), owned([("L1", 0), ("L2", 19), ("SLM", 4), ("KRP", 8)]));
    // A lot that is named is taken, although another expires first.
    let mut world = World::with_goods();
    world.sales("K-1,2022-02-10,RND,L2,2,,cash\n");
    assert_eq!(world.on_hand(), owned([("L1", 10), ("L2", 18), ("SLM", 4), ("KRP", 8)]));
    // Two lines of one receipt take from one shelf.
    world.sales("K-2,2022-02-10,RND,,9,,cash\nK-2,2022-02-10,RND,,2,,cash\n");
    assert_eq!(world.on_hand(), owned([("L1", 0), ("L2", 17), ("SLM", 4), ("KRP", 8)]));
    world.assert_sound();
}

#[test]
fn lines_that_cannot_be_sold() {
    let check = |lines: &str, expect: &[(u64, &str, &str)]| {
        let mut world = World::with_goods();
        let sold = world.unchanged_by(|world| world.sales(lines));
        assert_eq!(reasons(&sold.rejected), expect, "{lines}");
        assert_eq!((sold.receipts, sold.lines, sold.gross.get()), (0, 0, 0), "{lines}");
        assert_eq!(world.on_hand(), owned(FULL), "{lines}");
    };
    let one = |line: &str, code: &str, column: &str| check(line, &[(2, code, column)]);
    one("K-1,2022-02-10,RND,,31,,cash", "IKM-STOCK-NOT-ON-HAND", "quantity");
    one("K-1,2022-02-10,XXX,,1,,cash", "IKM-STOCK-UNKNOWN", "sku");
    one("K-1,2022-02-10,XXX,L1,1,,cash", "IKM-STOCK-UNKNOWN", "sku");
    one("K-1,2022-02-10,RND,L9,1,,cash", "IKM-STOCK-UNKNOWN", "lot");
    // The last day of L1 is 20 February.
    one("K-1,2022-02-21,RND,L1,1,,cash", "IKM-STOCK-EXPIRED", "sold_on");
    one("K-1,2022-02-21,RND,,21,,cash", "IKM-STOCK-NOT-ON-HAND", "quantity");
    one("K-1,2022-07-01,RND,,1,,cash", "IKM-STOCK-EXPIRED", "sold_on");
    // The crisps came in on 10 February.
    one("K-1,2022-02-09,KRP,,1,,cash", "IKM-STOCK-NOT-ON-HAND", "quantity");
    one("K-1,2022-02-10,RND,,1,65001,cash", "IKM-SALE-PRICE", "unit_price");
    one("K-1,2022-02-10,RND,,1,-65000,cash", "IKM-GALLERY-MONEY", "unit_price");
    one("K-1,2022-02-10,RND,,1,mahal,cash", "IKM-GALLERY-MONEY", "unit_price");
    one("K-1,2022-02-10,RND,,1,\"64999,5\",cash", "IKM-GALLERY-MONEY", "unit_price");
    one("K-1,2022-02-30,RND,,1,,cash", "IKM-GALLERY-DATE", "sold_on");
    one("K-1,,RND,,1,,cash", "IKM-GALLERY-EMPTY-CELL", "sold_on");
    one("K-1,2022-02-10,,,1,,cash", "IKM-GALLERY-EMPTY-CELL", "sku");
    one("K-1,2022-02-10,RND,,,,cash", "IKM-GALLERY-EMPTY-CELL", "quantity");
    one("K-1,2022-02-10,RND,,0,,cash", "IKM-GALLERY-QUANTITY", "quantity");
    one("K-1,2022-02-10,RND,,-1,,cash", "IKM-GALLERY-QUANTITY", "quantity");
    one("K-1,2022-02-10,RND,,1.5,,cash", "IKM-GALLERY-QUANTITY", "quantity");
    one("K-1,2022-02-10,RND,,1,,", "IKM-GALLERY-EMPTY-CELL", "payment");
    one("K-1,2022-02-10,RND,,1,,utang", "IKM-SALE-PAYMENT", "payment");
    one(",2022-02-10,RND,,1,,cash", "IKM-GALLERY-EMPTY-CELL", "receipt");
    // Each line without a number stands alone.
    check(
        ",2022-02-10,RND,,1,,cash\n,2022-02-11,RND,,1,,qris",
        &[(2, "IKM-GALLERY-EMPTY-CELL", "receipt"), (3, "IKM-GALLERY-EMPTY-CELL", "receipt")],
    );
}

#[test]
fn a_receipt_stands_whole_or_not_at_all() {
    let check = |lines: &str, expect: &[(u64, &str, &str)]| {
        let mut world = World::with_goods();
        let sold = world.unchanged_by(|world| world.sales(lines));
        assert_eq!(reasons(&sold.rejected), expect, "{lines}");
    };
    check(
        "K-1,2022-02-10,RND,,1,,cash\nK-1,2022-02-10,XXX,,1,,cash\nK-1,2022-02-10,SLM,,1,,cash",
        &[
            (2, "IKM-GALLERY-SIBLING", ""),
            (3, "IKM-STOCK-UNKNOWN", "sku"),
            (4, "IKM-GALLERY-SIBLING", ""),
        ],
    );
    // Together they want more than there is; the line that goes too far is the one at fault.
    check(
        "K-1,2022-02-10,SLM,,3,,cash\nK-1,2022-02-10,SLM,,2,,cash",
        &[(2, "IKM-GALLERY-SIBLING", ""), (3, "IKM-STOCK-NOT-ON-HAND", "quantity")],
    );
    check(
        "K-1,2022-02-10,RND,,1,,cash\nK-1,2022-02-11,SLM,,1,,cash",
        &[(2, "IKM-GALLERY-SIBLING", ""), (3, "IKM-GALLERY-MIXED", "sold_on")],
    );
    check(
        "K-1,2022-02-10,RND,,1,,cash\nK-1,2022-02-10,SLM,,1,,qris",
        &[(2, "IKM-GALLERY-SIBLING", ""), (3, "IKM-GALLERY-MIXED", "payment")],
    );
    // Every line that cannot be read says why, so that one correction is enough.
    check(
        "K-1,2022-02-10,RND,,x,,cash\nK-1,2022-02-10,SLM,,1,,cash\nK-1,2022-02-10,SLM,,1,,utang",
        &[
            (2, "IKM-GALLERY-QUANTITY", "quantity"),
            (3, "IKM-GALLERY-SIBLING", ""),
            (4, "IKM-SALE-PAYMENT", "payment"),
        ],
    );
}

#[test]
fn what_is_wrong_is_said_in_both_languages() {
    let check = |lines: &str, indonesian: &str, english: &str| {
        let sold = World::with_goods().sales(lines);
        let said = [Lang::Id, Lang::En].map(|lang| sold.rejected[0].reason(lang).to_owned());
        assert_eq!(said, [indonesian, english]);
    };
    check(
        "K-1,2022-02-10,SLM,,5,,cash",
        "5 buah \"SLM\" diminta, 4 ada dan boleh diambil pada 2022-02-10",
        "5 of \"SLM\" wanted, 4 on hand that may be taken on 2022-02-10",
    );
    check(
        "K-1,2022-02-10,SLM,,1,200000,cash",
        "harga \"SLM\" Rp185.000 sebuah, bukan Rp200.000",
        "\"SLM\" costs Rp185.000 a piece, not Rp200.000",
    );
    check(
        "K-1,2022-02-10,RND,,1,,cash\nK-1,2022-02-10,XXX,,1,,cash",
        "baris lain dengan nomor yang sama ditolak",
        "another line with the same number was rejected",
    );
    check(
        "K-1,2022-02-10,RND,,1,,utang",
        "payment: \"utang\" bukan cara bayar",
        "payment: \"utang\" is not a way to pay",
    );
}

#[test]
fn the_last_piece_goes_to_the_first_receipt() {
    let mut world = World::with_goods();
    let sold = world.sales(
        "K-1,2022-02-10,SLM,,3,,cash\n\
         K-2,2022-02-10,SLM,,2,,cash\n\
         K-3,2022-02-10,SLM,,1,,cash\n\
         K-4,2022-02-10,SLM,,1,,cash\n",
    );
    assert_eq!((sold.receipts, sold.gross.get()), (2, 740_000));
    let none_left = |row| (row, "IKM-STOCK-NOT-ON-HAND", "quantity");
    assert_eq!(reasons(&sold.rejected), [none_left(3), none_left(5)]);
    world.assert_sound();
}

#[test]
fn lines_of_a_receipt_belong_together_wherever_they_stand() {
    let mut world = World::with_goods();
    let sold = world.sales(
        "K-1,2022-02-10,RND,,1,,cash\n\
         K-2,2022-02-11,SLM,,1,,qris\n\
         K-1,2022-02-10,KRP,,1,,cash\n",
    );
    assert_eq!((sold.receipts, sold.lines, sold.rejected.len()), (2, 3, 0));
    let lines: Vec<String> = world.sale("K-1").lines.into_iter().map(|line| line.sku).collect();
    assert_eq!(lines, ["RND", "KRP"]);
}

#[test]
fn a_receipt_given_again() {
    let file = "K-1,2022-02-10,RND,,2,,cash\nK-2,2022-02-10,SLM,,1,,qris\n";
    let mut world = World::with_goods();
    let first = world.sales(file);
    let again = |world: &mut World, lines: &str| world.unchanged_by(|world| world.sales(lines));
    assert_eq!(again(&mut world, file), first);
    // The same sales typed another way, in another order of receipts.
    let retyped = "K-2,10/02/2022,SLM,-,1,Rp185.000,QRIS\nK-1,10/02/2022, RND ,,2,,Cash\n";
    let other_price = again(&mut world, retyped);
    // A price that is written says more than none.
    assert_eq!(reasons(&other_price.rejected), [(2, "IKM-GALLERY-REPEATED", "receipt")]);
    let retyped = again(&mut world, &retyped.replace("Rp185.000", ""));
    assert_eq!((retyped.receipts, retyped.gross, retyped.rejected), (2, first.gross, vec![]));
    // Other content under a known number.
    let check = |world: &mut World, line: &str| {
        let sold = again(world, line);
        assert_eq!(reasons(&sold.rejected)[0], (2, "IKM-GALLERY-REPEATED", "receipt"), "{line}");
        assert_eq!(sold.receipts, 0, "{line}");
    };
    check(&mut world, "K-1,2022-02-10,RND,,3,,cash");
    check(&mut world, "K-1,2022-02-11,RND,,2,,cash");
    check(&mut world, "K-1,2022-02-10,RND,,2,,qris");
    check(&mut world, "K-1,2022-02-10,RND,L1,2,,cash");
    check(&mut world, "K-1,2022-02-10,RND,,2,,cash\nK-1,2022-02-10,KRP,,1,,cash");
    world.assert_sound();
}

#[test]
fn a_piece_given_away_moves_goods_and_no_money() {
    let mut world = World::with_goods();
    let sold = world.sales("K-1,2022-02-10,SLM,,1,0,cash\n");
    assert_eq!((sold.receipts, sold.gross.get()), (1, 0));
    assert_eq!(world.on_hand()[2].1, 3);
    assert_eq!(world.holds(Account::Cash), 0);
    world.assert_sound();
}

#[test]
fn a_price_beyond_counting_is_a_line_and_not_a_crash() {
    let mut world = World::with_makers();
    // A million times the largest price that is read is beyond an amount.
    world.intake("N-1,2022-02-01,A-0001,RND,Rendang,makanan,1000000,10000000000000,10,,\n");
    let sold = world.sales("K-1,2022-02-10,RND,,1000000,,cash\n");
    assert_eq!(reasons(&sold.rejected), [(2, "IKM-MONEY-OVERFLOW", "unit_price")]);
    world.assert_sound();
}

#[test]
fn the_shelf_of_a_past_day_is_told_as_it_was() {
    let mut world = World::with_goods();
    world.sales("K-1,2022-02-10,RND,,3,,cash\nK-2,2022-02-20,SLM,,4,,cash\n");
    let mut on = |today: &str, on_hand_only| {
        let mut shelf = Vec::new();
        let each = |item: StockView| {
            shelf.push(format!(
                "{} {}-{}={}",
                item.lot.unwrap_or(item.sku),
                item.received,
                item.sold,
                item.on_hand
            ));
            Ok(())
        };
        world.on(today).for_each_item(on_hand_only, each).expect("lists");
        shelf
    };
    assert_eq!(on("2022-01-31", false), Vec::<String>::new());
    assert_eq!(on("2022-02-01", false), ["L1 10-0=10", "L2 20-0=20", "SLM 4-0=4"]);
    let later = ["L1 10-3=7", "L2 20-0=20", "SLM 4-0=4", "KRP 8-0=8"];
    assert_eq!(on("2022-02-10", false), later);
    assert_eq!(on("2022-02-19", true), later);
    let sold_out = ["L1 10-3=7", "L2 20-0=20", "KRP 8-0=8"];
    assert_eq!(on("2022-02-20", true), sold_out);
    assert_eq!(on("2022-02-20", false).get(2).map(String::as_str), Some("SLM 4-4=0"));
}
