use chrono::NaiveDate;
use ikm_core::Lang;
use ikm_core::money::{Percent, Rupiah, terbilang};

use super::{quantity, total};
use crate::error::ReportError;
use crate::model::{Cell, Column, Heading, Kind, Report, Section, Table, Term, Text};

/// One line, as its maker reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// The number of the receipt or note.
    pub receipt: String,
    /// The day on which it counts.
    pub sold_on: NaiveDate,
    /// What it is: a sale, a refund, a loss, a charge, a tax.
    pub kind: Term,
    /// The name of the product; for anything but a sale with what happened to it.
    pub product: Term,
    /// How many pieces; negative for a refund, none where no pieces were sold.
    pub quantity: Option<i64>,
    /// The price of one, as it was sold.
    pub unit_price: Option<Rupiah>,
    /// What the buyer paid.
    pub gross: Rupiah,
    /// The gallery's commission, where it is a percentage.
    pub commission_percent: Option<Percent>,
    /// The terms that the line follows, in words.
    pub terms: Term,
    /// The commission in rupiah.
    pub commission: Rupiah,
    /// What else is taken off; negative when the gallery owes more.
    pub charges: Rupiah,
    /// The journal entry that booked it.
    pub entry: Option<String>,
}

/// What a settlement says of one maker, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The member number.
    pub member: String,
    /// The name of the IKM.
    pub name: String,
    /// The lines that the settlement takes up.
    pub lines: Vec<StatementLine>,
    /// What the settlement before left.
    pub brought_forward: Rupiah,
    /// What else is taken off.
    pub charges: Rupiah,
    /// What is paid out.
    pub payable: Rupiah,
    /// What is left for the next settlement.
    pub left: Rupiah,
}

/// Answers a maker's question, *kenapa sekian?*: every sale with its commission, and how the amount
/// that is paid out comes of them.
///
/// # Errors
///
/// [`ReportError::Sum`] when gross − commission − charges + brought forward is not payable + left,
/// [`ReportError::Money`] or [`ReportError::Overflow`] when a sum leaves its range.
pub fn statement(heading: Heading, statement: Statement) -> Result<Report, ReportError> {
    let gross = Rupiah::sum(statement.lines.iter().map(|line| line.gross))?;
    let commission = Rupiah::sum(statement.lines.iter().map(|line| line.commission))?;
    let due = gross.minus(commission)?.minus(statement.charges)?.plus(statement.brought_forward)?;
    let said = statement.payable.plus(statement.left)?;
    if due != said {
        return Err(ReportError::Sum {
            what: statement.member,
            left: i128::from(due.get()),
            right: i128::from(said.get()),
        });
    }
    let payable = statement.payable;
    let title = Text::new(
        format!("Rincian titip jual {} {}", statement.member, statement.name),
        format!("Statement of consigned goods {} {}", statement.member, statement.name),
    );
    let sections = vec![
        Section::Table(sum_table(&statement, gross, commission)?),
        Section::Note(in_words(&statement)),
        Section::Table(line_table(statement.lines)?),
        Section::Note(rule()),
    ];
    let sections = match stamp_duty(payable) {
        Some(note) => sections.into_iter().chain([Section::Note(note)]).collect(),
        None => sections,
    };
    Ok(Report { name: "statement".to_owned(), title, heading, sections })
}

/// How the amount comes about, from the gross down.
fn sum_table(
    statement: &Statement,
    gross: Rupiah,
    commission: Rupiah,
) -> Result<Table, ReportError> {
    let columns = vec![
        Column::new("item", Kind::Text, "Uraian", "Item"),
        Column::new("amount", Kind::Money, "Jumlah", "Amount"),
    ];
    let title = Text::new("Ringkasan", "Summary");
    let mut table = Table::try_new("summary", title, columns)?;
    let mut line = |code, id, en, amount: Rupiah| {
        table.push(vec![Term::new(code, id, en).into(), amount.into()])
    };
    line("gross", "Hasil penjualan", "Sales", gross)?;
    line(
        "commission",
        "Dikurangi komisi galeri",
        "Less the gallery's commission",
        commission.negated()?,
    )?;
    line("charges", "Dikurangi potongan lain", "Less other charges", statement.charges.negated()?)?;
    line(
        "brought_forward",
        "Ditambah sisa dari pembayaran sebelumnya",
        "Plus what the settlement before left",
        statement.brought_forward,
    )?;
    line(
        "left",
        "Dikurangi sisa untuk pembayaran berikutnya",
        "Less what is left for the next settlement",
        statement.left.negated()?,
    )?;
    line("payable", "Dibayarkan", "Paid out", statement.payable)?;
    Ok(table)
}

/// The amount in figures and in words, as receipts carry it. The words are Indonesian in both
/// languages, because they are part of the paper.
fn in_words(statement: &Statement) -> Text {
    let words = terbilang(statement.payable);
    let figures = |lang: Lang| statement.payable.display(lang);
    if statement.payable.is_zero() {
        return Text::new("Belum ada yang dibayarkan kali ini.", "Nothing is paid out this time.");
    }
    Text::new(
        format!("Dibayarkan {} ({words} rupiah).", figures(Lang::Id)),
        format!("Paid out {} ({words} rupiah).", figures(Lang::En)),
    )
}

/// The columns that only some statements need on paper stand there only where a line has something
/// in them; files have them always.
fn line_table(lines: Vec<StatementLine>) -> Result<Table, ReportError> {
    let money = |key, id, en| Column::new(key, Kind::Money, id, en);
    let on_paper = |wanted: bool, column: Column| {
        if wanted { column } else { column.in_files_only() }
    };
    let is_charged = lines.iter().any(|line| !line.charges.is_zero());
    let is_worded =
        lines.iter().any(|line| line.commission_percent.is_none() && !line.gross.is_zero());
    let columns = vec![
        Column::new("receipt", Kind::Text, "Nota", "Receipt"),
        Column::new("sold_on", Kind::Date, "Tanggal", "Date"),
        Column::new("product", Kind::Text, "Produk", "Product"),
        Column::new("quantity", Kind::Count, "Jumlah", "Pieces").summed(),
        money("unit_price", "Harga", "Price"),
        money("gross", "Bruto", "Gross").summed(),
        on_paper(!is_worded, Column::new("commission_percent", Kind::Percent, "Komisi", "Rate")),
        on_paper(is_worded, Column::new("terms", Kind::Text, "Perjanjian", "Terms")),
        money("commission", "Komisi", "Commission").summed(),
        on_paper(is_charged, money("charges", "Potongan", "Charges").summed()),
        money("net", "Bagian Anda", "Your share").summed(),
        Column::new("kind", Kind::Text, "Jenis", "Kind").in_files_only(),
        Column::new("entry", Kind::Text, "Jurnal", "Entry").in_files_only(),
    ];
    let title = Text::new("Barang yang terjual", "What was sold");
    let mut table = Table::try_new("statement", title, columns)?;
    for line in lines {
        let net = line.gross.minus(line.commission)?.minus(line.charges)?;
        table.push(vec![
            line.receipt.into(),
            line.sold_on.into(),
            line.product.into(),
            line.quantity.map_or(Cell::Empty, quantity),
            line.unit_price.into(),
            line.gross.into(),
            line.commission_percent.into(),
            line.terms.into(),
            line.commission.into(),
            line.charges.into(),
            net.into(),
            line.kind.into(),
            line.entry.map_or(Cell::Empty, Cell::Text),
        ])?;
    }
    table.total(total())?;
    Ok(table)
}

fn rule() -> Text {
    Text::new(
        "Komisi setiap baris = bruto × persen komisi, dibulatkan ke rupiah terdekat; setengah rupiah \
         dibulatkan ke atas. Selebihnya bagian Anda.",
        "The commission of each line = gross × its percentage, rounded to the nearest rupiah, one \
         half up. The rest is your share.",
    )
}

/// A receipt of more than Rp5.000.000 bears a stamp of Rp10.000 (UU 10/2020, from 1 January 2021).
/// It is a note and no charge: who sticks it on is between the two.
fn stamp_duty(payable: Rupiah) -> Option<Text> {
    (payable > Rupiah::new(5_000_000)).then(|| {
        Text::new(
            "Tanda terima di atas Rp5.000.000 bermeterai Rp10.000 (UU 10/2020).",
            "A receipt of more than Rp5,000,000 bears a stamp of Rp10,000 (UU 10/2020).",
        )
    })
}
