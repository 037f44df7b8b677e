//! Which format a name chooses.

use std::path::Path;

use ikm_core::{Explain, Lang};
use ikm_report::{Format, ListFormat};

#[test]
fn the_ending_chooses_the_format() {
    let check =
        |path: &str, expect: Option<Format>| match (Format::of_path(Path::new(path)), expect) {
            (Ok(format), Some(expect)) => assert_eq!(format, expect, "{path}"),
            (Err(error), None) => {
                assert_eq!(error.code(), "IKM-REPORT-FORMAT", "{path}");
                assert_eq!(error.to_string(), format!("{path:?} is not a format of reports"));
                assert!(error.hint(Lang::Id).contains(".csv"));
            }
            (result, expect) => panic!("{path}: {result:?}, not {expect:?}"),
        };
    check("rekap.txt", Some(Format::Text));
    check("laporan.2022/rekap.csv", Some(Format::Csv));
    check("REKAP.JSON", Some(Format::Json));
    check("a.b.svg", Some(Format::Svg));
    #[cfg(feature = "xlsx")]
    check("rekap.xlsx", Some(Format::Xlsx));
    check("rekap.pdf", None);
    check("rekap", None);
    check(".csv", None);
    check("", None);
}

#[test]
fn the_word_chooses_the_format_of_a_listing() {
    let check = |word: &str, expect: ListFormat| assert_eq!(word.parse().ok(), Some(expect));
    check("table", ListFormat::Table);
    check("json", ListFormat::Json);
    check("csv", ListFormat::Csv);
    assert_eq!(Format::from(ListFormat::Table), Format::Text);
    assert_eq!(Format::from(ListFormat::Json), Format::Json);
    assert_eq!(Format::from(ListFormat::Csv), Format::Csv);
    let error = "CSV".parse::<ListFormat>().expect_err("in capitals it is no word of the contract");
    assert_eq!(error.code(), "IKM-REPORT-FORMAT");
    assert_eq!(error.hint(Lang::En), "use table, json or csv");
}
