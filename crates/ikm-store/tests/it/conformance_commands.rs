//! Commands over a small world, so that they often meet: few ids, few numbers, few days.

use ikm_core::association::{
    DuesCharge, DuesPayment, DuesPlan, Member, MemberNumber, MemberStatus, MembershipChange,
    MembershipEvent,
};
use ikm_core::audit::{AuditDraft, AuditRecord, AuditText};
use ikm_core::gallery::{
    AccrualLine, Item, ItemLabel, MemberSettlement, Note, Payment, Sale, Settlement,
    SettlementTerms, Stock, StockMove, StockMoveKind, Terms, settle,
};
use ikm_core::ledger::{Account, EntryDraft, EntryKind};
use ikm_store::conformance::fixture::{insert_sale, line, moment, parsed, rp};
use ikm_store::conformance::sample::{with_status, with_stock};
use ikm_store::{ClaimedRow, Request, Result, WriteTx};

use super::conformance_programme::InProgrammes;
use super::conformance_registry::{InImport, InRegistry};
use super::conformance_world::{Days, Nth, day, id, month};

/// One write, or a few that belong together.
#[derive(Clone, Debug)]
pub(crate) enum Command {
    Registry(InRegistry),
    Import(InImport),
    Members(InMembers),
    Programmes(InProgrammes),
    Gallery(InGallery),
    Books(InBooks),
}

#[derive(Clone, Debug)]
pub(crate) enum InMembers {
    Add { member: Nth, number: Nth, ikm: Nth },
    Update { member: Nth, stale: bool, number: Nth, status: Nth, on: Days },
    Move { member: Nth, ikm: Nth },
    Plan { month: Nth, monthly: i64 },
    Charge { member: Nth, month: Nth, amount: i64 },
    Pay { member: Nth, on: Days, amount: i64 },
}

#[derive(Clone, Debug)]
pub(crate) enum InGallery {
    TakeIn { item: Nth, number: Nth, member: Nth, sku: Nth },
    Count { item: Nth, stale: bool, returned: Nth },
    Sell { sale: Nth, receipt: Nth, on: Days, lines: Vec<(Nth, Nth)> },
    Settle { settlement: Nth, until: Days, hold_days: Nth, minimum: i64 },
    MarkPaid { settlement: Nth, entry: Nth },
}

#[derive(Clone, Debug)]
pub(crate) enum InBooks {
    Post { entry: Nth, amount: i64 },
    Audit { nth: Nth },
    Ask { key: Nth, answer: Option<Nth> },
}

/// What a command came to, where it was not refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// What it names is not there.
    Skipped,
    Done,
    Counted(u64),
    Claimed(Option<ClaimedRow>),
    Settled(Vec<MemberSettlement>, Vec<AccrualLine>),
}

impl Command {
    /// Carries the command out. Whether what it names is there is asked through `tx`, because not
    /// every store refuses what hangs in the air.
    pub(crate) fn run(&self, tx: &mut dyn WriteTx) -> Result<Outcome> {
        let outcome = match self {
            Self::Registry(command) => command.run(tx),
            Self::Import(command) => command.run(tx),
            Self::Members(command) => command.run(tx),
            Self::Programmes(command) => command.run(tx),
            Self::Gallery(command) => command.run(tx),
            Self::Books(command) => command.run(tx),
        }?;
        Ok(outcome.unwrap_or(Outcome::Skipped))
    }
}

impl InMembers {
    fn run(&self, tx: &mut dyn WriteTx) -> Result<Option<Outcome>> {
        match self {
            Self::Add { member, number, ikm } => {
                let Some(ikm) = tx.ikm(id("ikm", *ikm))? else { return Ok(None) };
                let number = MemberNumber::nth(u32::from(*number) + 1);
                let (added, event) = Member::apply(id("member", *member), number, ikm.id, day(0));
                tx.insert_member(&added)?;
                tx.append_membership(&event)?;
            }
            Self::Update { member, stale, number, status, on } => {
                let Some(stored) = tx.member(id("member", *member))? else { return Ok(None) };
                let status = match status {
                    0 => MemberStatus::Active,
                    1 => MemberStatus::Suspended,
                    _ => MemberStatus::Ended,
                };
                let changed = with_status(&stored, status, day(*on));
                let number = MemberNumber::nth(u32::from(*number) + 1);
                let version = stored.version() - u32::from(*stale);
                let (id, ikm) = (changed.id(), changed.ikm());
                tx.update_member(&Member::from_parts(id, version, number, ikm, status, day(*on)))?;
                let change = MembershipChange::Suspend;
                tx.append_membership(&MembershipEvent { member: id, on: day(*on), change })?;
            }
            Self::Move { member, ikm } => {
                let Some(ikm) = tx.ikm(id("ikm", *ikm))? else { return Ok(None) };
                tx.move_member(id("member", *member), ikm.id)?;
            }
            Self::Plan { month: from, monthly } => {
                tx.insert_dues_plan(&DuesPlan { from: month(*from), monthly: rp(*monthly) })?;
            }
            Self::Charge { member, month: charged, amount } => {
                let Some(member) = tx.member(id("member", *member))? else { return Ok(None) };
                let (member, month, entry) = (member.id(), month(*charged), id("entry", 0));
                if tx.entry(entry)?.is_none() {
                    return Ok(None);
                }
                tx.insert_dues_charge(&DuesCharge { member, month, amount: rp(*amount), entry })?;
            }
            Self::Pay { member, on, amount } => {
                let Some(member) = tx.member(id("member", *member))? else { return Ok(None) };
                let (member, on, entry) = (member.id(), day(*on), id("entry", 0));
                if tx.entry(entry)?.is_none() {
                    return Ok(None);
                }
                tx.insert_dues_payment(&DuesPayment { member, on, amount: rp(*amount), entry })?;
            }
        }
        Ok(Some(Outcome::Done))
    }
}

impl InGallery {
    fn run(&self, tx: &mut dyn WriteTx) -> Result<Option<Outcome>> {
        match self {
            Self::TakeIn { item, number, member, sku } => {
                let Some(member) = tx.member(id("member", *member))? else { return Ok(None) };
                let note = Note {
                    id: id("note", *item),
                    number: format!("N-{number}"),
                    received_on: day(0),
                    digest: [*number; 32],
                };
                let taken = pieces(*item, &note, &member, *sku);
                tx.insert_note(&note)?;
                tx.insert_item(&taken)?;
                tx.append_stock_move(&StockMove::at_shelf(
                    taken.id(),
                    note.received_on,
                    StockMoveKind::Received,
                    taken.stock().received,
                    &note.number,
                ))?;
            }
            Self::Count { item, stale, returned } => {
                let Some(stored) = tx.item(id("item", *item))? else { return Ok(None) };
                let counts = Stock { returned: u32::from(*returned), ..stored.stock() };
                let counted = with_stock(&stored, counts);
                tx.update_item(&with_version(&counted, stored.version() - u32::from(*stale)))?;
            }
            Self::Sell { sale, receipt, on, lines } => {
                let mut sold = Vec::new();
                for ((item, quantity), number) in lines.iter().zip(1..) {
                    let Some(item) = tx.item(id("item", *item))? else { return Ok(None) };
                    sold.push(line(number, &item, u32::from(*quantity)));
                }
                let sale = Sale {
                    id: id("sale", *sale),
                    receipt: format!("K-{receipt}"),
                    sold_on: day(*on),
                    payment: Payment::Cash,
                    lines: sold,
                    entry: id("sale entry", *sale),
                    digest: [*receipt; 32],
                };
                if let Some(entry) = sale.entry().expect("small amounts") {
                    tx.append_entry(&entry)?;
                }
                insert_sale(tx, &sale)?;
            }
            Self::MarkPaid { settlement, entry } => {
                let (settlement, entry) = (id("settlement", *settlement), id("entry", *entry));
                if tx.entry(entry)?.is_none() {
                    return Ok(None);
                }
                tx.mark_paid(settlement, entry)?;
            }
            Self::Settle { settlement, until, hold_days, minimum } => {
                let (until, hold_days) = (day(*until), u32::from(*hold_days));
                let terms = SettlementTerms { until, hold_days, minimum: rp(*minimum) };
                return run_settlement(tx, *settlement, terms).map(Some);
            }
        }
        Ok(Some(Outcome::Done))
    }
}

impl InBooks {
    fn run(&self, tx: &mut dyn WriteTx) -> Result<Option<Outcome>> {
        match self {
            Self::Post { entry, amount } => {
                let (kind, reference) = (EntryKind::Transfer, format!("T-{entry}"));
                let posted = EntryDraft::new(kind, reference, day(0))
                    .debit(Account::Cash, rp(*amount))
                    .credit(Account::Bank, rp(*amount))
                    .finish(id("entry", *entry));
                tx.append_entry(&posted.expect("it balances"))?;
            }
            Self::Audit { nth } => {
                let actor = format!("petugas {nth}");
                let text = AuditText { salt: [*nth; 16], actor, note: String::new() };
                let (action, subject) = ("uji".to_owned(), nth.to_string());
                let (at, content) = (moment(u32::from(*nth)), [*nth; 32]);
                let draft = AuditDraft { at, action, subject, content };
                let last = tx.last_audit()?;
                tx.append_audit(&AuditRecord::following(last.as_ref(), draft, &text), &text)?;
            }
            Self::Ask { key, answer } => {
                let answer = answer.map(|nth| nth.to_string());
                tx.put_request(&key.to_string(), &Request { digest: [*key; 32], answer })?;
            }
        }
        Ok(Some(Outcome::Done))
    }
}

/// Settles as the use case does.
fn run_settlement(tx: &mut dyn WriteTx, nth: Nth, terms: SettlementTerms) -> Result<Outcome> {
    let accruals = tx.accruals(terms.cut_off())?;
    let (rows, totals) = settle(&terms, &accruals).expect("small amounts");
    let (id, run_on) = (id("settlement", nth), terms.until);
    let settlement = Settlement { id, run_on, terms, totals, entry: None, paid: None };
    tx.insert_settlement(&settlement, &rows)?;
    let mut taken = Vec::new();
    for row in &rows {
        taken.extend(tx.settled_lines(id, row.member)?);
    }
    Ok(Outcome::Settled(rows, taken))
}

/// A hundred pieces whose price and commission leave something to round.
fn pieces(item: Nth, note: &Note, member: &Member, sku: Nth) -> Item {
    let label = ItemLabel {
        sku: format!("S-{sku}"),
        name: "Tenun".to_owned(),
        category: String::new(),
        lot: None,
        best_before: None,
    };
    let terms = Terms::of(parsed("12.5"));
    let price = rp(9_999 + i64::from(item));
    Item::receive(id("item", item), note, member.id(), label, 100, price, terms)
        .expect("goods that can be taken in")
}

fn with_version(item: &Item, version: u32) -> Item {
    Item::from_parts(
        item.id(),
        version,
        item.note(),
        item.member(),
        item.label().clone(),
        item.received_on(),
        item.unit_price(),
        item.terms().clone(),
        item.stock(),
    )
    .expect("counts that add up")
}
