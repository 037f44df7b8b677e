//! A sale: its lines priced by the terms, and what it books.

use std::collections::BTreeMap;

use ikm_core::gallery::{
    Commission, DiscountRule, Item, LineRequest, Payment, Pick, Sale, SaleError, SaleLine,
    StockError, price_line,
};
use ikm_core::ledger::{Account, EntryKind, LedgerError};
use ikm_core::money::MoneyError;
use proptest::prelude::*;

use super::gallery::{GOODS, Goods, SKU};
use super::given::{day, id, percent, rupiah};

fn request(quantity: u32, unit_price: Option<i64>) -> LineRequest<'static> {
    LineRequest { sku: SKU, lot: None, quantity, unit_price: unit_price.map(rupiah) }
}

const SALE_DAY: &str = "2022-02-10";

/// Quantity, price, gross and commission of each line.
fn priced(items: &[Item], request: &LineRequest<'_>) -> Result<Vec<[i64; 4]>, SaleError> {
    let lines = price_line(items, request, day(SALE_DAY), 1)?;
    let figures = |line: &SaleLine| {
        assert_eq!(line.picks.iter().map(|pick| pick.quantity).sum::<u32>(), line.quantity);
        [line.quantity.into(), line.unit_price.get(), line.gross.get(), line.commission.get()]
    };
    Ok(lines.iter().map(figures).collect())
}

#[test]
fn a_line_is_gross_less_a_commission_rounded_half_up() {
    let check = |unit_price: i64, commission: &str, quantity: u32, expect: [i64; 4]| {
        let items = [Goods { unit_price, commission, ..GOODS }.item()];
        assert_eq!(priced(&items, &request(quantity, None)), Ok(vec![expect]));
    };
    check(45_000, "10", 2, [2, 45_000, 90_000, 9_000]);
    // 1.005 × 10 % = 100,5 and 1.004 × 10 % = 100,4.
    check(1_005, "10", 1, [1, 1_005, 1_005, 101]);
    check(1_004, "10", 1, [1, 1_004, 1_004, 100]);
    // 3 × 3.333 = 9.999; × 12,5 % = 1.249,875.
    check(3_333, "12.5", 3, [3, 3_333, 9_999, 1_250]);
    check(45_000, "0", 1, [1, 45_000, 45_000, 0]);
    check(45_000, "100", 1, [1, 45_000, 45_000, 45_000]);
    check(0, "10", 3, [3, 0, 0, 0]);
}

#[test]
fn one_line_for_one_maker_price_and_commission() {
    // The lots go in the order of their numbers.
    let lot = |nth: u8, last: &'static str| Goods {
        nth,
        best_before: last,
        quantity: 1,
        unit_price: 1_005,
        ..GOODS
    };
    let (a, b, c) = (lot(1, "2022-03-01"), lot(2, "2022-03-02"), lot(3, "2022-03-03"));
    let check = |goods: [Goods<'_>; 3], expect: &[[i64; 4]]| {
        let items = goods.map(Goods::item);
        assert_eq!(priced(&items, &request(3, None)).as_deref(), Ok(expect));
    };
    // 3.015 × 10 % = 301,5. Rounded a lot at a time it would be 3 × 101 = 303.
    check([a, b, c], &[[3, 1_005, 3_015, 302]]);
    // Another price in the middle: the first and the third are still one line, 2.010 × 10 % = 201.
    check(
        [a, Goods { unit_price: 2_000, ..b }, c],
        &[[2, 1_005, 2_010, 201], [1, 2_000, 2_000, 200]],
    );
    // 1.005 × 20 % = 201.
    check(
        [a, b, Goods { commission: "20", ..c }],
        &[[2, 1_005, 2_010, 201], [1, 1_005, 1_005, 201]],
    );
    check([a, Goods { member: 102, ..b }, c], &[[2, 1_005, 2_010, 201], [1, 1_005, 1_005, 101]]);
    // One percentage has one meaning, however it is written.
    check([a, Goods { commission: "10.0", ..b }, c], &[[3, 1_005, 3_015, 302]]);
    let items = [a, Goods { member: 102, ..b }, c].map(Goods::item);
    let lines = price_line(&items, &request(3, None), day(SALE_DAY), 7).expect("may be sold");
    let [first, second] = &lines[..] else { panic!("{lines:?}") };
    assert_eq!((first.number, second.number), (7, 8));
    assert_eq!((first.member, second.member), (id(101), id(102)));
    assert_eq!((first.sku.as_str(), first.rate), (SKU, Commission::Percent(percent("10"))));
    let of = |nth| Pick { item: id(nth), quantity: 1 };
    assert_eq!((&first.picks[..], &second.picks[..]), (&[of(1), of(3)][..], &[of(2)][..]));
    assert_eq!(first.net(), Ok(rupiah(2_010 - 201)));
}

#[test]
fn another_price_only_as_the_terms_allow() {
    let shared = Goods { unit_price: 10_000, quantity: 2, ..GOODS };
    let refused = Goods { discount: DiscountRule::Refused, ..shared };
    let check = |goods: Goods<'_>, paid: i64, expect: Result<[i64; 4], SaleError>| {
        let lines = priced(&[goods.item()], &request(1, Some(paid)));
        assert_eq!(lines, expect.map(|line| vec![line]), "{paid}");
    };
    let differs = |paid| {
        let (sku, price) = (SKU.to_owned(), rupiah(10_000));
        Err(SaleError::PriceDiffers { sku, price, paid: rupiah(paid) })
    };
    // A discount is borne by both: the commission is 10 % of what was paid.
    check(shared, 8_000, Ok([1, 8_000, 8_000, 800]));
    check(shared, 9_999, Ok([1, 9_999, 9_999, 1_000]));
    check(shared, 0, Ok([1, 0, 0, 0]));
    check(shared, 10_000, Ok([1, 10_000, 10_000, 1_000]));
    check(shared, 10_001, differs(10_001));
    check(refused, 10_000, Ok([1, 10_000, 10_000, 1_000]));
    check(refused, 9_999, differs(9_999));
    check(refused, 10_001, differs(10_001));
    for goods in [shared, refused] {
        check(goods, -1, Err(StockError::Price(rupiah(-1)).into()));
    }
    // One price for two lots that cost differently: equal to the one, a discount on the other.
    let dearer = Goods { nth: 2, unit_price: 12_000, ..shared };
    let both = [shared.item(), dearer.item()];
    assert_eq!(priced(&both, &request(3, Some(10_000))), Ok(vec![[3, 10_000, 30_000, 3_000]]));
    let firm = Goods { discount: DiscountRule::Refused, ..dearer };
    let both = [shared.item(), firm.item()];
    let (sku, price, paid) = (SKU.to_owned(), rupiah(12_000), rupiah(10_000));
    let expect = Err(SaleError::PriceDiffers { sku, price, paid });
    assert_eq!(priced(&both, &request(3, Some(10_000))), expect);
}

/// Rule 4: terms are frozen on the item, so what is agreed later is for what comes in later.
#[test]
fn new_terms_do_not_touch_older_pieces() {
    let old = Goods { quantity: 2, ..GOODS };
    let new =
        Goods { nth: 2, received_on: "2022-02-05", unit_price: 50_000, commission: "15", ..old };
    let shelf = [old.item(), new.item()];
    let before = priced(&shelf[..1], &request(2, None));
    assert_eq!(before, Ok(vec![[2, 45_000, 90_000, 9_000]]));
    assert_eq!(priced(&shelf, &request(2, None)), before);
    let [first, second] = [[2, 45_000, 90_000, 9_000], [1, 50_000, 50_000, 7_500]];
    assert_eq!(priced(&shelf, &request(3, None)), Ok(vec![first, second]));
}

#[test]
fn a_line_that_cannot_be_sold_or_counted() {
    let items = [Goods { best_before: "2022-02-09", ..GOODS }.item()];
    let (best_before, on) = (day("2022-02-09"), day(SALE_DAY));
    let expired = StockError::Expired { sku: SKU.to_owned(), best_before, on };
    assert_eq!(priced(&items, &request(1, None)), Err(expired.into()));
    let dear = [Goods { unit_price: i64::MAX, ..GOODS }.item()];
    let most = [1, i64::MAX, i64::MAX, 922_337_203_685_477_581];
    assert_eq!(priced(&dear, &request(1, None)), Ok(vec![most]));
    let overflow = Err(SaleError::Money(MoneyError::Overflow));
    assert_eq!(priced(&dear, &request(2, None)), overflow);
}

fn sale(payment: Payment, lines: Vec<SaleLine>) -> Sale {
    let receipt = "K-0001".to_owned();
    let (sold_on, digest) = (day(SALE_DAY), [0; 32]);
    Sale { id: id(1), receipt, sold_on, payment, lines, entry: id(9), digest }
}

/// A line whose price is its gross.
fn line(number: u32, member: u8, gross: i64, commission: i64) -> SaleLine {
    SaleLine {
        number,
        member: id(member),
        sku: SKU.to_owned(),
        quantity: 1,
        unit_price: rupiah(gross),
        rate: Commission::Percent(percent("10")),
        discount_rule: DiscountRule::Shared,
        gross: rupiah(gross),
        discount: rupiah(0),
        commission: rupiah(commission),
        borne_by_gallery: rupiah(0),
        picks: vec![Pick { item: id(1), quantity: 1 }],
    }
}

#[test]
fn a_sale_books_money_makers_and_commission() {
    let check = |payment, lines: Vec<SaleLine>, expect: Option<&[(Account, i64)]>| {
        let sale = sale(payment, lines);
        let entry = sale.entry().expect("in range");
        let postings = entry.as_ref().map(|entry| {
            assert_eq!((entry.id(), entry.kind()), (sale.entry, EntryKind::Sale));
            assert_eq!((entry.on(), entry.reference()), (sale.sold_on, "K-0001"));
            entry.postings().iter().map(|p| (p.account, p.amount.get())).collect::<Vec<_>>()
        });
        assert_eq!(postings.as_deref(), expect);
    };
    let maker = |nth: u8| Account::ConsignmentPayable(id(nth));
    let income = Account::CommissionIncome;
    let one = || vec![line(1, 101, 100_000, 10_000)];
    // Rp100.000 at 10 %, as the textbooks on PSAK 23 book it, for each way to pay.
    for (payment, account) in [
        (Payment::Cash, Account::Cash),
        (Payment::Qris, Account::QrisInTransit),
        (Payment::Transfer, Account::Bank),
    ] {
        let expect = [(account, 100_000), (maker(101), -90_000), (income, -10_000)];
        check(payment, one(), Some(&expect));
    }
    // Two makers, one with two lines: 2.010 − 201 + 5.000 − 500 = 6.309 and 1.005 − 101 = 904.
    let lines = vec![line(1, 102, 2_010, 201), line(2, 101, 1_005, 101), line(3, 102, 5_000, 500)];
    let expect = [(Account::Cash, 8_015), (maker(101), -904), (maker(102), -6_309), (income, -802)];
    check(Payment::Cash, lines, Some(&expect));
    // All to the maker, all to the gallery, nothing to anybody.
    check(
        Payment::Cash,
        vec![line(1, 101, 500, 0)],
        Some(&[(Account::Cash, 500), (maker(101), -500)]),
    );
    check(
        Payment::Cash,
        vec![line(1, 101, 500, 500)],
        Some(&[(Account::Cash, 500), (income, -500)]),
    );
    check(Payment::Cash, vec![line(1, 101, 0, 0)], None);
    check(Payment::Cash, vec![], None);
}

#[test]
fn a_sale_beyond_the_range_of_money() {
    let lines = vec![line(1, 101, i64::MAX, 0), line(2, 101, 1, 0)];
    let sale = sale(Payment::Cash, lines);
    assert_eq!(sale.gross(), Err(MoneyError::Overflow));
    assert_eq!(sale.entry(), Err(LedgerError::Money(MoneyError::Overflow)));
}

/// Lots of a sku that may differ in maker, price and commission.
fn any_goods() -> impl Strategy<Value = Vec<Item>> {
    let lot = (
        101_u8..104,
        1_u32..5,
        prop::sample::select(vec![0, 1, 999, 1_005, 45_000]),
        prop::sample::select(vec!["0", "7.5", "10", "33.3333333333", "100"]),
    );
    prop::collection::vec(lot, 1..6).prop_map(|lots| {
        let goods = (1..).zip(lots).map(|(nth, (member, quantity, unit_price, commission))| {
            Goods { nth, member, quantity, unit_price, commission, ..GOODS }.item()
        });
        goods.collect()
    })
}

proptest! {
    /// Gross = commission + what the makers get, a line and a sale; every line's commission is the
    /// nearest rupiah, one half up; and the entry says just that.
    #[test]
    fn what_is_paid_goes_to_makers_and_gallery(items in any_goods(), wanted in 1_u32..20) {
        let on_hand: u32 = items.iter().map(Item::on_hand).sum();
        let Ok(lines) = price_line(&items, &request(wanted, None), day(SALE_DAY), 1) else {
            prop_assert!(wanted > on_hand);
            return Ok(());
        };
        prop_assert_eq!(lines.iter().map(|line| line.quantity).sum::<u32>(), wanted);
        let mut owed: BTreeMap<Account, i128> = BTreeMap::new();
        let mut gross = 0;
        for (number, line) in (1..).zip(&lines) {
            prop_assert_eq!(line.number, number);
            let amount = i128::from(line.quantity) * i128::from(line.unit_price.get());
            prop_assert_eq!(i128::from(line.gross.get()), amount);
            // The commission is c when c − ½ ≤ amount × percent < c + ½; all times 2 × 100 × 10^scale.
            let percent = line.rate.percent().expect("a percentage").get();
            let (exact, whole) = (amount * percent.mantissa(), 100 * 10_i128.pow(percent.scale()));
            let commission = i128::from(line.commission.get());
            prop_assert!((2 * commission - 1) * whole <= 2 * exact);
            prop_assert!(2 * exact < (2 * commission + 1) * whole);
            *owed.entry(Account::ConsignmentPayable(line.member)).or_default() += amount - commission;
            *owed.entry(Account::CommissionIncome).or_default() += commission;
            gross += amount;
        }
        owed.retain(|_, amount| *amount != 0);
        let sale = sale(Payment::Cash, lines);
        prop_assert_eq!(sale.gross().map(|gross| i128::from(gross.get())), Ok(gross));
        let entry = sale.entry().expect("in range");
        prop_assert_eq!(entry.is_none(), gross == 0);
        let Some(entry) = entry else { return Ok(()) };
        let credits: BTreeMap<Account, i128> = entry
            .postings()
            .iter()
            .filter(|posting| posting.account != Account::Cash)
            .map(|posting| (posting.account, -i128::from(posting.amount.get())))
            .collect();
        prop_assert_eq!(credits.values().sum::<i128>(), gross);
        prop_assert_eq!(credits, owed);
        prop_assert_eq!(entry.volume().map(|volume| i128::from(volume.get())), Ok(gross));
    }
}
