//! What cases stand on: an association in an empty store, and values made from a counter, so that
//! they are the same on every run.

use std::str::FromStr;

use chrono::{DateTime, Days, NaiveDate, Utc};
use ikm_core::association::{Association, Member, MemberNumber, MemberStatus};
use ikm_core::gallery::{
    AccrualKind, AccrualLine, DiscountRule, Item, ItemLabel, Note, Payment, Pick, Sale, SaleLine,
    Settlement, SettlementTerms, SettlementTotals, Terms,
};
use ikm_core::id::{
    AssociationId, EntryId, IdSource, IkmId, ItemId, MemberId, NoteId, SaleId, SettlementId,
    uuid_v7,
};
use ikm_core::ledger::{Account, Entry, EntryDraft, EntryKind};
use ikm_core::money::Rupiah;
use ikm_core::region::Region;
use ikm_core::registry::{Cause, Ikm, Profile};
use uuid::Uuid;

use super::readout::{Probes, ReadOut, assert_same};
use crate::{ClaimedRow, ReadTx, Result, Store, StoreError, StoreExt as _, WriteTx};

/// Reads a value that is known to be well formed.
#[track_caller]
pub fn parsed<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("a well-formed value")
}

/// The day `YYYY-MM-DD`.
#[track_caller]
pub fn day(text: &str) -> NaiveDate {
    parsed(text)
}

/// A day after everything that a case does.
pub fn far() -> NaiveDate {
    day("9999-12-31")
}

/// Updates an IKM on the day of its registration, as a person would.
///
/// # Errors
///
/// [`StoreError`] when the store refuses.
pub fn edit(tx: &mut dyn WriteTx, ikm: &Ikm) -> Result<()> {
    tx.update_ikm(ikm, ikm.registered_on, &Cause::Edited)
}

/// `amount` whole rupiah.
pub const fn rp(amount: i64) -> Rupiah {
    Rupiah::new(amount)
}

/// An association in a store, and the transactions of a case on it.
#[derive(Clone, Copy)]
pub struct Scene<'s> {
    /// The store.
    pub store: &'s dyn Store,
    /// The association.
    pub association: AssociationId,
}

impl std::fmt::Debug for Scene<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scene").field("association", &self.association).finish_non_exhaustive()
    }
}

/// Founds an association in `store`, with the regions of [`regions`].
#[track_caller]
pub fn found(store: &dyn Store) -> (Scene<'_>, Maker) {
    let mut make = Maker::new();
    let association = make.association("Asosiasi IKM Pesisir Selatan");
    let scene = Scene { store, association: association.id };
    scene.write(|tx| {
        tx.insert_association(&association)?;
        tx.put_regions(&regions())
    });
    (scene, make)
}

impl Scene<'_> {
    /// Writes and commits.
    #[track_caller]
    pub fn write<R>(&self, work: impl FnOnce(&mut dyn WriteTx) -> Result<R>) -> R {
        self.store.write(self.association, work).expect("the store takes what is right")
    }

    /// What the rows with this content became, in the order in which they are claimed.
    #[track_caller]
    pub fn claims(&self, row_digest: &[u8; 32]) -> Vec<ClaimedRow> {
        let mut tx = self.store.begin_write(self.association).expect("nobody else writes");
        let next = || tx.claim_row(row_digest).expect("the store can be read");
        std::iter::from_fn(next).collect()
    }

    /// Reads.
    #[track_caller]
    pub fn read<R>(&self, work: impl FnOnce(&mut dyn ReadTx) -> Result<R>) -> R {
        self.store.read(self.association, work).expect("the store can be read")
    }

    /// All that the store holds of the association.
    #[track_caller]
    pub fn read_out(&self, probes: &Probes) -> ReadOut {
        self.read(|tx| ReadOut::of(tx, probes))
    }

    /// Checks that the store refuses `work` and that nothing is left of it, and gives the refusal.
    #[track_caller]
    pub fn refused<R>(&self, work: impl FnOnce(&mut dyn WriteTx) -> Result<R>) -> StoreError {
        let before = self.read_out(&Probes::default());
        let mut tx = self.store.begin_write(self.association).expect("nobody else writes");
        let refusal = work(tx.as_mut()).err().expect("the store refuses it");
        drop(tx);
        assert_same(&before, &self.read_out(&Probes::default()));
        refusal
    }

    /// Checks that `work` is refused because there is a `key` already, and that nothing is left.
    #[track_caller]
    pub fn refused_as_existing<R>(
        &self,
        key: &(impl ToString + ?Sized),
        work: impl FnOnce(&mut dyn WriteTx) -> Result<R>,
    ) {
        let (wanted, refusal) = (key.to_string(), self.refused(work));
        assert!(
            matches!(&refusal, StoreError::Exists { key, .. } if *key == wanted),
            "not that {wanted} exists, but {refusal:?}"
        );
    }

    /// Checks that `work` is refused because the row is another by now, and that nothing is left.
    #[track_caller]
    pub fn refused_as_conflict<R>(
        &self,
        id: &(impl ToString + ?Sized),
        work: impl FnOnce(&mut dyn WriteTx) -> Result<R>,
    ) {
        let (wanted, refusal) = (id.to_string(), self.refused(work));
        assert!(
            matches!(&refusal, StoreError::Conflict { id, .. } if *id == wanted),
            "not that {wanted} was changed, but {refusal:?}"
        );
    }
}

/// Regions with and without what a region may lack.
pub fn regions() -> Vec<Region> {
    let region = |code, name: &str, bps: Option<&str>, postal_code: Option<&str>| Region {
        code: parsed(code),
        name: name.to_owned(),
        bps: bps.map(parsed),
        postal_code: postal_code.map(parsed),
    };
    vec![
        region("13", "Sumatera Barat", Some("13"), None),
        region("13.01", "Pesisir Selatan", Some("1302"), None),
        region("13.01.01", "Pancung Soal", Some("1302010"), Some("25673")),
        region("13.01.05", "IV Jurai", Some("1302060"), Some("25651")),
        region("13.01.05.2001", "Painan", None, Some("25611")),
        region("13.01.05.2002", "Sago Salido", None, None),
    ]
}

/// Makes values, each with ids of its own.
#[derive(Clone, Debug, Default)]
pub struct Maker {
    made: u16,
}

/// A new id a millisecond, with random bits that count down: only the time orders the ids.
impl IdSource for Maker {
    fn next(&mut self) -> Uuid {
        self.made += 1;
        let mut random = [0xa5; 10];
        let count = (u16::MAX - self.made).to_be_bytes();
        random.iter_mut().zip(count).for_each(|(byte, value)| *byte = value);
        uuid_v7(moment(u32::from(self.made)), &random)
    }
}

/// The `nth` millisecond of a working day, with the finest time that every backend keeps.
pub fn moment(nth: u32) -> DateTime<Utc> {
    let start: DateTime<Utc> = parsed("2022-01-31T02:03:04.000567Z");
    start + chrono::TimeDelta::milliseconds(i64::from(nth))
}

impl Maker {
    /// One that starts from the first id.
    pub fn new() -> Self {
        Self::default()
    }

    /// An association.
    pub fn association(&mut self, name: &str) -> Association {
        Association {
            id: AssociationId::generate(self),
            name: name.to_owned(),
            regency: parsed("13.01"),
            founded_on: day("2022-01-31"),
        }
    }

    /// An IKM of which only the name and the regency are known.
    pub fn ikm(&mut self, name: &str) -> Ikm {
        Ikm {
            id: IkmId::generate(self),
            version: 1,
            registered_on: day("2022-01-31"),
            batch: None,
            merged: None,
            profile: Profile::named(name, parsed("13.01")),
        }
    }

    /// An active membership of `ikm` under the `nth` number.
    pub fn member(&mut self, ikm: &Ikm, nth: u32) -> Member {
        Member::from_parts(
            MemberId::generate(self),
            1,
            MemberNumber::nth(nth),
            ikm.id,
            MemberStatus::Active,
            day("2022-02-01"),
        )
    }

    /// Adds an IKM and its membership under the `nth` number.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the store refuses.
    pub fn add_member(&mut self, tx: &mut dyn WriteTx, nth: u32) -> Result<Member> {
        let ikm = self.ikm(&format!("IKM {nth}"));
        let member = self.member(&ikm, nth);
        tx.insert_ikm(&ikm)?;
        tx.insert_member(&member)?;
        Ok(member)
    }

    /// An intake note.
    pub fn note(&mut self, number: &str) -> Note {
        let (received_on, digest) = (day("2022-02-01"), [0x5a; 32]);
        Note { id: NoteId::generate(self), number: number.to_owned(), received_on, digest }
    }

    /// A hundred pieces at Rp10.000 under a commission of 10 %.
    pub fn item(&mut self, note: &Note, member: MemberId, sku: &str) -> Item {
        let label = ItemLabel {
            sku: sku.to_owned(),
            name: "Rendang lokan".to_owned(),
            category: String::new(),
            lot: None,
            best_before: None,
        };
        let terms = Terms::of(parsed("10"));
        Item::receive(ItemId::generate(self), note, member, label, 100, rp(10_000), terms)
            .expect("goods that can be taken in")
    }

    /// Adds an item on a note of its own, numbered as its sku.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the store refuses.
    pub fn add_item(&mut self, tx: &mut dyn WriteTx, member: MemberId, sku: &str) -> Result<Item> {
        let note = self.note(sku);
        let item = self.item(&note, member, sku);
        tx.insert_note(&note)?;
        tx.insert_item(&item)?;
        Ok(item)
    }

    /// A cash sale on `sold_on` of so many pieces of each item, a line each.
    pub fn sale(&mut self, receipt: &str, sold_on: NaiveDate, sold: &[(&Item, u32)]) -> Sale {
        Sale {
            id: SaleId::generate(self),
            receipt: receipt.to_owned(),
            sold_on,
            payment: Payment::Cash,
            lines: (1..)
                .zip(sold)
                .map(|(number, (item, pieces))| line(number, item, *pieces))
                .collect(),
            entry: EntryId::generate(self),
            digest: [0xc3; 32],
        }
    }

    /// Adds a cash sale and the entry that books it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the store refuses.
    pub fn add_sale(
        &mut self,
        tx: &mut dyn WriteTx,
        receipt: &str,
        sold_on: NaiveDate,
        sold: &[(&Item, u32)],
    ) -> Result<Sale> {
        let sale = self.sale(receipt, sold_on, sold);
        if let Some(entry) = sale.entry().expect("small amounts") {
            tx.append_entry(&entry)?;
        }
        insert_sale(tx, &sale)?;
        Ok(sale)
    }

    /// A line of `kind` with this gross, commission and charges, on a document of its own.
    pub fn accrual(
        &mut self,
        member: MemberId,
        kind: AccrualKind,
        on: NaiveDate,
        [gross, commission, charges]: [i64; 3],
    ) -> AccrualLine {
        AccrualLine {
            member,
            on,
            kind,
            document: self.next(),
            number: 1,
            reference: format!("{}-{on}", kind.code()),
            entry: Some(EntryId::generate(self)),
            about: "RL-250".to_owned(),
            quantity: 3,
            terms: "10".to_owned(),
            gross: rp(gross),
            commission: rp(commission),
            charges: rp(charges),
        }
    }

    /// A settlement of sales before `until`, with no figures in it.
    pub fn settlement(&mut self, until: NaiveDate) -> Settlement {
        Settlement {
            id: SettlementId::generate(self),
            run_on: until,
            terms: SettlementTerms { until, hold_days: 0, minimum: Rupiah::ZERO },
            totals: SettlementTotals::default(),
            entry: None,
            paid: None,
        }
    }

    /// A transfer of `amount` from the bank to the drawer.
    pub fn transfer(&mut self, amount: i64) -> Entry {
        EntryDraft::new(EntryKind::Transfer, format!("T-{amount}"), day("2022-02-01"))
            .debit(Account::Cash, rp(amount))
            .credit(Account::Bank, rp(amount))
            .finish(EntryId::generate(self))
            .expect("it balances")
    }
}

/// Adds a sale and what it leaves for its makers.
///
/// # Errors
///
/// [`StoreError`] when the store refuses.
pub fn insert_sale(tx: &mut dyn WriteTx, sale: &Sale) -> Result<()> {
    tx.insert_sale(sale)?;
    let lines = sale.accruals().expect("small amounts");
    lines.iter().try_for_each(|line| tx.insert_accrual(line))
}

/// A line of a receipt: `quantity` pieces of `item` at its price and under its terms.
pub fn line(number: u32, item: &Item, quantity: u32) -> SaleLine {
    let price = item.unit_price();
    let split = item.terms().split(price, price, quantity, 0).expect("a small amount");
    SaleLine {
        number,
        member: item.member(),
        sku: item.label().sku.clone(),
        quantity,
        unit_price: price,
        rate: item.terms().commission_for(price, 0),
        discount_rule: DiscountRule::Shared,
        gross: split.gross,
        discount: split.discount,
        commission: split.commission,
        borne_by_gallery: split.borne_by_gallery,
        picks: vec![Pick { item: item.id(), quantity }],
    }
}

/// The day after `day`.
pub fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).expect("the calendar goes on")
}
