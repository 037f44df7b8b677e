//! Numbers and dates as each language writes them.

use chrono::NaiveDate;
use ikm_core::{Explain, Lang};

/// The Indonesian names are those of Babel 2.18, locale `id_ID`.
#[test]
fn months() {
    let id =
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember";
    let en =
        "January February March April May June July August September October November December";
    for (month, (id, en)) in (1..).zip(id.split(' ').zip(en.split(' '))) {
        let day = NaiveDate::from_ymd_opt(2022, month, 1).expect("a day");
        assert_eq!(Lang::Id.date(day), format!("1 {id} 2022"));
        assert_eq!(Lang::En.date(day), format!("1 {en} 2022"));
        assert_eq!(Lang::Id.month(day), format!("{id} 2022"));
    }
}

#[test]
fn numbers() {
    let check = |value: i64, id: &str, en: &str| {
        assert_eq!(Lang::Id.number(value), id);
        assert_eq!(Lang::En.number(value), en);
    };
    check(0, "0", "0");
    check(999, "999", "999");
    check(-1_000, "-1.000", "-1,000");
    check(1_234_567, "1.234.567", "1,234,567");
    check(i64::MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808");
    assert_eq!((Lang::Id.decimal_mark(), Lang::En.decimal_mark()), (',', '.'));
}

#[test]
fn codes() {
    assert_eq!("id".parse(), Ok(Lang::Id));
    assert_eq!("en".parse(), Ok(Lang::En));
    assert_eq!(Lang::default().to_string(), "id");
    let error = "ID".parse::<Lang>().expect_err("upper case");
    assert_eq!(error.message(Lang::En), "unknown language \"ID\"");
    assert_eq!(error.message(Lang::Id), "bahasa \"ID\" tidak dikenal");
}
