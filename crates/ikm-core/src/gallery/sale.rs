use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::pick::pick_items;
use super::{AccrualKind, AccrualLine, Commission, DiscountRule, Item, Pick, StockError};
use crate::id::{EntryId, MemberId, SaleId};
use crate::lang::{Explain, Lang};
use crate::ledger::{Account, Entry, EntryDraft, EntryKind, LedgerError};
use crate::money::{MoneyError, Rupiah};

/// How a buyer pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Payment {
    /// Notes and coins.
    Cash,
    /// A QRIS scan; the acquirer credits it later.
    Qris,
    /// A transfer to the association's bank account.
    Transfer,
}

/// A text that is not a way to pay.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a way to pay")]
pub struct BadPayment(String);

impl Explain for BadPayment {
    fn code(&self) -> &'static str {
        "IKM-SALE-PAYMENT"
    }
    fn indonesian(&self) -> String {
        format!("{:?} bukan cara bayar", self.0)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick("pakai cash, qris atau transfer", "use cash, qris or transfer").to_owned()
    }
}

impl Payment {
    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Qris => "qris",
            Self::Transfer => "transfer",
        }
    }

    /// The account that receives the money.
    pub const fn account(self) -> Account {
        match self {
            Self::Cash => Account::Cash,
            Self::Qris => Account::QrisInTransit,
            Self::Transfer => Account::Bank,
        }
    }

    /// The way to pay as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Cash => lang.pick("tunai", "cash"),
            Self::Qris => "QRIS",
            Self::Transfer => lang.pick("transfer", "transfer"),
        }
    }
}

impl fmt::Display for Payment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Payment {
    type Err = BadPayment;

    fn from_str(text: &str) -> Result<Self, BadPayment> {
        [Self::Cash, Self::Qris, Self::Transfer]
            .into_iter()
            .find(|payment| payment.code() == text)
            .ok_or_else(|| BadPayment(text.to_owned()))
    }
}

/// What a line of a receipt asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRequest<'a> {
    /// The sku sold.
    pub sku: &'a str,
    /// The lot sold; without it, first expired first out.
    pub lot: Option<&'a str>,
    /// How many pieces.
    pub quantity: u32,
    /// The price paid a piece; without it, the item's.
    pub unit_price: Option<Rupiah>,
}

/// A priced line of a receipt: pieces of one maker at one price under one commission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleLine {
    /// Its place on the receipt, from 1.
    pub number: u32,
    /// The maker.
    pub member: MemberId,
    /// The sku sold.
    pub sku: String,
    /// How many pieces.
    pub quantity: u32,
    /// The price paid a piece.
    pub unit_price: Rupiah,
    /// The commission that held for them, of the terms that are frozen on the items.
    pub rate: Commission,
    /// Who bears the discount; [`DiscountRule::Shared`] where there is none.
    pub discount_rule: DiscountRule,
    /// Quantity × price paid.
    pub gross: Rupiah,
    /// How much less than the full price was paid.
    pub discount: Rupiah,
    /// The gallery's part: what is left of the gross when the maker has his. Negative where the
    /// gallery bears a discount that is larger than what it earns.
    pub commission: Rupiah,
    /// The part of the discount that the gallery pays out of its own pocket.
    pub borne_by_gallery: Rupiah,
    /// The items that the pieces came from.
    pub picks: Vec<Pick>,
}

impl SaleLine {
    /// The maker's part: gross less commission.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the difference is out of range.
    pub fn net(&self) -> Result<Rupiah, MoneyError> {
        self.gross.minus(self.commission)
    }
}

/// A sale: one receipt, paid at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale {
    /// Its id.
    pub id: SaleId,
    /// The number on the receipt, unique in the association.
    pub receipt: String,
    /// The day of the sale.
    pub sold_on: NaiveDate,
    /// How it was paid.
    pub payment: Payment,
    /// Its lines.
    pub lines: Vec<SaleLine>,
    /// The journal entry that books it.
    pub entry: EntryId,
    /// The digest of its content, by which a repeated receipt is recognised.
    pub digest: [u8; 32],
}

/// Why a line cannot be sold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SaleError {
    /// The shelf does not allow it.
    #[error(transparent)]
    Stock(#[from] StockError),
    /// The price paid is not the item's, and the terms do not allow another.
    #[error("{sku:?} costs {price} a piece, not {paid}")]
    PriceDiffers {
        /// The sku.
        sku: String,
        /// Its price.
        price: Rupiah,
        /// The price paid.
        paid: Rupiah,
    },
    /// An amount is out of range.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Explain for SaleError {
    fn code(&self) -> &'static str {
        match self {
            Self::Stock(source) => source.code(),
            Self::PriceDiffers { .. } => "IKM-SALE-PRICE",
            Self::Money(source) => source.code(),
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Stock(source) => source.indonesian(),
            Self::PriceDiffers { sku, price, paid } => {
                format!("harga {sku:?} {price} sebuah, bukan {paid}")
            }
            Self::Money(source) => source.indonesian(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Stock(source) => source.hint(lang),
            Self::PriceDiffers { .. } => lang
                .pick(
                    "kosongkan harganya agar dipakai harga barang; harga lebih rendah hanya bila \
                     perjanjiannya membolehkan",
                    "leave the price empty to use the item's; a lower one only where the terms \
                     allow it",
                )
                .to_owned(),
            Self::Money(source) => source.hint(lang),
        }
    }
}

/// Picks and prices one requested line of a receipt on the day `on`.
///
/// Pieces of one maker at one price and commission stay one line, however many lots they come from,
/// so that the commission is rounded once a line; other pieces become a line of their own. Lines are
/// numbered from `first_number`.
///
/// # Errors
///
/// [`SaleError`] when the shelf, the price or the terms do not allow it.
pub fn price_line(
    items: &[Item],
    request: &LineRequest<'_>,
    on: NaiveDate,
    first_number: u32,
) -> Result<Vec<SaleLine>, SaleError> {
    let LineRequest { sku, lot, quantity, .. } = *request;
    let mut parts: Vec<Part> = Vec::new();
    for (item, quantity) in pick_items(items, sku, lot, quantity, on)? {
        let next = Part::of(item, quantity, request.unit_price, on)?;
        match parts.iter_mut().find(|part| part.goes_with(&next)) {
            Some(part) => part.add(next)?,
            None => parts.push(next),
        }
    }
    (first_number..).zip(parts).map(|(number, part)| Ok(part.line(number, sku)?)).collect()
}

/// Pieces of one maker that were sold alike.
struct Part {
    member: MemberId,
    price: Rupiah,
    paid: Rupiah,
    rate: Commission,
    discount_rule: DiscountRule,
    discount: Rupiah,
    quantity: u32,
    picks: Vec<Pick>,
}

impl Part {
    fn of(
        item: &Item,
        quantity: u32,
        paid: Option<Rupiah>,
        on: NaiveDate,
    ) -> Result<Self, SaleError> {
        let (price, paid) = (item.unit_price(), price_paid(item, paid)?);
        let full = paid == price;
        Ok(Self {
            member: item.member(),
            price,
            paid,
            rate: item.terms().commission_for(price, item.days_on_shelf(on)),
            discount_rule: if full { DiscountRule::Shared } else { item.terms().discount },
            discount: price.minus(paid)?.times(quantity)?,
            quantity,
            picks: vec![Pick { item: item.id(), quantity }],
        })
    }

    /// Whether the commission of both may be computed, and rounded, at once.
    fn goes_with(&self, other: &Self) -> bool {
        let key = |part: &Self| (part.member, part.paid, part.rate, part.discount_rule);
        // A shared percentage is taken of the price paid, whatever the full prices are.
        let by_paid = self.discount_rule == DiscountRule::Shared && self.rate.percent().is_some();
        key(self) == key(other) && (by_paid || self.price == other.price)
    }

    fn add(&mut self, other: Self) -> Result<(), MoneyError> {
        // At most what was asked for.
        self.quantity += other.quantity;
        self.discount = self.discount.plus(other.discount)?;
        self.picks.extend(other.picks);
        Ok(())
    }

    fn line(self, number: u32, sku: &str) -> Result<SaleLine, MoneyError> {
        let split = self.rate.split(self.discount_rule, self.price, self.paid, self.quantity)?;
        Ok(SaleLine {
            number,
            member: self.member,
            sku: sku.to_owned(),
            quantity: self.quantity,
            unit_price: self.paid,
            rate: self.rate,
            discount_rule: self.discount_rule,
            gross: split.gross,
            discount: self.discount,
            commission: split.gross.minus(split.maker)?,
            borne_by_gallery: split.borne_by_gallery,
            picks: self.picks,
        })
    }
}

fn price_paid(item: &Item, paid: Option<Rupiah>) -> Result<Rupiah, SaleError> {
    let price = item.unit_price();
    let Some(paid) = paid else { return Ok(price) };
    if paid.is_negative() {
        return Err(StockError::Price(paid).into());
    }
    if item.terms().allow(price, paid) {
        Ok(paid)
    } else {
        let sku = item.label().sku.clone();
        Err(SaleError::PriceDiffers { sku, price, paid })
    }
}

impl Sale {
    /// The sum of its lines.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the sum is out of range.
    pub fn gross(&self) -> Result<Rupiah, MoneyError> {
        Rupiah::sum(self.lines.iter().map(|line| line.gross))
    }

    /// What it leaves for the makers to be settled, a line each.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the sum is out of range.
    pub fn accruals(&self) -> Result<Vec<AccrualLine>, MoneyError> {
        // A sale in which nothing was paid books nothing.
        let entry = (!self.gross()?.is_zero()).then_some(self.entry);
        let accrual = |line: &SaleLine| AccrualLine {
            member: line.member,
            on: self.sold_on,
            kind: AccrualKind::Sale,
            document: self.id.uuid(),
            number: line.number,
            reference: self.receipt.clone(),
            entry,
            about: line.sku.clone(),
            quantity: line.quantity,
            terms: line.rate.to_string(),
            gross: line.gross,
            commission: line.commission,
            charges: Rupiah::ZERO,
        };
        Ok(self.lines.iter().map(accrual).collect())
    }

    /// The entry that books it: the money received, what each maker is owed, the commission, and
    /// the discounts that the gallery bears.
    /// A sale in which nothing was paid books nothing.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Money`] when a sum is out of range.
    pub fn entry(&self) -> Result<Option<Entry>, LedgerError> {
        let gross = self.gross()?;
        if gross.is_zero() {
            return Ok(None);
        }
        let mut draft = EntryDraft::new(EntryKind::Sale, self.receipt.clone(), self.sold_on)
            .debit(self.payment.account(), gross);
        for line in &self.lines {
            draft = draft
                .credit(Account::ConsignmentPayable(line.member), line.net()?)
                .credit(Account::CommissionIncome, line.commission.plus(line.borne_by_gallery)?)
                .debit(Account::DiscountExpense, line.borne_by_gallery);
        }
        draft.finish(self.entry).map(Some)
    }
}
