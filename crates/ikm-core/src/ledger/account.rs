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
    /// Money that the bank was told to pay to makers and has not yet confirmed.
    PayoutInTransit,
    /// What the Dinas owes for the shipping savings that it funds.
    DinasReceivable,
    /// Dues that a member owes.
    DuesReceivable(MemberId),
    /// A maker's share of sales that no settlement has taken up yet (*utang konsinyasi*).
    ConsignmentPayable(MemberId),
    /// What a settlement has made due to a maker and is not paid out yet.
    PayoutDue(MemberId),
    /// Income tax withheld from makers and not yet paid to the state (final `PPh`, PP 55/2022).
    TaxWithheld,
    /// Postage collected at the desk that is not yet owed to the post.
    ShippingInTransit,
    /// Postage that the association owes to the post.
    PostalPayable,
    /// What the association owes to the Dinas.
    DinasPayable,
    /// The association's own means: what it began with, and what past years left over.
    Fund,
    /// Commission on consigned sales, the gallery's only income of them.
    CommissionIncome,
    /// Dues charged to members.
    DuesIncome,
    /// What the post pays to its agent.
    PostalCommission,
    /// What cash totals were rounded by, in favour of the gallery or of the buyer (Permendag 35/2013).
    CashRounding,
    /// Shipping savings that the association itself funds.
    ShippingSubsidy,
    /// The acquirer's fee on QRIS payments (MDR), which no buyer pays (PBI 23/6/2021).
    QrisFee,
    /// Discounts that the gallery bears.
    DiscountExpense,
    /// Goods lost, broken or expired for which the gallery pays the maker.
    StockLoss,
    /// What the drawer lacked when a day was closed, less what it had too much.
    DrawerDifference,
}

/// The side of the balance on which an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountKind {
    /// What the association has or is owed; a debit increases it.
    Asset,
    /// What the association owes; a credit increases it.
    Liability,
    /// Its own means; a credit increases it.
    Equity,
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
            Self::Equity => lang.pick("aset neto", "net assets"),
            Self::Income => lang.pick("pendapatan", "income"),
            Self::Expense => lang.pick("beban", "expense"),
        }
    }

    /// Whether a debit increases accounts of this kind.
    pub const fn grows_by_debit(self) -> bool {
        matches!(self, Self::Asset | Self::Expense)
    }
}

impl Account {
    /// The accounts that belong to no member.
    const SHARED: [Self; 19] = [
        Self::Cash,
        Self::Bank,
        Self::QrisInTransit,
        Self::PayoutInTransit,
        Self::DinasReceivable,
        Self::TaxWithheld,
        Self::ShippingInTransit,
        Self::PostalPayable,
        Self::DinasPayable,
        Self::Fund,
        Self::CommissionIncome,
        Self::DuesIncome,
        Self::PostalCommission,
        Self::CashRounding,
        Self::ShippingSubsidy,
        Self::QrisFee,
        Self::DiscountExpense,
        Self::StockLoss,
        Self::DrawerDifference,
    ];

    /// The accounts that every member has.
    const OF_MEMBERS: [fn(MemberId) -> Self; 3] =
        [Self::DuesReceivable, Self::ConsignmentPayable, Self::PayoutDue];

    /// The side on which the account stands.
    pub const fn kind(self) -> AccountKind {
        match self {
            Self::Cash
            | Self::Bank
            | Self::QrisInTransit
            | Self::PayoutInTransit
            | Self::DinasReceivable
            | Self::DuesReceivable(_) => AccountKind::Asset,
            Self::ConsignmentPayable(_)
            | Self::PayoutDue(_)
            | Self::TaxWithheld
            | Self::ShippingInTransit
            | Self::PostalPayable
            | Self::DinasPayable => AccountKind::Liability,
            Self::Fund => AccountKind::Equity,
            Self::CommissionIncome
            | Self::DuesIncome
            | Self::PostalCommission
            | Self::CashRounding => AccountKind::Income,
            Self::ShippingSubsidy
            | Self::QrisFee
            | Self::DiscountExpense
            | Self::StockLoss
            | Self::DrawerDifference => AccountKind::Expense,
        }
    }

    /// The part of the code that does not name a member.
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Bank => "bank",
            Self::QrisInTransit => "qris-in-transit",
            Self::PayoutInTransit => "payout-in-transit",
            Self::DinasReceivable => "dinas-receivable",
            Self::DuesReceivable(_) => "dues-receivable",
            Self::ConsignmentPayable(_) => "consignment-payable",
            Self::PayoutDue(_) => "payout-due",
            Self::TaxWithheld => "tax-withheld",
            Self::ShippingInTransit => "shipping-in-transit",
            Self::PostalPayable => "postal-payable",
            Self::DinasPayable => "dinas-payable",
            Self::Fund => "fund",
            Self::CommissionIncome => "commission-income",
            Self::DuesIncome => "dues-income",
            Self::PostalCommission => "postal-commission",
            Self::CashRounding => "cash-rounding",
            Self::ShippingSubsidy => "shipping-subsidy",
            Self::QrisFee => "qris-fee",
            Self::DiscountExpense => "discount-expense",
            Self::StockLoss => "stock-loss",
            Self::DrawerDifference => "drawer-difference",
        }
    }

    /// The member whose account it is, for the accounts that every member has.
    pub const fn member(self) -> Option<MemberId> {
        if let Self::DuesReceivable(member)
        | Self::ConsignmentPayable(member)
        | Self::PayoutDue(member) = self
        {
            Some(member)
        } else {
            None
        }
    }

    /// The account as `lang` names it, without its member.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Cash => lang.pick("Kas", "Cash"),
            Self::Bank => lang.pick("Bank", "Bank"),
            Self::QrisInTransit => lang.pick("QRIS dalam perjalanan", "QRIS in transit"),
            Self::PayoutInTransit => {
                lang.pick("Pembayaran dalam proses bank", "Payouts under way at the bank")
            }
            Self::DinasReceivable => lang.pick("Piutang Dinas", "Receivable from the Dinas"),
            Self::DuesReceivable(_) => lang.pick("Piutang iuran", "Dues receivable"),
            Self::ConsignmentPayable(_) => lang.pick("Utang konsinyasi", "Consignment payable"),
            Self::PayoutDue(_) => lang.pick("Bagi hasil siap bayar", "Payout due"),
            Self::TaxWithheld => lang.pick("Utang pajak (PPh dipotong)", "Tax withheld"),
            Self::ShippingInTransit => {
                lang.pick("Ongkos kirim belum disetor", "Postage not yet owed to the post")
            }
            Self::PostalPayable => lang.pick("Utang ke Pos", "Payable to the post"),
            Self::DinasPayable => lang.pick("Utang ke Dinas", "Payable to the Dinas"),
            Self::Fund => lang.pick("Dana asosiasi", "Association's fund"),
            Self::CommissionIncome => lang.pick("Pendapatan komisi", "Commission income"),
            Self::DuesIncome => lang.pick("Pendapatan iuran", "Dues income"),
            Self::PostalCommission => lang.pick("Komisi agen pos", "Postal agency commission"),
            Self::CashRounding => lang.pick("Pembulatan kas", "Cash rounding"),
            Self::ShippingSubsidy => lang.pick("Subsidi ongkos kirim", "Shipping subsidy"),
            Self::QrisFee => lang.pick("Biaya QRIS (MDR)", "QRIS fee (MDR)"),
            Self::DiscountExpense => {
                lang.pick("Diskon ditanggung galeri", "Discounts borne by the gallery")
            }
            Self::StockLoss => {
                lang.pick("Kerugian barang ditanggung galeri", "Goods lost at the gallery's cost")
            }
            Self::DrawerDifference => lang.pick("Selisih laci kas", "Drawer over or short"),
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
        let found = match text.split_once(':') {
            None => Self::SHARED.into_iter().find(|account| account.stem() == text),
            Some((stem, id)) => id.parse().ok().and_then(|member| {
                let mut accounts = Self::OF_MEMBERS.into_iter().map(|of| of(member));
                accounts.find(|account| account.stem() == stem)
            }),
        };
        found.ok_or_else(|| BadAccount(text.to_owned()))
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
