//! Files of every format and encoding, and files that are no list.

use std::io::{Cursor, Write};
use std::path::Path;

use ikm_core::Explain;
use ikm_core::money::Rupiah;
use ikm_import::{ImportError, Outcome, Skip, Unit};
use rust_xlsxwriter::{Chart, ChartType, ExcelDateTime, Format, Formula, Workbook, XlsxError};
use zip::CompressionMethod::{Deflated, Stored};
use zip::write::SimpleFileOptions;

use crate::helpers::{How, open_path, read, read_how, read_path};

const LIST: &str = "Nama Usaha;Kecamatan;Pemilik\nKafé Uni;Bayang;Mariani\n";

fn utf16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    format!("{mark}{text}").encode_utf16().flat_map(bytes).collect()
}

#[test]
fn text_in_every_encoding() {
    let check = |name: &str, bytes: Vec<u8>| {
        let read = read(&bytes).expect(name);
        assert_eq!(read.names(), ["Kafé Uni"], "{name}");
        assert_eq!(read.layout.headers[0], "Nama Usaha", "{name}");
    };
    let windows_1252: Vec<u8> = LIST
        .chars()
        .map(|c| if c == 'é' { 0xE9 } else { u8::try_from(c).expect("ASCII") })
        .collect();
    check("UTF-8", LIST.as_bytes().to_vec());
    check("UTF-8 with its mark", [b"\xEF\xBB\xBF", LIST.as_bytes()].concat());
    check("UTF-16 LE", utf16(LIST, true, u16::to_le_bytes));
    check("UTF-16 BE", utf16(LIST, true, u16::to_be_bytes));
    check("UTF-16 LE without a mark", utf16(LIST, false, u16::to_le_bytes));
    check("UTF-16 BE without a mark", utf16(LIST, false, u16::to_be_bytes));
    check("Windows-1252", windows_1252.clone());
    // Two lists pasted together.
    let second = "Sate Médan;Sutera;Upik\n".as_bytes();
    let both = read(&[windows_1252.as_slice(), second].concat()).expect("a list");
    assert_eq!(both.names(), ["Kafé Uni", "Sate Médan"]);
    // Longer than any buffer, so that characters fall on its edges.
    let rows = (0..20_000).map(|number| format!("Kafé №{number}\tBayang\n"));
    let long = format!("Nama Usaha\tKecamatan\n{}", rows.collect::<String>());
    let read = read(&utf16(&long, true, u16::to_le_bytes)).expect("a list");
    assert_eq!(read.profiles().len(), 20_000);
    assert_eq!(read.names()[19_999], "Kafé №19999");
}

#[test]
fn text_with_every_delimiter() {
    for delimiter in [",", ";", "\t", "|"] {
        let list = LIST.replace(';', delimiter);
        assert_eq!(read(list.as_bytes()).expect(delimiter).names(), ["Kafé Uni"], "{delimiter:?}");
    }
    let check = |list: &str, names: &[&str]| {
        assert_eq!(read(list.as_bytes()).expect("a list").names(), names, "{list}");
    };
    check("sep=;\nNama Usaha;Kecamatan\nA, B;Bayang\n", &["A, B"]);
    check(
        "Nama Usaha;Kecamatan;Omzet\nA;Bayang;1,5\nB;Bayang;2,5\nC;Bayang;3,5\n",
        &["A", "B", "C"],
    );
    check("Nama Usaha;Alamat\nA;\"x, y, z\"\nB;x, y, z\nC;x, y, z\n", &["A", "B", "C"]);
    // A doubled quote is one that is text, and what stands behind it is still within quotes.
    check(
        "Nama Usaha,Alamat,Kecamatan\nA,\"\"\";\",Bayang\n\"B\",y,Bayang\nC,\"\"\";\",Bayang\nD,y,\"Bayang\"\n",
        &["A", "B", "C", "D"],
    );
    check("nama_ikm\nA\n", &["A"]);
}

#[test]
fn rows_as_a_spreadsheet_numbers_them() {
    let check = |list: &str, expect: &[(u64, &str)]| {
        let read = read(list.as_bytes()).expect("a list");
        let rows: Vec<(u64, &str)> = read
            .rows
            .iter()
            .filter(|row| !matches!(row.outcome, Outcome::Skipped(_)))
            .map(|row| (row.number, row.cells.get(0)))
            .collect();
        assert_eq!(rows, expect, "{list:?}");
    };
    for end in ["\n", "\r\n", "\r"] {
        let list =
            "nama_ikm,kecamatan\n\nA,Bayang\n\"B\nB\",Bayang\n\n,\nC,Bayang".replace('\n', end);
        let b = format!("B{end}B");
        check(&list, &[(3, "A"), (4, &b), (7, "C")]);
    }
    let read = read(b"nama_ikm,kecamatan\n\nA,Bayang\n,\n").expect("a list");
    assert_eq!(read.skipped(), [(2, Skip::Blank), (4, Skip::Blank)]);
}

/// `copy a.csv+b.csv` keeps the mark and the header of each.
#[test]
fn files_put_one_behind_the_other() {
    let one = "\u{feff}\"nama_ikm\",kecamatan\n\"Kue, Upik\",Bayang\n";
    let read = read([one, one].concat().as_bytes()).expect("a list");
    assert_eq!(read.names(), ["Kue, Upik"; 2]);
    assert_eq!(read.skipped(), [(3, Skip::Header)]);
}

#[test]
fn quotes_as_people_misuse_them() {
    let check = |cell: &str, expect: &str| {
        let list = format!("nama_ikm,kecamatan\n{cell},Bayang\n");
        assert_eq!(read(list.as_bytes()).expect(cell).names(), [expect], "{cell}");
    };
    check("\"Uni, Mar\"", "Uni, Mar");
    check("\"Kue \"\"Upik\"\"\"", "Kue \"Upik\"");
    check("\"\"\"Upik\"\"\"", "\"Upik\"");
    check("Pipa 5\" Jaya", "Pipa 5\" Jaya");
    check("\"Rumah\" Uni", "Rumah Uni");
    check("\"\"\"\"", "\"");
    let open = read(b"nama_ikm,kecamatan\nA,Bayang\n\"B,Bayang\nC,Bayang\n").expect_err("open");
    assert_eq!(open.code(), "IKM-IMPORT-OPEN-QUOTE");
    assert!(open.to_string().starts_with("row 3:"), "{open}");
}

#[test]
fn absurd_sizes_say_where() {
    let long = "x".repeat(ikm_import::MAX_CELL_BYTES + 1);
    let list = format!("nama_ikm,kecamatan\nA,Bayang\nB,{long}\n");
    let error = read(list.as_bytes()).expect_err("too long");
    assert_eq!(error.to_string(), "row 3, column 2: the cell is longer than 1048576 bytes");
    let never_closed = format!("nama_ikm,kecamatan\nA,\"{}", "x\n".repeat(1 << 20));
    let error = read(never_closed.as_bytes()).expect_err("too long");
    assert_eq!(error.code(), "IKM-IMPORT-CELL-TOO-LONG");
    let wide = format!("nama_ikm,kecamatan\nA,Bayang{}\n", ",".repeat(10_000));
    let error = read(wide.as_bytes()).expect_err("too wide");
    assert_eq!(error.to_string(), "row 2 has more than 1024 columns");
}

/// A workbook whose sheets `fill` fills.
pub(crate) fn workbook(fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook).expect("fills");
    workbook.save_to_buffer().expect("saves")
}

#[test]
fn xlsx_with_typed_cells() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.merge_range(0, 1, 0, 6, "DAFTAR IKM", &Format::new())?;
        for (column, header) in (1..).zip(["Nama Usaha", "Kecamatan", "NIK", "Tenaga Kerja"]) {
            sheet.write(2, column, header)?;
        }
        sheet.merge_range(2, 4, 2, 5, "Tenaga Kerja", &Format::new())?;
        sheet.write(3, 4, "L")?.write(3, 5, "P")?;
        for (column, header) in
            (6..).zip(["Nilai Investasi (Rp.000)", "Tahun Berdiri", "Kapasitas"])
        {
            sheet.write(2, column, header)?;
        }
        sheet.write(4, 1, "Rendang Uni Mar")?.write(4, 2, "IV Jurai")?;
        // Fifteen digits are all that a number keeps.
        sheet.write(4, 3, 1_301_055_506_800_010_u64)?;
        sheet.write(4, 4, 1)?.write(4, 5, 2)?.write(4, 6, 1500.5)?.write(4, 7, 2015)?;
        // 1.125 is no 1,125 where the spreadsheet holds a number.
        sheet.write(4, 8, 1.125)?;
        sheet.write(6, 1, "Kue Upik")?.write(6, 2, "Bayang")?.write(6, 3, "1301055506800010")?;
        sheet.write_formula(6, 5, Formula::new("=1+2").set_result("3"))?;
        sheet.write_formula(6, 6, Formula::new("=NA()").set_result("#N/A"))?;
        let date = ExcelDateTime::from_ymd(2015, 3, 1)?;
        sheet.write_with_format(6, 7, &date, &Format::new().set_num_format("dd/mm/yyyy"))?;
        // Colour without content, out to the last column.
        sheet.write_blank(6, 16_383, &Format::new().set_bold())?;
        Ok(())
    });
    let read = read(&bytes).expect("a list");
    assert_eq!(read.layout.sheet.as_deref(), Some("Sheet1"));
    assert_eq!(read.layout.header_row, Some(3));
    let profiles = read.profiles();
    let [rendang, kue] = profiles.as_slice() else { panic!("{:?}", read.rows) };
    assert_eq!(rendang.nik, None, "its last digit was lost");
    let Outcome::Record { warnings, .. } = &read.rows[2].outcome else { panic!("a record") };
    assert_eq!(warnings.iter().map(Explain::code).collect::<Vec<_>>(), ["IKM-IDENTITY-DAMAGED"]);
    assert_eq!(rendang.figures.workers.count(), Some(3));
    assert_eq!(rendang.figures.investment, Some(Rupiah::new(1_500_500)));
    assert_eq!(rendang.founded_year, Some(2015));
    assert_eq!(rendang.figures.capacity, "1.125".parse().ok());
    assert_eq!(kue.nik, "1301055506800010".parse().ok());
    assert_eq!(kue.figures.workers.female, Some(3));
    assert_eq!(kue.figures.investment, None);
    assert_eq!(kue.founded_year, Some(2015));
    let numbers: Vec<u64> = read.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 5, 6, 7]);
    assert_eq!(read.skipped(), [(1, Skip::Title), (2, Skip::Blank), (6, Skip::Blank)]);
}

#[test]
fn xlsx_that_took_a_code_for_a_time() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "Nama Usaha")?.write(0, 1, "Kode Kecamatan")?;
        let time = Format::new().set_num_format("hh:mm:ss");
        sheet.write(1, 0, "Kue Upik")?;
        sheet.write_with_format(1, 1, &ExcelDateTime::from_hms(13, 1, 5)?, &time).map(drop)
    });
    let read = read(&bytes).expect("a list");
    assert_eq!(read.profiles()[0].place.kecamatan, "13.01.05".parse().ok());
}

#[test]
fn xlsx_of_several_sheets() {
    let bytes = workbook(|workbook| {
        workbook.add_worksheet().set_name("Sampul")?.write(0, 0, "Daftar IKM 2021")?;
        let hidden = workbook.add_worksheet().set_name("Lama")?.set_hidden(true);
        for (column, header) in (0..).zip(["Nama Usaha", "Kecamatan", "Pemilik", "Produk"]) {
            hidden.write(0, column, header)?;
        }
        let list = workbook.add_worksheet().set_name("Daftar")?;
        list.write(0, 0, "Nama Usaha")?.write(0, 1, "Kecamatan")?.write(0, 2, "Pemilik")?;
        list.write(1, 0, "Kue Upik")?.write(1, 1, "Bayang")?;
        let other = workbook.add_worksheet().set_name("Lain")?;
        other.write(0, 0, "Nama Usaha")?.write(0, 1, "Kecamatan")?;
        Ok(())
    });
    let of_sheet = |sheet| read_how(&bytes, How { sheet: Some(sheet), ..How::default() });
    // A person may ask for a hidden sheet, and need not mind the case.
    for (asked, expect) in [("Lain", "Lain"), ("lama", "Lama"), (" daftar ", "Daftar")] {
        let read = of_sheet(asked).expect(asked);
        assert_eq!(read.layout.sheet.as_deref(), Some(expect));
        assert!(read.warnings.iter().all(|w| w.code() != "IKM-IMPORT-OTHER-SHEETS"), "{asked}");
    }
    let error = of_sheet("Antah").expect_err("no such sheet");
    assert_eq!(error.code(), "IKM-IMPORT-NO-SHEET");
    assert!(error.to_string().ends_with("it has: Sampul, Lama, Daftar, Lain"), "{error}");
    let text = read_how(b"nama_ikm\nA\n", How { sheet: Some("Daftar"), ..How::default() });
    assert_eq!(text.expect_err("no sheets").code(), "IKM-IMPORT-NO-SHEET");
    let read = read(&bytes).expect("a list");
    assert_eq!(read.layout.sheet.as_deref(), Some("Daftar"));
    assert_eq!(read.names(), ["Kue Upik"]);
    assert_eq!(read.warnings[0].code(), "IKM-IMPORT-OTHER-SHEETS");
    assert_eq!(
        read.warnings[0].to_string(),
        "sheet \"Daftar\" is read, of whose headers 3 are known; other sheets that look like lists too: Lain (2)"
    );
}

/// The real list that this project was tried on had these columns; 3,000 rows pass through many
/// batches. The sums are those of the arithmetic series.
/// An export of more rows than a sheet holds goes on in further sheets. Here a sheet holds two.
#[test]
fn xlsx_that_goes_on_in_the_next_sheet() {
    let header = ["nama_ikm", "kode_kecamatan", "kbli"];
    let sheets: [(&str, &[&str]); 5] = [
        ("IKM", &["Satu", "Dua"]),
        ("IKM 2", &["Tiga", "Empat"]),
        ("IKM 3", &["Lima"]),
        // Neither another number nor another header is a continuation.
        ("IKM 5", &["Enam"]),
        ("IKM 4", &["Tujuh"]),
    ];
    let book = |sheets: &[(&str, &[&str])], odd: Option<&str>| {
        let mut workbook = Workbook::new();
        for (name, rows) in sheets {
            let sheet = workbook.add_worksheet().set_name(*name).expect("a name");
            let header = header.map(|key| if Some(*name) == odd { "nama" } else { key });
            sheet.write_row(0, 0, header).expect("writes");
            for (row, ikm) in (1..).zip(*rows) {
                sheet.write_row(row, 0, [*ikm, "13.01.05", "10794"]).expect("writes");
            }
        }
        workbook.save_to_buffer().expect("a workbook")
    };
    let check = |bytes: &[u8], how: How, expect: &[(u64, &str)]| {
        let read = read_how(bytes, how).expect("a list");
        let rows: Vec<(u64, &str)> =
            read.rows.iter().map(|row| row.number).zip(read.names()).collect();
        assert_eq!(rows, expect);
        read.warnings.len()
    };
    let whole = book(&sheets[..3], None);
    let all = [(2, "Satu"), (3, "Dua"), (4, "Tiga"), (5, "Empat"), (6, "Lima")];
    assert_eq!(check(&whole, How::default(), &all), 0, "no sheet was left out");
    // Who names a sheet gets that one.
    let one = How { sheet: Some("IKM 2"), ..How::default() };
    check(&whole, one, &[(2, "Tiga"), (3, "Empat")]);
    assert_eq!(check(&book(&sheets, None), How::default(), &all), 1, "two sheets were left out");
    check(&book(&sheets[..3], Some("IKM 2")), How::default(), &all[..2]);
}

#[test]
fn xlsx_of_many_rows_sums_exactly() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        let headers = [
            "Nama Industri",
            "Nama Produk",
            "Tenaga Kerja (Orang)",
            "Kapasitas Produksi",
            "Satuan Produksi",
            "Nilai Investasi (Rp.000)",
            "Nilai Produksi (Rp.000)",
            "Nilai Bahan Baku (Rp.000)",
            "Komoditi",
        ];
        for (column, header) in (0..).zip(headers) {
            sheet.write(0, column, header)?;
        }
        for row in 1..=3_000_u32 {
            sheet.write(row, 0, format!("Industri {row}"))?.write(row, 1, "Kue Kering ")?;
            sheet.write(row, 2, row % 3)?.write(row, 5, row)?.write(row, 6, row * 2)?;
            sheet.write(row, 8, if row % 10 == 0 { "Belum pilih komoditi" } else { "Pangan" })?;
        }
        sheet.write(17, 2, "anjai")?;
        Ok(())
    });
    let read = read(&bytes).expect("a list");
    let profiles = read.profiles();
    assert_eq!(profiles.len(), 2_999);
    let Outcome::Reject(problems) = &read.rows[16].outcome else { panic!("row 18") };
    assert_eq!((problems[0].row, problems[0].value.as_str()), (18, "anjai"));
    let sum = |amount: fn(&ikm_core::registry::Figures) -> Option<Rupiah>| {
        Rupiah::sum(profiles.iter().filter_map(|p| amount(&p.figures))).map(Rupiah::get)
    };
    // 1 + … + 3000 without row 17, in thousands.
    assert_eq!(sum(|f| f.investment), Ok((3_000 * 3_001 / 2 - 17) * 1_000));
    assert_eq!(sum(|f| f.production_value), Ok((3_000 * 3_001 - 34) * 1_000));
    let workers: u32 = profiles.iter().filter_map(|p| p.figures.workers.count()).sum();
    // 0, 1 and 2 a thousand times each, less the 2 of row 17.
    assert_eq!(workers, 3_000 - 2);
    assert_eq!(profiles.iter().filter(|p| p.commodity.is_none()).count(), 300);
    assert!(profiles.iter().all(|p| p.product.as_deref() == Some("Kue Kering")));
}

/// A workbook with one sheet, of the cells that `rows` writes as XML, and a part beside it.
pub(crate) fn raw_workbook(rows: &str, part: &str, content: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let link = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"Daftar\" sheetId=\"1\" r:id=\"r1\"/>\
         </sheets></workbook>"
    );
    let parts = [
        ("_rels/.rels", link("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", link("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
        (part, content.to_owned()),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // Large parts are packed; small ones stay readable, so that a changed byte changes them.
        let method = if content.len() > 1 << 20 { Deflated } else { Stored };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(name, options).expect("a part");
        zip.write_all(content.as_bytes()).expect("writes");
    }
    zip.finish().expect("closes").into_inner()
}

pub(crate) fn text_row(number: u64, cells: &[(&str, &str)]) -> String {
    let cells = cells.iter().map(|(column, text)| {
        format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    });
    format!("<row r=\"{number}\">{}</row>", cells.collect::<String>())
}

#[test]
fn workbooks_made_to_do_harm() {
    let header = text_row(1, &[("A", "Nama Usaha"), ("B", "Kecamatan")]);
    let good = text_row(2, &[("A", "Kue Upik"), ("B", "Bayang")]);
    let none = ("docs/empty.xml", "");
    let check = |name: &str, rows: &str, (part, content): (&str, &str), expect: &str| {
        let found = match read(&raw_workbook(&format!("{header}{rows}"), part, content)) {
            Ok(read) => read.names().join(", "),
            Err(error) => error.code().to_owned(),
        };
        assert_eq!(found, expect, "{name}");
    };
    check("nothing bad", &good, none, "Kue Upik");
    let far = text_row(1_048_576, &[("A", "Kue Ani"), ("B", "Sutera")]);
    check("a row at the end of the world", &format!("{good}{far}"), none, "Kue Upik, Kue Ani");
    check("rows out of order", &format!("{far}{good}"), none, "IKM-IMPORT-DAMAGED");
    let twice = text_row(2, &[("B", "Bayang"), ("A", "Kue Upik")]);
    check("cells out of order", &twice, none, "IKM-IMPORT-DAMAGED");
    let wide = text_row(2, &[("A", "Kue Upik"), ("XFD", "x")]);
    check("a cell in the last column", &wide, none, "IKM-IMPORT-TOO-MANY-COLUMNS");
    let long = text_row(2, &[("A", &"x".repeat(2 << 20))]);
    check("a cell of two megabytes", &long, none, "IKM-IMPORT-CELL-TOO-LONG");
    check("half a row", &good[..good.len() - 9], none, "IKM-IMPORT-DAMAGED");
    check("an entity of nobody", &good.replace("Upik", "&lol;"), none, "IKM-IMPORT-DAMAGED");
    let texts = "<sst uniqueCount=\"9999999999999\"><si><t>x</t></si></sst>";
    check("many texts announced", &good, ("xl/sharedStrings.xml", texts), "IKM-IMPORT-DAMAGED");
    let blown_up = " ".repeat(20 << 20);
    check("a part that swells", &good, ("xl/media.xml", &blown_up), "IKM-IMPORT-TOO-LARGE");
}

pub(crate) fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// Written by the Python packages xlwt 1.3 and odfpy 1.4.
#[test]
fn xls_and_ods_of_other_programs() {
    for name in ["list.xls", "list.ods"] {
        let read = read_path(&fixture(name), How::default()).expect(name);
        assert_eq!(read.layout.sheet.as_deref(), Some("Daftar"), "{name}");
        assert_eq!(read.layout.unit, Unit::Thousand, "{name}");
        assert_eq!(read.names(), ["Rendang Uni Mar"], "{name}");
        assert_eq!(read.profiles()[0].figures.investment, Some(Rupiah::new(1_500_500)), "{name}");
        let Outcome::Reject(problems) = &read.rows[2].outcome else { panic!("{name}") };
        assert_eq!((problems[0].row, problems[0].value.as_str()), (4, "dua"), "{name}");
    }
}

/// An ODS with the tables that `tables` writes as XML, behind the styles in `styles`.
fn raw_ods(styles: &str, tables: &str, manifest: &str) -> Vec<u8> {
    let namespaces = ["office", "table", "text", "style", "draw"]
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""));
    let content = format!(
        "<office:document-content{}><office:automatic-styles>{styles}</office:automatic-styles><office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        namespaces.concat()
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let parts =
        [("mimetype", mimetype), ("content.xml", &content), ("META-INF/manifest.xml", manifest)];
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(Stored);
        zip.start_file(name, options).expect("a part");
        zip.write_all(content.as_bytes()).expect("writes");
    }
    zip.finish().expect("closes").into_inner()
}

fn ods_cell(attributes: &str, text: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\" {attributes}><text:p>{text}</text:p></table:table-cell>"
    )
}

/// What `OpenDocument` 1.2, part 1, sections 9.1 and 19 allows in a table.
#[test]
fn ods_as_it_may_be_written() {
    let header =
        ["Nama Usaha", "Kecamatan", "Omzet", "Tahun Berdiri"].map(|h| ods_cell("", h)).concat();
    let merged = ods_cell("table:number-rows-spanned=\"2\"", "Bayang");
    let note = "<office:annotation><text:p>tanya lagi</text:p></office:annotation>";
    let rows = format!(
        "<table:table-row>{header}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"4\"/></table:table-row>\
         <table:table-row><table:table-cell office:value-type=\"string\">{note}<text:p>Kue <text:s text:c=\"2\"/>\
         <text:span>&amp; Sate</text:span></text:p></table:table-cell>{merged}\
         <table:table-cell office:value-type=\"float\" office:value=\"1500000\"><text:p>1.500</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2015-03-01T00:00:00\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\">{}<table:covered-table-cell/>\
         <table:table-cell table:formula=\"of:=1+1\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/>\
         </table:table-row>",
        ods_cell("", "Anyaman")
    );
    let hidden = "<style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let other = format!("<table:table-row>{header}{header}</table:table-row>");
    let tables = format!(
        "<table:table table:name=\"Lama\" table:style-name=\"ta2\">{other}</table:table>\
         <table:table table:name=\"Daftar\">{rows}</table:table>"
    );
    let bytes = raw_ods(hidden, &tables, "<manifest/>");
    let read = read(&bytes).expect("a list");
    assert_eq!(read.layout.sheet.as_deref(), Some("Daftar"));
    assert_eq!(read.names(), ["Kue & Sate", "Anyaman"]);
    let kue = read.profiles()[0];
    assert_eq!((kue.figures.sales, kue.founded_year), (Some(Rupiah::new(1_500_000)), Some(2015)));
    let numbers: Vec<u64> = read.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [2, 3, 4, 5, 6, 7]);
    // The place is merged over two rows; the third is without one, and its formula without a value.
    let Outcome::Record { warnings, .. } = &read.rows[4].outcome else { panic!("row 6") };
    assert_eq!(warnings.iter().map(Explain::code).collect::<Vec<_>>(), ["IKM-ROW-FORMULA"]);
    assert!(matches!(read.rows[5].outcome, Outcome::Reject(_)), "row 7 has no place");
}

#[test]
fn ods_made_to_do_harm() {
    let header = ["Nama Usaha", "Kecamatan"].map(|h| ods_cell("", h)).concat();
    let check = |row: &str, manifest: &str, expect: Result<usize, &str>| {
        let tables = format!(
            "<table:table table:name=\"D\"><table:table-row>{header}</table:table-row>{row}</table:table>"
        );
        let found = read(&raw_ods("", &tables, manifest));
        let found = found.map(|read| read.rows.len()).map_err(|error| error.code());
        assert_eq!(found, expect, "{row}");
    };
    let repeated = |columns: u32, rows: u32| {
        let columns = format!("table:number-columns-repeated=\"{columns}\"");
        let cells = ods_cell(&columns, "Bayang");
        format!("<table:table-row table:number-rows-repeated=\"{rows}\">{cells}</table:table-row>")
    };
    check(&repeated(2, 3), "", Ok(3));
    check(&repeated(16_384, 1_000_000), "", Err("IKM-IMPORT-TOO-MANY-COLUMNS"));
    check(&repeated(4_294_967_295, 1), "", Err("IKM-IMPORT-TOO-MANY-COLUMNS"));
    check(&repeated(1, 0), "", Ok(0));
    check("<table:table-row table:number-rows-repeated=\"-1\"/>", "", Err("IKM-IMPORT-DAMAGED"));
    check("<table:table-row><table:table-cell>", "", Err("IKM-IMPORT-DAMAGED"));
    let blanks = "<table:table-row>".to_owned()
        + &ods_cell("", &"<text:s text:c=\"4000000000\"/>".repeat(3))
        + "</table:table-row>";
    check(&blanks, "", Ok(0));
    let protected = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    check(&repeated(2, 3), protected, Err("IKM-IMPORT-ENCRYPTED"));
}

/// The reader of XLS makes room for what the record of dimensions says, and for the rectangle around
/// the cells; each of these files would have it make room for gigabytes.
#[test]
fn xls_made_to_fill_the_memory() {
    let whole = std::fs::read(fixture("list.xls")).expect("a fixture");
    let at = |record: &[u8]| {
        let found = whole.windows(record.len()).rposition(|window| window == record);
        found.expect("the record") + 4
    };
    let damaged = |at: usize, bytes: &[u8]| {
        let mut damaged = whole.clone();
        damaged[at..at + bytes.len()].copy_from_slice(bytes);
        read(&damaged).map(|read| read.names().join(", ")).map_err(|error| error.code())
    };
    // [MS-XLS] 2.4.90 Dimensions: first row, last row, first column, last column.
    // 2.4.117 FilePass instead of dimensions: the rest would be encrypted.
    let dimensions = at(b"\x00\x02\x0e\x00");
    assert_eq!(damaged(dimensions - 4, &[0x2F, 0]), Err("IKM-IMPORT-ENCRYPTED"));
    assert_eq!(damaged(dimensions, &[0; 4]), Ok("Rendang Uni Mar".to_owned()));
    let all = [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0xFF, 0xFF];
    assert_eq!(damaged(dimensions, &all), Err("IKM-IMPORT-TOO-LARGE"));
    // 2.4.149 LabelSst: row, column. The last cell moves to the last corner that two bytes can name.
    let cell = at(b"\xfd\x00\x0a\x00");
    assert_eq!(damaged(cell, &[0xFF; 4]), Err("IKM-IMPORT-TOO-LARGE"));
}

#[test]
fn files_that_are_no_list() {
    let check = |name: &str, bytes: &[u8], code: &str| {
        let error = read(bytes).expect_err(name);
        assert_eq!(error.code(), code, "{name}: {error}");
        assert!(!error.hint(ikm_core::Lang::Id).is_empty(), "{name}");
    };
    check("nothing", b"", "IKM-IMPORT-EMPTY");
    check("blank lines", b"\n \n;;;\n\n", "IKM-IMPORT-EMPTY");
    check("a mark alone", b"\xEF\xBB\xBF", "IKM-IMPORT-EMPTY");
    check("prose", b"Dengan hormat,\nbersama ini kami kirim.\n", "IKM-IMPORT-NO-HEADER");
    check("a web page", b"\n<html><table><tr><td>Nama Usaha", "IKM-IMPORT-NOT-A-TABLE");
    check("a PDF", b"%PDF-1.7\n%\xE2\xE3", "IKM-IMPORT-NOT-A-TABLE");
    check("a picture", b"\x89PNG\r\n\x1a\n\0\0", "IKM-IMPORT-NOT-A-TABLE");
    check("a program", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0", "IKM-IMPORT-NOT-A-TABLE");
    check("a zip that is none", b"PK\x03\x04 and nothing", "IKM-IMPORT-DAMAGED");
    check(
        "an XLS that is none",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and nothing",
        "IKM-IMPORT-DAMAGED",
    );
    let empty = workbook(|workbook| workbook.add_worksheet().set_name("Kosong").map(drop));
    check("a workbook without a cell", &empty, "IKM-IMPORT-EMPTY");
    let chart = workbook(|workbook| {
        let mut chart = Chart::new(ChartType::Column);
        chart.add_series().set_values("=Sheet1!$A$1:$A$3");
        workbook.add_worksheet();
        workbook.add_chartsheet().insert_chart(0, 0, &chart).map(drop)
    });
    check("a chart on a sheet of its own", &chart, "IKM-IMPORT-EMPTY");
    let no_header = workbook(|workbook| {
        workbook.add_worksheet().write(0, 0, "Kue Upik")?.write(0, 1, 3).map(drop)
    });
    check("a sheet without a header", &no_header, "IKM-IMPORT-NO-HEADER");
    let whole = workbook(|workbook| {
        workbook.add_worksheet().write(0, 0, "Nama Usaha")?.write(0, 1, "Kecamatan").map(drop)
    });
    check("half a workbook", &whole[..whole.len() / 2], "IKM-IMPORT-DAMAGED");
    let error = read_path(&fixture("password.xlsx"), How::default()).expect_err("a password");
    assert_eq!(error.code(), "IKM-IMPORT-ENCRYPTED");
}

#[test]
fn names_that_are_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = read_path(&folder.path().join("tidak-ada.csv"), How::default());
    assert!(matches!(missing, Err(ImportError::Missing(_))), "{missing:?}");
    let in_place = read_path(folder.path(), How::default());
    assert!(matches!(in_place, Err(ImportError::IsFolder(_))), "{in_place:?}");
}

#[test]
fn a_long_list_streams_and_may_be_left_early() {
    let list = format!("nama_ikm,kecamatan,omzet\n{}", "A,Bayang,2.500\n".repeat(50_000));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.csv");
    std::fs::write(&path, list).expect("writes");
    let how = How { unit: Some(Unit::Thousand), ..How::default() };
    let read = read_path(&path, how).expect("a list");
    assert_eq!(read.rows.len(), 50_000);
    assert_eq!(read.rows[49_999].number, 50_001);
    let final_row = read.profiles()[49_999];
    assert_eq!(final_row.figures.sales, Some(Rupiah::new(2_500_000)));
    // Dropping a reader in the middle stops the thread behind it.
    let mut reader = open_path(&path, how).expect("a list");
    assert_eq!(reader.next().expect("a row").expect("a row").number, 2);
    drop(reader);
}
