use ikm_core::gallery::{
    AccrualKind, AccrualLine, BankAccount, DiscountRule, Item, ItemLabel, MemberSettlement, Note,
    Payment, Payout, PayoutLine, Pick, Sale, SaleLine, Settlement, SettlementTerms,
    SettlementTotals, Stock, StockMove, StockMoveKind, Terms,
};
use ikm_core::id::{EntryId, ItemId, MemberId, NoteId, PayoutId, SaleId, SettlementId};
use ikm_core::money::Rupiah;

use super::super::fixture::{Maker, day, line, parsed, rp};

pub(super) fn full_note(make: &mut Maker) -> Note {
    Note {
        id: NoteId::generate(make),
        number: "NT/2022/001 'a'".to_owned(),
        received_on: day("2022-02-20"),
        digest: std::array::from_fn(|i| u8::try_from(255 - i).unwrap_or_default()),
    }
}

pub(super) fn full_item(make: &mut Maker, note: NoteId, member: MemberId) -> Item {
    let label = ItemLabel {
        sku: "RL-250".to_owned(),
        name: "Rendang lokan 250 g".to_owned(),
        category: "Makanan".to_owned(),
        lot: Some("L2".to_owned()),
        best_before: Some(day("2022-08-20")),
    };
    let terms = Terms { discount: DiscountRule::Refused, ..Terms::of(parsed("12.5")) };
    let stock = Stock { received: 60, sold: 3, returned: 2, written_off: 1 };
    let (id, received_on) = (ItemId::generate(make), day("2022-02-20"));
    Item::from_parts(id, 5, note, member, label, received_on, rp(45_000), terms, stock)
        .expect("counts that add up")
}

pub(super) fn moves(items: &[Item; 2]) -> [StockMove; 2] {
    let [item, _] = items;
    let moved = |on, kind, quantity, reference: &str| {
        StockMove::at_shelf(item.id(), day(on), kind, quantity, reference)
    };
    [
        moved("2022-02-20", StockMoveKind::Received, 60, "NT/2022/001 'a'"),
        moved("2022-03-05", StockMoveKind::Sold, 3, "K-0001"),
    ]
}

/// A sale of two makers' goods, of which the first line comes from two items.
pub(super) fn full_sale(make: &mut Maker, items: &[Item; 2]) -> Sale {
    let [item, bare] = items;
    let first = SaleLine {
        picks: vec![Pick { item: item.id(), quantity: 2 }, Pick { item: bare.id(), quantity: 1 }],
        ..line(1, item, 3)
    };
    Sale {
        id: SaleId::generate(make),
        receipt: "K-0001".to_owned(),
        sold_on: day("2022-03-05"),
        payment: Payment::Qris,
        lines: vec![first, line(2, bare, 4)],
        entry: EntryId::generate(make),
        digest: std::array::from_fn(|i| u8::try_from(i).unwrap_or_default()),
    }
}

/// Goods that a buyer brought back, and a loss of which the gallery bears a part.
pub(super) fn accruals(make: &mut Maker, first: MemberId, second: MemberId) -> [AccrualLine; 2] {
    let refund = [-45_000, -5_625, 0];
    let loss = make.accrual(second, AccrualKind::Loss, day("2022-03-07"), [0, 0, -12_000]);
    [
        make.accrual(first, AccrualKind::Refund, day("2022-03-06"), refund),
        AccrualLine { entry: None, quantity: 0, number: 7, terms: String::new(), ..loss },
    ]
}

/// A file for the bank that pays one member, and his account.
pub(super) fn payout(
    make: &mut Maker,
    settlements: &[Settlement; 2],
    member: MemberId,
) -> (Payout, BankAccount) {
    let [settlement, _] = settlements;
    let account = BankAccount::try_new("118", "0100.02.03-0004", "Mariani").expect("an account");
    let line = PayoutLine {
        member,
        amount: rp(118_001),
        account: Some(account.clone()),
        paid: None,
        failed: None,
        reason: String::new(),
    };
    let payout = Payout {
        id: PayoutId::generate(make),
        settlement: settlement.id,
        made_on: day("2022-04-02"),
        template: "name = \"bank\"".to_owned(),
        debit_account: "118000".to_owned(),
        entry: Some(EntryId::generate(make)),
        lines: vec![line],
    };
    (payout, account)
}

pub(super) fn full_settlement(make: &mut Maker, entry: EntryId, paid: EntryId) -> Settlement {
    Settlement {
        id: SettlementId::generate(make),
        run_on: day("2022-03-31"),
        terms: SettlementTerms { until: day("2022-03-13"), hold_days: 7, minimum: rp(50_000) },
        totals: SettlementTotals {
            members: 2,
            lines: 3,
            gross: rp(175_001),
            commission: rp(20_875),
            charges: rp(126),
            payable: rp(118_000),
            carried_forward: rp(36_000),
        },
        entry: Some(entry),
        paid: Some(paid),
    }
}

pub(super) fn settlement_rows(first: MemberId, second: MemberId) -> [MemberSettlement; 2] {
    [
        MemberSettlement {
            member: first,
            lines: 1,
            gross: rp(135_000),
            commission: rp(16_875),
            charges: rp(125),
            payable: rp(118_001),
            brought_forward: rp(1),
            left: rp(-5),
        },
        MemberSettlement {
            member: second,
            lines: 1,
            gross: rp(40_000),
            commission: rp(4_000),
            charges: Rupiah::ZERO,
            payable: Rupiah::ZERO,
            brought_forward: Rupiah::ZERO,
            left: rp(36_000),
        },
    ]
}

/// `item` with other counts.
pub fn with_stock(item: &Item, stock: Stock) -> Item {
    Item::from_parts(
        item.id(),
        item.version(),
        item.note(),
        item.member(),
        item.label().clone(),
        item.received_on(),
        item.unit_price(),
        item.terms().clone(),
        stock,
    )
    .expect("counts that add up")
}
