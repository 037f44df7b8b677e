use ikm_app::shipping::{ParcelRequest, ShipmentView};
use ikm_core::gallery::Payment;
use ikm_report::{Cell, Column, Kind, Term, Text};

use super::Key;
use super::tariff::{ParcelArgs, figures};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Accept a member's parcel at the price of the tariff book in force
    Accept(AcceptArgs),
    /// List the parcels
    List(ListArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct AcceptArgs {
    /// Member number, such as A-0001
    member: String,
    #[command(flatten)]
    parcel: ParcelArgs,
    /// Class of the sender, for rules of the special tariff; that of the registry unless given
    #[arg(long, value_name = "CODE")]
    classification: Option<String>,
    /// How it is paid: cash, qris or transfer; cash unless given
    #[arg(long, value_name = "PAYMENT", default_value = "cash", hide_default_value = true)]
    #[arg(value_parser = value::parse::<Payment>)]
    payment: Payment,
    /// The post's own receipt number
    #[arg(long, value_name = "NUMBER")]
    receipt_number: Option<String>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

pub(crate) fn run(
    printer: &Printer,
    context: &mut Context,
    command: Command,
) -> Result<Done, Failure> {
    match command {
        Command::Accept(args) => accept(printer, context, args),
        Command::List(args) => list(printer, context, &args),
    }
}

fn accept(printer: &Printer, context: &mut Context, args: AcceptArgs) -> Result<Done, Failure> {
    let request = ParcelRequest {
        member: args.member,
        parcel: args.parcel.parcel(args.classification),
        payment: args.payment,
        receipt_number: args.receipt_number,
    };
    let view = context.keyed(args.key.key)?.accept_parcel(&request)?;
    printer.record(&record(&view))?;
    Ok(Done::Well)
}

fn record(view: &ShipmentView) -> Record {
    let parcel = &view.parcel;
    let record = Record::new()
        .with("shipment", "Id", "Id", view.shipment.to_string())
        .with("receipt_number", "Nomor resi Pos", "Receipt number", view.receipt_number.clone())
        .with("member", "Anggota", "Member", view.member.to_string())
        .with("name", "Nama IKM", "Name of the IKM", view.name.clone())
        .with("accepted_on", "Diterima", "Accepted", view.accepted_on)
        .with("to", "Kode pos tujuan", "Postal code", parcel.to.to_string())
        .with("service", "Layanan", "Service", parcel.service.clone())
        .with("weight_g", "Berat", "Weight", parcel.weight)
        .in_files("classification", parcel.classification.clone());
    figures(record, &view.quote)
        .with("payment", "Cara bayar", "Payment", payment(view.payment))
        .with("status", "Status", "Status", status(&view.status))
}

fn list(printer: &Printer, context: &mut Context, args: &ListArgs) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let money = |key, id, en| Column::new(key, Kind::Money, id, en).summed();
    let weight = |key, id, en| Column::new(key, Kind::Weight, id, en);
    let columns = vec![
        text("shipment", "Id", "Id").in_files_only(),
        Column::new("accepted_on", Kind::Date, "Tanggal", "Date"),
        text("receipt_number", "Nomor resi", "Receipt"),
        text("member", "Anggota", "Member"),
        text("name", "Nama IKM", "Name of the IKM"),
        text("to", "Tujuan", "To"),
        text("service", "Layanan", "Service"),
        weight("weight_g", "Berat", "Weight").in_files_only(),
        weight("billed_g", "Tertagih", "Billed"),
        money("normal", "Normal", "Normal"),
        money("special", "Khusus", "Special"),
        money("saving", "Hemat", "Saving").in_files_only(),
        money("surcharge", "Tambahan", "Surcharge").in_files_only(),
        money("insurance", "Asuransi", "Insurance").in_files_only(),
        money("tax", "Pajak", "Tax").in_files_only(),
        money("total", "Jumlah", "Total"),
        text("payment", "Cara bayar", "Payment").in_files_only(),
        text("status", "Status", "Status").in_files_only(),
    ];
    let app = context.app()?;
    let mut listing = printer.listing(columns, args.limit)?;
    app.for_each_shipment(|view| Ok(listing.row(&cells(view))?))?;
    listing.end()?;
    Ok(Done::Well)
}

fn cells(view: ShipmentView) -> Vec<Cell> {
    let (quote, parcel) = (view.quote, view.parcel);
    vec![
        view.shipment.to_string().into(),
        view.accepted_on.into(),
        view.receipt_number.into(),
        view.member.to_string().into(),
        view.name.into(),
        parcel.to.to_string().into(),
        parcel.service.into(),
        parcel.weight.into(),
        quote.billed().into(),
        quote.normal().into(),
        quote.special().into(),
        quote.saving().into(),
        quote.surcharge().into(),
        quote.insurance().into(),
        quote.tax().into(),
        quote.total().into(),
        payment(view.payment).into(),
        status(&view.status).into(),
    ]
}

fn payment(payment: Payment) -> Term {
    Term { code: payment.code().to_owned(), text: Text::of(|lang| payment.title(lang).to_owned()) }
}

fn status(status: &str) -> Term {
    match status {
        "accepted" => Term::new(status, "diterima", "accepted"),
        other => Term::new(other, other, other),
    }
}
