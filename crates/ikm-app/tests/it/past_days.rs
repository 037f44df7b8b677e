//! Rule 7: whatever happens to the registry, a report of a past day can be had again as it was; and
//! what is taken back leaves everything as if it had never been.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use ikm_app::AppError;
use ikm_app::registry::{IkmView, MergeView};
use ikm_app::reports::ReportName;
use ikm_core::association::MembershipChange;
use ikm_core::registry::{FiguresOf, Ikm};
use ikm_core::{Explain as _, Lang};
use ikm_report::{Format, Style, render};
use ikm_store::{IkmFilter, MemoryStore, SqliteStore, Store};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngSeed, TestRunner};

use crate::world::{INAUGURATED, World, day};

/// A row of a list, made of few values so that rows meet.
#[derive(Clone, Debug)]
struct ListRow {
    name: usize,
    owner: Option<usize>,
    nib: Option<usize>,
    kecamatan: usize,
    kbli: Option<&'static str>,
    year: Option<u16>,
    workers: Option<u16>,
    value: Option<u32>,
}

#[derive(Clone, Debug)]
enum Step {
    Import(Vec<ListRow>),
    Classify(usize, &'static str),
    Merge(usize, usize),
    Unmerge(usize),
    Undo(usize),
    Distinct(usize, usize),
    Join(usize),
    Leave(usize),
    Wait(u64),
}

const NAMES: [&str; 5] =
    ["Rendang Uni Mar", "RENDANG UNIMAR", "Keripik Upik", "Tenun", "Sate Pono"];
const OWNERS: [&str; 3] = ["Mariani", "Upik", "Pono"];

fn list_row() -> impl Strategy<Value = ListRow> {
    (
        0..NAMES.len(),
        of(0..OWNERS.len()),
        of(0_usize..4),
        4_usize..7,
        of(select(vec!["10794", "13912", "46"])),
        of(select(vec![2020, 2021, 2022])),
        of(0_u16..9),
        of(0_u32..5_000),
    )
        .prop_map(|(name, owner, nib, kecamatan, kbli, year, workers, value)| ListRow {
            name,
            owner,
            nib,
            kecamatan,
            kbli,
            year,
            workers,
            value,
        })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let ikm = || 0_usize..8;
    let step = prop_oneof![
        4 => vec(list_row(), 1..5).prop_map(Step::Import),
        2 => (ikm(), select(vec!["10", "13", "31"])).prop_map(|(at, class)| Step::Classify(at, class)),
        3 => (ikm(), ikm()).prop_map(|(a, b)| Step::Merge(a, b)),
        2 => (0_usize..3).prop_map(Step::Unmerge),
        2 => (0_usize..4).prop_map(Step::Undo),
        1 => (ikm(), ikm()).prop_map(|(a, b)| Step::Distinct(a, b)),
        1 => ikm().prop_map(Step::Join),
        1 => ikm().prop_map(Step::Leave),
        4 => (1_u64..40).prop_map(Step::Wait),
    ];
    let first = vec(list_row(), 3..7).prop_map(Step::Import);
    (first, vec(step, 4..24)).prop_map(|(first, then)| std::iter::once(first).chain(then).collect())
}

fn list(rows: &[ListRow]) -> String {
    let mut list =
        "nama_ikm,nama_pemilik,nib,kode_kecamatan,kbli,tahun_data,tenaga_kerja,nilai_produksi\n"
            .to_owned();
    let text = |value: Option<String>| value.unwrap_or_default();
    for row in rows {
        writeln!(
            list,
            "{},{},{},13.01.{:02},{},{},{},{}",
            NAMES[row.name],
            text(row.owner.map(|owner| OWNERS[owner].to_owned())),
            text(row.nib.map(|nib| format!("91200000000{nib}1"))),
            row.kecamatan,
            text(row.kbli.map(str::to_owned)),
            text(row.year.map(|year| year.to_string())),
            text(row.workers.map(|workers| workers.to_string())),
            text(row.value.map(|value| value.to_string())),
        )
        .expect("text");
    }
    list
}

/// The reports that are about the registry, each as a file of a day. Of growth it is the main table:
/// the one by year of the data tells nothing of an import that was taken back since.
const REPORTS: [(ReportName, Format); 3] = [
    (ReportName::Rekap, Format::Json),
    (ReportName::Members, Format::Json),
    (ReportName::Growth, Format::Csv),
];

/// A registry, and the reports that were taken at the end of its days.
struct Life {
    world: World,
    today: NaiveDate,
    taken: BTreeMap<NaiveDate, Vec<String>>,
}

/// All that a person can see of the registry, and what it is made of.
#[derive(Debug, PartialEq)]
struct Seen {
    listing: Vec<IkmView>,
    ikms: Vec<Ikm>,
    figures: Vec<FiguresOf>,
    members: Vec<(String, String)>,
    pairs: u64,
}

impl Life {
    fn new(store: Box<dyn Store>) -> Self {
        Self { world: World::in_store(store), today: day(INAUGURATED), taken: BTreeMap::new() }
    }

    /// Takes a step and says what came of it.
    fn take(&mut self, step: &Step) -> String {
        match step {
            Step::Import(rows) => told(self.import(rows)),
            Step::Classify(at, class) => {
                self.with(*at, |world, id| told(world.app().classify(id, class.parse().ok(), None)))
            }
            Step::Merge(a, b) => self.with_two(*a, *b, |world, a, b| told(world.app().merge(a, b))),
            Step::Unmerge(nth) => {
                let merges = self.merges();
                let Some(merge) = nth_back(&merges, *nth) else { return String::new() };
                told(self.world.app().unmerge(&merge.merge.to_string()))
            }
            Step::Undo(nth) => {
                let batches = self.batches();
                let Some(batch) = nth_back(&batches, *nth) else { return String::new() };
                told(self.world.app().undo(batch))
            }
            Step::Distinct(a, b) => {
                self.with_two(*a, *b, |world, a, b| told(world.app().distinct(a, b)))
            }
            Step::Join(at) => self.with(*at, |world, id| told(world.app().apply(id))),
            Step::Leave(at) => self.with(*at, |world, id| {
                told(world.app().change_membership(id, MembershipChange::End))
            }),
            Step::Wait(days) => {
                self.close_day();
                self.today = self.today + Days::new(*days);
                self.world.on(&self.today.to_string());
                String::new()
            }
        }
    }

    fn import(&mut self, rows: &[ListRow]) -> Result<ikm_app::registry::ImportOutcome, AppError> {
        self.world.try_import(&list(rows), &ikm_app::registry::ImportSettings::default())
    }

    fn with(&mut self, at: usize, act: impl FnOnce(&mut World, &str) -> String) -> String {
        let listing = self.listing();
        let Some(view) = nth_back(&listing, at) else { return String::new() };
        act(&mut self.world, &view.id.to_string())
    }

    fn with_two(
        &mut self,
        a: usize,
        b: usize,
        act: impl FnOnce(&mut World, &str, &str) -> String,
    ) -> String {
        let listing = self.listing();
        let (Some(a), Some(b)) = (nth_back(&listing, a), nth_back(&listing, b)) else {
            return String::new();
        };
        act(&mut self.world, &a.id.to_string(), &b.id.to_string())
    }

    /// Takes the reports of the day that ends.
    fn close_day(&mut self) {
        let reports = self.reports();
        self.taken.insert(self.today, reports);
    }

    fn reports(&mut self) -> Vec<String> {
        let app = self.world.app();
        let mut pages: Vec<String> = REPORTS
            .iter()
            .map(|(name, format)| {
                let report = app.report(*name).expect("a report");
                let mut page = Vec::new();
                render(&report, *format, Style::new(Lang::Id), &mut page).expect("writes");
                String::from_utf8(page).expect("text")
            })
            .collect();
        drop(app);
        pages.push(format!("{:?}", self.listing()));
        pages
    }

    fn assert_past_days_stay(&mut self) {
        self.close_day();
        for (day, taken) in self.taken.clone() {
            self.world.on(&day.to_string());
            assert_eq!(self.reports(), taken, "the reports of {day}");
        }
        self.world.on(&self.today.to_string());
    }

    fn listing(&mut self) -> Vec<IkmView> {
        let mut rows = Vec::new();
        let each = |view| {
            rows.push(view);
            Ok(())
        };
        self.world.app().for_each_ikm(&IkmFilter::default(), each).expect("lists");
        rows
    }

    fn merges(&mut self) -> Vec<MergeView> {
        let mut rows = Vec::new();
        let each = |view| {
            rows.push(view);
            Ok(())
        };
        self.world.app().for_each_merge(each).expect("lists");
        rows
    }

    fn batches(&mut self) -> Vec<String> {
        let mut rows = Vec::new();
        let each = |batch: ikm_store::Batch| {
            rows.push(batch.id.to_string());
            Ok(())
        };
        self.world.app().for_each_import(each).expect("lists");
        rows
    }

    fn seen(&mut self) -> Seen {
        let (listing, mut pairs) = (self.listing(), 0);
        let each = |_| {
            pairs += 1;
            Ok(())
        };
        self.world.app().for_each_pair(each).expect("lists");
        let mut members = Vec::new();
        let each = |member: ikm_app::members::MemberView| {
            members.push((member.number.to_string(), member.ikm.to_string()));
            Ok(())
        };
        self.world.app().for_each_member(each).expect("lists");
        let ikms: Vec<Ikm> = self.world.read(|tx| {
            listing.iter().map(|view| tx.ikm(view.id).expect("reads").expect("an IKM")).collect()
        });
        // The version counts what happened; everything else is as if it had not.
        let ikms: Vec<Ikm> = ikms.into_iter().map(|ikm| Ikm { version: 0, ..ikm }).collect();
        let figures = self.world.read(|tx| {
            let said = |ikm: &Ikm| match tx.figures(ikm.id).expect("reads") {
                rows if rows.is_empty() && !ikm.profile.figures.say_nothing() => {
                    vec![FiguresOf::of_profile(ikm)]
                }
                rows => rows,
            };
            ikms.iter().flat_map(said).collect()
        });
        Seen { listing, ikms, figures, members, pairs }
    }

    /// What the store adds up of the present is what the IKM say one by one, as which a past day is
    /// told.
    fn assert_years_add_up(&mut self) {
        let growth = |life: &mut Self| {
            let report = life.world.app().report(ReportName::Growth).expect("a report");
            let mut page = Vec::new();
            render(&report, Format::Json, Style::new(Lang::Id), &mut page).expect("writes");
            String::from_utf8(page).expect("text")
        };
        let present = growth(self);
        let tomorrow = self.today + Days::new(1);
        self.world.on(&tomorrow.to_string());
        self.world
            .import("nama_ikm,kode_kecamatan,tahun_data,tenaga_kerja\nBaru,13.01.04,2021,5\n");
        self.world.on(&self.today.to_string());
        assert_eq!(growth(self), present);
    }

    /// Imports a list and takes it back, merges two and parts them: nothing is left of either.
    fn assert_taken_back(&mut self, rows: &[ListRow], (a, b): (usize, usize)) {
        let before = self.seen();
        let batch = self.import(rows).expect("a list").batch.expect("a batch").to_string();
        self.world.app().undo(&batch).expect("nothing stands on it");
        assert_eq!(self.seen(), before, "after {rows:?}");
        let (Some(a), Some(b)) = (before.listing.get(a), before.listing.get(b)) else { return };
        if a.id == b.id {
            return;
        }
        let Ok(merge) = self.world.app().merge(&a.id.to_string(), &b.id.to_string()) else {
            return;
        };
        let merged = self.seen();
        assert_eq!(merged.listing.len() + 1, before.listing.len());
        assert_eq!(merged.members.len(), before.members.len(), "no membership is lost");
        self.world.app().unmerge(&merge.merge.to_string()).expect("nothing came after it");
        assert_eq!(self.seen(), before, "after merging {} and {}", a.name, b.name);
    }
}

/// The last but `nth` of `of`, round and round.
fn nth_back<T>(of: &[T], nth: usize) -> Option<&T> {
    of.iter().rev().cycle().take(of.len().saturating_mul(nth + 1)).nth(nth)
}

fn told<T: std::fmt::Debug>(answer: Result<T, AppError>) -> String {
    match answer {
        Ok(answer) => format!("{answer:?}"),
        Err(error) => error.code().to_owned(),
    }
}

fn config(cases: u32, seed: u64) -> ProptestConfig {
    let mut config = ProptestConfig { cases, failure_persistence: None, ..Default::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(seed);
    }
    config
}

#[test]
fn past_days_stay_and_what_is_taken_back_leaves_nothing() {
    let lives = (steps(), vec(list_row(), 1..5), (0_usize..6, 0_usize..6));
    let result = TestRunner::new(config(48, 13_03)).run(&lives, |(steps, rows, two)| {
        let mut life = Life::new(Box::new(MemoryStore::new()));
        for step in &steps {
            life.take(step);
        }
        life.world.assert_sound();
        life.assert_past_days_stay();
        life.assert_taken_back(&rows, two);
        life.assert_past_days_stay();
        life.world.assert_sound();
        life.assert_years_add_up();
        Ok(())
    });
    result.expect("holds");
}

#[test]
fn every_store_keeps_the_same_past() {
    let lives = (steps(), vec(list_row(), 1..5), (0_usize..6, 0_usize..6));
    let result = TestRunner::new(config(12, 13_04)).run(&lives, |(steps, rows, two)| {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SqliteStore::create(folder.path().join("ikm.db")).expect("a store");
        let mut memory = Life::new(Box::new(MemoryStore::new()));
        let mut file = Life::new(Box::new(file));
        for step in &steps {
            prop_assert_eq!(memory.take(step), file.take(step), "{:?}", step);
            prop_assert_eq!(memory.seen(), file.seen(), "{:?}", step);
        }
        memory.close_day();
        file.assert_past_days_stay();
        // Not the texts: they are pages long.
        prop_assert!(memory.taken == file.taken, "the stores tell the past differently");
        file.assert_taken_back(&rows, two);
        file.assert_past_days_stay();
        file.world.assert_sound();
        file.assert_years_add_up();
        Ok(())
    });
    result.expect("the same");
}
