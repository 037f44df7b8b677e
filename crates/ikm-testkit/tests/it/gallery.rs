//! The gallery's files against a shelf kept by hand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ikm_core::money::{Percent, Rounding, Rupiah};
use ikm_testkit::district::District;
use ikm_testkit::gallery::{Gallery, MemberSeed, Month, MonthTruth, shows};

use crate::digest_of;

fn demo() -> Gallery {
    let members: Vec<MemberSeed> = District::generate(2022, 3_800)
        .iter()
        .filter(|ikm| shows(ikm.product))
        .step_by(17)
        .take(120)
        .zip(1..)
        .map(|(ikm, number)| MemberSeed {
            number: format!("{number:04}"),
            product: ikm.product.to_owned(),
        })
        .collect();
    assert_eq!(members.len(), 120);
    let february = NaiveDate::from_ymd_opt(2022, 2, 1).expect("a day");
    Gallery::generate(2022, &members, february, 11)
}

fn records<T: serde::de::DeserializeOwned>(csv: &str) -> Vec<T> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|record| record.expect("well formed")).collect()
}

#[derive(Debug, serde::Deserialize)]
struct IntakeRow {
    note: String,
    received_on: NaiveDate,
    member: String,
    sku: String,
    name: String,
    category: String,
    quantity: u32,
    unit_price: i64,
    commission_percent: Percent,
    lot: String,
    best_before: Option<NaiveDate>,
}

#[derive(Debug, serde::Deserialize)]
struct SaleRow {
    receipt: String,
    sold_on: NaiveDate,
    sku: String,
    lot: String,
    quantity: u32,
    unit_price: Option<i64>,
    payment: String,
}

/// A shelf with nothing but the files to go by: every piece is an entry of its own.
#[derive(Default)]
struct Shelf(BTreeMap<String, Vec<Piece>>);

struct Piece {
    /// Goods that never spoil sort last.
    last_day: NaiveDate,
    received_on: NaiveDate,
    lot: String,
    member: String,
    price: i64,
    percent: Percent,
}

impl Shelf {
    fn receive(&mut self, line: &IntakeRow) {
        let pieces = self.0.entry(line.sku.clone()).or_default();
        pieces.extend((0..line.quantity).map(|_| Piece {
            last_day: line.best_before.unwrap_or(NaiveDate::MAX),
            received_on: line.received_on,
            lot: line.lot.clone(),
            member: line.member.clone(),
            price: line.unit_price,
            percent: line.commission_percent,
        }));
        pieces.sort_by_key(|piece| (piece.last_day, piece.received_on));
    }

    /// Takes the pieces of a line one by one: the first that has not expired, of the lot if one is
    /// named. With `blind`, pieces that come in later count too, as for a till that knows no dates.
    fn sell(&mut self, line: &SaleRow, blind: bool) -> Vec<Piece> {
        let pieces = self.0.get_mut(&line.sku).expect("a known sku");
        (0..line.quantity)
            .map(|_| {
                let at = pieces.iter().position(|piece| {
                    piece.last_day >= line.sold_on
                        && (blind || piece.received_on <= line.sold_on)
                        && (line.lot.is_empty() || piece.lot == line.lot)
                });
                pieces.remove(at.expect("enough pieces on the shelf"))
            })
            .collect()
    }
}

/// Plays a month on a shelf and counts what comes of it.
fn play(shelf: &mut Shelf, month: &Month, blind: bool) -> MonthTruth {
    let mut truth = MonthTruth::default();
    let intake: Vec<IntakeRow> = records(&month.intake_csv);
    truth.notes = intake.iter().map(|line| &line.note).collect::<BTreeSet<_>>().len();
    for line in &intake {
        shelf.receive(line);
        truth.items += 1;
        truth.pieces_in += line.quantity;
    }
    let sales: Vec<SaleRow> = records(&month.sales_csv);
    truth.receipts = sales.iter().map(|line| &line.receipt).collect::<BTreeSet<_>>().len();
    for line in &sales {
        let pieces = shelf.sell(line, blind);
        let first = pieces.first().expect("at least one piece");
        assert!(pieces.iter().all(|p| (p.price, p.percent) == (first.price, first.percent)));
        assert!(line.unit_price.is_none_or(|price| price == first.price), "{line:?}");
        let gross = Rupiah::new(first.price).times(line.quantity).expect("in range");
        let commission = first.percent.of(gross, Rounding::HalfUp).expect("in range");
        truth.pieces_out += line.quantity;
        let member = truth.by_member.entry(first.member.clone()).or_default();
        for takings in [&mut truth.takings, member] {
            takings.lines += 1;
            takings.gross = takings.gross.plus(gross).expect("in range");
            takings.commission = takings.commission.plus(commission).expect("in range");
        }
    }
    truth
}

#[test]
fn a_shelf_kept_by_hand_comes_to_the_same() {
    for blind in [false, true] {
        let mut shelf = Shelf::default();
        for month in demo().months {
            assert_eq!(play(&mut shelf, &month, blind), month.truth, "{}", month.first_day);
        }
    }
}

/// The answer would be easy to hit by chance if every line came from one lot in the order of intake.
#[test]
fn the_shelf_is_a_hard_one() {
    let (mut lines_of_two_lots, mut younger_first, mut halves, mut prices) = (0, 0, 0, 0);
    let mut shelf = Shelf::default();
    for month in demo().months {
        for line in &records::<IntakeRow>(&month.intake_csv) {
            shelf.receive(line);
        }
        for line in &records::<SaleRow>(&month.sales_csv) {
            let before = shelf.0.get(&line.sku).expect("a known sku");
            let good = before.iter().filter(|piece| piece.last_day >= line.sold_on);
            let oldest = good.clone().map(|piece| piece.received_on).min();
            prices += usize::from(good.map(|p| p.price).collect::<BTreeSet<_>>().len() > 1);
            let pieces = shelf.sell(line, false);
            let first = pieces.first().expect("at least one piece");
            let lots: BTreeSet<_> = pieces.iter().map(|piece| piece.received_on).collect();
            lines_of_two_lots += usize::from(lots.len() > 1);
            younger_first += usize::from(line.lot.is_empty() && lots.first() > oldest.as_ref());
            let gross = first.price * i64::from(line.quantity);
            let exact = first.percent.get() * rust_decimal::Decimal::from(gross);
            halves += usize::from(!(exact / rust_decimal::Decimal::ONE_HUNDRED).is_integer());
        }
    }
    for (what, count) in [
        ("lines come from two lots", lines_of_two_lots),
        ("lines take younger goods first", younger_first),
        ("commissions end in half a rupiah", halves),
        ("lines find two prices on the shelf", prices),
    ] {
        assert!(count >= 20, "{count} {what}");
    }
}

#[test]
fn the_files_are_as_varied_as_promised() {
    let months = demo().months;
    let intake: Vec<IntakeRow> = months.iter().flat_map(|m| records(&m.intake_csv)).collect();
    let sales: Vec<SaleRow> = months.iter().flat_map(|m| records(&m.sales_csv)).collect();
    let mut makers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut skus: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in &intake {
        makers.entry(&line.sku).or_default().insert(&line.member);
        skus.entry(&line.member).or_default().insert(&line.sku);
        assert_eq!(line.unit_price % 500, 0);
        assert!((500..=3_000_000).contains(&line.unit_price));
        assert!(line.best_before.is_none_or(|last| last > line.received_on));
        assert!(!line.name.is_empty() && !line.category.is_empty());
    }
    assert!(makers.values().all(|of| of.len() == 1), "a sku belongs to one member");
    assert_eq!(skus.len(), 120);
    assert!(skus.values().all(|of| (3..=6).contains(&of.len())));
    let percents: BTreeSet<String> =
        intake.iter().map(|line| line.commission_percent.to_string()).collect();
    assert_eq!(percents.into_iter().collect::<Vec<_>>(), ["10", "12.5", "15", "17.5", "20"]);

    let lines = sales.len();
    let share = |which: &dyn Fn(&SaleRow) -> bool| {
        100 * sales.iter().filter(|line| which(line)).count() / lines
    };
    assert!((1_500..6_000).contains(&lines), "{lines} lines");
    assert!((4..30).contains(&share(&|line| !line.lot.is_empty())));
    assert!((10..40).contains(&share(&|line| line.unit_price.is_some())));
    for payment in ["cash", "qris", "transfer"] {
        assert!(share(&|line| line.payment == payment) > 5, "{payment}");
    }
    let on_receipt = sales.chunk_by(|a, b| a.receipt == b.receipt).map(<[SaleRow]>::len);
    assert_eq!(on_receipt.collect::<BTreeSet<_>>(), (1..=5).collect());
    let spoilt = intake.iter().filter(|line| line.best_before.is_some()).count();
    assert!(spoilt > 0 && spoilt < intake.len());
}

/// Every shelf of the gallery is for something that is made in the district.
#[test]
fn what_the_gallery_shows_is_made_here() {
    let district = District::generate(2022, 3_800);
    let made: BTreeSet<&str> = district.iter().map(|ikm| ikm.product).collect();
    assert_eq!(made.iter().filter(|product| shows(product)).count(), 40);
    assert!(made.contains("Huller Padi") && !shows("Huller Padi"));
}

#[test]
fn groups_stand_together_and_inside_their_month() {
    let mut seen = BTreeSet::new();
    for month in demo().months {
        let sales: Vec<SaleRow> = records(&month.sales_csv);
        for group in sales.chunk_by(|a, b| a.receipt == b.receipt) {
            let first = group.first().expect("a group");
            assert!(seen.insert(first.receipt.clone()), "{} twice", first.receipt);
            for line in group {
                assert_eq!((line.sold_on, &line.payment), (first.sold_on, &first.payment));
            }
        }
        let intake: Vec<IntakeRow> = records(&month.intake_csv);
        for group in intake.chunk_by(|a, b| a.note == b.note) {
            let first = group.first().expect("a group");
            assert!(seen.insert(first.note.clone()), "{} twice", first.note);
            for line in group {
                assert_eq!((line.received_on, &line.member), (first.received_on, &first.member));
            }
        }
        let days = sales.iter().map(|l| l.sold_on).chain(intake.iter().map(|l| l.received_on));
        let here = month.first_day.format("%Y-%m").to_string();
        assert!(days.into_iter().all(|day| day.to_string().starts_with(&here)));
    }
}

/// The bytes of the demo's files. They change only when the generator is meant to change.
#[test]
fn the_bytes_never_change_by_themselves() {
    let months = demo().months;
    let files = months.iter().flat_map(|month| [&month.intake_csv, &month.sales_csv]);
    let digest = digest_of(files.map(String::as_bytes));
    assert_eq!(digest, "8077a45accc2fe82e108ea08563db787a4aeec382e7cff99a42c89237aca881e");
}
