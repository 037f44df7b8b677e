//! Paying what a settlement made due: by hand or through a file for the bank, and taking back what
//! the bank refused or sent back, member by member.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ikm_core::association::MemberNumber;
use ikm_core::audit::DigestBuilder;
use ikm_core::gallery::{
    BankAccount, MemberSettlement, Payout, PayoutError, PayoutLine, PayoutState, PayoutTemplate,
    Settlement, SettlementError, still_due,
};
use ikm_core::id::{EntryId, MemberId, PayoutId, SettlementId};
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_store::{ReadTx, WriteTx};
use serde::{Deserialize, Serialize};

use crate::app::{App, Env};
use crate::error::{AppError, Refusal};
use crate::ledger::require_funds;
use crate::members::resolve_member;
use crate::settlement::{funds, resolve_settlement};

/// A payout of a settlement, as it was just paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutView {
    /// The run.
    pub run: SettlementId,
    /// How many members are paid.
    pub members: u64,
    /// How much is paid.
    pub paid: Rupiah,
    /// The accounts that it is paid from, and how much each gives.
    pub from: Vec<(Account, Rupiah)>,
}

/// A file for the bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutFileView {
    /// The run that it pays.
    pub run: SettlementId,
    /// Its id, by which it can be written again.
    pub payout: PayoutId,
    /// How many payments it has.
    pub members: u64,
    /// What they come to.
    pub total: Rupiah,
    /// Members who are due and whose bank account is not known; they are not in it.
    pub without_account: Vec<MemberNumber>,
}

/// What was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBackView {
    /// The run.
    pub run: SettlementId,
    /// How many members are due again.
    pub members: u64,
    /// How much.
    pub amount: Rupiah,
}

/// How far the payment of one member has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutLineView {
    /// The payout.
    pub payout: PayoutId,
    /// The day on which it was made.
    pub made_on: NaiveDate,
    /// The number on the card.
    pub member: MemberNumber,
    /// How much.
    pub amount: Rupiah,
    /// How far it has come.
    pub state: PayoutState,
    /// The bank, and the account with all but its last digits hidden.
    pub account: Option<(String, String)>,
    /// Why it was taken back.
    pub reason: String,
}

impl App<'_> {
    /// Makes a file for the bank of everybody whom a settlement still owes and whose bank account is
    /// known, and hands the money over: out of the bank account, into transit until it is confirmed.
    /// Nobody is in two files at once.
    ///
    /// # Errors
    ///
    /// [`AppError::Payout`] for a template that does not fit and when no account is known;
    /// [`Refusal::UnknownSettlement`]; [`AppError::Settlement`] when nothing is left to pay;
    /// [`AppError::Ledger`] when the bank holds less; and [`AppError::Store`].
    pub fn make_payout_file(
        &mut self,
        run: &str,
        template: &str,
        debit_account: &str,
    ) -> Result<PayoutFileView, AppError> {
        let layout: PayoutTemplate = template.parse()?;
        let content = DigestBuilder::new()
            .field("settlement.payout-file")
            .field(run)
            .field(template)
            .field(debit_account)
            .finish();
        self.write_once(content, |tx, env| {
            let settlement = resolve_settlement(tx, run)?;
            let due = due(tx, &settlement)?;
            let (mut lines, mut without_account) = (Vec::new(), Vec::new());
            for (member, amount) in due {
                match tx.bank_account(member, env.today)? {
                    Some(account) => lines.push(open_line(member, amount, Some(account))),
                    None => without_account.push(number_of(tx, member)?),
                }
            }
            if lines.is_empty() {
                return Err(PayoutError::NoAccounts(settlement.id).into());
            }
            let id = PayoutId::generate(env.ids);
            let entry_id = EntryId::generate(env.ids);
            let payout = Payout {
                id,
                settlement: settlement.id,
                made_on: env.today,
                template: template.to_owned(),
                debit_account: debit_account.to_owned(),
                entry: Some(entry_id),
                lines,
            };
            let total = payout.total()?;
            require_funds(tx, Account::Bank, total)?;
            // A file that cannot be written hands nothing over.
            rendered(tx, &layout, &payout)?;
            tx.append_entry(&payout.handed_over(entry_id)?)?;
            tx.insert_payout(&payout)?;
            env.audit(tx, "settlement.payout-file", &id, content, "")?;
            without_account.sort_unstable();
            let members = length(payout.lines.len());
            Ok(PayoutFileView { run: settlement.id, payout: id, members, total, without_account })
        })
    }

    /// The file of a payout, the same bytes whenever it is asked for.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownSettlement`], [`AppError::Payout`] when the settlement has no such file or
    /// an account in it was erased, and [`AppError::Store`].
    pub fn payout_file(&self, run: &str, payout: PayoutId) -> Result<String, AppError> {
        self.read(|tx| {
            let settlement = resolve_settlement(tx, run)?;
            let payouts = tx.payouts(settlement.id)?;
            let found = payouts.iter().find(|one| one.id == payout && one.entry.is_some());
            let payout = found.ok_or_else(|| PayoutError::NotUnderWay(payout.to_string()))?;
            rendered(tx, &payout.template.parse()?, payout)
        })
    }

    /// How far the payments of a settlement have come, in the order in which they were made.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownSettlement`] and [`AppError::Store`].
    pub fn payout_lines(&self, run: &str) -> Result<Vec<PayoutLineView>, AppError> {
        self.read(|tx| {
            let settlement = resolve_settlement(tx, run)?;
            let mut views = Vec::new();
            for payout in tx.payouts(settlement.id)? {
                let mut of_payout = Vec::with_capacity(payout.lines.len());
                for line in &payout.lines {
                    of_payout.push(PayoutLineView {
                        payout: payout.id,
                        made_on: payout.made_on,
                        member: number_of(tx, line.member)?,
                        amount: line.amount,
                        state: line.state(),
                        account: line
                            .account
                            .as_ref()
                            .map(|account| (account.bank().to_owned(), account.masked())),
                        reason: line.reason.clone(),
                    });
                }
                of_payout.sort_by_key(|view| view.member);
                views.extend(of_payout);
            }
            Ok(views)
        })
    }

    /// Whether everybody whom a settlement pays was paid.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn is_paid(&self, settlement: &Settlement) -> Result<bool, AppError> {
        self.read(|tx| {
            let rows = tx.settlement_rows(settlement.id)?;
            let payouts = tx.payouts(settlement.id)?;
            let lines = payouts.iter().flat_map(|payout| &payout.lines);
            let paid: BTreeSet<MemberId> = lines
                .filter(|line| line.state() == PayoutState::Paid)
                .map(|line| line.member)
                .collect();
            let mut payable = rows.iter().filter(|row| !row.payable.is_zero()).peekable();
            Ok(payable.peek().is_some() && payable.all(|row| paid.contains(&row.member)))
        })
    }

    /// Pays a settlement, all members at once, as [`App::pay_members`] does.
    ///
    /// # Errors
    ///
    /// Those of [`App::pay_members`].
    pub fn pay_settlement(
        &mut self,
        run: &str,
        from: impl Into<Option<Account>>,
    ) -> Result<PayoutView, AppError> {
        self.pay_members(run, &[], from.into())
    }

    /// Records that `members`, or everybody, were paid on the business day. Payments that are under
    /// way to the bank are confirmed; where none is, what is due is paid by hand: out of cash or bank
    /// where `from` says so, and otherwise out of the bank, then cash, then what buyers paid by QRIS,
    /// which the acquirer has credited by the time that makers are paid.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownSettlement`] and [`Refusal::UnknownMember`]; [`AppError::Settlement`] when
    /// it was paid before or pays nothing; [`AppError::Ledger`] when the accounts hold less; and
    /// [`AppError::Store`].
    pub fn pay_members(
        &mut self,
        run: &str,
        members: &[String],
        from: Option<Account>,
    ) -> Result<PayoutView, AppError> {
        require_drawer(from)?;
        let mut content = DigestBuilder::new();
        content
            .field("settlement.pay")
            .field(run)
            .optional(from.map(|account| account.to_string()).as_deref());
        for member in members {
            content.field(member);
        }
        let content = content.finish();
        self.write_once(content, |tx, env| {
            let settlement = resolve_settlement(tx, run)?;
            let chosen = chosen(tx, members)?;
            let under_way = |line: &PayoutLine| {
                line.state() == PayoutState::UnderWay && chosen.holds(line.member)
            };
            let payouts = tx.payouts(settlement.id)?;
            let is_under_way = payouts.iter().flat_map(|payout| &payout.lines).any(under_way);
            let view = if from.is_none() && is_under_way {
                confirm(tx, env, &settlement, &payouts, &under_way)?
            } else {
                pay_by_hand(tx, env, &settlement, &chosen, from)?
            };
            env.audit(tx, "settlement.pay", &settlement.id, content, "")?;
            Ok(view)
        })
    }

    /// Records that the bank refused the payment of a member, which is due again.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownSettlement`] and [`Refusal::UnknownMember`]; [`AppError::Payout`] when
    /// nothing is under way for the member; and [`AppError::Store`].
    pub fn fail_payout(
        &mut self,
        run: &str,
        member: &str,
        reason: &str,
    ) -> Result<TakenBackView, AppError> {
        let content = DigestBuilder::new()
            .field("settlement.failed")
            .field(run)
            .field(member)
            .field(reason)
            .finish();
        self.write_once(content, |tx, env| {
            let settlement = resolve_settlement(tx, run)?;
            let only = chosen(tx, &[member.to_owned()])?;
            let taken = take_back(
                tx,
                env,
                &settlement,
                reason,
                |line| line.state() == PayoutState::UnderWay && only.holds(line.member),
                Payout::failing,
            )?;
            if taken.members == 0 {
                return Err(PayoutError::NotUnderWay(member.to_owned()).into());
            }
            env.audit(tx, "settlement.failed", &settlement.id, content, reason)?;
            Ok(taken)
        })
    }

    /// Takes back what was paid to a member, or to everybody, into the account `to`: it is due again.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownSettlement`] and [`Refusal::UnknownMember`]; [`Refusal::Transfer`] for an
    /// account that holds no money; [`AppError::Payout`] when nothing was paid; and
    /// [`AppError::Store`].
    pub fn reverse_payout(
        &mut self,
        run: &str,
        member: Option<&str>,
        to: Account,
        reason: &str,
    ) -> Result<TakenBackView, AppError> {
        require_drawer(Some(to))?;
        let content = DigestBuilder::new()
            .field("settlement.reverse")
            .field(run)
            .optional(member)
            .field(&to.to_string())
            .field(reason)
            .finish();
        self.write_once(content, |tx, env| {
            let settlement = resolve_settlement(tx, run)?;
            let members: Vec<String> = member.map(str::to_owned).into_iter().collect();
            let chosen = chosen(tx, &members)?;
            let taken = take_back(
                tx,
                env,
                &settlement,
                reason,
                |line| line.state() == PayoutState::Paid && chosen.holds(line.member),
                |payout, lines, on, entry| payout.reversing(lines, to, on, entry),
            )?;
            if taken.members == 0 {
                let who = member.map_or_else(|| run.to_owned(), str::to_owned);
                return Err(PayoutError::NotPaid(who).into());
            }
            env.audit(tx, "settlement.reverse", &settlement.id, content, reason)?;
            Ok(taken)
        })
    }
}

/// Everybody, or some.
struct Chosen(Vec<MemberId>);

impl Chosen {
    fn holds(&self, member: MemberId) -> bool {
        self.0.is_empty() || self.0.contains(&member)
    }
}

fn chosen(tx: &mut dyn ReadTx, members: &[String]) -> Result<Chosen, AppError> {
    let ids = members.iter().map(|member| Ok(resolve_member(tx, member)?.id()));
    Ok(Chosen(ids.collect::<Result<_, AppError>>()?))
}

/// Only cash and bank can be paid from by name.
fn require_drawer(account: Option<Account>) -> Result<(), AppError> {
    match account {
        Some(account) if !matches!(account, Account::Cash | Account::Bank) => {
            let to = "payout-due".to_owned();
            Err(Refusal::Transfer { from: account.to_string(), to }.into())
        }
        _ => Ok(()),
    }
}

/// What the settlement still owes to whom; it is an error when that is nothing.
fn due(tx: &mut dyn ReadTx, settlement: &Settlement) -> Result<Vec<(MemberId, Rupiah)>, AppError> {
    let rows = tx.settlement_rows(settlement.id)?;
    if rows.iter().all(|row| row.payable.is_zero()) {
        return Err(SettlementError::NothingPayable(settlement.id).into());
    }
    let due = still_due(&rows, &tx.payouts(settlement.id)?);
    if due.is_empty() { Err(SettlementError::AlreadyPaid(settlement.id).into()) } else { Ok(due) }
}

/// Confirms the lines that are under way, an entry a file.
fn confirm(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    settlement: &Settlement,
    payouts: &[Payout],
    under_way: &dyn Fn(&PayoutLine) -> bool,
) -> Result<PayoutView, AppError> {
    let (mut members, mut paid) = (0, Rupiah::ZERO);
    for payout in payouts {
        let lines: Vec<&PayoutLine> = payout.lines.iter().filter(|line| under_way(line)).collect();
        if lines.is_empty() {
            continue;
        }
        let total = Rupiah::sum(lines.iter().map(|line| line.amount))?;
        let id = EntryId::generate(env.ids);
        let from = [(Account::PayoutInTransit, total)];
        tx.append_entry(&payout.paying(&lines, &from, env.today, id)?)?;
        for line in &lines {
            tx.update_payout_line(payout.id, &PayoutLine { paid: Some(id), ..(*line).clone() })?;
        }
        members += length(lines.len());
        paid = paid.plus(total)?;
    }
    Ok(PayoutView {
        run: settlement.id,
        members,
        paid,
        from: vec![(Account::PayoutInTransit, paid)],
    })
}

/// Pays what is due to the chosen, with a payout that is paid as it is made.
fn pay_by_hand(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    settlement: &Settlement,
    chosen: &Chosen,
    from: Option<Account>,
) -> Result<PayoutView, AppError> {
    let mut due = due(tx, settlement)?;
    due.retain(|(member, _)| chosen.holds(*member));
    if due.is_empty() {
        return Err(SettlementError::AlreadyPaid(settlement.id).into());
    }
    let paid = Rupiah::sum(due.iter().map(|(_, amount)| *amount))?;
    let from = match from {
        Some(account) => {
            require_funds(tx, account, paid)?;
            vec![(account, paid)]
        }
        None => funds(tx, paid)?,
    };
    let rows = rows_of(&tx.settlement_rows(settlement.id)?, due.iter().map(|(member, _)| *member));
    let entry = settlement.payout(&rows, &from, env.today, EntryId::generate(env.ids))?;
    tx.append_entry(&entry)?;
    let lines = due.iter().map(|(member, amount)| PayoutLine {
        paid: Some(entry.id()),
        ..open_line(*member, *amount, None)
    });
    tx.insert_payout(&Payout {
        id: PayoutId::generate(env.ids),
        settlement: settlement.id,
        made_on: env.today,
        template: String::new(),
        debit_account: String::new(),
        entry: None,
        lines: lines.collect(),
    })?;
    if settlement.paid.is_none() && paid == settlement.totals.payable {
        tx.mark_paid(settlement.id, entry.id())?;
    }
    Ok(PayoutView { run: settlement.id, members: length(due.len()), paid, from })
}

/// The rows of these members.
pub(crate) fn rows_of(
    rows: &[MemberSettlement],
    members: impl Iterator<Item = MemberId>,
) -> Vec<MemberSettlement> {
    let by_member: BTreeMap<MemberId, &MemberSettlement> =
        rows.iter().map(|row| (row.member, row)).collect();
    members.filter_map(|member| by_member.get(&member).copied().copied()).collect()
}

/// Takes back the lines that `belongs` names, an entry a payout.
fn take_back(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    settlement: &Settlement,
    reason: &str,
    belongs: impl Fn(&PayoutLine) -> bool,
    book: impl Fn(
        &Payout,
        &[&PayoutLine],
        NaiveDate,
        EntryId,
    ) -> Result<ikm_core::ledger::Entry, ikm_core::ledger::LedgerError>,
) -> Result<TakenBackView, AppError> {
    let mut taken = TakenBackView { run: settlement.id, members: 0, amount: Rupiah::ZERO };
    for payout in tx.payouts(settlement.id)? {
        let lines: Vec<&PayoutLine> = payout.lines.iter().filter(|line| belongs(line)).collect();
        if lines.is_empty() {
            continue;
        }
        let id = EntryId::generate(env.ids);
        tx.append_entry(&book(&payout, &lines, env.today, id)?)?;
        for line in lines {
            let reason = reason.to_owned();
            let back = PayoutLine { failed: Some(id), reason, ..line.clone() };
            tx.update_payout_line(payout.id, &back)?;
            taken.members += 1;
            taken.amount = taken.amount.plus(line.amount)?;
        }
    }
    Ok(taken)
}

/// The file of a payout, its lines in order of member numbers.
fn rendered(
    tx: &mut dyn ReadTx,
    template: &PayoutTemplate,
    payout: &Payout,
) -> Result<String, AppError> {
    let mut lines = Vec::with_capacity(payout.lines.len());
    for line in &payout.lines {
        lines.push((number_of(tx, line.member)?, line));
    }
    lines.sort_by_key(|(number, _)| *number);
    Ok(template.render(payout, &lines)?)
}

const fn open_line(member: MemberId, amount: Rupiah, account: Option<BankAccount>) -> PayoutLine {
    PayoutLine { member, amount, account, paid: None, failed: None, reason: String::new() }
}

fn number_of(tx: &mut dyn ReadTx, member: MemberId) -> Result<MemberNumber, AppError> {
    let found = tx.member(member)?;
    Ok(found.ok_or_else(|| Refusal::UnknownMember(member.to_string()))?.number())
}

fn length(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
