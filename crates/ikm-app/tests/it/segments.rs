//! Segments: kept under a name, and used in listings, reports and counts.

use std::ops::ControlFlow;

use ikm_app::reports::ReportName;
use ikm_core::Explain as _;
use ikm_core::registry::{Membership, Segment, SegmentName};
use ikm_report::{Cell, Report};

use crate::world::{MAKERS, World};

fn name(text: &str) -> SegmentName {
    text.parse().expect("a name")
}

fn segment(text: &str) -> Segment {
    serde_json::from_str(text).expect("a segment")
}

impl World {
    fn names_of(&mut self, of: &str, limit: usize) -> Vec<String> {
        let mut names = Vec::new();
        let each = |ikm: ikm_app::registry::IkmView| {
            names.push(ikm.name);
            Ok(if names.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        };
        self.app().visit_segment(&segment(of), each).expect("lists");
        names
    }
}

#[test]
fn a_segment_is_kept_shown_and_removed() {
    let mut world = World::new();
    let food = segment(r#"{"class":["10"]}"#);
    world.app().save_segment(&name("Makanan"), &food).expect("kept");
    assert_eq!(world.app().segment(&name("Makanan")).expect("kept"), food);
    assert_eq!(world.app().segments().expect("lists"), [(name("Makanan"), food)]);
    let empty = world.app().save_segment(&name("Semua"), &Segment::default());
    assert_eq!(empty.expect_err("no condition").code(), "IKM-SEGMENT-EMPTY");
    world.app().remove_segment(&name("Makanan")).expect("removed");
    let gone = world.app().segment(&name("Makanan")).expect_err("removed");
    assert_eq!(gone.code(), "IKM-SEGMENT-UNKNOWN");
    let again = world.app().remove_segment(&name("Makanan")).expect_err("removed");
    assert_eq!(again.code(), "IKM-SEGMENT-UNKNOWN");
    world.assert_sound();
}

#[test]
fn listings_hold_the_segment_and_end_when_told() {
    let mut world = World::with_makers();
    let all = ["Rendang Uni Mar", "Sulaman Rosnida", "Keripik Upik"];
    assert_eq!(world.names_of("{}", 9), all);
    assert_eq!(world.names_of(r#"{"class":["10"]}"#, 9), ["Rendang Uni Mar", "Keripik Upik"]);
    assert_eq!(world.names_of(r#"{"class":["10","13"]}"#, 2), all[..2]);
    assert_eq!(world.names_of(r#"{"kecamatan":["13.01.04"]}"#, 9), ["Keripik Upik"]);
    assert_eq!(world.names_of(r#"{"has":["nib"]}"#, 9), ["Rendang Uni Mar"]);
    assert_eq!(world.names_of(r#"{"words":"jurai sulam"}"#, 9), ["Sulaman Rosnida"]);
}

/// Members are those of the day that is asked about, as everything in a report is.
#[test]
fn membership_is_that_of_the_day() {
    let mut world = World::new();
    world.import(MAKERS);
    world.on("2022-03-01").apply("9120000000011").expect("applies");
    let mut members = |day: &str, of: &str| {
        world.on(day);
        world.names_of(of, 9).len()
    };
    assert_eq!(members("2022-02-28", r#"{"member":["none"]}"#), 3);
    assert_eq!(members("2022-03-01", r#"{"member":["none"]}"#), 2);
    assert_eq!(members("2022-03-01", r#"{"member":["applied"]}"#), 1);
    assert_eq!(members("2022-03-01", r#"{"member":["active"]}"#), 0);
}

/// The number of rows of the report's main table, and the sum in the last column.
fn total(report: &Report) -> (usize, Option<Cell>) {
    let table = report.main_table().expect("a table");
    (table.rows().len(), table.totals().and_then(|cells| cells.last().cloned()))
}

#[test]
fn reports_of_a_segment_count_it_alone() {
    let mut world = World::with_makers();
    let food = segment(r#"{"class":["10"]}"#);
    let app = world.app();
    let count = |name, of: &Segment| total(&app.report_of(name, of).expect("a report"));
    assert_eq!(count(ReportName::Rekap, &Segment::default()).1, Some(Cell::Count(3)));
    assert_eq!(count(ReportName::Rekap, &food).1, Some(Cell::Count(2)));
    assert_eq!(count(ReportName::Members, &food).1, Some(Cell::Count(2)));
    let growth = app.report_of(ReportName::Growth, &food).expect("a report");
    let rows = growth.main_table().expect("a table").rows();
    assert_eq!(rows.last().and_then(|row| row.get(1)), Some(&Cell::Count(2)));
    let note = growth.notes().last().expect("what was asked for");
    assert_eq!((note.id.as_str(), note.en.as_str()), ("Hanya golongan: 10.", "Only class: 10."));
    let refused = app.report_of(ReportName::GalleryStock, &food).expect_err("no IKM in it");
    assert_eq!(refused.code(), "IKM-SEGMENT-REPORT");
}

/// A rekap that counts the IKM of everything says what the kept counts say.
#[test]
fn a_segment_that_holds_all_is_the_whole_rekap() {
    let mut world = World::with_makers();
    let members = Segment { member: [Membership::Active].into(), ..Segment::default() };
    let app = world.app();
    let kept = app.report(ReportName::Rekap).expect("a report");
    let counted = app.report_of(ReportName::Rekap, &members).expect("a report");
    let tables = |report: &Report| report.tables().cloned().collect::<Vec<_>>();
    assert_eq!(tables(&counted), tables(&kept));
}
