use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ikm_core::gallery::{
    Accrual, AccrualLine, Item, MemberSettlement, Note, Sale, Settlement, StockMove,
};
use ikm_core::id::{EntryId, ItemId, MemberId, NoteId, SaleId, SettlementId};
use ikm_core::money::{MoneyError, Rupiah};

use super::table::{Table, length};
use super::{Turn, Tx, conflict, exists, overflow, require};
use crate::{GalleryRead, GalleryWrite, Result, StoreError};
use uuid::Uuid;

/// What names a line: its document, its number there and the code of its kind.
type LineKey = (Uuid, u32, &'static str);

#[derive(Clone, Debug, Default)]
pub(super) struct GalleryTables {
    notes: Table<String, Note>,
    items: Table<ItemId, Item>,
    moves: Table<u64, StockMove>,
    sales: Table<SaleId, Sale>,
    receipts: Table<String, SaleId>,
    settlements: Table<SettlementId, Settlement>,
    settled: Table<(SettlementId, MemberId), MemberSettlement>,
    lines: Table<LineKey, AccrualLine>,
    /// Which settlement took up a line.
    taken_up: Table<LineKey, SettlementId>,
    /// What the last settlement that names a maker carried forward.
    carried: Table<MemberId, Rupiah>,
}

impl GalleryTables {
    pub(super) fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }

    pub(super) fn has_item(&self, id: ItemId) -> bool {
        self.items.contains(&id)
    }

    pub(super) fn has_note(&self, id: NoteId) -> bool {
        self.notes.values().any(|note| note.id == id)
    }

    pub(super) fn has_settlement(&self, id: SettlementId) -> bool {
        self.settlements.contains(&id)
    }

    /// The lines of before `cut_off` that no settlement has taken up.
    fn waiting(&self, cut_off: NaiveDate) -> impl Iterator<Item = (&LineKey, &AccrualLine)> {
        let lines = self.lines.iter().filter(move |(_, line)| line.on < cut_off);
        lines.filter(|(key, _)| !self.taken_up.contains(key))
    }

    fn accruals(&self, cut_off: NaiveDate) -> Result<Vec<Accrual>, MoneyError> {
        let mut gathered: BTreeMap<MemberId, Accrual> = BTreeMap::new();
        for (_, line) in self.waiting(cut_off) {
            let nothing = || Accrual::nothing(line.member);
            let accrual = gathered.entry(line.member).or_insert_with(nothing);
            accrual.lines += 1;
            accrual.gross = accrual.gross.plus(line.gross)?;
            accrual.commission = accrual.commission.plus(line.commission)?;
            accrual.charges = accrual.charges.plus(line.charges)?;
        }
        for (member, carried) in self.carried.iter().filter(|(_, carried)| !carried.is_zero()) {
            let accrual = gathered.entry(*member).or_insert_with(|| Accrual::nothing(*member));
            accrual.brought_forward = *carried;
        }
        Ok(gathered.into_values().collect())
    }
}

impl<T> GalleryRead for Tx<T> {
    fn note_by_number(&mut self, number: &str) -> Result<Option<Note>> {
        Ok(self.tables.gallery.notes.find(&number.to_owned()))
    }

    fn item(&mut self, id: ItemId) -> Result<Option<Item>> {
        Ok(self.tables.gallery.items.find(&id))
    }

    fn items_by_sku(&mut self, sku: &str) -> Result<Vec<Item>> {
        let items = self.tables.gallery.items.values();
        Ok(items.filter(|item| item.label().sku == sku).cloned().collect())
    }

    fn item_page(&mut self, after: Option<ItemId>, limit: u32) -> Result<Vec<Item>> {
        let items = self.tables.gallery.items.after(after);
        Ok(items.take(length(limit)).map(|(_, item)| item.clone()).collect())
    }

    fn stock_moves(&mut self, item: ItemId) -> Result<Vec<StockMove>> {
        let moves = self.tables.gallery.moves.values();
        Ok(moves.filter(|moved| moved.item == item).cloned().collect())
    }

    fn sale_by_receipt(&mut self, receipt: &str) -> Result<Option<Sale>> {
        let tables = &self.tables.gallery;
        Ok(tables.receipts.get(&receipt.to_owned()).and_then(|id| tables.sales.find(id)))
    }

    fn sale_page(&mut self, after: Option<SaleId>, limit: u32) -> Result<Vec<Sale>> {
        let sales = self.tables.gallery.sales.after(after);
        Ok(sales.take(length(limit)).map(|(_, sale)| sale.clone()).collect())
    }

    fn accruals(&mut self, cut_off: NaiveDate) -> Result<Vec<Accrual>> {
        self.tables.gallery.accruals(cut_off).map_err(overflow)
    }

    fn settlement(&mut self, id: SettlementId) -> Result<Option<Settlement>> {
        Ok(self.tables.gallery.settlements.find(&id))
    }

    fn settlements(&mut self) -> Result<Vec<Settlement>> {
        Ok(self.tables.gallery.settlements.values().cloned().collect())
    }

    fn settlement_rows(&mut self, id: SettlementId) -> Result<Vec<MemberSettlement>> {
        let rows = self.tables.gallery.settled.iter();
        Ok(rows.filter(|((settlement, _), _)| *settlement == id).map(|(_, row)| *row).collect())
    }

    fn accruals_of(&mut self, document: Uuid) -> Result<Vec<AccrualLine>> {
        let lines = self.tables.gallery.lines.from((document, 0, ""));
        Ok(lines
            .take_while(|((of, ..), _)| *of == document)
            .map(|(_, line)| line.clone())
            .collect())
    }

    fn settled_lines(&mut self, id: SettlementId, member: MemberId) -> Result<Vec<AccrualLine>> {
        let tables = &self.tables.gallery;
        let taken_up = |(key, line): &(&LineKey, &AccrualLine)| {
            line.member == member && tables.taken_up.get(key) == Some(&id)
        };
        let mut lines: Vec<AccrualLine> =
            tables.lines.iter().filter(taken_up).map(|(_, line)| line.clone()).collect();
        // Those of one day stay in the order of the table.
        lines.sort_by_key(|line| line.on);
        Ok(lines)
    }
}

impl GalleryWrite for Tx<Turn<'_>> {
    fn insert_note(&mut self, note: &Note) -> Result<()> {
        let notes = &mut self.founded()?.gallery.notes;
        if notes.contains(&note.number) {
            return Err(exists("note", &note.number));
        }
        if notes.values().any(|other| other.id == note.id) {
            return Err(exists("note", note.id));
        }
        notes.put(note.number.clone(), note.clone());
        Ok(())
    }

    fn insert_item(&mut self, item: &Item) -> Result<()> {
        require(self.tables.gallery.has_note(item.note()), "note", item.note())?;
        self.tables.require_member(item.member())?;
        let items = &mut self.founded()?.gallery.items;
        if items.contains(&item.id()) {
            return Err(exists("item", item.id()));
        }
        items.put(item.id(), item.clone());
        Ok(())
    }

    fn update_item(&mut self, item: &Item) -> Result<()> {
        let items = &mut self.founded()?.gallery.items;
        let id = item.id();
        let stored = items.find(&id).filter(|stored| stored.version() == item.version());
        let Some(stored) = stored else { return Err(conflict("item", id)) };
        let counted = Item::from_parts(
            id,
            stored.version().saturating_add(1),
            stored.note(),
            stored.member(),
            stored.label().clone(),
            stored.received_on(),
            stored.unit_price(),
            stored.terms().clone(),
            item.stock(),
        )
        .and_then(|counted| counted.with_elsewhere(item.elsewhere().clone()));
        let Some(counted) = counted else {
            return Err(StoreError::Damaged(format!(
                "the counts of item {id} contradict each other"
            )));
        };
        items.put(id, counted);
        Ok(())
    }

    fn append_stock_move(&mut self, moved: &StockMove) -> Result<()> {
        self.tables.require_item(moved.item)?;
        self.founded()?.gallery.moves.append(moved.clone());
        Ok(())
    }

    fn insert_sale(&mut self, sale: &Sale) -> Result<()> {
        for line in &sale.lines {
            self.tables.require_member(line.member)?;
            line.picks.iter().try_for_each(|pick| self.tables.require_item(pick.item))?;
        }
        let tables = &mut self.founded()?.gallery;
        if tables.receipts.contains(&sale.receipt) {
            return Err(exists("receipt", &sale.receipt));
        }
        if tables.sales.contains(&sale.id) {
            return Err(exists("sale", sale.id));
        }
        tables.receipts.put(sale.receipt.clone(), sale.id);
        tables.sales.put(sale.id, sale.clone());
        Ok(())
    }

    fn insert_accrual(&mut self, line: &AccrualLine) -> Result<()> {
        self.tables.require_member(line.member)?;
        let lines = &mut self.founded()?.gallery.lines;
        let key = (line.document, line.number, line.kind.code());
        if lines.contains(&key) {
            return Err(exists("accrual line", line.name()));
        }
        lines.put(key, line.clone());
        Ok(())
    }

    fn insert_settlement(
        &mut self,
        settlement: &Settlement,
        rows: &[MemberSettlement],
    ) -> Result<()> {
        rows.iter().try_for_each(|row| self.tables.require_member(row.member))?;
        let tables = &mut self.founded()?.gallery;
        if tables.settlements.contains(&settlement.id) {
            return Err(exists("settlement", settlement.id));
        }
        let mut named = BTreeSet::new();
        if let Some(again) = rows.iter().find(|row| !named.insert(row.member)) {
            return Err(exists("settlement of member", again.member));
        }
        let cut_off = settlement.terms.cut_off();
        let waiting: Vec<LineKey> = tables.waiting(cut_off).map(|(key, _)| *key).collect();
        for line in waiting {
            tables.taken_up.put(line, settlement.id);
        }
        tables.settlements.put(settlement.id, settlement.clone());
        for row in rows {
            tables.settled.put((settlement.id, row.member), *row);
            tables.carried.put(row.member, row.left);
        }
        Ok(())
    }

    fn mark_paid(&mut self, settlement: SettlementId, entry: EntryId) -> Result<()> {
        let settlements = &mut self.founded()?.gallery.settlements;
        let unpaid = settlements.find(&settlement).filter(|stored| stored.paid.is_none());
        let Some(unpaid) = unpaid else { return Err(conflict("settlement", settlement)) };
        settlements.put(settlement, Settlement { paid: Some(entry), ..unpaid });
        Ok(())
    }
}
