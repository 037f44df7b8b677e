//! Stock-takes: a frozen sheet, what was counted, and the differences by their cause.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use ikm_core::audit::DigestBuilder;
use ikm_core::gallery::{
    CountSheet, LossCause, Paper, PaperBody, PaperKind, PaperLine, Place, SheetLine,
};
use ikm_core::id::PaperId;
use ikm_core::money::Rupiah;
use ikm_import::gallery::{CountRow, read_count};
use ikm_store::ReadTx;

use super::content_of;
use super::goods::{GoodsView, Losses, each_item, next_number, refused};
use super::refusal::GalleryRefusal;
use crate::app::App;
use crate::error::AppError;

/// A line of a sheet, as a clerk reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetView {
    /// Its place on the sheet, from 1.
    pub line: u32,
    /// The sku.
    pub sku: String,
    /// What it is.
    pub name: String,
    /// The lot, where there is one.
    pub lot: Option<String>,
    /// The last day on which it may be sold.
    pub best_before: Option<NaiveDate>,
    /// How many should lie there.
    pub expected: u32,
}

impl App<'_> {
    /// Begins a stock-take: freezes a sheet of what should lie at a place.
    ///
    /// # Errors
    ///
    /// [`GalleryRefusal::Nothing`] when nothing should lie there,
    /// [`Refusal::KeyReused`](crate::Refusal::KeyReused) and [`AppError::Store`].
    pub fn start_count(&mut self, place: &Place) -> Result<GoodsView, AppError> {
        let content =
            DigestBuilder::new().field("gallery.count").field(&place.to_string()).finish();
        self.write_once(content, |tx, env| {
            let mut lines = Vec::new();
            each_item(tx, |item| {
                let (item, expected) = (item.id(), item.at(place));
                if expected > 0 {
                    lines.push(SheetLine { item, expected });
                }
            })?;
            if lines.is_empty() {
                return Err(refused(GalleryRefusal::Nothing));
            }
            let number = next_number(tx, PaperKind::Sheet)?;
            let view = GoodsView {
                number: Some(number.clone()),
                lines: u64::try_from(lines.len()).unwrap_or(u64::MAX),
                pieces: lines.iter().map(|line| u64::from(line.expected)).sum(),
                owed: Rupiah::ZERO,
            };
            let body = PaperBody::Sheet(CountSheet { place: place.clone(), lines });
            let paper = Paper { id: PaperId::generate(env.ids), number, on: env.today, body };
            tx.insert_paper(&paper)?;
            env.audit(tx, "gallery.sheet", &paper.id, content, "")?;
            Ok(view)
        })
    }

    /// The sheet with this number, line by line.
    ///
    /// # Errors
    ///
    /// [`GalleryRefusal::Paper`] and [`AppError::Store`].
    pub fn count_sheet(&self, number: &str) -> Result<Vec<SheetView>, AppError> {
        self.read(|tx| {
            let sheet = sheet(tx, number)?;
            let mut views = Vec::with_capacity(sheet.lines.len());
            for (line, of) in (1..).zip(&sheet.lines) {
                let Some(item) = tx.item(of.item)? else { continue };
                let label = item.label().clone();
                views.push(SheetView {
                    line,
                    sku: label.sku,
                    name: label.name,
                    lot: label.lot,
                    best_before: label.best_before,
                    expected: of.expected,
                });
            }
            Ok(views)
        })
    }

    /// Ends a stock-take: reads what was counted, and books every difference by its cause. Pieces that
    /// are missing are written off, lost where no cause is given; pieces that are too many are those
    /// that were lost before, or else found. All of it or none.
    ///
    /// # Errors
    ///
    /// [`GalleryRefusal`], [`AppError::Import`] when the file cannot be read,
    /// [`ikm_core::gallery::StockError`],
    /// [`Refusal::KeyReused`](crate::Refusal::KeyReused) and [`AppError::Store`].
    pub fn close_count(&mut self, number: &str, file: &Path) -> Result<GoodsView, AppError> {
        let file = read_count(file)?;
        let content = content_of(&format!("gallery.count.close {number}"), &file);
        let mut counted: BTreeMap<u32, &CountRow> = BTreeMap::new();
        for row in &file.rows {
            let line = row.parsed.as_ref().map_err(|problem| {
                refused(GalleryRefusal::Row { row: row.row, problem: problem.clone() })
            })?;
            let wrong = || GalleryRefusal::CountLine { sheet: number.to_owned(), line: line.line };
            if row.number != number || counted.insert(line.line, line).is_some() {
                return Err(refused(wrong()));
            }
        }
        self.write_once(content, |tx, env| {
            let sheet = sheet(tx, number)?;
            if tx.paper(PaperKind::Count, number)?.is_some() {
                return Err(refused(GalleryRefusal::Counted(number.to_owned())));
            }
            let mut losses = Losses::new(number, env.today);
            for (line, of) in (1..).zip(&sheet.lines) {
                let row = counted.remove(&line).ok_or_else(|| {
                    refused(GalleryRefusal::CountLine { sheet: number.to_owned(), line })
                })?;
                let quantity = of.expected.abs_diff(row.counted);
                let part = PaperLine { item: of.item, place: sheet.place.clone(), quantity };
                if row.counted < of.expected {
                    losses.lose(tx, &part, row.cause.unwrap_or(LossCause::Lost))?;
                } else if row.counted > of.expected {
                    losses.find(tx, &part)?;
                }
            }
            if let Some(line) = counted.keys().next().copied() {
                let sheet = number.to_owned();
                return Err(refused(GalleryRefusal::CountLine { sheet, line }));
            }
            losses.book(tx, env, content, "", PaperBody::Count)
        })
    }
}

fn sheet<T: ReadTx + ?Sized>(tx: &mut T, number: &str) -> Result<CountSheet, AppError> {
    let Some(PaperBody::Sheet(sheet)) = tx.paper(PaperKind::Sheet, number)?.map(|paper| paper.body)
    else {
        return Err(refused(GalleryRefusal::Paper(number.to_owned())));
    };
    Ok(sheet)
}
