use super::Account;
use crate::id::HoldId;
use crate::lang::{Explain, Lang};
use crate::money::{MoneyError, Rupiah};

/// Why an entry cannot stand in the journal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// Debits and credits differ.
    #[error("entry {reference:?} does not balance: debits less credits are {difference}")]
    Unbalanced {
        /// What the entry refers to.
        reference: String,
        /// Debits less credits.
        difference: Rupiah,
    },
    /// The entry moves nothing.
    #[error("entry {reference:?} moves no money")]
    Empty {
        /// What the entry refers to.
        reference: String,
    },
    /// An account would be drawn below what stands on it.
    #[error("{account} holds {balance}, which is less than {wanted}")]
    Overdraft {
        /// The account.
        account: Account,
        /// What stands on it.
        balance: Rupiah,
        /// What was to be taken.
        wanted: Rupiah,
    },
    /// What is on an account is reserved by open holds.
    #[error("{account} holds {balance}, of which {held} is held, which leaves less than {wanted}")]
    Held {
        /// The account.
        account: Account,
        /// What stands on it.
        balance: Rupiah,
        /// What open holds reserve of it.
        held: Rupiah,
        /// What was to be taken.
        wanted: Rupiah,
    },
    /// A hold reserves something, or it is none.
    #[error("{0} cannot be held")]
    BadHold(Rupiah),
    /// The hold was posted or voided before.
    #[error("hold {0} has ended")]
    HoldEnded(HoldId),
    /// A sum is out of range.
    #[error("an amount of the entry cannot be computed")]
    Money(#[from] MoneyError),
}

impl Explain for LedgerError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unbalanced { .. } => "IKM-LEDGER-UNBALANCED",
            Self::Empty { .. } => "IKM-LEDGER-EMPTY",
            Self::Overdraft { .. } | Self::Held { .. } => "IKM-LEDGER-OVERDRAFT",
            Self::BadHold(_) => "IKM-LEDGER-HOLD-AMOUNT",
            Self::HoldEnded(_) => "IKM-LEDGER-HOLD-ENDED",
            Self::Money(source) => source.code(),
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Unbalanced { reference, difference } => {
                format!("jurnal {reference:?} tidak seimbang: debit kurang kredit {difference}")
            }
            Self::Empty { reference } => format!("jurnal {reference:?} tidak memindahkan uang"),
            Self::Overdraft { account, balance, wanted } => {
                format!("{account} berisi {balance}, kurang dari {wanted}")
            }
            Self::Held { account, balance, held, wanted } => {
                format!("{account} berisi {balance}, {held} di antaranya ditahan; perlu {wanted}")
            }
            Self::BadHold(amount) => format!("{amount} tidak dapat ditahan"),
            Self::HoldEnded(hold) => format!("penahanan {hold} sudah berakhir"),
            Self::Money(source) => source.indonesian(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Unbalanced { .. } | Self::Empty { .. } => lang
                .pick(
                    "jumlah debit harus sama dengan jumlah kredit dan tidak nol",
                    "debits must equal credits and must not be zero",
                )
                .to_owned(),
            Self::Overdraft { .. } => lang
                .pick(
                    "pindahkan dulu uang ke akun itu, misalnya dengan ikm ledger transfer",
                    "move money to that account first, for instance with ikm ledger transfer",
                )
                .to_owned(),
            Self::Held { .. } => lang
                .pick(
                    "tunggu pembayaran yang sedang diproses, atau lepaskan dengan ikm ledger void-hold",
                    "wait for the payout under way, or let the hold go with ikm ledger void-hold",
                )
                .to_owned(),
            Self::BadHold(_) => {
                lang.pick("jumlahnya harus di atas nol", "the amount must be above zero").to_owned()
            }
            Self::HoldEnded(_) => lang
                .pick("lihat yang masih terbuka dengan ikm ledger holds", "see what is open with ikm ledger holds")
                .to_owned(),
            Self::Money(source) => source.hint(lang),
        }
    }
}
