//! Rules by which goods come in, and who waits for room.

use std::path::PathBuf;

use chrono::NaiveDate;
use ikm_core::association::MemberNumber;
use ikm_report::{Column, Kind};

use super::super::Key;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::files;
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Let rules from a TOML file hold from a day on
    Load(LoadArgs),
    /// List the rules by their day
    List(ListArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct LoadArgs {
    /// The file of rules
    file: PathBuf,
    /// The first day on which they hold; today unless given
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    from: Option<NaiveDate>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

#[derive(Debug, clap::Subcommand)]
pub(crate) enum WaitingCommand {
    /// Let a member wait for room
    Add(AddArgs),
    /// List who waits, in the order of their turns
    List(ListArgs),
    /// End the wait of a member
    End(EndArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    /// Member number, such as A-0001
    #[arg(value_parser = value::parse::<MemberNumber>)]
    member: MemberNumber,
    /// What the member wants to consign
    goods: String,
    /// Why; may be left out
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EndArgs {
    /// The number under which the member waits
    number: String,
    /// Why; may be left out
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    #[command(flatten)]
    key: Key,
}

pub(super) fn run(
    printer: &Printer,
    context: &mut Context,
    command: Command,
) -> Result<Done, Failure> {
    match command {
        Command::Load(args) => {
            let text = files::read_text(&args.file)?;
            let mut app = context.keyed(args.key.key)?;
            let from = args.from.unwrap_or_else(|| app.today());
            let view = app.load_gallery_rules(&text, from)?;
            let record = Record::new()
                .with("version", "Versi", "Version", view.version)
                .with("from", "Berlaku sejak", "In force from", view.from)
                .with("source", "Sumber", "Source", view.rules.source);
            printer.record(&record)?;
        }
        Command::List(args) => {
            let columns = vec![
                Column::new("version", Kind::Count, "Versi", "Version"),
                Column::new("from", Kind::Date, "Berlaku sejak", "In force from"),
                Column::new("source", Kind::Text, "Sumber", "Source"),
                Column::new("commission", Kind::Text, "Komisi umum", "Default commission"),
            ];
            let views = context.app()?.gallery_rules()?;
            let mut listing = printer.listing(columns, args.limit)?;
            for view in views {
                let commission = view.rules.default.commission.map(|said| said.to_string());
                listing.row(&[
                    view.version.into(),
                    view.from.into(),
                    view.rules.source.into(),
                    commission.into(),
                ])?;
            }
            listing.end()?;
        }
    }
    Ok(Done::Well)
}

pub(super) fn waiting(
    printer: &Printer,
    context: &mut Context,
    command: WaitingCommand,
) -> Result<Done, Failure> {
    match command {
        WaitingCommand::Add(args) => {
            let mut app = context.keyed(args.key.key)?;
            let reason = args.reason.unwrap_or_default();
            let number = app.wait_for_room(args.member, &args.goods, &reason)?;
            printer.record(&Record::new().with("number", "Nomor", "Number", number))?;
        }
        WaitingCommand::List(args) => {
            let columns = vec![
                Column::new("number", Kind::Text, "Nomor", "Number"),
                Column::new("since", Kind::Date, "Sejak", "Since"),
                Column::new("member", Kind::Text, "Anggota", "Member"),
                Column::new("name", Kind::Text, "Nama IKM", "Name of the IKM"),
                Column::new("goods", Kind::Text, "Barang", "Goods"),
                Column::new("reason", Kind::Text, "Alasan", "Reason"),
            ];
            let views = context.app()?.waiting_list()?;
            let mut listing = printer.listing(columns, args.limit)?;
            for view in views {
                listing.row(&[
                    view.number.into(),
                    view.since.into(),
                    view.member.to_string().into(),
                    view.name.into(),
                    view.goods.into(),
                    view.reason.into(),
                ])?;
            }
            listing.end()?;
        }
        WaitingCommand::End(args) => {
            let mut app = context.keyed(args.key.key)?;
            let number = app.end_wait(&args.number, &args.reason.unwrap_or_default())?;
            printer.record(&Record::new().with("number", "Nomor", "Number", number))?;
        }
    }
    Ok(Done::Well)
}
