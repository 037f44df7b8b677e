use ikm_core::DateRange;
use ikm_core::audit::{AuditDraft, AuditRecord, AuditText};
use ikm_core::gallery::{Payment, Sale};
use ikm_core::id::{EntryId, MemberId, ShipmentId, TariffId};
use ikm_core::ledger::{Entry, EntryDraft};
use ikm_core::measure::{Dimensions, Grams};
use ikm_core::money::Rupiah;
use ikm_core::shipping::{
    LoadedTariff, PaidBy, Parcel, Price, Quote, QuoteFigures, Shipment, TariffFiles,
};

use super::super::fixture::{Maker, day, moment, parsed, rp};
use crate::Request;

/// `booked`, the entry of the first sale, and the entry that takes it back.
pub(super) fn entries(make: &mut Maker, booked: [Entry; 7], sales: &[Sale; 3]) -> [Entry; 9] {
    let [sale, ..] = sales;
    let sold = sale.entry().expect("small amounts").expect("money moved");
    let back = EntryDraft::reversal(&sold, day("2022-03-07"))
        .finish(EntryId::generate(make))
        .expect("it balances");
    let mut more = booked.into_iter().chain([sold, back]);
    std::array::from_fn(|_| more.next().expect("seven and two are nine"))
}

pub(super) fn tariffs(make: &mut Maker) -> [LoadedTariff; 2] {
    let files = |agreement: Option<&str>| TariffFiles {
        book: "carrier = \"Pos\"\n".to_owned(),
        zones: "postal_code,zone\r\n25651,A\r\n".to_owned(),
        rates: String::new(),
        agreement: agreement.map(str::to_owned),
    };
    let range = |from, until: Option<&str>| {
        DateRange::try_new(day(from), until.map(day)).expect("it ends after it begins")
    };
    let full = LoadedTariff {
        id: TariffId::generate(make),
        carrier: "Pos Indonesia".to_owned(),
        version: "2022-1".to_owned(),
        in_force: range("2022-01-01", Some("2023-01-01")),
        loaded_on: day("2022-02-05"),
        files: files(Some("partner = \"Asosiasi\"\n")),
    };
    let bare = LoadedTariff {
        id: TariffId::generate(make),
        carrier: String::new(),
        version: String::new(),
        in_force: range("2023-01-01", None),
        loaded_on: day("2022-02-05"),
        files: files(None),
    };
    [full, bare]
}

pub(super) fn shipments(
    make: &mut Maker,
    tariff: TariffId,
    member: MemberId,
    entry: EntryId,
) -> [Shipment; 2] {
    let figures = QuoteFigures {
        billed: Grams::new(2_000),
        normal: rp(30_000),
        special: rp(24_000),
        surcharge: rp(1_500),
        insurance: rp(2_250),
        tax: rp(281),
        paid_by: Some(PaidBy::Dinas),
    };
    let nothing = QuoteFigures {
        billed: Grams::new(1),
        normal: Rupiah::ZERO,
        special: Rupiah::ZERO,
        surcharge: Rupiah::ZERO,
        insurance: Rupiah::ZERO,
        tax: Rupiah::ZERO,
        paid_by: None,
    };
    let parcel = Parcel {
        dimensions: Some(Dimensions::try_new([300, 200, 100]).expect("a real parcel")),
        declared_value: Some(Price::try_new(rp(750_000)).expect("a price")),
        classification: Some("10".to_owned()),
        ..Parcel::new(parsed("10110"), "PKH", Grams::new(1_300))
    };
    let full = Shipment {
        id: ShipmentId::generate(make),
        member,
        accepted_on: day("2022-03-08"),
        parcel,
        quote: Quote::try_new(figures).expect("figures that fit"),
        tariff,
        payment: Payment::Transfer,
        receipt_number: Some("P2203080001".to_owned()),
        entry: Some(entry),
    };
    let bare = Shipment {
        id: ShipmentId::generate(make),
        parcel: Parcel::new(parsed("25651"), "", Grams::new(1)),
        quote: Quote::try_new(nothing).expect("figures that fit"),
        payment: Payment::Cash,
        receipt_number: None,
        entry: None,
        ..full.clone()
    };
    [full, bare]
}

pub(super) fn records() -> [(AuditRecord, AuditText); 2] {
    let text = |salt, actor: &str, note: &str| AuditText {
        salt: [salt; 16],
        actor: actor.to_owned(),
        note: note.to_owned(),
    };
    let draft = |nth, action: &str, subject: &str| AuditDraft {
        at: moment(nth),
        action: action.to_owned(),
        subject: subject.to_owned(),
        content: [u8::try_from(nth).unwrap_or_default(); 32],
    };
    let (one, two) = (text(1, "yeni", "daftar 2021"), text(2, "", ""));
    let first = AuditRecord::following(None, draft(5, "registry.import", "017f"), &one);
    let second = AuditRecord::following(Some(&first), draft(6, "member.accept", ""), &two);
    [(first, one), (second, two)]
}

pub(super) fn requests() -> [(String, Request); 2] {
    let answered = Request { digest: [8; 32], answer: Some("{\"rows\":3}".to_owned()) };
    let open = Request { digest: [9; 32], answer: None };
    [("kunci 'satu'".to_owned(), answered), ("2".to_owned(), open)]
}
