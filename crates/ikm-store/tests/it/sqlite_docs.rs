//! What docs/reference/store.md says of the file is so.

use ikm_store::conformance::sample::sampled;

use super::sqlite_dump::{column, raw, somewhere};

const PAGE: &str = include_str!("../../../../docs/reference/store.md");

#[test]
fn the_page_names_every_table() {
    let (_folder, path, _store) = somewhere();
    let tables: Vec<String> = column(
        &raw(&path),
        "select name from sqlite_schema where type = 'table' and name not like 'ikm_text_%'",
    );
    let missing: Vec<&String> =
        tables.iter().filter(|table| !PAGE.contains(&format!("`{table}`"))).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
fn the_questions_of_the_page_can_be_asked() {
    let (_folder, path, store) = somewhere();
    sampled(&store);
    let connection = raw(&path);
    let questions = PAGE.split("```sql").skip(1).filter_map(|rest| rest.split("```").next());
    let statements: Vec<&str> = questions.flat_map(|block| block.split_inclusive(';')).collect();
    assert!(statements.len() > 5);
    for sql in statements.iter().filter(|sql| !sql.trim().is_empty()) {
        let mut statement = connection.prepare(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
        let mut rows = statement.query([]).expect("no parameters");
        while rows.next().expect("a row").is_some() {}
    }
}
