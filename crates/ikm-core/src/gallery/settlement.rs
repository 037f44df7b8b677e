use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::id::{EntryId, MemberId, SettlementId};
use crate::lang::{Explain, Lang};
use crate::ledger::{Account, Entry, EntryDraft, EntryKind, LedgerError};
use crate::money::{MoneyError, Rupiah};

/// Up to when and from how much makers are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementTerms {
    /// Lines before this day count; it may lie in the future.
    pub until: NaiveDate,
    /// Days that a sale rests before it counts, so that a return can still come.
    pub hold_days: u32,
    /// The least that is paid out; what is less is carried forward.
    pub minimum: Rupiah,
}

impl SettlementTerms {
    /// The day before which a sale must lie: `until` less the days on hold.
    pub fn cut_off(&self) -> NaiveDate {
        self.until.checked_sub_days(Days::new(u64::from(self.hold_days))).unwrap_or(NaiveDate::MIN)
    }
}

/// What has gathered for one maker: the lines that no settlement has taken up, and what the last
/// one carried forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accrual {
    /// The maker.
    pub member: MemberId,
    /// How many lines.
    pub lines: u64,
    /// Their gross.
    pub gross: Rupiah,
    /// Their commission.
    pub commission: Rupiah,
    /// Their charges.
    pub charges: Rupiah,
    /// What the last settlement carried forward; negative when the maker owes.
    pub brought_forward: Rupiah,
}

impl Accrual {
    /// What has gathered for `member` before anything has.
    pub const fn nothing(member: MemberId) -> Self {
        Self {
            member,
            lines: 0,
            gross: Rupiah::ZERO,
            commission: Rupiah::ZERO,
            charges: Rupiah::ZERO,
            brought_forward: Rupiah::ZERO,
        }
    }
}

/// What a settlement says of one maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberSettlement {
    /// The maker.
    pub member: MemberId,
    /// How many lines it takes up.
    pub lines: u64,
    /// Their gross.
    pub gross: Rupiah,
    /// Their commission.
    pub commission: Rupiah,
    /// What else is taken off; negative when the gallery owes more for losses.
    pub charges: Rupiah,
    /// What is paid out.
    pub payable: Rupiah,
    /// What the last settlement had carried forward.
    pub brought_forward: Rupiah,
    /// What is left for the next settlement.
    pub left: Rupiah,
}

impl MemberSettlement {
    /// By how much this settlement raises what is carried forward; negative when it pays out what
    /// an earlier one had left. So gross = commission + charges + payable + carried forward holds
    /// in every settlement and over all of them.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the difference is out of range.
    pub fn carried_forward(&self) -> Result<Rupiah, MoneyError> {
        self.left.minus(self.brought_forward)
    }
}

/// The sums of a settlement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementTotals {
    /// How many makers it names.
    pub members: u64,
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
}

/// A settlement run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Its id.
    pub id: SettlementId,
    /// The day on which it was run.
    pub run_on: NaiveDate,
    /// Up to when and from how much.
    pub terms: SettlementTerms,
    /// Its sums.
    pub totals: SettlementTotals,
    /// The journal entry that makes the payable amounts due, if any is.
    pub entry: Option<EntryId>,
    /// The journal entry that pays them out, once they are paid.
    pub paid: Option<EntryId>,
}

/// Why a settlement cannot be run or paid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SettlementError {
    /// The least payable amount is below zero.
    #[error("the least payable amount {0} is negative")]
    Minimum(Rupiah),
    /// It was paid before.
    #[error("settlement {0} was paid out before")]
    AlreadyPaid(SettlementId),
    /// There is nothing to pay out.
    #[error("settlement {0} pays out nothing")]
    NothingPayable(SettlementId),
    /// An amount is out of range.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Explain for SettlementError {
    fn code(&self) -> &'static str {
        match self {
            Self::Minimum(_) => "IKM-SETTLEMENT-MINIMUM",
            Self::AlreadyPaid(_) => "IKM-SETTLEMENT-PAID",
            Self::NothingPayable(_) => "IKM-SETTLEMENT-NOTHING-PAYABLE",
            Self::Money(source) => source.code(),
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Minimum(amount) => format!("batas pembayaran terkecil {amount} negatif"),
            Self::AlreadyPaid(id) => format!("penyelesaian {id} sudah dibayar"),
            Self::NothingPayable(id) => format!("penyelesaian {id} tidak membayar apa pun"),
            Self::Money(source) => source.indonesian(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Minimum(_) => lang.pick("beri nol atau lebih", "give zero or more").to_owned(),
            Self::AlreadyPaid(_) | Self::NothingPayable(_) => {
                lang.pick("tidak ada yang perlu dilakukan", "nothing needs to be done").to_owned()
            }
            Self::Money(source) => source.hint(lang),
        }
    }
}

/// Settles what has gathered: pays a maker whose share reaches the minimum, and carries the rest
/// forward. Makers for whom nothing has gathered and nothing is due are left out.
///
/// # Errors
///
/// [`SettlementError::Minimum`] for a negative minimum and [`SettlementError::Money`] when an
/// amount is out of range.
pub fn settle(
    terms: &SettlementTerms,
    accruals: &[Accrual],
) -> Result<(Vec<MemberSettlement>, SettlementTotals), SettlementError> {
    if terms.minimum.is_negative() {
        return Err(SettlementError::Minimum(terms.minimum));
    }
    let mut rows = Vec::with_capacity(accruals.len());
    let mut totals = SettlementTotals::default();
    for accrual in accruals {
        let row = settle_member(terms.minimum, accrual)?;
        if row.lines == 0 && row.payable.is_zero() {
            continue;
        }
        totals.members += 1;
        totals.lines += row.lines;
        totals.gross = totals.gross.plus(row.gross)?;
        totals.commission = totals.commission.plus(row.commission)?;
        totals.charges = totals.charges.plus(row.charges)?;
        totals.payable = totals.payable.plus(row.payable)?;
        totals.carried_forward = totals.carried_forward.plus(row.carried_forward()?)?;
        rows.push(row);
    }
    Ok((rows, totals))
}

fn settle_member(minimum: Rupiah, accrual: &Accrual) -> Result<MemberSettlement, MoneyError> {
    let Accrual { member, lines, gross, commission, charges, brought_forward } = *accrual;
    let share = gross.minus(commission)?.minus(charges)?.plus(brought_forward)?;
    // The minimum is not negative, so what a maker owes is never paid.
    let (payable, left) =
        if share >= minimum { (share, Rupiah::ZERO) } else { (Rupiah::ZERO, share) };
    Ok(MemberSettlement {
        member,
        lines,
        gross,
        commission,
        charges,
        payable,
        brought_forward,
        left,
    })
}

impl Settlement {
    /// The entry that makes the payable amounts of `rows` due; none when nothing is payable.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Money`] when a sum is out of range.
    pub fn entry(
        &self,
        rows: &[MemberSettlement],
        entry: EntryId,
    ) -> Result<Option<Entry>, LedgerError> {
        if rows.iter().all(|row| row.payable.is_zero()) {
            return Ok(None);
        }
        let draft = EntryDraft::new(EntryKind::Settlement, self.id.to_string(), self.run_on);
        rows.iter()
            .fold(draft, |draft, row| {
                draft
                    .debit(Account::ConsignmentPayable(row.member), row.payable)
                    .credit(Account::PayoutDue(row.member), row.payable)
            })
            .finish(entry)
            .map(Some)
    }

    /// The entry that pays `rows` on the day `on`, so much out of each account of `from`.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Empty`] when nothing is payable, [`LedgerError::Unbalanced`] when `from` is not
    /// what `rows` are paid, and [`LedgerError::Money`] when a sum is out of range.
    pub fn payout(
        &self,
        rows: &[MemberSettlement],
        from: &[(Account, Rupiah)],
        on: NaiveDate,
        entry: EntryId,
    ) -> Result<Entry, LedgerError> {
        let draft = EntryDraft::new(EntryKind::Payout, self.id.to_string(), on);
        let draft =
            from.iter().fold(draft, |draft, (account, amount)| draft.credit(*account, *amount));
        rows.iter()
            .fold(draft, |draft, row| draft.debit(Account::PayoutDue(row.member), row.payable))
            .finish(entry)
    }
}
