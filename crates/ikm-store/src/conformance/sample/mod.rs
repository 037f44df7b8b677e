//! One of everything: full values, in which no two fields of a kind are alike, and minimal ones.

mod association;
mod books;
mod gallery;
mod programme;
mod registry;

use ikm_core::association::{
    Association, DuesCharge, DuesPayment, DuesPlan, Member, MemberStatus, MembershipEvent,
};
use ikm_core::audit::{AuditRecord, AuditText};
use ikm_core::classification::Scheme;
use ikm_core::gallery::{
    AccrualLine, BankAccount, Item, MemberSettlement, Note, Payout, PayoutLine, Sale, Settlement,
    Stock, StockMove,
};
use ikm_core::id::{BatchId, IkmId};
use ikm_core::ledger::Entry;
use ikm_core::programme::{Enrolment, EnrolmentEvent, EnrolmentStatus, Programme};
use ikm_core::region::Region;
use ikm_core::registry::{Cause, FiguresOf, Ikm, Merge, Merged};
use ikm_core::shipping::{LoadedTariff, Shipment};

use super::fixture::{Maker, Scene, day, insert_sale, parsed, regions};
use super::readout::Probes;
use crate::{Batch, Pair, Request, Result, Store, WriteTx};
use association::{charge, events, full_member, payment, plan};
use books::{entries, records, requests, shipments, tariffs};
use gallery::{
    accruals, full_item, full_note, full_sale, full_settlement, moves, payout, settlement_rows,
};
use programme::{enrolment_events, enrolments, programmes};
use registry::{awkward_ikm, batch, figures, merge, pairs};

pub use association::with_status;
pub use gallery::with_stock;
pub use programme::{bare_programme, standing};
pub use registry::{full_ikm, other_scheme, some_mapping};

/// One of everything that the port can write.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The association.
    pub association: Association,
    /// Its regions.
    pub regions: Vec<Region>,
    /// Its scheme.
    pub scheme: Scheme,
    /// An IKM of which everything is known, one of which nothing is, and one with awkward texts.
    pub ikms: [Ikm; 3],
    /// The import that brought the first.
    pub batch: Batch,
    /// What rows became.
    pub rows: [([u8; 32], IkmId); 2],
    /// A pair with reasons and one without.
    pub pairs: [Pair; 2],
    /// What two sources said of the first IKM.
    pub figures: [FiguresOf; 2],
    /// A merge of the first two that was taken back.
    pub merge: Merge,
    /// Members.
    pub members: [Member; 2],
    /// The history of the first.
    pub events: [MembershipEvent; 2],
    /// Dues plans.
    pub plans: [DuesPlan; 2],
    /// Charges to the first member.
    pub charges: [DuesCharge; 2],
    /// Payments of the first member.
    pub payments: [DuesPayment; 2],
    /// A programme with few rules and one with all.
    pub programmes: [Programme; 2],
    /// An enrolment of the first IKM in the second, which holds a place, and one that was refused.
    pub enrolments: [Enrolment; 2],
    /// The history of the first.
    pub enrolment_events: [EnrolmentEvent; 2],
    /// Intake notes.
    pub notes: [Note; 2],
    /// An item of the first member with everything on its label, and a bare one of the second.
    pub items: [Item; 2],
    /// What moved of the first.
    pub moves: [StockMove; 2],
    /// A sale of both items, one of nothing, and a later one that no settlement has taken up.
    pub sales: [Sale; 3],
    /// All entries that the rest names, and one that takes another back.
    pub entries: [Entry; 9],
    /// A settlement that was paid, and one in which nothing happened.
    pub settlements: [Settlement; 2],
    /// Lines of other kinds than sales, which wait.
    pub accruals: [AccrualLine; 2],
    /// A file for the bank of the first settlement, and where its first member is paid.
    pub payout: (Payout, BankAccount),
    /// What the first says of both members.
    pub settlement_rows: [MemberSettlement; 2],
    /// A tariff with an agreement and an end, and one without.
    pub tariffs: [LoadedTariff; 2],
    /// A parcel with everything, and one of which only the least is known.
    pub shipments: [Shipment; 2],
    /// Two records of the chain.
    pub records: [(AuditRecord, AuditText); 2],
    /// A request that was answered and one that was not yet.
    pub requests: [(String, Request); 2],
}

impl Sample {
    /// A sample with the ids that `make` gives.
    pub fn new(make: &mut Maker) -> Self {
        let association = make.association("Asosiasi IKM \"Pesisir Selatan\"");
        let batch = batch(make);
        let ikms = [full_ikm(make, batch.id), make.ikm("M"), awkward_ikm(make)];
        let [full, minimal, awkward] = &ikms;
        let members = [full_member(make, full.id), make.member(minimal, 2)];
        let [first, second] = &members;
        let enrolments = enrolments(make, full.id, minimal.id);
        let [place, _] = &enrolments;
        let notes = [full_note(make), make.note("N-2")];
        let [note, other_note] = &notes;
        let items =
            [full_item(make, note.id, first.id()), make.item(other_note, second.id(), "bare")];
        let [item, bare] = &items;
        let sales = [
            full_sale(make, &items),
            make.sale("K-0002", day("2022-03-06"), &[]),
            make.sale("K-0003", day("2022-03-20"), &[(bare, 2), (item, 1)]),
        ];
        let booked: [Entry; 7] = std::array::from_fn(|nth| make.transfer(1_000 + amount(nth)));
        let [charged, charged_again, paid, paid_again, due, paid_out, posted] = &booked;
        let settlements =
            [full_settlement(make, due.id(), paid_out.id()), make.settlement(day("2022-04-01"))];
        let tariffs = tariffs(make);
        let [tariff, _] = &tariffs;
        Self {
            rows: [([0x11; 32], full.id), ([0x11; 32], minimal.id)],
            figures: figures(full.id, batch.id),
            merge: merge(make, full, minimal.id, batch.id),
            pairs: pairs(full.id, minimal.id, awkward.id),
            events: events(first.id()),
            programmes: programmes(),
            enrolment_events: enrolment_events(place.id()),
            plans: [plan("2022-02", 10_000), plan("2023-01", 0)],
            charges: [
                charge(first.id(), "2022-02", 10_000, charged.id()),
                charge(first.id(), "2022-03", 9_000, charged_again.id()),
            ],
            payments: [
                payment(first.id(), 7_500, paid.id()),
                payment(first.id(), 2_500, paid_again.id()),
            ],
            moves: moves(&items),
            accruals: accruals(make, first.id(), second.id()),
            payout: payout(make, &settlements, first.id()),
            settlement_rows: settlement_rows(first.id(), second.id()),
            shipments: shipments(make, tariff.id, first.id(), posted.id()),
            entries: entries(make, booked, &sales),
            records: records(),
            requests: requests(),
            regions: regions(),
            scheme: Scheme::kbli2020_divisions(),
            association,
            ikms,
            batch,
            members,
            enrolments,
            notes,
            items,
            sales,
            settlements,
            tariffs,
        }
    }

    /// Writes all of it, each thing after what it names.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses.
    pub fn write(&self, tx: &mut dyn WriteTx) -> Result<()> {
        tx.insert_association(&self.association)?;
        tx.put_regions(&self.regions)?;
        tx.put_scheme(&self.scheme, self.association.founded_on)?;
        tx.put_mapping(&some_mapping(), self.association.founded_on)?;
        self.write_rows(tx)
    }

    /// Writes all but what an association has once.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses.
    pub fn write_rows(&self, tx: &mut dyn WriteTx) -> Result<()> {
        tx.insert_batch(&self.batch)?;
        self.ikms.iter().try_for_each(|ikm| tx.insert_ikm(ikm))?;
        let batch = self.batch.id;
        self.rows.iter().try_for_each(|(digest, ikm)| tx.insert_row(digest, *ikm, batch))?;
        self.pairs.iter().try_for_each(|pair| tx.insert_pair(pair).map(drop))?;
        self.figures.iter().try_for_each(|figures| tx.put_figures(figures))?;
        tx.insert_merge(&self.merge)?;
        tx.put_lean(leaning(), batch)?;
        self.members.iter().try_for_each(|member| tx.insert_member(member))?;
        self.events.iter().try_for_each(|event| tx.append_membership(event))?;
        self.programmes.iter().try_for_each(|programme| tx.insert_programme(programme))?;
        self.enrolments.iter().try_for_each(|place| tx.insert_enrolment(place))?;
        self.enrolment_events.iter().try_for_each(|event| tx.append_enrolment_event(event))?;
        self.entries.iter().try_for_each(|entry| tx.append_entry(entry))?;
        self.plans.iter().try_for_each(|plan| tx.insert_dues_plan(plan))?;
        self.charges.iter().try_for_each(|charge| tx.insert_dues_charge(charge))?;
        self.payments.iter().try_for_each(|payment| tx.insert_dues_payment(payment))?;
        self.notes.iter().try_for_each(|note| tx.insert_note(note))?;
        self.items.iter().try_for_each(|item| tx.insert_item(item))?;
        self.moves.iter().try_for_each(|moved| tx.append_stock_move(moved))?;
        self.sales.iter().try_for_each(|sale| insert_sale(tx, sale))?;
        let [settlement, empty] = &self.settlements;
        tx.insert_settlement(settlement, &self.settlement_rows)?;
        tx.insert_settlement(empty, &[])?;
        self.accruals.iter().try_for_each(|line| tx.insert_accrual(line))?;
        let ((payout, account), [member, _]) = (&self.payout, &self.members);
        tx.put_bank_account(member.id(), day("2022-03-01"), account)?;
        tx.insert_payout(payout)?;
        self.tariffs.iter().try_for_each(|tariff| tx.insert_tariff(tariff))?;
        self.shipments.iter().try_for_each(|shipment| tx.insert_shipment(shipment))?;
        self.records.iter().try_for_each(|(record, text)| tx.append_audit(record, text))?;
        self.requests.iter().try_for_each(|(key, request)| tx.put_request(key, request))
    }

    /// Changes everything that can be changed once it is written, as it stands after
    /// [`Sample::write`].
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses.
    pub fn change(&self, tx: &mut dyn WriteTx) -> Result<()> {
        let [ikm, minimal, awkward] = &self.ikms;
        let [member, _] = &self.members;
        let [item, _] = &self.items;
        let [_, unpaid] = &self.settlements;
        let [entry, ..] = &self.entries;
        let [_, (key, request)] = &self.requests;
        let mut renamed = ikm.clone();
        "Sala Lauak".clone_into(&mut renamed.profile.name);
        renamed.profile.nib = None;
        renamed.profile.figures.investment = None;
        tx.put_regions(&[])?;
        tx.put_scheme(&other_scheme(), self.association.founded_on)?;
        tx.update_ikm(&renamed, day("2022-02-20"), &Cause::Edited)?;
        let merged = Some(Merged { into: ikm.id, on: day("2022-02-21") });
        let merged = Ikm { merged, ..awkward.clone() };
        tx.update_ikm(&merged, day("2022-02-21"), &Cause::Classified)?;
        tx.decide_pair(minimal.id, ikm.id, day("2022-02-22"))?;
        let [said, _] = &self.figures;
        tx.remove_figures(ikm.id, said.year(), said.source)?;
        tx.end_batch(self.batch.id, day("2022-02-23"))?;
        tx.insert_row(&[0x11; 32], ikm.id, self.batch.id)?;
        tx.update_member(&with_status(member, MemberStatus::Suspended, day("2022-06-01")))?;
        let [place, _] = &self.enrolments;
        tx.update_enrolment(&standing(place, EnrolmentStatus::Completed))?;
        tx.move_enrolment(place.id(), minimal.id)?;
        tx.update_item(&with_stock(item, Stock { returned: 40, ..item.stock() }))?;
        tx.mark_paid(unpaid.id, entry.id())?;
        let (payout, _) = &self.payout;
        for line in &payout.lines {
            let paid = PayoutLine { paid: Some(entry.id()), ..line.clone() };
            tx.update_payout_line(payout.id, &paid)?;
        }
        tx.put_request(key, &Request { answer: Some("{}".to_owned()), ..request.clone() })
    }

    /// What the sample can be asked for but not listed.
    pub fn probes(&self) -> Probes {
        Probes {
            batches: vec![self.batch.id],
            causes: vec![Cause::Edited, Cause::Classified],
            notes: self.notes.iter().map(|note| note.number.clone()).collect(),
            documents: self.accruals.iter().map(|line| line.document).collect(),
            requests: self.requests.iter().map(|(key, _)| key.clone()).collect(),
            searches: ["rendang", "mariani", "iv jurai", "painan", "pangan", "merdeka", "sala"]
                .map(str::to_owned)
                .to_vec(),
            days: vec![
                day("2022-01-31"),
                day("2022-02-20"),
                day("2022-02-21"),
                day("2022-02-15"),
                day("2022-03-06"),
            ],
        }
    }
}

/// A sample in an empty store.
#[track_caller]
pub fn sampled(store: &dyn Store) -> (Scene<'_>, Sample, Maker) {
    let mut make = Maker::new();
    let sample = Sample::new(&mut make);
    let scene = Scene { store, association: sample.association.id };
    scene.write(|tx| sample.write(tx));
    (scene, sample, make)
}

/// An import that leans on the sample's and that nobody knows more of.
fn leaning() -> BatchId {
    parsed("017e9f1c-0000-7000-8000-00000000000a")
}

fn amount(nth: usize) -> i64 {
    i64::try_from(nth).unwrap_or_default()
}
