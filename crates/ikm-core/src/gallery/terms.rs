use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::StockError;
use crate::lang::{Explain, Lang};
use crate::money::{MoneyError, Percent, Rounding, Rupiah};

/// What the gallery keeps of a piece.
///
/// Files and tables carry it as a text: `12.5` is a percentage of the price, `piece:2500` so many
/// rupiah a piece, and `net:7500` leaves the maker so many rupiah a piece and the gallery the rest.
///
/// ```
/// use ikm_core::gallery::Commission;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// assert_eq!("12.5".parse::<Commission>()?, Commission::Percent("12.5".parse()?));
/// assert_eq!("net:7500".parse::<Commission>()?.to_string(), "net:7500");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Commission {
    /// A part of the price.
    Percent(Percent),
    /// So much a piece.
    PerPiece(Rupiah),
    /// Whatever is above this much a piece, which is the maker's (*harga titip*).
    FixedNet(Rupiah),
}

impl Commission {
    /// The commission of `quantity` pieces at their full `price`; a percentage is rounded half up.
    fn at_full_price(self, price: Rupiah, quantity: u32) -> Result<Rupiah, MoneyError> {
        match self {
            Self::Percent(percent) => percent.of(price.times(quantity)?, Rounding::HalfUp),
            Self::PerPiece(each) => each.times(quantity),
            Self::FixedNet(net) => price.minus(net)?.times(quantity),
        }
    }

    /// Shares `quantity` pieces, sold for `paid` each where their price is `price`, between the
    /// gallery and the maker, a discount being borne as `rule` says.
    ///
    /// The commission is rounded half up, once; the maker gets the rest. Where a discount is shared,
    /// a percentage is taken of the price paid, and an amount a piece shrinks as the price did.
    /// The price paid lies between nothing and the full price.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when an amount is out of range.
    pub fn split(
        self,
        rule: DiscountRule,
        price: Rupiah,
        paid: Rupiah,
        quantity: u32,
    ) -> Result<Split, MoneyError> {
        let (full, gross) = (price.times(quantity)?, paid.times(quantity)?);
        let discount = full.minus(gross)?;
        let at_full_price = self.at_full_price(price, quantity)?;
        let (commission, borne_by_gallery) = match rule {
            DiscountRule::Gallery => (at_full_price, discount),
            DiscountRule::Maker => (at_full_price.min(gross), Rupiah::ZERO),
            DiscountRule::Shared | DiscountRule::Refused => match self {
                Self::Percent(percent) => (percent.of(gross, Rounding::HalfUp)?, Rupiah::ZERO),
                Self::PerPiece(_) | Self::FixedNet(_) => {
                    (proportion(at_full_price, gross, full)?, Rupiah::ZERO)
                }
            },
        };
        let maker = gross.plus(borne_by_gallery)?.minus(commission)?;
        Ok(Split { gross, commission, maker, discount, borne_by_gallery })
    }

    /// Whether it leaves the maker something, or at least takes nothing of his own, at `price`.
    fn check(self, price: Rupiah) -> Result<(), StockError> {
        let fits = match self {
            Self::Percent(percent) => percent.get() <= rust_decimal::Decimal::ONE_HUNDRED,
            Self::PerPiece(amount) | Self::FixedNet(amount) => {
                !amount.is_negative() && amount <= price
            }
        };
        if fits { Ok(()) } else { Err(StockError::Commission(self)) }
    }

    /// The percentage, where it is one.
    pub const fn percent(self) -> Option<Percent> {
        match self {
            Self::Percent(percent) => Some(percent),
            Self::PerPiece(_) | Self::FixedNet(_) => None,
        }
    }

    /// The commission as `lang` says it.
    pub fn display(self, lang: Lang) -> String {
        match self {
            Self::Percent(percent) => percent.display(lang),
            Self::PerPiece(each) => {
                format!("{} {}", each.display(lang), lang.pick("sebuah", "a piece"))
            }
            Self::FixedNet(net) => {
                let net = net.display(lang);
                lang.pick(
                    format!("selisih di atas harga titip {net}"),
                    format!("what is above {net} net to the maker"),
                )
            }
        }
    }
}

/// `amount × part ÷ whole`, rounded half up; none of nothing.
fn proportion(amount: Rupiah, part: Rupiah, whole: Rupiah) -> Result<Rupiah, MoneyError> {
    let [amount, part, whole] = [amount, part, whole].map(|value| i128::from(value.get()));
    let doubled = 2 * amount * part + whole;
    let rounded = doubled.checked_div(2 * whole).unwrap_or_default();
    i64::try_from(rounded).map(Rupiah::new).map_err(|_out_of_range| MoneyError::Overflow)
}

/// A text that says no commission.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a commission")]
pub struct BadCommission(String);

impl Explain for BadCommission {
    fn code(&self) -> &'static str {
        "IKM-TERMS-COMMISSION"
    }

    fn indonesian(&self) -> String {
        format!("{:?} bukan komisi", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "tulis 12.5 untuk persen, piece:2500 untuk rupiah sebuah, net:7500 untuk harga titip",
            "write 12.5 for a percentage, piece:2500 for rupiah a piece, net:7500 for a fixed net",
        )
        .to_owned()
    }
}

impl fmt::Display for Commission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(percent) => percent.fmt(f),
            Self::PerPiece(each) => write!(f, "piece:{}", each.get()),
            Self::FixedNet(net) => write!(f, "net:{}", net.get()),
        }
    }
}

impl FromStr for Commission {
    type Err = BadCommission;

    fn from_str(text: &str) -> Result<Self, BadCommission> {
        let wrong = || BadCommission(text.to_owned());
        let amount = |digits: &str| -> Result<Rupiah, BadCommission> {
            let amount = digits.parse().map_err(|_not_an_amount| wrong())?;
            if Rupiah::is_negative(amount) { Err(wrong()) } else { Ok(amount) }
        };
        match text.split_once(':') {
            Some(("piece", each)) => Ok(Self::PerPiece(amount(each)?)),
            Some(("net", net)) => Ok(Self::FixedNet(amount(net)?)),
            Some(_) => Err(wrong()),
            None => text.parse().map(Self::Percent).map_err(|_not_a_percentage| wrong()),
        }
    }
}

impl TryFrom<String> for Commission {
    type Error = BadCommission;

    fn try_from(text: String) -> Result<Self, BadCommission> {
        text.parse()
    }
}

impl From<Commission> for String {
    fn from(commission: Commission) -> Self {
        commission.to_string()
    }
}

/// Who bears it when a piece is sold below its price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DiscountRule {
    /// Maker and gallery share it in the proportion of the commission: commission and the maker's
    /// part are both computed on the price paid.
    #[default]
    Shared,
    /// The gallery: the maker gets what he would get at the full price.
    Gallery,
    /// The maker: the gallery gets what it would get at the full price, as far as that was paid.
    Maker,
    /// It may not be sold below its price.
    Refused,
}

impl DiscountRule {
    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Gallery => "gallery",
            Self::Maker => "maker",
            Self::Refused => "refused",
        }
    }

    /// The rule with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Shared, Self::Gallery, Self::Maker, Self::Refused]
            .into_iter()
            .find(|rule| rule.code() == code)
    }
}

/// Why pieces were lost to the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LossCause {
    /// Gone, nobody knows how; stolen goods among them.
    Lost,
    /// Broken or spoilt on the shelf.
    Broken,
    /// Past their last day.
    Expired,
    /// A fault of the gallery's staff.
    Staff,
}

impl LossCause {
    /// Every cause.
    pub const ALL: [Self; 4] = [Self::Lost, Self::Broken, Self::Expired, Self::Staff];

    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Broken => "broken",
            Self::Expired => "expired",
            Self::Staff => "staff",
        }
    }

    /// The cause with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }

    /// The cause as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Lost => lang.pick("hilang", "lost"),
            Self::Broken => lang.pick("rusak", "broken"),
            Self::Expired => lang.pick("kedaluwarsa", "expired"),
            Self::Staff => lang.pick("kesalahan petugas", "staff error"),
        }
    }
}

/// How much of his part the maker loses for each cause; the gallery owes him the rest of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LossRules {
    /// Of goods that are gone.
    pub lost: Percent,
    /// Of goods that broke.
    pub broken: Percent,
    /// Of goods past their last day.
    pub expired: Percent,
    /// Of goods lost by a fault of the staff.
    pub staff: Percent,
}

/// The gallery answers for what it was given to keep; the maker bears that his goods grow old.
impl Default for LossRules {
    fn default() -> Self {
        let none = Percent::ZERO;
        Self { lost: none, broken: none, expired: Percent::WHOLE, staff: none }
    }
}

impl LossRules {
    /// How much of his part the maker bears.
    pub const fn maker_bears(&self, cause: LossCause) -> Percent {
        match cause {
            LossCause::Lost => self.lost,
            LossCause::Broken => self.broken,
            LossCause::Expired => self.expired,
            LossCause::Staff => self.staff,
        }
    }
}

/// A commission that holds from a price on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceTier {
    /// The lowest price a piece for which it holds.
    pub from: Rupiah,
    /// The commission.
    pub commission: Commission,
}

/// A commission that holds from so many days on the shelf on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeTier {
    /// The fewest days since the goods came in for which it holds.
    pub from_days: u32,
    /// The commission.
    pub commission: Commission,
}

/// The terms under which goods are consigned. They are frozen on the item at intake; what the
/// association agrees later never moves an old sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// What the gallery keeps where no tier says otherwise.
    pub commission: Commission,
    /// Commissions by the price of a piece.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub price_tiers: Vec<PriceTier>,
    /// Commissions by the days on the shelf; where one holds, it goes before those by price.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub age_tiers: Vec<AgeTier>,
    /// Who bears a discount.
    #[serde(default, skip_serializing_if = "is_default")]
    pub discount: DiscountRule,
    /// Who bears a loss.
    #[serde(default, skip_serializing_if = "is_default")]
    pub losses: LossRules,
    /// The version of the rule set they came from; 0 for terms that the intake note itself says.
    #[serde(default, skip_serializing_if = "is_default")]
    pub version: u32,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// How the price of a sold line is shared: `gross = commission + maker − borne_by_gallery`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// What the buyer paid.
    pub gross: Rupiah,
    /// What the gallery earns.
    pub commission: Rupiah,
    /// What the maker is owed; never negative.
    pub maker: Rupiah,
    /// How much less than the full price was paid.
    pub discount: Rupiah,
    /// The part of the discount that the gallery pays out of its own pocket.
    pub borne_by_gallery: Rupiah,
}

impl Terms {
    /// Terms that say no more than a commission: a discount is shared, and losses are borne as
    /// [`LossRules::default`] says.
    pub fn of(commission: Commission) -> Self {
        Self {
            commission,
            price_tiers: Vec::new(),
            age_tiers: Vec::new(),
            discount: DiscountRule::default(),
            losses: LossRules::default(),
            version: 0,
        }
    }

    /// The commission of a piece of this price after so many days on the shelf.
    pub fn commission_for(&self, price: Rupiah, days_on_shelf: u32) -> Commission {
        let by_age = self.age_tiers.iter().filter(|tier| tier.from_days <= days_on_shelf);
        let by_price = self.price_tiers.iter().filter(|tier| tier.from <= price);
        by_age
            .max_by_key(|tier| tier.from_days)
            .map(|tier| tier.commission)
            .or_else(|| by_price.max_by_key(|tier| tier.from).map(|tier| tier.commission))
            .unwrap_or(self.commission)
    }

    /// Shares what was paid for `quantity` pieces between the gallery and the maker; see
    /// [`Commission::split`].
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when an amount is out of range.
    pub fn split(
        &self,
        price: Rupiah,
        paid: Rupiah,
        quantity: u32,
        days_on_shelf: u32,
    ) -> Result<Split, MoneyError> {
        self.commission_for(price, days_on_shelf).split(self.discount, price, paid, quantity)
    }

    /// Whether a piece of `price` may be sold for `paid`: never for more, because nobody agreed to
    /// that, and for less only where somebody bears the discount.
    pub fn allow(&self, price: Rupiah, paid: Rupiah) -> bool {
        let lower = !paid.is_negative() && paid < price;
        paid == price || (lower && self.discount != DiscountRule::Refused)
    }

    /// What the gallery owes the maker for a piece of `price` that is lost: his part at the full
    /// price, less what he bears of it, rounded half up. The part he has is that of the commission
    /// without regard to the days on the shelf.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when an amount is out of range.
    pub fn owed_for_loss(&self, price: Rupiah, cause: LossCause) -> Result<Rupiah, MoneyError> {
        let part = self.split(price, price, 1, 0)?.maker;
        part.minus(self.losses.maker_bears(cause).of(part, Rounding::HalfUp)?)
    }

    /// Checks them against the price of a piece.
    ///
    /// # Errors
    ///
    /// [`StockError::Commission`] for a commission that takes more than the price, or leaves the
    /// maker more than it, at any time; [`StockError::LossShare`] for a share of a loss above 100 %.
    pub fn check(&self, price: Rupiah) -> Result<(), StockError> {
        self.commission_for(price, 0).check(price)?;
        self.age_tiers.iter().try_for_each(|tier| tier.commission.check(price))?;
        let above = LossCause::ALL
            .into_iter()
            .map(|cause| self.losses.maker_bears(cause))
            .find(|share| share.get() > rust_decimal::Decimal::ONE_HUNDRED);
        above.map_or(Ok(()), |share| Err(StockError::LossShare(share)))
    }
}
