use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::gallery::{
    Accrual, AccrualLine, Item, ItemLabel, LossCause, MemberSettlement, Note, Sale, Settlement,
    Stock, StockMove, StockMoveKind,
};
use ikm_core::id::{EntryId, ItemId, MemberId, SaleId, SettlementId};
use rusqlite::params;
use uuid::Uuid;

use super::cells::{Cells, day, key};
use super::tx::{Tx, Unique, Writing, require_one};
use crate::{GalleryRead, GalleryWrite, Result, StoreError};

macro_rules! select_item {
    ($rest:literal) => {
        concat!(
            "select id, version, note, member, sku, name, category, lot, best_before, \
             received_on, unit_price, terms, received, sold, returned, written_off, elsewhere from item ",
            $rest
        )
    };
}

fn read_item(cells: &mut Cells<'_, '_>) -> Result<Item> {
    let id = cells.id()?;
    let item = Item::from_parts(
        id,
        cells.count()?,
        cells.id()?,
        cells.id()?,
        ItemLabel {
            sku: cells.get()?,
            name: cells.get()?,
            category: cells.get()?,
            lot: cells.get()?,
            best_before: cells.optional_parsed()?,
        },
        cells.parsed()?,
        cells.money()?,
        cells.read(serde_json::from_str)?,
        Stock {
            received: cells.count()?,
            sold: cells.count()?,
            returned: cells.count()?,
            written_off: cells.count()?,
        },
    );
    let elsewhere = cells.optional_parsed::<String>()?;
    let elsewhere = elsewhere.map_or(Ok(BTreeMap::new()), |places| serde_json::from_str(&places));
    let elsewhere =
        elsewhere.map_err(|error| StoreError::Damaged(format!("item {id}: {error}")))?;
    let damaged = || StoreError::Damaged(format!("the counts of item {id} contradict each other"));
    item.and_then(|item| item.with_elsewhere(elsewhere)).ok_or_else(damaged)
}

/// The pieces of an item that do not lie on the shelf, as a column holds them.
fn elsewhere_of(item: &Item) -> Result<Option<String>> {
    if item.elsewhere().is_empty() {
        return Ok(None);
    }
    serde_json::to_string(item.elsewhere())
        .map(Some)
        .map_err(|error| StoreError::Backend(Box::new(error)))
}

impl<M> GalleryRead for Tx<'_, M> {
    fn note_by_number(&mut self, number: &str) -> Result<Option<Note>> {
        self.first(
            "select id, number, received_on, digest from note
             where association = ?1 and number = ?2",
            params![self.association, number],
            |cells| {
                Ok(Note {
                    id: cells.id()?,
                    number: cells.get()?,
                    received_on: cells.parsed()?,
                    digest: cells.get()?,
                })
            },
        )
    }

    fn item(&mut self, id: ItemId) -> Result<Option<Item>> {
        self.first(
            select_item!("where association = ?1 and id = ?2"),
            params![self.association, key(id)],
            read_item,
        )
    }

    fn items_by_sku(&mut self, sku: &str) -> Result<Vec<Item>> {
        self.all(
            // Left alone, the planner walks all items to have them in order of ids.
            select_item!("indexed by item_sku where association = ?1 and sku = ?2 order by id"),
            params![self.association, sku],
            read_item,
        )
    }

    fn item_page(&mut self, after: Option<ItemId>, limit: u32) -> Result<Vec<Item>> {
        self.all(
            select_item!("where association = ?1 and id > ?2 order by id limit ?3"),
            params![self.association, after.map_or([0; 16], key), limit],
            read_item,
        )
    }

    fn stock_moves(&mut self, item: ItemId) -> Result<Vec<StockMove>> {
        self.all(
            "select day, kind, quantity, reference, location, destination, cause from stock_move
             where association = ?1 and item = ?2 order by place",
            params![self.association, key(item)],
            |cells| {
                Ok(StockMove {
                    item,
                    on: cells.parsed()?,
                    kind: cells.coded(StockMoveKind::from_code)?,
                    quantity: cells.count()?,
                    reference: cells.get()?,
                    place: cells.parsed()?,
                    to: cells.optional_parsed()?,
                    cause: cells.optional_coded(LossCause::from_code)?,
                })
            },
        )
    }

    fn sale_by_receipt(&mut self, receipt: &str) -> Result<Option<Sale>> {
        self.find_sale(receipt)
    }

    fn sale_page(&mut self, after: Option<SaleId>, limit: u32) -> Result<Vec<Sale>> {
        self.sales_after(after, limit)
    }

    fn accruals(&mut self, cut_off: NaiveDate) -> Result<Vec<Accrual>> {
        self.gathered(cut_off)
    }

    fn settlement(&mut self, id: SettlementId) -> Result<Option<Settlement>> {
        self.find_settlement(id)
    }

    fn settlements(&mut self) -> Result<Vec<Settlement>> {
        self.all_settlements()
    }

    fn settlement_rows(&mut self, id: SettlementId) -> Result<Vec<MemberSettlement>> {
        self.said_of_members(id)
    }

    fn accruals_of(&mut self, document: Uuid) -> Result<Vec<AccrualLine>> {
        self.lines_of(document)
    }

    fn settled_lines(&mut self, id: SettlementId, member: MemberId) -> Result<Vec<AccrualLine>> {
        self.taken_up(id, member)
    }
}

impl GalleryWrite for Tx<'_, Writing> {
    fn insert_note(&mut self, note: &Note) -> Result<()> {
        let id = key(note.id);
        self.run_unique(
            "insert into note (association, id, number, received_on, digest)
             values (?1, ?2, ?3, ?4, ?5)",
            params![self.association, id, note.number, day(note.received_on), note.digest],
            &[
                Unique {
                    what: "note",
                    key: &note.number,
                    taken: "select 1 from note where association = ?1 and number = ?2",
                    by: &[&note.number],
                },
                Unique {
                    what: "note",
                    key: &note.id,
                    taken: "select 1 from note where association = ?1 and id = ?2",
                    by: &[&id],
                },
            ],
        )?;
        Ok(())
    }

    fn insert_item(&mut self, item: &Item) -> Result<()> {
        let id = key(item.id());
        let (label, stock) = (item.label(), item.stock());
        let terms = serde_json::to_string(item.terms())
            .map_err(|error| StoreError::Backend(Box::new(error)))?;
        self.run_unique(
            "insert into item (association, id, version, note, member, sku, name, category, lot,
                best_before, received_on, unit_price, terms, received, sold, returned, written_off,
                elsewhere)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18)",
            params![
                self.association,
                id,
                item.version(),
                key(item.note()),
                key(item.member()),
                label.sku,
                label.name,
                label.category,
                label.lot,
                label.best_before.map(day),
                day(item.received_on()),
                item.unit_price().get(),
                terms,
                stock.received,
                stock.sold,
                stock.returned,
                stock.written_off,
                elsewhere_of(item)?,
            ],
            &[Unique {
                what: "item",
                key: &item.id(),
                taken: "select 1 from item where association = ?1 and id = ?2",
                by: &[&id],
            }],
        )?;
        Ok(())
    }

    fn update_item(&mut self, item: &Item) -> Result<()> {
        let stock = item.stock();
        let updated = self.run(
            "update item set version = version + 1, received = ?4, sold = ?5, returned = ?6,
                written_off = ?7,
                elsewhere = ?8
             where association = ?1 and id = ?2 and version = ?3",
            params![
                self.association,
                key(item.id()),
                item.version(),
                stock.received,
                stock.sold,
                stock.returned,
                stock.written_off,
                elsewhere_of(item)?,
            ],
        )?;
        require_one(updated, "item", &item.id())
    }

    fn append_stock_move(&mut self, moved: &StockMove) -> Result<()> {
        self.run(
            "insert into stock_move (association, item, place, day, kind, quantity, reference,
                location, destination, cause)
             values (?1, ?2, (
                select coalesce(max(place), 0) + 1 from stock_move
                where association = ?1 and item = ?2
             ), ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                self.association,
                key(moved.item),
                day(moved.on),
                moved.kind.code(),
                moved.quantity,
                moved.reference,
                moved.place.to_string(),
                moved.to.as_ref().map(ToString::to_string),
                moved.cause.map(LossCause::code),
            ],
        )?;
        Ok(())
    }

    fn insert_sale(&mut self, sale: &Sale) -> Result<()> {
        self.whole(|tx| tx.add_sale(sale))
    }

    fn insert_accrual(&mut self, line: &AccrualLine) -> Result<()> {
        self.add_accrual(line)
    }

    fn insert_settlement(
        &mut self,
        settlement: &Settlement,
        rows: &[MemberSettlement],
    ) -> Result<()> {
        self.whole(|tx| tx.add_settlement(settlement, rows))
    }

    fn mark_paid(&mut self, settlement: SettlementId, entry: EntryId) -> Result<()> {
        let updated = self.run(
            "update settlement set paid = ?3 where association = ?1 and id = ?2 and paid is null",
            params![self.association, key(settlement), key(entry)],
        )?;
        require_one(updated, "settlement", &settlement)
    }
}
