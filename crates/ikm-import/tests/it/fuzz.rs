//! Whatever somebody hands over as a list, from arbitrary bytes.
//!
//! As plain tests these run the seeds beside this file and some random bytes; `cargo bolero test`
//! runs them guided by coverage (CONTRIBUTING.md, "Fuzzing").

use std::io::Write;
use std::path::Path;

use ikm_core::money::Rupiah;
use ikm_core::{Explain, Lang};
use ikm_import::gallery::{read_intake, read_sales};
use ikm_import::{MAX_MONEY, Mapping, Outcome, RejectsWriter, Unit};
use tempfile::NamedTempFile;

use crate::files::fixture;
use crate::helpers::{How, Read, read_path};

/// How many random inputs a plain test tries.
const ITERATIONS: usize = 100;

fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("writes");
    file
}

fn explains(error: &dyn Explain) {
    for lang in [Lang::Id, Lang::En] {
        assert!(!error.message(lang).is_empty(), "{}", error.code());
    }
    assert!(error.code().starts_with("IKM-"), "{}", error.code());
}

fn explain_all(all: &[impl Explain]) {
    for one in all {
        explains(one);
    }
}

/// Reads a list and checks what holds for every one.
fn check(path: &Path, how: How) -> Option<Read> {
    let read = match read_path(path, how) {
        Ok(read) => read,
        Err(error) => {
            explains(&error);
            return None;
        }
    };
    explain_all(&read.warnings);
    let mut rejects = RejectsWriter::new(Vec::new(), &read.layout, Lang::En).expect("writes");
    let mut before = 0;
    for row in &read.rows {
        assert!(row.number > before, "rows in their order, each once");
        before = row.number;
        match &row.outcome {
            Outcome::Record { profile, warnings, .. } => {
                assert!(!profile.name.is_empty());
                let figures = &profile.figures;
                for money in [figures.investment, figures.production_value, figures.sales] {
                    assert!(money.is_none_or(|m| m >= Rupiah::ZERO && m <= MAX_MONEY));
                }
                explain_all(warnings);
            }
            Outcome::Reject(problems) => {
                assert!(!problems.is_empty());
                explain_all(problems);
                rejects.write(row.number, &row.cells, problems).expect("writes");
            }
            Outcome::Skipped(_) => {}
        }
    }
    drop(rejects.finish().expect("writes"));
    let saved = read.layout.mapping().to_string();
    assert_eq!(saved.parse::<Mapping>().as_ref(), Ok(&read.layout.mapping()), "{saved}");
    Some(read)
}

/// Text of any encoding and delimiter: encodings, the splitter, layout and rows.
#[test]
fn texts() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        drop(check(file(bytes).path(), How::default()));
    });
}

/// Rows below a header that has every column.
#[test]
fn rows() {
    let header = "id_ikm,nama_ikm,nama_pemilik,nik,nib,npwp,jenis_kelamin,telepon,email,alamat,kecamatan,nagari,kode_pos,\
                  kbli,edisi_kbli,klasifikasi,komoditi,produk,tahun_berdiri,tenaga_kerja,nilai_investasi,kapasitas_produksi,\
                  pirt,pirt_sampai,halal,halal_sampai,bpom,bpom_sampai,nmid,lat,lon\n";
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        drop(check(file(&[header.as_bytes(), bytes].concat()).path(), How::default()));
    });
}

/// One cell as every kind of number: an amount is never read twice differently.
#[test]
fn numbers() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let cell = String::from_utf8_lossy(bytes).replace('"', "");
        let list = format!(
            "nama_ikm;omzet;nilai_investasi;tenaga_kerja;kapasitas_produksi;tahun_data\nA;\"{cell}\";\"{cell}\";\"{cell}\";\"{cell}\";\"{cell}\"\n"
        );
        let how = How { unit: Some(Unit::Thousand), ..How::default() };
        let Some(read) = check(file(list.as_bytes()).path(), how) else { return };
        for profile in read.profiles() {
            assert_eq!(profile.figures.sales, profile.figures.investment, "{cell:?}");
        }
    });
}

/// Bytes behind the marks of each container.
#[test]
fn workbooks() {
    let xls = std::fs::read(fixture("list.xls")).expect("a fixture");
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        drop(check(file(bytes).path(), How::default()));
        // The first bytes say where the rest is written over a workbook that is whole.
        let Some((at, over)) = bytes.split_first_chunk::<2>() else { return };
        let mut damaged = xls.clone();
        let at = usize::from(u16::from_le_bytes(*at)) % damaged.len();
        let end = damaged.len().min(at + over.len());
        damaged[at..end].copy_from_slice(&over[..end - at]);
        drop(check(file(&damaged).path(), How::default()));
    });
}

#[test]
fn mappings() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        match String::from_utf8_lossy(bytes).parse::<Mapping>() {
            Ok(mapping) => {
                let written = mapping.to_string();
                assert_eq!(written.parse::<Mapping>(), Ok(mapping), "{written}");
            }
            Err(error) => explains(&error),
        }
    });
}

/// The two files of the gallery.
#[test]
fn gallery_files() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let file = file(bytes);
        drop(read_intake(file.path()).map_err(|error| explains(&error)));
        drop(read_sales(file.path()).map_err(|error| explains(&error)));
    });
}
