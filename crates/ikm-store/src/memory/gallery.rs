use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ikm_core::gallery::{
    Accrual, Item, MemberSettlement, Note, Sale, SaleLine, Settlement, StockMove,
};
use ikm_core::id::{EntryId, ItemId, MemberId, NoteId, SaleId, SettlementId};
use ikm_core::money::{MoneyError, Rupiah};

use super::table::{Table, length};
use super::{Turn, Tx, conflict, exists, overflow, require};
use crate::{GalleryRead, GalleryWrite, Result, SettledLine, StoreError};

#[derive(Clone, Debug, Default)]
pub(super) struct GalleryTables {
    notes: Table<String, Note>,
    items: Table<ItemId, Item>,
    moves: Table<u64, StockMove>,
    sales: Table<SaleId, Sale>,
    receipts: Table<String, SaleId>,
    settlements: Table<SettlementId, Settlement>,
    settled: Table<(SettlementId, MemberId), MemberSettlement>,
    /// Which settlement took up a line, named by its sale and its number on the receipt.
    taken_up: Table<(SaleId, u32), SettlementId>,
    /// What the last settlement that names a maker carried forward.
    carried: Table<MemberId, Rupiah>,
}

impl GalleryTables {
    pub(super) fn has_item(&self, id: ItemId) -> bool {
        self.items.contains(&id)
    }

    pub(super) fn has_note(&self, id: NoteId) -> bool {
        self.notes.values().any(|note| note.id == id)
    }

    pub(super) fn has_settlement(&self, id: SettlementId) -> bool {
        self.settlements.contains(&id)
    }

    /// The lines sold before `cut_off` that no settlement has taken up.
    fn waiting(&self, cut_off: NaiveDate) -> impl Iterator<Item = (SaleId, &SaleLine)> {
        let sales = self.sales.values().filter(move |sale| sale.sold_on < cut_off);
        let lines = sales.flat_map(|sale| sale.lines.iter().map(|line| (sale.id, line)));
        lines.filter(|(sale, line)| !self.taken_up.contains(&(*sale, line.number)))
    }

    fn accruals(&self, cut_off: NaiveDate) -> Result<Vec<Accrual>, MoneyError> {
        let mut gathered: BTreeMap<MemberId, Accrual> = BTreeMap::new();
        for (_, line) in self.waiting(cut_off) {
            let accrual = gathered.entry(line.member).or_insert_with(|| nothing_for(line.member));
            accrual.lines += 1;
            accrual.gross = accrual.gross.plus(line.gross)?;
            accrual.commission = accrual.commission.plus(line.commission)?;
        }
        for (member, carried) in self.carried.iter().filter(|(_, carried)| !carried.is_zero()) {
            let accrual = gathered.entry(*member).or_insert_with(|| nothing_for(*member));
            accrual.brought_forward = *carried;
        }
        Ok(gathered.into_values().collect())
    }
}

const fn nothing_for(member: MemberId) -> Accrual {
    Accrual {
        member,
        lines: 0,
        gross: Rupiah::ZERO,
        commission: Rupiah::ZERO,
        brought_forward: Rupiah::ZERO,
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

    fn settled_lines(&mut self, id: SettlementId, member: MemberId) -> Result<Vec<SettledLine>> {
        let tables = &self.tables.gallery;
        let mut sales: Vec<&Sale> = tables.sales.values().collect();
        sales.sort_by_key(|sale| (sale.sold_on, sale.id));
        let lines =
            sales.into_iter().flat_map(|sale| sale.lines.iter().map(move |line| (sale, line)));
        let settled = lines.filter(|(sale, line)| {
            line.member == member && tables.taken_up.get(&(sale.id, line.number)) == Some(&id)
        });
        Ok(settled
            .map(|(sale, line)| SettledLine {
                receipt: sale.receipt.clone(),
                sold_on: sale.sold_on,
                entry: sale.entry,
                line: line.clone(),
            })
            .collect())
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
        );
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

    fn take_up_lines(&mut self, settlement: SettlementId, cut_off: NaiveDate) -> Result<u64> {
        let tables = &mut self.founded()?.gallery;
        require(tables.has_settlement(settlement), "settlement", settlement)?;
        let waiting: Vec<(SaleId, u32)> =
            tables.waiting(cut_off).map(|(sale, line)| (sale, line.number)).collect();
        for line in &waiting {
            tables.taken_up.put(*line, settlement);
        }
        Ok(u64::try_from(waiting.len()).unwrap_or(u64::MAX))
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
