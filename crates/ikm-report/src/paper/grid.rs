use std::io::{self, Write};

use super::layout::{GAP, Slot, Wish, layout};
use super::lines::{pad, wrap};
use crate::format::Style;
use crate::model::{Cell, Column};
use crate::show;

/// The columns of one table on paper, which remember their places from one page of rows to the
/// next, so that a long listing stays in line and repeats its header only when it must.
#[derive(Debug)]
pub(crate) struct Grid {
    style: Style,
    columns: Vec<Column>,
    headers: Vec<String>,
    wishes: Vec<Wish>,
    last: Option<Vec<Vec<Slot>>>,
}

impl Grid {
    pub(crate) fn new(columns: &[Column], style: Style) -> Self {
        let columns: Vec<Column> =
            columns.iter().filter(|column| column.is_on_paper()).cloned().collect();
        let headers: Vec<String> =
            columns.iter().map(|column| show::header(column, style.lang)).collect();
        let wishes = columns
            .iter()
            .zip(&headers)
            .map(|(column, header)| Wish::of_header(header, !column.kind().is_right_aligned()))
            .collect();
        Self { style, columns, headers, wishes, last: None }
    }

    /// The row's cells as paper shows them; `all` are the columns that the row was made for.
    pub(crate) fn row(&self, all: &[Column], cells: &[Cell]) -> Vec<String> {
        all.iter()
            .zip(cells)
            .filter(|(column, _)| column.is_on_paper())
            .map(|(column, cell)| show::on_paper(cell, column, self.style.lang))
            .collect()
    }

    /// Writes a page of rows, and below them the totals if these are the last.
    pub(crate) fn page(
        &mut self,
        rows: &[Vec<String>],
        totals: Option<&[String]>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.widen_for(rows.iter().map(Vec::as_slice).chain(totals));
        let groups = layout(&self.wishes, self.style.page_width());
        let goes_on = groups.len() == 1 && self.last.as_ref() == Some(&groups);
        for (i, group) in groups.iter().enumerate() {
            if i > 0 || (self.last.is_some() && !goes_on) {
                writeln!(out)?;
            }
            if !goes_on {
                self.write_row(group, &self.headers, Edge::Bottom, out)?;
                write_rule(group, out)?;
            }
            for row in rows {
                self.write_row(group, row, Edge::Top, out)?;
            }
            if let Some(totals) = totals {
                write_rule(group, out)?;
                self.write_row(group, totals, Edge::Top, out)?;
            }
        }
        self.last = Some(groups);
        Ok(())
    }

    /// Lets every column ask for what these rows need, and never for less than before.
    fn widen_for<'a>(&mut self, rows: impl Iterator<Item = &'a [String]>) {
        for row in rows {
            for (wish, cell) in self.wishes.iter_mut().zip(row) {
                wish.hold(cell);
            }
        }
    }

    /// Writes one row, over as many lines as its longest cell takes.
    fn write_row(
        &self,
        group: &[Slot],
        row: &[String],
        edge: Edge,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let cells: Vec<Vec<String>> = group
            .iter()
            .map(|slot| wrap(row.get(slot.column).map_or("", String::as_str), slot.width))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or_default();
        for line in 0..height {
            let mut text = String::new();
            for (slot, cell) in group.iter().zip(&cells) {
                let above = if edge == Edge::Bottom { height - cell.len() } else { 0 };
                let part = line.checked_sub(above).and_then(|line| cell.get(line));
                let right =
                    self.columns.get(slot.column).is_some_and(|c| c.kind().is_right_aligned());
                if !text.is_empty() {
                    text.push_str(&" ".repeat(GAP));
                }
                text.push_str(&pad(part.map_or("", String::as_str), slot.width, right));
            }
            writeln!(out, "{}", text.trim_end())?;
        }
        Ok(())
    }
}

/// Where the shorter cells of a row stand: headers on the rule below them, all others at the top.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Bottom,
}

fn write_rule(group: &[Slot], out: &mut dyn Write) -> io::Result<()> {
    let length = group.iter().map(|slot| slot.width + GAP).sum::<usize>().saturating_sub(GAP);
    writeln!(out, "{}", "─".repeat(length))
}
