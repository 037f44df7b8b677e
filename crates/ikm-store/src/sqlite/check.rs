//! What is wrong with the file itself, below any rule of the domain.

use super::cells::one;
use super::migration::MIGRATIONS;
use super::tx::{Reading, Tx};
use crate::{Result, StoreError};

/// Questions that no row may answer, each with what it means when one does.
const CONTRADICTIONS: [(&str, &str); 10] = [
    (
        "select count(*) from ikm left join ikm_text_docsize as text on text.id = ikm.row
         where text.id is null and ikm.merged_into is null",
        "ikm cannot be found by their text",
    ),
    (
        "select count(*) from ikm_text_docsize as text left join ikm on ikm.row = text.id
         where ikm.row is null or ikm.merged_into is not null",
        "texts are found for which there is no ikm",
    ),
    (
        "select count(*) from ikm left join ikm as into_ikm
            on into_ikm.association = ikm.association and into_ikm.id = ikm.merged_into
         where ikm.merged_into is not null and into_ikm.row is null",
        "ikm were merged into one that is not there",
    ),
    (
        "select count(*) from import_row left join import_row_last as last
            on last.association = import_row.association
         where last.row is null or last.row < import_row.row",
        "imported rows have a number that was not given",
    ),
    (
        "select count(*) from (
            select 1 from (
                select association, coalesce(kecamatan, '') as kecamatan,
                    coalesce(class, '') as class, 1 as count,
                    coalesce(workers_total, workers_male + workers_female, workers_male,
                        workers_female, 0) as workers,
                    coalesce(investment, 0) as investment,
                    coalesce(production_value, 0) as production_value,
                    coalesce(raw_material_value, 0) as raw_material_value
                from ikm where merged_into is null
                union all
                select association, kecamatan, class, -count, -workers, -investment,
                    -production_value, -raw_material_value
                from rekap_change
            )
            group by association, kecamatan, class
            having sum(count) <> 0 or sum(workers) <> 0 or sum(investment) <> 0
                or sum(production_value) <> 0 or sum(raw_material_value) <> 0
         )",
        "kept counts are not those of the ikm",
    ),
    (
        "select count(*) from (
            select 1 from (
                select association, substr(kecamatan, 1, 5) as regency, class, day, count, workers,
                    investment, production_value, raw_material_value
                from rekap_change
                union all
                select association, regency, class, day, -count, -workers, -investment,
                    -production_value, -raw_material_value
                from rekap_regency_change
            )
            group by association, regency, class, day
            having sum(count) <> 0 or sum(workers) <> 0 or sum(investment) <> 0
                or sum(production_value) <> 0 or sum(raw_material_value) <> 0
         )",
        "kept counts of regencies are not those of their kecamatan",
    ),
    (
        "select count(*) from ikm_key as found left join ikm
            on ikm.association = found.association and ikm.row = found.row
         where ikm.row is null",
        "keys name an ikm that is not there",
    ),
    (
        "select count(*) from import_row as found left join ikm
            on ikm.association = found.association and ikm.id = found.ikm
         where ikm.row is null",
        "imported rows name an ikm that is not there",
    ),
    (
        "select count(*) from sale_line where (association, sale, number) not in (
            select association, document, number from accrual where kind = 'sale'
         )",
        "lines of sales neither wait nor were settled",
    ),
    (
        "select count(*) from accrual where settlement > 1 + (
            select coalesce(max(number), 0) from settlement
            where settlement.association = accrual.association
         )",
        "lines wait for a settlement that is not the next",
    ),
];

/// One line a finding; none in a sound file.
pub(super) fn findings(tx: &Tx<'_, Reading>) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for look in [pages, references, schema, contradictions] {
        match look(tx) {
            Ok(found) => findings.extend(found),
            // A page too damaged to be walked ends the look, not the examination.
            Err(StoreError::Damaged(what)) => findings.push(what),
            Err(other) => return Err(other),
        }
    }
    Ok(findings)
}

/// Pages, indexes, the search index, and the rules that stand in the schema.
fn pages(tx: &Tx<'_, Reading>) -> Result<Vec<String>> {
    let mut lines = tx.all("pragma integrity_check", [], one::<String>)?;
    lines.retain(|line| line != "ok");
    Ok(lines)
}

/// Rows that name a row that is not there.
fn references(tx: &Tx<'_, Reading>) -> Result<Vec<String>> {
    tx.all("pragma foreign_key_check", [], |cells| {
        let (table, _row): (String, Option<i64>) = (cells.get()?, cells.get()?);
        let parent: String = cells.get()?;
        Ok(format!("a row of {table} names a row of {parent} that is not there"))
    })
}

/// Steps of the schema that were not those of this program.
fn schema(tx: &Tx<'_, Reading>) -> Result<Vec<String>> {
    let run =
        tx.all("select name, checksum from schema_migration order by version", [], |cells| {
            Ok((cells.get::<String>()?, cells.get::<String>()?))
        })?;
    let known = MIGRATIONS.iter().map(|step| (step.name.to_owned(), step.checksum()));
    let differing = known.filter(|step| !run.contains(step));
    Ok(differing
        .map(|(name, _)| format!("the schema {name} is not that of this program"))
        .collect())
}

fn contradictions(tx: &Tx<'_, Reading>) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for (question, meaning) in CONTRADICTIONS {
        let count: i64 = tx.first(question, [], one)?.unwrap_or_default();
        if count > 0 {
            findings.push(format!("{count} {meaning}"));
        }
    }
    Ok(findings)
}
