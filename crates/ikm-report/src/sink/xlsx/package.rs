//! The parts of the file around the rows (ECMA-376, Office Open XML).

use std::fmt::Write as _;
use std::io::{self, Write};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::cell::{column_letters, escape};
use crate::error::ReportError;

/// A sheet with more bytes than this goes on in the next.
const MAX_SHEET_BYTES: usize = 3 << 30;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Every part that is not named is a sheet, so that this can stand first, before anybody knows how
/// many sheets there will be.
const CONTENT_TYPES: &str = concat!(
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#,
    r#"<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"#,
    r#"<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#,
    r#"</Types>"#
);

const RELATIONS: &str = concat!(
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>"#,
    r#"</Relationships>"#
);

/// The formats of cells: 0 as it comes, 1 the header, 2 text, 3 whole numbers, 4 days. The
/// numbers 49 (`@`) and 3 (`#,##0`) are formats that every spreadsheet has.
const STYLES: &str = concat!(
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    r#"<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>"#,
    r#"<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>"#,
    r#"<fills count="3"><fill><patternFill patternType="none"/></fill>"#,
    r#"<fill><patternFill patternType="gray125"/></fill>"#,
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFE2E8F0"/><bgColor indexed="64"/></patternFill></fill></fills>"#,
    r#"<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>"#,
    r#"<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>"#,
    r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
    r#"<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#,
    r#"<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/>"#,
    r#"<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>"#,
    r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>"#,
    r#"</styleSheet>"#
);

/// A spreadsheet under way in its container.
pub(super) struct Package<W: Write> {
    /// Gone once the file is whole.
    zip: Option<ZipWriter<StreamWriter<W>>>,
    sheet_name: String,
    sheets: u32,
    /// How much of the part under way was written.
    bytes: usize,
}

impl<W: Write> Package<W> {
    pub(super) fn new(sheet_name: String, out: W) -> Self {
        Self { zip: Some(ZipWriter::new_stream(out)), sheet_name, sheets: 0, bytes: 0 }
    }

    fn begin_part(&mut self, name: &str) -> Result<(), ReportError> {
        // A fixed time, so that the same rows give the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.zip()?.start_file(name, options).map_err(|error| ReportError::Write(error.into()))?;
        self.bytes = 0;
        self.write(XML)
    }

    fn part(&mut self, name: &str, content: &str) -> Result<(), ReportError> {
        self.begin_part(name)?;
        self.write(content)
    }

    /// Begins the next sheet, its columns as wide as `widths` says in characters.
    pub(super) fn begin_sheet(&mut self, widths: &[usize]) -> Result<(), ReportError> {
        if self.sheets == 0 {
            self.part("[Content_Types].xml", CONTENT_TYPES)?;
            self.part("_rels/.rels", RELATIONS)?;
            self.part("xl/styles.xml", STYLES)?;
        }
        self.sheets += 1;
        let mut head = String::from(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
             <sheetViews><sheetView workbookViewId=\"0\">\
             <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
             </sheetView></sheetViews><cols>",
        );
        for (number, width) in (1..).zip(widths) {
            let _ = write!(
                head,
                "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
            );
        }
        head.push_str("</cols><sheetData>");
        self.begin_part(&format!("xl/worksheets/sheet{}.xml", self.sheets))?;
        self.write(&head)
    }

    pub(super) fn write(&mut self, xml: &str) -> Result<(), ReportError> {
        self.bytes += xml.len();
        Ok(self.zip()?.write_all(xml.as_bytes())?)
    }

    /// Whether the sheet under way has no room for another row: no part passes four gigabytes in a
    /// container that every spreadsheet opens.
    pub(super) fn is_full(&self) -> bool {
        self.bytes > MAX_SHEET_BYTES
    }

    fn zip(&mut self) -> io::Result<&mut ZipWriter<StreamWriter<W>>> {
        self.zip.as_mut().ok_or_else(|| io::Error::other("the listing has ended"))
    }

    /// Ends the sheet of so many columns and rows. It is told that numbers written as text are
    /// meant so: a green corner on every NIK would ask a clerk to "repair" it.
    pub(super) fn end_sheet(&mut self, columns: usize, rows: u32) -> Result<(), ReportError> {
        let mut last = String::new();
        column_letters(columns.saturating_sub(1), &mut last);
        self.write(&format!(
            "</sheetData><autoFilter ref=\"A1:{last}{rows}\"/><ignoredErrors>\
             <ignoredError sqref=\"A1:{last}{rows}\" numberStoredAsText=\"1\"/></ignoredErrors>\
             </worksheet>"
        ))
    }

    /// Writes the table of sheets and ends the file.
    pub(super) fn finish(&mut self) -> Result<(), ReportError> {
        let mut name = String::new();
        escape(&self.sheet_name, &mut name);
        let mut sheets = String::new();
        let mut relations = String::new();
        for number in 1..=self.sheets {
            let title = if number == 1 { name.clone() } else { format!("{name} {number}") };
            let _ = write!(
                sheets,
                "<sheet name=\"{title}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"
            );
            let _ = write!(
                relations,
                "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/\
                 officeDocument/2006/relationships/worksheet\" \
                 Target=\"worksheets/sheet{number}.xml\"/>"
            );
        }
        let styles = self.sheets + 1;
        self.part(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
                 <sheets>{sheets}</sheets></workbook>"
            ),
        )?;
        self.part(
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships \
                 xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 {relations}<Relationship Id=\"rId{styles}\" \
                 Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" \
                 Target=\"styles.xml\"/></Relationships>"
            ),
        )?;
        if let Some(zip) = self.zip.take() {
            zip.finish().map_err(|error| ReportError::Write(error.into()))?.flush()?;
        }
        Ok(())
    }
}
