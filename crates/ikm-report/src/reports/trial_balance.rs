use ikm_core::money::Rupiah;

use super::total;
use crate::error::ReportError;
use crate::model::{Column, Heading, Kind, Report, Section, Table, Text};

/// What was posted to one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    /// The account's stable name.
    pub account: String,
    /// Its title.
    pub title: Text,
    /// All debits.
    pub debit: Rupiah,
    /// All credits.
    pub credit: Rupiah,
}

/// Lists the accounts, and whether debits and credits agree. They must; where they do not, the
/// report says by how much and hides nothing.
///
/// # Errors
///
/// [`ReportError::Money`] or [`ReportError::Overflow`] when a sum leaves its range.
pub fn trial_balance(
    heading: Heading,
    lines: impl IntoIterator<Item = AccountLine>,
) -> Result<Report, ReportError> {
    let title = Text::new("Neraca saldo", "Trial balance");
    let mut table =
        Table::try_new("trial-balance", Text::new("Per akun", "By account"), columns())?;
    let (mut debit, mut credit) = (Rupiah::ZERO, Rupiah::ZERO);
    for line in lines {
        debit = debit.plus(line.debit)?;
        credit = credit.plus(line.credit)?;
        table.push(vec![
            line.account.into(),
            crate::Term { code: line.title.id.clone(), text: line.title }.into(),
            line.debit.into(),
            line.credit.into(),
        ])?;
    }
    table.total(total())?;
    let difference = debit.minus(credit)?;
    let sections = vec![
        Section::Table(table),
        Section::Table(proof(debit, credit, difference)?),
        Section::Note(verdict(difference)),
    ];
    Ok(Report { name: "trial-balance".to_owned(), title, heading, sections })
}

fn columns() -> Vec<Column> {
    let money = |key, id, en| Column::new(key, Kind::Money, id, en).summed().dashed();
    vec![
        Column::new("account", Kind::Text, "Akun", "Account"),
        Column::new("title", Kind::Text, "Nama akun", "Title"),
        money("debit", "Debit", "Debit"),
        money("credit", "Kredit", "Credit"),
    ]
}

fn proof(debit: Rupiah, credit: Rupiah, difference: Rupiah) -> Result<Table, ReportError> {
    let money = |key, id, en| Column::new(key, Kind::Money, id, en);
    let columns = vec![
        money("debit", "Debit", "Debit"),
        money("credit", "Kredit", "Credit"),
        money("difference", "Selisih", "Difference"),
    ];
    let mut table = Table::try_new("balance", Text::new("Pembuktian", "Proof"), columns)?;
    table.push(vec![debit.into(), credit.into(), difference.into()])?;
    Ok(table)
}

fn verdict(difference: Rupiah) -> Text {
    if difference.is_zero() {
        return Text::new("Debit dan kredit seimbang.", "Debits and credits balance.");
    }
    Text::new(
        "TIDAK SEIMBANG: debit dan kredit berbeda. Jalankan ikm doctor.",
        "OUT OF BALANCE: debits and credits differ. Run ikm doctor.",
    )
}
