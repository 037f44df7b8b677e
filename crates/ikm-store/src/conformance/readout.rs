//! Everything that the port can tell of an association, so that two states can be compared whole.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ikm_core::association::{
    Association, DuesCharge, DuesPayment, DuesPlan, DuesStanding, Member, MemberNumber,
    MembershipEvent,
};
use ikm_core::audit::{AuditRecord, AuditText};
use ikm_core::classification::{Mapping, Scheme};
use ikm_core::gallery::{
    Accrual, AccrualLine, BankAccount, Item, MemberSettlement, Note, Paper, PaperKind, Payout,
    Sale, Settlement, StockMove,
};
use ikm_core::id::{BatchId, IkmId, MemberId};
use ikm_core::ledger::{Account, Balance, Closing, Entry, Hold};
use ikm_core::programme::{Enrolment, EnrolmentEvent, Programme, Spent};
use ikm_core::region::Region;
use ikm_core::registry::{Cause, FiguresOf, Ikm, Merge, Past, blocking_keys};
use ikm_core::shipping::{LoadedTariff, Shipment};
use uuid::Uuid;

use super::fixture::{day, far, parsed};
use crate::{Batch, IkmFilter, Pair, ReadTx, RekapRow, Request, Result, YearFigures};

/// A small page, so that a read-out turns many.
const PAGE: u32 = 2;

/// More rows of a kind than any case writes, or a year of an association.
const PAGES_END: u32 = 20_000;

/// What can be asked for but not listed.
#[derive(Clone, Debug, Default)]
pub struct Probes {
    /// Imports.
    pub batches: Vec<BatchId>,
    /// What may have changed an IKM.
    pub causes: Vec<Cause>,
    /// Numbers of intake notes.
    pub notes: Vec<String>,
    /// Keys of requests.
    pub requests: Vec<String>,
    /// Documents that may have lines for makers, beside the sales.
    pub documents: Vec<Uuid>,
    /// Texts to search for.
    pub searches: Vec<String>,
    /// Days up to which to count and to gather.
    pub days: Vec<NaiveDate>,
}

/// Everything that the port can tell of an association.
#[derive(Debug)]
pub struct ReadOut {
    registry: RegistryOut,
    association: AssociationOut,
    programmes: ProgrammeOut,
    gallery: GalleryOut,
    ledger: LedgerOut,
    shipping: ShippingOut,
    audit: AuditOut,
}

/// Declares what a read-out holds of one subject, and how two of them are compared: field by field,
/// so that a difference is short enough to be read.
macro_rules! outs {
    ($($name:ident { $($field:ident: $type:ty,)+ })+) => {$(
        #[derive(Debug)]
        struct $name { $($field: $type,)+ }

        impl $name {
            #[track_caller]
            fn assert_same(&self, other: &Self) {
                $(assert_eq!(self.$field, other.$field, "{} differ", stringify!($field));)+
            }
        }
    )+};
}

outs! {
    RegistryOut {
        regions: Vec<Region>,
        schemes: Vec<(NaiveDate, Scheme)>,
        mappings: Vec<(NaiveDate, Mapping)>,
        ikms: Vec<Ikm>,
        ikms_one_by_one: Vec<Option<Ikm>>,
        ikms_by_nib: Vec<Option<IkmId>>,
        ikms_by_nik: Vec<Vec<IkmId>>,
        ikms_by_keys: Vec<Vec<IkmId>>,
        ikms_by_class_and_kecamatan: Vec<Vec<IkmId>>,
        ikms_then: Vec<Vec<Ikm>>,
        pasts: Vec<Vec<Past>>,
        ended_by: Vec<Vec<Past>>,
        added_by: Vec<Vec<IkmId>>,
        figures: Vec<Vec<FiguresOf>>,
        figures_by_year: Vec<YearFigures>,
        leaning_on: Vec<Vec<BatchId>>,
        merges: Vec<Merge>,
        merges_of: Vec<Vec<Merge>>,
        merges_one_by_one: Vec<Option<Merge>>,
        batch_page: Vec<Batch>,
        found_by_name: Vec<BTreeSet<IkmId>>,
        found: Vec<BTreeSet<IkmId>>,
        rekap: Vec<Vec<RekapRow>>,
        rekap_around: Vec<Vec<RekapRow>>,
        registrations: Vec<(NaiveDate, i64)>,
        batches: Vec<Option<Batch>>,
        pairs: Vec<Pair>,
        pairs_of: Vec<Vec<Pair>>,
    }
    AssociationOut {
        association: Option<Association>,
        members: Vec<Member>,
        last_number: Option<MemberNumber>,
        members_one_by_one: Vec<[Option<Member>; 2]>,
        members_of_ikm: Vec<Vec<Member>>,
        membership: Vec<Vec<MembershipEvent>>,
        plans: Vec<DuesPlan>,
        charges: Vec<Vec<DuesCharge>>,
        is_charged: Vec<bool>,
        payments: Vec<Vec<DuesPayment>>,
        standings: Vec<DuesStanding>,
    }
    ProgrammeOut {
        programmes: Vec<Programme>,
        programmes_one_by_one: Vec<Option<Programme>>,
        enrolments: Vec<Vec<Enrolment>>,
        enrolments_one_by_one: Vec<Option<Enrolment>>,
        enrolments_of: Vec<Vec<Enrolment>>,
        events: Vec<Vec<EnrolmentEvent>>,
        spent: Vec<Spent>,
    }
    GalleryOut {
        notes: Vec<Option<Note>>,
        items: Vec<Item>,
        items_one_by_one: Vec<Option<Item>>,
        items_by_sku: Vec<Vec<Item>>,
        stock_moves: Vec<Vec<StockMove>>,
        sales: Vec<Sale>,
        sales_by_receipt: Vec<Option<Sale>>,
        accruals: Vec<Vec<Accrual>>,
        settlements: Vec<Settlement>,
        settlements_one_by_one: Vec<Option<Settlement>>,
        settlement_rows: Vec<Vec<MemberSettlement>>,
        payouts: Vec<Vec<Payout>>,
        bank_accounts: Vec<Option<BankAccount>>,
        accruals_of: Vec<Vec<AccrualLine>>,
        settled_lines: Vec<Vec<AccrualLine>>,
        papers: Vec<Vec<Paper>>,
        on_hand_by_member: Vec<(MemberId, u64)>,
    }
    LedgerOut {
        entries: Vec<(u64, Entry)>,
        entries_one_by_one: Vec<Option<Entry>>,
        entries_by_day: Vec<(u64, Entry)>,
        balances_before: Vec<(Account, Balance)>,
        holds: Vec<Hold>,
        open_holds: Vec<Hold>,
        closings: Vec<Closing>,
        balances: Vec<(Account, Balance)>,
        balances_one_by_one: Vec<Balance>,
    }
    ShippingOut {
        tariffs: Vec<LoadedTariff>,
        tariffs_one_by_one: Vec<Option<LoadedTariff>>,
        shipments: Vec<Shipment>,
        shipments_one_by_one: Vec<Option<Shipment>>,
        shipments_by_receipt: Vec<Option<Shipment>>,
    }
    AuditOut {
        records: Vec<(AuditRecord, Option<AuditText>)>,
        last: Option<AuditRecord>,
        requests: Vec<Option<Request>>,
    }
}

/// Checks that two read-outs are the same, and says which part is not.
#[track_caller]
pub fn assert_same(one: &ReadOut, other: &ReadOut) {
    one.registry.assert_same(&other.registry);
    one.association.assert_same(&other.association);
    one.programmes.assert_same(&other.programmes);
    one.gallery.assert_same(&other.gallery);
    one.ledger.assert_same(&other.ledger);
    one.shipping.assert_same(&other.shipping);
    one.audit.assert_same(&other.audit);
}

impl ReadOut {
    /// Reads everything through `tx`.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read.
    pub fn of(tx: &mut dyn ReadTx, probes: &Probes) -> Result<Self> {
        Ok(Self {
            registry: RegistryOut::of(tx, probes)?,
            association: AssociationOut::of(tx)?,
            programmes: ProgrammeOut::of(tx)?,
            gallery: GalleryOut::of(tx, probes)?,
            ledger: LedgerOut::of(tx)?,
            shipping: ShippingOut::of(tx)?,
            audit: AuditOut::of(tx, probes)?,
        })
    }

    /// The same as if the association had been called otherwise and had another id: what is left is
    /// all that two associations may have in common.
    #[must_use]
    pub fn of_nobody(mut self) -> Self {
        self.association.association = None;
        self
    }
}

impl RegistryOut {
    fn of(tx: &mut dyn ReadTx, probes: &Probes) -> Result<Self> {
        let everyone = IkmFilter::default();
        let ikms =
            pages(|last: Option<&Ikm>| tx.ikm_page(&everyone, far(), last.map(|i| i.id), PAGE))?;
        let ids = |found: Vec<Ikm>| found.into_iter().map(|ikm| ikm.id).collect::<Vec<_>>();
        let id_set = |found: Vec<Ikm>| found.into_iter().map(|ikm| ikm.id).collect();
        let merges = pages(|last: Option<&Merge>| tx.merge_page(last.map(|m| m.id), PAGE))?;
        let ends = [day("1900-01-01"), day("9999-12-31")];
        Ok(Self {
            regions: tx.regions()?,
            schemes: tx.schemes()?,
            mappings: tx.mappings()?,
            ikms_one_by_one: each(&ikms, |ikm| tx.ikm(ikm.id))?,
            ikms_by_nib: each(ikms.iter().filter_map(|ikm| ikm.profile.nib), |nib| {
                Ok(tx.ikm_by_nib(&nib)?.map(|ikm| ikm.id))
            })?,
            ikms_by_nik: each(ikms.iter().filter_map(|ikm| ikm.profile.nik), |nik| {
                Ok(ids(tx.ikms_by_nik(&nik)?))
            })?,
            ikms_by_keys: each(&ikms, |ikm| {
                Ok(ids(tx.ikms_by_keys(&blocking_keys(&ikm.profile), u32::MAX)?))
            })?,
            ikms_by_class_and_kecamatan: each(&ikms, |ikm| {
                let kecamatan = ikm.profile.place.kecamatan;
                let class = ikm.profile.classification.clone();
                Ok(ids(tx.ikm_page(&IkmFilter { kecamatan, class }, far(), None, u32::MAX)?))
            })?,
            ikms_then: each(&probes.days, |on| {
                pages(|last: Option<&Ikm>| tx.ikm_page(&everyone, *on, last.map(|i| i.id), PAGE))
            })?,
            pasts: each(&ikms, |ikm| tx.past(ikm.id))?,
            ended_by: each(&probes.causes, |cause| {
                pages(|last: Option<&Past>| {
                    tx.changed_by(cause, last.map(|past| (past.ikm.id, past.ikm.version)), PAGE)
                })
            })?,
            added_by: each(&probes.batches, |batch| {
                Ok(ids(pages(|last: Option<&Ikm>| {
                    tx.added_by(*batch, last.map(|ikm| ikm.id), PAGE)
                })?))
            })?,
            figures: each(&ikms, |ikm| tx.figures(ikm.id))?,
            figures_by_year: tx.figures_by_year()?,
            leaning_on: each(&probes.batches, |batch| tx.leaning_on(*batch))?,
            merges_of: each(&ikms, |ikm| tx.merges_of(ikm.id))?,
            merges_one_by_one: each(&merges, |merge| tx.merge(merge.id))?,
            merges,
            batch_page: pages(|last: Option<&Batch>| tx.batch_page(last.map(|b| b.id), PAGE))?,
            found_by_name: each(&ikms, |ikm| Ok(id_set(tx.search(&ikm.profile.name, u32::MAX)?)))?,
            found: each(&probes.searches, |text| Ok(id_set(tx.search(text, u32::MAX)?)))?,
            rekap: each(ends.iter().chain(&probes.days), |on| Ok(in_order(tx.rekap(*on)?)))?,
            rekap_around: each(ends.iter().chain(&probes.days), |on| {
                Ok(in_order(tx.rekap_around(parsed("13.01"), *on)?))
            })?,
            registrations: tx.registrations()?,
            batches: each(&probes.batches, |id| tx.batch(*id))?,
            pairs: pages(|last: Option<&Pair>| tx.pair_page(last.map(|p| (p.a, p.b)), PAGE))?,
            pairs_of: each(&ikms, |ikm| tx.pairs_of(ikm.id))?,
            ikms,
        })
    }
}

/// The rows of a rekap stand in no promised order.
fn in_order(mut rows: Vec<RekapRow>) -> Vec<RekapRow> {
    rows.sort_by(|a, b| (a.kecamatan, &a.class).cmp(&(b.kecamatan, &b.class)));
    rows
}

impl AssociationOut {
    fn of(tx: &mut dyn ReadTx) -> Result<Self> {
        let members =
            pages(|last: Option<&Member>| tx.member_page(last.map(Member::number), PAGE))?;
        let charges = each(&members, |member| tx.dues_charges(member.id()))?;
        Ok(Self {
            association: tx.association()?,
            last_number: tx.last_member_number()?,
            members_one_by_one: each(&members, |member| {
                let by_id = tx.member(member.id())?;
                Ok([by_id, tx.member_by_number(member.number())?])
            })?,
            members_of_ikm: each(&members, |member| tx.members_of_ikm(member.ikm()))?,
            membership: each(&members, |member| tx.membership(member.id()))?,
            plans: tx.dues_plans()?,
            is_charged: each(charges.iter().flatten(), |charge| {
                tx.is_charged(charge.member, charge.month)
            })?,
            charges,
            payments: each(&members, |member| tx.dues_payments(member.id()))?,
            standings: each(&members, |member| tx.dues_standing(member.id()))?,
            members,
        })
    }
}

impl ProgrammeOut {
    fn of(tx: &mut dyn ReadTx) -> Result<Self> {
        let programmes = tx.programmes()?;
        let enrolments = each(&programmes, |programme| {
            pages(|last: Option<&Enrolment>| {
                tx.enrolment_page(programme.code(), last.map(Enrolment::id), PAGE)
            })
        })?;
        let all = || enrolments.iter().flatten();
        let ikms: BTreeSet<IkmId> = all().map(Enrolment::ikm).collect();
        Ok(Self {
            programmes_one_by_one: each(&programmes, |programme| tx.programme(programme.code()))?,
            enrolments_one_by_one: each(all(), |place| tx.enrolment(place.id()))?,
            enrolments_of: each(ikms, |ikm| tx.enrolments_of(ikm))?,
            events: each(all(), |place| tx.enrolment_events(place.id()))?,
            spent: each(&programmes, |programme| tx.spent(programme.code()))?,
            programmes,
            enrolments,
        })
    }
}

impl GalleryOut {
    fn of(tx: &mut dyn ReadTx, probes: &Probes) -> Result<Self> {
        let items = pages(|last: Option<&Item>| tx.item_page(last.map(Item::id), PAGE))?;
        let sales = pages(|last: Option<&Sale>| tx.sale_page(last.map(|sale| sale.id), PAGE))?;
        let settlements = tx.settlements()?;
        let skus: BTreeSet<&str> = items.iter().map(|item| item.label().sku.as_str()).collect();
        let makers: BTreeSet<MemberId> =
            sales.iter().flat_map(|sale| &sale.lines).map(|line| line.member).collect();
        let of_makers = settlements
            .iter()
            .flat_map(|settlement| makers.iter().map(|member| (settlement.id, *member)));
        let of_sales = sales.iter().map(|sale| sale.id.uuid());
        let documents = of_sales.chain(probes.documents.iter().copied());
        let far = day("9999-12-31");
        Ok(Self {
            accruals_of: each(documents, |document| tx.accruals_of(document))?,
            notes: each(&probes.notes, |number| tx.note_by_number(number))?,
            papers: each(PaperKind::ALL, |kind| tx.papers(kind))?,
            on_hand_by_member: tx.on_hand_by_member()?,
            items_one_by_one: each(&items, |item| tx.item(item.id()))?,
            items_by_sku: each(skus, |sku| tx.items_by_sku(sku))?,
            stock_moves: each(&items, |item| tx.stock_moves(item.id()))?,
            sales_by_receipt: each(&sales, |sale| tx.sale_by_receipt(&sale.receipt))?,
            accruals: each(probes.days.iter().chain([&far]), |day| tx.accruals(*day))?,
            settlements_one_by_one: each(&settlements, |settlement| tx.settlement(settlement.id))?,
            settlement_rows: each(&settlements, |settlement| tx.settlement_rows(settlement.id))?,
            payouts: each(&settlements, |settlement| tx.payouts(settlement.id))?,
            bank_accounts: each(&makers, |member| tx.bank_account(*member, far))?,
            settled_lines: each(of_makers, |(settlement, maker)| {
                tx.settled_lines(settlement, maker)
            })?,
            items,
            sales,
            settlements,
        })
    }
}

impl LedgerOut {
    fn of(tx: &mut dyn ReadTx) -> Result<Self> {
        let entries = pages(|last: Option<&(u64, Entry)>| {
            tx.entry_page(last.map_or(0, |(place, _)| *place), PAGE)
        })?;
        let entries_by_day = pages(|last: Option<&(u64, Entry)>| {
            let last = last.map(|(place, entry)| (entry.on(), *place));
            tx.entries_by_day(NaiveDate::MIN..NaiveDate::MAX, last, PAGE)
        })?;
        let balances = tx.balances()?;
        Ok(Self {
            entries_by_day,
            balances_before: tx.balances_before(day("2022-02-15"))?,
            holds: pages(|last: Option<&Hold>| tx.hold_page(last.map(Hold::id), PAGE))?,
            open_holds: tx.open_holds()?,
            closings: tx.closings()?,
            entries_one_by_one: each(&entries, |(_, entry)| tx.entry(entry.id()))?,
            balances_one_by_one: each(&balances, |(account, _)| tx.balance(*account))?,
            entries,
            balances,
        })
    }
}

impl ShippingOut {
    fn of(tx: &mut dyn ReadTx) -> Result<Self> {
        let tariffs = tx.tariffs()?;
        let shipments =
            pages(|last: Option<&Shipment>| tx.shipment_page(last.map(|s| s.id), PAGE))?;
        let receipts = shipments.iter().filter_map(|shipment| shipment.receipt_number.as_deref());
        Ok(Self {
            tariffs_one_by_one: each(&tariffs, |tariff| tx.tariff(tariff.id))?,
            shipments_one_by_one: each(&shipments, |shipment| tx.shipment(shipment.id))?,
            shipments_by_receipt: each(receipts, |number| tx.shipment_by_receipt(number))?,
            tariffs,
            shipments,
        })
    }
}

impl AuditOut {
    fn of(tx: &mut dyn ReadTx, probes: &Probes) -> Result<Self> {
        Ok(Self {
            records: pages(|last: Option<&(AuditRecord, _)>| {
                tx.audit_page(last.map_or(0, |(record, _)| record.seq), PAGE)
            })?,
            last: tx.last_audit()?,
            requests: each(&probes.requests, |key| tx.request(key))?,
        })
    }
}

/// Turns pages up to an empty one: `page` gives the rows after the last one seen.
fn pages<T>(mut page: impl FnMut(Option<&T>) -> Result<Vec<T>>) -> Result<Vec<T>> {
    let mut all = Vec::new();
    loop {
        let rows = page(all.last())?;
        if rows.is_empty() {
            return Ok(all);
        }
        assert!(length(rows.len()) <= PAGE, "a page is longer than its limit");
        all.extend(rows);
        assert!(length(all.len()) < PAGES_END, "paging goes round in circles");
    }
}

fn length(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// What `ask` answers for each of `asked`, in order.
fn each<Q, A>(
    asked: impl IntoIterator<Item = Q>,
    ask: impl FnMut(Q) -> Result<A>,
) -> Result<Vec<A>> {
    asked.into_iter().map(ask).collect()
}
