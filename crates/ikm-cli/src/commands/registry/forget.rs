use super::super::Key;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;

#[derive(Debug, clap::Args)]
pub(crate) struct ForgetArgs {
    /// Id, NIB or member number
    ikm: String,
    #[command(flatten)]
    key: Key,
}

pub(super) fn run(
    printer: &Printer,
    context: &mut Context,
    args: ForgetArgs,
) -> Result<Done, Failure> {
    let done = context.keyed(args.key.key)?.forget(&args.ikm)?;
    let record = Record::new()
        .in_files("ikm", done.ikm.to_string())
        .with("name", "Nama IKM", "Name of the IKM", done.name)
        .with("ikms", "IKM yang dilupakan", "IKM forgotten", done.ikms)
        .with("past", "Catatan lama yang dihapus isinya", "Earlier records erased", done.past);
    printer.record(&record)?;
    Ok(Done::Well)
}
