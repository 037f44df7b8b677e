//! The gallery: taking in, letting go, and picking first expired first out.

use ikm_core::gallery::{
    BadPayment, DiscountRule, Item, ItemLabel, Note, Payment, Pick, SaleError, Stock, StockError,
    StockMove, StockMoveKind, Terms, pick,
};
use ikm_core::money::{MoneyError, Rupiah};
use ikm_core::{Explain, Lang};
use proptest::prelude::*;

use super::given::{check_explained, day, id, rupiah};

pub(crate) const SKU: &str = "RDG-250";

/// What an item is made of; each test names what matters to it.
#[derive(Clone, Copy)]
pub(crate) struct Goods<'a> {
    pub(crate) nth: u8,
    pub(crate) member: u8,
    pub(crate) lot: &'a str,
    pub(crate) best_before: &'a str,
    pub(crate) received_on: &'a str,
    pub(crate) quantity: u32,
    pub(crate) unit_price: i64,
    pub(crate) commission: &'a str,
    pub(crate) discount: DiscountRule,
}

/// Ten pieces of a maker's rendang at Rp45.000 and 10 %, that never expire.
pub(crate) const GOODS: Goods<'_> = Goods {
    nth: 1,
    member: 101,
    lot: "",
    best_before: "",
    received_on: "2022-02-01",
    quantity: 10,
    unit_price: 45_000,
    commission: "10",
    discount: DiscountRule::Shared,
};

/// Terms of a percentage and no more.
pub(crate) fn by_percent(percent: &str) -> Terms {
    Terms::of(percent.parse().expect("a percentage"))
}

fn open<T>(text: &str, read: impl Fn(&str) -> T) -> Option<T> {
    (!text.is_empty()).then(|| read(text))
}

impl Goods<'_> {
    fn receive(self) -> Result<Item, StockError> {
        let note = Note {
            id: id(90),
            number: "N-1".to_owned(),
            received_on: day(self.received_on),
            digest: [0; 32],
        };
        let label = ItemLabel {
            sku: SKU.to_owned(),
            name: "Rendang 250 g".to_owned(),
            category: "Pangan".to_owned(),
            lot: open(self.lot, str::to_owned),
            best_before: open(self.best_before, day),
        };
        let terms = Terms { discount: self.discount, ..by_percent(self.commission) };
        let price = rupiah(self.unit_price);
        Item::receive(id(self.nth), &note, id(self.member), label, self.quantity, price, terms)
    }

    pub(crate) fn item(self) -> Item {
        self.receive().expect("goods that may be taken in")
    }
}

/// Items that differ in their dates, in the order given: last day, day of intake, pieces.
fn shelf(rows: &[(&str, &str, u32)]) -> Vec<Item> {
    let number = |place: usize| u8::try_from(place).expect("a short shelf");
    let goods = rows.iter().enumerate().map(|(place, (best_before, received_on, quantity))| {
        let nth = number(place) + 1;
        Goods { nth, best_before, received_on, quantity: *quantity, ..GOODS }.item()
    });
    goods.collect()
}

#[test]
fn an_item_is_what_was_taken_in() {
    let goods = Goods { lot: "L-7", best_before: "2022-05-01", ..GOODS };
    let item = goods.item();
    assert_eq!((item.id(), item.version(), item.note()), (id(1), 1, id(90)));
    assert_eq!(item.member(), id(101));
    assert_eq!(item.label().sku, SKU);
    assert_eq!(item.label().lot.as_deref(), Some("L-7"));
    assert_eq!(item.received_on(), day("2022-02-01"));
    assert_eq!(item.unit_price(), rupiah(45_000));
    let terms = by_percent("10");
    assert_eq!(item.terms(), &terms);
    assert_eq!(item.stock(), Stock { received: 10, ..Stock::default() });
    assert_eq!(item.on_hand(), 10);
    // As storage gives it back, where only the version may have grown.
    let read = |version| {
        let (label, on) = (item.label().clone(), item.received_on());
        let (price, stock) = (item.unit_price(), item.stock());
        Item::from_parts(id(1), version, id(90), id(101), label, on, price, terms.clone(), stock)
    };
    assert_eq!(read(1).as_ref(), Some(&item));
    assert_eq!(read(5).map(|item| item.version()), Some(5));
}

#[test]
fn what_may_be_taken_in() {
    let check = |goods: Goods<'_>, expect: Result<u32, StockError>| {
        assert_eq!(goods.receive().map(|item| item.on_hand()), expect);
    };
    check(Goods { quantity: 0, ..GOODS }, Err(StockError::Quantity(0)));
    check(Goods { quantity: u32::MAX, ..GOODS }, Ok(u32::MAX));
    check(Goods { unit_price: 0, ..GOODS }, Ok(10));
    check(Goods { unit_price: -1, ..GOODS }, Err(StockError::Price(rupiah(-1))));
    check(Goods { commission: "0", ..GOODS }, Ok(10));
    check(Goods { commission: "100", ..GOODS }, Ok(10));
    let over = StockError::Commission("100.0000000001".parse().expect("a commission"));
    check(Goods { commission: "100.0000000001", ..GOODS }, Err(over));
    // On its last day it may still come in and be sold.
    check(Goods { best_before: "2022-02-01", ..GOODS }, Ok(10));
    let expired = StockError::ExpiredAtIntake {
        sku: SKU.to_owned(),
        best_before: day("2022-01-31"),
        on: day("2022-02-01"),
    };
    check(Goods { best_before: "2022-01-31", ..GOODS }, Err(expired));
}

/// `received = sold + returned + written off + on hand`, with counts that storage may have damaged.
#[test]
fn pieces_on_hand_are_what_is_left() {
    let check = |[received, sold, returned, written_off]: [u32; 4], expect: Option<u32>| {
        let stock = Stock { received, sold, returned, written_off };
        assert_eq!(stock.on_hand(), expect, "{stock:?}");
        let item = Item::from_parts(
            id(1),
            1,
            id(90),
            id(101),
            GOODS.item().label().clone(),
            day("2022-02-01"),
            Rupiah::ZERO,
            GOODS.item().terms().clone(),
            stock,
        );
        assert_eq!(item.map(|item| item.on_hand()), expect);
    };
    check([0, 0, 0, 0], Some(0));
    check([10, 0, 0, 0], Some(10));
    check([10, 5, 3, 2], Some(0));
    check([10, 4, 3, 2], Some(1));
    check([10, 11, 0, 0], None);
    check([10, 0, 11, 0], None);
    check([10, 0, 0, 11], None);
    check([10, 5, 3, 3], None);
    check([u32::MAX, u32::MAX, 0, 0], Some(0));
    check([0, u32::MAX, 1, u32::MAX], None);
}

#[test]
fn storage_cannot_hold_an_impossible_item() {
    let check = |unit_price: i64, commission: &str, possible: bool| {
        let item = GOODS.item();
        let terms = by_percent(commission);
        let (label, on) = (item.label().clone(), item.received_on());
        let price = rupiah(unit_price);
        let stock = item.stock();
        let read = Item::from_parts(id(1), 1, id(90), id(101), label, on, price, terms, stock);
        assert_eq!(read.is_some(), possible, "{unit_price} at {commission} %");
    };
    check(0, "100", true);
    check(-1, "10", false);
    check(45_000, "101", false);
}

#[test]
fn pieces_leave_in_one_way() {
    use StockMoveKind::{Received, Returned, Sold, WrittenOff};
    let goods = Goods { best_before: "2022-03-10", ..GOODS };
    let check =
        |kind: StockMoveKind, quantity: u32, on: &str, expect: Result<Stock, StockError>| {
            let mut item = goods.item();
            let before = item.clone();
            let moved = item.take(kind, quantity, day(on), "K-0001");
            match &expect {
                Ok(stock) => {
                    let expect = StockMove::at_shelf(id(1), day(on), kind, quantity, "K-0001");
                    assert_eq!(moved, Ok(expect));
                    assert_eq!(item.stock(), *stock);
                    assert_eq!(item.on_hand(), 10 - quantity);
                }
                Err(error) => {
                    assert_eq!(moved.as_ref(), Err(error));
                    assert_eq!(item, before, "what is refused changes nothing");
                }
            }
        };
    let all = Stock { received: 10, ..Stock::default() };
    check(Sold, 4, "2022-02-01", Ok(Stock { sold: 4, ..all }));
    check(Sold, 10, "2022-03-10", Ok(Stock { sold: 10, ..all }));
    check(Returned, 4, "2022-02-01", Ok(Stock { returned: 4, ..all }));
    check(WrittenOff, 4, "2022-02-01", Ok(Stock { written_off: 4, ..all }));
    let sku = || SKU.to_owned();
    let too_many = |wanted, on_hand, on: &str| {
        Err(StockError::NotOnHand { sku: sku(), wanted, on_hand, on: day(on) })
    };
    for kind in [Sold, Returned, WrittenOff] {
        check(kind, 0, "2022-02-01", Err(StockError::Quantity(0)));
        check(kind, 11, "2022-02-01", too_many(11, 10, "2022-02-01"));
        check(kind, u32::MAX, "2022-02-01", too_many(u32::MAX, 10, "2022-02-01"));
        // Before the goods came in there was nothing to take.
        check(kind, 1, "2022-01-31", too_many(1, 0, "2022-01-31"));
    }
    // An expired piece is never sold, but goes back or is thrown away.
    let (best_before, on) = (day("2022-03-10"), day("2022-03-11"));
    check(Sold, 1, "2022-03-11", Err(StockError::Expired { sku: sku(), best_before, on }));
    check(Returned, 1, "2022-03-11", Ok(Stock { returned: 1, ..all }));
    check(WrittenOff, 10, "2022-03-11", Ok(Stock { written_off: 10, ..all }));
    check(Received, 1, "2022-02-01", Err(StockError::Quantity(1)));
}

#[test]
fn first_expired_first_out() {
    let shelf = shelf(&[
        ("", "2022-02-01", 5),
        ("2022-06-01", "2022-02-01", 4),
        ("2022-04-01", "2022-02-20", 3),
        ("2022-04-01", "2022-02-10", 2),
        ("2022-03-01", "2022-02-01", 1),
        ("2022-04-01", "2022-02-10", 6),
    ]);
    // By last day, then by day of intake, then as given; what never expires comes last.
    let check = |quantity: u32, on: &str, expect: &[(u8, u32)]| {
        let picks = pick(&shelf, SKU, None, quantity, day(on)).expect("enough");
        let picks: Vec<_> = picks.iter().map(|pick| (pick.item, pick.quantity)).collect();
        let expect: Vec<_> = expect.iter().map(|(nth, quantity)| (id(*nth), *quantity)).collect();
        assert_eq!(picks, expect, "{quantity} on {on}");
    };
    check(1, "2022-02-28", &[(5, 1)]);
    check(2, "2022-02-28", &[(5, 1), (4, 1)]);
    check(9, "2022-02-28", &[(5, 1), (4, 2), (6, 6)]);
    check(21, "2022-02-28", &[(5, 1), (4, 2), (6, 6), (3, 3), (2, 4), (1, 5)]);
    // On its last day the lot still goes first; the day after it does not go at all.
    check(3, "2022-03-01", &[(5, 1), (4, 2)]);
    check(3, "2022-03-02", &[(4, 2), (6, 1)]);
    check(9, "2022-04-02", &[(2, 4), (1, 5)]);
    check(5, "2032-01-01", &[(1, 5)]);
    // Goods that come in later are not there yet.
    check(1, "2022-02-09", &[(5, 1)]);
    check(10, "2022-02-09", &[(5, 1), (2, 4), (1, 5)]);
}

#[test]
fn sold_out_lots_are_passed_over() {
    let mut shelf = shelf(&[("2022-03-01", "2022-02-01", 2), ("2022-04-01", "2022-02-01", 2)]);
    let mut sell = |quantity| {
        let sold = shelf[0].take(StockMoveKind::Sold, quantity, day("2022-02-02"), "K-1");
        assert!(sold.is_ok());
        pick(&shelf, SKU, None, 2, day("2022-02-03")).expect("enough")
    };
    let of = |nth, quantity| Pick { item: id(nth), quantity };
    assert_eq!(sell(1), [of(1, 1), of(2, 1)]);
    assert_eq!(sell(1), [of(2, 2)]);
}

#[test]
fn a_lot_is_only_that_lot() {
    let shelf = [
        Goods { nth: 1, lot: "A", best_before: "2022-03-01", quantity: 2, ..GOODS }.item(),
        Goods { nth: 2, lot: "B", best_before: "2022-04-01", quantity: 2, ..GOODS }.item(),
        Goods { nth: 3, quantity: 2, ..GOODS }.item(),
        Goods { nth: 4, lot: "B", best_before: "2022-03-15", quantity: 2, ..GOODS }.item(),
    ];
    let on = day("2022-02-10");
    let pieces = |lot: &str, quantity| {
        pick(&shelf, SKU, Some(lot), quantity, on)
            .map(|picks| picks.iter().map(|pick| (pick.item, pick.quantity)).collect::<Vec<_>>())
    };
    assert_eq!(pieces("A", 2), Ok(vec![(id(1), 2)]));
    assert_eq!(pieces("B", 3), Ok(vec![(id(4), 2), (id(2), 1)]));
    let sku = SKU.to_owned();
    assert_eq!(pieces("A", 3), Err(StockError::NotOnHand { sku, wanted: 3, on_hand: 2, on }));
    let unknown = StockError::UnknownSku { sku: SKU.to_owned(), lot: Some("C".to_owned()) };
    assert_eq!(pieces("C", 1), Err(unknown));
}

#[test]
fn why_nothing_is_picked() {
    let shelf = shelf(&[
        ("2022-03-01", "2022-02-01", 2),
        ("2022-03-05", "2022-02-01", 3),
        ("2022-04-01", "2022-02-01", 4),
    ]);
    let check = |sku: &str, quantity: u32, on: &str, expect: StockError| {
        assert_eq!(pick(&shelf, sku, None, quantity, day(on)), Err(expect), "{quantity} on {on}");
    };
    let sku = || SKU.to_owned();
    let short = |wanted, on_hand, on: &str| StockError::NotOnHand {
        sku: sku(),
        wanted,
        on_hand,
        on: day(on),
    };
    check(SKU, 0, "2022-02-10", StockError::Quantity(0));
    check(
        "rdg-250",
        1,
        "2022-02-10",
        StockError::UnknownSku { sku: "rdg-250".to_owned(), lot: None },
    );
    check(SKU, 10, "2022-02-10", short(10, 9, "2022-02-10"));
    check(SKU, u32::MAX, "2022-02-10", short(u32::MAX, 9, "2022-02-10"));
    // Known, but not there yet.
    check(SKU, 1, "2022-01-31", short(1, 0, "2022-01-31"));
    // Some has expired: what counts is what may still be sold.
    check(SKU, 8, "2022-03-02", short(8, 7, "2022-03-02"));
    check(SKU, 5, "2022-03-06", short(5, 4, "2022-03-06"));
    // All that is left has expired.
    let (best_before, on) = (day("2022-03-01"), day("2022-04-02"));
    check(SKU, 1, "2022-04-02", StockError::Expired { sku: sku(), best_before, on });
    // Nothing is left, expired or not.
    let mut sold_out = shelf[..1].to_vec();
    let sold = sold_out[0].take(StockMoveKind::Sold, 2, day("2022-02-10"), "K-1");
    assert!(sold.is_ok());
    let none_left = pick(&sold_out, SKU, None, 1, on);
    assert_eq!(none_left, Err(short(1, 0, "2022-04-02")));
}

#[test]
fn codes_are_the_ones_of_serde() {
    use DiscountRule::{Gallery, Maker, Refused, Shared};
    use StockMoveKind::{Received, Returned, Sold, WrittenOff};
    for kind in [Received, Sold, Returned, WrittenOff] {
        assert_eq!(StockMoveKind::from_code(kind.code()), Some(kind));
        assert_eq!(serde_json::to_value(kind).expect("serialises"), kind.code());
    }
    for rule in [Shared, Gallery, Maker, Refused] {
        assert_eq!(DiscountRule::from_code(rule.code()), Some(rule));
        assert_eq!(serde_json::to_value(rule).expect("serialises"), rule.code());
    }
    assert_eq!(StockMoveKind::from_code("stolen"), None);
    assert_eq!(DiscountRule::from_code("buyer"), None);
    let check = |text: &str, payment: Payment, id: &str, en: &str| {
        assert_eq!(text.parse(), Ok(payment));
        assert_eq!((payment.code(), payment.to_string().as_str()), (text, text));
        assert_eq!(serde_json::to_value(payment).expect("serialises"), text);
        assert_eq!((payment.title(Lang::Id), payment.title(Lang::En)), (id, en));
    };
    check("cash", Payment::Cash, "tunai", "cash");
    check("qris", Payment::Qris, "QRIS", "QRIS");
    check("transfer", Payment::Transfer, "transfer", "transfer");
    for wrong in ["", "Cash", "tunai", "cash "] {
        let error: BadPayment = wrong.parse::<Payment>().expect_err("not a way to pay");
        check_explained(&error, "IKM-SALE-PAYMENT", &[&format!("{wrong:?}")]);
    }
}

#[test]
fn errors_say_what_and_what_to_do() {
    let sku = || SKU.to_owned();
    let (best_before, on) = (day("2022-03-01"), day("2022-03-02"));
    let check = |error: StockError, code: &str, inputs: &[&str]| {
        check_explained(&error, code, inputs);
        // A sale passes on what the shelf says.
        let sale = SaleError::from(error.clone());
        for lang in [Lang::Id, Lang::En] {
            assert_eq!(sale.message(lang), error.message(lang));
            assert_eq!(sale.hint(lang), error.hint(lang));
        }
        assert_eq!(sale.code(), code);
    };
    let unknown =
        |lot: Option<&str>| StockError::UnknownSku { sku: sku(), lot: lot.map(str::to_owned) };
    check(unknown(None), "IKM-STOCK-UNKNOWN", &["\"RDG-250\""]);
    check(unknown(Some("L-7")), "IKM-STOCK-UNKNOWN", &["\"RDG-250\"", "\"L-7\""]);
    let short = StockError::NotOnHand { sku: sku(), wanted: 12, on_hand: 7, on };
    check(short, "IKM-STOCK-NOT-ON-HAND", &["12", "\"RDG-250\"", "7", "2022-03-02"]);
    let dates = ["\"RDG-250\"", "2022-03-01", "2022-03-02"];
    check(StockError::Expired { sku: sku(), best_before, on }, "IKM-STOCK-EXPIRED", &dates);
    check(
        StockError::ExpiredAtIntake { sku: sku(), best_before, on },
        "IKM-INTAKE-EXPIRED",
        &dates,
    );
    check(StockError::Quantity(0), "IKM-STOCK-QUANTITY", &["0"]);
    check(StockError::Price(rupiah(-5)), "IKM-STOCK-PRICE", &["-Rp5"]);
    let over = StockError::Commission("101".parse().expect("a commission"));
    check(over, "IKM-STOCK-COMMISSION", &["101"]);
    let share = "101".parse().expect("a percentage");
    check(StockError::LossShare(share), "IKM-TERMS-LOSS-SHARE", &["101"]);
    let (price, paid) = (rupiah(10_000), rupiah(12_000));
    let differs = SaleError::PriceDiffers { sku: sku(), price, paid };
    check_explained(&differs, "IKM-SALE-PRICE", &["\"RDG-250\"", "Rp10.000", "Rp12.000"]);
    check_explained(&SaleError::Money(MoneyError::Overflow), "IKM-MONEY-OVERFLOW", &[]);
}

proptest! {
    #[test]
    fn counts_that_add_up(counts in prop::array::uniform4(prop_oneof![0..20_u32, any::<u32>()])) {
        let [received, sold, returned, written_off] = counts;
        let left = i64::from(received) - i64::from(sold) - i64::from(returned) - i64::from(written_off);
        let on_hand = Stock { received, sold, returned, written_off }.on_hand();
        prop_assert_eq!(on_hand.map(i64::from), (left >= 0).then_some(left));
    }
}
