use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::MemberSettlement;
use crate::id::{EntryId, MemberId, PayoutId, SettlementId};
use crate::lang::{Explain, Lang};
use crate::ledger::{Account, Entry, EntryDraft, EntryKind, LedgerError};
use crate::money::{MoneyError, Rupiah};

/// Where a member is paid by transfer. It is personal data (UU 27/2022, *data keuangan pribadi*):
/// [`fmt::Debug`] and [`BankAccount::masked`] show only the last digits, and it can be erased.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawAccount", into = "RawAccount")]
pub struct BankAccount {
    bank: String,
    number: String,
    holder: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAccount {
    bank: String,
    number: String,
    holder: String,
}

impl BankAccount {
    /// An account at the bank with the code `bank`: the three digits of the clearing or the eight of
    /// the NNS. Blanks, dots and hyphens in the number are left out.
    ///
    /// # Errors
    ///
    /// [`PayoutError::Bank`], [`PayoutError::Number`] and [`PayoutError::Holder`].
    pub fn try_new(bank: &str, number: &str, holder: &str) -> Result<Self, PayoutError> {
        let is_code = matches!(bank.len(), 3 | 8) && bank.bytes().all(|b| b.is_ascii_digit());
        if !is_code {
            return Err(PayoutError::Bank(bank.to_owned()));
        }
        let digits: String = number.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || !(5..=34).contains(&digits.len()) {
            return Err(PayoutError::Number);
        }
        let holder = holder.trim();
        if holder.is_empty() || holder.len() > 100 || holder.chars().any(char::is_control) {
            return Err(PayoutError::Holder);
        }
        Ok(Self { bank: bank.to_owned(), number: digits, holder: holder.to_owned() })
    }

    /// The code of the bank.
    pub fn bank(&self) -> &str {
        &self.bank
    }

    /// The number of the account, all of it.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// In whose name it stands.
    pub fn holder(&self) -> &str {
        &self.holder
    }

    /// The number with all but its last four digits hidden.
    pub fn masked(&self) -> String {
        let hidden = self.number.len().saturating_sub(4);
        let shown = self.number.get(hidden..).unwrap_or_default();
        format!("{}{shown}", "*".repeat(hidden))
    }
}

impl fmt::Debug for BankAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BankAccount({} {})", self.bank, self.masked())
    }
}

impl TryFrom<RawAccount> for BankAccount {
    type Error = PayoutError;

    fn try_from(raw: RawAccount) -> Result<Self, PayoutError> {
        Self::try_new(&raw.bank, &raw.number, &raw.holder)
    }
}

impl From<BankAccount> for RawAccount {
    fn from(account: BankAccount) -> Self {
        let BankAccount { bank, number, holder } = account;
        Self { bank, number, holder }
    }
}

/// How far the payment of one member has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PayoutState {
    /// In a file that the bank has, and not confirmed.
    UnderWay,
    /// Paid.
    Paid,
    /// The bank refused it: it is due again.
    Failed,
    /// It was paid and came back: it is due again.
    Reversed,
}

impl PayoutState {
    /// The stable code that files carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnderWay => "under-way",
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Reversed => "reversed",
        }
    }

    /// The state as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::UnderWay => lang.pick("di bank", "under way"),
            Self::Paid => lang.pick("dibayar", "paid"),
            Self::Failed => lang.pick("gagal", "failed"),
            Self::Reversed => lang.pick("kembali", "came back"),
        }
    }
}

/// What a payout pays one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutLine {
    /// The member.
    pub member: MemberId,
    /// How much.
    pub amount: Rupiah,
    /// To which account; none when paid by hand, and none once it was erased.
    pub account: Option<BankAccount>,
    /// The entry that booked it as paid.
    pub paid: Option<EntryId>,
    /// The entry that took it back, because the bank refused it or it came back.
    pub failed: Option<EntryId>,
    /// Why it was taken back.
    pub reason: String,
}

impl PayoutLine {
    /// How far it has come.
    pub const fn state(&self) -> PayoutState {
        match (self.paid, self.failed) {
            (None, None) => PayoutState::UnderWay,
            (Some(_), None) => PayoutState::Paid,
            (None, Some(_)) => PayoutState::Failed,
            (Some(_), Some(_)) => PayoutState::Reversed,
        }
    }

    /// Whether it is paid or may still be, so that no other payout may pay the same.
    pub const fn is_open(&self) -> bool {
        self.failed.is_none()
    }
}

/// A payout of a settlement: a file for the bank, or a payment by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payout {
    /// Its id.
    pub id: PayoutId,
    /// The settlement that it pays.
    pub settlement: SettlementId,
    /// The day on which it was made.
    pub made_on: NaiveDate,
    /// The template of its file, word for word; empty when paid by hand.
    pub template: String,
    /// The account that the bank is to debit; empty when paid by hand or not asked for.
    pub debit_account: String,
    /// The entry that handed the money to the bank; none when paid by hand.
    pub entry: Option<EntryId>,
    /// A line a member, in order of member ids.
    pub lines: Vec<PayoutLine>,
}

impl Payout {
    /// The sum of its lines.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the sum is out of range.
    pub fn total(&self) -> Result<Rupiah, MoneyError> {
        Rupiah::sum(self.lines.iter().map(|line| line.amount))
    }

    /// The entry that hands the money to the bank: out of the bank account, into transit.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Empty`] when it pays nothing and [`LedgerError::Money`] when the sum is out of
    /// range.
    pub fn handed_over(&self, entry: EntryId) -> Result<Entry, LedgerError> {
        let total = self.total()?;
        EntryDraft::new(EntryKind::Payout, self.id.to_string(), self.made_on)
            .debit(Account::PayoutInTransit, total)
            .credit(Account::Bank, total)
            .finish(entry)
    }

    /// The entry by which `lines` of it are paid on the day `on`, so much out of each of `from`.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] when `from` is not what the lines come to.
    pub fn paying(
        &self,
        lines: &[&PayoutLine],
        from: &[(Account, Rupiah)],
        on: NaiveDate,
        entry: EntryId,
    ) -> Result<Entry, LedgerError> {
        let draft = EntryDraft::new(EntryKind::Payout, self.id.to_string(), on);
        let draft =
            from.iter().fold(draft, |draft, (account, amount)| draft.credit(*account, *amount));
        lines
            .iter()
            .fold(draft, |draft, line| draft.debit(Account::PayoutDue(line.member), line.amount))
            .finish(entry)
    }

    /// The entry by which `lines` that were refused come out of transit back to the bank.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] when the lines come to nothing.
    pub fn failing(
        &self,
        lines: &[&PayoutLine],
        on: NaiveDate,
        entry: EntryId,
    ) -> Result<Entry, LedgerError> {
        let total = Rupiah::sum(lines.iter().map(|line| line.amount))?;
        EntryDraft::new(EntryKind::PayoutFailed, self.id.to_string(), on)
            .debit(Account::Bank, total)
            .credit(Account::PayoutInTransit, total)
            .finish(entry)
    }

    /// The entry by which `lines` that were paid come back into the account `to`, and are due again.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] when the lines come to nothing.
    pub fn reversing(
        &self,
        lines: &[&PayoutLine],
        to: Account,
        on: NaiveDate,
        entry: EntryId,
    ) -> Result<Entry, LedgerError> {
        let total = Rupiah::sum(lines.iter().map(|line| line.amount))?;
        let draft = EntryDraft::new(EntryKind::PayoutFailed, self.id.to_string(), on);
        lines
            .iter()
            .fold(draft.debit(to, total), |draft, line| {
                draft.credit(Account::PayoutDue(line.member), line.amount)
            })
            .finish(entry)
    }
}

/// What of `rows` is due and in no open payout: nothing is paid twice.
pub fn still_due(rows: &[MemberSettlement], payouts: &[Payout]) -> Vec<(MemberId, Rupiah)> {
    let lines = payouts.iter().flat_map(|payout| &payout.lines);
    let open: BTreeSet<MemberId> =
        lines.filter(|line| line.is_open()).map(|line| line.member).collect();
    rows.iter()
        .filter(|row| !row.payable.is_zero() && !open.contains(&row.member))
        .map(|row| (row.member, row.payable))
        .collect()
}

/// Why a payout is not possible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PayoutError {
    /// A text is not the code of a bank.
    #[error("{0:?} is not the code of a bank")]
    Bank(String),
    /// The number of a bank account is wrong; it is not repeated, because it is personal.
    #[error("the number of the bank account is not 5 to 34 digits")]
    Number,
    /// The holder of a bank account is missing or too long.
    #[error("the holder of the bank account is missing or longer than 100 letters")]
    Holder,
    /// A template cannot be read.
    #[error("the payout template cannot be read: {0}")]
    Template(String),
    /// Nobody who is due has a bank account.
    #[error("settlement {0} owes nobody whose bank account is known")]
    NoAccounts(SettlementId),
    /// A line is not under way.
    #[error("nothing is under way to the bank for {0}")]
    NotUnderWay(String),
    /// A line was not paid.
    #[error("{0} was not paid, so nothing comes back")]
    NotPaid(String),
}

impl Explain for PayoutError {
    fn code(&self) -> &'static str {
        match self {
            Self::Bank(_) => "IKM-PAYOUT-BANK",
            Self::Number => "IKM-PAYOUT-NUMBER",
            Self::Holder => "IKM-PAYOUT-HOLDER",
            Self::Template(_) => "IKM-PAYOUT-TEMPLATE",
            Self::NoAccounts(_) => "IKM-PAYOUT-NO-ACCOUNTS",
            Self::NotUnderWay(_) => "IKM-PAYOUT-NOT-UNDER-WAY",
            Self::NotPaid(_) => "IKM-PAYOUT-NOT-PAID",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Bank(code) => format!("{code:?} bukan kode bank"),
            Self::Number => "nomor rekening bukan 5 sampai 34 angka".to_owned(),
            Self::Holder => "nama pemilik rekening kosong atau lebih dari 100 huruf".to_owned(),
            Self::Template(what) => format!("templat pembayaran tidak terbaca: {what}"),
            Self::NoAccounts(run) => {
                format!("penyelesaian {run}: tidak ada penerima yang rekeningnya diketahui")
            }
            Self::NotUnderWay(who) => format!("tidak ada pembayaran untuk {who} di bank"),
            Self::NotPaid(who) => format!("{who} belum dibayar, jadi tidak ada yang kembali"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Bank(_) => lang.pick(
                "pakai tiga angka kode kliring, misalnya 118 untuk Bank Nagari",
                "use the three digits of the clearing, such as 118 for Bank Nagari",
            ),
            Self::Number | Self::Holder => lang.pick(
                "salin seperti tertulis di buku tabungan",
                "copy it as it stands in the savings book",
            ),
            Self::Template(_) => lang.pick(
                "bandingkan dengan docs/reference/payout-templates.md",
                "compare it with docs/reference/payout-templates.md",
            ),
            Self::NoAccounts(_) => lang.pick(
                "catat rekeningnya dengan ikm member account, atau bayar tunai dengan ikm \
                 settlement paid",
                "record accounts with ikm member account, or pay cash with ikm settlement paid",
            ),
            Self::NotUnderWay(_) | Self::NotPaid(_) => lang.pick(
                "lihat keadaannya dengan ikm settlement payouts",
                "see how things stand with ikm settlement payouts",
            ),
        }
        .to_owned()
    }
}
