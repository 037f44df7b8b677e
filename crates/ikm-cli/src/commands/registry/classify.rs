use ikm_core::classification::{ClassCode, Kbli, KbliEdition};

use super::Key;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Args)]
pub(crate) struct ClassifyArgs {
    /// Id, NIB or member number
    ikm: String,
    /// The class; the one that follows from the KBLI code unless given
    #[arg(long, value_name = "CODE", value_parser = value::parse::<ClassCode>)]
    #[arg(required_unless_present = "kbli")]
    class: Option<ClassCode>,
    /// The KBLI code, such as 10794
    #[arg(long, value_name = "CODE")]
    kbli: Option<String>,
    /// Edition of the KBLI code; 2020 unless given
    #[arg(long, value_name = "YEAR", value_parser = value::parse::<KbliEdition>)]
    #[arg(requires = "kbli")]
    edition: Option<KbliEdition>,
    #[command(flatten)]
    key: Key,
}

pub(super) fn run(
    printer: &Printer,
    context: &mut Context,
    args: ClassifyArgs,
) -> Result<Done, Failure> {
    let edition = args.edition.unwrap_or(KbliEdition::Kbli2020);
    let kbli = match &args.kbli {
        Some(code) => Some(Kbli::try_new(edition, code)?),
        None => None,
    };
    let done = context.keyed(args.key.key)?.classify(&args.ikm, args.class, kbli)?;
    let class = |code: Option<ClassCode>| code.map(|code| code.to_string());
    let kbli = |kbli: Option<Kbli>| kbli.map(|kbli| kbli.to_string());
    let record = Record::new()
        .in_files("ikm", done.ikm.to_string())
        .with("name", "Nama IKM", "Name of the IKM", done.name)
        .with("classification_before", "Golongan semula", "Class before", class(done.before))
        .with("classification", "Golongan", "Class", class(done.classification))
        .with("kbli_before", "KBLI semula", "KBLI before", kbli(done.kbli_before))
        .with("kbli", "KBLI", "KBLI", kbli(done.kbli));
    printer.record(&record)?;
    Ok(Done::Well)
}
