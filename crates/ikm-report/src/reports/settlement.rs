use ikm_core::money::Rupiah;

use super::total;
use crate::error::ReportError;
use crate::model::{Column, Heading, Kind, Report, Section, Table, Text};

/// What a settlement says of one maker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementLine {
    /// The member number.
    pub member: String,
    /// The name of the IKM.
    pub name: String,
    /// What buyers paid for the lines that the settlement takes up.
    pub gross: Rupiah,
    /// The gallery's part of it.
    pub commission: Rupiah,
    /// What else is taken off.
    pub charges: Rupiah,
    /// What is paid out.
    pub payable: Rupiah,
    /// By how much the amount left for later rises; negative when it is paid out now.
    pub carried_forward: Rupiah,
}

/// Lists a settlement, a row a member.
///
/// # Errors
///
/// [`ReportError::Sum`] for a member whose gross is not commission + charges + payable + carried
/// forward, [`ReportError::Money`] or [`ReportError::Overflow`] when a sum leaves its range.
pub fn settlement(
    heading: Heading,
    lines: impl IntoIterator<Item = SettlementLine>,
) -> Result<Report, ReportError> {
    let title = Text::new("Pembayaran titip jual", "Settlement of consigned goods");
    let mut table = Table::try_new("settlement", title.clone(), columns())?;
    for line in lines {
        let parts = [line.commission, line.charges, line.payable, line.carried_forward];
        let sum = Rupiah::sum(parts)?;
        if sum != line.gross {
            return Err(ReportError::Sum {
                what: line.member,
                left: i128::from(sum.get()),
                right: i128::from(line.gross.get()),
            });
        }
        table.push(vec![
            line.member.into(),
            line.name.into(),
            line.gross.into(),
            line.commission.into(),
            line.charges.into(),
            line.payable.into(),
            line.carried_forward.into(),
        ])?;
    }
    table.total(total())?;
    let note = Text::new(
        "Bruto = komisi + potongan + dibayarkan + sisa untuk pembayaran berikutnya. Sisa negatif \
         berarti sisa dari pembayaran sebelumnya ikut dibayarkan.",
        "Gross = commission + charges + payable + carried forward. A negative amount carried \
         forward means that what an earlier settlement left is paid out now.",
    );
    let sections = vec![Section::Table(table), Section::Note(note)];
    Ok(Report { name: "settlement".to_owned(), title, heading, sections })
}

fn columns() -> Vec<Column> {
    let money = |key, id, en| Column::new(key, Kind::Money, id, en).summed().dashed();
    vec![
        Column::new("member", Kind::Text, "Anggota", "Member"),
        Column::new("name", Kind::Text, "Nama IKM", "Name of the IKM"),
        money("gross", "Bruto", "Gross"),
        money("commission", "Komisi", "Commission"),
        money("charges", "Potongan", "Charges"),
        money("payable", "Dibayarkan", "Payable"),
        money("carried_forward", "Sisa", "Carried forward"),
    ]
}
