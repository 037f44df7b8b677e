//! Lists in JSON.

use ikm_core::Explain as _;
use ikm_core::money::Rupiah;

use crate::helpers::read;

const HEAD: &str = r#""nama_ikm":"Rendang Uni","kode_kecamatan":"13.01.05""#;

#[test]
fn what_an_array_of_objects_says() {
    let list = format!(
        "\u{feff}[\n{{{HEAD},\"nik\":1301055506800001,\"nilai_investasi\":1500000,\"kapasitas_produksi\":1.234}},\n\
         {{\"kode_kecamatan\":\"13.01.06\",\"nama_ikm\":\"'=1+1\",\"produk\":null}}\n]\n"
    );
    let read = read(list.as_bytes()).expect("a list");
    assert_eq!(read.names(), ["Rendang Uni", "'=1+1"]);
    assert_eq!(read.layout.header_row, Some(1));
    let [first, second] = read.profiles()[..] else { panic!("two") };
    // JSON has all the digits of a whole number, and a point in front of decimals.
    assert_eq!(first.nik.map(|nik| nik.as_str().to_owned()).as_deref(), Some("1301055506800001"));
    assert_eq!(first.figures.investment, Some(Rupiah::new(1_500_000)));
    assert_eq!(first.figures.capacity.map(|c| c.to_string()).as_deref(), Some("1.234"));
    assert_eq!(second.product, None);
    assert_eq!(second.place.kecamatan.map(|code| code.to_string()).as_deref(), Some("13.01.06"));
}

/// A name that only a late object has is a column too: nothing is lost.
#[test]
fn a_column_may_come_late() {
    let early = format!("{{{HEAD}}},").repeat(300);
    let list = format!("[{early}{{{HEAD},\"produk\":\"Rendang\"}}]");
    let read = read(list.as_bytes()).expect("a list");
    assert_eq!(read.profiles().len(), 301);
    assert_eq!(read.profiles()[300].product.as_deref(), Some("Rendang"));
}

#[test]
fn what_is_no_list_of_flat_objects() {
    let check = |list: String, code: &str, says: &str| {
        let error = read(list.as_bytes()).expect_err(says);
        let message = error.message(ikm_core::Lang::En);
        assert_eq!(error.code(), code, "{message}");
        assert!(message.contains(says), "{message}");
    };
    let json = "IKM-IMPORT-JSON";
    check(format!("[{{{HEAD}}},{{\"nama_ikm\":{{}}}}]"), json, "row 3");
    check(format!("[{{{HEAD}}},7]"), json, "row 3");
    check(format!("[{{{HEAD}}}"), json, "EOF");
    check(format!("[{{{HEAD}}}] more"), json, "trailing");
    check(format!("[{{{HEAD},\"x\":\"{}\"}}]", "x".repeat(5 << 20)), json, "longer than");
    let keys: Vec<String> = (0..1_100).map(|key| format!("\"k{key}\":1")).collect();
    check(format!("[{{{}}}]", keys.join(",")), json, "different names");
    check("[]".to_owned(), "IKM-IMPORT-EMPTY", "is empty");
}
