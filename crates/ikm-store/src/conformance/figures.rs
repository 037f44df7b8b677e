//! Figures by year and source.

use ikm_core::id::{BatchId, IkmId};
use ikm_core::registry::{Figures, FiguresOf, Ikm, Merged, Workers};

use super::fixture::{Maker, day, edit, found, rp};
use super::sample::sampled;
use crate::{Store, YearFigures};

/// What `source` said of a year on a day: so many workers, and sales.
fn said(
    ikm: IkmId,
    source: Option<BatchId>,
    on: &str,
    (year, workers, sales): (Option<i32>, u32, Option<i64>),
) -> FiguresOf {
    let figures = Figures {
        year,
        workers: Workers { total: Some(workers), ..Workers::default() },
        sales: sales.map(rp),
        ..Figures::default()
    };
    FiguresOf { ikm, source, recorded_on: day(on), figures }
}

fn year(year: i32, ikms: u64, workers: u64, sales: i64) -> YearFigures {
    YearFigures { year, ikms, workers, sales: rp(sales), ..YearFigures::default() }
}

/// Figures are read back as they were put, in order of year, day and source.
pub fn figures_round_trip(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let [full, minimal, _] = &sample.ikms;
    let [of_2020, of_2022] = &sample.figures;
    assert_eq!(scene.read(|tx| tx.figures(full.id)), [of_2020.clone(), of_2022.clone()]);
    assert_eq!(scene.read(|tx| tx.figures(minimal.id)), []);
    let [one, two] = [BatchId::generate(&mut make), BatchId::generate(&mut make)];
    let rows = [
        said(minimal.id, None, "2022-03-01", (Some(2019), 1, None)),
        said(minimal.id, Some(two), "2022-03-01", (Some(2020), 2, Some(20))),
        said(minimal.id, None, "2022-03-02", (Some(2020), 3, None)),
        said(minimal.id, Some(one), "2022-03-02", (Some(2020), 4, Some(40))),
        said(minimal.id, Some(one), "2022-03-02", (None, 5, None)),
    ];
    scene.write(|tx| rows.iter().rev().try_for_each(|row| tx.put_figures(row)));
    assert_eq!(scene.read(|tx| tx.figures(minimal.id)), rows);
    // What hangs in the air is refused.
    let unknown = IkmId::generate(&mut make);
    let [row, ..] = rows;
    scene.refused(|tx| tx.put_figures(&FiguresOf { ikm: unknown, ..row }));
}

/// A year and source stand once: what is put again replaces, and what is removed is gone. A year that
/// is not named is the one in which it was recorded.
pub fn a_year_and_source_stand_once(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (ikm, source) = (make.ikm("Tenun"), Some(BatchId::generate(&mut make)));
    let first = said(ikm.id, source, "2022-03-01", (Some(2022), 1, Some(10)));
    let again = said(ikm.id, source, "2022-04-01", (None, 2, None));
    let other = said(ikm.id, None, "2022-04-01", (None, 3, None));
    scene.write(|tx| {
        tx.insert_ikm(&ikm)?;
        tx.put_figures(&first)?;
        tx.put_figures(&again)?;
        tx.put_figures(&other)
    });
    assert_eq!(scene.read(|tx| tx.figures(ikm.id)), [other.clone(), again]);
    scene.write(|tx| {
        tx.remove_figures(ikm.id, 2021, source)?;
        tx.remove_figures(ikm.id, 2022, source)
    });
    assert_eq!(scene.read(|tx| tx.figures(ikm.id)), [other]);
}

/// An IKM and the figures of its profile, registered in 2022.
fn profiled(make: &mut Maker, figures: Figures) -> Ikm {
    let mut ikm = make.ikm("Tenun");
    ikm.profile.figures = figures;
    ikm
}

/// The figures of a year are those of every IKM that is not merged: of one of which none were put
/// those of its profile, of several sources the one that was recorded last.
pub fn figures_are_summed_by_year(store: &dyn Store) {
    let (scene, mut make) = found(store);
    assert_eq!(scene.read(|tx| tx.figures_by_year()), []);
    let [one, two] = [BatchId::generate(&mut make), BatchId::generate(&mut make)];
    let of_profile = |figures: FiguresOf| figures.figures;
    let nobody = IkmId::generate(&mut make);
    let dated = of_profile(said(nobody, None, "2022-03-01", (Some(2020), 7, Some(70))));
    let undated = of_profile(said(nobody, None, "2022-03-01", (None, 11, None)));
    let silent = Figures { year: Some(2020), ..Figures::default() };
    let put = profiled(&mut make, dated.clone());
    let ikms = [
        profiled(&mut make, dated.clone()),
        profiled(&mut make, undated),
        profiled(&mut make, silent.clone()),
        put.clone(),
        profiled(&mut make, dated),
    ];
    let [.., gone] = &ikms;
    let merged = Some(Merged { into: put.id, on: day("2022-02-01") });
    let rows = [
        said(put.id, Some(one), "2022-03-02", (Some(2020), 100, Some(1_000))),
        said(put.id, Some(two), "2022-03-02", (Some(2020), 200, None)),
        said(put.id, None, "2022-03-02", (Some(2020), 300, None)),
        said(put.id, None, "2022-03-03", (Some(2019), 400, Some(4))),
        said(put.id, Some(one), "2022-03-01", (Some(2019), 500, None)),
        FiguresOf {
            ikm: put.id,
            source: Some(two),
            recorded_on: day("2022-04-01"),
            figures: silent,
        },
    ];
    scene.write(|tx| {
        ikms.iter().try_for_each(|ikm| tx.insert_ikm(ikm))?;
        edit(tx, &Ikm { merged, ..gone.clone() })?;
        rows.iter().take(5).try_for_each(|row| tx.put_figures(row))
    });
    // Of 2020: the profile's 7, and of the three of one day the one of the later source.
    let of_2020 = year(2020, 2, 207, 70);
    let expect = [year(2019, 1, 400, 4), of_2020, year(2022, 1, 11, 0)];
    assert_eq!(scene.read(|tx| tx.figures_by_year()), expect);
    // What says nothing hides nothing: the row of the source before it counts.
    let [.., silent_row] = rows;
    scene.write(|tx| tx.put_figures(&silent_row));
    let of_2020 = year(2020, 2, 107, 1_070);
    let expect = [year(2019, 1, 400, 4), of_2020, year(2022, 1, 11, 0)];
    assert_eq!(scene.read(|tx| tx.figures_by_year()), expect);
}

/// Whoever is removed takes the figures along.
pub fn figures_go_with_their_ikm(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikm = make.ikm("Tenun");
    scene.write(|tx| {
        tx.insert_ikm(&ikm)?;
        tx.put_figures(&said(ikm.id, None, "2022-03-01", (None, 1, None)))?;
        tx.remove_ikm(ikm.id, day("2022-03-01"), &ikm_core::registry::Cause::Edited)
    });
    assert_eq!(scene.read(|tx| tx.figures(ikm.id)), []);
    assert_eq!(scene.read(|tx| tx.figures_by_year()), []);
}
