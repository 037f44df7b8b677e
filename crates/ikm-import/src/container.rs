//! A look into the container of an XLSX or ODS before anything in it is unpacked: a small file can
//! claim to hold terabytes, and the spreadsheet reader would believe it.

use std::io::{Read, Seek};

use zip::ZipArchive;

use crate::error::ImportError;

/// No part of a list is larger than this when unpacked.
const MAX_PART_BYTES: u64 = 4 << 30;
/// A part that is this large when unpacked is no trifle any more …
const LARGE_PART_BYTES: u64 = 16 << 20;
/// … and rows of a list do not shrink to a smaller part than this. Measured: real sheets shrink to
/// a tenth, sheets of one row over and over to a hundredth.
const MAX_RATIO: u64 = 250;

/// Refuses a container whose parts are too large, or that announces more strings than it can hold.
pub(crate) fn check(file: impl Read + Seek) -> Result<(), ImportError> {
    let mut archive =
        ZipArchive::new(file).map_err(|error| ImportError::Damaged(error.to_string()))?;
    for index in 0..archive.len() {
        let part =
            archive.by_index(index).map_err(|error| ImportError::Damaged(error.to_string()))?;
        let name = part.name().unwrap_or_default().into_owned();
        let (packed, unpacked) = (part.compressed_size(), part.size());
        let swells = unpacked > LARGE_PART_BYTES && unpacked / MAX_RATIO > packed;
        if unpacked > MAX_PART_BYTES || swells {
            return Err(ImportError::TooLarge { part: name });
        }
        let holds_texts = name.to_ascii_lowercase().ends_with("sharedstrings.xml");
        if holds_texts && announced_strings(part) > unpacked {
            let what = "it announces more texts than it can hold";
            return Err(ImportError::Damaged(what.to_owned()));
        }
    }
    Ok(())
}

/// How many different texts the table of texts says that it has; room is made for them at once.
fn announced_strings(part: impl Read) -> u64 {
    const KEY: &str = "uniqueCount=";
    let mut head = Vec::new();
    // What cannot be read here fails again where it is read in earnest.
    let _read = part.take(4096).read_to_end(&mut head);
    let head = String::from_utf8_lossy(&head);
    let Some(at) = head.find(KEY) else { return 0 };
    let count = head.get(at + KEY.len()..).unwrap_or_default().trim_start_matches(['"', '\'']);
    let digits = count.find(|c: char| !c.is_ascii_digit()).unwrap_or(count.len());
    let digits = count.get(..digits).unwrap_or_default();
    if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) }
}
