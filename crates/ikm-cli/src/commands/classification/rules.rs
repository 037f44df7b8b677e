use ikm_app::Refusal;
use ikm_app::classification::{ClassReview, Reclassified, Verdict, doubts};
use ikm_core::Lang;
use ikm_core::classification::{Class, Classifier, Mapping, MapsFrom, Scheme};
use ikm_report::{Cell, Column, Kind, Term, Text};

use super::{LoadArgs, MapArgs, ReclassifyArgs, ShowArgs};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::files::read_text;
use crate::printer::Printer;
use crate::record::Record;
use crate::remarks::Remarks;

/// Lists the classes in force on a day, with what leads to each.
pub(super) fn show(
    printer: &Printer,
    context: &mut Context,
    args: &ShowArgs,
) -> Result<Done, Failure> {
    let app = context.app()?;
    let classifications = app.classifications()?;
    let on = args.on.unwrap_or(app.today());
    let rules = classifications.on(on).ok_or(Refusal::NotFounded)?;
    let scheme = rules.scheme();
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("code", "Golongan", "Class"),
        text("title", "Nama", "Title"),
        text("prefixes", "Awalan KBLI", "KBLI prefixes"),
        text("commodities", "Komoditi", "Commodities"),
        text("scheme", "Skema", "Scheme").in_files_only(),
        text("source", "Sumber", "Source").in_files_only(),
    ];
    if printer.is_for_people() {
        Printer::say(&heading(&rules, printer.lang()));
    }
    let mut listing = printer.listing(columns, None)?;
    for class in scheme.classes().iter().chain([scheme.outside()]) {
        let (prefixes, commodities) = leading_to(&rules, class);
        listing.row(&[
            class.code.to_string().into(),
            class_term(class).into(),
            prefixes.into(),
            commodities.into(),
            scheme.id().to_owned().into(),
            rules.period().map(|period| period.source().to_owned()).into(),
        ])?;
    }
    listing.end()?;
    Ok(Done::Well)
}

fn heading(rules: &Classifier<'_>, lang: Lang) -> String {
    let (id, title) = (rules.scheme().id(), rules.scheme().title(lang));
    match (rules.period(), lang) {
        (None, _) => format!("{id}: {title}"),
        (Some(period), Lang::Id) => format!("{id}: {title}; pemetaan {}", period.source()),
        (Some(period), Lang::En) => format!("{id}: {title}; mapping {}", period.source()),
    }
}

/// The prefixes and commodities that lead to a class.
fn leading_to(rules: &Classifier<'_>, class: &Class) -> (String, String) {
    let (mut prefixes, mut commodities) = (Vec::new(), Vec::new());
    match rules.period() {
        None => {
            let edition = rules.scheme().edition();
            let prefix = |digits: &String| edition.map(|edition| format!("{edition}:{digits}"));
            prefixes.extend(class.prefixes.iter().filter_map(prefix));
            commodities.extend(class.commodities.iter().cloned());
        }
        Some(period) => {
            for row in period.rows().iter().filter(|row| row.class == class.code) {
                match &row.from {
                    MapsFrom::Prefix(kbli) => prefixes.push(kbli.to_string()),
                    MapsFrom::Commodity(name) => commodities.push(name.clone()),
                }
            }
        }
    }
    (prefixes.join(" "), commodities.join(", "))
}

fn class_term(class: &Class) -> Term {
    Term::new(&class.title_id, &class.title_id, &class.title_en)
}

pub(super) fn load(
    printer: &Printer,
    context: &mut Context,
    args: LoadArgs,
) -> Result<Done, Failure> {
    let scheme: Scheme = read_text(&args.file)?.parse()?;
    let mut app = context.keyed(args.key.key)?;
    let loaded = app.load_scheme(&scheme, args.from)?;
    let record = Record::new()
        .with("scheme", "Skema", "Scheme", loaded.scheme)
        .with("from", "Berlaku mulai", "In force from", loaded.from)
        .with("classes", "Golongan", "Classes", loaded.classes);
    printer.record(&record)?;
    say_what_next(printer);
    Ok(Done::Well)
}

pub(super) fn map(
    printer: &Printer,
    context: &mut Context,
    args: MapArgs,
) -> Result<Done, Failure> {
    let mapping: Mapping = read_text(&args.file)?.parse()?;
    let mut app = context.keyed(args.key.key)?;
    let loaded = app.load_mapping(&mapping)?;
    let mut remarks = Remarks::new(printer);
    let doubts = doubts(&mapping);
    let count = u64::try_from(doubts.len()).unwrap_or(u64::MAX);
    for doubt in &doubts {
        remarks.say("warning", doubt);
    }
    let record = Record::new()
        .with("scheme", "Skema", "Scheme", loaded.scheme)
        .with("from", "Berlaku mulai", "In force from", loaded.from)
        .with("periods", "Masa berlaku", "Periods", loaded.periods)
        .with("rows", "Baris", "Rows", loaded.rows)
        .with("warnings", "Peringatan", "Warnings", count);
    printer.record(&record)?;
    remarks.end();
    say_what_next(printer);
    Ok(Done::Well)
}

/// Loading moves nobody, which a person may not expect.
fn say_what_next(printer: &Printer) {
    if printer.is_for_people() {
        Printer::say(printer.lang().pick(
            "Golongan IKM yang sudah terdata belum berubah; lihat ikm classification reclassify --dry-run.",
            "The classes of registered IKM have not changed; see ikm classification reclassify --dry-run.",
        ));
    }
}

pub(super) fn reclassify(
    printer: &Printer,
    context: &mut Context,
    args: ReclassifyArgs,
) -> Result<Done, Failure> {
    if args.dry_run {
        return review(printer, context);
    }
    let mut app = context.keyed(args.key.key)?;
    let Reclassified { moved, decided, open, unchanged } = app.reclassify()?;
    let record = Record::new()
        .with("moved", "Pindah golongan", "Moved", moved)
        .with("decided", "Tetap, diputuskan orang", "Stayed, a person decided", decided)
        .with("open", "Tetap, aturannya tidak ada lagi", "Stayed, no rule leads anywhere", open)
        .with("unchanged", "Tidak berubah", "Unchanged", unchanged);
    printer.record(&record)?;
    if printer.is_for_people() && decided + open > 0 {
        Printer::say(printer.lang().pick(
            "Yang tetap dapat dilihat dengan ikm classification reclassify --dry-run.",
            "Those that stayed are listed by ikm classification reclassify --dry-run.",
        ));
    }
    Ok(Done::Well)
}

fn review(printer: &Printer, context: &mut Context) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("id", "Id", "Id").in_files_only(),
        text("name", "Nama IKM", "Name of the IKM"),
        text("kbli", "KBLI", "KBLI"),
        text("commodity", "Komoditi", "Commodity"),
        text("classification", "Golongan", "Class"),
        text("follows", "Menurut aturan", "By the rules"),
        text("verdict", "Jadinya", "What becomes of it"),
    ];
    let mut listing = printer.listing(columns, None)?;
    context.app()?.review_classes(|review| Ok(listing.row(&review_cells(review))?))?;
    listing.end_or_say(
        printer
            .lang()
            .pick("Semua golongan sudah sesuai aturan.", "Every class is as the rules have it."),
    )?;
    Ok(Done::Well)
}

fn review_cells(review: ClassReview) -> Vec<Cell> {
    let code = |class: Option<ikm_core::classification::ClassCode>| class.map(|c| c.to_string());
    vec![
        review.id.to_string().into(),
        review.name.into(),
        review.kbli.into(),
        review.commodity.into(),
        code(review.classification).into(),
        code(review.follows).into(),
        verdict(review.verdict).into(),
    ]
}

fn verdict(verdict: Verdict) -> Term {
    let (code, id, en) = match verdict {
        Verdict::Moves => ("moves", "pindah", "moves"),
        Verdict::Decided => ("decided", "tetap, diputuskan orang", "stays, a person decided"),
        Verdict::Open => {
            ("open", "tetap, aturannya tidak ada lagi", "stays, no rule leads anywhere")
        }
    };
    Term { code: code.to_owned(), text: Text::new(id, en) }
}
