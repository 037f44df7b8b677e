use chrono::NaiveDate;
use ikm_core::gallery::{
    Accrual, AccrualLine, Item, MemberSettlement, Note, Sale, Settlement, StockMove,
};
use ikm_core::id::{EntryId, ItemId, MemberId, SaleId, SettlementId};
use uuid::Uuid;

use crate::Result;

/// Reads of the gallery.
pub trait GalleryRead {
    /// The intake note with this number.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn note_by_number(&mut self, number: &str) -> Result<Option<Note>>;

    /// The item with this id.
    fn item(&mut self, id: ItemId) -> Result<Option<Item>>;

    /// The items of a sku, in order of ids, which is that in which they came in.
    fn items_by_sku(&mut self, sku: &str) -> Result<Vec<Item>>;

    /// Up to `limit` items after `after` in order of id.
    fn item_page(&mut self, after: Option<ItemId>, limit: u32) -> Result<Vec<Item>>;

    /// The stock journal of an item, in the order in which it was written.
    fn stock_moves(&mut self, item: ItemId) -> Result<Vec<StockMove>>;

    /// The sale with this receipt number.
    fn sale_by_receipt(&mut self, receipt: &str) -> Result<Option<Sale>>;

    /// Up to `limit` sales after `after` in order of id.
    fn sale_page(&mut self, after: Option<SaleId>, limit: u32) -> Result<Vec<Sale>>;

    /// What has gathered for each maker from lines of before `cut_off` that no settlement has
    /// taken up, and what the last settlement carried forward; in order of member ids.
    fn accruals(&mut self, cut_off: NaiveDate) -> Result<Vec<Accrual>>;

    /// The lines of a document, whether they wait or were settled, in order of numbers, of one
    /// number in order of the codes of their kinds.
    fn accruals_of(&mut self, document: Uuid) -> Result<Vec<AccrualLine>>;

    /// A settlement.
    fn settlement(&mut self, id: SettlementId) -> Result<Option<Settlement>>;

    /// All settlements, in order of ids, which is oldest first.
    fn settlements(&mut self) -> Result<Vec<Settlement>>;

    /// What a settlement says of each maker, in order of member ids.
    fn settlement_rows(&mut self, id: SettlementId) -> Result<Vec<MemberSettlement>>;

    /// The lines of one maker that a settlement took up, in order of days, of one day in order of
    /// documents, of one document as [`GalleryRead::accruals_of`] has them.
    fn settled_lines(&mut self, id: SettlementId, member: MemberId) -> Result<Vec<AccrualLine>>;
}

/// Writes of the gallery.
pub trait GalleryWrite {
    /// Adds an intake note; one with the same number is
    /// [`StoreError::Exists`](crate::StoreError::Exists).
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn insert_note(&mut self, note: &Note) -> Result<()>;

    /// Adds an item.
    fn insert_item(&mut self, item: &Item) -> Result<()>;

    /// Replaces the counts of the item whose version is that of `item`, and raises the version;
    /// otherwise [`StoreError::Conflict`](crate::StoreError::Conflict). What an item is, its price
    /// and its terms never change.
    fn update_item(&mut self, item: &Item) -> Result<()>;

    /// Adds a line to the stock journal.
    fn append_stock_move(&mut self, moved: &StockMove) -> Result<()>;

    /// Adds a sale with its lines; one with the same receipt number is
    /// [`StoreError::Exists`](crate::StoreError::Exists). What it leaves for its makers is added
    /// beside it.
    fn insert_sale(&mut self, sale: &Sale) -> Result<()>;

    /// Adds a line of what a maker is due, which waits for the next settlement; one with the same
    /// kind, document and number is [`StoreError::Exists`](crate::StoreError::Exists).
    fn insert_accrual(&mut self, line: &AccrualLine) -> Result<()>;

    /// Adds a settlement with what it says of each maker, lets it take up every line of before its
    /// cut-off that none has taken up yet, and keeps what each maker carries forward.
    fn insert_settlement(
        &mut self,
        settlement: &Settlement,
        rows: &[MemberSettlement],
    ) -> Result<()>;

    /// Records that a settlement was paid by `entry`; one that was paid before is
    /// [`StoreError::Conflict`](crate::StoreError::Conflict).
    fn mark_paid(&mut self, settlement: SettlementId, entry: EntryId) -> Result<()>;
}
