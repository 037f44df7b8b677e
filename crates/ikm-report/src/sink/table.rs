use std::io::Write;

use super::RowSink;
use crate::error::ReportError;
use crate::format::Style;
use crate::model::{Cell, Column, check_columns, check_row};
use crate::paper::Grid;

/// How many rows are held to find the widths of the columns.
const PAGE: usize = 200;

/// Aligned columns, page by page: a page of rows is held, then written.
#[derive(Debug)]
pub(super) struct TableSink<W: Write> {
    out: W,
    style: Style,
    columns: Vec<Column>,
    grid: Option<Grid>,
    rows: Vec<Vec<String>>,
}

impl<W: Write> TableSink<W> {
    pub(super) fn new(style: Style, out: W) -> Self {
        Self { out, style, columns: Vec::new(), grid: None, rows: Vec::new() }
    }
}

impl<W: Write> RowSink for TableSink<W> {
    fn begin(&mut self, columns: &[Column]) -> Result<(), ReportError> {
        check_columns(columns)?;
        columns.clone_into(&mut self.columns);
        self.grid = Some(Grid::new(columns, self.style));
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        check_row(&self.columns, cells)?;
        let Some(grid) = &mut self.grid else {
            return Ok(());
        };
        if self.rows.len() >= PAGE {
            grid.page(&self.rows, None, &mut self.out)?;
            self.rows.clear();
        }
        self.rows.push(grid.row(&self.columns, cells));
        Ok(())
    }

    fn end(&mut self, totals: Option<&[Cell]>) -> Result<(), ReportError> {
        if let Some(totals) = totals {
            check_row(&self.columns, totals)?;
        }
        if let Some(grid) = &mut self.grid {
            let totals = totals.map(|cells| grid.row(&self.columns, cells));
            grid.page(&self.rows, totals.as_deref(), &mut self.out)?;
        }
        self.rows.clear();
        Ok(self.out.flush()?)
    }
}
