//! Settlement: what makers are due, paying them, and telling each why.

use ikm_core::association::MemberNumber;
use ikm_core::audit::DigestBuilder;
use ikm_core::gallery::{
    AccrualLine, MemberSettlement, Settlement, SettlementTerms, SettlementTotals, settle,
};
use ikm_core::id::{EntryId, SettlementId};
use ikm_core::ledger::{Account, LedgerError};
use ikm_core::money::Rupiah;
use ikm_store::ReadTx;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::{AppError, Refusal};
use crate::ledger::available;
use crate::members::{ikm_of, resolve_member};

/// The accounts that may pay makers, in the order in which they are asked.
pub(crate) const PAYERS: [Account; 3] = [Account::Bank, Account::Cash, Account::QrisInTransit];

/// What a settlement did or would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementView {
    /// The run; none for a preview, and none when nothing was waiting.
    pub run: Option<SettlementId>,
    /// Up to when and from how much.
    #[serde(flatten)]
    pub terms: SettlementTerms,
    /// The sums.
    #[serde(flatten)]
    pub totals: SettlementTotals,
}

/// What a settlement says of one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayableView {
    /// The number on the card.
    pub member: MemberNumber,
    /// The name of the IKM.
    pub name: String,
    /// How many lines it takes up.
    pub lines: u64,
    /// Their gross.
    pub gross: Rupiah,
    /// Their commission.
    pub commission: Rupiah,
    /// What else is taken off.
    pub charges: Rupiah,
    /// What is paid out.
    pub payable: Rupiah,
    /// By how much the amount carried forward rises.
    pub carried_forward: Rupiah,
    /// What the last settlement had carried forward.
    pub brought_forward: Rupiah,
}

/// Why a member is paid what he is: every line that a settlement took up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The settlement.
    pub settlement: Settlement,
    /// The sums of the member.
    pub payable: PayableView,
    /// The lines, in order of days.
    pub lines: Vec<AccrualLine>,
}

impl App<'_> {
    /// What [`App::run_settlement`] would do. Changes nothing.
    ///
    /// # Errors
    ///
    /// [`AppError::Settlement`] for a negative minimum, and [`AppError::Store`].
    pub fn preview_settlement(&self, terms: SettlementTerms) -> Result<SettlementView, AppError> {
        self.read(|tx| {
            let (_, totals) = decide(tx, &terms)?;
            Ok(SettlementView { run: None, terms, totals })
        })
    }

    /// Takes up every line that waits, makes the makers' shares due, and carries forward what is
    /// below the minimum, in one transaction. When nothing waits, nothing is written.
    ///
    /// # Errors
    ///
    /// [`AppError::Settlement`] for a negative minimum, and [`AppError::Store`].
    pub fn run_settlement(&mut self, terms: SettlementTerms) -> Result<SettlementView, AppError> {
        let content = DigestBuilder::new()
            .field("settlement.run")
            .field(&terms.until.to_string())
            .field(&terms.hold_days.to_string())
            .field(&terms.minimum.get().to_string())
            .finish();
        self.write_once(content, |tx, env| {
            let (rows, totals) = decide(tx, &terms)?;
            if rows.is_empty() {
                return Ok(SettlementView { run: None, terms, totals });
            }
            let id = SettlementId::generate(env.ids);
            let entry_id = EntryId::generate(env.ids);
            let mut settlement =
                Settlement { id, run_on: env.today, terms, totals, entry: None, paid: None };
            if let Some(entry) = settlement.entry(&rows, entry_id)? {
                tx.append_entry(&entry)?;
                settlement.entry = Some(entry_id);
            }
            tx.insert_settlement(&settlement, &rows)?;
            env.audit(tx, "settlement.run", &id, content, "")?;
            Ok(SettlementView { run: Some(id), terms, totals })
        })
    }

    /// All settlements, oldest first.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn settlements(&self) -> Result<Vec<Settlement>, AppError> {
        self.read(|tx| Ok(tx.settlements()?))
    }

    /// What a settlement says of each member, in order of member numbers.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownSettlement`] and [`AppError::Store`].
    pub fn payables(&self, run: &str) -> Result<Vec<PayableView>, AppError> {
        self.read(|tx| {
            let settlement = resolve_settlement(tx, run)?;
            let mut views = tx
                .settlement_rows(settlement.id)?
                .iter()
                .map(|row| payable_view(tx, row))
                .collect::<Result<Vec<_>, _>>()?;
            views.sort_by_key(|view| view.member);
            Ok(views)
        })
    }

    /// Why a member is paid what a settlement says.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownSettlement`], [`Refusal::UnknownMember`],
    /// [`Refusal::NotInSettlement`] and [`AppError::Store`].
    pub fn statement(&self, run: &str, member: &str) -> Result<Statement, AppError> {
        self.read(|tx| {
            let settlement = resolve_settlement(tx, run)?;
            let member = resolve_member(tx, member)?;
            let row = tx
                .settlement_rows(settlement.id)?
                .into_iter()
                .find(|row| row.member == member.id())
                .ok_or_else(|| Refusal::NotInSettlement {
                    run: run.to_owned(),
                    member: member.number(),
                })?;
            let payable = payable_view(tx, &row)?;
            let lines = tx.settled_lines(settlement.id, member.id())?;
            Ok(Statement { settlement, payable, lines })
        })
    }
}

fn decide(
    tx: &mut dyn ReadTx,
    terms: &SettlementTerms,
) -> Result<(Vec<MemberSettlement>, SettlementTotals), AppError> {
    let accruals = tx.accruals(terms.cut_off())?;
    Ok(settle(terms, &accruals)?)
}

/// What each account of money gives towards `wanted`: the bank first, then cash, then QRIS.
pub(crate) fn funds(
    tx: &mut dyn ReadTx,
    wanted: Rupiah,
) -> Result<Vec<(Account, Rupiah)>, AppError> {
    let mut missing = wanted;
    let mut from = Vec::new();
    for account in PAYERS {
        let part = available(tx, account)?.min(missing);
        if part > Rupiah::ZERO {
            from.push((account, part));
            missing = missing.minus(part)?;
        }
    }
    if missing.is_zero() {
        return Ok(from);
    }
    let (account, balance) = (Account::Bank, wanted.minus(missing)?);
    Err(LedgerError::Overdraft { account, balance, wanted }.into())
}

pub(crate) fn resolve_settlement(tx: &mut dyn ReadTx, run: &str) -> Result<Settlement, AppError> {
    let unknown = || AppError::from(Refusal::UnknownSettlement(run.to_owned()));
    let id: SettlementId = run.parse().map_err(|_not_an_id| unknown())?;
    tx.settlement(id)?.ok_or_else(unknown)
}

fn payable_view(tx: &mut dyn ReadTx, row: &MemberSettlement) -> Result<PayableView, AppError> {
    let id = row.member;
    let member = tx.member(id)?.ok_or_else(|| Refusal::UnknownMember(id.to_string()))?;
    let name = ikm_of(tx, &member)?.profile.name;
    Ok(PayableView {
        member: member.number(),
        name,
        lines: row.lines,
        gross: row.gross,
        commission: row.commission,
        charges: row.charges,
        payable: row.payable,
        carried_forward: row.carried_forward()?,
        brought_forward: row.brought_forward,
    })
}
