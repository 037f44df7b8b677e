//! Segments: the conditions that listings, reports and exports share, and keeping them under a name.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ikm_app::App;
use ikm_app::registry::SegmentRefusal;
use ikm_core::Lang;
use ikm_core::classification::ClassCode;
use ikm_core::programme::ProgrammeWish;
use ikm_core::region::RegionCode;
use ikm_core::registry::{
    EnterpriseScale, IndustryScale, Membership, PermitKind, Segment, SegmentName,
};
use ikm_report::{Column, Kind, Term, Text};

use super::Key;
use super::registry::FilterError;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

/// The conditions, each of which narrows down further.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Conditions {
    /// Only those of this kecamatan, by name or code; may be given again
    #[arg(long, value_name = "KECAMATAN")]
    kecamatan: Vec<String>,
    /// Only those of this class; may be given again
    #[arg(long, value_name = "CODE", value_parser = value::parse::<ClassCode>)]
    class: Vec<ClassCode>,
    /// Only those of this scale of industry: small, medium or large
    #[arg(long, value_name = "SCALE", value_parser = value::scale::<IndustryScale>)]
    industry: Vec<IndustryScale>,
    /// Only those of this size of enterprise: micro, small, medium or large
    #[arg(long, value_name = "SIZE", value_parser = value::scale::<EnterpriseScale>)]
    enterprise: Vec<EnterpriseScale>,
    /// Only those with this permit in force: nib, pirt, halal, bpom or nmid
    #[arg(long, value_name = "PERMIT", value_parser = value::parse::<PermitKind>)]
    has: Vec<PermitKind>,
    /// Only those without this permit in force
    #[arg(long, value_name = "PERMIT", value_parser = value::parse::<PermitKind>)]
    lacks: Vec<PermitKind>,
    /// Only those with a permit whose last day lies before this one
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    runs_out_before: Option<NaiveDate>,
    /// Only those whose membership stands so: none, applied, active, suspended or ended
    #[arg(long, value_name = "STATUS", value_parser = value::parse::<Membership>)]
    member_status: Vec<Membership>,
    /// Only those standing in this programme: CODE, or CODE:STATUS with none, applied, accepted,
    /// completed, refused or withdrawn; may be given again, and then each must be met
    #[arg(long, value_name = "CONDITION", value_parser = value::parse::<ProgrammeWish>)]
    programme: Vec<ProgrammeWish>,
    /// Only those with these words, or beginnings of words
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
}

/// Which IKM: those of a segment that is kept, of conditions, or of both together.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Which {
    /// Only those of this segment, kept with ikm segment save
    #[arg(long, value_name = "NAME", value_parser = value::parse::<SegmentName>)]
    segment: Option<SegmentName>,
    #[command(flatten)]
    conditions: Conditions,
}

impl Conditions {
    fn segment(self, app: &App<'_>) -> Result<Segment, Failure> {
        let mut kecamatan = BTreeSet::new();
        if !self.kecamatan.is_empty() {
            let regions = app.regions()?;
            for text in self.kecamatan {
                let found: Option<RegionCode> = regions
                    .find_kecamatan(app.association().regency, &text)
                    .map(|region| region.code);
                kecamatan.insert(found.ok_or(FilterError::Kecamatan(text))?);
            }
        }
        if !self.class.is_empty() {
            let scheme = app.scheme()?;
            if let Some(class) = self.class.iter().find(|class| scheme.get(class).is_none()) {
                return Err(FilterError::Class(class.clone()).into());
            }
        }
        Ok(Segment {
            kecamatan,
            class: self.class.into_iter().collect(),
            industry: self.industry.into_iter().collect(),
            enterprise: self.enterprise.into_iter().collect(),
            has: self.has.into_iter().collect(),
            lacks: self.lacks.into_iter().collect(),
            runs_out_before: self.runs_out_before,
            member: self.member_status.into_iter().collect(),
            programme: known_programmes(self.programme, app)?,
            words: self.words,
        })
    }
}

/// Conditions on programmes, each of which must be one that was announced: a code that is mistyped
/// would silently hold nobody, or everybody.
fn known_programmes(
    wishes: Vec<ProgrammeWish>,
    app: &App<'_>,
) -> Result<BTreeSet<ProgrammeWish>, Failure> {
    wishes.iter().try_for_each(|wish| app.announced(&wish.programme).map(drop))?;
    Ok(wishes.into_iter().collect())
}

impl Which {
    /// The segment that is asked for; without any condition it holds every IKM.
    pub(crate) fn segment(self, app: &App<'_>) -> Result<Segment, Failure> {
        let conditions = self.conditions.segment(app)?;
        match self.segment {
            None => Ok(conditions),
            Some(name) => {
                let kept = app.segment(&name)?;
                Ok(kept.and(&conditions).map_err(SegmentRefusal::from)?)
            }
        }
    }
}

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Keep conditions under a name
    Save(Box<SaveArgs>),
    /// List the segments
    List,
    /// Show the conditions of a segment
    Show(NameArgs),
    /// Remove a segment
    Remove(RemoveArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct SaveArgs {
    /// Name of the segment; one of the same name is replaced
    #[arg(value_parser = value::parse::<SegmentName>)]
    name: SegmentName,
    #[command(flatten)]
    conditions: Conditions,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NameArgs {
    /// Name of the segment
    #[arg(value_parser = value::parse::<SegmentName>)]
    name: SegmentName,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RemoveArgs {
    /// Name of the segment
    #[arg(value_parser = value::parse::<SegmentName>)]
    name: SegmentName,
    #[command(flatten)]
    key: Key,
}

pub(crate) fn run(
    printer: &Printer,
    context: &mut Context,
    command: Command,
) -> Result<Done, Failure> {
    match command {
        Command::Save(args) => {
            let SaveArgs { name, conditions, key } = *args;
            let mut app = context.keyed(key.key)?;
            let segment = conditions.segment(&app)?;
            app.save_segment(&name, &segment)?;
            printer.record(&record(&app, &name, &segment)?)?;
        }
        Command::List => list(printer, &context.app()?)?,
        Command::Show(args) => {
            let app = context.app()?;
            let segment = app.segment(&args.name)?;
            printer.record(&record(&app, &args.name, &segment)?)?;
        }
        Command::Remove(args) => {
            context.keyed(args.key.key)?.remove_segment(&args.name)?;
            let name = args.name.to_string();
            printer.record(&Record::new().with("removed", "Dihapus", "Removed", name))?;
        }
    }
    Ok(Done::Well)
}

fn list(printer: &Printer, app: &App<'_>) -> Result<(), Failure> {
    let columns = vec![
        Column::new("name", Kind::Text, "Segmen", "Segment"),
        Column::new("conditions", Kind::Text, "Syarat", "Conditions"),
    ];
    let regions = app.regions()?;
    let mut listing = printer.listing(columns, None)?;
    for (name, segment) in app.segments()? {
        let name_of = |code| regions.get(code).map(|region| region.name.clone());
        let conditions = if printer.is_for_people() {
            let conditions = segment.conditions(printer.lang(), name_of).into_iter();
            conditions
                .map(|(label, values)| format!("{label}: {values}"))
                .collect::<Vec<_>>()
                .join("; ")
        } else {
            serde_json::to_string(&segment).unwrap_or_default()
        };
        listing.row(&[name.to_string().into(), conditions.into()])?;
    }
    Ok(listing.end()?)
}

/// The segment with the values that files know: codes, not names.
fn record(app: &App<'_>, name: &SegmentName, segment: &Segment) -> Result<Record, Failure> {
    let regions = app.regions()?;
    let kecamatan = segment.kecamatan.iter().map(|code| {
        let name =
            regions.get(*code).map_or_else(|| code.to_string(), |region| region.name.clone());
        Term { code: code.to_string(), text: Text::same(name) }
    });
    let class =
        segment.class.iter().map(|code| Term::new(code.as_str(), code.as_str(), code.as_str()));
    let programmes = segment
        .programme
        .iter()
        .map(|wish| Term { code: wish.to_string(), text: Text::of(|lang| wish.label(lang)) });
    let permit = |kind: &PermitKind| Term::new(kind.code(), kind.label(), kind.label());
    let mut record = Record::new().with("name", "Segmen", "Segment", name.to_string());
    let words = [
        ("kecamatan", "Kecamatan", "Kecamatan", kecamatan.collect()),
        ("class", "Golongan", "Class", class.collect()),
        (
            "industry",
            "Skala industri",
            "Scale of industry",
            terms(&segment.industry, |scale, lang| scale.label(lang)),
        ),
        (
            "enterprise",
            "Ukuran usaha",
            "Size of enterprise",
            terms(&segment.enterprise, |scale, lang| scale.label(lang)),
        ),
        ("has", "Punya izin", "Has", segment.has.iter().map(permit).collect::<Vec<_>>()),
        ("lacks", "Tanpa izin", "Lacks", segment.lacks.iter().map(permit).collect()),
        (
            "member_status",
            "Keanggotaan",
            "Membership",
            terms(&segment.member, |membership, lang| membership.label(lang)),
        ),
        ("programme", "Program", "Programme", programmes.collect()),
    ];
    for (key, id, en, words) in words {
        record = record.words(key, id, en, words);
    }
    Ok(record
        .with(
            "runs_out_before",
            "Izin habis sebelum",
            "Permit runs out before",
            segment.runs_out_before,
        )
        .with("words", "Kata", "Words", segment.words.clone()))
}

fn terms<T: serde::Serialize>(
    values: &BTreeSet<T>,
    label: impl Fn(&T, Lang) -> &'static str,
) -> Vec<Term> {
    let code = |value: &T| serde_json::to_value(value).ok()?.as_str().map(str::to_owned);
    values
        .iter()
        .map(|value| Term {
            code: code(value).unwrap_or_default(),
            text: Text::of(|lang| label(value, lang).to_owned()),
        })
        .collect()
}
