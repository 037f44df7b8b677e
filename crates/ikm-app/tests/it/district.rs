//! The test kit's district and gallery, which know the right answer without asking this code.

use std::collections::BTreeMap;
use std::io::Cursor;

use ikm_app::registry::{ImportOutcome, ImportSettings, ImportWatch};
use ikm_core::gallery::SettlementTerms;
use ikm_core::money::Rupiah;
use ikm_import::{ImportError, Problem, Row};
use ikm_store::IkmFilter;
use ikm_testkit::district::District;
use ikm_testkit::gallery::{Gallery, MemberSeed, Takings, shows};
use ikm_testkit::sheet::{Expected, write_csv, write_xlsx};

use crate::world::{World, day};

/// Which rows were rejected, and whether anything is wrong with each.
#[derive(Default)]
struct Rejects(Vec<(u64, usize)>);

impl ImportWatch for Rejects {
    fn rejected(&mut self, row: &Row, problems: &[Problem]) -> Result<(), ImportError> {
        self.0.push((row.number, problems.len()));
        Ok(())
    }
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).expect("few")
}

/// Checks the counts and sums of an outcome that read the whole sheet.
#[track_caller]
fn check_sums(outcome: &ImportOutcome, expected: &Expected) {
    assert_eq!(outcome.rows, wide(expected.rows));
    assert_eq!(outcome.rejected, wide(expected.rejected));
    assert_eq!(outcome.skipped, wide(expected.skipped));
    assert_eq!(outcome.warnings, wide(expected.left_out()));
    let totals = outcome.totals;
    assert_eq!(totals.workers, expected.totals.workers());
    assert_eq!(totals.investment.get(), expected.totals.investment);
    assert_eq!(totals.production_value.get(), expected.totals.production_value);
    assert_eq!(totals.raw_material_value.get(), expected.totals.raw_material_value);
    let groups: BTreeMap<String, u64> =
        expected.by_commodity.iter().map(|(name, n)| ((*name).to_owned(), wide(*n))).collect();
    assert_eq!(outcome.by_commodity, groups);
}

#[test]
fn a_district_comes_in_as_it_is() {
    let district = District::generate(2022, 3_800);
    let sheet = district.sheet();
    let expected = &sheet.expected;
    let mut world = World::new();
    let mut spreadsheet = Cursor::new(Vec::new());
    write_xlsx(&sheet.rows, &mut spreadsheet).expect("a workbook");
    let path = world.file(spreadsheet.into_inner());
    let mut rejects = Rejects::default();
    let outcome = world.app().import(&path, &ImportSettings::default(), &mut rejects);
    let outcome = outcome.expect("a list");
    check_sums(&outcome, expected);
    assert_eq!(outcome.added, wide(expected.added));
    assert_eq!(outcome.updated, wide(expected.updated));
    assert_eq!(outcome.unchanged, wide(expected.unchanged));
    // Each spoilt row has one defect, and is rejected for that one.
    let spoilt: Vec<_> = expected.rejects.iter().map(|reject| (wide(reject.row), 1)).collect();
    assert_eq!(rejects.0, spoilt);
    // What stands in the registry is what is true of the district.
    let mut known = Vec::new();
    let mut after = None;
    loop {
        let page = world.read(|tx| {
            tx.ikm_page(&IkmFilter::default(), day("9999-12-31"), after, 1_000).expect("reads")
        });
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        known.extend(page.iter().map(|ikm| ikm.profile.digest()));
    }
    let mut truth: Vec<_> = district.iter().map(|ikm| ikm.profile().digest()).collect();
    known.sort_unstable();
    truth.sort_unstable();
    assert_eq!(known.len(), 3_800);
    assert!(known == truth, "the registry differs from the district");
}

#[test]
fn a_district_read_again_in_another_format_adds_nothing() {
    let sheet = District::generate(7, 400).sheet();
    let expected = &sheet.expected;
    let mut world = World::new();
    let mut spreadsheet = Cursor::new(Vec::new());
    write_xlsx(&sheet.rows, &mut spreadsheet).expect("a workbook");
    let path = world.file(spreadsheet.into_inner());
    let first = world.app().import(&path, &ImportSettings::default(), &mut ()).expect("a list");
    assert_eq!(first.added, wide(expected.added));
    let mut text = Vec::new();
    write_csv(&sheet.rows, &mut text, b';').expect("writes");
    let path = world.file(text);
    let again = world.app().import(&path, &ImportSettings::default(), &mut ()).expect("a list");
    check_sums(&again, expected);
    assert_eq!((again.added, again.updated, again.suspected_duplicates), (0, 0, 0));
    assert_eq!(again.unchanged, wide(expected.rows - expected.rejected));
}

/// Members of the district whose products a gallery shows, as many as there are `wanted`.
fn consignors(district: &District, wanted: usize) -> (String, Vec<MemberSeed>) {
    let makers = district.iter().filter(|ikm| shows(ikm.product)).take(wanted);
    let mut list = "nama_ikm,nama_pemilik,kode_kecamatan,produk\n".to_owned();
    let mut seeds = Vec::new();
    for (n, ikm) in (1..).zip(makers) {
        // A number makes every name its own.
        let row = format!("{} {n},{},{},{}\n", ikm.name, ikm.owner, ikm.kecamatan, ikm.product);
        list.push_str(&row);
        let product = ikm.product.to_owned();
        seeds.push(MemberSeed { number: format!("A-{n:04}"), product });
    }
    (list, seeds)
}

#[test]
fn months_of_a_gallery_settle_to_the_rupiah() {
    let (list, members) = consignors(&District::generate(2022, 400), 15);
    let gallery = Gallery::generate(2022, &members, day("2022-02-01"), 6);
    let mut world = World::new();
    assert_eq!(world.import(&list).added, 15);
    world.app().accept_all().expect("accepts");
    let mut all = Rupiah::ZERO;
    for month in &gallery.months {
        let truth = &month.truth;
        let path = world.file(&month.intake_csv);
        let taken_in = world.app().intake(&path, &mut |_| ()).expect("an intake file");
        assert_eq!((taken_in.notes, taken_in.items), (wide(truth.notes), wide(truth.items)));
        assert_eq!((taken_in.rejected, taken_in.warnings), (vec![], vec![]));
        let path = world.file(&month.sales_csv);
        let sold = world.app().sales(&path, &mut |_| ()).expect("a sales file");
        assert_eq!(sold.rejected, []);
        assert_eq!(sold.receipts, wide(truth.receipts));
        assert_eq!((wide(truth.takings.lines), truth.takings.gross), (sold.lines, sold.gross));
        let next = month.first_day + chrono::Months::new(1);
        let terms = SettlementTerms { until: next, hold_days: 0, minimum: Rupiah::ZERO };
        let settled = world.on(&next.to_string()).run_settlement(terms).expect("settles");
        assert_eq!(settled.totals.gross, truth.takings.gross);
        assert_eq!(settled.totals.commission, truth.takings.commission);
        let makers_part = truth.takings.gross.minus(truth.takings.commission);
        assert_eq!(Ok(settled.totals.payable), makers_part);
        let run = settled.run.expect("a run").to_string();
        let payables = world.app().payables(&run).expect("its rows");
        let by_member: BTreeMap<String, Takings> = payables
            .into_iter()
            .map(|row| {
                let lines = usize::try_from(row.lines).expect("few");
                let takings = Takings { lines, gross: row.gross, commission: row.commission };
                (row.member.to_string(), takings)
            })
            .collect();
        assert_eq!(by_member, truth.by_member);
        all = all.plus(settled.totals.payable).expect("in range");
    }
    let settlements = world.app().settlements().expect("lists");
    let paid = Rupiah::sum(settlements.iter().map(|settlement| settlement.totals.payable));
    assert_eq!(paid, Ok(all));
    world.assert_sound();
}
