use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::MemberId;
use crate::lang::{Explain, Lang};

/// An account of the journal. Its code (`cash`, `payout-due:017f…`) is what files and tables carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Account {
    /// Notes and coins in the gallery's drawer.
    Cash,
    /// The association's bank account.
    Bank,
    /// QRIS payments that the acquirer has not yet credited.
    QrisInTransit,
    /// What the Dinas owes for the shipping savings that it funds.
    DinasReceivable,
    /// Dues that a member owes.
    DuesReceivable(MemberId),
    /// A maker's share of sales that no settlement has taken up yet (*utang konsinyasi*).
    ConsignmentPayable(MemberId),
    /// What a settlement has made due to a maker and is not paid out yet.
    PayoutDue(MemberId),
    /// Postage that the association owes to the post.
    PostalPayable,
    /// Commission on consigned sales, the gallery's only income of them.
    CommissionIncome,
    /// Dues charged to members.
    DuesIncome,
    /// Shipping savings that the association itself funds.
    ShippingSubsidy,
}

/// The side of the balance on which an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountKind {
    /// What the association has or is owed; a debit increases it.
    Asset,
    /// What the association owes; a credit increases it.
    Liability,
    /// What it earned; a credit increases it.
    Income,
    /// What it spent; a debit increases it.
    Expense,
}

impl AccountKind {
    /// The kind as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Asset => lang.pick("aset", "asset"),
            Self::Liability => lang.pick("kewajiban", "liability"),
            Self::Income => lang.pick("pendapatan", "income"),
            Self::Expense => lang.pick("beban", "expense"),
        }
    }
}

impl Account {
    /// The side on which the account stands.
    pub const fn kind(self) -> AccountKind {
        match self {
            Self::Cash
            | Self::Bank
            | Self::QrisInTransit
            | Self::DinasReceivable
            | Self::DuesReceivable(_) => AccountKind::Asset,
            Self::ConsignmentPayable(_) | Self::PayoutDue(_) | Self::PostalPayable => {
                AccountKind::Liability
            }
            Self::CommissionIncome | Self::DuesIncome => AccountKind::Income,
            Self::ShippingSubsidy => AccountKind::Expense,
        }
    }

    /// The part of the code that does not name a member.
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Bank => "bank",
            Self::QrisInTransit => "qris-in-transit",
            Self::DinasReceivable => "dinas-receivable",
            Self::DuesReceivable(_) => "dues-receivable",
            Self::ConsignmentPayable(_) => "consignment-payable",
            Self::PayoutDue(_) => "payout-due",
            Self::PostalPayable => "postal-payable",
            Self::CommissionIncome => "commission-income",
            Self::DuesIncome => "dues-income",
            Self::ShippingSubsidy => "shipping-subsidy",
        }
    }

    /// The member whose account it is, for the accounts that every member has.
    pub const fn member(self) -> Option<MemberId> {
        match self {
            Self::DuesReceivable(member)
            | Self::ConsignmentPayable(member)
            | Self::PayoutDue(member) => Some(member),
            Self::Cash
            | Self::Bank
            | Self::QrisInTransit
            | Self::DinasReceivable
            | Self::PostalPayable
            | Self::CommissionIncome
            | Self::DuesIncome
            | Self::ShippingSubsidy => None,
        }
    }

    /// The account as `lang` names it, without its member.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Cash => lang.pick("Kas", "Cash"),
            Self::Bank => lang.pick("Bank", "Bank"),
            Self::QrisInTransit => lang.pick("QRIS dalam perjalanan", "QRIS in transit"),
            Self::DinasReceivable => lang.pick("Piutang Dinas", "Receivable from the Dinas"),
            Self::DuesReceivable(_) => lang.pick("Piutang iuran", "Dues receivable"),
            Self::ConsignmentPayable(_) => lang.pick("Utang konsinyasi", "Consignment payable"),
            Self::PayoutDue(_) => lang.pick("Bagi hasil siap bayar", "Payout due"),
            Self::PostalPayable => lang.pick("Utang ke Pos", "Payable to the post"),
            Self::CommissionIncome => lang.pick("Pendapatan komisi", "Commission income"),
            Self::DuesIncome => lang.pick("Pendapatan iuran", "Dues income"),
            Self::ShippingSubsidy => lang.pick("Subsidi ongkos kirim", "Shipping subsidy"),
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.member() {
            Some(member) => write!(f, "{}:{member}", self.stem()),
            None => f.write_str(self.stem()),
        }
    }
}

/// A text that is not the code of an account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an account")]
pub struct BadAccount(String);

impl Explain for BadAccount {
    fn code(&self) -> &'static str {
        "IKM-LEDGER-ACCOUNT"
    }
    fn indonesian(&self) -> String {
        format!("{:?} bukan akun", self.0)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "misalnya cash, bank atau qris-in-transit",
            "such as cash, bank or qris-in-transit",
        )
        .to_owned()
    }
}

impl FromStr for Account {
    type Err = BadAccount;

    fn from_str(text: &str) -> Result<Self, BadAccount> {
        let wrong = || BadAccount(text.to_owned());
        let (stem, member) = match text.split_once(':') {
            Some((stem, id)) => (stem, Some(id.parse().map_err(|_not_an_id| wrong())?)),
            None => (text, None),
        };
        match (stem, member) {
            ("cash", None) => Ok(Self::Cash),
            ("bank", None) => Ok(Self::Bank),
            ("qris-in-transit", None) => Ok(Self::QrisInTransit),
            ("dinas-receivable", None) => Ok(Self::DinasReceivable),
            ("dues-receivable", Some(member)) => Ok(Self::DuesReceivable(member)),
            ("consignment-payable", Some(member)) => Ok(Self::ConsignmentPayable(member)),
            ("payout-due", Some(member)) => Ok(Self::PayoutDue(member)),
            ("postal-payable", None) => Ok(Self::PostalPayable),
            ("commission-income", None) => Ok(Self::CommissionIncome),
            ("dues-income", None) => Ok(Self::DuesIncome),
            ("shipping-subsidy", None) => Ok(Self::ShippingSubsidy),
            _ => Err(wrong()),
        }
    }
}

impl TryFrom<String> for Account {
    type Error = BadAccount;

    fn try_from(text: String) -> Result<Self, BadAccount> {
        text.parse()
    }
}

impl From<Account> for String {
    fn from(account: Account) -> Self {
        account.to_string()
    }
}
