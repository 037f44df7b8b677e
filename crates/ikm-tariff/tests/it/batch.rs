//! A table of parcels in, a table of quotes out.

use ikm_core::Explain;
use ikm_core::shipping::Parcel;
use ikm_tariff::{BatchCounts, quote_batch};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{clean, compiled, parcel, today, with_book, with_rules};

const HEADER: &str =
    "id,postal_code,service,weight_g,length_mm,width_mm,height_mm,declared_value,classification\n";

fn batch(input: &[u8]) -> (String, BatchCounts) {
    let mut files = with_book("volumetric_divisor = 6000\n[insurance]\npercent = \"0.2\"\n");
    files.agreement =
        with_rules("[[rule]]\nclassifications = [\"10\"]\npercent = \"20\"\npaid_by = \"dinas\"\n")
            .agreement;
    let mut output = Vec::new();
    let counts =
        quote_batch(&compiled(&files), today(), input, &mut output).expect("a table of quotes");
    (String::from_utf8(output).expect("UTF-8"), counts)
}

#[test]
fn every_row_gets_its_answer_in_its_place() {
    let rows = "\
b,25651,PKH,1300,,,,,
a,25651,PKH,1301,,,,50000,10
\"x, \"\"y\"\"\",25651,PKH,500,700,300,200,,
b,10110,PKH,1300,,,,,
,25651,REG,1300,,,,,
6,25651,PKH,0,,,,,
";
    let (output, counts) = batch(format!("{HEADER}{rows}").as_bytes());
    // 18,000 less 20 %; 0.2 % of 50,000. 700 × 300 × 200 mm ÷ 6000 = 7 kg: 18,000 + 2 × 3000.
    assert_eq!(
        output,
        "\
id,billed_g,normal,special,saving,surcharge,insurance,tax,total,reason
b,1000,10000,10000,0,0,0,0,10000,
a,2000,18000,14400,3600,0,100,0,14500,
\"x, \"\"y\"\"\",7000,24000,24000,0,0,0,0,24000,
b,,,,,,,,,IKM-TARIFF-NO-ZONE
,,,,,,,,,IKM-TARIFF-NO-SERVICE
6,,,,,,,,,IKM-TARIFF-ZERO-WEIGHT
"
    );
    assert_eq!(counts, BatchCounts { rows: 6, quoted: 3, refused: 3 });
}

#[test]
fn no_id_runs_in_a_spreadsheet() {
    let (output, _) = batch(format!("{HEADER}=1+1,25651,PKH,1300,,,,,\n").as_bytes());
    assert_eq!(output.lines().nth(1), Some("'=1+1,1000,10000,10000,0,0,0,0,10000,"));
}

#[test]
fn rows_that_are_no_parcel() {
    let check = |row: &str, expect: &str| {
        let (output, counts) = batch(format!("{HEADER}{row}\n1,25651,PKH,1000\n").as_bytes());
        let answer = output.lines().nth(1).expect("an answer");
        assert_eq!(answer, format!("7,,,,,,,,,{expect}"), "{row}");
        // The rest of the table is quoted all the same.
        assert_eq!(counts, BatchCounts { rows: 2, quoted: 1, refused: 1 });
    };
    check("7,25651,PKH,,,,,,", "IKM-PARCEL-NUMBER");
    check("7,25651,PKH,berat,,,,,", "IKM-PARCEL-NUMBER");
    check("7,25651,PKH,-5,,,,,", "IKM-PARCEL-NUMBER");
    check("7,25651,PKH,1.5,,,,,", "IKM-PARCEL-NUMBER");
    check("7,25651,PKH,1:,,,,,", "IKM-PARCEL-NUMBER");
    check("7,25651,PKH,1/,,,,,", "IKM-PARCEL-NUMBER");
    check("7,25651,PKH,4294967296,,,,,", "IKM-PARCEL-NUMBER");
    check("7,25651,PKH,99999999999999999999,,,,,", "IKM-PARCEL-NUMBER");
    check("7,25651,PKH,1000,x,,,,", "IKM-PARCEL-NUMBER");
    check("7,25651,PKH,1000,,,,Rp5,", "IKM-PARCEL-NUMBER");
    check("7,25651,PKH,1000,,,,1000000000001,", "IKM-PRICE-RANGE");
    check("7,25651,PKH,1000,0,1,1,,", "IKM-SIZE-RANGE");
    check("7,25651,PKH,1000,10001,1,1,,", "IKM-SIZE-RANGE");
    check("7,2565,PKH,1000,,,,,", "IKM-POSTAL-CODE");
    check("7,,PKH,1000,,,,,", "IKM-POSTAL-CODE");
    check("7,25651,,1000,,,,,", "IKM-TARIFF-NO-SERVICE");
    check("7", "IKM-POSTAL-CODE");
    check("7,25651,PKH,1000,,,,,,9", "IKM-PARCEL-FIELDS");
    // Two sizes say nothing of the volume.
    let (output, _) = batch(format!("{HEADER}1,25651,PKH,1000,700,300,,,\n").as_bytes());
    assert!(output.ends_with("1,1000,10000,10000,0,0,0,0,10000,\n"), "{output}");
}

#[test]
fn text_that_is_not_utf8() {
    let row = [HEADER.as_bytes(), b"\xff,25651,PKH\xff,1000,,,,,\n"].concat();
    let files = clean();
    let mut output = Vec::new();
    let counts = quote_batch(&compiled(&files), today(), row.as_slice(), &mut output);
    assert_eq!(counts.expect("counts").refused, 1);
    // The id comes back as it went in.
    assert!(output.ends_with(b"\n\xff,,,,,,,,,IKM-PARCEL-TEXT\n"), "{output:?}");
}

#[test]
fn columns_stand_in_any_order_and_the_last_five_may_be_absent() {
    let (output, _) = batch(b"weight_g,service,id,postal_code\r\n1300, PKH ,1,25651\r\n");
    assert!(output.ends_with("1,1000,10000,10000,0,0,0,0,10000,\n"), "{output}");
    let (output, _) =
        batch(b"\xef\xbb\xbfid,postal_code,service,weight_g,classification\n1,25651,PKH,1,10\n");
    assert!(output.ends_with("1,1000,10000,8000,2000,0,0,0,8000,\n"), "{output}");
    let (output, counts) = batch(HEADER.as_bytes());
    assert_eq!(output.lines().count(), 1);
    assert_eq!(counts, BatchCounts::default());
}

#[test]
fn a_header_that_is_wrong() {
    let check = |header: &str, expect: &str| {
        let book = compiled(&clean());
        let mut output = Vec::new();
        let error = quote_batch(&book, today(), header.as_bytes(), &mut output);
        assert_eq!(error.expect_err("a refusal").code(), expect, "{header}");
        assert!(output.is_empty());
    };
    check("", "IKM-PARCELS-MISSING-COLUMN");
    check("id,postal_code,service\n", "IKM-PARCELS-MISSING-COLUMN");
    check("id,postal_code,service,weight\n", "IKM-PARCELS-UNKNOWN-COLUMN");
    check("id,postal_code,service,weight_g,Id\n", "IKM-PARCELS-UNKNOWN-COLUMN");
    check("id,postal_code,service,weight_g,id\n", "IKM-PARCELS-COLUMN-TWICE");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A row of the table is quoted as the parcel alone, whatever rows stand before it.
    #[test]
    fn as_one_by_one(rows in prop::collection::vec((0..9_000_u32, 0..3_u8, prop::option::of(select(vec!["1", "10", "0"]))), 0..20)) {
        let rule = "[[rule]]\nclassifications = [\"10\"]\npercent = \"20\"\npaid_by = \"dinas\"";
        let book = compiled(&with_rules(rule));
        let mut input = HEADER.to_owned();
        let mut expect = String::new();
        for (grams, kind, class) in &rows {
            let service = ["PKH", "REG", "PKH "][usize::from(*kind)];
            let shown = class.unwrap_or_default();
            input += &format!("{grams},25651,{service},{grams},,,,,{shown}\n");
            let asked = Parcel {
                service: service.trim().to_owned(),
                classification: class.map(str::to_owned),
                ..parcel(*grams)
            };
            expect += &match book.quote(&asked, today()) {
                Ok(quote) => {
                    format!("{grams},{},{},{},", quote.billed().get(), quote.normal().get(), quote.special().get())
                }
                Err(refusal) => format!("{grams},,,,,,,,,{}\n", refusal.code()),
            };
        }
        let mut output = Vec::new();
        let counts = quote_batch(&book, today(), input.as_bytes(), &mut output).expect("quotes");
        prop_assert_eq!(counts.rows, u64::try_from(rows.len()).expect("a few"));
        let output = String::from_utf8(output).expect("UTF-8");
        let got: String = output.lines().skip(1).map(|line| {
            if line.contains("IKM-") {
                format!("{line}\n")
            } else {
                line.splitn(5, ',').take(4).map(|field| format!("{field},")).collect()
            }
        }).collect();
        prop_assert_eq!(got, expect);
    }
}
