//! The gallery: consigned goods, their terms, their sale, and what their makers are due.
//!
//! A clerk takes goods in on a [`Note`]; each of its lines becomes an [`Item`] with its lot, its
//! price and its [`Terms`], frozen from then on. A sale [picks](pick) items, first expired first out,
//! and prices its lines by those terms. Sales, refunds, losses, charges and taxes each leave
//! [lines](AccrualLine) for the makers; a settlement takes up every line once and says what each maker
//! is paid and what is carried forward.

mod accrual;
mod goods_line;
mod item;
mod paper;
mod payout;
mod payout_file;
mod pick;
mod place;
mod rules;
mod sale;
mod settlement;
mod stock;
mod stock_error;
mod terms;

pub use accrual::{AccrualKind, AccrualLine};
pub use goods_line::{BadGoodsLine, GoodsLine};
pub use item::{Item, ItemLabel, Leave, Note};
pub use paper::{
    CountSheet, LossLine, LossNote, Paper, PaperBody, PaperKind, PaperLine, ReturnNote, Served,
    SheetLine, Waiting,
};
pub use payout::{BankAccount, Payout, PayoutError, PayoutLine, PayoutState, still_due};
pub use payout_file::PayoutTemplate;
pub use pick::{Pick, gather, pick};
pub use place::{BadPlace, Place};
pub use rules::{FoodRule, GalleryRules, Misfit, Quota, RulesError, TermsRule};
pub use sale::{BadPayment, LineRequest, Payment, Sale, SaleError, SaleLine, price_line};
pub use settlement::{
    Accrual, MemberSettlement, Settlement, SettlementError, SettlementTerms, SettlementTotals,
    settle,
};
pub use stock::{Stock, StockMove, StockMoveKind, placed};
pub use stock_error::StockError;
pub use terms::{
    AgeTier, BadCommission, Commission, DiscountRule, LossCause, LossRules, PriceTier, Split, Terms,
};
